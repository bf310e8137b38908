#include "ask/circles.h"

// ---------------------------------------------------------------- edges

typedef struct Finder {
    Arena *arena;
    const Lowered *low;
    VEC(CircleEdge) edges; // those of one atom together, in the order of the atoms
    CircleEdge now;        // what is being looked at
    bool full;
} Finder;

static void add_edge(void *context, uint32_t atom, Read read)
{
    Finder *f = context;
    f->full = f->full || f->edges.len >= CIRCLES_EDGES_LIMIT;
    if (!f->full && f->low->reasons.p[atom] == REASON_NONE) {
        CircleEdge e = f->now;
        e.to = atom;
        e.read = (uint8_t)read;
        vec_push(f->arena, &f->edges, e);
    }
}

static void edges_of_gate(Finder *f, Arena *scratch, uint32_t gate, const uint8_t *all)
{
    f->now.need = f->low->sources.p[gate].need;
    sy_fix_edges(&f->low->problem, gate, all, NULL, scratch, add_edge, f);
}

static void edges_of_atom(Finder *f, Arena *scratch, uint32_t atom, const uint8_t *all)
{
    const FixProblem *p = &f->low->problem;
    const Gate *g = &p->gates[p->roots[atom]];
    f->now = (CircleEdge){.from = atom};
    if (g->kind != GATE_AND) {
        edges_of_gate(f, scratch, p->roots[atom], all);
        return;
    }
    for (uint32_t i = 0; i < g->b; i++) {
        edges_of_gate(f, scratch, p->kids[g->a + i], all);
    }
}

static void find_edges(Finder *f)
{
    const FixProblem *p = &f->low->problem;
    Arena *scratch = sy_arena_new(sy_arena_budget(f->arena));
    uint8_t *all = NEW_N(scratch, uint8_t, p->ngates);
    for (uint32_t i = 0; i < p->ngates; i++) {
        all[i] = 1;
    }
    for (uint32_t i = 0; i < p->natoms && !f->full; i++) {
        if (f->low->reasons.p[i] == REASON_NONE) {
            edges_of_atom(f, scratch, i, all);
        }
    }
    sy_arena_free(scratch);
}

// ---------------------------------------------------------------- circles

// Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972), without recursion.
typedef struct Search {
    const CircleEdge *edges;
    ptrdiff_t *first;       // by atom: its first edge; one more at the end
    ptrdiff_t *at;          // the next edge to follow
    uint32_t *number, *low; // from 1 in the order found; the lowest reached
    uint32_t *stack, *path; // not yet assigned; being searched
    ptrdiff_t nstack, npath;
    bool *on_stack;
    uint32_t found;
    uint32_t circles;
    uint32_t *of;
} Search;

static void enter(Search *s, uint32_t atom)
{
    s->number[atom] = s->low[atom] = ++s->found;
    s->at[atom] = s->first[atom];
    s->stack[s->nstack++] = atom;
    s->path[s->npath++] = atom;
    s->on_stack[atom] = true;
}

// A part with no way out and back is complete: a circle where it has two members.
static void leave(Search *s, uint32_t atom)
{
    s->npath--;
    if (s->npath > 0) {
        uint32_t up = s->path[s->npath - 1];
        s->low[up] = s->low[atom] < s->low[up] ? s->low[atom] : s->low[up];
    }
    if (s->low[atom] != s->number[atom]) {
        return;
    }
    bool several = s->stack[s->nstack - 1] != atom;
    s->circles += several;
    uint32_t member;
    do {
        member = s->stack[--s->nstack];
        s->on_stack[member] = false;
        s->of[member] = several ? s->circles : 0;
    } while (member != atom);
}

static void search_from(Search *s, uint32_t start)
{
    enter(s, start);
    while (s->npath > 0) {
        uint32_t atom = s->path[s->npath - 1];
        if (s->at[atom] == s->first[atom + 1]) {
            leave(s, atom);
            continue;
        }
        uint32_t to = s->edges[s->at[atom]++].to;
        if (s->number[to] == 0) {
            enter(s, to);
        } else if (s->on_stack[to]) {
            s->low[atom] = s->number[to] < s->low[atom] ? s->number[to] : s->low[atom];
        }
    }
}

static void find_circles(const Finder *f, uint32_t natoms, uint32_t *of)
{
    Arena *a = sy_arena_new(sy_arena_budget(f->arena));
    Search s = {.edges = f->edges.p,
                .first = NEW_N(a, ptrdiff_t, natoms + 1),
                .at = NEW_N(a, ptrdiff_t, natoms),
                .number = NEW_N(a, uint32_t, natoms),
                .low = NEW_N(a, uint32_t, natoms),
                .stack = NEW_N(a, uint32_t, natoms),
                .path = NEW_N(a, uint32_t, natoms),
                .on_stack = NEW_N(a, bool, natoms),
                .of = of};
    for (ptrdiff_t i = 0; i < f->edges.len; i++) {
        s.first[f->edges.p[i].from + 1]++;
    }
    for (uint32_t i = 0; i < natoms; i++) {
        s.first[i + 1] += s.first[i];
    }
    for (uint32_t i = 0; i < natoms; i++) {
        if (s.number[i] == 0) {
            search_from(&s, i);
        }
    }
    sy_arena_free(a);
}

Circles sy_ask_circles(Arena *arena, const Lowered *low)
{
    uint32_t n = low->problem.natoms;
    Circles c = {.of = NEW_N(arena, uint32_t, n)};
    Finder f = {.arena = arena, .low = low};
    find_edges(&f);
    if (!f.full) {
        find_circles(&f, n, c.of);
        c.edges = f.edges.p;
        c.nedges = f.edges.len;
    }
    return c;
}
