#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>

// The bytes of `text`, `most` at most, that do not end in the middle of a character.
static size_t whole_length(const char *text, size_t most)
{
    size_t len = strlen(text);
    if (len < ERR_TEXT - 1 && len <= most) {
        return len;
    }
    len = len > most ? most : len;
    size_t at = len; // of the last byte that begins a character
    while (at > 0 && len - at < 4) {
        at--;
        if (((unsigned char)text[at] & 0xc0) != 0x80) {
            int n = 0;
            bool is_cut = sy_utf8_decode((Str){text, (ptrdiff_t)len}, (ptrdiff_t)at, &n) < 0;
            return is_cut ? at : len;
        }
    }
    return len;
}

bool sy_err_set(Err *err, ErrKind kind, const char *fmt, ...)
{
    if (err != NULL && err->kind == ERR_NONE) {
        err->kind = kind;
        va_list args;
        va_start(args, fmt);
        vsnprintf(err->text, sizeof err->text, fmt, args);
        va_end(args);
        err->text[whole_length(err->text, ERR_TEXT - 1)] = '\0';
    }
    return false;
}

void sy_err_context(Err *err, const char *fmt, ...)
{
    if (err == NULL || err->kind == ERR_NONE) {
        return;
    }
    char context[ERR_TEXT];
    char text[ERR_TEXT];
    memcpy(text, err->text, sizeof text);
    va_list args;
    va_start(args, fmt);
    vsnprintf(context, sizeof context, fmt, args);
    va_end(args);
    size_t most = ERR_TEXT - 1 - 2; // what context and text share
    size_t n = whole_length(context, most);
    size_t m = whole_length(text, most - n);
    memcpy(err->text, context, n);
    memcpy(err->text + n, ": ", 2);
    memcpy(err->text + n + 2, text, m);
    err->text[n + 2 + m] = '\0';
}
