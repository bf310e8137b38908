// lists.h - what `check` lays before the reader: nothing here is an error, all is to be settled.
//
// N4001 to N4016, each at the sentence concerned, naming the promise, with the other sentence as a
// label. What several readings give is said once. A lesser voice's weaker word is one item: N4015,
// which says so, and not N4002 as well; an offer against a refusal is N4004 alone.
#ifndef SY_ASK_LISTS_H
#define SY_ASK_LISTS_H

#include "record/hold.h"

// Everything, under every combination of the readings without a default. The model must be without
// errors. The arena is left as it was.
void sy_ask_lists(Arena *, Model *, const Zone *);

// What one world gives, as of its question's day; the hold (null: no circles are listed) is of the
// whole of it. `seen` keeps what was said before: one for all calls about a model.
void sy_ask_lists_of(World *, const Hold *, StrMap *seen);

#endif
