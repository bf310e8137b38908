// circles.h - promises that wait for each other by what their conditions say, met or not.
//
// `hold` finds the circles of the day asked; these are those of the text: a condition counts
// whether or not it is met already, and each of several that would do.
#ifndef SY_ASK_CIRCLES_H
#define SY_ASK_CIRCLES_H

#include "record/lower.h"

typedef struct CircleEdge { // atom `from` has a condition that names atom `to`
    uint32_t from, to;
    uint32_t need; // 1 + index in the needs of its position; 0: an assumption, a signing
    uint8_t read;  // Read
} CircleEdge;

typedef struct Circles {
    uint32_t *of; // by atom: its circle, from 1; 0: it is on none
    const CircleEdge *edges;
    ptrdiff_t nedges;
} Circles;

#define CIRCLES_EDGES_LIMIT 1000000 // beyond, no circle is found

// Of promises that are on record and not plainly out. Everything lies in the arena.
Circles sy_ask_circles(Arena *, const Lowered *);

#endif
