#include "diag/render.h"

#define WIDTH_USUAL 80
#define WIDTH_LEAST 40
#define TAB_COLUMNS 4
#define LABEL_LEAST 30 // columns a label is given at least

typedef enum Paint { PAINT_LEVEL, PAINT_BOLD, PAINT_FRAME } Paint;

// A place to be shown: a span cut to its first line, in byte offsets within its source.
typedef struct Mark {
    const Source *source;
    Str text;
    ptrdiff_t start, end;
    int line;
    bool is_primary;
    bool is_shown;
    ptrdiff_t col, end_col; // once its line is laid out
} Mark;

// One character of a source line as it is printed: `at` its byte, `from`, `len` its text.
typedef struct Cell {
    ptrdiff_t at, from, len, col, width;
} Cell;

typedef struct Renderer {
    Buf *out;
    const Diags *diags;
    const Diag *diag;
    bool colour;
    ptrdiff_t width;  // of the screen
    ptrdiff_t digits; // of the greatest line number shown
    ptrdiff_t room;   // columns for source text
    VEC(Mark) marks;
    // The line being laid out: its characters, and what of it is shown.
    VEC(Cell) cells;
    Buf text;
    ptrdiff_t first, last; // cells shown: [first, last)
    bool cut_left, cut_right;
    Buf row;  // the row of carets
    Buf work; // a message made printable
} Renderer;

static void paint(Renderer *r, Paint p)
{
    static const char *const levels[] = {"\033[1;36m", "\033[1;33m", "\033[1;31m"};
    if (r->colour) {
        sy_buf_text(r->out, p == PAINT_LEVEL  ? levels[r->diag->level]
                            : p == PAINT_BOLD ? "\033[1m"
                                              : "\033[1;34m");
    }
}

static void unpaint(Renderer *r)
{
    if (r->colour) {
        sy_buf_text(r->out, "\033[0m");
    }
}

static void end_row(Renderer *r)
{
    while (r->out->len > 0 && r->out->p[r->out->len - 1] == ' ') {
        r->out->len--;
    }
    sy_buf_char(r->out, '\n');
}

// Writes the character at s[at] so that no terminal acts on it. Gives its length in bytes.
static int write_visible(Buf *out, Str s, ptrdiff_t at)
{
    int n = 0;
    int32_t c = sy_utf8_decode(s, at, &n);
    if (c < 0) {
        sy_buf_fmt(out, "<%02X>", (unsigned char)s.p[at]);
    } else if (sy_uni_is_control(c)) {
        sy_buf_fmt(out, "<U+%04X>", (unsigned)c);
    } else {
        sy_buf_str(out, sy_str_sub(s, at, at + n));
    }
    return n;
}

// A message made printable. Line ends stay; tabs become blanks.
static Str visible(Renderer *r, Str s)
{
    r->work = sy_buf_new(r->diags->arena);
    for (ptrdiff_t at = 0; at < s.len;) {
        if (s.p[at] == '\n' || s.p[at] == '\t') {
            sy_buf_char(&r->work, s.p[at] == '\n' ? '\n' : ' ');
            at++;
        } else {
            at += write_visible(&r->work, s, at);
        }
    }
    return sy_buf_view(&r->work);
}

// Cuts the next row off `rest`: at a line end, else at the last blank that keeps it within `width`
// columns. A word wider than that gets a row of its own.
static Str next_row(Str *rest, ptrdiff_t width)
{
    ptrdiff_t cut = -1; // the blank to cut at
    ptrdiff_t columns = 0;
    int n = 1;
    for (ptrdiff_t at = 0; at < rest->len; at += n) {
        int32_t c = sy_utf8_decode(*rest, at, &n);
        if (c == '\n' || (c == ' ' && columns <= width)) {
            cut = at;
        }
        if (c == '\n' || (columns >= width && cut > 0) || (columns > width && c == ' ')) {
            cut = cut < 0 ? at : cut;
            Str row = sy_str_sub(*rest, 0, cut);
            *rest = sy_str_sub(*rest, cut + 1, rest->len);
            return row;
        }
        columns += sy_uni_columns(c);
    }
    Str row = *rest;
    *rest = STR("");
    return row;
}

// Writes a message that begins at column `indent`; its further rows begin there too.
static void write_wrapped(Renderer *r, Str text, ptrdiff_t indent)
{
    Str rest = visible(r, text);
    ptrdiff_t width = r->width - indent;
    bool is_first = true;
    do {
        Str row = next_row(&rest, width < LABEL_LEAST ? LABEL_LEAST : width);
        sy_buf_pad(r->out, ' ', is_first ? 0 : indent);
        sy_buf_str(r->out, row);
        end_row(r);
        is_first = false;
    } while (rest.len > 0);
}

static void write_header(Renderer *r)
{
    static const char *const levels[] = {"note", "warning", "error"};
    const Diag *d = r->diag;
    ptrdiff_t from = r->out->len;
    sy_buf_fmt(r->out, "%s[%s]: ", levels[d->level], sy_diag_code_name(d->code));
    ptrdiff_t indent = r->out->len - from;
    r->out->len = from;
    paint(r, PAINT_LEVEL);
    sy_buf_fmt(r->out, "%s[%s]", levels[d->level], sy_diag_code_name(d->code));
    unpaint(r);
    paint(r, PAINT_BOLD);
    sy_buf_text(r->out, ": ");
    write_wrapped(r, d->message, indent);
    if (r->colour) {
        r->out->len--;
        unpaint(r);
        sy_buf_char(r->out, '\n');
    }
}

// " 12 | " before a row; without a number where `line` is 0.
static void write_gutter(Renderer *r, int line)
{
    ptrdiff_t from = r->out->len;
    paint(r, PAINT_FRAME);
    ptrdiff_t colour = r->out->len - from;
    if (line > 0) {
        sy_buf_int(r->out, line);
    }
    sy_buf_pad(r->out, ' ', r->digits + 1 - (r->out->len - from - colour));
    sy_buf_char(r->out, '|');
    unpaint(r);
    sy_buf_char(r->out, ' ');
}

static void write_place(Renderer *r, const char *arrow, const Mark *m)
{
    int line = 0;
    int column = 0;
    sy_sources_locate(r->diags->sources, m->source->start + (uint32_t)m->start, &line, &column);
    paint(r, PAINT_FRAME);
    sy_buf_pad(r->out, ' ', r->digits);
    sy_buf_text(r->out, arrow);
    unpaint(r);
    sy_buf_char(r->out, ' ');
    sy_buf_str(r->out, visible(r, m->source->name));
    sy_buf_fmt(r->out, ":%d:%d", line, column);
    end_row(r);
    write_gutter(r, 0);
    end_row(r);
}

// Line `line` of a source whose lines are known, without its line end.
static void line_bounds(const Source *s, int line, ptrdiff_t *start, ptrdiff_t *end)
{
    *start = s->lines[line - 1];
    *end = line < s->nlines ? (ptrdiff_t)s->lines[line] - 1 : s->text.len;
    if (*end > *start && s->text.p[*end - 1] == '\r') {
        --*end;
    }
}

static void add_mark(Renderer *r, Span span, Str text, bool is_primary)
{
    const Source *source = sy_sources_at(r->diags->sources, span.start);
    if (source == NULL) {
        return;
    }
    Mark m = {.source = source, .text = text, .is_primary = is_primary};
    int column = 0;
    sy_sources_locate(r->diags->sources, span.start, &m.line, &column);
    ptrdiff_t line_start = 0;
    ptrdiff_t line_end = 0;
    line_bounds(source, m.line, &line_start, &line_end);
    m.start = (ptrdiff_t)(span.start - source->start);
    m.end = span.end > span.start ? (ptrdiff_t)(span.end - source->start) : m.start;
    m.end = m.end > line_end ? line_end : m.end;
    vec_push(r->diags->arena, &r->marks, m);
}

// Marks in the order they are shown: the file of the first mark, then others; by line, by column.
static bool mark_before(const Mark *a, const Mark *b, const Source *main)
{
    if (a->source != b->source) {
        return a->source == main || (b->source != main && a->source->start < b->source->start);
    }
    return a->line != b->line ? a->line < b->line : a->start < b->start;
}

static void sort_marks(Renderer *r)
{
    const Source *main = r->marks.p[0].source;
    for (ptrdiff_t i = 1; i < r->marks.len; i++) {
        Mark m = r->marks.p[i];
        ptrdiff_t at = i;
        for (; at > 0 && mark_before(&m, &r->marks.p[at - 1], main); at--) {
            r->marks.p[at] = r->marks.p[at - 1];
        }
        r->marks.p[at] = m;
    }
}

// Lays out the characters of s[from, to), tabs as blanks up to the next stop.
static void lay_out(Renderer *r, Str s, ptrdiff_t from, ptrdiff_t to)
{
    r->cells.len = 0;
    sy_buf_clear(&r->text);
    Str line = sy_str_sub(s, 0, to);
    ptrdiff_t col = 0;
    for (ptrdiff_t at = from; at < to;) {
        Cell c = {.at = at, .from = r->text.len, .col = col};
        if (s.p[at] == '\t') {
            sy_buf_pad(&r->text, ' ', TAB_COLUMNS - col % TAB_COLUMNS);
            at++;
        } else {
            at += write_visible(&r->text, line, at);
        }
        c.len = r->text.len - c.from;
        c.width = sy_utf8_columns(sy_str_sub(sy_buf_view(&r->text), c.from, r->text.len));
        col += c.width;
        vec_push(r->diags->arena, &r->cells, c);
    }
}

static ptrdiff_t total_columns(const Renderer *r)
{
    const Cell *last = r->cells.len > 0 ? &r->cells.p[r->cells.len - 1] : NULL;
    return last == NULL ? 0 : last->col + last->width;
}

// The first cell at or after a byte; cells.len: the line's end.
static ptrdiff_t cell_at(const Renderer *r, ptrdiff_t byte)
{
    ptrdiff_t i = 0;
    while (i < r->cells.len && r->cells.p[i].at < byte) {
        i++;
    }
    return i;
}

static ptrdiff_t cell_column(const Renderer *r, ptrdiff_t i)
{
    return i < r->cells.len ? r->cells.p[i].col : total_columns(r);
}

// Chooses the cells to show so that the mark is seen, with "..." where something is left out.
static void choose_part(Renderer *r, const Mark *m, bool more_left, bool more_right)
{
    r->first = 0;
    r->last = r->cells.len;
    r->cut_left = more_left;
    r->cut_right = more_right;
    if (total_columns(r) < r->room && !more_left && !more_right) {
        return; // one column is left for a caret at the line's end
    }
    ptrdiff_t budget = r->room - 6;
    ptrdiff_t from = cell_column(r, cell_at(r, m->start));
    ptrdiff_t wide = cell_column(r, cell_at(r, m->end)) - from;
    wide = wide > budget ? budget : wide;
    ptrdiff_t left = from - (budget - wide) / 2;
    if (left + budget > total_columns(r)) {
        left = total_columns(r) - budget;
    }
    left = left <= 3 && !more_left ? 0 : left;
    while (r->first < r->cells.len && r->cells.p[r->first].col < left) {
        r->first++;
    }
    while (r->last > r->first && cell_column(r, r->last) > (left < 0 ? 0 : left) + budget) {
        r->last--;
    }
    r->cut_left = more_left || r->first > 0;
    r->cut_right = more_right || r->last < r->cells.len;
}

// Lays out the line around a mark. Of a very long line only the neighbourhood is looked at.
static void lay_out_line(Renderer *r, const Mark *m)
{
    ptrdiff_t start = 0;
    ptrdiff_t end = 0;
    line_bounds(m->source, m->line, &start, &end);
    ptrdiff_t reach = 4 * r->width;
    ptrdiff_t from = m->start - start > reach ? m->start - reach : start;
    ptrdiff_t to = end - m->start > reach ? m->start + reach : end;
    Str s = m->source->text;
    for (int i = 0; i < 3 && from > start && from < to; i++) {
        from += ((unsigned char)s.p[from] & 0xc0) == 0x80;
    }
    for (int i = 0; i < 3 && to < end && to > from; i++) {
        to -= ((unsigned char)s.p[to] & 0xc0) == 0x80;
    }
    lay_out(r, s, from, to < from ? from : to);
    choose_part(r, m, from > start, to < end);
}

static void write_source_row(Renderer *r, int line)
{
    write_gutter(r, line);
    if (r->cut_left) {
        sy_buf_text(r->out, "...");
    }
    for (ptrdiff_t i = r->first; i < r->last; i++) {
        const Cell *c = &r->cells.p[i];
        sy_buf_str(r->out, sy_str_sub(sy_buf_view(&r->text), c->from, c->from + c->len));
    }
    if (r->cut_right) {
        sy_buf_text(r->out, "...");
    }
    end_row(r);
}

// Gives a mark its columns; false where it begins outside the part of the line that is shown.
static bool place_mark(Renderer *r, Mark *m)
{
    ptrdiff_t from = cell_at(r, m->start);
    ptrdiff_t to = cell_at(r, m->end);
    if (from < r->first || from > r->last || (from == r->last && r->cut_right)) {
        return false;
    }
    ptrdiff_t shift = (r->cut_left ? 3 : 0) - cell_column(r, r->first);
    m->col = cell_column(r, from) + shift;
    m->end_col = cell_column(r, to > r->last ? r->last : to) + shift;
    m->end_col = m->end_col > m->col ? m->end_col : m->col + 1;
    return true;
}

// The row of carets of marks [from, to) that are placed in this row (col >= 0).
static void write_carets(Renderer *r, ptrdiff_t from, ptrdiff_t to)
{
    sy_buf_clear(&r->row);
    for (int pass = 0; pass < 2; pass++) {
        for (ptrdiff_t i = from; i < to; i++) {
            const Mark *m = &r->marks.p[i];
            if (m->col >= 0 && m->is_primary == (pass == 1)) {
                sy_buf_pad(&r->row, ' ', m->end_col - r->row.len);
                memset(r->row.p + m->col, pass == 1 ? '^' : '-', (size_t)(m->end_col - m->col));
            }
        }
    }
    write_gutter(r, 0);
    char before = ' ';
    for (ptrdiff_t i = 0; i < r->row.len; i++) {
        char c = r->row.p[i];
        if (c != before) {
            before == ' ' ? (void)0 : unpaint(r);
            c == ' ' ? (void)0 : paint(r, c == '^' ? PAINT_LEVEL : PAINT_FRAME);
        }
        sy_buf_char(r->out, c);
        before = c;
    }
    unpaint(r);
}

// The mark whose label stands beside the carets: the rightmost, if nothing reaches beyond it.
static Mark *beside(Renderer *r, ptrdiff_t from, ptrdiff_t to)
{
    Mark *best = NULL;
    ptrdiff_t reach = 0;
    for (ptrdiff_t i = from; i < to; i++) {
        Mark *m = &r->marks.p[i];
        if (m->col >= 0) {
            best = best == NULL || m->col >= best->col ? m : best;
            reach = m->end_col > reach ? m->end_col : reach;
        }
    }
    if (best == NULL || best->text.len == 0 || best->end_col < reach ||
        sy_str_find_char(best->text, '\n') >= 0) {
        return NULL;
    }
    return best->end_col + 1 + sy_utf8_columns(visible(r, best->text)) <= r->room ? best : NULL;
}

// The gutter and a "|" at each label that is still to come, left of column `limit`.
static void write_bars(Renderer *r, ptrdiff_t from, ptrdiff_t to, ptrdiff_t limit)
{
    write_gutter(r, 0);
    ptrdiff_t col = 0;
    for (ptrdiff_t i = from; i < to; i++) {
        const Mark *m = &r->marks.p[i];
        if (m->col >= col && m->col < limit && m->text.len > 0) {
            sy_buf_pad(r->out, ' ', m->col - col);
            paint(r, m->is_primary ? PAINT_LEVEL : PAINT_FRAME);
            sy_buf_char(r->out, '|');
            unpaint(r);
            col = m->col + 1;
        }
    }
    sy_buf_pad(r->out, ' ', limit == PTRDIFF_MAX ? 0 : limit - col);
}

// A label under its mark, moved to the left where it would have too little room.
static void write_hanging(Renderer *r, ptrdiff_t from, ptrdiff_t at)
{
    const Mark *m = &r->marks.p[at];
    Str rest = visible(r, m->text);
    ptrdiff_t columns = sy_utf8_columns(rest);
    ptrdiff_t least = columns < LABEL_LEAST ? columns : LABEL_LEAST;
    ptrdiff_t col = m->col;
    if (r->room - col < least) {
        col = r->room < least ? 0 : r->room - least;
    }
    do {
        Str row = next_row(&rest, r->room - col);
        write_bars(r, from, at, col);
        paint(r, m->is_primary ? PAINT_LEVEL : PAINT_FRAME);
        sy_buf_str(r->out, row);
        unpaint(r);
        end_row(r);
    } while (rest.len > 0);
}

// The carets of marks [from, to) and their labels.
static void write_marks(Renderer *r, ptrdiff_t from, ptrdiff_t to)
{
    Mark *inlined = beside(r, from, to);
    write_carets(r, from, to);
    if (inlined != NULL) {
        sy_buf_char(r->out, ' ');
        paint(r, inlined->is_primary ? PAINT_LEVEL : PAINT_FRAME);
        sy_buf_str(r->out, visible(r, inlined->text));
        unpaint(r);
        inlined->text = STR("");
    }
    end_row(r);
    bool is_first = true;
    for (ptrdiff_t i = to - 1; i >= from; i--) {
        if (r->marks.p[i].col >= 0 && r->marks.p[i].text.len > 0) {
            if (is_first) {
                write_bars(r, from, to, PTRDIFF_MAX);
                end_row(r);
            }
            is_first = false;
            write_hanging(r, from, i);
        }
    }
}

// One source line with all its marks [from, to): once around the primary mark, and again for marks
// that lie outside what was shown of a long line.
static void write_line(Renderer *r, ptrdiff_t from, ptrdiff_t to)
{
    for (;;) {
        const Mark *focus = NULL;
        for (ptrdiff_t i = from; i < to; i++) {
            const Mark *m = &r->marks.p[i];
            if (!m->is_shown && (focus == NULL || m->is_primary)) {
                focus = m;
            }
        }
        if (focus == NULL) {
            return;
        }
        lay_out_line(r, focus);
        for (ptrdiff_t i = from; i < to; i++) {
            Mark *m = &r->marks.p[i];
            m->col = -1;
            if (!m->is_shown) {
                m->is_shown = place_mark(r, m) || m == focus;
            }
        }
        write_source_row(r, focus->line);
        write_marks(r, from, to);
    }
}

// What stands between two lines of a file: nothing, the single line between them, or "...".
static void write_gap(Renderer *r, const Mark *above, const Mark *below)
{
    if (below->line == above->line + 2) {
        Mark between = {.source = above->source, .line = above->line + 1};
        ptrdiff_t end = 0;
        line_bounds(between.source, between.line, &between.start, &end);
        between.end = between.start;
        lay_out_line(r, &between);
        write_source_row(r, between.line);
    } else if (below->line > above->line + 1) {
        paint(r, PAINT_FRAME);
        sy_buf_text(r->out, "...");
        unpaint(r);
        end_row(r);
    }
}

// Where a file is introduced, its primary mark is named if it has one.
static const Mark *file_mark(const Renderer *r, ptrdiff_t from)
{
    const Mark *first = &r->marks.p[from];
    for (ptrdiff_t i = from; i < r->marks.len && r->marks.p[i].source == first->source; i++) {
        if (r->marks.p[i].is_primary) {
            return &r->marks.p[i];
        }
    }
    return first;
}

static void write_snippets(Renderer *r)
{
    for (ptrdiff_t from = 0; from < r->marks.len;) {
        const Mark *m = &r->marks.p[from];
        const Mark *above = from > 0 ? m - 1 : NULL;
        if (above == NULL || above->source != m->source) {
            if (above != NULL) {
                write_gutter(r, 0);
                end_row(r);
            }
            write_place(r, above == NULL ? "-->" : ":::", file_mark(r, from));
        } else {
            write_gap(r, above, m);
        }
        ptrdiff_t to = from + 1;
        while (to < r->marks.len && r->marks.p[to].source == m->source &&
               r->marks.p[to].line == m->line) {
            to++;
        }
        write_line(r, from, to);
        from = to;
    }
}

static void write_footer(Renderer *r, const char *kind, Str text)
{
    sy_buf_pad(r->out, ' ', r->digits + 1);
    paint(r, PAINT_FRAME);
    sy_buf_char(r->out, '=');
    unpaint(r);
    sy_buf_char(r->out, ' ');
    paint(r, PAINT_BOLD);
    sy_buf_text(r->out, kind);
    unpaint(r);
    sy_buf_text(r->out, ": ");
    write_wrapped(r, text, r->digits + 3 + (ptrdiff_t)strlen(kind) + 2);
}

// The i-th help, with the replacement where it is not in the text already.
static Str help_text(const Renderer *r, ptrdiff_t i)
{
    const Diag *d = r->diag;
    Str help = d->help.p[i];
    bool is_short = d->fix.len > 0 && d->fix.len <= 60 && sy_str_find_char(d->fix, '\n') < 0;
    if (i > 0 || !is_short || sy_str_find(help, d->fix) >= 0) {
        return help;
    }
    return sy_str_fmt(r->diags->arena, "%.*s: `%.*s`", STR_ARG(help), STR_ARG(d->fix));
}

// A help that would replace just what the caret shows stands beside the caret, if there is room.
static bool help_beside(const Renderer *r)
{
    const Diag *d = r->diag;
    if (d->label.len > 0 || d->help.len == 0 || d->fix_span.start == 0 ||
        d->fix_span.start != d->span.start || d->fix_span.end != d->span.end) {
        return false;
    }
    int line = 0;
    int column = 0;
    sy_sources_locate(r->diags->sources, d->span.start, &line, &column);
    ptrdiff_t caret = sy_utf8_columns(sy_sources_text(r->diags->sources, d->span));
    return column + caret + 7 + sy_utf8_columns(help_text(r, 0)) + 8 <= r->width;
}

static void measure(Renderer *r)
{
    int most = 1;
    for (ptrdiff_t i = 0; i < r->marks.len; i++) {
        most = r->marks.p[i].line > most ? r->marks.p[i].line : most;
    }
    r->digits = 1;
    for (; most >= 10; most /= 10) {
        r->digits++;
    }
    r->room = r->width - r->digits - 3;
}

static void write_footers(Renderer *r, bool skip_help)
{
    const Diag *d = r->diag;
    bool has_label = false;
    for (ptrdiff_t i = 0; i < d->labels.len; i++) {
        has_label =
            has_label || sy_sources_at(r->diags->sources, d->labels.p[i].span.start) == NULL;
    }
    if (r->marks.len > 0 && (has_label || d->notes.len > 0 || d->help.len > skip_help)) {
        write_gutter(r, 0);
        end_row(r);
    }
    for (ptrdiff_t i = 0; i < d->labels.len; i++) {
        if (sy_sources_at(r->diags->sources, d->labels.p[i].span.start) == NULL) {
            write_footer(r, "note", d->labels.p[i].text);
        }
    }
    for (ptrdiff_t i = 0; i < d->notes.len; i++) {
        write_footer(r, "note", d->notes.p[i]);
    }
    for (ptrdiff_t i = skip_help; i < d->help.len; i++) {
        write_footer(r, "help", help_text(r, i));
    }
}

static void write_diag(Renderer *r, const Diag *d)
{
    r->diag = d;
    r->marks.len = 0;
    bool skip_help = help_beside(r);
    Str label = d->label;
    if (skip_help) {
        label = sy_str_fmt(r->diags->arena, "help: %.*s", STR_ARG(help_text(r, 0)));
    }
    add_mark(r, d->span, label, true);
    for (ptrdiff_t i = 0; i < d->labels.len; i++) {
        add_mark(r, d->labels.p[i].span, d->labels.p[i].text, false);
    }
    measure(r);
    write_header(r);
    if (r->marks.len > 0) {
        sort_marks(r);
        write_snippets(r);
    }
    write_footers(r, skip_help);
    sy_buf_char(r->out, '\n');
}

void sy_diags_render(Buf *out, const Diags *ds, RenderOptions options)
{
    Renderer r = {
        .out = out,
        .diags = ds,
        .colour = options.colour,
        .width = options.width == 0            ? WIDTH_USUAL
                 : options.width < WIDTH_LEAST ? WIDTH_LEAST
                                               : options.width,
        .text = sy_buf_new(ds->arena),
        .row = sy_buf_new(ds->arena),
        .work = sy_buf_new(ds->arena),
    };
    ptrdiff_t shown = ds->all.len;
    if (options.limit > 0 && options.limit < shown) {
        shown = options.limit;
    }
    for (ptrdiff_t i = 0; i < shown; i++) {
        write_diag(&r, &ds->all.p[i]);
    }
    int64_t left_out = (int64_t)ds->errors + ds->warnings + ds->notes - shown;
    if (left_out > 0) {
        sy_buf_fmt(out, "... and %lld more\n\n", (long long)left_out);
    }
}

static void write_count(Buf *out, int n, const char *what)
{
    if (n > 0) {
        sy_buf_fmt(out, "%s%d %s%s", out->len > 0 ? ", " : "", n, what, n == 1 ? "" : "s");
    }
}

void sy_diags_count(Buf *out, const Diags *ds)
{
    Buf b = sy_buf_new(ds->arena);
    if (ds->errors == 0 && ds->warnings == 0) {
        sy_buf_text(&b, "no errors");
    }
    write_count(&b, ds->errors, "error");
    write_count(&b, ds->warnings, "warning");
    write_count(&b, ds->notes, "note");
    sy_buf_str(out, sy_buf_view(&b));
}

// file, line, column, start and end of a span; null where it has no place.
static void json_place(Json *j, Sources *sources, Span span)
{
    const Source *source = sy_sources_at(sources, span.start);
    if (source == NULL) {
        static const char *const keys[] = {"file", "line", "column", "start", "end"};
        for (ptrdiff_t i = 0; i < COUNT_OF(keys); i++) {
            sy_json_key(j, keys[i]);
            sy_json_null(j);
        }
        return;
    }
    int line = 0;
    int column = 0;
    sy_sources_locate(sources, span.start, &line, &column);
    sy_json_key_str(j, "file", source->name);
    sy_json_key_int(j, "line", line);
    sy_json_key_int(j, "column", column);
    sy_json_key_int(j, "start", (int64_t)span.start - source->start);
    sy_json_key_int(j, "end", (int64_t)span.end - source->start);
}

static void json_texts(Json *j, const char *key, const Str *texts, ptrdiff_t n)
{
    sy_json_key(j, key);
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < n; i++) {
        sy_json_str(j, texts[i]);
    }
    sy_json_end(j);
}

static void json_placed_text(Json *j, Sources *sources, Span span, Str text)
{
    sy_json_object(j);
    json_place(j, sources, span);
    sy_json_key_str(j, "text", text);
    sy_json_end(j);
}

static void json_diag(Json *j, Sources *sources, const Diag *d)
{
    static const char *const levels[] = {"note", "warning", "error"};
    sy_json_object(j);
    sy_json_key_str(j, "code", sy_str_from(sy_diag_code_name(d->code)));
    sy_json_key_str(j, "level", sy_str_from(levels[d->level]));
    sy_json_key_str(j, "message", d->message);
    json_place(j, sources, d->span);
    sy_json_key_str(j, "label", d->label);
    sy_json_key(j, "labels");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < d->labels.len; i++) {
        json_placed_text(j, sources, d->labels.p[i].span, d->labels.p[i].text);
    }
    sy_json_end(j);
    json_texts(j, "notes", d->notes.p, d->notes.len);
    json_texts(j, "help", d->help.p, d->help.len);
    sy_json_key(j, "fix");
    if (d->fix_span.start == 0) {
        sy_json_null(j);
    } else {
        json_placed_text(j, sources, d->fix_span, d->fix);
    }
    sy_json_end(j);
}

void sy_diags_json(Json *j, const Diags *ds)
{
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < ds->all.len; i++) {
        json_diag(j, ds->sources, &ds->all.p[i]);
    }
    sy_json_end(j);
}
