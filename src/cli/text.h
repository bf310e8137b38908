// text.h - the program's own words, broken at blanks for a terminal.
#ifndef SY_CLI_TEXT_H
#define SY_CLI_TEXT_H

#include "base/base.h"

// Text whose first line begins at column `at`, the others after `indent` blanks; no line passes
// `columns` but by a word that is longer. Ends with a line end.
void sy_cli_wrap(Buf *, Str text, int at, int indent, int columns);

// A page of doc/errors: paragraphs are broken anew, blocks of code stay, comments are left out.
void sy_cli_page(Buf *, Str markdown, int columns);

#endif
