#include "api/api.h"

// ---------------------------------------------------------------- reading

typedef struct ReadCall { // what a loader's seam needs
    surety_model *model;
    bool again; // from the texts that are kept
} ReadCall;

static bool kept_text(const surety_model *m, Str path, Str *out)
{
    for (ptrdiff_t i = 0; i < m->texts.len; i++) {
        if (sy_str_eq(m->texts.p[i].path, path)) {
            *out = m->texts.p[i].text;
            return true;
        }
    }
    return false;
}

static bool read_text(void *context, SY_UNUSED Arena *arena, Str path, Str *out, Err *err)
{
    const ReadCall *call = context;
    surety_model *m = call->model;
    if (kept_text(m, path, out)) {
        return true;
    }
    const surety_context_options *o = &m->context->options;
    if (call->again || !o->read) {
        return sy_err_set(err, ERR_IO, "`%.*s` is not at hand", STR_ARG(path));
    }
    surety_bytes got = {0};
    const char *name = sy_str_cstring(m->kept, path);
    surety_status status = o->read(o->user, name, &got);
    if (status != SURETY_OK || !got.bytes || got.length < 0) {
        return sy_err_set(err, status == SURETY_LIMIT ? ERR_LIMIT : ERR_IO, "%s",
                          got.error ? got.error : "it cannot be read");
    }
    *out = (Str){got.bytes, (ptrdiff_t)got.length};
    KeptText one = {{name, path.len}, *out};
    vec_push(m->kept, &m->texts, one);
    return true;
}

// ---------------------------------------------------------------- loading

static void check_zone(surety_model *m);

static surety_status work_out(surety_model *m, bool again)
{
    ReadCall read = {m, again};
    m->arena = sy_arena_new(&m->context->budget);
    Loader loader = {.arena = m->arena, .read = read_text, .context = &read};
    Err err = {0};
    if (!sy_load(&loader, m->paths, m->npaths, &m->loaded, &err)) {
        return sy_api_err(m->context, &err, SURETY_FAILED);
    }
    check_zone(m);
    sy_diags_sort(m->loaded.diags);
    if (m->loaded.model->has_errors) {
        return sy_api_fail(m->context, SURETY_MODEL_ERRORS, "the model has errors");
    }
    return SURETY_OK;
}

surety_status sy_api_model_ready(surety_model *m)
{
    if (m->arena) {
        return m->loaded.model->has_errors ? SURETY_MODEL_ERRORS : SURETY_OK;
    }
    return work_out(m, true);
}

surety_status sy_api_model_run(surety_model *m, surety_status (*body)(void *call), void *call)
{
    Arena *before = m->arena; // one made in the call is gone by then
    surety_status status = sy_api_run(m->context, body, call);
    if (status == SURETY_OUT_OF_MEMORY) {
        sy_arena_free(before);
        m->arena = NULL;
    }
    return status;
}

typedef struct LoadCall {
    surety_context *context;
    const char *const *paths;
    ptrdiff_t npaths;
    Str text; // of the one path, where it is given
    bool has_text;
    Arena *kept;
    surety_model *model;
} LoadCall;

static surety_status load_body(void *p)
{
    LoadCall *call = p;
    call->kept = sy_arena_new(&call->context->budget);
    surety_model *m = NEW(call->kept, surety_model);
    m->context = call->context;
    m->kept = call->kept;
    Str *paths = NEW_N(m->kept, Str, call->npaths);
    for (ptrdiff_t i = 0; i < call->npaths; i++) {
        paths[i] = sy_str_dup(m->kept, sy_str_from(call->paths[i]));
    }
    m->paths = paths;
    m->npaths = call->npaths;
    if (call->has_text) {
        KeptText one = {paths[0], sy_str_dup(m->kept, call->text)};
        vec_push(m->kept, &m->texts, one);
    }
    call->model = m;
    return work_out(m, false);
}

static surety_status load(LoadCall *call, surety_model **out)
{
    surety_status status = sy_api_run(call->context, load_body, call);
    if (status == SURETY_OK || status == SURETY_MODEL_ERRORS) {
        *out = call->model;
        return status;
    }
    if (call->model && status != SURETY_OUT_OF_MEMORY) {
        sy_arena_free(call->model->arena);
        sy_arena_free(call->kept);
    }
    return status;
}

surety_status surety_model_load(surety_context *c, const char *const *paths, int64_t count,
                                surety_model **out)
{
    if (!c || !paths || count <= 0 || !out) {
        return SURETY_MISUSE;
    }
    if (count > LOAD_FILES_LIMIT) {
        return sy_api_fail(c, SURETY_LIMIT, "a model has at most %d files", LOAD_FILES_LIMIT);
    }
    for (int64_t i = 0; i < count; i++) {
        if (!paths[i]) {
            return SURETY_MISUSE;
        }
    }
    LoadCall call = {.context = c, .paths = paths, .npaths = (ptrdiff_t)count};
    return load(&call, out);
}

surety_status surety_model_load_text(surety_context *c, const char *name, const char *text,
                                     int64_t length, surety_model **out)
{
    if (!c || !name || (!text && length) || length < 0 || !out) {
        return SURETY_MISUSE;
    }
    LoadCall call = {.context = c, .paths = &name, .npaths = 1, .has_text = true};
    call.text = (Str){text ? text : "", (ptrdiff_t)length};
    return load(&call, out);
}

void surety_model_free(surety_model *m)
{
    if (m) {
        sy_arena_free(m->arena);
        sy_arena_free(m->kept);
    }
}

// ---------------------------------------------------------------- the zone

static const Clause *clock_clause(const surety_model *m)
{
    const Model *model = m->loaded.model;
    uint32_t i = 0;
    return model->framework.v
               ? sy_entity_clause(model, (Choices){0}, model->framework, CL_CLOCK, &i)
               : NULL;
}

static const char *clock_name(const surety_model *m)
{
    const Clause *c = clock_clause(m);
    return c ? sy_str_cstring(m->kept, c->text) : NULL;
}

static ZoneDay zone_day(const surety_zone_day *d)
{
    return (ZoneDay){.kind = (uint8_t)d->kind,
                     .month = (uint8_t)d->month,
                     .week = (uint8_t)d->week,
                     .weekday = (uint8_t)d->weekday,
                     .day = (int16_t)d->day,
                     .seconds = d->seconds};
}

static bool day_is_sane(const surety_zone_day *d)
{
    bool in_month = d->month >= 1 && d->month <= 12 && d->week >= 1 && d->week <= 5 &&
                    d->weekday >= 0 && d->weekday <= 6;
    bool in_year = d->day >= 0 && d->day <= 365;
    bool kind =
        d->kind == ZONE_DAY_MONTH ? in_month : d->kind >= 0 && d->kind < ZONE_DAY_MONTH && in_year;
    return kind && d->seconds > -700000 && d->seconds < 700000;
}

static bool offset_is_sane(int32_t offset)
{
    return offset > -ZONE_OFFSET_MOST && offset < ZONE_OFFSET_MOST;
}

static bool zone_is_sane(const surety_zone *z)
{
    bool ok = z->count >= 0 && z->offsets && (z->count == 0 || z->changes);
    if (z->has_rule) {
        ok = ok && offset_is_sane(z->standard) && offset_is_sane(z->summer) &&
             (!z->has_summer || (day_is_sane(&z->begins) && day_is_sane(&z->ends)));
    }
    for (int64_t i = 0; ok && i <= z->count; i++) {
        ok = offset_is_sane(z->offsets[i]) &&
             (i == 0 || i == z->count || z->changes[i] > z->changes[i - 1]);
    }
    return ok;
}

static bool ask_zone(surety_model *m, const char *name, Err *err)
{
    const surety_context_options *o = &m->context->options;
    if (!o->zone) {
        return sy_err_set(err, ERR_IO, "the time zone `%s` is not at hand", name);
    }
    surety_zone got = {.size = (uint32_t)sizeof got};
    surety_status status = o->zone(o->user, name, &got);
    if (status != SURETY_OK || !zone_is_sane(&got)) {
        return sy_err_set(err, ERR_IO, "%s",
                          got.error ? got.error : "the time zone is not at hand");
    }
    m->zone = (Zone){.name = sy_str_from(name),
                     .changes = got.changes,
                     .offsets = got.offsets,
                     .count = (ptrdiff_t)got.count,
                     .has_rule = got.has_rule != 0,
                     .rule = {.standard = got.standard,
                              .summer = got.summer,
                              .has_summer = got.has_summer != 0,
                              .begins = zone_day(&got.begins),
                              .ends = zone_day(&got.ends)}};
    m->has_zone = true;
    return true;
}

bool sy_api_model_zone(surety_model *m, const Zone **out, Err *err)
{
    if (!m->zone_known) {
        const char *name = clock_name(m);
        bool utc = !name || sy_str_eq(sy_str_from(name), STR("UTC"));
        if (!utc && !ask_zone(m, name, err)) {
            return false;
        }
        m->zone_known = true;
    }
    *out = m->has_zone ? &m->zone : NULL;
    return true;
}

// A clock that is no time zone is a mistake of the model, where zones can be asked for.
static void check_zone(surety_model *m)
{
    const Zone *zone;
    Err err = {0};
    Diags *diags = m->loaded.diags;
    const Clause *c = clock_clause(m);
    if (!c || !m->context->options.zone || m->loaded.model->has_errors ||
        sy_api_model_zone(m, &zone, &err)) {
        return;
    }
    Diag *d = sy_diag(diags, D_E0715, c->span, "`%.*s` is no time zone", STR_ARG(c->text));
    sy_diag_note(diags, d, "%s", err.text);
    sy_diag_help(diags, d, "zones have names like \"Europe/Kyiv\"; \"UTC\" is always known");
    m->loaded.model->has_errors = true;
}

// ---------------------------------------------------------------- diagnostics

int64_t surety_model_errors(const surety_model *m)
{
    return m && m->arena ? m->loaded.diags->errors : 0;
}

int64_t surety_model_warnings(const surety_model *m)
{
    return m && m->arena ? m->loaded.diags->warnings : 0;
}

int64_t surety_model_notes(const surety_model *m)
{
    return m && m->arena ? m->loaded.diags->notes : 0;
}

typedef struct ShowCall {
    surety_model *model;
    int32_t columns;
    uint32_t flags;
    bool json;
    const char **out_text;
    int64_t *out_length;
} ShowCall;

static surety_status show_body(void *p)
{
    ShowCall *call = p;
    surety_status status = sy_api_model_ready(call->model);
    if (status != SURETY_OK && status != SURETY_MODEL_ERRORS) {
        return status;
    }
    Buf b = sy_buf_new(call->model->arena);
    if (call->json) {
        sy_api_diags_json(&b, call->model->loaded.diags);
    } else {
        sy_api_diags_text(&b, call->model->loaded.diags, call->columns, call->flags, 0);
    }
    sy_api_give(call->model->kept, &b, call->out_text, call->out_length);
    return SURETY_OK;
}

surety_status surety_model_diagnostics_text(surety_model *m, int32_t columns, uint32_t flags,
                                            const char **out_text, int64_t *out_length)
{
    if (!m || columns < 0 || !out_text || !out_length) {
        return SURETY_MISUSE;
    }
    ShowCall call = {m, columns, flags, false, out_text, out_length};
    return sy_api_model_run(m, show_body, &call);
}

surety_status surety_model_diagnostics_json(surety_model *m, const char **out_text,
                                            int64_t *out_length)
{
    if (!m || !out_text || !out_length) {
        return SURETY_MISUSE;
    }
    ShowCall call = {m, 0, 0, true, out_text, out_length};
    return sy_api_model_run(m, show_body, &call);
}
