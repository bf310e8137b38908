// hold.h - what stands: the whole record solved, each verdict with what it rests on.
#ifndef SY_RECORD_HOLD_H
#define SY_RECORD_HOLD_H

#include "record/lower.h"

typedef struct Held { // one named thing and its verdict
    Ref thing;        // a promise, condition, goal, trigger or signing
    uint8_t verdict;  // Verdict
    uint8_t reason;   // Reason, of a promise that is plainly out
    PromiseId by;     // the whole that refuses it
    uint32_t gate;    // its formula in lowered->problem
    uint32_t atom;    // of a promise: 1 + its atom
    uint32_t ring;    // the circle it is on (together or deadlocked), from 1
} Held;

typedef struct Hold {
    World *world;
    const Record *record;
    Lowered *lowered;
    FixSolution *solution;
    const char *unproven; // what the checker refused; null: everything is proven
    VEC(Held) held;       // goals, then conditions and triggers, then promises, in order
    uint32_t *of_promise; // by PromiseId.v: 1 + index in held
    uint32_t npromises;
    uint32_t *of_entity; // by EntityId.v: 1 + index in held
    uint8_t *low_values, *high_values, *alone_values, *credit_values, *shown; // by gate
    int64_t *low_weights; // by tally: of its members that stand
    bool disputed;        // two ways of taking the disputes gave different answers somewhere
    int ways;             // how many ways were taken
    Indices disputes;     // the contradicting sentences
} Hold;

// As of the question's day: every promise voiced or asked about and every definition; or only what
// `only` is and depends on (its kind REF_NONE: everything).
Hold *sy_world_hold(World *, Ref only);

// Disputes taken every way (P11): the answers merged, `disputed` where they differ.
Hold *sy_world_hold_disputed(World *, Ref only);

const Held *sy_hold_of(const Hold *, Ref thing);  // null: not asked
Verdict sy_hold_verdict(const Hold *, Ref thing); // of anything, also of what was never voiced

typedef VEC(PromiseId) StateSet; // what stands in one consistent state
typedef VEC(StateSet) StateSets;

#define STATES_BRANCH_LIMIT 1000000 // branchings of the search for consistent states

// The number of consistent states, over the promises that `thing` depends on, and (out not null) the
// states themselves, up to `limit`. *out_complete false: there may be more.
int64_t sy_world_states(World *, Ref thing, int64_t limit, bool *out_complete, StateSets *out);

#endif
