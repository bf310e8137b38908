// hold.h - the answer to `hold` as text and as JSON (surety.hold/1).
#ifndef SY_SHOW_HOLD_H
#define SY_SHOW_HOLD_H

#include "ask/hold.h"
#include "show/text.h"

void sy_show_hold_text(Buf *, const HoldAnswer *, ShowOptions);
void sy_show_hold_json(Json *, const HoldAnswer *); // the fields of the object at hand

#endif
