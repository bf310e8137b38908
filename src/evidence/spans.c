#include "evidence/spans.h"

struct SpanSearch {
    Arena *arena;
    Str bytes;
    int64_t work; // blocks still to be hashed
    // around[i]: first 8 bytes of the hash of the LOCK_SURROUNDING bytes that end at from + i.
    uint64_t *around;
    ptrdiff_t from, count;
    int64_t shift; // how far the last span had moved: the next is tried there first
};

SpanSearch *sy_span_search_new(Arena *arena, Str bytes)
{
    SpanSearch *s = NEW(arena, SpanSearch);
    s->arena = arena;
    s->bytes = bytes;
    s->work = SPAN_WORK_TOTAL;
    return s;
}

// ---------------------------------------------------------------- states

static const char *const names[SPAN_STATES] = {
    [SPAN_EXACT] = "exact",
    [SPAN_MOVED] = "moved",
    [SPAN_AMBIGUOUS] = "ambiguous",
    [SPAN_ALTERED] = "altered",
    [SPAN_MISSING] = "missing",
    [SPAN_NOT_AT_HAND] = "not at hand",
    [SPAN_NOT_ANCHORED] = "not anchored",
    [SPAN_OUTSIDE] = "outside the document",
    [SPAN_INSIDE] = "inside a character",
};

const char *sy_span_state_name(SpanState state)
{
    SY_ASSERT(state >= 0 && state < SPAN_STATES);
    return names[state];
}

const char *sy_span_standing_words(const SpanStanding *s)
{
    bool unfinished = s->state == SPAN_MISSING && s->limited;
    return unfinished ? "not found within the limit" : sy_span_state_name(s->state);
}

bool sy_span_is_inside(Str text, ptrdiff_t at)
{
    for (ptrdiff_t back = 1; back <= 3 && back <= at && at < text.len; back++) {
        int n = 0;
        if (sy_utf8_decode(text, at - back, &n) >= 0) {
            return n > back;
        }
    }
    return false;
}

SpanStanding sy_span_unlocked(Str doc, uint32_t start, uint32_t end)
{
    SpanStanding s = {.state = SPAN_NOT_ANCHORED, .start = start, .end = end};
    if (start >= end || (int64_t)end > doc.len) {
        s.state = SPAN_OUTSIDE;
    } else if (sy_span_is_inside(doc, start) || sy_span_is_inside(doc, end)) {
        s.state = SPAN_INSIDE;
    }
    return s;
}

// ---------------------------------------------------------------- finding bytes and words

// Texts are compared as rows of units: bytes, or bytes with every run of white space as one blank.
typedef struct Units {
    Str text;
    ptrdiff_t at;
    bool loose;
} Units;

typedef struct Unit {
    char byte;
    ptrdiff_t start, end;
} Unit;

// Bytes of the white space character at `at`, 0: none stands there. Unicode's property White_Space.
static int space_at(Str s, ptrdiff_t at)
{
    int n = 1;
    int32_t c = (unsigned char)s.p[at];
    if (c >= 0x80) {
        c = sy_utf8_decode(s, at, &n);
    }
    bool is_space = c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xa0 || c == 0x1680 ||
                    (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
                    c == 0x205f || c == 0x3000;
    return is_space ? n : 0;
}

static bool next_unit(Units *u, Unit *out)
{
    if (u->at >= u->text.len) {
        return false;
    }
    out->start = u->at;
    int n = u->loose ? space_at(u->text, u->at) : 0;
    out->byte = n > 0 ? ' ' : u->text.p[u->at];
    u->at += n > 0 ? n : 1;
    while (n > 0 && u->at < u->text.len && (n = space_at(u->text, u->at)) > 0) {
        u->at += n;
    }
    out->end = u->at;
    return true;
}

// Knuth, Morris and Pratt: row[i] is the length of the longest border of the first i + 1 units.
typedef struct Needle {
    char *units;
    ptrdiff_t *row;
    ptrdiff_t len;
} Needle;

static Needle needle_of(Arena *arena, Str text, bool loose)
{
    Needle n = {.units = NEW_N(arena, char, text.len), .row = NEW_N(arena, ptrdiff_t, text.len)};
    Units u = {.text = text, .loose = loose};
    Unit unit = {0};
    while (next_unit(&u, &unit)) {
        n.units[n.len++] = unit.byte;
    }
    ptrdiff_t border = 0;
    for (ptrdiff_t i = 1; i < n.len; i++) {
        while (border > 0 && n.units[i] != n.units[border]) {
            border = n.row[border - 1];
        }
        border += n.units[i] == n.units[border];
        n.row[i] = border;
    }
    return n;
}

static void found(SpanPlaces *out, Str doc, SpanPlace place, ptrdiff_t most)
{
    if (sy_span_is_inside(doc, place.start) || sy_span_is_inside(doc, place.end)) {
        return;
    }
    if (out->len < most) {
        out->p[out->len++] = place;
    } else {
        out->more = true;
    }
}

// To the next byte with which a match may begin; false: there is none.
static bool skip_to(Units *u, char first)
{
    if (u->loose) {
        return true;
    }
    ptrdiff_t n = sy_str_find_char(sy_str_sub(u->text, u->at, u->text.len), first);
    u->at = n < 0 ? u->text.len : u->at + n;
    return n >= 0;
}

// The starts of the last units are kept in a ring, since a unit of white space may be long.
static SpanPlaces find_units(Arena *arena, Str doc, Str text, bool loose, ptrdiff_t most)
{
    SpanPlaces out = {.p = NEW_N(arena, SpanPlace, most), .loose = loose};
    Needle n = needle_of(arena, text, loose);
    SY_ASSERT(n.len > 0);
    ptrdiff_t *starts = NEW_N(arena, ptrdiff_t, n.len);
    Units u = {.text = doc, .loose = loose};
    Unit unit = {0};
    ptrdiff_t matched = 0;
    for (ptrdiff_t i = 0; !out.more; i++) {
        if ((matched == 0 && !skip_to(&u, n.units[0])) || !next_unit(&u, &unit)) {
            break;
        }
        starts[i % n.len] = unit.start;
        while (matched > 0 && (matched == n.len || unit.byte != n.units[matched])) {
            matched = n.row[matched - 1];
        }
        matched += unit.byte == n.units[matched];
        if (matched == n.len) {
            uint32_t start = (uint32_t)starts[(i + 1) % n.len];
            found(&out, doc, (SpanPlace){start, (uint32_t)unit.end}, most);
        }
    }
    return out;
}

// Bytes of the white space character that ends the text, 0: it ends otherwise.
static int space_before_end(Str s)
{
    for (int n = 1; n <= 3 && n <= s.len; n++) {
        if (space_at(s, s.len - n) == n) {
            return n;
        }
    }
    return 0;
}

static Str trim_space(Str s)
{
    int n = 0;
    while (s.len > 0 && (n = space_at(s, 0)) > 0) {
        s = sy_str_sub(s, n, s.len);
    }
    while ((n = space_before_end(s)) > 0) {
        s.len -= n;
    }
    return s;
}

SpanPlaces sy_span_find_words(Arena *arena, Str doc, Str words, ptrdiff_t most)
{
    SpanPlaces none = {0};
    words = trim_space(words);
    if (words.len == 0 || most <= 0 || doc.len >= UINT32_MAX) {
        return none;
    }
    SpanPlaces exact = find_units(arena, doc, words, false, most);
    if (exact.len > 0) {
        return exact;
    }
    SpanPlaces loose = find_units(arena, doc, words, true, most);
    return loose.len > 0 ? loose : none;
}

// ---------------------------------------------------------------- what surrounds a place

static uint64_t half_of(const unsigned char half[LOCK_SURROUNDING_HASH])
{
    uint64_t v = 0;
    memcpy(&v, half, sizeof v);
    return v;
}

static uint64_t hash_before(Str bytes, ptrdiff_t at)
{
    return half_of(sy_sha256(sy_str_sub(bytes, at - LOCK_SURROUNDING, at)).b);
}

static bool spend(SpanSearch *s, int64_t blocks, SpanStanding *out)
{
    if (blocks > s->work) {
        out->limited = true;
        return false;
    }
    s->work -= blocks;
    return true;
}

// The index of surroundings: of the whole document, or, of a long one, of what is in reach of the
// cited place. What stands after a place is what stands before the place 32 bytes on.
static void index_around(SpanSearch *s, uint32_t near, SpanStanding *out)
{
    ptrdiff_t len = s->bytes.len;
    bool is_long = len > 2 * SPAN_REACH;
    ptrdiff_t most = is_long ? 2 * SPAN_REACH : len;
    // Windows begin at fixed places, so that neighbours share one.
    ptrdiff_t low = (ptrdiff_t)near / SPAN_REACH * SPAN_REACH - SPAN_REACH / 2;
    low = low < 0 ? 0 : low < len - most ? low : len - most;
    out->limited = is_long;
    bool covered = s->around != NULL && s->from == low;
    if (covered || !spend(s, most + 1, out)) {
        return;
    }
    if (s->around == NULL) {
        s->around = NEW_N(s->arena, uint64_t, most + 1);
    }
    s->from = low;
    s->count = most + 1;
    for (ptrdiff_t i = 0; i < s->count; i++) {
        s->around[i] = hash_before(s->bytes, low + i);
    }
}

static bool is_before(const SpanSearch *s, ptrdiff_t at, uint64_t hash)
{
    return at >= s->from && at < s->from + s->count && s->around[at - s->from] == hash;
}

// Near the end fewer than 32 bytes follow: they stand in no other index entry.
static bool is_after(const SpanSearch *s, ptrdiff_t at, uint64_t hash)
{
    if (at + LOCK_SURROUNDING <= s->bytes.len) {
        return is_before(s, at + LOCK_SURROUNDING, hash);
    }
    Str rest = sy_str_sub(s->bytes, at, s->bytes.len);
    return half_of(sy_sha256(rest).b) == hash;
}

static bool is_span_at(const SpanSearch *s, const LockSpan *locked, ptrdiff_t at)
{
    ptrdiff_t n = (ptrdiff_t)locked->end - locked->start;
    if (at < 0 || at + n > s->bytes.len) {
        return false;
    }
    Sha256 sha = sy_sha256(sy_str_sub(s->bytes, at, at + n));
    return memcmp(sha.b, locked->sha.b, sizeof sha.b) == 0;
}

// ---------------------------------------------------------------- looking for the span

// A place where the span's bytes stand beside one of their surroundings, or -1.
static ptrdiff_t find_by_surroundings(SpanSearch *s, const LockSpan *locked, SpanStanding *out)
{
    uint64_t before = half_of(locked->before);
    uint64_t after = half_of(locked->after);
    ptrdiff_t n = (ptrdiff_t)locked->end - locked->start;
    int64_t blocks = n / 64 + 1;
    int64_t most = SPAN_WORK_LIMIT / blocks; // places whose bytes may be hashed
    for (ptrdiff_t i = 0; i < s->count && s->from + i + n <= s->bytes.len; i++) {
        ptrdiff_t at = s->from + i;
        if (s->around[i] != before && !is_after(s, at + n, after)) {
            continue;
        }
        if (most-- <= 0 || !spend(s, blocks, out)) {
            out->limited = true;
            return -1;
        }
        if (is_span_at(s, locked, at)) {
            return at;
        }
    }
    return -1;
}

// A place where the span's bytes stand, every place tried; -1: none, or too many places.
static ptrdiff_t find_anywhere(SpanSearch *s, const LockSpan *locked, SpanStanding *out)
{
    ptrdiff_t n = (ptrdiff_t)locked->end - locked->start;
    int64_t windows = (int64_t)s->bytes.len - n + 1;
    int64_t blocks = n / 64 + 1;
    if (windows <= 0) {
        return -1;
    }
    if (windows > SPAN_WORK_LIMIT / blocks || !spend(s, windows * blocks, out)) {
        out->limited = true;
        return -1;
    }
    for (ptrdiff_t at = 0; at < windows; at++) {
        if (is_span_at(s, locked, at)) {
            return at;
        }
    }
    return -1;
}

// Both surroundings in their order, at most four times the span's length and 64 bytes apart; of
// several such places the one nearest to the citation.
static void find_altered(const SpanSearch *s, const LockSpan *locked, SpanStanding *out)
{
    uint64_t before = half_of(locked->before);
    uint64_t after = half_of(locked->after);
    int64_t reach = 4 * ((int64_t)locked->end - locked->start) + 64;
    int64_t nearest = INT64_MAX;
    int64_t next = INT64_MAX; // the first place from `at` on that the second surrounding follows
    for (ptrdiff_t i = s->count - 1; i >= 0; i--) {
        int64_t at = s->from + i;
        next = is_after(s, at, after) ? at : next;
        int64_t away = at < locked->start ? locked->start - at : at - locked->start;
        if (s->around[i] == before && next - at <= reach && away < nearest) {
            nearest = away;
            out->state = SPAN_ALTERED;
            out->start = (uint32_t)at;
            out->end = (uint32_t)next;
        }
    }
}

static bool has_other_surroundings(const SpanSearch *s, const LockSpan *locked, uint32_t start)
{
    LockSpan now = sy_lock_span_of(s->bytes, start, start + (locked->end - locked->start));
    return memcmp(now.before, locked->before, sizeof now.before) != 0 ||
           memcmp(now.after, locked->after, sizeof now.after) != 0;
}

// The bytes are known from one place; where else they stand needs no hashing.
static void stand_elsewhere(SpanSearch *s, const LockSpan *locked, ptrdiff_t at, SpanStanding *out)
{
    ptrdiff_t n = (ptrdiff_t)locked->end - locked->start;
    if (!spend(s, s->bytes.len / 256 + 1, out)) {
        return;
    }
    ArenaMark mark = sy_arena_mark(s->arena);
    Str bytes = sy_str_sub(s->bytes, at, at + n);
    SpanPlaces places = find_units(s->arena, s->bytes, bytes, false, 2);
    bool several = places.len > 1;
    out->state = several ? SPAN_AMBIGUOUS : SPAN_MOVED;
    out->start = several ? places.p[0].start : (uint32_t)at;
    out->end = (uint32_t)(out->start + n);
    out->second = several ? places.p[1].start : 0;
    out->other_surroundings = !several && has_other_surroundings(s, locked, out->start);
    out->limited = false;
    s->shift = several ? s->shift : (int64_t)at - locked->start;
    sy_arena_rewind(s->arena, mark);
}

SpanStanding sy_span_stand(SpanSearch *s, const LockSpan *locked)
{
    SpanStanding out = {.state = SPAN_MISSING, .start = locked->start, .end = locked->end};
    if (is_span_at(s, locked, locked->start)) {
        bool inside =
            sy_span_is_inside(s->bytes, locked->start) || sy_span_is_inside(s->bytes, locked->end);
        out.state = inside ? SPAN_INSIDE : SPAN_EXACT;
        out.other_surroundings = has_other_surroundings(s, locked, locked->start);
        return out;
    }
    ptrdiff_t at = (ptrdiff_t)(locked->start + s->shift);
    if (s->shift == 0 || !is_span_at(s, locked, at)) {
        index_around(s, locked->start, &out);
        at = find_by_surroundings(s, locked, &out);
        at = at >= 0 ? at : find_anywhere(s, locked, &out);
    }
    if (at >= 0) {
        stand_elsewhere(s, locked, at, &out);
    } else {
        find_altered(s, locked, &out);
    }
    return out;
}
