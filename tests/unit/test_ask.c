// What a model's evidence is worth, one more sentence, and what is laid before the reader.
#include "harness.h"

#include "ask/add.h"
#include "ask/circles.h"
#include "ask/lists.h"
#include "ask/spans.h"

// ---------------------------------------------------------------- models of one text

typedef struct FakeFile {
    const char *name;
    Str text;
} FakeFile;

static bool fake_read(void *context, SY_UNUSED Arena *arena, Str path, Str *out, Err *err)
{
    for (const FakeFile *f = context; f->name; f++) {
        if (sy_str_eq(path, sy_str_from(f->name))) {
            *out = f->text;
            return true;
        }
    }
    return sy_err_set(err, ERR_IO, "no file `%.*s`", STR_ARG(path));
}

static Loaded load_files(Arena *arena, FakeFile *files)
{
    Loader loader = {arena, fake_read, files};
    Loaded out = {0};
    Err err = {0};
    Str name = sy_str_from(files[0].name);
    if (!CHECK(sy_load(&loader, &name, 1, &out, &err))) {
        printf("# %s\n", err.text);
    }
    return out;
}

static Loaded load(Arena *arena, const char *text)
{
    FakeFile files[] = {{"m.surety", sy_str_from(text)}, {NULL, {0}}};
    Loaded l = load_files(arena, files);
    for (ptrdiff_t i = 0; i < l.diags->all.len; i++) {
        const Diag *d = &l.diags->all.p[i];
        if (!CHECK(d->level != DIAG_ERROR)) {
            printf("# %.*s\n", STR_ARG(d->message));
        }
    }
    return l;
}

// "E3305:12 W3312:14": the codes and the lines, in order, but those of `skip`.
static Str codes(Arena *arena, Loaded *l, DiagCode skip)
{
    Buf b = sy_buf_new(arena);
    sy_diags_sort(l->diags);
    for (ptrdiff_t i = 0; i < l->diags->all.len; i++) {
        const Diag *d = &l->diags->all.p[i];
        int line, column;
        sy_sources_locate(l->sources, d->span.start, &line, &column);
        if (d->code != skip) {
            sy_buf_fmt(&b, "%s%s:%d", b.len ? " " : "", sy_diag_code_name(d->code), line);
        }
    }
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- spans

static const char letter[] =
    "Dear all. We are open to help you with air support, if your neighbours "
    "send troops. We will not send troops. \xc3\x84nderungen vorbehalten. "
    "The rest was said before, and more than once before. Goodbye.";

static const char cited_model[] = "surety 1\n"
                                  "framework f \"F\"\n"
                                  "document Letter \"A letter\" archive \"letter.txt\"\n"
                                  "document Treaty \"A treaty\"\n"
                                  "party A \"a\"\n"
                                  "layer cover \"Cover\"\n"
                                  "layer troops \"Troops\"\n"
                                  "2025-01-01 A: A is open to give cover\n"
                                  "    cite Letter 10-50\n"
                                  "2025-01-02 A: A will not give troops\n"
                                  "    cite Letter 84-107, 10-50, Treaty \"Article 5\"\n";

typedef struct Archive {
    const char *name;
    Str bytes;
    int reads;
    bool fails;
} Archive;

static bool archive_read(void *context, SY_UNUSED Arena *arena, Str name, Str *out, Err *err)
{
    Archive *a = context;
    a->reads++;
    if (a->fails) {
        return sy_err_set(err, ERR_IO, "permission denied");
    }
    *out = a->bytes;
    return a->name && sy_str_eq(name, sy_str_from(a->name));
}

// A lock of the letter as it is above, with these spans.
static Str lock_text(Arena *arena, const char *framework, const uint32_t (*spans)[2], int n)
{
    Lock *lock = sy_lock_new(arena, sy_str_from(framework));
    Str text = sy_str_from(letter);
    Sha256 sha = sy_sha256(text);
    uint32_t document = sy_lock_add_document(lock, STR("Letter"), &sha, text.len);
    for (int i = 0; i < n; i++) {
        LockSpan s = sy_lock_span_of(text, spans[i][0], spans[i][1]);
        s.document = document;
        sy_lock_add_span(lock, &s);
    }
    sy_lock_sort(lock);
    Buf b = sy_buf_new(arena);
    sy_lock_write(&b, lock);
    return sy_buf_view(&b);
}

typedef struct Checked {
    SpanReport report;
    Loaded loaded;
    Str codes;
} Checked;

static Checked check(Arena *arena, const char *model, Str lock, Archive *archive)
{
    Checked c = {.loaded = load(arena, model)};
    Source source = {0};
    if (lock.len > 0) {
        uint32_t at = sy_sources_add(c.loaded.sources, STR("m.anchors"), lock);
        source = *sy_sources_at(c.loaded.sources, at);
    }
    SpanAsk ask = {.lock = lock.len ? &source : NULL,
                   .document = archive ? archive_read : NULL,
                   .context = archive};
    sy_ask_spans(arena, c.loaded.model, &ask, &c.report);
    c.codes = codes(arena, &c.loaded, D_NONE);
    return c;
}

static const uint32_t both[][2] = {{10, 50}, {84, 107}};

TEST(spans_that_stand_are_silent)
{
    Archive archive = {"letter.txt", sy_str_from(letter), 0, false};
    Checked c = check(arena, cited_model, lock_text(arena, "f", both, 2), &archive);
    CHECK_STR(c.codes, "");
    CHECK_INT(c.report.ncites, 4);
    CHECK_INT(c.report.counts[CITE_EXACT], 3);
    CHECK_INT(c.report.counts[CITE_PLACE], 1);
    CHECK_INT(c.report.documents, 1);
    CHECK_INT(c.report.at_hand, 1);
    CHECK_INT(c.report.sentences, 2);
    CHECK_INT(c.report.bare, 0);
    CHECK_INT(archive.reads, 1);
}

TEST(spans_of_a_changed_document)
{
    Str lock = lock_text(arena, "f", both, 2), text = sy_str_from(letter);
    Archive archive = {"letter.txt", sy_str_fmt(arena, "Oh. %.*s", STR_ARG(text)), 0, false};
    Checked c = check(arena, cited_model, lock, &archive);
    CHECK_STR(c.codes, "E3305:9 E3307:9 E3305:11 E3305:11"); // moved
    CHECK_INT(c.report.changed, 1);
    CHECK_INT(c.report.cites[0].now.start, 14);

    char *altered = sy_str_cstring(arena, text);
    altered[20] = 'X';
    archive.bytes.p = altered;
    archive.bytes.len = text.len;
    c = check(arena, cited_model, lock, &archive);
    CHECK_STR(c.codes, "E3303:9 E3307:9 E3303:11");
    CHECK_INT(c.report.counts[CITE_EXACT], 1); // still judged one by one

    archive.bytes = STR("Nothing of it.");
    c = check(arena, cited_model, lock, &archive);
    CHECK_STR(c.codes, "E3304:9 E3307:9 E3304:11 E3304:11");

    archive.bytes = sy_str_fmt(arena, "x%.*s %.*s", STR_ARG(text), STR_ARG(text));
    c = check(arena, cited_model, lock, &archive);
    CHECK_STR(c.codes, "E3306:9 E3307:9 E3306:11 E3306:11"); // in several places
}

TEST(spans_without_archive_or_lock)
{
    Checked c = check(arena, cited_model, lock_text(arena, "f", both, 1), NULL);
    CHECK_STR(c.codes, "W3312:11");
    CHECK_INT(c.report.counts[CITE_NOT_AT_HAND], 2);
    CHECK_INT(c.report.counts[CITE_NOT_ANCHORED], 1);

    c = check(arena, cited_model, (Str){0}, NULL);
    CHECK_STR(c.codes, "W3312:9"); // one for them all
    CHECK(c.report.lock == NULL);

    Archive none = {NULL, {0}, 0, false};
    c = check(arena, cited_model, lock_text(arena, "f", both, 2), &none);
    CHECK_STR(c.codes, "N3313:9");
    none.fails = true;
    c = check(arena, cited_model, lock_text(arena, "f", both, 2), &none);
    CHECK_STR(c.codes, "N3313:9");
    const Diag *d = &c.loaded.diags->all.p[0];
    CHECK(d->notes.len == 1 && sy_str_eq(d->notes.p[0], STR("permission denied")));
}

TEST(spans_that_the_lock_lacks)
{
    static const uint32_t other[][2] = {{0, 9}, {10, 50}, {84, 107}};
    Archive archive = {"letter.txt", sy_str_from(letter), 0, false};
    Checked c = check(arena, cited_model, lock_text(arena, "f", other, 3), &archive);
    CHECK_STR(c.codes, "W3315:3"); // nobody cites it
    c = check(arena, cited_model, lock_text(arena, "g", both, 2), &archive);
    CHECK_STR(c.codes, "E3308:1"); // another model's, and nothing of it is held against this one
    c = check(arena, cited_model, STR("anchors 1 f\nrubbish\n"), &archive);
    CHECK_STR(c.codes, "W3312:9 W3312:11 W3312:11 E3309:2");
}

TEST(spans_outside_and_inside)
{
    Archive archive = {"letter.txt", sy_str_from(letter), 0, false};
    const char *model = "surety 1\n"
                        "framework f \"F\"\n"
                        "document Letter \"A letter\" archive \"letter.txt\"\n"
                        "party A \"a\"\n"
                        "layer cover \"Cover\"\n"
                        "2025-01-01 A: A is open to give cover\n"
                        "    cite Letter 0-9999\n"
                        "    cite Letter 110-120\n"
                        "    cite Letter \"open to help\"\n"
                        "    cite Letter 10-50\n"
                        "? 2025-01-01 A: A will give cover\n"
                        "    cite Letter 84-107\n"
                        "2025-01-02 A: A will give cover\n"
                        "2025-01-02 A: A will give cover we infer \"why\"\n"
                        "2025-01-02 at 09:00 A: A did give cover\n";
    Checked c = check(arena, model, lock_text(arena, "f", both, 2), &archive);
    CHECK_STR(c.codes, "E3301:7 E3302:8 W3314:9");
    CHECK_INT(c.report.counts[CITE_OUTSIDE], 1);
    CHECK_INT(c.report.counts[CITE_INSIDE], 1);
    CHECK_INT(c.report.counts[CITE_WORDS], 1);
    CHECK_INT(c.report.ncites, 4); // the candidate's does not count, and its line is wanted
    CHECK_INT(c.report.sentences, 4);
    CHECK_INT(c.report.bare, 1);
    CHECK_STR(sy_str_from(sy_cite_state_name(CITE_NOT_AT_HAND)), "not at hand");
    CHECK_STR(sy_str_from(sy_cite_state_name(CITE_WORDS)), "words instead of a span");
}

// ---------------------------------------------------------------- origins

static Str origins_of(Arena *arena, Loaded *l, const char *owner, const char *what)
{
    Query q = {
        .choices = sy_choices_new(arena, l->model), .as_of = MOM_ALWAYS, .known_by = DAY_NONE};
    World *w = sy_world_new(arena, l->model, &q, NULL);
    const OriginInput *in = sy_ask_origin_input(arena, w);
    PromiseId p = sy_model_promise(l->model, sy_model_find(l->model, sy_str_from(owner)),
                                   sy_model_find(l->model, sy_str_from(what)), false);
    Origins o = sy_ask_promise_origins(arena, w, in, p);
    Buf b = sy_buf_new(arena);
    sy_origins_write(&b, in, &o);
    return sy_buf_view(&b);
}

TEST(origins_of_a_promise)
{
    Loaded l = load(arena, "surety 1\n"
                           "party A \"a\" voice Ann\n"
                           "layer aid \"Aid\"\n"
                           "layer oil \"Oil\"\n"
                           "document Post \"One paper\" relays \"The Wire\"\n"
                           "document Times \"Another\" relays \"The Wire\"\n"
                           "2025-01-01 Ann to \"Radio\": A is open to give aid [a1]\n"
                           "    cite Post 0-9\n"
                           "2025-01-01 reporter quoting Ann to \"Radio\": A is open to give aid\n"
                           "    cite Times 0-9\n"
                           "2025-01-02 reporter: A is open to give aid\n"
                           "    cite Post 10-19\n"
                           "    cite Times 10-19\n"
                           "2025-01-03 Ann: A is open to give aid repeats [a1]\n"
                           "? 2025-01-04 Ann: A is open to give aid repeats [a1]\n");
    CHECK_STR(origins_of(arena, &l, "A", "aid"),
              "3 origins: Ann, Radio, 1 Jan 2025 (Post relays The Wire; Times relays The Wire); "
              "reporter, The Wire, 2 Jan 2025 (Post relays The Wire; Times relays The Wire); "
              "Ann, 3 Jan 2025");
    CHECK_STR(origins_of(arena, &l, "A", "oil"), "no origin");
}

// ---------------------------------------------------------------- add

#define CHRONICLE                                                                                  \
    "surety 1\n"                                                                                   \
    "party Aland \"a\"\n"                                                                          \
    "layer aid \"Aid\"\n"                                                                          \
    "fact rain \"Rain\"\n"                                                                         \
    "\n"                                                                                           \
    "# --- 1 January\n"

typedef struct AddCase {
    const char *before, *sentence, *label, *cite;
} AddCase;

static Added add(Arena *arena, AddCase c, Err *err)
{
    Loaded l = load(arena, c.before);
    Str cite = sy_str_from(c.cite);
    AddAsk ask = {.sentence = sy_str_from(c.sentence),
                  .label = sy_str_from(c.label),
                  .cites = &cite,
                  .ncites = c.cite != NULL};
    Added out = {0};
    sy_ask_add(arena, l.model, &ask, &out, err);
    return out;
}

static const char chronicle[] = CHRONICLE "2025-01-01 Aland: Aland might give aid\n"
                                          "    note \"x\"   # oddly   written\n"
                                          "    # a note of its own\n"
                                          "\n"
                                          "# --- 3 January\n"
                                          "2025-01-03 Aland: Aland   will give aid\n"
                                          "\n"
                                          "expect Aland.aid is stated\n";

TEST(add_stands_behind_its_day)
{
    Err err = {0};
    AddCase c = {chronicle, "2025-01-01  aland: ALAND is open to give Aid if rain", "n1", NULL};
    Added a = add(arena, c, &err);
    CHECK(!a.refused && err.kind == ERR_NONE);
    CHECK_STR(a.entry, "2025-01-01 Aland: Aland is open to give aid [n1] if rain");
    CHECK_INT(a.line, 10);
    CHECK_STR(a.text, CHRONICLE "2025-01-01 Aland: Aland might give aid\n"
                                "    note \"x\"   # oddly   written\n"
                                "    # a note of its own\n"
                                "2025-01-01 Aland: Aland is open to give aid [n1] if rain\n"
                                "\n"
                                "# --- 3 January\n"
                                "2025-01-03 Aland: Aland   will give aid\n"
                                "\n"
                                "expect Aland.aid is stated\n");
    c.sentence = "2025-01-02 Aland: Aland will give aid";
    CHECK_INT(add(arena, c, &err).line, 10);
    c.sentence = "2025-01-03 Aland: Aland will give aid";
    CHECK_INT(add(arena, c, &err).line, 13);
    c.sentence = "2026-01-03 Aland: Aland will give aid";
    CHECK_INT(add(arena, c, &err).line, 13);
    c.sentence = "2024-12-31 Aland: Aland will give aid"; // above the heading of the first day
    CHECK_INT(add(arena, c, &err).line, 6);
    c.sentence = "undated Aland: Aland will give aid";
    CHECK_INT(add(arena, c, &err).line, 6);
    CHECK(err.kind == ERR_NONE);
}

TEST(add_keeps_every_other_byte)
{
    Err err = {0};
    Str old = sy_str_from(chronicle);
    AddCase c = {chronicle, "2025-01-02 Aland: Aland will give aid\n    if rain\n  # hm\n", "",
                 NULL};
    Added a = add(arena, c, &err);
    ptrdiff_t at = sy_str_find(a.text, a.entry);
    Str rest = sy_str_sub(a.text, at + a.entry.len + 1, a.text.len);
    CHECK(at > 0 && sy_str_starts(old, sy_str_sub(a.text, 0, at)) && sy_str_ends(old, rest));
    CHECK_INT(a.text.len, old.len + a.entry.len + 1);
    CHECK(sy_str_find(a.entry, STR("# hm")) > 0);
}

TEST(add_follows_the_file)
{
    Err err = {0};
    AddCase c = {CHRONICLE "2025-01-01 Aland: Aland might give aid\n\n"
                           "2025-01-02 Aland: Aland will give aid", // no line end
                 "2025-01-02 Aland: Aland did give aid", "", NULL};
    CHECK_STR(add(arena, c, &err).text, CHRONICLE "2025-01-01 Aland: Aland might give aid\n\n"
                                                  "2025-01-02 Aland: Aland will give aid\n\n"
                                                  "2025-01-02 Aland: Aland did give aid\n");
    c.before = "surety 1\r\nparty A \"a\"\r\nact go \"Go\"\r\n2025-01-01 A: A might go\r\n";
    c.sentence = "2025-01-02 A: A will go\n  note \"x\"\n  note \"y\"";
    CHECK_STR(add(arena, c, &err).text,
              "surety 1\r\nparty A \"a\"\r\nact go \"Go\"\r\n2025-01-01 A: A might go\r\n"
              "2025-01-02 A: A will go\r\n    note \"x\"\r\n    note \"y\"\r\n");
    c.before = CHRONICLE;
    c.sentence = "2025-01-02 Aland: Aland will give aid";
    CHECK_INT(add(arena, c, &err).line, 8); // no sentence yet: at the end
    CHECK(err.kind == ERR_NONE);
}

TEST(add_takes_citations)
{
    Err err = {0};
    AddCase c = {"surety 1\nparty A \"a\"\nact go \"Go\"\ndocument D \"d\"\n",
                 "2025-01-01 A: A will go  # as said", "x1", "D 0-9"};
    CHECK_STR(add(arena, c, &err).entry, "2025-01-01 A: A will go [x1]  # as said\n    cite D 0-9");
}

// "E1001:14": why the sentence is refused.
static Str refusal(Arena *arena, const char *sentence, const char *label)
{
    Err err = {0};
    Added a = add(arena, (AddCase){chronicle, sentence, label, NULL}, &err);
    if (err.kind != ERR_NONE) {
        return sy_str_dup(arena, sy_str_from(err.text));
    }
    CHECK(a.refused);
    return codes(arena, &a.loaded, D_NONE);
}

TEST(add_refuses)
{
    CHECK_STR(refusal(arena, "2025-01-02 Aland: Aland will give ad", ""), "E1001:10");
    CHECK_STR(refusal(arena, "2025-01-02 Aland: Aland will give aid if (rain", ""), "E1404:13");
    CHECK_STR(refusal(arena, "2025-01-02 Aland: Aland will give aid instead of rain", ""),
              "E2001:10");
    CHECK_STR(refusal(arena, "2025-02-30 Aland: Aland will give aid", ""), "E0702:13");
    CHECK_STR(refusal(arena, "rubbish", ""), "E0301:13");
    CHECK_STR(refusal(arena, "2025-01-02 Aland: Aland will give aid note \"open", ""), "E0202:13");
    const char *one = "what is added is one sentence, no more and no less";
    CHECK_STR(refusal(arena, "party B \"b\"", ""), one);
    CHECK_STR(refusal(arena, "party B \"b\"\n2025-01-02 Aland: Aland will give aid", ""), one);
    CHECK_STR(refusal(arena, "2025-01-02 Aland: Aland will give aid", "a]\nparty C \"c"),
              "E0202:11");
    CHECK_STR(refusal(arena, "2025-01-02 Aland: Aland will give aid", "a]\nact go \"go\" cite [b"),
              "E0402:11");
    CHECK_STR(refusal(arena, " # only a comment\n", ""), "there is no sentence to add");
    CHECK_STR(refusal(arena, "", "x"), "there is no sentence to add");
}

TEST(add_to_a_model_of_several_files)
{
    FakeFile files[] = {
        {"x/m.surety", STR("surety 1\ninclude \"p.surety\"\n2025-01-02 A: A will go\n")},
        {"x/p.surety", STR("surety 1\nparty A \"a\"\nact go \"Go\"\n2025-01-01 A: A might go\n")},
        {NULL, {0}}};
    Loaded l = load_files(arena, files);
    AddAsk ask = {.sentence = STR("2025-01-01 a: a is ready to GO")};
    Added out = {0};
    Err err = {0};
    CHECK(sy_ask_add(arena, l.model, &ask, &out, &err) && !out.refused);
    CHECK_STR(out.path, "x/m.surety");
    CHECK_INT(out.line, 3);
    ask.file = 2;
    CHECK(sy_ask_add(arena, l.model, &ask, &out, &err) && !out.refused);
    CHECK_STR(out.path, "x/p.surety");
    CHECK_STR(out.entry, "2025-01-01 A: A is ready to go");
    CHECK_INT(out.line, 5);
}

// ---------------------------------------------------------------- lists

#define PLAYERS                                                                                    \
    "surety 1\n"                                                                                   \
    "party A \"a\"\n"                                                                              \
    "party B \"b\"\n"                                                                              \
    "party C \"c\"\n"                                                                              \
    "group G \"g\" members A, B\n"                                                                 \
    "layer aid \"Aid\"\n"                                                                          \
    "act go \"Go\"\n"                                                                              \
    "fact rain \"Rain\"\n"                                                                         \
    "fact sun \"Sun\"\n"

static Str listed(Arena *arena, const char *text)
{
    Loaded l = load(arena, sy_str_cstring(arena, sy_str_fmt(arena, PLAYERS "%s", text)));
    sy_ask_lists(arena, l.model, NULL);
    return codes(arena, &l, D_N4009);
}

#define LISTS(text, want) CHECK_STR(listed(arena, text), want)

TEST(lists_conditions_left_unmentioned)
{
    const char *early = "2025-01-01 A: A is open to give aid if rain and sun\n";
    Str s = sy_str_fmt(arena, "%s2025-01-05 A: A will give aid\n", early);
    LISTS(sy_str_cstring(arena, s), "N4001:11");
    s = sy_str_fmt(arena, "%s2025-01-05 A: A will give aid if sun and after rain\n", early);
    LISTS(sy_str_cstring(arena, s), "");
    s = sy_str_fmt(arena, "%s2025-01-05 A: A will give aid instead of rain\n", early);
    LISTS(sy_str_cstring(arena, s), "");
    s = sy_str_fmt(arena, "%s2025-01-05 A: A did give aid\n", early);
    LISTS(sy_str_cstring(arena, s), "");
    s = sy_str_fmt(arena, "%s2024-01-05 A: A might give aid\n", early); // earlier
    LISTS(sy_str_cstring(arena, s), "");
    LISTS("2025-01-01 A: A will give aid unless rain\n2025-01-02 A: A will give aid if rain\n",
          "N4001:11");
}

TEST(lists_weaker_words)
{
    LISTS("2025-01-01 A: A will give aid [x]\n2025-01-05 A: A might give aid\n", "N4002:11");
    LISTS("2025-01-01 A: A will give aid [x]\n2025-01-05 A: A might give aid replaces [x]\n", "");
    LISTS("2025-01-01 A: A will give aid [x]\n2025-01-01 A: A might give aid\n", ""); // a range
    LISTS("2025-01-01 A: A will give aid [x]\n2025-01-05 reporter: A might give aid\n", "N4015:11");
    LISTS("2025-01-01 A: A might give aid\n2025-01-05 A: A will give aid\n", "");
    LISTS("2025-01-01 A: A will not give aid\n2025-01-05 reporter: A might give aid\n", "N4004:11");
    LISTS("2025-01-01 A: A will not give aid\n2025-01-05 A: A might give aid\n", "");
    LISTS("2025-01-01 A: A has signed to give aid binding\n2026-01-01 A: A will not give aid\n",
          "N4016:11");
    LISTS("2025-01-01 A: A has signed to give aid binding\n"
          "2026-01-01 reporter: A will not give aid\n",
          "N4015:11");
}

TEST(lists_repeats)
{
    LISTS("2025-01-01 A: A will give aid if sun [x]\n"
          "2025-01-02 reporter: A will give aid if sun and rain repeats [x]\n",
          "N4003:11");
    LISTS("2025-01-01 A: A will give aid if sun [x]\n"
          "2025-01-02 reporter: A will give aid after sun repeats [x]\n",
          "");
    LISTS("2025-01-01 A: A will give aid if sun [x]\n"
          "2025-01-02 reporter: A will give aid unless sun repeats [x]\n",
          "N4003:11");
}

TEST(lists_demands_and_beneficiaries)
{
    LISTS("2025-01-01 A: A will give aid\n2025-01-02 B: B demands rain for A.aid\n", "N4005:11");
    LISTS("2025-01-01 A: A will give aid\n2025-01-02 A: A demands rain for A.aid\n", "");
    LISTS("2025-01-01 A: A will give aid if A.aid\n", "N4006:10");
    LISTS("2025-01-01 A: A will give aid\n2025-01-02 B: B declines A.aid\n", "N4013:11");
    LISTS("2025-01-01 A: A will give aid to C\n2025-01-02 B: B declines A.aid\n", "N4013:11");
    LISTS("2025-01-01 A: A will give aid to B\n2025-01-02 B: B declines A.aid\n", "");
    LISTS("2025-01-01 A: A will give aid\n2025-01-02 B: B declines A.aid\n"
          "2025-01-03 B: B accepts A.aid\n",
          "");
}

TEST(lists_duties)
{
    const char *duty = "trigger t \"T\" when rain\n    then each of G must go within 24 hours\n";
    LISTS(duty, "N4007:11");
    Str s = sy_str_fmt(arena, "%s2025-01-01 A: each of G has agreed to go\n", duty);
    LISTS(sy_str_cstring(arena, s), "");
    s = sy_str_fmt(arena, "%s2025-01-01 A: A has agreed to go\n", duty);
    LISTS(sy_str_cstring(arena, s), "N4007:11");
    LISTS("trigger t \"T\" when rain\n    then A may go\n    then B must not go\n", "");
    LISTS("body J \"j\" members A, B decided by all of J\n"
          "trigger t \"T\" when rain\n    then J must go within 24 hours\n",
          ""); // it decides by its rule
}

TEST(lists_circles)
{
    LISTS("2025-01-01 A: A will go if B.go\n2025-01-01 B: B will go if A.go\n",
          "N4008:10 N4008:11");
    LISTS("2025-01-01 A: A will go if B.go\n2025-01-01 B: B will go after A.go\n", "N4008:10");
    LISTS("2025-01-01 A: A will go with B.go\n2025-01-01 B: B will go after A.go\n", "");
    LISTS("2025-01-01 A: A will go if B.go\n2025-01-01 B: B will go\n", "");
    // also before the facts that it waits for are known, and once under several readings
    LISTS("reading r \"r\"\n option p\n option q\n"
          "2025-01-01 A: A will go if rain and B.go\n"
          "2025-01-01 B: B will go if A.go\n"
          "2025-01-01 A: A will give aid\n if B.aid only when r is p\n"
          "2025-01-01 B: B will give aid if A.aid\n",
          "N4008:13 N4008:14 N4008:16 N4008:17");
}

TEST(lists_facts_and_definitions)
{
    LISTS("2025-01-01 reporter: rain is true\n2025-01-01 reporter: rain is false\n", "N4010:11");
    LISTS("2025-01-01 reporter: rain is true\n2025-01-02 reporter: rain is false\n", "");
    LISTS("fact war \"w\" judged by B\n2025-01-01 A: war is true\n", "N4011:11");
    LISTS("fact war \"w\" judged by B\n2025-01-01 B: war is true\n", "");
    const char *wet = "condition wet \"Wet\" means rain\n2025-01-02 reporter: wet is true\n";
    LISTS(wet, ""); // unknown is no disagreement
    Str s = sy_str_fmt(arena, "%s2025-01-01 reporter: rain is false\n", wet);
    LISTS(sy_str_cstring(arena, s), "N4014:11");
    s = sy_str_fmt(arena, "%s2025-01-01 reporter: rain is true\n", wet);
    LISTS(sy_str_cstring(arena, s), "");
}

TEST(lists_groups_as_one)
{
    LISTS("2025-01-01 A: A will give aid if G.go\n", "N4012:10");
    LISTS("2025-01-01 A: A will give aid if (rain or not G.go)\n", "N4012:10");
    LISTS("2025-01-01 A: A will give aid if all of G.go\n", "");
    LISTS("2025-01-01 A: A will give aid if G.go\n2025-01-01 A: G will go\n", "");
    LISTS("condition both \"b\" means G.go and rain\n", "N4012:10");
}

TEST(lists_sentences_without_evidence)
{
    Loaded l = load(arena, "surety 1\nparty A \"a\"\nact go \"Go\"\ndocument D \"d\" signed "
                           "2025-01-01 by A\n"
                           "2025-01-01 A: A might go\n"
                           "2025-01-01 D: A will go\n"
                           "? 2025-01-01 A: A will go\n"
                           "2025-01-02 A: A has agreed to go cite D \"page 3\"\n"
                           "2025-01-03 A: A has signed to go we infer \"why\"\n"
                           "2025-01-04 at 10:00 A: A did go\n");
    sy_ask_lists(arena, l.model, NULL);
    CHECK_STR(codes(arena, &l, D_NONE), "N4009:5");
}

// ---------------------------------------------------------------- circles of the text

static const Lowered *lowered_of(Arena *arena, Loaded *l)
{
    Query q = {
        .choices = sy_choices_new(arena, l->model), .as_of = MOM_ALWAYS, .known_by = DAY_NONE};
    World *w = sy_world_new(arena, l->model, &q, NULL);
    return sy_world_hold(w, (Ref){0})->lowered;
}

// Random webs of bare conditions: two promises share a circle where each reaches the other.
TEST(circles_against_reachability)
{
    Rng rng = sy_rng_new(harness_seed());
    for (int round = 0; round < 30; round++) {
        enum { N = 9 };
        bool reach[N][N] = {{false}};
        Buf b = sy_buf_new(arena);
        sy_buf_text(&b, "surety 1\nact go \"Go\"\n");
        for (int i = 0; i < N; i++) {
            sy_buf_fmt(&b, "party P%d \"p\"\n", i);
        }
        for (int i = 0; i < N; i++) {
            sy_buf_fmt(&b, "2025-01-01 P%d: P%d will go\n", i, i);
            for (int k = 0; k < N; k++) {
                if (i != k && sy_rng_below(&rng, 6) == 0) {
                    reach[i][k] = true;
                    sy_buf_fmt(&b, "    if P%d.go\n", k);
                }
            }
        }
        for (int m = 0; m < N; m++) {
            for (int i = 0; i < N; i++) {
                for (int k = 0; k < N; k++) {
                    reach[i][k] = reach[i][k] || (reach[i][m] && reach[m][k]);
                }
            }
        }
        Loaded l = load(arena, sy_str_cstring(arena, sy_buf_view(&b)));
        const Lowered *low = lowered_of(arena, &l);
        Circles c = sy_ask_circles(arena, low);
        CHECK_INT(low->problem.natoms, N);
        for (int i = 0; i < N; i++) {
            for (int k = 0; k < N; k++) {
                bool one = c.of[i] && c.of[i] == c.of[k];
                CHECK(one == (reach[i][k] && reach[k][i]));
            }
        }
    }
}
