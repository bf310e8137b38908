#include "lang/syms.h"

// ASCII names of up to 64 bytes are folded on the stack; others in the arena.
#define SHORT_NAME 64

struct Syms {
    Arena *arena;
    VEC(Str) texts;    // as first written; index is the symbol
    VEC(uint64_t) hashes;
    VEC(Str) folded;
    uint32_t *slots;
    uint32_t nslots; // power of two
};

static const struct {
    const char *text;
    bool reserved;
} words[W_COUNT] = {
    [W_NOTHING] = {"", false},
#define WORD(ident, text, reserved) [W_##ident] = {text, reserved},
#include "lang/words.def"
#undef WORD
};

static void slots_rebuild(Syms *s, uint32_t nslots)
{
    s->slots = NEW_N(s->arena, uint32_t, nslots);
    s->nslots = nslots;
    for (uint32_t i = 1; i < (uint32_t)s->texts.len; i++) {
        uint32_t at = (uint32_t)s->hashes.p[i] & (nslots - 1);
        while (s->slots[at]) {
            at = (at + 1) & (nslots - 1);
        }
        s->slots[at] = i;
    }
}

Syms *sy_syms_new(Arena *arena)
{
    Syms *s = NEW(arena, Syms);
    s->arena = arena;
    vec_push(arena, &s->texts, (Str){0});
    vec_push(arena, &s->folded, (Str){0});
    vec_push(arena, &s->hashes, 0);
    slots_rebuild(s, 1024);
    for (uint32_t w = 1; w < W_COUNT; w++) {
        Sym sym = sy_syms_intern(s, sy_str_from(words[w].text));
        SY_ASSERT(sym.v == w);
    }
    return s;
}

static Str fold_unicode(Arena *arena, Str name)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < name.len;) {
        int n = 1;
        int32_t c = sy_utf8_decode(name, i, &n);
        if (c < 0) {
            sy_buf_char(&b, name.p[i]);
        } else {
            sy_utf8_encode(&b, sy_uni_fold(c));
        }
        i += n;
    }
    return sy_buf_view(&b);
}

// The folded name, in `room` where it is short and ASCII.
static Str fold(Arena *arena, Str name, char *room)
{
    if (name.len > SHORT_NAME) {
        return fold_unicode(arena, name);
    }
    for (ptrdiff_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c >= 0x80) {
            return fold_unicode(arena, name);
        }
        room[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return (Str){room, name.len};
}

// FNV-1a by eight bytes at a time would not pay at the length of names.
static uint64_t name_hash(Str s)
{
    uint64_t h = 0xcbf29ce484222325u;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
    }
    return h ^ (h >> 29);
}

static uint32_t slot_of(const Syms *s, Str folded, uint64_t hash)
{
    uint32_t at = (uint32_t)hash & (s->nslots - 1);
    while (s->slots[at]) {
        uint32_t i = s->slots[at];
        if (s->hashes.p[i] == hash && sy_str_eq(s->folded.p[i], folded)) {
            break;
        }
        at = (at + 1) & (s->nslots - 1);
    }
    return at;
}

Sym sy_syms_intern(Syms *s, Str name)
{
    char room[SHORT_NAME];
    Str folded = fold(s->arena, name, room);
    uint64_t hash = name_hash(folded);
    uint32_t at = slot_of(s, folded, hash);
    if (s->slots[at]) {
        return (Sym){s->slots[at]};
    }
    uint32_t id = (uint32_t)s->texts.len;
    Str text = sy_str_dup(s->arena, name);
    vec_push(s->arena, &s->texts, text);
    Str kept = sy_str_eq(text, folded) ? text : sy_str_dup(s->arena, folded);
    vec_push(s->arena, &s->folded, kept);
    vec_push(s->arena, &s->hashes, hash);
    s->slots[at] = id;
    if (s->texts.len * 2 > s->nslots) {
        slots_rebuild(s, s->nslots * 4);
    }
    return (Sym){id};
}

Sym sy_syms_find(const Syms *s, Str name)
{
    char room[SHORT_NAME];
    Str folded = fold(s->arena, name, room);
    return (Sym){s->slots[slot_of(s, folded, name_hash(folded))]};
}

Str sy_sym_text(const Syms *s, Sym sym)
{
    return s->texts.p[sym.v];
}

uint32_t sy_syms_count(const Syms *s)
{
    return (uint32_t)s->texts.len - 1;
}

bool sy_sym_is_reserved(Sym sym)
{
    return sym.v < W_COUNT && words[sym.v].reserved;
}

bool sy_sym_is_word(Sym sym)
{
    return sym.v > 0 && sym.v < W_COUNT;
}
