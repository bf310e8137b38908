#include "base/base.h"

// Open addressing with linear probing; a slot holds an index + 1, 0 is empty. Half full at most.
#define SLOTS_FIRST (SY_HOSTILE ? 2 : 16)
#define MAP_MOST ((ptrdiff_t)1 << 30)

uint64_t sy_hash_int(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xe9846af9b1a615dULL;
    x ^= x >> 32;
    x *= 0xe9846af9b1a615dULL;
    x ^= x >> 28;
    return x;
}

uint64_t sy_hash_bytes(const void *p, ptrdiff_t n)
{
    const char *at = p;
    uint64_t h = (uint64_t)n * 0x9e3779b97f4a7c15ULL;
    uint64_t word = 0;
    for (; n >= 8; n -= 8, at += 8) {
        memcpy(&word, at, 8);
        h = (h ^ word) * 0x9fb21c651e98df25ULL;
        h ^= h >> 35;
    }
    word = 0;
    if (n > 0) {
        memcpy(&word, at, (size_t)n);
    }
    h = (h ^ word) * 0x9fb21c651e98df25ULL;
    return sy_hash_int(h);
}

StrMap sy_strmap_new(Arena *arena)
{
    return (StrMap){.arena = arena};
}

// The slot of the key, or the empty slot where it would go.
static ptrdiff_t str_slot(const StrMap *m, Str key, uint32_t hash)
{
    ptrdiff_t mask = m->nslots - 1;
    for (ptrdiff_t i = (ptrdiff_t)hash & mask;; i = (i + 1) & mask) {
        uint32_t v = m->slots[i];
        if (v == 0 || (m->hashes[v - 1] == hash && sy_str_eq(m->keys[v - 1], key))) {
            return i;
        }
    }
}

static void str_rehash(StrMap *m)
{
    m->nslots = m->nslots == 0 ? SLOTS_FIRST : m->nslots * 2;
    m->slots = NEW_N(m->arena, uint32_t, m->nslots);
    ptrdiff_t mask = m->nslots - 1;
    for (ptrdiff_t k = 0; k < m->len; k++) {
        ptrdiff_t i = (ptrdiff_t)m->hashes[k] & mask;
        while (m->slots[i] != 0) {
            i = (i + 1) & mask;
        }
        m->slots[i] = (uint32_t)(k + 1);
    }
}

ptrdiff_t sy_strmap_find(const StrMap *m, Str key)
{
    if (m->len == 0) {
        return -1;
    }
    return (ptrdiff_t)m->slots[str_slot(m, key, (uint32_t)sy_hash_bytes(key.p, key.len))] - 1;
}

ptrdiff_t sy_strmap_add(StrMap *m, Str key, bool *out_is_new)
{
    if ((m->len + 1) * 2 > m->nslots) {
        str_rehash(m);
    }
    uint32_t hash = (uint32_t)sy_hash_bytes(key.p, key.len);
    ptrdiff_t i = str_slot(m, key, hash);
    bool is_new = m->slots[i] == 0;
    if (is_new) {
        SY_ASSERT(m->len < MAP_MOST);
        if (m->len == m->cap) {
            ptrdiff_t cap = m->cap;
            m->keys = sy_vec_grow(m->arena, m->keys, &cap, 1, (ptrdiff_t)sizeof *m->keys);
            m->hashes = sy_arena_grow(m->arena, m->hashes, m->cap * (ptrdiff_t)sizeof *m->hashes,
                                      cap * (ptrdiff_t)sizeof *m->hashes, 8);
            m->cap = cap;
        }
        m->keys[m->len] = key;
        m->hashes[m->len] = hash;
        m->slots[i] = (uint32_t)++m->len;
    }
    if (out_is_new != NULL) {
        *out_is_new = is_new;
    }
    return (ptrdiff_t)m->slots[i] - 1;
}

IntMap sy_intmap_new(Arena *arena)
{
    return (IntMap){.arena = arena};
}

static ptrdiff_t int_slot(const IntMap *m, uint64_t key)
{
    ptrdiff_t mask = m->nslots - 1;
    for (ptrdiff_t i = (ptrdiff_t)(sy_hash_int(key) & (uint64_t)mask);; i = (i + 1) & mask) {
        uint32_t v = m->slots[i];
        if (v == 0 || m->keys[v - 1] == key) {
            return i;
        }
    }
}

static void int_rehash(IntMap *m)
{
    m->nslots = m->nslots == 0 ? SLOTS_FIRST : m->nslots * 2;
    m->slots = NEW_N(m->arena, uint32_t, m->nslots);
    for (ptrdiff_t k = 0; k < m->len; k++) {
        m->slots[int_slot(m, m->keys[k])] = (uint32_t)(k + 1);
    }
}

ptrdiff_t sy_intmap_find(const IntMap *m, uint64_t key)
{
    return m->len == 0 ? -1 : (ptrdiff_t)m->slots[int_slot(m, key)] - 1;
}

ptrdiff_t sy_intmap_add(IntMap *m, uint64_t key, bool *out_is_new)
{
    if ((m->len + 1) * 2 > m->nslots) {
        int_rehash(m);
    }
    ptrdiff_t i = int_slot(m, key);
    bool is_new = m->slots[i] == 0;
    if (is_new) {
        SY_ASSERT(m->len < MAP_MOST);
        if (m->len == m->cap) {
            m->keys = sy_vec_grow(m->arena, m->keys, &m->cap, 1, (ptrdiff_t)sizeof *m->keys);
        }
        m->keys[m->len] = key;
        m->slots[i] = (uint32_t)++m->len;
    }
    if (out_is_new != NULL) {
        *out_is_new = is_new;
    }
    return (ptrdiff_t)m->slots[i] - 1;
}
