#include "logic/occ.h"

#include <string.h>

typedef struct Bounded {
    uint64_t key; // the bound, shifted so that the order of unsigned numbers is right
    uint32_t gate;
} Bounded;

static Role role_of(const FixProblem *p, const Gate *g)
{
    switch ((GateKind)g->kind) {
    case GATE_FALSE:
    case GATE_SHOWN: return ROLE_FALSE;
    case GATE_TRUE: return ROLE_TRUE;
    case GATE_ATOM:
        return g->read == READ_WITH || (g->read == READ_BARE && !p->strict) ? ROLE_WITH
                                                                            : ROLE_AFTER;
    case GATE_ABSENT: return ROLE_ABSENT;
    case GATE_AND:
    case GATE_OUT: return ROLE_ALL;
    case GATE_OR: return ROLE_ANY;
    case GATE_SUM: return ROLE_SUM;
    }
    return ROLE_FALSE;
}

static uint32_t pack(unsigned kind, uint32_t index)
{
    return (uint32_t)kind << OCC_BITS | index;
}

// Turns counts into ends: entry i then holds the end of its part, and `put` counts it down.
static void counts_to_ends(uint32_t *first, ptrdiff_t n)
{
    uint64_t sum = 0;
    for (ptrdiff_t i = 0; i < n; i++) {
        sum += first[i];
        first[i] = (uint32_t)sum;
    }
    first[n] = (uint32_t)sum;
    SY_ASSERT(sum <= UINT32_MAX);
}

static void put(uint32_t *first, uint32_t *list, uint32_t where, uint32_t entry)
{
    list[--first[where]] = entry;
}

static void count_readers(Occ *o)
{
    const FixProblem *p = o->problem;
    for (uint32_t g = 0; g < p->ngates; g++) {
        const Gate *gate = &p->gates[g];
        Role role = role_of(p, gate);
        o->role[g] = (uint8_t)role;
        if (gate->kind == GATE_OUT) {
            o->size[g] = 1;
            o->up_first[gate->a]++;
        } else if (role == ROLE_ALL || role == ROLE_ANY) {
            o->size[g] = gate->b;
            for (uint32_t k = 0; k < gate->b; k++) {
                o->up_first[p->kids[gate->a + k]]++;
            }
        } else if (role == ROLE_SUM) {
            o->sum_first[gate->a]++;
        } else if (role == ROLE_AFTER || role == ROLE_WITH || role == ROLE_ABSENT) {
            o->at_first[gate->a]++;
        }
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        o->up_first[p->roots[a]]++;
    }
    for (uint32_t t = 0; t < p->ntallies; t++) {
        for (uint32_t m = 0; m < p->tallies[t].count; m++) {
            o->up_first[p->members[p->tallies[t].first + m]] += 1 + OCC_WEIGHT_WORDS;
        }
    }
}

static void put_gate(Occ *o, uint32_t g)
{
    const FixProblem *p = o->problem;
    const Gate *gate = &p->gates[g];
    switch ((Role)o->role[g]) {
    case ROLE_ALL:
    case ROLE_ANY: {
        uint32_t entry = pack(o->role[g] == ROLE_ALL ? UP_ALL : UP_ANY, g);
        if (gate->kind == GATE_OUT) {
            put(o->up_first, o->up, gate->a, entry);
            break;
        }
        for (uint32_t k = 0; k < gate->b; k++) {
            put(o->up_first, o->up, p->kids[gate->a + k], entry);
        }
        break;
    }
    case ROLE_SUM: put(o->sum_first, o->sum_gate, gate->a, g); break;
    case ROLE_AFTER: put(o->at_first, o->at, gate->a, pack(AT_AFTER, g)); break;
    case ROLE_WITH: put(o->at_first, o->at, gate->a, pack(AT_WITH, g)); break;
    case ROLE_ABSENT: put(o->at_first, o->at, gate->a, pack(AT_ABSENT, g)); break;
    case ROLE_FALSE:
    case ROLE_TRUE: break;
    }
}

static void put_members(Occ *o)
{
    const FixProblem *p = o->problem;
    for (uint32_t t = 0; t < p->ntallies; t++) {
        int64_t total = 0;
        for (uint32_t i = 0; i < p->tallies[t].count; i++) {
            uint32_t m = p->tallies[t].first + i;
            uint64_t weight = (uint64_t)p->weights[m];
            put(o->up_first, o->up, p->members[m], (uint32_t)(weight >> 32));
            put(o->up_first, o->up, p->members[m], (uint32_t)weight);
            put(o->up_first, o->up, p->members[m], pack(UP_MEMBER, t));
            SY_ASSERT(sy_int_add(total, p->weights[m], &total));
        }
        o->total[t] = total;
    }
}

// Radix sort by the eight bytes of the key, lowest first; bytes that all share cost one count.
static Bounded *sort_bounded(Bounded *a, Bounded *b, uint32_t n)
{
    for (int shift = 0; shift < 64; shift += 8) {
        uint32_t at[257] = {0};
        for (uint32_t i = 0; i < n; i++) {
            at[1 + (a[i].key >> shift & 255)]++;
        }
        if (at[1 + (a[0].key >> shift & 255)] == n) {
            continue;
        }
        for (int d = 0; d < 256; d++) {
            at[d + 1] += at[d];
        }
        for (uint32_t i = 0; i < n; i++) {
            b[at[a[i].key >> shift & 255]++] = a[i];
        }
        Bounded *swap = a;
        a = b;
        b = swap;
    }
    return a;
}

static void sort_few(Bounded *a, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        Bounded x = a[i];
        uint32_t j = i;
        while (j > 0 && a[j - 1].key > x.key) {
            a[j] = a[j - 1];
            j--;
        }
        a[j] = x;
    }
}

static void sort_sums(Occ *o, Arena *arena)
{
    const FixProblem *p = o->problem;
    uint32_t most = 0;
    for (uint32_t t = 0; t < p->ntallies; t++) {
        uint32_t n = o->sum_first[t + 1] - o->sum_first[t];
        most = n > most ? n : most;
    }
    ArenaMark mark = sy_arena_mark(arena);
    Bounded *a = NEW_N(arena, Bounded, most);
    Bounded *b = NEW_N(arena, Bounded, most);
    for (uint32_t t = 0; t < p->ntallies; t++) {
        uint32_t first = o->sum_first[t], n = o->sum_first[t + 1] - first;
        for (uint32_t i = 0; i < n; i++) {
            uint32_t g = o->sum_gate[first + i];
            a[i] = (Bounded){(uint64_t)p->gates[g].bound ^ UINT64_C(1) << 63, g};
        }
        Bounded *sorted = a;
        if (n <= 24) {
            sort_few(a, n);
        } else {
            sorted = sort_bounded(a, b, n);
        }
        for (uint32_t i = 0; i < n; i++) {
            o->sum_gate[first + i] = sorted[i].gate;
            o->sum_bound[first + i] = p->gates[sorted[i].gate].bound;
        }
    }
    sy_arena_rewind(arena, mark);
}

Occ *sy_occ_new(Arena *arena, const FixProblem *p)
{
    SY_ASSERT(((uint64_t)p->ngates | p->natoms | p->ntallies) >> OCC_BITS == 0);
    Occ *o = NEW(arena, Occ);
    o->problem = p;
    o->role = NEW_N(arena, uint8_t, p->ngates);
    o->size = NEW_N(arena, uint32_t, p->ngates);
    o->up_first = NEW_N(arena, uint32_t, (ptrdiff_t)p->ngates + 1);
    o->at_first = NEW_N(arena, uint32_t, (ptrdiff_t)p->natoms + 1);
    o->sum_first = NEW_N(arena, uint32_t, (ptrdiff_t)p->ntallies + 1);
    o->total = NEW_N(arena, int64_t, p->ntallies);
    count_readers(o);
    counts_to_ends(o->up_first, p->ngates);
    counts_to_ends(o->at_first, p->natoms);
    counts_to_ends(o->sum_first, p->ntallies);
    o->up = NEW_N(arena, uint32_t, o->up_first[p->ngates]);
    o->at = NEW_N(arena, uint32_t, o->at_first[p->natoms]);
    o->sum_gate = NEW_N(arena, uint32_t, o->sum_first[p->ntallies]);
    o->sum_bound = NEW_N(arena, int64_t, o->sum_first[p->ntallies]);
    for (uint32_t g = 0; g < p->ngates; g++) {
        put_gate(o, g);
    }
    put_members(o);
    for (uint32_t a = 0; a < p->natoms; a++) {
        put(o->up_first, o->up, p->roots[a], pack(UP_ROOT, a));
    }
    sort_sums(o, arena);
    return o;
}

// ---- one least fixpoint ----

static void least_gate(Least *l, uint32_t g)
{
    if (!l->is_true[g]) {
        l->is_true[g] = 1;
        list_push(&l->gates, g);
    }
}

static void least_atom(Least *l, uint32_t a)
{
    const Occ *o = l->occ;
    list_push(&l->atoms, a);
    for (uint32_t i = o->at_first[a]; i < o->at_first[a + 1]; i++) {
        uint32_t kind = OCC_KIND(o->at[i]);
        if (kind == AT_AFTER || (kind == AT_WITH && l->x_is_c)) {
            least_gate(l, OCC_INDEX(o->at[i]));
        }
    }
}

static void least_sums(Least *l, uint32_t t)
{
    const Occ *o = l->occ;
    while (l->next[t] < o->sum_first[t + 1] && o->sum_bound[l->next[t]] <= l->weight[t]) {
        least_gate(l, o->sum_gate[l->next[t]++]);
    }
}

static void least_run(Least *l, uint32_t from)
{
    const Occ *o = l->occ;
    for (uint32_t next = from; next < l->gates.n; next++) {
        uint32_t g = l->gates.p[next];
        for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
            uint32_t index = OCC_INDEX(o->up[i]);
            switch (OCC_KIND(o->up[i])) {
            case UP_ALL:
                if (--l->missing[index] == 0) {
                    least_gate(l, index);
                }
                break;
            case UP_ANY: least_gate(l, index); break;
            case UP_MEMBER:
                l->weight[index] += OCC_WEIGHT(&o->up[i]);
                least_sums(l, index);
                i += OCC_WEIGHT_WORDS;
                break;
            default: // UP_ROOT
                if (!l->x[index]) {
                    l->x[index] = 1;
                    least_atom(l, index);
                }
            }
        }
    }
}

static bool least_starts_true(const Occ *o, uint32_t g, const uint8_t *c, const uint8_t *s)
{
    uint32_t a = o->problem->gates[g].a;
    switch ((Role)o->role[g]) {
    case ROLE_TRUE: return true;
    case ROLE_ALL: return o->size[g] == 0;
    case ROLE_WITH: return c != NULL && c[a];
    case ROLE_ABSENT: return !s[a];
    case ROLE_FALSE:
    case ROLE_AFTER:
    case ROLE_ANY:
    case ROLE_SUM: return false;
    }
    return false;
}

Least *sy_least_new(Arena *arena, const Occ *o, const uint8_t *c, const uint8_t *s, uint8_t *x)
{
    const FixProblem *p = o->problem;
    Least *l = NEW(arena, Least);
    *l = (Least){.occ = o, .x = x, .x_is_c = c == NULL};
    l->is_true = NEW_N(arena, uint8_t, p->ngates);
    l->missing = NEW_N(arena, uint32_t, p->ngates);
    l->weight = NEW_N(arena, int64_t, p->ntallies);
    l->next = NEW_N(arena, uint32_t, p->ntallies);
    l->gates = list_new(arena, p->ngates);
    l->atoms = list_new(arena, p->natoms);
    memcpy(l->missing, o->size, (size_t)p->ngates * sizeof(uint32_t));
    memcpy(l->next, o->sum_first, (size_t)p->ntallies * sizeof(uint32_t));
    for (uint32_t g = 0; g < p->ngates; g++) {
        if (least_starts_true(o, g, c, s)) {
            least_gate(l, g);
        }
    }
    for (uint32_t t = 0; t < p->ntallies; t++) {
        least_sums(l, t);
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (x[a]) {
            least_atom(l, a);
        }
    }
    least_run(l, 0);
    return l;
}

void sy_least_add(Least *l, uint32_t atom)
{
    uint32_t from = l->gates.n;
    if (!l->x[atom]) {
        l->x[atom] = 1;
        least_atom(l, atom);
        least_run(l, from);
    }
}

// What least_run did for a gate, undone.
static void least_undo(Least *l, uint32_t g)
{
    const Occ *o = l->occ;
    l->is_true[g] = 0;
    for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
        uint32_t index = OCC_INDEX(o->up[i]);
        if (OCC_KIND(o->up[i]) == UP_ALL) {
            l->missing[index]++;
        } else if (OCC_KIND(o->up[i]) == UP_MEMBER) {
            l->weight[index] -= OCC_WEIGHT(&o->up[i]);
            while (l->next[index] > o->sum_first[index] &&
                   o->sum_bound[l->next[index] - 1] > l->weight[index]) {
                l->next[index]--;
            }
            i += OCC_WEIGHT_WORDS;
        }
    }
}

void sy_least_back(Least *l, uint32_t ngates, uint32_t natoms)
{
    while (l->gates.n > ngates) {
        least_undo(l, l->gates.p[--l->gates.n]);
    }
    while (l->atoms.n > natoms) {
        l->x[l->atoms.p[--l->atoms.n]] = 0;
    }
}

void sy_occ_least(const Occ *o, Arena *scratch, const uint8_t *c, const uint8_t *s, uint8_t *x)
{
    ArenaMark mark = sy_arena_mark(scratch);
    sy_least_new(scratch, o, c, s, x);
    sy_arena_rewind(scratch, mark);
}
