// lower.h - from a record to the engine's problem: every promise and definition as gates.
//
// Facts, choices, voices, findings, states and measures are decided here, by the record; what is
// left are promises. Each gate remembers the condition it was made from, so that an answer leads
// back to the text. Only what is asked for, and what that depends on, is made.
#ifndef SY_RECORD_LOWER_H
#define SY_RECORD_LOWER_H

#include "record/world.h"

typedef enum Reason { // why a promise is no equation but plainly out
    REASON_NONE,
    REASON_REFUSED,  // ruled out, by itself
    REASON_WHOLE,    // refused with what it is part of (P14)
    REASON_DECLINED, // P15
    REASON_UNSAID,
    REASON_FLOATED,
    REASON_OVER, // its term is over
} Reason;

typedef struct GateSource {
    uint32_t cond; // 0: made of no single condition
    EntityId own;
    uint32_t need; // 1 + index in its position's needs; 0: none
} GateSource;

typedef VEC(uint32_t) GateList;

typedef struct Lowered {
    Arena *arena; // the problem's own
    World *world;
    const Record *record;
    FixProblem problem;
    VEC(Gate) gates;
    VEC(GateSource) sources; // by gate
    VEC(uint32_t) kids;
    VEC(Tally) tallies;
    VEC(uint32_t) members;
    VEC(int64_t) weights;
    VEC(PromiseId) atoms;      // by atom
    VEC(uint32_t) roots;       // by atom
    VEC(uint8_t) reasons;      // Reason, by atom
    VEC(PromiseId) refused_by; // by atom: the whole that is refused
    VEC(uint32_t) owns;        // by atom: the gate of what it needs itself; its root, unless signed
    VEC(uint32_t) leaves;      // by atom * 4: gates of its three readings and its absence
    uint32_t *atom_of;         // by PromiseId.v: 1 + atom
    uint32_t natom_of;
    IntMap definitions;            // (entity, read) -> definition_gate
    VEC(uint32_t) definition_gate; // 0: being made
    IntMap duals;                  // gate -> dual_gate
    VEC(uint32_t) dual_gate;
    IntMap dual_tally_of;
    VEC(uint32_t) dual_tally;
    struct VoicedOf *voiced_of; // promises by what they promise (tally.c)
    IntMap shared_of;           // (promise, read, kind) -> shared (tally.c)
    VEC(struct Shared *) shared;
    IntMap layer_tally; // (layer, read, kind) -> shared tallies
    VEC(uint32_t) layer_tally_index;
    const PromiseId *signing; // promises that read one another in C
    ptrdiff_t nsigning;
    bool signed_beside; // in hand: what another promise of the signing needs
    GateList stack;     // of lists being made
    uint32_t filler;    // 1 + a FALSE of no condition
    bool record_only;   // promises are what is delivered, no more
    bool tainted;       // a definition was met while it was being made
    uint32_t definition_depth;
    EntityId own; // the reading in hand
    Ref about;
} Lowered;

Lowered *sy_lower_new(Arena *, World *, const Record *);
// The promise becomes one of the problem's atoms.
void sy_lower_atom(Lowered *, PromiseId);
// The gate of a thing as a condition, of a condition.
uint32_t sy_lower_thing(Lowered *, Ref);
uint32_t sy_lower_cond(Lowered *, uint32_t cond, EntityId own, Ref about);
// Makes the equations of every atom met so far, and of those they meet; then fills `problem`.
void sy_lower_finish(Lowered *);

// --- between the files of the lowering
uint32_t sy_lower_gate(Lowered *, Gate, uint32_t cond);
uint32_t sy_lower_list(Lowered *, GateKind, const uint32_t *kids, ptrdiff_t n, uint32_t cond);
uint32_t sy_lower_const(Lowered *, GateKind, uint32_t cond);
uint32_t sy_lower_filler(Lowered *); // never shown false: beside what may yet come to hold
// The gate, just made, or what is true with it and never shown false: it may yet come to hold.
uint32_t sy_lower_open(Lowered *, uint32_t gate, uint32_t cond);
// The list of the gates pushed on the stack since `from`, which leave it.
uint32_t sy_lower_pop(Lowered *, GateKind, ptrdiff_t from, uint32_t cond);
// The formula of a condition of a promise, whose gate is one with `need`.
uint32_t sy_lower_need_gate(const Lowered *, uint32_t gate);
uint32_t sy_lower_read(Lowered *, uint32_t cond, Read);         // the condition holds
uint32_t sy_lower_no(Lowered *, uint32_t cond, Read);           // it is shown false
uint32_t sy_lower_dual(Lowered *, uint32_t gate);               // it does not hold, read in S
uint32_t sy_lower_out(Lowered *, uint32_t gate, uint32_t cond); // out where the gate holds
uint32_t sy_lower_ref(Lowered *, Ref, Edge, Read, uint32_t cond);
uint32_t sy_lower_ref_no(Lowered *, Ref, Read, uint32_t cond);
uint32_t sy_lower_counted(Lowered *, uint32_t cond, Read);
uint32_t sy_lower_counted_no(Lowered *, uint32_t cond, Read);
uint32_t sy_lower_is(Lowered *, Ref, Sym word, uint32_t cond, Read);
uint32_t sy_lower_is_no(Lowered *, uint32_t cond, Read);
uint32_t sy_lower_in_time(Lowered *, uint32_t cond, Read); // before T, within D of T
uint32_t sy_lower_in_time_no(Lowered *, uint32_t cond, Read);
typedef struct Equation {
    uint32_t root; // the gate of the promise
    uint32_t own;  // of what it needs itself: the root, unless a signing binds it to others
    Reason reason;
    PromiseId by; // the whole that is refused
} Equation;
Equation sy_lower_equation(Lowered *, PromiseId);
EntityId sy_lower_signing_of(World *, PromiseId); // that it is part of, under the readings; none: 0
// The promises that a name in a list stands for: see tally.c.
typedef VEC(PromiseId) Promises;
void sy_lower_layer_members(Lowered *, EntityId layer, Promises *out);
void sy_lower_party_promises(Lowered *, EntityId party, Promises *out);
// A measure's value by the record; false: not known.
bool sy_record_measured(World *, const Record *, EntityId measure, Qty *out);

#endif
