// wrap.h - text for a terminal: safe to print, broken at blanks.
#ifndef SY_BASE_WRAP_H
#define SY_BASE_WRAP_H

#include "base/buf.h"

// The text as it may be printed: control characters and bidi overrides as <U+202E>. Line ends stay.
void sy_buf_safe(Buf *, Str text);

// The same, broken at blanks and line ends so that no line passes `columns` but by a word that is
// longer: the first line begins where the buffer's last line stands (at column `at`), the others
// after `indent` blanks. Ends with a line end.
void sy_buf_wrap(Buf *, Str text, int at, int indent, int columns);

#endif
