#include "cli/run.h"

#include "cli/text.h"
#include "host/archive.h"
#include "host/files.h"
#include "host/term.h"
#include "host/zone.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define MODEL_FILE_LIMIT ((int64_t)256 << 20)
#define DOCUMENT_LIMIT ((int64_t)1 << 30)

// ---------------------------------------------------------------- speaking

// False: it could not be written; a closed pipe is no failure, whoever read had enough.
static bool write_all(int fd, Str text)
{
    while (text.len > 0) {
        ssize_t n = write(fd, text.p, (size_t)text.len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return errno == EPIPE;
        }
        text = sy_str_sub(text, n, text.len);
    }
    return true;
}

void sy_run_say(Str text)
{
    write_all(STDERR_FILENO, text);
}

static int32_t columns_of(const Run *r, int fd)
{
    int64_t n = 0;
    const char *width = r->parsed.value[OPT_WIDTH];
    if (width && sy_int_parse(sy_str_from(width), &n)) {
        return (int32_t)n;
    }
    int columns = sy_term_width(fd);
    return columns >= 20 && columns <= 10000 ? columns : 80;
}

int sy_run_fail(Run *r, int code, const char *fmt, ...)
{
    char text[2 * ERR_TEXT];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    Buf b = sy_buf_new(r->arena);
    Str line = sy_str_fmt(r->arena, "surety%s%s: %s", r->verb ? " " : "",
                          r->verb ? r->verb->name : "", text);
    sy_buf_wrap(&b, line, 0, 2, columns_of(r, STDERR_FILENO));
    sy_run_say(sy_buf_view(&b));
    return code;
}

int sy_run_print(Run *r, Str text, int code)
{
    const char *file = r->parsed.value[OPT_OUTPUT];
    Err err = {0};
    if (file && !sy_str_eq(sy_str_from(file), STR("-"))) {
        return sy_file_write(r->arena, sy_str_from(file), text, &err)
                   ? code
                   : sy_run_fail(r, EXIT_WORLD, "%s", err.text);
    }
    if (!write_all(STDOUT_FILENO, text)) {
        return sy_run_fail(r, EXIT_WORLD, "cannot write the result: %s", strerror(errno));
    }
    return code;
}

bool sy_run_said(const Run *r, OptId id)
{
    return r->parsed.value[id] != NULL;
}

int32_t sy_run_columns(const Run *r)
{
    return columns_of(r, STDOUT_FILENO);
}

uint32_t sy_run_flags(const Run *r, bool on_stderr)
{
    const char *said = r->parsed.value[OPT_COLOR];
    Str when = sy_str_from(said ? said : "auto");
    bool colour = sy_str_eq(when, STR("always"));
    if (sy_str_eq(when, STR("auto")) && (on_stderr || !sy_run_said(r, OPT_OUTPUT))) {
        colour = sy_term_colour(on_stderr ? STDERR_FILENO : STDOUT_FILENO);
    }
    return (colour ? SURETY_COLOUR : 0u) | (sy_run_said(r, OPT_NOTES) ? SURETY_NOTES : 0u) |
           (sy_run_said(r, OPT_VERBOSE) ? SURETY_VERBOSE : 0u) |
           (sy_run_said(r, OPT_QUIET) ? SURETY_QUIET : 0u);
}

int sy_run_code(surety_status status)
{
    switch (status) {
    case SURETY_OK: return EXIT_YES;
    case SURETY_USAGE: return EXIT_USAGE;
    case SURETY_MODEL_ERRORS: return EXIT_MODEL;
    case SURETY_FAILED: return EXIT_WORLD;
    case SURETY_LIMIT:
    case SURETY_OUT_OF_MEMORY: return EXIT_LIMIT;
    default: return EXIT_BUG;
    }
}

// ---------------------------------------------------------------- ways outside

static surety_status failed(Run *r, const Err *err, const char **out_error)
{
    memcpy(r->error, err->text, sizeof r->error);
    *out_error = r->error;
    return err->kind == ERR_LIMIT ? SURETY_LIMIT : SURETY_FAILED;
}

Str sy_run_file_hint(Arena *arena, const char *word)
{
    Str model = sy_str_fmt(arena, "%s.surety", word);
    struct stat st = {0};
    if (access(sy_str_cstring(arena, model), F_OK) == 0) {
        return sy_str_fmt(arena, "did you mean `%.*s`?", STR_ARG(model));
    }
    if (stat(word, &st) != 0) {
        return (Str){0};
    }
    if (sy_str_ends(sy_str_from(word), STR(".surety")) || strchr(word, '/')) {
        return (Str){0};
    }
    return S_ISDIR(st.st_mode)
               ? sy_str_fmt(arena, "`%s` is a folder, and a model is a file", word)
               : sy_str_fmt(arena, "a file whose name does not end in .surety is written `./%s`",
                            word);
}

static surety_status read_file(void *user, const char *path, surety_bytes *out)
{
    Run *r = user;
    Str text = {0};
    Err err = {0};
    bool lock = sy_str_ends(sy_str_from(path), STR(".anchors"));
    if (lock && access(path, F_OK) != 0) {
        return SURETY_OK; // a model need not have one
    }
    if (!sy_file_read(r->arena, sy_str_from(path), MODEL_FILE_LIMIT, &text, &err)) {
        bool is_there = access(path, F_OK) == 0;
        Str hint = is_there ? (Str){0} : sy_run_file_hint(r->arena, path);
        Err hinted = {0};
        sy_err_set(&hinted, err.kind, "%s%s%.*s", err.text, hint.len ? "; " : "", STR_ARG(hint));
        return failed(r, &hinted, &out->error);
    }
    out->bytes = text.p ? text.p : "";
    out->length = text.len;
    return SURETY_OK;
}

static surety_status read_document(void *user, const char *name, surety_bytes *out)
{
    Run *r = user;
    Str bytes = {0};
    Err err = {0};
    Str folder = sy_str_from(r->parsed.value[OPT_ARCHIVE]);
    switch (sy_archive_read(r->arena, folder, sy_str_from(name), DOCUMENT_LIMIT, &bytes, &err)) {
    case ARCHIVE_FOUND:
        out->bytes = bytes.p ? bytes.p : "";
        out->length = bytes.len;
        return SURETY_OK;
    case ARCHIVE_ABSENT: return SURETY_OK;
    case ARCHIVE_FAILED: break;
    }
    return failed(r, &err, &out->error);
}

static surety_zone_day day_out(const ZoneDay *d)
{
    return (surety_zone_day){d->kind, d->month, d->week, d->weekday, d->day, d->seconds};
}

static surety_status load_zone(void *user, const char *name, surety_zone *out)
{
    Run *r = user;
    Zone z;
    Err err = {0};
    if (!sy_zone_load(r->arena, sy_str_from(name), &z, &err)) {
        return failed(r, &err, &out->error);
    }
    out->has_rule = z.has_rule;
    out->count = z.count;
    out->changes = z.changes;
    out->offsets = z.offsets;
    out->standard = z.rule.standard;
    out->summer = z.rule.summer;
    out->has_summer = z.rule.has_summer;
    out->begins = day_out(&z.rule.begins);
    out->ends = day_out(&z.rule.ends);
    return SURETY_OK;
}

surety_status sy_run_context(Run *r, surety_context **out)
{
    surety_context_options o = SURETY_CONTEXT_OPTIONS_INIT;
    o.user = r;
    o.read = read_file;
    o.document = sy_run_said(r, OPT_ARCHIVE) ? read_document : NULL;
    o.zone = load_zone;
    return surety_context_new(&o, out);
}
