// What is proven, and why it suffices.
//
// One tool: the level of a gate. Give every reading of every atom a level, a point of time from
// which on it is true (NEVER: not at all). Then the level of a gate is the time from which on it
// is true: OR the least of its kids, AND the greatest, a sum the time when the weight of the
// members that are true reaches its bound. Turned round, "from which on it is false", OR and AND
// change places. One pass in index order gives all levels. Times are pairs (stage, step), packed.
//
// stand   Let L(k) be the atoms of low with stage <= k, H(k) the atoms but those outside high with
//         stage <= k. Atom a of low with (k, r): its formula is true, before (k, r), where AFTER
//         atoms count from their own (stage, step), WITH atoms from (stage, 0), absences from the
//         stage after the fall. So L(k) lies within mu X. F(X, L(k), H(k-1)) (induction on r),
//         hence within A(H(k-1)).
// fall    Atom a outside high with (k, r): its formula is false, at (k, r) or before, where AFTER
//         atoms fail from their own time, WITH atoms one step later, absences from the stage in
//         which the atom came to stand. So with R(r) = H(k) and all atoms whose step is above r:
//         F(R(r), R(r-1), L(k)) lies within R(r), and A(L(k)) within every R(r), hence within H(k).
//
// Let W = lfp A(A(.)) and V = A(W). By induction on k, as A is antitone: L(k) within A(H(k-1))
// within A(V) = W, and V = A(W) within A(L(k)) within H(k). So low is within W, V within high.
// Where low = high, both are W, for W is within V. Else, with the contested atoms:
//
// rise    high lies within A(low): contested atoms are true, AFTER atoms counted by their turn.
//         (Those of low are already: F(X, C, H) grows when H shrinks to low.)
// fade    A(high) lies within low: contested atoms are false, as in `fall`, with high for S.
//
// Then A(A(low)) is within A(high), within low, so W, the least such set, is within low: low = W.
// And high lies within A(low) = V: high = V.
//
// ranks   rank(a) = 1 + level of its formula, AFTER atoms counted from their rank; for atoms of the
//         set and, NEVER, for all others. By induction on the rounds this has one solution, the
//         rounds of the least fixpoint. It proves `alone` in both directions.
// credit  as `fall`, everything read in C; the formula of every member never fails.
// circles Edges never lead to a higher order: a circle stays on one order. Atoms said to be on none
//         have no edge to their own order. Of atoms said to share a circle, each but the first has an
//         edge to one nearer to the first, and one from one nearer to it: they reach each other.
//         Orders of circles differ. Both in one pass over gates, keeping the best that a gate
//         reaches (highest order, then nearest) or is reached by (lowest order, then nearest).
#include "logic/certificate.h"

#include <string.h>

#define NEVER UINT64_MAX

enum { TRUE_LOW = 1, TRUE_ALONE = 2, TRUE_CREDIT = 4 }; // bits of Check.truth

typedef struct Point { // a member of a tally, or all up to it
    uint64_t level;
    int64_t weight;
} Point;

typedef struct Check {
    const FixProblem *problem;
    const FixSolution *solution;
    const FixCertificate *cert;
    Err *err;
    uint64_t *after, *with, *absent; // levels of the three readings of an atom
    uint64_t *level;                 // of the gates
    Point *points, *spare;           // of the members, in the order of their levels, summed up
    uint32_t *npoints;               // of a tally, + 1; 0: not summed up in this pass
    int64_t *total;                  // weight of a tally
    uint8_t *truth;                  // of the gates
} Check;

static uint64_t at(uint32_t stage, uint32_t step)
{
    return (uint64_t)stage << 32 | step;
}

static bool reads_after(const FixProblem *p, const Gate *g)
{
    return g->read == READ_AFTER || (g->read == READ_BARE && p->strict);
}

static bool refuse(Check *c, uint32_t atom, const char *what)
{
    return sy_err_set(c->err, ERR_INVALID, "not proven: %s (promise %lu)", what,
                      (unsigned long)atom);
}

// ---- levels ----

// Sorts by level, eleven bits at a time, lowest first. Only bits in which levels differ count.
static Point *sort_points(Point *a, Point *b, uint32_t n)
{
    uint64_t differ = 0;
    for (uint32_t i = 1; i < n; i++) {
        differ |= a[i].level ^ a[0].level;
    }
    for (unsigned shift = 0; shift < 64; shift += 11) {
        if ((differ >> shift & 2047) == 0) {
            continue;
        }
        uint32_t start[2049] = {0};
        for (uint32_t i = 0; i < n; i++) {
            start[(a[i].level >> shift & 2047) + 1]++;
        }
        for (uint32_t d = 1; d < 2049; d++) {
            start[d] += start[d - 1];
        }
        for (uint32_t i = 0; i < n; i++) {
            b[start[a[i].level >> shift & 2047]++] = a[i];
        }
        Point *swap = a;
        a = b;
        b = swap;
    }
    return a;
}

static void insert_points(Point *a, uint32_t n)
{
    for (uint32_t i = 1; i < n; i++) {
        Point x = a[i];
        uint32_t j = i;
        for (; j > 0 && a[j - 1].level > x.level; j--) {
            a[j] = a[j - 1];
        }
        a[j] = x;
    }
}

// Makes one point of those on the same level, with the weight of all up to it. Returns how many.
static uint32_t add_up(Point *points, uint32_t n)
{
    uint32_t last = 0;
    for (uint32_t i = 1; i < n; i++) {
        int64_t sum = points[last].weight + points[i].weight;
        last += points[i].level != points[last].level;
        points[last] = (Point){points[i].level, sum};
    }
    return n == 0 ? 0 : last + 1;
}

static void sum_up(Check *c, uint32_t t)
{
    const FixProblem *p = c->problem;
    const Tally *tally = &p->tallies[t];
    Point *points = c->points + tally->first;
    uint32_t n = 0;
    for (uint32_t m = tally->first; m < tally->first + tally->count; m++) {
        uint64_t level = c->level[p->members[m]];
        if (level != NEVER) {
            points[n++] = (Point){level, p->weights[m]};
        }
    }
    if (n <= 32) {
        insert_points(points, n);
    } else {
        Point *sorted = sort_points(points, c->spare, n);
        if (sorted != points) {
            memcpy(points, sorted, n * sizeof(Point));
        }
    }
    c->npoints[t] = add_up(points, n) + 1;
}

// The level at which the members of tally t that have come reach `need` > 0.
static uint64_t level_of_weight(Check *c, uint32_t t, int64_t need)
{
    if (c->npoints[t] == 0) {
        sum_up(c, t);
    }
    const Point *points = c->points + c->problem->tallies[t].first;
    uint32_t from = 0, to = c->npoints[t] - 1; // the answer is in points[from .. to]; to: none
    uint32_t n = to;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (points[middle].weight >= need) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    return from < n ? points[from].level : NEVER;
}

static uint64_t least_kid(const Check *c, const Gate *g)
{
    uint64_t least = NEVER;
    for (uint32_t k = 0; k < g->b; k++) {
        uint64_t level = c->level[c->problem->kids[g->a + k]];
        least = level < least ? level : least;
    }
    return least;
}

static uint64_t greatest_kid(const Check *c, const Gate *g)
{
    uint64_t greatest = 0;
    for (uint32_t k = 0; k < g->b; k++) {
        uint64_t level = c->level[c->problem->kids[g->a + k]];
        greatest = level > greatest ? level : greatest;
    }
    return greatest;
}

static uint64_t sum_level(Check *c, const Gate *g, bool falling)
{
    if (!falling) {
        return g->bound <= 0 ? 0 : level_of_weight(c, g->a, g->bound);
    }
    if (g->bound <= 0) {
        return NEVER;
    }
    int64_t total = c->total[g->a];
    return g->bound > total ? 0 : level_of_weight(c, g->a, total - g->bound + 1);
}

static uint64_t gate_level(Check *c, const Gate *g, bool falling)
{
    switch ((GateKind)g->kind) {
    case GATE_FALSE:
    case GATE_SHOWN:
        return falling ? 0 : NEVER;
    case GATE_TRUE:
        return falling ? NEVER : 0;
    case GATE_ATOM:
        return reads_after(c->problem, g) ? c->after[g->a] : c->with[g->a];
    case GATE_ABSENT:
        return c->absent[g->a];
    case GATE_AND:
        return falling ? least_kid(c, g) : greatest_kid(c, g);
    case GATE_OR:
        return falling ? greatest_kid(c, g) : least_kid(c, g);
    case GATE_SUM:
        return sum_level(c, g, falling);
    case GATE_OUT:
        return c->level[g->a];
    }
    return NEVER;
}

// Levels of all gates from those of the readings: when they are true or, `falling`, false.
static void find_levels(Check *c, bool falling)
{
    const FixProblem *p = c->problem;
    memset(c->npoints, 0, (size_t)p->ntallies * sizeof(uint32_t));
    for (uint32_t g = 0; g < p->ngates; g++) {
        c->level[g] = gate_level(c, &p->gates[g], falling);
    }
}

// ---- low and high ----

static bool check_stand(Check *c)
{
    const FixProblem *p = c->problem;
    const uint8_t *low = c->solution->low, *high = c->solution->high;
    for (uint32_t a = 0; a < p->natoms; a++) {
        uint32_t stage = c->cert->stage[a];
        c->after[a] = low[a] ? at(stage, c->cert->step[a]) : NEVER;
        c->with[a] = low[a] ? at(stage, 0) : NEVER;
        c->absent[a] = high[a] ? NEVER : at(stage + 1, 0);
    }
    find_levels(c, false);
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (low[a] && c->level[p->roots[a]] >= c->after[a]) {
            return refuse(c, a, "what is said to stand has no support when it comes");
        }
    }
    return true;
}

static bool check_fall(Check *c)
{
    const FixProblem *p = c->problem;
    const uint8_t *low = c->solution->low, *high = c->solution->high;
    for (uint32_t a = 0; a < p->natoms; a++) {
        uint64_t time = at(c->cert->stage[a], c->cert->step[a]);
        c->after[a] = high[a] ? NEVER : time;
        c->with[a] = high[a] ? NEVER : time + 1;
        c->absent[a] = low[a] ? at(c->cert->stage[a], 0) : NEVER;
    }
    find_levels(c, true);
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (!high[a] && c->level[p->roots[a]] > c->after[a]) {
            return refuse(c, a, "what is said to fall has support left");
        }
    }
    return true;
}

static bool check_rise(Check *c)
{
    const FixProblem *p = c->problem;
    const uint8_t *low = c->solution->low, *high = c->solution->high;
    for (uint32_t a = 0; a < p->natoms; a++) {
        c->after[a] = low[a] ? 0 : high[a] ? c->cert->step[a] : NEVER;
        c->with[a] = high[a] ? 0 : NEVER;
        c->absent[a] = low[a] ? NEVER : 0;
    }
    find_levels(c, false);
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (high[a] && !low[a] && c->level[p->roots[a]] >= c->after[a]) {
            return refuse(c, a, "what is said to be contested falls");
        }
    }
    return true;
}

static bool check_fade(Check *c)
{
    const FixProblem *p = c->problem;
    const uint8_t *low = c->solution->low, *high = c->solution->high;
    for (uint32_t a = 0; a < p->natoms; a++) {
        uint64_t turn = c->cert->stage[a];
        c->after[a] = low[a] ? NEVER : high[a] ? turn : 0;
        c->with[a] = low[a] ? NEVER : high[a] ? turn + 1 : 0;
        c->absent[a] = high[a] ? 0 : NEVER;
    }
    find_levels(c, true);
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (high[a] && !low[a] && c->level[p->roots[a]] > c->after[a]) {
            return refuse(c, a, "what is said to be contested stands");
        }
    }
    return true;
}

// ---- ranks and credit; what is true of each gate comes with them ----

static void note_truth(Check *c, bool falling, uint8_t bit)
{
    for (uint32_t g = 0; g < c->problem->ngates; g++) {
        c->truth[g] |= (c->level[g] == NEVER) == falling ? bit : 0;
    }
}

static bool check_ranks(Check *c, const uint8_t *set, const uint32_t *rank, const uint8_t *credit,
                        uint8_t bit)
{
    const FixProblem *p = c->problem;
    for (uint32_t a = 0; a < p->natoms; a++) {
        if ((rank[a] == FIX_NO_RANK) == set[a] || rank[a] == 0) {
            return refuse(c, a, "a rank where there is none, or none where there is one");
        }
        c->after[a] = set[a] ? rank[a] : NEVER;
        c->with[a] = credit == NULL ? c->after[a] : credit[a] ? 0 : NEVER;
        c->absent[a] = c->solution->high[a] ? NEVER : 0;
    }
    find_levels(c, false);
    for (uint32_t a = 0; a < p->natoms; a++) {
        uint64_t level = c->level[p->roots[a]];
        if (set[a] ? level + 1 != rank[a] : level != NEVER) {
            return refuse(c, a, "the rounds of a least fixpoint");
        }
    }
    note_truth(c, false, bit);
    return true;
}

static bool check_credit(Check *c)
{
    const FixProblem *p = c->problem;
    const uint8_t *credit = c->solution->credit;
    for (uint32_t a = 0; a < p->natoms; a++) {
        c->after[a] = c->with[a] = credit[a] ? NEVER : c->cert->fall[a];
        c->absent[a] = c->solution->low[a] ? 0 : NEVER;
    }
    find_levels(c, true);
    for (uint32_t a = 0; a < p->natoms; a++) {
        uint64_t level = c->level[p->roots[a]];
        if (credit[a] ? level != NEVER : level >= c->after[a]) {
            return refuse(c, a, "what credit could support");
        }
    }
    note_truth(c, true, TRUE_CREDIT);
    return true;
}

// ---- circles ----

typedef struct Circles { // of low \ alone, or of credit \ high
    const uint8_t *in, *out;
    uint8_t on_bit, off_bit; // the gates of the graph have the one and not the other
    const uint32_t *ring;
    uint32_t nrings;
} Circles;

static bool in_graph(const Check *c, const Circles *s, uint32_t g)
{
    return (c->truth[g] & (s->on_bit | s->off_bit)) == s->on_bit;
}

static bool in_domain(const Circles *s, uint32_t a)
{
    return s->in[a] && !s->out[a];
}

// Numbers in the order of first members; out_first[a]: a is the first of its circle.
static bool check_numbers(Check *c, const Circles *s, uint8_t *out_first)
{
    uint32_t seen = 0;
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        if (s->ring[a] != 0 && (!in_domain(s, a) || s->ring[a] > seen + 1)) {
            return refuse(c, a, "the number of a circle");
        }
        out_first[a] = s->ring[a] == seen + 1;
        seen += out_first[a];
    }
    return seen == s->nrings || refuse(c, 0, "the number of circles");
}

// One order a circle, and no other atom has it.
static bool check_orders(Check *c, Arena *scratch, const Circles *s)
{
    const FixProblem *p = c->problem;
    uint32_t *order_of = NEW_N(scratch, uint32_t, (ptrdiff_t)s->nrings + 1);
    uint64_t limit = (uint64_t)p->natoms + p->ngates + p->ntallies;
    uint8_t *taken = NEW_N(scratch, uint8_t, (ptrdiff_t)limit + 1);
    for (uint32_t a = 0; a < p->natoms; a++) {
        uint32_t order = c->cert->order[a];
        if (!in_domain(s, a)) {
            continue;
        }
        if (order == 0 || order > limit) {
            return refuse(c, a, "an order out of range");
        }
        if (s->ring[a] != 0 && order_of[s->ring[a]] == 0 && !taken[order]) {
            order_of[s->ring[a]] = order;
            taken[order] = 1;
        } else if (s->ring[a] != 0 && order_of[s->ring[a]] != order) {
            return refuse(c, a, "the order of a circle");
        }
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (in_domain(s, a) && s->ring[a] == 0 && taken[c->cert->order[a]]) {
            return refuse(c, a, "an atom beside a circle with its order");
        }
    }
    return true;
}

// Highest order that a gate reaches, and of those the nearest to the first: greatest key.
static uint64_t best_below(const Check *c, const Circles *s, const Gate *g, uint64_t *tally_best)
{
    const FixProblem *p = c->problem;
    const uint32_t *below = NULL;
    uint32_t first = 0, n = 0;
    if (g->kind == GATE_ATOM) {
        return in_domain(s, g->a) ? at(c->cert->order[g->a], UINT32_MAX - c->cert->back[g->a]) : 0;
    }
    if (g->kind == GATE_OUT) {
        return c->level[g->a];
    }
    if (g->kind == GATE_AND || g->kind == GATE_OR) {
        below = p->kids;
        first = g->a;
        n = g->b;
    } else if (g->kind == GATE_SUM && tally_best[g->a] == NEVER) {
        below = p->members;
        first = p->tallies[g->a].first;
        n = p->tallies[g->a].count;
    } else if (g->kind == GATE_SUM) {
        return tally_best[g->a];
    }
    uint64_t best = 0;
    for (uint32_t i = first; i < first + n; i++) {
        best = c->level[below[i]] > best ? c->level[below[i]] : best;
    }
    if (g->kind == GATE_SUM) {
        tally_best[g->a] = best;
    }
    return best;
}

static bool check_edges_out(Check *c, Arena *scratch, const Circles *s, const uint8_t *first)
{
    const FixProblem *p = c->problem;
    uint64_t *tally_best = NEW_N(scratch, uint64_t, p->ntallies);
    memset(tally_best, 0xff, (size_t)p->ntallies * sizeof(uint64_t));
    for (uint32_t g = 0; g < p->ngates; g++) {
        c->level[g] = in_graph(c, s, g) ? best_below(c, s, &p->gates[g], tally_best) : 0;
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (!in_domain(s, a)) {
            continue;
        }
        uint64_t best = c->level[p->roots[a]];
        uint64_t order = best >> 32, back = UINT32_MAX - (best & UINT32_MAX);
        if (order > c->cert->order[a] || (s->ring[a] == 0 && order == c->cert->order[a])) {
            return refuse(c, a, "an edge that leads up");
        }
        if (s->ring[a] != 0 &&
            (order != c->cert->order[a] || (!first[a] && back >= c->cert->back[a]))) {
            return refuse(c, a, "a member that does not reach its circle");
        }
    }
    return true;
}

static void lower(uint64_t *key, uint64_t to)
{
    *key = to < *key ? to : *key;
}

// Passes the key of gate g on to what it reads. A tally passes on with the first of its sums, the
// last to be looked at.
static void pass_down(Check *c, const Gate *g, uint64_t key, bool is_first_sum, uint64_t *tally_key,
                      uint64_t *atom_key)
{
    const FixProblem *p = c->problem;
    if (g->kind == GATE_ATOM) {
        lower(&atom_key[g->a], key);
    } else if (g->kind == GATE_OUT) {
        lower(&c->level[g->a], key);
    } else if (g->kind == GATE_AND || g->kind == GATE_OR) {
        for (uint32_t k = 0; k < g->b; k++) {
            lower(&c->level[p->kids[g->a + k]], key);
        }
    } else if (g->kind == GATE_SUM) {
        lower(&tally_key[g->a], key);
        const Tally *t = &p->tallies[g->a];
        for (uint32_t m = 0; is_first_sum && m < t->count; m++) {
            lower(&c->level[p->members[t->first + m]], tally_key[g->a]);
        }
    }
}

static void find_keys_from_above(Check *c, Arena *scratch, const Circles *s, uint64_t *atom_key)
{
    const FixProblem *p = c->problem;
    uint64_t *tally_key = NEW_N(scratch, uint64_t, p->ntallies);
    uint32_t *first_sum = NEW_N(scratch, uint32_t, p->ntallies);
    memset(tally_key, 0xff, (size_t)p->ntallies * sizeof(uint64_t));
    memset(c->level, 0xff, (size_t)p->ngates * sizeof(uint64_t));
    for (uint32_t g = p->ngates; g-- > 0;) {
        if (p->gates[g].kind == GATE_SUM) {
            first_sum[p->gates[g].a] = g;
        }
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        atom_key[a] = NEVER;
        if (in_domain(s, a)) {
            lower(&c->level[p->roots[a]], at(c->cert->order[a], c->cert->forth[a]));
        }
    }
    for (uint32_t g = p->ngates; g-- > 0;) {
        const Gate *gate = &p->gates[g];
        bool is_first_sum = gate->kind == GATE_SUM && first_sum[gate->a] == g;
        uint64_t key = in_graph(c, s, g) ? c->level[g] : NEVER;
        if (key != NEVER || is_first_sum) {
            pass_down(c, gate, key, is_first_sum, tally_key, atom_key);
        }
    }
}

static bool check_edges_in(Check *c, Arena *scratch, const Circles *s, const uint8_t *first)
{
    uint64_t *key = NEW_N(scratch, uint64_t, c->problem->natoms);
    find_keys_from_above(c, scratch, s, key);
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        if (s->ring[a] != 0 && !first[a] &&
            (key[a] >> 32 != c->cert->order[a] || (key[a] & UINT32_MAX) >= c->cert->forth[a])) {
            return refuse(c, a, "a member that its circle does not reach");
        }
    }
    return true;
}

static bool check_circles(Check *c, Arena *scratch, const Circles *s)
{
    ArenaMark mark = sy_arena_mark(scratch);
    uint8_t *first = NEW_N(scratch, uint8_t, c->problem->natoms);
    bool some = false;
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        some = some || in_domain(s, a);
    }
    bool ok = check_numbers(c, s, first) && (!some || (check_orders(c, scratch, s) &&
                                                       check_edges_out(c, scratch, s, first)));
    ok = ok && (s->nrings == 0 || check_edges_in(c, scratch, s, first));
    sy_arena_rewind(scratch, mark);
    return ok;
}

// ---- the whole ----

// The sets are sets, and nested: alone, low, high, credit. *out_contested: low is not high.
static bool check_shape(Check *c, bool *out_contested)
{
    const FixSolution *s = c->solution;
    bool contested = false;
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        if (s->alone[a] > s->low[a] || s->low[a] > s->high[a] || s->high[a] > s->credit[a] ||
            s->credit[a] > 1) {
            return refuse(c, a, "sets that are not nested");
        }
        bool between = s->low[a] != s->high[a];
        contested = contested || between;
        uint32_t stage = c->cert->stage[a], step = c->cert->step[a];
        if (stage == 0 || stage == UINT32_MAX || step == 0 || step == UINT32_MAX) {
            return refuse(c, a, "a time out of range");
        }
    }
    *out_contested = contested;
    return true;
}

static Check *check_new(Arena *scratch, const FixProblem *p, const FixSolution *s, Err *err)
{
    Check *c = NEW(scratch, Check);
    c->problem = p;
    c->solution = s;
    c->cert = s->certificate;
    c->err = err;
    c->after = NEW_N(scratch, uint64_t, p->natoms);
    c->with = NEW_N(scratch, uint64_t, p->natoms);
    c->absent = NEW_N(scratch, uint64_t, p->natoms);
    c->level = NEW_N(scratch, uint64_t, p->ngates);
    c->points = NEW_N(scratch, Point, p->nmembers);
    c->spare = NEW_N(scratch, Point, p->nmembers);
    c->npoints = NEW_N(scratch, uint32_t, p->ntallies);
    c->total = NEW_N(scratch, int64_t, p->ntallies);
    c->truth = NEW_N(scratch, uint8_t, p->ngates);
    for (uint32_t t = 0; t < p->ntallies; t++) {
        for (uint32_t m = 0; m < p->tallies[t].count; m++) {
            c->total[t] += p->weights[p->tallies[t].first + m];
        }
    }
    return c;
}

bool sy_fix_check(Arena *scratch, const FixProblem *p, const FixSolution *s, Err *err)
{
    if (s->certificate == NULL) {
        return sy_err_set(err, ERR_INVALID, "not proven: there is no certificate");
    }
    ArenaMark mark = sy_arena_mark(scratch);
    Check *c = check_new(scratch, p, s, err);
    Circles rings = {s->low, s->alone, TRUE_LOW, TRUE_ALONE, s->ring, s->nrings};
    Circles locks = {s->credit, s->high, TRUE_CREDIT, TRUE_LOW, s->lock, s->nlocks};
    bool contested = false;
    bool ok = check_shape(c, &contested) && check_stand(c) && check_fall(c) &&
              (!contested || (check_rise(c) && check_fade(c))) &&
              check_ranks(c, s->low, s->rank_low, s->low, TRUE_LOW) &&
              check_ranks(c, s->alone, s->rank_alone, NULL, TRUE_ALONE) && check_credit(c) &&
              check_circles(c, scratch, &rings) && check_circles(c, scratch, &locks);
    sy_arena_rewind(scratch, mark);
    return ok;
}
