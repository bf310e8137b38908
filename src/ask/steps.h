// steps.h - the steps of a running case in words: who has done what, who is late, what is due when.
#ifndef SY_ASK_STEPS_H
#define SY_ASK_STEPS_H

#include "ask/word.h"

typedef struct StepLine {
    Ref step;
    Str name;      // "rescue.pay"; "rescue, step 2" where it has no label
    uint8_t state; // State
    bool owed;     // due, late, missed or broken
    Str words;     // "missed, due 2026-03-08; A: done 2026-03-06; B, C: missed"
} StepLine;
typedef VEC(StepLine) StepLines;

// Of the case that runs on the day asked, in order; none: no case runs. Appended.
void sy_ask_steps(World *, EntityId trigger, StepLines *out);

#endif
