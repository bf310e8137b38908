// Rules that one entry breaks by itself: choices, votes, refusals, steps, signings.
#include "model/rules.h"

bool sy_rules_same_guard(Model *m, uint32_t a, uint32_t b)
{
    return a == b || (a && b && sy_cond_same(m, a, (EntityId){0}, b, (EntityId){0}));
}

EntityList sy_rules_everybody(Arena *arena, const Model *m, EntityId id, bool *out_open)
{
    VEC(EntityId) out = {0};
    const Entity *x = sy_entity(m, id);
    if (x->kind != ENTRY_GROUP && x->kind != ENTRY_BODY) {
        vec_push(arena, &out, id);
        return (EntityList){out.p, out.len};
    }
    IntMap seen = sy_intmap_new(arena);
    const Entry *e = &m->tree->entries.p[x->entry];
    bool listed = false;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_AMONG || (c->kind == CL_MEMBERS && c->sub)) {
            *out_open = true;
        }
        if (c->kind != CL_AMONG && c->kind != CL_MEMBERS) {
            continue;
        }
        listed = true;
        for (uint32_t k = 0; k < c->names.count; k++) {
            const Name *n = sy_name(m, c->names, k);
            bool is_new = false;
            if (n->ref_kind == REF_ENTITY) {
                sy_intmap_add(&seen, n->ref, &is_new);
            }
            if (is_new) {
                vec_push(arena, &out, (EntityId){n->ref});
            }
        }
    }
    *out_open = *out_open || !listed;
    return (EntityList){out.p, out.len};
}

// ---------------------------------------------------------------- readings, versions, decisions

static void option(Resolver *r, const Entry *e, uint32_t at, const Clause **out_default)
{
    Model *m = r->model;
    const Clause *c = sy_rules_clause(m, e, at);
    bool by_default = c->sub != 0;
    if (by_default && *out_default && sy_rules_same_guard(m, c->guard, (*out_default)->guard)) {
        Str name = sy_rules_written(m, e->name);
        Diag *d = sy_resolve_error(r, D_E1702, c->span, "`%.*s` has two defaults", STR_ARG(name));
        sy_diag_label(r->diags, d, (*out_default)->span, "the first");
        sy_diag_help(r->diags, d, "one option is `by default`, the others are not");
    }
    *out_default = by_default ? c : *out_default;
}

// Options declared twice; options are few, but nothing bounds them.
static void option_names(Resolver *r, const Entry *e)
{
    Model *m = r->model;
    IntMap seen = sy_intmap_new(r->arena);
    VEC(uint32_t) where = {0};
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, e, i);
        if (c->kind != CL_OPTION) {
            continue;
        }
        bool is_new;
        ptrdiff_t at = sy_intmap_add(&seen, c->x, &is_new);
        if (is_new) {
            vec_push(r->arena, &where, i);
        } else if (sy_rules_same_guard(m, c->guard, sy_rules_clause(m, e, where.p[at])->guard)) {
            Str name = sy_sym_text(m->tree->syms, (Sym){c->x});
            Diag *d = sy_resolve_error(r, D_E1707, c->span, "the option `%.*s` is declared twice",
                                       STR_ARG(name));
            sy_diag_label(r->diags, d, sy_rules_clause(m, e, where.p[at])->span, "the first");
            sy_diag_help(r->diags, d, "leave out one of the two");
        }
    }
}

static void choice(Resolver *r, const Entry *e)
{
    Model *m = r->model;
    const Clause *by_default = NULL;
    int options = 0;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        if (sy_rules_clause(m, e, i)->kind == CL_OPTION) {
            options++;
            option(r, e, i, &by_default);
        }
    }
    const Span place = m->tree->names.p[e->name].span;
    Str name = sy_rules_written(m, e->name);
    const char *kind = sy_entry_word((EntryKind)e->kind);
    if (options == 0) {
        Diag *d = sy_resolve_error(r, D_E1701, place, "the %s `%.*s` has no options", kind,
                                   STR_ARG(name));
        sy_diag_help(r->diags, d, "add a line `option NAME \"what it means\"` for each");
    } else if (e->kind == ENTRY_VERSION && !by_default) {
        Diag *d =
            sy_resolve_error(r, D_E1703, place, "the version `%.*s` has no default", STR_ARG(name));
        sy_diag_help(r->diags, d,
                     "which text is in hand is never open: end one option with "
                     "`by default`");
    } else if (e->kind == ENTRY_DECISION && by_default) {
        Diag *d =
            sy_resolve_error(r, D_E1705, by_default->span,
                             "`%.*s` is a decision, and a decision has no default", STR_ARG(name));
        sy_diag_help(r->diags, d, "whoever makes it chooses: leave out `by default`");
    }
    option_names(r, e);
}

// ---------------------------------------------------------------- bodies, triggers, signings

static void two_rules(Resolver *r, const Entry *e, const Clause *c, const Clause *before,
                      const Name *on)
{
    Str body = sy_rules_written(r->model, e->name);
    Str what = on ? sy_sources_text(r->model->sources, on->span) : (Str){0};
    Diag *d = on ? sy_resolve_error(r, D_E1706, c->span, "`%.*s` has two rules on `%.*s`",
                                    STR_ARG(body), STR_ARG(what))
                 : sy_resolve_error(r, D_E1706, c->span, "`%.*s` has two rules for every question",
                                    STR_ARG(body));
    sy_diag_label(r->diags, d, before->span, "the first rule");
    sy_diag_help(r->diags, d, "say what each is for: `decided by ... on NAMES`");
}

// One question is decided by one rule; the bare rule is for whatever no other names.
static void body(Resolver *r, const Entry *e)
{
    Model *m = r->model;
    IntMap seen = sy_intmap_new(r->arena);
    VEC(uint32_t) where = {0};
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, e, i);
        for (uint32_t k = 0; c->kind == CL_DECIDED && k < (c->names.count ? c->names.count : 1);
             k++) {
            const Name *on = c->names.count ? sy_name(m, c->names, k) : NULL;
            if (on && !on->ref_kind) {
                continue;
            }
            uint64_t key = on ? (uint64_t)on->ref_kind << 32 | on->ref : 0;
            bool is_new;
            ptrdiff_t at = sy_intmap_add(&seen, key, &is_new);
            if (is_new) {
                vec_push(r->arena, &where, i);
            } else if (sy_rules_same_guard(m, c->guard,
                                           sy_rules_clause(m, e, where.p[at])->guard)) {
                two_rules(r, e, c, sy_rules_clause(m, e, where.p[at]), on);
            }
        }
    }
}

static void steps(Resolver *r, const Entry *e)
{
    Model *m = r->model;
    IntMap seen = sy_intmap_new(r->arena);
    VEC(const Clause *) where = {0};
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, e, i);
        const Step *s = c->kind == CL_THEN ? &m->tree->steps.p[c->x] : NULL;
        if (!s || !s->label.v) {
            continue;
        }
        bool is_new;
        ptrdiff_t at = sy_intmap_add(&seen, s->label.v, &is_new);
        if (is_new) {
            vec_push(r->arena, &where, c);
        } else if (sy_rules_same_guard(m, c->guard, where.p[at]->guard)) {
            Str label = sy_sources_text(m->sources, s->label_span);
            Diag *d = sy_resolve_error(r, D_E2204, s->label_span,
                                       "two steps carry the label [%.*s]", STR_ARG(label));
            sy_diag_label(r->diags, d, m->tree->steps.p[where.p[at]->x].label_span, "the first");
            sy_diag_help(r->diags, d,
                         "a label is one step's own; only under another reading may "
                         "it return");
        }
    }
}

static void signing(Resolver *r, const Entry *e)
{
    Model *m = r->model;
    IntMap seen = sy_intmap_new(r->arena);
    const Clause *of = NULL;
    bool known = true;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(m, e, i);
        of = c->kind == CL_OF ? c : of;
        for (uint32_t k = 0; c->kind == CL_OF && k < c->names.count; k++) {
            bool is_new;
            const Name *n = sy_name(m, c->names, k);
            known = known && n->ref_kind;
            sy_intmap_add(&seen, (uint64_t)n->ref_kind << 32 | n->ref, &is_new);
        }
    }
    if (known && seen.len < 2) {
        Str name = sy_rules_written(m, e->name);
        Diag *d = sy_resolve_error(r, D_E2402, of ? of->span : m->tree->names.p[e->name].span,
                                   "the signing `%.*s` binds %s", STR_ARG(name),
                                   seen.len ? "one promise only" : "no promise");
        sy_diag_help(r->diags, d, "a signing binds two or more: `of A.x, B.y`");
    }
}

// "to give ground" is to retreat: such a name turns the sentence round.
static void layer_name(Resolver *r, const Entry *e)
{
    static const char *const turned[] = {"ground", "way",    "up",    "in",    "notice",
                                         "rise",   "birth",  "pause", "place", "voice",
                                         "word",   "credit", "air"};
    const Name *n = &r->tree->names.p[e->name];
    Str text = sy_sym_text(r->tree->syms, n->a);
    for (ptrdiff_t i = 0; i < COUNT_OF(turned); i++) {
        if (n->a.v == sy_syms_find(r->tree->syms, sy_str_from(turned[i])).v) {
            Diag *d = sy_resolve_error(r, D_W0903, n->span,
                                       "`give %.*s` says something else in English", STR_ARG(text));
            sy_diag_help(r->diags, d, "choose a name that survives `give`, as in `%.*s-troops`",
                         STR_ARG(text));
        }
    }
}

void sy_rules_declared(Resolver *r, const Entry *e)
{
    switch ((int)e->kind) {
    case ENTRY_READING:
    case ENTRY_VERSION:
    case ENTRY_DECISION: choice(r, e); break;
    case ENTRY_BODY: body(r, e); break;
    case ENTRY_TRIGGER: steps(r, e); break;
    case ENTRY_SIGNING: signing(r, e); break;
    case ENTRY_LAYER: layer_name(r, e); break;
    default: break;
    }
}

// ---------------------------------------------------------------- refusals, silences, deeds

static const char *quiet_kind(const Sentence *s)
{
    switch ((int)s->grade) {
    case GRADE_RULED_OUT: return "a refusal";
    case GRADE_UNSPECIFIED: return "a silence";
    case GRADE_DELIVERED: return "a deed done";
    case GRADE_BREACH: return "a breach";
    default: return NULL;
    }
}

static void quiet_sentence(Resolver *r, const Entry *e)
{
    const Sentence *s = &r->tree->sentences.p[e->detail];
    const char *kind = s->verb == VERB_PROMISE ? quiet_kind(s) : NULL;
    for (uint32_t i = 0; kind && i < e->nclauses; i++) {
        const Clause *c = sy_rules_clause(r->model, e, i);
        ClauseKind k = (ClauseKind)c->kind;
        if (k == CL_BINDING) {
            Diag *d = sy_resolve_error(r, D_E1902, c->span, "%s does not bind", kind);
            sy_diag_label(r->diags, d, s->span, "%s", kind);
        } else if (k == CL_IF || k == CL_UNLESS || k == CL_AFTER || k == CL_WITH || k == CL_WHILE ||
                   k == CL_FAILING || k == CL_WHEN || k == CL_IN_STEP) {
            Diag *d = sy_resolve_error(r, D_E1901, c->span,
                                       "%s takes no conditions, and here stands `%s`", kind,
                                       sy_clause_word(k));
            sy_diag_label(r->diags, d, s->span, "%s", kind);
            sy_diag_help(
                r->diags, d, "%s",
                s->grade == GRADE_RULED_OUT
                    ? "say what would be done, with its conditions, in a sentence of its own"
                    : "leave the condition out, or say it in a `note`");
        }
    }
}

// A step has states; what stands is its promise.
static void verdict_of_step(Resolver *r, const Entry *e)
{
    const Expect *x = &r->tree->expects.p[e->detail];
    const Name *n = &r->tree->names.p[x->name];
    if (n->ref_kind != REF_STEP || (x->kind != EXPECT_VERDICT && x->kind != EXPECT_STATES)) {
        return;
    }
    Str text = sy_sources_text(r->model->sources, n->span);
    Diag *d = sy_resolve_error(r, D_E3001, n->span,
                               "a verdict is of a promise or a condition, and `%.*s` is a step",
                               STR_ARG(text));
    sy_diag_help(r->diags, d,
                 "ask for its state: is waiting, open, done, due, late, missed, "
                 "released or broken");
}

void sy_model_rules(Model *m)
{
    bool whole = m->diags->errors == 0;
    Resolver r = {.model = m, .tree = m->tree, .diags = m->diags, .arena = m->arena};
    for (ptrdiff_t i = 1; i < m->tree->entries.len; i++) {
        const Entry *e = &m->tree->entries.p[i];
        if (e->broken) {
            continue;
        }
        r.quiet = e->candidate;
        sy_rules_declared(&r, e);
        sy_rules_amounts(&r, e);
        if (e->kind == ENTRY_SENTENCE) {
            quiet_sentence(&r, e);
            sy_rules_deadlines(&r, e);
        } else if (e->kind == ENTRY_EXPECT) {
            verdict_of_step(&r, e);
        }
    }
    sy_rules_definitions(m);
    sy_rules_depth(m);
    sy_rules_counts(m);
    sy_rules_assumed(m);
    if (whole) { // what another sentence has cannot be asked while some cannot be read
        sy_rules_said(m);
    }
}
