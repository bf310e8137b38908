// fmt.h - the one way to lay out a file: `surety fmt`.
//
// The header of an entry stands on one line, with its label and, if it is the only one, a short
// clause; then a clause a line, four spaces in, in the order written. Clauses that share a line with
// a mark stay on that line, for there the mark is theirs. Line breaks within a clause stay, eight
// spaces in; a line of more than 120 columns breaks after `,`, `and`, `or` where it can. A name is
// written as its declaration in this file spells it. Comments stay; what begins with `x-`, and a
// candidate that cannot be read, stay as they are.
//
// Formatting what was formatted changes nothing, and the tree of the result is the tree of the
// source but for its spans and line numbers.
#ifndef SY_LANG_FMT_H
#define SY_LANG_FMT_H

#include "diag/diag.h"
#include "lang/syms.h"

// Appends the formatted text to `out`. False, with nothing appended: the file has an error, which is
// in the diagnostics. The arena keeps a tree of the file.
bool sy_fmt(Buf *out, Arena *, Syms *, const Source *, Diags *);

#endif
