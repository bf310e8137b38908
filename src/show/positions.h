// positions.h - the answer to `positions` as text and as JSON (surety.positions/1).
#ifndef SY_SHOW_POSITIONS_H
#define SY_SHOW_POSITIONS_H

#include "ask/positions.h"
#include "show/text.h"

void sy_show_positions_text(Buf *, const PositionsAnswer *, ShowOptions);
void sy_show_positions_json(Json *, const PositionsAnswer *); // the fields of the object at hand

#endif
