#include "ask/spans.h"

#include <stdlib.h>

typedef struct Cited { // a document that spans are cited from
    EntityId id;
    Str archive;    // its file there; empty: it has none
    uint32_t lock;  // in Lock.documents; 0: not there
    uint32_t first; // row of its first citation
    bool at_hand, changed;
    Str error; // why it could not be read; may be empty
} Cited;

typedef struct Row {   // a span to look at
    uint32_t document; // in Check.documents
    uint32_t start, end;
    uint32_t row; // in SpanReport.cites
} Row;

typedef struct Check {
    Arena *arena;
    Model *model;
    const SpanAsk *ask;
    SpanReport report;
    VEC(Cited) documents;  // in the order of their first citations
    uint32_t *document_of; // by EntityId.v: 1 + index in documents
    Row *rows;
    ptrdiff_t nrows;
    bool *used; // by span of the lock: somebody cites it
} Check;

static const Cite *cite_at(const Check *c, const CiteStanding *s)
{
    return &c->model->tree->cites.p[s->cite];
}

const char *sy_cite_state_name(CiteState s)
{
    static const char *const more[] = {"words instead of a span", "a place"};
    return s < CITE_WORDS ? sy_span_state_name((SpanState)s) : more[s - CITE_WORDS];
}

// ---------------------------------------------------------------- what is cited

static Str archive_of(const Model *m, EntityId document)
{
    uint32_t i = 0;
    const Clause *c = sy_entity_clause(m, (Choices){0}, document, CL_ARCHIVE, &i);
    return c ? c->text : (Str){0};
}

static EntityId document_of(const Model *m, const Cite *cite)
{
    const Name *n = &m->tree->names.p[cite->doc];
    bool is = n->ref_kind == REF_ENTITY && sy_entity(m, (EntityId){n->ref})->kind == ENTRY_DOCUMENT;
    return (EntityId){is ? n->ref : 0};
}

// The index of the document among those cited by spans.
static uint32_t cited_document(Check *c, EntityId id, uint32_t row)
{
    if (!c->document_of[id.v]) {
        Cited d = {.id = id, .archive = archive_of(c->model, id), .first = row};
        Str name = sy_entity(c->model, id)->name;
        d.lock = c->report.lock ? sy_lock_find_document(c->report.lock, name) : 0;
        vec_push(c->arena, &c->documents, d);
        c->document_of[id.v] = (uint32_t)c->documents.len;
    }
    return c->document_of[id.v] - 1;
}

// What candidates cite is no evidence yet, and yet their lines of the lock are wanted.
static void mark_used(Check *c, const Cite *cite, EntityId id)
{
    const Lock *lock = c->report.lock;
    uint32_t d = lock ? sy_lock_find_document(lock, sy_entity(c->model, id)->name) : 0;
    uint32_t span = d ? sy_lock_find_span(lock, d, cite->start, cite->end) : 0;
    if (span) {
        c->used[span] = true;
    }
}

static void gather(Check *c)
{
    const Tree *t = c->model->tree;
    c->report.cites = NEW_N(c->arena, CiteStanding, t->cites.len);
    c->rows = NEW_N(c->arena, Row, t->cites.len);
    for (ptrdiff_t i = 0; i < t->cites.len; i++) {
        const Cite *cite = &t->cites.p[i];
        const Entry *e = &t->entries.p[cite->entry];
        EntityId id = document_of(c->model, cite);
        if (!id.v || e->broken) {
            continue;
        }
        bool span = !cite->has_words && cite->end > 0;
        if (span) {
            mark_used(c, cite, id);
        }
        if (e->candidate) {
            continue;
        }
        uint32_t row = (uint32_t)c->report.ncites++;
        CiteStanding *s = &c->report.cites[row];
        *s = (CiteStanding){.cite = (uint32_t)i, .state = CITE_PLACE};
        if (span) {
            c->rows[c->nrows++] = (Row){cited_document(c, id, row), cite->start, cite->end, row};
        } else if (cite->has_words && archive_of(c->model, id).len > 0) {
            s->state = CITE_WORDS;
        }
    }
}

// ---------------------------------------------------------------- looking at a document

static int row_order(const void *x, const void *y)
{
    const Row *a = x, *b = y;
    if (a->document != b->document) {
        return a->document < b->document ? -1 : 1;
    }
    if (a->start != b->start) {
        return a->start < b->start ? -1 : 1;
    }
    if (a->end != b->end) {
        return a->end < b->end ? -1 : 1;
    }
    return a->row < b->row ? -1 : a->row > b->row;
}

static bool read_document(Check *c, Cited *d, Str *out, Err *err)
{
    if (!c->ask->document || d->archive.len == 0 ||
        !c->ask->document(c->ask->context, c->arena, d->archive, out, err)) {
        return false;
    }
    const Lock *lock = c->report.lock;
    d->at_hand = true;
    if (d->lock) {
        Sha256 sha = sy_sha256(*out), was = lock->documents.p[d->lock].sha;
        d->changed = memcmp(sha.b, was.b, sizeof sha.b) != 0;
    }
    return true;
}

// A span is looked for once, however often it is cited: equal rows are neighbours.
static void stand(Check *c, const Cited *d, const Row *r, SpanSearch *search, Str bytes)
{
    CiteStanding *s = &c->report.cites[r->row];
    if (r > c->rows && r[-1].document == r->document && r[-1].start == r->start &&
        r[-1].end == r->end) {
        uint32_t cite = s->cite;
        *s = c->report.cites[r[-1].row];
        s->cite = cite;
        return;
    }
    const Lock *lock = c->report.lock;
    uint32_t span = d->lock ? sy_lock_find_span(lock, d->lock, r->start, r->end) : 0;
    s->now = (SpanStanding){.start = r->start, .end = r->end};
    if (!d->at_hand) {
        s->now.state = span ? SPAN_NOT_AT_HAND : SPAN_NOT_ANCHORED;
    } else if (span) {
        s->now = sy_span_stand(search, &lock->spans.p[span]);
    } else {
        s->now = sy_span_unlocked(bytes, r->start, r->end);
    }
    s->state = (uint8_t)s->now.state;
}

// The rows of one document. Nothing that it takes from the arena stays, but why it was not read.
static ptrdiff_t look_at(Check *c, ptrdiff_t from)
{
    Cited *d = &c->documents.p[c->rows[from].document];
    Str bytes = {0};
    Err err = {0};
    ArenaMark mark = sy_arena_mark(c->arena);
    bool read = read_document(c, d, &bytes, &err);
    SpanSearch *search = read ? sy_span_search_new(c->arena, bytes) : NULL;
    ptrdiff_t to = from;
    for (; to < c->nrows && c->rows[to].document == c->rows[from].document; to++) {
        stand(c, d, &c->rows[to], search, bytes);
    }
    sy_arena_rewind(c->arena, mark);
    if (err.kind != ERR_NONE) {
        d->error = sy_str_dup(c->arena, sy_str_from(err.text));
    }
    return to;
}

// ---------------------------------------------------------------- in words

static Str span_words(const Check *c, const Cite *cite)
{
    const Entity *d = sy_entity(c->model, document_of(c->model, cite));
    return cite->has_words ? sy_str_fmt(c->arena, "`%.*s`", STR_ARG(d->name))
                           : sy_str_fmt(c->arena, "`%.*s %lu-%lu`", STR_ARG(d->name),
                                        (unsigned long)cite->start, (unsigned long)cite->end);
}

// What to do once a citation of a document was written anew.
static void help_anew(Check *c, Diag *d, const CiteStanding *s, Str what)
{
    const Entity *x = sy_entity(c->model, document_of(c->model, cite_at(c, s)));
    sy_diag_help(c->model->diags, d, "%.*s and run `surety anchor --accept %.*s`", STR_ARG(what),
                 STR_ARG(x->name));
}

static void say_moved(Check *c, const CiteStanding *s, Str span)
{
    Diags *ds = c->model->diags;
    Diag *d =
        sy_diag(ds, D_E3305, cite_at(c, s)->span, "the text of %.*s has moved", STR_ARG(span));
    if (s->now.other_surroundings) {
        sy_diag_note(ds, d, "what surrounds it is not what it was");
    }
    help_anew(c, d, s,
              sy_str_fmt(c->arena,
                         "it stands at %lu-%lu now: if it still says the same there, write that",
                         (unsigned long)s->now.start, (unsigned long)s->now.end));
}

static void say_ambiguous(Check *c, const CiteStanding *s, Str span)
{
    Diags *ds = c->model->diags;
    unsigned long length = s->now.end - s->now.start, second = s->now.second;
    Diag *d =
        sy_diag(ds, D_E3306, cite_at(c, s)->span,
                "the text of %.*s stands in several places, and not in its own", STR_ARG(span));
    sy_diag_note(ds, d, "the first two are %lu-%lu and %lu-%lu", (unsigned long)s->now.start,
                 (unsigned long)s->now.end, second, second + length);
    help_anew(c, d, s, STR("read them, write the one that is meant"));
}

static void say_altered(Check *c, const CiteStanding *s, Str span)
{
    Diags *ds = c->model->diags;
    Diag *d =
        sy_diag(ds, D_E3303, cite_at(c, s)->span, "the text of %.*s was altered", STR_ARG(span));
    if (s->now.start == s->now.end) {
        sy_diag_note(ds, d, "it was cut out: what surrounded it meets at %lu",
                     (unsigned long)s->now.start);
    } else {
        sy_diag_note(ds, d, "between what surrounds it stands another text, at %lu-%lu",
                     (unsigned long)s->now.start, (unsigned long)s->now.end);
    }
    help_anew(c, d, s,
              STR("read what stands there now: if it still bears out what is said here, cite some "
                  "words of it"));
}

static void say_missing(Check *c, const CiteStanding *s, Str span)
{
    Diags *ds = c->model->diags;
    Diag *d = sy_diag(ds, D_E3304, cite_at(c, s)->span, "the text of %.*s %s", STR_ARG(span),
                      s->now.limited ? "was not found within the limit of the search"
                                     : "is missing from the document");
    sy_diag_help(ds, d, "find what the sentence rests on, or take the citation away");
}

static void say_unanchored(Check *c, const CiteStanding *s, Str span)
{
    Diags *ds = c->model->diags;
    Diag *d = sy_diag(ds, D_W3312, cite_at(c, s)->span,
                      "%.*s is not anchored: the lock file does "
                      "not have it",
                      STR_ARG(span));
    sy_diag_help(ds, d, "`surety anchor` locks it");
}

static void say_cite(Check *c, const CiteStanding *s)
{
    Diags *ds = c->model->diags;
    Span place = cite_at(c, s)->span;
    Str span = span_words(c, cite_at(c, s));
    Diag *d;
    switch ((CiteState)s->state) {
    case CITE_MOVED: say_moved(c, s, span); break;
    case CITE_AMBIGUOUS: say_ambiguous(c, s, span); break;
    case CITE_ALTERED: say_altered(c, s, span); break;
    case CITE_MISSING: say_missing(c, s, span); break;
    case CITE_NOT_ANCHORED:
        if (c->report.lock) {
            say_unanchored(c, s, span);
        }
        break;
    case CITE_OUTSIDE:
        d = sy_diag(ds, D_E3301, place, "%.*s ends behind its document", STR_ARG(span));
        sy_diag_help(ds, d, "a span is the first byte and the byte behind the last");
        break;
    case CITE_INSIDE:
        d = sy_diag(ds, D_E3302, place, "%.*s cuts a character in two", STR_ARG(span));
        sy_diag_help(ds, d, "spans count bytes: begin and end between characters");
        break;
    case CITE_WORDS:
        d = sy_diag(ds, D_W3314, place, "words of %.*s stand where a span belongs", STR_ARG(span));
        sy_diag_help(ds, d, "`surety anchor` replaces them by the span");
        break;
    case CITE_EXACT:
    case CITE_NOT_AT_HAND:
    case CITE_PLACE:
    case CITE_STATES: break;
    }
}

static void say_document(Check *c, const Cited *d)
{
    Diags *ds = c->model->diags;
    const Entity *x = sy_entity(c->model, d->id);
    const Entry *e = &c->model->tree->entries.p[x->entry];
    Span place = cite_at(c, &c->report.cites[d->first])->span;
    Diag *g;
    if (d->changed) {
        g = sy_diag(ds, D_E3307, place, "the bytes of `%.*s` are not those that were locked",
                    STR_ARG(x->name));
        sy_diag_label(ds, g, c->report.lock->documents.p[d->lock].place, "locked here");
        sy_diag_help(ds, g,
                     "each of its spans is judged by itself; bring back the old file, or mend the "
                     "citations and run `surety anchor --accept %.*s`",
                     STR_ARG(x->name));
    } else if (!d->at_hand && c->ask->document) {
        g = sy_diag(ds, D_N3313, place, "`%.*s` is not at hand: its spans were not compared",
                    STR_ARG(x->name));
        if (d->archive.len == 0) {
            sy_diag_help(ds, g, "name its file with `archive`");
        } else if (d->error.len > 0) {
            sy_diag_note(ds, g, "%.*s", STR_ARG(d->error));
        } else {
            sy_diag_note(ds, g, "the archive has no file `%.*s`", STR_ARG(d->archive));
        }
        sy_diag_label(ds, g, e->span, "declared here");
    }
}

static void say_uncited(Check *c)
{
    const Lock *lock = c->report.lock;
    for (ptrdiff_t i = 1; lock && i < lock->spans.len; i++) {
        const LockSpan *s = &lock->spans.p[i];
        if (!c->used[i]) {
            Diag *d = sy_diag(c->model->diags, D_W3315, s->place,
                              "the lock file has `%.*s %lu-%lu`, and nobody cites it",
                              STR_ARG(lock->documents.p[s->document].name), (unsigned long)s->start,
                              (unsigned long)s->end);
            sy_diag_help(c->model->diags, d, "`surety anchor` writes the file without it");
        }
    }
}

// One warning for them all: a model that was never anchored is not wrong in every line.
static void say_no_lock(Check *c)
{
    int n = c->report.counts[CITE_NOT_ANCHORED];
    for (ptrdiff_t i = 0; n > 0 && !c->ask->lock && i < c->report.ncites; i++) {
        if (c->report.cites[i].state == CITE_NOT_ANCHORED) {
            Diags *ds = c->model->diags;
            Diag *d = sy_diag(ds, D_W3312, cite_at(c, &c->report.cites[i])->span,
                              "no span of this model is anchored: it has no lock file");
            sy_diag_note(ds, d, "%d citation%s", n, n == 1 ? "" : "s");
            sy_diag_help(ds, d, "`surety anchor` writes it");
            return;
        }
    }
}

static void say_all(Check *c)
{
    for (ptrdiff_t i = 0; i < c->documents.len; i++) {
        say_document(c, &c->documents.p[i]);
    }
    for (ptrdiff_t i = 0; i < c->report.ncites; i++) {
        say_cite(c, &c->report.cites[i]);
    }
    say_no_lock(c);
    say_uncited(c);
}

// ---------------------------------------------------------------- the whole

bool sy_ask_bare(const Model *m, const Entry *e)
{
    const Sentence *s = &m->tree->sentences.p[e->detail];
    const Name *n = &m->tree->names.p[s->speaker];
    bool by_document = s->speaker_kind == SPEAKER_NAME && n->ref_kind == REF_ENTITY &&
                       sy_entity(m, (EntityId){n->ref})->kind == ENTRY_DOCUMENT;
    if (by_document || s->clock.known || e->inferred) {
        return false;
    }
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_CITE || c->kind == CL_INFER) {
            return false;
        }
    }
    return true;
}

static void count(Check *c)
{
    SpanReport *r = &c->report;
    for (ptrdiff_t i = 0; i < r->ncites; i++) {
        r->counts[r->cites[i].state]++;
    }
    for (ptrdiff_t i = 0; i < c->documents.len; i++) {
        r->documents++;
        r->at_hand += c->documents.p[i].at_hand;
        r->changed += c->documents.p[i].changed;
    }
    for (ptrdiff_t i = 1; i < c->model->tree->entries.len; i++) {
        const Entry *e = &c->model->tree->entries.p[i];
        if (e->kind == ENTRY_SENTENCE && !e->candidate && !e->broken) {
            r->sentences++;
            r->bare += sy_ask_bare(c->model, e);
        }
    }
}

static const Lock *read_lock(Check *c)
{
    if (!c->ask->lock) {
        return NULL;
    }
    const Model *m = c->model;
    Str framework = m->framework.v ? sy_entity(m, m->framework)->name : (Str){0};
    const Lock *lock = sy_lock_parse(c->arena, c->ask->lock, framework, m->diags);
    bool other = framework.len > 0 && !sy_lock_same_name(lock->framework, framework);
    return other ? NULL : lock;
}

void sy_ask_spans(Arena *arena, Model *m, const SpanAsk *ask, SpanReport *out)
{
    Check c = {.arena = arena, .model = m, .ask = ask};
    c.report.lock = read_lock(&c);
    c.document_of = NEW_N(arena, uint32_t, m->entities.len);
    c.used = NEW_N(arena, bool, c.report.lock ? c.report.lock->spans.len : 0);
    gather(&c);
    if (c.nrows > 1) {
        qsort(c.rows, (size_t)c.nrows, sizeof *c.rows, row_order);
    }
    for (ptrdiff_t from = 0; from < c.nrows;) {
        from = look_at(&c, from);
    }
    count(&c);
    say_all(&c);
    *out = c.report;
}

// ---------------------------------------------------------------- origins

static Str name_text(const Model *m, uint32_t name)
{
    return name ? sy_ref_name(m->arena, m, &m->tree->names.p[name]) : (Str){0};
}

static uint32_t name_entity(const Model *m, uint32_t name)
{
    const Name *n = &m->tree->names.p[name];
    return name && n->ref_kind == REF_ENTITY ? n->ref : 0;
}

static OriginDocument origin_document(const Model *m, EntityId id)
{
    uint32_t i = 0;
    const Clause *c = sy_entity_clause(m, (Choices){0}, id, CL_RELAYS, &i);
    return (OriginDocument){sy_entity(m, id)->name, c ? c->text : (Str){0}};
}

static OriginSentence origin_sentence(const Model *m, const Sentence *s)
{
    OriginSentence o = {.day = s->when == WHEN_UNDATED ? DAY_NONE : s->dates.late};
    uint32_t who = s->quoting ? s->quoting : s->speaker_kind == SPEAKER_NAME ? s->speaker : 0;
    o.speaker = name_entity(m, who);
    const SentenceMore *more = sy_sentence_more(m->tree, s);
    o.speaker_name = who ? name_text(m, who) : more->speaker_text;
    o.venue = name_entity(m, s->venue);
    o.venue_name = s->venue                   ? name_text(m, s->venue)
                   : more->venue_text.len > 0 ? more->venue_text
                                              : more->outlet;
    return o;
}

typedef VEC(uint32_t) Numbers;

static void origin_cites(Arena *arena, const Model *m, const Entry *e, OriginSentence *o,
                         Numbers *cited)
{
    o->first_document = (uint32_t)cited->len;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        for (uint32_t k = 0; c->kind == CL_CITE && k < c->y; k++) {
            uint32_t id = document_of(m, &m->tree->cites.p[c->x + k]).v;
            bool known = id == 0;
            for (ptrdiff_t j = o->first_document; j < cited->len; j++) {
                known = known || cited->p[j] == id;
            }
            if (!known) {
                vec_push(arena, cited, id);
            }
        }
    }
    o->ndocuments = (uint32_t)cited->len - o->first_document;
}

// Does the sentence count by itself, whether or not it repeats another?
static bool is_heard(World *w, const Sentence *s)
{
    const Entry *e = sy_sentence_entry(w, s);
    bool struck = w->query.struck && w->query.struck[s->entry];
    bool said = w->query.as_of == MOM_ALWAYS ||
                (s->when != WHEN_UNDATED && sy_sentence_key(w, s) <= w->query.as_of);
    return said && !struck && !e->broken && !e->candidate &&
           sy_entry_counts(w->model, w->query.choices, e);
}

static uint32_t repeated_by(const World *w, const Entry *e)
{
    uint32_t i = 0;
    const Clause *c = sy_entry_clause(w->model, w->query.choices, e, CL_REPEATS, &i);
    const Entry *of = c ? sy_model_labelled(w->model, (Sym){c->x}) : NULL;
    return of && of != e && of->kind == ENTRY_SENTENCE ? of->detail + 1 : 0;
}

const OriginInput *sy_ask_origin_input(Arena *arena, World *w)
{
    const Model *m = w->model;
    const Tree *t = w->tree;
    OriginDocument *documents = NEW_N(arena, OriginDocument, m->entities.len);
    OriginSentence *sentences = NEW_N(arena, OriginSentence, t->sentences.len);
    Numbers cited = {0};
    for (uint32_t i = 1; i < (uint32_t)m->entities.len; i++) {
        if (m->entities.p[i].kind == ENTRY_DOCUMENT) {
            documents[i] = origin_document(m, (EntityId){i});
        }
    }
    for (ptrdiff_t i = 1; i < t->sentences.len; i++) {
        const Sentence *s = &t->sentences.p[i];
        if (is_heard(w, s)) {
            sentences[i] = origin_sentence(m, s);
            sentences[i].repeats = repeated_by(w, sy_sentence_entry(w, s));
            origin_cites(arena, m, sy_sentence_entry(w, s), &sentences[i], &cited);
        }
    }
    OriginInput *in = NEW(arena, OriginInput);
    *in = (OriginInput){.sentences = sentences,
                        .nsentences = t->sentences.len,
                        .documents = documents,
                        .cited = cited.p};
    sy_origins_link(arena, in);
    return in;
}

Origins sy_ask_origins(Arena *arena, const OriginInput *in, const Indices *sentences)
{
    return sy_origins_find(arena, in, sentences->p, sentences->len);
}

Origins sy_ask_promise_origins(Arena *arena, World *w, const OriginInput *in, PromiseId p)
{
    const Position *q = sy_record_position(sy_world_record(w, w->query.as_of), p);
    return q ? sy_ask_origins(arena, in, &q->sentences) : (Origins){0};
}
