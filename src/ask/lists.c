#include "ask/lists.h"

#include "ask/circles.h"
#include "ask/combos.h"
#include "ask/lists_part.h"
#include "ask/spans.h"

const Sentence *sy_lists_sentence(const Lists *l, uint32_t index)
{
    return &l->w->tree->sentences.p[index];
}

Span sy_lists_place(const Lists *l, uint32_t sentence)
{
    const Sentence *s = sy_lists_sentence(l, sentence);
    return s->span.end ? s->span : sy_sentence_entry(l->w, s)->span;
}

bool sy_lists_is_new(Lists *l, DiagCode code, Span place, Str about, uint32_t more)
{
    Str key = sy_str_fmt(l->seen->arena, "%d %lu %lu %.*s", (int)code, (unsigned long)place.start,
                         (unsigned long)more, STR_ARG(about));
    bool fresh;
    sy_strmap_add(l->seen, key, &fresh);
    return fresh;
}

Str sy_lists_promise(const Lists *l, PromiseId p)
{
    return sy_promise_name(l->arena, l->w->model, p);
}

EntityId sy_lists_owner(const Lists *l, PromiseId p)
{
    return l->w->model->promises.p[p.v].owner;
}

Span sy_lists_need_place(const Lists *l, const Need *n)
{
    return n->clause ? l->w->tree->clauses.p[n->clause].span : sy_lists_place(l, n->sentence);
}

int sy_clause_form(const Clause *c)
{
    switch ((int)c->kind) {
    case CL_IF:
    case CL_AFTER:
    case CL_WITH:
    case CL_WHILE: return NEED_COND;
    case CL_UNLESS:
    case CL_FAILING: return NEED_OUT;
    case CL_UNTIL: return c->sub ? NEED_OUT : -1;
    default: return -1;
    }
}

static bool is_voiced(const Lists *l, PromiseId p)
{
    const Position *q = sy_record_position(l->r, p);
    return q && q->sentences.len > 0;
}

// ---------------------------------------------------------------- duties

static PromiseId duty(const Lists *l, const Step *s, EntityId who, bool some)
{
    const Tree *t = l->w->tree;
    if (s->deed.as) {
        const Name *n = &t->names.p[s->deed.as];
        return (PromiseId){n->ref_kind == REF_PROMISE ? n->ref : 0};
    }
    const Name *n = &t->names.p[s->deed.name];
    bool thing = s->deed.kind != DEED_STEP && n->ref_kind == REF_ENTITY;
    return thing ? sy_model_promise(l->w->model, who, (EntityId){n->ref}, some) : (PromiseId){0};
}

// A body needs no promise to decide by its rule.
static bool decides(const Lists *l, EntityId who)
{
    uint32_t i = 0;
    return sy_entity(l->w->model, who)->kind == ENTRY_BODY &&
           sy_entity_clause(l->w->model, l->w->query.choices, who, CL_DECIDED, &i);
}

// Those a step names, one by one where each of a group must.
static void step_parties(const Lists *l, const Step *s, Subjects *out)
{
    for (uint32_t i = 0; i < s->names.count; i++) {
        const Name *n = sy_name(l->w->model, s->names, i);
        EntityId who = {n->ref_kind == REF_ENTITY ? n->ref : 0};
        EntityList members = {0};
        if (who.v && (s->whose == WHOSE_EACH || s->whose == WHOSE_ANY)) {
            members = sy_model_members(l->arena, l->w->model, l->w->query.choices, who);
        }
        for (ptrdiff_t k = 0; k < members.len; k++) {
            vec_push(l->w->arena, out, (Subject){members.p[k], false});
        }
        if (who.v && members.len == 0) {
            vec_push(l->w->arena, out, (Subject){who, s->whose == WHOSE_SOME});
        }
    }
}

#define DUTIES_NAMED 4 // promises named in one note; of more, their number

static void say_duty(Lists *l, const Step *s)
{
    Subjects subs = {0};
    step_parties(l, s, &subs);
    Buf names = sy_buf_new(l->arena);
    ptrdiff_t n = 0, voiced = 0;
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        PromiseId p =
            decides(l, subs.p[i].who) ? (PromiseId){0} : duty(l, s, subs.p[i].who, subs.p[i].some);
        if (!p.v || is_voiced(l, p)) {
            voiced++;
        } else if (n++ < DUTIES_NAMED) {
            sy_buf_fmt(&names, "%s`%.*s`", n > 1 ? ", " : "", STR_ARG(sy_lists_promise(l, p)));
        }
    }
    if (n == 0 || (s->whose == WHOSE_ANY && voiced > 0) ||
        !sy_lists_is_new(l, D_N4007, s->span, (Str){0}, 0)) {
        return;
    }
    if (n > DUTIES_NAMED) {
        sy_buf_fmt(&names, " and %lld more", (long long)(n - DUTIES_NAMED));
    }
    Diag *d = sy_diag(l->diags, D_N4007, s->span,
                      "nobody has voiced %.*s, and this duty binds only "
                      "as far as that stands",
                      (int)names.len, names.p);
    sy_diag_help(l->diags, d, "write the sentence by which it was promised");
}

static void duties(Lists *l)
{
    const Tree *t = l->w->tree;
    for (ptrdiff_t i = 1; i < t->steps.len; i++) {
        const Step *s = &t->steps.p[i];
        const Entry *e = &t->entries.p[s->entry];
        if (s->must == STEP_MUST && !s->negated && e->kind == ENTRY_TRIGGER && !e->broken &&
            sy_model_guard(l->w->model, l->w->query.choices, s->guard) &&
            sy_entry_counts(l->w->model, l->w->query.choices, e)) {
            say_duty(l, s);
        }
    }
}

// ---------------------------------------------------------------- circles

static Str circle_names(const Lists *l, const Circles *c, uint32_t number)
{
    const Lowered *low = l->hold->lowered;
    Buf b = sy_buf_new(l->arena);
    for (uint32_t i = 0; i < low->problem.natoms; i++) {
        if (c->of[i] == number) {
            Str name = sy_lists_promise(l, low->atoms.p[i]);
            sy_buf_fmt(&b, "%s`%.*s`", b.len > 0 ? ", " : "", STR_ARG(name));
        }
    }
    return sy_buf_view(&b);
}

static void say_bare(Lists *l, const Circles *c, const CircleEdge *e, const Need *n)
{
    const PromiseId *atoms = l->hold->lowered->atoms.p;
    Str to = sy_lists_promise(l, atoms[e->to]), from = sy_lists_promise(l, atoms[e->from]);
    Span place = sy_lists_need_place(l, n);
    if (!sy_lists_is_new(l, D_N4008, place, from, atoms[e->to].v)) {
        return;
    }
    Diag *d = sy_diag(l->diags, D_N4008, place,
                      "`%.*s` needs `%.*s` on a circle, and nobody has said in which order",
                      STR_ARG(from), STR_ARG(to));
    sy_diag_note(l->diags, d, "the circle: %.*s", STR_ARG(circle_names(l, c, c->of[e->from])));
    sy_diag_help(l->diags, d, "if the text has an order, write `after` or `with`");
}

static void circles(Lists *l)
{
    if (!l->hold) {
        return;
    }
    const Lowered *low = l->hold->lowered;
    Circles c = sy_ask_circles(l->arena, low);
    for (ptrdiff_t i = 0; i < c.nedges; i++) {
        const CircleEdge *e = &c.edges[i];
        const Position *q = sy_record_position(l->r, low->atoms.p[e->from]);
        bool bare = e->read == READ_BARE && e->need && e->from != e->to;
        if (bare && c.of[e->from] && c.of[e->from] == c.of[e->to] && q &&
            (ptrdiff_t)e->need <= q->needs.len) {
            say_bare(l, &c, e, &q->needs.p[e->need - 1]);
        }
    }
}

// ---------------------------------------------------------------- facts and definitions

static EntityId subject_entity(const Lists *l, const Sentence *s)
{
    const Name *n = sy_name(l->w->model, s->subject, 0);
    return (EntityId){s->subject.count && n->ref_kind == REF_ENTITY ? n->ref : 0};
}

// Another value of that day; 0: none is found.
static uint32_t other_value(const Lists *l, uint32_t sentence)
{
    const Sentence *s = sy_lists_sentence(l, sentence);
    for (ptrdiff_t i = 0; i < l->r->live.len; i++) {
        uint32_t at = l->r->live.p[i];
        const Sentence *o = sy_lists_sentence(l, at);
        if (at != sentence && o->verb == VERB_IS && o->truth && o->truth != s->truth &&
            o->dates.late == s->dates.late && subject_entity(l, o).v == subject_entity(l, s).v) {
            return at;
        }
    }
    return 0;
}

static void double_values(Lists *l)
{
    for (ptrdiff_t i = 0; i < l->r->double_values.len; i++) {
        uint32_t sentence = l->r->double_values.p[i], other = other_value(l, sentence);
        Str name = sy_entity(l->w->model, subject_entity(l, sy_lists_sentence(l, sentence)))->name;
        Span place = sy_lists_place(l, sentence);
        if (!sy_lists_is_new(l, D_N4010, place, name, 0)) {
            continue;
        }
        Diag *d = sy_diag(l->diags, D_N4010, place,
                          "`%.*s` has two values of one day: it is unknown", STR_ARG(name));
        if (other) {
            sy_diag_label(l->diags, d, sy_lists_place(l, other), "the other");
        }
        sy_diag_help(l->diags, d, "add the hours, or take away what was an error");
    }
}

static void not_judged(Lists *l)
{
    for (ptrdiff_t i = 0; i < l->r->not_judged.len; i++) {
        uint32_t sentence = l->r->not_judged.p[i];
        EntityId id = subject_entity(l, sy_lists_sentence(l, sentence));
        Str name = sy_entity(l->w->model, id)->name;
        Span place = sy_lists_place(l, sentence);
        uint32_t k = 0;
        const Clause *judge = sy_entity_clause(l->w->model, l->w->query.choices, id, CL_JUDGED, &k);
        if (sy_lists_is_new(l, D_N4011, place, name, 0)) {
            Diag *d = sy_diag(l->diags, D_N4011, place,
                              "`%.*s` is not for this speaker to find: this is on record, and "
                              "does not count",
                              STR_ARG(name));
            if (judge) {
                sy_diag_label(l->diags, d, judge->span, "its judge");
            }
        }
    }
}

// What the text of a definition comes to by the record of the day asked, no word about it counted.
static Truth defined_value(const Lists *l, EntityId id)
{
    World *w = l->w;
    Arena *arena = sy_arena_new(sy_arena_budget(w->arena));
    Arena *scratch = sy_arena_new(sy_arena_budget(w->arena));
    Lowered *low = sy_lower_new(arena, w, l->r);
    EntityId own = sy_entity(w->model, id)->member;
    VEC(uint32_t) gates = {0};
    uint32_t i = 0;
    for (const Clause *c; (c = sy_entity_clause(w->model, w->query.choices, id, CL_MEANS, &i));) {
        uint32_t gate = sy_lower_cond(low, c->x, own, (Ref){REF_ENTITY, id.v});
        vec_push(arena, &gates, gate);
    }
    sy_lower_finish(low);
    const FixSolution *s = sy_fix_solve(arena, scratch, &low->problem);
    uint8_t *values = NEW_N(arena, uint8_t, low->problem.ngates);
    uint8_t *shown = NEW_N(arena, uint8_t, low->problem.ngates);
    sy_fix_values(&low->problem, s->low, s->low, s->high, values);
    sy_fix_shown(&low->problem, values, shown);
    bool any = false, none = gates.len > 0;
    for (ptrdiff_t k = 0; k < gates.len; k++) {
        any = any || values[gates.p[k]];
        none = none && shown[gates.p[k]];
    }
    sy_arena_free(scratch);
    sy_arena_free(arena);
    return any ? TRUTH_TRUE : none ? TRUTH_FALSE : TRUTH_UNKNOWN;
}

static void definitions(Lists *l)
{
    for (ptrdiff_t i = 0; i < l->r->findings.len; i++) {
        EntityId id = {(uint32_t)l->r->finding_of.keys[i]};
        const Entity *x = sy_entity(l->w->model, id);
        const Findings *f = &l->r->findings.p[i];
        if ((x->kind != ENTRY_CONDITION && x->kind != ENTRY_GOAL) || f->len == 0) {
            continue;
        }
        const Finding *last = &f->p[f->len - 1];
        Truth value = defined_value(l, id);
        bool settled = last->truth == TRUTH_TRUE || last->truth == TRUTH_FALSE;
        Span place = sy_lists_place(l, last->sentence);
        if (!settled || value == TRUTH_UNKNOWN || value == (Truth)last->truth ||
            !sy_lists_is_new(l, D_N4014, place, x->name, 0)) {
            continue;
        }
        Diag *d = sy_diag(l->diags, D_N4014, place,
                          "`%.*s` is %s by its definition: this word counts from here on",
                          STR_ARG(x->name), value == TRUTH_TRUE ? "true" : "false");
        sy_diag_label(l->diags, d, l->w->tree->entries.p[x->entry].span, "defined here");
        sy_diag_help(l->diags, d, "check the definition, or what was reported");
    }
}

// ---------------------------------------------------------------- groups as one

static void group_atom(Lists *l, const Name *n)
{
    PromiseId p = {n->ref_kind == REF_PROMISE ? n->ref : 0};
    const Entity *owner = sy_entity(l->w->model, sy_lists_owner(l, p));
    if (!p.v || owner->kind != ENTRY_GROUP || l->w->model->promises.p[p.v].some ||
        is_voiced(l, p)) {
        return;
    }
    Str name = sy_lists_promise(l, p);
    if (sy_lists_is_new(l, D_N4012, n->span, name, 0)) {
        Diag *d =
            sy_diag(l->diags, D_N4012, n->span,
                    "`%.*s` is the group's own promise, and nobody has voiced it", STR_ARG(name));
        sy_diag_help(l->diags, d, "if the members are meant, count them: `all of %.*s`, or `any`",
                     STR_ARG(name));
    }
}

static void group_atoms(Lists *l, uint32_t cond)
{
    const Tree *t = l->w->tree;
    const Cond *c = &t->conds.p[cond];
    if (c->kind == COND_ATOM || c->kind == COND_IS) {
        group_atom(l, sy_name(l->w->model, c->names, 0));
    }
    for (uint32_t k = c->first; cond && k; k = t->conds.p[k].next) {
        group_atoms(l, k); // the parser bounds the depth
    }
}

static bool has_condition(const Clause *c)
{
    return sy_clause_form(c) >= 0 || c->kind == CL_WHEN || c->kind == CL_MEANS;
}

static void groups_in_entry(Lists *l, const Entry *e)
{
    const Tree *t = l->w->tree;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &t->clauses.p[e->first_clause + i];
        if (!sy_model_guard(l->w->model, l->w->query.choices, c->guard)) {
            continue;
        }
        if (has_condition(c)) {
            group_atoms(l, c->x);
        } else if (c->kind == CL_THEN) {
            const Step *s = &t->steps.p[c->x];
            group_atoms(l, s->after);
            group_atoms(l, s->when_if);
            group_atoms(l, s->whilst);
        }
    }
    const Sentence *s = e->kind == ENTRY_SENTENCE ? &t->sentences.p[e->detail] : NULL;
    if (s && s->verb == VERB_DEMAND && s->forp.count && !s->wish_names) {
        group_atoms(l, s->cond);
    }
}

// ---------------------------------------------------------------- the whole

static void entries(Lists *l)
{
    const Model *m = l->w->model;
    for (ptrdiff_t i = 1; i < l->w->tree->entries.len; i++) {
        const Entry *e = &l->w->tree->entries.p[i];
        if (e->broken || e->candidate || !sy_entry_counts(m, l->w->query.choices, e)) {
            continue;
        }
        groups_in_entry(l, e);
        if (e->kind != ENTRY_SENTENCE || !sy_ask_bare(m, e)) {
            continue;
        }
        Span place = sy_lists_place(l, e->detail);
        if (sy_lists_is_new(l, D_N4009, place, (Str){0}, 0)) {
            Diag *d = sy_diag(l->diags, D_N4009, place, "this sentence has no evidence");
            sy_diag_help(l->diags, d, "`cite` where it stands, or say `we infer` and why");
        }
    }
}

void sy_ask_lists_of(World *w, const Hold *hold, StrMap *seen)
{
    w = hold ? hold->world : w;
    Lists l = {.w = w, .hold = hold, .seen = seen, .diags = w->model->diags, .arena = w->arena};
    l.r = hold ? hold->record : sy_world_record(w, w->query.as_of);
    for (ptrdiff_t i = 0; i < l.r->voiced_promises.len; i++) {
        const Position *q = sy_record_position(l.r, l.r->voiced_promises.p[i]);
        sy_lists_position(&l, q);
    }
    sy_lists_repeats(&l);
    duties(&l);
    circles(&l);
    double_values(&l);
    not_judged(&l);
    definitions(&l);
    sy_lists_denounced(&l);
    entries(&l);
}

void sy_ask_lists(Arena *arena, Model *m, const Zone *zone)
{
    Arena *own = sy_arena_new(sy_arena_budget(arena));
    StrMap seen = sy_strmap_new(own);
    Combos c = sy_combos_new(own, m, sy_choices_new(own, m), 0);
    for (Choices ch; sy_combos_next(&c, &ch);) {
        Arena *one = sy_arena_new(sy_arena_budget(arena));
        Query q = {.choices = ch, .as_of = MOM_ALWAYS, .known_by = DAY_NONE};
        World *w = sy_world_new(one, m, &q, zone);
        sy_ask_lists_of(w, sy_world_hold(w, (Ref){0}), &seen);
        sy_arena_free(one);
    }
    sy_arena_free(own);
}
