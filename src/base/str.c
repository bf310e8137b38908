#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>

Str sy_str_from(const char *cstring)
{
    return cstring == NULL ? (Str){"", 0} : (Str){cstring, (ptrdiff_t)strlen(cstring)};
}

int sy_str_cmp(Str a, Str b)
{
    ptrdiff_t n = a.len < b.len ? a.len : b.len;
    int c = n == 0 ? 0 : memcmp(a.p, b.p, (size_t)n);
    return c != 0 ? c : (a.len > b.len) - (a.len < b.len);
}

bool sy_str_starts(Str s, Str prefix)
{
    return s.len >= prefix.len && sy_str_eq((Str){s.p, prefix.len}, prefix);
}

bool sy_str_ends(Str s, Str suffix)
{
    return s.len >= suffix.len && sy_str_eq(sy_str_sub(s, s.len - suffix.len, s.len), suffix);
}

Str sy_str_sub(Str s, ptrdiff_t from, ptrdiff_t to)
{
    from = from < 0 ? 0 : from > s.len ? s.len : from;
    to = to < from ? from : to > s.len ? s.len : to;
    return (Str){from == 0 ? s.p : s.p + from, to - from};
}

ptrdiff_t sy_str_find_char(Str s, char c)
{
    const char *p = s.len == 0 ? NULL : memchr(s.p, c, (size_t)s.len);
    return p == NULL ? -1 : p - s.p;
}

ptrdiff_t sy_str_find(Str s, Str needle)
{
    if (needle.len == 0) {
        return 0;
    }
    for (ptrdiff_t at = 0; at + needle.len <= s.len; at++) {
        ptrdiff_t next = sy_str_find_char(sy_str_sub(s, at, s.len - needle.len + 1), needle.p[0]);
        if (next < 0) {
            return -1;
        }
        at += next;
        if (memcmp(s.p + at, needle.p, (size_t)needle.len) == 0) {
            return at;
        }
    }
    return -1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

Str sy_str_trim(Str s)
{
    ptrdiff_t from = 0;
    ptrdiff_t to = s.len;
    while (from < to && is_blank(s.p[from])) {
        from++;
    }
    while (to > from && is_blank(s.p[to - 1])) {
        to--;
    }
    return sy_str_sub(s, from, to);
}

Str sy_str_dup(Arena *arena, Str s)
{
    if (s.len == 0) {
        return (Str){"", 0};
    }
    char *p = sy_arena_alloc(arena, s.len, 1);
    memcpy(p, s.p, (size_t)s.len);
    return (Str){p, s.len};
}

Str sy_str_fmt(Arena *arena, const char *fmt, ...)
{
    char small[256];
    va_list args;
    va_start(args, fmt);
    int n = vsnprintf(small, sizeof small, fmt, args);
    va_end(args);
    SY_ASSERT(n >= 0);
    if (n < (int)sizeof small) {
        return sy_str_dup(arena, (Str){small, n});
    }
    char *p = sy_arena_alloc(arena, (ptrdiff_t)n + 1, 1);
    va_start(args, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, args);
    va_end(args);
    return (Str){p, n};
}

char *sy_str_cstring(Arena *arena, Str s)
{
    char *p = sy_arena_alloc(arena, s.len + 1, 1);
    if (s.len > 0) {
        memcpy(p, s.p, (size_t)s.len);
    }
    return p;
}

// The code points of s, or -1 where there are more than fit.
static int codepoints(Str s, int32_t out[SY_DISTANCE_LENGTH])
{
    int n = 0;
    int len = 0;
    for (ptrdiff_t at = 0; at < s.len; at += len) {
        int32_t c = sy_utf8_decode(s, at, &len);
        if (n == SY_DISTANCE_LENGTH) {
            return -1;
        }
        out[n++] = c;
    }
    return n;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

// Three rows of the table of distances between prefixes suffice: row i needs i - 1 and i - 2.
static int distance(const int32_t *a, int na, const int32_t *b, int nb, int limit)
{
    int rows[3][SY_DISTANCE_LENGTH + 1] = {{0}};
    for (int j = 0; j <= nb; j++) {
        rows[0][j] = j;
    }
    for (int i = 1; i <= na; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3];
        const int *above2 = rows[(i + 1) % 3];
        row[0] = i;
        int best = i;
        for (int j = 1; j <= nb; j++) {
            int d = least(above[j], row[j - 1]) + 1;
            d = least(d, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                d = least(d, above2[j - 2] + 1);
            }
            row[j] = d;
            best = least(best, d);
        }
        // A swap reaches back two rows, and costs one: two rows above the limit are final.
        if (best > limit + 1) {
            return limit + 1;
        }
    }
    return least(rows[na % 3][nb], limit + 1);
}

int sy_str_distance(Str a, Str b, int limit)
{
    int32_t ca[SY_DISTANCE_LENGTH] = {0};
    int32_t cb[SY_DISTANCE_LENGTH] = {0};
    if (sy_str_eq(a, b)) {
        return 0;
    }
    int na = codepoints(a, ca);
    int nb = codepoints(b, cb);
    if (na < 0 || nb < 0 || na - nb > limit || nb - na > limit) {
        return limit + 1;
    }
    return distance(ca, na, cb, nb, limit);
}

const char *sy_article(const char *noun)
{
    char c = noun[0];
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' ? "an" : "a";
}
