// Counting: lists, groups known and unknown, weights, sums (sections 3 and 5.1).
//
// A list has items that count one by one, and groups' own promises (and `some of` them) that may be a
// share of their members': the low end takes the larger. What is not known of a group is its count
// less its known members; -1 where nobody has said how many there are.
#include "record/lower.h"

#include <math.h>
#include <stdlib.h>

#define OWNS_LIMIT 6 // groups' own promises in one list that are told apart exactly
#define WEIGHT_SCALE 1000

typedef struct Item {
    Ref ref;
    int64_t low;  // weight or amount by the low end
    int64_t high; // by the high end; -1: no end
} Item;

typedef struct Own { // a group's own promise, or some of it
    Item item;
    EntityId group;
    EntityId what;
} Own;

typedef struct List {
    VEC(Item) items;
    VEC(Own) owns;
    double unknown; // members not known; -1: nobody has said how many
    bool may_grow;  // a layer or a party is named: what nobody has voiced may yet be given
    IntMap seen;
} List;

static World *world(Lowered *l)
{
    return l->world;
}

// ---------------------------------------------------------------- what a name stands for

// The places in the list of voiced promises, by what is promised: those of entity e are
// of[first[e] .. first[e + 1]), ascending.
struct VoicedOf {
    uint32_t *first, *of;
};

static const struct VoicedOf *voiced_of(Lowered *l)
{
    if (l->voiced_of) {
        return l->voiced_of;
    }
    const Record *r = l->record;
    const Model *m = world(l)->model;
    struct VoicedOf *v = NEW(l->arena, struct VoicedOf);
    v->first = NEW_N(l->arena, uint32_t, m->entities.len + 1);
    v->of = NEW_N(l->arena, uint32_t, r->voiced_promises.len);
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        v->first[m->promises.p[r->voiced_promises.p[i].v].what.v]++;
    }
    uint32_t sum = 0;
    for (ptrdiff_t e = 0; e <= m->entities.len; e++) {
        sum += v->first[e];
        v->first[e] = sum; // the end, which comes down to the start
    }
    for (ptrdiff_t i = r->voiced_promises.len - 1; i >= 0; i--) {
        v->of[--v->first[m->promises.p[r->voiced_promises.p[i].v].what.v]] = (uint32_t)i;
    }
    l->voiced_of = v;
    return v;
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

void sy_lower_layer_members(Lowered *l, EntityId layer, Promises *out)
{
    const struct VoicedOf *v = voiced_of(l);
    const Model *m = world(l)->model;
    Indices places = {0};
    int kinds = 0;
    for (uint32_t e = 1; e < (uint32_t)m->entities.len; e++) {
        if (v->first[e] == v->first[e + 1] ||
            (e != layer.v && !sy_model_is_part(m, (EntityId){e}, layer))) {
            continue;
        }
        kinds++;
        for (uint32_t i = v->first[e]; i < v->first[e + 1]; i++) {
            vec_push(l->arena, &places, v->of[i]);
        }
    }
    if (kinds > 1 && places.len) {
        qsort(places.p, (size_t)places.len, sizeof *places.p, ascending);
    }
    vec_reserve(l->arena, out, places.len);
    for (ptrdiff_t i = 0; i < places.len; i++) {
        out->p[out->len++] = l->record->voiced_promises.p[places.p[i]];
    }
}

void sy_lower_party_promises(Lowered *l, EntityId party, Promises *out)
{
    const Record *r = l->record;
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        PromiseId p = r->voiced_promises.p[i];
        if (world(l)->model->promises.p[p.v].owner.v == party.v &&
            !world(l)->model->promises.p[p.v].some) {
            vec_push(l->arena, out, p);
        }
    }
}

static EntityList members_of(Lowered *l, EntityId group)
{
    return sy_model_members(l->arena, world(l)->model, world(l)->query.choices, group);
}

static void amount_of(Lowered *l, PromiseId p, Item *item)
{
    const Position *q = sy_record_position(l->record, p);
    Tree *tree = world(l)->tree;
    Qty said;
    item->low = 0;
    item->high = -1;
    if (q && sy_position_amount(tree, q, &said)) {
        item->low = (int64_t)llround(said.low * WEIGHT_SCALE);
        item->high = isinf(said.high) ? -1 : (int64_t)llround(said.high * WEIGHT_SCALE);
    }
    for (ptrdiff_t i = 1; i < tree->assumes.len; i++) { // fills or narrows
        const Assume *a = &tree->assumes.p[i];
        const Name *n = &tree->names.p[a->name];
        bool struck = world(l)->query.struck && world(l)->query.struck[a->entry];
        if (a->kind == ASSUME_AMOUNTS && n->ref_kind == REF_PROMISE && n->ref == p.v && !struck) {
            const Qty *qty = &tree->qtys.p[a->qty];
            item->low = qty->unstated ? 0 : (int64_t)llround(qty->low * WEIGHT_SCALE);
            item->high =
                qty->unstated || isinf(qty->high) ? -1 : (int64_t)llround(qty->high * WEIGHT_SCALE);
        }
    }
}

static void weigh(Lowered *l, const Cond *c, EntityId group, Item *item)
{
    item->low = item->high = 1;
    PromiseId p = {item->ref.kind == REF_PROMISE ? item->ref.id : 0};
    if (c->kind == COND_WEIGHT) {
        Tree *t = world(l)->tree;
        Sym by = t->names.p[t->args.p[c->extra].weight].a;
        EntityId who = p.v ? world(l)->model->promises.p[p.v].owner : (EntityId){item->ref.id};
        double w = sy_world_weight(world(l), group, by, who);
        item->low = item->high = (int64_t)llround(w * WEIGHT_SCALE);
    } else if (c->kind == COND_SUM && p.v) {
        amount_of(l, p, item);
    }
}

static void item_add(Lowered *l, List *list, const Cond *c, Ref r, EntityId group)
{
    bool is_new;
    sy_intmap_add(&list->seen, (uint64_t)r.kind << 32 | r.id, &is_new);
    if (!is_new) {
        return;
    }
    Item item = {.ref = r};
    weigh(l, c, group, &item);
    Promise p = r.kind == REF_PROMISE ? world(l)->model->promises.p[r.id] : (Promise){0};
    bool group_own = p.owner.v && sy_entity(world(l)->model, p.owner)->kind == ENTRY_GROUP &&
                     (p.some || members_of(l, p.owner).len > 0);
    if (group_own) {
        vec_push(l->arena, &list->owns, (Own){item, p.owner, p.what});
    } else {
        vec_push(l->arena, &list->items, item);
    }
}

static void open_rest(Lowered *l, List *list, EntityId group)
{
    if (!group.v || !sy_model_is_open(world(l)->model, world(l)->query.choices, group)) {
        return;
    }
    double count = sy_model_count(world(l)->model, world(l)->query.choices, group);
    ptrdiff_t known = members_of(l, group).len;
    if (count < 0 || list->unknown < 0) {
        list->unknown = -1;
    } else {
        list->unknown += count > (double)known ? count - (double)known : 0;
    }
}

static bool is_voiced(const Lowered *l, PromiseId p)
{
    return p.v && sy_record_position(l->record, p) != NULL;
}

static void promise_item(Lowered *l, List *list, const Cond *c, PromiseId p)
{
    Model *m = world(l)->model;
    Promise x = m->promises.p[p.v];
    EntityList members = members_of(l, x.owner);
    if (members.len == 0 || is_voiced(l, p)) {
        item_add(l, list, c, (Ref){REF_PROMISE, p.v}, x.owner);
    }
    for (ptrdiff_t i = 0; i < members.len; i++) {
        PromiseId its = sy_model_promise(m, members.p[i], x.what, false);
        item_add(l, list, c, (Ref){REF_PROMISE, its.v}, x.owner);
    }
    PromiseId some = sy_model_promise_find(m, x.owner, x.what, true);
    if (is_voiced(l, some)) {
        item_add(l, list, c, (Ref){REF_PROMISE, some.v}, x.owner);
    }
    open_rest(l, list, x.owner);
}

static void each_item(Lowered *l, List *list, const Cond *c, const Name *n)
{
    EntityId group = sy_model_by_sym(world(l)->model, n->a);
    EntityList members = members_of(l, group);
    Name its = {.a = {W_OWN}, .b = n->b, .ref_kind = REF_OWN};
    for (ptrdiff_t i = 0; i < members.len; i++) {
        Ref r = sy_model_ref(world(l)->model, &its, members.p[i]);
        if (r.kind) {
            item_add(l, list, c, r, group);
        }
    }
    open_rest(l, list, group);
}

static void entity_item(Lowered *l, List *list, const Cond *c, EntityId id)
{
    uint32_t kind = sy_entity(world(l)->model, id)->kind;
    Promises all = {0};
    if (kind == ENTRY_LAYER || kind == ENTRY_ACT) {
        list->may_grow = true;
        sy_lower_layer_members(l, id, &all);
    } else if (kind == ENTRY_PARTY && !c->voice) {
        list->may_grow = true;
        sy_lower_party_promises(l, id, &all);
    } else if (kind == ENTRY_GROUP || (kind == ENTRY_BODY && c->voice && members_of(l, id).len)) {
        EntityList members = members_of(l, id);
        for (ptrdiff_t i = 0; i < members.len; i++) {
            item_add(l, list, c, (Ref){REF_ENTITY, members.p[i].v}, id);
        }
        if (members.len == 0) {
            item_add(l, list, c, (Ref){REF_ENTITY, id.v}, id);
        }
        open_rest(l, list, id);
    } else {
        item_add(l, list, c, (Ref){REF_ENTITY, id.v}, (EntityId){0});
    }
    for (ptrdiff_t i = 0; i < all.len; i++) {
        item_add(l, list, c, (Ref){REF_PROMISE, all.p[i].v},
                 world(l)->model->promises.p[all.p[i].v].owner);
    }
}

static void gather(Lowered *l, const Cond *c, List *list)
{
    list->seen = sy_intmap_new(l->arena);
    for (uint32_t i = 0; i < c->names.count; i++) {
        const Name *n = sy_name(world(l)->model, c->names, i);
        Ref r = sy_model_ref(world(l)->model, n, l->own);
        if (r.kind == REF_PROMISE) {
            promise_item(l, list, c, (PromiseId){r.id});
        } else if (r.kind == REF_EACH) {
            each_item(l, list, c, n);
        } else if (r.kind == REF_ENTITY) {
            entity_item(l, list, c, (EntityId){r.id});
        } else if (r.kind) {
            item_add(l, list, c, r, (EntityId){0});
        }
    }
}

// ---------------------------------------------------------------- the items as gates

static uint32_t item_gate(Lowered *l, const Cond *c, uint32_t cond, Ref r, Read read)
{
    if (c->voice) {
        bool said = r.kind == REF_ENTITY && sy_record_says(world(l), l->record, (EntityId){r.id},
                                                           (Voice)c->voice, l->about);
        return sy_lower_const(l, said ? GATE_TRUE : GATE_FALSE, cond);
    }
    if (c->word.v) {
        return sy_lower_is(l, r, c->word, cond, read);
    }
    return sy_lower_ref(l, r, EDGE_NONE, read, cond);
}

static uint32_t tally_make(Lowered *l, const uint32_t *gates, const int64_t *weights, ptrdiff_t n)
{
    Tally t = {(uint32_t)l->members.len, 0};
    for (ptrdiff_t i = 0; i < n; i++) {
        if (weights[i] > 0) {
            vec_push(l->arena, &l->members, gates[i]);
            vec_push(l->arena, &l->weights, weights[i]);
            t.count++;
        }
    }
    vec_push(l->arena, &l->tallies, t);
    return (uint32_t)l->tallies.len - 1;
}

// Only these gates count: at least `bound` of their weight.
static uint32_t sum_gate(Lowered *l, const uint32_t *gates, const int64_t *weights, ptrdiff_t n,
                         int64_t bound, uint32_t cond)
{
    if (bound <= 0) {
        return sy_lower_const(l, GATE_TRUE, cond);
    }
    uint32_t tally = tally_make(l, gates, weights, n);
    return sy_lower_gate(l, (Gate){.kind = GATE_SUM, .a = tally, .bound = bound}, cond);
}

typedef struct Counted { // a counting condition being made
    Lowered *l;
    const Cond *c;
    uint32_t cond;
    Read read;
    List list;
    GateList gates; // of items
    GateList own_gates;
    struct Shared *shared; // null: counted only here
} Counted;

// What conditions that count the same promises share.
struct Shared {
    List list;
    GateList gates, own_gates;
    uint32_t tallies[1 << OWNS_LIMIT]; // by the owns taken in place of their members: 1 + tally
};

// The items' weights where the owns of `set` are taken in place of their members.
static void weights_without(Counted *k, uint32_t set, int64_t *weights)
{
    Lowered *l = k->l;
    const Model *m = world(l)->model;
    for (ptrdiff_t i = 0; i < k->list.items.len; i++) {
        weights[i] = k->list.items.p[i].low;
    }
    for (ptrdiff_t o = 0; set >> o; o++) {
        if (!(set >> o & 1)) {
            continue;
        }
        const Own *own = &k->list.owns.p[o];
        Arena *scratch = sy_arena_new(sy_arena_budget(l->arena));
        EntityList members =
            sy_model_members(scratch, world(l)->model, world(l)->query.choices, own->group);
        uint8_t *is_member = NEW_N(scratch, uint8_t, m->entities.len);
        for (ptrdiff_t i = 0; i < members.len; i++) {
            is_member[members.p[i].v] = 1;
        }
        for (ptrdiff_t i = 0; i < k->list.items.len; i++) {
            Ref r = k->list.items.p[i].ref;
            if (r.kind == REF_PROMISE && m->promises.p[r.id].what.v == own->what.v &&
                is_member[m->promises.p[r.id].owner.v]) {
                weights[i] = 0;
            }
        }
        sy_arena_free(scratch);
    }
}

static uint32_t tally_without(Counted *k, uint32_t set)
{
    if (k->shared && k->shared->tallies[set]) {
        return k->shared->tallies[set] - 1;
    }
    ptrdiff_t n = k->list.items.len;
    Arena *scratch = sy_arena_new(sy_arena_budget(k->l->arena));
    int64_t *weights = NEW_N(scratch, int64_t, n);
    weights_without(k, set, weights);
    uint32_t tally = tally_make(k->l, k->gates.p, weights, n);
    sy_arena_free(scratch);
    if (k->shared) {
        k->shared->tallies[set] = tally + 1;
    }
    return tally;
}

// The items true and, for each group, at least its own promise: reached by counting without the
// owns, or with some of them in place of their members.
static uint32_t at_least(Counted *k, int64_t bound)
{
    Lowered *l = k->l;
    ptrdiff_t nown = k->list.owns.len > OWNS_LIMIT ? OWNS_LIMIT : k->list.owns.len;
    GateList ways = {0};
    for (uint32_t set = 0; set < 1u << nown; set++) {
        ptrdiff_t from = l->stack.len;
        int64_t rest = bound;
        for (ptrdiff_t o = 0; set >> o; o++) {
            if (set >> o & 1) {
                vec_push(l->arena, &l->stack, k->own_gates.p[o]);
                rest -= k->list.owns.p[o].item.low;
            }
        }
        uint32_t sum =
            rest <= 0
                ? sy_lower_const(l, GATE_TRUE, k->cond)
                : sy_lower_gate(l,
                                (Gate){.kind = GATE_SUM, .a = tally_without(k, set), .bound = rest},
                                k->cond);
        vec_push(l->arena, &l->stack, sum);
        uint32_t way = set ? sy_lower_pop(l, GATE_AND, from, k->cond) : sum;
        l->stack.len = from;
        vec_push(l->arena, &ways, way);
    }
    return ways.len == 1 ? ways.p[0] : sy_lower_list(l, GATE_OR, ways.p, ways.len, k->cond);
}

// A count that members not known or promises not voiced may add to is never shown too low.
static uint32_t not_shown(Counted *k, uint32_t gate)
{
    return sy_lower_open(k->l, gate, k->cond);
}

static uint32_t open_const(Counted *k)
{
    return sy_lower_const(k->l, GATE_FALSE, k->cond);
}

static GateList all_gates(Counted *k)
{
    GateList all = {0};
    for (ptrdiff_t i = 0; i < k->gates.len; i++) {
        vec_push(k->l->arena, &all, k->gates.p[i]);
    }
    for (ptrdiff_t i = 0; i < k->own_gates.len; i++) {
        vec_push(k->l->arena, &all, k->own_gates.p[i]);
    }
    return all;
}

// The number that a count must reach; negative: it hangs on how many there are, and nobody has said.
static double needed(const Counted *k)
{
    const CondArg *arg = &k->l->world->tree->args.p[k->c->extra];
    double all = k->list.unknown < 0 ? -1 : (double)k->list.items.len + k->list.unknown;
    switch ((int)k->c->kind) {
    case COND_MAJORITY: return all < 0 ? -1 : floor(all / 2) + 1;
    case COND_COUNT:
        if (arg->denominator > 0) {
            return all <= 0 ? -1 : ceil(arg->number * all / arg->denominator - 1e-9);
        }
        return arg->number;
    default: return -1;
    }
}

static uint32_t count_least(Counted *k)
{
    double need = needed(k);
    if (need < 0) {
        return open_const(k);
    }
    uint32_t g = at_least(k, (int64_t)ceil(need - 1e-9));
    bool open = k->list.may_grow || k->list.unknown < 0;
    bool reachable = need <= (double)k->list.items.len + k->list.unknown;
    return open || (k->list.unknown > 0 && reachable) ? not_shown(k, g) : g;
}

// That an item does not hold: a promise that does not stand, a fact shown false.
static uint32_t item_no(Counted *k, Ref r, uint32_t gate)
{
    bool plain = !k->c->voice && !k->c->word.v;
    return plain ? sy_lower_ref_no(k->l, r, k->read, k->cond) : sy_lower_dual(k->l, gate);
}

static GateList nos_of(Counted *k, bool owns)
{
    GateList out = {0};
    for (ptrdiff_t i = 0; i < k->list.items.len; i++) {
        uint32_t g = item_no(k, k->list.items.p[i].ref, k->gates.p[i]);
        vec_push(k->l->arena, &out, g);
    }
    for (ptrdiff_t i = 0; owns && i < k->list.owns.len; i++) {
        uint32_t g = item_no(k, k->list.owns.p[i].item.ref, k->own_gates.p[i]);
        vec_push(k->l->arena, &out, g);
    }
    return out;
}

static uint32_t ones_at_least(Counted *k, const GateList *gates, double bound)
{
    int64_t *ones = NEW_N(k->l->arena, int64_t, gates->len + 1);
    for (ptrdiff_t i = 0; i < gates->len; i++) {
        ones[i] = 1;
    }
    return sum_gate(k->l, gates->p, ones, gates->len, (int64_t)ceil(bound - 1e-9), k->cond);
}

// All that does not hold weighs so much, by the high ends, that what is left weighs less than `bound`.
static uint32_t less_left(Counted *k, int64_t bound)
{
    GateList nos = nos_of(k, true), must = {0};
    int64_t *high = NEW_N(k->l->arena, int64_t, nos.len + 1), total = 0;
    for (ptrdiff_t i = 0; i < nos.len; i++) {
        const Item *it = i < k->list.items.len ? &k->list.items.p[i]
                                               : &k->list.owns.p[i - k->list.items.len].item;
        high[i] = it->high < 0 ? 0 : it->high;
        total += high[i];
        if (it->high < 0) { // no end: too much by itself
            vec_push(k->l->arena, &must, nos.p[i]);
        }
    }
    uint32_t rest = sum_gate(k->l, nos.p, high, nos.len, total - bound + 1, k->cond);
    vec_push(k->l->arena, &must, rest);
    return sy_lower_list(k->l, GATE_AND, must.p, must.len, k->cond);
}

// The number that a count must not pass; negative: it hangs on how many there are.
static double most_of(const Counted *k)
{
    const CondArg *arg = &k->l->world->tree->args.p[k->c->extra];
    if (arg->denominator <= 0) {
        return floor(arg->number + 1e-9);
    }
    double all = (double)k->list.items.len + k->list.unknown;
    return k->list.unknown < 0 ? -1 : floor(arg->number * all / arg->denominator + 1e-9);
}

// At most n: all but n, less those not known, do not hold.
static uint32_t count_most(Counted *k)
{
    double most = most_of(k), room = most - k->list.unknown;
    if (most < 0) {
        return open_const(k);
    }
    GateList nos = nos_of(k, true);
    uint32_t few = k->list.unknown < 0 || room < 0 ? open_const(k)
                                                   : ones_at_least(k, &nos, (double)nos.len - room);
    uint32_t more = at_least(k, (int64_t)most + 1);
    return sy_lower_gate(k->l, (Gate){.kind = GATE_OUT, .a = few, .b = more}, k->cond);
}

#define NO_BOUND INT64_MIN // nobody has said

// What a weight or sum is compared with; of a share of the weight, that share of all there is.
static int64_t quantity_bound(const Counted *k)
{
    const Tree *t = k->l->world->tree;
    const CondArg *arg = &t->args.p[k->c->extra];
    bool least = k->c->compare == CMP_LEAST;
    if (arg->denominator <= 0) {
        const Qty *q = &t->qtys.p[arg->qty];
        return q->unstated ? NO_BOUND : (int64_t)llround((least ? q->low : q->high) * WEIGHT_SCALE);
    }
    double all = 0;
    for (ptrdiff_t i = 0; i < k->list.items.len; i++) {
        all += (double)k->list.items.p[i].low;
    }
    if (all <= 0 || k->list.unknown != 0) {
        return NO_BOUND;
    }
    double part = arg->number * all / arg->denominator;
    return (int64_t)(least ? ceil(part - 1e-9) : floor(part + 1e-9));
}

static uint32_t quantity(Counted *k)
{
    int64_t bound = quantity_bound(k);
    if (bound == NO_BOUND) {
        return open_const(k);
    }
    if (k->c->compare == CMP_LEAST) {
        return not_shown(k, at_least(k, bound));
    }
    uint32_t few = k->list.unknown != 0 ? open_const(k) : less_left(k, bound + 1);
    uint32_t more = at_least(k, bound + 1);
    return sy_lower_gate(k->l, (Gate){.kind = GATE_OUT, .a = few, .b = more}, k->cond);
}

static uint32_t all_of(Counted *k)
{
    const GateList *use = k->gates.len ? &k->gates : &k->own_gates;
    if (use->len == 0 || k->list.unknown != 0) {
        // somebody of whom we do not know: a known one that fails shows it false all the same
        GateList kids = {0};
        for (ptrdiff_t i = 0; i < use->len; i++) {
            vec_push(k->l->arena, &kids, use->p[i]);
        }
        uint32_t rest = open_const(k);
        vec_push(k->l->arena, &kids, rest);
        uint32_t g = sy_lower_list(k->l, GATE_AND, kids.p, kids.len, k->cond);
        return not_shown(k, g);
    }
    return sy_lower_list(k->l, GATE_AND, use->p, use->len, k->cond);
}

static uint32_t none_of(Counted *k)
{
    GateList all = all_gates(k), nos = nos_of(k, true);
    uint32_t any = sy_lower_list(k->l, GATE_OR, all.p, all.len, k->cond);
    uint32_t none = k->list.unknown != 0 ? open_const(k)
                                         : sy_lower_list(k->l, GATE_AND, nos.p, nos.len, k->cond);
    return sy_lower_gate(k->l, (Gate){.kind = GATE_OUT, .a = none, .b = any}, k->cond);
}

static void counted_gates(Counted *k)
{
    Lowered *l = k->l;
    for (ptrdiff_t i = 0; i < k->list.items.len; i++) {
        uint32_t g = item_gate(l, k->c, k->cond, k->list.items.p[i].ref, k->read);
        vec_push(l->arena, &k->gates, g);
    }
    for (ptrdiff_t i = 0; i < k->list.owns.len; i++) {
        uint32_t g = item_gate(l, k->c, k->cond, k->list.owns.p[i].item.ref, k->read);
        vec_push(l->arena, &k->own_gates, g);
    }
}

// A group's promise by itself, counted by heads or by amount: its members' promises are the same
// wherever it is counted, and so are their gates.
static struct Shared *shared_of(const Counted *k, bool *out_is_new)
{
    Lowered *l = k->l;
    const Cond *c = k->c;
    Ref r = c->names.count == 1
                ? sy_model_ref(world(l)->model, sy_name(world(l)->model, c->names, 0), l->own)
                : (Ref){0};
    if (r.kind != REF_PROMISE || l->nsigning || l->record_only || c->voice || c->word.v ||
        c->kind == COND_WEIGHT) {
        return NULL;
    }
    uint64_t key = (uint64_t)r.id << 3 | (uint64_t)k->read << 1 | (c->kind == COND_SUM);
    ptrdiff_t at = sy_intmap_add(&l->shared_of, key, out_is_new);
    if (*out_is_new) {
        vec_push(l->arena, &l->shared, NEW(l->arena, struct Shared));
    }
    return l->shared.p[at];
}

static Counted counted_begin(Lowered *l, uint32_t cond, Read read)
{
    Counted k = {.l = l, .c = &l->world->tree->conds.p[cond], .cond = cond, .read = read};
    bool is_new = false;
    k.shared = shared_of(&k, &is_new);
    if (!k.shared || is_new) {
        gather(l, k.c, &k.list);
        counted_gates(&k);
    }
    if (is_new) {
        k.shared->list = k.list;
        k.shared->gates = k.gates;
        k.shared->own_gates = k.own_gates;
    } else if (k.shared) {
        k.list = k.shared->list;
        k.gates = k.shared->gates;
        k.own_gates = k.shared->own_gates;
    }
    return k;
}

// The members of a layer as they are, each by itself. UINT32_MAX: some are groups' own promises, which
// may be a share of their members'.
static uint32_t plain_tally(Lowered *l, EntityId layer, const Cond *c, uint32_t cond, Read read)
{
    Promises list = {0};
    const Model *m = world(l)->model;
    sy_lower_layer_members(l, layer, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        if (sy_entity(m, m->promises.p[list.p[i].v].owner)->kind == ENTRY_GROUP) {
            return UINT32_MAX;
        }
    }
    Tally t = {(uint32_t)l->members.len, 0};
    for (ptrdiff_t i = 0; i < list.len; i++) {
        Item item = {.ref = {REF_PROMISE, list.p[i].v}};
        weigh(l, c, (EntityId){0}, &item);
        uint32_t g = sy_lower_ref(l, item.ref, EDGE_NONE, read, cond);
        if (item.low > 0) {
            vec_push(l->arena, &l->members, g);
            vec_push(l->arena, &l->weights, item.low);
            t.count++;
        }
    }
    vec_push(l->arena, &l->tallies, t);
    return (uint32_t)l->tallies.len - 1;
}

// The quick way: a layer that everybody counts, with nothing special in it.
static bool layer_sum(Lowered *l, uint32_t cond, Read read, uint32_t *out)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    const Name *n = sy_name(l->world->model, c->names, 0);
    uint32_t kind =
        n->ref_kind == REF_ENTITY ? sy_entity(l->world->model, (EntityId){n->ref})->kind : 0;
    const CondArg *arg = &l->world->tree->args.p[c->extra];
    bool sum = c->kind == COND_SUM && c->compare == CMP_LEAST &&
               !l->world->tree->qtys.p[arg->qty].unstated;
    bool count = c->kind == COND_COUNT && c->compare == CMP_LEAST && arg->denominator <= 0;
    if (c->names.count != 1 || (kind != ENTRY_LAYER && kind != ENTRY_ACT) || l->nsigning ||
        l->record_only || c->voice || c->word.v || !(sum || count)) {
        return false;
    }
    uint64_t key = (uint64_t)n->ref << 4 | (uint64_t)read << 2 | (sum ? 1 : 2);
    ptrdiff_t at = sy_intmap_find(&l->layer_tally, key);
    if (at < 0) {
        bool is_new;
        uint32_t tally = plain_tally(l, (EntityId){n->ref}, c, cond, read);
        at = sy_intmap_add(&l->layer_tally, key, &is_new);
        vec_push(l->arena, &l->layer_tally_index, tally);
    }
    if (l->layer_tally_index.p[at] == UINT32_MAX) {
        return false;
    }
    int64_t bound = sum ? (int64_t)llround(l->world->tree->qtys.p[arg->qty].low * WEIGHT_SCALE)
                        : (int64_t)ceil(arg->number);
    uint32_t g =
        bound <= 0
            ? sy_lower_const(l, GATE_TRUE, cond)
            : sy_lower_gate(
                  l, (Gate){.kind = GATE_SUM, .a = l->layer_tally_index.p[at], .bound = bound},
                  cond);
    *out = sy_lower_open(l, g, cond); // more may yet be given
    return true;
}

uint32_t sy_lower_counted(Lowered *l, uint32_t cond, Read read)
{
    uint32_t g;
    if (layer_sum(l, cond, read, &g)) {
        return g;
    }
    Counted k = counted_begin(l, cond, read);
    switch ((int)k.c->kind) {
    case COND_ALL: return all_of(&k);
    case COND_ANY: {
        GateList all = all_gates(&k);
        uint32_t any = sy_lower_list(l, GATE_OR, all.p, all.len, cond);
        return k.list.unknown != 0 ? not_shown(&k, any) : any;
    }
    case COND_NONE_OF: return none_of(&k);
    case COND_MAJORITY: return count_least(&k);
    case COND_COUNT: return k.c->compare == CMP_LEAST ? count_least(&k) : count_most(&k);
    default: return quantity(&k);
    }
}

// ---------------------------------------------------------------- shown false

static uint32_t quantity_no(Counted *k)
{
    int64_t bound = quantity_bound(k);
    if (bound == NO_BOUND) {
        return open_const(k);
    }
    if (k->c->compare == CMP_MOST) {
        return at_least(k, bound + 1);
    }
    return k->list.unknown != 0 ? open_const(k) : less_left(k, bound);
}

uint32_t sy_lower_counted_no(Lowered *l, uint32_t cond, Read read)
{
    Counted k = counted_begin(l, cond, read);
    GateList nos;
    switch ((int)k.c->kind) {
    case COND_ALL: nos = nos_of(&k, false); return sy_lower_list(l, GATE_OR, nos.p, nos.len, cond);
    case COND_NONE_OF: {
        GateList all = all_gates(&k);
        return sy_lower_list(l, GATE_OR, all.p, all.len, cond);
    }
    case COND_ANY:
        if (k.list.unknown != 0) {
            return open_const(&k);
        }
        nos = nos_of(&k, true);
        return sy_lower_list(l, GATE_AND, nos.p, nos.len, cond);
    case COND_WEIGHT:
    case COND_SUM: return quantity_no(&k);
    default: break;
    }
    if (k.c->compare == CMP_MOST) {
        double most = most_of(&k);
        return most < 0 ? open_const(&k) : at_least(&k, (int64_t)most + 1);
    }
    double need = needed(&k);
    if (k.list.unknown < 0 || need < 0) {
        return open_const(&k);
    }
    nos = nos_of(&k, k.list.items.len == 0);
    return ones_at_least(&k, &nos, (double)nos.len + k.list.unknown - need + 1);
}
