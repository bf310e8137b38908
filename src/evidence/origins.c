#include "evidence/origins.h"

#include "evidence/lock.h"

#include <stdlib.h>

// Capitals set aside, so that equal texts are equal keys.
static void write_folded(Buf *out, Str s)
{
    int n = 0;
    for (ptrdiff_t at = 0; at < s.len; at += n) {
        int32_t c = sy_utf8_decode(s, at, &n);
        if (c >= 0) {
            sy_utf8_encode(out, sy_uni_fold(c));
        } else {
            sy_buf_char(out, s.p[at]);
        }
    }
}

// A text of a key is preceded by its length, so that no text reads as the next field.
static void write_text(Buf *out, Str s)
{
    Buf text = sy_buf_new(out->arena);
    write_folded(&text, s);
    sy_buf_fmt(out, "%lld:", (long long)text.len);
    sy_buf_str(out, sy_buf_view(&text));
}

static Str key_of(Arena *arena, const OriginSentence *s, Str carrier)
{
    Buf out = sy_buf_new(arena);
    sy_buf_fmt(&out, "%lu ", (unsigned long)s->speaker);
    write_text(&out, s->speaker == 0 ? s->speaker_name : STR(""));
    sy_buf_fmt(&out, " %lu ", (unsigned long)s->venue);
    write_text(&out, s->venue == 0 ? s->venue_name : STR(""));
    sy_buf_fmt(&out, " %ld ", (long)s->day);
    write_text(&out, carrier);
    return sy_buf_view(&out);
}

static Str carrier_of(const OriginDocument *d)
{
    return d->relays.len > 0 ? d->relays : d->name;
}

void sy_origins_link(Arena *arena, OriginInput *e)
{
    e->first_repeat = NEW_N(arena, uint32_t, e->nsentences);
    e->next_repeat = NEW_N(arena, uint32_t, e->nsentences);
    for (ptrdiff_t i = e->nsentences - 1; i >= 0; i--) {
        uint32_t of = e->sentences[i].repeats;
        if (of > 0) {
            e->next_repeat[i] = e->first_repeat[of - 1];
            e->first_repeat[of - 1] = (uint32_t)i + 1;
        }
    }
}

typedef VEC(uint32_t) Members;

static void take(Arena *arena, IntMap *taken, Members *in, uint32_t sentence)
{
    bool is_new = false;
    sy_intmap_add(taken, sentence, &is_new);
    if (is_new) {
        vec_push(arena, in, sentence);
    }
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

// Those asked for, and those that repeat one that is in; in order.
static Members closed_under_repeats(Arena *arena, const OriginInput *e, const uint32_t *asked,
                                    ptrdiff_t nasked)
{
    Members in = {0};
    IntMap taken = sy_intmap_new(arena);
    for (ptrdiff_t i = 0; i < nasked; i++) {
        SY_ASSERT((ptrdiff_t)asked[i] < e->nsentences);
        take(arena, &taken, &in, asked[i]);
    }
    for (ptrdiff_t i = 0; i < in.len; i++) {
        for (uint32_t r = e->first_repeat[in.p[i]]; r > 0; r = e->next_repeat[r - 1]) {
            take(arena, &taken, &in, r - 1);
        }
    }
    if (in.len > 1) {
        qsort(in.p, (size_t)in.len, sizeof *in.p, ascending);
    }
    return in;
}

typedef struct Collector {
    Arena *arena;
    StrMap keys;
    VEC(Origin) origins;
    VEC(Members) members;
} Collector;

static void collect(Collector *c, const OriginSentence *s, uint32_t index, Str carrier)
{
    bool is_new = false;
    ptrdiff_t k = sy_strmap_add(&c->keys, key_of(c->arena, s, carrier), &is_new);
    if (is_new) {
        vec_push(c->arena, &c->origins, (Origin){.sentence = index, .carrier = carrier});
        vec_push_slot(c->arena, &c->members);
    }
    Members *m = &c->members.p[k];
    if (m->len == 0 || m->p[m->len - 1] != index) {
        vec_push(c->arena, m, index);
    }
}

static void collect_sentence(Collector *c, const OriginInput *e, uint32_t index)
{
    const OriginSentence *s = &e->sentences[index];
    bool by_carrier = s->speaker == 0 && s->venue == 0 && s->venue_name.len == 0;
    if (!by_carrier || s->ndocuments == 0) {
        collect(c, s, index, STR(""));
        return;
    }
    for (uint32_t i = 0; i < s->ndocuments; i++) {
        uint32_t document = e->cited[s->first_document + i];
        collect(c, s, index, carrier_of(&e->documents[document]));
    }
}

Origins sy_origins_find(Arena *arena, const OriginInput *e, const uint32_t *asked, ptrdiff_t nasked)
{
    Collector c = {.arena = arena, .keys = sy_strmap_new(arena)};
    Members in = closed_under_repeats(arena, e, asked, nasked);
    for (ptrdiff_t i = 0; i < in.len; i++) {
        collect_sentence(&c, e, in.p[i]);
    }
    for (ptrdiff_t i = 0; i < c.origins.len; i++) {
        c.origins.p[i].sentences = c.members.p[i].p;
        c.origins.p[i].nsentences = c.members.p[i].len;
    }
    return (Origins){c.origins.p, c.origins.len};
}

// ---------------------------------------------------------------- in words

static bool is_of_carrier(const OriginDocument *d, const Origin *o)
{
    return o->carrier.len == 0 || sy_lock_same_name(carrier_of(d), o->carrier);
}

// The documents that print it, each once, and whom they relay.
static void write_printed(Buf *out, const OriginInput *e, const Origin *o)
{
    IntMap seen = sy_intmap_new(out->arena);
    for (ptrdiff_t i = 0; i < o->nsentences; i++) {
        const OriginSentence *s = &e->sentences[o->sentences[i]];
        for (uint32_t k = 0; k < s->ndocuments; k++) {
            uint32_t id = e->cited[s->first_document + k];
            const OriginDocument *d = &e->documents[id];
            bool is_new = false;
            if (is_of_carrier(d, o)) {
                sy_intmap_add(&seen, id, &is_new);
            }
            if (is_new) {
                sy_buf_text(out, seen.len == 1 ? " (" : "; ");
                sy_buf_str(out, d->name);
                sy_buf_text(out, d->relays.len > 0 ? " relays " : "");
                sy_buf_str(out, d->relays);
            }
        }
    }
    sy_buf_text(out, seen.len > 0 ? ")" : "");
}

void sy_origin_write(Buf *out, const OriginInput *e, const Origin *o)
{
    const OriginSentence *s = &e->sentences[o->sentence];
    sy_buf_str(out, s->speaker_name.len > 0 ? s->speaker_name : STR("reporter"));
    Str where = s->venue_name.len > 0 ? s->venue_name : o->carrier;
    if (where.len > 0) {
        sy_buf_text(out, ", ");
        sy_buf_str(out, where);
    }
    sy_buf_text(out, ", ");
    if (s->day == DAY_NONE) {
        sy_buf_text(out, "undated");
    } else {
        sy_day_write_short(out, s->day);
    }
    write_printed(out, e, o);
}

void sy_origins_write(Buf *out, const OriginInput *e, const Origins *origins)
{
    if (origins->len == 0) {
        sy_buf_text(out, "no origin");
        return;
    }
    sy_buf_int(out, origins->len);
    sy_buf_text(out, origins->len == 1 ? " origin: " : " origins: ");
    for (ptrdiff_t i = 0; i < origins->len; i++) {
        sy_buf_text(out, i > 0 ? "; " : "");
        sy_origin_write(out, e, &origins->p[i]);
    }
}
