#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>

#define BUF_FIRST 64

Buf sy_buf_new(Arena *arena)
{
    return (Buf){.arena = arena};
}

void sy_buf_clear(Buf *b)
{
    b->len = 0;
}

void sy_buf_room(Buf *b, ptrdiff_t n)
{
    if (b->cap - b->len < n) {
        ptrdiff_t more = n - (b->cap - b->len);
        if (b->cap == 0 && !SY_HOSTILE && more < BUF_FIRST) {
            more = BUF_FIRST;
        }
        b->p = sy_vec_grow(b->arena, b->p, &b->cap, more, 1);
    }
}

void sy_buf_str(Buf *b, Str s)
{
    if (s.len > 0) {
        sy_buf_room(b, s.len);
        memcpy(b->p + b->len, s.p, (size_t)s.len);
        b->len += s.len;
    }
}

void sy_buf_text(Buf *b, const char *cstring)
{
    sy_buf_str(b, sy_str_from(cstring));
}

void sy_buf_pad(Buf *b, char c, ptrdiff_t n)
{
    if (n > 0) {
        sy_buf_room(b, n);
        memset(b->p + b->len, c, (size_t)n);
        b->len += n;
    }
}

void sy_buf_fmt(Buf *b, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    sy_buf_room(b, 1); // so that there is a pointer to write to
    int n = vsnprintf(b->p + b->len, (size_t)(b->cap - b->len), fmt, args);
    va_end(args);
    SY_ASSERT(n >= 0);
    if (n >= b->cap - b->len) {
        sy_buf_room(b, (ptrdiff_t)n + 1);
        va_start(args, fmt);
        vsnprintf(b->p + b->len, (size_t)n + 1, fmt, args);
        va_end(args);
    }
    b->len += n;
}

void sy_buf_int(Buf *b, int64_t v)
{
    char digits[24];
    int at = (int)sizeof digits;
    uint64_t rest = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (v < 0) {
        digits[--at] = '-';
    }
    sy_buf_str(b, (Str){digits + at, (ptrdiff_t)sizeof digits - at});
}

Str sy_buf_view(const Buf *b)
{
    return b->len == 0 ? (Str){"", 0} : (Str){b->p, b->len};
}
