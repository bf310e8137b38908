#include "harness.h"

#include <math.h>
#include <setjmp.h>

static Str view(Buf *b)
{
    return sy_buf_view(b);
}

// ---- arena

static bool is_zero(const char *p, ptrdiff_t n)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        if (p[i] != 0) {
            return false;
        }
    }
    return true;
}

TEST(arena_gives_zeroed_aligned_memory)
{
    bool zero = true;
    bool aligned = true;
    for (int i = 0; i < 5000; i++) {
        ptrdiff_t size = i % 300;
        ptrdiff_t align = (ptrdiff_t)1 << i % 5;
        char *p = sy_arena_alloc(arena, size, align);
        zero = zero && is_zero(p, size);
        aligned = aligned && (uintptr_t)p % (uintptr_t)align == 0;
        memset(p, 0xab, (size_t)size);
    }
    CHECK(zero);
    CHECK(aligned);
    char *big = sy_arena_alloc(arena, 5 << 20, 16);
    CHECK(is_zero(big, 5 << 20));
    CHECK(NEW_N(arena, int, 0) != NULL);
    CHECK(sy_arena_budget(arena)->used > 5 << 20);
    CHECK(sy_arena_budget(arena)->peak >= sy_arena_budget(arena)->used);
}

TEST(arena_rewind_gives_memory_back)
{
    Budget *budget = sy_arena_budget(arena);
    int64_t before = budget->used;
    char *first = sy_arena_alloc(arena, 10, 1);
    memset(first, 1, 10);
    ArenaMark mark = sy_arena_mark(arena);
    for (int round = 0; round < 20; round++) {
        bool zero = true;
        for (int i = 0; i < 50 * (round + 1); i++) {
            char *p = sy_arena_alloc(arena, 1000, 8);
            zero = zero && is_zero(p, 1000);
            memset(p, 0xcd, 1000);
        }
        CHECK(zero);
        sy_arena_rewind(arena, mark);
        CHECK(budget->used == before);
    }
    CHECK(first[9] == 1);
    ArenaMark outer = sy_arena_mark(arena);
    sy_arena_alloc(arena, 100, 1);
    ArenaMark inner = sy_arena_mark(arena);
    sy_arena_alloc(arena, 100000, 1);
    sy_arena_rewind(arena, inner);
    sy_arena_rewind(arena, outer);
    CHECK(is_zero(sy_arena_alloc(arena, 300, 1), 300));
}

TEST(arena_grow_keeps_and_zeroes)
{
    char *p = sy_arena_grow(arena, NULL, 0, 4, 1);
    memcpy(p, "abcd", 4);
    char *in_place = sy_arena_grow(arena, p, 4, 20, 1);
    CHECK(SY_HOSTILE || in_place == p);
    CHECK(memcmp(in_place, "abcd", 4) == 0 && is_zero(in_place + 4, 16));
    sy_arena_alloc(arena, 1, 1);
    char *moved = sy_arena_grow(arena, in_place, 20, 200000, 1);
    CHECK(moved != in_place && memcmp(moved, "abcd", 4) == 0 && is_zero(moved + 4, 199996));
    CHECK(sy_arena_grow(arena, moved, 200000, 10, 1) == moved);
}

typedef struct Trail {
    int seen[8];
    int n;
} Trail;

typedef struct Step {
    Trail *trail;
    int number;
} Step;

static void leave_trail(void *context)
{
    Step *s = context;
    s->trail->seen[s->trail->n++] = s->number;
}

TEST(arena_defers_last_first)
{
    Trail trail = {{0}, 0};
    Step steps[4] = {{&trail, 1}, {&trail, 2}, {&trail, 3}, {&trail, 4}};
    Budget budget = {0};
    Arena *a = sy_arena_new(&budget);
    sy_arena_defer(a, leave_trail, &steps[0]);
    ArenaMark mark = sy_arena_mark(a);
    sy_arena_defer(a, leave_trail, &steps[1]);
    sy_arena_alloc(a, 1 << 20, 1);
    sy_arena_defer(a, leave_trail, &steps[2]);
    CHECK_INT(trail.n, 0);
    sy_arena_rewind(a, mark);
    CHECK(trail.n == 2 && trail.seen[0] == 3 && trail.seen[1] == 2);
    sy_arena_defer(a, leave_trail, &steps[3]);
    sy_arena_free(a);
    CHECK(trail.n == 4 && trail.seen[2] == 4 && trail.seen[3] == 1);
    CHECK_INT(budget.used, 0);
    sy_arena_free(NULL);
}

typedef struct Trap {
    jmp_buf jump;
    OutOf why;
} Trap;

static void spring(void *context, OutOf why)
{
    Trap *t = context;
    t->why = why;
    longjmp(t->jump, 1);
}

TEST(arena_budget_springs_the_trap)
{
    Trap trap = {.why = 0};
    Budget budget = {.limit = 1 << 20, .trap = spring, .context = &trap};
    Arena *a = sy_arena_new(&budget);
    if (setjmp(trap.jump) == 0) {
        for (;;) {
            sy_arena_alloc(a, 1000, 8);
        }
    }
    CHECK_INT(trap.why, OUT_OF_BUDGET);
    CHECK(budget.used <= budget.limit && budget.used > budget.limit / 4);
    sy_arena_free(a);
    CHECK_INT(budget.used, 0);
}

TEST(arena_fails_at_the_nth_allocation)
{
    for (volatile int n = 1; n <= 40; n++) {
        Trap trap = {.why = 0};
        Budget budget = {.fail_at = n, .trap = spring, .context = &trap};
        Arena *volatile a = NULL;
        if (setjmp(trap.jump) == 0) {
            a = sy_arena_new(&budget);
            for (int i = 0; i < 100; i++) {
                sy_arena_alloc(a, 3000, 8);
            }
        }
        CHECK_INT(trap.why, OUT_OF_MEMORY);
        CHECK_INT(budget.count, n);
        sy_arena_free(a);
        CHECK_INT(budget.used, 0);
    }
}

static bool alloc_is_refused(ptrdiff_t n, ptrdiff_t size)
{
    Trap trap = {.why = 0};
    Budget budget = {.trap = spring, .context = &trap};
    Arena *a = sy_arena_new(&budget);
    if (setjmp(trap.jump) == 0) {
        sy_arena_alloc_n(a, n, size, 8);
    }
    sy_arena_free(a);
    return trap.why == OUT_OF_MEMORY;
}

TEST(arena_refuses_absurd_sizes)
{
    CHECK(alloc_is_refused(PTRDIFF_MAX, 8));
    CHECK(alloc_is_refused(PTRDIFF_MAX / 8, 8));
    CHECK(alloc_is_refused(-1, 8));
    CHECK(alloc_is_refused(PTRDIFF_MAX / 2 + 1, 1));
    CHECK(!alloc_is_refused(3, 8));
}

// ---- str, buf, vec

TEST(str_compares)
{
    CHECK(sy_str_eq(STR("abc"), STR("abc")) && !sy_str_eq(STR("abc"), STR("abd")));
    CHECK(sy_str_eq((Str){0}, STR("")) && !sy_str_eq(STR("a"), STR("")));
    CHECK(sy_str_cmp(STR("a"), STR("b")) < 0 && sy_str_cmp(STR("b"), STR("a")) > 0);
    CHECK(sy_str_cmp(STR("ab"), STR("abc")) < 0 && sy_str_cmp(STR("abc"), STR("ab")) > 0);
    CHECK(sy_str_cmp(STR("ab"), STR("ab")) == 0 && sy_str_cmp((Str){0}, STR("")) == 0);
    CHECK(sy_str_cmp(STR("z"), STR("\xc3\xa9")) < 0); // bytes are unsigned
    CHECK(sy_str_starts(STR("surety"), STR("sure")) && !sy_str_starts(STR("su"), STR("sure")));
    CHECK(sy_str_ends(STR("surety"), STR("ty")) && !sy_str_ends(STR("y"), STR("ty")));
    CHECK(sy_str_starts(STR(""), STR("")) && sy_str_ends(STR("a"), STR("")));
    CHECK(sy_str_from(NULL).len == 0 && sy_str_from("abc").len == 3);
}

TEST(str_cuts_and_finds)
{
    CHECK_STR(sy_str_sub(STR("surety"), 1, 3), "ur");
    CHECK_STR(sy_str_sub(STR("surety"), -5, 99), "surety");
    CHECK_STR(sy_str_sub(STR("surety"), 4, 2), "");
    CHECK_STR(sy_str_sub((Str){0}, 0, 5), "");
    CHECK_INT(sy_str_find(STR("abcabd"), STR("abd")), 3);
    CHECK_INT(sy_str_find(STR("aaab"), STR("aab")), 1);
    CHECK_INT(sy_str_find(STR("abc"), STR("")), 0);
    CHECK_INT(sy_str_find(STR("abc"), STR("abcd")), -1);
    CHECK_INT(sy_str_find(STR("abcab"), STR("abd")), -1);
    CHECK_INT(sy_str_find_char(STR("abc"), 'c'), 2);
    CHECK_INT(sy_str_find_char(STR("abc"), 'd'), -1);
    CHECK_INT(sy_str_find_char((Str){0}, 'd'), -1);
    CHECK_STR(sy_str_trim(STR(" \t a b \r\n")), "a b");
    CHECK_STR(sy_str_trim(STR(" \n ")), "");
}

TEST(str_makes_texts)
{
    CHECK_STR(sy_str_dup(arena, STR("abc")), "abc");
    CHECK_STR(sy_str_dup(arena, (Str){0}), "");
    CHECK_STR(sy_str_fmt(arena, "%d %.*s", 7, STR_ARG(STR("ab"))), "7 ab");
    Str wide = sy_str_fmt(arena, "%0300d", 7);
    CHECK(wide.len == 300 && wide.p[299] == '7' && wide.p[0] == '0');
    CHECK(strcmp(sy_str_cstring(arena, sy_str_sub(STR("abc"), 0, 2)), "ab") == 0);
    CHECK(strcmp(sy_str_cstring(arena, (Str){0}), "") == 0);
}

TEST(str_distance_is_damerau_levenshtein)
{
    static const struct {
        const char *a, *b;
        int limit, want;
    } cases[] = {
        {"france", "france", 2, 0},
        {"france", "frnace", 2, 1},
        {"france", "franc", 2, 1},
        {"france", "frances", 2, 1},
        {"france", "trance", 2, 1},
        {"ab", "ba", 0, 1},
        {"kitten", "sitting", 5, 3},
        {"kitten", "sitting", 2, 3},
        {"", "abc", 5, 3},
        {"", "abc", 2, 3},
        {"abc", "", 5, 3},
        {"ca", "abc", 5, 3},
        {"\xd0\xbf\xd0\xbe\xd0\xbb", "\xd0\xbf\xd0\xbb", 3, 1}, // letters, not bytes
        {"abcdefgh", "hgfedcba", 3, 4},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Str a = sy_str_from(cases[i].a);
        Str b = sy_str_from(cases[i].b);
        CHECK_INT(sy_str_distance(a, b, cases[i].limit), cases[i].want);
        CHECK_INT(sy_str_distance(b, a, cases[i].limit), cases[i].want);
    }
    Str wide = sy_str_fmt(arena, "%0200d", 1);
    CHECK_INT(sy_str_distance(wide, wide, 3), 0);
    CHECK_INT(sy_str_distance(wide, STR("a"), 3), 4);
}

TEST(buf_grows_over_all_appends)
{
    Buf b = sy_buf_new(arena);
    CHECK_STR(view(&b), "");
    sy_buf_str(&b, (Str){0});
    sy_buf_char(&b, 'x');
    sy_buf_str(&b, STR("abc"));
    sy_buf_text(&b, "def");
    sy_buf_pad(&b, '.', 3);
    sy_buf_pad(&b, '!', -3);
    sy_buf_fmt(&b, "[%d]", 42);
    sy_buf_int(&b, -7);
    CHECK_STR(view(&b), "xabcdef...[42]-7");
    sy_buf_clear(&b);
    CHECK_STR(view(&b), "");
    sy_buf_int(&b, INT64_MIN);
    sy_buf_char(&b, ' ');
    sy_buf_int(&b, INT64_MAX);
    sy_buf_char(&b, ' ');
    sy_buf_int(&b, 0);
    CHECK_STR(view(&b), "-9223372036854775808 9223372036854775807 0");
    sy_buf_clear(&b);
    sy_buf_fmt(&b, "%01000d", 5);
    CHECK(b.len == 1000 && b.p[999] == '5');
    for (int i = 0; i < 3000; i++) {
        sy_buf_char(&b, (char)('a' + i % 26));
    }
    CHECK(b.len == 4000 && b.p[3999] == 'a' + 2999 % 26 && b.p[0] == '0');
}

TEST(vec_keeps_what_was_pushed)
{
    VEC(int) v = {0};
    VEC(char) other = {0};
    for (int i = 0; i < 20000; i++) {
        vec_push(arena, &v, i);
        vec_push(arena, &other, (char)i);
    }
    bool same = true;
    for (int i = 0; i < 20000; i++) {
        same = same && v.p[i] == i && other.p[i] == (char)i;
    }
    CHECK(same);
    *vec_push_slot(arena, &v) += 5;
    CHECK_INT(v.p[20000], 5);
    v.len = 0;
    vec_reserve(arena, &v, 50000);
    int *p = v.p;
    for (int i = 0; i < 50000; i++) {
        vec_push(arena, &v, i);
    }
    CHECK(v.p == p && v.p[49999] == 49999);
}

#if SY_HOSTILE
TEST(vec_moves_on_every_push_when_hostile)
{
    VEC(int) v = {0};
    vec_push(arena, &v, 1);
    int moved = 0;
    for (int i = 0; i < 50; i++) {
        uintptr_t before = (uintptr_t)v.p;
        vec_push(arena, &v, i);
        moved += before != (uintptr_t)v.p;
    }
    CHECK_INT(moved, 50);
}
#endif

// ---- map

TEST(strmap_keeps_the_order_of_insertion)
{
    StrMap m = sy_strmap_new(arena);
    enum { KEYS = 100000 };
    CHECK_INT(sy_strmap_find(&m, STR("k")), -1);
    bool ordered = true;
    for (int i = 0; i < KEYS; i++) {
        bool is_new = false;
        ptrdiff_t at = sy_strmap_add(&m, sy_str_fmt(arena, "key %d", i * 7919), &is_new);
        ordered = ordered && at == i && is_new;
    }
    CHECK(ordered);
    CHECK_INT(m.len, KEYS);
    bool found = true;
    for (int i = 0; i < KEYS; i++) {
        bool is_new = true;
        Str key = sy_str_fmt(arena, "key %d", i * 7919);
        found = found && sy_strmap_find(&m, key) == i && sy_str_eq(m.keys[i], key) &&
                sy_strmap_add(&m, key, &is_new) == i && !is_new;
    }
    CHECK(found);
    CHECK_INT(sy_strmap_find(&m, STR("key 1")), -1);
    CHECK_INT(sy_strmap_add(&m, STR(""), NULL), KEYS);
    CHECK_INT(sy_strmap_find(&m, (Str){0}), KEYS);
}

TEST(intmap_keeps_the_order_of_insertion)
{
    IntMap m = sy_intmap_new(arena);
    enum { KEYS = 100000 };
    CHECK_INT(sy_intmap_find(&m, 0), -1);
    bool ordered = true;
    for (int i = 0; i < KEYS; i++) {
        bool is_new = false;
        uint64_t key = (uint64_t)i << (i % 2 * 40); // low and high bits alike
        ordered = ordered && sy_intmap_add(&m, key, &is_new) == i && is_new;
    }
    CHECK(ordered);
    bool found = true;
    for (int i = 0; i < KEYS; i++) {
        bool is_new = true;
        uint64_t key = (uint64_t)i << (i % 2 * 40);
        found = found && sy_intmap_find(&m, key) == i && m.keys[i] == key &&
                sy_intmap_add(&m, key, &is_new) == i && !is_new;
    }
    CHECK(found);
    CHECK_INT(sy_intmap_find(&m, UINT64_MAX), -1);
    CHECK_INT(sy_intmap_add(&m, UINT64_MAX, NULL), KEYS);
}

TEST(hash_tells_lengths_and_ends_apart)
{
    static const char zeros[32] = {0};
    for (int n = 0; n < 31; n++) {
        CHECK(sy_hash_bytes(zeros, n) != sy_hash_bytes(zeros, n + 1));
    }
    CHECK(sy_hash_bytes("abcdefgh1", 9) != sy_hash_bytes("abcdefgh2", 9));
    CHECK(sy_hash_bytes("abcdefgh1", 8) == sy_hash_bytes("abcdefgh2", 8));
    CHECK(sy_hash_int(1) != sy_hash_int(2));
}

// ---- utf8

TEST(utf8_decodes_what_is_well_formed)
{
    static const struct {
        const char *bytes;
        int32_t want; // -1: invalid
        int len;
    } cases[] = {
        {"a", 'a', 1},
        {"\x7f", 0x7f, 1},
        {"\xc2\x80", 0x80, 2},
        {"\xdf\xbf", 0x7ff, 2},
        {"\xe0\xa0\x80", 0x800, 3},
        {"\xed\x9f\xbf", 0xd7ff, 3},
        {"\xee\x80\x80", 0xe000, 3},
        {"\xef\xbf\xbf", 0xffff, 3},
        {"\xf0\x90\x80\x80", 0x10000, 4},
        {"\xf4\x8f\xbf\xbf", 0x10ffff, 4},
        {"\xe2\x82\xac!", 0x20ac, 3},
        // a continuation alone, overlong forms, surrogates, beyond the last, cut off, no leads
        {"\x80", -1, 1},
        {"\xbf", -1, 1},
        {"\xc0\x80", -1, 1},
        {"\xc1\xbf", -1, 1},
        {"\xe0\x9f\xbf", -1, 1},
        {"\xf0\x8f\xbf\xbf", -1, 1},
        {"\xed\xa0\x80", -1, 1},
        {"\xed\xbf\xbf", -1, 1},
        {"\xf4\x90\x80\x80", -1, 1},
        {"\xf5\x80\x80\x80", -1, 1},
        {"\xff", -1, 1},
        {"\xfe", -1, 1},
        {"\xc2", -1, 1},
        {"\xe2\x82", -1, 1},
        {"\xf0\x90\x80", -1, 1},
        {"\xc2"
         "a",
         -1, 1},
        {"\xe2\x82"
         "a",
         -1, 1},
        {"\xe2"
         "a\x82",
         -1, 1},
        {"\xf8\x88\x80\x80\x80", -1, 1},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Str s = sy_str_from(cases[i].bytes);
        int len = 0;
        CHECK_INT(sy_utf8_decode(s, 0, &len), cases[i].want);
        CHECK_INT(len, cases[i].len);
        CHECK_INT(sy_utf8_invalid(s), cases[i].want < 0 ? 0 : -1);
    }
}

TEST(utf8_encodes_every_code_point)
{
    Buf b = sy_buf_new(arena);
    bool same = true;
    for (int32_t c = 0; c <= 0x10ffff; c++) {
        if (c >= 0xd800 && c < 0xe000) {
            continue;
        }
        sy_buf_clear(&b);
        sy_utf8_encode(&b, c);
        int len = 0;
        same = same && sy_utf8_decode(view(&b), 0, &len) == c && len == b.len &&
               sy_utf8_count(view(&b)) == 1;
    }
    CHECK(same);
    sy_buf_clear(&b);
    sy_utf8_encode(&b, 0xd800);
    sy_utf8_encode(&b, -1);
    sy_utf8_encode(&b, 0x110000);
    CHECK_STR(view(&b), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(utf8_counts)
{
    CHECK_INT(sy_utf8_count(STR("")), 0);
    CHECK_INT(sy_utf8_count(STR("0123456789abcdefgh\xc3\xa9ij\xe2\x82\xac")), 22);
    CHECK_INT(sy_utf8_count(STR("a\xff\xff"
                                "b")),
              4);
    CHECK_INT(sy_utf8_invalid(STR("0123456789\xc3\xa9ij\xff")), 14);
    CHECK_INT(sy_utf8_columns(STR("abc")), 3);
    CHECK_INT(sy_utf8_columns(STR("\xe6\x97\xa5\xe6\x9c\xac")), 4); // wide
    CHECK_INT(sy_utf8_columns(STR("e\xcc\x81")), 1);                // combining acute
    CHECK_INT(sy_utf8_columns(STR("a\xe2\x80\xae"
                                  "b")),
              2);                                           // right-to-left override
    CHECK_INT(sy_utf8_columns(STR("\xf0\x9f\x98\x80")), 2); // emoji
    CHECK_INT(sy_uni_columns('\n'), 0);
}

TEST(uni_knows_categories)
{
    static const int32_t letters[] = {'a',    'Z',    0xe9,   0x436,  0x3b1,
                                      0x4e00, 0x9fff, 0xac00, 0x20000};
    static const int32_t others[] = {'0', '_', ' ', 0x301, 0x20ac, 0x660, 0xd7, 0x3000, -1};
    for (ptrdiff_t i = 0; i < COUNT_OF(letters); i++) {
        CHECK(sy_uni_is_letter(letters[i]));
        CHECK(!sy_uni_is_letter(others[i]));
    }
    CHECK(sy_uni_is_digit('0') && sy_uni_is_digit('9') && !sy_uni_is_digit(0x660));
    CHECK(sy_uni_is_combining(0x301) && sy_uni_is_combining(0x903) && !sy_uni_is_combining('a'));
    static const int32_t controls[] = {0,      '\t',   '\n',   0x1b,   0x7f,   0x85,
                                       0xad,   0x200b, 0x200e, 0x202a, 0x202e, 0x2028,
                                       0x2029, 0x2066, 0x2069, 0xfeff, 0xe0001};
    for (ptrdiff_t i = 0; i < COUNT_OF(controls); i++) {
        CHECK(sy_uni_is_control(controls[i]));
    }
    CHECK(!sy_uni_is_control(' ') && !sy_uni_is_control(0xe9) && !sy_uni_is_control(0x2030));
}

TEST(uni_folds_case)
{
    CHECK_INT(sy_uni_fold('A'), 'a');
    CHECK_INT(sy_uni_fold('a'), 'a');
    CHECK_INT(sy_uni_fold('_'), '_');
    CHECK_INT(sy_uni_fold(0xc9), 0xe9);   // E acute
    CHECK_INT(sy_uni_fold(0x416), 0x436); // Cyrillic zhe
    CHECK_INT(sy_uni_fold(0x406), 0x456); // Ukrainian i
    CHECK_INT(sy_uni_fold(0x490), 0x491); // Ukrainian ghe with upturn
    CHECK_INT(sy_uni_fold(0x3a3), 0x3c3); // sigma,
    CHECK_INT(sy_uni_fold(0x3c2), 0x3c3); // and the final one
    CHECK_INT(sy_uni_fold(0x1e9e), 0xdf); // capital sharp s: simple folding
    CHECK_INT(sy_uni_fold(0x130), 0x130); // dotted capital i has only full and Turkic foldings
    CHECK_INT(sy_uni_fold(0x139), 0x13a); // a row of every second letter
    CHECK_INT(sy_uni_fold(0x13a), 0x13a);
    CHECK_INT(sy_uni_fold(0x10400), 0x10428);
    int changed = 0;
    for (int32_t c = 0; c <= 0x10ffff; c++) {
        int32_t f = sy_uni_fold(c);
        changed += f != c;
        if (sy_uni_fold(f) != f) {
            CHECK_INT(sy_uni_fold(f), f);
        }
    }
    CHECK_INT(changed, 1454); // rows of status C and S in CaseFolding.txt of Unicode 15
}

TEST(uni_knows_scripts)
{
    CHECK(sy_uni_script('a') == SCRIPT_LATIN && sy_uni_script(0xe9) == SCRIPT_LATIN);
    CHECK(sy_uni_script(0x430) == SCRIPT_CYRILLIC && sy_uni_script(0x491) == SCRIPT_CYRILLIC);
    CHECK(sy_uni_script(0x3b1) == SCRIPT_GREEK);
    CHECK(sy_uni_script('1') == SCRIPT_OTHER && sy_uni_script(0x4e00) == SCRIPT_OTHER);
    CHECK(sy_uni_script(0xd7) == SCRIPT_OTHER);
}

// ---- num

TEST(num_checks_integers)
{
    int64_t v = 99;
    CHECK(sy_int_add(INT64_MAX - 1, 1, &v) && v == INT64_MAX);
    CHECK(sy_int_add(INT64_MIN + 1, -1, &v) && v == INT64_MIN);
    v = 99;
    CHECK(!sy_int_add(INT64_MAX, 1, &v) && !sy_int_add(INT64_MIN, -1, &v) && v == 99);
    CHECK(sy_int_mul(-3, 7, &v) && v == -21);
    CHECK(sy_int_mul(INT64_MIN, 1, &v) && v == INT64_MIN);
    CHECK(sy_int_mul(INT64_MAX, -1, &v) && v == -INT64_MAX);
    CHECK(sy_int_mul((int64_t)1 << 62, -2, &v) && v == INT64_MIN);
    CHECK(sy_int_mul(0, INT64_MIN, &v) && v == 0);
    v = 99;
    CHECK(!sy_int_mul(INT64_MIN, -1, &v) && !sy_int_mul((int64_t)1 << 62, 2, &v));
    CHECK(!sy_int_mul(INT64_MAX, INT64_MAX, &v) && v == 99);
    CHECK(sy_int_parse(STR("0"), &v) && v == 0);
    CHECK(sy_int_parse(STR("9223372036854775807"), &v) && v == INT64_MAX);
    v = 99;
    CHECK(!sy_int_parse(STR("9223372036854775808"), &v) && !sy_int_parse(STR(""), &v));
    CHECK(!sy_int_parse(STR("-1"), &v) && !sy_int_parse(STR("1 "), &v) && v == 99);
}

TEST(num_writes_the_shortest)
{
    static const struct {
        double v;
        const char *plain, *grouped;
    } cases[] = {
        {0, "0", "0"},
        {-0.0, "0", "0"},
        {1, "1", "1"},
        {-1.5, "-1.5", "-1.5"},
        {0.1, "0.1", "0.1"},
        {0.1 + 0.2, "0.30000000000000004", "0.30000000000000004"},
        {25000, "25000", "25,000"},
        {999, "999", "999"},
        {1000, "1000", "1,000"},
        {1234567.25, "1234567.25", "1,234,567.25"},
        {-123456, "-123456", "-123,456"},
        {999999999999999, "999999999999999", "999,999,999,999,999"},
        {1e20, "100000000000000000000", "100,000,000,000,000,000,000"},
        {1e21, "1e21", "1e21"},
        {1.5e300, "1.5e300", "1.5e300"},
        {0.000001, "0.000001", "0.000001"},
        {0.00000015, "1.5e-7", "1.5e-7"},
        {5e-324, "5e-324", "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e308", NULL},
        {1.0 / 3, "0.3333333333333333", NULL},
        {HUGE_VAL, "inf", "inf"},
        {-HUGE_VAL, "-inf", NULL},
        {(double)NAN, "nan", "nan"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Buf b = sy_buf_new(arena);
        sy_num_write(&b, cases[i].v);
        CHECK_STR(view(&b), cases[i].plain);
        if (cases[i].grouped != NULL) {
            sy_buf_clear(&b);
            sy_num_write_grouped(&b, cases[i].v);
            CHECK_STR(view(&b), cases[i].grouped);
        }
    }
}

TEST(num_round_trips_random_doubles)
{
    Rng r = sy_rng_new(harness_seed());
    Buf b = sy_buf_new(arena);
    int wrong = 0;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = (uint64_t)sy_rng_next(&r) << 32 | sy_rng_next(&r);
        double v = 0;
        memcpy(&v, &bits, sizeof v);
        if (i % 2 == 1) {
            v = sy_rng_unit(&r) * 1e6; // those written without exponent
        }
        if (!isfinite(v)) {
            continue;
        }
        sy_buf_clear(&b);
        sy_num_write(&b, v);
        sy_buf_char(&b, '\0');
        wrong += strtod(b.p, NULL) != v;
        double parsed = 0;
        Str text = sy_str_sub(view(&b), 0, b.len - 1);
        if (sy_str_find_char(text, 'e') < 0) {
            wrong += !sy_num_parse(text, &parsed) || parsed != v;
        }
    }
    CHECK_INT(wrong, 0);
}

TEST(num_parses_plain_decimals)
{
    double v = 99;
    CHECK(sy_num_parse(STR("0"), &v) && v == 0);
    CHECK(sy_num_parse(STR("007"), &v) && v == 7);
    CHECK(sy_num_parse(STR("-12.50"), &v) && v == -12.5);
    CHECK(sy_num_parse(STR(".5"), &v) && v == 0.5);
    CHECK(sy_num_parse(STR("5."), &v) && v == 5);
    CHECK(sy_num_parse(STR("0.000000000000000000000000000001"), &v) && v == 1e-30);
    CHECK(sy_num_parse(sy_str_fmt(arena, "1%0600d", 0), &v) && isinf(v));
    CHECK(sy_num_parse(sy_str_fmt(arena, "0.%0600d1", 0), &v) && v == 0);
    CHECK(sy_num_parse(sy_str_fmt(arena, "1%0300d.%0600d", 0, 0), &v) && v == 1e300);
    // half-way between two doubles, and one digit far behind that decides
    CHECK(sy_num_parse(STR("9007199254740993"), &v) && v == 9007199254740992);
    CHECK(sy_num_parse(sy_str_fmt(arena, "9007199254740993.%0500d1", 0), &v) &&
          v == 9007199254740994);
    v = 99;
    static const char *const none[] = {"",   "-",  ".",   "-.",   "1e5", "1.2.3", "+1",
                                       " 1", "1 ", "inf", "0x10", "--1", "1,000"};
    for (ptrdiff_t i = 0; i < COUNT_OF(none); i++) {
        CHECK(!sy_num_parse(sy_str_from(none[i]), &v));
    }
    CHECK(v == 99);
}

// ---- day

// Days one by one, by the rules of the calendar alone.
TEST(day_agrees_with_a_walk_through_the_calendar)
{
    int y = 1700;
    int m = 1;
    int d = 1;
    Day start = 0;
    CHECK(sy_day_make(1700, 1, 1, &start));
    int wrong = 0;
    int weekday = 4; // 1 January 1700 was a Friday
    for (Day day = start; day < start + 200000; day++) {
        Day made = 0;
        int sy = 0;
        int sm = 0;
        int sd = 0;
        sy_day_split(day, &sy, &sm, &sd);
        wrong += !sy_day_make(y, m, d, &made) || made != day || sy != y || sm != m || sd != d ||
                 sy_day_weekday(day) != weekday;
        weekday = (weekday + 1) % 7;
        bool is_leap = y % 400 == 0 || (y % 4 == 0 && y % 100 != 0);
        int length = m == 2 ? 28 + is_leap : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
        wrong += sy_day_of_month(y, m) != length;
        d++;
        if (d > length) {
            d = 1;
            m++;
        }
        if (m > 12) {
            m = 1;
            y++;
        }
    }
    CHECK_INT(wrong, 0);
}

static Day make(int y, int m, int d)
{
    Day day = DAY_NONE;
    sy_day_make(y, m, d, &day);
    return day;
}

TEST(day_knows_fixed_points)
{
    CHECK_INT(make(1970, 1, 1), 0);
    CHECK_INT(make(2025, 8, 19), 20319);
    CHECK_INT(sy_day_weekday(make(2025, 8, 19)), 1);
    CHECK_INT(make(0, 3, 1), -719468);
    CHECK(make(-100000, 1, 1) > DAY_FIRST && make(100000, 12, 31) < DAY_LAST);
    CHECK_INT(make(2023, 2, 29), DAY_NONE);
    CHECK_INT(make(2024, 13, 1), DAY_NONE);
    CHECK_INT(make(2024, 0, 1), DAY_NONE);
    CHECK_INT(make(2024, 4, 31), DAY_NONE);
    CHECK_INT(make(2024, 4, 0), DAY_NONE);
    CHECK_INT(make(100001, 1, 1), DAY_NONE);
    int y = 0;
    int m = 0;
    int d = 0;
    sy_day_split(make(-100000, 2, 29), &y, &m, &d);
    CHECK(y == -100000 && m == 2 && d == 29);
}

TEST(day_adds_months)
{
    CHECK_INT(sy_day_add_months(make(2024, 1, 31), 1), make(2024, 2, 29));
    CHECK_INT(sy_day_add_months(make(2023, 1, 31), 1), make(2023, 2, 28));
    CHECK_INT(sy_day_add_months(make(2024, 1, 15), 12), make(2025, 1, 15));
    CHECK_INT(sy_day_add_months(make(2024, 1, 15), -1), make(2023, 12, 15));
    CHECK_INT(sy_day_add_months(make(2024, 3, 31), -13), make(2023, 2, 28));
    CHECK_INT(sy_day_add_months(make(2024, 2, 29), 48), make(2028, 2, 29));
    CHECK_INT(sy_day_add_months(make(1, 1, 1), -12 * 400), make(-399, 1, 1));
    CHECK_INT(sy_day_add_months(DAY_NONE, 5), DAY_NONE);
    CHECK_INT(sy_day_add_months(DAY_FIRST, 5), DAY_FIRST);
    CHECK_INT(sy_day_add_months(DAY_LAST, -5), DAY_LAST);
    CHECK_INT(sy_day_add_months(0, INT64_MAX), DAY_LAST);
    CHECK_INT(sy_day_add_months(0, INT64_MIN), DAY_FIRST);
}

TEST(day_writes)
{
    static const struct {
        Day day;
        const char *plain, *brief;
    } cases[] = {
        {0, "1970-01-01", "1 Jan 1970"},
        {20319, "2025-08-19", "19 Aug 2025"},
        {-719528, "0000-01-01", "1 Jan 0"},
        {-719529, "?", "?"},
        {2932896, "9999-12-31", NULL},
        {2932897, "?", "?"},
        {DAY_NONE, "?", "?"},
        {DAY_FIRST, "?", "?"},
        {DAY_LAST, "?", "?"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Buf b = sy_buf_new(arena);
        sy_day_write(&b, cases[i].day);
        CHECK_STR(view(&b), cases[i].plain);
        if (cases[i].brief != NULL) {
            sy_buf_clear(&b);
            sy_day_write_short(&b, cases[i].day);
            CHECK_STR(view(&b), cases[i].brief);
        }
    }
    CHECK(sy_day_weekday(DAY_FIRST) >= 0 && sy_day_weekday(DAY_NONE) < 7);
    CHECK_INT(sy_day_weekday(-1), 2);
}

// ---- rng

TEST(rng_is_pcg32)
{
    // The first numbers of the author's demonstration: pcg32_srandom(42, 54).
    static const uint32_t want[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
                                    0x83d2f293, 0xbfa4784b, 0xcbed606e};
    Rng r = sy_rng_new(42);
    for (ptrdiff_t i = 0; i < COUNT_OF(want); i++) {
        CHECK_INT(sy_rng_next(&r), want[i]);
    }
}

TEST(rng_is_even)
{
    Rng r = sy_rng_new(harness_seed());
    int seen[6] = {0};
    double sum = 0;
    bool inside = true;
    for (int i = 0; i < 60000; i++) {
        uint32_t v = sy_rng_below(&r, 6);
        inside = inside && v < 6;
        seen[v % 6]++;
        double u = sy_rng_unit(&r);
        inside = inside && u >= 0 && u < 1;
        sum += u;
    }
    CHECK(inside);
    for (int i = 0; i < 6; i++) {
        CHECK(seen[i] > 9400 && seen[i] < 10600); // 6.6 standard deviations
    }
    CHECK(fabs(sum / 60000 - 0.5) < 0.01);
    CHECK_INT(sy_rng_below(&r, 1), 0);
    CHECK(sy_rng_below(&r, UINT32_MAX) < UINT32_MAX);
}

// ---- sha256

// Vectors of FIPS 180-4 (its examples) and of NIST's SHA256ShortMsg, SHA256LongMsg.
TEST(sha256_gives_the_published_values)
{
    static const struct {
        const char *text, *hex;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
         "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {"\xd3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"},
        {"\x11\xaf", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Sha256 sha = sy_sha256(sy_str_from(cases[i].text));
        Buf b = sy_buf_new(arena);
        sy_sha256_write(&b, &sha, 32);
        CHECK_STR(view(&b), cases[i].hex);
        Sha256 parsed = {{0}};
        CHECK(sy_sha256_parse(view(&b), &parsed) && memcmp(&parsed, &sha, sizeof sha) == 0);
    }
    char *million = sy_arena_alloc(arena, 1000000, 1);
    memset(million, 'a', 1000000);
    Sha256 sha = sy_sha256((Str){million, 1000000});
    Buf b = sy_buf_new(arena);
    sy_sha256_write(&b, &sha, 4);
    CHECK_STR(view(&b), "cdc76e5c");
}

TEST(sha256_pads_every_length)
{
    // The digest of the digests of 0 .. 199 letters: one number for all ways to pad.
    Buf all = sy_buf_new(arena);
    for (int n = 0; n < 200; n++) {
        Buf b = sy_buf_new(arena);
        sy_buf_pad(&b, 'x', n);
        Sha256 sha = sy_sha256(view(&b));
        sy_sha256_write(&all, &sha, 32);
        sy_buf_char(&all, '\n');
    }
    Sha256 sha = sy_sha256(view(&all));
    Buf b = sy_buf_new(arena);
    sy_sha256_write(&b, &sha, 32);
    CHECK_STR(view(&b), "eefa31ba9c6db774cb2535a4059ef29c02021837d737e3a51351ffc7fa629899");
}

TEST(sha256_parse_is_strict)
{
    Sha256 sha = {{7}};
    CHECK(!sy_sha256_parse(STR(""), &sha));
    CHECK(!sy_sha256_parse(STR("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85"),
                           &sha));
    CHECK(!sy_sha256_parse(STR("g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
                           &sha));
    CHECK_INT(sha.b[0], 7);
    CHECK(sy_sha256_parse(STR("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"),
                          &sha));
    CHECK_INT(sha.b[0], 0xe3);
}

// ---- json

TEST(json_writes_nested_values)
{
    Buf b = sy_buf_new(arena);
    Json j = sy_json_new(&b);
    sy_json_object(&j);
    sy_json_key_str(&j, "name", STR("a"));
    sy_json_key_int(&j, "n", -5);
    sy_json_key_bool(&j, "yes", true);
    sy_json_key(&j, "empty");
    sy_json_list(&j);
    sy_json_end(&j);
    sy_json_key(&j, "list");
    sy_json_list(&j);
    sy_json_num(&j, 0.5);
    sy_json_num(&j, (double)NAN);
    sy_json_null(&j);
    sy_json_bool(&j, false);
    sy_json_object(&j);
    sy_json_end(&j);
    sy_json_list(&j);
    sy_json_int(&j, 1);
    sy_json_int(&j, 2);
    sy_json_end(&j);
    sy_json_end(&j);
    sy_json_end(&j);
    CHECK_STR(view(&b), "{\n"
                        "  \"name\": \"a\",\n"
                        "  \"n\": -5,\n"
                        "  \"yes\": true,\n"
                        "  \"empty\": [],\n"
                        "  \"list\": [\n"
                        "    0.5,\n"
                        "    null,\n"
                        "    null,\n"
                        "    false,\n"
                        "    {},\n"
                        "    [\n"
                        "      1,\n"
                        "      2\n"
                        "    ]\n"
                        "  ]\n"
                        "}");
    CHECK_INT(j.depth, 0);
}

TEST(json_compact_is_one_line)
{
    Buf b = sy_buf_new(arena);
    Json j = sy_json_new(&b);
    j.compact = true;
    sy_json_object(&j);
    sy_json_key_int(&j, "a", 1);
    sy_json_key(&j, "b");
    sy_json_list(&j);
    sy_json_str(&j, STR("x"));
    sy_json_str(&j, (Str){0});
    sy_json_end(&j);
    sy_json_end(&j);
    CHECK_STR(view(&b), "{\"a\":1,\"b\":[\"x\",\"\"]}");
}

TEST(json_escapes_texts)
{
    static const struct {
        Str text;
        const char *want;
    } cases[] = {
        {{"\"\\/", 3}, "\"\\\"\\\\/\""},
        {{"\b\f\n\r\t", 5}, "\"\\b\\f\\n\\r\\t\""},
        {{"a\0b\x1f", 4}, "\"a\\u0000b\\u001f\""},
        {{"\x7f\xc3\xa9\xf0\x9f\x98\x80", 7}, "\"\x7f\xc3\xa9\xf0\x9f\x98\x80\""},
        {{"a\xff"
          "b\xc3",
          4},
         "\"a\xef\xbf\xbd"
         "b\xef\xbf\xbd\""},
        {{"\xed\xa0\x80", 3}, "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        Buf b = sy_buf_new(arena);
        Json j = sy_json_new(&b);
        sy_json_str(&j, cases[i].text);
        CHECK_STR(view(&b), cases[i].want);
    }
}

TEST(json_reaches_its_depth)
{
    Buf b = sy_buf_new(arena);
    Json j = sy_json_new(&b);
    j.compact = true;
    for (int i = 0; i < JSON_DEPTH_LIMIT; i++) {
        sy_json_list(&j);
    }
    for (int i = 0; i < JSON_DEPTH_LIMIT; i++) {
        sy_json_end(&j);
    }
    CHECK(b.len == 2 * (ptrdiff_t)JSON_DEPTH_LIMIT);
}

// ---- err

TEST(err_keeps_the_first_and_adds_context)
{
    Err err = {0};
    sy_err_context(&err, "nothing yet");
    CHECK_INT(err.kind, ERR_NONE);
    CHECK(!sy_err_set(&err, ERR_IO, "no such file: %s", "x"));
    CHECK(!sy_err_set(&err, ERR_LIMIT, "later"));
    sy_err_context(&err, "reading %d", 7);
    CHECK_INT(err.kind, ERR_IO);
    CHECK_STR(sy_str_from(err.text), "reading 7: no such file: x");
    CHECK(!sy_err_set(NULL, ERR_IO, "nobody listens"));
    sy_err_context(NULL, "nobody");
}

TEST(err_cuts_at_a_character)
{
    Buf b = sy_buf_new(arena);
    for (int i = 0; i < 400; i++) {
        sy_buf_text(&b, "\xd0\x96");
    }
    for (int shift = 0; shift < 2; shift++) {
        Err err = {0};
        sy_err_set(&err, ERR_IO, "%s%.*s", shift == 1 ? "x" : "", STR_ARG(view(&b)));
        CHECK_INT(sy_utf8_invalid(sy_str_from(err.text)), -1);
        CHECK(strlen(err.text) >= ERR_TEXT - 3);
        sy_err_context(&err, "%s", "context");
        CHECK_INT(sy_utf8_invalid(sy_str_from(err.text)), -1);
        CHECK(sy_str_starts(sy_str_from(err.text), STR("context: ")));
        sy_err_context(&err, "%.*s", STR_ARG(view(&b)));
        CHECK_INT(sy_utf8_invalid(sy_str_from(err.text)), -1);
    }
}
