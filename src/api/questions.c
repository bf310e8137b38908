#include "api/questions.h"

#include "ask/expect.h"
#include "show/hold.h"
#include "show/positions.h"
#include "show/why.h"

#define BIT(key) (1u << KEY_##key)
// Which sentences count, and under which readings.
#define RECORD_KEYS                                                                                \
    (BIT(AS_OF) | BIT(KNOWN_BY) | BIT(SPEAKERS) | BIT(RATED) | BIT(READING) | BIT(WITHOUT))
// What counts as standing, and what is taken as granted.
#define STAND_KEYS (RECORD_KEYS | BIT(AT) | BIT(STRICT) | BIT(GIVEN) | BIT(TOGETHER))

// ---------------------------------------------------------------- check

typedef struct Checked {
    const Diags *diags;
    int limit;
    bool notes;
    int expected, failed, skipped; // expectations
} Checked;

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

static void prove(const Asking *a, Checked *c, Diags *diags)
{
    ExpectedList list = {0};
    Diags *models = a->model->diags;
    sy_ask_expectations(a->arena, a->model, a->zone, &list);
    a->model->diags = diags;
    sy_ask_expectations_report(a->model, &list);
    a->model->diags = models;
    for (ptrdiff_t i = 0; i < list.len; i++) {
        c->expected++;
        c->skipped += list.p[i].skipped;
        c->failed += !list.p[i].skipped && !list.p[i].holds;
    }
    sy_diags_sort(diags);
}

static const void *check_ask(const Asking *a, SY_UNUSED Err *err)
{
    Checked *c = NEW(a->arena, Checked);
    Diags *diags = own_diags(a->arena, a->diags);
    c->diags = diags;
    c->limit = (int)(a->options->limit > DIAG_LIMIT ? DIAG_LIMIT : a->options->limit);
    c->notes = a->options->notes;
    if (!a->model->has_errors) {
        prove(a, c, diags);
    }
    return c;
}

static bool check_is_no(const void *answer)
{
    const Checked *c = answer;
    return c->diags->errors > 0;
}

static void check_text(Buf *b, const void *answer, Shown s)
{
    const Checked *c = answer;
    uint32_t flags = (s.colour ? SURETY_COLOUR : 0u) | (c->notes || s.notes ? SURETY_NOTES : 0u);
    sy_api_diags_text(b, c->diags, s.columns, flags, c->limit);
    if (s.quiet) {
        return;
    }
    sy_diags_count(b, c->diags);
    if (c->expected) {
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
    sy_buf_char(b, '\n');
}

static void check_json(Json *j, const void *answer)
{
    const Checked *c = answer;
    sy_api_diags_fields(j, c->diags);
    sy_json_key(j, "expectations");
    sy_json_object(j);
    sy_json_key_int(j, "all", c->expected);
    sy_json_key_int(j, "not_met", c->failed);
    sy_json_key_int(j, "not_proven", c->skipped);
    sy_json_end(j);
}

// ---------------------------------------------------------------- hold

static ShowOptions show_options(Shown s)
{
    return (ShowOptions){
        .columns = s.columns, .colour = s.colour, .verbose = s.verbose, .quiet = s.quiet};
}

static const void *hold_ask(const Asking *a, Err *err)
{
    HoldOptions o = {.query = a->options->query,
                     .party = a->options->party,
                     .layer = a->options->layer,
                     .states = a->options->states,
                     .limit = a->options->limit};
    if (a->options->goal.len && !sy_api_goal(a->model, a->options->goal, &o.goal, err)) {
        return NULL;
    }
    return sy_ask_hold(a->arena, a->model, a->zone, &o, err);
}

static bool hold_is_no(const void *answer)
{
    const HoldAnswer *h = answer;
    return h->asked && h->no;
}

static void hold_text(Buf *b, const void *answer, Shown s)
{
    sy_show_hold_text(b, answer, show_options(s));
}

static void hold_json(Json *j, const void *answer)
{
    sy_show_hold_json(j, answer);
}

// ---------------------------------------------------------------- why

static const void *why_ask(const Asking *a, Err *err)
{
    WhyOptions o = {.query = a->options->query, .negated = a->options->negated};
    if (!a->options->goal.len) {
        sy_err_set(err, ERR_INVALID, "why what? name a promise, a condition or a goal");
        return NULL;
    }
    if (!sy_api_ref(a->model, a->options->goal, &o.thing, err)) {
        return NULL;
    }
    return sy_ask_why(a->arena, a->model, a->zone, &o, err);
}

static void why_text(Buf *b, const void *answer, Shown s)
{
    sy_show_why_text(b, answer, show_options(s));
}

static void why_json(Json *j, const void *answer)
{
    sy_show_why_json(j, answer);
}

// ---------------------------------------------------------------- positions

static const void *positions_ask(const Asking *a, SY_UNUSED Err *err)
{
    PositionsOptions o = {
        .query = a->options->query, .party = a->options->party, .layer = a->options->layer};
    return sy_ask_positions(a->arena, a->model, a->zone, &o);
}

static void positions_text(Buf *b, const void *answer, Shown s)
{
    sy_show_positions_text(b, answer, show_options(s));
}

static void positions_json(Json *j, const void *answer)
{
    sy_show_positions_json(j, answer);
}

// ---------------------------------------------------------------- the table

// clang-format off
static const Question questions[] = {
    {"check", BIT(LIMIT) | BIT(NOTES), true, false, check_ask, check_is_no, check_text, check_json},
    {"positions", RECORD_KEYS | BIT(PARTY) | BIT(LAYER), false, true, positions_ask, NULL, positions_text, positions_json},
    {"hold", STAND_KEYS | BIT(GOAL) | BIT(PARTY) | BIT(LAYER) | BIT(STATES) | BIT(READINGS) | BIT(LIMIT), false, true, hold_ask, hold_is_no, hold_text, hold_json},
    {"why", STAND_KEYS | BIT(NOT) | BIT(GOAL), false, true, why_ask, NULL, why_text, why_json},
    {"anchor", 0, false, false, NULL, NULL, NULL, NULL},
    {"add", BIT(GOAL), false, false, NULL, NULL, NULL, NULL},
};
// clang-format on

const Question *sy_question_at(ptrdiff_t index)
{
    return index >= 0 && index < COUNT_OF(questions) ? &questions[index] : NULL;
}

const Question *sy_question_find(const char *name)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(questions); i++) {
        if (sy_str_eq(sy_str_from(name), sy_str_from(questions[i].name))) {
            return &questions[i];
        }
    }
    return NULL;
}

// ---------------------------------------------------------------- what a question may use

bool sy_asking_document(const Asking *a, Str name, Str *out_bytes, bool *out_at_hand, Err *err)
{
    *out_at_hand = false;
    if (!a->outside->document) {
        return true;
    }
    surety_bytes got = {0};
    const char *file = sy_str_cstring(a->arena, name);
    surety_status status = a->outside->document(a->outside->user, file, &got);
    if (status != SURETY_OK) {
        return sy_err_set(err, status == SURETY_LIMIT ? ERR_LIMIT : ERR_IO, "%s",
                          got.error ? got.error : "the document cannot be read");
    }
    *out_at_hand = got.bytes != NULL && got.length >= 0;
    *out_bytes = *out_at_hand ? (Str){got.bytes, (ptrdiff_t)got.length} : (Str){0};
    return true;
}

void sy_asking_write(const Asking *a, Str path, Str text)
{
    ResultFile file = {path, text};
    vec_push(a->arena, &a->result->files, file);
}
