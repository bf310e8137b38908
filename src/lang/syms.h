// syms.h - names as numbers: each spelling, capitals set aside, is one symbol for a whole run.
//
// The words of the language are symbols too, with the numbers of words.def; so `sym.v == W_IF` asks
// for a word. A symbol remembers the spelling in which it was first written.
#ifndef SY_LANG_SYMS_H
#define SY_LANG_SYMS_H

#include "base/base.h"

typedef struct Sym {
    uint32_t v; // 0: none
} Sym;

enum {
    W_NOTHING,
#define WORD(ident, text, reserved) W_##ident,
#include "lang/words.def"
#undef WORD
    W_COUNT
};

// What tells most names apart without looking at them. Names of up to seven bytes are the same if
// their heads are.
typedef struct NameKey {
    uint64_t head; // the first eight bytes of the folded name, the first lowest
    uint32_t hash;
} NameKey;

// The key of a name of up to seven bytes.
static inline NameKey sy_name_key_short(uint64_t head)
{
    uint64_t h = head * 0x9fb21c651e98df25u;
    return (NameKey){head, (uint32_t)(h >> 32)};
}
NameKey sy_name_key(Str folded);

typedef struct SymSlot {
    uint64_t head;
    uint32_t hash; // with the head: the name's key
    uint32_t sym;  // 0: empty
} SymSlot;

// The fields are the table's own; they stand here so that the usual case can be inlined.
typedef struct Syms {
    Arena *arena;
    VEC(Str) texts;  // as first written; index is the symbol
    VEC(Str) folded; // the same memory where it is the same text
    SymSlot *slots;
    uint32_t nslots; // power of two
} Syms;

Syms *sy_syms_new(Arena *);
Sym sy_syms_intern(Syms *, Str name); // folds case; the bytes are copied when new
// A name of up to seven bytes, by its folded bytes, if it was written before; else 0.
static inline Sym sy_syms_find_short(const Syms *s, uint64_t head)
{
    uint32_t mask = s->nslots - 1, at = sy_name_key_short(head).hash & mask;
    while (s->slots[at].sym && s->slots[at].head != head) {
        at = (at + 1) & mask;
    }
    return (Sym){s->slots[at].sym};
}
Sym sy_syms_find(const Syms *, Str name); // 0: never written
Str sy_sym_text(const Syms *, Sym);       // as first written
uint32_t sy_syms_count(const Syms *);     // symbols are 1 .. count
bool sy_sym_is_reserved(Sym);
// How many letters the spellings differ in, if so few that one may be a slip for the other: one of three
// to seven letters, two of more. 1 if one is the plural of the other. 0: equal or too far.
int sy_name_slip(Str written, Str meant);
double sy_size_of(Str word); // 1e6 for `million` or `mn`; 0: no word of size
int sy_month_of(Str word);   // 1 to 12 for the name of a month or its first three letters; 0: none
static inline bool sy_sym_is_word(Sym sym) // any word of words.def
{
    return sym.v - 1 < W_COUNT - 1;
}

#endif
