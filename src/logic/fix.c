// What follows from low and high: ranks, alone, credit, circles.
#include "logic/fix.h"

#include "logic/rings.h"
#include "logic/solver.h"

#include <string.h>

// ---- ranks: rounds of a least fixpoint inside low ----

typedef struct Climb {
    Solver *s;
    uint8_t bit;    // mark of the gates reached
    bool on_credit; // what is read in C is true from the start
    uint32_t *rank;
    uint32_t round;
    List next; // atoms of the round being computed
} Climb;

static void climb_gate(Climb *c, uint32_t g)
{
    if ((c->s->state[g] & (SURE | c->bit)) == SURE) {
        c->s->state[g] |= c->bit;
        list_push(&c->s->walk, g);
    }
}

static void climb_sums(Climb *c, uint32_t t)
{
    const Occ *o = c->s->occ;
    uint32_t n = c->s->pass.next[t];
    while (n < o->sum_first[t + 1] && o->sum_bound[n] <= c->s->pass.weight[t]) {
        climb_gate(c, o->sum_gate[n++]);
    }
    c->s->pass.next[t] = n;
}

static void climb_pass_on(Climb *c, uint32_t g)
{
    Solver *s = c->s;
    const Occ *o = s->occ;
    for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
        uint32_t index = OCC_INDEX(o->up[i]);
        switch (OCC_KIND(o->up[i])) {
        case UP_ALL:
            if ((s->state[index] & SURE) && --s->missing[index] == 0) {
                climb_gate(c, index);
            }
            break;
        case UP_ANY: climb_gate(c, index); break;
        case UP_MEMBER:
            s->pass.weight[index] += OCC_WEIGHT(&o->up[i]);
            climb_sums(c, index);
            i += OCC_WEIGHT_WORDS;
            break;
        default: // UP_ROOT
            if (c->rank[index] == FIX_NO_RANK) {
                c->rank[index] = c->round;
                list_push(&c->next, index);
            }
        }
    }
}

static void climb_settle(Climb *c)
{
    for (uint32_t i = 0; i < c->s->walk.n; i++) {
        climb_pass_on(c, c->s->walk.p[i]);
    }
    c->s->walk.n = 0;
}

static void climb_seed(Climb *c)
{
    Solver *s = c->s;
    const Occ *o = s->occ;
    const FixProblem *p = s->problem;
    memcpy(s->missing, o->size, (size_t)p->ngates * sizeof(uint32_t));
    for (uint32_t g = 0; g < p->ngates; g++) {
        Role role = (Role)o->role[g];
        if (role == ROLE_TRUE || role == ROLE_ABSENT || (role == ROLE_ALL && o->size[g] == 0) ||
            (role == ROLE_WITH && c->on_credit)) {
            climb_gate(c, g);
        }
    }
    for (uint32_t t = 0; t < p->ntallies; t++) {
        s->pass.weight[t] = 0;
        s->pass.next[t] = o->sum_first[t];
        climb_sums(c, t);
    }
}

// The rounds of mu X. F(X, low, high), or of mu X. F(X, X, high), into `rank`.
static void climb(Solver *s, Arena *scratch, bool on_credit, uint8_t bit, uint32_t *rank)
{
    const Occ *o = s->occ;
    ArenaMark mark = sy_arena_mark(scratch);
    Climb c = {.s = s, .bit = bit, .on_credit = on_credit, .rank = rank, .round = 1};
    memset(rank, 0xff, (size_t)s->problem->natoms * sizeof(uint32_t));
    c.next = list_new(scratch, s->problem->natoms);
    climb_seed(&c);
    climb_settle(&c);
    for (uint32_t done = 0; done < c.next.n;) {
        uint32_t end = c.next.n;
        c.round++;
        for (; done < end; done++) {
            uint32_t a = c.next.p[done];
            for (uint32_t i = o->at_first[a]; i < o->at_first[a + 1]; i++) {
                uint32_t kind = OCC_KIND(o->at[i]);
                if (kind == AT_AFTER || (kind == AT_WITH && !on_credit)) {
                    climb_gate(&c, OCC_INDEX(o->at[i]));
                }
            }
        }
        climb_settle(&c);
    }
    sy_arena_rewind(scratch, mark);
}

// ---- credit: what falls even when everything is read in C ----
//
// What fell before any atom was dropped did so whatever is read in C or X: those gates are DEAD
// already. Here the absences of what has come to stand since then are passed on.

static void credit_gate(Solver *s, uint32_t g)
{
    if ((s->state[g] & (FELL | DEAD)) == FELL) {
        s->state[g] |= DEAD;
        list_push(&s->walk, g);
    }
}

static void credit_sums(Solver *s, uint32_t t)
{
    const Occ *o = s->occ;
    uint32_t n = s->left.next[t];
    while (n > o->sum_first[t] && o->sum_bound[n - 1] > s->left.weight[t]) {
        credit_gate(s, o->sum_gate[--n]);
    }
    s->left.next[t] = n;
}

static void credit_pass_on(Solver *s, uint8_t *credit, uint32_t g)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
        uint32_t index = OCC_INDEX(o->up[i]);
        switch (OCC_KIND(o->up[i])) {
        case UP_ALL: credit_gate(s, index); break;
        case UP_ANY:
            if (--s->missing[index] == 0) {
                credit_gate(s, index);
            }
            break;
        case UP_MEMBER:
            s->left.weight[index] -= OCC_WEIGHT(&o->up[i]);
            credit_sums(s, index);
            i += OCC_WEIGHT_WORDS;
            break;
        default: // UP_ROOT
            if (credit[index]) {
                credit[index] = 0;
                s->cert->fall[index] = s->falls + 1;
                list_push(&s->next, index);
            }
        }
    }
}

// Weight of the members of tally t that are not DEAD.
static int64_t weight_left(const Solver *s, uint32_t t)
{
    const FixProblem *p = s->problem;
    int64_t weight = 0;
    for (uint32_t m = p->tallies[t].first; m < p->tallies[t].first + p->tallies[t].count; m++) {
        weight += s->state[p->members[m]] & DEAD ? 0 : p->weights[m];
    }
    return weight;
}

// Counters of the gates that fell since. A tally none of whose sums did keeps none in `left`.
static void credit_count(Solver *s)
{
    const Occ *o = s->occ;
    const FixProblem *p = s->problem;
    memcpy(s->left.next, o->sum_first, (size_t)p->ntallies * sizeof(uint32_t));
    memset(s->left.weight, 0, (size_t)p->ntallies * sizeof(int64_t));
    for (uint32_t g = 0; g < p->ngates; g++) {
        if (s->state[g] != FELL) {
            continue;
        }
        const Gate *gate = &p->gates[g];
        s->missing[g] = 0;
        for (uint32_t k = 0; gate->kind == GATE_OR && k < gate->b; k++) {
            s->missing[g] += !(s->state[p->kids[gate->a + k]] & DEAD);
        }
        if (gate->kind == GATE_SUM && s->left.next[gate->a] != o->sum_first[gate->a + 1]) {
            s->left.next[gate->a] = o->sum_first[gate->a + 1];
            s->left.weight[gate->a] = weight_left(s, gate->a);
        }
    }
}

static void credit_tell(Solver *s, uint32_t a)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->at_first[a]; i < o->at_first[a + 1]; i++) {
        if (OCC_KIND(o->at[i]) != AT_ABSENT) {
            credit_gate(s, OCC_INDEX(o->at[i]));
        }
    }
}

static void find_credit(Solver *s, uint8_t *credit)
{
    for (uint32_t a = 0; a < s->problem->natoms; a++) {
        credit[a] = s->high[a] || s->cert->fall[a] == 0;
    }
    if (!s->some_dropped) {
        return;
    }
    credit_count(s);
    for (uint32_t g = 0; g < s->problem->ngates; g++) {
        if (s->occ->role[g] == ROLE_ABSENT) {
            credit_gate(s, g);
        }
    }
    while (s->walk.n > 0) {
        for (uint32_t i = 0; i < s->walk.n; i++) {
            credit_pass_on(s, credit, s->walk.p[i]);
        }
        s->walk.n = 0;
        s->falls += s->next.n > 0;
        for (uint32_t i = 0; i < s->next.n; i++) {
            credit_tell(s, s->next.p[i]);
        }
        s->next.n = 0;
    }
}

// ---- the whole ----

static FixSolution *solution_new(Arena *arena, uint32_t n)
{
    FixSolution *f = NEW(arena, FixSolution);
    FixCertificate *c = NEW(arena, FixCertificate);
    uint8_t **sets[] = {&f->low, &f->high, &f->alone, &f->credit};
    uint32_t **words[] = {&f->rank_low, &f->rank_alone, &f->ring,  &f->lock, &c->time,
                          &c->start,    &c->fall,       &c->order, &c->back, &c->forth};
    for (ptrdiff_t i = 0; i < COUNT_OF(sets); i++) {
        *sets[i] = NEW_N(arena, uint8_t, n);
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(words); i++) {
        *words[i] = NEW_N(arena, uint32_t, n);
    }
    f->certificate = c;
    return f;
}

// Circles among the atoms of `in` but not of `out`, over the gates whose state is in `pass`.
static uint32_t circles(Solver *s, Arena *scratch, const uint8_t *in, const uint8_t *out,
                        const bool *pass, uint32_t *ring)
{
    const FixProblem *p = s->problem;
    ArenaMark mark = sy_arena_mark(scratch);
    RingsAsk ask = {NEW_N(scratch, uint8_t, p->natoms), s->state, pass};
    for (uint32_t a = 0; a < p->natoms; a++) {
        ask.domain[a] = in[a] && !out[a];
    }
    uint32_t found = sy_rings_find(s->occ, scratch, &ask, ring, s->cert);
    sy_arena_rewind(scratch, mark);
    return found;
}

FixSolution *sy_fix_solve(Arena *arena, Arena *scratch, const FixProblem *p)
{
    // On true and off not true, for rings: sure, not unaided. For locks: open, or fallen with credit.
    static const bool in_ring[32] = {[SURE] = true, [SURE | REACHED] = true};
    static const bool in_lock[32] = {[0] = true, [FELL] = true};
    FixSolution *f = solution_new(arena, p->natoms);
    ArenaMark mark = sy_arena_mark(scratch);
    Occ *occ = sy_occ_new(scratch, p);
    Solver *s = sy_solver_new(scratch, occ, f->low, f->high, f->certificate);
    f->rounds = sy_solver_decide(s, scratch);
    climb(s, scratch, true, REACHED, f->rank_low);
    climb(s, scratch, false, UNAIDED, f->rank_alone);
    for (uint32_t a = 0; a < p->natoms; a++) {
        f->alone[a] = f->rank_alone[a] != FIX_NO_RANK;
    }
    find_credit(s, f->credit);
    f->nrings = circles(s, scratch, f->low, f->alone, in_ring, f->ring);
    f->nlocks = circles(s, scratch, f->credit, f->high, in_lock, f->lock);
    sy_arena_rewind(scratch, mark);
    return f;
}
