// str.h - counted text: a pointer and a length, not NUL-terminated, never owned by the Str.
#ifndef SY_BASE_STR_H
#define SY_BASE_STR_H

#include "base/arena.h"

typedef struct Str {
    const char *p;
    ptrdiff_t len;
} Str;

// A Str of a string literal; a Str of a C string; printf arguments for "%.*s".
#define STR(literal) ((Str){("" literal), (ptrdiff_t)sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).len, ((s).p ? (s).p : "")
Str sy_str_from(const char *cstring); // null gives the empty text

static inline bool sy_str_eq(Str a, Str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, (size_t)a.len) == 0);
}
int sy_str_cmp(Str a, Str b); // by bytes, a prefix before what it begins: <0, 0, >0
bool sy_str_starts(Str s, Str prefix);
bool sy_str_ends(Str s, Str suffix);
Str sy_str_sub(Str s, ptrdiff_t from, ptrdiff_t to); // s[from, to), clipped to s
ptrdiff_t sy_str_find(Str s, Str needle);            // first byte offset, -1: none
ptrdiff_t sy_str_find_char(Str s, char c);           // first byte offset, -1: none
Str sy_str_trim(Str s);                              // without blanks, tabs, line ends at both ends

Str sy_str_dup(Arena *, Str);
Str sy_str_fmt(Arena *, const char *fmt, ...) SY_PRINTF(2, 3);
char *sy_str_cstring(Arena *, Str); // NUL-terminated copy

const char *sy_article(const char *noun); // "a" or "an"

// Damerau-Levenshtein distance in code points (restricted: no text between swapped letters is
// edited), at most `limit` + 1 (further is not computed). Texts longer than SY_DISTANCE_LENGTH code
// points are `limit` + 1 apart unless equal.
#define SY_DISTANCE_LENGTH 80
int sy_str_distance(Str a, Str b, int limit);

#endif
