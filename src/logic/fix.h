// fix.h - what stands: nested fixpoints of conditional promises, with certificates.
//
// A problem is a list of atoms ("promises"), each with a formula over the atoms. Formulas are gates
// in one array, children before parents; many formulas may share a gate. An atom is read in one of
// three ways: AFTER (it must already stand), WITH (the same signing may meet it), BARE (the text
// does not say: as WITH, or as AFTER where the problem is strict). Negation occurs only at atoms.
//
//   F(X, C, S): atoms whose formula is true, where AFTER atoms read X, WITH atoms read C, and
//               "not a" reads a not in S.
//   A(S)  = nu C. mu X. F(X, C, S)             what stands when S is the reading of negation
//   low   = lfp of A(A(.)), high = A(low)      the well-founded pair: low stands, outside high falls
//   alone = mu X. F(X, X, high)                what needs nobody's credit
//   credit = nu G. F(G, G, low)                what would stand if every AFTER were read as WITH
//
// A consistent state is a set S with S = mu X. F(X, S, S).
//
// Gates, atoms and members are fewer than 2^30 each.
//
// Everything is linear in the size of the problem per pass: counters per gate, and per tally one
// counter with its thresholds in order.
#ifndef SY_LOGIC_FIX_H
#define SY_LOGIC_FIX_H

#include "base/base.h"

typedef enum GateKind {
    GATE_FALSE, // open: not known to be so (a fact nobody has settled, a voice not heard)
    GATE_SHOWN, // false, and shown so by the record
    GATE_TRUE,
    GATE_ATOM,   // atom `a`, read by `read`
    GATE_ABSENT, // atom `a` is not in S
    GATE_AND,    // all of kids[a .. a+b); b may be 0 (true)
    GATE_OR,     // any of kids[a .. a+b); b may be 0 (false)
    GATE_SUM,    // the members of tally `a` that are true weigh at least `bound`
    GATE_OUT,    // true where gate `a` is; `b` holds where it is shown false. Mostly `a` says that
                 // `b` does not hold: then nothing is needed, and no edge of a circle leads through
} GateKind;

typedef enum Read { READ_BARE, READ_AFTER, READ_WITH } Read;

typedef struct Gate {
    uint8_t kind; // GateKind
    uint8_t read; // Read, of GATE_ATOM; of GATE_OUT, READ_WITH where edges lead through it; of
                  // GATE_SUM, READ_WITH where more members may yet come: it is never shown false
    uint32_t a;
    union {
        uint32_t b;
        int64_t bound; // of GATE_SUM
    };
} Gate;

static inline bool sy_gate_is_wall(const Gate *g) // on a circle no edge leads through it
{
    return g->kind == GATE_OUT && g->read != READ_WITH;
}

typedef struct Tally {     // a weighted list, shared by the GATE_SUMs that count it
    uint32_t first, count; // into members and weights; no two tallies overlap there
} Tally;

typedef struct FixProblem {
    uint32_t natoms;
    uint32_t *roots; // gate of each atom
    uint32_t ngates;
    Gate *gates; // kids of a gate have smaller indices
    uint32_t nkids;
    uint32_t *kids; // gate indices
    uint32_t ntallies;
    Tally *tallies;
    uint32_t nmembers;
    uint32_t *members; // gate indices, smaller than any GATE_SUM of the tally
    int64_t *weights;  // positive; those of one tally add up to less than 2^63
    bool strict;       // BARE is read as AFTER
} FixProblem;

#define FIX_NO_RANK UINT32_MAX

// A proof object for one pair (low, high): see fix_check.c for what is verified.
typedef struct FixCertificate FixCertificate;

typedef struct FixSolution {
    uint8_t *low, *high, *alone, *credit; // a byte per atom, 0 or 1
    uint32_t *rank_low;   // round, from 1, in which it entered the last inner fixpoint of `low`
    uint32_t *rank_alone; // round in which it entered `alone`; both FIX_NO_RANK outside
    uint32_t *ring;       // atom on a circle that stands only together: its circle from 1, else 0
    uint32_t nrings;
    uint32_t *lock; // atom on a deadlocked circle: its circle from 1, else 0
    uint32_t nlocks;
    int rounds; // turns that low and high took before neither moved
    FixCertificate *certificate;
} FixSolution;

// Solves the problem. The solution lives in `arena`; `scratch` is rewound before return.
//
// Rings are the strongly connected parts, with an inner edge, of the graph over low \ alone in
// which p -> q when q is an ATOM gate of p's formula reached through gates that are no walls and are
// true under (low, low, high) and not true under (alone, alone, high). Locks likewise over credit \ high, with
// (credit, credit, low) and (low, low, high). Numbered by their smallest atom.
FixSolution *sy_fix_solve(Arena *arena, Arena *scratch, const FixProblem *);

// Re-verifies every part of a solution by its certificate, with code that shares nothing with the
// solver: low, high, alone, credit, ring, lock, both what is in and what is out. False with a
// sentence in err where something is not proven.
bool sy_fix_check(Arena *scratch, const FixProblem *, const FixSolution *, Err *err);

// The value of every gate (a byte each) where AFTER reads x, WITH (and BARE, unless strict) reads c
// and absence reads s.
void sy_fix_values(const FixProblem *, const uint8_t *x, const uint8_t *c, const uint8_t *s,
                   uint8_t *out_values);

// Is the gate shown false by the record? `low_values` are the gates' values under (low, low, high).
// SHOWN: yes. AND: any kid. OR: all kids, at least one. SUM: the members not shown false weigh less
// than the bound, and no more may come. OUT: the condition `b` holds. Everything else: no.
void sy_fix_shown(const FixProblem *, const uint8_t *low_values, uint8_t *out_shown);

// The atoms on which gate `gate` hangs, edges as above: calls visit(context, atom, read) once for
// each atom and reading whose ATOM gate is reached through gates with on[g] and not off[g], in the
// order of the text (kids from first to last). `off` may be null. What visit takes from `scratch` is
// gone on return.
void sy_fix_edges(const FixProblem *, uint32_t gate, const uint8_t *on, const uint8_t *off,
                  Arena *scratch, void (*visit)(void *context, uint32_t atom, Read read),
                  void *context);

// The least fixpoint mu X. F(X, X, s), kept so that atoms can be granted: then they are in from the
// start. A grant costs what follows from it, and is taken back at the same cost, the last first.
typedef struct FixGrant FixGrant;
FixGrant *sy_fix_grant_new(Arena *, const FixProblem *, const uint8_t *s);
void sy_fix_grant(FixGrant *, uint32_t atom);
void sy_fix_grant_back(FixGrant *);
bool sy_fix_grant_stands(const FixGrant *, uint32_t atom);
bool sy_fix_grant_holds(const FixGrant *,
                        uint32_t gate); // by what stands; what needs absence, by s

#endif
