#include "show/text.h"

int sy_show_columns(const ShowOptions *o)
{
    return o->columns >= 40 ? o->columns : 80;
}

void sy_show_padded(Buf *b, Str text, int width)
{
    sy_buf_safe(b, text);
    int have = (int)sy_utf8_columns(text);
    sy_buf_pad(b, ' ', have < width ? width - have : 1);
}

void sy_show_heading(Buf *b, Str text, const ShowOptions *o)
{
    if (o->colour) {
        sy_buf_text(b, "\033[1m");
    }
    sy_buf_safe(b, text);
    sy_buf_text(b, o->colour ? "\033[0m\n" : "\n");
}

void sy_show_count(Buf *b, int64_t n, const char *one, const char *many)
{
    sy_buf_fmt(b, "%lld %s", (long long)n, n == 1 ? one : many);
}
