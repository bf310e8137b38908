// check, hold, positions and why on any text, through the public interface: each gives an answer or
// a status that says why not, text and JSON, within a budget of memory. A text that loads without
// errors is the same to a second context.
#include "surety/surety.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define BUDGET (256 << 20)

static void must(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "fuzz_check: %s\n", what);
        abort();
    }
}

static bool is_clean(surety_status status)
{
    return status == SURETY_OK || status == SURETY_OUT_OF_MEMORY || status == SURETY_LIMIT;
}

static void ends_in_nul(const char *text, int64_t length)
{
    must(text && length >= 0 && text[length] == '\0', "a text that does not end in NUL");
}

static void show(surety_result *r)
{
    const char *text;
    int64_t length;
    surety_status status = surety_result_text(r, 80, SURETY_NOTES, &text, &length);
    must(is_clean(status), "a text that cannot be had");
    if (status == SURETY_OK) {
        ends_in_nul(text, length);
    }
    status = surety_result_json(r, &text, &length);
    must(is_clean(status), "a JSON that cannot be had");
    if (status == SURETY_OK) {
        ends_in_nul(text, length);
    }
}

static void ask(surety_model *m, const char *question, const char *key, const char *value)
{
    const surety_option option = {key, value};
    surety_result *r = NULL;
    surety_status status = surety_ask(m, question, &option, key ? 1 : 0, &r);
    must(is_clean(status) || status == SURETY_MODEL_ERRORS || status == SURETY_USAGE ||
             status == SURETY_FAILED,
         "a question without a clean status");
    must((status == SURETY_OK) == (r != NULL), "a status and a result that disagree");
    if (r) {
        show(r);
    }
    surety_result_free(r);
}

// The first `A.b` of the text behind "expect ": a name that why may be asked of.
static bool goal_of(const uint8_t *data, size_t size, char *out, size_t room)
{
    static const char word[] = "expect ";
    for (size_t i = 0; i + sizeof word < size; i++) {
        if (memcmp(data + i, word, sizeof word - 1) != 0) {
            continue;
        }
        size_t n = 0;
        const uint8_t *p = data + i + sizeof word - 1;
        while (p + n < data + size && n + 1 < room && p[n] > ' ') {
            out[n] = (char)p[n];
            n++;
        }
        out[n] = '\0';
        return n > 0;
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    surety_context_options options = SURETY_CONTEXT_OPTIONS_INIT;
    surety_context *c = NULL;
    surety_model *m = NULL;
    options.memory_limit = BUDGET;
    must(surety_context_new(&options, &c) == SURETY_OK, "no context");
    surety_status status =
        surety_model_load_text(c, "fuzz.surety", (const char *)data, (int64_t)size, &m);
    must(is_clean(status) || status == SURETY_MODEL_ERRORS, "a load without a clean status");
    if (m) {
        char goal[200];
        ask(m, "check", NULL, NULL);
        ask(m, "hold", NULL, NULL);
        ask(m, "positions", NULL, NULL);
        if (goal_of(data, size, goal, sizeof goal)) {
            ask(m, "why", "goal", goal);
        }
    }
    surety_model_free(m);
    surety_context_free(c);
    return 0;
}
