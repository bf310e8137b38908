// `hold --readings`: the verdict of each goal under every combination of the readings, as a table.
#include "show/hold_part.h"

static Str option_of(const Screen *s, const HoldReading *r, ptrdiff_t column)
{
    return sy_sym_text(sy_screen_world(s)->tree->syms, r->options.p[column]);
}

static Str name_of(const Screen *s, ptrdiff_t column)
{
    return sy_entity(sy_screen_world(s)->model, s->a->varied.p[column])->name;
}

static int width_of(const Screen *s, ptrdiff_t column)
{
    ptrdiff_t width = sy_utf8_columns(name_of(s, column));
    for (ptrdiff_t i = 0; i < s->a->readings.len; i++) {
        ptrdiff_t n = sy_utf8_columns(option_of(s, &s->a->readings.p[i], column));
        width = n > width ? n : width;
    }
    return (int)width + 2;
}

static void header(const Screen *s)
{
    sy_buf_pad(s->b, ' ', 2);
    for (ptrdiff_t i = 0; i + 1 < s->a->varied.len; i++) {
        sy_show_padded(s->b, name_of(s, i), width_of(s, i));
    }
    sy_buf_safe(s->b, name_of(s, s->a->varied.len - 1));
    sy_buf_char(s->b, '\n');
}

static void row(const Screen *s, const HoldReading *r, Str verdict)
{
    int at = 2;
    sy_buf_pad(s->b, ' ', at);
    for (ptrdiff_t i = 0; i < s->a->varied.len; i++) {
        int width = width_of(s, i);
        sy_show_padded(s->b, option_of(s, r, i), width);
        at += width;
    }
    if (at > s->columns / 2) { // no room beside them
        sy_buf_char(s->b, '\n');
        at = 6;
        sy_buf_pad(s->b, ' ', at);
    }
    sy_buf_wrap(s->b, verdict, at, at + 2, s->columns);
}

static void table(const Screen *s, ptrdiff_t goal)
{
    const HoldAnswer *a = s->a;
    Str name = sy_word_ref(s->arena, sy_screen_world(s), a->goals.p[goal].thing);
    sy_show_heading(s->b, sy_str_fmt(s->arena, "%.*s, by the readings", STR_ARG(name)), &s->o);
    header(s);
    for (ptrdiff_t i = 0; i < a->readings.len; i++) {
        const HoldReading *r = &a->readings.p[i];
        Buf t = sy_buf_new(s->arena);
        sy_screen_verdict(&t, (Verdict)r->verdicts.p[goal], sy_screen_states(r, goal));
        sy_buf_text(&t, r->by_default ? " (by default)" : "");
        row(s, r, sy_buf_view(&t));
    }
}

void sy_screen_table(const Screen *s)
{
    const HoldAnswer *a = s->a;
    if (a->varied.len == 0) {
        sy_buf_text(s->b, "The model has no readings that could be taken otherwise.\n");
        return;
    }
    if (a->goals.len == 0) {
        sy_buf_text(s->b, "Name what is asked: the model has no goal.\n");
        return;
    }
    for (ptrdiff_t i = 0; i < a->goals.len; i++) {
        table(s, i);
    }
    Str more =
        sy_str_fmt(s->arena, "%lld combinations; these differ from the answer in one reading each.",
                   (long long)a->readings_count);
    if (a->readings_by_one) {
        sy_buf_wrap(s->b, more, 0, 2, s->columns);
        return;
    }
    sy_show_count(s->b, a->readings.len, "combination", "combinations");
    sy_buf_text(s->b, ".\n");
}
