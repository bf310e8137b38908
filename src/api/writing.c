#include "api/writing.h"

#include "api/check.h"
#include "ask/add.h"
#include "evidence/anchor.h"
#include "show/text.h"

// ---------------------------------------------------------------- anchor

typedef struct AnchorLine { // what became of one citation
    Str document, words;
    Str bytes; // of the document, where at hand
    AnchorState state;
    uint32_t start, end;
    SpanPlaces places;
    Str path;
    int line;
    bool told; // a line before says it
} AnchorLine;

typedef struct Anchored {
    VEC(AnchorLine) lines;
    VEC(Str) accepted; // documents
    VEC(Str) changed;  // documents that stop it, and could be accepted
    bool refused;      // nothing was changed
    bool wrote;
    int now, before, dropped; // spans of the lock: made, kept, taken out
    Str lock;
} Anchored;

typedef struct Gathered {
    VEC(AnchorDocument) documents;
    VEC(AnchorCite) cites;
    VEC(uint32_t) tree_cites; // in Tree.cites
    uint32_t *document_of;    // by EntityId.v: 1 + index
} Gathered;

static uint32_t document_of(const Asking *a, Gathered *g, EntityId id, Err *err)
{
    if (g->document_of[id.v]) {
        return g->document_of[id.v] - 1;
    }
    const Entity *x = sy_entity(a->model, id);
    AnchorDocument d = {.name = x->name};
    uint32_t i = 0;
    const Clause *c = sy_entity_clause(a->model, (Choices){0}, id, CL_ARCHIVE, &i);
    d.has_archive = c != NULL;
    if (c && !sy_asking_document(a, c->text, &d.bytes, &d.at_hand, err)) {
        d.at_hand = false;
    }
    vec_push(a->arena, &g->documents, d);
    g->document_of[id.v] = (uint32_t)g->documents.len;
    return (uint32_t)g->documents.len - 1;
}

static bool gather(const Asking *a, Gathered *g, Err *err)
{
    const Tree *t = a->model->tree;
    g->document_of = NEW_N(a->arena, uint32_t, a->model->entities.len);
    for (ptrdiff_t i = 0; i < t->cites.len; i++) {
        const Cite *c = &t->cites.p[i];
        const Entry *e = &t->entries.p[c->entry];
        const Name *n = &t->names.p[c->doc];
        if (e->broken || n->ref_kind != REF_ENTITY) {
            continue;
        }
        uint32_t base = t->files.p[e->file].source_start;
        AnchorCite one = {.document = document_of(a, g, (EntityId){n->ref}, err),
                          .file = e->file,
                          .place = {c->span.start - base, c->span.end - base},
                          .words = c->words,
                          .has_words = c->has_words,
                          .start = c->start,
                          .end = c->end,
                          .waits = e->candidate};
        vec_push(a->arena, &g->cites, one);
        vec_push(a->arena, &g->tree_cites, (uint32_t)i);
    }
    return err->kind == ERR_NONE;
}

static bool accept(const Asking *a, Gathered *g, Anchored *out, Err *err)
{
    for (ptrdiff_t i = 0; i < a->options->accept.len; i++) {
        uint32_t id = a->options->accept.p[i].id;
        uint32_t k = g->document_of[id];
        Str name = sy_entity(a->model, (EntityId){id})->name;
        if (k == 0 || !g->documents.p[k - 1].at_hand) {
            return sy_err_set(err, ERR_INVALID, "`%.*s` cannot be accepted: %s", STR_ARG(name),
                              k == 0 ? "no sentence cites it" : "it is not at hand");
        }
        g->documents.p[k - 1].accept = true;
        vec_push(a->arena, &out->accepted, name);
    }
    return true;
}

// A document that changed is told once, at its first citation.
static bool is_told(const Anchored *out, const AnchorLine *l)
{
    for (ptrdiff_t i = 0; l->state == ANCHOR_CHANGED && i < out->changed.len; i++) {
        if (sy_str_eq(out->changed.p[i], l->document)) {
            return true;
        }
    }
    return false;
}

static void anchor_lines(const Asking *a, const Gathered *g, const AnchorOutcome *found,
                         Anchored *out)
{
    const Tree *t = a->model->tree;
    for (ptrdiff_t i = 0; i < g->cites.len; i++) {
        const Cite *c = &t->cites.p[g->tree_cites.p[i]];
        const AnchorDocument *d = &g->documents.p[g->cites.p[i].document];
        AnchorLine l = {.document = d->name,
                        .bytes = d->bytes,
                        .words = c->words,
                        .state = found[i].state,
                        .start = found[i].start,
                        .end = found[i].end,
                        .places = found[i].places,
                        .path = t->files.p[g->cites.p[i].file].path};
        int column;
        sy_sources_locate(a->model->sources, c->span.start, &l.line, &column);
        l.told = is_told(out, &l);
        if (l.state == ANCHOR_CHANGED && !l.told) {
            vec_push(a->arena, &out->changed, l.document);
        }
        vec_push(a->arena, &out->lines, l);
    }
}

static void count_spans(const Lock *lock, const Lock *old, Anchored *out)
{
    for (ptrdiff_t i = 1; i < lock->spans.len; i++) {
        const LockSpan *s = &lock->spans.p[i];
        Str name = lock->documents.p[s->document].name;
        uint32_t document = old ? sy_lock_find_document(old, name) : 0;
        uint32_t was = document ? sy_lock_find_span(old, document, s->start, s->end) : 0;
        bool same = was && memcmp(old->spans.p[was].sha.b, s->sha.b, sizeof s->sha.b) == 0;
        out->before += same;
        out->now += !same;
        out->dropped -= was > 0;
    }
    out->dropped += old ? (int)old->spans.len - 1 : 0;
}

static void anchor_write(const Asking *a, const AnchorJob *job, const AnchorOutcome *found,
                         const Source *old, Anchored *out)
{
    const Tree *t = a->model->tree;
    for (uint32_t f = 1; f < (uint32_t)t->files.len; f++) {
        const Source *s = sy_sources_at(a->model->sources, t->files.p[f].source_start);
        Str text = s ? sy_anchor_edit(a->arena, s->text, f, job, found) : (Str){0};
        if (s && !sy_str_eq(text, s->text)) {
            sy_asking_write(a, t->files.p[f].path, text);
            out->wrote = true;
        }
    }
    const Lock *lock = sy_anchor_lock(a->arena, job, found);
    Buf b = sy_buf_new(a->arena);
    sy_lock_write(&b, lock);
    count_spans(lock, job->old, out);
    if (!old || !sy_str_eq(sy_buf_view(&b), old->text)) {
        sy_asking_write(a, out->lock, sy_buf_view(&b));
        out->wrote = true;
    }
}

// Null: a line of it cannot be read.
static const Lock *read_lock(const Asking *a, const Source *source, Str framework, Err *err)
{
    Diags *diags = sy_diags_new(a->arena, a->model->sources);
    const Lock *lock = sy_lock_parse(a->arena, source, framework, diags);
    if (!diags->errors) {
        return lock;
    }
    const Diag *d = &diags->all.p[0];
    int line, column;
    sy_sources_locate(a->model->sources, d->span.start, &line, &column);
    sy_err_set(err, ERR_IO, "%.*s:%d: %s %.*s; nothing was changed", STR_ARG(source->name), line,
               sy_diag_code_name(d->code), STR_ARG(d->message));
    return NULL;
}

const void *sy_anchor_ask(const Asking *a, Err *err)
{
    Anchored *out = NEW(a->arena, Anchored);
    Gathered g = {0};
    const Source *lock = NULL;
    if (!a->outside->document) {
        sy_err_set(err, ERR_INVALID, "where are the documents? name their folder: --archive DIR");
        return NULL;
    }
    if (!sy_asking_lock(a, &lock, err) || !gather(a, &g, err) || !accept(a, &g, out, err)) {
        return NULL;
    }
    Str framework =
        a->model->framework.v ? sy_entity(a->model, a->model->framework)->name : STR("-");
    AnchorJob job = {.framework = framework,
                     .documents = g.documents.p,
                     .ndocuments = g.documents.len,
                     .cites = g.cites.p,
                     .ncites = g.cites.len};
    if (lock && !(job.old = read_lock(a, lock, framework, err))) {
        return NULL;
    }
    AnchorOutcome *found = sy_anchor_find(a->arena, &job);
    out->lock = sy_asking_lock_path(a);
    out->refused = sy_anchor_stops(&job, found);
    anchor_lines(a, &g, found, out);
    if (!out->refused) {
        anchor_write(a, &job, found, lock, out);
    }
    return out;
}

bool sy_anchor_is_no(const void *answer)
{
    const Anchored *x = answer;
    return x->refused;
}

static const char *const anchor_words[ANCHOR_STATES] = {
    [ANCHOR_PLACE] = "a place in a document without archive",
    [ANCHOR_KEPT] = "locked before",
    [ANCHOR_STALE] = "locked before, and not what stands there now (surety check says more)",
    [ANCHOR_ADDED] = "locked now",
    [ANCHOR_FOUND] = "found and locked",
    [ANCHOR_NOWHERE] = "these words stand nowhere in it",
    [ANCHOR_SEVERAL] = "these words stand in several places",
    [ANCHOR_CLASH] = "another sentence cites the text that stood there before",
    [ANCHOR_NOT_AT_HAND] = "the document is not at hand",
    [ANCHOR_CHANGED] = "the document is not the one that was locked",
    [ANCHOR_OUTSIDE] = "the span ends behind the document",
    [ANCHOR_INSIDE] = "the span cuts a character",
};

// The page that says more.
static DiagCode anchor_code(AnchorState state)
{
    switch ((int)state) {
    case ANCHOR_NOWHERE: return D_E3310;
    case ANCHOR_SEVERAL: return D_E3311;
    case ANCHOR_NOT_AT_HAND: return D_N3313;
    case ANCHOR_CLASH: return D_E3303;
    case ANCHOR_CHANGED: return D_E3307;
    case ANCHOR_OUTSIDE: return D_E3301;
    case ANCHOR_INSIDE: return D_E3302;
    default: return D_NONE;
    }
}

static Str anchor_line(Arena *arena, const AnchorLine *l, bool refused)
{
    Buf b = sy_buf_new(arena);
    DiagCode code = anchor_code(l->state);
    sy_buf_fmt(&b, "%.*s:%d: %.*s", STR_ARG(l->path), l->line, STR_ARG(l->document));
    if (l->words.len) {
        sy_buf_fmt(&b, " \"%.*s\"", STR_ARG(l->words));
    } else if (l->state != ANCHOR_CHANGED) {
        sy_buf_fmt(&b, " %u-%u", l->start, l->end);
    }
    if (l->state == ANCHOR_FOUND) {
        sy_buf_fmt(&b, " %s %u-%u", refused ? "would become" : "becomes", l->start, l->end);
        return sy_buf_view(&b);
    }
    sy_buf_fmt(&b, ": %s%s%s", code ? sy_diag_code_name(code) : "", code ? " " : "",
               anchor_words[l->state]);
    if (l->state == ANCHOR_SEVERAL) {
        sy_buf_text(&b, "; write the one that is meant:");
    }
    return sy_buf_view(&b);
}

#define SURROUNDING 24 // bytes shown on each side of words that stand in several places

// A place in brackets, with whole words before and behind it, on one line.
static Str place_words(Arena *arena, Str bytes, SpanPlace place)
{
    ptrdiff_t from = place.start > SURROUNDING ? place.start - SURROUNDING : 0;
    ptrdiff_t to = place.end + SURROUNDING < bytes.len ? place.end + SURROUNDING : bytes.len;
    while (from > 0 && from < place.start && bytes.p[from - 1] != ' ' &&
           bytes.p[from - 1] != '\n') {
        from++;
    }
    while (to < bytes.len && to > place.end && bytes.p[to] != ' ' && bytes.p[to] != '\n') {
        to--;
    }
    Buf line = sy_buf_new(arena), safe = sy_buf_new(arena);
    for (ptrdiff_t i = from; i < to; i++) {
        char c = bytes.p[i];
        bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        sy_buf_text(&line, i == (ptrdiff_t)place.start ? "[" : "");
        sy_buf_char(&line, blank ? ' ' : c);
        sy_buf_text(&line, i + 1 == (ptrdiff_t)place.end ? "]" : "");
    }
    sy_buf_safe(&safe, sy_buf_view(&line));
    Str text = sy_str_trim(sy_buf_view(&safe));
    return sy_str_fmt(arena, "%u-%u: %s%.*s%s", place.start, place.end, from > 0 ? "... " : "",
                      STR_ARG(text), to < bytes.len ? " ..." : "");
}

static void place_lines(Buf *b, const AnchorLine *l, int columns)
{
    for (ptrdiff_t k = 0; l->state == ANCHOR_SEVERAL && k < l->places.len; k++) {
        sy_buf_text(b, "  ");
        sy_buf_wrap(b, place_words(b->arena, l->bytes, l->places.p[k]), 2, 4, columns);
    }
}

static Str comma_list(Arena *arena, const Str *names, ptrdiff_t n, const char *comma)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < n; i++) {
        sy_buf_fmt(&b, "%s%.*s", i ? comma : "", STR_ARG(names[i]));
    }
    return sy_buf_view(&b);
}

static Str anchor_end(Arena *arena, const Anchored *x)
{
    Str changed = comma_list(arena, x->changed.p, x->changed.len, ",");
    if (x->refused && changed.len) {
        return sy_str_fmt(arena,
                          "Nothing was changed. Once the citations that surety check shows are "
                          "mended, `--accept %.*s` locks the document as it is now.",
                          STR_ARG(changed));
    }
    if (x->refused) {
        return STR("Nothing was changed.");
    }
    Buf b = sy_buf_new(arena);
    int all = x->now + x->before;
    sy_buf_fmt(&b, "%d span%s locked", all, all == 1 ? "" : "s");
    if (x->before && x->now) {
        sy_buf_fmt(&b, ", %d of them new", x->now);
    } else if (x->before) {
        sy_buf_text(&b, ", none of them new");
    }
    if (x->dropped) {
        sy_buf_fmt(&b, ", %d no longer cited and taken out", x->dropped);
    }
    sy_buf_fmt(&b, ": %.*s", STR_ARG(x->lock));
    return sy_buf_view(&b);
}

void sy_anchor_text(Buf *b, const void *answer, Shown s)
{
    const Anchored *x = answer;
    int columns = s.columns ? s.columns : 80;
    for (ptrdiff_t i = 0; i < x->lines.len; i++) {
        const AnchorLine *l = &x->lines.p[i];
        bool silent =
            l->state == ANCHOR_KEPT || l->state == ANCHOR_PLACE || l->state == ANCHOR_ADDED;
        if (!silent && !l->told) {
            sy_buf_wrap(b, anchor_line(b->arena, l, x->refused), 0, 2, columns);
            place_lines(b, l, columns);
        }
    }
    if (x->accepted.len && !x->refused) {
        Str names = comma_list(b->arena, x->accepted.p, x->accepted.len, ", ");
        sy_buf_wrap(b, sy_str_fmt(b->arena, "accepted as it is now: %.*s", STR_ARG(names)), 0, 2,
                    columns);
    }
    sy_buf_wrap(b, anchor_end(b->arena, x), 0, 2, columns);
}

static void anchor_citation_json(Json *j, const AnchorLine *l)
{
    sy_json_object(j);
    sy_json_key_str(j, "file", l->path);
    sy_json_key_int(j, "line", l->line);
    sy_json_key_str(j, "document", l->document);
    sy_json_key_str(j, "state", sy_str_from(anchor_words[l->state]));
    sy_json_key_int(j, "start", l->start);
    sy_json_key_int(j, "end", l->end);
    sy_json_end(j);
}

void sy_anchor_json(Json *j, const void *answer)
{
    const Anchored *x = answer;
    sy_json_key_bool(j, "refused", x->refused);
    sy_json_key_bool(j, "changed", x->wrote);
    sy_json_key_str(j, "lock", x->lock);
    sy_json_key_int(j, "locked_now", x->now);
    sy_json_key_int(j, "locked_before", x->before);
    sy_json_key_int(j, "no_longer_cited", x->dropped);
    sy_json_key(j, "accepted");
    sy_json_list(j);
    for (ptrdiff_t i = 0; !x->refused && i < x->accepted.len; i++) {
        sy_json_str(j, x->accepted.p[i]);
    }
    sy_json_end(j);
    sy_json_key(j, "citations");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < x->lines.len; i++) {
        anchor_citation_json(j, &x->lines.p[i]);
    }
    sy_json_end(j);
}

// ---------------------------------------------------------------- add

const void *sy_add_ask(const Asking *a, Err *err)
{
    Added *added = NEW(a->arena, Added);
    AddAsk ask = {.sentence = a->options->goal};
    if (!ask.sentence.len) {
        sy_err_set(err, ERR_INVALID,
                   "add what? a sentence, as in \"2025-08-22 Merz: Germany is "
                   "open to give ground-troops\"");
        return NULL;
    }
    if (!sy_ask_add(a->arena, a->model, &ask, added, err)) {
        return NULL;
    }
    if (!added->refused) {
        sy_asking_write(a, added->path, added->text);
    }
    return added;
}

bool sy_add_is_no(const void *answer)
{
    return ((const Added *)answer)->refused;
}

void sy_add_text(Buf *b, const void *answer, Shown s)
{
    const Added *x = answer;
    if (x->refused) {
        sy_api_diags_text(b, x->loaded.diags, s.columns, s.colour ? SURETY_COLOUR : 0u, 0);
        sy_buf_text(b, "Nothing was changed.\n");
        return;
    }
    sy_buf_fmt(b, "%.*s:%d:\n%.*s\n", STR_ARG(x->path), x->line, STR_ARG(x->entry));
}

void sy_add_json(Json *j, const void *answer)
{
    const Added *x = answer;
    sy_json_key_bool(j, "added", !x->refused);
    sy_json_key_str(j, "file", x->path);
    sy_json_key_int(j, "line", x->line);
    sy_json_key_str(j, "entry", x->entry);
    if (x->refused) {
        sy_api_diags_fields(j, x->loaded.diags);
    }
}
