#include "ask/want.h"

#include "ask/said.h"

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

static bool counts_down(const Cond *c)
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
    return counts_down(c) && !again ? 0 : cond;
}

static Ref atom_named(const Hold *h, uint32_t cond, EntityId own)
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
    Ref named = at.cond ? atom_named(x->h, at.cond, at.own) : (Ref){0};
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
        want_add(x, want_cond(&at, holds ? WANT_FALSE : WANT_OPEN));
        return;
    }
    if (holds) {
        at.cond = excluded;
    }
    Want w = want_cond(&at, holds ? WANT_HOLDS : WANT_OPEN);
    w.holds = g->b;
    want_add(x, w);
}

static void want_sum(Wanting *x, WantGate at)
{
    const FixProblem *p = &x->h->lowered->problem;
    const Gate *g = &p->gates[at.gate];
    const Tally *t = &p->tallies[g->a];
    if (!at.cond) {
        return;
    }
    Want w = want_cond(&at, x->h->shown[at.gate] && !at.open ? WANT_FALSE : WANT_OPEN);
    uint8_t kind = x->h->world->tree->conds.p[at.cond].kind;
    w.counted = kind == COND_COUNT || kind == COND_MAJORITY;
    w.bound = g->bound;
    for (uint32_t i = 0; i < t->count; i++) {
        w.have += x->h->low_values[p->members[t->first + i]] ? p->weights[t->first + i] : 0;
    }
    want_add(x, w);
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
    Ref named = src->cond ? atom_named(x->h, src->cond, src->own) : (Ref){0};
    if (named.kind == REF_ENTITY) { // a definition: its voices are about it
        at.about = named;
    }
    at.open = at.open || (g->kind == GATE_OR && has_filler(x->h, at.gate));
    bool ways = g->kind == GATE_OR && g->b > 1 && x->ways_within > 0 && !x->h->shown[at.gate];
    if (ways && want_either(x, at)) {
        return;
    }
    switch ((GateKind)g->kind) {
    case GATE_OR:
    case GATE_AND: want_kids(x, at); return;
    case GATE_OUT: want_out(x, at); return;
    case GATE_SUM: want_sum(x, at); return;
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

// ---------------------------------------------------------------- in words

static Str place_of(Arena *arena, const Hold *h, uint32_t sentence)
{
    return sentence ? sy_word_label(arena, h->world, sentence) : (Str){0};
}

// What was said of the condition: the voice, the finding, the choice.
static uint32_t said_of(const Hold *h, const Want *w)
{
    const Cond *c = w->cond ? &h->world->tree->conds.p[w->cond] : NULL;
    Ref r = w->thing;
    if (c && (c->kind == COND_ATOM || c->kind == COND_VOICE || c->kind == COND_IS)) {
        r = sy_model_ref(h->world->model, sy_name(h->world->model, c->names, 0), w->own);
    }
    if (r.kind != REF_ENTITY) {
        return 0;
    }
    if (c && c->kind == COND_VOICE) {
        Heard heard = {0};
        sy_said_voices(h->world, h->record, (EntityId){r.id}, w->about, &heard);
        const Indices *said = c->voice == VOICE_AGREES    ? &heard.yes
                              : c->voice == VOICE_OBJECTS ? &heard.no
                                                          : &heard.asked;
        return said->len ? said->p[said->len - 1] : 0;
    }
    return c && c->kind == COND_IS ? sy_said_option(h->world, h->record, (EntityId){r.id})
                                   : sy_said_value(h->record, (EntityId){r.id});
}

#define BEHIND_DEPTH 8
#define BEHIND_SHOWN 3 // sentences named behind what holds

static void behind_add(Indices *out, Arena *arena, uint32_t sentence)
{
    bool known = sentence == 0 || out->len >= BEHIND_SHOWN;
    for (ptrdiff_t i = 0; i < out->len; i++) {
        known = known || out->p[i] == sentence;
    }
    if (!known) {
        vec_push(arena, out, sentence);
    }
}

// The sentences that make a formula hold: of its facts and promises.
static void behind(const Hold *h, Arena *arena, uint32_t gate, int depth, Indices *out)
{
    const FixProblem *p = &h->lowered->problem;
    const Gate *g = &p->gates[gate];
    const GateSource *src = &h->lowered->sources.p[gate];
    if (depth > BEHIND_DEPTH || !h->low_values[gate]) {
        return;
    }
    Ref named = src->cond ? atom_named(h, src->cond, src->own) : (Ref){0};
    if (named.kind == REF_ENTITY) {
        behind_add(out, arena, sy_said_value(h->record, (EntityId){named.id}));
    }
    if (g->kind == GATE_ATOM) {
        const Position *q = sy_record_position(h->record, h->lowered->atoms.p[g->a]);
        behind_add(out, arena, q ? sy_word_of(h->world, q) : 0);
    }
    for (uint32_t i = 0; (g->kind == GATE_AND || g->kind == GATE_OR) && i < g->b; i++) {
        behind(h, arena, p->kids[g->a + i], depth + 1, out);
    }
}

static Str behind_words(Arena *arena, const Hold *h, uint32_t gate)
{
    Indices list = {0};
    Buf b = sy_buf_new(arena);
    behind(h, arena, gate, 0, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        Str one = sy_word_label(arena, h->world, list.p[i]);
        sy_buf_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(one));
    }
    return sy_buf_view(&b);
}

// "rain holds", "C objects", "B.go stands": as a statement.
static Str stated(Arena *arena, const Hold *h, const Want *w)
{
    const Cond *c = w->cond ? &h->world->tree->conds.p[w->cond] : NULL;
    Str text = c ? sy_word_cond(arena, h->world, w->cond) : sy_word_ref(arena, h->world, w->thing);
    if (!c) {
        return sy_str_fmt(arena, "%.*s %s", STR_ARG(text),
                          w->thing.kind == REF_PROMISE ? "stands" : "holds");
    }
    bool statement = c->kind == COND_VOICE || c->kind == COND_IS || c->kind == COND_MEASURE;
    bool several = c->kind == COND_AND || c->kind == COND_OR;
    Ref named = atom_named(h, w->cond, w->own);
    const char *verb = named.kind == REF_PROMISE ? " stands" : statement ? "" : " holds";
    return sy_str_fmt(arena, "%s%.*s%s%s", several ? "(" : "", STR_ARG(text), several ? ")" : "",
                      verb);
}

// "route is south": what was chosen instead; empty: nothing was, or it is no choice.
static Str chosen(Arena *arena, const Hold *h, const Want *w)
{
    const World *world = h->world;
    const Cond *c = w->cond ? &world->tree->conds.p[w->cond] : NULL;
    Ref r = c && c->kind == COND_IS
                ? sy_model_ref(world->model, sy_name(world->model, c->names, 0), w->own)
                : (Ref){0};
    if (r.kind != REF_ENTITY) {
        return (Str){0};
    }
    EntityId id = {r.id};
    const Entity *x = sy_entity(world->model, id);
    bool decision = x->kind == ENTRY_DECISION;
    bool choice = decision || x->kind == ENTRY_READING || x->kind == ENTRY_VERSION;
    Sym option = !choice    ? (Sym){0}
                 : decision ? h->record->options[id.v]
                            : sy_choice_of(world->model, world->query.choices, id);
    return option.v ? sy_str_fmt(arena, "%.*s is %.*s", STR_ARG(x->name),
                                 STR_ARG(sy_sym_text(world->tree->syms, option)))
                    : (Str){0};
}

static Str against_words(Arena *arena, const Hold *h, const Want *w)
{
    Str label = place_of(arena, h, said_of(h, w));
    if (label.len == 0 && w->holds) {
        label = behind_words(arena, h, w->holds);
    }
    const char *gap = label.len ? " " : "";
    if (w->state == WANT_HOLDS) {
        return sy_str_fmt(arena, "%.*s%s%.*s", STR_ARG(stated(arena, h, w)), gap, STR_ARG(label));
    }
    Str text =
        w->cond ? sy_word_cond(arena, h->world, w->cond) : sy_word_ref(arena, h->world, w->thing);
    if (w->thing.kind == REF_PROMISE) {
        const Position *q = sy_record_position(h->record, (PromiseId){w->thing.id});
        const Term *end = q ? sy_position_term(q, TERM_END) : NULL;
        label = place_of(arena, h, end ? end->sentence : 0);
        return sy_str_fmt(arena, "the term of %.*s is over%s%.*s", STR_ARG(text),
                          label.len ? " " : "", STR_ARG(label));
    }
    Str other = chosen(arena, h, w);
    if (other.len) {
        return sy_str_fmt(arena, "%.*s%s%.*s", STR_ARG(other), gap, STR_ARG(label));
    }
    const Cond *c = w->cond ? &h->world->tree->conds.p[w->cond] : NULL;
    bool statement = c && (c->kind == COND_VOICE || c->kind == COND_IS || c->kind == COND_MEASURE ||
                           counts_down(c));
    if (statement) {
        return sy_str_fmt(arena, "it is not so that %.*s%s%.*s", STR_ARG(text), gap,
                          STR_ARG(label));
    }
    bool count = c && (c->kind == COND_COUNT || c->kind == COND_MAJORITY);
    const char *how = !c ? "is false" : count ? "cannot be reached" : "is shown false";
    return sy_str_fmt(arena, "%.*s %s%s%.*s", STR_ARG(text), how, gap, STR_ARG(label));
}

static Str rejection_words(Arena *arena, const Hold *h, const Want *w)
{
    const Sentence *s = &h->world->tree->sentences.p[w->rejection];
    Str who = sy_word_rejecter(arena, h->world, s), what = sy_word_cond(arena, h->world, s->cond);
    Str label = sy_word_label(arena, h->world, w->rejection);
    return sy_str_fmt(arena,
                      w->state == WANT_VETO ? "%.*s vetoes %.*s %.*s"
                                            : "%.*s rejects %.*s, which holds %.*s",
                      STR_ARG(who), STR_ARG(what), STR_ARG(label));
}

// "(nobody has said)", "(refused [no])", "(withdrawn [W1])": of a promise that is wanted.
static Str promise_aside(Arena *arena, const Hold *h, const Want *w)
{
    PromiseId p = {w->thing.id};
    const Position *q = sy_record_position(h->record, p);
    bool said = q && q->sentences.len > 0;
    if (w->verdict == VERDICT_UNSAID) {
        uint32_t back = said ? 0 : sy_said_withdrawal(h->world, h->record, p).by;
        return back ? sy_word_aside(arena, h->world, "withdrawn", back) : STR(" (nobody has said)");
    }
    if (w->verdict == VERDICT_REFUSED) {
        Indices against = {0};
        sy_said_against(h, sy_hold_of(h, w->thing), &against);
        return against.len ? sy_word_aside(arena, h->world, "refused", against.p[0])
                           : STR(" (refused)");
    }
    return (Str){0};
}

static Str voice_aside(Arena *arena, const Hold *h, const Want *w)
{
    const Cond *c = &h->world->tree->conds.p[w->cond];
    Ref who = sy_model_ref(h->world->model, sy_name(h->world->model, c->names, 0), w->own);
    Heard heard = {0};
    if (c->voice == VOICE_AGREES && who.kind == REF_ENTITY) {
        sy_said_voices(h->world, h->record, (EntityId){who.id}, w->about, &heard);
    }
    if (heard.no.len == 0) {
        return (Str){0};
    }
    uint32_t last = heard.no.p[heard.no.len - 1];
    Str no =
        sy_str_fmt(arena, "%.*s has said no",
                   STR_ARG(sy_word_rejecter(arena, h->world, &h->world->tree->sentences.p[last])));
    return sy_word_aside(arena, h->world, sy_str_cstring(arena, no), last);
}

static Str count_aside(Arena *arena, const Hold *h, const Want *w)
{
    double unknown = sy_word_unknown(h->world, w->cond, w->own);
    Buf b = sy_buf_new(arena);
    sy_buf_fmt(&b, " (%lld of %lld so far", (long long)w->have, (long long)w->bound);
    if (unknown > 0) {
        sy_buf_fmt(&b, "; %.0f member%s not known", unknown, unknown > 1 ? "s" : "");
    }
    sy_buf_char(&b, ')');
    return sy_buf_view(&b);
}

Str sy_want_word(Arena *arena, const Hold *h, const Want *w)
{
    if (w->either.len) {
        return w->either;
    }
    if (w->rejection) {
        return rejection_words(arena, h, w);
    }
    if (sy_want_is_against(w)) {
        return against_words(arena, h, w);
    }
    Str text =
        w->cond ? sy_word_cond(arena, h->world, w->cond) : sy_word_ref(arena, h->world, w->thing);
    Str aside = {0};
    if (w->thing.kind == REF_PROMISE) {
        aside = promise_aside(arena, h, w);
    } else if (w->counted) {
        aside = count_aside(arena, h, w);
    } else if (w->cond && h->world->tree->conds.p[w->cond].kind == COND_VOICE) {
        aside = voice_aside(arena, h, w);
    }
    return sy_str_fmt(arena, "%.*s%.*s", STR_ARG(text), STR_ARG(aside));
}

Str sy_want_words(Arena *arena, const Hold *h, const Wants *list, bool against, const char *between)
{
    Buf b = sy_buf_new(arena);
    StrMap seen = sy_strmap_new(arena);
    for (ptrdiff_t i = 0; i < list->len; i++) {
        bool is_new = false;
        if (sy_want_is_against(&list->p[i]) != against) {
            continue;
        }
        Str one = sy_want_word(arena, h, &list->p[i]);
        sy_strmap_add(&seen, one, &is_new);
        if (is_new) {
            sy_buf_fmt(&b, "%s%.*s", b.len ? between : "", STR_ARG(one));
        }
    }
    return sy_buf_view(&b);
}

// Does each of these ways want one thing, and are they the ways of one list?
static bool plain_ways(const Wants *ways)
{
    for (ptrdiff_t i = 1; i < ways->len; i++) {
        if (ways->p[i].alt != ways->p[0].alt) {
            return false;
        }
        for (ptrdiff_t k = 0; k < i; k++) {
            if (ways->p[k].way == ways->p[i].way) {
                return false;
            }
        }
    }
    return true;
}

Str sy_want_root_words(Arena *arena, const Hold *h, const Wants *list, bool mixed)
{
    Wants sure = {0}, ways = {0};
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i].alt && !sy_want_is_against(&list->p[i])) {
            vec_push(arena, &ways, list->p[i]);
        } else {
            vec_push(arena, &sure, list->p[i]);
        }
    }
    bool plain = !mixed && plain_ways(&ways);
    Str a = sy_want_words(arena, h, &sure, false, "; ");
    Str b = sy_want_words(arena, h, &ways, false, plain ? " or " : ", ");
    return sy_str_fmt(arena, "%.*s%s%s%.*s", STR_ARG(a), a.len && b.len ? "; " : "",
                      b.len && !plain ? "some of " : "", STR_ARG(b));
}
