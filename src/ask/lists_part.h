// lists_part.h - inside `lists`: what its files share.
#ifndef SY_ASK_LISTS_PART_H
#define SY_ASK_LISTS_PART_H

#include "record/hold.h"

typedef struct Lists {
    World *w;
    const Record *r;
    const Hold *hold; // null: no circles
    StrMap *seen;
    Diags *diags;
    Arena *arena;
} Lists;

const Sentence *sy_lists_sentence(const Lists *, uint32_t index);
Span sy_lists_place(const Lists *, uint32_t sentence);
Span sy_lists_need_place(const Lists *, const Need *);
Str sy_lists_promise(const Lists *, PromiseId); // its name
EntityId sy_lists_owner(const Lists *, PromiseId);

// Is this the first time that this is said? `more` tells apart what is said of one thing.
bool sy_lists_is_new(Lists *, DiagCode, Span place, Str about, uint32_t more);

// What a clause lays down, told apart as `Need.form` does; -1: no condition.
int sy_clause_form(const Clause *);

// What was said about a promise (lists_said.c).
void sy_lists_position(Lists *, const Position *);
void sy_lists_repeats(Lists *);
void sy_lists_denounced(Lists *);

#endif
