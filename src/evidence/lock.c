#include "evidence/lock.h"

#include "base/base.h"

#include <stdlib.h>

Lock *sy_lock_new(Arena *arena, Str framework)
{
    Lock *lock = NEW(arena, Lock);
    lock->arena = arena;
    lock->framework = framework;
    vec_push_slot(arena, &lock->documents);
    vec_push_slot(arena, &lock->spans);
    return lock;
}

uint32_t sy_lock_add_document(Lock *lock, Str name, const Sha256 *sha, int64_t length)
{
    vec_push(lock->arena, &lock->documents,
             (LockDocument){.name = name, .sha = *sha, .length = length});
    return (uint32_t)(lock->documents.len - 1);
}

void sy_lock_add_span(Lock *lock, const LockSpan *span)
{
    SY_ASSERT(span->document > 0 && span->document < lock->documents.len);
    vec_push(lock->arena, &lock->spans, *span);
}

// ---------------------------------------------------------------- names and order

bool sy_lock_same_name(Str a, Str b)
{
    ptrdiff_t i = 0;
    ptrdiff_t j = 0;
    while (i < a.len && j < b.len) {
        int na = 0;
        int nb = 0;
        int32_t ca = sy_utf8_decode(a, i, &na);
        int32_t cb = sy_utf8_decode(b, j, &nb);
        bool same =
            ca < 0 || cb < 0 ? ca == cb && a.p[i] == b.p[j] : sy_uni_fold(ca) == sy_uni_fold(cb);
        if (!same) {
            return false;
        }
        i += na;
        j += nb;
    }
    return i == a.len && j == b.len;
}

typedef struct Place {
    Str name;
    uint32_t old;
} Place;

static int place_order(const void *a, const void *b)
{
    const Place *x = a;
    const Place *y = b;
    int c = sy_str_cmp(x->name, y->name);
    return c != 0 ? c : (x->old > y->old) - (x->old < y->old);
}

// By document, start, end.
static int span_order(const void *a, const void *b)
{
    const LockSpan *x = a;
    const LockSpan *y = b;
    if (x->document != y->document) {
        return x->document < y->document ? -1 : 1;
    }
    if (x->start != y->start) {
        return x->start < y->start ? -1 : 1;
    }
    return (x->end > y->end) - (x->end < y->end);
}

// Equal spans, which only a file has, stay in the order of their lines.
static int span_line_order(const void *a, const void *b)
{
    const LockSpan *x = a;
    const LockSpan *y = b;
    int c = span_order(a, b);
    return c != 0 ? c : (x->place.start > y->place.start) - (x->place.start < y->place.start);
}

static Str folded(Arena *arena, Str name)
{
    Buf b = sy_buf_new(arena);
    int n = 0;
    for (ptrdiff_t at = 0; at < name.len; at += n) {
        sy_utf8_encode(&b, sy_uni_fold(sy_utf8_decode(name, at, &n)));
    }
    return sy_buf_view(&b);
}

static void sort_documents(Lock *lock)
{
    ptrdiff_t n = lock->documents.len;
    Place *places = NEW_N(lock->arena, Place, n);
    LockDocument *sorted = NEW_N(lock->arena, LockDocument, n);
    uint32_t *now = NEW_N(lock->arena, uint32_t, n);
    for (ptrdiff_t i = 1; i < n; i++) {
        places[i] = (Place){lock->documents.p[i].name, (uint32_t)i};
    }
    qsort(places + 1, (size_t)n - 1, sizeof *places, place_order);
    for (ptrdiff_t i = 1; i < n; i++) {
        sorted[i] = lock->documents.p[places[i].old];
        now[places[i].old] = (uint32_t)i;
    }
    for (ptrdiff_t i = 1; i < lock->spans.len; i++) {
        lock->spans.p[i].document = now[lock->spans.p[i].document];
    }
    memcpy(lock->documents.p, sorted, (size_t)n * sizeof *sorted);
    lock->names = sy_strmap_new(lock->arena);
    for (ptrdiff_t i = 1; i < n; i++) {
        bool is_new = false;
        sy_strmap_add(&lock->names, folded(lock->arena, sorted[i].name), &is_new);
        SY_ASSERT(is_new);
    }
}

// The range of spans of each document.
static void index_spans(Lock *lock)
{
    for (ptrdiff_t i = 1; i < lock->documents.len; i++) {
        lock->documents.p[i].count = 0;
    }
    for (ptrdiff_t i = 1; i < lock->spans.len; i++) {
        LockDocument *d = &lock->documents.p[lock->spans.p[i].document];
        if (d->count++ == 0) {
            d->first = (uint32_t)i;
        }
    }
}

void sy_lock_sort(Lock *lock)
{
    sort_documents(lock);
    qsort(lock->spans.p + 1, (size_t)lock->spans.len - 1, sizeof *lock->spans.p, span_line_order);
    index_spans(lock);
}

uint32_t sy_lock_find_document(const Lock *lock, Str name)
{
    ArenaMark mark = sy_arena_mark(lock->arena);
    ptrdiff_t k = sy_strmap_find(&lock->names, folded(lock->arena, name));
    sy_arena_rewind(lock->arena, mark);
    return (uint32_t)(k + 1);
}

uint32_t sy_lock_find_span(const Lock *lock, uint32_t document, uint32_t start, uint32_t end)
{
    if (document == 0 || document >= lock->documents.len) {
        return 0;
    }
    const LockDocument *d = &lock->documents.p[document];
    LockSpan wanted = {.document = document, .start = start, .end = end};
    uint32_t low = d->first;
    uint32_t high = d->first + d->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int c = span_order(&lock->spans.p[middle], &wanted);
        if (c == 0) {
            return middle;
        }
        if (c < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return 0;
}

// ---------------------------------------------------------------- hashes

static void surrounding(unsigned char out[LOCK_SURROUNDING_HASH], Str bytes)
{
    Sha256 sha = sy_sha256(bytes);
    memcpy(out, sha.b, LOCK_SURROUNDING_HASH);
}

LockSpan sy_lock_span_of(Str doc, uint32_t start, uint32_t end)
{
    SY_ASSERT(start <= end && (ptrdiff_t)end <= doc.len);
    LockSpan span = {.start = start, .end = end, .sha = sy_sha256(sy_str_sub(doc, start, end))};
    surrounding(span.before, sy_str_sub(doc, (ptrdiff_t)start - LOCK_SURROUNDING, start));
    surrounding(span.after, sy_str_sub(doc, end, (ptrdiff_t)end + LOCK_SURROUNDING));
    return span;
}

// ---------------------------------------------------------------- reading

#define FIELDS_MOST 6 // one more than any line has

typedef struct Line {
    Str text;
    Span place;
    Str fields[FIELDS_MOST];
    int nfields;
} Line;

typedef struct Reader {
    Lock *lock;
    const Source *source;
    Diags *diags;
    ptrdiff_t at;
    StrMap names; // folded; its indices are those of the documents as read, less one
} Reader;

static Span place_of(const Reader *r, Str part)
{
    uint32_t start = r->source->start + (uint32_t)(part.p - r->source->text.p);
    return (Span){start, start + (uint32_t)part.len};
}

static void split(Line *line)
{
    ptrdiff_t at = 0;
    Str s = line->text;
    line->nfields = 0;
    while (at < s.len && line->nfields < FIELDS_MOST) {
        ptrdiff_t from = at;
        while (at < s.len && s.p[at] != ' ') {
            at++;
        }
        line->fields[line->nfields++] = sy_str_sub(s, from, at);
        at += at < s.len; // one blank, no more
        if (at == s.len && s.p[at - 1] == ' ' && line->nfields < FIELDS_MOST) {
            line->fields[line->nfields++] = sy_str_sub(s, at, at);
        }
    }
}

static bool next_line(Reader *r, Line *line)
{
    Str text = r->source->text;
    if (r->at >= text.len) {
        return false;
    }
    Str rest = sy_str_sub(text, r->at, text.len);
    ptrdiff_t n = sy_str_find_char(rest, '\n');
    n = n < 0 ? rest.len : n;
    r->at += n + 1;
    bool has_return = n > 0 && rest.p[n - 1] == '\r';
    line->text = sy_str_sub(rest, 0, n - has_return);
    line->place = place_of(r, line->text);
    split(line);
    return true;
}

static void unreadable(Reader *r, Span place, const char *why)
{
    Diag *d =
        sy_diag(r->diags, D_E3309, place, "the lock file has a line that cannot be read: %s", why);
    sy_diag_help(r->diags, d,
                 "bring back the line from the history; or delete it, and run `surety anchor`, "
                 "which locks what has no line as it stands in the documents now");
}

// A plain number without sign or leading zeros.
static bool number(Str s, int64_t most, int64_t *out)
{
    int64_t v = 0;
    if (s.len == 0 || s.len > 18 || (s.len > 1 && s.p[0] == '0')) {
        return false;
    }
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            return false;
        }
        v = v * 10 + (s.p[i] - '0');
    }
    *out = v;
    return v <= most;
}

// A name of the language: letters of any script, digits, hyphens.
static bool is_name(Str s)
{
    int n = 0;
    for (ptrdiff_t at = 0; at < s.len; at += n) {
        int32_t c = sy_utf8_decode(s, at, &n);
        bool inner = at > 0 && (c == '-' || sy_uni_is_digit(c));
        if (c < 0 || (!sy_uni_is_letter(c) && !inner)) {
            return false;
        }
    }
    return s.len > 0 && s.len <= LOCK_NAME_LIMIT;
}

// 16 hex digits, read as the beginning of a hash whose rest is zero.
static bool half_hash(Str hex, unsigned char out[LOCK_SURROUNDING_HASH])
{
    char whole[64];
    Sha256 sha = {{0}};
    if (hex.len != (ptrdiff_t)2 * LOCK_SURROUNDING_HASH) {
        return false;
    }
    memset(whole, '0', sizeof whole);
    memcpy(whole, hex.p, (size_t)hex.len);
    if (!sy_sha256_parse((Str){whole, (ptrdiff_t)sizeof whole}, &sha)) {
        return false;
    }
    memcpy(out, sha.b, LOCK_SURROUNDING_HASH);
    return true;
}

static void document_line(Reader *r, const Line *line)
{
    Str name = line->fields[1];
    Sha256 sha = {{0}};
    int64_t length = 0;
    if (!is_name(name)) {
        unreadable(r, line->place, "a document has a name");
    } else if (!sy_sha256_parse(line->fields[2], &sha)) {
        unreadable(r, place_of(r, line->fields[2]), "a SHA-256 has 64 hex digits");
    } else if (!number(line->fields[3], INT64_MAX, &length)) {
        unreadable(r, place_of(r, line->fields[3]), "a document's length is a number");
    } else {
        bool is_new = false;
        sy_strmap_add(&r->names, folded(r->lock->arena, name), &is_new);
        if (!is_new) {
            unreadable(r, place_of(r, name), "the document has a line already");
            return;
        }
        uint32_t id = sy_lock_add_document(r->lock, name, &sha, length);
        r->lock->documents.p[id].place = line->place;
    }
}

static bool span_numbers(Str field, LockSpan *span)
{
    int64_t start = 0;
    int64_t end = 0;
    ptrdiff_t dash = sy_str_find_char(field, '-');
    if (dash < 0 || !number(sy_str_sub(field, 0, dash), UINT32_MAX, &start) ||
        !number(sy_str_sub(field, dash + 1, field.len), UINT32_MAX, &end) || start >= end) {
        return false;
    }
    span->start = (uint32_t)start;
    span->end = (uint32_t)end;
    return true;
}

static void span_line(Reader *r, const Line *line)
{
    LockSpan span = {.place = line->place};
    if (!is_name(line->fields[0])) {
        unreadable(r, line->place, "a span begins with the name of its document");
        return;
    }
    ptrdiff_t k = sy_strmap_find(&r->names, folded(r->lock->arena, line->fields[0]));
    if (k < 0) {
        unreadable(r, place_of(r, line->fields[0]), "no line tells of its document");
        return;
    }
    span.document = (uint32_t)k + 1;
    if (!span_numbers(line->fields[1], &span)) {
        unreadable(r, place_of(r, line->fields[1]), "a span is two numbers, the smaller first");
    } else if (!sy_sha256_parse(line->fields[2], &span.sha)) {
        unreadable(r, place_of(r, line->fields[2]), "a SHA-256 has 64 hex digits");
    } else if (!half_hash(line->fields[3], span.before) ||
               !half_hash(line->fields[4], span.after)) {
        unreadable(r, place_of(r, line->fields[3]), "what surrounds a span is twice 16 hex digits");
    } else {
        sy_lock_add_span(r->lock, &span);
    }
}

// False: the file is no lock of this model, and nothing of it is read.
static bool first_line(Reader *r, const Line *line, Str framework)
{
    if (line->nfields != 3 || !sy_str_eq(line->fields[0], STR("anchors")) ||
        !sy_str_eq(line->fields[1], STR("1")) || !is_name(line->fields[2])) {
        unreadable(r, line->place, "the first is `anchors 1` and the name of the framework");
        return false;
    }
    r->lock->framework = line->fields[2];
    if (framework.len > 0 && !sy_lock_same_name(line->fields[2], framework)) {
        Diag *d = sy_diag(r->diags, D_E3308, place_of(r, line->fields[2]),
                          "the lock file is of `%.*s`, not of `%.*s`", STR_ARG(line->fields[2]),
                          STR_ARG(framework));
        sy_diag_help(r->diags, d, "where the framework was renamed, change this name too");
        return false;
    }
    return true;
}

// Two lines of one span: the first of the file counts.
static void drop_doubles(Reader *r)
{
    Lock *lock = r->lock;
    ptrdiff_t kept = 1;
    for (ptrdiff_t i = 1; i < lock->spans.len; i++) {
        if (kept > 1 && span_order(&lock->spans.p[kept - 1], &lock->spans.p[i]) == 0) {
            unreadable(r, lock->spans.p[i].place, "the span has a line already");
        } else {
            lock->spans.p[kept++] = lock->spans.p[i];
        }
    }
    lock->spans.len = kept;
    index_spans(lock);
}

// Documents come first in what is written; where a hand has put a span above, it is found as well.
static void read_lines(Reader *r, bool documents)
{
    Line line = {0};
    while (next_line(r, &line)) {
        bool is_document = line.nfields == 4 && sy_str_eq(line.fields[0], STR("document"));
        if (is_document && documents) {
            document_line(r, &line);
        } else if (!is_document && !documents && line.nfields == 5) {
            span_line(r, &line);
        } else if (!is_document && !documents && line.text.len > 0) {
            unreadable(r, line.place, "neither a document nor a span");
        }
    }
}

Lock *sy_lock_parse(Arena *arena, const Source *source, Str framework, Diags *diags)
{
    Reader r = {.lock = sy_lock_new(arena, framework),
                .source = source,
                .diags = diags,
                .names = sy_strmap_new(arena)};
    Line line = {.place = {source->start, source->start}};
    if (source->text.len > LOCK_SIZE_LIMIT) {
        unreadable(&r, line.place, "the file is longer than 64 MiB");
        return r.lock;
    }
    next_line(&r, &line);
    if (first_line(&r, &line, framework)) {
        ptrdiff_t at = r.at;
        read_lines(&r, true);
        r.at = at;
        read_lines(&r, false);
    }
    sy_lock_sort(r.lock);
    drop_doubles(&r);
    return r.lock;
}

// ---------------------------------------------------------------- writing

static void write_half(Buf *out, const unsigned char half[LOCK_SURROUNDING_HASH])
{
    Sha256 sha = {{0}};
    memcpy(sha.b, half, LOCK_SURROUNDING_HASH);
    sy_buf_char(out, ' ');
    sy_sha256_write(out, &sha, LOCK_SURROUNDING_HASH);
}

void sy_lock_write(Buf *out, const Lock *lock)
{
    sy_buf_text(out, "anchors 1 ");
    sy_buf_str(out, lock->framework);
    sy_buf_char(out, '\n');
    for (ptrdiff_t i = 1; i < lock->documents.len; i++) {
        const LockDocument *d = &lock->documents.p[i];
        sy_buf_fmt(out, "document %.*s ", STR_ARG(d->name));
        sy_sha256_write(out, &d->sha, 32);
        sy_buf_char(out, ' ');
        sy_buf_int(out, d->length);
        sy_buf_char(out, '\n');
    }
    for (ptrdiff_t i = 1; i < lock->spans.len; i++) {
        const LockSpan *s = &lock->spans.p[i];
        sy_buf_str(out, lock->documents.p[s->document].name);
        sy_buf_fmt(out, " %lu-%lu ", (unsigned long)s->start, (unsigned long)s->end);
        sy_sha256_write(out, &s->sha, 32);
        write_half(out, s->before);
        write_half(out, s->after);
        sy_buf_char(out, '\n');
    }
}
