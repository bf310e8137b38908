// hold_time.c - how long reading a model and working out what holds take, part by part.
//
//   hold_time FILE [RUNS]
//
// Prints, in CPU milliseconds, the median over the runs of: reading and parsing alone, the whole of
// loading, what holds; then the memory that the arenas had at their peak, and how many promises
// stand.
#include "lang/parse.h"
#include "model/load.h"
#include "record/hold.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define RUNS_MOST 1000

typedef struct Text {
    char *p;
    ptrdiff_t len;
} Text;

static bool give(void *context, SY_UNUSED Arena *arena, SY_UNUSED Str path, Str *out_text,
                 SY_UNUSED Err *err)
{
    const Text *t = context;
    *out_text = (Str){t->p, t->len};
    return true;
}

static Text read_all(const char *path)
{
    Text t = {0};
    FILE *f = fopen(path, "rb");
    if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (t.len = ftell(f)) < 0) {
        fprintf(stderr, "hold_time: cannot read %s\n", path);
        exit(4);
    }
    rewind(f);
    t.p = malloc((size_t)t.len + 1);
    if (t.p == NULL || fread(t.p, 1, (size_t)t.len, f) != (size_t)t.len) {
        fprintf(stderr, "hold_time: cannot read %s\n", path);
        exit(4);
    }
    fclose(f);
    return t;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double parse_time(const Text *t, const char *path)
{
    Budget budget = {0};
    double from = now();
    Arena *arena = sy_arena_new(&budget);
    Sources *sources = sy_sources_new(arena);
    Diags *diags = sy_diags_new(arena, sources);
    Syms *syms = sy_syms_new(arena);
    Tree *tree = sy_tree_new(arena, syms);
    Str name = sy_str_from(path);
    uint32_t at = sy_sources_add(sources, name, (Str){t->p, t->len});
    sy_parse_file(tree, diags, sy_sources_at(sources, at), name, 0, 0);
    double took = now() - from;
    sy_arena_free(arena);
    return took;
}

typedef struct Times {
    double parse, load, hold;
    int64_t loaded, peak; // bytes
    int stands, promises;
} Times;

static Times one(Text *t, const char *path)
{
    Times out = {.parse = parse_time(t, path)};
    Budget budget = {0};
    Arena *arena = sy_arena_new(&budget);
    Loader loader = {arena, give, t};
    Str name = sy_str_from(path);
    Loaded loaded = {0};
    Err err = {0};
    double from = now();
    if (!sy_load(&loader, &name, 1, &loaded, &err) || loaded.diags->errors) {
        fprintf(stderr, "hold_time: %s: the model has errors %s\n", path, err.text);
        exit(3);
    }
    double mid = now();
    out.loaded = budget.peak;
    Query query = {.as_of = MOM_ALWAYS, .known_by = DAY_NONE};
    query.choices = sy_choices_new(arena, loaded.model);
    World *w = sy_world_new(arena, loaded.model, &query, NULL);
    const Hold *h = sy_world_hold_disputed(w, (Ref){0});
    out.load = mid - from;
    out.hold = now() - mid;
    out.peak = budget.peak;
    for (ptrdiff_t i = 0; i < h->held.len; i++) {
        if (h->held.p[i].thing.kind == REF_PROMISE) {
            out.promises++;
            Verdict v = (Verdict)h->held.p[i].verdict;
            out.stands += sy_verdict_stands(v);
        }
    }
    sy_arena_free(arena);
    return out;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, compare);
    return v[n / 2];
}

int main(int argc, char **argv)
{
    int runs = argc > 2 ? atoi(argv[2]) : 5;
    if (argc < 2 || runs < 1 || runs > RUNS_MOST) {
        fputs("usage: hold_time FILE [RUNS]\n", stderr);
        return 2;
    }
    Text text = read_all(argv[1]);
    double parse[RUNS_MOST], load[RUNS_MOST], hold[RUNS_MOST];
    Times t = {0};
    for (int i = 0; i < runs; i++) {
        t = one(&text, argv[1]);
        parse[i] = t.parse;
        load[i] = t.load;
        hold[i] = t.hold;
    }
    double p = median(parse, runs);
    printf(
        "parse %.2f ms (%.0f MB/s), load %.2f ms, hold %.2f ms; %.1f MB loaded, %.1f MB at most; "
        "%d of %d promises stand\n",
        p, (double)text.len / 1e3 / p, median(load, runs), median(hold, runs),
        (double)t.loaded / 1e6, (double)t.peak / 1e6, t.stands, t.promises);
    free(text.p);
    return 0;
}
