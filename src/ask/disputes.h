// disputes.h - the sentences that contradict each other, and what comes of each of the two (P11).
#ifndef SY_ASK_DISPUTES_H
#define SY_ASK_DISPUTES_H

#include "ask/word.h"

typedef struct AskDispute {
    PromiseId promise;
    uint32_t said, against; // the sentence contradicted; the one that contradicts it
} AskDispute;

typedef struct AskDisputes {
    VEC(AskDispute) list;
    const Hold *said;          // where what is contradicted counts
    VEC(const Hold *) against; // of each: where that one counts instead
} AskDisputes;

#define DISPUTES_TRIED 6 // of so many what comes of each is worked out

// Of every promise, in the order first voiced.
void sy_ask_disputes(World *, AskDisputes *out);
const AskDispute *sy_dispute_of(const AskDisputes *, PromiseId); // its first; null: none
// "stands by itself where [x1] counts, is refused where (line 9) does"; empty: no one dispute decides.
Str sy_dispute_answers(Arena *, const World *, const AskDisputes *, Ref thing);

#endif
