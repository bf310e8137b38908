#include "record/hold.h"

#include "logic/states.h"
#include "record/live.h"

// ---------------------------------------------------------------- cones: one question at one moment

#define CONE_BUSY 2
#define CONE_UNKNOWN 3
#define CONE_DEPTH_LIMIT 40

typedef struct Question {
    uint32_t cond; // or
    Ref thing;
    EntityId own;
    Ref about;
} Question;

static uint64_t cone_key(const World *w, const Question *q, Mom as_of)
{
    uint32_t kind = q->cond ? 1000u : q->thing.kind, id = q->cond ? q->cond : q->thing.id;
    EntityId own = q->own;
    Ref about = q->about;
    uint64_t h = sy_hash_int((uint64_t)as_of + w->in_way_out);
    h = sy_hash_int(h ^ ((uint64_t)kind << 32 | id));
    return sy_hash_int(h ^ ((uint64_t)own.v << 40) ^ ((uint64_t)about.kind << 36) ^ about.id);
}

static bool cone_solve(World *w, const Question *q, Mom as_of)
{
    const Record *r = sy_world_record(w, as_of);
    Arena *arena = sy_arena_new(sy_arena_budget(w->arena));
    Arena *scratch = sy_arena_new(sy_arena_budget(w->arena));
    Lowered *l = sy_lower_new(arena, w, r);
    uint32_t gate =
        q->cond ? sy_lower_cond(l, q->cond, q->own, q->about) : sy_lower_thing(l, q->thing);
    sy_lower_finish(l);
    FixSolution *s = sy_fix_solve(arena, scratch, &l->problem);
    uint8_t *values = NEW_N(scratch, uint8_t, l->problem.ngates);
    sy_fix_values(&l->problem, s->low, s->low, s->high, values);
    bool holds = values[gate];
    sy_arena_free(scratch);
    sy_arena_free(arena);
    return holds;
}

// No, where the same question is being answered, or too deep in questions.
static bool cone_holds(World *w, const Question *q, Mom as_of)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&w->cone_of, cone_key(w, q, as_of), &is_new);
    if (is_new) {
        vec_push(w->arena, &w->cones, CONE_UNKNOWN);
    }
    if (w->cones.p[at] < CONE_BUSY) {
        return w->cones.p[at];
    }
    if (w->cones.p[at] == CONE_BUSY || w->depth > CONE_DEPTH_LIMIT) {
        w->hits++;
        return false;
    }
    w->cones.p[at] = CONE_BUSY;
    int hits = w->hits;
    w->depth++;
    bool holds = cone_solve(w, q, as_of);
    w->depth--;
    bool settled = w->hits == hits || w->depth == 0; // else it leaned on an unfinished answer
    w->cones.p[at] = settled ? holds : CONE_UNKNOWN;
    return holds;
}

bool sy_world_stands(World *w, PromiseId p, Mom as_of)
{
    Question q = {.thing = {REF_PROMISE, p.v}};
    return cone_holds(w, &q, as_of);
}

bool sy_world_holds(World *w, uint32_t cond, EntityId own, Ref about, Mom as_of)
{
    Question q = {.cond = cond, .own = own, .about = about};
    return cone_holds(w, &q, as_of);
}

bool sy_world_thing_holds(World *w, Ref thing, Mom as_of)
{
    Question q = {.thing = thing};
    return cone_holds(w, &q, as_of);
}

// ---------------------------------------------------------------- by the record alone

static bool asks_what_stands(World *w, uint32_t cond, EntityId own, int depth);

static bool ref_asks(World *w, Ref r, int depth)
{
    if (r.kind == REF_PROMISE) {
        return true;
    }
    if (r.kind != REF_ENTITY) {
        return false;
    }
    EntityId id = {r.id};
    const Entity *x = sy_entity(w->model, id);
    if (x->kind == ENTRY_LAYER || x->kind == ENTRY_ACT || x->kind == ENTRY_PARTY ||
        x->kind == ENTRY_GROUP || x->kind == ENTRY_SIGNING) {
        return true;
    }
    const Entry *e = &w->tree->entries.p[x->entry];
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &w->tree->clauses.p[e->first_clause + i];
        bool text =
            (c->kind == CL_MEANS && (x->kind == ENTRY_CONDITION || x->kind == ENTRY_GOAL)) ||
            (c->kind == CL_WHEN && x->kind == ENTRY_TRIGGER);
        if (text && asks_what_stands(w, c->x, x->member, depth + 1)) {
            return true;
        }
    }
    for (ptrdiff_t i = 1; i < w->tree->assumes.len; i++) { // what implies it may ask
        const Assume *a = &w->tree->assumes.p[i];
        if (a->kind == ASSUME_IMPLIES && w->tree->names.p[a->name].ref == r.id) {
            return true;
        }
    }
    return false;
}

static bool asks_what_stands(World *w, uint32_t cond, EntityId own, int depth)
{
    const Cond *c = &w->tree->conds.p[cond];
    if (depth > 30) {
        return true;
    }
    for (uint32_t k = c->first; k; k = w->tree->conds.p[k].next) {
        if (asks_what_stands(w, k, own, depth + 1)) {
            return true;
        }
    }
    if (c->kind == COND_ANYTHING) {
        return true;
    }
    State s = c->word.v ? sy_state_find(c->word) : STATE_NONE;
    if (c->voice || (c->word.v && s != STATE_DUE && s != STATE_RELEASED)) {
        return false;
    }
    for (uint32_t i = 0; i < c->names.count; i++) {
        if (ref_asks(w, sy_model_ref(w->model, sy_name(w->model, c->names, i), own), depth)) {
            return true;
        }
    }
    return false;
}

static bool record_truth(World *w, uint32_t cond, EntityId own, Ref about, Mom as_of)
{
    Arena *scratch = sy_arena_new(sy_arena_budget(w->arena));
    Lowered *l = sy_lower_new(scratch, w, sy_world_record(w, as_of));
    l->record_only = true;
    uint32_t gate = sy_lower_cond(l, cond, own, about);
    sy_lower_finish(l);
    uint8_t *values = NEW_N(scratch, uint8_t, l->problem.ngates), none[1] = {0};
    sy_fix_values(&l->problem, none, none, none, values);
    bool holds = values[gate];
    sy_arena_free(scratch);
    return holds;
}

bool sy_world_truth(World *w, uint32_t cond, EntityId own, Ref about, Mom as_of)
{
    if (!w->in_way_out && asks_what_stands(w, cond, own, 0)) {
        return sy_world_holds(w, cond, own, about, as_of);
    }
    return record_truth(w, cond, own, about, as_of);
}

// ---------------------------------------------------------------- the whole

static void held_add(Hold *h, Held one)
{
    World *w = h->world;
    uint32_t index = (uint32_t)h->held.len + 1;
    vec_push(w->arena, &h->held, one);
    if (one.thing.kind == REF_ENTITY) {
        h->of_entity[one.thing.id] = index;
    } else {
        h->of_promise[one.thing.id] = index;
    }
}

static void hold_entities(Hold *h, uint32_t kind)
{
    World *w = h->world;
    for (uint32_t i = 1; i < (uint32_t)w->model->entities.len; i++) {
        const Entity *x = &w->model->entities.p[i];
        if (x->kind != kind || x->each ||
            !sy_entry_counts(w->model, w->query.choices, &w->tree->entries.p[x->entry])) {
            continue;
        }
        Ref r = {REF_ENTITY, i};
        held_add(h, (Held){.thing = r, .gate = sy_lower_thing(h->lowered, r)});
    }
}

static void hold_promises(Hold *h)
{
    Lowered *l = h->lowered;
    sy_lower_finish(l);
    h->npromises = (uint32_t)h->world->model->promises.len;
    h->of_promise = NEW_N(h->world->arena, uint32_t, h->npromises);
    for (ptrdiff_t i = 0; i < l->atoms.len; i++) {
        held_add(h, (Held){.thing = {REF_PROMISE, l->atoms.p[i].v},
                           .reason = l->reasons.p[i],
                           .by = l->refused_by.p[i],
                           .gate = l->roots.p[i],
                           .atom = (uint32_t)i + 1});
    }
}

static bool vetoed(const Hold *h, const Held *x)
{
    const Lowered *l = h->lowered;
    PromiseId p = {x->thing.id};
    const Position *q = x->thing.kind == REF_PROMISE ? sy_record_position(h->record, p) : NULL;
    const Gate *g = &l->problem.gates[x->atom ? l->owns.p[x->atom - 1] : x->gate];
    for (uint32_t i = 0; q && g->kind == GATE_AND && i < g->b; i++) {
        uint32_t kid = l->problem.kids[g->a + i];
        uint32_t need = l->sources.p[kid].need;
        if (need && q->needs.p[need - 1].form == NEED_VETO && !h->high_values[kid]) {
            return true;
        }
    }
    return false;
}

static Verdict by_reason(Reason r)
{
    switch (r) {
    case REASON_REFUSED:
    case REASON_WHOLE:
    case REASON_DECLINED: return VERDICT_REFUSED;
    case REASON_UNSAID: return VERDICT_UNSAID;
    case REASON_FLOATED: return VERDICT_FLOATED;
    case REASON_OVER: return VERDICT_FALLS;
    case REASON_NONE: break;
    }
    return VERDICT_NONE;
}

typedef struct OnRing {
    const uint32_t *ring;
    uint32_t found;
} OnRing;

static void visit_ring(void *context, uint32_t atom, Read read)
{
    OnRing *on = context;
    (void)read;
    if (!on->found) {
        on->found = on->ring[atom];
    }
}

// The circle that a formula which is no promise rests on.
static uint32_t ring_below(const Hold *h, uint32_t gate, const uint32_t *ring, const uint8_t *on,
                           const uint8_t *off)
{
    OnRing found = {ring, 0};
    Arena *scratch = sy_arena_new(sy_arena_budget(h->world->arena));
    sy_fix_edges(&h->lowered->problem, gate, on, off, scratch, visit_ring, &found);
    sy_arena_free(scratch);
    return found.found;
}

static Verdict verdict_of(const Hold *h, Held *x)
{
    const FixSolution *s = h->solution;
    uint32_t atom = x->atom - 1;
    bool promise = x->atom != 0;
    bool low = promise ? s->low[atom] : h->low_values[x->gate];
    bool high = promise ? s->high[atom] : h->high_values[x->gate];
    if (low) {
        if (promise ? s->alone[atom] : h->alone_values[x->gate]) {
            return VERDICT_ALONE;
        }
        x->ring = promise ? s->ring[atom]
                          : ring_below(h, x->gate, s->ring, h->low_values, h->alone_values);
        return x->ring ? VERDICT_TOGETHER : VERDICT_FOLLOWS;
    }
    if (high) {
        return VERDICT_CONTESTED;
    }
    Verdict plain = by_reason((Reason)x->reason);
    if (plain) {
        return plain;
    }
    if (vetoed(h, x)) {
        return VERDICT_REFUSED;
    }
    if (promise ? s->credit[atom] : h->credit_values[x->gate]) {
        x->ring = promise ? s->lock[atom]
                          : ring_below(h, x->gate, s->lock, h->credit_values, h->low_values);
        if (x->ring) {
            return VERDICT_DEADLOCKED;
        }
    }
    return h->shown[x->gate] ? VERDICT_FALLS : VERDICT_WAITS;
}

// The gates where what is in x counts; those of low where that is the same.
static uint8_t *values_of(const Hold *h, const uint8_t *x, const uint8_t *absent)
{
    const FixProblem *p = &h->lowered->problem;
    const FixSolution *s = h->solution;
    bool same = memcmp(s->low, s->high, p->natoms) == 0 && memcmp(s->low, x, p->natoms) == 0;
    if (same && h->low_values) {
        return h->low_values;
    }
    uint8_t *values = NEW_N(h->world->arena, uint8_t, p->ngates);
    sy_fix_values(p, x, x, absent, values);
    return values;
}

static int64_t *weights_of(const Hold *h, const uint8_t *values)
{
    const FixProblem *p = &h->lowered->problem;
    int64_t *weights = NEW_N(h->world->arena, int64_t, p->ntallies);
    for (uint32_t t = 0; t < p->ntallies; t++) {
        for (uint32_t m = p->tallies[t].first; m < p->tallies[t].first + p->tallies[t].count; m++) {
            weights[t] += values[p->members[m]] ? p->weights[m] : 0;
        }
    }
    return weights;
}

static void gate_values(Hold *h)
{
    const FixSolution *s = h->solution;
    h->low_values = values_of(h, s->low, s->high);
    h->low_weights = weights_of(h, h->low_values);
    h->high_values = values_of(h, s->high, s->low);
    h->alone_values = values_of(h, s->alone, s->high);
    h->credit_values = values_of(h, s->credit, s->low);
    h->shown = NEW_N(h->world->arena, uint8_t, h->lowered->problem.ngates);
    sy_fix_shown(&h->lowered->problem, h->low_values, h->shown);
}

static void hold_one(Hold *h, Ref only)
{
    if (only.kind == REF_PROMISE) {
        sy_lower_atom(h->lowered, (PromiseId){only.id});
    } else {
        held_add(h, (Held){.thing = only, .gate = sy_lower_thing(h->lowered, only)});
    }
}

static void hold_everything(Hold *h)
{
    static const uint32_t kinds[] = {ENTRY_GOAL, ENTRY_CONDITION, ENTRY_TRIGGER, ENTRY_SIGNING,
                                     ENTRY_FACT};
    for (ptrdiff_t i = 0; i < COUNT_OF(kinds); i++) {
        hold_entities(h, kinds[i]);
    }
    for (ptrdiff_t i = 0; i < h->record->voiced_promises.len; i++) {
        sy_lower_atom(h->lowered, h->record->voiced_promises.p[i]);
    }
    const RefList *given = &h->world->query.given;
    for (ptrdiff_t i = 0; i < given->len; i++) {
        if (given->p[i].kind == REF_PROMISE) {
            sy_lower_atom(h->lowered, (PromiseId){given->p[i].id});
        }
    }
}

// Also of the promises in `more`, which nobody may have voiced.
static Hold *hold_with(World *w, Ref only, const Indices *more)
{
    Hold *h = NEW(w->arena, Hold);
    h->world = w;
    h->record = sy_world_record(w, w->query.as_of);
    h->lowered = sy_lower_new(w->arena, w, h->record);
    h->of_entity = NEW_N(w->arena, uint32_t, w->model->entities.len);
    h->ways = 1;
    if (only.kind) {
        hold_one(h, only);
    } else {
        hold_everything(h);
        for (ptrdiff_t i = 0; i < more->len; i++) {
            sy_lower_atom(h->lowered, (PromiseId){more->p[i]});
        }
    }
    hold_promises(h);
    Arena *scratch = sy_arena_new(sy_arena_budget(w->arena));
    h->solution = sy_fix_solve(w->arena, scratch, &h->lowered->problem);
    Err err = {0};
    if (!sy_fix_check(scratch, &h->lowered->problem, h->solution, &err)) {
        h->unproven = sy_str_cstring(w->arena, sy_str_from(err.text));
    }
    sy_arena_free(scratch);
    gate_values(h);
    for (ptrdiff_t i = 0; i < h->held.len; i++) {
        h->held.p[i].verdict = (uint8_t)verdict_of(h, &h->held.p[i]);
    }
    return h;
}

Hold *sy_world_hold(World *w, Ref only)
{
    static const Indices none;
    return hold_with(w, only, &none);
}

const Held *sy_hold_of(const Hold *h, Ref thing)
{
    uint32_t index = thing.kind == REF_ENTITY ? h->of_entity[thing.id]
                     : thing.kind == REF_PROMISE && thing.id < h->npromises
                         ? h->of_promise[thing.id]
                         : 0;
    return index ? &h->held.p[index - 1] : NULL;
}

Verdict sy_hold_verdict(const Hold *h, Ref thing)
{
    const Held *x = sy_hold_of(h, thing);
    if (x) {
        return (Verdict)x->verdict;
    }
    if (thing.kind == REF_PROMISE) {
        PromiseId by;
        return sy_position_refused_by_whole(h->world, h->record, (PromiseId){thing.id}, &by)
                   ? VERDICT_REFUSED
                   : VERDICT_UNSAID;
    }
    bool holds = sy_world_thing_holds(h->world, thing, h->world->query.as_of);
    return holds ? VERDICT_ALONE : VERDICT_WAITS;
}

// ---------------------------------------------------------------- disputes (P11)

#define DISPUTES_TOGETHER 6 // up to here every combination is taken, beyond it one at a time

typedef struct Dispute { // the contradicting sentences about the same promises
    Indices promises;
    Indices sentences;
    Indices touched; // promises that the contradicted sentences are about
    bool anywhere;   // some of them are about no promise: there is no telling what they touch
} Dispute;

typedef VEC(Dispute) Disputes;

static bool same_indices(const Indices *a, const Indices *b)
{
    for (ptrdiff_t i = 0; i < a->len && a->len == b->len; i++) {
        if (a->p[i] != b->p[i]) {
            return false;
        }
    }
    return a->len == b->len;
}

// The promises that the sentence is about, ascending.
static Indices promises_of(World *w, const Sentence *s)
{
    Indices out = {0};
    Subjects subs = {0};
    if (s->verb != VERB_PROMISE) {
        return out;
    }
    sy_sentence_subjects(w, s, &subs);
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        PromiseId p = sy_sentence_promise(w, s, subs.p[i]);
        if (p.v) {
            vec_push(w->arena, &out, p.v);
        }
        for (ptrdiff_t k = out.len - 1; p.v && k > 0 && out.p[k - 1] > p.v; k--) {
            out.p[k] = out.p[k - 1];
            out.p[k - 1] = p.v;
        }
    }
    return out;
}

static bool is_denounced(const Record *r, uint32_t sentence)
{
    for (ptrdiff_t i = 1; i < r->denounced.len; i += 2) {
        if (r->denounced.p[i].id == sentence) {
            return true;
        }
    }
    return false;
}

// The sentence that this one contradicts, if it counts; null: none.
static const Sentence *contradicted(World *w, const Record *r, const Entry *e)
{
    uint32_t i = 0;
    const Clause *c = sy_entry_clause(w->model, w->query.choices, e, CL_CONTRADICTS, &i);
    ptrdiff_t at = c ? sy_intmap_find(&w->model->labels, c->x) : -1;
    const Entry *other = at >= 0 ? &w->tree->entries.p[w->model->label_entry.p[at]] : NULL;
    if (!other || r->gone[w->model->label_entry.p[at]] || other->kind != ENTRY_SENTENCE) {
        return NULL;
    }
    for (ptrdiff_t k = 0; k < r->live.len; k++) {
        if (r->live.p[k] == other->detail) {
            return &w->tree->sentences.p[other->detail];
        }
    }
    return NULL;
}

static void dispute_add(World *w, Dispute *d, uint32_t sentence, const Sentence *other)
{
    vec_push(w->arena, &d->sentences, sentence);
    Indices touched = promises_of(w, other);
    d->anywhere = d->anywhere || d->promises.len == 0 || touched.len == 0;
    for (ptrdiff_t i = 0; i < touched.len; i++) {
        vec_push(w->arena, &d->touched, touched.p[i]);
    }
}

// The contradicting sentences that count, those about the same promises together.
static void find_disputes(World *w, const Record *r, Disputes *out)
{
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        const Sentence *s = &w->tree->sentences.p[r->live.p[i]];
        const Sentence *other = contradicted(w, r, sy_sentence_entry(w, s));
        if (!other || is_denounced(r, r->live.p[i])) {
            continue;
        }
        Indices promises = promises_of(w, s);
        ptrdiff_t at = 0;
        while (at < out->len &&
               (promises.len == 0 || !same_indices(&out->p[at].promises, &promises))) {
            at++;
        }
        if (at == out->len) {
            vec_push(w->arena, out, (Dispute){.promises = promises});
        }
        dispute_add(w, &out->p[at], r->live.p[i], other);
    }
}

#define DISPUTES_APART 60 // so many are taken one at a time; of more, every 60th is won together

// The winners of one way of taking the first n disputes: bit g of `way` is set where dispute g is won.
static Query query_of_way(World *w, Arena *arena, const Disputes *list, ptrdiff_t n, uint64_t way)
{
    Query q = w->query;
    VEC(Ref) winners = {0};
    for (ptrdiff_t g = 0; g < n; g++) {
        bool won = way >> g % DISPUTES_APART & 1;
        for (ptrdiff_t k = 0; won && k < list->p[g].sentences.len; k++) {
            vec_push(arena, &winners, (Ref){REF_NONE, list->p[g].sentences.p[k]});
        }
    }
    q.winners = (RefList){winners.p, winners.len};
    q.settled = true;
    return q;
}

// Can a dispute about `p` matter for what was solved: is it, or a part of it, in the problem?
static bool promise_matters(const Hold *h, PromiseId p)
{
    if (sy_hold_of(h, (Ref){REF_PROMISE, p.v})) {
        return true;
    }
    if (!sy_record_position(h->record, p)) { // a list of all there are may come to have it
        return true;
    }
    const Model *m = h->world->model;
    EntityId signing = sy_lower_signing_of(h->world, p);
    for (ptrdiff_t i = 0; i < h->lowered->atoms.len; i++) {
        PromiseId atom = h->lowered->atoms.p[i];
        const Promise *x = &m->promises.p[atom.v];
        bool part = x->owner.v == m->promises.p[p.v].owner.v &&
                    sy_model_is_part(m, x->what, m->promises.p[p.v].what);
        if (part || (signing.v && sy_lower_signing_of(h->world, atom).v == signing.v)) {
            return true;
        }
    }
    return false;
}

static bool matters(const Hold *h, const Dispute *d)
{
    for (ptrdiff_t i = 0; i < d->promises.len; i++) {
        if (promise_matters(h, (PromiseId){d->promises.p[i]})) {
            return true;
        }
    }
    for (ptrdiff_t i = 0; i < d->touched.len; i++) {
        if (promise_matters(h, (PromiseId){d->touched.p[i]})) {
            return true;
        }
    }
    return d->anywhere || h->world->leans;
}

static void merge(Hold *base, const Hold *other)
{
    for (ptrdiff_t i = 0; i < base->held.len; i++) {
        Held *x = &base->held.p[i];
        if (sy_hold_verdict(other, x->thing) != (Verdict)x->verdict) {
            x->verdict = VERDICT_DISPUTED;
            base->disputed = true;
        }
    }
    if (other->unproven) {
        base->unproven = other->unproven;
    }
}

// Puts the disputes that matter for `h` behind the first n. How many are in front then?
static ptrdiff_t take_mattering(const Hold *h, Disputes *list, ptrdiff_t n)
{
    for (ptrdiff_t g = n; g < list->len; g++) {
        Dispute d = list->p[g];
        if (matters(h, &d)) {
            for (ptrdiff_t i = g; i > n; i--) {
                list->p[i] = list->p[i - 1];
            }
            list->p[n++] = d;
        }
    }
    return n;
}

// Merges every way of taking the first n disputes. How many of them all matter in one of these ways?
static ptrdiff_t merge_ways(World *w, Hold *base, Ref only, Disputes *list, ptrdiff_t n)
{
    bool all = n <= DISPUTES_TOGETHER;
    uint64_t apart = n < DISPUTES_APART ? (uint64_t)n : DISPUTES_APART;
    uint64_t ways = all ? (uint64_t)1 << n : apart + 1;
    ptrdiff_t found = n;
    for (uint64_t i = 1; i < ways; i++) {
        Arena *arena = sy_arena_new(sy_arena_budget(w->arena));
        Query q = query_of_way(w, arena, list, n, all ? i : (uint64_t)1 << (i - 1));
        Hold *h = sy_world_hold(sy_world_new(arena, w->model, &q, w->zone), only);
        merge(base, h);
        found = take_mattering(h, list, found);
        sy_arena_free(arena);
    }
    base->ways = (int)ways;
    return found;
}

static void mark_disputes(Hold *base, const Disputes *list)
{
    for (ptrdiff_t g = 0; g < list->len; g++) {
        const Dispute *d = &list->p[g];
        for (ptrdiff_t i = 0; i < d->promises.len; i++) {
            const Held *x = sy_hold_of(base, (Ref){REF_PROMISE, d->promises.p[i]});
            if (x) {
                base->held.p[x - base->held.p].verdict = VERDICT_DISPUTED;
                base->disputed = true;
            }
        }
        for (ptrdiff_t k = 0; k < d->sentences.len; k++) {
            vec_push(base->world->arena, &base->disputes, d->sentences.p[k]);
        }
    }
}

Hold *sy_world_hold_disputed(World *w, Ref only)
{
    const Record *r = sy_world_record(w, w->query.as_of);
    Disputes list = {0};
    if (!w->query.settled) {
        find_disputes(w, r, &list);
    }
    if (list.len == 0) {
        return sy_world_hold(w, only);
    }
    Query q = query_of_way(w, w->arena, &list, 0, 0);
    Indices all_disputed = {0}; // in this way their own sentences may not be there
    for (ptrdiff_t g = 0; g < list.len; g++) {
        for (ptrdiff_t i = 0; i < list.p[g].promises.len; i++) {
            vec_push(w->arena, &all_disputed, list.p[g].promises.p[i]);
        }
    }
    Hold *base = hold_with(sy_world_new(w->arena, w->model, &q, w->zone), only, &all_disputed);
    ptrdiff_t n, found = take_mattering(base, &list, 0); // the others change nothing here
    do {
        n = found;
        found = merge_ways(w, base, only, &list, n);
    } while (found > n);
    list.len = n;
    mark_disputes(base, &list);
    return base;
}

// ---------------------------------------------------------------- consistent states

int64_t sy_world_states(World *w, Ref thing, int64_t limit, bool *out_complete, StateSets *out)
{
    Arena *arena = sy_arena_new(sy_arena_budget(w->arena));
    Arena *scratch = sy_arena_new(sy_arena_budget(w->arena));
    Lowered *l = sy_lower_new(arena, w, sy_world_record(w, w->query.as_of));
    sy_lower_thing(l, thing);
    sy_lower_finish(l);
    States s = sy_states_find(arena, scratch, &l->problem,
                              (StatesLimit){.states = limit, .branches = STATES_BRANCH_LIMIT});
    *out_complete = s.complete;
    for (ptrdiff_t i = 0; out && i < s.sets.len; i++) {
        StateSet set = {0};
        for (uint32_t k = 0; k < l->problem.natoms; k++) {
            if (s.sets.p[i][k]) {
                vec_push(w->arena, &set, l->atoms.p[k]);
            }
        }
        vec_push(w->arena, out, set);
    }
    int64_t count = s.count;
    sy_arena_free(scratch);
    sy_arena_free(arena);
    return count;
}
