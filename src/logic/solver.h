// solver.h - the state in which a problem is solved.
//
// Internal to logic: decide.c finds low and high, fix.c what follows from them.
#ifndef SY_LOGIC_SOLVER_H
#define SY_LOGIC_SOLVER_H

#include "logic/certificate.h"
#include "logic/occ.h"

// State of a gate: the first two for good, the others are marks of one pass.
enum {
    SURE = 1,     // true under (low, low, high)
    FELL = 2,     // false under (high, high, low)
    DEAD = 4,     // of an open gate: false in the narrowing of A(high); of a fallen one: also false
                  // when everything is read in C
    REACHED = 8,  // true in the least fixpoint being computed
    UNAIDED = 16, // true under (alone, alone, high)
};

typedef struct Scale { // a running weight per tally, and the sum that it will reach or lose next
    int64_t *weight;
    uint32_t *next;
} Scale;

typedef struct Solver {
    const FixProblem *problem;
    const Occ *occ;
    uint8_t *low, *high;
    FixCertificate *cert;
    uint8_t *state;
    uint32_t *missing;     // ROLE_ALL: kids not sure; ROLE_ANY: kids not fallen
    Scale sure, free;      // weight of members that are sure; of members that have not fallen
    List rise, sink;       // gates whose new state is not yet passed on
    List next;             // atoms of the round at hand, their gates not yet told
    uint32_t clock, start; // the last time of the certificate; the one before the stage at hand
    uint32_t falls;        // rounds in which atoms fell before any was dropped
    uint32_t *temp;        // as `missing`, within a pass over open gates
    Scale pass, left;      // as `sure` and `free`, within a pass
    List walk;             // gates of a pass not yet passed on; shares the memory of `rise`
    List gates, atoms, tallies; // those still open
    uint32_t *order;            // round in which an open atom was reached; 0: not
    uint32_t *gone;             // round in which an open atom left A(high); 0: not
    uint32_t turn;              // the round at hand
    bool some_absent;           // an ABSENT gate is open
    bool some_dropped;          // some atom fell as unfounded
} Solver;

// Nothing decided yet: every atom and gate open. `low`, `high` and `cert` are written to.
Solver *sy_solver_new(Arena *, const Occ *, uint8_t *low, uint8_t *high, FixCertificate *);

// Decides low and high and writes how into the certificate. Gates end in SURE, in FELL or, where
// they are contested, in 0. Returns the rounds it took.
int sy_solver_decide(Solver *, Arena *scratch);

#endif
