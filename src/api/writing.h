// writing.h - the questions that write: `anchor` (words become spans, spans are locked) and `add`
// (one more sentence in its place).
#ifndef SY_API_WRITING_H
#define SY_API_WRITING_H

#include "api/questions.h"

const void *sy_anchor_ask(const Asking *, Err *);
bool sy_anchor_is_no(const void *answer);
void sy_anchor_text(Buf *, const void *answer, Shown);
void sy_anchor_json(Json *, const void *answer);

const void *sy_add_ask(const Asking *, Err *);
bool sy_add_is_no(const void *answer);
void sy_add_text(Buf *, const void *answer, Shown);
void sy_add_json(Json *, const void *answer);

#endif
