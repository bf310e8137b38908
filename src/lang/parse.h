// parse.h - from text to the tree.
#ifndef SY_LANG_PARSE_H
#define SY_LANG_PARSE_H

#include "lang/tree.h"

// Parses one file into the tree, after what is there. Every mistake is a diagnostic; an entry with a
// mistake is kept as broken, so that its name is known. Includes are listed, not followed.
// Returns the index of the File.
uint32_t sy_parse_file(Tree *, Diags *, const Source *, Str path, uint32_t include_of,
                       uint32_t guard);

// A condition written on the command line (`--given`, `why ...`): 0 where it is none.
uint32_t sy_parse_condition(Tree *, Diags *, const Source *);

// A date or a moment written on the command line: 2025-08-19, "2026-05-04 at 09:00".
bool sy_parse_moment(Tree *, Diags *, const Source *, Moment *out);

#endif
