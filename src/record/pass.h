// pass.h - inside `record`: what the files share that work out positions.
#ifndef SY_RECORD_PASS_H
#define SY_RECORD_PASS_H

#include "record/live.h"

typedef VEC(uint32_t) Ids;

typedef struct Pass { // one walk over the sentences
    World *w;
    Record *r;
    const IntMap *doubts; // (sentence, promise) known to be doubt; null in the first walk
    Subjects subjects;
    ClauseList clauses;
    Ids unsettled;           // promises whose last words are not yet weighed
    struct Accepts *accepts; // once asked (position.c)
} Pass;

// Conditions (needs.c). A condition that the position has already is not added again.
void sy_need_add(Pass *, Position *, Need);
// Each part of a top-level `and` is one condition, unless it stands in parentheses.
void sy_need_parts(Pass *, Position *, Need);
void sy_needs_of_sentence(Pass *, Position *, uint32_t sentence, uint8_t rank, EntityId own);
// Applies the `instead of` clauses. Returns whether any did (the exchange is then the writer's own).
bool sy_needs_exchange(Pass *, Position *, uint32_t sentence, uint8_t rank, EntityId own,
                       bool doubt);
void sy_needs_clear(Position *);
// A `drops` sentence, for each of its subjects.
void sy_needs_drop(Pass *, uint32_t index, const Sentence *);

// Refusals (scope.c).
void sy_scope_names(World *, NameList, EntityId own, Ids *out);
bool sy_scope_is_limit(Pass *, const Sentence *, PromiseId, Subject);

#endif
