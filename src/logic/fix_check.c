// What is proven, and why it suffices.
//
// One tool: the value of a gate, from 0 (true throughout) to `never`. Give every reading of every
// atom the time from which on it is true. Then AND is true from the greatest value of its kids on, OR
// from the least, a sum from when the weight of those that are true reaches its bound. The same
// serves for what is true until a time t, written as `never` - t. One pass in index order gives the
// values of all gates, for four of the proofs below side by side; two passes serve for all of them.
//
// Times of low and of what is outside high come in stages: a stage holds the times after its start,
// the next begins no earlier than its last. L(k): the atoms of low up to stage k; H(k): all but the
// atoms outside high up to stage k.
//
// stand   The formula of an atom of low is true from before its time t on, in stage k, where AFTER
//         atoms count from their own time, WITH atoms from the start of their stage, absences from
//         the last time of the stage of the fall. So L(k) lies within mu X. F(X, L(k), H(k-1))
//         (induction on times), hence within A(H(k-1)).
// fall    The formula of an atom outside high is false from its time t on at the latest, where AFTER
//         atoms fail from their own time, WITH atoms one later, absences from the first time of the
//         stage in which the atom came to stand. So with R(t) = the atoms that have not fallen by t:
//         F(R(t), R(t-1), L(k)) lies within R(t), and A(L(k)) within R(t) for every t of stage k,
//         hence within H(k).
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
// ranks   rank(a) = 1 + value of its formula, AFTER atoms counted from their rank; for atoms of the
//         set and, never, for all others. By induction on the rounds this has one solution, the
//         rounds of the least fixpoint. It proves `alone` in both directions.
// credit  as `fall`, everything read in C; the formula of every member never fails.
// circles Edges never lead to a higher order: a circle stays on one order. Atoms said to be on none
//         have no edge to their own order. Of atoms said to share a circle, each but the first has an
//         edge to one nearer to the first, and one from one nearer to it: they reach each other.
//         Orders of circles differ. Both in one pass over gates, keeping the best that a gate
//         reaches (highest order, then nearest) or is reached by (lowest order, then nearest).
#include "logic/certificate.h"

#include <string.h>

typedef enum Proof { // a column of values each, in the first pass or in the second
    PROOF_STAND,
    PROOF_FALL,
    PROOF_LOW,
    PROOF_ALONE,
    PROOF_CREDIT,
    PROOF_RISE,
    PROOF_FADE,
    PROOF_SPARE, // makes a whole row
} Proof;

#define ROW 4
#define PASSES 2

// Bits of Check.truth: the gate is true under (low, low, high), (alone, alone, high), (credit, credit,
// low); it is the first sum over its tally.
enum { TRUE_LOW = 1, TRUE_ALONE = 2, TRUE_CREDIT = 4, FIRST_SUM = 8 };

typedef struct Row {
    uint32_t at[ROW]; // by Proof % ROW
} Row;

typedef struct Reading { // the values of the readings of an atom
    Row after, with, absent;
} Reading;

typedef struct Point { // the members of a tally that are true at `value`, and their weight
    uint32_t value;
    int64_t weight;
} Point;

typedef struct Span {
    uint32_t first, count;
} Span;

typedef struct Check {
    const FixProblem *problem;
    const FixSolution *solution;
    const FixCertificate *cert;
    Arena *scratch;
    Err *err;
    bool contested;    // low is not high
    uint32_t pass;     // Proof / ROW of the proofs in hand
    uint32_t never;    // beyond all times
    uint32_t *last;    // of a time: the last of its stage
    Reading *readings; // of the atoms
    Row *values;       // of the gates
    VEC(Point) points; // ascending within a span
    Span *spans;       // of tally t and column i: spans[t * ROW + i]
    int64_t *by_value; // weight at each value, all 0 between uses
    Point *sorting[2];
    uint8_t *truth; // of the gates
    uint64_t *keys; // of the gates, while circles are looked at
} Check;

static bool reads_after(const FixProblem *p, const Gate *g)
{
    return g->read == READ_AFTER || (g->read == READ_BARE && p->strict);
}

static bool refuse(Check *c, uint32_t atom, const char *what)
{
    return sy_err_set(c->err, ERR_INVALID, "not proven: %s (promise %lu)", what,
                      (unsigned long)atom);
}

// ---- values ----

// Sorts by value, eleven bits at a time, lowest first. Only bits in which values differ count.
static Point *sort_points(Point *a, Point *b, uint32_t n)
{
    uint32_t differ = 0;
    for (uint32_t i = 1; i < n; i++) {
        differ |= a[i].value ^ a[0].value;
    }
    for (unsigned shift = 0; shift < 32; shift += 11) {
        if ((differ >> shift & 2047) == 0) {
            continue;
        }
        uint32_t start[2049] = {0};
        for (uint32_t i = 0; i < n; i++) {
            start[(a[i].value >> shift & 2047) + 1]++;
        }
        for (uint32_t d = 1; d < 2049; d++) {
            start[d] += start[d - 1];
        }
        for (uint32_t i = 0; i < n; i++) {
            b[start[a[i].value >> shift & 2047]++] = a[i];
        }
        Point *swap = a;
        a = b;
        b = swap;
    }
    return a;
}

static void add_point(Check *c, Span *span, uint32_t value, int64_t weight)
{
    Point *last = span->count > 0 ? &c->points.p[c->points.len - 1] : NULL;
    if (last != NULL && last->value == value) {
        last->weight += weight;
        return;
    }
    int64_t sum = last != NULL ? last->weight + weight : weight;
    vec_push(c->scratch, &c->points, (Point){value, sum});
    span->count++;
}

// Members one by one into the weight at their value: for few values.
static void sum_up_by_value(Check *c, const Tally *t, uint32_t column, Span *span)
{
    const FixProblem *p = c->problem;
    uint32_t least = c->never, most = 0;
    for (uint32_t m = t->first; m < t->first + t->count; m++) {
        uint32_t value = c->values[p->members[m]].at[column];
        c->by_value[value] += p->weights[m];
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    for (uint32_t value = least; value <= most; value++) {
        if (value < c->never && c->by_value[value] > 0) {
            add_point(c, span, value, c->by_value[value]);
        }
        c->by_value[value] = 0;
    }
}

static void sum_up_sorted(Check *c, const Tally *t, uint32_t column, Span *span)
{
    const FixProblem *p = c->problem;
    uint32_t n = 0;
    for (uint32_t m = t->first; m < t->first + t->count; m++) {
        uint32_t value = c->values[p->members[m]].at[column];
        if (value < c->never) {
            c->sorting[0][n++] = (Point){value, p->weights[m]};
        }
    }
    const Point *sorted = sort_points(c->sorting[0], c->sorting[1], n);
    for (uint32_t i = 0; i < n; i++) {
        add_point(c, span, sorted[i].value, sorted[i].weight);
    }
}

// The points of a tally in all proofs. Its members are known when the first sum over it is reached.
static void sum_up(Check *c, uint32_t t)
{
    const Tally *tally = &c->problem->tallies[t];
    for (uint32_t column = 0; column < ROW; column++) {
        uint32_t proof = c->pass * ROW + column;
        Span *span = &c->spans[t * ROW + column];
        *span = (Span){(uint32_t)c->points.len, 0};
        if (proof <= PROOF_CREDIT || (c->contested && proof != PROOF_SPARE)) {
            if (c->never / 8 <= tally->count) {
                sum_up_by_value(c, tally, column, span);
            } else {
                sum_up_sorted(c, tally, column, span);
            }
        }
    }
}

// The value at which the members in `span` reach `bound`.
static uint32_t value_of_weight(const Check *c, const Span *span, int64_t bound)
{
    uint32_t from = 0, to = span->count; // the answer is in points[from .. to]; the last: never
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (c->points.p[span->first + middle].weight >= bound) {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    return bound <= 0 ? 0 : from < span->count ? c->points.p[span->first + from].value : c->never;
}

static void put_all(Row *row, uint32_t value)
{
    for (int i = 0; i < ROW; i++) {
        row->at[i] = value;
    }
}

static void put_greatest(Check *c, const Gate *g, Row *out)
{
    Row row = {{0}};
    for (uint32_t k = g->a; k < g->a + g->b; k++) {
        const Row *kid = &c->values[c->problem->kids[k]];
        for (int i = 0; i < ROW; i++) {
            row.at[i] = kid->at[i] > row.at[i] ? kid->at[i] : row.at[i];
        }
    }
    *out = row;
}

static void put_least(Check *c, const Gate *g, Row *out)
{
    Row row;
    put_all(&row, c->never);
    for (uint32_t k = g->a; k < g->a + g->b; k++) {
        const Row *kid = &c->values[c->problem->kids[k]];
        for (int i = 0; i < ROW; i++) {
            row.at[i] = kid->at[i] < row.at[i] ? kid->at[i] : row.at[i];
        }
    }
    *out = row;
}

static void put_sum(Check *c, uint32_t g, Row *out)
{
    const Gate *gate = &c->problem->gates[g];
    if (c->truth[g] & FIRST_SUM) {
        sum_up(c, gate->a);
    }
    for (uint32_t i = 0; i < ROW; i++) {
        out->at[i] = value_of_weight(c, &c->spans[gate->a * ROW + i], gate->bound);
    }
}

static void find_values(Check *c)
{
    const FixProblem *p = c->problem;
    for (uint32_t i = 0; i < p->ngates; i++) {
        const Gate *g = &p->gates[i];
        Row *out = &c->values[i];
        switch ((GateKind)g->kind) {
        case GATE_FALSE:
        case GATE_SHOWN: put_all(out, c->never); break;
        case GATE_TRUE: put_all(out, 0); break;
        case GATE_ATOM:
            *out = reads_after(p, g) ? c->readings[g->a].after : c->readings[g->a].with;
            break;
        case GATE_ABSENT: *out = c->readings[g->a].absent; break;
        case GATE_AND: put_greatest(c, g, out); break;
        case GATE_OR: put_least(c, g, out); break;
        case GATE_SUM: put_sum(c, i, out); break;
        case GATE_OUT: *out = c->values[g->a]; break;
        }
    }
}

// ---- the readings that each proof starts from ----

// True throughout, or not at all.
static uint32_t always(const Check *c, bool is_true)
{
    return is_true ? 0 : c->never;
}

static uint32_t until(const Check *c, uint32_t time)
{
    return c->never - time;
}

static void put_reading(Reading *r, Proof proof, uint32_t after, uint32_t with, uint32_t absent)
{
    r->after.at[proof % ROW] = after;
    r->with.at[proof % ROW] = with;
    r->absent.at[proof % ROW] = absent;
}

static void read_first(const Check *c, uint32_t a, Reading *r)
{
    const FixSolution *s = c->solution;
    bool low = s->low[a], high = s->high[a];
    uint32_t never = c->never, absent = always(c, !high);
    uint32_t round = s->alone[a] ? s->rank_alone[a] : never;
    put_reading(r, PROOF_LOW, low ? s->rank_low[a] : never, always(c, low), absent);
    put_reading(r, PROOF_ALONE, round, round, absent);
    if (high && !low) {
        put_reading(r, PROOF_STAND, never, never, never);
        put_reading(r, PROOF_FALL, 0, 0, 0);
        return;
    }
    uint32_t time = c->cert->time[a], start = c->cert->start[a];
    put_reading(r, PROOF_STAND, low ? time : never, low ? start : never,
                high ? never : c->last[time]);
    put_reading(r, PROOF_FALL, high ? 0 : until(c, time), high ? 0 : until(c, time + 1),
                low ? until(c, start + 1) : 0);
}

static void read_second(const Check *c, uint32_t a, Reading *r)
{
    const FixSolution *s = c->solution;
    bool low = s->low[a], high = s->high[a];
    uint32_t never = c->never, trust = s->credit[a] ? 0 : until(c, c->cert->fall[a]);
    put_reading(r, PROOF_CREDIT, trust, trust, always(c, !low));
    if (high && !low) {
        uint32_t fade = c->cert->time[a], rise = c->cert->start[a];
        put_reading(r, PROOF_RISE, rise, 0, 0);
        put_reading(r, PROOF_FADE, until(c, fade), until(c, fade + 1), never);
    } else {
        put_reading(r, PROOF_RISE, always(c, low), always(c, high), always(c, !low));
        put_reading(r, PROOF_FADE, always(c, low), always(c, low), always(c, !high));
    }
}

static void read_atoms(Check *c)
{
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        if (c->pass == 0) {
            read_first(c, a, &c->readings[a]);
        } else {
            read_second(c, a, &c->readings[a]);
        }
    }
}

// ---- what each proof demands of the formulas ----

static bool check_decided(Check *c, uint32_t a, const Row *v)
{
    uint32_t time = c->cert->time[a];
    if (c->solution->low[a]) {
        return v->at[PROOF_STAND] < time ||
               refuse(c, a, "what is said to stand has no support when it comes");
    }
    return v->at[PROOF_FALL] >= until(c, time) ||
           refuse(c, a, "what is said to fall has support left");
}

static bool check_contested(Check *c, uint32_t a, const Row *v)
{
    if (v->at[PROOF_RISE % ROW] >= c->cert->start[a]) {
        return refuse(c, a, "what is said to be contested falls");
    }
    return v->at[PROOF_FADE % ROW] >= until(c, c->cert->time[a]) ||
           refuse(c, a, "what is said to be contested stands");
}

static bool check_first(Check *c, uint32_t a, const Row *v)
{
    const FixSolution *s = c->solution;
    bool contested = s->high[a] && !s->low[a];
    if (!contested && !check_decided(c, a, v)) {
        return false;
    }
    uint32_t low = v->at[PROOF_LOW], alone = v->at[PROOF_ALONE];
    if ((s->low[a] ? low + 1 != s->rank_low[a] : low != c->never) ||
        (s->alone[a] ? alone + 1 != s->rank_alone[a] : alone != c->never)) {
        return refuse(c, a, "the rounds of a least fixpoint");
    }
    return true;
}

static bool check_second(Check *c, uint32_t a, const Row *v)
{
    const FixSolution *s = c->solution;
    bool contested = s->high[a] && !s->low[a];
    if (contested && !check_contested(c, a, v)) {
        return false;
    }
    uint32_t trust = v->at[PROOF_CREDIT % ROW];
    if (s->credit[a] ? trust != 0 : trust <= until(c, c->cert->fall[a])) {
        return refuse(c, a, "what credit could support");
    }
    return true;
}

static bool check_formulas(Check *c)
{
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        const Row *v = &c->values[c->problem->roots[a]];
        if (!(c->pass == 0 ? check_first(c, a, v) : check_second(c, a, v))) {
            return false;
        }
    }
    return true;
}

static void note_truth(Check *c)
{
    for (uint32_t g = 0; g < c->problem->ngates; g++) {
        const Row *v = &c->values[g];
        int bits = c->pass == 0 ? (v->at[PROOF_LOW] < c->never ? TRUE_LOW : 0) |
                                      (v->at[PROOF_ALONE] < c->never ? TRUE_ALONE : 0)
                   : v->at[PROOF_CREDIT % ROW] == 0 ? TRUE_CREDIT
                                                    : 0;
        c->truth[g] |= (uint8_t)bits;
    }
}

// ---- circles ----

typedef struct Circles { // of low \ alone, or of credit \ high
    const uint8_t *in, *out;
    uint8_t on_bit, off_bit; // the gates of the graph have the one and not the other
    const uint32_t *ring;
    uint32_t nrings;
} Circles;

#define KEY_NONE UINT64_MAX

static uint64_t key_of(uint32_t order, uint32_t distance)
{
    return (uint64_t)order << 32 | distance;
}

static bool in_graph(const Check *c, const Circles *s, uint32_t g)
{
    return (c->truth[g] & (s->on_bit | s->off_bit)) == s->on_bit &&
           !sy_gate_is_wall(&c->problem->gates[g]);
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
        return in_domain(s, g->a) ? key_of(c->cert->order[g->a], UINT32_MAX - c->cert->back[g->a])
                                  : 0;
    }
    if (g->kind == GATE_OUT) {
        return c->keys[g->a];
    }
    if (g->kind == GATE_AND || g->kind == GATE_OR) {
        below = p->kids;
        first = g->a;
        n = g->b;
    } else if (g->kind == GATE_SUM && tally_best[g->a] == KEY_NONE) {
        below = p->members;
        first = p->tallies[g->a].first;
        n = p->tallies[g->a].count;
    } else if (g->kind == GATE_SUM) {
        return tally_best[g->a];
    }
    uint64_t best = 0;
    for (uint32_t i = first; i < first + n; i++) {
        best = c->keys[below[i]] > best ? c->keys[below[i]] : best;
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
        c->keys[g] = in_graph(c, s, g) ? best_below(c, s, &p->gates[g], tally_best) : 0;
    }
    for (uint32_t a = 0; a < p->natoms; a++) {
        if (!in_domain(s, a)) {
            continue;
        }
        uint64_t best = c->keys[p->roots[a]];
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
        lower(&c->keys[g->a], key);
    } else if (g->kind == GATE_AND || g->kind == GATE_OR) {
        for (uint32_t k = 0; k < g->b; k++) {
            lower(&c->keys[p->kids[g->a + k]], key);
        }
    } else if (g->kind == GATE_SUM) {
        lower(&tally_key[g->a], key);
        const Tally *t = &p->tallies[g->a];
        for (uint32_t m = 0; is_first_sum && m < t->count; m++) {
            lower(&c->keys[p->members[t->first + m]], tally_key[g->a]);
        }
    }
}

static void find_keys_from_above(Check *c, Arena *scratch, const Circles *s, uint64_t *atom_key)
{
    const FixProblem *p = c->problem;
    uint64_t *tally_key = NEW_N(scratch, uint64_t, p->ntallies);
    memset(tally_key, 0xff, (size_t)p->ntallies * sizeof(uint64_t));
    memset(c->keys, 0xff, (size_t)p->ngates * sizeof(uint64_t));
    for (uint32_t a = 0; a < p->natoms; a++) {
        atom_key[a] = KEY_NONE;
        if (in_domain(s, a)) {
            lower(&c->keys[p->roots[a]], key_of(c->cert->order[a], c->cert->forth[a]));
        }
    }
    for (uint32_t g = p->ngates; g-- > 0;) {
        bool is_first_sum = (c->truth[g] & FIRST_SUM) != 0;
        uint64_t key = in_graph(c, s, g) ? c->keys[g] : KEY_NONE;
        if (key != KEY_NONE || is_first_sum) {
            pass_down(c, &p->gates[g], key, is_first_sum, tally_key, atom_key);
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

static bool check_circles(Check *c, const Circles *s)
{
    const FixProblem *p = c->problem;
    Arena *scratch = c->scratch;
    ArenaMark mark = sy_arena_mark(scratch);
    uint8_t *first = NEW_N(scratch, uint8_t, p->natoms);
    bool some = false;
    for (uint32_t a = 0; a < p->natoms; a++) {
        some = some || in_domain(s, a);
    }
    bool ok = check_numbers(c, s, first);
    if (ok && some) {
        c->keys = NEW_N(scratch, uint64_t, p->ngates);
        ok = check_orders(c, scratch, s) && check_edges_out(c, scratch, s, first) &&
             (s->nrings == 0 || check_edges_in(c, scratch, s, first));
    }
    sy_arena_rewind(scratch, mark);
    return ok;
}

// ---- the whole ----

// The sets are sets, and nested: alone, low, high, credit. Times are within 1 .. natoms.
static bool check_shape(Check *c)
{
    const FixSolution *s = c->solution;
    uint32_t n = c->problem->natoms;
    for (uint32_t a = 0; a < n; a++) {
        if (s->alone[a] > s->low[a] || s->low[a] > s->high[a] || s->high[a] > s->credit[a] ||
            s->credit[a] > 1) {
            return refuse(c, a, "sets that are not nested");
        }
        c->contested = c->contested || s->low[a] != s->high[a];
        uint32_t alone = s->rank_alone[a], low = s->rank_low[a], fall = c->cert->fall[a];
        uint32_t time = c->cert->time[a], start = c->cert->start[a];
        if (time == 0 || time > n || start > n || (!s->credit[a] && (fall == 0 || fall > n))) {
            return refuse(c, a, "a time out of range");
        }
        if ((s->alone[a] ? alone == 0 || alone > n : alone != FIX_NO_RANK) ||
            (s->low[a] ? low == 0 || low > n : low != FIX_NO_RANK)) {
            return refuse(c, a, "a rank where there is none, or none where there is one");
        }
    }
    return true;
}

static uint32_t greater(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void find_never(Check *c)
{
    const FixSolution *s = c->solution;
    uint32_t last = 0;
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        last = greater(last, greater(c->cert->time[a], c->cert->start[a]));
        last = s->credit[a] ? last : greater(last, c->cert->fall[a]);
        last = s->low[a] ? greater(last, s->rank_low[a]) : last;
        last = s->alone[a] ? greater(last, s->rank_alone[a]) : last;
    }
    c->never = last + 2;
}

// Stages do not overlap: the start of one is at or after the last time of the one before. Fills in
// the last time of each.
static bool check_stages(Check *c)
{
    const FixSolution *s = c->solution;
    uint32_t *start_of = NEW_N(c->scratch, uint32_t, c->never); // + 1; 0: time not used
    c->last = NEW_N(c->scratch, uint32_t, c->never);
    for (uint32_t a = 0; a < c->problem->natoms; a++) {
        uint32_t time = c->cert->time[a], start = c->cert->start[a];
        if (s->high[a] && !s->low[a]) {
            continue;
        }
        if (start >= time || (start_of[time] != 0 && start_of[time] != start + 1)) {
            return refuse(c, a, "a stage");
        }
        start_of[time] = start + 1;
    }
    uint32_t later = 0; // the next time in use
    for (uint32_t t = c->never; t-- > 1;) {
        if (start_of[t] == 0) {
            continue;
        }
        bool same = later != 0 && start_of[later] == start_of[t];
        if (later != 0 && !same && start_of[later] - 1 < t) {
            return refuse(c, 0, "stages that overlap");
        }
        c->last[t] = same ? c->last[later] : t;
        later = t;
    }
    return true;
}

static void check_start(Check *c)
{
    const FixProblem *p = c->problem;
    uint32_t most = 0;
    for (uint32_t t = 0; t < p->ntallies; t++) {
        most = greater(most, p->tallies[t].count);
    }
    c->readings = NEW_N(c->scratch, Reading, p->natoms);
    c->values = NEW_N(c->scratch, Row, p->ngates);
    c->spans = NEW_N(c->scratch, Span, (ptrdiff_t)p->ntallies * ROW);
    c->by_value = NEW_N(c->scratch, int64_t, (ptrdiff_t)c->never + 1);
    c->sorting[0] = NEW_N(c->scratch, Point, most);
    c->sorting[1] = NEW_N(c->scratch, Point, most);
    c->truth = NEW_N(c->scratch, uint8_t, p->ngates);
    uint8_t *seen = NEW_N(c->scratch, uint8_t, p->ntallies);
    for (uint32_t g = 0; g < p->ngates; g++) {
        if (p->gates[g].kind == GATE_SUM && !seen[p->gates[g].a]) {
            seen[p->gates[g].a] = 1;
            c->truth[g] = FIRST_SUM;
        }
    }
}

static bool check_sets(Check *c)
{
    if (!check_shape(c)) {
        return false;
    }
    find_never(c);
    if (!check_stages(c)) {
        return false;
    }
    check_start(c);
    for (c->pass = 0; c->pass < PASSES; c->pass++) {
        c->points.len = 0;
        read_atoms(c);
        find_values(c);
        note_truth(c);
        if (!check_formulas(c)) {
            return false;
        }
    }
    return true;
}

bool sy_fix_check(Arena *scratch, const FixProblem *p, const FixSolution *s, Err *err)
{
    if (s->certificate == NULL) {
        return sy_err_set(err, ERR_INVALID, "not proven: there is no certificate");
    }
    ArenaMark mark = sy_arena_mark(scratch);
    Check c = {.problem = p, .solution = s, .cert = s->certificate, .scratch = scratch, .err = err};
    Circles rings = {s->low, s->alone, TRUE_LOW, TRUE_ALONE, s->ring, s->nrings};
    Circles locks = {s->credit, s->high, TRUE_CREDIT, TRUE_LOW, s->lock, s->nlocks};
    bool ok = check_sets(&c) && check_circles(&c, &rings) && check_circles(&c, &locks);
    sy_arena_rewind(scratch, mark);
    return ok;
}
