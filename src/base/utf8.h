// utf8.h - Unicode as the language needs it. Tables: tools/unicode-tables, from Debian's unicode-data.
#ifndef SY_BASE_UTF8_H
#define SY_BASE_UTF8_H

#include "base/buf.h"

// Decodes the code point at s[at] and sets *out_len to its bytes. Invalid UTF-8 (overlong,
// surrogate, beyond U+10FFFF, cut off) gives -1 and a length of 1. at < s.len.
int32_t sy_utf8_decode(Str s, ptrdiff_t at, int *out_len);
void sy_utf8_encode(Buf *, int32_t codepoint); // what is no code point is written as U+FFFD

// Offset of the first byte that is no valid UTF-8, or -1.
ptrdiff_t sy_utf8_invalid(Str s);

// Code points in valid UTF-8; invalid bytes count one each.
ptrdiff_t sy_utf8_count(Str s);

// Columns on a terminal: wide East Asian characters 2, combining and format characters 0.
ptrdiff_t sy_utf8_columns(Str s);
int sy_uni_columns(int32_t); // of one code point

bool sy_uni_is_letter(int32_t);    // general category L*
bool sy_uni_is_digit(int32_t);     // ASCII 0-9 only
bool sy_uni_is_combining(int32_t); // general category M*
bool sy_uni_is_control(int32_t);   // Cc, Cf (bidi and other format characters), U+2028, U+2029
int32_t sy_uni_fold(int32_t);      // simple case folding (CaseFolding.txt, status C and S)

typedef enum Script { SCRIPT_OTHER, SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_GREEK } Script;
Script sy_uni_script(int32_t);

#endif
