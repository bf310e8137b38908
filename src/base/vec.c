#include "base/base.h"

#define FIRST_MOST 8   // elements of the first capacity, at most
#define FIRST_BYTES 24 // and bytes, beyond one element

#define LARGE ((ptrdiff_t)1 << 20) // bytes beyond which growth is by a half

// Room for `need`: doubled in the usual build. A hostile build adds a single place at a time (and,
// so that long tests end, a sixteenth above 64), and the memory moves each time.
static ptrdiff_t capacity_for(ptrdiff_t cap, ptrdiff_t need, ptrdiff_t size)
{
    ptrdiff_t first = FIRST_BYTES / size > FIRST_MOST ? FIRST_MOST : FIRST_BYTES / size;
    ptrdiff_t grown = SY_HOSTILE           ? cap + 1 + cap / 64 * 4
                      : cap == 0           ? first
                      : cap > LARGE / size ? cap + cap / 2
                                           : cap * 2;
    return grown > need ? grown : need;
}

void *sy_vec_grow(Arena *arena, void *p, ptrdiff_t *cap, ptrdiff_t more, ptrdiff_t size)
{
    SY_ASSERT(*cap >= 0 && more >= 0);
    ptrdiff_t most = PTRDIFF_MAX / 4 / size;
    if (more > most - *cap || *cap > most / 2) {
        return sy_arena_alloc_n(arena, -1, size, 16); // ends in the budget's trap
    }
    ptrdiff_t new_cap = capacity_for(*cap, *cap + more, size);
    p = sy_arena_extend(arena, p, *cap * size, new_cap * size, size % 8 == 0 ? 16 : 8);
    *cap = new_cap;
    return p;
}
