// buf.h - text under construction: a growing byte buffer in an arena.
#ifndef SY_BASE_BUF_H
#define SY_BASE_BUF_H

#include "base/str.h"

typedef struct Buf {
    Arena *arena;
    char *p;
    ptrdiff_t len, cap;
} Buf;

Buf sy_buf_new(Arena *);
void sy_buf_clear(Buf *);             // length 0, memory kept
void sy_buf_room(Buf *, ptrdiff_t n); // makes room for n more bytes
static inline void sy_buf_char(Buf *, char c);
void sy_buf_str(Buf *, Str);
void sy_buf_text(Buf *, const char *cstring);
void sy_buf_pad(Buf *, char c, ptrdiff_t n); // n times c; n <= 0 does nothing
void sy_buf_fmt(Buf *, const char *fmt, ...) SY_PRINTF(2, 3);
void sy_buf_int(Buf *, int64_t);
Str sy_buf_view(const Buf *); // what is there now; valid until the next append

static inline void sy_buf_char(Buf *b, char c)
{
    if (b->len == b->cap) {
        sy_buf_room(b, 1);
    }
    b->p[b->len++] = c;
}

#endif
