#include "cli/text.h"

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
        sy_buf_wrap(b, sy_buf_view(paragraph), 0, 0, columns);
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
