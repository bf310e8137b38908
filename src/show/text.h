// text.h - plain text for a terminal: wrapped, aligned, safe to print.
#ifndef SY_SHOW_TEXT_H
#define SY_SHOW_TEXT_H

#include "base/base.h"

typedef struct ShowOptions {
    int columns; // 0: 80
    bool colour;
    bool verbose;
    bool quiet;
} ShowOptions;

int sy_show_columns(const ShowOptions *);

// Text broken at blanks so that no line passes `columns`; the first line begins where the buffer's
// last line stands (at column `at`), the others after `indent` blanks. Ends with a line end.
void sy_show_wrap(Buf *, Str text, int at, int indent, int columns);

// The text as it may be printed: control characters and bidi overrides as <U+202E>.
void sy_show_safe(Buf *, Str text);

// "name" padded to width columns; a longer one stands as it is, with one blank behind.
void sy_show_padded(Buf *, Str text, int width);

// A heading, bold where colour is wished.
void sy_show_heading(Buf *, Str text, const ShowOptions *);

// "1 promise", "7 promises".
void sy_show_count(Buf *, int64_t n, const char *one, const char *many);

#endif
