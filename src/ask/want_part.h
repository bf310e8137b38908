// want_part.h - inside `want`: what its files share.
#ifndef SY_ASK_WANT_PART_H
#define SY_ASK_WANT_PART_H

#include "ask/want.h"

bool sy_want_counts_down(const Cond *);                       // "none of", "at most"
Ref sy_want_named(const Hold *, uint32_t cond, EntityId own); // of a condition that is one name

#endif
