// Counts and sums as a tree: so many of so many, and who is missing or who makes it so.
#include "ask/why_part.h"

// ---------------------------------------------------------------- what is counted

bool sy_why_is_count(const Cond *c)
{
    return c->kind == COND_ALL || c->kind == COND_ANY || c->kind == COND_NONE_OF ||
           c->kind == COND_MAJORITY || c->kind == COND_COUNT || c->kind == COND_WEIGHT ||
           c->kind == COND_SUM;
}

static void item_add(Why *y, Refs *out, Ref r)
{
    if (!sy_refs_have(out->p, out->len, r)) {
        vec_push(y->arena, out, r);
    }
}

static void items_of_name(Why *y, const Cond *c, const Name *n, EntityId own, Refs *out)
{
    Model *m = y->w->model;
    Ref r = sy_model_ref(m, n, own);
    EntityId group = n->ref_kind == REF_EACH ? sy_model_by_sym(m, n->a)
                     : r.kind == REF_PROMISE ? m->promises.p[r.id].owner
                                             : (EntityId){r.kind == REF_ENTITY ? r.id : 0};
    EntityList members = {0};
    if (group.v && (n->ref_kind == REF_EACH || r.kind == REF_PROMISE || c->voice)) {
        members = sy_model_members(y->arena, m, y->w->query.choices, group);
    }
    Name its = {.a = {W_OWN}, .b = n->b, .ref_kind = REF_OWN};
    for (ptrdiff_t i = 0; i < members.len; i++) {
        Ref one = {REF_ENTITY, members.p[i].v};
        if (n->ref_kind == REF_EACH) {
            one = sy_model_ref(m, &its, members.p[i]);
        } else if (r.kind == REF_PROMISE) {
            one = (Ref){REF_PROMISE,
                        sy_model_promise_find(m, members.p[i], m->promises.p[r.id].what, false).v};
        }
        item_add(y, out, one);
    }
    if (members.len == 0 && r.kind) {
        item_add(y, out, r);
    }
}

// Of a layer, an act or a party that is counted, all there is comes in an order of its own.
static bool is_open_list(const Why *y, const Cond *c, const Name *n, EntityId own)
{
    Ref r = sy_model_ref(y->w->model, n, own);
    uint32_t kind = r.kind == REF_ENTITY ? sy_entity(y->w->model, (EntityId){r.id})->kind : 0;
    return kind == ENTRY_LAYER || kind == ENTRY_ACT || (kind == ENTRY_PARTY && !c->voice);
}

Refs sy_why_items(Why *y, const Cond *c, EntityId own)
{
    Refs out = {0};
    for (uint32_t i = 0; i < c->names.count; i++) {
        const Name *n = sy_name(y->w->model, c->names, i);
        if (is_open_list(y, c, n, own)) {
            return (Refs){0};
        }
        items_of_name(y, c, n, own, &out);
    }
    return out;
}

// ---------------------------------------------------------------- in words

// "7 members are not known, 4 of them would do"; nothing where all are.
static void unknown_words(Why *y, uint32_t cond, EntityId own, int64_t missing, Buf *b)
{
    double unknown = sy_word_unknown(y->w, cond, own);
    if (unknown < 0) {
        sy_buf_text(b, "how many members there are nobody has said");
    }
    if (unknown <= 0) {
        return;
    }
    sy_buf_fmt(b, "%.0f member%s not known", unknown, unknown > 1 ? "s are" : " is");
    if (missing > 0 && (double)missing <= unknown) {
        sy_buf_fmt(b, ", %lld of them would do", (long long)missing);
    }
}

Str sy_why_unknown(Why *y, uint32_t cond, EntityId own)
{
    Buf b = sy_buf_new(y->arena);
    unknown_words(y, cond, own, 0, &b);
    return sy_buf_view(&b);
}

static void note_add(Buf *b, Str more)
{
    if (more.len) {
        sy_buf_fmt(b, "%s%.*s", b->len ? "; " : "", STR_ARG(more));
    }
}

// What is given, by what stands: its high end beyond the low one; whose amount nobody has said.
typedef struct Given {
    double more; // may be without end
    Buf unstated, none;
} Given;

static void given_add(Why *y, PromiseId p, Given *g)
{
    const Position *q = sy_record_position(y->h->record, p);
    Verdict v = sy_hold_verdict(y->h, (Ref){REF_PROMISE, p.v});
    bool stands = sy_verdict_stands(v);
    Qty qty = {0};
    if (!q || !stands) {
        return;
    }
    const Term *t = sy_position_term(q, TERM_AMOUNT);
    bool unstated = t && y->w->tree->qtys.p[y->w->tree->clauses.p[t->clause].x].unstated;
    bool stated = sy_position_amount(y->w->tree, q, &qty) && !unstated;
    Buf *b = stated ? NULL : unstated ? &g->unstated : &g->none;
    g->more += stated ? qty.high - qty.low : 0;
    if (b) {
        Str name = sy_promise_name(y->arena, y->w->model, p);
        sy_buf_fmt(b, "%s%.*s", b->len ? ", " : "", STR_ARG(name));
    }
}

static Given given_of(Why *y, const Refs *items)
{
    Given g = {.unstated = sy_buf_new(y->arena), .none = sy_buf_new(y->arena)};
    for (ptrdiff_t i = 0; i < items->len; i++) {
        if (items->p[i].kind == REF_PROMISE) {
            given_add(y, (PromiseId){items->p[i].id}, &g);
        }
    }
    return g;
}

// "30", "30..70", "30 or more".
static void range_write(Buf *b, int64_t have, double more)
{
    sy_num_write_grouped(b, (double)have / 1000);
    if (more > 1e18) {
        sy_buf_text(b, " or more");
    } else if (more > 0) {
        sy_buf_text(b, "..");
        sy_num_write_grouped(b, (double)have / 1000 + more);
    }
}

static void given_notes(Why *y, const Given *g, Buf *b)
{
    if (g->unstated.len) {
        note_add(b, sy_str_fmt(y->arena, "how much nobody has stated of %.*s",
                               STR_ARG(sy_buf_view(&g->unstated))));
    }
    if (g->none.len) {
        note_add(b, sy_str_fmt(y->arena, "no amount is recorded of %.*s",
                               STR_ARG(sy_buf_view(&g->none))));
    }
}

// "30..70 of 60", "1 of 2 needed; 2 members are not known, 1 of them would do"; of a bound that must
// not be passed: "30..70 so far".
static Str count_note(Why *y, const GateSource *src, const Tallied *t, const Refs *items, bool most)
{
    Buf b = sy_buf_new(y->arena);
    uint8_t kind = src->cond ? sy_why_cond_at(y, src->cond)->kind : COND_COUNT;
    if (kind == COND_SUM || kind == COND_WEIGHT) {
        Given g = given_of(y, kind == COND_SUM ? items : &(Refs){0});
        range_write(&b, t->have, g.more);
        sy_buf_text(&b, most ? " so far" : " of ");
        if (!most) {
            sy_num_write_grouped(&b, (double)t->bound / 1000);
        }
        given_notes(y, &g, &b);
        return sy_buf_view(&b);
    }
    if (most) {
        sy_buf_fmt(&b, "%lld so far", (long long)t->have);
    } else {
        sy_buf_fmt(&b, "%lld of %lld%s", (long long)t->have, (long long)t->bound,
                   src->cond && t->have < t->bound ? " needed" : "");
    }
    if (src->cond && (most || t->have < t->bound)) {
        Buf more = sy_buf_new(y->arena);
        unknown_words(y, src->cond, src->own, most ? 0 : t->bound - t->have, &more);
        note_add(&b, sy_buf_view(&more));
    }
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- the lines

#define MEMBERS_SHOWN 12

// Does the member belong to the reasons why a count holds, or does not?
static bool is_reason(const Why *y, uint32_t gate, uint32_t m)
{
    if (sy_why_is_disputed(y, gate)) {
        return sy_why_is_disputed(y, m);
    }
    return sy_why_holds(y, m) == sy_why_holds(y, gate) &&
           (!sy_why_holds(y, m) || y->round[m] <= y->round[gate]);
}

static void sum_members(Why *y, uint32_t gate, uint32_t sum, const Refs *items, int depth)
{
    const FixProblem *p = &y->h->lowered->problem;
    const Tally *t = &p->tallies[sy_why_gate_at(y, sum)->a];
    uint32_t cond = y->h->lowered->sources.p[sum].cond;
    for (uint32_t i = 0, n = 0; i < t->count && n < MEMBERS_SHOWN; i++) {
        uint32_t m = p->members[t->first + i];
        if (!is_reason(y, gate, m)) {
            continue;
        }
        n++;
        if (cond && items->len == (ptrdiff_t)t->count) {
            sy_why_item(y, m, sy_why_cond_at(y, cond), items->p[i], depth);
        } else {
            sy_why_gate(y, m, 0, depth);
        }
    }
}

// What a group promises as one, in place of its members.
static void own_promises(Why *y, uint32_t way, int depth)
{
    const FixProblem *p = &y->h->lowered->problem;
    const Gate *g = sy_why_gate_at(y, way);
    for (uint32_t i = 0; g->kind == GATE_AND && i + 1 < g->b; i++) {
        sy_why_gate(y, p->kids[g->a + i], 0, depth);
    }
}

static void members(Why *y, uint32_t gate, const Tallied *t, const Refs *items, int depth)
{
    own_promises(y, t->way, depth);
    if (sy_why_gate_at(y, t->sum)->kind == GATE_SUM) {
        sum_members(y, gate, t->sum, items, depth);
    }
}

static Refs items_of(Why *y, const GateSource *src)
{
    return src->cond ? sy_why_items(y, sy_why_cond_at(y, src->cond), src->own) : (Refs){0};
}

bool sy_why_is_tally(const Why *y, uint32_t gate)
{
    Tallied t;
    return sy_gate_tally(y->h, gate, &t) && t.several;
}

void sy_why_count(Why *y, uint32_t gate, int depth)
{
    const GateSource *src = &y->h->lowered->sources.p[gate];
    Tallied t;
    Str text = src->cond ? sy_word_cond(y->arena, y->w, src->cond, src->own) : STR("a count");
    Refs items = items_of(y, src);
    WhyMark mark =
        y->open && !sy_why_holds(y, gate) ? sy_why_mark(y, gate) : sy_why_mark_shown(y, gate);
    if (!sy_gate_tally(y->h, gate, &t)) {
        return;
    }
    Str note = count_note(y, src, &t, &items, false);
    sy_why_line(y, depth, mark, text)->note = note;
    members(y, gate, &t, &items, depth + 1);
}

// What is counted holds, or may yet.
void sy_why_count_down(Why *y, uint32_t gate, int depth)
{
    const GateSource *src = &y->h->lowered->sources.p[gate];
    uint32_t inner = sy_why_gate_at(y, gate)->b;
    Tallied t;
    WhyLine *l = sy_why_line(y, depth, sy_why_mark_shown(y, gate),
                             sy_word_cond(y->arena, y->w, src->cond, src->own));
    if (sy_why_cond_at(y, src->cond)->kind == COND_NONE_OF || !sy_gate_tally(y->h, inner, &t)) {
        y->said = src->cond;
        sy_why_gate(y, inner, 0, depth + 1);
        return;
    }
    Refs items = items_of(y, src);
    l->note = count_note(y, src, &t, &items, true);
    if (!sy_why_holds(y, gate)) {
        members(y, inner, &t, &items, depth + 1);
    }
}
