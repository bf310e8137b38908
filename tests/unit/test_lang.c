// The language: tokens, tree, formatter. Models are read from ../shared where that is at hand.
#include "harness.h"

#include "../lang/tree_dump.h"
#include "lang/fmt.h"
#include "lang/lex.h"

#include <dirent.h>

// ---------------------------------------------------------------- files

static bool file_read(Arena *arena, const char *path, Str *out)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        return false;
    }
    Buf b = sy_buf_new(arena);
    char part[65536];
    size_t n;
    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        sy_buf_str(&b, (Str){part, (ptrdiff_t)n});
    }
    fclose(f);
    *out = sy_buf_view(&b);
    return true;
}

// The program runs in the project's folder or in a build folder below it.
static const char *const above[] = {"", "../", "../../", "../../../"};

typedef VEC(Str) Texts;

// Every file of a folder whose name ends so.
static void folder_read(Arena *arena, const char *folder, const char *ending, Texts *out)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(above) && out->len == 0; i++) {
        Str path = sy_str_fmt(arena, "%s%s", above[i], folder);
        DIR *dir = opendir(sy_str_cstring(arena, path));
        for (struct dirent *d; dir != NULL && (d = readdir(dir)) != NULL;) {
            Str file = sy_str_fmt(arena, "%.*s/%s", STR_ARG(path), d->d_name), text;
            if (sy_str_ends(file, sy_str_from(ending)) &&
                file_read(arena, sy_str_cstring(arena, file), &text)) {
                vec_push(arena, out, text);
            }
        }
        if (dir != NULL) {
            closedir(dir);
        }
    }
}

static void models_read(Arena *arena, Texts *out)
{
    folder_read(arena, "../shared/design/language/models", ".surety", out);
    folder_read(arena, "examples/ukraine-2025", ".surety", out);
    if (out->len == 0) {
        printf("# no models at hand: skipped\n");
    }
}

// ---------------------------------------------------------------- parsing

typedef struct Run {
    Sources *sources;
    Diags *diags;
    Syms *syms;
} Run;

static Run run_new(Arena *arena)
{
    Run r = {.sources = sy_sources_new(arena), .syms = sy_syms_new(arena)};
    r.diags = sy_diags_new(arena, r.sources);
    return r;
}

static const Source *source_add(Run *r, Str text)
{
    sy_sources_add(r->sources, STR("test.surety"), text);
    return &r->sources->all.p[r->sources->all.len - 1];
}

static Tree *parse(Arena *arena, Run *r, Str text)
{
    Tree *t = sy_tree_new(arena, r->syms);
    sy_parse_file(t, r->diags, source_add(r, text), STR("test.surety"), 0, 0);
    return t;
}

// The codes of a text's diagnostics, parted by blanks.
static Str codes(Arena *arena, Str text)
{
    Run r = run_new(arena);
    parse(arena, &r, text);
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < r.diags->all.len; i++) {
        sy_buf_fmt(&b, "%s%s", i ? " " : "", sy_diag_code_name(r.diags->all.p[i].code));
    }
    return sy_buf_view(&b);
}

static Str codes_of(Arena *arena, const char *text)
{
    return codes(arena, sy_str_fmt(arena, "surety 1\n%s", text));
}

// ---------------------------------------------------------------- tokens

// Tokens as letters and texts: "N:a D:2025-08-19 |" ("|" a line end).
static Str tokens_of(Arena *arena, const char *text, bool comments)
{
    static const char letters[] = ".|NSLnDCPFdcoO)%/?#";
    Run r = run_new(arena);
    Lexer lx = sy_lexer_new(arena, r.syms, r.diags, source_add(&r, sy_str_from(text)));
    lx.keep_comments = comments;
    Toks toks = {0};
    Buf b = sy_buf_new(arena);
    while (sy_lexer_entry(&lx, &toks)) {
        for (ptrdiff_t i = 0; i < toks.len; i++) {
            const Tok *t = &toks.p[i];
            Str s = sy_sources_text(r.sources, (Span){t->start, t->end});
            sy_buf_fmt(&b, b.len ? " %c" : "%c", letters[t->kind]);
            if (t->kind != TOK_END && t->kind != TOK_LINE) {
                sy_buf_fmt(&b, ":%.*s", STR_ARG(s));
            }
        }
    }
    return sy_buf_view(&b);
}

TEST(lex_numbers_dates_spans)
{
    CHECK_STR(tokens_of(arena, "2025 2025-08 2025-08-19 725-837 2025-1", false),
              "n:2025 D:2025-08 D:2025-08-19 P:725-837 P:2025-1 .");
    CHECK_STR(tokens_of(arena, "25,000 1,2 1,000.5 2/3 -4 1..2 1.5..2", false),
              "n:25,000 n:1 c:, n:2 n:1,000.5 F:2/3 n:-4 n:1 d:.. n:2 n:1.5 d:.. n:2 .");
    CHECK_STR(tokens_of(arena, "2025-08-19..2025-08-20", false),
              "D:2025-08-19 d:.. D:2025-08-20 .");
    CHECK_STR(tokens_of(arena, "09:00 9:30:15Z 09:00+02:00 24:00 9:3", false),
              "C:09:00 C:9:30:15Z C:09:00+02:00 C:24:00 n:9 o:: n:3 .");
    CHECK_STR(tokens_of(arena, "20 % sortie/day 30 days", false),
              "n:20 %:% N:sortie /:/ N:day n:30 N:days .");
}

TEST(lex_names_labels_texts)
{
    CHECK_STR(tokens_of(arena, "Defence-minister US.air-support a-1 T.s", false),
              "N:Defence-minister N:US.air-support N:a-1 N:T.s .");
    CHECK_STR(tokens_of(arena, "Київ Türkiye Ελλάδα.όρος", false),
              "N:Київ N:Türkiye N:Ελλάδα.όρος .");
    CHECK_STR(tokens_of(arena, "[C07] [ a b ] \"a text\n   over lines\"", false),
              "L:C07 L:a b S:a text\n   over lines .");
    CHECK_STR(tokens_of(arena, "x-any thing at \"all # of it\n x-two\n", false),
              "N:x-any S:thing at \"all # of it | N:x-two .");
}

TEST(lex_lines_go_on)
{
    CHECK_STR(tokens_of(arena, "a b\n c\n", false), "N:a N:b | N:c .");
    CHECK_STR(tokens_of(arena, "a,\n b:\n c and\n d or\n e\n", false),
              "N:a c:, N:b o:: N:c N:and N:d N:or N:e .");
    CHECK_STR(tokens_of(arena, "a (\n b\n c)\n d\n", false), "N:a O:( N:b N:c ):) | N:d .");
    CHECK_STR(tokens_of(arena, "a\n and b\n or c\n )\n", false), "N:a N:and N:b N:or N:c ):) .");
    CHECK_STR(tokens_of(arena, "a; b;\n c\n\n\n d", false), "N:a | N:b | N:c | N:d .");
    CHECK_STR(tokens_of(arena, "a\nb\n  c\nd", false), "N:a . N:b | N:c . N:d .");
}

TEST(lex_comments_do_not_end_lines)
{
    CHECK_STR(tokens_of(arena, "a, # one\n b # two\n and c\n d # three", false),
              "N:a c:, N:b N:and N:c | N:d .");
    CHECK_STR(tokens_of(arena, "a, # one\n b # two\n and c\n d # three", true),
              "N:a c:, #:# one N:b #:# two N:and N:c | N:d #:# three .");
    CHECK_STR(tokens_of(arena, "a\n# one\n # two\n b\n", true), "N:a | #:# one #:# two N:b .");
    CHECK_STR(tokens_of(arena, "# only\n", true), "#:# only .");
}

// ---------------------------------------------------------------- what is refused

TEST(parse_whole_files)
{
    CHECK_STR(codes(arena, STR("")), "E0101");
    CHECK_STR(codes(arena, STR("# only\n  # comments")), "E0101");
    CHECK_STR(codes(arena, STR("party A \"a\"\n")), "E0101");
    CHECK_STR(codes(arena, STR("surety 2\n")), "E0102");
    CHECK_STR(codes(arena, STR("surety 1\nparty A \"\xff\"\n")), "E0203");
    CHECK_STR(codes(arena, STR("surety 1\nparty A \"a\0\"\n")), "E0205");
    CHECK_STR(codes(arena, STR("surety 1\nparty A \"a\xe2\x80\xae\"\n")), "E0206");
    CHECK_STR(codes(arena, STR("  surety 1\n")), "E0303");
    CHECK_STR(codes_of(arena, "party A \"a\nfact x \"x\"\n"), "E0202");
    CHECK_STR(codes_of(arena, "party A \"a"), "E0202");
    CHECK_STR(codes_of(arena, "party A [a\n"), "E0204");
}

TEST(parse_words_are_no_names)
{
    CHECK_STR(codes_of(arena, "fact with \"x\"\n"), "E1301");
    CHECK_STR(codes_of(arena, "party x-files \"x\"\n"), "E1301");
    CHECK_STR(codes_of(arena, "party open \"a kind and a grade may be names\"\n"), "");
    CHECK_STR(codes_of(arena, "condition c means frame is and\n"), "E0409");
    CHECK_STR(codes_of(arena, "reading r\n    option or\n"), "E0418");
}

TEST(parse_goes_on_after_a_mistake)
{
    CHECK_STR(codes_of(arena, "party A.b \"a\"\nfact x judged\nif x\nparty B \"b\"\n"),
              "E1302 E0416 E0302");
    CHECK_STR(codes_of(arena, "? 2025-01-01 A: A plans to go\n"), "E0801");
}

// ---------------------------------------------------------------- limits

static Str repeated(Arena *arena, const char *head, const char *part, int n, const char *tail)
{
    Buf b = sy_buf_new(arena);
    sy_buf_text(&b, head);
    for (int i = 0; i < n; i++) {
        sy_buf_text(&b, part);
    }
    sy_buf_text(&b, tail);
    return sy_buf_view(&b);
}

TEST(limits)
{
    const char *head = "surety 1\ncondition c means ";
    CHECK_STR(codes(arena, repeated(arena, head, "(", 100000, "a")), "E1402");
    CHECK_STR(codes(arena, repeated(arena, head, "not ", 100000, "a")), "E1402");
    CHECK_STR(codes(arena, repeated(arena, head, "(", 150, repeated(arena, "a", ")", 150, "").p)),
              "");
    CHECK_STR(codes(arena, repeated(arena, "surety 1\nfact f by ", "1 day after ", 100000, "a")),
              "E0501");
    CHECK_STR(codes(arena, repeated(arena, "surety 1\nneed n from ", "1 day after ", 100000, "a")),
              "E1402");
    CHECK_STR(codes(arena, repeated(arena, "surety 1\nparty ", "aaaaaaaaaa", 21, " \"a\"\n")),
              "E0210");
    Str many =
        repeated(arena, "surety 1\nparty A also \"a\"", ", \"aaaaaaaaaaaaaa\"", 1200000, "\n");
    CHECK(many.len > 20000000);
    CHECK_STR(codes(arena, many), "E0209");
    Str text = repeated(arena, "surety 1\nparty A \"", "abcdefghi ", 2000000, "\"\n");
    CHECK_STR(codes(arena, text), "");
}

// ---------------------------------------------------------------- the formatter

static Str fmt_or_empty(Arena *arena, Run *r, Str text)
{
    Buf out = sy_buf_new(arena);
    return sy_fmt(&out, arena, r->syms, source_add(r, text), r->diags) ? sy_buf_view(&out)
                                                                       : (Str){0};
}

static Str fmt_of(Arena *arena, const char *text)
{
    Run r = run_new(arena);
    return fmt_or_empty(arena, &r, sy_str_fmt(arena, "surety 1\n%s", text));
}

// Every comment, a line each.
static Str comments_of(Arena *arena, Run *r, const Source *source)
{
    Lexer lx = sy_lexer_new(arena, r->syms, r->diags, source);
    lx.keep_comments = true;
    Toks toks = {0};
    Buf b = sy_buf_new(arena);
    while (sy_lexer_entry(&lx, &toks)) {
        for (ptrdiff_t i = 0; i < toks.len; i++) {
            if (toks.p[i].kind == TOK_COMMENT) {
                Span at = {toks.p[i].start, toks.p[i].end};
                sy_buf_str(&b, sy_sources_text(r->sources, at));
                sy_buf_char(&b, '\n');
            }
        }
    }
    return sy_buf_view(&b);
}

// If the text can be formatted, that loses nothing, and doing it again changes nothing.
static bool round_trip(Arena *arena, Str text, bool *out_parsed)
{
    Run r = run_new(arena);
    Str once = fmt_or_empty(arena, &r, text);
    *out_parsed = once.len > 0;
    if (once.len == 0) {
        return true;
    }
    Str twice = fmt_or_empty(arena, &r, once);
    Str before = tree_dump(arena, parse(arena, &r, text));
    Str comments = comments_of(arena, &r, &r.sources->all.p[r.sources->all.len - 1]);
    Str after = tree_dump(arena, parse(arena, &r, once));
    bool kept =
        sy_str_eq(comments, comments_of(arena, &r, &r.sources->all.p[r.sources->all.len - 1]));
    bool again = CHECK(sy_str_eq(once, twice));
    bool same = CHECK(sy_str_eq(before, after));
    return CHECK(kept) && again && same;
}

TEST(fmt_headers_and_clauses)
{
    CHECK_STR(fmt_of(arena, "PARTY   A \"a\"   voice B\n"), "surety 1\nPARTY A \"a\" voice B\n");
    CHECK_STR(fmt_of(arena, "party A \"a\" voice B; voice C\n\n\n\nfact x\n"),
              "surety 1\nparty A \"a\" voice B\n    voice C\n\nfact x\n");
    CHECK_STR(
        fmt_of(arena, "2025-01-01 A:\n  A will go by 2025-02-01 if x [L]\n\tcite D 1-2\n"),
        "surety 1\n2025-01-01 A: A will go [L]\n    by 2025-02-01\n    if x\n    cite D 1-2\n");
    CHECK_STR(fmt_of(arena, "2025-01-01 A: A will go by 2025-02-01 [L]\n"),
              "surety 1\n2025-01-01 A: A will go by 2025-02-01 [L]\n");
    CHECK_STR(fmt_of(arena, "expect a.b waits\n  given c\n   as of 2025\n"),
              "surety 1\nexpect a.b waits given c as of 2025\n");
    CHECK_STR(fmt_of(arena, "unit  a equals  -1..  -0.5 b / day\n"),
              "surety 1\nunit a equals -1.. -0.5 b/day\n");
}

TEST(fmt_marks_stay_with_their_line)
{
    CHECK_STR(
        fmt_of(arena,
               "group G \"g\"\n part of H we infer \"why\"\n count 3 overlaps K\n note \"n\"\n"),
        "surety 1\ngroup G \"g\"\n    part of H we infer \"why\"\n    count 3\n    overlaps K\n"
        "    note \"n\"\n");
    CHECK_STR(fmt_of(arena, "group G \"g\" part of H we infer \"why\"\n"),
              "surety 1\ngroup G \"g\" part of H we infer \"why\"\n");
    CHECK_STR(
        fmt_of(arena,
               "2025-01-01 A: A will go\n renews every 1 year if x\n binding unless y;if z\n"),
        "surety 1\n2025-01-01 A: A will go\n    renews every 1 year if x\n    binding unless y\n"
        "    if z\n");
    CHECK_STR(fmt_of(arena, "2025-01-01 A: A will go if x only when r is s if y\n"), "");
}

TEST(fmt_steps_and_breaks)
{
    CHECK_STR(fmt_of(arena, "trigger t\n when x and\n   y\n then A must go\n  choosing from a, b\n"
                            "   verified by V\n cite D\n"),
              "surety 1\ntrigger t\n    when x and\n        y\n    then A must go\n"
              "        choosing from a, b\n        verified by V\n    cite D\n");
    Str line = repeated(arena, "expect a waits given ", "some-long-name, ", 12, "z\n");
    CHECK_STR(
        fmt_of(arena, sy_str_cstring(arena, line)),
        "surety 1\nexpect a waits given some-long-name, some-long-name, some-long-name, "
        "some-long-name, some-long-name, some-long-name,\n        some-long-name, "
        "some-long-name, some-long-name, some-long-name, some-long-name, some-long-name, z\n");
}

TEST(fmt_comments)
{
    CHECK_STR(
        fmt_of(arena, "# one\n  # two\nparty A \"a\" # three  \n    voice B     # four\n# five\n\n"
                      "\n      # six\nfact x   # seven"),
        "surety 1\n# one\n    # two\nparty A \"a\" # three\n    voice B     # four\n# five\n\n"
        "    # six\nfact x   # seven\n");
    CHECK_STR(fmt_of(arena, "group G members A, # a\n  # b\n  B\n"),
              "surety 1\ngroup G\n    members A,  # a\n    # b\n        B\n");
}

TEST(fmt_names_and_texts)
{
    CHECK_STR(fmt_of(arena, "party Bland voice Al\nact Go-home\n2025-01-01 AL: BLAND will go-HOME\n"
                            "expect bland.go-home IS stated\n"),
              "surety 1\nparty Bland voice Al\nact Go-home\n2025-01-01 Al: Bland will Go-home\n"
              "expect Bland.Go-home IS stated\n");
    CHECK_STR(fmt_of(arena, "party A \"a  b\n\n   c\" [ ]\n"), "");
    CHECK_STR(fmt_of(arena, "party A \"a  b\n\n   c\"\n"), "surety 1\nparty A \"a b c\"\n");
    CHECK_STR(fmt_of(arena, "x-any  thing  # at all\n"), "surety 1\nx-any  thing  # at all\n");
    CHECK_STR(fmt_of(arena, "? 2025-01-01 A  plans   \n   if x  # c\nfact  x\n"),
              "surety 1\n? 2025-01-01 A  plans\n   if x  # c\nfact x\n");
}

TEST(fmt_models)
{
    Texts models = {0};
    models_read(arena, &models);
    for (ptrdiff_t i = 0; i < models.len; i++) {
        bool parsed;
        CHECK(round_trip(arena, models.p[i], &parsed) && parsed);
    }
}

// ---------------------------------------------------------------- mutations

static ptrdiff_t below(Rng *rng, ptrdiff_t n)
{
    return n > 0 ? (ptrdiff_t)sy_rng_below(rng, (uint32_t)n) : 0;
}

// The bounds of the word or line around a byte.
static void unit_at(Str s, ptrdiff_t at, bool line, ptrdiff_t *from, ptrdiff_t *to)
{
    *from = *to = at;
    while (*from > 0 && s.p[*from - 1] != '\n' && (line || s.p[*from - 1] != ' ')) {
        --*from;
    }
    while (*to < s.len && s.p[*to] != '\n' && (line || s.p[*to] != ' ')) {
        ++*to;
    }
    *to += *to < s.len;
}

// Deletes, doubles or replaces a word or a line of `s`, or puts something before it.
static Str mutate(Arena *arena, Rng *rng, Str s)
{
    static const char *const parts[] = {
        "; ",  "\n    ",      "\n",   " # c\n", "and ",  "(",           ") ",
        ", ",  ": ",          "[L] ", "\"a\" ", "x-a ",  "only when ",  "we infer ",
        "if ", "cite D 1-2 ", "\n\n", "is ",    "then ", "verified by "};
    ptrdiff_t from, to, other, end;
    unit_at(s, below(rng, s.len), below(rng, 3) == 0, &from, &to);
    unit_at(s, below(rng, s.len), below(rng, 3) == 0, &other, &end);
    Buf b = sy_buf_new(arena);
    sy_buf_str(&b, sy_str_sub(s, 0, from));
    switch (below(rng, 5)) {
    case 0: // gone
        break;
    case 1: // twice
        sy_buf_str(&b, sy_str_sub(s, from, to));
        sy_buf_str(&b, sy_str_sub(s, from, to));
        break;
    case 2: // another in its place
        sy_buf_str(&b, sy_str_sub(s, other, end));
        break;
    default:
        sy_buf_text(&b, parts[below(rng, COUNT_OF(parts))]);
        sy_buf_str(&b, sy_str_sub(s, from, to));
        break;
    }
    sy_buf_str(&b, sy_str_sub(s, to, s.len));
    return sy_buf_view(&b);
}

// About `lines` lines of a model, from the start of an entry, under a first line of their own.
static Str excerpt(Arena *arena, Rng *rng, Str model)
{
    ptrdiff_t from, to;
    unit_at(model, below(rng, model.len), true, &from, &to);
    while (from > 0 && from < model.len && (model.p[from] == ' ' || model.p[from] == '\n')) {
        unit_at(model, from - 1, true, &from, &to);
    }
    to = from + 200 + below(rng, 1500);
    while (to < model.len && model.p[to - 1] != '\n') {
        to++;
    }
    Str part = sy_str_sub(model, from, to);
    return sy_str_starts(part, STR("surety")) ? part
                                              : sy_str_fmt(arena, "surety 1\n%.*s", STR_ARG(part));
}

TEST(fmt_mutations)
{
    Texts models = {0};
    models_read(arena, &models);
    uint64_t seed = harness_seed();
    Rng rng = sy_rng_new(seed);
    int parsed = 0, rounds = models.len ? 4000 : 0;
    for (int i = 0; i < rounds; i++) {
        ArenaMark mark = sy_arena_mark(arena);
        Str text = excerpt(arena, &rng, models.p[below(&rng, models.len)]);
        for (ptrdiff_t n = below(&rng, 4); n > 0; n--) {
            text = mutate(arena, &rng, text);
        }
        bool ok;
        if (!round_trip(arena, text, &ok)) {
            harness_print("the text", text);
            break;
        }
        parsed += ok;
        sy_arena_rewind(arena, mark);
    }
    printf("# %d of %d mutated texts could be read\n", parsed, rounds);
}

// ---------------------------------------------------------------- the grammar's samples

// One fenced block: what stands behind ```surety on its line, and its text.
typedef struct Block {
    Str info, text;
} Block;

static bool block_next(Str s, ptrdiff_t *at, Block *out)
{
    Str fence = STR("```surety");
    ptrdiff_t found = sy_str_find(sy_str_sub(s, *at, s.len), fence);
    if (found < 0) {
        return false;
    }
    ptrdiff_t info = *at + found + fence.len, text = info;
    while (s.p[text] != '\n') {
        text++;
    }
    ptrdiff_t len = sy_str_find(sy_str_sub(s, text, s.len), STR("\n```\n"));
    if (len < 0) {
        return false;
    }
    *out = (Block){sy_str_trim(sy_str_sub(s, info, text)), sy_str_sub(s, text + 1, text + len + 1)};
    *at = text + len + 4;
    return true;
}

static Str page_read(Arena *arena, Str name)
{
    Str page = {0};
    for (ptrdiff_t i = 0; i < COUNT_OF(above) && page.len == 0; i++) {
        Str path = sy_str_fmt(arena, "%s%.*s", above[i], STR_ARG(name));
        file_read(arena, sy_str_cstring(arena, path), &page);
    }
    return page;
}

// The text itself is not looked at.
TEST(file_too_large)
{
    Sources *sources = sy_sources_new(arena);
    uint32_t start = sy_sources_add(sources, STR("big"), STR("surety 1\n"));
    Source *source = &sources->all.p[sources->all.len - 1];
    Diags *diags = sy_diags_new(arena, sources);
    source->text.len = (ptrdiff_t)256 << 20 | 1;
    sy_parse_file(sy_tree_new(arena, sy_syms_new(arena)), diags, source, STR("big"), 0, 0);
    CHECK(start > 0);
    CHECK_INT(diags->errors, 1);
    CHECK_INT(diags->all.p[0].code, D_E0103);
}

TEST(grammar_samples)
{
    Str page = page_read(arena, STR("doc/grammar.md"));
    if (!CHECK(page.len > 0)) {
        return;
    }
    int accepted = 0, rejected = 0;
    Block b;
    for (ptrdiff_t at = 0; block_next(page, &at, &b);) {
        bool whole = sy_str_ends(b.info, STR(" whole"));
        Str text = whole ? b.text : sy_str_fmt(arena, "surety 1\n%.*s", STR_ARG(b.text));
        Str got = codes(arena, text), want = STR("");
        bool rejects = sy_str_starts(b.info, STR("rejected "));
        want = rejects ? sy_str_sub(b.info, 9, 14) : want;
        if (!CHECK(sy_str_eq(got, want))) {
            harness_print("codes", got);
            harness_print("of", b.text);
        }
        accepted += !rejects;
        rejected += rejects;
    }
    printf("# %d accepted and %d rejected samples\n", accepted, rejected);
    CHECK(accepted > 0 && rejected > 0);
}

static const char *const phrase_helps[] = {
#define PHRASE(pattern, help) help,
#define VERB(pattern, help) help,
#include "lang/phrases.def"
#undef PHRASE
#undef VERB
};

static Diags *entry_parse(Arena *arena, Str entry)
{
    Str text = sy_str_fmt(arena, "surety 1\n%.*s\n", STR_ARG(entry));
    Sources *sources = sy_sources_new(arena);
    sy_sources_add(sources, STR("phrase"), text);
    Diags *diags = sy_diags_new(arena, sources);
    const Source *source = &sources->all.p[sources->all.len - 1];
    sy_parse_file(sy_tree_new(arena, sy_syms_new(arena)), diags, source, source->name, 0, 0);
    return diags;
}

static Diags *sentence_parse(Arena *arena, Str said)
{
    return entry_parse(arena, sy_str_fmt(arena, "2026-01-01 A: %.*s", STR_ARG(said)));
}

// Is it the help of a row, its blanks (`{2}`) filled in?
static bool is_help_of(Str help, const char *row)
{
    Str rest = sy_str_from(row);
    for (ptrdiff_t at; (at = sy_str_find_char(rest, '{')) >= 0;) {
        if (!sy_str_starts(help, sy_str_sub(rest, 0, at))) {
            return false;
        }
        rest = sy_str_sub(rest, sy_str_find_char(rest, '}') + 1, rest.len);
        ptrdiff_t next = sy_str_find_char(rest, '{');
        Str between = sy_str_sub(rest, 0, next < 0 ? rest.len : next);
        ptrdiff_t found = sy_str_find(sy_str_sub(help, at, help.len), between);
        if (found < 0) {
            return false;
        }
        help = sy_str_sub(help, at + found, help.len);
    }
    return sy_str_eq(help, rest);
}

// Does a form that the help quotes stand in the sentence?
static bool has_form_of(Str sentence, Str help)
{
    for (ptrdiff_t at; (at = sy_str_find_char(help, '`')) >= 0;) {
        help = sy_str_sub(help, at + 1, help.len);
        ptrdiff_t len = sy_str_find_char(help, '`');
        if (sy_str_find(sentence, sy_str_sub(help, 0, len)) >= 0) {
            return true;
        }
        help = sy_str_sub(help, len + 1, help.len);
    }
    return false;
}

// Of `wrong -> right`: the first gives one message, the help of a row of the table, the second none. A
// help that says what was written in the form that works has that form.
static void phrase_line(Arena *arena, Str line, bool *used)
{
    ptrdiff_t arrow = sy_str_find(line, STR("  ->  "));
    Diags *wrong = sentence_parse(arena, sy_str_sub(line, 0, arrow));
    Str mended = sy_str_sub(line, arrow + 6, line.len);
    Diags *right = sentence_parse(arena, mended);
    bool helped = false;
    const Diag *d = wrong->all.len ? &wrong->all.p[0] : NULL;
    for (ptrdiff_t i = 0; d && d->help.len && i < COUNT_OF(phrase_helps); i++) {
        bool same = is_help_of(d->help.p[0], phrase_helps[i]);
        used[i] = used[i] || same;
        bool says = sy_str_find_char(sy_str_from(phrase_helps[i]), '{') < 0 ||
                    has_form_of(mended, d->help.p[0]);
        helped = helped || (same && says);
    }
    bool code = d && (d->code == D_E0420 || d->code == D_E0801);
    if (!CHECK(arrow > 0 && wrong->all.len == 1 && code && helped && right->all.len == 0)) {
        harness_print("the phrase", line);
    }
}

// Each row of phrases.def has a line in the page of E0420.
TEST(phrases)
{
    bool used[COUNT_OF(phrase_helps)] = {false};
    Str page = page_read(arena, STR("doc/errors/E0420.md")), fence = STR("```phrases\n");
    ptrdiff_t at = 0, lines = 0;
    for (ptrdiff_t next; (next = sy_str_find(sy_str_sub(page, at, page.len), fence)) >= 0;) {
        at += next + fence.len;
        while (page.p[at] != '`') {
            ptrdiff_t len = sy_str_find_char(sy_str_sub(page, at, page.len), '\n');
            phrase_line(arena, sy_str_sub(page, at, at + len), used);
            at += len + 1;
            lines++;
        }
    }
    CHECK(lines > 0);
    for (ptrdiff_t i = 0; i < COUNT_OF(phrase_helps); i++) {
        if (!CHECK(used[i])) {
            harness_print("no line of the page raises", sy_str_from(phrase_helps[i]));
        }
    }
}

// The first help of what is wrong begins so; "none": there is none.
static void has_help(const Diags *diags, const char *what, const char *help)
{
    Str got = diags->all.len && diags->all.p[0].help.len ? diags->all.p[0].help.p[0] : STR("none");
    if (!CHECK(sy_str_starts(got, sy_str_from(help)))) {
        harness_print("of", sy_str_from(what));
        harness_print("help", got);
    }
}

static void helps_with(Arena *arena, const char *said, const char *help)
{
    has_help(sentence_parse(arena, sy_str_from(said)), said, help);
}

static void helps_with_entry(Arena *arena, const char *entry, const char *help)
{
    has_help(entry_parse(arena, sy_str_from(entry)), entry, help);
}

TEST(helps_with_clauses)
{
    helps_with_entry(arena, "goal X \"all\" if A.go", "write `means` for `if`");
    helps_with_entry(arena, "condition x unless rain", "write `means not` for `unless`");
    helps_with_entry(arena, "fact sun if rain", "a fact is what the world decides");
    helps_with_entry(arena, "trigger t if rain", "what starts it is said with `when`");
    helps_with_entry(arena, "2026-01-01 A: rain is likely from rain",
                     "the day from which it is so");
    helps_with_entry(arena, "party D voice Mayor Keller",
                     "a name is one word, and its words stand behind it: "
                     "`voice Keller \"Mayor Keller\"`");
    helps_with_entry(arena, "party D voice \"Keller\"", "a name has no quotation marks");
    helps_with_entry(arena, "party New Zealand \"NZ\"",
                     "a name is one word, and its words stand behind it: "
                     "`party New-Zealand \"New Zealand\"`");
    helps_with(
        arena, "A will go within 2 weeks of rain",
        "a promise's own deadline is `by`, and counts from an event: `by 2 weeks after rain`");
}

// What was written stands in the help.
TEST(helps_with_what_was_written)
{
    helps_with(arena, "A will go if more than 1,000 of G",
               "write `at least`, with the next number: "
               "`at least 1001 of`");
    helps_with(arena, "A will go if at most seven of G", "write the number in figures: `most 7`");
    helps_with(arena, "A will give aid amount 2.5 million euro",
               "write the number out: `2,500,000 euro`");
    helps_with(arena, "A will go by 3 March 2026",
               "a date is written year, month, day: `2026-03-03`");
    helps_with(arena, "A will go by end of 2026",
               "a date is written year, month, day: `2026-12-31`");
}

TEST(helps_with_characters)
{
    helps_with(arena, "A will give aid amount 1.000.000 euro", "thousands are parted by commas");
    helps_with(arena, "A will go by 31.03.2026", "a date is written year, month, day");
    helps_with(arena, "A will go by 2026-3-1", "a date has two digits");
    helps_with(arena, "A won't go", "there are no short forms");
    helps_with(arena,
               "A will give aid amount \xe2\x82\xac"
               "500",
               "a unit is a name behind");
    helps_with(arena,
               "A will give aid amount 100\xe2\x80\x93"
               "500",
               "a range is written");
    helps_with(arena, "A will give aid amount 100-500 euro", "a range is written");
    helps_with(arena, "A will go note \xe2\x80\x9cso\xe2\x80\x9d", "a text stands in straight");
    helps_with(arena, "A will give ground_troops", "a name has hyphens");
    helps_with(arena, "A will go if rain & fog", "write `and`");
    helps_with(arena, "A will go if rain.", "no full stop ends a sentence");
}

// A near word is offered only for a slip of the pen.
TEST(helps_with_slips)
{
    helps_with(arena, "A will go untill 2026-03-01", "did you mean `until`?");
    helps_with(arena, "A will go unles rain", "did you mean `unless`?");
    helps_with(arena, "A will go wtih rain", "did you mean `with`?");
    helps_with(arena, "A will go has B", "none");
    helps_with(arena, "A will go ready", "an act is one name, as in `go-ready`");
    helps_with(arena, "A will build pipeline", "an act is one name, as in `build-pipeline`");
    helps_with(arena, "A will give B aid", "who receives it stands behind `to`: `give aid to B`");
    CHECK_INT(sy_name_slip(STR("to"), STR("no")), 0);
    CHECK_INT(sy_name_slip(STR("frm"), STR("from")), 1);
    CHECK_INT(sy_name_slip(STR("every"), STR("never")), 0);
    CHECK_INT(sy_name_slip(STR("documnets"), STR("document")), 2);
    CHECK_INT(sy_name_slip(STR("until"), STR("until")), 0);
    CHECK_INT(sy_name_slip(STR("subsidies"), STR("subsidy")), 1);
    CHECK_INT(sy_name_slip(STR("date"), STR("dates")), 1);
    CHECK_INT(sy_name_slip(STR("witness"), STR("witnesses")), 1);
    CHECK_INT(sy_name_slip(STR("as"), STR("a")), 0);
    CHECK_INT(sy_month_of(STR("March")), 3);
    CHECK_INT(sy_month_of(STR("sep")), 9);
    CHECK_INT(sy_month_of(STR("marc")), 0);
}

// What the parser finds in the example of a page is what the page is about, and it finds nothing in
// what was mended. (The other codes are raised later than by the parser.)
TEST(error_pages)
{
    Texts pages = {0};
    folder_read(arena, "doc/errors", ".md", &pages);
    CHECK(pages.len > 100);
    int raised = 0;
    for (ptrdiff_t i = 0; i < pages.len; i++) {
        Block b;
        Str code = sy_str_sub(pages.p[i], 2, 7);
        for (ptrdiff_t at = 0; block_next(pages.p[i], &at, &b);) {
            bool mended = sy_str_eq(b.info, STR("mended"));
            Str got = codes(arena, b.text);
            if (!CHECK(got.len == 0 || (!mended && sy_str_eq(got, code)))) {
                harness_print("page", code);
                harness_print("codes", got);
            }
            raised += got.len > 0;
        }
    }
    printf("# %d of %d pages are of the parser\n", raised, (int)pages.len);
}
