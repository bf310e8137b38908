#include "diag/diag.h"

#include <stdarg.h>
#include <stdio.h>

typedef struct CodeRow {
    const char *name;
    const char *title;
    DiagLevel level;
} CodeRow;

static const CodeRow codes[D_COUNT] = {
    [D_NONE] = {"", "", DIAG_ERROR},
#define CODE(code, level, title) [D_##code] = {#code, title, DIAG_##level},
#include "diag/codes.def"
#undef CODE
};

Sources *sy_sources_new(Arena *arena)
{
    Sources *s = NEW(arena, Sources);
    s->arena = arena;
    vec_push_slot(arena, &s->all)->name = STR("");
    return s;
}

// One position more than the text has bytes: its end is a place too.
static int64_t source_end(const Source *s)
{
    return (int64_t)s->start + s->text.len + 1;
}

uint32_t sy_sources_add(Sources *s, Str name, Str text)
{
    int64_t start = source_end(&s->all.p[s->all.len - 1]);
    if (text.len > SOURCE_TOTAL_LIMIT - start) {
        return 0;
    }
    vec_push(s->arena, &s->all, (Source){.name = name, .text = text, .start = (uint32_t)start});
    return (uint32_t)start;
}

static Source *source_at(const Sources *s, uint32_t position)
{
    ptrdiff_t low = 1;
    ptrdiff_t high = s->all.len;
    while (low < high) { // the first source beyond the position
        ptrdiff_t middle = (low + high) / 2;
        if (s->all.p[middle].start <= position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Source *found = &s->all.p[low - 1];
    return low > 1 && position < source_end(found) ? found : NULL;
}

const Source *sy_sources_at(const Sources *s, uint32_t position)
{
    return source_at(s, position);
}

Str sy_sources_text(const Sources *s, Span span)
{
    const Source *source = source_at(s, span.start);
    if (source == NULL || span.end < span.start) {
        return STR("");
    }
    return sy_str_sub(source->text, (ptrdiff_t)(span.start - source->start),
                      (ptrdiff_t)(span.end - source->start));
}

static void find_lines(Arena *arena, Source *source)
{
    VEC(uint32_t) lines = {0};
    vec_push(arena, &lines, 0);
    ptrdiff_t at = 0;
    for (;;) {
        ptrdiff_t next = sy_str_find_char(sy_str_sub(source->text, at, source->text.len), '\n');
        if (next < 0) {
            break;
        }
        at += next + 1;
        vec_push(arena, &lines, (uint32_t)at);
    }
    source->lines = lines.p;
    source->nlines = lines.len;
}

void sy_sources_locate(Sources *s, uint32_t position, int *out_line, int *out_column)
{
    Source *source = source_at(s, position);
    if (source == NULL) {
        *out_line = 0;
        *out_column = 0;
        return;
    }
    if (source->lines == NULL) {
        find_lines(s->arena, source);
    }
    uint32_t at = position - source->start;
    ptrdiff_t low = 0;
    ptrdiff_t high = source->nlines;
    while (low + 1 < high) {
        ptrdiff_t middle = (low + high) / 2;
        if (source->lines[middle] <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    *out_line = (int)low + 1;
    *out_column = (int)sy_utf8_count(sy_str_sub(source->text, source->lines[low], at)) + 1;
}

Diags *sy_diags_new(Arena *arena, Sources *sources)
{
    Diags *ds = NEW(arena, Diags);
    ds->arena = arena;
    ds->sources = sources;
    return ds;
}

// vsnprintf twice: to measure, then to write.
#define FORMAT(arena, fmt, out)                                                                    \
    do {                                                                                           \
        va_list args_;                                                                             \
        va_start(args_, fmt);                                                                      \
        int n_ = vsnprintf(NULL, 0, fmt, args_);                                                   \
        va_end(args_);                                                                             \
        SY_ASSERT(n_ >= 0);                                                                        \
        char *p_ = sy_arena_alloc(arena, (ptrdiff_t)n_ + 1, 1);                                    \
        va_start(args_, fmt);                                                                      \
        vsnprintf(p_, (size_t)n_ + 1, fmt, args_);                                                 \
        va_end(args_);                                                                             \
        (out) = (Str){p_, n_};                                                                     \
    } while (0)

static int *counter(Diags *ds, DiagLevel level)
{
    return level == DIAG_ERROR ? &ds->errors : level == DIAG_WARNING ? &ds->warnings : &ds->notes;
}

Diag *sy_diag(Diags *ds, DiagCode code, Span span, const char *fmt, ...)
{
    SY_ASSERT(code > D_NONE && code < D_COUNT);
    DiagLevel level = codes[code].level;
    ++*counter(ds, level);
    if (ds->all.len == DIAG_LIMIT) {
        ds->full = true;
        ds->spare = (Diag){.code = code, .level = level, .span = span};
        return &ds->spare;
    }
    Str message = {0};
    FORMAT(ds->arena, fmt, message);
    Diag *d = vec_push_slot(ds->arena, &ds->all);
    *d = (Diag){.code = code, .level = level, .span = span, .message = message};
    return d;
}

// What is added to a diagnostic that is not kept is not kept either.
static bool is_kept(const Diags *ds, const Diag *d)
{
    return d != &ds->spare;
}

void sy_diag_label(Diags *ds, Diag *d, Span span, const char *fmt, ...)
{
    if (is_kept(ds, d)) {
        DiagLabel label = {.span = span};
        FORMAT(ds->arena, fmt, label.text);
        vec_push(ds->arena, &d->labels, label);
    }
}

void sy_diag_caret(Diags *ds, Diag *d, const char *fmt, ...)
{
    if (is_kept(ds, d)) {
        FORMAT(ds->arena, fmt, d->label);
    }
}

void sy_diag_note(Diags *ds, Diag *d, const char *fmt, ...)
{
    if (is_kept(ds, d)) {
        Str text = {0};
        FORMAT(ds->arena, fmt, text);
        vec_push(ds->arena, &d->notes, text);
    }
}

void sy_diag_help(Diags *ds, Diag *d, const char *fmt, ...)
{
    if (is_kept(ds, d)) {
        Str text = {0};
        FORMAT(ds->arena, fmt, text);
        vec_push(ds->arena, &d->help, text);
    }
}

void sy_diag_fix(Diags *ds, Diag *d, Span span, Str replacement)
{
    if (is_kept(ds, d)) {
        d->fix_span = span;
        d->fix = sy_str_dup(ds->arena, replacement);
    }
}

void sy_diag_suggest(Diags *ds, Diag *d, Span span, Str replacement, const char *fmt, ...)
{
    if (is_kept(ds, d)) {
        Str text = {0};
        FORMAT(ds->arena, fmt, text);
        text = sy_str_fmt(ds->arena, "%.*s: `%.*s`", STR_ARG(text), STR_ARG(replacement));
        vec_push(ds->arena, &d->help, text);
        sy_diag_fix(ds, d, span, replacement);
    }
}

void sy_diag_level(Diags *ds, Diag *d, DiagLevel level)
{
    --*counter(ds, d->level);
    ++*counter(ds, level);
    d->level = level;
}

const char *sy_diag_code_name(DiagCode code)
{
    SY_ASSERT(code < D_COUNT);
    return codes[code].name;
}

const char *sy_diag_code_title(DiagCode code)
{
    SY_ASSERT(code < D_COUNT);
    return codes[code].title;
}

DiagCode sy_diag_code_find(Str name)
{
    for (int i = D_NONE + 1; i < D_COUNT; i++) {
        Str code = sy_str_from(codes[i].name);
        bool same_letter = name.len > 0 && sy_uni_fold((unsigned char)name.p[0]) ==
                                               sy_uni_fold((unsigned char)code.p[0]);
        if (same_letter &&
            sy_str_eq(sy_str_sub(name, 1, name.len), sy_str_sub(code, 1, code.len))) {
            return (DiagCode)i;
        }
    }
    return D_NONE;
}

static bool is_before(const Diag *a, const Diag *b)
{
    return a->span.start != b->span.start ? a->span.start < b->span.start : a->code < b->code;
}

// By insertion, from the end: DIAG_LIMIT bounds it, and what comes in is nearly sorted.
void sy_diags_sort(Diags *ds)
{
    for (ptrdiff_t i = 1; i < ds->all.len; i++) {
        Diag d = ds->all.p[i];
        ptrdiff_t at = i;
        for (; at > 0 && is_before(&d, &ds->all.p[at - 1]); at--) {
            ds->all.p[at] = ds->all.p[at - 1];
        }
        ds->all.p[at] = d;
    }
}
