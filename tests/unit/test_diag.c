#include "harness.h"

#include "diag/diag.h"
#include "diag/render.h"

typedef struct Case {
    Arena *arena;
    Sources *sources;
    Diags *diags;
} Case;

static Case case_new(Arena *arena)
{
    Case c = {.arena = arena, .sources = sy_sources_new(arena)};
    c.diags = sy_diags_new(arena, c.sources);
    return c;
}

// The span of the first occurrence of `text` in the source that begins at `start`.
static Span span_of(const Case *c, uint32_t start, const char *text)
{
    Str needle = sy_str_from(text);
    ptrdiff_t at = sy_str_find(sy_sources_at(c->sources, start)->text, needle);
    SY_ASSERT(at >= 0);
    return (Span){start + (uint32_t)at, start + (uint32_t)(at + needle.len)};
}

static Str rendered(const Case *c, RenderOptions options)
{
    Buf b = sy_buf_new(c->arena);
    sy_diags_render(&b, c->diags, options);
    return sy_buf_view(&b);
}

#define PLAIN ((RenderOptions){0})

// ---- sources

TEST(sources_are_found_by_position)
{
    Case c = case_new(arena);
    uint32_t a = sy_sources_add(c.sources, STR("a"), STR("one\ntwo\n"));
    uint32_t b = sy_sources_add(c.sources, STR("b"), STR(""));
    uint32_t d = sy_sources_add(c.sources, STR("c"), STR("x"));
    CHECK(a > 0 && b > a && d > b);
    CHECK(sy_sources_at(c.sources, 0) == NULL);
    CHECK_STR(sy_sources_at(c.sources, a)->name, "a");
    CHECK_STR(sy_sources_at(c.sources, a + 8)->name, "a"); // its end is a place
    CHECK_STR(sy_sources_at(c.sources, b)->name, "b");
    CHECK_STR(sy_sources_at(c.sources, d + 1)->name, "c");
    CHECK(sy_sources_at(c.sources, d + 2) == NULL);
    CHECK(sy_sources_at(c.sources, UINT32_MAX) == NULL);
    CHECK_STR(sy_sources_text(c.sources, (Span){a + 4, a + 7}), "two");
    CHECK_STR(sy_sources_text(c.sources, (Span){a + 4, a + 99}), "two\n");
    CHECK_STR(sy_sources_text(c.sources, (Span){0, 0}), "");
    CHECK_STR(sy_sources_text(c.sources, (Span){a + 4, a}), "");
}

TEST(sources_have_a_limit)
{
    Case c = case_new(arena);
    // The text is never read, so that it need not be there.
    Str huge = {"", (ptrdiff_t)SOURCE_TOTAL_LIMIT - 10};
    CHECK(sy_sources_add(c.sources, STR("a"), huge) > 0);
    CHECK_INT(sy_sources_add(c.sources, STR("b"), STR("0123456789")), 0);
    CHECK(sy_sources_add(c.sources, STR("c"), STR("0")) > 0);
}

TEST(sources_locate_lines_and_columns)
{
    Case c = case_new(arena);
    uint32_t s = sy_sources_add(c.sources, STR("a"), STR("ab\n\n\xd0\x96\xd0\x96z\r\nend"));
    static const int want[][2] = {{1, 1}, {1, 2}, {1, 3}, {2, 1}, {3, 1}, {3, 2}, {3, 2}, {3, 3},
                                  {3, 3}, {3, 4}, {3, 5}, {4, 1}, {4, 2}, {4, 3}, {4, 4}};
    for (int i = 0; i < COUNT_OF(want); i++) {
        if (i == 5 || i == 7) {
            continue; // within a character
        }
        int line = 0;
        int column = 0;
        sy_sources_locate(c.sources, s + (uint32_t)i, &line, &column);
        CHECK_INT(line, want[i][0]);
        CHECK_INT(column, want[i][1]);
    }
    int line = 9;
    int column = 9;
    sy_sources_locate(c.sources, 0, &line, &column);
    CHECK(line == 0 && column == 0);
}

// ---- collecting

TEST(codes_are_found_by_name)
{
    CHECK_STR(sy_str_from(sy_diag_code_name(D_E0101)), "E0101");
    CHECK(strlen(sy_diag_code_title(D_E0101)) > 0);
    CHECK_INT(sy_diag_code_find(STR("E0101")), D_E0101);
    CHECK_INT(sy_diag_code_find(STR("e0101")), D_E0101);
    CHECK_INT(sy_diag_code_find(STR("E010")), D_NONE);
    CHECK_INT(sy_diag_code_find(STR("E01011")), D_NONE);
    CHECK_INT(sy_diag_code_find(STR("")), D_NONE);
    for (int i = D_NONE + 1; i < D_COUNT; i++) {
        Str name = sy_str_from(sy_diag_code_name((DiagCode)i));
        CHECK_INT(sy_diag_code_find(name), i);
        CHECK(name.len == 5 && sy_str_find_char(STR("EWN"), name.p[0]) >= 0);
        CHECK(strlen(sy_diag_code_title((DiagCode)i)) > 0);
    }
}

static void count_is(const Case *c, const char *want)
{
    Buf b = sy_buf_new(c->arena);
    sy_diags_count(&b, c->diags);
    CHECK_STR(sy_buf_view(&b), want);
}

TEST(diags_are_counted_by_level)
{
    Case c = case_new(arena);
    count_is(&c, "no errors");
    Diag *d = sy_diag(c.diags, D_E0101, (Span){0}, "one");
    count_is(&c, "1 error");
    sy_diag_level(c.diags, d, DIAG_WARNING);
    count_is(&c, "1 warning");
    sy_diag_level(c.diags, d, DIAG_NOTE);
    count_is(&c, "no errors, 1 note");
    sy_diag(c.diags, D_E0101, (Span){0}, "two");
    sy_diag(c.diags, D_E0101, (Span){0}, "three");
    count_is(&c, "2 errors, 1 note");
}

TEST(diags_beyond_the_limit_are_counted_only)
{
    Case c = case_new(arena);
    for (int i = 0; i < DIAG_LIMIT + 7; i++) {
        Diag *d = sy_diag(c.diags, D_E0101, (Span){0}, "number %d", i);
        sy_diag_note(c.diags, d, "a note");
        sy_diag_help(c.diags, d, "a help");
        sy_diag_caret(c.diags, d, "a caret");
        sy_diag_label(c.diags, d, (Span){0}, "a label");
        sy_diag_suggest(c.diags, d, (Span){0}, STR("x"), "a fix");
        CHECK(i < DIAG_LIMIT || d->notes.len == 0);
    }
    CHECK_INT(c.diags->all.len, DIAG_LIMIT);
    CHECK_INT(c.diags->errors, DIAG_LIMIT + 7);
    CHECK(c.diags->full);
    Str text = rendered(&c, (RenderOptions){.limit = 5});
    CHECK(sy_str_find(text, STR("number 4\n")) > 0 && sy_str_find(text, STR("number 5\n")) < 0);
    CHECK(sy_str_ends(text, STR("\n\n... and 1002 more\n\n")));
    CHECK(sy_str_ends(rendered(&c, PLAIN), STR("\n\n... and 7 more\n\n")));
}

TEST(diags_sort_by_place_then_code)
{
    Case c = case_new(arena);
    static const struct {
        uint32_t at;
        int code;
    } cases[] = {{9, 1}, {3, 2}, {3, 1}, {0, 1}, {3, 1}, {1, 2}};
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        sy_diag(c.diags, (DiagCode)cases[i].code, (Span){cases[i].at, cases[i].at}, "%d", (int)i);
    }
    sy_diags_sort(c.diags);
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < c.diags->all.len; i++) {
        sy_buf_str(&b, c.diags->all.p[i].message);
    }
    CHECK_STR(sy_buf_view(&b), "352410");
}

// ---- rendering

TEST(render_shows_the_caret_and_the_help_beside_it)
{
    Case c = case_new(arena);
    Str text = STR("surety 1\n\n\n\n\n\n\n\n\n\n\n  given by: frnace\n");
    uint32_t s = sy_sources_add(c.sources, STR("model.surety"), text);
    Span name = span_of(&c, s, "frnace");
    Diag *d = sy_diag(c.diags, D_E0101, name, "no actor is called `%s`", "frnace");
    sy_diag_suggest(c.diags, d, name, STR("france"), "an actor with a similar name exists");
    d = sy_diag(c.diags, D_E0101, name, "the same, with the name left to the fix");
    sy_diag_help(c.diags, d, "there is another");
    sy_diag_fix(c.diags, d, name, STR("france"));
    CHECK_STR(rendered(&c, PLAIN),
              "error[E0101]: no actor is called `frnace`\n"
              "  --> model.surety:12:13\n"
              "   |\n"
              "12 |   given by: frnace\n"
              "   |             ^^^^^^ help: an actor with a similar name exists: `france`\n"
              "\n"
              "error[E0101]: the same, with the name left to the fix\n"
              "  --> model.surety:12:13\n"
              "   |\n"
              "12 |   given by: frnace\n"
              "   |             ^^^^^^ help: there is another: `france`\n"
              "\n");
}

TEST(render_puts_the_fix_below_where_the_caret_has_a_label)
{
    Case c = case_new(arena);
    uint32_t s = sy_sources_add(c.sources, STR("m"), STR("given by frnace\n"));
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, s, "frnace"), "unknown");
    sy_diag_caret(c.diags, d, "not declared");
    sy_diag_suggest(c.diags, d, span_of(&c, s, "frnace"), STR("france"), "did you mean");
    CHECK_STR(rendered(&c, PLAIN), "error[E0101]: unknown\n"
                                   " --> m:1:10\n"
                                   "  |\n"
                                   "1 | given by frnace\n"
                                   "  |          ^^^^^^ not declared\n"
                                   "  |\n"
                                   "  = help: did you mean: `france`\n"
                                   "\n");
}

TEST(render_orders_lines_and_files)
{
    Case c = case_new(arena);
    uint32_t a = sy_sources_add(c.sources, STR("a"),
                                STR("first\n2\nthird\n4\n5\n6\n7\n8\n9\n"
                                    "tenth\neleventh\n"));
    uint32_t b = sy_sources_add(c.sources, STR("dir/b"), STR("other file\n"));
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, a, "third"), "m");
    sy_diag_caret(c.diags, d, "primary");
    sy_diag_label(c.diags, d, span_of(&c, b, "file"), "elsewhere");
    sy_diag_label(c.diags, d, span_of(&c, a, "tenth"), "far below");
    sy_diag_label(c.diags, d, span_of(&c, a, "eleventh"), "next to it");
    sy_diag_label(c.diags, d, span_of(&c, a, "first"), "above");
    sy_diag_label(c.diags, d, (Span){0}, "a label without a place");
    sy_diag_note(c.diags, d, "a fact");
    CHECK_STR(rendered(&c, PLAIN), "error[E0101]: m\n"
                                   "  --> a:3:1\n"
                                   "   |\n"
                                   "1  | first\n"
                                   "   | ----- above\n"
                                   "2  | 2\n"
                                   "3  | third\n"
                                   "   | ^^^^^ primary\n"
                                   "...\n"
                                   "10 | tenth\n"
                                   "   | ----- far below\n"
                                   "11 | eleventh\n"
                                   "   | -------- next to it\n"
                                   "   |\n"
                                   "  ::: dir/b:1:7\n"
                                   "   |\n"
                                   "1  | other file\n"
                                   "   |       ---- elsewhere\n"
                                   "   |\n"
                                   "   = note: a label without a place\n"
                                   "   = note: a fact\n"
                                   "\n");
}

TEST(render_hangs_labels_of_one_line)
{
    Case c = case_new(arena);
    uint32_t s = sy_sources_add(c.sources, STR("m"), STR("from france to ukraine\n"));
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, s, "france"), "m");
    sy_diag_caret(c.diags, d, "the giver");
    sy_diag_label(c.diags, d, span_of(&c, s, "ukraine"), "the receiver");
    sy_diag_label(c.diags, d, span_of(&c, s, "from"), "opened here");
    CHECK_STR(rendered(&c, PLAIN), "error[E0101]: m\n"
                                   " --> m:1:6\n"
                                   "  |\n"
                                   "1 | from france to ukraine\n"
                                   "  | ---- ^^^^^^    ------- the receiver\n"
                                   "  | |    |\n"
                                   "  | |    the giver\n"
                                   "  | opened here\n"
                                   "\n");
}

TEST(render_lets_the_primary_mark_win)
{
    Case c = case_new(arena);
    uint32_t s = sy_sources_add(c.sources, STR("m"), STR("from france to ukraine\n"));
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, s, "france"), "m");
    sy_diag_caret(c.diags, d, "inner");
    sy_diag_label(c.diags, d, span_of(&c, s, "from france to"), "outer");
    CHECK_STR(rendered(&c, PLAIN), "error[E0101]: m\n"
                                   " --> m:1:6\n"
                                   "  |\n"
                                   "1 | from france to ukraine\n"
                                   "  | -----^^^^^^---\n"
                                   "  | |    |\n"
                                   "  | |    inner\n"
                                   "  | outer\n"
                                   "\n");
}

TEST(render_expands_tabs_and_counts_wide_characters)
{
    Case c = case_new(arena);
    Str text = STR("\ta\tb\n\xe6\x97\xa5\xe6\x9c\xac x\ne\xcc\x81 y\r\n");
    uint32_t s = sy_sources_add(c.sources, STR("m"), text);
    static const char *const places[] = {"b", "x", "\xe6\x97\xa5", "y"};
    for (ptrdiff_t i = 0; i < COUNT_OF(places); i++) {
        sy_diag(c.diags, D_E0101, span_of(&c, s, places[i]), "m");
    }
    CHECK_STR(rendered(&c, PLAIN), "error[E0101]: m\n --> m:1:4\n  |\n"
                                   "1 |     a   b\n"
                                   "  |         ^\n\n"
                                   "error[E0101]: m\n --> m:2:4\n  |\n"
                                   "2 | \xe6\x97\xa5\xe6\x9c\xac x\n"
                                   "  |      ^\n\n"
                                   "error[E0101]: m\n --> m:2:1\n  |\n"
                                   "2 | \xe6\x97\xa5\xe6\x9c\xac x\n"
                                   "  | ^^\n\n"
                                   "error[E0101]: m\n --> m:3:4\n  |\n"
                                   "3 | e\xcc\x81 y\n"
                                   "  |   ^\n\n");
}

TEST(render_disarms_hostile_text)
{
    Case c = case_new(arena);
    Str text = STR("a\xe2\x80\xae"
                   "b\x1b[31m\xff"
                   "c\n");
    uint32_t s = sy_sources_add(c.sources, STR("m\n\x1b]0;x\x07"), text);
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, s, "c"), "an \x1b[2J and a \xe2\x81\xa6");
    sy_diag_caret(c.diags, d, "\x07");
    sy_diag_note(c.diags, d, "\x1b\xc2\x9b");
    CHECK_STR(rendered(&c, PLAIN), "error[E0101]: an <U+001B>[2J and a <U+2066>\n"
                                   " --> m\n<U+001B>]0;x<U+0007>:1:10\n"
                                   "  |\n"
                                   "1 | a<U+202E>b<U+001B>[31m<FF>c\n"
                                   "  |                           ^ <U+0007>\n"
                                   "  |\n"
                                   "  = note: <U+001B><U+009B>\n"
                                   "\n");
}

TEST(render_cuts_long_lines_around_the_mark)
{
    Case c = case_new(arena);
    Buf b = sy_buf_new(arena);
    for (int i = 0; i < 100; i++) {
        sy_buf_fmt(&b, "w%02d%s", i, i < 99 ? " " : "");
    }
    uint32_t s = sy_sources_add(c.sources, STR("m"), sy_buf_view(&b));
    sy_diag_caret(c.diags, sy_diag(c.diags, D_E0101, span_of(&c, s, "w50"), "m"), "middle");
    sy_diag_caret(c.diags, sy_diag(c.diags, D_E0101, span_of(&c, s, "w01"), "m"), "start");
    sy_diag_caret(c.diags, sy_diag(c.diags, D_E0101, span_of(&c, s, "w99"), "m"), "end");
    CHECK_STR(rendered(&c, (RenderOptions){.width = 50}),
              "error[E0101]: m\n --> m:1:201\n  |\n"
              "1 | ...5 w46 w47 w48 w49 w50 w51 w52 w53 w54 w5...\n"
              "  |                      ^^^ middle\n\n"
              "error[E0101]: m\n --> m:1:5\n  |\n"
              "1 | w00 w01 w02 w03 w04 w05 w06 w07 w08 w09 ...\n"
              "  |     ^^^ start\n\n"
              "error[E0101]: m\n --> m:1:397\n  |\n"
              "1 | ... w90 w91 w92 w93 w94 w95 w96 w97 w98 w99\n"
              "  |                                         ^^^\n"
              "  |                                         |\n"
              "  |                                         end\n\n");
}

TEST(render_shows_marks_of_one_long_line_apart)
{
    Case c = case_new(arena);
    Buf b = sy_buf_new(arena);
    sy_buf_pad(&b, 'x', 100000);
    sy_buf_text(&b, "A");
    sy_buf_pad(&b, 'y', 100000);
    sy_buf_text(&b, "B");
    sy_buf_pad(&b, 'z', 100000);
    uint32_t s = sy_sources_add(c.sources, STR("m"), sy_buf_view(&b));
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, s, "B"), "m");
    sy_diag_label(c.diags, d, span_of(&c, s, "A"), "a label");
    CHECK_STR(rendered(&c, (RenderOptions){.width = 40}),
              "error[E0101]: m\n --> m:1:200002\n  |\n"
              "1 | ...yyyyyyyyyyyyyyBzzzzzzzzzzzzzzz...\n"
              "  |                  ^\n"
              "1 | ...xxxxxxxxxxxxxxAyyyyyyyyyyyyyyy...\n"
              "  |                  - a label\n"
              "\n");
}

TEST(render_shows_the_first_line_of_a_long_span)
{
    Case c = case_new(arena);
    uint32_t s = sy_sources_add(c.sources, STR("m"), STR("one two\nthree\n"));
    sy_diag(c.diags, D_E0101, (Span){s + 4, s + 12}, "over the line end");
    sy_diag(c.diags, D_E0101, (Span){s + 7, s + 9}, "at the line end");
    sy_diag(c.diags, D_E0101, (Span){s + 14, s + 14}, "at the end");
    CHECK_STR(rendered(&c, PLAIN), "error[E0101]: over the line end\n --> m:1:5\n  |\n"
                                   "1 | one two\n"
                                   "  |     ^^^\n\n"
                                   "error[E0101]: at the line end\n --> m:1:8\n  |\n"
                                   "1 | one two\n"
                                   "  |        ^\n\n"
                                   "error[E0101]: at the end\n --> m:3:1\n  |\n"
                                   "3 |\n"
                                   "  | ^\n\n");
}

TEST(render_wraps_messages)
{
    Case c = case_new(arena);
    Diag *d = sy_diag(c.diags, D_E0101, (Span){0}, "one two three four five six seven eight");
    sy_diag_note(c.diags, d, "a note of many words that cannot stand in one row\nits second line");
    sy_diag_help(c.diags, d, "averyveryverylongwordthatcannotbebrokenatall and more");
    CHECK_STR(rendered(&c, (RenderOptions){.width = 44}),
              "error[E0101]: one two three four five six\n"
              "              seven eight\n"
              "  = note: a note of many words that cannot\n"
              "          stand in one row\n"
              "          its second line\n"
              "  = help: averyveryverylongwordthatcannotbebrokenatall\n"
              "          and more\n"
              "\n");
}

TEST(render_keeps_within_the_width)
{
    Rng r = sy_rng_new(harness_seed());
    static const char *const bits[] = {"word ",        "a ",        "\t",
                                       "\xe6\x97\xa5", "e\xcc\x81", "\xe2\x80\xae",
                                       "longerword ",  "\xff",      "\n"};
    int too_wide = 0;
    for (int round = 0; round < 500; round++) {
        Case c = case_new(arena);
        Buf b = sy_buf_new(arena);
        for (uint32_t i = sy_rng_below(&r, 200); i > 0; i--) {
            sy_buf_text(&b, bits[sy_rng_below(&r, (uint32_t)COUNT_OF(bits))]);
        }
        Str text = sy_str_dup(arena, sy_buf_view(&b));
        uint32_t s = sy_sources_add(c.sources, STR("m"), text);
        Diag *d = NULL;
        for (int i = 0; i < 4; i++) {
            uint32_t at = s + sy_rng_below(&r, (uint32_t)text.len + 1);
            Span span = {at, at + sy_rng_below(&r, 30)};
            if (d == NULL) {
                d = sy_diag(c.diags, D_E0101, span, "a message of some words, and some more");
                sy_diag_caret(c.diags, d, "a label of a few words that may have to move");
            } else {
                sy_diag_label(c.diags, d, span, "another label of a few words, perhaps moved");
            }
        }
        Str out = rendered(&c, (RenderOptions){.width = 60});
        CHECK_INT(sy_utf8_invalid(out), -1);
        while (out.len > 0) {
            ptrdiff_t end = sy_str_find_char(out, '\n');
            too_wide += sy_utf8_columns(sy_str_sub(out, 0, end)) > 60;
            out = sy_str_sub(out, end + 1, out.len);
        }
    }
    CHECK_INT(too_wide, 0);
}

TEST(render_colours)
{
    Case c = case_new(arena);
    uint32_t s = sy_sources_add(c.sources, STR("m"), STR("a bc\n"));
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, s, "bc"), "m");
    sy_diag_caret(c.diags, d, "l");
    sy_diag_label(c.diags, d, span_of(&c, s, "a"), "%s", "");
    sy_diag_note(c.diags, d, "n");
    sy_diag_level(c.diags, d, DIAG_WARNING);
    CHECK_STR(rendered(&c, (RenderOptions){.colour = true}),
              "\033[1;33mwarning[E0101]\033[0m\033[1m: m\033[0m\n"
              "\033[1;34m -->\033[0m m:1:3\n"
              "\033[1;34m  |\033[0m\n"
              "\033[1;34m1 |\033[0m a bc\n"
              "\033[1;34m  |\033[0m \033[1;34m-\033[0m \033[1;33m^^\033[0m \033[1;33ml\033[0m\n"
              "\033[1;34m  |\033[0m\n"
              "  \033[1;34m=\033[0m \033[1mnote\033[0m: n\n"
              "\n");
}

// ---- JSON

TEST(json_has_places_in_bytes_and_code_points)
{
    Case c = case_new(arena);
    sy_sources_add(c.sources, STR("before"), STR("xxx"));
    uint32_t s = sy_sources_add(c.sources, STR("m"), STR("\xd0\x96\xd0\x96 bc\n"));
    Diag *d = sy_diag(c.diags, D_E0101, span_of(&c, s, "bc"), "m");
    sy_diag_caret(c.diags, d, "l");
    sy_diag_label(c.diags, d, span_of(&c, s, "\xd0\x96"), "t");
    sy_diag_note(c.diags, d, "n");
    sy_diag_help(c.diags, d, "h");
    sy_diag_fix(c.diags, d, span_of(&c, s, "c"), STR("d"));
    sy_diag(c.diags, D_E0101, (Span){0}, "no place");
    Buf b = sy_buf_new(arena);
    Json j = sy_json_new(&b);
    j.compact = true;
    sy_diags_json(&j, c.diags);
    CHECK_STR(
        sy_buf_view(&b),
        "[{\"code\":\"E0101\",\"level\":\"error\",\"message\":\"m\",\"file\":\"m\",\"line\":1,"
        "\"column\":4,\"start\":5,\"end\":7,\"label\":\"l\",\"labels\":[{\"file\":\"m\","
        "\"line\":1,\"column\":1,\"start\":0,\"end\":2,\"text\":\"t\"}],\"notes\":[\"n\"],"
        "\"help\":[\"h\"],\"fix\":{\"file\":\"m\",\"line\":1,\"column\":5,\"start\":6,"
        "\"end\":7,\"text\":\"d\"}},"
        "{\"code\":\"E0101\",\"level\":\"error\",\"message\":\"no place\",\"file\":null,"
        "\"line\":null,\"column\":null,\"start\":null,\"end\":null,\"label\":\"\","
        "\"labels\":[],\"notes\":[],\"help\":[],\"fix\":null}]");
}
