#include "api/check.h"

#include "ask/expect.h"
#include "ask/lists.h"
#include "ask/spans.h"

typedef struct Checked {
    const Diags *diags;
    int limit;
    bool notes;
    int expected, failed, skipped; // expectations
    bool has_spans;
    bool archive; // the documents were to be looked at
    SpanReport spans;
} Checked;

// ---------------------------------------------------------------- the lock file

Str sy_asking_lock_path(const Asking *a)
{
    const Tree *t = a->model->tree;
    uint32_t file = 1;
    for (ptrdiff_t i = 1; i < t->entries.len; i++) {
        if (t->entries.p[i].kind == ENTRY_FRAMEWORK) {
            file = t->entries.p[i].file;
        }
    }
    Str path = t->files.len > 1 ? t->files.p[file].path : (Str){0};
    Str stem = sy_str_ends(path, STR(".surety")) ? sy_str_sub(path, 0, path.len - 7) : path;
    return sy_str_fmt(a->arena, "%.*s.anchors", STR_ARG(stem));
}

bool sy_asking_lock(const Asking *a, const Source **out, Err *err)
{
    surety_bytes got = {0};
    Str path = sy_asking_lock_path(a);
    *out = NULL;
    if (!a->outside->read) {
        return true;
    }
    surety_status status = a->outside->read(a->outside->user, sy_str_cstring(a->arena, path), &got);
    if (status != SURETY_OK) {
        return sy_err_set(err, status == SURETY_LIMIT ? ERR_LIMIT : ERR_IO, "%.*s: %s",
                          STR_ARG(path), got.error ? got.error : "it cannot be read");
    }
    if (!got.bytes) {
        return true;
    }
    Sources *sources = a->model->sources;
    Str text = sy_str_dup(sources->arena, (Str){got.bytes, (ptrdiff_t)got.length});
    uint32_t start = sy_sources_add(sources, sy_str_dup(sources->arena, path), text);
    if (!start) {
        return sy_err_set(err, ERR_LIMIT, "the texts together are too large");
    }
    *out = sy_sources_at(sources, start);
    return true;
}

// ---------------------------------------------------------------- asking

// The model's diagnostics, to be added to without the model's own growing.
static Diags *own_diags(Arena *arena, const Diags *from)
{
    Diags *d = NEW(arena, Diags);
    *d = *from;
    d->arena = arena;
    d->all.p = NULL;
    d->all.len = d->all.cap = 0;
    for (ptrdiff_t i = 0; i < from->all.len; i++) {
        vec_push(arena, &d->all, from->all.p[i]);
    }
    return d;
}

static void prove(const Asking *a, Checked *c)
{
    ExpectedList list = {0};
    sy_ask_expectations(a->arena, a->model, a->zone, &list);
    sy_ask_expectations_report(a->model, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        c->expected++;
        c->skipped += list.p[i].skipped;
        c->failed += !list.p[i].skipped && !list.p[i].holds;
    }
}

static bool document(void *context, Arena *arena, Str name, Str *out_bytes, Err *err)
{
    bool at_hand = false;
    (void)arena;
    return sy_asking_document(context, name, out_bytes, &at_hand, err) && at_hand;
}

static bool evidence(const Asking *a, Checked *c, Err *err)
{
    SpanAsk ask = {.context = NULL};
    if (!sy_asking_lock(a, &ask.lock, err)) {
        return false;
    }
    Asking self = *a;
    c->archive = a->outside->document != NULL;
    if (c->archive) {
        ask.document = document;
        ask.context = &self;
    }
    sy_ask_spans(a->arena, a->model, &ask, &c->spans);
    c->has_spans = true;
    return true;
}

const void *sy_check_ask(const Asking *a, Err *err)
{
    Checked *c = NEW(a->arena, Checked);
    Diags *diags = own_diags(a->arena, a->diags), *models = a->model->diags;
    c->diags = diags;
    c->limit = (int)(a->options->limit > DIAG_LIMIT ? DIAG_LIMIT : a->options->limit);
    c->notes = a->options->notes;
    bool ok = true;
    if (!a->model->has_errors) {
        a->model->diags = diags;
        prove(a, c);
        sy_ask_lists(a->arena, a->model, a->zone);
        ok = evidence(a, c, err);
        a->model->diags = models;
        sy_diags_sort(diags);
    }
    return ok ? c : NULL;
}

bool sy_check_is_no(const void *answer)
{
    const Checked *c = answer;
    return c->diags->errors > 0;
}

// ---------------------------------------------------------------- showing

static void expectations_words(Buf *b, const Checked *c)
{
    if (!c->expected) {
        return;
    }
    sy_buf_fmt(b, "; %d expectation%s: ", c->expected, c->expected == 1 ? "" : "s");
    if (c->failed) {
        sy_buf_fmt(b, "%d not met", c->failed);
    } else {
        sy_buf_text(b, c->skipped ? "none that is not met" : "all met");
    }
    if (c->skipped) {
        sy_buf_fmt(b, ", %d not proven", c->skipped);
    }
}

// The messages without the notes on sentences that cite nothing, which are many and say one thing:
// they are a count.
static Diags without_bare(Arena *arena, const Diags *from)
{
    Diags d = *from;
    d.all.p = NULL;
    d.all.len = d.all.cap = 0;
    for (ptrdiff_t i = 0; i < from->all.len; i++) {
        if (from->all.p[i].code == D_N4009) {
            d.notes--;
        } else {
            vec_push(arena, &d.all, from->all.p[i]);
        }
    }
    return d;
}

static void spans_words(Buf *b, const Checked *c, bool folded)
{
    const SpanReport *r = &c->spans;
    int spans = 0;
    for (int i = 0; c->has_spans && i < CITE_STATES; i++) {
        spans += i == CITE_PLACE ? 0 : r->counts[i];
    }
    if (spans) {
        sy_buf_fmt(b, "%d citation%s", spans, spans == 1 ? "" : "s");
        if (!c->archive) {
            sy_buf_text(b, ", compared with nothing (--archive DIR)");
        }
        for (int i = 0, n = 0; c->archive && i < CITE_STATES; i++) {
            if (r->counts[i] && i != CITE_PLACE) {
                sy_buf_fmt(b, "%s %d %s", n++ ? "," : ":", r->counts[i],
                           sy_cite_state_name((CiteState)i));
            }
        }
        sy_buf_char(b, '\n');
    }
    if (c->has_spans && r->bare) {
        sy_buf_fmt(b, "%d of %d sentences cite nothing%s\n", r->bare, r->sentences,
                   folded ? " (listed with --verbose)" : "");
    }
}

void sy_check_text(Buf *b, const void *answer, Shown s)
{
    const Checked *c = answer;
    bool notes = c->notes || s.notes;
    uint32_t flags = (s.colour ? SURETY_COLOUR : 0u) | (notes ? SURETY_NOTES : 0u);
    Diags shown = s.verbose ? *c->diags : without_bare(b->arena, c->diags);
    sy_api_diags_text(b, &shown, s.columns, flags, c->limit);
    if (s.quiet) {
        return;
    }
    spans_words(b, c, notes && !s.verbose);
    if (c->diags->notes && !notes) {
        sy_buf_fmt(b, "%d note%s for the reader to settle (--notes)\n", c->diags->notes,
                   c->diags->notes == 1 ? "" : "s");
    }
    sy_diags_count(b, c->diags);
    expectations_words(b, c);
    sy_buf_char(b, '\n');
}

static void json_spans(Json *j, const Checked *c)
{
    sy_json_key(j, "citations");
    sy_json_object(j);
    for (int i = 0; c->has_spans && i < CITE_STATES; i++) {
        sy_json_key_int(j, sy_cite_state_name((CiteState)i), c->spans.counts[i]);
    }
    sy_json_end(j);
    sy_json_key_int(j, "sentences", c->spans.sentences);
    sy_json_key_int(j, "sentences_without_evidence", c->spans.bare);
}

void sy_check_json(Json *j, const void *answer)
{
    const Checked *c = answer;
    sy_api_diags_fields(j, c->diags);
    sy_json_key(j, "expectations");
    sy_json_object(j);
    sy_json_key_int(j, "all", c->expected);
    sy_json_key_int(j, "not_met", c->failed);
    sy_json_key_int(j, "not_proven", c->skipped);
    sy_json_end(j);
    json_spans(j, c);
}
