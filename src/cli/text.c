#include "cli/text.h"

static Str next_word(Str *rest)
{
    *rest = sy_str_trim(*rest);
    ptrdiff_t n = 0;
    while (n < rest->len && rest->p[n] != ' ' && rest->p[n] != '\n') {
        n++;
    }
    Str word = sy_str_sub(*rest, 0, n);
    *rest = sy_str_sub(*rest, n, rest->len);
    return word;
}

void sy_cli_wrap(Buf *b, Str text, int at, int indent, int columns)
{
    bool first = true;
    for (Str word = next_word(&text); word.len > 0; word = next_word(&text)) {
        int width = (int)sy_utf8_columns(word);
        if (!first && at + 1 + width > columns) {
            sy_buf_char(b, '\n');
            sy_buf_pad(b, ' ', indent);
            at = indent;
        } else if (!first) {
            sy_buf_char(b, ' ');
            at++;
        }
        sy_buf_str(b, word);
        at += width;
        first = false;
    }
    sy_buf_char(b, '\n');
}

// The text up to the end of its first line, and that end.
static Str next_line(Str *rest)
{
    ptrdiff_t end = sy_str_find_char(*rest, '\n');
    Str line = sy_str_sub(*rest, 0, end < 0 ? rest->len : end + 1);
    *rest = sy_str_sub(*rest, line.len, rest->len);
    return line;
}

static void end_paragraph(Buf *b, Buf *paragraph, int columns)
{
    if (paragraph->len > 0) {
        sy_cli_wrap(b, sy_buf_view(paragraph), 0, 0, columns);
        *paragraph = sy_buf_new(b->arena);
    }
}

void sy_cli_page(Buf *b, Str markdown, int columns)
{
    Buf paragraph = sy_buf_new(b->arena);
    bool is_code = false;
    while (markdown.len > 0) {
        Str line = next_line(&markdown);
        bool fence = sy_str_starts(line, STR("```"));
        if (!is_code && !fence && sy_str_trim(line).len > 0) {
            if (!sy_str_starts(line, STR("<!--"))) {
                sy_buf_str(&paragraph, line);
            }
            continue;
        }
        end_paragraph(b, &paragraph, columns);
        sy_buf_str(b, line);
        is_code = is_code != fence;
    }
    end_paragraph(b, &paragraph, columns);
}
