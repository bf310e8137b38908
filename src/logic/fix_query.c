// What callers ask of a problem beside its solution: values of gates, edges, "given these".
#include "logic/occ.h"

#include <string.h>

// Weights of the tallies met last. A tally's weight is final once a sum over it is reached, and
// sums over one tally come many at a time; a clash costs one more count of the members.
#define RECENT_TALLIES 512

typedef struct Recent {
    uint32_t tally[RECENT_TALLIES]; // tally + 1
    int64_t weight[RECENT_TALLIES];
} Recent;

// Weight of the members of tally t whose byte in `mark` is `wanted`.
static int64_t weigh(Recent *r, const FixProblem *p, uint32_t t, const uint8_t *mark,
                     uint8_t wanted)
{
    uint32_t slot = t % RECENT_TALLIES;
    if (r->tally[slot] != t + 1) {
        int64_t sum = 0;
        const Tally *it = &p->tallies[t];
        for (uint32_t m = it->first; m < it->first + it->count; m++) {
            sum += mark[p->members[m]] == wanted ? p->weights[m] : 0;
        }
        r->tally[slot] = t + 1;
        r->weight[slot] = sum;
    }
    return r->weight[slot];
}

static uint32_t count_marked(const FixProblem *p, const Gate *g, const uint8_t *mark)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < g->b; k++) {
        n += mark[p->kids[g->a + k]];
    }
    return n;
}

void sy_fix_values(const FixProblem *p, const uint8_t *x, const uint8_t *c, const uint8_t *s,
                   uint8_t *out)
{
    Recent recent = {{0}, {0}};
    for (uint32_t i = 0; i < p->ngates; i++) {
        const Gate *g = &p->gates[i];
        bool on = false;
        switch ((GateKind)g->kind) {
        case GATE_FALSE:
        case GATE_SHOWN: break;
        case GATE_TRUE: on = true; break;
        case GATE_ATOM:
            on = g->read == READ_AFTER || (g->read == READ_BARE && p->strict) ? x[g->a] : c[g->a];
            break;
        case GATE_ABSENT: on = !s[g->a]; break;
        case GATE_AND: on = count_marked(p, g, out) == g->b; break;
        case GATE_OR: on = count_marked(p, g, out) > 0; break;
        case GATE_SUM: on = weigh(&recent, p, g->a, out, 1) >= g->bound; break;
        case GATE_OUT: on = out[g->a]; break;
        }
        out[i] = on;
    }
}

void sy_fix_shown(const FixProblem *p, const uint8_t *low_values, uint8_t *out)
{
    Recent recent = {{0}, {0}};
    for (uint32_t i = 0; i < p->ngates; i++) {
        const Gate *g = &p->gates[i];
        bool shown = false;
        switch ((GateKind)g->kind) {
        case GATE_SHOWN: shown = true; break;
        case GATE_AND: shown = count_marked(p, g, out) > 0; break;
        case GATE_OR: shown = g->b > 0 && count_marked(p, g, out) == g->b; break;
        case GATE_SUM:
            shown = g->read != READ_WITH && weigh(&recent, p, g->a, out, 0) < g->bound;
            break;
        case GATE_OUT: shown = low_values[g->b]; break;
        case GATE_FALSE:
        case GATE_TRUE:
        case GATE_ATOM:
        case GATE_ABSENT: break;
        }
        out[i] = shown;
    }
}

// ---- edges ----

typedef VEC(uint32_t) Words;

typedef struct Edges {
    const FixProblem *problem;
    const uint8_t *on, *off;
    Arena *scratch;
    IntMap seen; // gates, readings and tallies already met
    Words stack; // gates to look at, the next one last
} Edges;

enum { SEEN_GATE, SEEN_TALLY, SEEN_READING }; // and from there one a Read

static bool first_time(Edges *e, uint32_t what, uint32_t index)
{
    bool is_new = false;
    (void)sy_intmap_add(&e->seen, (uint64_t)what << 32 | index, &is_new);
    return is_new;
}

// Pushes gates[first .. first + n), so that the first comes off first.
static void push_gates(Edges *e, const uint32_t *gates, uint32_t first, uint32_t n)
{
    while (n > 0) {
        vec_push(e->scratch, &e->stack, gates[first + --n]);
    }
}

static void push_below(Edges *e, const Gate *g)
{
    const FixProblem *p = e->problem;
    if (g->kind == GATE_AND || g->kind == GATE_OR) {
        push_gates(e, p->kids, g->a, g->b);
    } else if (g->kind == GATE_OUT) {
        push_gates(e, &g->a, 0, 1);
    } else if (g->kind == GATE_SUM && first_time(e, SEEN_TALLY, g->a)) {
        push_gates(e, p->members, p->tallies[g->a].first, p->tallies[g->a].count);
    }
}

void sy_fix_edges(const FixProblem *p, uint32_t gate, const uint8_t *on, const uint8_t *off,
                  Arena *scratch, void (*visit)(void *context, uint32_t atom, Read read),
                  void *context)
{
    ArenaMark mark = sy_arena_mark(scratch);
    Edges e = {.problem = p, .on = on, .off = off, .scratch = scratch};
    e.seen = sy_intmap_new(scratch);
    push_gates(&e, &gate, 0, 1);
    while (e.stack.len > 0) {
        uint32_t at = e.stack.p[--e.stack.len];
        const Gate *g = &p->gates[at];
        if (!on[at] || (off != NULL && off[at]) || sy_gate_is_wall(g) ||
            !first_time(&e, SEEN_GATE, at)) {
            continue;
        }
        if (g->kind != GATE_ATOM) {
            push_below(&e, g);
        } else if (first_time(&e, SEEN_READING + (uint32_t)g->read, g->a)) {
            visit(context, g->a, (Read)g->read);
        }
    }
    sy_arena_rewind(scratch, mark);
}

struct FixGrant {
    Least *least;
    VEC(uint32_t) marks; // gates and atoms before each grant
    Arena *arena;
};

FixGrant *sy_fix_grant_new(Arena *arena, const FixProblem *p, const uint8_t *s)
{
    FixGrant *f = NEW(arena, FixGrant);
    f->arena = arena;
    f->least = sy_least_new(arena, sy_occ_new(arena, p), NULL, s, NEW_N(arena, uint8_t, p->natoms));
    return f;
}

void sy_fix_grant(FixGrant *f, uint32_t atom)
{
    vec_push(f->arena, &f->marks, f->least->gates.n);
    vec_push(f->arena, &f->marks, f->least->atoms.n);
    sy_least_add(f->least, atom);
}

void sy_fix_grant_back(FixGrant *f)
{
    SY_ASSERT(f->marks.len >= 2);
    f->marks.len -= 2;
    sy_least_back(f->least, f->marks.p[f->marks.len], f->marks.p[f->marks.len + 1]);
}

bool sy_fix_grant_stands(const FixGrant *f, uint32_t atom)
{
    return f->least->x[atom] != 0;
}

bool sy_fix_grant_holds(const FixGrant *f, uint32_t gate)
{
    return f->least->is_true[gate] != 0;
}
