#include "ask/want_part.h"

typedef struct WantGate { // a gate to be looked at, and where it stands
    uint32_t gate, cond;
    EntityId own;
    Ref about;
    const Position *of; // whose conditions the gates with `need` are
    bool open;          // what is not known may add to it: then nothing in it is shown false
    uint32_t alt, way;  // below a list of ways: 1 + its gate, which way
} WantGate;

typedef struct Wanting {
    const Hold *h;
    Wants *out;
    IntMap seen;  // gates
    IntMap added; // things and conditions in `out`
    Arena *scratch;
    int ways_within; // so many levels of "A or B" are spelled out; below, ways are listed one by one
    uint32_t alt, way;   // of what is looked at
    bool mixed;          // ways within ways
    VEC(WantGate) later; // what one of several ways wants: after what is wanted at any rate
    VEC(WantGate) todo;  // the last is next: definitions lead on without end, the stack does not
} Wanting;

// ---------------------------------------------------------------- gates

bool sy_gate_is_filler(const Hold *h, uint32_t gate, uint32_t kid)
{
    const FixProblem *p = &h->lowered->problem;
    return p->gates[gate].kind == GATE_OR && p->gates[kid].kind == GATE_FALSE &&
           (!h->lowered->sources.p[kid].cond ||
            h->lowered->sources.p[kid].cond == h->lowered->sources.p[gate].cond);
}

static bool has_filler(const Hold *h, uint32_t gate)
{
    const Gate *g = &h->lowered->problem.gates[gate];
    for (uint32_t i = 0; i < g->b; i++) {
        if (sy_gate_is_filler(h, gate, h->lowered->problem.kids[g->a + i])) {
            return true;
        }
    }
    return false;
}

// One way of counting: what it has; -1: a group's own promise in it does not hold, or it is no way.
static int64_t way_of(const Hold *h, uint32_t way, int64_t bound)
{
    const FixProblem *p = &h->lowered->problem;
    const Gate *g = &p->gates[way];
    if (g->kind == GATE_SUM) {
        return bound - g->bound + h->low_weights[g->a];
    }
    for (uint32_t i = 0; g->kind == GATE_AND && i + 1 < g->b; i++) {
        if (!h->low_values[p->kids[g->a + i]]) {
            return -1;
        }
    }
    const Gate *last = g->kind == GATE_AND && g->b ? &p->gates[p->kids[g->a + g->b - 1]] : NULL;
    return !last                     ? -1
           : last->kind == GATE_SUM  ? bound - last->bound + h->low_weights[last->a]
           : last->kind == GATE_TRUE ? bound
                                     : -1;
}

bool sy_gate_tally(const Hold *h, uint32_t gate, Tallied *out)
{
    const FixProblem *p = &h->lowered->problem;
    const GateSource *sources = h->lowered->sources.p;
    const Gate *g = &p->gates[gate];
    if (g->kind == GATE_SUM) {
        *out = (Tallied){h->low_weights[g->a], g->bound, gate, gate, false};
        return true;
    }
    uint32_t first = g->kind == GATE_OR && g->b && sources[gate].cond ? p->kids[g->a] : gate;
    if (first == gate || sources[first].cond != sources[gate].cond ||
        !sy_gate_tally(h, first, out)) {
        return false;
    }
    for (uint32_t i = 1; i < g->b; i++) {
        uint32_t kid = p->kids[g->a + i];
        if (sy_gate_is_filler(h, gate, kid)) {
            continue;
        }
        int64_t have = way_of(h, kid, out->bound);
        out->several = true;
        out->way = have > out->have ? kid : out->way;
        out->have = have > out->have ? have : out->have;
    }
    return true;
}

bool sy_want_counts_down(const Cond *c)
{
    bool most = c->compare == CMP_MOST &&
                (c->kind == COND_COUNT || c->kind == COND_WEIGHT || c->kind == COND_SUM);
    return c->kind == COND_NONE_OF || most;
}

uint32_t sy_gate_excluded(const Hold *h, uint32_t out)
{
    const Lowered *l = h->lowered;
    uint32_t cond = l->sources.p[out].cond, inner = l->problem.gates[out].b;
    const Cond *c = &h->world->tree->conds.p[cond];
    bool same = l->sources.p[inner].cond == cond;
    if (c->kind == COND_NOT && !same) {
        return c->first;
    }
    bool again = same && l->problem.gates[inner].kind == GATE_OUT;
    return sy_want_counts_down(c) && !again ? 0 : cond;
}

Ref sy_want_named(const Hold *h, uint32_t cond, EntityId own)
{
    const Cond *c = &h->world->tree->conds.p[cond];
    return c->kind == COND_ATOM
               ? sy_model_ref(h->world->model, sy_name(h->world->model, c->names, 0), own)
               : (Ref){0};
}

// ---------------------------------------------------------------- adding

static bool want_is_new(Wanting *x, const Want *w)
{
    bool is_new = true;
    if (w->either.len == 0) {
        uint64_t kind = w->thing.kind;
        uint64_t key = kind           ? kind << 32 | w->thing.id
                       : w->rejection ? (uint64_t)1 << 48 | w->rejection
                                      : (uint64_t)w->about.id << 34 | w->cond;
        sy_intmap_add(&x->added, key, &is_new);
        return is_new;
    }
    for (ptrdiff_t i = 0; i < x->out->len && is_new; i++) {
        is_new = !sy_str_eq(x->out->p[i].either, w->either);
    }
    return is_new;
}

static void want_add(Wanting *x, Want w)
{
    w.alt = x->alt;
    w.way = x->way;
    if (want_is_new(x, &w)) {
        vec_push(x->h->world->arena, x->out, w);
    }
}

// All that is wanted goes to `out`, which is empty.
static Wanting wanting(const Hold *h, Arena *scratch, Wants *out, int ways_within)
{
    return (Wanting){.h = h,
                     .out = out,
                     .seen = sy_intmap_new(scratch),
                     .added = sy_intmap_new(scratch),
                     .scratch = scratch,
                     .ways_within = ways_within};
}

static void want_all(Wanting *x, WantGate from);

static Want want_cond(const WantGate *at, WantState state)
{
    return (Want){.cond = at->cond, .own = at->own, .about = at->about, .state = (uint8_t)state};
}

// ---------------------------------------------------------------- several ways

#define EITHER_SHOWN 3 // ways to meet one condition that are spelled out

// Several ways, none of them met: "A or B", each with all that it wants. What is shown false is no
// way any more.
static bool want_either(Wanting *x, WantGate at)
{
    const FixProblem *p = &x->h->lowered->problem;
    const Gate *g = &p->gates[at.gate];
    Arena *arena = x->h->world->arena;
    Buf b = sy_buf_new(arena);
    StrMap said = sy_strmap_new(x->scratch);
    uint32_t ways = 0;
    Wants only = {0};
    for (uint32_t i = 0; i < g->b; i++) {
        Wants some = {0};
        uint32_t kid = p->kids[g->a + i];
        Wanting inner = wanting(x->h, x->scratch, &some, x->ways_within - 1);
        if (!sy_gate_is_filler(x->h, at.gate, kid) && (at.open || !x->h->shown[kid])) {
            WantGate from = at;
            from.gate = kid;
            want_all(&inner, from);
        }
        if (some.len == 0) {
            continue;
        }
        Buf text = sy_buf_new(arena);
        for (ptrdiff_t k = 0; k < some.len; k++) {
            Str one = sy_want_word(arena, x->h, &some.p[k]);
            sy_buf_fmt(&text, "%s%.*s", k ? " and " : "", STR_ARG(one));
        }
        bool is_new;
        sy_strmap_add(&said, sy_buf_view(&text), &is_new);
        if (!is_new) {
            continue;
        }
        if (ways++ < EITHER_SHOWN) {
            const char *open = some.len > 1 ? "(" : "", *close = some.len > 1 ? ")" : "";
            sy_buf_fmt(&b, "%s%s%.*s%s", b.len ? " or " : "", open, STR_ARG(sy_buf_view(&text)),
                       close);
        }
        only = some;
    }
    if (ways == 1) {
        for (ptrdiff_t i = 0; i < only.len; i++) {
            want_add(x, only.p[i]);
        }
        return true;
    }
    if (ways < 2) {
        return false;
    }
    if (ways > EITHER_SHOWN) {
        sy_buf_fmt(&b, " or %u other ways", ways - EITHER_SHOWN);
    }
    want_add(x, (Want){.either = sy_buf_view(&b)});
    return true;
}

// ---------------------------------------------------------------- one gate

static void want_leaf(Wanting *x, WantGate at)
{
    const Gate *g = &x->h->lowered->problem.gates[at.gate];
    Want w = want_cond(&at, g->kind == GATE_SHOWN ? WANT_FALSE : WANT_OPEN);
    Ref named = at.cond ? sy_want_named(x->h, at.cond, at.own) : (Ref){0};
    if (g->kind == GATE_ATOM || g->kind == GATE_ABSENT) {
        w.thing = (Ref){REF_PROMISE, x->h->lowered->atoms.p[g->a].v};
        w.verdict = (uint8_t)sy_hold_verdict(x->h, w.thing);
        w.state = g->kind == GATE_ABSENT ? WANT_HOLDS : WANT_OPEN;
        w.cond = 0;
    } else if (named.kind) {
        w.thing = named;
        w.cond = 0;
    } else if (!at.cond) {
        return;
    }
    want_add(x, w);
}

// The ways of an OR that may yet be gone.
static uint32_t live_ways(const Wanting *x, const WantGate *at)
{
    const FixProblem *p = &x->h->lowered->problem;
    const Gate *g = &p->gates[at->gate];
    uint32_t n = 0;
    for (uint32_t i = 0; i < g->b; i++) {
        uint32_t kid = p->kids[g->a + i];
        n += !sy_gate_is_filler(x->h, at->gate, kid) && (at->open || !x->h->shown[kid]);
    }
    return n;
}

static void want_kids(Wanting *x, WantGate at)
{
    const FixProblem *p = &x->h->lowered->problem;
    const Gate *g = &p->gates[at.gate];
    if (g->b == 0 && at.cond) {
        want_add(x, want_cond(&at, WANT_OPEN));
    }
    bool ways = g->kind == GATE_OR && live_ways(x, &at) > 1;
    x->mixed = x->mixed || (ways && at.alt);
    for (uint32_t i = g->b; i-- > 0;) {
        uint32_t kid = p->kids[g->a + i];
        if (sy_gate_is_filler(x->h, at.gate, kid)) {
            continue;
        }
        WantGate next = at;
        next.gate = kid;
        if (!ways || at.alt) {
            vec_push(x->scratch, &x->todo, next);
        } else if (at.open || !x->h->shown[kid]) {
            next.alt = at.gate + 1;
            next.way = i + 1;
            vec_push(x->scratch, &x->later, next);
        }
    }
}

static void want_out(Wanting *x, WantGate at)
{
    const Gate *g = &x->h->lowered->problem.gates[at.gate];
    if (!x->h->lowered->sources.p[at.gate].cond) {
        at.gate = g->a;
        vec_push(x->scratch, &x->todo, at);
        return;
    }
    bool holds = x->h->low_values[g->b];
    uint32_t excluded = sy_gate_excluded(x->h, at.gate);
    if (!excluded) {
        Want w = want_cond(&at, holds ? WANT_FALSE : WANT_OPEN);
        w.holds = holds ? g->b : 0;
        want_add(x, w);
        return;
    }
    if (holds) {
        at.cond = excluded;
    }
    Want w = want_cond(&at, holds ? WANT_HOLDS : WANT_OPEN);
    w.holds = g->b;
    want_add(x, w);
}

static bool want_tally(Wanting *x, WantGate at)
{
    Tallied t;
    if (!at.cond || !sy_gate_tally(x->h, at.gate, &t)) {
        return false;
    }
    Want w = want_cond(&at, x->h->shown[at.gate] && !at.open ? WANT_FALSE : WANT_OPEN);
    uint8_t kind = x->h->world->tree->conds.p[at.cond].kind;
    w.counted = kind == COND_COUNT || kind == COND_MAJORITY;
    w.bound = t.bound;
    w.have = t.have;
    want_add(x, w);
    return true;
}

// An objection is wanted away as such, whatever its condition is made of.
static bool want_rejection(Wanting *x, WantGate at)
{
    uint32_t need = x->h->lowered->sources.p[at.gate].need;
    const Need *n = need && at.of ? &at.of->needs.p[need - 1] : NULL;
    if (!n || (n->form != NEED_VETO && n->form != NEED_WITHHELD)) {
        return false;
    }
    want_add(x,
             (Want){.rejection = n->cond, .state = n->form == NEED_VETO ? WANT_VETO : WANT_HOLDS});
    return true;
}

static void want_gate(Wanting *x, WantGate at)
{
    const Gate *g = &x->h->lowered->problem.gates[at.gate];
    const GateSource *src = &x->h->lowered->sources.p[at.gate];
    bool is_new = false;
    if (!x->h->low_values[at.gate]) {
        sy_intmap_add(&x->seen, at.gate, &is_new);
    }
    if (!is_new || want_rejection(x, at)) {
        return;
    }
    at.cond = src->cond ? src->cond : at.cond;
    at.own = src->cond ? src->own : at.own;
    Ref named = src->cond ? sy_want_named(x->h, src->cond, src->own) : (Ref){0};
    if (named.kind == REF_ENTITY) { // a definition: its voices are about it
        at.about = named;
    }
    at.open = at.open || (g->kind == GATE_OR && has_filler(x->h, at.gate));
    if ((g->kind == GATE_OR || g->kind == GATE_SUM) && want_tally(x, at)) {
        return;
    }
    bool ways = g->kind == GATE_OR && g->b > 1 && x->ways_within > 0 && !x->h->shown[at.gate];
    if (ways && want_either(x, at)) {
        return;
    }
    switch ((GateKind)g->kind) {
    case GATE_OR:
    case GATE_AND: want_kids(x, at); return;
    case GATE_OUT: want_out(x, at); return;
    case GATE_SUM: return;
    case GATE_FALSE:
    case GATE_SHOWN:
    case GATE_TRUE:
    case GATE_ATOM:
    case GATE_ABSENT: want_leaf(x, at); return;
    }
}

static void want_all(Wanting *x, WantGate from)
{
    vec_push(x->scratch, &x->todo, from);
    while (x->todo.len || x->later.len) {
        WantGate at = x->todo.len ? x->todo.p[--x->todo.len] : x->later.p[--x->later.len];
        x->alt = at.alt;
        x->way = at.way;
        want_gate(x, at);
    }
    x->alt = x->way = 0;
}

// ---------------------------------------------------------------- signings

void sy_want_signed(const Hold *h, PromiseId p, Promises *out)
{
    World *w = h->world;
    EntityId signing = sy_lower_signing_of(w, p);
    uint32_t k = 0;
    const Clause *of = signing.v && sy_record_grade(h->record, p) != GRADE_DELIVERED
                           ? sy_entity_clause(w->model, w->query.choices, signing, CL_OF, &k)
                           : NULL;
    for (uint32_t i = 0; of && i < of->names.count; i++) {
        const Name *n = sy_name(w->model, of->names, i);
        if (n->ref_kind == REF_PROMISE) {
            vec_push(w->arena, out, (PromiseId){n->ref});
        }
    }
}

static bool is_signed_with(const Promises *group, Ref thing)
{
    for (ptrdiff_t i = 0; thing.kind == REF_PROMISE && i < group->len; i++) {
        if (group->p[i].v == thing.id) {
            return true;
        }
    }
    return false;
}

// A partner that is plainly out is what is wanted, not what it would need.
static void want_partner(Wanting *x, PromiseId p, WantGate at)
{
    const Held *held = sy_hold_of(x->h, (Ref){REF_PROMISE, p.v});
    if (held && held->reason != REASON_NONE) {
        Verdict v = sy_hold_verdict(x->h, held->thing);
        want_add(x, (Want){.thing = held->thing,
                           .state = held->reason == REASON_OVER ? WANT_FALSE : WANT_OPEN,
                           .verdict = (uint8_t)v});
        return;
    }
    want_all(x, at);
}

// What both need, each condition of the one it belongs to. That one of them still waits for another
// says nothing: they are signed in one act.
static void want_all_signed(Wanting *x, const Held *held, const Promises *group)
{
    const FixProblem *p = &x->h->lowered->problem;
    const Gate *root = &p->gates[held->gate];
    Wants *all = x->out, some = {0};
    x->out = &some;
    for (uint32_t i = 0; i < root->b; i++) {
        PromiseId of = i < (uint32_t)group->len ? group->p[i] : (PromiseId){held->thing.id};
        WantGate at = {.gate = p->kids[root->a + i],
                       .about = {REF_PROMISE, of.v},
                       .of = sy_record_position(x->h->record, of)};
        if (i < (uint32_t)group->len) {
            want_partner(x, of, at);
        } else {
            want_all(x, at);
        }
    }
    x->out = all;
    for (ptrdiff_t i = 0; i < some.len; i++) {
        const Held *one = sy_hold_of(x->h, some.p[i].thing);
        bool only_partner =
            is_signed_with(group, some.p[i].thing) && one && one->reason == REASON_NONE;
        if (!only_partner) {
            vec_push(x->h->world->arena, all, some.p[i]);
        }
    }
}

// ---------------------------------------------------------------- the whole

#define WAYS_WITHIN 4

// Are there ways within ways?
static bool wants(const Hold *h, const Held *held, bool flat, Wants *out)
{
    Arena *scratch = sy_arena_new(sy_arena_budget(h->world->arena));
    Wanting x = wanting(h, scratch, out, flat ? 0 : WAYS_WITHIN);
    bool promise = held->thing.kind == REF_PROMISE;
    PromiseId p = {promise ? held->thing.id : 0};
    Promises group = {0};
    if (promise && held->reason == REASON_NONE) {
        sy_want_signed(h, p, &group);
    }
    if (group.len && h->lowered->problem.gates[held->gate].kind == GATE_AND &&
        h->lowered->problem.gates[held->gate].b >= (uint32_t)group.len) {
        want_all_signed(&x, held, &group);
    } else {
        want_all(&x, (WantGate){.gate = held->gate,
                                .about = held->thing,
                                .of = promise ? sy_record_position(h->record, p) : NULL});
    }
    bool mixed = x.mixed;
    sy_arena_free(scratch);
    return mixed;
}

bool sy_want_is_against(const Want *w)
{
    return w->state != WANT_OPEN;
}

// Of what falls, only what makes it fall.
static void keep_against(Wants *out)
{
    ptrdiff_t n = 0;
    bool any = false;
    for (ptrdiff_t i = 0; i < out->len; i++) {
        any = any || sy_want_is_against(&out->p[i]);
    }
    for (ptrdiff_t i = 0; i < out->len; i++) {
        if (!any || sy_want_is_against(&out->p[i])) {
            out->p[n++] = out->p[i];
        }
    }
    out->len = n;
}

void sy_want_of(const Hold *h, const Held *held, Wants *out)
{
    wants(h, held, false, out);
    if (held->verdict == VERDICT_FALLS) {
        keep_against(out);
    }
}

#define ROOTS_LIMIT 100000 // promises looked through for what all waits on in the end

typedef struct Root { // a promise looked through
    const Held *held;
    uint32_t alt, way; // by which it is wanted
} Root;

typedef struct Roots {
    Wanting x;
    uint8_t *seen;         // by atom
    VEC(Root) todo, later; // wanted at any rate; on one of several ways
} Roots;

static void root_wants(Roots *r, Root from)
{
    const Hold *h = r->x.h;
    Wants some = {0};
    r->x.mixed |= wants(h, from.held, true, &some);
    for (ptrdiff_t k = 0; k < some.len; k++) {
        const Want *w = &some.p[k];
        const Held *held = w->thing.kind == REF_PROMISE ? sy_hold_of(h, w->thing) : NULL;
        bool waits = held && w->state == WANT_OPEN && held->reason == REASON_NONE &&
                     (held->verdict == VERDICT_WAITS || held->verdict == VERDICT_FALLS);
        Root next = {held, from.alt ? from.alt : w->alt, from.alt ? from.way : w->way};
        r->x.mixed |= from.alt && w->alt;
        if (!waits) {
            r->x.alt = next.alt;
            r->x.way = next.way;
            want_add(&r->x, *w);
        } else if (r->seen[held->atom]) {
            r->x.mixed |= next.alt > 0;
        } else {
            r->seen[held->atom] = 1;
            if (next.alt) {
                vec_push(r->x.scratch, &r->later, next);
            } else {
                vec_push(r->x.scratch, &r->todo, next);
            }
        }
    }
}

void sy_want_roots(const Hold *h, const Held *from, Wants *out, bool *out_mixed)
{
    Arena *scratch = sy_arena_new(sy_arena_budget(h->world->arena));
    Roots r = {.x = wanting(h, scratch, out, 0),
               .seen = NEW_N(scratch, uint8_t, h->lowered->problem.natoms + 1)};
    root_wants(&r, (Root){.held = from});
    ptrdiff_t at = 0, later = 0;
    while (at + later < ROOTS_LIMIT && (at < r.todo.len || later < r.later.len)) {
        root_wants(&r, at < r.todo.len ? r.todo.p[at++] : r.later.p[later++]);
    }
    *out_mixed = r.x.mixed;
    sy_arena_free(scratch);
}
