#include "cli/run.h"

#include "cli/text.h"
#include "host/archive.h"
#include "host/files.h"

#include <stdio.h>

static int verb_ask(Run *);
static int verb_fmt(Run *);
static int verb_explain(Run *);
static int verb_schema(Run *);
static int verb_completion(Run *);
static int verb_help(Run *);
static int verb_version(Run *);

#define SETS_ASK (SET_ALWAYS | SET_PRINT)
#define SETS_STAND (SETS_ASK | SET_RECORD | SET_STAND)

// clang-format off
static const Verb verbs[] = {
    {"check", verb_ask, TAKES_MODEL, SETS_ASK | SET_CHECK | SET_LIMIT | SET_ARCHIVE, "FILE...", "whether a model is sound, and its expectations hold"},
    {"positions", verb_ask, TAKES_MODEL, SETS_ASK | SET_RECORD | SET_PART, "FILE...", "what each party has said it would do, sentence by sentence"},
    {"hold", verb_ask, TAKES_MAYBE, SETS_STAND | SET_PART | SET_HOLD | SET_LIMIT, "FILE... [NAME]", "which promises stand, and on whose word"},
    {"why", verb_ask, TAKES_GOAL, SETS_STAND | SET_WHY, "FILE... NAME", "the reasons behind one verdict, down to the evidence"},
    {"fmt", verb_fmt, TAKES_FILES, SET_ALWAYS | SET_PRINT | SET_FMT, "FILE...", "lay out files in the one way"},
    {"anchor", verb_ask, TAKES_MODEL, SETS_ASK | SET_ARCHIVE | SET_ANCHOR, "FILE...", "turn cited words into spans, and lock their hashes"},
    {"add", verb_ask, TAKES_GOAL, SETS_ASK, "FILE... SENTENCE", "add a sentence in its place, by date"},
    {"explain", verb_explain, TAKES_WORDS, SET_ALWAYS | SET_PRINT, "[CODE...]", "what a diagnostic means, with an example"},
    {"schema", verb_schema, TAKES_WORDS, SET_ALWAYS | SET_PRINT, "[FORMAT]", "the JSON schema of a format, or which there are"},
    {"completion", verb_completion, TAKES_WORDS, SET_ALWAYS | SET_PRINT, "bash|zsh|fish", "the completion of a shell"},
    {"help", verb_help, TAKES_WORDS, SET_ALWAYS | SET_PRINT, "[VERB]", "what a verb does, or which there are"},
    {"version", verb_version, TAKES_WORDS, SET_ALWAYS | SET_PRINT, "", "the version of the program"},
};
// clang-format on

const Verb *sy_cli_verb_at(ptrdiff_t index)
{
    return index >= 0 && index < COUNT_OF(verbs) ? &verbs[index] : NULL;
}

const Verb *sy_cli_verb(Str name)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs); i++) {
        if (sy_str_eq(name, sy_str_from(verbs[i].name))) {
            return &verbs[i];
        }
    }
    return NULL;
}

const Verb *sy_cli_verb_near(Str name)
{
    const Verb *best = NULL;
    int least = 3;
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs); i++) {
        int far = sy_str_distance(sy_str_from(verbs[i].name), name, 2);
        if (far < least) {
            least = far;
            best = &verbs[i];
        }
    }
    return best;
}

// ---------------------------------------------------------------- help

void sy_cli_help(Buf *b)
{
    sy_buf_text(b, "surety - what conditional promises add up to\n\n"
                   "usage: surety VERB [OPTION...] [ARGUMENT...]\n\n");
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs); i++) {
        sy_buf_fmt(b, "  %-11s %s\n", verbs[i].name, verbs[i].help);
    }
    sy_buf_text(b, "\nsurety help VERB shows its options. A file `-` is standard input; `--` "
                   "ends the\noptions.\n"
                   "exit: 0 yes or done, 1 the answer is no, 2 usage, 3 the model has errors,\n"
                   "      4 the world failed, 5 a limit was reached, 70 a bug\n");
}

void sy_cli_verb_help(Buf *b, const Verb *v, int columns)
{
    sy_buf_fmt(b, "surety %s - %s\n\nusage: surety %s [OPTION...]%s%s\n\n", v->name, v->help,
               v->name, v->words[0] ? " " : "", v->words);
    sy_cli_options_help(b, v, columns);
}

// One string under one key: what is no question has no richer form.
static int print_words(Run *r, const char *format, const char *key, Str text)
{
    if (!sy_run_said(r, OPT_JSON)) {
        return sy_run_print(r, text, EXIT_YES);
    }
    Buf b = sy_buf_new(r->arena);
    Json j = sy_json_new(&b);
    sy_json_object(&j);
    sy_json_key_str(&j, "format", sy_str_from(format));
    sy_json_key_str(&j, key, sy_str_trim(text));
    sy_json_end(&j);
    sy_buf_char(&b, '\n');
    return sy_run_print(r, sy_buf_view(&b), EXIT_YES);
}

static int verb_help(Run *r)
{
    Buf b = sy_buf_new(r->arena);
    for (ptrdiff_t i = 0; i < r->parsed.arguments.len; i++) {
        Str name = sy_str_from(r->parsed.arguments.p[i]);
        const Verb *v = sy_cli_verb(name), *near = sy_cli_verb_near(name);
        if (!v) {
            return near ? sy_run_fail(r, EXIT_USAGE, "there is no verb `%.*s`; did you mean `%s`?",
                                      STR_ARG(name), near->name)
                        : sy_run_fail(r, EXIT_USAGE, "there is no verb `%.*s`", STR_ARG(name));
        }
        sy_buf_text(&b, i ? "\n" : "");
        sy_cli_verb_help(&b, v, sy_run_columns(r));
    }
    if (r->parsed.arguments.len == 0) {
        sy_cli_help(&b);
    }
    return print_words(r, "surety.help/1", "text", sy_buf_view(&b));
}

static int verb_version(Run *r)
{
    if (sy_run_said(r, OPT_JSON)) {
        return print_words(r, "surety.version/1", "version", sy_str_from(surety_version()));
    }
    Str text = sy_str_fmt(r->arena, "surety %s\n", surety_version());
    return sy_run_print(r, text, EXIT_YES);
}

static int verb_completion(Run *r)
{
    Buf b = sy_buf_new(r->arena);
    if (r->parsed.arguments.len != 1 ||
        !sy_cli_completion(&b, sy_str_from(r->parsed.arguments.p[0]))) {
        return sy_run_fail(r, EXIT_USAGE, "for which shell: bash, zsh or fish?");
    }
    return print_words(r, "surety.completion/1", "script", sy_buf_view(&b));
}

// ---------------------------------------------------------------- pages

static int list_codes(Run *r)
{
    Buf b = sy_buf_new(r->arena);
    const char *code, *title;
    for (int64_t i = 0; surety_code(i, &code, &title) == SURETY_OK; i++) {
        sy_buf_fmt(&b, "%s  %s\n", code, title);
    }
    return print_words(r, "surety.explain/1", "text", sy_buf_view(&b));
}

// As JSON the page is as it was written.
static void explain(Run *r, Buf *b, Str page)
{
    if (sy_run_said(r, OPT_JSON)) {
        sy_buf_str(b, page);
    } else {
        sy_cli_page(b, page, sy_run_columns(r));
    }
}

static int verb_explain(Run *r)
{
    Buf b = sy_buf_new(r->arena);
    if (r->parsed.arguments.len == 0) {
        return list_codes(r);
    }
    for (ptrdiff_t i = 0; i < r->parsed.arguments.len; i++) {
        const char *text;
        int64_t length;
        if (surety_explain(r->parsed.arguments.p[i], &text, &length) != SURETY_OK) {
            return sy_run_fail(r, EXIT_USAGE,
                               "there is no diagnostic `%s`; `surety explain` lists "
                               "them",
                               r->parsed.arguments.p[i]);
        }
        sy_buf_text(&b, i ? "\n" : "");
        explain(r, &b, (Str){text, (ptrdiff_t)length});
    }
    return print_words(r, "surety.explain/1", "text", sy_buf_view(&b));
}

static int verb_schema(Run *r)
{
    Buf b = sy_buf_new(r->arena);
    const char *text;
    int64_t length;
    if (r->parsed.arguments.len > 1) {
        return sy_run_fail(r, EXIT_USAGE, "one format at a time");
    }
    if (r->parsed.arguments.len == 1) {
        if (surety_schema(r->parsed.arguments.p[0], &text, &length) != SURETY_OK) {
            return sy_run_fail(r, EXIT_USAGE,
                               "there is no schema of `%s`; `surety schema` lists "
                               "them",
                               r->parsed.arguments.p[0]);
        }
        return sy_run_print(r, (Str){text, (ptrdiff_t)length}, EXIT_YES);
    }
    for (int64_t i = 0; surety_format_name(i, &text) == SURETY_OK; i++) {
        sy_buf_fmt(&b, "%s\n", text);
    }
    return print_words(r, "surety.schema/1", "formats", sy_buf_view(&b));
}

// ---------------------------------------------------------------- questions

static int failed(Run *r, const surety_context *c, surety_status status)
{
    const char *message = surety_context_message(c);
    return sy_run_fail(r, sy_run_code(status), "%s",
                       message[0] ? message : surety_status_name(status));
}

// The diagnostics of a model that cannot be asked: with --json as JSON, else on standard error.
static int show_errors(Run *r, const surety_context *c, surety_model *m)
{
    const char *text;
    int64_t length;
    bool json = sy_run_said(r, OPT_JSON);
    surety_status status = json ? surety_model_diagnostics_json(m, &text, &length)
                                : surety_model_diagnostics_text(
                                      m, sy_run_columns(r), sy_run_flags(r, true), &text, &length);
    if (status != SURETY_OK) {
        return failed(r, c, status);
    }
    if (json) {
        return sy_run_print(r, (Str){text, (ptrdiff_t)length}, EXIT_MODEL);
    }
    sy_run_say((Str){text, (ptrdiff_t)length});
    int64_t n = surety_model_errors(m);
    return sy_run_fail(r, EXIT_MODEL, "the model has %lld error%s", (long long)n,
                       n == 1 ? "" : "s");
}

static bool write_files(Run *r, surety_result *result, int *out_code)
{
    for (int64_t i = 0; i < surety_result_files(result); i++) {
        const char *path, *text;
        int64_t length;
        surety_status status = surety_result_file(result, i, &path, &text, &length);
        Err err = {0};
        if (status != SURETY_OK) {
            *out_code = sy_run_fail(r, sy_run_code(status), "%s", surety_status_name(status));
            return false;
        }
        if (!sy_file_write(r->arena, sy_str_from(path), (Str){text, (ptrdiff_t)length}, &err)) {
            *out_code = sy_run_fail(r, EXIT_WORLD, "%s", err.text);
            return false;
        }
    }
    return true;
}

static int show_result(Run *r, const surety_context *c, surety_result *result, bool broken)
{
    const char *text;
    int64_t length;
    int code = EXIT_YES;
    if (!write_files(r, result, &code)) {
        return code;
    }
    surety_status status =
        sy_run_said(r, OPT_JSON)
            ? surety_result_json(result, &text, &length)
            : surety_result_text(result, sy_run_columns(r), sy_run_flags(r, false), &text, &length);
    if (status != SURETY_OK) {
        return failed(r, c, status);
    }
    code = broken ? EXIT_MODEL : surety_result_answer(result) ? EXIT_NO : EXIT_YES;
    return sy_run_print(r, (Str){text, (ptrdiff_t)length}, code);
}

static int ask(Run *r, const surety_context *c, surety_model *m, bool broken)
{
    if (r->goal) {
        surety_option o = {"goal", r->goal};
        vec_push(r->arena, &r->parsed.asked, o);
    }
    surety_result *result = NULL;
    surety_status status =
        surety_ask(m, r->verb->name, r->parsed.asked.p, r->parsed.asked.len, &result);
    if (status == SURETY_MODEL_ERRORS) {
        return show_errors(r, c, m);
    }
    if (status != SURETY_OK) {
        return failed(r, c, status);
    }
    int code = show_result(r, c, result, broken);
    surety_result_free(result);
    return code;
}

static int verb_ask(Run *r)
{
    surety_context *c = NULL;
    const char *archive = r->parsed.value[OPT_ARCHIVE];
    Err err = {0};
    if (archive && !sy_archive_is_there(r->arena, sy_str_from(archive), &err)) {
        return sy_run_fail(r, EXIT_WORLD, "%s", err.text);
    }
    surety_status status = sy_run_context(r, &c);
    if (status != SURETY_OK) {
        return sy_run_fail(r, sy_run_code(status), "%s", surety_status_name(status));
    }
    surety_model *m = NULL;
    status = surety_model_load(c, r->files, r->nfiles, &m);
    int code = status == SURETY_OK || status == SURETY_MODEL_ERRORS
                   ? ask(r, c, m, status == SURETY_MODEL_ERRORS)
                   : failed(r, c, status);
    surety_model_free(m);
    surety_context_free(c);
    return code;
}

// ---------------------------------------------------------------- fmt

typedef struct Formatted {
    Buf out; // all that goes to standard output
    int code;
} Formatted;

static void fmt_done(Run *r, Formatted *f, Str path, Str text, bool changed)
{
    Err err = {0};
    if (sy_run_said(r, OPT_CHECK)) {
        if (changed) {
            sy_buf_fmt(&f->out, "%.*s\n", STR_ARG(path));
            f->code = f->code ? f->code : EXIT_NO;
        }
    } else if (!sy_run_said(r, OPT_IN_PLACE)) {
        sy_buf_str(&f->out, text);
    } else if (changed && !sy_file_write(r->arena, path, text, &err)) {
        f->code = sy_run_fail(r, EXIT_WORLD, "%s", err.text);
    }
}

static void fmt_failed(Run *r, Formatted *f, const surety_context *c, surety_result *result)
{
    const char *text;
    int64_t length;
    bool json = sy_run_said(r, OPT_JSON);
    surety_status status =
        json ? surety_result_json(result, &text, &length)
             : surety_result_text(result, sy_run_columns(r), sy_run_flags(r, true), &text, &length);
    f->code = status == SURETY_OK ? EXIT_MODEL : failed(r, c, status);
    if (status == SURETY_OK && json) {
        sy_buf_str(&f->out, (Str){text, (ptrdiff_t)length});
    } else if (status == SURETY_OK) {
        sy_run_say((Str){text, (ptrdiff_t)length});
    }
}

static void fmt_file(Run *r, surety_context *c, Formatted *f, Str path)
{
    Str source = {0};
    Err err = {0};
    if (!sy_file_read(r->arena, path, (int64_t)256 << 20, &source, &err)) {
        f->code = sy_run_fail(r, err.kind == ERR_LIMIT ? EXIT_LIMIT : EXIT_WORLD, "%s", err.text);
        return;
    }
    surety_result *result = NULL;
    const char *name = sy_str_cstring(r->arena, path), *text;
    int64_t length;
    surety_status status = surety_format(c, name, source.p, source.len, &result);
    if (status == SURETY_MODEL_ERRORS) {
        fmt_failed(r, f, c, result);
    } else if (status != SURETY_OK) {
        f->code = failed(r, c, status);
    } else {
        bool plain = !sy_run_said(r, OPT_JSON) || sy_run_said(r, OPT_IN_PLACE);
        status = plain ? surety_result_text(result, 0, 0, &text, &length)
                       : surety_result_json(result, &text, &length);
        if (status == SURETY_OK) {
            bool changed = surety_result_answer(result) != 0;
            fmt_done(r, f, path, (Str){text, (ptrdiff_t)length}, changed);
        } else {
            f->code = failed(r, c, status);
        }
    }
    surety_result_free(result);
}

static int verb_fmt(Run *r)
{
    if (sy_run_said(r, OPT_CHECK) && sy_run_said(r, OPT_IN_PLACE)) {
        return sy_run_fail(r, EXIT_USAGE, "--check writes nothing, --in-place does: choose one");
    }
    surety_context *c = NULL;
    surety_status status = sy_run_context(r, &c);
    if (status != SURETY_OK) {
        return sy_run_fail(r, sy_run_code(status), "%s", surety_status_name(status));
    }
    Formatted f = {.out = sy_buf_new(r->arena)};
    for (ptrdiff_t i = 0; i < r->nfiles; i++) {
        Str path = sy_str_from(r->files[i]);
        if (sy_run_said(r, OPT_IN_PLACE) && sy_str_eq(path, STR("-"))) {
            f.code = sy_run_fail(r, EXIT_USAGE, "standard input cannot be written in place");
            continue;
        }
        fmt_file(r, c, &f, path);
    }
    surety_context_free(c);
    return f.out.len ? sy_run_print(r, sy_buf_view(&f.out), f.code) : f.code;
}
