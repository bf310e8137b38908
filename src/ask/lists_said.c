#include "ask/lists_part.h"

#include "ask/said.h"
#include "ask/word.h"

static bool has_index(const Indices *list, uint32_t index)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i] == index) {
            return true;
        }
    }
    return false;
}

// ---------------------------------------------------------------- conditions left unmentioned

static bool is_earlier(const Lists *l, uint32_t a, uint32_t b)
{
    const Sentence *x = sy_lists_sentence(l, a), *y = sy_lists_sentence(l, b);
    return x->dates.late != y->dates.late ? x->dates.late < y->dates.late : a < b;
}

static bool is_related(const Lists *l, uint32_t sentence)
{
    ClauseList clauses = {0};
    sy_sentence_clauses(l->w, sy_lists_sentence(l, sentence), &clauses);
    for (ptrdiff_t i = 0; i < clauses.len; i++) {
        uint8_t k = clauses.p[i]->kind;
        if (k == CL_INSTEAD || k == CL_CONTRADICTS || k == CL_REPLACES || k == CL_REPEATS) {
            return true;
        }
    }
    return false;
}

static bool same_core(const Lists *l, uint32_t a, EntityId own_a, uint32_t b, EntityId own_b)
{
    Model *m = l->w->model;
    return sy_cond_same(m, sy_cond_core(m, a), own_a, sy_cond_core(m, b), own_b);
}

typedef struct OwnCond { // a condition, and whose `own` it is read for
    uint32_t cond;
    EntityId own;
} OwnCond;

// Is `wanted` this condition, or a part of its top-level `and`?
static bool cond_has(const Lists *l, uint32_t cond, EntityId own, OwnCond wanted)
{
    const Tree *t = l->w->tree;
    if (same_core(l, cond, own, wanted.cond, wanted.own)) {
        return true;
    }
    const Cond *c = &t->conds.p[sy_cond_core(l->w->model, cond)];
    for (uint32_t k = c->kind == COND_AND ? c->first : 0; k; k = t->conds.p[k].next) {
        if (same_core(l, k, own, wanted.cond, wanted.own)) {
            return true;
        }
    }
    return false;
}

static bool names_thing(const Lists *l, NameList names, EntityId own, Ref thing)
{
    for (uint32_t i = 0; i < names.count; i++) {
        Ref r = sy_model_ref(l->w->model, sy_name(l->w->model, names, i), own);
        if (sy_ref_same(r, thing)) {
            return true;
        }
    }
    return false;
}

static bool mentions(const Lists *l, uint32_t sentence, EntityId own, const Need *n)
{
    ClauseList clauses = {0};
    sy_sentence_clauses(l->w, sy_lists_sentence(l, sentence), &clauses);
    for (ptrdiff_t i = 0; i < clauses.len; i++) {
        const Clause *c = clauses.p[i];
        if (n->form == NEED_NAME) {
            Ref r = sy_model_ref(l->w->model, &l->w->tree->names.p[n->cond], n->own);
            if (c->kind == CL_IN_STEP && names_thing(l, c->names, own, r)) {
                return true;
            }
        } else if (sy_clause_form(c) == (int)n->form &&
                   cond_has(l, c->x, own, (OwnCond){n->cond, n->own})) {
            return true;
        }
    }
    return false;
}

#define UNMENTIONED_SHOWN 12 // conditions that one message names

typedef VEC(const Need *) NeedList;

// Said already, be it by another: the same words are one thing to settle.
static bool is_among(const Lists *l, const NeedList *list, const Need *n)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const Need *o = list->p[i];
        if (o->form == n->form && n->form != NEED_NAME &&
            same_core(l, o->cond, o->own, n->cond, n->own)) {
            return true;
        }
    }
    return false;
}

// The earlier conditions that the sentence leaves unmentioned, those not listed for it yet; one more
// than are shown, where there are so many.
static void find_unmentioned(Lists *l, const Position *q, uint32_t sentence, NeedList *out)
{
    Str name = sy_lists_promise(l, q->promise);
    for (ptrdiff_t i = 0; i < q->needs.len && out->len <= UNMENTIONED_SHOWN; i++) {
        const Need *n = &q->needs.p[i];
        bool kind = n->form == NEED_COND || n->form == NEED_OUT || n->form == NEED_NAME;
        if (kind && is_earlier(l, n->sentence, sentence) &&
            !mentions(l, sentence, sy_lists_owner(l, q->promise), n) && !is_among(l, out, n) &&
            sy_lists_is_new(l, D_N4001, sy_lists_place(l, sentence), name, n->cond)) {
            vec_push(l->arena, out, n);
        }
    }
}

static void say_unmentioned(Lists *l, const Position *q, uint32_t sentence)
{
    NeedList left = {0};
    find_unmentioned(l, q, sentence, &left);
    if (left.len == 0) {
        return;
    }
    Buf words = sy_buf_new(l->arena);
    bool more = left.len > UNMENTIONED_SHOWN;
    left.len = more ? UNMENTIONED_SHOWN : left.len;
    for (ptrdiff_t i = 0; i < left.len; i++) {
        Str text = sy_word_need(l->arena, l->w, left.p[i]);
        sy_buf_fmt(&words, "%s`%.*s`", i > 0 ? ", " : "", STR_ARG(text));
    }
    Diag *d = sy_diag(l->diags, D_N4001, sy_lists_place(l, sentence),
                      "`%.*s`: this later sentence does not mention %.*s%s",
                      STR_ARG(sy_lists_promise(l, q->promise)), (int)words.len, words.p,
                      more ? " and others" : "");
    for (ptrdiff_t i = 0; i < left.len; i++) {
        sy_diag_label(l->diags, d, sy_lists_need_place(l, left.p[i]), "said here, and kept");
    }
    sy_diag_help(l->diags, d, "mention it with `we infer`, or end it with `instead of`");
}

static void unmentioned(Lists *l, const Position *q)
{
    for (ptrdiff_t i = 0; q->needs.len > 0 && i < q->said.len; i++) {
        const Uttered *u = &q->said.p[i];
        bool doubt = q->extra && has_index(&q->extra->doubts, u->sentence);
        bool asks = u->grade >= GRADE_FLOATED && u->grade <= GRADE_SIGNED;
        if (asks && !doubt && !is_related(l, u->sentence)) {
            say_unmentioned(l, q, u->sentence);
        }
    }
}

// ---------------------------------------------------------------- weaker words, offers, doubts

typedef struct Stood { // a position as the days go by (P4, P5)
    uint8_t grade, rank;
    uint32_t sentence; // that gave it
} Stood;

static Stood after_day(const Position *q, ptrdiff_t from, ptrdiff_t to, Stood s)
{
    Stood day = {.grade = GRADE_BREACH};
    for (ptrdiff_t i = from; i < to; i++) {
        day.rank = q->said.p[i].rank > day.rank ? q->said.p[i].rank : day.rank;
    }
    for (ptrdiff_t i = from; i < to; i++) {
        const Uttered *u = &q->said.p[i];
        if (u->rank == day.rank && u->grade < day.grade) {
            day.grade = u->grade;
            day.sentence = u->sentence;
        }
    }
    bool up = s.grade == GRADE_NONE || day.grade > s.grade;
    bool lifts = s.grade == GRADE_RULED_OUT && day.rank < s.rank;
    return (up && !lifts) || day.rank >= s.rank ? day : s;
}

static void say_weaker(Lists *l, const Position *q, const Uttered *u, Stood before)
{
    Span place = sy_lists_place(l, u->sentence);
    Str name = sy_lists_promise(l, q->promise);
    if (!sy_lists_is_new(l, D_N4002, place, name, 0)) {
        return;
    }
    Diag *d = sy_diag(
        l->diags, D_N4002, place, "`%.*s`: %s after %s, and nothing says how the two are related",
        STR_ARG(name), sy_grade_name((Grade)u->grade), sy_grade_name((Grade)before.grade));
    sy_diag_label(l->diags, d, sy_lists_place(l, before.sentence), "the stronger word");
    sy_diag_help(l->diags, d, "say it with `replaces`, `repeats` or `contradicts`");
}

static void say_offer(Lists *l, const Position *q, const Uttered *u, Stood before)
{
    Span place = sy_lists_place(l, u->sentence);
    Str name = sy_lists_promise(l, q->promise);
    if (!sy_lists_is_new(l, D_N4004, place, name, 0)) {
        return;
    }
    Diag *d = sy_diag(l->diags, D_N4004, place,
                      "`%.*s` was refused by a stronger voice: this "
                      "offer is kept as doubt",
                      STR_ARG(name));
    sy_diag_label(l->diags, d, sy_lists_place(l, before.sentence), "the refusal");
    sy_diag_help(l->diags, d, "if the party itself has said so, write its own word");
}

static void say_doubt(Lists *l, const Position *q, const Uttered *u, Stood stands)
{
    Span place = sy_lists_place(l, u->sentence);
    Str name = sy_lists_promise(l, q->promise);
    if (!sy_lists_is_new(l, D_N4015, place, name, 0)) {
        return;
    }
    Diag *d =
        sy_diag(l->diags, D_N4015, place,
                "`%.*s`: %s by a lesser voice is kept as doubt, the position stays %s",
                STR_ARG(name), sy_grade_name((Grade)u->grade), sy_grade_name((Grade)stands.grade));
    if (u->sentence != stands.sentence) {
        sy_diag_label(l->diags, d, sy_lists_place(l, stands.sentence), "the stronger voice");
    }
    if (u->grade < stands.grade && !is_related(l, u->sentence)) {
        sy_diag_note(l->diags, d, "it is weaker, and nothing says how the two are related");
    }
}

// One day's words, against the position before it and after it.
static void words_of_day(Lists *l, const Position *q, ptrdiff_t from, ptrdiff_t to, Stood before)
{
    Stood now = after_day(q, from, to, before);
    for (ptrdiff_t i = from; i < to; i++) {
        const Uttered *u = &q->said.p[i];
        bool offer = before.grade == GRADE_RULED_OUT && now.grade == GRADE_RULED_OUT &&
                     u->rank < before.rank && u->grade >= GRADE_FLOATED;
        bool doubt = q->extra && has_index(&q->extra->doubts, u->sentence);
        if (offer) {
            say_offer(l, q, u, before);
        } else if (doubt) {
            say_doubt(l, q, u, now);
        } else if (before.grade != GRADE_NONE && u->grade < before.grade &&
                   !is_related(l, u->sentence)) {
            say_weaker(l, q, u, before);
        }
    }
}

static void weaker_words(Lists *l, const Position *q)
{
    Stood s = {0};
    for (ptrdiff_t from = 0, to; from < q->said.len; from = to) {
        for (to = from; to < q->said.len && q->said.p[to].day == q->said.p[from].day; to++) {
        }
        words_of_day(l, q, from, to, s);
        s = after_day(q, from, to, s);
    }
}

// What binds keeps another's weaker word as doubt too, outside of the days' words.
static void doubts_beside(Lists *l, const Position *q)
{
    for (ptrdiff_t i = 0; q->extra && i < q->extra->outvoiced.len; i++) {
        uint32_t sentence = q->extra->outvoiced.p[i];
        Uttered u = {.sentence = sentence, .grade = sy_lists_sentence(l, sentence)->grade};
        uint32_t word = sy_word_of(l->w, q);
        say_doubt(l, q, &u, (Stood){q->grade, q->rank, word ? word : sentence});
    }
}

// ---------------------------------------------------------------- repeats

static const Sentence *repeated(const Lists *l, const Entry *e)
{
    uint32_t i = 0;
    const Clause *c = sy_entry_clause(l->w->model, l->w->query.choices, e, CL_REPEATS, &i);
    const Entry *of = c ? sy_model_labelled(l->w->model, (Sym){c->x}) : NULL;
    return of && of->kind == ENTRY_SENTENCE ? sy_lists_sentence(l, of->detail) : NULL;
}

static EntityId first_subject(const Lists *l, const Sentence *s)
{
    Subjects subs = {0};
    sy_sentence_subjects(l->w, s, &subs);
    return subs.len > 0 ? subs.p[0].who : (EntityId){0};
}

static bool lays_down(const Lists *l, const Sentence *s, const Clause *like, OwnCond wanted)
{
    ClauseList clauses = {0};
    sy_sentence_clauses(l->w, s, &clauses);
    for (ptrdiff_t i = 0; i < clauses.len; i++) {
        const Clause *c = clauses.p[i];
        bool same_kind = sy_clause_form(c) == sy_clause_form(like) &&
                         (c->kind == CL_WHEN) == (like->kind == CL_WHEN);
        if (same_kind && (sy_clause_form(c) >= 0 || c->kind == CL_WHEN) &&
            cond_has(l, c->x, wanted.own, wanted)) {
            return true;
        }
    }
    return false;
}

static void say_added(Lists *l, const Sentence *s, const Sentence *of)
{
    const Entry *e = sy_sentence_entry(l->w, s);
    const Tree *t = l->w->tree;
    EntityId own = first_subject(l, s);
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &t->clauses.p[e->first_clause + i];
        if ((sy_clause_form(c) < 0 && c->kind != CL_WHEN) ||
            !sy_model_guard(l->w->model, l->w->query.choices, c->guard)) {
            continue;
        }
        const Cond *top = &t->conds.p[c->x];
        bool parts = top->kind == COND_AND && !top->grouped && sy_clause_form(c) == NEED_COND;
        for (uint32_t k = parts ? top->first : c->x; k; k = parts ? t->conds.p[k].next : 0) {
            if (lays_down(l, of, c, (OwnCond){k, own}) ||
                !sy_lists_is_new(l, D_N4003, t->conds.p[k].span, (Str){0}, k)) {
                continue;
            }
            Str text = sy_word_cond(l->arena, l->w, k, (EntityId){0});
            Diag *d = sy_diag(l->diags, D_N4003, s->span,
                              "this repeats a sentence that has no condition `%.*s`: it does not "
                              "count",
                              STR_ARG(text));
            sy_diag_label(l->diags, d, t->conds.p[k].span, "added here");
            sy_diag_label(l->diags, d, of->span, "what it repeats");
            sy_diag_help(l->diags, d,
                         "if it was said, write it there; if this is another "
                         "utterance, leave `repeats` out");
        }
    }
}

void sy_lists_repeats(Lists *l)
{
    for (ptrdiff_t i = 1; i < l->w->tree->sentences.len; i++) {
        const Sentence *s = &l->w->tree->sentences.p[i];
        const Entry *e = sy_sentence_entry(l->w, s);
        bool counts =
            !e->broken && !e->candidate && sy_entry_counts(l->w->model, l->w->query.choices, e);
        const Sentence *of = counts ? repeated(l, e) : NULL;
        if (of) {
            say_added(l, s, of);
        }
    }
}

// ---------------------------------------------------------------- demands, refusals to receive

static void asked(Lists *l, const Position *q)
{
    Str name = sy_lists_promise(l, q->promise);
    for (ptrdiff_t i = 0; q->extra && i < q->extra->asked.len; i++) {
        Span place = sy_lists_place(l, q->extra->asked.p[i]);
        if (sy_lists_is_new(l, D_N4005, place, name, 0)) {
            Diag *d = sy_diag(l->diags, D_N4005, place,
                              "this demand is on another's promise: it is on record beside "
                              "`%.*s`, and no condition of it",
                              STR_ARG(name));
            sy_diag_help(l->diags, d,
                         "if its giver made it a condition, write that as the "
                         "giver's sentence");
        }
    }
}

static void own_condition(Lists *l, const Position *q)
{
    Ref self = {REF_PROMISE, q->promise.v};
    Str name = sy_lists_promise(l, q->promise);
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        const Need *n = &q->needs.p[i];
        bool is = false;
        if (n->form == NEED_NAME) {
            is = names_thing(l, (NameList){n->cond, 1}, n->own, self);
        } else if (n->form == NEED_COND) {
            const Cond *c = &l->w->tree->conds.p[sy_cond_core(l->w->model, n->cond)];
            is = c->kind == COND_ATOM && names_thing(l, c->names, n->own, self);
        }
        Span place = sy_lists_need_place(l, n);
        if (is && sy_lists_is_new(l, D_N4006, place, name, 0)) {
            Diag *d =
                sy_diag(l->diags, D_N4006, place, "`%.*s` is a condition of itself", STR_ARG(name));
            sy_diag_help(l->diags, d, "name the promise that was meant");
        }
    }
}

static void declined(Lists *l, const Position *q)
{
    Str name = sy_lists_promise(l, q->promise);
    for (ptrdiff_t i = 0; q->extra && i < q->extra->declined.len; i++) {
        EntityId who = {q->extra->declined.p[i]};
        uint32_t sentence = sy_said_decline(l->w, l->r, q->promise, who);
        if (!sentence || has_index(&q->extra->to, who.v)) {
            continue;
        }
        Span place = sy_lists_place(l, sentence);
        if (sy_lists_is_new(l, D_N4013, place, name, who.v)) {
            Str party = sy_entity(l->w->model, who)->name;
            Diag *d = sy_diag(
                l->diags, D_N4013, place,
                "`%.*s` names %s: it stands as before, though `%.*s` declines it", STR_ARG(name),
                q->extra->to.len > 0 ? "other beneficiaries" : "no beneficiary", STR_ARG(party));
            sy_diag_help(l->diags, d, "say in the promise for whom it is: `to %.*s`",
                         STR_ARG(party));
        }
    }
}

void sy_lists_denounced(Lists *l)
{
    for (ptrdiff_t i = 0; i + 1 < l->r->denounced.len; i += 2) {
        PromiseId p = {l->r->denounced.p[i].id};
        uint32_t sentence = l->r->denounced.p[i + 1].id;
        Span place = sy_lists_place(l, sentence);
        Str name = sy_lists_promise(l, p);
        const Position *q = sy_record_position(l->r, p);
        if (!sy_lists_is_new(l, D_N4016, place, name, 0)) {
            continue;
        }
        Diag *d = sy_diag(l->diags, D_N4016, place,
                          "`%.*s` binds: this is kept as a denunciation "
                          "and moves nothing",
                          STR_ARG(name));
        for (ptrdiff_t k = 0; q && q->extra && k < q->extra->bind.len && k < 1; k++) {
            sy_diag_label(l->diags, d, sy_lists_place(l, q->extra->bind.p[k]), "what binds");
        }
    }
}

void sy_lists_position(Lists *l, const Position *q)
{
    unmentioned(l, q);
    weaker_words(l, q);
    doubts_beside(l, q);
    asked(l, q);
    own_condition(l, q);
    declined(l, q);
}
