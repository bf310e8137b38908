// aspif.c - the least model of a ground logic program, found by the engine of src/logic alone: what
// clasp does with the same file, without our language.
//
//   aspif [-q] FILE
//
// Reads rules with one head and a normal or a weight body, and what to show (the format of gringo and
// clasp). An atom may be negated that is a fact or no head: then there is one least model. Writes what
// is shown of it, an atom a line (-q: nothing); to stderr, the CPU milliseconds of reading and of the
// fixpoint.
//
// Weight bodies that differ in the bound alone share one tally, as the engine wants it. The format
// repeats the list for each bound; it is read each time, compared with the first, and dropped. (Kept
// each by itself, the whole takes a little more than twice the time.)
#include "logic/fix.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ATOMS_MOST (1 << 28)

typedef struct Atom {
    uint32_t gate[2]; // of the atom, of its negation; 0: not met yet
    uint32_t rule;    // the last with this head, plus 1
    bool derived;     // head of a rule with a body
} Atom;

typedef struct Rule {
    uint32_t gate;  // of the body
    uint32_t older; // rule with the same head, plus 1
} Rule;

typedef struct Shown {
    Str name;
    int64_t atom;
} Shown;

typedef struct Program {
    FILE *file;
    unsigned char block[1 << 16]; // of the file
    size_t at, end;               // the part of it not read yet
    int statement;                // being read, from 1
    Arena *arena;
    VEC(Atom) atoms;
    VEC(Rule) rules;
    VEC(Shown) shown;
    VEC(Gate) gates; // the first is false
    VEC(uint32_t) kids;
    VEC(Tally) tallies;
    IntMap lists; // first member, length and weight of each tally
    VEC(uint32_t) members;
    VEC(int64_t) weights;
} Program;

// ---------------------------------------------------------------- reading

static _Noreturn void fail(const Program *p, const char *why)
{
    fprintf(stderr, "aspif: statement %d: %s\n", p->statement, why);
    exit(3);
}

static inline int next(Program *p)
{
    if (p->at == p->end) {
        p->at = 0;
        p->end = fread(p->block, 1, sizeof p->block, p->file);
    }
    return p->at < p->end ? p->block[p->at++] : EOF;
}

// A number of up to nine digits that lies whole in the block, the usual case; -1: it is another.
static inline int64_t plain_number(Program *p)
{
    const unsigned char *from = p->block + p->at, *c = from;
    if (p->end - p->at < 16) {
        return -1;
    }
    c += *c == ' ';
    const unsigned char *digits = c;
    int64_t n = 0;
    for (; *c >= '0' && *c <= '9' && c - from < 11; c++) {
        n = n * 10 + (*c - '0');
    }
    if (c == digits || c - digits > 9) {
        return -1;
    }
    p->at += (size_t)(c - from) + 1; // with what ends it
    return n;
}

static int64_t number(Program *p)
{
    int64_t plain = plain_number(p);
    if (plain >= 0) {
        return plain;
    }
    int c = next(p);
    while (c == ' ' || c == '\n') {
        c = next(p);
    }
    bool negative = c == '-';
    if (negative) {
        c = next(p);
    }
    if (c < '0' || c > '9') {
        fail(p, "a number is missing");
    }
    int64_t n = 0;
    for (; c >= '0' && c <= '9'; c = next(p)) {
        n = n * 10 + (c - '0');
        if (n > INT32_MAX) {
            fail(p, "a number is too large");
        }
    }
    return negative ? -n : n;
}

static uint32_t add_gate(Program *p, Gate g)
{
    vec_push(p->arena, &p->gates, g);
    return (uint32_t)p->gates.len - 1;
}

static Atom *atom_of(Program *p, int64_t atom)
{
    if (atom < 1 || atom > ATOMS_MOST) {
        fail(p, "no such atom");
    }
    while (p->atoms.len <= atom) {
        vec_push_slot(p->arena, &p->atoms);
    }
    return &p->atoms.p[atom];
}

static uint32_t literal(Program *p)
{
    int64_t n = number(p);
    uint32_t a = (uint32_t)(n < 0 ? -n : n);
    uint32_t *gate = &atom_of(p, a)->gate[n < 0];
    if (*gate == 0) {
        uint8_t kind = n < 0 ? GATE_ABSENT : GATE_ATOM;
        *gate = add_gate(p, (Gate){.kind = kind, .read = READ_AFTER, .a = a});
    }
    return *gate;
}

static uint32_t normal_body(Program *p, int64_t n)
{
    uint32_t first = (uint32_t)p->kids.len;
    for (int64_t i = 0; i < n; i++) {
        vec_push(p->arena, &p->kids, literal(p));
    }
    return add_gate(p, (Gate){.kind = GATE_AND, .a = first, .b = (uint32_t)n});
}

static bool same_list(const Program *p, const Tally *a, const Tally *b)
{
    size_t n = a->count;
    return a->count == b->count &&
           memcmp(p->members.p + a->first, p->members.p + b->first, n * sizeof *p->members.p) ==
               0 &&
           memcmp(p->weights.p + a->first, p->weights.p + b->first, n * sizeof *p->weights.p) == 0;
}

// The tally of the list from `first` to the end: an earlier one, if that is the same, and then the
// list goes.
static uint32_t tally_of(Program *p, uint32_t first, int64_t total)
{
    Tally list = {first, (uint32_t)p->members.len - first};
    uint64_t ends = list.count > 0 ? (uint64_t)p->members.p[first] << 32 | list.count : 0;
    for (uint64_t key = sy_hash_int(ends) ^ (uint64_t)total;; key++) {
        bool is_new = false;
        ptrdiff_t at = sy_intmap_add(&p->lists, key, &is_new);
        if (is_new) {
            vec_push(p->arena, &p->tallies, list);
        } else if (same_list(p, &p->tallies.p[at], &list)) {
            p->members.len = p->weights.len = first;
        } else {
            continue;
        }
        return (uint32_t)at;
    }
}

static uint32_t weight_body(Program *p, int64_t bound, int64_t n)
{
    uint32_t first = (uint32_t)p->members.len;
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++) {
        vec_push(p->arena, &p->members, literal(p));
        int64_t weight = number(p);
        if (weight < 1) {
            fail(p, "a weight is not positive");
        }
        vec_push(p->arena, &p->weights, weight);
        total += weight;
    }
    uint32_t tally = tally_of(p, first, total);
    return add_gate(p, (Gate){.kind = GATE_SUM, .a = tally, .bound = bound});
}

static void read_rule(Program *p)
{
    int64_t choice = number(p), nheads = number(p);
    if (choice != 0 || nheads != 1) {
        fail(p, "only rules with one head are read");
    }
    int64_t head = number(p);
    bool weighs = number(p) == 1;
    int64_t bound = weighs ? number(p) : 0;
    int64_t n = number(p);
    uint32_t gate = weighs ? weight_body(p, bound, n) : normal_body(p, n);
    Atom *a = atom_of(p, head);
    vec_push(p->arena, &p->rules, (Rule){gate, a->rule});
    a->rule = (uint32_t)p->rules.len;
    a->derived |= weighs || n > 0;
}

static void read_shown(Program *p)
{
    int64_t length = number(p);
    char *name = NEW_N(p->arena, char, length);
    for (int64_t i = 0; i < length; i++) {
        name[i] = (char)next(p);
    }
    if (number(p) != 1) {
        fail(p, "only single atoms are shown");
    }
    Shown s = {{name, length}, number(p)};
    (void)atom_of(p, s.atom);
    vec_push(p->arena, &p->shown, s);
}

static void skip_comment(Program *p)
{
    int c = ' ';
    while (c != '\n' && c != EOF) {
        c = next(p);
    }
}

static void read_program(Program *p)
{
    for (const char *c = "asp 1 "; *c != '\0'; c++) {
        if (next(p) != *c) {
            fail(p, "this is not asp 1");
        }
    }
    (void)number(p); // what else tells versions apart
    (void)number(p);
    for (;;) {
        p->statement++;
        switch (number(p)) {
        case 0: return;
        case 1: read_rule(p); break;
        case 4: read_shown(p); break;
        case 10: skip_comment(p); break;
        default: fail(p, "only rules and what to show are read");
        }
    }
}

// ---------------------------------------------------------------- solving

// Any of the bodies of its rules makes an atom true.
static FixProblem problem_of(Program *p)
{
    uint32_t *roots = NEW_N(p->arena, uint32_t, p->atoms.len);
    for (ptrdiff_t a = 0; a < p->atoms.len; a++) {
        Gate any = {.kind = GATE_OR, .a = (uint32_t)p->kids.len};
        for (uint32_t r = p->atoms.p[a].rule; r > 0; r = p->rules.p[r - 1].older) {
            vec_push(p->arena, &p->kids, p->rules.p[r - 1].gate);
            any.b++;
        }
        roots[a] = add_gate(p, any);
    }
    return (FixProblem){
        .natoms = (uint32_t)p->atoms.len,
        .roots = roots,
        .ngates = (uint32_t)p->gates.len,
        .gates = p->gates.p,
        .nkids = (uint32_t)p->kids.len,
        .kids = p->kids.p,
        .ntallies = (uint32_t)p->tallies.len,
        .tallies = p->tallies.p,
        .nmembers = (uint32_t)p->members.len,
        .members = p->members.p,
        .weights = p->weights.p,
    };
}

static FixGrant *least_model(Program *p, const FixProblem *problem)
{
    uint8_t *facts = NEW_N(p->arena, uint8_t, p->atoms.len);
    for (ptrdiff_t i = 0; i < p->atoms.len; i++) {
        const Atom *a = &p->atoms.p[i];
        if (a->gate[1] != 0 && a->derived) {
            fail(p, "an atom that is derived is negated");
        }
        facts[i] = a->rule != 0;
    }
    return sy_fix_grant_new(p->arena, problem, facts);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

int main(int argc, char **argv)
{
    bool quiet = argc == 3 && strcmp(argv[1], "-q") == 0;
    FILE *file = argc == 2 || quiet ? fopen(argv[argc - 1], "rb") : NULL;
    if (file == NULL) {
        fputs("usage: aspif [-q] FILE\n", stderr);
        return 2;
    }
    Budget budget = {0};
    Arena *arena = sy_arena_new(&budget);
    double start = now();
    Program p = {.file = file, .arena = arena, .lists = sy_intmap_new(arena)};
    add_gate(&p, (Gate){.kind = GATE_FALSE});
    read_program(&p);
    fclose(file);
    double mid = now();
    FixProblem problem = problem_of(&p);
    const FixGrant *model = least_model(&p, &problem);
    fprintf(stderr, "reading %.1f ms, fixpoint %.1f ms\n", mid - start, now() - mid);
    for (ptrdiff_t i = 0; i < p.shown.len && !quiet; i++) {
        const Shown *s = &p.shown.p[i];
        if (sy_fix_grant_stands(model, (uint32_t)s->atom)) {
            printf("%.*s\n", STR_ARG(s->name));
        }
    }
    sy_arena_free(arena);
    return fflush(stdout) == 0 ? 0 : 4;
}
