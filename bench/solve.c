// solve.c - how long the synthetic frameworks take: prints milliseconds and memory.
//
//   solve [atoms] [seed] [percent of negated promises]
//
// N parties x L layers of promises of 100 to 3000 units. Each has one or two alternatives of one to
// three conditions: a promise 40 %, a count in a layer 20 %, a sum in a layer 15 %, a fact or its
// negation 25 %; 6 % of the promises are unconditional. Counts and sums share one tally per layer,
// kind and reading. CPU time, best of five.
#include "logic/fix.h"

#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_LAYERS 14

typedef struct Bench {
    Arena *arena;
    Rng rng;
    uint32_t natoms, nlayers, negated;
    VEC(Gate) gates;
    VEC(uint32_t) kids;
    VEC(uint32_t) roots;
    VEC(Tally) tallies;
    VEC(uint32_t) members;
    VEC(int64_t) weights;
    int64_t total[MOST_LAYERS];
} Bench;

static uint32_t add_gate(Bench *b, Gate g)
{
    vec_push(b->arena, &b->gates, g);
    return (uint32_t)b->gates.len - 1;
}

// Tally of a layer: atoms layer, layer + nlayers, ... Four per layer: counts and sums, after and with.
static void add_tallies(Bench *b)
{
    for (uint32_t layer = 0; layer < b->nlayers; layer++) {
        int64_t weight[2] = {1, 0};
        for (uint32_t kind = 0; kind < 4; kind++) {
            Tally t = {(uint32_t)b->members.len, 0};
            Rng amounts = sy_rng_new(layer);
            b->total[layer] = 0;
            for (uint32_t a = layer; a < b->natoms; a += b->nlayers) {
                weight[1] = 100 + sy_rng_below(&amounts, 2901);
                b->total[layer] += weight[1];
                vec_push(b->arena, &b->members, 2 + 2 * a + (kind & 1));
                vec_push(b->arena, &b->weights, weight[kind >> 1]);
                t.count++;
            }
            vec_push(b->arena, &b->tallies, t);
        }
    }
}

static uint32_t random_condition(Bench *b)
{
    Rng *r = &b->rng;
    uint32_t a = sy_rng_below(r, b->natoms), with = sy_rng_below(r, 2);
    uint32_t layer = sy_rng_below(r, b->nlayers), what = sy_rng_below(r, 100);
    if (sy_rng_below(r, 100) < b->negated) {
        return add_gate(b, (Gate){.kind = GATE_ABSENT, .a = a});
    }
    if (what < 40) {
        return 2 + 2 * a + with;
    }
    if (what < 60) {
        int64_t k = 1 + sy_rng_below(r, b->natoms / b->nlayers);
        return add_gate(b, (Gate){.kind = GATE_SUM, .a = 4 * layer + with, .bound = k});
    }
    if (what < 75) {
        int64_t most = b->total[layer] / 8 * 7;
        int64_t k = (int64_t)(sy_rng_unit(r) * (double)most);
        return add_gate(b, (Gate){.kind = GATE_SUM, .a = 4 * layer + 2 + with, .bound = k});
    }
    return sy_rng_below(r, 10) < 7;
}

static uint32_t add_many(Bench *b, GateKind kind, const uint32_t *kids, uint32_t n)
{
    uint32_t first = (uint32_t)b->kids.len;
    for (uint32_t i = 0; i < n; i++) {
        vec_push(b->arena, &b->kids, kids[i]);
    }
    return add_gate(b, (Gate){.kind = (uint8_t)kind, .a = first, .b = n});
}

static uint32_t random_promise(Bench *b)
{
    Rng *r = &b->rng;
    uint32_t alternatives[2], conditions[3];
    if (sy_rng_below(r, 100) < 6) {
        return 1;
    }
    uint32_t n = 1 + sy_rng_below(r, 2);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t m = 1 + sy_rng_below(r, 3);
        for (uint32_t k = 0; k < m; k++) {
            conditions[k] = random_condition(b);
        }
        alternatives[i] = add_many(b, GATE_AND, conditions, m);
    }
    return add_many(b, GATE_OR, alternatives, n);
}

static FixProblem generate(Bench *b)
{
    add_gate(b, (Gate){.kind = GATE_FALSE}); // every fact is one of these two
    add_gate(b, (Gate){.kind = GATE_TRUE});
    for (uint32_t a = 0; a < b->natoms; a++) {
        add_gate(b, (Gate){.kind = GATE_ATOM, .read = READ_AFTER, .a = a});
        add_gate(b, (Gate){.kind = GATE_ATOM, .read = READ_WITH, .a = a});
    }
    add_tallies(b);
    for (uint32_t a = 0; a < b->natoms; a++) {
        vec_push(b->arena, &b->roots, random_promise(b));
    }
    return (FixProblem){
        .natoms = b->natoms,
        .roots = b->roots.p,
        .ngates = (uint32_t)b->gates.len,
        .gates = b->gates.p,
        .nkids = (uint32_t)b->kids.len,
        .kids = b->kids.p,
        .ntallies = (uint32_t)b->tallies.len,
        .tallies = b->tallies.p,
        .nmembers = (uint32_t)b->members.len,
        .members = b->members.p,
        .weights = b->weights.p,
    };
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static uint32_t count(const uint8_t *set, uint32_t n)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        sum += set[i];
    }
    return sum;
}

static void print_sizes(const FixProblem *p, const FixSolution *f)
{
    printf("%u atoms, %u gates, %u kids, %u members; low %u, high %u, alone %u, credit %u, "
           "rings %u, locks %u, rounds %d\n",
           p->natoms, p->ngates, p->nkids, p->nmembers, count(f->low, p->natoms),
           count(f->high, p->natoms), count(f->alone, p->natoms), count(f->credit, p->natoms),
           f->nrings, f->nlocks, f->rounds);
}

// Solves and checks once; keeps the best times and the most memory. False: not proven.
static bool measure(const FixProblem *p, bool print, double *solve, double *check, int64_t *memory)
{
    Budget budget = {0};
    Arena *arena = sy_arena_new(&budget), *scratch = sy_arena_new(&budget);
    Err err = {.kind = ERR_NONE};
    double start = now();
    FixSolution *f = sy_fix_solve(arena, scratch, p);
    double middle = now();
    bool ok = sy_fix_check(scratch, p, f, &err);
    double end = now();
    *solve = middle - start < *solve ? middle - start : *solve;
    *check = end - middle < *check ? end - middle : *check;
    *memory = budget.peak > *memory ? budget.peak : *memory;
    if (print) {
        print_sizes(p, f);
    }
    if (!ok) {
        printf("%s\n", err.text);
    }
    sy_arena_free(scratch);
    sy_arena_free(arena);
    return ok;
}

int main(int argc, char **argv)
{
    Budget budget = {0};
    Bench b = {.arena = sy_arena_new(&budget), .nlayers = MOST_LAYERS};
    b.natoms = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 100000;
    b.rng = sy_rng_new(argc > 2 ? strtoull(argv[2], NULL, 10) : 1);
    b.negated = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 8;
    FixProblem p = generate(&b);
    double solve = 1e9, check = 1e9;
    int64_t memory = 0;
    bool ok = true;
    for (int i = 0; i < 5; i++) {
        ok = measure(&p, i == 0, &solve, &check, &memory) && ok;
    }
    printf("solve %.1f ms, check %.1f ms, at most %.1f MB\n", solve, check, (double)memory / 1e6);
    sy_arena_free(b.arena);
    return ok ? 0 : 1;
}
