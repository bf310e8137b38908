// why_part.h - inside `why`: what its files share.
#ifndef SY_ASK_WHY_PART_H
#define SY_ASK_WHY_PART_H

#include "ask/said.h"
#include "ask/want.h"
#include "ask/why.h"

typedef struct Why {
    WhyAnswer *a;
    const Hold *h;
    World *w;
    Arena *arena;
    uint8_t *seen;           // by atom: Seen
    uint8_t *defined;        // by entity: shown
    const uint8_t *disputed; // by gate: whether it holds hangs on a dispute; null: none does
    const Record *record;    // with every dispute open
    uint32_t *round; // by gate: the round in which it came true; FIX_NO_RANK: it does not hold
    Ref about;       // what the voices are about: the promise or definition in hand
    uint32_t said;   // the condition that the line above has said in words
    bool open;       // what is not known may add to it: then a count in it is not shown false
    bool excluding;  // under something excluded that does not hold: of what is shown false, no more
} Why;

typedef enum Seen {
    SEEN_NOT,
    SEEN_ON_THE_WAY,
    SEEN_PARTNER, // signed in one act with the one on the way
    SEEN_SHOWN,
} Seen;

static inline bool sy_why_holds(const Why *y, uint32_t gate)
{
    return y->h->low_values[gate];
}

static inline const Gate *sy_why_gate_at(const Why *y, uint32_t gate)
{
    return &y->h->lowered->problem.gates[gate];
}

static inline const Cond *sy_why_cond_at(const Why *y, uint32_t cond)
{
    return &y->w->tree->conds.p[cond];
}

// By gate (why_rounds.c).
uint32_t *sy_why_rounds(Arena *, const Hold *);
uint8_t *sy_why_disputed(Arena *, const Hold *);

// A formula holds, does not, is shown false; WHY_PLAIN: that hangs on a dispute.
WhyMark sy_why_mark(const Why *, uint32_t gate);

WhyMark sy_why_mark_shown(const Why *, uint32_t gate); // the same, or that it is shown false
bool sy_why_is_disputed(const Why *, uint32_t gate);

WhyLine *sy_why_line(Why *, int depth, WhyMark, Str text);
void sy_why_sentence(Why *, int depth, uint32_t sentence, const char *before);
void sy_why_evidence(Why *, WhyLine *, uint32_t sentence); // said in words behind the line

// A formula, as a tree (why_gate.c). `cond` is the condition it was made from where it does not know.
void sy_why_gate(Why *, uint32_t gate, uint32_t cond, int depth);
void sy_why_entity(Why *, uint32_t gate, EntityId, int depth);
// One of those that a list names.
void sy_why_item(Why *, uint32_t gate, const Cond *, Ref, int depth);
// Counts and sums (why_count.c).
bool sy_why_is_count(const Cond *);
bool sy_why_is_tally(const Why *, uint32_t gate); // a count in several ways
Refs sy_why_items(Why *, const Cond *,
                  EntityId own); // in the order of their formulas; empty: not known
void sy_why_count(Why *, uint32_t gate, int depth);
void sy_why_count_down(Why *, uint32_t gate, int depth); // "none of", "at most"
Str sy_why_unknown(Why *, uint32_t cond, EntityId own); // "2 members are not known"; empty: all are
// A promise (why.c).
void sy_why_promise(Why *, PromiseId, int depth);
// The circles that the thing is on or behind, of those that stand together or are deadlocked; the
// ring of a contest (why_not.c).
void sy_why_circles(Why *, Ref thing, bool locked, int depth);
void sy_why_contest(Why *, Ref thing, int depth);

#endif
