#include "evidence/anchor.h"

#include <stdlib.h>

// What the old lock knows of each document.
typedef struct Known {
    uint32_t old;    // its entry in the old lock; 0: none
    bool is_changed; // its bytes are others than those locked, and nobody accepted them
    Sha256 sha;      // of its bytes, where at hand
} Known;

static Known *known_of(Arena *arena, const AnchorJob *job)
{
    Known *known = NEW_N(arena, Known, job->ndocuments);
    for (ptrdiff_t i = 0; i < job->ndocuments; i++) {
        const AnchorDocument *d = &job->documents[i];
        Known *k = &known[i];
        k->old = job->old == NULL ? 0 : sy_lock_find_document(job->old, d->name);
        if (d->at_hand) {
            k->sha = sy_sha256(d->bytes);
        }
        if (d->at_hand && !d->accept && k->old > 0) {
            const Sha256 *sha = &job->old->documents.p[k->old].sha;
            k->is_changed = memcmp(sha->b, k->sha.b, sizeof sha->b) != 0;
        }
    }
    return known;
}

// ---------------------------------------------------------------- finding

static bool stands_there(const AnchorDocument *d, const LockSpan *locked)
{
    if ((ptrdiff_t)locked->end > d->bytes.len) {
        return false;
    }
    Sha256 sha = sy_sha256(sy_str_sub(d->bytes, locked->start, locked->end));
    return memcmp(sha.b, locked->sha.b, sizeof sha.b) == 0;
}

// The span's entry in the old lock; null: it has none.
static const LockSpan *old_entry(const AnchorJob *job, const Known *known, uint32_t start,
                                 uint32_t end)
{
    uint32_t k = known->old > 0 ? sy_lock_find_span(job->old, known->old, start, end) : 0;
    return k > 0 ? &job->old->spans.p[k] : NULL;
}

static AnchorState state_of_span(const AnchorJob *job, const Known *known, const AnchorCite *cite)
{
    const AnchorDocument *d = &job->documents[cite->document];
    const LockSpan *old = old_entry(job, known, cite->start, cite->end);
    if (known->is_changed) {
        return ANCHOR_CHANGED;
    }
    if (old != NULL) {
        return d->at_hand && !stands_there(d, old) ? ANCHOR_STALE : ANCHOR_KEPT;
    }
    if (!d->at_hand) {
        return ANCHOR_NOT_AT_HAND;
    }
    SpanStanding s = sy_span_unlocked(d->bytes, cite->start, cite->end);
    if (s.state != SPAN_NOT_ANCHORED) {
        return s.state == SPAN_OUTSIDE ? ANCHOR_OUTSIDE : ANCHOR_INSIDE;
    }
    return ANCHOR_ADDED;
}

// Whether another citation means the text that was locked in this place.
static bool is_meant_elsewhere(const AnchorJob *job, const AnchorCite *cite, SpanPlace place)
{
    for (ptrdiff_t i = 0; i < job->ncites; i++) {
        const AnchorCite *other = &job->cites[i];
        if (!other->has_words && other->document == cite->document && other->start == place.start &&
            other->end == place.end) {
            return true;
        }
    }
    return false;
}

static AnchorOutcome find_words(Arena *arena, const AnchorJob *job, const Known *known,
                                const AnchorCite *cite)
{
    const AnchorDocument *d = &job->documents[cite->document];
    AnchorOutcome out = {.state = d->at_hand ? ANCHOR_CHANGED : ANCHOR_NOT_AT_HAND};
    if (!d->at_hand || known->is_changed) {
        return out;
    }
    out.places = sy_span_find_words(arena, d->bytes, cite->words, ANCHOR_PLACES);
    if (out.places.len != 1) {
        out.state = out.places.len == 0 ? ANCHOR_NOWHERE : ANCHOR_SEVERAL;
        return out;
    }
    out.start = out.places.p[0].start;
    out.end = out.places.p[0].end;
    const LockSpan *old = old_entry(job, known, out.start, out.end);
    bool other = old != NULL && !stands_there(d, old);
    bool clash = other && is_meant_elsewhere(job, cite, out.places.p[0]);
    out.state = clash ? ANCHOR_CLASH : ANCHOR_FOUND;
    return out;
}

static AnchorState state_of_candidate(const AnchorJob *job, const Known *known,
                                      const AnchorCite *cite)
{
    bool kept = !cite->has_words && old_entry(job, known, cite->start, cite->end) != NULL;
    return kept ? ANCHOR_KEPT : ANCHOR_PLACE;
}

AnchorOutcome *sy_anchor_find(Arena *arena, const AnchorJob *job)
{
    AnchorOutcome *out = NEW_N(arena, AnchorOutcome, job->ncites);
    const Known *known = known_of(arena, job);
    for (ptrdiff_t i = 0; i < job->ncites; i++) {
        const AnchorCite *cite = &job->cites[i];
        SY_ASSERT((ptrdiff_t)cite->document < job->ndocuments);
        const Known *k = &known[cite->document];
        out[i].start = cite->start;
        out[i].end = cite->end;
        if (cite->waits) {
            out[i].state = state_of_candidate(job, k, cite);
        } else if (!job->documents[cite->document].has_archive) {
            out[i].state = ANCHOR_PLACE;
        } else if (cite->has_words) {
            out[i] = find_words(arena, job, k, cite);
        } else {
            out[i].state = state_of_span(job, k, cite);
        }
    }
    return out;
}

bool sy_anchor_stops(const AnchorJob *job, const AnchorOutcome *outcomes)
{
    for (ptrdiff_t i = 0; i < job->ncites; i++) {
        if (outcomes[i].state >= ANCHOR_NOWHERE) {
            return true;
        }
    }
    return false;
}

// ---------------------------------------------------------------- editing

typedef struct Edit {
    uint32_t from, to; // bytes of the text
    uint32_t start, end;
} Edit;

static int edit_order(const void *a, const void *b)
{
    const Edit *x = a;
    const Edit *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

// Bytes that end a token whatever it was.
static bool parts(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == ';';
}

static void write_edit(Buf *out, Str text, const Edit *e)
{
    if (e->from > 0 && !parts(text.p[e->from - 1])) {
        sy_buf_char(out, ' ');
    }
    sy_buf_fmt(out, "%lu-%lu", (unsigned long)e->start, (unsigned long)e->end);
    if ((ptrdiff_t)e->to < text.len && !parts(text.p[e->to])) {
        sy_buf_char(out, ' ');
    }
}

Str sy_anchor_edit(Arena *arena, Str text, uint32_t file, const AnchorJob *job,
                   const AnchorOutcome *outcomes)
{
    VEC(Edit) edits = {0};
    for (ptrdiff_t i = 0; i < job->ncites; i++) {
        const AnchorCite *cite = &job->cites[i];
        if (outcomes[i].state != ANCHOR_FOUND || cite->file != file) {
            continue;
        }
        SY_ASSERT(cite->place.start <= cite->place.end && (ptrdiff_t)cite->place.end <= text.len);
        Str argument = sy_str_sub(text, cite->place.start, cite->place.end);
        ptrdiff_t quote = sy_str_find_char(argument, '"');
        SY_ASSERT(quote >= 0 && argument.len > quote + 1 && argument.p[argument.len - 1] == '"');
        vec_push(arena, &edits,
                 (Edit){cite->place.start + (uint32_t)quote, cite->place.end, outcomes[i].start,
                        outcomes[i].end});
    }
    if (edits.len > 1) {
        qsort(edits.p, (size_t)edits.len, sizeof *edits.p, edit_order);
    }
    Buf out = sy_buf_new(arena);
    ptrdiff_t at = 0;
    for (ptrdiff_t i = 0; i < edits.len; i++) {
        SY_ASSERT((ptrdiff_t)edits.p[i].from >= at);
        sy_buf_str(&out, sy_str_sub(text, at, edits.p[i].from));
        write_edit(&out, text, &edits.p[i]);
        at = edits.p[i].to;
    }
    sy_buf_str(&out, sy_str_sub(text, at, text.len));
    return sy_buf_view(&out);
}

// ---------------------------------------------------------------- locking

typedef struct Wanted {
    uint32_t document; // in the job's documents
    uint32_t start, end;
    bool by_words;
} Wanted;

static int wanted_order(const void *a, const void *b)
{
    const Wanted *x = a;
    const Wanted *y = b;
    if (x->document != y->document) {
        return x->document < y->document ? -1 : 1;
    }
    if (x->start != y->start) {
        return x->start < y->start ? -1 : 1;
    }
    return (x->end > y->end) - (x->end < y->end);
}

static uint32_t add_document(Lock *lock, const AnchorJob *job, const Known *known, uint32_t id)
{
    const AnchorDocument *d = &job->documents[id];
    if (known->old > 0 && !(d->at_hand && d->accept)) {
        const LockDocument *old = &job->old->documents.p[known->old];
        return sy_lock_add_document(lock, d->name, &old->sha, old->length);
    }
    return sy_lock_add_document(lock, d->name, &known->sha, d->bytes.len);
}

// What surrounds an entry that still stands is taken from the document as it is accepted.
static LockSpan entry_of(const AnchorJob *job, const Known *known, const Wanted *w)
{
    const AnchorDocument *d = &job->documents[w->document];
    const LockSpan *old = old_entry(job, known, w->start, w->end);
    bool anew = old == NULL || w->by_words || (d->accept && d->at_hand && stands_there(d, old));
    return anew ? sy_lock_span_of(d->bytes, w->start, w->end) : *old;
}

Lock *sy_anchor_lock(Arena *arena, const AnchorJob *job, const AnchorOutcome *outcomes)
{
    const Known *known = known_of(arena, job);
    Lock *lock = sy_lock_new(arena, job->framework);
    Wanted *wanted = NEW_N(arena, Wanted, job->ncites);
    ptrdiff_t n = 0;
    SY_ASSERT(!sy_anchor_stops(job, outcomes));
    for (ptrdiff_t i = 0; i < job->ncites; i++) {
        const AnchorOutcome *o = &outcomes[i];
        if (o->state != ANCHOR_PLACE) {
            bool by_words = o->state == ANCHOR_FOUND;
            wanted[n++] = (Wanted){job->cites[i].document, o->start, o->end, by_words};
        }
    }
    qsort(wanted, (size_t)n, sizeof *wanted, wanted_order);
    uint32_t document = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        const Wanted *w = &wanted[i];
        if (i > 0 && wanted_order(w - 1, w) == 0) {
            continue;
        }
        if (i == 0 || w[-1].document != w->document) {
            document = add_document(lock, job, &known[w->document], w->document);
        }
        LockSpan entry = entry_of(job, &known[w->document], w);
        entry.document = document;
        entry.place = (Span){0, 0};
        sy_lock_add_span(lock, &entry);
    }
    sy_lock_sort(lock);
    return lock;
}
