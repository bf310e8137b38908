// occ.h - who reads whom: a problem turned round, so that a change travels upwards at its own cost.
//
// Internal to logic. Built once per problem, read by every pass. Three lists, each as one array with
// offsets: the readers of a gate, the gates that name an atom, and the sums over a tally in the
// order of their bounds (so that a running weight needs only one pointer into them).
#ifndef SY_LOGIC_OCC_H
#define SY_LOGIC_OCC_H

#include "logic/fix.h"

typedef enum Role {
    ROLE_FALSE, // FALSE, SHOWN
    ROLE_TRUE,
    ROLE_AFTER, // ATOM read in X
    ROLE_WITH,  // ATOM read in C
    ROLE_ABSENT,
    ROLE_ALL, // AND, OUT: true where all of `size` kids are
    ROLE_ANY, // OR
    ROLE_SUM,
} Role;

// An entry of `up` or `at`: two bits say what it is, the rest is an index. An entry of a member is
// followed by the two halves of its weight, so that no other memory is touched.
#define OCC_BITS 30
#define OCC_INDEX(entry) ((entry) & ((UINT32_C(1) << OCC_BITS) - 1))
#define OCC_KIND(entry) ((entry) >> OCC_BITS)
#define OCC_WEIGHT(entry) ((int64_t)((uint64_t)(entry)[2] << 32 | (entry)[1]))
#define OCC_WEIGHT_WORDS 2
enum { UP_ALL, UP_ANY, UP_MEMBER, UP_ROOT }; // gate, gate, tally, atom
enum { AT_AFTER, AT_WITH, AT_ABSENT };       // gate

// A list worked off from the front while it grows at the back: what is needed next is then known
// early, and the processor fetches it meanwhile. (From the back it is half as slow again.)
typedef struct List {
    uint32_t *p;
    uint32_t n;
} List;

static inline List list_new(Arena *arena, uint32_t capacity)
{
    return (List){NEW_N(arena, uint32_t, capacity), 0};
}

static inline void list_push(List *s, uint32_t v) // within the capacity
{
    s->p[s->n++] = v;
}

typedef struct Occ {
    const FixProblem *problem;
    uint8_t *role;      // Role of each gate
    uint32_t *size;     // kids of a gate with ROLE_ALL or ROLE_ANY
    uint32_t *up_first; // readers of gate g: up[up_first[g] .. up_first[g + 1])
    uint32_t *up;
    uint32_t *at_first; // gates that name atom a: at[at_first[a] .. at_first[a + 1])
    uint32_t *at;
    uint32_t
        *sum_first; // sums over tally t: [sum_first[t] .. sum_first[t + 1]), lowest bound first
    uint32_t *sum_gate;
    int64_t *sum_bound;
    int64_t *total; // weight of all members of a tally
} Occ;

Occ *sy_occ_new(Arena *arena, const FixProblem *);

// mu X. F(X, c, s) from the atoms already in `x` (they stay), into `x`. Where c is null, what is
// read in C is read in X.
void sy_occ_least(const Occ *, Arena *scratch, const uint8_t *c, const uint8_t *s, uint8_t *x);

typedef struct Least { // one least fixpoint, from which what was added can be taken back
    const Occ *occ;
    uint8_t *x;        // the atoms in it
    uint8_t *is_true;  // of gates
    uint32_t *missing; // kids of a ROLE_ALL not yet true
    int64_t *weight;   // of tallies
    uint32_t *next;    // first sum of the tally not yet true
    List gates;        // in the order in which they became true
    List atoms;        // in the order in which they came in
    bool x_is_c;
} Least;

// As sy_occ_least, kept. `x` is written to.
Least *sy_least_new(Arena *, const Occ *, const uint8_t *c, const uint8_t *s, uint8_t *x);
// The atom is in as well, and what follows from it.
void sy_least_add(Least *, uint32_t atom);
// Back to when there were so many gates and atoms.
void sy_least_back(Least *, uint32_t ngates, uint32_t natoms);

#endif
