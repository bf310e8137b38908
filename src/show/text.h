// text.h - what the screens share: widths, columns, headings, counts.
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

// "name" padded to width columns; a longer one stands as it is, with one blank behind.
void sy_show_padded(Buf *, Str text, int width);

// A heading, bold where colour is wished.
void sy_show_heading(Buf *, Str text, const ShowOptions *);

// "1 promise", "7 promises".
void sy_show_count(Buf *, int64_t n, const char *one, const char *many);

#endif
