// The rounds of a proof: every step leans on earlier ones only, so of several ways the earliest is
// shown. And what of it hangs on a dispute.
#include "ask/why_part.h"

#define ON_CREDIT                                                                                  \
    1000000u // rounds of what leans on a circle come after all that needs nobody's credit

static uint32_t atom_round(const Hold *h, const Gate *g)
{
    const FixSolution *s = h->solution;
    if (s->alone[g->a]) {
        return s->rank_alone[g->a];
    }
    if (!s->low[g->a]) {
        return FIX_NO_RANK;
    }
    return g->read == READ_AFTER ? ON_CREDIT + s->rank_low[g->a] : ON_CREDIT * 2;
}

// The round in which enough members of a tally hold.
static uint32_t sum_round(Arena *scratch, const FixProblem *p, const Gate *g, const uint32_t *round)
{
    const Tally *t = &p->tallies[g->a];
    int64_t have = 0;
    uint32_t last = 0;
    uint8_t *used = NEW_N(scratch, uint8_t, t->count + 1);
    while (have < g->bound) {
        uint32_t best = FIX_NO_RANK, at = 0;
        for (uint32_t i = 0; i < t->count; i++) {
            if (!used[i] && round[p->members[t->first + i]] < best) {
                best = round[p->members[t->first + i]];
                at = i;
            }
        }
        if (best == FIX_NO_RANK) {
            return FIX_NO_RANK;
        }
        used[at] = 1;
        have += p->weights[t->first + at];
        last = best > last ? best : last;
    }
    return last;
}

#define SUM_MEMBERS_LIMIT 2000 // longer lists are dated by the whole, not by their least members

static uint32_t list_round(const FixProblem *p, const Gate *g, const uint32_t *round)
{
    uint32_t most = 0, least = FIX_NO_RANK;
    for (uint32_t i = 0; i < g->b; i++) {
        uint32_t r = round[p->kids[g->a + i]];
        most = r > most ? r : most;
        least = r < least ? r : least;
    }
    return g->kind == GATE_AND ? most : least;
}

uint32_t *sy_why_rounds(Arena *arena, const Hold *h)
{
    const FixProblem *p = &h->lowered->problem;
    uint32_t *round = NEW_N(arena, uint32_t, p->ngates + 1);
    Arena *scratch = sy_arena_new(sy_arena_budget(arena));
    for (uint32_t i = 0; i < p->ngates; i++) {
        const Gate *g = &p->gates[i];
        switch ((GateKind)g->kind) {
        case GATE_FALSE:
        case GATE_SHOWN: round[i] = FIX_NO_RANK; break;
        case GATE_TRUE: break;
        case GATE_ATOM: round[i] = atom_round(h, g); break;
        case GATE_ABSENT: round[i] = h->low_values[i] ? 0 : FIX_NO_RANK; break;
        case GATE_AND:
        case GATE_OR: round[i] = list_round(p, g, round); break;
        case GATE_SUM:
            round[i] = p->tallies[g->a].count > SUM_MEMBERS_LIMIT
                           ? (h->low_values[i] ? ON_CREDIT : FIX_NO_RANK)
                           : sum_round(scratch, p, g, round);
            break;
        case GATE_OUT: round[i] = round[g->a]; break;
        }
    }
    sy_arena_free(scratch);
    return round;
}

// ---------------------------------------------------------------- disputes

typedef struct
    Range { // of the values of a formula, whichever of two contradicting sentences counts
    bool low, high;
} Range;

static Range list_range(const FixProblem *p, const Gate *g, const Range *of)
{
    bool all = g->kind == GATE_AND;
    Range r = {all, all};
    for (uint32_t i = 0; i < g->b; i++) {
        Range kid = of[p->kids[g->a + i]];
        r.low = all ? r.low && kid.low : r.low || kid.low;
        r.high = all ? r.high && kid.high : r.high || kid.high;
    }
    return r;
}

static Range sum_range(const FixProblem *p, const Gate *g, const Range *of)
{
    const Tally *t = &p->tallies[g->a];
    int64_t low = 0, high = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        Range m = of[p->members[t->first + i]];
        low += m.low ? p->weights[t->first + i] : 0;
        high += m.high ? p->weights[t->first + i] : 0;
    }
    return (Range){low >= g->bound, high >= g->bound};
}

static Range range_of(const Hold *h, uint32_t gate, const Range *of)
{
    const FixProblem *p = &h->lowered->problem;
    const Gate *g = &p->gates[gate];
    switch ((GateKind)g->kind) {
    case GATE_ATOM:
    case GATE_ABSENT: {
        Ref thing = {REF_PROMISE, h->lowered->atoms.p[g->a].v};
        if (sy_hold_verdict(h, thing) == VERDICT_DISPUTED) {
            return (Range){false, true};
        }
        break;
    }
    case GATE_AND:
    case GATE_OR: return list_range(p, g, of);
    case GATE_SUM: return sum_range(p, g, of);
    case GATE_OUT: return of[g->a];
    case GATE_FALSE:
    case GATE_SHOWN:
    case GATE_TRUE: break;
    }
    return (Range){h->low_values[gate], h->low_values[gate]};
}

uint8_t *sy_why_disputed(Arena *arena, const Hold *h)
{
    const uint32_t n = h->lowered->problem.ngates;
    uint8_t *out = NEW_N(arena, uint8_t, n + 1);
    Arena *scratch = sy_arena_new(sy_arena_budget(arena));
    Range *of = NEW_N(scratch, Range, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        of[i] = range_of(h, i, of);
        out[i] = of[i].low != of[i].high;
    }
    sy_arena_free(scratch);
    return out;
}
