#include "ask/lists.h"

#include "ask/circles.h"
#include "ask/combos.h"
#include "ask/spans.h"
#include "ask/word.h"

typedef struct Lists {
    World *w;
    const Record *r;
    const Hold *hold;
    StrMap *seen;
    Diags *diags;
    Arena *arena;
} Lists;

static const Sentence *sentence_at(const Lists *l, uint32_t index)
{
    return &l->w->tree->sentences.p[index];
}

static Span place_of(const Lists *l, uint32_t sentence)
{
    const Sentence *s = sentence_at(l, sentence);
    return s->span.end ? s->span : sy_sentence_entry(l->w, s)->span;
}

// Is this the first time that this is said? `more` tells apart what is said of one thing.
static bool is_new(Lists *l, DiagCode code, Span place, Str about, uint32_t more)
{
    Str key = sy_str_fmt(l->seen->arena, "%d %lu %lu %.*s", (int)code, (unsigned long)place.start,
                         (unsigned long)more, STR_ARG(about));
    bool fresh;
    sy_strmap_add(l->seen, key, &fresh);
    return fresh;
}

static Str promise_name(const Lists *l, PromiseId p)
{
    return sy_promise_name(l->arena, l->w->model, p);
}

static bool has_index(const Indices *list, uint32_t index)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i] == index) {
            return true;
        }
    }
    return false;
}

static EntityId owner_of(const Lists *l, PromiseId p)
{
    return l->w->model->promises.p[p.v].owner;
}

static bool is_voiced(const Lists *l, PromiseId p)
{
    const Position *q = sy_record_position(l->r, p);
    return q && q->sentences.len > 0;
}

// ---------------------------------------------------------------- conditions left unmentioned

static bool is_earlier(const Lists *l, uint32_t a, uint32_t b)
{
    const Sentence *x = sentence_at(l, a), *y = sentence_at(l, b);
    return x->dates.late != y->dates.late ? x->dates.late < y->dates.late : a < b;
}

static bool is_related(const Lists *l, uint32_t sentence)
{
    ClauseList clauses = {0};
    sy_sentence_clauses(l->w, sentence_at(l, sentence), &clauses);
    for (ptrdiff_t i = 0; i < clauses.len; i++) {
        uint8_t k = clauses.p[i]->kind;
        if (k == CL_INSTEAD || k == CL_CONTRADICTS || k == CL_REPLACES || k == CL_REPEATS) {
            return true;
        }
    }
    return false;
}

// What a clause lays down, told apart as `Need.form` does; -1: no condition.
static int condition_form(const Clause *c)
{
    switch ((int)c->kind) {
    case CL_IF:
    case CL_AFTER:
    case CL_WITH:
    case CL_WHILE:
        return NEED_COND;
    case CL_UNLESS:
    case CL_FAILING:
        return NEED_OUT;
    case CL_UNTIL:
        return c->sub ? NEED_OUT : -1;
    default:
        return -1;
    }
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
        if (r.kind == thing.kind && r.id == thing.id) {
            return true;
        }
    }
    return false;
}

static bool mentions(const Lists *l, uint32_t sentence, EntityId own, const Need *n)
{
    ClauseList clauses = {0};
    sy_sentence_clauses(l->w, sentence_at(l, sentence), &clauses);
    for (ptrdiff_t i = 0; i < clauses.len; i++) {
        const Clause *c = clauses.p[i];
        if (n->form == NEED_NAME) {
            Ref r = sy_model_ref(l->w->model, &l->w->tree->names.p[n->cond], n->own);
            if (c->kind == CL_IN_STEP && names_thing(l, c->names, own, r)) {
                return true;
            }
        } else if (condition_form(c) == (int)n->form &&
                   cond_has(l, c->x, own, (OwnCond){n->cond, n->own})) {
            return true;
        }
    }
    return false;
}

static Span need_place(const Lists *l, const Need *n)
{
    return n->clause ? l->w->tree->clauses.p[n->clause].span : place_of(l, n->sentence);
}

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

// The earlier conditions that the sentence leaves unmentioned, those not listed for it yet.
static void find_unmentioned(Lists *l, const Position *q, uint32_t sentence, NeedList *out)
{
    Str name = promise_name(l, q->promise);
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        const Need *n = &q->needs.p[i];
        bool kind = n->form == NEED_COND || n->form == NEED_OUT || n->form == NEED_NAME;
        if (kind && is_earlier(l, n->sentence, sentence) &&
            !mentions(l, sentence, owner_of(l, q->promise), n) && !is_among(l, out, n) &&
            is_new(l, D_N4001, place_of(l, sentence), name, n->cond)) {
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
    for (ptrdiff_t i = 0; i < left.len; i++) {
        Str text = sy_word_need(l->arena, l->w, left.p[i]);
        sy_buf_fmt(&words, "%s`%.*s`", i > 0 ? ", " : "", STR_ARG(text));
    }
    Diag *d = sy_diag(l->diags, D_N4001, place_of(l, sentence),
                      "`%.*s`: this later sentence does not mention %.*s",
                      STR_ARG(promise_name(l, q->promise)), (int)words.len, words.p);
    for (ptrdiff_t i = 0; i < left.len; i++) {
        sy_diag_label(l->diags, d, need_place(l, left.p[i]), "said here, and kept");
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
    Span place = place_of(l, u->sentence);
    Str name = promise_name(l, q->promise);
    if (!is_new(l, D_N4002, place, name, 0)) {
        return;
    }
    Diag *d = sy_diag(l->diags, D_N4002, place,
                      "`%.*s`: %s after %s, and nothing says how the two are related",
                      STR_ARG(name), sy_grade_name((Grade)u->grade),
                      sy_grade_name((Grade)before.grade));
    sy_diag_label(l->diags, d, place_of(l, before.sentence), "the stronger word");
    sy_diag_help(l->diags, d, "say it with `replaces`, `repeats` or `contradicts`");
}

static void say_offer(Lists *l, const Position *q, const Uttered *u, Stood before)
{
    Span place = place_of(l, u->sentence);
    Str name = promise_name(l, q->promise);
    if (!is_new(l, D_N4004, place, name, 0)) {
        return;
    }
    Diag *d = sy_diag(l->diags, D_N4004, place, "`%.*s` was refused by a stronger voice: this "
                                                "offer is kept as doubt", STR_ARG(name));
    sy_diag_label(l->diags, d, place_of(l, before.sentence), "the refusal");
    sy_diag_help(l->diags, d, "if the party itself has said so, write its own word");
}

static void say_doubt(Lists *l, const Position *q, const Uttered *u, Stood stands)
{
    Span place = place_of(l, u->sentence);
    Str name = promise_name(l, q->promise);
    if (!is_new(l, D_N4015, place, name, 0)) {
        return;
    }
    Diag *d = sy_diag(l->diags, D_N4015, place,
                      "`%.*s`: %s by a lesser voice is kept as doubt, the position stays %s",
                      STR_ARG(name), sy_grade_name((Grade)u->grade),
                      sy_grade_name((Grade)stands.grade));
    if (u->sentence != stands.sentence) {
        sy_diag_label(l->diags, d, place_of(l, stands.sentence), "the stronger voice");
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
    for (ptrdiff_t i = 0; q->extra && i < q->extra->doubts.len; i++) {
        uint32_t sentence = q->extra->doubts.p[i];
        bool said = false;
        for (ptrdiff_t k = 0; k < q->said.len; k++) {
            said = said || q->said.p[k].sentence == sentence;
        }
        if (!said) {
            Uttered u = {.sentence = sentence, .grade = sentence_at(l, sentence)->grade};
            uint32_t word = sy_word_of(l->w, q);
            say_doubt(l, q, &u, (Stood){q->grade, q->rank, word ? word : sentence});
        }
    }
}

// ---------------------------------------------------------------- repeats

static const Sentence *repeated(const Lists *l, const Entry *e)
{
    uint32_t i = 0;
    const Clause *c = sy_entry_clause(l->w->model, l->w->query.choices, e, CL_REPEATS, &i);
    const Entry *of = c ? sy_model_labelled(l->w->model, (Sym){c->x}) : NULL;
    return of && of->kind == ENTRY_SENTENCE ? sentence_at(l, of->detail) : NULL;
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
        bool same_kind = condition_form(c) == condition_form(like) &&
                         (c->kind == CL_WHEN) == (like->kind == CL_WHEN);
        if (same_kind && (condition_form(c) >= 0 || c->kind == CL_WHEN) &&
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
        if ((condition_form(c) < 0 && c->kind != CL_WHEN) ||
            !sy_model_guard(l->w->model, l->w->query.choices, c->guard)) {
            continue;
        }
        const Cond *top = &t->conds.p[c->x];
        bool parts = top->kind == COND_AND && !top->grouped && condition_form(c) == NEED_COND;
        for (uint32_t k = parts ? top->first : c->x; k; k = parts ? t->conds.p[k].next : 0) {
            if (lays_down(l, of, c, (OwnCond){k, own}) ||
                !is_new(l, D_N4003, t->conds.p[k].span, (Str){0}, k)) {
                continue;
            }
            Str text = sy_word_cond(l->arena, l->w, k);
            Diag *d = sy_diag(l->diags, D_N4003, s->span,
                              "this repeats a sentence that has no condition `%.*s`: it does not "
                              "count", STR_ARG(text));
            sy_diag_label(l->diags, d, t->conds.p[k].span, "added here");
            sy_diag_label(l->diags, d, of->span, "what it repeats");
            sy_diag_help(l->diags, d, "if it was said, write it there; if this is another "
                                      "utterance, leave `repeats` out");
        }
    }
}

static void repeats(Lists *l)
{
    for (ptrdiff_t i = 1; i < l->w->tree->sentences.len; i++) {
        const Sentence *s = &l->w->tree->sentences.p[i];
        const Entry *e = sy_sentence_entry(l->w, s);
        bool counts = !e->broken && !e->candidate &&
                      sy_entry_counts(l->w->model, l->w->query.choices, e);
        const Sentence *of = counts ? repeated(l, e) : NULL;
        if (of) {
            say_added(l, s, of);
        }
    }
}

// ---------------------------------------------------------------- demands, itself, declined, binding

static void asked(Lists *l, const Position *q)
{
    Str name = promise_name(l, q->promise);
    for (ptrdiff_t i = 0; q->extra && i < q->extra->asked.len; i++) {
        Span place = place_of(l, q->extra->asked.p[i]);
        if (is_new(l, D_N4005, place, name, 0)) {
            Diag *d = sy_diag(l->diags, D_N4005, place,
                              "this demand is on another's promise: it is on record beside "
                              "`%.*s`, and no condition of it", STR_ARG(name));
            sy_diag_help(l->diags, d, "if its giver made it a condition, write that as the "
                                      "giver's sentence");
        }
    }
}

static void own_condition(Lists *l, const Position *q)
{
    Ref self = {REF_PROMISE, q->promise.v};
    Str name = promise_name(l, q->promise);
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        const Need *n = &q->needs.p[i];
        bool is = false;
        if (n->form == NEED_NAME) {
            is = names_thing(l, (NameList){n->cond, 1}, n->own, self);
        } else if (n->form == NEED_COND) {
            const Cond *c = &l->w->tree->conds.p[sy_cond_core(l->w->model, n->cond)];
            is = c->kind == COND_ATOM && names_thing(l, c->names, n->own, self);
        }
        Span place = need_place(l, n);
        if (is && is_new(l, D_N4006, place, name, 0)) {
            Diag *d = sy_diag(l->diags, D_N4006, place, "`%.*s` is a condition of itself",
                              STR_ARG(name));
            sy_diag_help(l->diags, d, "name the promise that was meant");
        }
    }
}

static uint32_t declining(const Lists *l, PromiseId p, EntityId who)
{
    for (ptrdiff_t i = l->r->live.len - 1; i >= 0; i--) {
        const Sentence *s = sentence_at(l, l->r->live.p[i]);
        Subjects subs = {0};
        if (s->verb != VERB_DECLINE || !names_thing(l, s->names, who, (Ref){REF_PROMISE, p.v})) {
            continue;
        }
        sy_sentence_subjects(l->w, s, &subs);
        for (ptrdiff_t k = 0; k < subs.len; k++) {
            if (subs.p[k].who.v == who.v) {
                return l->r->live.p[i];
            }
        }
    }
    return 0;
}

static void declined(Lists *l, const Position *q)
{
    Str name = promise_name(l, q->promise);
    for (ptrdiff_t i = 0; q->extra && i < q->extra->declined.len; i++) {
        EntityId who = {q->extra->declined.p[i]};
        uint32_t sentence = who.v ? declining(l, q->promise, who) : 0;
        if (!sentence || has_index(&q->extra->to, who.v)) {
            continue;
        }
        Span place = place_of(l, sentence);
        if (is_new(l, D_N4013, place, name, who.v)) {
            Str party = sy_entity(l->w->model, who)->name;
            Diag *d = sy_diag(l->diags, D_N4013, place,
                              "`%.*s` names %s: it stands as before, though `%.*s` declines it",
                              STR_ARG(name),
                              q->extra->to.len > 0 ? "other beneficiaries" : "no beneficiary",
                              STR_ARG(party));
            sy_diag_help(l->diags, d, "say in the promise for whom it is: `to %.*s`",
                         STR_ARG(party));
        }
    }
}

static void denounced(Lists *l)
{
    for (ptrdiff_t i = 0; i + 1 < l->r->denounced.len; i += 2) {
        PromiseId p = {l->r->denounced.p[i].id};
        uint32_t sentence = l->r->denounced.p[i + 1].id;
        Span place = place_of(l, sentence);
        Str name = promise_name(l, p);
        const Position *q = sy_record_position(l->r, p);
        if (!is_new(l, D_N4016, place, name, 0)) {
            continue;
        }
        Diag *d = sy_diag(l->diags, D_N4016, place, "`%.*s` binds: this is kept as a denunciation "
                                                    "and moves nothing", STR_ARG(name));
        for (ptrdiff_t k = 0; q && q->extra && k < q->extra->bind.len && k < 1; k++) {
            sy_diag_label(l->diags, d, place_of(l, q->extra->bind.p[k]), "what binds");
        }
    }
}

// ---------------------------------------------------------------- duties

static PromiseId duty(const Lists *l, const Step *s, EntityId who, bool some)
{
    const Tree *t = l->w->tree;
    if (s->deed.as) {
        const Name *n = &t->names.p[s->deed.as];
        return (PromiseId){n->ref_kind == REF_PROMISE ? n->ref : 0};
    }
    const Name *n = &t->names.p[s->deed.name];
    bool thing = s->deed.kind != DEED_STEP && n->ref_kind == REF_ENTITY;
    return thing ? sy_model_promise(l->w->model, who, (EntityId){n->ref}, some) : (PromiseId){0};
}

// A body needs no promise to decide by its rule.
static bool decides(const Lists *l, EntityId who)
{
    uint32_t i = 0;
    return sy_entity(l->w->model, who)->kind == ENTRY_BODY &&
           sy_entity_clause(l->w->model, l->w->query.choices, who, CL_DECIDED, &i);
}

// Those a step names, one by one where each of a group must.
static void step_parties(const Lists *l, const Step *s, Subjects *out)
{
    for (uint32_t i = 0; i < s->names.count; i++) {
        const Name *n = sy_name(l->w->model, s->names, i);
        EntityId who = {n->ref_kind == REF_ENTITY ? n->ref : 0};
        EntityList members = {0};
        if (who.v && (s->whose == WHOSE_EACH || s->whose == WHOSE_ANY)) {
            members = sy_model_members(l->arena, l->w->model, l->w->query.choices, who);
        }
        for (ptrdiff_t k = 0; k < members.len; k++) {
            vec_push(l->w->arena, out, (Subject){members.p[k], false});
        }
        if (who.v && members.len == 0) {
            vec_push(l->w->arena, out, (Subject){who, s->whose == WHOSE_SOME});
        }
    }
}

#define DUTIES_NAMED 4 // promises named in one note; of more, their number

static void say_duty(Lists *l, const Step *s)
{
    Subjects subs = {0};
    step_parties(l, s, &subs);
    Buf names = sy_buf_new(l->arena);
    ptrdiff_t n = 0, voiced = 0;
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        PromiseId p = decides(l, subs.p[i].who) ? (PromiseId){0}
                                               : duty(l, s, subs.p[i].who, subs.p[i].some);
        if (!p.v || is_voiced(l, p)) {
            voiced++;
        } else if (n++ < DUTIES_NAMED) {
            sy_buf_fmt(&names, "%s`%.*s`", n > 1 ? ", " : "", STR_ARG(promise_name(l, p)));
        }
    }
    if (n == 0 || (s->whose == WHOSE_ANY && voiced > 0) || !is_new(l, D_N4007, s->span, (Str){0}, 0)) {
        return;
    }
    if (n > DUTIES_NAMED) {
        sy_buf_fmt(&names, " and %lld more", (long long)(n - DUTIES_NAMED));
    }
    Diag *d = sy_diag(l->diags, D_N4007, s->span, "nobody has voiced %.*s, and this duty binds only "
                                                  "as far as that stands", (int)names.len, names.p);
    sy_diag_help(l->diags, d, "write the sentence by which it was promised");
}

static void duties(Lists *l)
{
    const Tree *t = l->w->tree;
    for (ptrdiff_t i = 1; i < t->steps.len; i++) {
        const Step *s = &t->steps.p[i];
        const Entry *e = &t->entries.p[s->entry];
        if (s->must == STEP_MUST && !s->negated && e->kind == ENTRY_TRIGGER && !e->broken &&
            sy_model_guard(l->w->model, l->w->query.choices, s->guard) &&
            sy_entry_counts(l->w->model, l->w->query.choices, e)) {
            say_duty(l, s);
        }
    }
}

// ---------------------------------------------------------------- circles

static Str circle_names(const Lists *l, const Circles *c, uint32_t number)
{
    const Lowered *low = l->hold->lowered;
    Buf b = sy_buf_new(l->arena);
    for (uint32_t i = 0; i < low->problem.natoms; i++) {
        if (c->of[i] == number) {
            Str name = promise_name(l, low->atoms.p[i]);
            sy_buf_fmt(&b, "%s`%.*s`", b.len > 0 ? ", " : "", STR_ARG(name));
        }
    }
    return sy_buf_view(&b);
}

static void say_bare(Lists *l, const Circles *c, const CircleEdge *e, const Need *n)
{
    const PromiseId *atoms = l->hold->lowered->atoms.p;
    Str to = promise_name(l, atoms[e->to]), from = promise_name(l, atoms[e->from]);
    Span place = need_place(l, n);
    if (!is_new(l, D_N4008, place, from, atoms[e->to].v)) {
        return;
    }
    Diag *d = sy_diag(l->diags, D_N4008, place,
                      "`%.*s` needs `%.*s` on a circle, and nobody has said in which order",
                      STR_ARG(from), STR_ARG(to));
    sy_diag_note(l->diags, d, "the circle: %.*s", STR_ARG(circle_names(l, c, c->of[e->from])));
    sy_diag_help(l->diags, d, "if the text has an order, write `after` or `with`");
}

static void circles(Lists *l)
{
    if (!l->hold) {
        return;
    }
    const Lowered *low = l->hold->lowered;
    Circles c = sy_ask_circles(l->arena, low);
    for (ptrdiff_t i = 0; i < c.nedges; i++) {
        const CircleEdge *e = &c.edges[i];
        const Position *q = sy_record_position(l->r, low->atoms.p[e->from]);
        bool bare = e->read == READ_BARE && e->need && e->from != e->to;
        if (bare && c.of[e->from] && c.of[e->from] == c.of[e->to] && q &&
            (ptrdiff_t)e->need <= q->needs.len) {
            say_bare(l, &c, e, &q->needs.p[e->need - 1]);
        }
    }
}

// ---------------------------------------------------------------- facts and definitions

static EntityId subject_entity(const Lists *l, const Sentence *s)
{
    const Name *n = sy_name(l->w->model, s->subject, 0);
    return (EntityId){s->subject.count && n->ref_kind == REF_ENTITY ? n->ref : 0};
}

// Another value of that day; 0: none is found.
static uint32_t other_value(const Lists *l, uint32_t sentence)
{
    const Sentence *s = sentence_at(l, sentence);
    for (ptrdiff_t i = 0; i < l->r->live.len; i++) {
        uint32_t at = l->r->live.p[i];
        const Sentence *o = sentence_at(l, at);
        if (at != sentence && o->verb == VERB_IS && o->truth && o->truth != s->truth &&
            o->dates.late == s->dates.late &&
            subject_entity(l, o).v == subject_entity(l, s).v) {
            return at;
        }
    }
    return 0;
}

static void double_values(Lists *l)
{
    for (ptrdiff_t i = 0; i < l->r->double_values.len; i++) {
        uint32_t sentence = l->r->double_values.p[i], other = other_value(l, sentence);
        Str name = sy_entity(l->w->model, subject_entity(l, sentence_at(l, sentence)))->name;
        Span place = place_of(l, sentence);
        if (!is_new(l, D_N4010, place, name, 0)) {
            continue;
        }
        Diag *d = sy_diag(l->diags, D_N4010, place,
                          "`%.*s` has two values of one day: it is unknown", STR_ARG(name));
        if (other) {
            sy_diag_label(l->diags, d, place_of(l, other), "the other");
        }
        sy_diag_help(l->diags, d, "add the hours, or take away what was an error");
    }
}

static void not_judged(Lists *l)
{
    for (ptrdiff_t i = 0; i < l->r->not_judged.len; i++) {
        uint32_t sentence = l->r->not_judged.p[i];
        EntityId id = subject_entity(l, sentence_at(l, sentence));
        Str name = sy_entity(l->w->model, id)->name;
        Span place = place_of(l, sentence);
        uint32_t k = 0;
        const Clause *judge = sy_entity_clause(l->w->model, l->w->query.choices, id, CL_JUDGED, &k);
        if (is_new(l, D_N4011, place, name, 0)) {
            Diag *d = sy_diag(l->diags, D_N4011, place,
                              "`%.*s` is not for this speaker to find: this is on record, and "
                              "does not count", STR_ARG(name));
            if (judge) {
                sy_diag_label(l->diags, d, judge->span, "its judge");
            }
        }
    }
}

// What the text of a definition comes to by the record of the day asked, no word about it counted.
static Truth defined_value(const Lists *l, EntityId id)
{
    World *w = l->w;
    Arena *arena = sy_arena_new(sy_arena_budget(w->arena));
    Arena *scratch = sy_arena_new(sy_arena_budget(w->arena));
    Lowered *low = sy_lower_new(arena, w, l->r);
    EntityId own = sy_entity(w->model, id)->member;
    VEC(uint32_t) gates = {0};
    uint32_t i = 0;
    for (const Clause *c; (c = sy_entity_clause(w->model, w->query.choices, id, CL_MEANS, &i));) {
        uint32_t gate = sy_lower_cond(low, c->x, own, (Ref){REF_ENTITY, id.v});
        vec_push(arena, &gates, gate);
    }
    sy_lower_finish(low);
    const FixSolution *s = sy_fix_solve(arena, scratch, &low->problem);
    uint8_t *values = NEW_N(arena, uint8_t, low->problem.ngates);
    uint8_t *shown = NEW_N(arena, uint8_t, low->problem.ngates);
    sy_fix_values(&low->problem, s->low, s->low, s->high, values);
    sy_fix_shown(&low->problem, values, shown);
    bool any = false, none = gates.len > 0;
    for (ptrdiff_t k = 0; k < gates.len; k++) {
        any = any || values[gates.p[k]];
        none = none && shown[gates.p[k]];
    }
    sy_arena_free(scratch);
    sy_arena_free(arena);
    return any ? TRUTH_TRUE : none ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static void definitions(Lists *l)
{
    for (ptrdiff_t i = 0; i < l->r->findings.len; i++) {
        EntityId id = {(uint32_t)l->r->finding_of.keys[i]};
        const Entity *x = sy_entity(l->w->model, id);
        const Findings *f = &l->r->findings.p[i];
        if ((x->kind != ENTRY_CONDITION && x->kind != ENTRY_GOAL) || f->len == 0) {
            continue;
        }
        const Finding *last = &f->p[f->len - 1];
        Truth value = defined_value(l, id);
        bool settled = last->truth == TRUTH_TRUE || last->truth == TRUTH_FALSE;
        Span place = place_of(l, last->sentence);
        if (!settled || value == TRUTH_UNKNOWN || value == (Truth)last->truth ||
            !is_new(l, D_N4014, place, x->name, 0)) {
            continue;
        }
        Diag *d = sy_diag(l->diags, D_N4014, place,
                          "`%.*s` is %s by its definition: this word counts from here on",
                          STR_ARG(x->name), value == TRUTH_TRUE ? "true" : "false");
        sy_diag_label(l->diags, d, l->w->tree->entries.p[x->entry].span, "defined here");
        sy_diag_help(l->diags, d, "check the definition, or what was reported");
    }
}

// ---------------------------------------------------------------- groups as one

static void group_atom(Lists *l, const Name *n)
{
    PromiseId p = {n->ref_kind == REF_PROMISE ? n->ref : 0};
    const Entity *owner = sy_entity(l->w->model, owner_of(l, p));
    if (!p.v || owner->kind != ENTRY_GROUP || l->w->model->promises.p[p.v].some ||
        is_voiced(l, p)) {
        return;
    }
    Str name = promise_name(l, p);
    if (is_new(l, D_N4012, n->span, name, 0)) {
        Diag *d = sy_diag(l->diags, D_N4012, n->span,
                          "`%.*s` is the group's own promise, and nobody has voiced it",
                          STR_ARG(name));
        sy_diag_help(l->diags, d, "if the members are meant, count them: `all of %.*s`, or `any`",
                     STR_ARG(name));
    }
}

static void group_atoms(Lists *l, uint32_t cond)
{
    const Tree *t = l->w->tree;
    const Cond *c = &t->conds.p[cond];
    if (c->kind == COND_ATOM || c->kind == COND_IS) {
        group_atom(l, sy_name(l->w->model, c->names, 0));
    }
    for (uint32_t k = c->first; cond && k; k = t->conds.p[k].next) {
        group_atoms(l, k); // the parser bounds the depth
    }
}

static bool has_condition(const Clause *c)
{
    return condition_form(c) >= 0 || c->kind == CL_WHEN || c->kind == CL_MEANS;
}

static void groups_in_entry(Lists *l, const Entry *e)
{
    const Tree *t = l->w->tree;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &t->clauses.p[e->first_clause + i];
        if (!sy_model_guard(l->w->model, l->w->query.choices, c->guard)) {
            continue;
        }
        if (has_condition(c)) {
            group_atoms(l, c->x);
        } else if (c->kind == CL_THEN) {
            const Step *s = &t->steps.p[c->x];
            group_atoms(l, s->after);
            group_atoms(l, s->when_if);
            group_atoms(l, s->whilst);
        }
    }
    const Sentence *s = e->kind == ENTRY_SENTENCE ? &t->sentences.p[e->detail] : NULL;
    if (s && s->verb == VERB_DEMAND && s->forp.count && !s->wish_names) {
        group_atoms(l, s->cond);
    }
}

// ---------------------------------------------------------------- the whole

static void entries(Lists *l)
{
    const Model *m = l->w->model;
    for (ptrdiff_t i = 1; i < l->w->tree->entries.len; i++) {
        const Entry *e = &l->w->tree->entries.p[i];
        if (e->broken || e->candidate || !sy_entry_counts(m, l->w->query.choices, e)) {
            continue;
        }
        groups_in_entry(l, e);
        if (e->kind != ENTRY_SENTENCE || !sy_ask_bare(m, e)) {
            continue;
        }
        Span place = place_of(l, e->detail);
        if (is_new(l, D_N4009, place, (Str){0}, 0)) {
            Diag *d = sy_diag(l->diags, D_N4009, place, "this sentence has no evidence");
            sy_diag_help(l->diags, d, "`cite` where it stands, or say `we infer` and why");
        }
    }
}

void sy_ask_lists_of(World *w, const Hold *hold, StrMap *seen)
{
    w = hold ? hold->world : w;
    Lists l = {.w = w, .hold = hold, .seen = seen, .diags = w->model->diags, .arena = w->arena};
    l.r = hold ? hold->record : sy_world_record(w, w->query.as_of);
    for (ptrdiff_t i = 0; i < l.r->voiced_promises.len; i++) {
        const Position *q = sy_record_position(l.r, l.r->voiced_promises.p[i]);
        unmentioned(&l, q);
        weaker_words(&l, q);
        doubts_beside(&l, q);
        asked(&l, q);
        own_condition(&l, q);
        declined(&l, q);
    }
    repeats(&l);
    duties(&l);
    circles(&l);
    double_values(&l);
    not_judged(&l);
    definitions(&l);
    denounced(&l);
    entries(&l);
}

void sy_ask_lists(Arena *arena, Model *m, const Zone *zone)
{
    Arena *own = sy_arena_new(sy_arena_budget(arena));
    StrMap seen = sy_strmap_new(own);
    Combos c = sy_combos_new(own, m, sy_choices_new(own, m), 0);
    for (Choices ch; sy_combos_next(&c, &ch);) {
        Arena *one = sy_arena_new(sy_arena_budget(arena));
        Query q = {.choices = ch, .as_of = MOM_ALWAYS, .known_by = DAY_NONE};
        World *w = sy_world_new(one, m, &q, zone);
        sy_ask_lists_of(w, sy_world_hold(w, (Ref){0}), &seen);
        sy_arena_free(one);
    }
    sy_arena_free(own);
}
