#include "api/api.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

const char *surety_version(void)
{
#define TEXT_OF(x) #x
#define VERSION_OF(a, b, c) TEXT_OF(a) "." TEXT_OF(b) "." TEXT_OF(c)
    return VERSION_OF(SURETY_VERSION_MAJOR, SURETY_VERSION_MINOR, SURETY_VERSION_PATCH);
#undef VERSION_OF
#undef TEXT_OF
}

const char *surety_status_name(surety_status status)
{
    switch (status) {
    case SURETY_OK: return "ok";
    case SURETY_USAGE: return "usage";
    case SURETY_MODEL_ERRORS: return "model has errors";
    case SURETY_FAILED: return "failed";
    case SURETY_LIMIT: return "limit reached";
    case SURETY_OUT_OF_MEMORY: return "out of memory";
    case SURETY_MISUSE: return "misuse";
    default: return "unknown status";
    }
}

// ---------------------------------------------------------------- out of memory

typedef struct Trap {
    jmp_buf jump;
    OutOf why;
} Trap;

static void spring(void *context, OutOf why)
{
    Trap *t = context;
    t->why = why;
    longjmp(t->jump, 1);
}

surety_status sy_api_run(surety_context *c, surety_status (*body)(void *call), void *call)
{
    Trap trap = {0};
    surety_status status;
    int64_t before = c->budget.count;
    c->budget.trap = spring;
    c->budget.context = &trap;
    if (setjmp(trap.jump) == 0) {
        status = body(call);
    } else {
        status = sy_api_fail(c, SURETY_OUT_OF_MEMORY, "%s",
                             trap.why == OUT_OF_BUDGET ? "the memory limit was reached"
                                                       : "out of memory");
    }
    c->budget.trap = NULL;
    c->budget.context = NULL;
    if (status == SURETY_OUT_OF_MEMORY) {
        sy_arena_free_since(&c->budget, before);
    }
    return status;
}

surety_status sy_api_fail(surety_context *c, surety_status status, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    vsnprintf(c->message, sizeof c->message, fmt, args);
    va_end(args);
    return status;
}

surety_status sy_api_err(surety_context *c, const Err *err, surety_status of_invalid)
{
    static const surety_status of_kind[] = {
        [ERR_NONE] = SURETY_FAILED,    [ERR_IO] = SURETY_FAILED,
        [ERR_LIMIT] = SURETY_LIMIT,    [ERR_MEMORY] = SURETY_OUT_OF_MEMORY,
        [ERR_INVALID] = SURETY_FAILED,
    };
    surety_status status = err->kind == ERR_INVALID ? of_invalid : of_kind[err->kind];
    return sy_api_fail(c, status, "%s", err->text);
}

void sy_api_give(Arena *arena, const Buf *b, const char **out_text, int64_t *out_length)
{
    *out_text = sy_str_cstring(arena, sy_buf_view(b));
    *out_length = b->len;
}

// ---------------------------------------------------------------- contexts

typedef struct ContextCall {
    surety_context *fresh; // on the stack, until its arena stands
    surety_context *context;
} ContextCall;

static surety_status context_body(void *p)
{
    ContextCall *call = p;
    call->fresh->arena = sy_arena_new(&call->fresh->budget);
    call->context = NEW(call->fresh->arena, surety_context);
    return SURETY_OK;
}

static void context_release(surety_context *c)
{
    Budget last = c->budget; // the struct goes with its own arena
    Arena *arena = c->arena;
    arena->budget = &last;
    sy_arena_free(arena);
}

static const char *text_or_empty(const char *s)
{
    return s ? s : "";
}

surety_status surety_context_new(const surety_context_options *options, surety_context **out)
{
    surety_context_options o = SURETY_CONTEXT_OPTIONS_INIT;
    if (!out || (options && options->size < sizeof(uint32_t) * 2 + sizeof(int64_t))) {
        return SURETY_MISUSE;
    }
    if (options) {
        memcpy(&o, options, options->size < sizeof o ? options->size : sizeof o);
    }
    if (o.memory_limit < 0) {
        return SURETY_MISUSE;
    }
    surety_context fresh = {.budget = {.limit = o.memory_limit}};
    ContextCall call = {.fresh = &fresh};
    surety_status status = sy_api_run(&fresh, context_body, &call);
    if (status != SURETY_OK) {
        return status;
    }
    fresh.options = o;
    *call.context = fresh;
    call.context->arena->budget = &call.context->budget;
    *out = call.context;
    return SURETY_OK;
}

void surety_context_free(surety_context *c)
{
    if (c) {
        context_release(c);
    }
}

const char *surety_context_message(const surety_context *c)
{
    return c ? text_or_empty(c->message) : "";
}

int64_t surety_context_memory_peak(const surety_context *c)
{
    return c ? c->budget.peak : 0;
}

// ---------------------------------------------------------------- diagnostics

static Diags without_notes(Arena *arena, const Diags *from)
{
    Diags d = *from;
    d.all.p = NULL;
    d.all.len = d.all.cap = 0;
    for (ptrdiff_t i = 0; i < from->all.len; i++) {
        if (from->all.p[i].level != DIAG_NOTE) {
            vec_push(arena, &d.all, from->all.p[i]);
        }
    }
    d.notes = 0;
    return d;
}

void sy_api_diags_text(Buf *b, const Diags *diags, int32_t columns, uint32_t flags, int limit)
{
    RenderOptions o = {.colour = (flags & SURETY_COLOUR) != 0, .width = columns, .limit = limit};
    if (flags & SURETY_NOTES) {
        sy_diags_render(b, diags, o);
        return;
    }
    Diags some = without_notes(b->arena, diags);
    sy_diags_render(b, &some, o);
}

void sy_api_diags_fields(Json *j, const Diags *diags)
{
    sy_json_key_int(j, "errors", diags->errors);
    sy_json_key_int(j, "warnings", diags->warnings);
    sy_json_key_int(j, "notes", diags->notes);
    sy_json_key_bool(j, "complete", !diags->full);
    sy_json_key(j, "diagnostics");
    sy_diags_json(j, diags);
}

void sy_api_diags_json(Buf *b, const Diags *diags)
{
    Json j = sy_json_new(b);
    sy_json_object(&j);
    sy_json_key_str(&j, "format", STR("surety.diagnostics/1"));
    sy_api_diags_fields(&j, diags);
    sy_json_end(&j);
    sy_buf_char(b, '\n');
}
