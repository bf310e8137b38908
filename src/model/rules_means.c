// Rules on what follows by definition: no definition leads to itself, no count asks for more than
// there is.
#include "model/rules.h"

// ---------------------------------------------------------------- definitions

typedef struct Link { // a definition names another
    uint32_t target;  // an entity
    Span span;
} Link;

typedef struct Definitions {
    Model *m;
    Arena *arena;
    uint32_t *first; // by entity, one more than there are: its links
    VEC(Link) links;
    uint8_t *state; // by entity: 0 not seen, 1 on the way, 2 done
    uint32_t *next; // by entity: the link to follow next
    VEC(uint32_t) way;
} Definitions;

static bool is_defined(const Model *m, uint32_t id)
{
    uint32_t kind = sy_entity(m, (EntityId){id})->kind;
    return kind == ENTRY_CONDITION || kind == ENTRY_GOAL || kind == ENTRY_TRIGGER;
}

static void link_name(Definitions *x, const Name *n)
{
    if (n->ref_kind == REF_ENTITY && is_defined(x->m, n->ref)) {
        vec_push(x->arena, &x->links, (Link){n->ref, n->span});
    }
}

static void link_time(Definitions *x, uint32_t time)
{
    const Tree *t = x->m->tree;
    for (int depth = 0; time && depth < 256; depth++) {
        if (t->times.p[time].kind == TIME_EVENT) {
            link_name(x, &t->names.p[t->times.p[time].name]);
        }
        time = t->times.p[time].base;
    }
}

static void link_cond(Definitions *x, uint32_t cond)
{
    const Tree *t = x->m->tree;
    const Cond *c = &t->conds.p[cond];
    for (uint32_t i = 0; i < c->names.count; i++) {
        link_name(x, &t->names.p[c->names.first + i]);
    }
    if (c->kind == COND_BEFORE || c->kind == COND_WITHIN) {
        link_time(x, t->args.p[c->extra].time);
    }
    for (uint32_t k = c->first; k; k = t->conds.p[k].next) {
        link_cond(x, k);
    }
}

static void link_entity(Definitions *x, uint32_t id)
{
    const Entity *self = sy_entity(x->m, (EntityId){id});
    const Entry *e = &x->m->tree->entries.p[self->entry];
    for (uint32_t i = 0; is_defined(x->m, id) && !e->broken && i < e->nclauses; i++) {
        const Clause *c = &x->m->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_MEANS || c->kind == CL_WHEN) {
            link_cond(x, c->x);
        } else if (c->kind == CL_FROM) {
            link_time(x, c->x);
        }
    }
}

#define RING_LABELS 12 // definitions of one ring that a message shows

static void report_ring(Definitions *x, uint32_t target)
{
    ptrdiff_t from = x->way.len - 1;
    while (x->way.p[from] != target) {
        from--;
    }
    const Entity *self = sy_entity(x->m, (EntityId){target});
    const Entry *e = &x->m->tree->entries.p[self->entry];
    Diag *d = sy_diag(x->m->diags, D_E2301, x->m->tree->names.p[e->name].span,
                      "the definition of `%.*s` leads back to itself without passing a promise",
                      STR_ARG(self->name));
    for (ptrdiff_t i = from; i < x->way.len && i - from < RING_LABELS; i++) {
        const Entity *one = sy_entity(x->m, (EntityId){x->way.p[i]});
        Link l = x->links.p[x->next[x->way.p[i]] - 1];
        sy_diag_label(x->m->diags, d, l.span, "`%.*s` asks for `%.*s`", STR_ARG(one->name),
                      STR_ARG(sy_entity(x->m, (EntityId){l.target})->name));
    }
    sy_diag_help(x->m->diags, d,
                 "only a promise may hang on itself; let one of these definitions "
                 "rest on facts and promises");
}

// A walk in depth with its own stack: a chain of definitions may be as long as the model.
static void walk(Definitions *x, uint32_t root)
{
    x->way.len = 0;
    vec_push(x->arena, &x->way, root);
    x->state[root] = 1;
    while (x->way.len) {
        uint32_t at = x->way.p[x->way.len - 1];
        if (x->next[at] == x->first[at + 1]) {
            x->state[at] = 2;
            x->way.len--;
            continue;
        }
        uint32_t to = x->links.p[x->next[at]++].target;
        if (x->state[to] == 1) {
            report_ring(x, to);
        } else if (x->state[to] == 0) {
            x->state[to] = 1;
            vec_push(x->arena, &x->way, to);
        }
    }
}

void sy_rules_definitions(Model *m)
{
    uint32_t n = (uint32_t)m->entities.len;
    Definitions x = {.m = m, .arena = m->arena};
    x.first = NEW_N(m->arena, uint32_t, n + 1);
    x.next = NEW_N(m->arena, uint32_t, n);
    x.state = NEW_N(m->arena, uint8_t, n);
    for (uint32_t i = 1; i < n; i++) {
        x.first[i] = x.next[i] = (uint32_t)x.links.len;
        link_entity(&x, i);
    }
    x.first[n] = (uint32_t)x.links.len;
    for (uint32_t i = 1; x.links.len && i < n; i++) {
        if (x.state[i] == 0 && is_defined(m, i)) {
            walk(&x, i);
        }
    }
}

// ---------------------------------------------------------------- their depth

typedef struct Deep {      // a condition under a name, and how far below the name it is
    uint32_t from, target; // entities
    uint32_t levels;
} Deep;

typedef struct Depths {
    Model *m;
    Arena *arena;
    VEC(Deep) all;    // as found
    uint32_t *first;  // by entity, one more than there are: its part of `sorted`
    uint32_t *sorted; // indices of `all`
    uint32_t *next;   // by entity: its place in `sorted` to follow next
    uint32_t *levels; // by entity
    uint8_t *state;   // by entity: 0 not seen, 1 on the way, 2 done
    VEC(uint32_t) way;
} Depths;

static void deep_cond(Depths *x, uint32_t from, uint32_t cond, uint32_t level)
{
    const Tree *t = x->m->tree;
    const Cond *c = &t->conds.p[cond];
    x->levels[from] = level > x->levels[from] ? level : x->levels[from];
    for (uint32_t i = 0; i < c->names.count; i++) {
        const Name *n = &t->names.p[c->names.first + i];
        if (n->ref_kind == REF_ENTITY) {
            vec_push(x->arena, &x->all, (Deep){from, n->ref, level});
        }
    }
    for (uint32_t k = c->first; k; k = t->conds.p[k].next) {
        deep_cond(x, from, k, level + 1);
    }
}

static void deep_all(Depths *x)
{
    const Tree *t = x->m->tree;
    for (uint32_t id = 1; id < (uint32_t)x->m->entities.len; id++) {
        const Entry *e = &t->entries.p[sy_entity(x->m, (EntityId){id})->entry];
        for (uint32_t i = 0; is_defined(x->m, id) && !e->broken && i < e->nclauses; i++) {
            const Clause *c = &t->clauses.p[e->first_clause + i];
            if (c->kind == CL_MEANS || c->kind == CL_WHEN) {
                deep_cond(x, id, c->x, 1);
            }
        }
    }
    for (ptrdiff_t i = 1; i < t->assumes.len; i++) {
        const Assume *a = &t->assumes.p[i];
        const Name *n = &t->names.p[a->name];
        if (a->kind == ASSUME_IMPLIES && n->ref_kind == REF_ENTITY &&
            !t->entries.p[a->entry].broken) {
            deep_cond(x, n->ref, a->cond, 1);
        }
    }
}

// By the entity they start from.
static void deep_sort(Depths *x, uint32_t n)
{
    for (ptrdiff_t i = 0; i < x->all.len; i++) {
        x->first[x->all.p[i].from + 1]++;
    }
    for (uint32_t id = 1; id <= n; id++) {
        x->first[id] += x->first[id - 1];
    }
    for (uint32_t id = 0; id < n; id++) {
        x->next[id] = x->first[id];
    }
    for (ptrdiff_t i = 0; i < x->all.len; i++) {
        x->sorted[x->next[x->all.p[i].from]++] = (uint32_t)i;
    }
    for (uint32_t id = 0; id < n; id++) {
        x->next[id] = x->first[id];
    }
}

static void too_deep(Depths *x, uint32_t id)
{
    const Entity *self = sy_entity(x->m, (EntityId){id});
    Diag *d = sy_diag(x->m->diags, D_E2302,
                      x->m->tree->names.p[x->m->tree->entries.p[self->entry].name].span,
                      "what `%.*s` rests on is nested deeper than %d levels", STR_ARG(self->name),
                      DEFINITION_LEVELS_LIMIT);
    sy_diag_help(x->m->diags, d,
                 "a long chain is better said at once: name its end, or list its "
                 "links in one condition");
}

static void deep_done(Depths *x, uint32_t at)
{
    for (uint32_t i = x->first[at]; i < x->first[at + 1]; i++) {
        const Deep *d = &x->all.p[x->sorted[i]];
        uint32_t below = x->levels[d->target] + d->levels;
        x->levels[at] = below > x->levels[at] ? below : x->levels[at];
    }
    if (x->levels[at] > DEFINITION_LEVELS_LIMIT) {
        too_deep(x, at);
        x->levels[at] = 0; // one message for what is built on it
    }
    x->state[at] = 2;
    x->way.len--;
}

// In depth, with its own stack. What leads back to itself is judged elsewhere.
static void deep_walk(Depths *x, uint32_t root)
{
    vec_push(x->arena, &x->way, root);
    while (x->way.len) {
        uint32_t at = x->way.p[x->way.len - 1];
        x->state[at] = 1;
        if (x->next[at] == x->first[at + 1]) {
            deep_done(x, at);
            continue;
        }
        uint32_t to = x->all.p[x->sorted[x->next[at]++]].target;
        if (x->state[to] == 0) {
            vec_push(x->arena, &x->way, to);
        }
    }
}

void sy_rules_depth(Model *m)
{
    uint32_t n = (uint32_t)m->entities.len;
    Arena *scratch = sy_arena_new(sy_arena_budget(m->arena));
    Depths x = {.m = m, .arena = scratch};
    x.first = NEW_N(scratch, uint32_t, n + 1);
    x.next = NEW_N(scratch, uint32_t, n);
    x.levels = NEW_N(scratch, uint32_t, n);
    x.state = NEW_N(scratch, uint8_t, n);
    deep_all(&x);
    x.sorted = NEW_N(scratch, uint32_t, x.all.len);
    deep_sort(&x, n);
    for (uint32_t id = 1; id < n && x.all.len; id++) {
        if (x.state[id] == 0) {
            deep_walk(&x, id);
        }
    }
    sy_arena_free(scratch);
}

// ---------------------------------------------------------------- counts

typedef struct Most { // how many a group may have as members
    double most;
    bool open;    // nobody has said how many
    bool unknown; // there are members that nobody has named
} Most;

typedef struct Counts {
    Model *m;
    Resolver r;
    IntMap group_of; // entity -> groups
    VEC(Most) groups;
    VEC(Span) candidates; // in the order of their places
    bool unnamed;         // members of the list at hand are known by their number alone
} Counts;

static bool in_candidate(const Counts *x, uint32_t position)
{
    ptrdiff_t low = 0, high = x->candidates.len;
    while (low < high) { // the first that begins behind the position
        ptrdiff_t middle = (low + high) / 2;
        if (x->candidates.p[middle].start <= position) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 && position < x->candidates.p[low - 1].end;
}

// How many a group can come to: its members under any reading, or what `count` says if that is more.
static Most count_members(const Counts *x, EntityId id)
{
    const Entity *e = sy_entity(x->m, id);
    Most out = {0};
    Arena *scratch = sy_arena_new(sy_arena_budget(x->m->arena));
    out.most = (double)sy_rules_everybody(scratch, x->m, id, &out.open).len;
    sy_arena_free(scratch);
    const Entry *entry = &x->m->tree->entries.p[e->entry];
    bool group = e->kind == ENTRY_GROUP || e->kind == ENTRY_BODY;
    out.unknown = out.open;
    for (uint32_t i = 0; group && i < entry->nclauses; i++) {
        const Clause *c = &x->m->tree->clauses.p[entry->first_clause + i];
        const Qty *q = c->kind == CL_COUNT_ ? &x->m->tree->qtys.p[c->x] : NULL;
        if (q) {
            out.open = q->unstated || q->about || (out.open && c->guard);
            out.most = q->high > out.most ? q->high : out.most;
        }
    }
    return out;
}

static Most most_of_group(Counts *x, EntityId id)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&x->group_of, id.v, &is_new);
    if (is_new) {
        Most most = count_members(x, id);
        vec_push(x->m->arena, &x->groups, most);
    }
    return x->groups.p[at];
}

static double most_members(Counts *x, EntityId id, bool *out_open)
{
    Most most = most_of_group(x, id);
    *out_open = *out_open || most.open;
    x->unnamed = x->unnamed || most.unknown;
    return most.most;
}

// What one name of a list can add to a count.
static double most_of(Counts *x, const Cond *c, const Name *n, bool *out_open)
{
    if (n->ref_kind == REF_PROMISE) {
        return most_members(x, x->m->promises.p[n->ref].owner, out_open);
    }
    if (n->ref_kind == REF_EACH) {
        EntityId group = sy_model_by_sym(x->m, n->a);
        return most_members(x, group, out_open);
    }
    if (n->ref_kind == REF_STEP) {
        return 1;
    }
    const Entity *e = n->ref_kind == REF_ENTITY ? sy_entity(x->m, (EntityId){n->ref}) : NULL;
    uint32_t kind = e ? e->kind : ENTRY_ERROR;
    if (kind == ENTRY_FACT || kind == ENTRY_CONDITION || kind == ENTRY_GOAL ||
        kind == ENTRY_TRIGGER || kind == ENTRY_SIGNING) {
        return 1;
    }
    bool actor = kind == ENTRY_PARTY || kind == ENTRY_GROUP || kind == ENTRY_BODY;
    if (actor && c->voice) {
        return most_members(x, (EntityId){n->ref}, out_open);
    }
    *out_open = true; // a layer, a party's promises, somebody's own
    return 0;
}

static Diag *too_many(Counts *x, DiagCode code, Span span, double asked, const char *of,
                      double most)
{
    Buf b = sy_buf_new(x->r.arena);
    sy_num_write(&b, asked);
    sy_buf_fmt(&b, "` of a list %s ", of);
    sy_num_write(&b, most);
    Str text = sy_buf_view(&b);
    return sy_resolve_error(&x->r, code, span, "`at least %.*s can never come about",
                            STR_ARG(text));
}

static void too_many_heads(Counts *x, Span span, double asked, double most)
{
    Diag *d = too_many(x, x->unnamed ? D_W2404 : D_E2401, span, asked, "of", most);
    sy_diag_help(x->r.diags, d, "%s",
                 x->unnamed ? "ask for fewer; a number that is not certain is `count about N`"
                            : "the list is closed: name more, ask for fewer, or say `among them` "
                              "where members are not known");
}

static void check_count(Counts *x, const Cond *c, const CondArg *arg)
{
    bool open = c->names.count == 0;
    double most = 0;
    x->unnamed = false;
    for (uint32_t i = 0; i < c->names.count && !open; i++) {
        most += most_of(x, c, sy_name(x->m, c->names, i), &open);
    }
    if (!open && arg->number > most) {
        too_many_heads(x, c->span, arg->number, most);
    }
}

// All that a group's members weigh, under any reading.
static double whole_weight(const Counts *x, EntityId group, Sym weight)
{
    const Tree *t = x->m->tree;
    const Entry *e = &t->entries.p[sy_entity(x->m, group)->entry];
    double sum = 0;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &t->clauses.p[e->first_clause + i];
        bool this = c->kind == CL_WEIGHS && t->names.p[c->x].a.v == weight.v;
        for (uint32_t k = 0; this && k < c->names.count; k++) {
            sum += t->qtys.p[c->y + k].low;
        }
    }
    return sum;
}

static void check_weight(Counts *x, const Cond *c, const CondArg *arg)
{
    const Tree *t = x->m->tree;
    const Qty *q = &t->qtys.p[arg->qty];
    bool open = c->names.count == 0 || q->unstated;
    double most = 0;
    for (uint32_t i = 0; i < c->names.count && !open; i++) {
        const Name *n = sy_name(x->m, c->names, i);
        bool promise = n->ref_kind == REF_PROMISE, voice = n->ref_kind == REF_ENTITY && c->voice;
        EntityId group = promise ? x->m->promises.p[n->ref].owner : (EntityId){voice ? n->ref : 0};
        open = !group.v || sy_entity(x->m, group)->kind == ENTRY_PARTY ||
               most_of_group(x, group).unknown;
        most += open ? 0 : whole_weight(x, group, t->names.p[arg->weight].a);
    }
    if (!open && most > 0 && q->low > most) {
        Diag *d = too_many(x, D_W2404, c->span, q->low, "that weighs", most);
        sy_diag_help(x->r.diags, d, "ask for less, or say what the other members weigh");
    }
}

static void check_cond(Counts *x, const Cond *c)
{
    bool counts = c->kind == COND_COUNT || c->kind == COND_WEIGHT;
    const CondArg *arg = counts ? &x->m->tree->args.p[c->extra] : NULL;
    if (c->kind == COND_SUM || c->kind == COND_MEASURE) {
        x->r.quiet = in_candidate(x, c->span.start);
        sy_rules_compared(&x->r, c);
    } else if (counts && c->compare == CMP_LEAST && arg->denominator == 0) {
        x->r.quiet = in_candidate(x, c->span.start);
        if (c->kind == COND_COUNT) {
            check_count(x, c, arg);
        } else {
            check_weight(x, c, arg);
        }
    }
}

static void check_vote(Counts *x, const Vote *v)
{
    if (v->kind != VOTE_COUNT || v->denominator != 0 || v->names.count == 0) {
        return;
    }
    bool open = false;
    double most = 0;
    x->unnamed = false;
    for (uint32_t i = 0; i < v->names.count && !open; i++) {
        const Name *n = sy_name(x->m, v->names, i);
        if (n->ref_kind == REF_ENTITY) {
            most += most_members(x, (EntityId){n->ref}, &open);
        } else {
            open = true;
        }
    }
    if (!open && v->number > most) {
        x->r.quiet = in_candidate(x, v->span.start);
        too_many_heads(x, v->span, v->number, most);
    }
}

void sy_rules_counts(Model *m)
{
    Counts x = {.m = m, .r = {.model = m, .tree = m->tree, .diags = m->diags, .arena = m->arena}};
    x.group_of = sy_intmap_new(m->arena);
    for (ptrdiff_t i = 1; i < m->tree->entries.len; i++) {
        if (m->tree->entries.p[i].candidate) {
            vec_push(m->arena, &x.candidates, m->tree->entries.p[i].whole);
        }
    }
    for (ptrdiff_t i = 1; i < m->tree->conds.len; i++) {
        check_cond(&x, &m->tree->conds.p[i]);
    }
    for (ptrdiff_t i = 1; i < m->tree->votes.len; i++) {
        check_vote(&x, &m->tree->votes.p[i]);
    }
}
