#include "logic/rings.h"

#include <string.h>

#define NODE_NONE UINT32_MAX

typedef struct Graph { // nodes: gates, then atoms, then tallies
    const Occ *occ;
    const RingsAsk *ask;
    uint32_t atom0, tally0, nnodes;
} Graph;

static Graph graph_of(const Occ *o, const RingsAsk *ask)
{
    const FixProblem *p = o->problem;
    SY_ASSERT((uint64_t)p->ngates + p->natoms + p->ntallies < NODE_NONE);
    return (Graph){o, ask, p->ngates, p->ngates + p->natoms, p->ngates + p->natoms + p->ntallies};
}

static uint32_t gate_node(const Graph *g, uint32_t gate)
{
    bool in = g->ask->pass[g->ask->state[gate]] && !sy_gate_is_wall(&g->occ->problem->gates[gate]);
    return in ? gate : NODE_NONE;
}

// The i-th node that `gate` leads to; *end where there are no more; NODE_NONE: not in the graph.
static uint32_t child_of_gate(const Graph *g, uint32_t gate, uint32_t i, bool *end)
{
    const FixProblem *p = g->occ->problem;
    const Gate *it = &p->gates[gate];
    switch ((GateKind)it->kind) {
    case GATE_AND:
    case GATE_OR: *end = i >= it->b; return *end ? NODE_NONE : gate_node(g, p->kids[it->a + i]);
    case GATE_OUT: *end = i > 0; return gate_node(g, it->a);
    case GATE_ATOM: *end = i > 0; return g->ask->domain[it->a] ? g->atom0 + it->a : NODE_NONE;
    case GATE_SUM: *end = i > 0; return g->tally0 + it->a;
    case GATE_FALSE:
    case GATE_SHOWN:
    case GATE_TRUE:
    case GATE_ABSENT: break;
    }
    *end = true;
    return NODE_NONE;
}

// The next node that `node` leads to, from *cursor on; NODE_NONE at the end.
static uint32_t next_child(const Graph *g, uint32_t node, uint32_t *cursor)
{
    const FixProblem *p = g->occ->problem;
    for (bool end = false; !end;) {
        uint32_t i = (*cursor)++, child;
        if (node < g->atom0) {
            child = child_of_gate(g, node, i, &end);
        } else if (node < g->tally0) {
            end = i > 0;
            child = gate_node(g, p->roots[node - g->atom0]);
        } else {
            const Tally *t = &p->tallies[node - g->tally0];
            end = i >= t->count;
            child = end ? NODE_NONE : gate_node(g, p->members[t->first + i]);
        }
        if (!end && child != NODE_NONE) {
            return child;
        }
    }
    return NODE_NONE;
}

// The node that an entry of the readers of a gate stands for.
static uint32_t reader_node(const Graph *g, uint32_t entry)
{
    uint32_t index = OCC_INDEX(entry);
    switch (OCC_KIND(entry)) {
    case UP_MEMBER: return g->tally0 + index;
    case UP_ROOT: return g->ask->domain[index] ? g->atom0 + index : NODE_NONE;
    default: return gate_node(g, index);
    }
}

// The next node that leads to `node`, from *cursor on; NODE_NONE at the end.
static uint32_t next_parent(const Graph *g, uint32_t node, uint32_t *cursor)
{
    const Occ *o = g->occ;
    for (;;) {
        uint32_t i = (*cursor)++, parent = NODE_NONE;
        if (node < g->atom0) {
            if (i >= o->up_first[node + 1] - o->up_first[node]) {
                return NODE_NONE;
            }
            uint32_t entry = o->up[o->up_first[node] + i];
            *cursor += OCC_KIND(entry) == UP_MEMBER ? OCC_WEIGHT_WORDS : 0;
            parent = reader_node(g, entry);
        } else if (node < g->tally0) {
            uint32_t a = node - g->atom0;
            if (i >= o->at_first[a + 1] - o->at_first[a]) {
                return NODE_NONE;
            }
            uint32_t entry = o->at[o->at_first[a] + i];
            parent = OCC_KIND(entry) == AT_ABSENT ? NODE_NONE : gate_node(g, OCC_INDEX(entry));
        } else {
            uint32_t t = node - g->tally0;
            if (i >= o->sum_first[t + 1] - o->sum_first[t]) {
                return NODE_NONE;
            }
            parent = gate_node(g, o->sum_gate[o->sum_first[t] + i]);
        }
        if (parent != NODE_NONE) {
            return parent;
        }
    }
}

// ---- strongly connected parts: Pearce, "A space-efficient algorithm for finding strongly
// connected components" (2016), with its own stack ----

typedef struct Frame {
    uint32_t node, cursor;
    bool root; // nothing seen so far leads out of it to an earlier node
} Frame;

typedef struct Parts {
    const Graph *graph;
    Arena *scratch;
    uint32_t *number;      // 0: not seen; else order of visit, at the end the part, sinks highest
    VEC(uint32_t) waiting; // nodes whose part is not yet known
    VEC(Frame) frames;
    uint32_t index, part;
} Parts;

static void part_enter(Parts *s, uint32_t node)
{
    s->number[node] = s->index++;
    vec_push(s->scratch, &s->frames, (Frame){node, 0, true});
}

static void part_see(Parts *s, Frame *f, uint32_t node)
{
    if (s->number[node] < s->number[f->node]) {
        s->number[f->node] = s->number[node];
        f->root = false;
    }
}

static void part_leave(Parts *s)
{
    Frame f = s->frames.p[--s->frames.len];
    if (f.root) {
        s->index--;
        while (s->waiting.len > 0 &&
               s->number[f.node] <= s->number[s->waiting.p[s->waiting.len - 1]]) {
            s->number[s->waiting.p[--s->waiting.len]] = s->part;
            s->index--;
        }
        s->number[f.node] = s->part--;
    } else {
        vec_push(s->scratch, &s->waiting, f.node);
    }
    if (s->frames.len > 0) {
        part_see(s, &s->frames.p[s->frames.len - 1], f.node);
    }
}

static void parts_from(Parts *s, uint32_t start)
{
    part_enter(s, start);
    while (s->frames.len > 0) {
        Frame *f = &s->frames.p[s->frames.len - 1];
        uint32_t child = next_child(s->graph, f->node, &f->cursor);
        if (child == NODE_NONE) {
            part_leave(s);
        } else if (s->number[child] == 0) {
            part_enter(s, child);
        } else {
            part_see(s, f, child);
        }
    }
}

// The part of every node met, from *out_lowest up.
static uint32_t *find_parts(const Graph *g, Arena *scratch, uint32_t *out_lowest)
{
    Parts s = {.graph = g, .scratch = scratch, .index = 1, .part = g->nnodes};
    s.number = NEW_N(scratch, uint32_t, g->nnodes);
    for (uint32_t a = 0; a < g->occ->problem->natoms; a++) {
        if (g->ask->domain[a] && s.number[g->atom0 + a] == 0) {
            parts_from(&s, g->atom0 + a);
        }
    }
    *out_lowest = s.part + 1;
    return s.number;
}

// ---- distances within a part ----

typedef uint32_t (*Step)(const Graph *, uint32_t node, uint32_t *cursor);

typedef struct Spread {
    const Graph *graph;
    const uint32_t *part;
    Arena *scratch;
    VEC(uint32_t) queue;
    uint32_t *seen; // distance + 1 of the nodes in the queue; 0 between uses
} Spread;

// Breadth first from `start` within its part; distances of the atoms into `out`.
static void spread(Spread *s, uint32_t start, Step step, uint32_t *out)
{
    const Graph *g = s->graph;
    s->seen[start] = 1;
    s->queue.len = 0;
    vec_push(s->scratch, &s->queue, start);
    for (ptrdiff_t head = 0; head < s->queue.len; head++) {
        uint32_t node = s->queue.p[head], cursor = 0;
        if (node >= g->atom0 && node < g->tally0) {
            out[node - g->atom0] = s->seen[node] - 1;
        }
        for (uint32_t n; (n = step(g, node, &cursor)) != NODE_NONE;) {
            if (s->part[n] == s->part[start] && s->seen[n] == 0) {
                s->seen[n] = s->seen[node] + 1;
                vec_push(s->scratch, &s->queue, n);
            }
        }
    }
    for (ptrdiff_t i = 0; i < s->queue.len; i++) {
        s->seen[s->queue.p[i]] = 0;
    }
}

static void find_distances(const Graph *g, const uint32_t *part, Arena *scratch,
                           const uint32_t *ring, FixCertificate *out)
{
    Spread s = {.graph = g, .part = part, .scratch = scratch};
    s.seen = NEW_N(scratch, uint32_t, g->nnodes);
    uint32_t done = 0;
    for (uint32_t a = 0; a < g->occ->problem->natoms; a++) {
        if (ring[a] == done + 1) {
            done++;
            spread(&s, g->atom0 + a, next_parent, out->back);
            spread(&s, g->atom0 + a, next_child, out->forth);
        }
    }
}

uint32_t sy_rings_find(const Occ *o, Arena *scratch, const RingsAsk *ask, uint32_t *out_ring,
                       FixCertificate *cert)
{
    const FixProblem *p = o->problem;
    if (memchr(ask->domain, 1, p->natoms) == NULL) {
        return 0;
    }
    ArenaMark mark = sy_arena_mark(scratch);
    Graph g = graph_of(o, ask);
    uint32_t lowest = 0, nrings = 0;
    uint32_t *part = find_parts(&g, scratch, &lowest);
    uint32_t *ring_of = NEW_N(scratch, uint32_t, (ptrdiff_t)(g.nnodes - lowest) + 1);
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (!ask->domain[a]) {
            continue;
        }
        uint32_t its = part[g.atom0 + a], root = p->roots[a];
        cert->order[a] = g.nnodes + 1 - its;
        if (gate_node(&g, root) != NODE_NONE && part[root] == its) {
            if (ring_of[its - lowest] == 0) {
                ring_of[its - lowest] = ++nrings;
            }
            out_ring[a] = ring_of[its - lowest];
        }
    }
    if (nrings > 0) {
        find_distances(&g, part, scratch, out_ring, cert);
    }
    sy_arena_rewind(scratch, mark);
    return nrings;
}
