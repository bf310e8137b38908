// said.h - the sentences behind what is so: of a voice, a choice, a refusal, a withdrawal.
#ifndef SY_ASK_SAID_H
#define SY_ASK_SAID_H

#include "record/hold.h"

// What was said in accepting and rejecting `about` (of a promise: or what is promised) by `who`, and
// of a body by those who decide for it. Appended, in the order of the record.
typedef struct Heard {
    Indices yes, no, asked;
} Heard;
void sy_said_voices(World *, const Record *, EntityId who, Ref about, Heard *out);
// How a body's vote about it stands: "at least 3 of Board quorum 3; yes: A, B; no: C; not heard: D";
// empty: it has no rule by which others decide.
Str sy_said_vote(Arena *, World *, const Record *, EntityId who, Ref about);
bool sy_said_is_veto(World *, EntityId who, Ref about, const Sentence *); // a no that is one
// The same of every promise that somebody accepted or rejected by name: promise -> place in `heard`.
typedef struct HeardOf {
    IntMap of;
    VEC(Heard) heard;
} HeardOf;
HeardOf sy_said_about(World *, const Record *);

// The sentences by which a condition has come to be so, if it has: of its names, voices, promises.
// Appended once each.
void sy_said_behind(World *, const Record *, uint32_t cond, EntityId own, Ref about, Indices *out);

// The last word on a decision; on a fact, condition or trigger. 0: there is none.
uint32_t sy_said_option(const World *, const Record *, EntityId choice);
uint32_t sy_said_value(const Record *, EntityId);
// What is on record of a fact that its judges have not found (P16). Appended.
void sy_said_unjudged(const World *, const Record *, EntityId fact, Indices *out);

// By which `who` declines the promise; 0: none.
uint32_t sy_said_decline(World *, const Record *, PromiseId, EntityId who);
// All that decline it. Appended.
void sy_said_declines(World *, const Record *, PromiseId, Indices *out);

// What makes a refused promise so: the refusal, of it or of the whole; who declines; who vetoes.
// Appended.
void sy_said_against(const Hold *, const Held *, Indices *out);

// What was said against what binds (P19), in the order of the record; of a promise, or of any (0).
// Appended.
void sy_said_denounced(World *, const Record *, PromiseId, Indices *out);
// The clause by which the sentence binds, its own or its document's; 0: it does not.
uint32_t sy_said_binding(World *, uint32_t sentence);

// A word about a promise, and the sentence that took it back.
typedef struct TakenBack {
    PromiseId promise;
    uint32_t word, by;
} TakenBack;
typedef VEC(TakenBack) TakenBacks;
// Every one, in the order taken back. Appended.
void sy_said_taken_back(World *, const Record *, TakenBacks *out);
// The last about this promise; `by` is 0 where none was taken back.
TakenBack sy_said_withdrawal(World *, const Record *, PromiseId);
// One of each promise of which nothing else is left. Appended.
void sy_said_withdrawn(World *, const Record *, TakenBacks *out);

#endif
