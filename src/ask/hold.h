// hold.h - the answer to `hold`: what stands, what would only together, what waits on what.
#ifndef SY_ASK_HOLD_H
#define SY_ASK_HOLD_H

#include "ask/combos.h"
#include "ask/contest.h"
#include "ask/disputes.h"
#include "ask/hold_rings.h"
#include "ask/steps.h"
#include "ask/want.h"

typedef struct HoldLine { // a promise or named thing
    Ref thing;
    uint8_t verdict;   // Verdict
    uint8_t reason;    // Reason
    uint32_t sentence; // on whose word; 0: none
    uint32_t ring;     // its circle, from 1
} HoldLine; // the words that belong to it are made when it is shown: sy_hold_line_needs ...

typedef VEC(HoldLine) HoldLines;

typedef struct HoldReading { // another combination of readings, in one line
    Str words;               // "objection is strict"
    VEC(uint8_t) verdicts;   // of the goals, in order
    bool differs;
    bool by_default;
    int64_t states;   // of the first contested goal; -1: none is contested
    VEC(Sym) options; // of HoldAnswer.varied
} HoldReading;

typedef struct HoldOwn { // what nobody says for itself
    Ref thing;
    uint32_t sentence; // who says it instead; 0: nobody
} HoldOwn;

typedef struct HoldWithdrawn { // a promise of which nothing is left
    Ref thing;
    uint32_t word, by; // what was said, and the sentence that took it back
} HoldWithdrawn;

typedef struct HoldStates { // the consistent states of a goal
    Ref thing;
    int64_t count;
    bool complete;  // else there may be more
    StateSets sets; // where listing was asked
} HoldStates;

typedef struct HoldChange { // what striking sentences did to a verdict
    Ref thing;
    uint8_t before, after; // Verdict
} HoldChange;

typedef struct HoldSince { // since when a goal's verdict is what it is
    Ref thing;
    Day day;
    uint8_t before;    // Verdict until then
    Indices sentences; // of that day, about what the goal depends on
} HoldSince;

typedef struct HoldAnswer {
    World *world;
    Hold *hold;
    Str under;          // the readings it stood under, in words
    HoldLines goals;    // what was asked, else the model's goals
    HoldLines promises; // all, in the order first voiced (filtered by party and layer)
    VEC(HoldWithdrawn) withdrawn;
    HoldRings rings;
    ContestRing contest; // the ring that contradicts itself; empty: none
    AskDisputes disputes;
    StepLines steps;             // due, late, missed or broken, of the cases that run
    int counts[VERDICT_COUNT];   // of promises
    HoldLines own_goals;         // the goals on the parties' own words alone
    VEC(const Hold *) own_holds; // what each of them was asked of
    VEC(HoldOwn) own_missing;    // promises the answer rests on that no party gives for itself
    VEC(EntityId) varied;        // the readings and versions that nobody fixed
    VEC(HoldReading) readings;   // the other combinations of them; all, where a table is asked
    int64_t readings_count;      // combinations in all
    bool readings_by_one;        // too many: each reading by itself
    bool list_states;            // they were asked for
    VEC(HoldStates) states;      // of contested goals; of all, where asked
    VEC(HoldChange) changes;     // by what was struck: the goals, then promises
    VEC(HoldSince) since;        // of goals: since when the verdict is what it is
    Indices denunciations;       // sentences against what binds
    VEC(Str)
    assumptions;   // assumptions and inferences that count: "[A1]", "line 3 of what-if.surety"
    bool labelled; // one of them can be struck by its label
    bool table;    // the readings were asked for
    bool asked;    // a goal was named
    bool no;       // it does not stand by itself
    const char *unproven; // what the checker refused of any finding shown; null in an answer
} HoldAnswer;

typedef struct HoldOptions {
    Query query;
    EntityId party, layer; // none: all
    Ref goal;              // none: the model's goals
    bool states;           // list the consistent states of every goal
    int64_t limit;         // of states listed; 0: HOLD_STATES_LIMIT
    bool readings;         // every combination of them, beginning from `chosen`
    Choices chosen;        // by the reader; those of `query` may have more
} HoldOptions;

#define HOLD_STATES_LIMIT 20      // consistent states listed
#define HOLD_COUNT_LIMIT 1000     // consistent states counted
#define HOLD_SINCE_DAYS 40        // days looked back for the last change of a verdict
#define HOLD_SINCE_SENTENCES 5000 // longer chronicles are not looked back through
#define HOLD_CASES_SENTENCES 500  // of longer chronicles, cases are those of triggers that hold now
#define HOLD_READINGS_LIMIT 16    // combinations shown; beyond, each reading by itself
#define HOLD_TABLE_LIMIT 256      // the same, of a table

// The conditions of a promise in words; empty: none, or it is refused.
Str sy_hold_line_needs(Arena *, const Hold *, const HoldLine *);
// "when A.money; missed, broken, by 2026-01-20": when it is due, and what became of it; empty: nothing.
Str sy_hold_line_times(Arena *, const Hold *, const HoldLine *);
typedef struct HoldWords {
    Str open;    // what it waits for; empty: it does not wait
    Str against; // what makes it fall, or stands in the way of what it waits for; empty: nothing
} HoldWords;
HoldWords sy_hold_line_wants(Arena *, const Hold *, const HoldLine *);
// What that waits on in the end, as far as it was not said yet.
HoldWords sy_hold_line_roots(Arena *, const Hold *, const HoldLine *);
// Who refuses it, and how: "vetoed by E, 9 Jan 2026 [j]"; empty: nobody, or its own giver.
Str sy_hold_line_refused(Arena *, const Hold *, const HoldLine *);
// Those that decline a promise which stands toward others: "declined by B, 7 Jan 2026 [d]".
Str sy_hold_line_declined(Arena *, const Hold *, const HoldLine *);

// Null: what was worked out could not be proven (err says what).
const HoldAnswer *sy_ask_hold(Arena *, Model *, const Zone *, const HoldOptions *, Err *);

#endif
