// The rules over a whole model, and how its files are found.
#include "harness.h"

#include "diag/render.h"
#include "model/load.h"

typedef struct FakeFile {
    const char *path, *text;
} FakeFile;

typedef struct FakeDisk {
    const FakeFile *files; // ends with a null path
    int reads;
} FakeDisk;

static bool fake_read(void *context, Arena *arena, Str path, Str *out, Err *err)
{
    FakeDisk *disk = context;
    disk->reads++;
    for (const FakeFile *f = disk->files; f->path; f++) {
        if (sy_str_eq(path, sy_str_from(f->path))) {
            *out = sy_str_dup(arena, sy_str_from(f->text));
            return true;
        }
    }
    return sy_err_set(err, ERR_IO, "no file `%.*s`", STR_ARG(path));
}

static Loaded load(Arena *arena, FakeDisk *disk, const char *path)
{
    Loader loader = {arena, fake_read, disk};
    Loaded out = {0};
    Err err = {0};
    Str name = sy_str_from(path);
    if (!CHECK(sy_load(&loader, &name, 1, &out, &err))) {
        printf("# %s\n", err.text);
    }
    return out;
}

// "E1702:5 E1703:7": the codes and the lines, in order.
static Str codes(Arena *arena, Loaded *l)
{
    Buf b = sy_buf_new(arena);
    sy_diags_sort(l->diags);
    for (ptrdiff_t i = 0; i < l->diags->all.len; i++) {
        const Diag *d = &l->diags->all.p[i];
        int line, column;
        sy_sources_locate(l->sources, d->span.start, &line, &column);
        sy_buf_fmt(&b, "%s%s:%d", i ? " " : "", sy_diag_code_name(d->code), line);
        CHECK(d->help.len > 0 || d->labels.len > 0);
    }
    return sy_buf_view(&b);
}

static Str codes_of(Arena *arena, const char *text)
{
    Str whole = sy_str_fmt(arena,
                           "surety 1\n"
                           "party A \"a\"\n"
                           "party B \"b\"\n"
                           "group G \"g\" members A, B\n"
                           "layer g1 \"l\"\n"
                           "act go \"go\"\n"
                           "fact x \"x\"\n"
                           "fact y \"y\"\n"
                           "%s",
                           text);
    FakeFile files[] = {{"m.surety", sy_str_cstring(arena, whole)}, {0}};
    FakeDisk disk = {files, 0};
    Loaded l = load(arena, &disk, "m.surety");
    return codes(arena, &l);
}

#define RAISES(text, want) CHECK_STR(codes_of(arena, text), want)

TEST(choices)
{
    RAISES("reading r \"r\"\n option wide by default\n option narrow by default\n", "E1702:11");
    RAISES("version v \"v\"\n option draft\n option final\n", "E1703:9");
    RAISES("version v \"v\"\n option draft by default\n option final\n", "");
    RAISES("decision d \"d\" made by A\n option in-it by default\n", "E1705:10");
    RAISES("reading r \"r\"\n", "E1701:9");
    RAISES("reading r \"r\"\n option wide\n option wide\n", "E1707:11");
}

TEST(rules_of_a_body)
{
    RAISES("body C \"c\" members A, B decided by A decided by B\n", "E1706:9");
    RAISES("body C \"c\" members A, B decided by A on x decided by B on x, y\n", "E1706:9");
    RAISES("body C \"c\" members A, B decided by A decided by B on x\n", "");
    RAISES("reading r \"r\"\n option wide\n option narrow\n"
           "body C \"c\" members A, B\n decided by A only when r is wide\n"
           " decided by B only when r is narrow\n",
           "");
}

TEST(units)
{
    const char *units = "unit men\nunit sortie\nlayer m1 \"m\" measured in men\n"
                        "layer m2 \"m\" measured in sortie/day\n";
    RAISES(sy_str_cstring(arena, sy_str_fmt(arena, "%s%s", units,
                                            "2025-01-01 A: A will give m1 amount 24 sortie/day\n")),
           "E1801:13");
    RAISES(sy_str_cstring(arena, sy_str_fmt(arena, "%s%s", units,
                                            "2025-01-01 A: A will give m2 amount 24 sortie/day\n"
                                            "2025-01-01 A: A will give m1 amount dozens of men\n"
                                            "2025-01-01 A: A will give m1 amount unstated men\n")),
           "");
    RAISES("unit men\n2025-01-01 A: A will give g1\n amount 3 men\n", "E1802:11");
    RAISES("unit men\n? 2025-01-01 A: A will give g1\n amount 3 men\n", "E1802:11"); // a note
    RAISES("unit men\nneed n \"n\" at least 3 men of g1\n", "E1802:10");
}

TEST(quiet_sentences)
{
    RAISES("2025-01-01 A: A will not give g1\n if x\n", "E1901:10");
    RAISES("2025-01-01 A: A has not said whether to give g1\n unless x\n", "E1901:10");
    RAISES("2025-01-01 A: A did go\n after x\n", "E1901:10");
    RAISES("2025-01-01 A: A did not go\n in step with B.go\n", "E1901:10");
    RAISES("2025-01-01 A: A will not give g1\n binding\n", "E1902:10");
    RAISES("2025-01-01 A: A will not give g1 to B\n note \"n\"\n", "");
}

TEST(instead_of)
{
    RAISES("2025-01-01 A: A might give g1\n2025-01-02 A: A will give g1\n instead of x\n",
           "E2001:11");
    RAISES("2025-01-01 A: A might give g1 if after x\n"
           "2025-01-02 A: A will give g1\n instead of x\n",
           "");
    // of one day the place in the text decides, and the sentence itself is not earlier
    RAISES("2025-01-02 A: A will give g1\n instead of x\n2025-01-02 A: A might give g1 if x\n",
           "E2001:10");
    RAISES("2025-01-02 A: A will give g1\n if x\n instead of x\n", "E2001:11");
    RAISES("2025-01-02 A: A will give g1\n instead of x\n2025-01 A: A might give g1 if x\n",
           "E2001:10");
    RAISES("2025-01-02 A: A will give g1\n instead of x\nundated A: A might give g1 if x\n", "");
    // another's promise, and a part of a condition in parentheses
    RAISES("2025-01-01 B: B might give g1 if x\n2025-01-02 A: A will give g1\n instead of x\n",
           "E2001:11");
    RAISES("2025-01-01 A: A might give g1 if x and y\n"
           "2025-01-02 A: A will give g1\n instead of x, y\n",
           "");
    RAISES("2025-01-01 A: A might give g1 if (x and y)\n"
           "2025-01-02 A: A will give g1\n instead of x\n",
           "E2001:11");
    // a demand for it, and a document's conditions, are conditions of it
    RAISES("2025-01-01 A: A demands x for A.g1\n2025-01-02 A: A will give g1\n instead of x\n", "");
    RAISES("document D \"d\" signed 2025-01-01 by A\n if x\n"
           "2025-01-01 D: A has signed to give g1\n2025-01-02 A: A will give g1 instead of x\n",
           "");
    // own, member by member
    RAISES("fact sure \"s\" of each of G\n"
           "2025-01-01 A: A might go if A.sure\n"
           "2025-01-02 reporter: each of G will go instead of own.sure\n",
           "");
    RAISES("fact sure \"s\" of each of G\n"
           "2025-01-01 A: A might go if B.sure\n"
           "2025-01-02 reporter: each of G will go instead of own.sure\n",
           "E2001:11");
}

TEST(drops)
{
    RAISES("2025-01-02 A: A drops x for A.g1\n", "E2002:9");
    RAISES("2025-01-01 A: A demands x for B.g1\n2025-01-02 A: A drops x for B.g1\n", "");
    RAISES("2025-01-01 A: A might give g1 if any of x, y\n"
           "2025-01-02 A: A drops any of x, y for A.g1\n",
           "");
    RAISES("2025-01-01 A: A might give g1 if any of x, y\n"
           "2025-01-02 A: A drops any of y, x for A.g1\n",
           "E2002:10");
    RAISES("2025-01-01 A: A might give g1 if x\n2025-01-02 A: A drops x and y for A.g1\n",
           "E2002:10");
    RAISES("2025-01-01 A: A demands g1 from B for A.go\n2025-01-02 A: A drops g1 for A.go\n", "");
    RAISES("2025-01-02 A: A drops x\n", "");
}

TEST(withholding_and_withdrawing)
{
    RAISES("2025-01-01 A: A rejects x\n withholding B.g1\n", "E2101:10");
    RAISES("2025-01-01 A: A rejects x\n withholding A.g1\n", "");
    RAISES("2025-01-01 reporter: each of G rejects x\n withholding own.g1\n", "");
    RAISES("2025-01-01 A: A might give g1 [L]\n2025-01-02 B: B withdraws [L]\n", "E2102:10");
    RAISES("2025-01-01 A: A might give g1 [L]\n2025-01-02 A: A withdraws [L]\n", "");
    RAISES("2025-01-01 A: each of G might give g1 [L]\n2025-01-02 B: B withdraws [L]\n", "");
    RAISES("2025-01-01 A: G might give g1 [L]\n2025-01-02 B: B withdraws [L]\n", "E2102:10");
    RAISES("we infer x implies y because \"z\" [L]\n2025-01-02 B: B withdraws [L]\n", "E2102:10");
}

TEST(steps_and_signings)
{
    RAISES("trigger t \"t\" when x\n then [a] A must go\n then [a] B must go\n", "E2204:11");
    RAISES("reading r \"r\"\n option wide\n option narrow\ntrigger t \"t\" when x\n"
           " then [a] A must go only when r is wide\n then [a] B must go only when r is narrow\n",
           "");
    RAISES("2025-01-01 A: A will go\nsigning s \"s\" of A.go\n", "E2402:10");
    RAISES("2025-01-01 A: A will go\nsigning s \"s\" of A.go, A.go\n", "E2402:10");
    RAISES("signing s \"s\" of A.go, B.go\n", "");
}

TEST(verdicts_of_steps)
{
    const char *trigger = "trigger t \"t\" when x\n then [a] A must go\n";
    RAISES(sy_str_cstring(arena, sy_str_fmt(arena, "%sexpect t.a is refused\n", trigger)),
           "E3001:11");
    RAISES(sy_str_cstring(arena, sy_str_fmt(arena, "%sexpect 2 states of t.a\n", trigger)),
           "E3001:11");
    RAISES(sy_str_cstring(arena, sy_str_fmt(arena, "%sexpect t.a is waiting\n", trigger)), "");
}

TEST(definitions)
{
    RAISES("condition c \"c\" means d\ncondition d \"d\" means c\n", "E2301:9");
    RAISES("condition c \"c\" means x or c\n", "E2301:9");
    RAISES("condition c \"c\" means t\ntrigger t \"t\" when c\n", "E2301:9");
    RAISES("condition c \"c\" means x before d\ncondition d \"d\" means c\n", "E2301:9");
    RAISES("condition c \"c\" means A.g1\n2025-01-01 A: A will give g1 if c\n", "");
    RAISES("condition c \"c\" means d and d\ncondition d \"d\" means x\n", "");
}

static Buf chain(Arena *arena, int n, const char *end)
{
    Buf b = sy_buf_new(arena);
    for (int i = 0; i < n; i++) {
        sy_buf_fmt(&b, "condition c%d \"c\" means c%d\n", i, i + 1);
    }
    sy_buf_fmt(&b, "condition c%d \"c\" means %s\n", n, end);
    return b;
}

TEST(a_long_chain_of_definitions)
{
    Buf well = chain(arena, 499, "x"), ring = chain(arena, 400, "c7");
    RAISES(sy_str_cstring(arena, sy_buf_view(&well)), "");
    RAISES(sy_str_cstring(arena, sy_buf_view(&ring)), "E2301:16");
    Buf deep = chain(arena, 600, "x"), longer = chain(arena, 50000, "x");
    RAISES(sy_str_cstring(arena, sy_buf_view(&deep)), "E2302:109");
    Str codes = codes_of(arena, sy_str_cstring(arena, sy_buf_view(&longer)));
    CHECK(sy_str_starts(codes, STR("E2302:")));
    RAISES("we infer not not x implies y because \"x\"\n", "");
}

TEST(counts)
{
    RAISES("condition c \"c\" means at least 3 of x, y\n", "E2401:9");
    RAISES("condition c \"c\" means at least 2 of x, y\n", "");
    RAISES("condition c \"c\" means at least 3 of G.go\n", "E2401:9");
    RAISES("group H \"h\" among them A\ncondition c \"c\" means at least 3 of H.go\n", "");
    RAISES("group H \"h\" members A count 5\ncondition c \"c\" means at least 3 of H.go\n", "");
    RAISES("condition c \"c\" means at least 3 of G agree\n", "E2401:9");
    RAISES("condition c \"c\" means at least 3 of g1\n", "");
    RAISES("body C \"c\" members A, B decided by at least 3 of C\n", "E2401:9");
    RAISES("body C \"c\" members A, B decided by at least 2/3 of C\n", "");
}

TEST(names_of_layers)
{
    RAISES("layer ground \"g\"\n", "W0903:9");
    RAISES("layer ground-troops \"g\"\n", "");
}

static Str assumed(Arena *arena, const char *model, const char *assumptions)
{
    FakeFile files[] = {
        {"d/a.surety", sy_str_cstring(arena, sy_str_fmt(arena,
                                                        "surety 1\nassumptions over "
                                                        "\"m.surety\"\n%s because \"z\"\n",
                                                        assumptions))},
        {"d/m.surety",
         sy_str_cstring(arena, sy_str_fmt(arena,
                                          "surety 1\nparty A \"a\"\nunit men\n"
                                          "layer g1 \"g\" measured in men\nfact x \"x\"\n"
                                          "unit h\nmeasure m \"m\" measured in h\n%s",
                                          model))},
        {0}};
    FakeDisk disk = {files, 0};
    Loaded l = load(arena, &disk, "d/a.surety");
    CHECK_INT(disk.reads, 2);
    CHECK_INT(l.paths.len, 2);
    return codes(arena, &l);
}

TEST(assumptions)
{
    const char *said = "2025-01-01 A: x is true\n";
    CHECK_STR(assumed(arena, said, "assume x is false"), "E2504:3");
    CHECK_STR(assumed(arena, said, "assume x begins 2025-01-02"), "E2504:3");
    CHECK_STR(assumed(arena, "", "assume x is false"), "");
    CHECK_STR(assumed(arena, "2025-01-01 A: x is unknown\n", "assume x is false"), "");
    CHECK_STR(assumed(arena, "2025-01-01 A: x is likely\n", "assume x is 0.6..0.7"), "");
    CHECK_STR(assumed(arena, "2025-01-01 A: x is likely\n", "assume x is 0.9"), "E2504:3");
    CHECK_STR(assumed(arena, "2025-01-01 A: m is 3 h\n", "assume m is 4"), "E2504:3");
    const char *range = "2025-01-01 A: A will give g1 amount 10..100 men\n";
    CHECK_STR(assumed(arena, range, "assume A.g1 amounts to 20..30 men"), "");
    CHECK_STR(assumed(arena, range, "assume A.g1 amounts to 20..300 men"), "E2504:3");
    const char *exact = "2025-01-01 A: A will give g1 amount 10 men\n";
    CHECK_STR(assumed(arena, exact, "assume A.g1 amounts to 10 men"), "E2504:3");
    const char *blank = "2025-01-01 A: A will give g1 amount unstated men\n";
    CHECK_STR(assumed(arena, blank, "assume A.g1 amounts to 10 men"), "");
    CHECK_STR(assumed(arena, blank, "assume A.g1 amounts to 10 h"), "E1801:3");
    const char *readings = "reading r \"r\"\n option wide\n option narrow\n"
                           "2025-01-01 A: x is true only when r is wide\n";
    CHECK_STR(assumed(arena, readings, "assume x is false only when r is narrow"), "");
    CHECK_STR(assumed(arena, readings, "assume x is false"), "E2504:3");
}

// ---------------------------------------------------------------- files

TEST(paths)
{
    CHECK_STR(sy_path_normal(arena, STR("a/./b//c")), "a/b/c");
    CHECK_STR(sy_path_normal(arena, STR("./a/../b")), "b");
    CHECK_STR(sy_path_normal(arena, STR("../../a")), "../../a");
    CHECK_STR(sy_path_normal(arena, STR("a/../../b")), "../b");
    CHECK_STR(sy_path_normal(arena, STR("/a/../../b")), "/b");
    CHECK_STR(sy_path_normal(arena, STR("ab/cd/../../e")), "e");
    CHECK_STR(sy_path_join(arena, STR("d/m.surety"), STR("n.surety")), "d/n.surety");
    CHECK_STR(sy_path_join(arena, STR("m.surety"), STR("n.surety")), "n.surety");
    CHECK_STR(sy_path_join(arena, STR("d/m.surety"), STR("/n.surety")), "/n.surety");
}

TEST(includes)
{
    FakeFile files[] = {
        {"d/m.surety", "surety 1\ninclude \"p/one.surety\"\ninclude \"two.surety\"\n"},
        {"d/p/one.surety", "surety 1\ninclude \"../two.surety\"\nparty A \"a\"\n"},
        {"d/p/../two.surety", "surety 1\nparty B \"b\"\n"},
        {0}};
    FakeDisk disk = {files, 0};
    Loaded l = load(arena, &disk, "d/m.surety");
    CHECK_STR(codes(arena, &l), "");
    CHECK_INT(disk.reads, 3); // each file once
    CHECK(sy_model_find(l.model, STR("a")).v && sy_model_find(l.model, STR("B")).v);
}

TEST(an_include_under_a_reading)
{
    FakeFile files[] = {{"m", "surety 1\nreading r \"r\"\n option wide by default\n option narrow\n"
                              "include \"n\" only when r is narrow\n"},
                        {"n", "surety 1\nparty A \"a\"\nact go \"g\"\n2025-01-01 A: A will go\n"},
                        {0}};
    FakeDisk disk = {files, 0};
    Loaded l = load(arena, &disk, "m");
    CHECK_STR(codes(arena, &l), "");
    const Entry *last = &l.tree->entries.p[l.tree->entries.len - 1];
    CHECK(!sy_entry_counts(l.model, (Choices){0}, last));
}

TEST(a_circle_of_includes)
{
    FakeFile files[] = {{"m", "surety 1\ninclude \"a\"\n"},
                        {"a", "surety 1\ninclude \"b\"\n"},
                        {"b", "surety 1\n\ninclude \"a\"\n"},
                        {0}};
    FakeDisk disk = {files, 0};
    Loaded l = load(arena, &disk, "m");
    CHECK_STR(codes(arena, &l), "E0104:3");
    CHECK_INT(l.diags->all.p[0].labels.len, 1);
    FakeFile self[] = {{"m", "surety 1\ninclude \"./m\"\n"}, {0}};
    FakeDisk other = {self, 0};
    l = load(arena, &other, "m");
    CHECK_STR(codes(arena, &l), "E0104:2");
}

TEST(a_file_that_is_not_there)
{
    FakeFile files[] = {{"m", "surety 1\ninclude \"a\"\ninclude \"a\"\n"}, {0}};
    FakeDisk disk = {files, 0};
    Loaded l = load(arena, &disk, "m");
    CHECK_STR(codes(arena, &l), "E0105:2"); // said once
    Loader loader = {arena, fake_read, &disk};
    Loaded out;
    Err err = {0};
    Str name = STR("nowhere");
    CHECK(!sy_load(&loader, &name, 1, &out, &err));
    CHECK_STR(sy_str_from(err.text), "no file `nowhere`");
    FakeFile over[] = {{"a", "surety 1\nassumptions over \"m\"\n"}, {0}};
    FakeDisk third = {over, 0};
    l = load(arena, &third, "a");
    CHECK_STR(codes(arena, &l), "E0107:2");
}

TEST(includes_nested_too_deep)
{
    FakeFile files[LOAD_DEPTH_LIMIT + 10] = {0};
    for (int i = 0; i < LOAD_DEPTH_LIMIT + 8; i++) {
        files[i].path = sy_str_cstring(arena, sy_str_fmt(arena, "f%d", i));
        files[i].text =
            sy_str_cstring(arena, sy_str_fmt(arena, "surety 1\ninclude \"f%d\"\n", i + 1));
    }
    FakeDisk disk = {files, 0};
    Loaded l = load(arena, &disk, "f0");
    CHECK_STR(codes(arena, &l), "E0105:2");
    CHECK_INT(disk.reads, LOAD_DEPTH_LIMIT);
}
