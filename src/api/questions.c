#include "api/questions.h"

#include "api/check.h"
#include "api/writing.h"
#include "show/hold.h"
#include "show/positions.h"
#include "show/why.h"

#define BIT(key) (1u << KEY_##key)
// Which sentences count, and under which readings.
#define RECORD_KEYS                                                                                \
    (BIT(AS_OF) | BIT(KNOWN_BY) | BIT(SPEAKERS) | BIT(RATED) | BIT(READING) | BIT(WITHOUT))
// What counts as standing, and what is taken as granted.
#define STAND_KEYS (RECORD_KEYS | BIT(AT) | BIT(STRICT) | BIT(GIVEN) | BIT(TOGETHER))

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
                     .readings = a->options->readings,
                     .chosen = a->options->chosen,
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
    if (o.thing.kind != REF_STEP && !sy_api_goal(a->model, a->options->goal, &o.thing, err)) {
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
    {"check", BIT(LIMIT) | BIT(NOTES), true, false, sy_check_ask, sy_check_is_no, sy_check_text, sy_check_json},
    {"positions", RECORD_KEYS | BIT(PARTY) | BIT(LAYER), false, true, positions_ask, NULL, positions_text, positions_json},
    {"hold", STAND_KEYS | BIT(GOAL) | BIT(PARTY) | BIT(LAYER) | BIT(STATES) | BIT(READINGS) | BIT(LIMIT), false, true, hold_ask, hold_is_no, hold_text, hold_json},
    {"why", STAND_KEYS | BIT(NOT) | BIT(GOAL), false, true, why_ask, NULL, why_text, why_json},
    {"anchor", BIT(ACCEPT), false, false, sy_anchor_ask, sy_anchor_is_no, sy_anchor_text, sy_anchor_json},
    {"add", BIT(GOAL), false, false, sy_add_ask, sy_add_is_no, sy_add_text, sy_add_json},
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
