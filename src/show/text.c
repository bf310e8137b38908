#include "show/text.h"

int sy_show_columns(const ShowOptions *o)
{
    return o->columns >= 40 ? o->columns : 80;
}

void sy_show_safe(Buf *b, Str text)
{
    for (ptrdiff_t i = 0; i < text.len;) {
        int n = 1;
        int32_t c = sy_utf8_decode(text, i, &n);
        if (c < 0) {
            sy_buf_text(b, "\xef\xbf\xbd");
        } else if (c != '\n' && (sy_uni_is_control(c) || c < 0x20 || c == 0x7f)) {
            sy_buf_fmt(b, "<U+%04X>", (unsigned)c);
        } else {
            sy_buf_str(b, sy_str_sub(text, i, i + n));
        }
        i += n;
    }
}

void sy_show_wrap(Buf *b, Str text, int at, int indent, int columns)
{
    bool first = true;
    ptrdiff_t i = 0;
    while (i < text.len) {
        while (i < text.len && text.p[i] == ' ') {
            i++;
        }
        ptrdiff_t end = i;
        while (end < text.len && text.p[end] != ' ') {
            end++;
        }
        if (end == i) {
            break;
        }
        Str word = sy_str_sub(text, i, end);
        int width = (int)sy_utf8_columns(word);
        if (!first && at + 1 + width > columns && at > indent) {
            sy_buf_char(b, '\n');
            sy_buf_pad(b, ' ', indent);
            at = indent;
        } else if (!first) {
            sy_buf_char(b, ' ');
            at++;
        }
        sy_show_safe(b, word);
        at += width;
        first = false;
        i = end;
    }
    sy_buf_char(b, '\n');
}

void sy_show_padded(Buf *b, Str text, int width)
{
    sy_show_safe(b, text);
    int have = (int)sy_utf8_columns(text);
    sy_buf_pad(b, ' ', have < width ? width - have : 1);
}

void sy_show_heading(Buf *b, Str text, const ShowOptions *o)
{
    if (o->colour) {
        sy_buf_text(b, "\033[1m");
    }
    sy_show_safe(b, text);
    sy_buf_text(b, o->colour ? "\033[0m\n" : "\n");
}

void sy_show_count(Buf *b, int64_t n, const char *one, const char *many)
{
    sy_buf_fmt(b, "%lld %s", (long long)n, n == 1 ? one : many);
}
