// map.h - hash tables that remember the order of insertion; nothing is ever removed.
//
// A Map gives each key, in order, an index 0, 1, 2 ...: the caller keeps the values in an array
// beside it. Output never depends on hashing.
#ifndef SY_BASE_MAP_H
#define SY_BASE_MAP_H

#include "base/str.h"

typedef struct StrMap {
    Arena *arena;
    Str *keys; // in order of insertion
    uint32_t *slots;
    uint32_t *hashes;
    ptrdiff_t len, cap, nslots;
} StrMap;

StrMap sy_strmap_new(Arena *);
ptrdiff_t sy_strmap_find(const StrMap *, Str key);            // index, or -1
ptrdiff_t sy_strmap_add(StrMap *, Str key, bool *out_is_new); // index; the key is not copied

typedef struct IntMap {
    Arena *arena;
    uint64_t *keys; // in order of insertion
    uint32_t *slots;
    ptrdiff_t len, cap, nslots;
} IntMap;

IntMap sy_intmap_new(Arena *);
ptrdiff_t sy_intmap_find(const IntMap *, uint64_t key);            // index, or -1
ptrdiff_t sy_intmap_add(IntMap *, uint64_t key, bool *out_is_new); // index

uint64_t sy_hash_bytes(const void *p, ptrdiff_t n);
uint64_t sy_hash_int(uint64_t);

#endif
