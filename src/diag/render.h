// render.h - diagnostics as text (rustc's manner) or as JSON.
#ifndef SY_DIAG_RENDER_H
#define SY_DIAG_RENDER_H

#include "diag/diag.h"

typedef struct RenderOptions {
    bool colour;
    int width; // columns; 0: 80
    int limit; // diagnostics shown; 0: all
} RenderOptions;

// error[E0203]: no actor is called `frnace`
//   --> model.surety:12:13
//    |
// 12 |   given by: frnace
//    |             ^^^^^^ help: an actor with a similar name exists: `france`
//    |
//    = note: ...
//
// Control and format characters, those that turn the direction of writing among them, are shown as
// <U+202E>, so that no text acts on the terminal. A line too long for the screen is cut around its
// mark. A blank row follows each diagnostic.
void sy_diags_render(Buf *, const Diags *, RenderOptions);

// A list of {code, level, message, file, line, column, start, end, label, labels, notes, help, fix}
// as one JSON value; byte offsets are within the file, lines and columns from 1 in code points.
void sy_diags_json(Json *, const Diags *);

// "2 errors, 1 warning"; "no errors"
void sy_diags_count(Buf *, const Diags *);

#endif
