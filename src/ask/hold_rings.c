#include "ask/hold_rings.h"

typedef struct RingVisit {
    const Hold *h;
    HoldRing *ring;
    const uint32_t *ring_of;
    uint32_t number, from;
} RingVisit;

static void ring_edge(void *context, uint32_t atom, Read read)
{
    RingVisit *v = context;
    if (v->ring_of[atom] != v->number || v->ring->edges.len >= HOLD_EDGES_LIMIT) {
        return;
    }
    const Lowered *l = v->h->lowered;
    HoldEdge e = {
        {REF_PROMISE, l->atoms.p[v->from].v}, {REF_PROMISE, l->atoms.p[atom].v}, (uint8_t)read};
    vec_push(v->h->world->arena, &v->ring->edges, e);
    v->ring->bare += read == READ_BARE;
    v->ring->with += read == READ_WITH;
    v->ring->after += read == READ_AFTER;
}

#define FIRST_MOVERS_LIMIT 64 // members of a circle that are each tried as the first to move

// The atoms of each circle, side by side.
typedef struct Circles {
    const Hold *h;
    HoldRings *out;
    Arena *scratch;
    const uint32_t *ring_of; // by atom: its circle, from 1
    uint32_t *first, *atoms; // circle i: atoms[first[i] .. first[i + 1])
    FixGrant *grant;         // made for the first circle
    bool locked;
} Circles;

static Circles circles_of(const Hold *h, Arena *scratch, const uint32_t *ring_of, uint32_t n)
{
    uint32_t natoms = h->lowered->problem.natoms;
    Circles c = {.h = h, .scratch = scratch, .ring_of = ring_of};
    c.first = NEW_N(scratch, uint32_t, (ptrdiff_t)n + 2);
    c.atoms = NEW_N(scratch, uint32_t, natoms);
    for (uint32_t i = 0; i < natoms; i++) {
        c.first[ring_of[i]] += ring_of[i] > 0;
    }
    uint32_t sum = 0;
    for (uint32_t i = 1; i <= n + 1; i++) {
        sum += c.first[i];
        c.first[i] = sum; // the end, which comes down to the start
    }
    for (uint32_t i = natoms; i-- > 0;) {
        if (ring_of[i] > 0) {
            c.atoms[--c.first[ring_of[i]]] = i;
        }
    }
    return c;
}

// Who opens the circle by going first: then every other member stands without credit, and so does
// what the first one asked for.
static void first_movers(Circles *c, uint32_t number, HoldRing *ring)
{
    const Hold *h = c->h;
    const Lowered *l = h->lowered;
    uint32_t from = c->first[number], to = c->first[number + 1];
    if (to - from > FIRST_MOVERS_LIMIT) {
        return;
    }
    if (!c->grant) {
        c->grant = sy_fix_grant_new(c->scratch, &l->problem, h->solution->high);
    }
    for (uint32_t i = from; i < to; i++) {
        uint32_t a = c->atoms[i];
        sy_fix_grant(c->grant, a);
        bool all = sy_fix_grant_holds(c->grant, l->problem.roots[a]);
        for (uint32_t k = from; k < to; k++) {
            all = all && sy_fix_grant_stands(c->grant, c->atoms[k]);
        }
        sy_fix_grant_back(c->grant);
        if (all) {
            vec_push(h->world->arena, &ring->first_movers, (Ref){REF_PROMISE, l->atoms.p[a].v});
        }
    }
}

static void ring_of_number(Circles *c, uint32_t number)
{
    const Hold *h = c->h;
    const Lowered *l = h->lowered;
    HoldRing ring = {.locked = c->locked};
    for (uint32_t i = c->first[number]; i < c->first[number + 1]; i++) {
        uint32_t atom = c->atoms[i];
        vec_push(h->world->arena, &ring.members, (Ref){REF_PROMISE, l->atoms.p[atom].v});
        RingVisit v = {h, &ring, c->ring_of, number, atom};
        sy_fix_edges(&l->problem, l->problem.roots[atom],
                     c->locked ? h->credit_values : h->low_values,
                     c->locked ? h->low_values : h->alone_values, c->scratch, ring_edge, &v);
    }
    first_movers(c, number, &ring);
    vec_push(h->world->arena, c->out, ring);
}

void sy_hold_rings(const Hold *h, HoldRings *out)
{
    const FixSolution *s = h->solution;
    Arena *scratch = sy_arena_new(sy_arena_budget(h->world->arena));
    Circles rings = circles_of(h, scratch, s->ring, s->nrings);
    rings.out = out;
    for (uint32_t i = 1; i <= s->nrings; i++) {
        ring_of_number(&rings, i);
    }
    Circles locks = circles_of(h, scratch, s->lock, s->nlocks);
    locks.out = out;
    locks.locked = true;
    locks.grant = rings.grant;
    for (uint32_t i = 1; i <= s->nlocks; i++) {
        ring_of_number(&locks, i);
    }
    sy_arena_free(scratch);
}

// ---------------------------------------------------------------- in words

static bool is_together(const World *w, Ref r)
{
    const RefList *list = &w->query.together;
    return sy_refs_have(list->p, list->len, r);
}

// The conditions that close a circle at once: written `with`, or of one signing, or of what the
// question takes as signed at one table.
static void closed_by(World *w, const HoldRing *r, Buf *t)
{
    Arena *arena = t->arena;
    Buf trust = sy_buf_new(arena);
    bool supposed = false, signed_in_one = false;
    for (ptrdiff_t i = 0; i < r->edges.len; i++) {
        const HoldEdge *e = &r->edges.p[i];
        EntityId one = sy_lower_signing_of(w, (PromiseId){e->from.id});
        bool same = one.v && one.v == sy_lower_signing_of(w, (PromiseId){e->to.id}).v;
        bool both = is_together(w, e->from) && is_together(w, e->to);
        if (e->read != READ_WITH || both || same) {
            supposed = supposed || (e->read == READ_WITH && both);
            signed_in_one = signed_in_one || (e->read == READ_WITH && same);
        } else if (e->from.id != e->to.id) {
            Str a = sy_word_ref(arena, w, e->from);
            Str b = sy_word_ref(arena, w, e->to);
            sy_buf_fmt(&trust, "%s%.*s trusts %.*s", trust.len ? ", " : "", STR_ARG(a), STR_ARG(b));
        }
    }
    if (trust.len) {
        sy_buf_fmt(t, "Closed by `with`: %.*s", STR_ARG(sy_buf_view(&trust)));
    } else {
        sy_buf_text(t, signed_in_one ? "Closed by being signed in one act"
                       : supposed    ? "Closed as the question supposes, by signing at one table"
                                     : "Closed by `with`");
    }
    sy_buf_text(t, r->bare ? "; of the others nobody has said in which order." : ".");
}

static const char *locked_words(const World *w, const HoldRing *r)
{
    if (r->members.len == 1) {
        return "It is itself among what it waits for.";
    }
    if (r->bare + r->with == 0) {
        return "Every condition on it says `after`: each waits for the other to be first.";
    }
    return w->query.strict && r->bare
               ? "A bare condition is read as `after`: so each waits for the other to be first."
               : "By those of its conditions that say `after` each waits for the other to be "
                 "first.";
}

Str sy_ring_closing(Arena *arena, World *w, const HoldRing *r)
{
    Buf t = sy_buf_new(arena);
    if (r->locked) {
        sy_buf_text(&t, locked_words(w, r));
    } else if (r->with > 0) {
        closed_by(w, r, &t);
    } else {
        sy_buf_text(&t, r->members.len == 1 ? "Nobody has said whether it may count itself."
                                            : "Nobody has said whether they would move together.");
    }
    return sy_buf_view(&t);
}

static bool has_signing(World *w, const HoldRing *r)
{
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        if (sy_lower_signing_of(w, (PromiseId){r->members.p[i].id}).v) {
            return true;
        }
    }
    return false;
}

Str sy_ring_movers(Arena *arena, World *w, const HoldRing *r)
{
    Buf t = sy_buf_new(arena);
    bool one = r->members.len == 1;
    if (has_signing(w, r)) { // who signs in one act does not go first
        return (Str){0};
    }
    if (r->members.len > FIRST_MOVERS_LIMIT) {
        sy_buf_fmt(&t, "Who opens it by going first is not worked out of more than %d promises.",
                   FIRST_MOVERS_LIMIT);
    } else if (r->first_movers.len == 0) {
        sy_buf_text(&t, one ? "It does not open it by going first alone."
                            : "No one of them opens it by going first alone.");
    } else {
        sy_buf_text(&t, r->first_movers.len == 1 ? "Opened by this one going first: "
                                                 : "Opened by any one of these going first: ");
        for (ptrdiff_t i = 0; i < r->first_movers.len; i++) {
            Str name = sy_word_ref(arena, w, r->first_movers.p[i]);
            sy_buf_fmt(&t, "%s%.*s", i ? ", " : "", STR_ARG(name));
        }
        sy_buf_char(&t, '.');
    }
    return sy_buf_view(&t);
}
