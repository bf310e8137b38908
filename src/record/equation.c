// The equation of a promise, states and grades as conditions, conditions in time (section 7).
#include "record/lower.h"

// ---------------------------------------------------------------- one condition of a promise

static uint32_t rejected(Lowered *l, const Need *n)
{
    World *w = l->world;
    const Sentence *s = &w->tree->sentences.p[n->cond];
    const Entry *e = sy_sentence_entry(w, s);
    GateList parts = {0};
    if (n->form == NEED_WITHHELD) {
        uint32_t g = sy_lower_read(l, s->cond, READ_BARE);
        vec_push(w->arena, &parts, g);
    }
    uint32_t i = 0;
    for (const Clause *c; (c = sy_entry_clause(w->model, w->query.choices, e, CL_IF, &i));) {
        uint32_t g = sy_lower_read(l, c->x, READ_BARE);
        vec_push(w->arena, &parts, g);
    }
    uint32_t both = sy_lower_list(l, GATE_AND, parts.p, parts.len, 0);
    uint32_t out = sy_lower_out(l, both, s->cond);
    bool of_other = n->form == NEED_VETO && l->signed_beside;
    return of_other ? sy_lower_open(l, out, s->cond)
                    : out; // what is vetoed is refused, and may yet be given
}

static bool gives_for(EntityId owner, EntityId giver, const EntityList *members)
{
    bool gives = owner.v == giver.v;
    for (ptrdiff_t i = 0; i < members->len; i++) {
        gives = gives || owner.v == members->p[i].v;
    }
    return gives;
}

// What a demand asks for: any promise of the layer or act, of the one it is demanded from, if named.
static uint32_t wished(Lowered *l, const Need *n)
{
    Model *m = l->world->model;
    Ref r = sy_model_ref(m, &l->world->tree->names.p[n->cond], n->own);
    Promises list = {0};
    GateList kids = {0};
    EntityId giver = {0};
    EntityList members = {0};
    if (n->from) {
        giver.v = sy_model_ref(m, &l->world->tree->names.p[n->from], n->own).id;
        members = sy_model_members(l->arena, m, l->world->query.choices, giver);
        vec_push(l->arena, &list, sy_model_promise(m, giver, (EntityId){r.id}, false));
    }
    sy_lower_layer_members(l, (EntityId){r.id}, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        bool again = giver.v && i > 0 && list.p[i].v == list.p[0].v;
        if (again || (giver.v && !gives_for(m->promises.p[list.p[i].v].owner, giver, &members))) {
            continue;
        }
        uint32_t g = sy_lower_ref(l, (Ref){REF_PROMISE, list.p[i].v}, EDGE_NONE, READ_BARE, 0);
        vec_push(l->arena, &kids, g);
    }
    return sy_lower_list(l, GATE_OR, kids.p, kids.len, 0);
}

static uint32_t need_gate(Lowered *l, const Need *n)
{
    l->own = n->own;
    switch ((NeedForm)n->form) {
    case NEED_COND: return sy_lower_read(l, n->cond, (Read)n->read);
    case NEED_OUT: return sy_lower_out(l, sy_lower_read(l, n->cond, READ_BARE), n->cond);
    case NEED_NAME: {
        Ref r = sy_model_ref(l->world->model, &l->world->tree->names.p[n->cond], n->own);
        return sy_lower_ref(l, r, EDGE_NONE, READ_WITH, 0);
    }
    case NEED_WISH: return wished(l, n);
    case NEED_WITHHELD:
    case NEED_VETO: return rejected(l, n);
    }
    return sy_lower_const(l, GATE_FALSE, 0);
}

// Onto the stack.
static void assumed_needs(Lowered *l, PromiseId p)
{
    Tree *t = l->world->tree;
    for (ptrdiff_t i = 1; i < t->assumes.len; i++) {
        const Assume *a = &t->assumes.p[i];
        const Name *n = &t->names.p[a->name];
        bool struck = l->world->query.struck && l->world->query.struck[a->entry];
        if (a->kind == ASSUME_NEEDS && n->ref_kind == REF_PROMISE && n->ref == p.v && !struck &&
            !t->entries.p[a->entry].broken &&
            sy_entry_counts(l->world->model, l->world->query.choices, &t->entries.p[a->entry])) {
            l->own = (EntityId){0};
            uint32_t g = sy_lower_read(l, a->cond, READ_BARE);
            vec_push(l->arena, &l->stack, g);
        }
    }
}

// Was the gate made for this condition alone, so that it can stand for it? Lists and counts are;
// what a name leads to is shared.
static bool is_own_gate(const Lowered *l, uint32_t gate, ptrdiff_t made_from, const Need *n)
{
    if (n->form != NEED_COND || gate < made_from || l->sources.p[gate].need) {
        return false;
    }
    CondKind kind = (CondKind)l->world->tree->conds.p[sy_cond_core(l->world->model, n->cond)].kind;
    return (kind == COND_AND || kind == COND_OR || kind == COND_COUNT || kind == COND_SUM) &&
           (l->gates.p[gate].kind == GATE_AND || l->gates.p[gate].kind == GATE_OR);
}

uint32_t sy_lower_need_gate(const Lowered *l, uint32_t gate)
{
    const Gate *g = &l->gates.p[gate];
    return l->sources.p[gate].cond ? gate : l->kids.p[g->a];
}

// Onto the stack.
static void needs_gates(Lowered *l, const Position *q)
{
    l->about = (Ref){REF_PROMISE, q->promise.v};
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        ptrdiff_t made_from = l->gates.len;
        uint32_t g = need_gate(l, &q->needs.p[i]);
        // a gate of its own, so that the condition is known again by its place in the list
        uint32_t mine =
            is_own_gate(l, g, made_from, &q->needs.p[i]) ? g : sy_lower_list(l, GATE_AND, &g, 1, 0);
        l->sources.p[mine].need = (uint32_t)i + 1;
        vec_push(l->arena, &l->stack, mine);
    }
    l->own = (EntityId){0};
}

// ---------------------------------------------------------------- plainly out

static Reason by_grade(const World *w, const Position *q)
{
    Grade floor = w->query.at > GRADE_FLOATED ? w->query.at
                  : w->query.at               ? GRADE_FLOATED
                                              : GRADE_OPEN;
    Grade g = q ? (Grade)q->grade : GRADE_NONE;
    if (g == GRADE_NONE || g == GRADE_UNSPECIFIED) {
        return REASON_UNSAID;
    }
    if (g == GRADE_RULED_OUT) {
        return REASON_REFUSED;
    }
    return g < floor ? REASON_FLOATED : REASON_NONE;
}

static Reason plainly_out(Lowered *l, PromiseId p, const Position *q, PromiseId *by)
{
    World *w = l->world;
    if (q && sy_position_declined(q)) {
        return REASON_DECLINED;
    }
    if (sy_position_refused_by_whole(w, l->record, p, by)) {
        return REASON_WHOLE;
    }
    if (q && q->grade == GRADE_DELIVERED) {
        return REASON_NONE;
    }
    const Term *end = q ? sy_position_term(q, TERM_END) : NULL;
    w->leans = w->leans || end;
    bool over = end && sy_position_is_over(w, q, l->record->as_of);
    Reason grade = by_grade(w, q);
    bool of_refusal = over && w->tree->sentences.p[end->sentence].grade == GRADE_RULED_OUT;
    return over && (grade == REASON_NONE || of_refusal) ? REASON_OVER : grade;
}

// ---------------------------------------------------------------- signings

static bool together_with(const World *w, PromiseId p)
{
    for (ptrdiff_t i = 0; i < w->query.together.len; i++) {
        if (w->query.together.p[i].kind == REF_PROMISE && w->query.together.p[i].id == p.v) {
            return true;
        }
    }
    return false;
}

EntityId sy_lower_signing_of(World *w, PromiseId p)
{
    if (!w->signings_known) {
        w->signings_known = true;
        w->signing_of = sy_intmap_new(w->arena);
        for (uint32_t i = 1; i < (uint32_t)w->model->entities.len; i++) {
            const Entity *x = &w->model->entities.p[i];
            uint32_t k = 0;
            const Clause *of =
                x->kind == ENTRY_SIGNING &&
                        sy_entry_counts(w->model, w->query.choices, &w->tree->entries.p[x->entry])
                    ? sy_entity_clause(w->model, w->query.choices, (EntityId){i}, CL_OF, &k)
                    : NULL;
            for (uint32_t n = 0; of && n < of->names.count; n++) {
                bool is_new;
                sy_intmap_add(&w->signing_of, sy_name(w->model, of->names, n)->ref, &is_new);
                if (is_new) {
                    vec_push(w->arena, &w->signings, (EntityId){i});
                }
            }
        }
    }
    ptrdiff_t at = sy_intmap_find(&w->signing_of, p.v);
    return at < 0 ? (EntityId){0} : w->signings.p[at];
}

static void signing_members(World *w, EntityId signing, Promises *out)
{
    uint32_t k = 0;
    const Clause *of = sy_entity_clause(w->model, w->query.choices, signing, CL_OF, &k);
    for (uint32_t n = 0; of && n < of->names.count; n++) {
        const Name *name = sy_name(w->model, of->names, n);
        if (name->ref_kind == REF_PROMISE) {
            vec_push(w->arena, out, (PromiseId){name->ref});
        }
    }
}

static uint32_t own_equation(Lowered *l, PromiseId p, Reason *reason, PromiseId *by)
{
    const Position *q = sy_record_position(l->record, p);
    *reason = plainly_out(l, p, q, by);
    ptrdiff_t from = l->stack.len;
    if (*reason == REASON_NONE && q && q->grade != GRADE_DELIVERED) {
        needs_gates(l, q);
    }
    if (*reason != REASON_NONE) {
        uint32_t no = sy_lower_const(l, *reason == REASON_OVER ? GATE_SHOWN : GATE_FALSE, 0);
        vec_push(l->arena, &l->stack, no);
    }
    assumed_needs(l, p);
    return sy_lower_pop(l, GATE_AND, from, 0);
}

static void add_together(Lowered *l, Promises *group)
{
    const RefList *list = &l->world->query.together;
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i].kind == REF_PROMISE) {
            vec_push(l->arena, group, (PromiseId){list->p[i].id});
        }
    }
}

// What p needs, the promises of `group` and those it is to be signed with read in C.
static Equation needs_equation(Lowered *l, Promises group, PromiseId p)
{
    Promises read = {0};
    for (ptrdiff_t i = 0; i < group.len; i++) {
        vec_push(l->arena, &read, group.p[i]);
    }
    if (together_with(l->world, p)) {
        add_together(l, &read);
    }
    Equation e = {0};
    l->signing = read.p;
    l->nsigning = read.len;
    e.root = e.own = own_equation(l, p, &e.reason, &e.by);
    l->nsigning = 0;
    return e;
}

// P and Q each need what both need and the `if` of the signing, and are out if either is.
static Equation signed_equation(Lowered *l, EntityId signing, PromiseId p)
{
    World *w = l->world;
    Promises group = {0};
    signing_members(w, signing, &group);
    GateList parts = {0};
    Equation out = {0};
    for (ptrdiff_t i = 0; i < group.len; i++) {
        l->signed_beside = group.p[i].v != p.v;
        Equation one = needs_equation(l, group, group.p[i]);
        vec_push(w->arena, &parts, one.root);
        if (group.p[i].v == p.v) {
            out = one;
        }
    }
    l->signed_beside = false;
    uint32_t k = 0;
    l->about = (Ref){REF_ENTITY, signing.v};
    l->signing = group.p;
    l->nsigning = group.len;
    for (const Clause *c; (c = sy_entity_clause(w->model, w->query.choices, signing, CL_IF, &k));) {
        uint32_t g = sy_lower_read(l, c->x, READ_BARE);
        vec_push(w->arena, &parts, g);
    }
    l->nsigning = 0;
    out.root = sy_lower_list(l, GATE_AND, parts.p, parts.len, 0);
    return out;
}

Equation sy_lower_equation(Lowered *l, PromiseId p)
{
    World *w = l->world;
    if (sy_world_given(w, (Ref){REF_PROMISE, p.v})) {
        uint32_t yes = sy_lower_const(l, GATE_TRUE, 0);
        return (Equation){.root = yes, .own = yes};
    }
    EntityId signing = sy_lower_signing_of(w, p);
    if (signing.v && sy_record_grade(l->record, p) != GRADE_DELIVERED) { // done is done
        return signed_equation(l, signing, p);
    }
    return needs_equation(l, (Promises){0}, p);
}

// ---------------------------------------------------------------- grades and states as conditions

static uint32_t truth_const(Lowered *l, bool yes, uint32_t cond)
{
    return sy_lower_const(l, yes ? GATE_TRUE : GATE_FALSE, cond);
}

static bool grade_reached(const Record *r, PromiseId p, Grade want)
{
    Grade g = sy_record_grade(r, p);
    return want == GRADE_RULED_OUT ? g == GRADE_RULED_OUT : g >= want && g != GRADE_RULED_OUT;
}

static bool step_is(StepState s, State want)
{
    return s.state == want || (want == STATE_DUE && s.state == STATE_OPEN) ||
           (want == STATE_DONE && s.state == STATE_LATE) ||
           (want == STATE_WAITING && s.state == STATE_NONE) ||
           (want == STATE_BROKEN && s.state == STATE_MISSED);
}

static void whens(Lowered *l, const Position *q, bool out, GateList *parts)
{
    const Term *t = sy_position_term(q, TERM_WHEN);
    if (!t) {
        return;
    }
    EntityId own = l->own;
    Ref about = l->about;
    l->own = t->own;
    l->about = (Ref){REF_PROMISE, q->promise.v};
    uint32_t g = sy_lower_read(l, l->world->tree->clauses.p[t->clause].x, READ_BARE);
    uint32_t use = out ? sy_lower_dual(l, g) : g;
    vec_push(l->arena, parts, use);
    l->own = own;
    l->about = about;
}

// Owed now: it stands, its `when` holds, its start has come, its time is not over, it is not done.
static uint32_t due(Lowered *l, PromiseId p, uint32_t cond, Read read)
{
    static const Position nothing;
    const Position *q = sy_record_position(l->record, p);
    Ref event = {0};
    if (!sy_position_time_is_on(l->world, q ? q : &nothing, l->record->as_of, &event)) {
        return truth_const(l, false, cond);
    }
    GateList parts = {0};
    uint32_t atom = sy_lower_ref(l, (Ref){REF_PROMISE, p.v}, EDGE_NONE, read, cond);
    vec_push(l->arena, &parts, atom);
    if (q) {
        whens(l, q, false, &parts);
    }
    if (event.kind) {
        uint32_t g = sy_lower_ref(l, event, EDGE_NONE, read, cond);
        vec_push(l->arena, &parts, g);
    }
    // what is not due today may be due tomorrow
    return sy_lower_open(l, sy_lower_list(l, GATE_AND, parts.p, parts.len, cond), cond);
}

// As `not Q`, or its `when` no more, where Q was due before.
static uint32_t released(Lowered *l, PromiseId p, uint32_t cond, Read read)
{
    const Position *q = sy_record_position(l->record, p);
    uint32_t past = sy_promise_past(l->world, p, l->record->as_of);
    bool over = q && sy_position_is_over(l->world, q, l->record->as_of);
    if (!(past & PAST_WAS_DUE) || over || (past & (PAST_DELIVERED | PAST_MISSED))) {
        return truth_const(l, false, cond);
    }
    GateList ways = {0};
    uint32_t atom = sy_lower_ref(l, (Ref){REF_PROMISE, p.v}, EDGE_NONE, read, cond);
    uint32_t gone = sy_lower_dual(l, atom);
    vec_push(l->arena, &ways, gone);
    if (q) {
        whens(l, q, true, &ways);
    }
    return sy_lower_list(l, GATE_OR, ways.p, ways.len, cond);
}

static uint32_t state_is(Lowered *l, PromiseId p, State s, uint32_t cond, Read read)
{
    switch (s) {
    case STATE_DUE: return due(l, p, cond, read);
    case STATE_RELEASED: return released(l, p, cond, read);
    case STATE_LATE:
        return truth_const(l, sy_promise_past(l->world, p, l->record->as_of) & PAST_LATE, cond);
    case STATE_MISSED:
        return truth_const(l, sy_promise_past(l->world, p, l->record->as_of) & PAST_MISSED, cond);
    case STATE_BROKEN:
        return truth_const(l, sy_promise_past(l->world, p, l->record->as_of) & PAST_BROKEN, cond);
    case STATE_NONE:
    case STATE_WAITING:
    case STATE_OPEN:
    case STATE_DONE:
    case STATE_DELIVERED: break;
    }
    return truth_const(l, false, cond);
}

static uint32_t choice_is(Lowered *l, EntityId id, Sym option, uint32_t cond)
{
    Sym now = sy_choice_of(l->world->model, l->world->query.choices, id);
    if (!now.v) {
        now = l->record->options[id.v];
    }
    return sy_lower_const(l, now.v == option.v ? GATE_TRUE : now.v ? GATE_SHOWN : GATE_FALSE, cond);
}

uint32_t sy_lower_is(Lowered *l, Ref r, Sym word, uint32_t cond, Read read)
{
    uint32_t kind = r.kind == REF_ENTITY ? sy_entity(l->world->model, (EntityId){r.id})->kind : 0;
    if (kind == ENTRY_READING || kind == ENTRY_VERSION || kind == ENTRY_DECISION) {
        return choice_is(l, (EntityId){r.id}, word, cond);
    }
    if (word.v == W_TRUE) {
        return sy_lower_ref(l, r, EDGE_NONE, read, cond);
    }
    if (word.v == W_FALSE || word.v == W_UNKNOWN) {
        uint32_t no = sy_lower_ref_no(l, r, read, cond);
        if (word.v == W_FALSE) {
            return no;
        }
        uint32_t yes = sy_lower_ref(l, r, EDGE_NONE, read, cond);
        uint32_t neither[2] = {sy_lower_dual(l, yes), sy_lower_dual(l, no)};
        return sy_lower_list(l, GATE_AND, neither, 2, cond);
    }
    l->world->leans = true;
    if (r.kind == REF_STEP) {
        StepState s = sy_world_step(l->world, r.id, l->record->as_of);
        return truth_const(l, step_is(s, sy_state_find(word)), cond);
    }
    if (r.kind != REF_PROMISE) {
        return truth_const(l, false, cond);
    }
    Grade g = sy_grade_find(word);
    PromiseId p = {r.id};
    return g ? truth_const(l, grade_reached(l->record, p, g), cond)
             : state_is(l, p, sy_state_find(word), cond, read);
}

uint32_t sy_lower_is_no(Lowered *l, uint32_t cond, Read read)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    Ref r = sy_model_ref(l->world->model, sy_name(l->world->model, c->names, 0), l->own);
    uint32_t g = sy_lower_is(l, r, c->word, cond, read);
    uint32_t kind = r.kind == REF_ENTITY ? sy_entity(l->world->model, (EntityId){r.id})->kind : 0;
    if (kind == ENTRY_READING || kind == ENTRY_VERSION || kind == ENTRY_DECISION) {
        return truth_const(l, l->gates.p[g].kind == GATE_SHOWN, cond);
    }
    if (c->word.v == W_TRUE) {
        return sy_lower_ref_no(l, r, read, cond);
    }
    if (c->word.v == W_FALSE) {
        return sy_lower_ref(l, r, EDGE_NONE, read, cond);
    }
    return sy_lower_dual(l, g);
}

// ---------------------------------------------------------------- in time

typedef struct Window {
    Mom from, to; // MOM_NONE: open, or not known
    bool strict;  // before: the end itself is too late
    bool known;
} Window;

static Window window_of(Lowered *l, const Cond *c)
{
    World *w = l->world;
    const CondArg *arg = &w->tree->args.p[c->extra];
    Mom as_of = l->record->as_of;
    Window v = {.from = MOM_NONE, .to = MOM_NONE};
    if (c->kind == COND_BEFORE) {
        const Time *time = &w->tree->times.p[arg->time];
        TimeAsk edge =
            time->kind == TIME_DATE ? ASK_EARLY : ASK_LATE; // a month as written: its first
        Mom t = sy_world_when(w, arg->time, l->own, edge, as_of);
        if (sy_mom_known(t) && time->kind == TIME_EVENT) { // the hour of an event, where known
            Mom exact =
                sy_world_since(w, sy_model_ref(w->model, &w->tree->names.p[time->name], l->own),
                               (Edge)time->edge, as_of);
            t = sy_mom_known(exact) ? exact : t;
        }
        v.known = sy_mom_known(t);
        v.to = v.known && !sy_mom_has_hour(t) ? sy_mom(sy_mom_day(t), 0) : t;
        v.strict = true;
        return v;
    }
    Mom base = sy_world_when(w, arg->time, l->own, ASK_DAY, as_of);
    const Dur *d = &w->tree->durs.p[arg->dur];
    if (!sy_mom_known(base) || d->unstated) {
        return v;
    }
    v.known = true;
    v.from = sy_mom(sy_mom_day(base), 0);
    v.to = sy_world_add(w, sy_world_when(w, arg->time, l->own, ASK_LATE, as_of), arg->dur, true);
    return v;
}

typedef enum Timely {
    TIMELY,      // it came in time, or may still come
    NOT_TIMELY,  // it came too late or too early, or the time is past
    TIMELY_OPEN, // of one day, and no hour: there is no telling
} Timely;

static Timely timely(Lowered *l, const Cond *c)
{
    World *w = l->world;
    Mom as_of = l->record->as_of;
    if (l->record_only || w->depth > 20) {
        return TIMELY;
    }
    w->leans = true;
    w->depth++;
    Window v = window_of(l, c);
    Mom came = v.known ? sy_world_became(w, c->first, l->own, l->about, as_of) : MOM_NONE;
    w->depth--;
    if (!v.known) {
        return TIMELY;
    }
    if (sy_mom_known(came)) {
        bool late = v.strict ? came >= v.to : came > v.to;
        bool early = v.from != MOM_NONE && came < v.from;
        bool same_day = late && v.strict && sy_mom_day(came) == sy_mom_day(v.to) &&
                        !(sy_mom_has_hour(came) && sy_mom_second(v.to) > 0);
        return same_day ? TIMELY_OPEN : late || early ? NOT_TIMELY : TIMELY;
    }
    bool past = as_of != MOM_ALWAYS && as_of > v.to;
    bool granted = past && sy_world_truth(w, c->first, l->own, l->about, as_of);
    return past && !granted ? NOT_TIMELY : TIMELY;
}

uint32_t sy_lower_in_time(Lowered *l, uint32_t cond, Read read)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    uint32_t inner = sy_lower_read(l, c->first, read);
    switch (timely(l, c)) {
    case TIMELY: return inner;
    case NOT_TIMELY: return sy_lower_const(l, GATE_SHOWN, cond);
    case TIMELY_OPEN: break;
    }
    return sy_lower_const(l, GATE_FALSE, cond);
}

uint32_t sy_lower_in_time_no(Lowered *l, uint32_t cond, Read read)
{
    const Cond *c = &l->world->tree->conds.p[cond];
    switch (timely(l, c)) {
    case TIMELY: return sy_lower_no(l, c->first, read);
    case NOT_TIMELY: return sy_lower_const(l, GATE_TRUE, cond);
    case TIMELY_OPEN: break;
    }
    return sy_lower_const(l, GATE_FALSE, cond);
}
