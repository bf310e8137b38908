// positions.h - the state on paper: one sentence a promise, with the sentences it comes from.
#ifndef SY_ASK_POSITIONS_H
#define SY_ASK_POSITIONS_H

#include "ask/word.h"

typedef struct PositionSource {
    uint32_t sentence;
    const char *role; // "sets it", "doubt", "limit", "demand", "breach", "withdrawn" ...
} PositionSource;

typedef struct PositionLine {
    PromiseId promise;
    const Position *position;
    Str words;        // "US is willing to give guarantees to Ukraine, if ..."
    Str terms;        // "from ..., until ...": its terms as written
    Str states;       // "due, by 2025-03-06": what became of it
    uint32_t word;    // the sentence whose word it is; 0: none
    uint32_t origins; // independent origins of what was said of it
    VEC(PositionSource) sources;
} PositionLine;

typedef struct PositionsAnswer {
    World *world;
    VEC(PositionLine) lines;
    Str under;
    Indices denunciations;
} PositionsAnswer;

typedef struct PositionsOptions {
    Query query;
    EntityId party, layer; // none: all
} PositionsOptions;

const PositionsAnswer *sy_ask_positions(Arena *, Model *, const Zone *, const PositionsOptions *);

#endif
