// why.h - the answer to `why` as text and as JSON (surety.why/1).
#ifndef SY_SHOW_WHY_H
#define SY_SHOW_WHY_H

#include "ask/why.h"
#include "show/text.h"

void sy_show_why_text(Buf *, const WhyAnswer *, ShowOptions);
void sy_show_why_json(Json *, const WhyAnswer *); // the fields of the object at hand

#endif
