// Rules on terms: amounts and their units, deadlines.
#include "model/rules.h"

// ---------------------------------------------------------------- amounts

static const Qty *measure_of(const Model *m, EntityId layer, const Clause **out_clause)
{
    const Entry *e = &m->tree->entries.p[sy_entity(m, layer)->entry];
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, e, i);
        if (c->kind == CL_MEASURED) {
            *out_clause = c;
            return &m->tree->qtys.p[c->x];
        }
    }
    return NULL;
}

static bool same_unit(const Tree *t, const Qty *a, const Qty *b)
{
    return a->percent == b->percent && a->unit_time == b->unit_time && a->per_time == b->per_time &&
           t->names.p[a->unit].ref == t->names.p[b->unit].ref &&
           t->names.p[a->per].ref == t->names.p[b->per].ref;
}

typedef struct Base { // a unit as so many of the one that its `equals` lead to
    uint32_t unit;
    double number;
} Base;

#define EQUALS_LIMIT 16 // steps from a unit to its base

static Base base_of(const Model *m, uint32_t name)
{
    Base b = {m->tree->names.p[name].ref, 1};
    for (int step = 0; step < EQUALS_LIMIT; step++) {
        uint32_t i = 0;
        const Clause *c = sy_entity_clause(m, (Choices){0}, (EntityId){b.unit}, CL_EQUALS, &i);
        const Qty *q = c ? &m->tree->qtys.p[c->x] : NULL;
        if (!q || !q->unit || q->low <= 0 || q->low != q->high) {
            break;
        }
        b.unit = m->tree->names.p[q->unit].ref;
        b.number *= q->low;
    }
    return b;
}

// Into the unit of its layer, where `equals` lead from the one to the other. Once: an amount that two
// layers are asked for has one unit.
static bool convert(const Model *m, Qty *q, const Qty *measure)
{
    bool plain = q->unit && measure->unit && !q->percent && !q->unit_time && !q->converted &&
                 q->per_time == measure->per_time &&
                 m->tree->names.p[q->per].ref == m->tree->names.p[measure->per].ref;
    if (!plain) {
        return false;
    }
    Base from = base_of(m, q->unit), to = base_of(m, measure->unit);
    if (from.unit != to.unit) {
        return false;
    }
    q->low = q->low * from.number / to.number;
    q->high = q->high * from.number / to.number;
    q->unit = measure->unit;
    q->converted = true;
    return true;
}

static bool unit_is_known(const Tree *t, const Qty *q)
{
    return (!q->unit || t->names.p[q->unit].ref_kind) && (!q->per || t->names.p[q->per].ref_kind);
}

static Str unit_text(Arena *arena, const Model *m, const Qty *q)
{
    static const char *const times[] = {"minute", "hour", "day", "week", "month", "year"};
    if (q->percent) {
        return STR("%");
    }
    Str unit = q->unit ? sy_rules_written(m, q->unit)
                       : sy_str_from(q->unit_time ? times[q->unit_time - 1] : "");
    Str per = q->per ? sy_rules_written(m, q->per)
                     : sy_str_from(q->per_time ? times[q->per_time - 1] : "");
    return sy_str_fmt(arena, "%.*s%s%.*s", STR_ARG(unit), per.len ? "/" : "", STR_ARG(per));
}

// Read in the unit of the layer or measure, which the text may not have meant.
static void bare(Resolver *r, const Entity *x, const Clause *clause, const Qty *q,
                 const Qty *measure)
{
    Str unit = unit_text(r->arena, r->model, measure);
    Diag *d = sy_resolve_error(r, D_W1803, q->span,
                               "this amount has no unit, and `%.*s` is measured in %.*s",
                               STR_ARG(x->name), STR_ARG(unit));
    sy_diag_label(r->diags, d, clause->span, "its unit");
    Str amount = sy_sources_text(r->model->sources, q->span);
    Str whole = sy_str_fmt(r->arena, "%.*s %.*s", STR_ARG(amount), STR_ARG(unit));
    sy_diag_suggest(r->diags, d, q->span, whole, "it is read as");
}

// An amount of this layer or measure, where one stands: is it in its unit? False: reported.
static bool amount(Resolver *r, EntityId of, uint32_t qty)
{
    Qty *q = &r->tree->qtys.p[qty];
    if (!qty || !of.v || !unit_is_known(r->tree, q)) {
        return true;
    }
    Model *m = r->model;
    const Clause *clause = NULL;
    const Qty *measure = measure_of(m, of, &clause);
    const Entity *x = sy_entity(m, of);
    bool without = !q->unit && !q->percent && !q->unit_time;
    if (without) {
        bool bares = measure && !q->unstated && unit_is_known(r->tree, measure);
        if (bares) {
            bare(r, x, clause, q, measure);
        }
        return !bares;
    }
    if (!measure) {
        Str got = unit_text(r->arena, m, q);
        Diag *d = sy_resolve_error(r, D_E1802, q->span, "the %s `%.*s` has no unit",
                                   sy_entry_word((EntryKind)x->kind), STR_ARG(x->name));
        sy_diag_label(r->diags, d, m->tree->entries.p[x->entry].span, "declared here");
        sy_diag_help(r->diags, d, "add `measured in %.*s` to it", STR_ARG(got));
        return false;
    }
    if (unit_is_known(r->tree, measure) && !same_unit(r->tree, q, measure) &&
        !convert(m, q, measure)) {
        Str want = unit_text(r->arena, m, measure), got = unit_text(r->arena, m, q);
        Diag *d = sy_resolve_error(r, D_E1801, q->span,
                                   "`%.*s` is measured in %.*s, and this amount is in %.*s",
                                   STR_ARG(x->name), STR_ARG(want), STR_ARG(got));
        sy_diag_label(r->diags, d, clause->span, "its unit");
        sy_diag_help(r->diags, d, "write the amount in %.*s", STR_ARG(want));
        return false;
    }
    return true;
}

static EntityId layer_named(const Model *m, uint32_t name)
{
    const Name *n = &m->tree->names.p[name];
    EntityId id = {n->ref_kind == REF_ENTITY ? n->ref : 0};
    return id.v && sy_entity(m, id)->kind == ENTRY_LAYER ? id : (EntityId){0};
}

// The layer a promise gives; none: an act.
static EntityId layer_given(const Model *m, PromiseId promise)
{
    EntityId what = m->promises.p[promise.v].what;
    const Entity *x = sy_entity(m, what);
    if (x->kind == ENTRY_LAYER) {
        return what;
    }
    const Entry *e = &m->tree->entries.p[x->entry];
    for (uint32_t i = 0; x->kind == ENTRY_PROMISE && i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, e, i);
        if (c->kind == CL_GIVES) {
            return layer_named(m, c->x);
        }
    }
    return (EntityId){0};
}

static EntityId measure_named(const Model *m, uint32_t name)
{
    const Name *n = &m->tree->names.p[name];
    EntityId id = {n->ref_kind == REF_ENTITY ? n->ref : 0};
    return id.v && sy_entity(m, id)->kind == ENTRY_MEASURE ? id : (EntityId){0};
}

void sy_rules_compared(Resolver *r, const Cond *c)
{
    const Model *m = r->model;
    if (c->kind == COND_MEASURE) {
        amount(r, measure_named(m, c->names.first), c->extra);
    }
    bool fine = true;
    for (uint32_t i = 0; c->kind == COND_SUM && fine && i < c->names.count; i++) {
        const Name *n = sy_name(m, c->names, i);
        EntityId layer = n->ref_kind == REF_PROMISE ? layer_given(m, (PromiseId){n->ref})
                                                    : layer_named(m, c->names.first + i);
        fine = amount(r, layer, m->tree->args.p[c->extra].qty);
    }
}

static void assumed_amount(Resolver *r, const Entry *e)
{
    const Model *m = r->model;
    const Assume *a = &r->tree->assumes.p[e->detail];
    const Name *n = &r->tree->names.p[a->name];
    if (a->kind != ASSUME_AMOUNTS) {
        return;
    }
    if (n->ref_kind == REF_PROMISE) {
        amount(r, layer_given(m, (PromiseId){n->ref}), a->qty);
        return;
    }
    const Entry *need = n->ref_kind == REF_ENTITY
                            ? &m->tree->entries.p[sy_entity(m, (EntityId){n->ref})->entry]
                            : e;
    for (uint32_t i = 0; need->kind == ENTRY_NEED && i < need->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, need, i);
        if (c->kind == CL_BOUND && c->names.count == 1) {
            amount(r, layer_named(m, c->names.first), a->qty);
        }
    }
}

void sy_rules_amounts(Resolver *r, const Entry *e)
{
    const Model *m = r->model;
    if (e->kind == ENTRY_ASSUME) {
        assumed_amount(r, e);
        return;
    }
    const Sentence *s = e->kind == ENTRY_SENTENCE ? &r->tree->sentences.p[e->detail] : NULL;
    if (s && s->verb == VERB_IS) {
        amount(r, measure_named(m, s->subject.first), s->qty);
    }
    bool gives = s && s->verb == VERB_PROMISE && s->deed.kind == DEED_GIVE;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, e, i);
        if (c->kind == CL_AMOUNT && gives) {
            amount(r, layer_named(m, s->deed.name), c->x);
        } else if (c->kind == CL_USES) {
            amount(r, layer_named(m, c->y), c->x);
        } else if (c->kind == CL_GIVES) {
            amount(r, layer_named(m, c->x), c->y);
        } else if (c->kind == CL_BOUND) {
            for (uint32_t k = 0; k < c->names.count; k++) {
                amount(r, layer_named(m, c->names.first + k), c->x);
            }
        }
    }
}

// ---------------------------------------------------------------- deadlines

// Of a word about what is to come; a deed done may be told later.
static bool looks_ahead(const Sentence *s)
{
    bool told =
        s->verb == VERB_PROMISE && (s->grade == GRADE_DELIVERED || s->grade == GRADE_BREACH);
    return s->when != WHEN_UNDATED && s->when != WHEN_BEFORE && !told;
}

void sy_rules_deadlines(Resolver *r, const Entry *e)
{
    const Sentence *s = &r->tree->sentences.p[e->detail];
    for (uint32_t i = 0; looks_ahead(s) && i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(r->model, e, i);
        bool ends = c->kind == CL_BY || (c->kind == CL_UNTIL && c->sub == 0);
        const Time *t = ends ? &r->tree->times.p[c->x] : NULL;
        if (!t || t->kind != TIME_DATE || t->dates.late >= s->dates.early) {
            continue;
        }
        Buf said = sy_buf_new(r->arena);
        sy_day_write(&said, s->dates.early);
        Diag *d = sy_resolve_error(r, D_W0716, c->span,
                                   "this deadline is past on the day of its own sentence");
        sy_diag_label(r->diags, d, e->span, "said on %.*s", STR_ARG(sy_buf_view(&said)));
        sy_diag_help(r->diags, d,
                     "one of the two dates is a slip, or the sentence tells what was "
                     "said before: give it the day of the words");
    }
}
