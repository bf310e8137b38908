// world.h - a model under a reader's question, with what has been worked out so far.
//
// Positions, times, states and what holds lean on each other across days (a term renews if a
// condition held on its last day; a step is missed if its promise stood as its time ran out). Every
// such question is answered once and kept; a question that comes up while it is being answered is
// answered "no", so that no circle of definitions hangs the program.
#ifndef SY_RECORD_WORLD_H
#define SY_RECORD_WORLD_H

#include "record/record.h"

typedef struct RecordSlot {
    Mom as_of;
    bool in_way_out;
    Record *record; // without positions while it is being made
} RecordSlot;

struct World {
    Arena *arena;
    Model *model;
    Tree *tree;
    Query query;
    const Zone *zone; // of the framework's clock; null: UTC
    VEC(RecordSlot) records;
    IntMap cone_of;     // (question, as_of) -> cones
    VEC(uint8_t) cones; // the answer, or that there is none yet (hold.c)
    IntMap state_of;    // (as_of, promise) -> past states
    VEC(uint32_t) states;
    IntMap case_of; // (as_of, trigger) -> cases
    VEC(struct Case *) cases;
    IntMap since_busy; // entities whose moment is being worked out
    VEC(uint8_t) since_on;
    bool signings_known;
    IntMap signing_of; // promise -> signings
    VEC(EntityId) signings;
    bool in_way_out; // inside `binding unless C` (P19): not again
    bool in_stood;
    int hits;   // questions answered "no" because they were under way
    bool leans; // a condition read grades, states or times of promises off the record
    int depth;
    uint8_t *given_entity;  // by EntityId.v
    uint8_t *given_promise; // by PromiseId.v, ngiven of them
    uint32_t ngiven;
};

// The world lives in `arena`. The model must be without errors.
World *sy_world_new(Arena *, Model *, const Query *, const Zone *zone);

// The record as of a moment, made once.
Record *sy_world_record(World *, Mom as_of);

// ---------------------------------------------------------------- what holds (hold.c)

// Does the promise stand (by itself, together, or behind a circle) as of that moment?
bool sy_world_stands(World *, PromiseId, Mom as_of);
// Does the condition hold, by what stands (well-founded) as of that moment?
bool sy_world_holds(World *, uint32_t cond, EntityId own, Ref about, Mom as_of);
// The same, by the record alone where the condition does not ask what stands.
bool sy_world_truth(World *, uint32_t cond, EntityId own, Ref about, Mom as_of);
bool sy_world_thing_holds(World *, Ref thing, Mom as_of); // a name as a condition

// ---------------------------------------------------------------- times (when.c)

typedef enum TimeAsk { ASK_DAY, ASK_EARLY, ASK_LATE } TimeAsk;

// A time of the text: MOM_NONE where it is not known. ASK_DAY: its day (at 24:00); ASK_EARLY: the
// start it gives (00:00 of a day stands as 24:00 with the day's date: see sy_mom_has_hour);
// ASK_LATE: the deadline it gives.
Mom sy_world_when(World *, uint32_t time, EntityId own, TimeAsk, Mom as_of);
// The moment of a name.
Mom sy_world_since(World *, Ref thing, Edge, Mom as_of);
// From when a condition has been true; MOM_NONE: it is not, or it is not known since when.
Mom sy_world_became(World *, uint32_t cond, EntityId own, Ref about, Mom as_of);
Mom sy_world_began(World *, PromiseId, Mom as_of);
// m plus a length of time: hours exact, days to 24:00 of their date.
Mom sy_world_add(World *, Mom m, uint32_t dur, bool longest);
Mom sy_position_deadline(World *, const Position *, Mom as_of); // its `by`
// The last day of the term that runs on the day asked; MOM_NONE: no end.
Mom sy_position_term_end(World *, const Position *, Mom as_of);
bool sy_position_is_over(World *, const Position *, Mom as_of);
// The last day of the term that clauses give when they stand alone (P19).
Mom sy_clauses_term_end(World *, const ClauseList *, const Sentence *, EntityId own, PromiseId,
                        Mom as_of);
Mom sy_world_local(const World *, Day, Clock); // a clock of the text in the framework's clock
// A member's weight in a group (`weighs`); 0 where none is given.
double sy_world_weight(World *, EntityId group, Sym weight, EntityId member);
Mom sy_entity_begins(World *, EntityId limit_or_need, Mom as_of);
Mom sy_entity_ends(World *, EntityId limit_or_need, Mom as_of);

// ---------------------------------------------------------------- states (states.c)

enum {
    PAST_DELIVERED = 1,
    PAST_LATE = 2,
    PAST_MISSED = 4,
    PAST_BROKEN = 8,
    PAST_WAS_DUE = 16, // owed once, with time left
    PAST_DUE = 32,
    PAST_RELEASED = 64,
};
// What the days before tell of a promise: DELIVERED, LATE, MISSED, BROKEN, WAS_DUE.
uint32_t sy_promise_past(World *, PromiseId, Mom as_of);
// All of it, with DUE and RELEASED.
uint32_t sy_promise_states(World *, PromiseId, Mom as_of);
// By the record, its `when` apart: not delivered, its `from` has come, its `by` is not past.
// out_from_event: where no date is known, the event that its `from` runs from must hold (0: none).
bool sy_position_time_is_on(World *, const Position *, Mom as_of, Ref *out_from_event);

// ---------------------------------------------------------------- cases (case.c)

typedef struct StepRow { // one who must, of one step
    uint32_t step;
    EntityId who;
    uint8_t state; // State
    Mom moment;    // done when; missed when
    Mom due;       // MOM_NONE: no time stated
    bool missed;   // owed and not done as its time passed; late ones may have been
    Str waits_for;
} StepRow;

typedef struct StepState {
    uint8_t state; // State; STATE_NONE: no case
    Mom moment;    // of done, late, missed
    Mom due;
    Mom missed; // of a late step: when it was missed
} StepState;

typedef struct Case {
    EntityId trigger;
    Mom called; // MOM_NONE: no case
    VEC(StepRow) rows;
    VEC(StepState) steps; // by ordinal
    bool busy;
} Case;

const Case *sy_world_case(World *, EntityId trigger, Mom as_of);
StepState sy_world_step(World *, uint32_t step, Mom as_of);

#endif
