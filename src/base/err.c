#include "base/base.h"

#include <stdarg.h>
#include <stdio.h>

// A text cut by the size of its field does not end in the middle of a character.
static void drop_cut_character(char *text)
{
    size_t len = strlen(text);
    if (len + 1 < ERR_TEXT) {
        return;
    }
    size_t at = len;
    while (at > 0 && len - at < 3 && ((unsigned char)text[at - 1] & 0xc0) == 0x80) {
        at--;
    }
    int n = 0;
    if (at > 0 && sy_utf8_decode((Str){text, (ptrdiff_t)len}, (ptrdiff_t)at - 1, &n) < 0) {
        text[at - 1] = '\0';
    }
}

bool sy_err_set(Err *err, ErrKind kind, const char *fmt, ...)
{
    if (err != NULL && err->kind == ERR_NONE) {
        err->kind = kind;
        va_list args;
        va_start(args, fmt);
        vsnprintf(err->text, sizeof err->text, fmt, args);
        va_end(args);
        drop_cut_character(err->text);
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
    size_t n = strlen(context);
    size_t most = (size_t)ERR_TEXT - 1;
    size_t m = strlen(text);
    n = n > most - 2 ? most - 2 : n;
    m = m > most - 2 - n ? most - 2 - n : m;
    memcpy(err->text, context, n);
    memcpy(err->text + n, ": ", 2);
    memcpy(err->text + n + 2, text, m);
    err->text[n + 2 + m] = '\0';
    drop_cut_character(err->text);
}
