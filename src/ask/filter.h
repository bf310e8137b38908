// filter.h - which promises a reader asked for.
#ifndef SY_ASK_FILTER_H
#define SY_ASK_FILTER_H

#include "record/record.h"

// Is the promise this party's (of a group or body: its own, or a known member's), and in this layer
// or act? 0: any.
bool sy_ask_passes(World *, EntityId party, EntityId layer, PromiseId);

#endif
