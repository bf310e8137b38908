// expect.h - the answers a model carries with it, proven.
#ifndef SY_ASK_EXPECT_H
#define SY_ASK_EXPECT_H

#include "record/hold.h"

typedef struct Expected { // one expectation, asked
    uint32_t expect;      // index in Tree.expects
    bool holds;
    bool skipped;        // cannot be proven by this program yet
    Str expected, found; // in words
    Str under;           // the open reading's option under which it failed; may be empty
} Expected;

typedef VEC(Expected) ExpectedList;

// Asks every expectation of the model (those of included files too), in order.
void sy_ask_expectations(Arena *, Model *, const Zone *, ExpectedList *out);

// Each that fails as a diagnostic E2801 (N2802 for what is skipped).
void sy_ask_expectations_report(Model *, const ExpectedList *);

#endif
