// The rounds of a proof: every step leans on earlier ones only, so of several ways the earliest is
// shown.
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
