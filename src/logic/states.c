// How: narrow T <= S <= U for the whole problem; split what is left open into parts that share
// nothing open; find the states of each part by branching; every choice of one state a part is a
// state of the whole. A part without a state (an odd ring of negations) ends the search, however
// many choices the others leave.
#include "logic/states.h"

#include "logic/occ.h"

#include <string.h>

typedef struct Bounds { // in every state at hand, lower is in and what is not in upper is out
    uint8_t *lower, *upper;
} Bounds;

typedef struct Part {
    FixProblem problem; // over the part's atoms only, what is decided put in as a constant
    uint32_t *atoms;    // of the whole problem, ascending
    VEC(uint8_t *) sets;
    bool complete;
} Part;

typedef VEC(Part) Parts;

typedef struct Search {
    Arena *arena; // states found, those of the parts too: the scratch is rewound within a search
    Arena *scratch;
    StatesLimit limit;
    int64_t branches;
} Search;

static bool is_closed(const Bounds *b, uint32_t n)
{
    return memcmp(b->lower, b->upper, n) == 0;
}

// Is S = mu X. F(X, S, S)?
static bool is_state(const Occ *o, Arena *scratch, const uint8_t *set)
{
    uint32_t n = o->problem->natoms;
    ArenaMark mark = sy_arena_mark(scratch);
    uint8_t *x = NEW_N(scratch, uint8_t, n);
    sy_occ_least(o, scratch, set, set, x);
    bool same = memcmp(x, set, n) == 0;
    sy_arena_rewind(scratch, mark);
    return same;
}

// Every state S within the bounds has S = F(S, S, S), so holds the least fixpoint of F(X, X, upper)
// from lower up, and lies within mu X. F(X, upper, lower). Narrows by both until neither moves.
// False: no state is within the bounds.
static bool narrow(const Occ *o, Arena *scratch, Bounds *b)
{
    uint32_t n = o->problem->natoms;
    ArenaMark mark = sy_arena_mark(scratch);
    uint8_t *x = NEW_N(scratch, uint8_t, n);
    bool possible = true;
    bool moved = true;
    while (possible && moved) {
        memcpy(x, b->lower, n);
        sy_occ_least(o, scratch, NULL, b->upper, x);
        moved = memcmp(x, b->lower, n) != 0;
        memcpy(b->lower, x, n);
        memset(x, 0, n);
        sy_occ_least(o, scratch, b->upper, b->lower, x);
        for (uint32_t a = 0; a < n; a++) {
            moved = moved || (b->upper[a] && !x[a]);
            b->upper[a] = b->upper[a] && x[a];
            possible = possible && b->lower[a] <= b->upper[a];
        }
    }
    sy_arena_rewind(scratch, mark);
    return possible;
}

static Bounds bounds_new(Arena *arena, uint32_t n)
{
    Bounds b = {NEW_N(arena, uint8_t, n), NEW_N(arena, uint8_t, n)};
    memset(b.upper, 1, n);
    return b;
}

static Bounds bounds_copy(Arena *arena, const Bounds *from, uint32_t n)
{
    Bounds b = bounds_new(arena, n);
    memcpy(b.lower, from->lower, n);
    memcpy(b.upper, from->upper, n);
    return b;
}

static uint8_t *set_copy(Arena *arena, const uint8_t *set, uint32_t n)
{
    uint8_t *copy = NEW_N(arena, uint8_t, n);
    memcpy(copy, set, n);
    return copy;
}

// ---- parts ----

typedef struct Split {
    const FixProblem *problem;
    Bounds bounds;
    uint8_t *when_lower, *when_upper; // gates under (lower, lower, upper), (upper, upper, lower)
    uint32_t *parent;                 // union-find over gates, then atoms, then tallies
    uint8_t *reached;                 // open gates below the root of an open atom
} Split;

static uint32_t part_of(Split *s, uint32_t node)
{
    while (s->parent[node] != node) {
        s->parent[node] = s->parent[s->parent[node]];
        node = s->parent[node];
    }
    return node;
}

static void join(Split *s, uint32_t a, uint32_t b)
{
    uint32_t x = part_of(s, a), y = part_of(s, b);
    s->parent[x > y ? x : y] = x > y ? y : x;
}

static bool gate_is_open(const Split *s, uint32_t g)
{
    return s->when_lower[g] != s->when_upper[g];
}

static bool atom_is_open(const Split *s, uint32_t a)
{
    return s->bounds.lower[a] != s->bounds.upper[a];
}

static void join_below(Split *s, uint32_t above, const uint32_t *below, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++) {
        if (gate_is_open(s, below[i])) {
            s->reached[below[i]] = 1;
            join(s, above, below[i]);
        }
    }
}

static void join_gate(Split *s, uint32_t at, uint8_t *tally_done)
{
    const FixProblem *p = s->problem;
    const Gate *g = &p->gates[at];
    switch ((GateKind)g->kind) {
    case GATE_ATOM:
    case GATE_ABSENT:
        if (atom_is_open(s, g->a)) {
            join(s, at, p->ngates + g->a);
        }
        break;
    case GATE_AND:
    case GATE_OR: join_below(s, at, p->kids, g->a, g->b); break;
    case GATE_OUT: join_below(s, at, &g->a, 0, 1); break;
    case GATE_SUM:
        join(s, at, p->ngates + p->natoms + g->a);
        if (!tally_done[g->a]) {
            tally_done[g->a] = 1;
            join_below(s, p->ngates + p->natoms + g->a, p->members, p->tallies[g->a].first,
                       p->tallies[g->a].count);
        }
        break;
    case GATE_FALSE:
    case GATE_SHOWN:
    case GATE_TRUE: break;
    }
}

static Split *split_new(Arena *scratch, const FixProblem *p, const Bounds *b)
{
    Split *s = NEW(scratch, Split);
    uint32_t nnodes = p->ngates + p->natoms + p->ntallies;
    s->problem = p;
    s->bounds = *b;
    s->when_lower = NEW_N(scratch, uint8_t, p->ngates);
    s->when_upper = NEW_N(scratch, uint8_t, p->ngates);
    s->parent = NEW_N(scratch, uint32_t, nnodes);
    s->reached = NEW_N(scratch, uint8_t, p->ngates);
    sy_fix_values(p, b->lower, b->lower, b->upper, s->when_lower);
    sy_fix_values(p, b->upper, b->upper, b->lower, s->when_upper);
    for (uint32_t i = 0; i < nnodes; i++) {
        s->parent[i] = i;
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (atom_is_open(s, a) && gate_is_open(s, p->roots[a])) {
            s->reached[p->roots[a]] = 1;
            join(s, p->ngates + a, p->roots[a]);
        }
    }
    uint8_t *tally_done = NEW_N(scratch, uint8_t, p->ntallies);
    for (uint32_t g = p->ngates; g-- > 0;) {
        if (s->reached[g]) {
            join_gate(s, g, tally_done);
        }
    }
    return s;
}

// ---- the problem of a part ----

typedef struct Cut {
    Split *split;
    Arena *arena;
    uint32_t *new_gate; // of a gate of the whole problem, + 2; 0: none
    uint32_t *new_atom;
    uint32_t *new_tally; // + 1; 0: none
    Part *part;
    VEC(Gate) gates;
    VEC(uint32_t) kids;
    VEC(Tally) tallies;
    VEC(uint32_t) members;
    VEC(int64_t) weights;
} Cut;

// The gate that stands for gate g of the whole: its copy, or the constant it has come to.
static uint32_t cut_ref(const Cut *c, uint32_t g)
{
    return gate_is_open(c->split, g) ? c->new_gate[g] : c->split->when_lower[g];
}

static uint32_t cut_tally(Cut *c, uint32_t t)
{
    const FixProblem *p = c->split->problem;
    if (c->new_tally[t] == 0) {
        Tally tally = {(uint32_t)c->members.len, p->tallies[t].count};
        for (uint32_t m = 0; m < tally.count; m++) {
            vec_push(c->arena, &c->members, cut_ref(c, p->members[p->tallies[t].first + m]));
            vec_push(c->arena, &c->weights, p->weights[p->tallies[t].first + m]);
        }
        vec_push(c->arena, &c->tallies, tally);
        c->new_tally[t] = (uint32_t)c->tallies.len;
    }
    return c->new_tally[t] - 1;
}

static void cut_gate(Cut *c, uint32_t at)
{
    const FixProblem *p = c->split->problem;
    Gate g = p->gates[at];
    if (g.kind == GATE_ATOM || g.kind == GATE_ABSENT) {
        g.a = c->new_atom[g.a];
    } else if (g.kind == GATE_AND || g.kind == GATE_OR) {
        uint32_t first = (uint32_t)c->kids.len;
        for (uint32_t k = 0; k < g.b; k++) {
            vec_push(c->arena, &c->kids, cut_ref(c, p->kids[g.a + k]));
        }
        g.a = first;
    } else if (g.kind == GATE_OUT) {
        g.a = cut_ref(c, g.a);
        g.b = 0;
    } else if (g.kind == GATE_SUM) {
        g.a = cut_tally(c, g.a);
    }
    c->new_gate[at] = (uint32_t)c->gates.len;
    vec_push(c->arena, &c->gates, g);
}

static void cut_finish(Cut *c, uint32_t natoms)
{
    const FixProblem *p = c->split->problem;
    FixProblem *q = &c->part->problem;
    q->natoms = natoms;
    q->roots = NEW_N(c->arena, uint32_t, natoms);
    for (uint32_t a = 0; a < natoms; a++) {
        q->roots[a] = cut_ref(c, p->roots[c->part->atoms[a]]);
    }
    q->ngates = (uint32_t)c->gates.len;
    q->gates = c->gates.p;
    q->nkids = (uint32_t)c->kids.len;
    q->kids = c->kids.p;
    q->ntallies = (uint32_t)c->tallies.len;
    q->tallies = c->tallies.p;
    q->nmembers = (uint32_t)c->members.len;
    q->members = c->members.p;
    q->weights = c->weights.p;
    q->strict = p->strict;
}

// Atoms, or gates, listed part by part: list[first[i] .. first[i + 1]) are those of part i.
typedef struct Buckets {
    uint32_t *first, *list;
} Buckets;

// Sorts 0 .. n by their part in `of` (nparts: in none), each part ascending.
static Buckets bucket(Arena *arena, const uint32_t *of, uint32_t n, uint32_t nparts)
{
    Buckets b = {NEW_N(arena, uint32_t, (ptrdiff_t)nparts + 2), NEW_N(arena, uint32_t, n)};
    for (uint32_t i = 0; i < n; i++) {
        b.first[of[i] + 1]++;
    }
    for (uint32_t i = 0; i <= nparts; i++) {
        b.first[i + 1] += b.first[i];
    }
    uint32_t *next = NEW_N(arena, uint32_t, (ptrdiff_t)nparts + 1);
    memcpy(next, b.first, ((size_t)nparts + 1) * sizeof(uint32_t));
    for (uint32_t i = 0; i < n; i++) {
        b.list[next[of[i]]++] = i;
    }
    return b;
}

static void cut_part(Cut *c, Part *part, const Buckets *atoms, const Buckets *gates, uint32_t i)
{
    c->part = part;
    uint32_t natoms = atoms->first[i + 1] - atoms->first[i];
    part->atoms = NEW_N(c->arena, uint32_t, natoms);
    for (uint32_t a = 0; a < natoms; a++) {
        part->atoms[a] = atoms->list[atoms->first[i] + a];
        c->new_atom[part->atoms[a]] = a;
    }
    vec_push(c->arena, &c->gates, (Gate){.kind = GATE_FALSE});
    vec_push(c->arena, &c->gates, (Gate){.kind = GATE_TRUE});
    for (uint32_t g = gates->first[i]; g < gates->first[i + 1]; g++) {
        cut_gate(c, gates->list[g]);
    }
    cut_finish(c, natoms);
}

// The parts of what is open, by their smallest atoms.
static Parts cut_parts(Arena *arena, Split *s)
{
    const FixProblem *p = s->problem;
    uint32_t nnodes = p->ngates + p->natoms + p->ntallies, nparts = 0;
    uint32_t *number = NEW_N(arena, uint32_t, nnodes); // of a part, by its node, + 1
    uint32_t *of_atom = NEW_N(arena, uint32_t, p->natoms);
    uint32_t *of_gate = NEW_N(arena, uint32_t, p->ngates);
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (atom_is_open(s, a)) {
            uint32_t node = part_of(s, p->ngates + a);
            number[node] = number[node] == 0 ? ++nparts : number[node];
            of_atom[a] = number[node] - 1;
        }
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        of_atom[a] = atom_is_open(s, a) ? of_atom[a] : nparts;
    }
    for (uint32_t g = 0; g < p->ngates; g++) {
        of_gate[g] = s->reached[g] ? number[part_of(s, g)] - 1 : nparts;
    }
    Buckets atoms = bucket(arena, of_atom, p->natoms, nparts);
    Buckets gates = bucket(arena, of_gate, p->ngates, nparts);
    uint32_t *new_gate = NEW_N(arena, uint32_t, p->ngates);
    uint32_t *new_atom = NEW_N(arena, uint32_t, p->natoms);
    uint32_t *new_tally = NEW_N(arena, uint32_t, p->ntallies);
    Parts parts = {0};
    for (uint32_t i = 0; i < nparts; i++) {
        Cut c = {.split = s,
                 .arena = arena,
                 .new_gate = new_gate,
                 .new_atom = new_atom,
                 .new_tally = new_tally};
        cut_part(&c, vec_push_slot(arena, &parts), &atoms, &gates, i);
    }
    return parts;
}

// ---- branching ----

typedef struct Branch { // two bounds to try, `out` of the atom first
    Bounds bounds;
    uint32_t atom;
    int tried;
    ArenaMark mark; // of the scratch, before anything of this branch
} Branch;

static uint32_t first_open(const Bounds *b, uint32_t n)
{
    uint32_t a = 0;
    while (a < n && b->lower[a] == b->upper[a]) {
        a++;
    }
    return a;
}

static bool is_full(const Search *s, const Part *part)
{
    return s->limit.states > 0 && part->sets.len >= s->limit.states;
}

// Takes in what narrow() has left: a state, a branch to go into (true), or nothing.
static bool branch_open(Search *s, const Occ *o, Part *part, Bounds *b, Branch *out)
{
    uint32_t n = o->problem->natoms;
    if (!narrow(o, s->scratch, b)) {
        return false;
    }
    if (is_closed(b, n)) {
        if (is_state(o, s->scratch, b->lower)) {
            vec_push(s->arena, &part->sets, set_copy(s->arena, b->lower, n));
        }
        return false;
    }
    out->bounds = *b;
    out->atom = first_open(b, n);
    out->tried = 0;
    return true;
}

// The states of a part, in the order of their words: atoms are tried from the first, out before in.
static void search_part(Search *s, Part *part)
{
    uint32_t n = part->problem.natoms, depth = 0;
    ArenaMark start = sy_arena_mark(s->scratch);
    Occ *o = sy_occ_new(s->scratch, &part->problem);
    Branch *stack = NEW_N(s->scratch, Branch, (ptrdiff_t)n + 1);
    ArenaMark mark = sy_arena_mark(s->scratch);
    Bounds b = bounds_new(s->scratch, n);
    part->complete = true;
    if (branch_open(s, o, part, &b, &stack[0])) {
        stack[depth++].mark = mark;
    }
    while (depth > 0) {
        Branch *top = &stack[depth - 1];
        if (top->tried == 2) {
            sy_arena_rewind(s->scratch, top->mark);
            depth--;
            continue;
        }
        if (is_full(s, part) || (s->limit.branches > 0 && s->branches >= s->limit.branches)) {
            part->complete = false;
            break;
        }
        bool in = top->tried++ > 0;
        s->branches += !in;
        mark = sy_arena_mark(s->scratch);
        b = bounds_copy(s->scratch, &top->bounds, n);
        b.lower[top->atom] = b.upper[top->atom] = in;
        if (branch_open(s, o, part, &b, &stack[depth])) {
            stack[depth++].mark = mark;
        } else {
            sy_arena_rewind(s->scratch, mark);
        }
    }
    sy_arena_rewind(s->scratch, start);
}

// ---- putting parts together ----

// Every choice of one state a part, checked again as a whole, up to the limit. False: there are more.
static bool combine(Search *s, const Occ *o, const Parts *parts, const uint8_t *base, States *out)
{
    uint32_t n = o->problem->natoms;
    ptrdiff_t *choice = NEW_N(s->scratch, ptrdiff_t, parts->len);
    uint8_t *set = NEW_N(s->scratch, uint8_t, n);
    memcpy(set, base, n);
    for (;;) {
        if (s->limit.states > 0 && out->sets.len >= s->limit.states) {
            return false;
        }
        for (ptrdiff_t i = 0; i < parts->len; i++) {
            const Part *part = &parts->p[i];
            for (uint32_t a = 0; a < part->problem.natoms; a++) {
                set[part->atoms[a]] = part->sets.p[choice[i]][a];
            }
        }
        SY_ASSERT(is_state(o, s->scratch, set));
        vec_push(s->arena, &out->sets, set_copy(s->arena, set, n));
        ptrdiff_t i = parts->len - 1;
        while (i >= 0 && choice[i] + 1 == parts->p[i].sets.len) {
            choice[i--] = 0;
        }
        if (i < 0) {
            return true;
        }
        choice[i]++;
    }
}

// Merge sort: sets as words, smallest first.
static void sort_sets(Arena *scratch, uint8_t **sets, ptrdiff_t n, uint32_t size)
{
    ArenaMark mark = sy_arena_mark(scratch);
    uint8_t **spare = NEW_N(scratch, uint8_t *, n);
    for (ptrdiff_t width = 1; width < n; width *= 2) {
        for (ptrdiff_t from = 0; from < n; from += 2 * width) {
            ptrdiff_t mid = from + width < n ? from + width : n;
            ptrdiff_t end = mid + width < n ? mid + width : n;
            ptrdiff_t i = from, j = mid;
            for (ptrdiff_t k = from; k < end; k++) {
                bool left = i < mid && (j == end || memcmp(sets[i], sets[j], size) <= 0);
                spare[k] = left ? sets[i++] : sets[j++];
            }
        }
        memcpy(sets, spare, (size_t)n * sizeof(uint8_t *));
    }
    sy_arena_rewind(scratch, mark);
}

// Searches the parts; false: one has no state, and so the whole has none. *out_complete: all states
// of all parts are known.
static bool search_parts(Search *s, Parts *parts, bool *out_complete)
{
    bool none = false, unknown = false;
    *out_complete = true;
    for (ptrdiff_t i = 0; i < parts->len && !none; i++) {
        Part *part = &parts->p[i];
        search_part(s, part);
        none = part->complete && part->sets.len == 0;
        unknown = unknown || part->sets.len == 0;
        *out_complete = *out_complete && part->complete;
    }
    *out_complete = *out_complete || none;
    return !unknown;
}

States sy_states_find(Arena *arena, Arena *scratch, const FixProblem *p, StatesLimit limit)
{
    States out = {.complete = true};
    Search s = {.arena = arena, .scratch = scratch, .limit = limit};
    ArenaMark mark = sy_arena_mark(scratch);
    Occ *o = sy_occ_new(scratch, p);
    Bounds b = bounds_new(scratch, p->natoms);
    if (narrow(o, scratch, &b)) {
        Parts parts = cut_parts(scratch, split_new(scratch, p, &b));
        if (search_parts(&s, &parts, &out.complete)) {
            bool all = combine(&s, o, &parts, b.lower, &out);
            out.complete = out.complete && all;
        }
        if (out.complete) {
            sort_sets(scratch, out.sets.p, out.sets.len, p->natoms);
        }
    }
    out.count = out.sets.len;
    sy_arena_rewind(scratch, mark);
    return out;
}
