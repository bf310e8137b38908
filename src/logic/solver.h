// solver.h - the state in which a problem is solved.
//
// Internal to logic: decide.c finds low and high, fix.c what follows from them.
#ifndef SY_LOGIC_SOLVER_H
#define SY_LOGIC_SOLVER_H

#include "logic/certificate.h"
#include "logic/occ.h"

// State of a gate: the first two for good, the others are marks of one pass.
enum {
    SURE = 1,    // true under (low, low, high)
    FELL = 2,    // false under (high, high, low)
    DEAD = 4,    // of an open gate: false in the narrowing of A(high); of a fallen one: without credit
    REACHED = 8, // true in the least fixpoint being computed
    UNAIDED = 16, // true under (alone, alone, high)
};

typedef struct Stack {
    uint32_t *p;
    uint32_t n;
} Stack;

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
    uint32_t *missing;      // ROLE_ALL: kids not sure; ROLE_ANY: kids not fallen
    Scale sure, free;       // weight of members that are sure; of members that have not fallen
    Stack rise, sink;       // gates whose new state is not yet passed on
    uint32_t stage, step;   // the clock of the certificate
    uint32_t *temp;         // as `missing`, within a pass
    Scale pass, left;       // as `sure` and `free`, within a pass
    Stack walk;             // gates of a pass not yet passed on
    Stack gates, atoms, tallies; // those still open
    uint32_t *order;        // turn in which an open atom was reached; 0: not
    uint32_t *gone;         // turn in which an open atom left A(high); 0: not
    uint32_t turn;
    bool some_absent;       // an ABSENT gate is open
    bool some_dropped;      // some atom fell as unfounded
} Solver;

Stack sy_stack_new(Arena *, uint32_t capacity); // the caller never pushes more
void sy_stack_push(Stack *, uint32_t);
uint32_t sy_stack_pop(Stack *);

// Nothing decided yet: every atom and gate open. `low`, `high` and `cert` are written to.
Solver *sy_solver_new(Arena *, const Occ *, uint8_t *low, uint8_t *high, FixCertificate *);

// Decides low and high and writes how into the certificate. Gates end in SURE, in FELL or, where
// they are contested, in 0. Returns the rounds it took.
int sy_solver_decide(Solver *, Arena *scratch);

#endif
