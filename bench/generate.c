// generate.c - frameworks of any size, for measuring: parties that each promise something in each
// layer, on conditions. One problem, written as a model or for the solvers it is measured against.
//
//   generate FORMAT PROMISES [SEED [NOT [MIXED]]]
//
//   FORMAT    surety   a model in the language
//             gringo   a logic program, ungrounded
//             aspif    the same, grounded by hand, each count and sum that is asked for once
//   NOT       of a hundred conditions, how many are `not` a promise (0)
//   MIXED     1: a condition is bare, `with` or `after` at random (0: every one is `after`); the
//             other formats know only `after`
//
// Each promise is of 100 to 3000 units. Six in a hundred are unconditional, the others have one or
// two alternatives of one to three conditions: a promise (40 %), a count in a layer (20 %), a sum in
// a layer (15 %), a fact or its absence (25 %). The same arguments give the same bytes.
//
// That much was laid down before there was anything to measure, and that 100,000 promises are 200 MB
// of aspif. Left open was: how many layers (here fourteen, as in the frameworks that the language was
// made for), where the bounds of counts and sums lie (evenly from one to a hundred hundredths of the
// layer: 190 MB), how many facts are true (even odds). It decides the ratios, so quote none without
// it: clasp's time goes with the number of bounds (STEPS; with forty, four tenths) and with what
// stands (a quarter; where nine in ten conditions on facts are met, nine in ten, and three times the
// time). surety takes the same each time.
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LAYERS 14
#define FACTS 40
#define STEPS 100 // bounds of a layer, in hundredths of it
#define ALTERNATIVES 2
#define CONDITIONS 3

typedef enum Kind { PROMISE, NO_PROMISE, COUNT, SUM, FACT, NO_FACT } Kind;
typedef enum Word { BARE, AFTER, WITH } Word;

typedef struct Condition {
    uint8_t kind, word;
    int what; // a promise, a fact, or a layer * STEPS and which of its bounds
} Condition;

typedef struct Promise {
    int amount;
    int nalternatives; // 0: unconditional
    int nconditions[ALTERNATIVES];
    Condition conditions[ALTERNATIVES][CONDITIONS];
} Promise;

typedef struct Framework {
    int npromises; // number i is party i / LAYERS, layer i % LAYERS
    Promise *promises;
    bool facts[FACTS];
    int64_t total[LAYERS]; // of the amounts
    int members[LAYERS];
    bool counted[LAYERS * STEPS], summed[LAYERS * STEPS]; // bounds that some condition names
    bool mixed;
} Framework;

// Weyl sequence through a finalizer of two multiplications: enough for draws that need no secrecy.
static uint64_t draw(uint64_t *state)
{
    uint64_t x = *state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static int below(uint64_t *state, int n)
{
    return (int)(draw(state) % (uint64_t)n);
}

static Condition condition(uint64_t *state, const Framework *f, int not_percent)
{
    Condition c = {.word = (uint8_t)(f->mixed ? below(state, 3) : AFTER)};
    if (below(state, 100) < not_percent) {
        c.kind = NO_PROMISE;
        c.what = below(state, f->npromises);
        return c;
    }
    int kind = below(state, 100);
    if (kind < 40) {
        c.kind = PROMISE;
        c.what = below(state, f->npromises);
    } else if (kind < 75) {
        c.kind = kind < 60 ? COUNT : SUM;
        c.what = below(state, LAYERS * STEPS);
    } else {
        c.kind = kind % 2 ? FACT : NO_FACT;
        c.what = below(state, FACTS);
    }
    return c;
}

static void draw_promise(uint64_t *state, Framework *f, int i, int not_percent)
{
    Promise *p = &f->promises[i];
    p->amount = 100 + below(state, 2901);
    f->total[i % LAYERS] += p->amount;
    f->members[i % LAYERS]++;
    p->nalternatives = below(state, 100) < 6 ? 0 : 1 + below(state, ALTERNATIVES);
    for (int a = 0; a < p->nalternatives; a++) {
        p->nconditions[a] = 1 + below(state, CONDITIONS);
        for (int c = 0; c < p->nconditions[a]; c++) {
            Condition *it = &p->conditions[a][c];
            *it = condition(state, f, not_percent);
            if (it->kind == COUNT) {
                f->counted[it->what] = true;
            } else if (it->kind == SUM) {
                f->summed[it->what] = true;
            }
        }
    }
}

static Framework framework(int npromises, uint64_t seed, int not_percent, bool mixed)
{
    Framework f = {.npromises = npromises, .mixed = mixed};
    uint64_t state = seed;
    f.promises = calloc((size_t)npromises, sizeof *f.promises);
    if (f.promises == NULL) {
        fputs("generate: out of memory\n", stderr);
        exit(4);
    }
    for (int i = 0; i < FACTS; i++) {
        f.facts[i] = below(&state, 2);
    }
    for (int i = 0; i < npromises; i++) {
        draw_promise(&state, &f, i, not_percent);
    }
    return f;
}

// The bound of a count or sum, at least one.
static int64_t bound_of(const Framework *f, const Condition *c)
{
    int layer = c->what / STEPS, step = c->what % STEPS + 1;
    int64_t all = c->kind == COUNT ? f->members[layer] : f->total[layer];
    int64_t bound = all * step / STEPS;
    return bound > 0 ? bound : 1;
}

// ---------------------------------------------------------------- the language

static void surety_condition(const Framework *f, const Condition *c)
{
    static const char *const words[] = {[BARE] = "", [AFTER] = "after ", [WITH] = "with "};
    fputs(f->mixed && c->kind != FACT && c->kind != NO_FACT ? words[c->word] : "", stdout);
    switch ((Kind)c->kind) {
    case PROMISE:
    case NO_PROMISE:
        printf("%sp%d.l%d", c->kind == PROMISE ? "" : "not ", c->what / LAYERS, c->what % LAYERS);
        break;
    case COUNT: printf("at least %lld of l%d", (long long)bound_of(f, c), c->what / STEPS); break;
    case SUM:
        printf("at least %lld troops from l%d", (long long)bound_of(f, c), c->what / STEPS);
        break;
    case FACT:
    case NO_FACT: printf("%sf%d", c->kind == FACT ? "" : "not ", c->what); break;
    }
}

static void surety_promise(const Framework *f, int i)
{
    const Promise *p = &f->promises[i];
    int party = i / LAYERS, layer = i % LAYERS;
    printf("2025-03-01 p%d: p%d will give l%d amount %d troops\n", party, party, layer, p->amount);
    if (p->nalternatives == 0) {
        return;
    }
    printf("    %s ", f->mixed ? "if" : "after");
    for (int a = 0; a < p->nalternatives; a++) {
        fputs(a > 0 ? " or (" : p->nalternatives > 1 ? "(" : "", stdout);
        for (int c = 0; c < p->nconditions[a]; c++) {
            fputs(c > 0 ? " and " : "", stdout);
            surety_condition(f, &p->conditions[a][c]);
        }
        fputs(p->nalternatives > 1 ? ")" : "", stdout);
    }
    putchar('\n');
}

static void surety(const Framework *f)
{
    puts("surety 1\nframework synthetic \"A framework made for measuring\"\nunit troops");
    for (int i = 0; i < LAYERS; i++) {
        printf("layer l%d \"Layer %d\" measured in troops\n", i, i);
    }
    for (int i = 0; i < FACTS; i++) {
        printf("fact f%d \"Fact %d\"\n", i, i);
    }
    for (int i = 0; i * LAYERS < f->npromises; i++) {
        printf("party p%d \"Party %d\"\n", i, i);
    }
    for (int i = 0; i < FACTS; i++) {
        printf("2025-01-01 reporter: f%d is %s\n", i, f->facts[i] ? "true" : "false");
    }
    for (int i = 0; i < f->npromises; i++) {
        surety_promise(f, i);
    }
}

// ---------------------------------------------------------------- a logic program

static void gringo_condition(const Framework *f, const Condition *c)
{
    switch ((Kind)c->kind) {
    case PROMISE:
    case NO_PROMISE:
        printf("%ss(%d,%d)", c->kind == PROMISE ? "" : "not ", c->what / LAYERS, c->what % LAYERS);
        break;
    case COUNT:
    case SUM:
        printf("%s(%d,%lld)", c->kind == COUNT ? "c" : "t", c->what / STEPS,
               (long long)bound_of(f, c));
        break;
    case FACT:
    case NO_FACT: printf("%sf(%d)", c->kind == FACT ? "" : "not ", c->what); break;
    }
}

static void gringo(const Framework *f)
{
    puts("c(L,K) :- count(L,K), #count { P : s(P,L) } >= K.\n"
         "t(L,K) :- sum(L,K), #sum { A,P : s(P,L), amount(P,L,A) } >= K.\n#show s/2.");
    for (int i = 0; i < LAYERS * STEPS; i++) {
        Condition count = {.kind = COUNT, .what = i}, sum = {.kind = SUM, .what = i};
        if (f->counted[i]) {
            printf("count(%d,%lld).\n", i / STEPS, (long long)bound_of(f, &count));
        }
        if (f->summed[i]) {
            printf("sum(%d,%lld).\n", i / STEPS, (long long)bound_of(f, &sum));
        }
    }
    for (int i = 0; i < FACTS; i++) {
        if (f->facts[i]) {
            printf("f(%d).\n", i);
        }
    }
    for (int i = 0; i < f->npromises; i++) {
        const Promise *p = &f->promises[i];
        printf("amount(%d,%d,%d).\n", i / LAYERS, i % LAYERS, p->amount);
        for (int a = 0; a < p->nalternatives || a == 0; a++) {
            printf("s(%d,%d)", i / LAYERS, i % LAYERS);
            for (int c = 0; c < p->nconditions[a]; c++) {
                fputs(c > 0 ? ", " : " :- ", stdout);
                gringo_condition(f, &p->conditions[a][c]);
            }
            puts(".");
        }
    }
}

// ---------------------------------------------------------------- aspif

// Atoms from 1: the promises, the facts, the counts, the sums.
static int aspif_literal(const Framework *f, const Condition *c)
{
    int facts = f->npromises + 1, counts = facts + FACTS;
    switch ((Kind)c->kind) {
    case PROMISE: return c->what + 1;
    case NO_PROMISE: return -(c->what + 1);
    case COUNT: return counts + c->what;
    case SUM: return counts + LAYERS * STEPS + c->what;
    case FACT: return facts + c->what;
    case NO_FACT: break;
    }
    return -(facts + c->what);
}

static void aspif_aggregate(const Framework *f, Kind kind, int what)
{
    Condition c = {.kind = (uint8_t)kind, .what = what};
    int layer = what / STEPS;
    printf("1 0 1 %d 1 %lld %d", aspif_literal(f, &c), (long long)bound_of(f, &c),
           f->members[layer]);
    for (int i = layer; i < f->npromises; i += LAYERS) {
        printf(" %d %d", i + 1, kind == COUNT ? 1 : f->promises[i].amount);
    }
    putchar('\n');
}

static void aspif(const Framework *f)
{
    puts("asp 1 0 0");
    for (int i = 0; i < f->npromises; i++) {
        const Promise *p = &f->promises[i];
        for (int a = 0; a < p->nalternatives || a == 0; a++) {
            printf("1 0 1 %d 0 %d", i + 1, p->nconditions[a]);
            for (int c = 0; c < p->nconditions[a]; c++) {
                printf(" %d", aspif_literal(f, &p->conditions[a][c]));
            }
            putchar('\n');
        }
    }
    for (int i = 0; i < FACTS; i++) {
        if (f->facts[i]) {
            printf("1 0 1 %d 0 0\n", f->npromises + 1 + i);
        }
    }
    for (int i = 0; i < LAYERS * STEPS; i++) {
        if (f->counted[i]) {
            aspif_aggregate(f, COUNT, i);
        }
        if (f->summed[i]) {
            aspif_aggregate(f, SUM, i);
        }
    }
    for (int i = 0; i < f->npromises; i++) {
        char name[32];
        int n = snprintf(name, sizeof name, "p%d.l%d", i / LAYERS, i % LAYERS);
        printf("4 %d %s 1 %d\n", n, name, i + 1);
    }
    puts("0");
}

static int usage(void)
{
    fputs("usage: generate surety|gringo|aspif PROMISES [SEED [NOT [MIXED]]]\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    int numbers[4] = {0, 1, 0, 0};
    for (int i = 2; i < argc && i < 6; i++) {
        numbers[i - 2] = atoi(argv[i]);
    }
    if (argc < 3 || numbers[0] < LAYERS || numbers[0] > 10000000) {
        return usage();
    }
    Framework f = framework(numbers[0], (uint64_t)numbers[1], numbers[2], numbers[3] != 0);
    if (strcmp(argv[1], "surety") == 0) {
        surety(&f);
    } else if (strcmp(argv[1], "gringo") == 0) {
        gringo(&f);
    } else if (strcmp(argv[1], "aspif") == 0) {
        aspif(&f);
    } else {
        return usage();
    }
    free(f.promises);
    return fflush(stdout) == 0 ? 0 : 4;
}
