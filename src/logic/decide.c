// How the sets are found. Three kinds of step, each of which leaves low below and high above what
// they are to become:
//
//   settle       what follows at once: an atom whose formula is true under (low, low, high) stands,
//                one whose formula is false under (high, high, low) falls. Counters; linear in all.
//   drop         mu X. F(X, high, low) over what is still open: whoever is not reached falls.
//   take         A(high) over what is still open: whoever stays in stands.
//
// When neither of the last two moves anything, high = A(low) and low = A(high).
#include "logic/solver.h"

#include <string.h>

static Scale scale_new(Arena *arena, uint32_t ntallies)
{
    return (Scale){NEW_N(arena, int64_t, ntallies), NEW_N(arena, uint32_t, ntallies)};
}

static bool atom_is_open(const Solver *s, uint32_t a)
{
    return s->high[a] && !s->low[a];
}

Solver *sy_solver_new(Arena *scratch, const Occ *occ, uint8_t *low, uint8_t *high,
                      FixCertificate *cert)
{
    const FixProblem *p = occ->problem;
    Solver *s = NEW(scratch, Solver);
    s->problem = p;
    s->occ = occ;
    s->low = low;
    s->high = high;
    memset(s->high, 1, p->natoms);
    s->cert = cert;
    s->state = NEW_N(scratch, uint8_t, p->ngates);
    s->missing = NEW_N(scratch, uint32_t, p->ngates);
    memcpy(s->missing, occ->size, (size_t)p->ngates * sizeof(uint32_t));
    s->sure = scale_new(scratch, p->ntallies);
    s->free = scale_new(scratch, p->ntallies);
    s->pass = scale_new(scratch, p->ntallies);
    s->left = scale_new(scratch, p->ntallies);
    s->rise = list_new(scratch, p->ngates);
    s->sink = list_new(scratch, p->ngates);
    s->walk = s->rise;
    s->next = list_new(scratch, p->natoms);
    return s;
}

// ---- settle ----

static void gate_is_sure(Solver *s, uint32_t g)
{
    if (s->state[g] == 0) {
        s->state[g] = SURE;
        list_push(&s->rise, g);
    }
}

static void gate_fell(Solver *s, uint32_t g)
{
    if (s->state[g] == 0) {
        s->state[g] = s->some_dropped ? FELL : FELL | DEAD;
        list_push(&s->sink, g);
    }
}

static void atom_stands(Solver *s, uint32_t a, uint32_t time)
{
    s->low[a] = 1;
    s->cert->time[a] = time;
    s->cert->start[a] = s->start;
}

static void atom_falls(Solver *s, uint32_t a, uint32_t time)
{
    s->high[a] = 0;
    s->cert->time[a] = time;
    s->cert->start[a] = s->start;
    s->cert->fall[a] = s->some_dropped ? 0 : s->falls + 1;
}

static void tell_stands(Solver *s, uint32_t a)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->at_first[a]; i < o->at_first[a + 1]; i++) {
        if (OCC_KIND(o->at[i]) == AT_ABSENT) {
            gate_fell(s, OCC_INDEX(o->at[i]));
        } else {
            gate_is_sure(s, OCC_INDEX(o->at[i]));
        }
    }
}

static void tell_falls(Solver *s, uint32_t a)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->at_first[a]; i < o->at_first[a + 1]; i++) {
        if (OCC_KIND(o->at[i]) == AT_ABSENT) {
            gate_is_sure(s, OCC_INDEX(o->at[i]));
        } else {
            gate_fell(s, OCC_INDEX(o->at[i]));
        }
    }
}

static void sums_rise(Solver *s, uint32_t t)
{
    const Occ *o = s->occ;
    uint32_t n = s->sure.next[t];
    while (n < o->sum_first[t + 1] && o->sum_bound[n] <= s->sure.weight[t]) {
        gate_is_sure(s, o->sum_gate[n++]);
    }
    s->sure.next[t] = n;
}

static void sums_sink(Solver *s, uint32_t t)
{
    const Occ *o = s->occ;
    uint32_t n = s->free.next[t];
    while (n > o->sum_first[t] && o->sum_bound[n - 1] > s->free.weight[t]) {
        gate_fell(s, o->sum_gate[--n]);
    }
    s->free.next[t] = n;
}

static void pass_on_sure(Solver *s, uint32_t g)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
        uint32_t index = OCC_INDEX(o->up[i]);
        switch (OCC_KIND(o->up[i])) {
        case UP_ALL:
            if (s->state[index] == 0 && --s->missing[index] == 0) {
                gate_is_sure(s, index);
            }
            break;
        case UP_ANY: gate_is_sure(s, index); break;
        case UP_MEMBER:
            s->sure.weight[index] += OCC_WEIGHT(&o->up[i]);
            sums_rise(s, index);
            i += OCC_WEIGHT_WORDS;
            break;
        default: // UP_ROOT
            if (!s->low[index]) {
                atom_stands(s, index, s->clock + 1);
                list_push(&s->next, index);
            }
        }
    }
}

static void pass_on_fall(Solver *s, uint32_t g)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
        uint32_t index = OCC_INDEX(o->up[i]);
        switch (OCC_KIND(o->up[i])) {
        case UP_ALL: gate_fell(s, index); break;
        case UP_ANY:
            if (s->state[index] == 0 && --s->missing[index] == 0) {
                gate_fell(s, index);
            }
            break;
        case UP_MEMBER:
            s->free.weight[index] -= OCC_WEIGHT(&o->up[i]);
            sums_sink(s, index);
            i += OCC_WEIGHT_WORDS;
            break;
        default: // UP_ROOT
            if (s->high[index]) {
                atom_falls(s, index, s->clock + 1);
                list_push(&s->next, index);
            }
        }
    }
}

// Rounds: what atoms of one round bring about comes in the next. A round without atoms takes no time.
static void rise(Solver *s)
{
    s->start = s->clock;
    while (s->rise.n > 0) {
        for (uint32_t i = 0; i < s->rise.n; i++) {
            pass_on_sure(s, s->rise.p[i]);
        }
        s->rise.n = 0;
        s->clock += s->next.n > 0;
        for (uint32_t i = 0; i < s->next.n; i++) {
            tell_stands(s, s->next.p[i]);
        }
        s->next.n = 0;
    }
}

static void sink(Solver *s)
{
    s->start = s->clock;
    while (s->sink.n > 0) {
        for (uint32_t i = 0; i < s->sink.n; i++) {
            pass_on_fall(s, s->sink.p[i]);
        }
        s->sink.n = 0;
        s->clock += s->next.n > 0;
        s->falls += s->next.n > 0 && !s->some_dropped;
        for (uint32_t i = 0; i < s->next.n; i++) {
            tell_falls(s, s->next.p[i]);
        }
        s->next.n = 0;
    }
}

// Falls and rises take turns, a stage each, so that an absence read in one stage was decided in an
// earlier one.
static void settle(Solver *s)
{
    while (s->rise.n + s->sink.n > 0) {
        sink(s);
        rise(s);
    }
}

static void seed(Solver *s)
{
    const Occ *o = s->occ;
    for (uint32_t g = 0; g < s->problem->ngates; g++) {
        Role role = (Role)o->role[g];
        if (role == ROLE_TRUE || (role == ROLE_ALL && o->size[g] == 0)) {
            gate_is_sure(s, g);
        } else if (role == ROLE_FALSE || (role == ROLE_ANY && o->size[g] == 0)) {
            gate_fell(s, g);
        }
    }
    for (uint32_t t = 0; t < s->problem->ntallies; t++) {
        s->sure.next[t] = o->sum_first[t];
        s->free.next[t] = o->sum_first[t + 1];
        s->free.weight[t] = o->total[t];
        sums_rise(s, t);
        sums_sink(s, t);
    }
}

// ---- what is still open ----

// Lists what is open. False: nothing is.
static bool list_open(Solver *s, Arena *scratch)
{
    const FixProblem *p = s->problem;
    uint32_t natoms = 0, ngates = 0;
    for (uint32_t a = 0; a < p->natoms; a++) {
        natoms += atom_is_open(s, a);
    }
    for (uint32_t g = 0; g < p->ngates && natoms > 0; g++) {
        ngates += s->state[g] == 0;
    }
    s->atoms = list_new(scratch, natoms);
    s->gates = list_new(scratch, ngates);
    s->tallies = list_new(scratch, natoms > 0 ? p->ntallies : 0);
    for (uint32_t a = 0; a < p->natoms && natoms > 0; a++) {
        if (atom_is_open(s, a)) {
            list_push(&s->atoms, a);
        }
    }
    for (uint32_t g = 0; g < p->ngates && ngates > 0; g++) {
        if (s->state[g] == 0) {
            list_push(&s->gates, g);
        }
    }
    for (uint32_t t = 0; t < p->ntallies && natoms > 0; t++) {
        list_push(&s->tallies, t);
    }
    return natoms > 0;
}

static void narrow_open(Solver *s)
{
    uint32_t n = 0;
    s->some_absent = false;
    for (uint32_t i = 0; i < s->gates.n; i++) {
        uint32_t g = s->gates.p[i];
        if ((s->state[g] & (SURE | FELL)) == 0) {
            s->gates.p[n++] = g;
            s->some_absent = s->some_absent || s->occ->role[g] == ROLE_ABSENT;
        }
    }
    s->gates.n = n;
    n = 0;
    for (uint32_t i = 0; i < s->atoms.n; i++) {
        if (atom_is_open(s, s->atoms.p[i])) {
            s->atoms.p[n++] = s->atoms.p[i];
        }
    }
    s->atoms.n = n;
    n = 0;
    for (uint32_t i = 0; i < s->tallies.n; i++) {
        uint32_t t = s->tallies.p[i];
        if (s->sure.next[t] < s->free.next[t]) {
            s->tallies.p[n++] = t;
        }
    }
    s->tallies.n = n;
}

// ---- least fixpoints over what is open ----

static void reach_gate(Solver *s, uint32_t g)
{
    if (s->state[g] == 0) {
        s->state[g] = REACHED;
        list_push(&s->walk, g);
    }
}

static void reach_atom(Solver *s, uint32_t a)
{
    if (s->order[a] == 0 && s->gone[a] == 0 && atom_is_open(s, a)) {
        s->order[a] = s->turn;
        list_push(&s->next, a);
    }
}

static void tell_reached(Solver *s, uint32_t a)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->at_first[a]; i < o->at_first[a + 1]; i++) {
        if (OCC_KIND(o->at[i]) == AT_AFTER) {
            reach_gate(s, OCC_INDEX(o->at[i]));
        }
    }
}

static void reach_sums(Solver *s, uint32_t t, int64_t weight)
{
    const Occ *o = s->occ;
    if (s->sure.next[t] == s->free.next[t]) {
        return; // all its sums are decided
    }
    s->pass.weight[t] += weight;
    uint32_t n = s->pass.next[t];
    while (n < s->free.next[t] && o->sum_bound[n] <= s->pass.weight[t]) {
        reach_gate(s, o->sum_gate[n++]);
    }
    s->pass.next[t] = n;
}

static void pass_on_reached(Solver *s, uint32_t g)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
        uint32_t index = OCC_INDEX(o->up[i]);
        switch (OCC_KIND(o->up[i])) {
        case UP_ALL:
            if (s->state[index] == 0 && --s->temp[index] == 0) {
                reach_gate(s, index);
            }
            break;
        case UP_ANY: reach_gate(s, index); break;
        case UP_MEMBER:
            reach_sums(s, index, OCC_WEIGHT(&o->up[i]));
            i += OCC_WEIGHT_WORDS;
            break;
        default: // UP_ROOT
            reach_atom(s, index);
        }
    }
}

static void reach_start(Solver *s)
{
    const Occ *o = s->occ;
    for (uint32_t i = 0; i < s->gates.n; i++) {
        uint32_t g = s->gates.p[i];
        s->state[g] &= (uint8_t)~REACHED;
        if (o->role[g] == ROLE_ALL) {
            s->temp[g] = s->missing[g];
        }
    }
    for (uint32_t i = 0; i < s->tallies.n; i++) {
        uint32_t t = s->tallies.p[i];
        s->pass.weight[t] = s->sure.weight[t];
        s->pass.next[t] = s->sure.next[t];
    }
    for (uint32_t i = 0; i < s->atoms.n; i++) {
        s->order[s->atoms.p[i]] = 0;
    }
    for (uint32_t i = 0; i < s->gates.n; i++) {
        uint32_t g = s->gates.p[i];
        if (o->role[g] == ROLE_WITH || o->role[g] == ROLE_ABSENT) {
            reach_gate(s, g);
        }
    }
}

// mu X. F(X, C, S) over the open gates that are not DEAD, C being the open atoms not gone, and S
// such that an absence that is not DEAD holds. Gives every open atom its round, 0 if not reached,
// and returns the number of those that are neither reached nor gone.
static uint32_t reach(Solver *s)
{
    reach_start(s);
    s->turn = 1;
    while (s->walk.n > 0) {
        for (uint32_t i = 0; i < s->walk.n; i++) {
            pass_on_reached(s, s->walk.p[i]);
        }
        s->walk.n = 0;
        s->turn += s->next.n > 0;
        for (uint32_t i = 0; i < s->next.n; i++) {
            tell_reached(s, s->next.p[i]);
        }
        s->next.n = 0;
    }
    uint32_t missed = 0;
    for (uint32_t i = 0; i < s->atoms.n; i++) {
        uint32_t a = s->atoms.p[i];
        missed += s->order[a] == 0 && s->gone[a] == 0;
    }
    return missed;
}

static void clear_marks(Solver *s)
{
    for (uint32_t i = 0; i < s->gates.n; i++) {
        s->state[s->gates.p[i]] &= SURE | FELL;
    }
}

// One round of high := A(low). Returns whether anything fell.
static bool drop(Solver *s)
{
    uint32_t missed = reach(s);
    clear_marks(s);
    if (missed == 0) {
        return false;
    }
    s->start = s->clock++;
    s->some_dropped = true;
    for (uint32_t i = 0; i < s->atoms.n; i++) {
        if (s->order[s->atoms.p[i]] == 0) {
            atom_falls(s, s->atoms.p[i], s->clock);
            tell_falls(s, s->atoms.p[i]);
        }
    }
    settle(s);
    narrow_open(s);
    return true;
}

// ---- A(high) over what is open ----

static void gate_dies(Solver *s, uint32_t g)
{
    if ((s->state[g] & (SURE | FELL | DEAD)) == 0) {
        s->state[g] |= DEAD;
        list_push(&s->walk, g);
    }
}

static void atom_goes(Solver *s, uint32_t a)
{
    s->gone[a] = s->turn;
    list_push(&s->next, a);
}

static void tell_gone(Solver *s, uint32_t a)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->at_first[a]; i < o->at_first[a + 1]; i++) {
        gate_dies(s, OCC_INDEX(o->at[i]));
    }
}

static void sums_die(Solver *s, uint32_t t, int64_t weight)
{
    const Occ *o = s->occ;
    if (s->sure.next[t] == s->free.next[t]) {
        return; // all its sums are decided
    }
    s->left.weight[t] -= weight;
    uint32_t n = s->left.next[t];
    while (n > s->sure.next[t] && o->sum_bound[n - 1] > s->left.weight[t]) {
        gate_dies(s, o->sum_gate[--n]);
    }
    s->left.next[t] = n;
}

static void pass_on_death(Solver *s, uint32_t g)
{
    const Occ *o = s->occ;
    for (uint32_t i = o->up_first[g]; i < o->up_first[g + 1]; i++) {
        uint32_t index = OCC_INDEX(o->up[i]);
        switch (OCC_KIND(o->up[i])) {
        case UP_ALL: gate_dies(s, index); break;
        case UP_ANY:
            if (--s->temp[index] == 0) {
                gate_dies(s, index);
            }
            break;
        case UP_MEMBER:
            sums_die(s, index, OCC_WEIGHT(&o->up[i]));
            i += OCC_WEIGHT_WORDS;
            break;
        default: // UP_ROOT
            if (atom_is_open(s, index) && s->gone[index] == 0) {
                atom_goes(s, index);
            }
        }
    }
}

static void wither(Solver *s)
{
    while (s->walk.n + s->next.n > 0) {
        for (uint32_t i = 0; i < s->walk.n; i++) {
            pass_on_death(s, s->walk.p[i]);
        }
        s->walk.n = 0;
        s->turn += s->next.n > 0;
        for (uint32_t i = 0; i < s->next.n; i++) {
            tell_gone(s, s->next.p[i]);
        }
        s->next.n = 0;
    }
}

static void narrow_start(Solver *s)
{
    const Occ *o = s->occ;
    for (uint32_t i = 0; i < s->tallies.n; i++) {
        uint32_t t = s->tallies.p[i];
        s->left.weight[t] = s->free.weight[t];
        s->left.next[t] = s->free.next[t];
    }
    for (uint32_t i = 0; i < s->gates.n; i++) {
        uint32_t g = s->gates.p[i];
        if (o->role[g] == ROLE_ANY) {
            s->temp[g] = s->missing[g];
        }
    }
    s->turn = 1;
    for (uint32_t i = 0; i < s->gates.n; i++) {
        if (o->role[s->gates.p[i]] == ROLE_ABSENT) {
            gate_dies(s, s->gates.p[i]);
        }
    }
}

static void narrow_to_fixpoint(Solver *s)
{
    narrow_start(s);
    wither(s);
    for (uint32_t turn = s->turn; reach(s) > 0; turn = s->turn) {
        s->turn = turn;
        for (uint32_t i = 0; i < s->atoms.n; i++) {
            uint32_t a = s->atoms.p[i];
            if (s->order[a] == 0 && s->gone[a] == 0) {
                atom_goes(s, a);
            }
        }
        wither(s);
    }
    clear_marks(s);
}

// low := A(high). Returns whether anything came to stand. Where nothing did, `order` still is what
// the last `drop` left, and `gone` says how everything open fell.
static bool take(Solver *s, uint32_t *spare)
{
    uint32_t *order = s->order;
    if (s->some_absent) {
        s->order = spare;
        narrow_to_fixpoint(s);
    }
    s->start = s->clock;
    uint32_t taken = 0;
    for (uint32_t i = 0; i < s->atoms.n; i++) {
        uint32_t a = s->atoms.p[i];
        if (s->gone[a] == 0) {
            uint32_t time = s->start + s->order[a];
            taken++;
            s->clock = time > s->clock ? time : s->clock;
            atom_stands(s, a, time);
            tell_stands(s, a);
        }
    }
    s->order = order;
    if (taken == 0) {
        return false;
    }
    for (uint32_t i = 0; i < s->atoms.n; i++) {
        s->gone[s->atoms.p[i]] = 0;
    }
    settle(s);
    narrow_open(s);
    return true;
}

int sy_solver_decide(Solver *s, Arena *scratch)
{
    const FixProblem *p = s->problem;
    seed(s);
    settle(s);
    if (!list_open(s, scratch)) {
        return 1;
    }
    s->order = NEW_N(scratch, uint32_t, p->natoms);
    s->gone = NEW_N(scratch, uint32_t, p->natoms);
    s->temp = NEW_N(scratch, uint32_t, p->ngates);
    uint32_t *spare = NEW_N(scratch, uint32_t, p->natoms);
    int rounds = 1;
    narrow_open(s);
    while (s->atoms.n > 0) {
        while (drop(s)) {
        }
        if (s->atoms.n == 0 || !take(s, spare)) {
            break;
        }
        rounds++;
    }
    for (uint32_t i = 0; i < s->atoms.n; i++) {
        uint32_t a = s->atoms.p[i];
        s->cert->time[a] = s->gone[a];
        s->cert->start[a] = s->order[a];
    }
    return rounds;
}
