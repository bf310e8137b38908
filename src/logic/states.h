// states.h - all consistent states of a problem: sets S with S = mu X. F(X, S, S).
//
// Found by branching on an undecided atom and narrowing T <= S <= U by the operator's own bounds
// (what follows from T whatever else holds; what U can still support), so that a problem without
// negation through circles needs no search. Every state is re-checked by direct evaluation.
#ifndef SY_LOGIC_STATES_H
#define SY_LOGIC_STATES_H

#include "logic/fix.h"

typedef struct StatesLimit {
    int64_t states;   // stop after this many; 0: no limit
    int64_t branches; // give up after this many branchings; 0: no limit
} StatesLimit;

typedef struct States {
    int64_t count;
    bool complete;       // every state was found
    VEC(uint8_t *) sets; // a byte per atom each, in the order found
} States;

// The states of the whole problem (restrict the problem to what a question depends on first).
// Order: by the sets as 0/1 words, smallest first, where complete; else as found.
States sy_states_find(Arena *arena, Arena *scratch, const FixProblem *, StatesLimit);

#endif
