#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct ArenaBlock {
    struct ArenaBlock *older;
    ptrdiff_t size; // bytes got from the machine, this header included
    char *filled;   // where the free part began when a newer block was opened
    _Alignas(16) char data[];
} ArenaBlock;

// Memory that a block would be too small for, or that has grown large. It can grow where it is, or
// move as a whole, so its place in the list tells its age and not its address.
typedef struct ArenaLone {
    struct ArenaLone *older, *newer;
    ptrdiff_t size; // bytes got from the machine, this header included
    int64_t birth;
    _Alignas(16) char data[];
} ArenaLone;

typedef struct ArenaDefer {
    struct ArenaDefer *older;
    void (*fn)(void *context);
    void *context;
} ArenaDefer;

#if SY_HOSTILE
#define BLOCK_FIRST ((ptrdiff_t)256)
#define BLOCK_MOST ((ptrdiff_t)256)
#define LONE_LEAST PTRDIFF_MAX
#else
#define BLOCK_FIRST ((ptrdiff_t)32 << 10)
#define BLOCK_MOST ((ptrdiff_t)1 << 20)
#define LONE_LEAST ((ptrdiff_t)128 << 10)
#endif
#define POISON 0xdd

void sy_assert_failed(const char *what, const char *file, int line)
{
    fprintf(stderr, "surety: broken invariant at %s:%d: %s\n", file, line, what);
    abort();
}

SY_NORETURN static void out_of(Budget *budget, OutOf why)
{
    if (budget->trap != NULL) {
        budget->trap(budget->context, why);
    }
    fputs(why == OUT_OF_BUDGET ? "surety: memory budget used up\n" : "surety: out of memory\n",
          stderr);
    abort();
}

// May the budget take `more` bytes on top?
static void afford(Budget *budget, ptrdiff_t more)
{
    if (budget->limit > 0 && more > budget->limit - budget->used) {
        out_of(budget, OUT_OF_BUDGET);
    }
}

static void account(Budget *budget, ptrdiff_t more)
{
    budget->used += more;
    if (budget->used > budget->peak) {
        budget->peak = budget->used;
    }
}

// `total` zeroed bytes from the machine.
static void *get(Budget *budget, ptrdiff_t total)
{
    afford(budget, total);
    void *p = calloc(1, (size_t)total);
    if (p == NULL) {
        out_of(budget, OUT_OF_MEMORY);
    }
    account(budget, total);
    return p;
}

static void check_size(Budget *budget, ptrdiff_t size)
{
    if (size < 0 || size > PTRDIFF_MAX / 2) {
        out_of(budget, OUT_OF_MEMORY);
    }
}

// A block with room for `size` bytes at any alignment. The block's memory is zero.
static ArenaBlock *block_new(Budget *budget, ptrdiff_t size, ptrdiff_t usual)
{
    ptrdiff_t header = (ptrdiff_t)sizeof(ArenaBlock);
    check_size(budget, size);
    ptrdiff_t total = size + header > usual ? size + header : usual;
    ArenaBlock *block = get(budget, total);
    block->size = total;
    block->filled = block->data;
    return block;
}

static void block_free(Budget *budget, ArenaBlock *block)
{
    budget->used -= block->size;
#if SY_HOSTILE
    memset(block->data, POISON, (size_t)(block->size - (ptrdiff_t)sizeof(ArenaBlock)));
#endif
    free(block);
}

static void *lone_new(Arena *a, ptrdiff_t size)
{
    check_size(a->budget, size);
    ptrdiff_t total = size + (ptrdiff_t)sizeof(ArenaLone);
    ArenaLone *lone = get(a->budget, total);
    lone->size = total;
    lone->birth = ++a->lone_count;
    lone->older = a->lone;
    if (a->lone != NULL) {
        a->lone->newer = lone;
    }
    a->lone = lone;
    return lone->data;
}

static ArenaLone *lone_of(const Arena *a, const void *p)
{
    ArenaLone *lone = a->lone;
    while (lone != NULL && lone->data != p) {
        lone = lone->older;
    }
    return lone;
}

static void *lone_resize(Arena *a, ArenaLone *lone, ptrdiff_t size)
{
    Budget *budget = a->budget;
    check_size(budget, size);
    ptrdiff_t total = size + (ptrdiff_t)sizeof(ArenaLone), more = total - lone->size;
    if (++budget->count == budget->fail_at) {
        out_of(budget, OUT_OF_MEMORY);
    }
    afford(budget, more);
    ArenaLone *moved = realloc(lone, (size_t)total);
    if (moved == NULL) {
        out_of(budget, OUT_OF_MEMORY);
    }
    account(budget, more);
    moved->size = total;
    if (moved->older != NULL) {
        moved->older->newer = moved;
    }
    if (moved->newer != NULL) {
        moved->newer->older = moved;
    } else {
        a->lone = moved;
    }
    return moved->data;
}

// Frees what was made after the first `count`.
static void lone_free_since(Arena *a, int64_t count)
{
    while (a->lone != NULL && a->lone->birth > count) {
        ArenaLone *lone = a->lone;
        a->lone = lone->older;
        if (a->lone != NULL) {
            a->lone->newer = NULL;
        }
        a->budget->used -= lone->size;
        free(lone);
    }
}

// Memory in a block that stays: zero again for its next user.
static void give_back(char *from, char *to)
{
    memset(from, SY_HOSTILE ? POISON : 0, (size_t)(to - from));
}

Arena *sy_arena_new(Budget *budget)
{
    SY_ASSERT(budget != NULL);
    if (++budget->count == budget->fail_at) {
        out_of(budget, OUT_OF_MEMORY);
    }
    ArenaBlock *block = block_new(budget, (ptrdiff_t)sizeof(Arena), BLOCK_FIRST);
    Arena *a = (Arena *)(void *)block->data;
    a->budget = budget;
    a->block = block;
    a->at = block->data + sizeof(Arena);
    a->end = (char *)block + block->size;
    a->next_size = BLOCK_FIRST;
    a->number = budget->count;
    a->older = budget->newest;
    if (a->older != NULL) {
        a->older->newer = a;
    }
    budget->newest = a;
    return a;
}

static void unlink_arena(Arena *a)
{
    if (a->older != NULL) {
        a->older->newer = a->newer;
    }
    if (a->newer != NULL) {
        a->newer->older = a->older;
    } else {
        a->budget->newest = a->older;
    }
}

void sy_arena_free_since(Budget *budget, int64_t count)
{
    while (budget->newest != NULL && budget->newest->number > count) {
        sy_arena_free(budget->newest);
    }
}

// Handlers run before any block goes: what they close may lie in one.
static void run_deferred(Arena *a, const ArenaDefer *until)
{
    while (a->deferred != until) {
        ArenaDefer *d = a->deferred;
        SY_ASSERT(d != NULL);
        a->deferred = d->older;
        d->fn(d->context);
    }
}

void sy_arena_free(Arena *a)
{
    if (a == NULL) {
        return;
    }
    run_deferred(a, NULL);
    unlink_arena(a);
    lone_free_since(a, 0);
    Budget *budget = a->budget;
    ArenaBlock *block = a->block;
    while (block != NULL) {
        ArenaBlock *older = block->older;
        block_free(budget, block);
        block = older;
    }
}

void *sy_arena_alloc_slow(Arena *a, ptrdiff_t size, ptrdiff_t align)
{
    Budget *budget = a->budget;
    ptrdiff_t pad = (ptrdiff_t)(-(uintptr_t)a->at & (uintptr_t)(align - 1));
    // Where there was room, the inlined part has counted, and comes here only to fail.
    bool had_room = size >= 0 && a->end - a->at >= pad && size <= a->end - a->at - pad;
    if (had_room || ++budget->count == budget->fail_at) {
        out_of(budget, OUT_OF_MEMORY);
    }
    if (size >= LONE_LEAST) {
        return lone_new(a, size);
    }
    if (a->next_size < BLOCK_MOST) {
        a->next_size *= 2;
    }
    ArenaBlock *block = block_new(budget, size, a->next_size);
    a->block->filled = a->at;
    block->older = a->block;
    a->block = block;
    a->at = block->data + size;
    a->end = (char *)block + block->size;
    return block->data;
}

void *sy_arena_alloc_n(Arena *a, ptrdiff_t n, ptrdiff_t size, ptrdiff_t align)
{
    if (n < 0 || (n > 0 && size > PTRDIFF_MAX / 2 / n)) {
        out_of(a->budget, OUT_OF_MEMORY);
    }
    return sy_arena_alloc(a, n * size, align);
}

void *sy_arena_extend(Arena *a, void *old, ptrdiff_t old_size, ptrdiff_t new_size, ptrdiff_t align)
{
    if (old == NULL) {
        return sy_arena_alloc(a, new_size, align);
    }
    SY_ASSERT(old_size >= 0);
    if (new_size <= old_size) {
        return old;
    }
    ArenaLone *lone = old_size >= LONE_LEAST ? lone_of(a, old) : NULL;
    if (lone != NULL) {
        return lone_resize(a, lone, new_size);
    }
    char *old_end = (char *)old + old_size;
    if (!SY_HOSTILE && old_end == a->at && new_size - old_size <= a->end - a->at) {
        sy_arena_alloc(a, new_size - old_size, 1);
        return old;
    }
    void *p = sy_arena_alloc(a, new_size, align);
    memcpy(p, old, (size_t)old_size);
#if SY_HOSTILE
    memset(old, POISON, (size_t)old_size);
#endif
    return p;
}

void *sy_arena_grow(Arena *a, void *old, ptrdiff_t old_size, ptrdiff_t new_size, ptrdiff_t align)
{
    char *p = sy_arena_extend(a, old, old_size, new_size, align);
    if (old != NULL && old_size >= LONE_LEAST && new_size > old_size) {
        memset(p + old_size, 0, (size_t)(new_size - old_size));
    }
    return p;
}

void sy_arena_defer(Arena *a, void (*fn)(void *context), void *context)
{
    ArenaDefer *d = NEW(a, ArenaDefer);
    d->older = a->deferred;
    d->fn = fn;
    d->context = context;
    a->deferred = d;
}

ArenaMark sy_arena_mark(Arena *a)
{
    return (ArenaMark){a->block, a->at - a->block->data, a->lone_count, a->deferred};
}

void sy_arena_rewind(Arena *a, ArenaMark mark)
{
    run_deferred(a, mark.deferred);
    lone_free_since(a, mark.lone_count);
    a->block->filled = a->at;
    while (a->block != mark.block) {
        ArenaBlock *older = a->block->older;
        SY_ASSERT(older != NULL); // else the mark is of another arena, or of memory gone back
        block_free(a->budget, a->block);
        a->block = older;
    }
    a->at = a->block->data + mark.used;
    a->end = (char *)a->block + a->block->size;
    SY_ASSERT(a->at <= a->block->filled);
    give_back(a->at, a->block->filled);
}

Budget *sy_arena_budget(Arena *a)
{
    return a->budget;
}
