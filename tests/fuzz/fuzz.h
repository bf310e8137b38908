// fuzz.h - what the fuzz targets share: an arena of 256 MB, left by a jump when it is used up.
#ifndef SY_TESTS_FUZZ_H
#define SY_TESTS_FUZZ_H

#include "base/base.h"

#include <setjmp.h>
#include <stddef.h>

#define FUZZ_BUDGET (256 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_trap(void *context, OutOf why)
{
    (void)why;
    longjmp(*(jmp_buf *)context, 1);
}

// Runs one(arena, text). Using up the budget is no failure.
static int fuzz_run(const uint8_t *data, size_t size, void (*one)(Arena *, Str))
{
    jmp_buf out;
    Budget budget = {.limit = FUZZ_BUDGET, .trap = fuzz_trap, .context = &out};
    Arena *volatile arena = NULL;
    if (setjmp(out) == 0) {
        arena = sy_arena_new(&budget);
        one(arena, (Str){(const char *)data, (ptrdiff_t)size});
    }
    sy_arena_free(arena);
    return 0;
}

#endif
