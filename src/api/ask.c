#include "api/questions.h"

#include "ask/combos.h"

#include "lang/fmt.h"

// ---------------------------------------------------------------- asking

typedef struct AskCall {
    surety_model *model;
    const Question *question;
    const surety_option *options;
    ptrdiff_t noptions;
    Arena *arena;
    surety_result *result;
} AskCall;

#define OPTIONS_LIMIT 16 // combinations of readings without default that are each answered

static surety_status one_answer(AskCall *call, const Asking *a, Str words, Err *err)
{
    const void *answer = call->question->ask(a, err);
    if (!answer) {
        return sy_api_err(call->model->context, err, SURETY_USAGE);
    }
    vec_push(call->arena, &call->result->answers, (OptionAnswer){words, answer});
    bool no = call->question->is_no && call->question->is_no(answer);
    call->result->no = call->result->no || no;
    return SURETY_OK;
}

static surety_status answer(AskCall *call, Err *err)
{
    surety_model *m = call->model;
    Options *options = NEW(call->arena, Options);
    if (!sy_api_options(call->arena, m, call->question->keys, call->options, call->noptions,
                        options, err)) {
        return sy_api_err(m->context, err, SURETY_USAGE);
    }
    Asking a = {.arena = call->arena,
                .model = m->loaded.model,
                .diags = m->loaded.diags,
                .options = options,
                .result = call->result,
                .outside = &m->context->options};
    if (!m->loaded.model->has_errors && !sy_api_model_zone(m, &a.zone, err)) {
        return sy_api_err(m->context, err, SURETY_USAGE);
    }
    if (!call->question->by_option) {
        return one_answer(call, &a, (Str){0}, err);
    }
    options->chosen = options->query.choices;
    Combos c = sy_combos_new(call->arena, a.model, options->chosen, 0);
    ptrdiff_t most = options->readings ? 1 : OPTIONS_LIMIT; // one table has them all
    for (Choices ch; call->result->answers.len < most && sy_combos_next(&c, &ch);) {
        options->query.choices = ch;
        Str words = options->readings ? (Str){0} : sy_combos_words(call->arena, &c, ch);
        surety_status status = one_answer(call, &a, words, err);
        if (status != SURETY_OK) {
            return status;
        }
    }
    return SURETY_OK;
}

static surety_status ask_body(void *p)
{
    AskCall *call = p;
    surety_context *c = call->model->context;
    surety_status status = sy_api_model_ready(call->model);
    if (status == SURETY_MODEL_ERRORS && !call->question->of_broken) {
        return sy_api_fail(c, status, "the model has errors");
    }
    if (status != SURETY_OK && status != SURETY_MODEL_ERRORS) {
        return status;
    }
    if (!call->question->ask) {
        return sy_api_fail(c, SURETY_USAGE, "`%s` cannot be asked yet", call->question->name);
    }
    call->arena = sy_arena_new(&c->budget);
    call->result = NEW(call->arena, surety_result);
    call->result->context = c;
    call->result->arena = call->arena;
    call->result->question = call->question;
    Err err = {0};
    return answer(call, &err);
}

surety_status surety_ask(surety_model *m, const char *question, const surety_option *options,
                         int64_t count, surety_result **out)
{
    if (!m || !question || count < 0 || count > INT32_MAX || (count && !options) || !out) {
        return SURETY_MISUSE;
    }
    for (int64_t i = 0; i < count; i++) {
        if (!options[i].key || !options[i].value) {
            return SURETY_MISUSE;
        }
    }
    AskCall call = {.model = m, .options = options, .noptions = (ptrdiff_t)count};
    call.question = sy_question_find(question);
    if (!call.question) {
        return sy_api_fail(m->context, SURETY_USAGE, "there is no question `%s`", question);
    }
    surety_status status = sy_api_model_run(m, ask_body, &call);
    if (status != SURETY_OK) {
        sy_arena_free(status == SURETY_OUT_OF_MEMORY ? NULL : call.arena);
        return status;
    }
    *out = call.result;
    return SURETY_OK;
}

// ---------------------------------------------------------------- the layout of a file

typedef struct FormatCall {
    surety_context *context;
    Str name, text;
    Arena *arena;
    surety_result *result;
} FormatCall;

static surety_status format_body(void *p)
{
    FormatCall *call = p;
    Arena *arena = call->arena = sy_arena_new(&call->context->budget);
    surety_result *r = call->result = NEW(arena, surety_result);
    r->context = call->context;
    r->arena = arena;
    Sources *sources = sy_sources_new(arena);
    Diags *diags = sy_diags_new(arena, sources);
    uint32_t start =
        sy_sources_add(sources, sy_str_dup(arena, call->name), sy_str_dup(arena, call->text));
    if (!start) {
        return sy_api_fail(call->context, SURETY_LIMIT, "the text is larger than 3.75 GiB");
    }
    Buf b = sy_buf_new(arena);
    if (!sy_fmt(&b, arena, sy_syms_new(arena), sy_sources_at(sources, start), diags)) {
        sy_diags_sort(diags);
        r->diags = diags;
        r->no = true;
        return sy_api_fail(call->context, SURETY_MODEL_ERRORS, "the text has errors");
    }
    r->text = sy_buf_view(&b);
    r->no = !sy_str_eq(r->text, call->text);
    return SURETY_OK;
}

surety_status surety_format(surety_context *c, const char *name, const char *text, int64_t length,
                            surety_result **out)
{
    if (!c || !name || (!text && length) || length < 0 || !out) {
        return SURETY_MISUSE;
    }
    FormatCall call = {.context = c, .name = sy_str_from(name)};
    call.text = (Str){text ? text : "", (ptrdiff_t)length};
    surety_status status = sy_api_run(c, format_body, &call);
    if (status != SURETY_OK && status != SURETY_MODEL_ERRORS) {
        sy_arena_free(status == SURETY_OUT_OF_MEMORY ? NULL : call.arena);
        return status;
    }
    *out = call.result;
    return status;
}

// ---------------------------------------------------------------- results

void surety_result_free(surety_result *r)
{
    if (r) {
        sy_arena_free(r->arena);
    }
}

int32_t surety_result_answer(const surety_result *r)
{
    return r && r->no ? 1 : 0;
}

int64_t surety_result_files(const surety_result *r)
{
    return r ? r->files.len : 0;
}

typedef struct ReadOut {
    surety_result *result;
    Shown shown;
    bool json;
    int64_t index; // of a file; -1: the result itself
    const char **out_path;
    const char **out_text;
    int64_t *out_length;
} ReadOut;

static void write_text(Buf *b, const ReadOut *call)
{
    const surety_result *r = call->result;
    uint32_t flags = (call->shown.colour ? SURETY_COLOUR : 0u) | SURETY_NOTES;
    if (r->question) {
        for (ptrdiff_t i = 0; i < r->answers.len; i++) {
            if (r->answers.p[i].words.len) {
                sy_buf_fmt(b, "%sWhen %.*s:\n", i ? "\n" : "", STR_ARG(r->answers.p[i].words));
            }
            r->question->text(b, r->answers.p[i].answer, call->shown);
        }
    } else if (r->diags) {
        sy_api_diags_text(b, r->diags, call->shown.columns, flags, 0);
    } else {
        sy_buf_str(b, r->text);
    }
}

static void json_answers(Json *j, const surety_result *r)
{
    if (r->answers.len == 1) {
        r->question->json(j, r->answers.p[0].answer);
        return;
    }
    sy_json_key(j, "by_option");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < r->answers.len; i++) {
        sy_json_object(j);
        sy_json_key_str(j, "when", r->answers.p[i].words);
        r->question->json(j, r->answers.p[i].answer);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void write_json(Buf *b, const ReadOut *call)
{
    const surety_result *r = call->result;
    if (r->diags) {
        sy_api_diags_json(b, r->diags);
        return;
    }
    Json j = sy_json_new(b);
    sy_json_object(&j);
    if (r->question) {
        Str format = sy_str_fmt(r->arena, "surety.%s/1", r->question->name);
        sy_json_key_str(&j, "format", format);
        json_answers(&j, r);
    } else {
        sy_json_key_str(&j, "format", STR("surety.fmt/1"));
        sy_json_key_bool(&j, "changed", r->no);
        sy_json_key_str(&j, "text", r->text);
    }
    sy_json_end(&j);
    sy_buf_char(b, '\n');
}

static surety_status read_out_body(void *p)
{
    ReadOut *call = p;
    Arena *arena = call->result->arena;
    Buf b = sy_buf_new(arena);
    if (call->index >= 0) {
        ResultFile f = call->result->files.p[call->index];
        sy_buf_str(&b, f.text);
        *call->out_path = sy_str_cstring(arena, f.path);
    } else if (call->json) {
        write_json(&b, call);
    } else {
        write_text(&b, call);
    }
    sy_api_give(arena, &b, call->out_text, call->out_length);
    return SURETY_OK;
}

surety_status surety_result_text(surety_result *r, int32_t columns, uint32_t flags,
                                 const char **out_text, int64_t *out_length)
{
    if (!r || columns < 0 || !out_text || !out_length) {
        return SURETY_MISUSE;
    }
    ReadOut call = {.result = r, .index = -1, .out_text = out_text, .out_length = out_length};
    call.shown = (Shown){.columns = columns,
                         .colour = (flags & SURETY_COLOUR) != 0,
                         .verbose = (flags & SURETY_VERBOSE) != 0,
                         .quiet = (flags & SURETY_QUIET) != 0,
                         .notes = (flags & SURETY_NOTES) != 0};
    return sy_api_run(r->context, read_out_body, &call);
}

surety_status surety_result_json(surety_result *r, const char **out_text, int64_t *out_length)
{
    if (!r || !out_text || !out_length) {
        return SURETY_MISUSE;
    }
    ReadOut call = {
        .result = r, .json = true, .index = -1, .out_text = out_text, .out_length = out_length};
    return sy_api_run(r->context, read_out_body, &call);
}

surety_status surety_result_file(surety_result *r, int64_t index, const char **out_path,
                                 const char **out_text, int64_t *out_length)
{
    if (!r || index < 0 || index >= r->files.len || !out_path || !out_text || !out_length) {
        return SURETY_MISUSE;
    }
    ReadOut call = {.result = r,
                    .index = index,
                    .out_path = out_path,
                    .out_text = out_text,
                    .out_length = out_length};
    return sy_api_run(r->context, read_out_body, &call);
}
