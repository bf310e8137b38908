#include "base/base.h"

void sy_buf_safe(Buf *b, Str text)
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

static bool is_break(char c)
{
    return c == ' ' || c == '\n';
}

static Str next_word(Str *rest)
{
    ptrdiff_t from = 0;
    while (from < rest->len && is_break(rest->p[from])) {
        from++;
    }
    ptrdiff_t to = from;
    while (to < rest->len && !is_break(rest->p[to])) {
        to++;
    }
    Str word = sy_str_sub(*rest, from, to);
    *rest = sy_str_sub(*rest, to, rest->len);
    return word;
}

void sy_buf_wrap(Buf *b, Str text, int at, int indent, int columns)
{
    bool first = true;
    for (Str word = next_word(&text); word.len > 0; word = next_word(&text)) {
        int width = (int)sy_utf8_columns(word);
        if (!first && at + 1 + width > columns && at > indent) {
            sy_buf_char(b, '\n');
            sy_buf_pad(b, ' ', indent);
            at = indent;
        } else if (!first) {
            sy_buf_char(b, ' ');
            at++;
        }
        sy_buf_safe(b, word);
        at += width;
        first = false;
    }
    sy_buf_char(b, '\n');
}
