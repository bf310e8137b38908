// want.h - what a verdict that is no yes still wants, and what stands in its way.
#ifndef SY_ASK_WANT_H
#define SY_ASK_WANT_H

#include "ask/word.h"

typedef enum WantState {
    WANT_OPEN,  // neither so nor shown not to be so
    WANT_FALSE, // shown false by the record
    WANT_HOLDS, // it holds, and must not
    WANT_VETO,  // an objection stands
} WantState;

typedef struct Want {
    Ref thing;           // a promise, fact, condition ...; or
    uint32_t cond;       // a condition: a voice, an amount, a count; 0: `thing`
    uint32_t rejection;  // or the sentence that rejects something
    uint8_t state;       // WantState
    uint8_t verdict;     // Verdict, of a promise
    EntityId own;        // whose `own` the condition is read for
    Ref about;           // what its voices are about
    uint32_t holds;      // of what is excluded: the formula that holds; 0: none
    bool counted;        // a count: so many hold, of so many that must
    int64_t have, bound; // then
    uint32_t alt, way; // one of several ways would do: which list of ways, which of them; 0: wanted
    Str either;        // several ways, joined by "or": then this is all there is
} Want;
typedef VEC(Want) Wants;

// Appends each once, in the order of the text. Of what falls: what makes it fall.
void sy_want_of(const Hold *, const Held *, Wants *out);
// The same through the promises that wait themselves, down to what waits on nothing further.
// Where one of several ways would do, each says which; *out_mixed: these ways meet or part further on.
void sy_want_roots(const Hold *, const Held *, Wants *out, bool *out_mixed);
// "x; y", "A.go or x", "x; some of A.go, B.go, z": of the roots, those still open.
Str sy_want_root_words(Arena *, const Hold *, const Wants *, bool mixed);

// Each thing said once. Only those in the way (`against`), or only those still open.
Str sy_want_words(Arena *, const Hold *, const Wants *, bool against, const char *between);
Str sy_want_word(Arena *, const Hold *, const Want *);
bool sy_want_is_against(const Want *);

// A count or sum by what holds: so many of so many. A group's own promise counts in place of its
// members where that gives more.
typedef struct Tallied {
    int64_t have, bound;
    uint32_t sum; // the gate of its items; a constant where none need hold
    uint32_t way; // the way of counting that gives most
    bool several; // there are several ways
} Tallied;
bool sy_gate_tally(const Hold *, uint32_t gate, Tallied *out); // false: it is none

// A bare "false" beside the ways of an OR only says that the whole is not shown false.
bool sy_gate_is_filler(const Hold *, uint32_t gate, uint32_t kid);
// How a formula that excludes something was made: the condition excluded; 0: `out` is made of a count
// (`none of`, `at most`), which is no exclusion in words.
uint32_t sy_gate_excluded(const Hold *, uint32_t out);

// The promises that are signed with this one, itself among them; empty: none are.
void sy_want_signed(const Hold *, PromiseId, Promises *out);

#endif
