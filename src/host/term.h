// term.h - the clock and the terminal.
#ifndef SY_HOST_TERM_H
#define SY_HOST_TERM_H

#include "base/base.h"

// Now, UTC, in microseconds since 1970-01-01.
int64_t sy_clock_now(void);

// Whether the descriptor is a terminal.
bool sy_term_is(int fd);

// Columns: $COLUMNS where it is a number, else what the terminal says; 0: nobody knows.
int sy_term_width(int fd);

// Whether colours are wanted: never with $NO_COLOR; with $CLICOLOR_FORCE always; else on a terminal
// that is not "dumb", unless $CLICOLOR is 0.
bool sy_term_colour(int fd);

#endif
