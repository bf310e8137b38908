// What is in the way of a yes on credit: the circle with the conditions that close it. Of a contest:
// the ring that contradicts itself.
#include "ask/contest.h"
#include "ask/hold_rings.h"
#include "ask/why_part.h"

static Str name_of(const Why *y, uint32_t atom)
{
    return sy_promise_name(y->arena, y->w->model, y->h->lowered->atoms.p[atom]);
}

// ---------------------------------------------------------------- which circles

typedef struct Reach { // the atoms that a formula hangs on, through what holds on credit alone
    uint8_t *seen;     // by atom
    VEC(uint32_t) todo;
    Arena *scratch;
} Reach;

static void reached(void *context, uint32_t atom, Read read)
{
    Reach *r = context;
    (void)read;
    if (!r->seen[atom]) {
        r->seen[atom] = 1;
        vec_push(r->scratch, &r->todo, atom);
    }
}

static void edges_of(const Hold *h, uint32_t gate, bool locked, Reach *r)
{
    sy_fix_edges(&h->lowered->problem, gate, locked ? h->credit_values : h->low_values,
                 locked ? h->low_values : h->alone_values, r->scratch, reached, r);
}

// By circle, from 1: is the thing on it, or behind it?
static uint8_t *circles_behind(const Why *y, const Held *x, bool locked, Arena *scratch)
{
    const FixSolution *s = y->h->solution;
    const uint32_t *ring_of = locked ? s->lock : s->ring;
    uint8_t *found = NEW_N(scratch, uint8_t, (locked ? s->nlocks : s->nrings) + 1);
    Arena *inner = sy_arena_new(sy_arena_budget(y->arena));
    Reach r = {.seen = NEW_N(scratch, uint8_t, y->h->lowered->problem.natoms + 1),
               .scratch = inner};
    if (x->atom) {
        reached(&r, x->atom - 1, READ_BARE);
    } else {
        edges_of(y->h, x->gate, locked, &r);
    }
    while (r.todo.len) {
        uint32_t atom = r.todo.p[--r.todo.len];
        found[ring_of[atom]] = 1;
        edges_of(y->h, y->h->lowered->problem.roots[atom], locked, &r);
    }
    sy_arena_free(inner);
    return found;
}

// ---------------------------------------------------------------- one circle

typedef struct Closing { // what one condition of a member hangs on, of its circle
    const uint32_t *ring_of;
    uint32_t number;
    VEC(uint32_t) on;
    Arena *arena;
} Closing;

static void closes(void *context, uint32_t atom, Read read)
{
    Closing *c = context;
    (void)read;
    bool known = c->ring_of[atom] != c->number;
    for (ptrdiff_t i = 0; i < c->on.len; i++) {
        known = known || c->on.p[i] == atom;
    }
    if (!known) {
        vec_push(c->arena, &c->on, atom);
    }
}

#define CLOSING_SHOWN 6

// "that is, on A.go, B.go": which the words of the condition do not say.
static Str hangs_on(const Why *y, const Closing *c, Str text)
{
    Buf b = sy_buf_new(y->arena);
    for (ptrdiff_t i = 0; i < c->on.len && i < CLOSING_SHOWN; i++) {
        Str name = name_of(y, c->on.p[i]);
        if (sy_str_find(text, name) >= 0) {
            continue;
        }
        sy_buf_fmt(&b, "%s%.*s", b.len ? ", " : "it hangs on ", STR_ARG(name));
    }
    if (c->on.len > CLOSING_SHOWN) {
        sy_buf_text(&b, ", ...");
    }
    return sy_buf_view(&b);
}

static void closing_line(Why *y, uint32_t atom, uint32_t gate, const Closing *c, int depth)
{
    PromiseId p = y->h->lowered->atoms.p[atom];
    const Position *q = sy_record_position(y->h->record, p);
    uint32_t need = y->h->lowered->sources.p[gate].need;
    const Need *n = need && q ? &q->needs.p[need - 1] : NULL;
    Str words = n ? sy_word_need(y->arena, y->w, n) : STR("is bound to others");
    Str text = sy_str_fmt(y->arena, "%.*s %.*s", STR_ARG(name_of(y, atom)), STR_ARG(words));
    Str note = hangs_on(y, c, text);
    sy_why_line(y, depth, WHY_UNMET, text)->note = note;
    sy_why_sentence(y, depth + 1, n ? n->sentence : q ? sy_word_of(y->w, q) : 0, "");
}

// The conditions of a member that close its circle.
static void closing_conditions(Why *y, uint32_t atom, uint32_t number, bool locked, int depth)
{
    const Hold *h = y->h;
    const FixProblem *p = &h->lowered->problem;
    uint32_t root = h->lowered->owns.p[atom];
    Arena *scratch = sy_arena_new(sy_arena_budget(y->arena));
    bool list = p->gates[root].kind == GATE_AND;
    for (uint32_t i = 0; i < (list ? p->gates[root].b : 1); i++) {
        uint32_t kid = list ? p->kids[p->gates[root].a + i] : root;
        Closing c = {.ring_of = locked ? h->solution->lock : h->solution->ring,
                     .number = number,
                     .arena = y->arena};
        sy_fix_edges(p, kid, locked ? h->credit_values : h->low_values,
                     locked ? h->low_values : h->alone_values, scratch, closes, &c);
        if (c.on.len) {
            closing_line(y, atom, kid, &c, depth);
        }
    }
    sy_arena_free(scratch);
}

static void plain_line(Why *y, int depth, Str text)
{
    if (text.len) {
        sy_why_line(y, depth, WHY_PLAIN, text);
    }
}

static void circle(Why *y, const HoldRing *r, uint32_t number, int depth)
{
    Buf b = sy_buf_new(y->arena);
    sy_buf_text(&b, r->members.len == 1 ? "a circle of one: " : "a circle: ");
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        Str name = sy_word_ref(y->arena, y->w, r->members.p[i]);
        sy_buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(name));
    }
    sy_why_line(y, depth, WHY_UNMET, sy_buf_view(&b));
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        const Held *x = sy_hold_of(y->h, r->members.p[i]);
        closing_conditions(y, x->atom - 1, number, r->locked, depth + 1);
    }
    plain_line(y, depth + 1, sy_ring_closing(y->arena, y->w, r));
    plain_line(y, depth + 1, sy_ring_movers(y->arena, y->w, r));
}

#define CIRCLES_SHOWN 6

void sy_why_circles(Why *y, Ref thing, bool locked, int depth)
{
    HoldRings rings = {0};
    const Held *x = sy_hold_of(y->h, thing);
    Arena *scratch = sy_arena_new(sy_arena_budget(y->arena));
    uint8_t *behind = x ? circles_behind(y, x, locked, scratch) : NULL;
    uint32_t number = 0, n = 0;
    sy_hold_rings(y->h, &rings);
    for (ptrdiff_t i = 0; behind && i < rings.len; i++) {
        if (rings.p[i].locked != locked || !behind[++number]) {
            continue;
        }
        if (n++ < CIRCLES_SHOWN) {
            circle(y, &rings.p[i], number, depth);
        }
    }
    if (n > CIRCLES_SHOWN) {
        sy_why_line(y, depth, WHY_PLAIN,
                    sy_str_fmt(y->arena, "... and %u more circles", n - CIRCLES_SHOWN));
    }
    sy_arena_free(scratch);
}

// ---------------------------------------------------------------- a contest

void sy_why_contest(Why *y, Ref thing, int depth)
{
    ContestRing ring = {0};
    sy_contest_ring(sy_world_hold(y->w, thing), &ring);
    if (ring.len) {
        sy_why_line(y, depth, WHY_PLAIN, STR("a ring of sentences that contradict each other:"));
    }
    for (ptrdiff_t i = 0; i < ring.len; i++) {
        const ContestStep *s = &ring.p[i];
        Str name = sy_promise_name(y->arena, y->w->model, s->promise);
        Str on = sy_promise_name(y->arena, y->w->model, s->on);
        Str text =
            sy_str_fmt(y->arena, s->falls ? "%.*s falls where %.*s stands" : "%.*s needs %.*s",
                       STR_ARG(name), STR_ARG(on));
        sy_why_line(y, depth + 1, WHY_PLAIN, text);
        sy_why_sentence(y, depth + 2, s->sentence, "");
    }
}
