// Every question on every model of examples/ and tests/models, while memory fails at one allocation
// after another and under every budget: the right answer or SURETY_OUT_OF_MEMORY, nothing lost, and
// then the right answer. And readers that fail, give less than there is, or something else.
//   FAULT_WORK=N  allocations to spend on one question of one model (600000)
#include "harness.h"

#include "api/api.h"

#include <glob.h>

typedef struct Answer {
    surety_status status;
    Str text, json;
} Answer;

static const char *const questions[] = {"check", "hold", "positions", "why", "fmt"};

// ---------------------------------------------------------------- the outside

typedef struct Outside {
    Arena *arena;
    int fails_at; // the n-th reading fails; 0: none does
    int calls;    // for models' files; a lock file is none
    int64_t most; // bytes given of a file; -1: all
    bool odd;     // gives what no reader should
} Outside;

static Str file_text(Arena *arena, const char *path)
{
    char part[4096];
    size_t n;
    Buf b = sy_buf_new(arena);
    FILE *f = fopen(path, "rb");
    if (!f) {
        return (Str){0};
    }
    while ((n = fread(part, 1, sizeof part, f)) > 0) {
        sy_buf_str(&b, (Str){part, (ptrdiff_t)n});
    }
    fclose(f);
    return sy_buf_view(&b);
}

static surety_status read_file(void *user, const char *path, surety_bytes *out)
{
    Outside *o = user;
    bool lock = sy_str_ends(sy_str_from(path), STR(".anchors"));
    o->calls += !lock;
    if (!lock && o->calls == o->fails_at) {
        out->error = o->odd ? NULL : "the disk is gone";
        return o->odd ? (surety_status)12345 : SURETY_FAILED;
    }
    Str text = file_text(o->arena, path);
    out->bytes = text.p;
    out->length = o->most >= 0 && o->most < text.len ? o->most : text.len;
    if (o->odd && o->fails_at < 0) {
        out->length = -1;
    }
    return text.p || lock ? SURETY_OK : SURETY_FAILED;
}

static surety_status no_document(SY_UNUSED void *user, SY_UNUSED const char *name,
                                 surety_bytes *out)
{
    out->bytes = NULL;
    return SURETY_OK;
}

static surety_status two_hours_east(SY_UNUSED void *user, SY_UNUSED const char *name,
                                    surety_zone *out)
{
    static const int32_t offset = 7200;
    out->offsets = &offset;
    return SURETY_OK;
}

static surety_context *context(Outside *o, int64_t limit)
{
    surety_context_options options = SURETY_CONTEXT_OPTIONS_INIT;
    surety_context *c = NULL;
    options.user = o;
    options.read = read_file;
    options.zone = two_hours_east;
    options.document = no_document;
    options.memory_limit = limit;
    surety_status status = surety_context_new(&options, &c);
    SY_ASSERT(status == SURETY_OK && c);
    return c;
}

// The models, by path; at the root of the project or one folder below it.
static int models(glob_t *out)
{
    static const char *const patterns[] = {"examples/*/*.surety", "tests/models/*.surety",
                                           "../examples/*/*.surety", "../tests/models/*.surety"};
    *out = (glob_t){0};
    for (ptrdiff_t i = 0; i < COUNT_OF(patterns); i++) {
        glob(patterns[i], out->gl_pathc ? GLOB_APPEND : 0, NULL, out);
    }
    return (int)out->gl_pathc;
}

// ---------------------------------------------------------------- asking

static surety_status shown(Arena *arena, surety_result *r, Answer *out)
{
    const char *text;
    int64_t length;
    surety_status status = surety_result_text(r, 80, SURETY_NOTES, &text, &length);
    if (status == SURETY_OK) {
        out->text = sy_str_dup(arena, (Str){text, (ptrdiff_t)length});
        status = surety_result_json(r, &text, &length);
    }
    if (status == SURETY_OK) {
        out->json = sy_str_dup(arena, (Str){text, (ptrdiff_t)length});
    }
    return status;
}

// A promise of the model, for why.
static const char *goal(Arena *arena, surety_model *m)
{
    if (!m->arena || m->loaded.model->promises.len < 2) {
        return "nothing";
    }
    return sy_str_cstring(arena, sy_promise_name(arena, m->loaded.model, (PromiseId){1}));
}

static surety_status formatted(surety_model *m, surety_result **out)
{
    Str text = m->texts.p[0].text;
    surety_status status = surety_format(m->context, "a.surety", text.p, text.len, out);
    return status == SURETY_MODEL_ERRORS ? SURETY_OK : status;
}

static Answer ask(Arena *arena, surety_model *m, const char *question, const char *why)
{
    surety_option o = {"goal", why};
    surety_result *r = NULL;
    Answer a = {0};
    a.status = question[0] == 'f' ? formatted(m, &r)
                                  : surety_ask(m, question, &o, question[0] == 'w' ? 1 : 0, &r);
    if (a.status == SURETY_OK) {
        a.status = shown(arena, r, &a);
    }
    surety_result_free(r);
    return a;
}

static bool same(const Answer *a, const Answer *b)
{
    return a->status == b->status && sy_str_eq(a->text, b->text) && sy_str_eq(a->json, b->json);
}

static void fail_next(surety_context *c, int64_t n)
{
    c->budget.fail_at = n ? c->budget.count + n : 0;
}

static int64_t work(void)
{
    const char *text = getenv("FAULT_WORK");
    return text ? strtoll(text, NULL, 10) : 600000;
}

// ---------------------------------------------------------------- the n-th allocation fails

// Every n at first, then ever fewer, so that a question costs about work() allocations.
static int64_t after(int64_t n, int64_t all)
{
    int64_t tries = work() / (2 * all + 1) + 8;
    return n < tries / 2 ? n + 1 : n + 1 + n * 8 / tries;
}

static bool fails_cleanly(Arena *arena, surety_model *m, const char *question, const char *why)
{
    surety_context *c = m->context;
    Answer first = ask(arena, m, question, why);
    int64_t before = c->budget.count;
    Answer want = ask(arena, m, question, why);
    int64_t all = c->budget.count - before;
    bool ok = CHECK(same(&first, &want));
    int failures = 0;
    for (int64_t n = 1; ok && n <= all; n = after(n, all)) {
        ArenaMark mark = sy_arena_mark(arena);
        fail_next(c, n);
        Answer got = ask(arena, m, question, why);
        fail_next(c, 0);
        failures += got.status == SURETY_OUT_OF_MEMORY;
        ok = CHECK(got.status == SURETY_OUT_OF_MEMORY || same(&got, &want));
        if (failures < 8 || failures % 8 == 0) {
            got = ask(arena, m, question, why);
            ok = ok && CHECK(same(&got, &want));
        }
        sy_arena_rewind(arena, mark);
    }
    Answer last = ask(arena, m, question, why);
    return ok && CHECK(same(&last, &want)) && CHECK(failures > 0);
}

TEST(every_allocation)
{
    glob_t paths;
    int n = models(&paths);
    for (int i = 0; i < n; i++) {
        Arena *own = sy_arena_new(sy_arena_budget(arena));
        Outside o = {.arena = own, .most = -1};
        surety_context *c = context(&o, 0);
        int64_t at_rest = c->budget.used;
        surety_model *m = NULL;
        const char *path = paths.gl_pathv[i];
        surety_status status = surety_model_load(c, &path, 1, &m);
        CHECK(status == SURETY_OK || status == SURETY_MODEL_ERRORS);
        const char *why = m ? goal(own, m) : "";
        for (ptrdiff_t q = 0; m && q < COUNT_OF(questions); q++) {
            if (!fails_cleanly(own, m, questions[q], why)) {
                printf("# %s: %s\n", path, questions[q]);
                break;
            }
        }
        surety_model_free(m);
        CHECK_INT(c->budget.used, at_rest);
        surety_context_free(c);
        sy_arena_free(own);
    }
    globfree(&paths);
    printf("# %d models\n", n);
}

// ---------------------------------------------------------------- budgets

static Answer from_scratch(Arena *arena, const char *path, const char *question, int64_t limit)
{
    Outside o = {.arena = arena, .most = -1};
    surety_context *c = context(&o, limit);
    surety_model *m = NULL;
    Answer a = {.status = SURETY_OUT_OF_MEMORY};
    a.status = surety_model_load(c, &path, 1, &m);
    if (m) {
        a = ask(arena, m, question, goal(arena, m));
    }
    CHECK(limit == 0 || surety_context_memory_peak(c) <= limit);
    surety_model_free(m);
    surety_context_free(c);
    return a;
}

TEST(every_budget)
{
    glob_t paths;
    int n = models(&paths);
    for (int i = 0; i < n; i++) {
        for (ptrdiff_t q = 0; q < COUNT_OF(questions); q++) {
            const char *path = paths.gl_pathv[i];
            Arena *own = sy_arena_new(sy_arena_budget(arena));
            Answer want = from_scratch(own, path, questions[q], 0);
            Answer got = {.status = SURETY_OUT_OF_MEMORY};
            for (int64_t limit = 65536; got.status == SURETY_OUT_OF_MEMORY && limit < (1LL << 32);
                 limit *= 2) {
                got = from_scratch(own, path, questions[q], limit);
            }
            if (!CHECK(same(&got, &want))) {
                printf("# %s: %s: %s\n", path, questions[q], surety_status_name(got.status));
            }
            sy_arena_free(own);
        }
    }
    globfree(&paths);
}

// ---------------------------------------------------------------- readers

static surety_status load_with(Outside *o, const char *path, int64_t *out_errors)
{
    surety_context *c = context(o, 0);
    surety_model *m = NULL;
    surety_status status = surety_model_load(c, &path, 1, &m);
    *out_errors = m ? surety_model_errors(m) : 0;
    CHECK((m != NULL) == (status == SURETY_OK || status == SURETY_MODEL_ERRORS));
    CHECK(status == SURETY_OK || surety_context_message(c)[0]);
    if (m) {
        Answer a = ask(o->arena, m, "check", "");
        CHECK_INT(a.status, SURETY_OK);
    }
    surety_model_free(m);
    surety_context_free(c);
    return status;
}

TEST(readers_that_fail)
{
    glob_t paths;
    int n = models(&paths);
    for (int i = 0; i < n; i++) {
        const char *path = paths.gl_pathv[i];
        Outside o = {.arena = arena, .most = -1};
        int64_t errors;
        load_with(&o, path, &errors);
        int files = o.calls;
        for (int k = 1; k <= files * 2; k++) { // the named file fails; an included one is an error
            bool named = (k + 1) / 2 == 1;
            o = (Outside){.arena = arena, .most = -1, .fails_at = (k + 1) / 2, .odd = k % 2 == 0};
            CHECK_INT(load_with(&o, path, &errors), named ? SURETY_FAILED : SURETY_MODEL_ERRORS);
            CHECK(named || errors > 0);
        }
        o = (Outside){.arena = arena, .most = -1, .fails_at = -1, .odd = true};
        CHECK_INT(load_with(&o, path, &errors), SURETY_FAILED);
    }
    globfree(&paths);
}

// Cut anywhere a text is a model or has errors.
TEST(readers_that_give_less)
{
    glob_t paths;
    int n = models(&paths);
    for (int i = 0; i < n; i++) {
        int64_t size = file_text(arena, paths.gl_pathv[i]).len, errors;
        for (int64_t most = 0; most < size; most += 1 + size / 40) {
            ArenaMark mark = sy_arena_mark(arena);
            Outside o = {.arena = arena, .most = most};
            surety_status status = load_with(&o, paths.gl_pathv[i], &errors);
            CHECK(status == SURETY_OK || status == SURETY_MODEL_ERRORS);
            sy_arena_rewind(arena, mark);
        }
    }
    globfree(&paths);
}

// A model is what was read, whatever the files have become since.
TEST(readers_that_change)
{
    glob_t paths;
    int n = models(&paths);
    for (int i = 0; i < n; i++) {
        Outside o = {.arena = arena, .most = -1};
        surety_context *c = context(&o, 0);
        surety_model *m = NULL;
        const char *path = paths.gl_pathv[i];
        surety_model_load(c, &path, 1, &m);
        Answer want = ask(arena, m, "hold", "");
        o.most = 5;
        o.fails_at = o.calls + 2;
        fail_next(c, 20);
        Answer got = ask(arena, m, "hold", "");
        fail_next(c, 0);
        CHECK_INT(got.status, SURETY_OUT_OF_MEMORY);
        got = ask(arena, m, "hold", "");
        CHECK(same(&got, &want));
        surety_model_free(m);
        surety_context_free(c);
    }
    globfree(&paths);
}
