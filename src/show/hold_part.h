// hold_part.h - inside `show`: what the files share that write the answer to `hold`.
#ifndef SY_SHOW_HOLD_PART_H
#define SY_SHOW_HOLD_PART_H

#include "show/hold.h"

typedef struct Screen {
    Buf *b;
    const HoldAnswer *a;
    ShowOptions o;
    int columns;
    Arena *arena;
} Screen;

#define RING_MEMBERS_SHOWN 12
#define RINGS_SHOWN 3

static inline World *sy_screen_world(const Screen *s)
{
    return s->a->world;
}

void sy_screen_wrapped(const Screen *, int indent, Str text);
// A promise, its name padded to `width`, with what was said of it.
void sy_screen_promise(const Screen *, const HoldLine *, int width);
const HoldLine *sy_screen_line_of(const Screen *,
                                  Ref); // among the promises asked about; null: none
void sy_screen_ring_names(const Screen *, const HoldRing *, Buf *);
void sy_screen_rings(const Screen *); // hold_rings.c
// "is contested, 2 consistent states": a verdict, and the number of states where it is known.
void sy_screen_verdict(Buf *, Verdict, int64_t states);
int64_t sy_screen_states(const HoldReading *,
                         ptrdiff_t goal); // counted of its first contested goal
void sy_screen_table(const Screen *);     // hold_table.c

#endif
