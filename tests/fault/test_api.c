// Every allocation of every call of the public interface fails once: the call says so, and the next
// one gives the right answer. And every argument that can never be right is refused.
#include "harness.h"

#include "api/api.h"

static const char model_text[] = "surety 1\n"
                                 "framework f \"F\"\n"
                                 "party US \"United States\" voice Trump\n"
                                 "party UK \"United Kingdom\"\n"
                                 "group G \"Both\" members US, UK\n"
                                 "layer air \"Air\"\n"
                                 "layer troops \"Troops\"\n"
                                 "fact deal \"A deal\"\n"
                                 "reading r \"How?\"\n"
                                 "    option wide\n"
                                 "    option narrow\n"
                                 "condition both \"Both\" means all of G.troops\n"
                                 "2025-08-19 Trump: US is open to give troops if UK.troops [C1]\n"
                                 "2025-08-19 UK: UK will give troops if US.troops and deal [C2]\n"
                                 "2025-08-20 UK: UK will give troops instead of deal [C3]\n"
                                 "2025-08-20 reporter: UK will not give air only when r is wide\n"
                                 "expect US.troops stands only together\n";

typedef struct Texts {
    Str text, json;
} Texts;

static Str kept(Arena *arena, const char *text, int64_t length)
{
    return sy_str_dup(arena, (Str){text, (ptrdiff_t)length});
}

static void fail_next(surety_context *c, int64_t n)
{
    c->budget.fail_at = n ? c->budget.count + n : 0;
}

// Asks and shows; the status of what failed first.
static surety_status ask(Arena *arena, surety_model *m, const char *question, Texts *out)
{
    static const surety_option options[] = {{"as-of", "2025-08-20"}, {"given", "deal"}};
    bool hold = question[0] == 'h';
    surety_result *r = NULL;
    const char *text;
    int64_t length;
    surety_status status = surety_ask(m, question, options, hold ? 2 : 0, &r);
    if (status == SURETY_OK) {
        status = surety_result_text(r, 80, SURETY_NOTES, &text, &length);
    }
    if (status == SURETY_OK) {
        out->text = kept(arena, text, length);
        status = surety_result_json(r, &text, &length);
    }
    if (status == SURETY_OK) {
        out->json = kept(arena, text, length);
    }
    surety_result_free(r);
    return status;
}

TEST(every_allocation_of_a_question)
{
    static const char *const questions[] = {"check", "hold"};
    for (ptrdiff_t q = 0; q < COUNT_OF(questions); q++) {
        surety_context *c = NULL;
        surety_model *m = NULL;
        Texts want = {0}, got = {0};
        CHECK_INT(surety_context_new(NULL, &c), SURETY_OK);
        CHECK_INT(surety_model_load_text(c, "m.surety", model_text, sizeof model_text - 1, &m),
                  SURETY_OK);
        CHECK_INT(ask(arena, m, questions[q], &want), SURETY_OK);
        int64_t n = 1, failures = 0;
        for (surety_status status = SURETY_OUT_OF_MEMORY; status != SURETY_OK; n += 1 + n / 64) {
            ArenaMark mark = sy_arena_mark(arena);
            fail_next(c, n);
            status = ask(arena, m, questions[q], &got);
            fail_next(c, 0);
            failures += status == SURETY_OUT_OF_MEMORY;
            if (!CHECK(status == SURETY_OK || status == SURETY_OUT_OF_MEMORY) ||
                !CHECK_INT(ask(arena, m, questions[q], &got), SURETY_OK) ||
                !CHECK(sy_str_eq(got.text, want.text) && sy_str_eq(got.json, want.json))) {
                break;
            }
            sy_arena_rewind(arena, mark);
        }
        printf("# %s: %lld failures\n", questions[q], (long long)failures);
        CHECK(failures > 50);
        surety_model_free(m);
        CHECK(c->budget.used < 100000); // nothing is left but the context
        surety_context_free(c);
    }
}

TEST(every_allocation_of_loading_and_formatting)
{
    surety_context *c = NULL;
    CHECK_INT(surety_context_new(NULL, &c), SURETY_OK);
    int64_t before = c->budget.used;
    surety_status status = SURETY_OUT_OF_MEMORY;
    for (int64_t n = 1; status != SURETY_OK; n += 1 + n / 64) {
        surety_model *m = NULL;
        fail_next(c, n);
        status = surety_model_load_text(c, "m.surety", model_text, sizeof model_text - 1, &m);
        CHECK(status == SURETY_OK ? m != NULL : m == NULL);
        surety_model_free(m);
        CHECK_INT(c->budget.used, before);
    }
    status = SURETY_OUT_OF_MEMORY;
    for (int64_t n = 1; status != SURETY_OK; n++) {
        surety_result *r = NULL;
        fail_next(c, n);
        status = surety_format(c, "m.surety", model_text, sizeof model_text - 1, &r);
        CHECK(status == SURETY_OK || status == SURETY_OUT_OF_MEMORY);
        surety_result_free(r);
        CHECK_INT(c->budget.used, before);
    }
    surety_context_free(c);
}

TEST(memory_limits)
{
    for (int64_t limit = 1; limit < (int64_t)8 << 20; limit += limit / 2 + 1) {
        surety_context_options o = SURETY_CONTEXT_OPTIONS_INIT;
        o.memory_limit = limit;
        surety_context *c = NULL;
        surety_model *m = NULL;
        Texts got = {0};
        surety_status status = surety_context_new(&o, &c);
        if (status == SURETY_OK) {
            status = surety_model_load_text(c, "m", model_text, sizeof model_text - 1, &m);
        }
        if (status == SURETY_OK) {
            status = ask(arena, m, "hold", &got);
        }
        CHECK(status == SURETY_OK || status == SURETY_OUT_OF_MEMORY);
        CHECK(!c || surety_context_memory_peak(c) <= limit);
        surety_model_free(m);
        surety_context_free(c);
    }
}

TEST(arguments)
{
    surety_context *c = NULL;
    surety_model *m = NULL;
    surety_result *r = NULL;
    const char *text;
    int64_t n;
    CHECK_INT(surety_context_new(NULL, NULL), SURETY_MISUSE);
    surety_context_options o = SURETY_CONTEXT_OPTIONS_INIT;
    o.size = 4;
    CHECK_INT(surety_context_new(&o, &c), SURETY_MISUSE);
    CHECK_INT(surety_context_new(NULL, &c), SURETY_OK);
    CHECK_INT(surety_model_load(c, NULL, 1, &m), SURETY_MISUSE);
    CHECK_INT(surety_model_load_text(c, "m", NULL, 3, &m), SURETY_MISUSE);
    CHECK_INT(surety_model_load_text(c, "m", "", -1, &m), SURETY_MISUSE);
    const char *paths[] = {"m.surety", NULL};
    CHECK_INT(surety_model_load(c, paths, 2, &m), SURETY_MISUSE);
    CHECK_INT(surety_model_load(c, paths, 1, &m), SURETY_FAILED); // no way to read
    CHECK(surety_context_message(c)[0] != '\0');
    CHECK(m == NULL);
    CHECK_INT(surety_model_load_text(c, "m", "", 0, &m), SURETY_MODEL_ERRORS);
    CHECK_INT(surety_model_errors(m), 1);
    CHECK_INT(surety_ask(m, "hold", NULL, 0, &r), SURETY_MODEL_ERRORS);
    CHECK_INT(surety_ask(m, "check", NULL, 0, &r), SURETY_OK);
    CHECK_INT(surety_result_answer(r), 1);
    CHECK_INT(surety_result_file(r, 0, &text, &text, &n), SURETY_MISUSE);
    CHECK_INT(surety_result_text(r, -1, 0, &text, &n), SURETY_MISUSE);
    CHECK_INT(surety_ask(m, "what", NULL, 0, &r), SURETY_USAGE);
    CHECK_INT(surety_ask(m, NULL, NULL, 0, &r), SURETY_MISUSE);
    CHECK_INT(surety_explain("e0203", &text, &n), SURETY_OK);
    CHECK_INT(surety_explain("X", &text, &n), SURETY_USAGE);
    CHECK_INT(surety_code(100000, &text, &text), SURETY_USAGE);
    surety_result_free(r);
    surety_result_free(NULL);
    surety_model_free(m);
    surety_model_free(NULL);
    surety_context_free(c);
    surety_context_free(NULL);
}

static surety_status option(surety_model *m, const char *key, const char *value)
{
    surety_option o = {key, value};
    surety_result *r = NULL;
    surety_status status = surety_ask(m, "hold", &o, 1, &r);
    surety_result_free(r);
    return status;
}

TEST(options)
{
    surety_context *c = NULL;
    surety_model *m = NULL;
    CHECK_INT(surety_context_new(NULL, &c), SURETY_OK);
    CHECK_INT(surety_model_load_text(c, "m", model_text, sizeof model_text - 1, &m), SURETY_OK);
    static const struct {
        const char *key, *value;
        surety_status status;
    } cases[] = {
        {"as-of", "2025-08-19", SURETY_OK},
        {"as-of", "2025-08-19 at 09:00", SURETY_OK},
        {"as-of", "2025-02-30", SURETY_USAGE},
        {"as-of", "yesterday", SURETY_USAGE},
        {"as-of", "", SURETY_USAGE},
        {"known-by", "2025-08", SURETY_OK},
        {"at", "stated", SURETY_OK},
        {"at", "refused", SURETY_USAGE},
        {"at", "ruled-out", SURETY_USAGE},
        {"speakers", "self, attributed", SURETY_OK},
        {"speakers", "self,,", SURETY_USAGE},
        {"speakers", "me", SURETY_USAGE},
        {"rated", "b3", SURETY_OK},
        {"rated", "G1", SURETY_USAGE},
        {"reading", "r=wide", SURETY_OK},
        {"reading", "R = Wide", SURETY_OK},
        {"reading", "r=broad", SURETY_USAGE},
        {"reading", "r", SURETY_USAGE},
        {"reading", "deal=true", SURETY_USAGE},
        {"given", "deal,US.troops,UK", SURETY_OK},
        {"given", "deal=false", SURETY_USAGE},
        {"given", "dael", SURETY_USAGE},
        {"given", "US.nothing", SURETY_USAGE},
        {"without", "C1,[C2]", SURETY_OK},
        {"without", "C99", SURETY_USAGE},
        {"together", "US.troops,UK.troops", SURETY_OK},
        {"together", "US", SURETY_USAGE},
        {"party", "US", SURETY_OK},
        {"party", "air", SURETY_USAGE},
        {"layer", "air", SURETY_OK},
        {"limit", "0", SURETY_USAGE},
        {"goal", "US.troops", SURETY_OK},
        {"goal", "nowhere", SURETY_USAGE},
        {"colour", "red", SURETY_USAGE},
        {"notes", "yes", SURETY_USAGE},
        {"strict", "yes", SURETY_OK},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(cases); i++) {
        if (!CHECK_INT(option(m, cases[i].key, cases[i].value), cases[i].status)) {
            printf("# %s %s: %s\n", cases[i].key, cases[i].value, surety_context_message(c));
        }
    }
    surety_model_free(m);
    surety_context_free(c);
}
