// How a promise comes about: grades, conditions and terms from the sentences that count (P1-P15).
#include "record/pass.h"

#include <math.h>

Position *sy_record_position(const Record *r, PromiseId p)
{
    return p.v < r->npromises ? r->position[p.v] : NULL;
}

Grade sy_record_grade(const Record *r, PromiseId p)
{
    const Position *q = sy_record_position(r, p);
    return q ? (Grade)q->grade : GRADE_NONE;
}

static const Term *term_from(const Position *q, ptrdiff_t from, TermKind kind)
{
    for (ptrdiff_t i = from; i < q->terms.len; i++) {
        if (q->terms.p[i].kind == kind) {
            return &q->terms.p[i];
        }
    }
    return NULL;
}

const Term *sy_position_term(const Position *q, TermKind kind)
{
    return term_from(q, 0, kind);
}

const Term *sy_position_term_next(const Position *q, const Term *t)
{
    return term_from(q, t - q->terms.p + 1, (TermKind)t->kind);
}

bool sy_position_amount(const Tree *tree, const Position *q, Qty *out)
{
    const Term *t = sy_position_term(q, TERM_AMOUNT);
    bool some = t != NULL;
    for (bool first = true; t; t = sy_position_term_next(q, t), first = false) {
        Qty one = tree->qtys.p[tree->clauses.p[t->clause].x];
        if (one.unstated) {
            one.low = 0;
            one.high = (double)INFINITY;
        }
        out->low = first || one.low < out->low ? one.low : out->low;
        out->high = first || one.high > out->high ? one.high : out->high;
    }
    return some;
}

Extras *sy_position_extra(World *w, Position *q)
{
    if (!q->extra) {
        q->extra = NEW(w->arena, Extras);
    }
    return q->extra;
}

// A position with room for what most have: one word about it, one term, few conditions.
static Position *position_new(Arena *arena, PromiseId p)
{
    struct {
        Position position;
        Uttered said[1];
        uint32_t sentences[1];
        Term terms[1];
        Need needs[2];
    } *room = sy_arena_alloc(arena, (ptrdiff_t)sizeof *room, (ptrdiff_t) _Alignof(Position));
    Position *q = &room->position;
    q->promise = p;
    q->said.p = room->said;
    q->said.cap = COUNT_OF(room->said);
    q->sentences.p = room->sentences;
    q->sentences.cap = COUNT_OF(room->sentences);
    q->terms.p = room->terms;
    q->terms.cap = COUNT_OF(room->terms);
    q->needs.p = room->needs;
    q->needs.cap = COUNT_OF(room->needs);
    return q;
}

static Position *position_of(Pass *ps, PromiseId p)
{
    Record *r = ps->r;
    World *w = ps->w;
    if (p.v >= r->npromises) {
        uint32_t n = (uint32_t)w->model->promises.len;
        n = n > r->npromises * 2 ? n : r->npromises * 2;
        Position **grown = NEW_N(w->arena, Position *, n);
        for (uint32_t i = 0; i < r->npromises; i++) {
            grown[i] = r->position[i];
        }
        r->position = grown;
        r->npromises = n;
    }
    if (!r->position[p.v]) {
        r->position[p.v] = position_new(w->arena, p);
        vec_push(w->arena, &r->voiced_promises, p);
    }
    return r->position[p.v];
}

// ---------------------------------------------------------------- P4, P5: grades

static void word_of_day(Position *q, ptrdiff_t from, ptrdiff_t to, World *w)
{
    uint8_t rank = 0, low = GRADE_BREACH, high = GRADE_NONE;
    for (ptrdiff_t i = from; i < to; i++) {
        rank = q->said.p[i].rank > rank ? q->said.p[i].rank : rank;
    }
    for (ptrdiff_t i = from; i < to; i++) {
        uint8_t g = q->said.p[i].rank == rank ? q->said.p[i].grade : GRADE_NONE;
        low = g && g < low ? g : low;
        high = g && g > high ? g : high;
    }
    bool up = q->grade == GRADE_NONE || low > q->grade;
    bool lifts = q->grade == GRADE_RULED_OUT && rank < q->rank;
    bool sets = (up && !lifts) || rank >= q->rank;
    if (q->grade == GRADE_NONE || sets) {
        q->grade = low;
        q->low = low;
        q->high = high;
        q->rank = rank;
        q->day = q->said.p[from].day;
    }
    for (ptrdiff_t i = from; i < to; i++) {
        const Uttered *u = &q->said.p[i];
        bool doubt = sets ? u->rank < rank && u->grade != low : u->grade != q->grade;
        if (doubt) {
            vec_push(w->arena, &sy_position_extra(w, q)->doubts, u->sentence);
        }
    }
}

#define SETTLE_AT_ONCE 32 // so many words about a promise are weighed again at each one

// The whole history of a promise, a day at a time.
static void settle(World *w, Position *q)
{
    if (!q->unsettled) {
        return;
    }
    q->unsettled = false;
    q->grade = q->rank = q->low = q->high = GRADE_NONE;
    if (q->extra) {
        q->extra->doubts.len = 0;
    }
    for (ptrdiff_t i = 1; i < q->said.len; i++) { // by day; sentences come nearly in order
        Uttered u = q->said.p[i];
        ptrdiff_t k = i;
        for (; k > 0 && q->said.p[k - 1].day > u.day; k--) {
            q->said.p[k] = q->said.p[k - 1];
        }
        q->said.p[k] = u;
    }
    for (ptrdiff_t from = 0, to; from < q->said.len; from = to) {
        for (to = from; to < q->said.len && q->said.p[to].day == q->said.p[from].day; to++) {
        }
        word_of_day(q, from, to, w);
    }
}

// ---------------------------------------------------------------- P12: terms

static void term_end(Position *q, TermKind kind)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < q->terms.len; i++) {
        if (q->terms.p[i].kind != kind) {
            q->terms.p[n++] = q->terms.p[i];
        }
    }
    q->terms.len = n;
}

// Two amounts or deadlines of one day, neither speaker the weaker, are a range.
static bool is_range(const Pass *ps, const Term *a, const Term *b)
{
    const Sentence *s = ps->w->tree->sentences.p;
    return (a->kind == TERM_AMOUNT || a->kind == TERM_BY) && a->rank == b->rank &&
           sy_sentence_day(&s[a->sentence]) == sy_sentence_day(&s[b->sentence]);
}

static void term_put(Pass *ps, Position *q, TermKind kind, Term t)
{
    t.kind = (uint8_t)kind;
    const Term *known = sy_position_term(q, kind);
    if (known && t.rank < known->rank) {
        return;
    }
    if (known && !is_range(ps, known, &t)) {
        term_end(q, kind);
    }
    vec_push(ps->w->arena, &q->terms, t);
}

static void terms_of_sentence(Pass *ps, Position *q, uint32_t sentence, uint8_t rank, EntityId own)
{
    bool end = false, renews = false;
    for (ptrdiff_t i = 0; i < ps->clauses.len; i++) {
        const Clause *c = ps->clauses.p[i];
        static const struct {
            ClauseKind clause;
            TermKind term;
        } table[] = {{CL_FROM, TERM_FROM},     {CL_BY, TERM_BY},
                     {CL_AMOUNT, TERM_AMOUNT}, {CL_WHEN, TERM_WHEN},
                     {CL_FOR, TERM_END},       {CL_RENEWS, TERM_RENEWS},
                     {CL_UNTIL, TERM_END},     {CL_VERIFIED, TERM_VERIFIED}};
        for (ptrdiff_t k = 0; k < COUNT_OF(table); k++) {
            bool time = c->kind != CL_UNTIL || !c->sub;
            if (c->kind == table[k].clause && time) {
                term_put(ps, q, table[k].term,
                         (Term){.clause = (uint32_t)(c - ps->w->tree->clauses.p),
                                .sentence = sentence,
                                .rank = rank,
                                .own = own});
                end = end || table[k].term == TERM_END;
                renews = renews || table[k].term == TERM_RENEWS;
            }
        }
        end = end || c->kind == CL_UNTIL;
    }
    // an own end takes the place of an earlier renewal
    const Term *ends = end && !renews ? sy_position_term(q, TERM_END) : NULL;
    if (ends && ends->sentence == sentence) {
        term_end(q, TERM_RENEWS);
    }
}

// ---------------------------------------------------------------- P13: done

// The `accepts` that count, by the promise they are about, and by their party and condition.
typedef struct Chain {         // sentences of one key, the last said first
    uint32_t sentence, before; // before: 1 + index; 0: none
} Chain;

struct Accepts {
    IntMap of_promise, of_cond;        // -> last_of_promise, last_of_cond
    Ids last_of_promise, last_of_cond; // 1 + index
    VEC(Chain) all;
};

static void accept_add(World *w, struct Accepts *a, IntMap *map, Ids *last, uint64_t key,
                       uint32_t sentence)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(map, key, &is_new);
    if (is_new) {
        vec_push(w->arena, last, 0);
    }
    vec_push(w->arena, &a->all, (Chain){sentence, last->p[at]});
    last->p[at] = (uint32_t)a->all.len;
}

// An accept lifts the objection of the same parties to the same thing.
static uint64_t accept_key(World *w, const Sentence *s)
{
    uint32_t first = s->subject.count ? sy_name(w->model, s->subject, 0)->ref : 0;
    return sy_cond_key(w->model, s->cond, (EntityId){0}) ^ sy_hash_int(first);
}

static struct Accepts *accepts_of(Pass *ps)
{
    World *w = ps->w;
    if (ps->accepts) {
        return ps->accepts;
    }
    struct Accepts *a = NEW(w->arena, struct Accepts);
    a->of_promise = sy_intmap_new(w->arena);
    a->of_cond = sy_intmap_new(w->arena);
    Refs targets = {0};
    for (ptrdiff_t i = 0; i < ps->r->live.len; i++) {
        uint32_t index = ps->r->live.p[i];
        const Sentence *o = &w->tree->sentences.p[index];
        if (o->verb != VERB_ACCEPT) {
            continue;
        }
        targets.len = 0;
        sy_cond_targets(w, o->cond, (EntityId){0}, &targets);
        for (ptrdiff_t k = 0; k < targets.len; k++) {
            if (targets.p[k].kind == REF_PROMISE) {
                accept_add(w, a, &a->of_promise, &a->last_of_promise, targets.p[k].id, index);
            }
        }
        accept_add(w, a, &a->of_cond, &a->last_of_cond, accept_key(w, o), index);
    }
    ps->accepts = a;
    return a;
}

static bool accepted_by_verifier(Pass *ps, PromiseId p, const Term *t)
{
    World *w = ps->w;
    uint32_t vote = w->tree->clauses.p[t->clause].x;
    const struct Accepts *a = accepts_of(ps);
    ptrdiff_t at = sy_intmap_find(&a->of_promise, p.v);
    bool one_word = sy_vote_is_one_word(w, vote);
    for (uint32_t i = at < 0 || !one_word ? 0 : a->last_of_promise.p[at]; i;
         i = a->all.p[i - 1].before) {
        if (sy_vote_is_speaker(w, vote, t->own, &w->tree->sentences.p[a->all.p[i - 1].sentence])) {
            return true;
        }
    }
    return sy_judge_is_several(w, vote) &&
           sy_record_vote(w, ps->r, vote, t->own, (Ref){REF_PROMISE, p.v});
}

// ---------------------------------------------------------------- the sentences

static bool has_clause(const Pass *ps, ClauseKind kind)
{
    for (ptrdiff_t i = 0; i < ps->clauses.len; i++) {
        if (ps->clauses.p[i]->kind == kind) {
            return true;
        }
    }
    return false;
}

static bool still_contradicts(const Pass *ps)
{
    for (ptrdiff_t i = 0; i < ps->clauses.len; i++) {
        const Clause *c = ps->clauses.p[i];
        if (c->kind != CL_CONTRADICTS) {
            continue;
        }
        ptrdiff_t at = sy_intmap_find(&ps->w->model->labels, c->x);
        uint32_t entry = at >= 0 ? ps->w->model->label_entry.p[at] : 0;
        const Entry *e = &ps->w->tree->entries.p[entry];
        if (!entry || ps->r->gone[entry] || e->kind != ENTRY_SENTENCE) {
            continue;
        }
        for (ptrdiff_t k = 0; k < ps->r->live.len; k++) {
            if (ps->r->live.p[k] == e->detail) {
                return true;
            }
        }
    }
    return false;
}

static uint64_t doubt_key(uint32_t sentence, PromiseId p)
{
    return (uint64_t)sentence << 32 | p.v;
}

// Does an earlier sentence bind the party against this weaker word?
static bool bound_against(Pass *ps, Position *q, uint32_t index, const Sentence *s, EntityId who)
{
    if (!q->extra || !q->extra->bind.len || sy_sentence_is_joint(ps->w, s, who)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < q->extra->bind.len; i++) {
        const Sentence *o = &ps->w->tree->sentences.p[q->extra->bind.p[i]];
        if (s->grade != GRADE_BREACH && s->grade < o->grade &&
            sy_sentence_binds(ps->w, q->extra->bind.p[i], who, sy_sentence_day(s))) {
            if (s->grade == GRADE_UNSPECIFIED) {
                return true;
            }
            if (sy_sentence_gives_word(ps->w, s, who)) {
                sy_record_denounce(ps->w, ps->r, q->promise, index);
                vec_push(ps->w->arena, &q->extra->denounced, index);
            } else {
                vec_push(ps->w->arena, &q->extra->outvoiced, index);
            }
            return true;
        }
    }
    return false;
}

// P6: has nothing to set where there is a position by as strong a voice.
static bool silence_is_nothing(World *w, Position *q, uint8_t rank)
{
    settle(w, q);
    if (q->grade == GRADE_NONE || q->grade == GRADE_UNSPECIFIED) {
        return false;
    }
    for (ptrdiff_t i = 0; i < q->said.len; i++) {
        if (q->said.p[i].rank >= rank && q->said.p[i].grade != GRADE_UNSPECIFIED) {
            return true;
        }
    }
    return false;
}

static void beneficiaries(World *w, Position *q, const Sentence *s, EntityId own)
{
    Ids to = {0};
    sy_scope_names(w, s->deed.to, own, &to);
    for (ptrdiff_t i = 0; i < to.len; i++) {
        vec_push(w->arena, &sy_position_extra(w, q)->to, to.p[i]);
    }
}

static void utter(Pass *ps, Position *q, Uttered word)
{
    vec_push(ps->w->arena, &q->said, word);
    if (q->said.len <= SETTLE_AT_ONCE) {
        q->unsettled = true;
        settle(ps->w, q);
    } else if (!q->unsettled) {
        q->unsettled = true;
        vec_push(ps->w->arena, &ps->unsettled, q->promise.v);
    }
}

static void promise_of(Pass *ps, uint32_t index, const Sentence *s, Subject sub)
{
    World *w = ps->w;
    PromiseId p = sy_sentence_promise(w, s, sub);
    if (!p.v) {
        return;
    }
    Position *q = position_of(ps, p);
    uint8_t rank = (uint8_t)sy_sentence_rank(w, s, sub.who, sub.some);
    vec_push(w->arena, &q->sentences, index);
    if (bound_against(ps, q, index, s, sub.who)) {
        return;
    }
    if (sy_scope_is_limit(ps, s, p, sub)) {
        vec_push(w->arena, &sy_position_extra(w, q)->limits, index);
        return;
    }
    bool doubt = ps->doubts && sy_intmap_find(ps->doubts, doubt_key(index, p)) >= 0;
    if (has_clause(ps, CL_INSTEAD) && sy_needs_exchange(ps, q, index, rank, sub.who, doubt)) {
        doubt = false;
    }
    beneficiaries(w, q, s, sub.who);
    if (has_clause(ps, CL_CONTRADICTS) && still_contradicts(ps) &&
        !sy_sentence_is_winner(w, index)) {
        vec_push(w->arena, &sy_position_extra(w, q)->disputes, index);
        return;
    }
    terms_of_sentence(ps, q, index, rank, sub.who);
    if (has_clause(ps, CL_BINDING)) {
        vec_push(w->arena, &sy_position_extra(w, q)->bind, index);
    }
    const Term *ver = sy_position_term(q, TERM_VERIFIED);
    if (s->grade == GRADE_DELIVERED && ver && !accepted_by_verifier(ps, p, ver)) {
        return;
    }
    if (s->grade == GRADE_UNSPECIFIED && silence_is_nothing(w, q, rank)) {
        return;
    }
    if (s->grade == GRADE_BREACH) {
        vec_push(w->arena, &sy_position_extra(w, q)->breaches, index);
        return;
    }
    utter(ps, q, (Uttered){index, sy_sentence_day(s), rank, s->grade});
    if (s->grade == GRADE_DELIVERED) {
        sy_needs_clear(q);
        term_end(q, TERM_WHEN);
    }
    if (!doubt) {
        sy_needs_of_sentence(ps, q, index, rank, sub.who);
    }
}

static EntityId owner_of(const World *w, PromiseId p)
{
    return w->model->promises.p[p.v].owner;
}

static bool binds_now(Pass *ps, const Position *q, EntityId who, Day day)
{
    for (ptrdiff_t i = 0; q->extra && i < q->extra->bind.len; i++) {
        if (sy_sentence_binds(ps->w, q->extra->bind.p[i], who, day)) {
            return true;
        }
    }
    return false;
}

static void demand_for(Pass *ps, uint32_t index, const Sentence *s, Subject sub, Ref wanted)
{
    World *w = ps->w;
    if (wanted.kind != REF_PROMISE) {
        return;
    }
    PromiseId p = {wanted.id};
    Position *q = position_of(ps, p);
    if (owner_of(w, p).v == sub.who.v && binds_now(ps, q, sub.who, sy_sentence_day(s))) {
        sy_record_denounce(w, ps->r, p, index);
        vec_push(w->arena, &sy_position_extra(w, q)->denounced, index);
        return;
    }
    if (!sy_model_speaks_for(w->arena, w->model, w->query.choices, sub.who, owner_of(w, p))) {
        vec_push(w->arena, &sy_position_extra(w, q)->asked, index);
        return;
    }
    Need n = {.rank = (uint8_t)sy_sentence_rank(w, s, sub.who, sub.some),
              .own = sub.who,
              .raiser = sub.who,
              .sentence = index};
    if (s->wish_names) {
        n.form = NEED_WISH;
        for (uint32_t i = 0; i < s->names.count; i++) {
            n.cond = s->names.first + i;
            for (uint32_t k = 0; k < s->from.count || k == 0; k++) {
                n.from = s->from.count ? s->from.first + k : 0;
                sy_need_add(ps, q, n);
            }
        }
        return;
    }
    n.cond = s->cond;
    sy_need_parts(ps, q, n);
}

static void decline(Pass *ps, const Sentence *s, Subject sub)
{
    World *w = ps->w;
    for (uint32_t i = 0; i < s->names.count; i++) {
        Ref r = sy_model_ref(w->model, sy_name(w->model, s->names, i), sub.who);
        if (r.kind == REF_PROMISE) {
            Position *q = position_of(ps, (PromiseId){r.id});
            vec_push(w->arena, &sy_position_extra(w, q)->declined, sub.who.v);
        }
    }
}

static void undecline(Pass *ps, const Sentence *s)
{
    Refs targets = {0};
    sy_cond_targets(ps->w, s->cond, (EntityId){0}, &targets);
    for (ptrdiff_t i = 0; i < targets.len; i++) {
        Position *q = targets.p[i].kind == REF_PROMISE
                          ? sy_record_position(ps->r, (PromiseId){targets.p[i].id})
                          : NULL;
        for (ptrdiff_t b = 0; q && q->extra && b < ps->subjects.len; b++) {
            for (ptrdiff_t k = 0; k < q->extra->declined.len; k++) {
                if (q->extra->declined.p[k] == ps->subjects.p[b].who.v) {
                    q->extra->declined.p[k] = 0;
                }
            }
        }
    }
}

// A later `accepts` of the same thing by the same party lifts its objection.
static bool objection_lifted(Pass *ps, const Sentence *s)
{
    World *w = ps->w;
    Mom key = sy_sentence_key(w, s);
    const struct Accepts *a = accepts_of(ps);
    ptrdiff_t at = sy_intmap_find(&a->of_cond, accept_key(w, s));
    for (uint32_t i = at < 0 ? 0 : a->last_of_cond.p[at]; i; i = a->all.p[i - 1].before) {
        const Sentence *o = &w->tree->sentences.p[a->all.p[i - 1].sentence];
        if (o->subject.count != s->subject.count || sy_sentence_key(w, o) < key ||
            !sy_cond_same(w->model, o->cond, (EntityId){0}, s->cond, (EntityId){0})) {
            continue;
        }
        bool same = true;
        for (uint32_t k = 0; k < s->subject.count; k++) {
            same = same &&
                   sy_name(w->model, o->subject, k)->ref == sy_name(w->model, s->subject, k)->ref;
        }
        if (same) {
            return true;
        }
    }
    return false;
}

static void objection(Pass *ps, uint32_t index, const Sentence *s, const Clause *c, uint32_t name)
{
    World *w = ps->w;
    const Name *n = &w->tree->names.p[name];
    bool own = n->ref_kind == REF_OWN;
    for (ptrdiff_t b = 0; b < ps->subjects.len; b++) {
        EntityId who = ps->subjects.p[b].who;
        Ref r = sy_model_ref(w->model, n, who);
        if (r.kind != REF_PROMISE) {
            continue;
        }
        PromiseId p = {r.id};
        bool mine = owner_of(w, p).v == who.v;
        if (c->kind == CL_WITHHOLDING && !mine && !own) {
            continue;
        }
        if (c->kind == CL_VETOING && !mine && b > 0) {
            continue; // one objection is enough
        }
        Position *q = position_of(ps, p);
        if (mine && binds_now(ps, q, who, sy_sentence_day(s))) {
            sy_record_denounce(w, ps->r, p, index);
            vec_push(w->arena, &sy_position_extra(w, q)->denounced, index);
            continue;
        }
        sy_need_add(ps, q,
                    (Need){.form = c->kind == CL_VETOING ? NEED_VETO : NEED_WITHHELD,
                           .rank = (uint8_t)sy_sentence_rank(w, s, who, false),
                           .own = who,
                           .raiser = who,
                           .cond = index,
                           .sentence = index});
    }
}

static void reject(Pass *ps, uint32_t index, const Sentence *s)
{
    if (objection_lifted(ps, s)) {
        return;
    }
    for (ptrdiff_t i = 0; i < ps->clauses.len; i++) {
        const Clause *c = ps->clauses.p[i];
        for (uint32_t k = 0;
             (c->kind == CL_WITHHOLDING || c->kind == CL_VETOING) && k < c->names.count; k++) {
            objection(ps, index, s, c, c->names.first + k);
        }
    }
}

static void subjects_now(Pass *ps, uint32_t index, const Sentence *s)
{
    ps->subjects.len = 0;
    sy_sentence_subjects(ps->w, s, &ps->subjects);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < ps->subjects.len; i++) {
        Subject sub = ps->subjects.p[i];
        if (sy_world_hears(ps->w, s, sub) && !sy_record_gone_for(ps->w, ps->r, index, sub.who)) {
            ps->subjects.p[n++] = sub;
        }
    }
    ps->subjects.len = n;
}

static void sentence(Pass *ps, uint32_t index)
{
    const Sentence *s = &ps->w->tree->sentences.p[index];
    if (s->verb == VERB_IS || s->verb == VERB_EXPECTS || s->verb == VERB_REMARKS ||
        s->verb == VERB_WITHDRAW) {
        return;
    }
    subjects_now(ps, index, s);
    ps->clauses.len = 0;
    sy_sentence_clauses(ps->w, s, &ps->clauses);
    switch ((int)s->verb) {
    case VERB_PROMISE:
        for (ptrdiff_t i = 0; i < ps->subjects.len; i++) {
            promise_of(ps, index, s, ps->subjects.p[i]);
        }
        break;
    case VERB_DEMAND:
        for (ptrdiff_t i = 0; i < ps->subjects.len; i++) {
            for (uint32_t k = 0; k < s->forp.count; k++) {
                const Name *n = sy_name(ps->w->model, s->forp, k);
                demand_for(ps, index, s, ps->subjects.p[i],
                           sy_model_ref(ps->w->model, n, ps->subjects.p[i].who));
            }
        }
        break;
    case VERB_DROP: sy_needs_drop(ps, index, s); break;
    case VERB_DECLINE:
        for (ptrdiff_t i = 0; i < ps->subjects.len; i++) {
            decline(ps, s, ps->subjects.p[i]);
        }
        break;
    case VERB_ACCEPT: undecline(ps, s); break;
    case VERB_REJECT: reject(ps, index, s); break;
    default: break;
    }
}

// P19: a refusal of what a bound promise is part of is a denunciation of it.
static void refusals_of_wholes(Pass *ps)
{
    World *w = ps->w;
    for (ptrdiff_t i = 0; i < ps->r->voiced_promises.len; i++) {
        Position *q = sy_record_position(ps->r, ps->r->voiced_promises.p[i]);
        if (!q || !q->extra || !q->extra->bind.len) {
            continue;
        }
        Promise p = w->model->promises.p[q->promise.v];
        EntityList up = sy_model_wholes(w->arena, w->model, p.what);
        for (ptrdiff_t k = 0; k < up.len; k++) {
            PromiseId whole = sy_model_promise_find(w->model, p.owner, up.p[k], p.some);
            const Position *r = sy_record_position(ps->r, whole);
            if (!r || r->grade != GRADE_RULED_OUT || !binds_now(ps, q, p.owner, r->day)) {
                continue;
            }
            for (ptrdiff_t s = 0; s < r->sentences.len; s++) {
                const Sentence *x = &w->tree->sentences.p[r->sentences.p[s]];
                if (x->grade == GRADE_RULED_OUT && sy_sentence_day(x) == r->day) {
                    sy_record_denounce(w, ps->r, q->promise, r->sentences.p[s]);
                    vec_push(w->arena, &q->extra->denounced, r->sentences.p[s]);
                }
            }
        }
    }
}

static void walk(World *w, Record *r, const IntMap *doubts)
{
    Pass ps = {.w = w, .r = r, .doubts = doubts};
    r->npromises = (uint32_t)w->model->promises.len;
    r->position = NEW_N(w->arena, Position *, r->npromises);
    r->voiced_promises.len = 0;
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        sentence(&ps, r->live.p[i]);
    }
    for (ptrdiff_t i = 0; i < ps.unsettled.len; i++) {
        Position *q = sy_record_position(r, (PromiseId){ps.unsettled.p[i]});
        if (q) {
            settle(w, q);
        }
    }
    refusals_of_wholes(&ps);
}

// Twice: what is kept as doubt is known only when its day is over.
void sy_record_positions(World *w, Record *r)
{
    ptrdiff_t by_withdrawal = r->denounced.len;
    walk(w, r, NULL);
    IntMap doubts = sy_intmap_new(w->arena);
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        const Position *q = sy_record_position(r, r->voiced_promises.p[i]);
        for (ptrdiff_t k = 0; q && q->extra && k < q->extra->doubts.len; k++) {
            bool is_new;
            sy_intmap_add(&doubts, doubt_key(q->extra->doubts.p[k], q->promise), &is_new);
        }
    }
    if (doubts.len > 0) {
        r->denounced.len = by_withdrawal;
        walk(w, r, &doubts);
    }
}
