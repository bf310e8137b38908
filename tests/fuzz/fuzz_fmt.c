// What can be formatted keeps its tree, and formatting it again changes nothing.
#include "fuzz.h"

#include "../lang/tree_dump.h"
#include "lang/fmt.h"

typedef struct Run {
    Sources *sources;
    Diags *diags;
    Syms *syms;
} Run;

static Str fmt(Arena *arena, Run *r, Str text, Str *out_tree)
{
    sy_sources_add(r->sources, STR("fuzz"), text);
    Source *source = &r->sources->all.p[r->sources->all.len - 1];
    Buf out = sy_buf_new(arena);
    if (!sy_fmt(&out, arena, r->syms, source, r->diags)) {
        return (Str){0};
    }
    Tree *tree = sy_tree_new(arena, r->syms);
    sy_parse_file(tree, r->diags, source, STR("fuzz"), 0, 0);
    *out_tree = tree_dump(arena, tree);
    return sy_buf_view(&out);
}

static void one(Arena *arena, Str text)
{
    Run r = {.sources = sy_sources_new(arena), .syms = sy_syms_new(arena)};
    r.diags = sy_diags_new(arena, r.sources);
    Str before = {0}, after = {0};
    Str once = fmt(arena, &r, text, &before);
    if (once.len > 0) {
        Str twice = fmt(arena, &r, once, &after);
        SY_ASSERT(sy_str_eq(once, twice));
        SY_ASSERT(sy_str_eq(before, after));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(data, size, one);
}
