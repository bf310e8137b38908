// Lexer and parser on any bytes.
#include "fuzz.h"

#include "lang/parse.h"

static void one(Arena *arena, Str text)
{
    Sources *sources = sy_sources_new(arena);
    Syms *syms = sy_syms_new(arena);
    sy_sources_add(sources, STR("fuzz"), text);
    Tree *tree = sy_tree_new(arena, syms);
    sy_parse_file(tree, sy_diags_new(arena, sources), &sources->all.p[1], STR("fuzz"), 0, 0);
    Moment moment;
    sy_parse_moment(tree, sy_diags_new(arena, sources), &sources->all.p[1], &moment);
    sy_parse_condition(tree, sy_diags_new(arena, sources), &sources->all.p[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(data, size, one);
}
