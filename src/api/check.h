// check.h - the question `check`: is the model sound, do its expectations hold, what is its evidence
// worth, and what is left for the reader to settle.
#ifndef SY_API_CHECK_H
#define SY_API_CHECK_H

#include "api/questions.h"

const void *sy_check_ask(const Asking *, Err *);
bool sy_check_is_no(const void *answer);
void sy_check_text(Buf *, const void *answer, Shown);
void sy_check_json(Json *, const void *answer);

// The lock file beside the file that declares the framework: "ukraine.anchors" of "ukraine.surety".
Str sy_asking_lock_path(const Asking *);
// Its text as a source of the model; *out null: there is none. False: it cannot be read.
bool sy_asking_lock(const Asking *, const Source **out, Err *);

#endif
