// why.h - a proof down to sentences and spans, or the obstacles.
//
// The answer is a tree written as lines with a depth. What was shown once is referred to, not shown
// again; a promise met on the way back to itself is on the circle, and says so.
#ifndef SY_ASK_WHY_H
#define SY_ASK_WHY_H

#include "ask/word.h"

typedef enum WhyMark {
    WHY_PLAIN,
    WHY_MET,    // holds
    WHY_UNMET,  // does not hold
    WHY_SHOWN,  // shown false by the record
    WHY_CREDIT, // on the circle: met by the same signing, or waiting for each other
    WHY_ABOVE,  // shown already
} WhyMark;

typedef struct WhyLine {
    int depth;
    uint8_t mark;    // WhyMark
    uint8_t verdict; // Verdict, of a promise or named thing; 0: none
    Ref thing;       // whose verdict; kind 0: none
    Str text;
    uint32_t sentence; // the evidence; 0: none
    bool in_words;     // the text does not say whose sentence it is
    bool withdrawn;    // nobody has said so any more: it was taken back
    Str cites;         // of the sentence, or of the thing declared
    Str note;          // "nobody has said whether ..."
} WhyLine;

typedef struct WhyAnswer {
    World *world;
    Hold *hold;
    Ref thing;
    uint8_t verdict; // Verdict
    bool negated;    // asked why not
    VEC(WhyLine) lines;
    Str under;   // the readings
    Str answers; // of what is disputed: what comes of it, whichever sentence counts
    bool withdrawn;
    bool no; // why of what does not stand, why not of what does
} WhyAnswer;

#define WHY_DEPTH_LIMIT 24
#define WHY_LINES_LIMIT 2000

typedef struct WhyOptions {
    Query query;
    Ref thing;
    bool negated;
} WhyOptions;

const WhyAnswer *sy_ask_why(Arena *, Model *, const Zone *, const WhyOptions *, Err *);

#endif
