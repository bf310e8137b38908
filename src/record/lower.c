#include "record/lower.h"

Lowered *sy_lower_new(Arena *arena, World *w, const Record *r)
{
    Lowered *l = NEW(arena, Lowered);
    l->arena = arena;
    l->world = w;
    l->record = r;
    l->definitions = sy_intmap_new(arena);
    l->duals = sy_intmap_new(arena);
    l->dual_tally_of = sy_intmap_new(arena);
    l->layer_tally = sy_intmap_new(arena);
    l->shared_of = sy_intmap_new(arena);
    l->natom_of = (uint32_t)w->model->promises.len + 16;
    l->atom_of = NEW_N(arena, uint32_t, l->natom_of);
    return l;
}

// ---------------------------------------------------------------- gates

uint32_t sy_lower_gate(Lowered *l, Gate g, uint32_t cond)
{
    vec_push(l->arena, &l->gates, g);
    vec_push(l->arena, &l->sources, (GateSource){.cond = cond, .own = l->own});
    return (uint32_t)l->gates.len - 1;
}

uint32_t sy_lower_const(Lowered *l, GateKind kind, uint32_t cond)
{
    return sy_lower_gate(l, (Gate){.kind = (uint8_t)kind}, cond);
}

uint32_t sy_lower_filler(Lowered *l)
{
    if (!l->filler) {
        EntityId own = l->own;
        l->own = (EntityId){0};
        l->filler = 1 + sy_lower_const(l, GATE_FALSE, 0);
        l->own = own;
    }
    return l->filler - 1;
}

uint32_t sy_lower_open(Lowered *l, uint32_t gate, uint32_t cond)
{
    Gate *g = &l->gates.p[gate];
    if (g->kind == GATE_SUM && gate + 1 == (uint32_t)l->gates.len) {
        g->read = READ_WITH;
        return gate;
    }
    uint32_t either[2] = {gate, sy_lower_filler(l)};
    return sy_lower_list(l, GATE_OR, either, 2, cond);
}

uint32_t sy_lower_pop(Lowered *l, GateKind kind, ptrdiff_t from, uint32_t cond)
{
    const uint32_t *kids = l->stack.len > from ? l->stack.p + from : NULL;
    uint32_t g = sy_lower_list(l, kind, kids, l->stack.len - from, cond);
    l->stack.len = from;
    return g;
}

uint32_t sy_lower_list(Lowered *l, GateKind kind, const uint32_t *kids, ptrdiff_t n, uint32_t cond)
{
    uint32_t first = (uint32_t)l->kids.len;
    vec_reserve(l->arena, &l->kids, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        l->kids.p[l->kids.len++] = kids[i];
    }
    return sy_lower_gate(l, (Gate){.kind = (uint8_t)kind, .a = first, .b = (uint32_t)n}, cond);
}

static uint32_t atom_index(Lowered *l, PromiseId p)
{
    if (p.v >= l->natom_of) {
        uint32_t n = (uint32_t)l->world->model->promises.len * 2;
        uint32_t *grown = NEW_N(l->arena, uint32_t, n);
        for (uint32_t i = 0; i < l->natom_of; i++) {
            grown[i] = l->atom_of[i];
        }
        l->atom_of = grown;
        l->natom_of = n;
    }
    if (!l->atom_of[p.v]) {
        vec_push(l->arena, &l->atoms, p);
        for (int i = 0; i < 4; i++) {
            vec_push(l->arena, &l->leaves, UINT32_MAX);
        }
        l->atom_of[p.v] = (uint32_t)l->atoms.len;
    }
    return l->atom_of[p.v] - 1;
}

static bool in_signing(const Lowered *l, PromiseId p)
{
    for (ptrdiff_t i = 0; i < l->nsigning; i++) {
        if (l->signing[i].v == p.v) {
            return true;
        }
    }
    return false;
}

static bool delivered(const Lowered *l, PromiseId p)
{
    return sy_record_grade(l->record, p) == GRADE_DELIVERED ||
           sy_world_given(l->world, (Ref){REF_PROMISE, p.v});
}

static uint32_t leaf(Lowered *l, PromiseId p, int which, uint32_t cond)
{
    if (l->record_only) {
        bool is = delivered(l, p) != (which == 3);
        return sy_lower_const(l, is ? GATE_TRUE : GATE_FALSE, cond);
    }
    uint32_t atom = atom_index(l, p);
    uint32_t at = atom * 4 + (uint32_t)which;
    if (l->leaves.p[at] == UINT32_MAX) {
        Gate g = {.kind = which == 3 ? GATE_ABSENT : GATE_ATOM,
                  .read = (uint8_t)(which == 3 ? READ_BARE : which),
                  .a = atom};
        uint32_t gate = sy_lower_gate(l, g, 0);
        l->leaves.p[at] = gate;
    }
    return l->leaves.p[at];
}

static uint32_t promise_leaf(Lowered *l, PromiseId p, Read read, uint32_t cond)
{
    bool signing = in_signing(l, p);
    return leaf(l, p, signing ? READ_WITH : (int)read, cond);
}

void sy_lower_atom(Lowered *l, PromiseId p)
{
    atom_index(l, p);
}

// ---------------------------------------------------------------- what does not hold

static uint32_t dual_tally(Lowered *l, uint32_t tally)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&l->dual_tally_of, tally, &is_new);
    if (!is_new) {
        return l->dual_tally.p[at];
    }
    vec_push(l->arena, &l->dual_tally, 0);
    Tally t = l->tallies.p[tally];
    VEC(uint32_t) duals = {0};
    for (uint32_t i = 0; i < t.count; i++) {
        uint32_t d = sy_lower_dual(l, l->members.p[t.first + i]);
        vec_push(l->arena, &duals, d);
    }
    Tally out = {(uint32_t)l->members.len, t.count};
    for (uint32_t i = 0; i < t.count; i++) {
        vec_push(l->arena, &l->members, duals.p[i]);
        int64_t weight = l->weights.p[t.first + i];
        vec_push(l->arena, &l->weights, weight);
    }
    vec_push(l->arena, &l->tallies, out);
    l->dual_tally.p[at] = (uint32_t)l->tallies.len - 1;
    return l->dual_tally.p[at];
}

static uint32_t dual_sum(Lowered *l, Gate g, uint32_t cond)
{
    Tally t = l->tallies.p[g.a];
    int64_t total = 0;
    for (uint32_t i = 0; i < t.count; i++) {
        total += l->weights.p[t.first + i];
    }
    int64_t bound = total - g.bound + 1;
    if (bound <= 0) {
        return sy_lower_const(l, GATE_TRUE, cond);
    }
    uint32_t tally = dual_tally(l, g.a);
    return sy_lower_gate(l, (Gate){.kind = GATE_SUM, .a = tally, .bound = bound}, cond);
}

static uint32_t dual_list(Lowered *l, Gate g, uint32_t cond)
{
    VEC(uint32_t) kids = {0};
    for (uint32_t i = 0; i < g.b; i++) {
        uint32_t d = sy_lower_dual(l, l->kids.p[g.a + i]);
        vec_push(l->arena, &kids, d);
    }
    return sy_lower_list(l, g.kind == GATE_AND ? GATE_OR : GATE_AND, kids.p, kids.len, cond);
}

uint32_t sy_lower_dual(Lowered *l, uint32_t gate)
{
    ptrdiff_t at = sy_intmap_find(&l->duals, gate);
    if (at >= 0) {
        return l->dual_gate.p[at];
    }
    Gate g = l->gates.p[gate];
    uint32_t cond = l->sources.p[gate].cond, out = 0;
    switch ((GateKind)g.kind) {
    case GATE_FALSE:
    case GATE_SHOWN: out = sy_lower_const(l, GATE_TRUE, cond); break;
    case GATE_TRUE: out = sy_lower_const(l, GATE_FALSE, cond); break;
    case GATE_ATOM: out = leaf(l, l->atoms.p[g.a], 3, cond); break;
    case GATE_ABSENT: // what is read in S here is read in X there
        out = leaf(l, l->atoms.p[g.a], READ_AFTER, cond);
        break;
    case GATE_AND:
    case GATE_OR: out = dual_list(l, g, cond); break;
    case GATE_SUM: out = dual_sum(l, g, cond); break;
    case GATE_OUT: out = sy_lower_dual(l, g.a); break;
    }
    bool is_new;
    sy_intmap_add(&l->duals, gate, &is_new);
    if (is_new) {
        vec_push(l->arena, &l->dual_gate, out);
    }
    return out;
}

uint32_t sy_lower_out(Lowered *l, uint32_t gate, uint32_t cond)
{
    uint32_t dual = sy_lower_dual(l, gate);
    return sy_lower_gate(l, (Gate){.kind = GATE_OUT, .a = dual, .b = gate}, cond);
}

// ---------------------------------------------------------------- definitions

static uint32_t part_of_signing(Lowered *l, EntityId id, Read read)
{
    VEC(uint32_t) kids = {0};
    uint32_t i = 0;
    const Clause *of = sy_entity_clause(l->world->model, l->world->query.choices, id, CL_OF, &i);
    for (uint32_t k = 0; of && k < of->names.count; k++) {
        const Name *n = sy_name(l->world->model, of->names, k);
        if (n->ref_kind == REF_PROMISE) {
            uint32_t g = promise_leaf(l, (PromiseId){n->ref}, read, 0);
            vec_push(l->arena, &kids, g);
        }
    }
    return sy_lower_list(l, GATE_AND, kids.p, kids.len, 0);
}

static bool last_finding(const Lowered *l, EntityId id, uint32_t *out_truth)
{
    ptrdiff_t at = sy_intmap_find(&l->record->finding_of, id.v);
    if (at < 0 || l->record->findings.p[at].len == 0) {
        return false;
    }
    const Findings *f = &l->record->findings.p[at];
    *out_truth = f->p[f->len - 1].truth;
    return true;
}

// Has the judge said so (settles it), or said no? A body's members, or several, by their rule.
static uint32_t judge_said(const Lowered *l, EntityId id, const Clause *judge)
{
    World *w = l->world;
    ptrdiff_t at = sy_intmap_find(&l->record->finding_of, id.v);
    EntityId own = sy_entity(w->model, id)->member;
    if (at < 0) {
        return TRUTH_NONE;
    }
    const Findings *f = &l->record->findings.p[at];
    uint32_t said = TRUTH_NONE;
    for (ptrdiff_t i = 0; i < f->len && sy_vote_is_one_word(w, judge->x); i++) {
        const Sentence *s = &w->tree->sentences.p[f->p[i].sentence];
        said = sy_vote_is_speaker(w, judge->x, own, s) ? f->p[i].truth : said;
    }
    return said || !sy_judge_is_several(w, judge->x)
               ? said
               : sy_record_finds(w, l->record, judge->x, own, (Ref){REF_ENTITY, id.v});
}

static uint32_t found(Lowered *l, EntityId id, const Clause *rule, bool judge)
{
    bool no = judge && judge_said(l, id, rule) == TRUTH_FALSE;
    bool yes =
        !no && sy_record_vote(l->world, l->record, rule->x, sy_entity(l->world->model, id)->member,
                              (Ref){REF_ENTITY, id.v});
    return sy_lower_const(l, yes ? GATE_TRUE : no ? GATE_SHOWN : GATE_FALSE, 0);
}

static bool decided_by_each(const Lowered *l, const Clause *c)
{
    return l->world->tree->votes.p[c->x].kind == VOTE_EACH;
}

// The texts of a condition or goal (any of its `means`), or of a trigger (any of its `when`).
static bool texts(Lowered *l, EntityId id, ClauseKind kind, Read read, uint32_t *out)
{
    VEC(uint32_t) kids = {0};
    uint32_t i = 0;
    EntityId own = l->own;
    Ref about = l->about;
    for (const Clause *c;
         (c = sy_entity_clause(l->world->model, l->world->query.choices, id, kind, &i));) {
        l->own = sy_entity(l->world->model, id)->member;
        l->about = (Ref){REF_ENTITY, id.v};
        uint32_t g = sy_lower_read(l, c->x, read);
        vec_push(l->arena, &kids, g);
    }
    l->own = own;
    l->about = about;
    *out = kids.len == 1 ? kids.p[0] : sy_lower_list(l, GATE_OR, kids.p, kids.len, 0);
    return kids.len > 0;
}

static uint32_t condition_text(Lowered *l, EntityId id, Read read)
{
    uint32_t eq = 0, truth = 0, i = 0;
    if (last_finding(l, id, &truth) && (truth == TRUTH_TRUE || truth == TRUTH_FALSE)) {
        eq = sy_lower_const(l, truth == TRUTH_TRUE ? GATE_TRUE : GATE_SHOWN, 0);
    } else if (!texts(l, id, CL_MEANS, read, &eq)) {
        return sy_lower_const(l, GATE_FALSE, 0);
    }
    const Clause *judge =
        sy_entity_clause(l->world->model, l->world->query.choices, id, CL_JUDGED, &i);
    if (!judge) {
        return eq;
    }
    uint32_t both[2] = {eq, found(l, id, judge, true)};
    uint32_t said = judge_said(l, id, judge);
    uint32_t either[2] = {sy_lower_const(l, said == TRUTH_TRUE ? GATE_TRUE : GATE_FALSE, 0),
                          sy_lower_list(l, GATE_AND, both, 2, 0)};
    return sy_lower_list(l, GATE_OR, either, 2, 0);
}

static uint32_t trigger_text(Lowered *l, EntityId id, Read read)
{
    uint32_t parts[3], n = 0, i = 0, k = 0;
    if (texts(l, id, CL_WHEN, read, &parts[0])) {
        n = 1;
    }
    const Clause *judge =
        sy_entity_clause(l->world->model, l->world->query.choices, id, CL_JUDGED, &i);
    const Clause *rule =
        sy_entity_clause(l->world->model, l->world->query.choices, id, CL_DECIDED, &k);
    if (judge && !decided_by_each(l, judge)) {
        parts[n++] = found(l, id, judge, true);
    }
    if (rule && !decided_by_each(l, rule)) {
        parts[n++] = found(l, id, rule, false);
    }
    uint32_t eq = n > 0 ? sy_lower_list(l, GATE_AND, parts, n, 0) // of none: under other readings
                        : sy_lower_const(l, GATE_FALSE, 0);
    if (!judge) {
        return eq;
    }
    uint32_t said = judge_said(l, id, judge);
    uint32_t either[2] = {sy_lower_const(l, said == TRUTH_TRUE ? GATE_TRUE : GATE_FALSE, 0), eq};
    return sy_lower_list(l, GATE_OR, either, 2, 0);
}

// What inferences and assumptions make of it: each antecedent is another way to hold.
static void implied(Lowered *l, EntityId id, Read read, GateList *out)
{
    Tree *t = l->world->tree;
    for (ptrdiff_t i = 1; i < t->assumes.len; i++) {
        const Assume *a = &t->assumes.p[i];
        const Name *n = &t->names.p[a->name];
        const Entry *e = &t->entries.p[a->entry];
        bool struck = l->world->query.struck && l->world->query.struck[a->entry];
        if (a->kind != ASSUME_IMPLIES || n->ref_kind != REF_ENTITY || n->ref != id.v || e->broken ||
            struck || !sy_entry_counts(l->world->model, l->world->query.choices, e)) {
            continue;
        }
        EntityId own = l->own;
        l->own = (EntityId){0};
        uint32_t g = sy_lower_read(l, a->cond, read);
        l->own = own;
        vec_push(l->arena, out, g);
    }
}

static uint32_t fact_text(Lowered *l, EntityId id)
{
    uint8_t truth = l->record->facts[id.v].truth;
    return sy_lower_const(l,
                          truth == TRUTH_TRUE    ? GATE_TRUE
                          : truth == TRUTH_FALSE ? GATE_SHOWN
                                                 : GATE_FALSE,
                          0);
}

static uint32_t definition_make(Lowered *l, EntityId id, Read read)
{
    uint32_t kind = sy_entity(l->world->model, id)->kind;
    uint32_t text = kind == ENTRY_CONDITION || kind == ENTRY_GOAL ? condition_text(l, id, read)
                    : kind == ENTRY_TRIGGER                       ? trigger_text(l, id, read)
                    : kind == ENTRY_SIGNING                       ? part_of_signing(l, id, read)
                    : kind == ENTRY_FACT || kind == ENTRY_EVENT   ? fact_text(l, id)
                                                                : sy_lower_const(l, GATE_FALSE, 0);
    GateList ways = {0};
    implied(l, id, read, &ways);
    if (ways.len == 0) {
        return text;
    }
    uint32_t other = ways.len == 1 ? ways.p[0] : sy_lower_list(l, GATE_OR, ways.p, ways.len, 0);
    uint32_t both[2] = {text, other};
    uint32_t either = sy_lower_list(l, GATE_OR, both, 2, 0);
    bool fact = kind == ENTRY_FACT || kind == ENTRY_EVENT;
    if (!fact || l->gates.p[text].kind != GATE_SHOWN) {
        return either;
    }
    // said to be false, and nothing implies it: shown false
    uint32_t none = sy_lower_dual(l, other);
    return sy_lower_gate(l, (Gate){.kind = GATE_OUT, .read = READ_WITH, .a = either, .b = none}, 0);
}

// A definition is looked through: its gate, made once for each way of reading it.
static uint32_t definition(Lowered *l, EntityId id, Read read)
{
    if (sy_world_given(l->world, (Ref){REF_ENTITY, id.v})) {
        return sy_lower_const(l, GATE_TRUE, 0);
    }
    bool is_new;
    bool keep = l->nsigning == 0;
    uint64_t key = (uint64_t)id.v << 8 | (uint64_t)read << 1 | (keep ? 0 : 1);
    ptrdiff_t at = sy_intmap_add(&l->definitions, key, &is_new);
    if (is_new) {
        vec_push(l->arena, &l->definition_gate, UINT32_MAX);
    }
    uint32_t known = l->definition_gate.p[at];
    if (known == UINT32_MAX - 1 ||
        l->definition_depth > DEFINITION_LEVELS_LIMIT) { // being made: no way around
        l->tainted = true;
        return sy_lower_const(l, GATE_FALSE, 0);
    }
    if (known != UINT32_MAX) {
        return known;
    }
    bool outer = l->tainted;
    l->tainted = false;
    l->definition_gate.p[at] = UINT32_MAX - 1;
    l->definition_depth++;
    uint32_t gate = definition_make(l, id, read);
    l->definition_depth--;
    bool clean = keep && (!l->tainted || l->definition_depth == 0);
    l->definition_gate.p[at] = clean ? gate : UINT32_MAX;
    l->tainted = (outer || l->tainted) && l->definition_depth > 0;
    return gate;
}

// ---------------------------------------------------------------- names

static uint32_t step_const(Lowered *l, uint32_t step, uint32_t cond)
{
    bool is = sy_world_given(l->world, (Ref){REF_STEP, step});
    l->world->leans = true;
    if (!is) {
        StepState s = sy_world_step(l->world, step, l->record->as_of);
        is = s.state == STATE_DONE || s.state == STATE_LATE;
    }
    return sy_lower_const(l, is ? GATE_TRUE : GATE_FALSE, cond);
}

static uint32_t fact_ends(Lowered *l, EntityId id, uint32_t cond)
{
    ptrdiff_t at = sy_intmap_find(&l->record->finding_of, id.v);
    bool was = false;
    for (ptrdiff_t i = 0; at >= 0 && i < l->record->findings.p[at].len; i++) {
        was = was || l->record->findings.p[at].p[i].truth == TRUTH_TRUE;
    }
    bool ended = was && l->record->facts[id.v].truth == TRUTH_FALSE &&
                 !sy_world_given(l->world, (Ref){REF_ENTITY, id.v});
    return sy_lower_const(l, ended ? GATE_TRUE : GATE_FALSE, cond);
}

uint32_t sy_lower_ref(Lowered *l, Ref r, Edge edge, Read read, uint32_t cond)
{
    if (r.kind == REF_PROMISE) {
        return promise_leaf(l, (PromiseId){r.id}, read, cond);
    }
    if (r.kind == REF_STEP) {
        return step_const(l, r.id, cond);
    }
    if (r.kind != REF_ENTITY) {
        return sy_lower_const(l, GATE_FALSE, cond);
    }
    EntityId id = {r.id};
    uint32_t kind = sy_entity(l->world->model, id)->kind;
    if (kind == ENTRY_FACT && edge == EDGE_ENDS) {
        return fact_ends(l, id, cond);
    }
    uint32_t gate = definition(l, id, read);
    return sy_lower_list(l, GATE_AND, &gate, 1, cond); // under its name
}

uint32_t sy_lower_thing(Lowered *l, Ref r)
{
    return sy_lower_ref(l, r, EDGE_NONE, READ_BARE, 0);
}

// Not one of the ways in which inferences and assumptions make it so.
static uint32_t unimplied(Lowered *l, EntityId id, Read read, GateList *no)
{
    GateList ways = {0};
    implied(l, id, read, &ways);
    for (ptrdiff_t i = 0; i < ways.len; i++) {
        uint32_t d = sy_lower_dual(l, ways.p[i]);
        vec_push(l->arena, no, d);
    }
    return sy_lower_list(l, GATE_AND, no->p, no->len, 0);
}

// The texts of a definition are shown false; *out_any: it has some.
static uint32_t texts_no(Lowered *l, EntityId id, Read read, bool *out_any)
{
    bool trigger = sy_entity(l->world->model, id)->kind == ENTRY_TRIGGER;
    uint32_t i = 0, truth;
    GateList kids = {0};
    *out_any = true;
    if (!trigger && last_finding(l, id, &truth) && (truth == TRUTH_TRUE || truth == TRUTH_FALSE)) {
        return sy_lower_const(l, truth == TRUTH_FALSE ? GATE_TRUE : GATE_FALSE, 0);
    }
    EntityId own = l->own;
    Ref about = l->about;
    l->definition_depth++;
    for (const Clause *c; (c = sy_entity_clause(l->world->model, l->world->query.choices, id,
                                                trigger ? CL_WHEN : CL_MEANS, &i));) {
        l->own = sy_entity(l->world->model, id)->member;
        l->about = (Ref){REF_ENTITY, id.v};
        uint32_t g = sy_lower_no(l, c->x, read);
        vec_push(l->arena, &kids, g);
    }
    l->definition_depth--;
    l->own = own;
    l->about = about;
    *out_any = kids.len > 0;
    return sy_lower_list(l, GATE_AND, kids.p, kids.len, 0);
}

// A judge or a vote that has not said so: voices are true or false.
static bool not_found(Lowered *l, EntityId id, bool *out_settled)
{
    const World *w = l->world;
    uint32_t i = 0, k = 0;
    const Clause *judge = sy_entity_clause(w->model, w->query.choices, id, CL_JUDGED, &i);
    const Clause *rule = sy_entity(w->model, id)->kind == ENTRY_TRIGGER
                             ? sy_entity_clause(w->model, w->query.choices, id, CL_DECIDED, &k)
                             : NULL;
    bool trigger = sy_entity(w->model, id)->kind == ENTRY_TRIGGER;
    *out_settled = judge && judge_said(l, id, judge) == TRUTH_TRUE;
    bool judged = !judge || (trigger && decided_by_each(l, judge)) ||
                  l->gates.p[found(l, id, judge, true)].kind == GATE_TRUE;
    bool decided = !rule || decided_by_each(l, rule) ||
                   l->gates.p[found(l, id, rule, false)].kind == GATE_TRUE;
    return !judged || !decided;
}

static uint32_t definition_no(Lowered *l, EntityId id, Read read, uint32_t cond)
{
    bool any, settled, silent = not_found(l, id, &settled);
    if (settled) {
        return sy_lower_const(l, GATE_FALSE, cond);
    }
    GateList no = {0};
    uint32_t text = texts_no(l, id, read, &any);
    if (!any && !silent) {
        return sy_lower_dual(l, sy_lower_ref(l, (Ref){REF_ENTITY, id.v}, EDGE_NONE, read, cond));
    }
    if (!silent) {
        vec_push(l->arena, &no, text);
    }
    return unimplied(l, id, read, &no);
}

// Shown false: a fact said to be false that nothing implies; a definition whose text is, or whose
// judge is silent; a promise that does not stand.
uint32_t sy_lower_ref_no(Lowered *l, Ref r, Read read, uint32_t cond)
{
    uint32_t kind = r.kind == REF_ENTITY ? sy_entity(l->world->model, (EntityId){r.id})->kind : 0;
    bool given = sy_world_given(l->world, r);
    if (kind == ENTRY_FACT || kind == ENTRY_EVENT) {
        GateList none = {0};
        bool no = l->record->facts[r.id].truth == TRUTH_FALSE && !given;
        return no ? unimplied(l, (EntityId){r.id}, read, &none)
                  : sy_lower_const(l, GATE_FALSE, cond);
    }
    bool defined = kind == ENTRY_CONDITION || kind == ENTRY_GOAL || kind == ENTRY_TRIGGER;
    if (!defined || given || l->definition_depth > 60) {
        return sy_lower_dual(l, sy_lower_ref(l, r, EDGE_NONE, read, cond));
    }
    return definition_no(l, (EntityId){r.id}, read, cond);
}

// ---------------------------------------------------------------- conditions

static Ref first_ref(Lowered *l, const Cond *c)
{
    return sy_model_ref(l->world->model, sy_name(l->world->model, c->names, 0), l->own);
}

static uint32_t kids_of(Lowered *l, uint32_t cond, Read read, bool no)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    ptrdiff_t from = l->stack.len;
    for (uint32_t k = c->first; k; k = l->world->tree->conds.p[k].next) {
        uint32_t g = no ? sy_lower_no(l, k, read) : sy_lower_read(l, k, read);
        vec_push(l->arena, &l->stack, g);
    }
    bool all = (c->kind == COND_AND) != no;
    return sy_lower_pop(l, all ? GATE_AND : GATE_OR, from, cond);
}

static uint32_t negation(Lowered *l, uint32_t cond) // `after` and `with` before it say nothing
{
    uint32_t kid = l->world->tree->conds.p[cond].first;
    uint32_t holds = sy_lower_read(l, kid, READ_BARE), no = sy_lower_no(l, kid, READ_BARE);
    return sy_lower_gate(l, (Gate){.kind = GATE_OUT, .a = no, .b = holds}, cond);
}

static uint32_t voice(Lowered *l, uint32_t cond)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    Ref who = first_ref(l, c);
    bool said = who.kind == REF_ENTITY &&
                sy_record_says(l->world, l->record, (EntityId){who.id}, (Voice)c->voice, l->about);
    return sy_lower_const(l, said ? GATE_TRUE : GATE_FALSE, cond);
}

static uint32_t anything(Lowered *l, uint32_t cond, Read read)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    VEC(uint32_t) kids = {0};
    for (uint32_t i = 0; i < c->names.count; i++) {
        Ref r = sy_model_ref(l->world->model, sy_name(l->world->model, c->names, i), l->own);
        Promises list = {0};
        sy_lower_party_promises(l, (EntityId){r.id}, &list);
        for (ptrdiff_t k = 0; k < list.len; k++) {
            uint32_t g = promise_leaf(l, list.p[k], read, cond);
            vec_push(l->arena, &kids, g);
        }
    }
    return sy_lower_list(l, GATE_OR, kids.p, kids.len, cond);
}

bool sy_record_measured(World *w, const Record *r, EntityId measure, Qty *out)
{
    bool known = false;
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        const Sentence *s = &w->tree->sentences.p[r->live.p[i]];
        if (s->verb == VERB_IS && s->qty && sy_name(w->model, s->subject, 0)->ref == measure.v) {
            *out = w->tree->qtys.p[s->qty];
            known = true;
        }
    }
    for (ptrdiff_t i = 1; !known && i < w->tree->assumes.len; i++) {
        const Assume *a = &w->tree->assumes.p[i];
        if (a->kind == ASSUME_IS && a->qty && w->tree->names.p[a->name].ref == measure.v &&
            !(w->query.struck && w->query.struck[a->entry])) {
            *out = w->tree->qtys.p[a->qty];
            known = true;
        }
    }
    return known && !out->unstated;
}

static uint32_t measure(Lowered *l, uint32_t cond)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    Ref r = first_ref(l, c);
    Qty have, want = l->world->tree->qtys.p[c->extra];
    if (r.kind != REF_ENTITY || want.unstated ||
        !sy_record_measured(l->world, l->record, (EntityId){r.id}, &have)) {
        return sy_lower_const(l, GATE_FALSE, cond);
    }
    bool yes = c->compare == CMP_LEAST   ? have.low >= want.low
               : c->compare == CMP_MOST  ? have.high <= want.low
               : c->compare == CMP_ABOVE ? have.low > want.low
                                         : have.high < want.low;
    bool no = c->compare == CMP_LEAST   ? have.high < want.low
              : c->compare == CMP_MOST  ? have.low > want.low
              : c->compare == CMP_ABOVE ? have.high <= want.low
                                        : have.low >= want.low;
    return sy_lower_const(l, yes ? GATE_TRUE : no ? GATE_SHOWN : GATE_FALSE, cond);
}

uint32_t sy_lower_read(Lowered *l, uint32_t cond, Read read)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    switch ((CondKind)c->kind) {
    case COND_AND:
    case COND_OR: return kids_of(l, cond, read, false);
    case COND_NOT: return negation(l, cond);
    case COND_AFTER: return sy_lower_read(l, c->first, READ_AFTER);
    case COND_WITH: return sy_lower_read(l, c->first, READ_WITH);
    case COND_ATOM: return sy_lower_ref(l, first_ref(l, c), (Edge)c->edge, read, cond);
    case COND_VOICE: return voice(l, cond);
    case COND_ANYTHING: return anything(l, cond, read);
    case COND_IS: return sy_lower_is(l, first_ref(l, c), c->word, cond, read);
    case COND_MEASURE: return measure(l, cond);
    case COND_ALL:
    case COND_ANY:
    case COND_NONE_OF:
    case COND_MAJORITY:
    case COND_COUNT:
    case COND_WEIGHT:
    case COND_SUM: return sy_lower_counted(l, cond, read);
    case COND_BEFORE:
    case COND_WITHIN: return sy_lower_in_time(l, cond, read);
    case COND_ERROR:
    case COND_STEP:
    case COND_EVENTS: break;
    }
    return sy_lower_const(l, GATE_FALSE, cond);
}

uint32_t sy_lower_no(Lowered *l, uint32_t cond, Read read)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    switch ((int)c->kind) {
    case COND_AND:
    case COND_OR: return kids_of(l, cond, read, true);
    case COND_NOT: return sy_lower_read(l, c->first, READ_BARE);
    case COND_AFTER: return sy_lower_no(l, c->first, READ_AFTER);
    case COND_WITH: return sy_lower_no(l, c->first, READ_WITH);
    case COND_BEFORE:
    case COND_WITHIN: return sy_lower_in_time_no(l, cond, read);
    case COND_ATOM:
        if (c->edge == EDGE_ENDS) {
            break;
        }
        return sy_lower_ref_no(l, first_ref(l, c), read, cond);
    case COND_IS: return sy_lower_is_no(l, cond, read);
    case COND_MEASURE: {
        uint32_t g = measure(l, cond);
        return sy_lower_const(l, l->gates.p[g].kind == GATE_SHOWN ? GATE_TRUE : GATE_FALSE, cond);
    }
    case COND_EVENTS: return sy_lower_const(l, GATE_FALSE, cond);
    case COND_ALL:
    case COND_ANY:
    case COND_NONE_OF:
    case COND_COUNT:
    case COND_MAJORITY:
    case COND_WEIGHT:
    case COND_SUM: return sy_lower_counted_no(l, cond, read);
    default: break;
    }
    return sy_lower_dual(l, sy_lower_read(l, cond, read));
}

uint32_t sy_lower_cond(Lowered *l, uint32_t cond, EntityId own, Ref about)
{
    l->own = own;
    l->about = about;
    return sy_lower_read(l, cond, READ_BARE);
}

// ---------------------------------------------------------------- the whole problem

void sy_lower_finish(Lowered *l)
{
    for (ptrdiff_t i = l->roots.len; i < l->atoms.len; i++) { // atoms appear as equations are made
        Equation e = sy_lower_equation(l, l->atoms.p[i]);
        vec_push(l->arena, &l->roots, e.root);
        vec_push(l->arena, &l->owns, e.own);
        vec_push(l->arena, &l->reasons, (uint8_t)e.reason);
        vec_push(l->arena, &l->refused_by, e.by);
    }
    l->problem = (FixProblem){.natoms = (uint32_t)l->atoms.len,
                              .roots = l->roots.p,
                              .ngates = (uint32_t)l->gates.len,
                              .gates = l->gates.p,
                              .nkids = (uint32_t)l->kids.len,
                              .kids = l->kids.p,
                              .ntallies = (uint32_t)l->tallies.len,
                              .tallies = l->tallies.p,
                              .nmembers = (uint32_t)l->members.len,
                              .members = l->members.p,
                              .weights = l->weights.p,
                              .strict = l->world->query.strict};
}
