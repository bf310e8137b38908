#include "harness.h"

#include "evidence/anchor.h"
#include "evidence/lock.h"
#include "evidence/origins.h"
#include "evidence/spans.h"

// ---------------------------------------------------------------- the seeds, where they are at hand

#define SEEDS_FOLDER "../shared/seeds/"
#define LOCK_PATH "../shared/design/language/models/ukraine-2025.anchors"

static const char *const seed_names[] = {"CNN", "Axios", "Brussels", "Call", "Digest"};
static const char *const seed_files[] = {
    SEEDS_FOLDER "000_9ed92b67b5a67972.txt", SEEDS_FOLDER "001_fec4cade44c05add.txt",
    SEEDS_FOLDER "002_3622f00dcd344a76.txt", SEEDS_FOLDER "003_f1c5531099651ada.txt",
    SEEDS_FOLDER "004_04a7553af2b0d811.txt"};

static bool read_file(Arena *arena, const char *path, Str *out)
{
    FILE *f = fopen(path, "rb");
    Buf b = sy_buf_new(arena);
    if (f == NULL) {
        return false;
    }
    for (int c = getc(f); c != EOF; c = getc(f)) {
        sy_buf_char(&b, (char)c);
    }
    fclose(f);
    *out = sy_buf_view(&b);
    return true;
}

static bool read_seeds(Arena *arena, Str docs[5], Str *lock)
{
    for (int i = 0; i < 5; i++) {
        if (!read_file(arena, seed_files[i], &docs[i])) {
            printf("# SKIP the seeds are not at hand: %s\n", seed_files[i]);
            return false;
        }
    }
    if (!read_file(arena, LOCK_PATH, lock)) {
        printf("# SKIP the lock of the flagship is not at hand: %s\n", LOCK_PATH);
        return false;
    }
    return true;
}

// ---------------------------------------------------------------- locks

typedef struct Reading {
    Lock *lock;
    Diags *diags;
} Reading;

static Reading read_lock(Arena *arena, Str text, const char *framework)
{
    Sources *sources = sy_sources_new(arena);
    uint32_t at = sy_sources_add(sources, STR("m.anchors"), text);
    Diags *diags = sy_diags_new(arena, sources);
    Lock *lock = sy_lock_parse(arena, sy_sources_at(sources, at), sy_str_from(framework), diags);
    return (Reading){lock, diags};
}

static Str written(Arena *arena, const Lock *lock)
{
    Buf b = sy_buf_new(arena);
    sy_lock_write(&b, lock);
    return sy_buf_view(&b);
}

#define HEX64 "07283728f4899f8074a78ad907e62f217978961da536a79e25280ad4b59b3849"
#define HEX16 "89314f971ea4e584"
#define GOOD_HEAD "anchors 1 m\ndocument Axios " HEX64 " 100\n"
#define GOOD_SPAN "Axios 1-20 " HEX64 " " HEX16 " " HEX16 "\n"

TEST(lock_of_the_flagship_is_canonical)
{
    Str docs[5] = {{0}};
    Str text = {0};
    if (!read_seeds(arena, docs, &text)) {
        return;
    }
    Reading r = read_lock(arena, text, "Ukraine-2025");
    CHECK_INT(r.diags->errors, 0);
    CHECK_INT(r.lock->documents.len - 1, 5);
    CHECK_INT(r.lock->spans.len - 1, 155);
    CHECK(sy_str_eq(written(arena, r.lock), text));
    CHECK(sy_lock_find_document(r.lock, STR("AXIOS")) ==
          sy_lock_find_document(r.lock, STR("axios")));
    CHECK_INT(sy_lock_find_document(r.lock, STR("Axio")), 0);
}

TEST(lock_rejects_what_it_cannot_read)
{
    static const struct {
        const char *text;
        const char *code; // null: none
        int spans;
    } rows[] = {
        {GOOD_HEAD GOOD_SPAN, NULL, 1},
        {"anchors 1 m\r\ndocument Axios " HEX64 " 100\r\n", NULL, 0},
        {GOOD_HEAD "\n" GOOD_SPAN "\n", NULL, 1},
        {"anchors 1 m\n" GOOD_SPAN "document Axios " HEX64 " 100\n", NULL, 1},
        {GOOD_HEAD "AXIOS 1-20 " HEX64 " " HEX16 " " HEX16, NULL, 1},
        {"", "E3309", 0},
        {"anchors 2 m\n", "E3309", 0},
        {"anchors 1 m \n", "E3309", 0},
        {"anchors 1 other\n" GOOD_SPAN, "E3308", 0},
        {GOOD_HEAD GOOD_SPAN GOOD_SPAN, "E3309", 1},
        {GOOD_HEAD "document AXIOS " HEX64 " 100\n", "E3309", 0},
        {GOOD_HEAD "document CNN " HEX64 " -1\n", "E3309", 0},
        {GOOD_HEAD "document CNN " HEX64 " 01\n", "E3309", 0},
        {GOOD_HEAD "document CNN " HEX16 " 1\n", "E3309", 0},
        {GOOD_HEAD "CNN 1-20 " HEX64 " " HEX16 " " HEX16 "\n", "E3309", 0},
        {GOOD_HEAD "Axios 20-20 " HEX64 " " HEX16 " " HEX16 "\n", "E3309", 0},
        {GOOD_HEAD "Axios 20-1 " HEX64 " " HEX16 " " HEX16 "\n", "E3309", 0},
        {GOOD_HEAD "Axios 1-4294967296 " HEX64 " " HEX16 " " HEX16 "\n", "E3309", 0},
        {GOOD_HEAD "Axios 1-20 " HEX64 " " HEX16 "\n", "E3309", 0},
        {GOOD_HEAD "Axios 1-20 " HEX64 " " HEX64 " " HEX16 "\n", "E3309", 0},
        {GOOD_HEAD "Axios  1-20 " HEX64 " " HEX16 " " HEX16 "\n", "E3309", 0},
        {GOOD_HEAD "Axios 1-20 " HEX64 " " HEX16 " " HEX16 " \n", "E3309", 0},
        {GOOD_HEAD "<<<<<<< ours\n" GOOD_SPAN, "E3309", 1},
        {GOOD_HEAD "A\xffios 1-20 " HEX64 " " HEX16 " " HEX16 "\n", "E3309", 0},
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        Reading r = read_lock(arena, sy_str_from(rows[i].text), "M");
        bool ok = r.lock->spans.len - 1 == rows[i].spans;
        if (rows[i].code == NULL) {
            ok = ok && r.diags->errors == 0;
        } else {
            ok = ok && r.diags->errors == 1 &&
                 strcmp(sy_diag_code_name(r.diags->all.p[0].code), rows[i].code) == 0;
        }
        if (!CHECK(ok)) {
            printf("# row %d: %d errors, %d spans\n", i, r.diags->errors,
                   (int)r.lock->spans.len - 1);
        }
    }
}

TEST(lock_reads_a_document_called_document)
{
    Reading r = read_lock(arena,
                          STR("anchors 1 m\ndocument document " HEX64 " 9\n"
                              "document 0-5 " HEX64 " " HEX16 " " HEX16 "\n"),
                          "m");
    CHECK_INT(r.diags->errors, 0);
    CHECK_INT(r.lock->spans.len, 2);
    uint32_t d = sy_lock_find_document(r.lock, STR("Document"));
    CHECK_INT(d, 1);
    CHECK_INT(sy_lock_find_span(r.lock, d, 0, 5), 1);
    CHECK_INT(sy_lock_find_span(r.lock, d, 0, 6), 0);
}

// What is read is written so that it is read again, whatever bytes came.
TEST(lock_survives_any_bytes)
{
    Rng rng = sy_rng_new(harness_seed());
    for (int i = 0; i < 3000; i++) {
        ArenaMark mark = sy_arena_mark(arena);
        Str text =
            sy_str_dup(arena, STR(GOOD_HEAD GOOD_SPAN "document Zoë " HEX64 " 7\n" GOOD_SPAN));
        char *p = sy_str_cstring(arena, text);
        for (uint32_t k = sy_rng_below(&rng, 6); k > 0; k--) {
            static const char some[] = "\n \r0159aZ-\xc3\x8b\xff";
            p[sy_rng_below(&rng, (uint32_t)text.len)] = some[sy_rng_below(&rng, sizeof some)];
        }
        Reading one = read_lock(arena, (Str){p, text.len}, "");
        Str first = written(arena, one.lock);
        if (one.lock->framework.len > 0) {
            Reading two = read_lock(arena, first, "");
            CHECK_INT(two.diags->errors, 0);
            CHECK(sy_str_eq(written(arena, two.lock), first));
        }
        sy_arena_rewind(arena, mark);
    }
}

// ---------------------------------------------------------------- spans

static SpanStanding stand(Arena *arena, Str doc, const LockSpan *locked)
{
    return sy_span_stand(sy_span_search_new(arena, doc), locked);
}

TEST(span_states)
{
    Str old = STR("The first sentence stands here. The US is open to 5 percent of air support. "
                  "The third sentence ends it all, and more words follow.");
    LockSpan span = sy_lock_span_of(old, 32, 75);
    CHECK_STR(sy_str_sub(old, 32, 75), "The US is open to 5 percent of air support.");
    SpanStanding s = stand(arena, old, &span);
    CHECK_INT(s.state, SPAN_EXACT);
    CHECK(!s.other_surroundings);

    Str moved = sy_str_fmt(arena, "Something new. %.*s", STR_ARG(old));
    s = stand(arena, moved, &span);
    CHECK_INT(s.state, SPAN_MOVED);
    CHECK_INT(s.start, 47);
    CHECK_INT(s.end, 90);
    CHECK(!s.other_surroundings);

    Str alone = sy_str_fmt(arena, "x %.*s y", STR_ARG(sy_str_sub(old, 32, 75)));
    s = stand(arena, alone, &span);
    CHECK_INT(s.state, SPAN_MOVED);
    CHECK(s.other_surroundings);

    Str twice = sy_str_fmt(arena, "%.*s %.*s", STR_ARG(moved), STR_ARG(old));
    s = stand(arena, twice, &span);
    CHECK_INT(s.state, SPAN_AMBIGUOUS);
    CHECK_INT(s.start, 47);
    CHECK(s.second > 47);

    Str changed = STR("The first sentence stands here. The US is open to 6 percent of air support. "
                      "The third sentence ends it all, and more words follow.");
    s = stand(arena, changed, &span);
    CHECK_INT(s.state, SPAN_ALTERED);
    CHECK_INT(s.start, 32);
    CHECK_INT(s.end, 75);

    Str cut = STR("The first sentence stands here.  The third sentence ends it all, and more words "
                  "follow.");
    s = stand(arena, cut, &span);
    CHECK_INT(s.state, SPAN_ALTERED);
    CHECK_INT(s.end - s.start, 0);

    s = stand(arena, STR("Nothing of all this."), &span);
    CHECK_INT(s.state, SPAN_MISSING);
    CHECK_STR(sy_str_from(sy_span_standing_words(&s)), "missing");
    CHECK_INT(stand(arena, STR(""), &span).state, SPAN_MISSING);
}

TEST(span_without_a_lock_entry)
{
    Str doc = STR("caf\xc3\xa9 x\xff\x80y");
    CHECK_INT(sy_span_unlocked(doc, 0, 5).state, SPAN_NOT_ANCHORED);
    CHECK_INT(sy_span_unlocked(doc, 0, 4).state, SPAN_INSIDE);
    CHECK_INT(sy_span_unlocked(doc, 4, 6).state, SPAN_INSIDE);
    CHECK_INT(sy_span_unlocked(doc, 7, 9).state, SPAN_NOT_ANCHORED); // no characters to cut
    CHECK_INT(sy_span_unlocked(doc, 0, 10).state, SPAN_NOT_ANCHORED);
    CHECK_INT(sy_span_unlocked(doc, 0, 11).state, SPAN_OUTSIDE);
    CHECK_INT(sy_span_unlocked(doc, 3, 3).state, SPAN_OUTSIDE);
    LockSpan cut = sy_lock_span_of(doc, 0, 4);
    CHECK_INT(stand(arena, doc, &cut).state, SPAN_INSIDE);
}

TEST(spans_of_the_flagship_are_exact)
{
    Str docs[5] = {{0}};
    Str text = {0};
    if (!read_seeds(arena, docs, &text)) {
        return;
    }
    Reading r = read_lock(arena, text, "ukraine-2025");
    for (int i = 0; i < 5; i++) {
        uint32_t d = sy_lock_find_document(r.lock, sy_str_from(seed_names[i]));
        const LockDocument *doc = &r.lock->documents.p[d];
        Sha256 sha = sy_sha256(docs[i]);
        CHECK(memcmp(sha.b, doc->sha.b, 32) == 0 && doc->length == docs[i].len);
        SpanSearch *search = sy_span_search_new(arena, docs[i]);
        for (uint32_t k = 0; k < doc->count; k++) {
            const LockSpan *locked = &r.lock->spans.p[doc->first + k];
            SpanStanding s = sy_span_stand(search, locked);
            CHECK(s.state == SPAN_EXACT && !s.other_surroundings);
            LockSpan now = sy_lock_span_of(docs[i], locked->start, locked->end);
            CHECK(memcmp(now.sha.b, locked->sha.b, 32) == 0);
            CHECK(memcmp(now.before, locked->before, 8) == 0);
            CHECK(memcmp(now.after, locked->after, 8) == 0);
        }
    }
}

// ---------------------------------------------------------------- a thousand edits

static Str spliced(Arena *arena, Str doc, ptrdiff_t from, ptrdiff_t to, Str with)
{
    Buf b = sy_buf_new(arena);
    sy_buf_str(&b, sy_str_sub(doc, 0, from));
    sy_buf_str(&b, with);
    sy_buf_str(&b, sy_str_sub(doc, to, doc.len));
    return sy_buf_view(&b);
}

// Changes the first place within [from, to) that one of the pairs fits; false: none does.
static bool swap_word(Arena *arena, Str *doc, ptrdiff_t from, ptrdiff_t to)
{
    static const char *const pairs[][2] = {
        {" not ", " "},         {" will ", " may "}, {" could ", " will "}, {" is ", " is not "},
        {" would ", " will "},  {" no ", " "},       {"Trump", "Putin"},    {"European", "Russian"},
        {" has ", " has not "}, {" and ", " or "},
    };
    for (int i = 0; i < COUNT_OF(pairs); i++) {
        Str word = sy_str_from(pairs[i][0]);
        ptrdiff_t at = sy_str_find(sy_str_sub(*doc, from, to), word);
        if (at >= 0) {
            *doc = spliced(arena, *doc, from + at, from + at + word.len, sy_str_from(pairs[i][1]));
            return true;
        }
    }
    return false;
}

// One random edit of the kind asked for, in or around [from, to).
static Str edited(Arena *arena, Rng *rng, int kind, Str doc, ptrdiff_t from, ptrdiff_t to)
{
    ptrdiff_t n = to - from;
    ptrdiff_t at = from + sy_rng_below(rng, (uint32_t)n);
    ptrdiff_t anywhere = sy_rng_below(rng, (uint32_t)doc.len);
    Str span = sy_str_sub(doc, from, to);
    switch (kind) {
    case 0: // another digit or letter
        return spliced(arena, doc, at, at + 1, doc.p[at] == '7' ? STR("8") : STR("7"));
    case 1: // a word that turns the sense
        swap_word(arena, &doc, from, to);
        return doc;
    case 2: // something put in or taken out within
        return spliced(arena, doc, at, at + sy_rng_below(rng, 4), STR(" not "));
    case 3: // the text before moves
        return spliced(arena, doc, from > 40 ? from / 2 : 0, from > 40 ? from / 2 : 0,
                       STR("A new line stands here.\n"));
    case 4: // cut out, and put elsewhere
        doc = spliced(arena, doc, from, to, STR(""));
        anywhere = doc.len > 0 ? anywhere % doc.len : 0;
        return spliced(arena, doc, anywhere, anywhere, span);
    case 5: // a lookalike before, the original altered
        doc = spliced(arena, doc, at, at + 1, STR("7"));
        return spliced(arena, doc, 0, 0, spliced(arena, span, 0, 1, STR("?")));
    case 6: // doubled at the beginning: the old place is off
        return spliced(arena, doc, 0, 0, span);
    case 7: // cut out
        return spliced(arena, doc, from, to, STR(""));
    case 8: // the neighbours change
        doc = spliced(arena, doc, to, to + 5, STR("#"));
        return spliced(arena, doc, from > 5 ? from - 5 : 0, from, STR("##"));
    default: // anything anywhere
        return spliced(arena, doc, anywhere, anywhere + sy_rng_below(rng, 30), STR("x"));
    }
}

static ptrdiff_t count_of(Str doc, Str bytes, ptrdiff_t *first)
{
    ptrdiff_t n = 0;
    *first = -1;
    for (ptrdiff_t at = 0; at + bytes.len <= doc.len; at++) {
        if (memcmp(doc.p + at, bytes.p, (size_t)bytes.len) == 0) {
            *first = n++ == 0 ? at : *first;
        }
    }
    return n;
}

static bool surrounded(Str now, ptrdiff_t from, ptrdiff_t to, Str old, const LockSpan *s)
{
    Str before = sy_str_sub(old, (ptrdiff_t)s->start - 32, s->start);
    Str after = sy_str_sub(old, s->end, (ptrdiff_t)s->end + 32);
    return sy_str_eq(sy_str_sub(now, from - 32, from), before) &&
           sy_str_eq(sy_str_sub(now, to, to + 32), after);
}

// Against the bytes themselves, which the lock does not have.
static bool is_right(Str old, Str now, const LockSpan *locked, const SpanStanding *s)
{
    Str bytes = sy_str_sub(old, locked->start, locked->end);
    ptrdiff_t first = 0;
    ptrdiff_t n = count_of(now, bytes, &first);
    bool in_place = sy_str_eq(sy_str_sub(now, locked->start, locked->end), bytes);
    switch (s->state) {
    case SPAN_EXACT: return in_place;
    case SPAN_MOVED: return !in_place && n == 1 && s->start == first && s->end == first + bytes.len;
    case SPAN_AMBIGUOUS: return !in_place && n > 1 && s->start == first;
    case SPAN_ALTERED: return n == 0 && surrounded(now, s->start, s->end, old, locked);
    case SPAN_MISSING: break;
    case SPAN_NOT_AT_HAND:
    case SPAN_NOT_ANCHORED:
    case SPAN_OUTSIDE:
    case SPAN_INSIDE:
    case SPAN_STATES: return false;
    }
    for (ptrdiff_t i = 0; i <= now.len; i++) { // no place may be altered
        for (ptrdiff_t k = i; k <= now.len && k <= i + 4 * bytes.len + 64; k++) {
            if (surrounded(now, i, k, old, locked)) {
                return false;
            }
        }
    }
    return n == 0;
}

TEST(span_is_never_anchored_to_other_text)
{
    Str docs[5] = {{0}};
    Str text = {0};
    if (!read_seeds(arena, docs, &text)) {
        return;
    }
    Reading r = read_lock(arena, text, "ukraine-2025");
    Rng rng = sy_rng_new(harness_seed());
    int states[SPAN_STATES] = {0};
    for (int i = 0; i < 1000; i++) {
        ArenaMark mark = sy_arena_mark(arena);
        uint32_t d = sy_rng_below(&rng, 5);
        const LockDocument *doc =
            &r.lock->documents.p[sy_lock_find_document(r.lock, sy_str_from(seed_names[d]))];
        LockSpan locked = r.lock->spans.p[doc->first + sy_rng_below(&rng, doc->count)];
        Str now = edited(arena, &rng, i % 10, docs[d], locked.start, locked.end);
        SpanStanding s = stand(arena, now, &locked);
        states[s.state]++;
        if (!CHECK(!s.limited && is_right(docs[d], now, &locked, &s))) {
            printf("# edit %d of %s %u-%u: %s\n", i, seed_names[d], locked.start, locked.end,
                   sy_span_state_name(s.state));
        }
        sy_arena_rewind(arena, mark);
    }
    for (int i = 0; i < SPAN_STATES; i++) {
        printf("# %s: %d\n", sy_span_state_name((SpanState)i), states[i]);
    }
    CHECK(states[SPAN_MOVED] > 100 && states[SPAN_ALTERED] > 100 && states[SPAN_EXACT] > 10);
}

// Text without repetition, whatever its length.
static Str long_text(Arena *arena, ptrdiff_t len)
{
    Rng rng = sy_rng_new(7);
    char *p = sy_arena_alloc(arena, len, 1);
    for (ptrdiff_t i = 0; i < len; i++) {
        p[i] = "etaoin shrdlu.\n"[sy_rng_below(&rng, 15)];
    }
    return (Str){p, len};
}

TEST(span_search_ends_at_its_limit)
{
    if (harness_is_slow()) {
        return;
    }
    Str old = long_text(arena, 8 << 20);
    LockSpan near = sy_lock_span_of(old, 5000000, 5000400);
    LockSpan far = sy_lock_span_of(old, 100, 500);
    Str shifted = spliced(arena, old, 1000, 1000, STR("twelve bytes"));
    SpanStanding s = stand(arena, shifted, &near);
    CHECK_INT(s.state, SPAN_MOVED);
    CHECK_INT(s.start, 5000012);

    Str gone = spliced(arena, old, 90, 600, STR(""));
    s = stand(arena, gone, &far);
    CHECK_INT(s.state, SPAN_MISSING);
    CHECK(s.limited);
    CHECK_STR(sy_str_from(sy_span_standing_words(&s)), "not found within the limit");

    Str other = spliced(arena, old, 5000200, 5000201, STR("7"));
    SpanSearch *search = sy_span_search_new(arena, other);
    s = sy_span_stand(search, &near);
    CHECK_INT(s.state, SPAN_ALTERED);
    CHECK(s.limited);
    for (int i = 0; i < 200; i++) { // the search of one document ends as a whole
        LockSpan nowhere = sy_lock_span_of(STR("nothing of the kind stands here"), 0, 9);
        nowhere.start = (uint32_t)i * 40000;
        nowhere.end = nowhere.start + 9;
        CHECK_INT(sy_span_stand(search, &nowhere).state, SPAN_MISSING);
    }
}

// The worst text: every place looks like the right one.
TEST(span_search_ends_in_repetition)
{
    if (harness_is_slow()) {
        return;
    }
    Str old = long_text(arena, 3 << 20);
    char *p = sy_str_cstring(arena, old);
    memset(p, 'a', (size_t)old.len);
    Str same = {p, old.len};
    LockSpan span = sy_lock_span_of(same, 100000, 1100000);
    span.sha.b[0] ^= 1;
    SpanStanding s = stand(arena, same, &span);
    CHECK_INT(s.state, SPAN_ALTERED);
    CHECK(s.limited);
}

// ---------------------------------------------------------------- words

static void check_words(Arena *arena, const char *doc, const char *words, const char *want)
{
    SpanPlaces places = sy_span_find_words(arena, sy_str_from(doc), sy_str_from(words), 3);
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < places.len; i++) {
        sy_buf_fmt(&b, "%s%u-%u", i > 0 ? " " : "", places.p[i].start, places.p[i].end);
    }
    sy_buf_text(&b, places.more ? " more" : "");
    sy_buf_text(&b, places.loose ? " loose" : "");
    CHECK_STR(sy_buf_view(&b), want);
}

TEST(words_are_found)
{
    check_words(arena, "one two three two", "two", "4-7 14-17");
    check_words(arena, "one two three two", "two three", "4-13");
    check_words(arena, "one two three two", "  three\n", "8-13");
    check_words(arena, "one two three two", "four", "");
    check_words(arena, "one two three two", "   ", "");
    check_words(arena, "", "two", "");
    check_words(arena, "aaaa", "aa", "0-2 1-3 2-4");
    check_words(arena, "aaaaa", "aa", "0-2 1-3 2-4 more");
    check_words(arena, "abababab", "abab", "0-4 2-6 4-8");
    check_words(arena, "open  to\n\tgive it", "open to give", "0-14 loose");
    check_words(arena, "open\xc2\xa0to give", "open to", "0-8 loose");
    check_words(arena, "open\xe2\x80\xaf\xc2\xa0to. open  to.", "open to", "0-11 13-21 loose");
    check_words(arena, "x  y x y", "x y", "5-8"); // byte for byte comes first
    check_words(arena, "x  y x   y", "x  y", "0-4");
    check_words(arena, "aab", "ab", "1-3");
    check_words(arena, "abcabcabd", "abcabd", "3-9");
    check_words(arena, "na\xc3\xafve", "\xc3\xafve\xc2\xa0", "2-6");
}

TEST(words_agree_with_plain_search)
{
    Rng rng = sy_rng_new(harness_seed());
    for (int i = 0; i < 5000; i++) {
        char doc[24];
        char words[4];
        uint32_t n = sy_rng_below(&rng, sizeof doc);
        uint32_t m = 1 + sy_rng_below(&rng, sizeof words - 1);
        for (uint32_t k = 0; k < n; k++) {
            doc[k] = "ab"[sy_rng_below(&rng, 2)];
        }
        for (uint32_t k = 0; k < m; k++) {
            words[k] = "ab"[sy_rng_below(&rng, 2)];
        }
        ArenaMark mark = sy_arena_mark(arena);
        ptrdiff_t first = 0;
        ptrdiff_t want = count_of((Str){doc, n}, (Str){words, m}, &first);
        SpanPlaces got = sy_span_find_words(arena, (Str){doc, n}, (Str){words, m}, 100);
        CHECK_INT(got.len, want);
        CHECK(want == 0 || got.p[0].start == first);
        sy_arena_rewind(arena, mark);
    }
}

// ---------------------------------------------------------------- anchoring

#define DOC_A "The US is open to providing American air support. Zelensky said so."
#define DOC_B "Nothing. Nothing at all."

typedef struct Bench {
    AnchorDocument documents[3];
    AnchorCite cites[8];
    Str text;
    AnchorJob job;
} Bench;

// A citation whose argument is `argument` in the text.
static void cite(Bench *b, uint32_t document, const char *argument)
{
    Str a = sy_str_from(argument);
    ptrdiff_t at = sy_str_find(b->text, a);
    SY_ASSERT(at >= 0);
    ptrdiff_t quote = sy_str_find_char(a, '"');
    AnchorCite *c = &b->cites[b->job.ncites++];
    *c = (AnchorCite){.document = document, .place = {(uint32_t)at, (uint32_t)(at + a.len)}};
    if (quote >= 0) {
        c->has_words = true;
        c->words = sy_str_sub(a, quote + 1, a.len - 1);
    } else {
        unsigned start = 0;
        unsigned end = 0;
        SY_ASSERT(sscanf(strrchr(argument, ' '), " %u-%u", &start, &end) == 2);
        c->start = start;
        c->end = end;
    }
}

static Bench *bench_new(Arena *arena, const char *text)
{
    Bench *b = NEW(arena, Bench);
    b->documents[0] = (AnchorDocument){STR("Axios"), true, true, STR(DOC_A), false};
    b->documents[1] = (AnchorDocument){STR("Digest"), true, true, STR(DOC_B), false};
    b->documents[2] = (AnchorDocument){.name = STR("Treaty")};
    b->text = sy_str_from(text);
    b->job = (AnchorJob){
        .framework = STR("m"), .documents = b->documents, .ndocuments = 3, .cites = b->cites};
    return b;
}

TEST(anchor_puts_spans_for_words)
{
    Bench *b = bench_new(arena, "x cite axios \"open to providing\", Axios\t\"Zelensky said\"note\n"
                                " cite Digest \"Nothing\", Digest 0-7, Treaty \"Article 5\"\n"
                                " cite Axios \"is nowhere\" # \"open to providing\"\n");
    cite(b, 0, "axios \"open to providing\"");
    cite(b, 0, "Axios\t\"Zelensky said\"");
    cite(b, 1, "Digest \"Nothing\"");
    cite(b, 1, "Digest 0-7");
    cite(b, 2, "Treaty \"Article 5\"");
    cite(b, 0, "Axios \"is nowhere\"");
    AnchorOutcome *o = sy_anchor_find(arena, &b->job);
    static const AnchorState want[] = {ANCHOR_FOUND, ANCHOR_FOUND, ANCHOR_SEVERAL,
                                       ANCHOR_ADDED, ANCHOR_PLACE, ANCHOR_NOWHERE};
    for (int i = 0; i < COUNT_OF(want); i++) {
        CHECK_INT(o[i].state, want[i]);
    }
    CHECK_INT(o[2].places.len, 2);
    CHECK_STR(sy_anchor_edit(arena, b->text, 0, &b->job, o),
              "x cite axios 10-27, Axios\t50-63 note\n"
              " cite Digest \"Nothing\", Digest 0-7, Treaty \"Article 5\"\n"
              " cite Axios \"is nowhere\" # \"open to providing\"\n");
    CHECK(sy_str_eq(sy_anchor_edit(arena, b->text, 1, &b->job, o), b->text));
    CHECK(sy_anchor_stops(&b->job, o));

    b->cites[2] = b->cites[3]; // without the words that are no span
    b->job.ncites = 5;
    o = sy_anchor_find(arena, &b->job);
    CHECK(!sy_anchor_stops(&b->job, o));
    const Lock *lock = sy_anchor_lock(arena, &b->job, o);
    CHECK_INT(lock->documents.len - 1, 2);
    CHECK_INT(lock->spans.len - 1, 3);
    Reading r = read_lock(arena, written(arena, lock), "m");
    CHECK_INT(r.diags->errors, 0);
    CHECK(sy_str_eq(written(arena, r.lock), written(arena, lock)));
    CHECK_INT(stand(arena, STR(DOC_A), &r.lock->spans.p[1]).state, SPAN_EXACT);
}

TEST(anchor_does_not_lock_an_altered_span_anew)
{
    Bench *b = bench_new(arena, "cite Axios 10-27, Axios 50-63, Axios \"Zelensky\"");
    cite(b, 0, "Axios 10-27");
    cite(b, 0, "Axios 50-63");
    AnchorOutcome *o = sy_anchor_find(arena, &b->job);
    Lock *old = sy_anchor_lock(arena, &b->job, o);
    cite(b, 0, "Axios \"Zelensky\"");
    b->documents[0].bytes =
        STR("The US is open to providing Russian_ air support. Zelensky sang so.");
    b->job.old = old;
    o = sy_anchor_find(arena, &b->job);
    for (int i = 0; i < 3; i++) {
        CHECK_INT(o[i].state, ANCHOR_CHANGED);
    }
    CHECK(sy_anchor_stops(&b->job, o));

    b->documents[0].accept = true;
    o = sy_anchor_find(arena, &b->job);
    CHECK_INT(o[0].state, ANCHOR_KEPT);
    CHECK_INT(o[1].state, ANCHOR_STALE);
    CHECK_INT(o[2].state, ANCHOR_FOUND);
    Lock *now = sy_anchor_lock(arena, &b->job, o);
    CHECK_INT(now->spans.len - 1, 3);
    CHECK_INT(stand(arena, b->documents[0].bytes, &now->spans.p[1]).state, SPAN_EXACT);
    uint32_t altered = sy_lock_find_span(now, 1, 50, 63);
    CHECK(memcmp(now->spans.p[altered].sha.b, old->spans.p[2].sha.b, 32) == 0);
    CHECK(stand(arena, b->documents[0].bytes, &now->spans.p[altered]).state != SPAN_EXACT);

    b->documents[0].at_hand = false; // an entry stays while its document is away
    b->job.old = now;
    o = sy_anchor_find(arena, &b->job);
    CHECK_INT(o[0].state, ANCHOR_KEPT);
    CHECK_INT(o[2].state, ANCHOR_NOT_AT_HAND);
    b->job.ncites = 2;
    CHECK_INT(sy_anchor_lock(arena, &b->job, o)->spans.len - 1, 2);
}

TEST(anchor_locks_an_altered_span_whose_words_are_written_out)
{
    Bench *b = bench_new(arena, "cite Axios 50-63, Axios \"Zelensky sang\", Axios 50-60");
    cite(b, 0, "Axios 50-63");
    b->job.old = sy_anchor_lock(arena, &b->job, sy_anchor_find(arena, &b->job));
    b->documents[0].bytes =
        STR("The US is open to providing American air support. Zelensky sang so.");
    b->documents[0].accept = true;
    cite(b, 0, "Axios \"Zelensky sang\"");
    AnchorOutcome *o = sy_anchor_find(arena, &b->job);
    CHECK_INT(o[0].state, ANCHOR_STALE);
    CHECK_INT(o[1].state, ANCHOR_CLASH); // the other citation means the old text
    CHECK(sy_anchor_stops(&b->job, o));

    b->cites[0].waits = true; // a candidate's means it too
    CHECK_INT(sy_anchor_find(arena, &b->job)[1].state, ANCHOR_CLASH);

    b->cites[0] = b->cites[1];
    o = sy_anchor_find(arena, &b->job);
    CHECK_INT(o[0].state, ANCHOR_FOUND);
    Lock *now = sy_anchor_lock(arena, &b->job, o);
    CHECK_INT(now->spans.len - 1, 1);
    CHECK_INT(stand(arena, b->documents[0].bytes, &now->spans.p[1]).state, SPAN_EXACT);
}

TEST(anchor_keeps_what_candidates_cite)
{
    Bench *b = bench_new(arena, "cite Axios 10-27, Axios 50-63");
    cite(b, 0, "Axios 10-27");
    b->job.old = sy_anchor_lock(arena, &b->job, sy_anchor_find(arena, &b->job));
    cite(b, 0, "Axios 50-63");
    b->cites[0].waits = b->cites[1].waits = true;
    AnchorOutcome *o = sy_anchor_find(arena, &b->job);
    CHECK_INT(o[0].state, ANCHOR_KEPT);
    CHECK_INT(o[1].state, ANCHOR_PLACE); // nothing is added
    CHECK_INT(sy_anchor_lock(arena, &b->job, o)->spans.len - 1, 1);
}

TEST(anchor_gives_the_lock_of_the_flagship)
{
    Str docs[5] = {{0}};
    Str text = {0};
    if (!read_seeds(arena, docs, &text)) {
        return;
    }
    Reading r = read_lock(arena, text, "ukraine-2025");
    AnchorDocument documents[5];
    AnchorCite *cites = NEW_N(arena, AnchorCite, 2 * r.lock->spans.len);
    ptrdiff_t n = 0;
    for (uint32_t i = 0; i < 5; i++) {
        documents[i] = (AnchorDocument){sy_str_from(seed_names[i]), true, true, docs[i], false};
        const LockDocument *d =
            &r.lock->documents.p[sy_lock_find_document(r.lock, documents[i].name)];
        for (uint32_t k = 0; k < 2 * d->count; k++) { // each twice, as models cite
            const LockSpan *s = &r.lock->spans.p[d->first + k % d->count];
            cites[n++] = (AnchorCite){.document = i, .start = s->start, .end = s->end};
        }
    }
    AnchorJob job = {.framework = STR("ukraine-2025"),
                     .documents = documents,
                     .ndocuments = 5,
                     .cites = cites,
                     .ncites = n};
    AnchorOutcome *o = sy_anchor_find(arena, &job);
    CHECK(sy_str_eq(written(arena, sy_anchor_lock(arena, &job, o)), text));
}

// ---------------------------------------------------------------- origins

static const OriginDocument origin_documents[] = {{{"Axios", 5}, {"Axios", 5}},
                                                  {{"Digest", 6}, {NULL, 0}},
                                                  {{"CNN", 3}, {"CNN", 3}},
                                                  {{"Copy", 4}, {"cnn", 3}}};
static const uint32_t origin_cited[] = {0, 1, 2, 3};

static void check_origins(Arena *arena, const OriginSentence *s, ptrdiff_t n, uint32_t nasked,
                          const char *want)
{
    static const uint32_t asked[] = {0, 1, 2, 3};
    OriginInput e = {
        .sentences = s, .nsentences = n, .documents = origin_documents, .cited = origin_cited};
    sy_origins_link(arena, &e);
    Origins o = sy_origins_find(arena, &e, asked, nasked);
    Buf b = sy_buf_new(arena);
    sy_origins_write(&b, &e, &o);
    CHECK_STR(sy_buf_view(&b), want);
}

TEST(origins_are_not_papers)
{
    Day day = 0;
    CHECK(sy_day_make(2025, 8, 19, &day));
    OriginSentence fox = {.speaker = 7,
                          .speaker_name = STR("Trump"),
                          .venue_name = STR("Fox News"),
                          .day = day,
                          .first_document = 0,
                          .ndocuments = 1};
    OriginSentence digest = fox;
    digest.first_document = 1;
    digest.venue_name = STR("FOX NEWS");
    check_origins(arena, (OriginSentence[]){fox, digest}, 2, 2,
                  "1 origin: Trump, Fox News, 19 Aug 2025 (Axios relays Axios; Digest)");
    digest.day = day + 1;
    check_origins(arena, (OriginSentence[]){fox, digest}, 2, 2,
                  "2 origins: Trump, Fox News, 19 Aug 2025 (Axios relays Axios); "
                  "Trump, FOX NEWS, 20 Aug 2025 (Digest)");
    OriginSentence reporter = {.day = day, .first_document = 2, .ndocuments = 2};
    check_origins(arena, &reporter, 1, 1,
                  "1 origin: reporter, CNN, 19 Aug 2025 (CNN relays CNN; Copy relays cnn)");
    reporter.first_document = 1;
    check_origins(arena, &reporter, 1, 1,
                  "2 origins: reporter, Digest, 19 Aug 2025 (Digest); "
                  "reporter, CNN, 19 Aug 2025 (CNN relays CNN)");
    OriginSentence unnamed = {.speaker_name = STR("sources"), .day = DAY_NONE};
    check_origins(arena, (OriginSentence[]){fox, unnamed}, 2, 2,
                  "2 origins: Trump, Fox News, 19 Aug 2025 (Axios relays Axios); sources, undated");
    check_origins(arena, &fox, 1, 0, "no origin");
}

TEST(origins_come_with_repeats)
{
    OriginSentence s[4] = {
        {.speaker = 1, .speaker_name = STR("A"), .day = 0},
        {.speaker = 2, .speaker_name = STR("B"), .day = 0, .repeats = 1},
        {.speaker = 3, .speaker_name = STR("C"), .day = 0, .repeats = 2},
        {.speaker = 4, .speaker_name = STR("D"), .day = 0, .repeats = 4}, // itself
    };
    check_origins(arena, s, 4, 1, "3 origins: A, 1 Jan 1970; B, 1 Jan 1970; C, 1 Jan 1970");
    s[2].speaker = 1;
    check_origins(arena, s, 4, 1, "2 origins: A, 1 Jan 1970; B, 1 Jan 1970");
}
