#include "api/writing.h"

#include "api/check.h"
#include "ask/add.h"
#include "evidence/anchor.h"

// ---------------------------------------------------------------- anchor

typedef struct AnchorLine { // what became of one citation
    Str document, words;
    AnchorState state;
    uint32_t start, end;
    SpanPlaces places;
    Str path;
    int line;
} AnchorLine;

typedef struct Anchored {
    VEC(AnchorLine) lines;
    int counts[ANCHOR_STATES];
    bool refused; // words that stand nowhere or in several places: nothing was changed
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
        if (e->broken || e->candidate || n->ref_kind != REF_ENTITY) {
            continue;
        }
        uint32_t base = t->files.p[e->file].source_start;
        AnchorCite one = {.document = document_of(a, g, (EntityId){n->ref}, err),
                          .file = e->file,
                          .place = {c->span.start - base, c->span.end - base},
                          .words = c->words,
                          .has_words = c->has_words,
                          .start = c->start,
                          .end = c->end};
        vec_push(a->arena, &g->cites, one);
        vec_push(a->arena, &g->tree_cites, (uint32_t)i);
    }
    return err->kind == ERR_NONE;
}

static void anchor_lines(const Asking *a, const Gathered *g, const AnchorOutcome *found,
                         Anchored *out)
{
    const Tree *t = a->model->tree;
    for (ptrdiff_t i = 0; i < g->cites.len; i++) {
        const Cite *c = &t->cites.p[g->tree_cites.p[i]];
        AnchorLine l = {.document = g->documents.p[g->cites.p[i].document].name,
                        .words = c->words,
                        .state = found[i].state,
                        .start = found[i].start,
                        .end = found[i].end,
                        .places = found[i].places,
                        .path = t->files.p[g->cites.p[i].file].path};
        int column;
        sy_sources_locate(a->model->sources, c->span.start, &l.line, &column);
        out->counts[l.state]++;
        out->refused = out->refused || l.state == ANCHOR_NOWHERE || l.state == ANCHOR_SEVERAL ||
                       l.state == ANCHOR_OUTSIDE || l.state == ANCHOR_INSIDE;
        vec_push(a->arena, &out->lines, l);
    }
}

static void anchor_write(const Asking *a, const AnchorJob *job, const AnchorOutcome *found,
                         Anchored *out)
{
    const Tree *t = a->model->tree;
    for (uint32_t f = 1; f < (uint32_t)t->files.len; f++) {
        const Source *s = sy_sources_at(a->model->sources, t->files.p[f].source_start);
        Str text = s ? sy_anchor_edit(a->arena, s->text, f, job, found) : (Str){0};
        if (s && !sy_str_eq(text, s->text)) {
            sy_asking_write(a, t->files.p[f].path, text);
        }
    }
    Buf b = sy_buf_new(a->arena);
    sy_lock_write(&b, sy_anchor_lock(a->arena, job, found));
    sy_asking_write(a, out->lock, sy_buf_view(&b));
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
    if (!sy_asking_lock(a, &lock, err) || !gather(a, &g, err)) {
        return NULL;
    }
    Str framework =
        a->model->framework.v ? sy_entity(a->model, a->model->framework)->name : STR("-");
    AnchorJob job = {.framework = framework,
                     .documents = g.documents.p,
                     .ndocuments = g.documents.len,
                     .cites = g.cites.p,
                     .ncites = g.cites.len};
    if (lock) {
        Diags *diags = sy_diags_new(a->arena, a->model->sources);
        job.old = sy_lock_parse(a->arena, lock, framework, diags);
        if (diags->errors) {
            sy_err_set(err, ERR_INVALID, "%.*s: %.*s", STR_ARG(lock->name),
                       STR_ARG(diags->all.p[0].message));
            return NULL;
        }
    }
    AnchorOutcome *found = sy_anchor_find(a->arena, &job);
    out->lock = sy_asking_lock_path(a);
    anchor_lines(a, &g, found, out);
    if (!out->refused) {
        anchor_write(a, &job, found, out);
    }
    return out;
}

bool sy_anchor_is_no(const void *answer)
{
    const Anchored *x = answer;
    return x->refused || x->counts[ANCHOR_NOT_AT_HAND] || x->counts[ANCHOR_CHANGED];
}

static const char *const anchor_words[ANCHOR_STATES] = {
    [ANCHOR_PLACE] = "a place in a document without archive",
    [ANCHOR_KEPT] = "locked before",
    [ANCHOR_ADDED] = "locked now",
    [ANCHOR_FOUND] = "found and locked",
    [ANCHOR_NOWHERE] = "these words stand nowhere in it",
    [ANCHOR_SEVERAL] = "these words stand in several places",
    [ANCHOR_NOT_AT_HAND] = "the document is not at hand",
    [ANCHOR_CHANGED] = "the document is not the one that was locked",
    [ANCHOR_OUTSIDE] = "the span ends behind the document",
    [ANCHOR_INSIDE] = "the span cuts a character",
};

// Words that cannot become a span have a page of their own.
static DiagCode anchor_code(int state)
{
    return state == ANCHOR_NOWHERE ? D_E3310 : state == ANCHOR_SEVERAL ? D_E3311 : D_NONE;
}

void sy_anchor_text(Buf *b, const void *answer, Shown s)
{
    const Anchored *x = answer;
    (void)s;
    for (ptrdiff_t i = 0; i < x->lines.len; i++) {
        const AnchorLine *l = &x->lines.p[i];
        if (l->state == ANCHOR_KEPT || l->state == ANCHOR_PLACE || l->state == ANCHOR_ADDED) {
            continue;
        }
        sy_buf_fmt(b, "%.*s:%d: %.*s", STR_ARG(l->path), l->line, STR_ARG(l->document));
        if (l->words.len) {
            sy_buf_fmt(b, " \"%.*s\"", STR_ARG(l->words));
        } else {
            sy_buf_fmt(b, " %u-%u", l->start, l->end);
        }
        if (l->state == ANCHOR_FOUND) {
            sy_buf_fmt(b, " becomes %u-%u\n", l->start, l->end);
            continue;
        }
        DiagCode code = anchor_code(l->state);
        sy_buf_fmt(b, ": %s%s%s", code ? sy_diag_code_name(code) : "", code ? " " : "",
                   anchor_words[l->state]);
        for (ptrdiff_t k = 0; l->state == ANCHOR_SEVERAL && k < l->places.len; k++) {
            sy_buf_fmt(b, "%s%u-%u", k ? ", " : ": ", l->places.p[k].start, l->places.p[k].end);
        }
        sy_buf_char(b, '\n');
    }
    if (x->refused) {
        sy_buf_text(b, "Nothing was changed.\n");
        return;
    }
    sy_buf_fmt(b, "%d found, %d locked now, %d locked before: %.*s\n", x->counts[ANCHOR_FOUND],
               x->counts[ANCHOR_ADDED], x->counts[ANCHOR_KEPT], STR_ARG(x->lock));
}

void sy_anchor_json(Json *j, const void *answer)
{
    const Anchored *x = answer;
    sy_json_key_bool(j, "changed", !x->refused);
    sy_json_key_str(j, "lock", x->lock);
    sy_json_key(j, "citations");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < x->lines.len; i++) {
        const AnchorLine *l = &x->lines.p[i];
        sy_json_object(j);
        sy_json_key_str(j, "file", l->path);
        sy_json_key_int(j, "line", l->line);
        sy_json_key_str(j, "document", l->document);
        sy_json_key_str(j, "state", sy_str_from(anchor_words[l->state]));
        sy_json_key_int(j, "start", l->start);
        sy_json_key_int(j, "end", l->end);
        sy_json_end(j);
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
