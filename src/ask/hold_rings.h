// hold_rings.h - the circles of a hold: who is on them, what closes them, who opens them.
#ifndef SY_ASK_HOLD_RINGS_H
#define SY_ASK_HOLD_RINGS_H

#include "ask/word.h"

typedef struct HoldEdge { // a condition that closes a circle
    Ref from, to;
    uint8_t read; // Read
} HoldEdge;

#define HOLD_EDGES_LIMIT 20000 // conditions of one circle that are looked at

typedef struct HoldRing { // a circle: together, or deadlocked
    bool locked;
    VEC(Ref) members;
    VEC(HoldEdge) edges;
    int bare, with, after; // how many of each
    VEC(Ref) first_movers; // each alone opens the circle by going first
} HoldRing;
typedef VEC(HoldRing) HoldRings;

// Those that stand together in the order of their numbers, then those that are deadlocked. Appended.
void sy_hold_rings(const Hold *, HoldRings *out);

// "Nobody has said whether they would move together.": by what the circle is closed.
Str sy_ring_closing(Arena *, World *, const HoldRing *);
// "Opened by any one of these going first: A.go, B.go."; empty: they sign in one act.
Str sy_ring_movers(Arena *, World *, const HoldRing *);

#endif
