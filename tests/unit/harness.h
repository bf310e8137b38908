// harness.h - the test program of one source file: tests, checks, TAP on standard output.
//
//   #include "harness.h"
//
//   TEST(sum_of_two)               // has `Arena *arena`, fresh for each test
//   {
//       CHECK(1 + 1 == 2);
//       CHECK_INT(1 + 1, 2);       // prints both numbers when they differ
//       CHECK_STR(text, "two");    // a Str and a C string; prints both texts
//   }
//
// A failed check is reported and the test goes on; CHECK and its kin give true or false, so that a
// test can return early. The program takes a part of a name and then runs the tests it is part of.
// Random tests begin from harness_seed(): the SEED of the environment, else 1.
#ifndef SY_TESTS_HARNESS_H
#define SY_TESTS_HARNESS_H

#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct HarnessTest {
    const char *name;
    void (*run)(Arena *arena);
} HarnessTest;

#define HARNESS_MOST 1000
static HarnessTest harness_tests[HARNESS_MOST];
static int harness_count;
static int harness_failures; // of the test that is running

#define TEST(name)                                                                                 \
    static void test_##name(Arena *arena);                                                         \
    __attribute__((constructor)) static void harness_add_##name(void)                              \
    {                                                                                              \
        harness_add(#name, test_##name);                                                           \
    }                                                                                              \
    static void test_##name(SY_UNUSED Arena *arena)

#define CHECK(...) harness_check((__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define CHECK_INT(got, want) harness_check_int((got), (want), #got, __FILE__, __LINE__)
#define CHECK_STR(got, want) harness_check_str((got), sy_str_from(want), #got, __FILE__, __LINE__)

static void harness_add(const char *name, void (*run)(Arena *arena))
{
    SY_ASSERT(harness_count < HARNESS_MOST);
    harness_tests[harness_count++] = (HarnessTest){name, run};
}

static bool harness_check(bool holds, const char *what, const char *file, int line)
{
    if (!holds) {
        harness_failures++;
        printf("# %s:%d: does not hold: %s\n", file, line, what);
    }
    return holds;
}

SY_UNUSED static bool harness_check_int(int64_t got, int64_t want, const char *what,
                                        const char *file, int line)
{
    if (got != want) {
        harness_failures++;
        printf("# %s:%d: %s is %lld, not %lld\n", file, line, what, (long long)got,
               (long long)want);
    }
    return got == want;
}

// Prints a text so that each of its lines is a TAP comment.
static void harness_print(const char *title, Str s)
{
    printf("#   %s:\n#   | ", title);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        fputs(s.p[i] == '\n' ? "\n#   | " : (char[]){s.p[i], '\0'}, stdout);
    }
    printf("\n");
}

SY_UNUSED static bool harness_check_str(Str got, Str want, const char *what, const char *file,
                                        int line)
{
    bool same = sy_str_eq(got, want);
    if (!same) {
        harness_failures++;
        printf("# %s:%d: %s\n", file, line, what);
        harness_print("got", got);
        harness_print("want", want);
    }
    return same;
}

// True where tools/check runs the tests under valgrind: a second becomes a minute.
SY_UNUSED static bool harness_is_slow(void)
{
    return getenv("SLOW") != NULL;
}

SY_UNUSED static uint64_t harness_seed(void)
{
    const char *text = getenv("SEED");
    uint64_t seed = text != NULL ? strtoull(text, NULL, 10) : 1;
    printf("# seed %llu\n", (unsigned long long)seed);
    return seed;
}

static bool harness_run(const HarnessTest *test, int number)
{
    Budget budget = {0};
    Arena *arena = sy_arena_new(&budget);
    harness_failures = 0;
    test->run(arena);
    sy_arena_free(arena);
    printf("%s %d - %s\n", harness_failures == 0 ? "ok" : "not ok", number, test->name);
    fflush(stdout);
    return harness_failures == 0;
}

int main(int argc, char **argv)
{
    int run = 0;
    int failed = 0;
    for (int i = 0; i < harness_count; i++) {
        if (argc < 2 || strstr(harness_tests[i].name, argv[1]) != NULL) {
            run++;
            failed += !harness_run(&harness_tests[i], run);
        }
    }
    printf("1..%d\n", run);
    return failed > 0;
}

#endif
