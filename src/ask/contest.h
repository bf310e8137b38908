// contest.h - the ring of sentences that contradict each other, behind a contested verdict.
#ifndef SY_ASK_CONTEST_H
#define SY_ASK_CONTEST_H

#include "ask/word.h"

typedef struct ContestStep { // one promise of the ring and what it hangs on
    PromiseId promise, on;
    bool falls;        // it falls where `on` stands; else it needs it
    uint32_t sentence; // that says so; 0: none
} ContestStep;

typedef VEC(ContestStep) ContestRing;

#define CONTEST_LIMIT 2000 // contested promises among which the shortest ring is looked for

// The shortest ring with a contradiction in it; empty: nothing is contested, or too much is.
void sy_contest_ring(const Hold *, ContestRing *out);

#endif
