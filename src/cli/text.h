// text.h - a page of doc/errors as a terminal shows it.
#ifndef SY_CLI_TEXT_H
#define SY_CLI_TEXT_H

#include "base/base.h"

// A page of doc/errors: paragraphs are broken anew, blocks of code stay, comments are left out.
void sy_cli_page(Buf *, Str markdown, int columns);

#endif
