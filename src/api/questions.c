#include "api/questions.h"

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
} Checked;

static const void *check_ask(const Asking *a, SY_UNUSED Err *err)
{
    Checked *c = NEW(a->arena, Checked);
    c->diags = a->diags;
    c->limit = (int)(a->options->limit > DIAG_LIMIT ? DIAG_LIMIT : a->options->limit);
    c->notes = a->options->notes;
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
    if (!s.quiet) {
        sy_diags_count(b, c->diags);
        sy_buf_char(b, '\n');
    }
}

static void check_json(Json *j, const void *answer)
{
    const Checked *c = answer;
    sy_api_diags_fields(j, c->diags);
}

// ---------------------------------------------------------------- the table

// clang-format off
static const Question questions[] = {
    {"check", BIT(LIMIT) | BIT(NOTES), true, check_ask, check_is_no, check_text, check_json},
    {"positions", RECORD_KEYS | BIT(PARTY) | BIT(LAYER), false, NULL, NULL, NULL, NULL},
    {"hold", STAND_KEYS | BIT(PARTY) | BIT(LAYER) | BIT(STATES) | BIT(READINGS) | BIT(LIMIT), false, NULL, NULL, NULL, NULL},
    {"why", STAND_KEYS | BIT(NOT) | BIT(GOAL), false, NULL, NULL, NULL, NULL},
    {"anchor", 0, false, NULL, NULL, NULL, NULL},
    {"add", BIT(GOAL), false, NULL, NULL, NULL, NULL},
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
