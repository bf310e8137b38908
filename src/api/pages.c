#include "api/pages.h"

#include "api/questions.h"

#include <stdio.h>

static surety_status page(Str name, const char **out_text, int64_t *out_length)
{
    for (const Page *p = sy_pages; p->name; p++) {
        if (sy_str_eq(sy_str_from(p->name), name)) {
            *out_text = p->text;
            *out_length = p->length;
            return SURETY_OK;
        }
    }
    return SURETY_USAGE;
}

surety_status surety_explain(const char *code, const char **out_text, int64_t *out_length)
{
    if (!code || !out_text || !out_length) {
        return SURETY_MISUSE;
    }
    DiagCode found = sy_diag_code_find(sy_str_from(code));
    if (found == D_NONE) {
        return SURETY_USAGE;
    }
    char name[16];
    snprintf(name, sizeof name, "%s.md", sy_diag_code_name(found));
    if (page(sy_str_from(name), out_text, out_length) == SURETY_OK) {
        return SURETY_OK;
    }
    *out_text = sy_diag_code_title(found); // a code without a page still says what it is about
    *out_length = sy_str_from(*out_text).len;
    return SURETY_OK;
}

surety_status surety_code(int64_t index, const char **out_code, const char **out_title)
{
    if (index < 0 || !out_code || !out_title) {
        return SURETY_MISUSE;
    }
    if (index >= D_COUNT - 1) {
        return SURETY_USAGE;
    }
    *out_code = sy_diag_code_name((DiagCode)(index + 1));
    *out_title = sy_diag_code_title((DiagCode)(index + 1));
    return SURETY_OK;
}

// "surety.diagnostics/1" is the page surety.diagnostics-1.json.
surety_status surety_schema(const char *format, const char **out_text, int64_t *out_length)
{
    char name[80];
    Str text = sy_str_from(format);
    if (!format || !out_text || !out_length) {
        return SURETY_MISUSE;
    }
    if (text.len > (ptrdiff_t)sizeof name - 8) {
        return SURETY_USAGE;
    }
    for (ptrdiff_t i = 0; i < text.len; i++) {
        name[i] = text.p[i] == '/' ? '-' : text.p[i];
    }
    memcpy(name + text.len, ".json", sizeof ".json");
    return page(sy_str_from(name), out_text, out_length);
}

// The formats are written out, for a caller that has no memory to build them in.
static const char *const formats[] = {
    "surety.add/1",         "surety.anchor/1",    "surety.check/1",  "surety.completion/1",
    "surety.diagnostics/1", "surety.explain/1",   "surety.fmt/1",    "surety.help/1",
    "surety.hold/1",        "surety.positions/1", "surety.schema/1", "surety.version/1",
    "surety.why/1",
};

surety_status surety_format_name(int64_t index, const char **out_format)
{
    if (index < 0 || !out_format) {
        return SURETY_MISUSE;
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(formats); i++) {
        const char *text;
        int64_t length;
        if (surety_schema(formats[i], &text, &length) == SURETY_OK && index-- == 0) {
            *out_format = formats[i];
            return SURETY_OK;
        }
    }
    return SURETY_USAGE;
}

surety_status surety_question(int64_t index, const char **out_question)
{
    if (index < 0 || !out_question) {
        return SURETY_MISUSE;
    }
    const Question *q = sy_question_at((ptrdiff_t)index);
    if (!q) {
        return SURETY_USAGE;
    }
    *out_question = q->name;
    return SURETY_OK;
}
