#include "ask/contest.h"

typedef struct Hang {  // an edge of the graph of contested promises
    uint32_t from, to; // atoms
    bool falls;
    uint32_t need; // 1 + index in the promise's needs; 0: not known
} Hang;

typedef struct Contest {
    const Hold *h;
    Arena *arena;
    VEC(Hang) edges;
    uint8_t *seen; // by gate, of the promise in hand
    uint32_t from, need;
} Contest;

static bool is_open(const Hold *h, uint32_t atom)
{
    return h->solution->high[atom] && !h->solution->low[atom];
}

// The contested promises that a formula hangs on, through gates that are themselves open.
static void hangs(Contest *c, uint32_t gate)
{
    const FixProblem *p = &c->h->lowered->problem;
    const Gate *g = &p->gates[gate];
    if (c->seen[gate] || c->h->low_values[gate] == c->h->high_values[gate]) {
        return;
    }
    c->seen[gate] = 1;
    uint32_t need = c->need;
    c->need = c->h->lowered->sources.p[gate].need ? c->h->lowered->sources.p[gate].need : need;
    switch ((GateKind)g->kind) {
    case GATE_ATOM:
    case GATE_ABSENT:
        if (is_open(c->h, g->a)) {
            vec_push(c->arena, &c->edges, (Hang){c->from, g->a, g->kind == GATE_ABSENT, c->need});
        }
        break;
    case GATE_AND:
    case GATE_OR:
        for (uint32_t i = 0; i < g->b; i++) {
            hangs(c, p->kids[g->a + i]);
        }
        break;
    case GATE_SUM:
        for (uint32_t i = 0; i < p->tallies[g->a].count; i++) {
            hangs(c, p->members[p->tallies[g->a].first + i]);
        }
        break;
    case GATE_OUT: hangs(c, g->a); break;
    case GATE_FALSE:
    case GATE_SHOWN:
    case GATE_TRUE: break;
    }
    c->need = need;
}

// The edges of the shortest way from `from` to `to`, into `way` (last first): how many, 0 where the
// two are one; -1: there is none.
static ptrdiff_t shortest(const Contest *c, Arena *scratch, uint32_t from, uint32_t to,
                          uint32_t *way)
{
    uint32_t n = c->h->lowered->problem.natoms;
    uint32_t *by = NEW_N(scratch, uint32_t, n + 1), *queue = NEW_N(scratch, uint32_t, n + 1);
    uint32_t head = 0, tail = 0;
    queue[tail++] = from;
    by[from] = UINT32_MAX;
    while (head < tail && !by[to]) {
        uint32_t at = queue[head++];
        for (ptrdiff_t i = 0; i < c->edges.len; i++) {
            const Hang *e = &c->edges.p[i];
            if (e->from == at && !by[e->to]) {
                by[e->to] = (uint32_t)i + 1;
                queue[tail++] = e->to;
            }
        }
    }
    ptrdiff_t len = 0;
    for (uint32_t at = to; at != from && by[at]; at = c->edges.p[by[at] - 1].from) {
        way[len++] = by[at] - 1;
    }
    return by[to] ? len : -1;
}

static uint32_t sentence_of(const Contest *c, const Hang *e)
{
    PromiseId p = c->h->lowered->atoms.p[e->from];
    const Position *q = sy_record_position(c->h->record, p);
    if (!q) {
        return 0;
    }
    return e->need ? q->needs.p[e->need - 1].sentence : sy_word_of(c->h->world, q);
}

static void step_add(const Contest *c, const Hang *e, ContestRing *out)
{
    ContestStep s = {c->h->lowered->atoms.p[e->from], c->h->lowered->atoms.p[e->to], e->falls,
                     sentence_of(c, e)};
    vec_push(c->h->world->arena, out, s);
}

void sy_contest_ring(const Hold *h, ContestRing *out)
{
    const FixProblem *p = &h->lowered->problem;
    uint32_t contested = 0;
    for (uint32_t i = 0; i < p->natoms; i++) {
        contested += is_open(h, i);
    }
    if (contested == 0 || contested > CONTEST_LIMIT) {
        return;
    }
    Arena *scratch = sy_arena_new(sy_arena_budget(h->world->arena));
    Contest c = {.h = h, .arena = scratch};
    for (uint32_t i = 0; i < p->natoms; i++) {
        if (is_open(h, i)) {
            c.seen = NEW_N(scratch, uint8_t, p->ngates);
            c.from = i;
            hangs(&c, p->roots[i]);
        }
    }
    uint32_t *way = NEW_N(scratch, uint32_t, p->natoms + 1), *best = NULL, closing = 0;
    ptrdiff_t least = -1;
    for (ptrdiff_t i = 0; i < c.edges.len; i++) {
        const Hang *e = &c.edges.p[i];
        ptrdiff_t len = e->falls ? shortest(&c, scratch, e->to, e->from, way) : -1;
        if (len >= 0 && (least < 0 || len < least)) {
            least = len;
            closing = (uint32_t)i;
            best = NEW_N(scratch, uint32_t, len + 1);
            for (ptrdiff_t k = 0; k < len; k++) {
                best[k] = way[k];
            }
        }
    }
    if (least >= 0) {
        step_add(&c, &c.edges.p[closing], out);
        for (ptrdiff_t k = least - 1; k >= 0; k--) {
            step_add(&c, &c.edges.p[best[k]], out);
        }
    }
    sy_arena_free(scratch);
}
