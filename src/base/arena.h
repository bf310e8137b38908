// arena.h - memory that belongs to a phase and goes with it.
//
// An arena hands out zeroed memory and frees it all at once. Its blocks count against a budget,
// which arenas may share. When the budget or the machine is out of memory, the allocator calls the
// budget's trap, which must not return (it jumps to where `api` waits); so no caller tests for null.
// Whatever must be closed when the memory goes (files, foreign objects) is deferred to the arena.
#ifndef SY_BASE_ARENA_H
#define SY_BASE_ARENA_H

#include "base/defs.h"

#include <string.h>

typedef enum OutOf { OUT_OF_MEMORY = 1, OUT_OF_BUDGET = 2 } OutOf;

typedef struct Budget {
    int64_t limit;                          // bytes; 0: no limit
    int64_t used;                           // bytes in blocks now
    int64_t peak;                           // the most that `used` has been
    int64_t fail_at;                        // for fault tests: the n-th allocation fails; 0: none
    int64_t count;                          // allocations so far
    void (*trap)(void *context, OutOf why); // must not return; null: abort
    void *context;
    struct Arena *newest; // the arenas that count against it
} Budget;

// The fields are the allocator's own; they stand here so that the usual case can be inlined.
typedef struct Arena {
    char *at, *end; // the free part of the newest block; [at, end) is zero unless SY_HOSTILE
    Budget *budget;
    struct ArenaBlock *block;
    struct ArenaLone *lone;      // large allocations, each by itself; newest first
    int64_t lone_count;          // made so far
    struct ArenaDefer *deferred; // newest first
    ptrdiff_t next_size;         // of the next block
    struct Arena *older, *newer; // of the same budget
    int64_t number;              // when it was made, by the budget's count of allocations
} Arena;

typedef struct ArenaMark {
    void *block;
    ptrdiff_t used;
    int64_t lone_count;
    struct ArenaDefer *deferred;
} ArenaMark;

// A new arena against `budget`, which outlives it.
Arena *sy_arena_new(Budget *budget);

// Runs the deferred handlers, last first, then frees everything. Null is accepted.
void sy_arena_free(Arena *);

// Frees every arena of the budget made after its count of allocations was `count`: what those who
// were jumped over had open.
void sy_arena_free_since(Budget *, int64_t count);

// `size` zeroed bytes aligned to `align` (a power of two, at most 16). Never null.
static inline void *sy_arena_alloc(Arena *, ptrdiff_t size, ptrdiff_t align);

// Grows `old` (of old_size bytes, from this arena; or null, of none) to new_size, in place where it
// is the last allocation, else as a copy. The new part is zeroed. Large memory is by itself and
// leaves no copy behind.
void *sy_arena_grow(Arena *, void *old, ptrdiff_t old_size, ptrdiff_t new_size, ptrdiff_t align);

// The same, but what the new part holds is not said: memory that is never written is never touched.
void *sy_arena_extend(Arena *, void *old, ptrdiff_t old_size, ptrdiff_t new_size, ptrdiff_t align);

// Calls fn(context) when the arena is freed or rewound past this point. fn must not allocate here.
void sy_arena_defer(Arena *, void (*fn)(void *context), void *context);

// Everything allocated after the mark goes back (deferred handlers run, blocks are freed).
ArenaMark sy_arena_mark(Arena *);
void sy_arena_rewind(Arena *, ArenaMark);

// The budget the arena counts against.
Budget *sy_arena_budget(Arena *);

#define NEW(arena, T) ((T *)sy_arena_alloc((arena), (ptrdiff_t)sizeof(T), (ptrdiff_t) _Alignof(T)))
// n objects of T, zeroed; n may be 0 (the pointer is then not null, and not to be read).
#define NEW_N(arena, T, n)                                                                         \
    ((T *)sy_arena_alloc_n((arena), (n), (ptrdiff_t)sizeof(T), (ptrdiff_t) _Alignof(T)))
void *sy_arena_alloc_n(Arena *, ptrdiff_t n, ptrdiff_t size, ptrdiff_t align); // checks n * size

// The road of sy_arena_alloc where a new block is needed or the allocation is to fail.
void *sy_arena_alloc_slow(Arena *, ptrdiff_t size, ptrdiff_t align);

static inline void *sy_arena_alloc(Arena *a, ptrdiff_t size, ptrdiff_t align)
{
    ptrdiff_t pad = (ptrdiff_t)(-(uintptr_t)a->at & (uintptr_t)(align - 1));
    Budget *b = a->budget;
    ptrdiff_t room = a->end - a->at;
    if (room < pad || (size_t)size > (size_t)(room - pad) || ++b->count == b->fail_at) {
        return sy_arena_alloc_slow(a, size, align);
    }
    char *p = a->at + pad;
    a->at = p + size;
#if SY_HOSTILE
    memset(p, 0, (size_t)size);
#endif
    return p;
}

#endif
