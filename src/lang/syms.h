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

typedef struct Syms Syms; // opaque

Syms *sy_syms_new(Arena *);
Sym sy_syms_intern(Syms *, Str name);     // folds case; the bytes are copied when new
Sym sy_syms_find(const Syms *, Str name); // 0: never written
Str sy_sym_text(const Syms *, Sym);       // as first written
uint32_t sy_syms_count(const Syms *);     // symbols are 1 .. count
bool sy_sym_is_reserved(Sym);
bool sy_sym_is_word(Sym); // any word of words.def

#endif
