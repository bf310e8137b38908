#include "lang/syms.h"

// ASCII names of up to 64 bytes are folded on the stack; others in the arena.
#define SHORT_NAME 64

static const struct {
    const char *text;
    bool reserved;
} words[W_COUNT] = {
    [W_NOTHING] = {"", false},
#define WORD(ident, text, reserved) [W_##ident] = {text, reserved},
#include "lang/words.def"
#undef WORD
};

static void slots_grow(Syms *s, uint32_t nslots)
{
    SymSlot *old = s->slots;
    uint32_t nold = s->nslots;
    s->slots = NEW_N(s->arena, SymSlot, nslots);
    s->nslots = nslots;
    for (uint32_t i = 0; i < nold; i++) {
        uint32_t at = old[i].hash & (nslots - 1);
        while (old[i].sym && s->slots[at].sym) {
            at = (at + 1) & (nslots - 1);
        }
        if (old[i].sym) {
            s->slots[at] = old[i];
        }
    }
}

Syms *sy_syms_new(Arena *arena)
{
    Syms *s = NEW(arena, Syms);
    s->arena = arena;
    vec_push(arena, &s->texts, (Str){0});
    vec_push(arena, &s->folded, (Str){0});
    slots_grow(s, 1024);
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

NameKey sy_name_key(Str folded)
{
    uint64_t head = 0;
    for (ptrdiff_t i = 0; i < folded.len && i < 8; i++) {
        head |= (uint64_t)(unsigned char)folded.p[i] << 8 * i;
    }
    if (folded.len < 8) {
        return sy_name_key_short(head);
    }
    return (NameKey){head, (uint32_t)sy_hash_bytes(folded.p, folded.len)};
}

// The slot of the name, or the empty one where it would go.
static uint32_t slot_of(const Syms *s, Str folded, NameKey key)
{
    uint32_t mask = s->nslots - 1, at = key.hash & mask;
    for (; s->slots[at].sym; at = (at + 1) & mask) {
        const SymSlot *slot = &s->slots[at];
        if (slot->head == key.head && slot->hash == key.hash &&
            (folded.len < 8 || sy_str_eq(s->folded.p[slot->sym], folded))) {
            return at;
        }
    }
    return at;
}

static Sym sym_add(Syms *s, Str name, Str folded, NameKey key, uint32_t at)
{
    uint32_t id = (uint32_t)s->texts.len;
    Str text = sy_str_dup(s->arena, name);
    vec_push(s->arena, &s->texts, text);
    Str kept = sy_str_eq(text, folded) ? text : sy_str_dup(s->arena, folded);
    vec_push(s->arena, &s->folded, kept);
    s->slots[at] = (SymSlot){key.head, key.hash, id};
    if (s->texts.len * 2 > s->nslots) {
        slots_grow(s, s->nslots * 4);
    }
    return (Sym){id};
}

Sym sy_syms_intern(Syms *s, Str name)
{
    char room[SHORT_NAME];
    ArenaMark mark = sy_arena_mark(s->arena);
    Str folded = fold(s->arena, name, room);
    NameKey key = sy_name_key(folded);
    uint32_t at = slot_of(s, folded, key);
    if (!s->slots[at].sym) {
        return sym_add(s, name, folded, key, at);
    }
    if (folded.p != room) {
        sy_arena_rewind(s->arena, mark);
    }
    return (Sym){s->slots[at].sym};
}

Sym sy_syms_find(const Syms *s, Str name)
{
    char room[SHORT_NAME];
    Str folded = fold(s->arena, name, room);
    return (Sym){s->slots[slot_of(s, folded, sy_name_key(folded))].sym};
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

// Is it the word, or its first letters, whatever the capitals?
static bool begins_word(Str written, Str word)
{
    ptrdiff_t n = 0;
    while (n < written.len && n < word.len && (written.p[n] | 0x20) == word.p[n]) {
        n++;
    }
    return n == written.len;
}

int sy_month_of(Str word)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (int i = 0; i < COUNT_OF(months); i++) {
        Str whole = sy_str_from(months[i]);
        if ((word.len == 3 || word.len == whole.len) && begins_word(word, whole)) {
            return i + 1;
        }
    }
    return 0;
}

double sy_size_of(Str word)
{
    static const struct {
        const char *word;
        double size;
    } sizes[] = {{"hundred", 1e2}, {"thousand", 1e3}, {"k", 1e3},  {"million", 1e6},  {"mn", 1e6},
                 {"m", 1e6},       {"billion", 1e9},  {"bn", 1e9}, {"trillion", 1e12}};
    for (ptrdiff_t i = 0; i < COUNT_OF(sizes); i++) {
        Str whole = sy_str_from(sizes[i].word);
        if (word.len == whole.len && begins_word(word, whole)) {
            return sizes[i].size;
        }
    }
    return 0;
}

// The plural of the other, as in `subsidies`, `dresses`, `dates`.
static bool is_plural(Str many, Str one)
{
    Str stem = sy_str_sub(one, 0, one.len - 1);
    return one.len > 2 && ((sy_str_starts(many, one) &&
                            (many.len == one.len + 1 ||
                             sy_str_eq(sy_str_sub(many, one.len, many.len), STR("es"))) &&
                            sy_str_ends(many, STR("s"))) ||
                           (sy_str_ends(one, STR("y")) && sy_str_starts(many, stem) &&
                            sy_str_eq(sy_str_sub(many, stem.len, many.len), STR("ies"))));
}

int sy_name_slip(Str written, Str meant)
{
    if (is_plural(written, meant) || is_plural(meant, written)) {
        return 1;
    }
    ptrdiff_t longer = written.len > meant.len ? written.len : meant.len;
    int most = longer < 3 ? 0 : longer < 8 ? 1 : 2;
    int far = most ? sy_str_distance(written, meant, most) : 0;
    return far <= most ? far : 0;
}
