// Names: what each names, and whether such a thing may stand there.
#include "model/resolve.h"

#include <stdarg.h>
#include <stdio.h>

Diag *sy_resolve_error(Resolver *r, DiagCode code, Span span, const char *fmt, ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    Diag *d = sy_diag(r->diags, code, span, "%s", text);
    if (r->quiet) {
        sy_diag_level(r->diags, d, DIAG_NOTE);
        sy_diag_note(r->diags, d, "a candidate never counts, and its faults are notes");
    }
    return d;
}

static uint32_t kind_bit(const Entity *x)
{
    switch (x->kind) {
    case ENTRY_PARTY: return ALLOW_PARTY;
    case ENTRY_GROUP: return ALLOW_GROUP;
    case ENTRY_BODY: return ALLOW_BODY;
    case ENTITY_VOICE: return ALLOW_VOICE;
    case ENTRY_LAYER: return ALLOW_LAYER;
    case ENTRY_ACT: return ALLOW_ACT;
    case ENTRY_UNIT: return ALLOW_UNIT;
    case ENTRY_PLACE: return ALLOW_PLACE;
    case ENTRY_FACT: return ALLOW_FACT;
    case ENTRY_EVENT: return ALLOW_EVENT;
    case ENTRY_CONDITION:
    case ENTRY_GOAL: return ALLOW_CONDITION;
    case ENTRY_DECISION: return ALLOW_CHOICE | ALLOW_DECISION;
    case ENTRY_READING:
    case ENTRY_VERSION: return ALLOW_CHOICE;
    case ENTRY_MEASURE: return ALLOW_MEASURE;
    case ENTRY_PROMISE: return ALLOW_PROMISE | ALLOW_DECLARED;
    case ENTRY_TRIGGER: return ALLOW_TRIGGER;
    case ENTRY_SIGNING: return ALLOW_SIGNING;
    case ENTRY_MEETING: return ALLOW_MEETING;
    case ENTRY_LIMIT: return ALLOW_LIMIT;
    case ENTRY_NEED: return ALLOW_NEED;
    case ENTRY_DOCUMENT: return ALLOW_DOCUMENT;
    case ENTRY_ASSET: return ALLOW_ASSET;
    default: return 0;
    }
}

static const char *kind_words(const Entity *x)
{
    return x->kind == ENTITY_VOICE ? "voice" : sy_entry_word((EntryKind)x->kind);
}

// The declared name nearest to what was written, of a kind that may stand there; empty: none is near.
static Str nearest(Resolver *r, Str written, uint32_t allow)
{
    Model *m = r->model;
    Str best = {0};
    int least = 3;
    for (uint32_t i = 1; i < (uint32_t)m->entities.len; i++) {
        if (m->entities.len > 20000 && i % 7) {
            continue; // a hint, not worth a second on a huge model
        }
        const Entity *x = &m->entities.p[i];
        int far = (kind_bit(x) & allow) ? sy_name_slip(written, x->name) : 0;
        if (far && far < least) {
            least = far;
            best = x->name;
        }
    }
    return best;
}

// What a name that nobody declared says in plain English. False: nothing known.
static bool help_plain(Resolver *r, Diag *d, Str written, uint32_t allow)
{
    Sym label = sy_syms_find(r->tree->syms, written);
    int month = allow & ALLOW_FACT ? sy_month_of(written) : 0;
    if (r->trigger.v && (allow & ALLOW_STEP) && label.v &&
        sy_model_step(r->model, r->trigger, label)) {
        sy_diag_help(r->diags, d, "a step is named by its label in brackets: `[%.*s]`",
                     STR_ARG(written));
    } else if (month) {
        sy_diag_help(r->diags, d, "a month is written behind its year, as in `2026-%02d`", month);
    } else if ((allow & ALLOW_UNIT) && sy_size_of(written) > 0) {
        Buf b = sy_buf_new(r->arena);
        sy_num_write_grouped(&b, 2 * sy_size_of(written));
        Str number = sy_buf_view(&b);
        sy_diag_help(r->diags, d, "write the number out, with a unit: 2 %.*s euro is `%.*s euro`",
                     STR_ARG(written), STR_ARG(number));
    } else {
        return false;
    }
    return true;
}

static void unknown_name(Resolver *r, Str written, Span span, uint32_t allow, const char *what)
{
    Diag *d = sy_resolve_error(r, D_E1001, span, "nothing is called `%.*s`", STR_ARG(written));
    if (help_plain(r, d, written, allow)) {
        return;
    }
    Str near = nearest(r, written, allow);
    if (!near.len) {
        near = nearest(r, written, ~0u);
    }
    if (near.len) {
        sy_diag_fix(r->diags, d, span, near);
        sy_diag_help(r->diags, d, "did you mean `%.*s`?", STR_ARG(near));
    } else {
        sy_diag_help(r->diags, d, "declare it first; here stands %s", what);
    }
}

static Diag *wrong_kind(Resolver *r, Span span, const char *is, const char *what)
{
    Str written = sy_sources_text(r->model->sources, span);
    return sy_resolve_error(r, D_E1101, span, "`%.*s` is %s %s, and here %s is needed",
                            STR_ARG(written), sy_article(is), is, what);
}

static Str first_part(const Resolver *r, const Name *n)
{
    Str text = sy_sources_text(r->model->sources, n->span);
    ptrdiff_t dot = sy_str_find_char(text, '.');
    return dot < 0 ? text : sy_str_sub(text, 0, dot);
}

static Span part_span(const Resolver *r, const Name *n, bool second)
{
    uint32_t dot = n->span.start + (uint32_t)first_part(r, n).len;
    return second ? (Span){dot + 1, n->span.end} : (Span){n->span.start, dot};
}

static Str second_part(const Resolver *r, const Name *n)
{
    Str text = sy_sources_text(r->model->sources, n->span);
    ptrdiff_t dot = sy_str_find_char(text, '.');
    return sy_str_sub(text, dot + 1, text.len);
}

// ---------------------------------------------------------------- steps

uint32_t sy_model_step(const Model *m, EntityId trigger, Sym label)
{
    const Entity *t = sy_entity(m, trigger);
    for (uint32_t s = t->first_step; s < t->first_step + t->nsteps; s++) {
        if (m->tree->steps.p[s].label.v == label.v) {
            return s;
        }
    }
    return 0;
}

// Who is said to give the layer or do the act; empty: nobody.
static Str whose(const Resolver *r, Sym what)
{
    for (ptrdiff_t i = 1; i < r->tree->sentences.len; i++) {
        const Sentence *s = &r->tree->sentences.p[i];
        const Name *n = &r->tree->names.p[s->deed.name];
        if (s->verb == VERB_PROMISE && s->subject.count && n->a.v == what.v && !n->b.v) {
            return sy_sources_text(r->model->sources, sy_name(r->model, s->subject, 0)->span);
        }
    }
    return (Str){0};
}

static Str first_party(const Resolver *r)
{
    for (ptrdiff_t i = 1; i < r->model->entities.len; i++) {
        if (r->model->entities.p[i].kind == ENTRY_PARTY) {
            return r->model->entities.p[i].name;
        }
    }
    return STR("PARTY");
}

// The step of the trigger in hand that carries the label, or has the act or layer; 0: none.
static uint32_t step_meant(const Resolver *r, Sym what)
{
    const Entity *t = sy_entity(r->model, r->trigger);
    for (uint32_t s = t->first_step; r->trigger.v && s < t->first_step + t->nsteps; s++) {
        const Step *one = &r->tree->steps.p[s];
        if (one->label.v == what.v || r->tree->names.p[one->deed.name].a.v == what.v) {
            return s;
        }
    }
    return 0;
}

// An act or a layer that stands alone where a promise or a step is meant.
static void help_alone(Resolver *r, Diag *d, const Name *n)
{
    Str written = sy_sources_text(r->model->sources, n->span), who = whose(r, n->a);
    uint32_t step = step_meant(r, n->a);
    if (step && r->tree->steps.p[step].label.v) {
        Str label = sy_sources_text(r->model->sources, r->tree->steps.p[step].label_span);
        sy_diag_help(r->diags, d, "a step is named by its label in brackets: `[%.*s]`",
                     STR_ARG(label));
    } else if (step) {
        sy_diag_help(r->diags, d,
                     "label the step that is meant, as in `then [%.*s] ...`, and write `[%.*s]`",
                     STR_ARG(written), STR_ARG(written));
    } else if (who.len) {
        sy_diag_help(r->diags, d, "name whose it is: `%.*s.%.*s`", STR_ARG(who), STR_ARG(written));
    } else {
        who = first_party(r);
        sy_diag_help(r->diags, d, "name whose it is, as in `%.*s.%.*s`", STR_ARG(who),
                     STR_ARG(written));
    }
}

static void no_step(Resolver *r, EntityId trigger, Str label, Span span)
{
    const Entity *t = sy_entity(r->model, trigger);
    Diag *d = sy_resolve_error(r, D_E2202, span, "no step of `%.*s` carries the label [%.*s]",
                               STR_ARG(t->name), STR_ARG(label));
    Buf b = sy_buf_new(r->arena);
    for (uint32_t s = t->first_step; s < t->first_step + t->nsteps; s++) {
        if (r->tree->steps.p[s].label.v) {
            Str one = sy_sources_text(r->model->sources, r->tree->steps.p[s].label_span);
            sy_buf_fmt(&b, "%s[%.*s]", b.len ? ", " : "", STR_ARG(one));
        }
    }
    Str list = sy_buf_view(&b);
    if (list.len) {
        sy_diag_help(r->diags, d, "its steps are %.*s", STR_ARG(list));
    }
}

// ---------------------------------------------------------------- each member's own

static const char *own_of(const Name *n)
{
    return n->b.v ? "thing" : "self";
}

static void own_name(Resolver *r, Name *n, uint32_t allow, const char *what)
{
    Str text = sy_sources_text(r->model->sources, n->span);
    if (!r->own_ok) {
        Diag *d = sy_resolve_error(r, D_E2901, n->span, "`%.*s` is each member's own %s",
                                   STR_ARG(text), own_of(n));
        sy_diag_help(r->diags, d,
                     "it stands only where the subject is `each of` a group, or a list");
        return;
    }
    n->ref_kind = REF_OWN;
    for (uint32_t i = 0; i < r->members.count; i++) {
        EntityId who = {sy_name(r->model, r->members, i)->ref};
        EntityList l =
            r->each ? sy_model_members(r->arena, r->model, (Choices){0}, who) : (EntityList){0};
        for (ptrdiff_t k = 0; who.v && k < (l.len ? l.len : 1); k++) {
            EntityId member = l.len ? l.p[k] : who;
            Ref ref = sy_model_ref(r->model, n, member);
            const Entity *x = sy_entity(r->model, member);
            if (!ref.kind) {
                sy_resolve_error(r, D_E2902, n->span, "`%.*s`: %.*s has no `%.*s` of its own",
                                 STR_ARG(text), STR_ARG(x->name), STR_ARG(second_part(r, n)));
                return;
            }
            uint32_t bit = ref.kind == REF_PROMISE
                               ? (uint32_t)ALLOW_PROMISE
                               : kind_bit(sy_entity(r->model, (EntityId){ref.id}));
            if (!(bit & allow)) {
                wrong_kind(r, n->span,
                           ref.kind == REF_PROMISE
                               ? "promise"
                               : kind_words(sy_entity(r->model, (EntityId){ref.id})),
                           what);
                return;
            }
        }
    }
}

// ---------------------------------------------------------------- plain and dotted names

// One of each member's, written as if there were one.
static void each_members(Resolver *r, const Name *n)
{
    Str text = sy_sources_text(r->model->sources, n->span);
    Diag *d =
        sy_resolve_error(r, D_E2903, n->span, "`%.*s` is one of each member's", STR_ARG(text));
    sy_diag_help(r->diags, d, "name the member, as in MEMBER.%.*s, or all: all of GROUP.%.*s",
                 STR_ARG(text), STR_ARG(text));
}

static void plain_name(Resolver *r, Name *n, uint32_t allow, const char *what)
{
    EntityId id = sy_model_by_sym(r->model, n->a);
    if (!id.v) {
        unknown_name(r, sy_sources_text(r->model->sources, n->span), n->span, allow, what);
        return;
    }
    const Entity *x = sy_entity(r->model, id);
    if (x->each) {
        each_members(r, n);
        return;
    }
    if (!(kind_bit(x) & allow)) {
        Diag *d = wrong_kind(r, n->span, kind_words(x), what);
        if ((allow & ALLOW_PROMISE) && (x->kind == ENTRY_ACT || x->kind == ENTRY_LAYER)) {
            help_alone(r, d, n);
        }
        return;
    }
    n->ref_kind = REF_ENTITY;
    n->ref = id.v;
}

static void dotted_entity(Resolver *r, Name *n, EntityId owner, EntityId it, uint32_t allow,
                          const char *what)
{
    const Entity *x = sy_entity(r->model, it);
    if (!(kind_bit(x) & allow)) {
        wrong_kind(r, n->span, kind_words(x), what);
        return;
    }
    n->ref_kind = x->kind == ENTRY_PROMISE ? REF_PROMISE : REF_ENTITY;
    n->ref = x->kind == ENTRY_PROMISE ? sy_model_promise(r->model, owner, it, false).v : it.v;
}

static void group_as_one(Resolver *r, const Name *n)
{
    Str group = first_part(r, n), its = second_part(r, n);
    Diag *d = sy_resolve_error(r, D_E2903, n->span, "the group as one has no `%.*s`", STR_ARG(its));
    sy_diag_help(r->diags, d, "write `all of` or `any of %.*s.%.*s`", STR_ARG(group), STR_ARG(its));
}

static void step_name(Resolver *r, Name *n, EntityId trigger, uint32_t allow, const char *what)
{
    uint32_t step = sy_model_step(r->model, trigger, n->b);
    if (!step) {
        no_step(r, trigger, second_part(r, n), part_span(r, n, true));
    } else if (!(allow & ALLOW_STEP)) {
        wrong_kind(r, n->span, "step", what);
    } else {
        n->ref_kind = REF_STEP;
        n->ref = step;
    }
}

static void dotted_name(Resolver *r, Name *n, uint32_t allow, const char *what)
{
    Model *m = r->model;
    EntityId a = sy_model_by_sym(m, n->a);
    if (!a.v) {
        unknown_name(r, first_part(r, n), part_span(r, n, false),
                     ALLOW_PARTY | ALLOW_GROUP | ALLOW_BODY | ALLOW_TRIGGER, "a party or trigger");
        return;
    }
    const Entity *owner = sy_entity(m, a);
    if (owner->kind == ENTRY_TRIGGER) {
        step_name(r, n, a, allow, what);
        return;
    }
    if (!(kind_bit(owner) & (ALLOW_PARTY | ALLOW_GROUP | ALLOW_BODY))) {
        wrong_kind(r, part_span(r, n, false), kind_words(owner), "a party, group or body");
        return;
    }
    ptrdiff_t at = sy_intmap_find(&m->dotted, (uint64_t)n->a.v << 32 | n->b.v);
    if (at >= 0) {
        dotted_entity(r, n, a, m->dotted_entity.p[at], allow, what);
        return;
    }
    EntityId b = sy_model_by_sym(m, n->b);
    if (!b.v) {
        unknown_name(r, second_part(r, n), part_span(r, n, true), ALLOW_LAYER | ALLOW_ACT,
                     "a layer, an act, or a fact of each member");
        return;
    }
    const Entity *x = sy_entity(m, b);
    if (x->each && owner->kind == ENTRY_GROUP) {
        if (allow & ALLOW_EACH) {
            n->ref_kind = REF_EACH;
            n->ref = b.v;
        } else {
            group_as_one(r, n);
        }
        return;
    }
    if (x->each) {
        Str who = first_part(r, n), its = second_part(r, n);
        sy_resolve_error(r, D_E2902, n->span, "%.*s has no `%.*s` of its own", STR_ARG(who),
                         STR_ARG(its));
        return;
    }
    if (x->kind != ENTRY_LAYER && x->kind != ENTRY_ACT) {
        wrong_kind(r, part_span(r, n, true), kind_words(x), "a layer or an act");
        return;
    }
    if (!(allow & ALLOW_PROMISE)) {
        wrong_kind(r, n->span, "promise", what);
        return;
    }
    n->ref_kind = REF_PROMISE;
    n->ref = sy_model_promise(m, a, b, false).v;
}

void sy_resolve_name(Resolver *r, uint32_t name, uint32_t allow, const char *what)
{
    Name *n = &r->tree->names.p[name];
    if (!name || n->ref_kind != REF_NONE) {
        return;
    }
    if (n->a.v == W_OWN) {
        own_name(r, n, allow, what);
    } else if (n->b.v) {
        dotted_name(r, n, allow, what);
    } else {
        plain_name(r, n, allow, what);
    }
}

void sy_resolve_names(Resolver *r, NameList list, uint32_t allow, const char *what)
{
    for (uint32_t i = 0; i < list.count; i++) {
        sy_resolve_name(r, list.first + i, allow, what);
    }
}

// ---------------------------------------------------------------- times, amounts, votes

void sy_resolve_time(Resolver *r, uint32_t time)
{
    for (int depth = 0; time && depth < 256; depth++) {
        const Time *t = &r->tree->times.p[time];
        if (t->kind == TIME_EVENT) {
            sy_resolve_name(r, t->name, ALLOW_COND, "an event");
        } else if (t->kind == TIME_STEP && r->trigger.v) {
            if (!sy_model_step(r->model, r->trigger, (Sym){t->name})) {
                no_step(r, r->trigger, sy_sym_text(r->tree->syms, (Sym){t->name}), t->span);
            }
        } else if (t->kind == TIME_STEP) {
            Diag *d = sy_resolve_error(r, D_E2205, t->span, "a step is named outside its trigger");
            sy_diag_help(r->diags, d, "outside a trigger write TRIGGER.STEP");
        }
        time = t->base;
    }
}

void sy_resolve_qty(Resolver *r, uint32_t qty)
{
    if (qty) {
        sy_resolve_name(r, r->tree->qtys.p[qty].unit, ALLOW_UNIT | ALLOW_EVENT, "a unit");
        sy_resolve_name(r, r->tree->qtys.p[qty].per, ALLOW_UNIT, "a unit");
    }
}

void sy_resolve_vote(Resolver *r, uint32_t vote)
{
    if (vote) {
        const Vote v = r->tree->votes.p[vote];
        sy_resolve_names(r, v.names, ALLOW_ACTORS, "a party or body");
        sy_resolve_names(r, v.veto, ALLOW_ACTORS, "a party");
    }
}

// ---------------------------------------------------------------- conditions

static EntityId choice_of(const Resolver *r, const Name *n)
{
    EntityId id = n->b.v ? (EntityId){0} : sy_model_by_sym(r->model, n->a);
    return id.v && (kind_bit(sy_entity(r->model, id)) & ALLOW_CHOICE) ? id : (EntityId){0};
}

static void option_of(Resolver *r, EntityId choice, Sym word, Span span)
{
    const Entity *x = sy_entity(r->model, choice);
    const Entry *e = &r->tree->entries.p[x->entry];
    Buf b = sy_buf_new(r->arena);
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &r->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_OPTION && c->x == word.v) {
            return;
        }
        if (c->kind == CL_OPTION) {
            Str one = sy_sym_text(r->tree->syms, (Sym){c->x});
            sy_buf_fmt(&b, "%s%.*s", b.len ? ", " : "", STR_ARG(one));
        }
    }
    Str list = sy_buf_view(&b), text = sy_sym_text(r->tree->syms, word);
    Diag *d = sy_resolve_error(r, D_E1501, span, "`%.*s` is no option of `%.*s`", STR_ARG(text),
                               STR_ARG(x->name));
    sy_diag_help(r->diags, d, "its options are %.*s", STR_ARG(list));
}

// X is WORD: an option, a truth, a grade, a state.
static void is_word(Resolver *r, const Cond *c)
{
    Name *n = &r->tree->names.p[c->names.first];
    EntityId choice = choice_of(r, n);
    if (choice.v) {
        n->ref_kind = REF_ENTITY;
        n->ref = choice.v;
        option_of(r, choice, c->word, c->span);
        return;
    }
    State state = sy_state_find(c->word);
    Grade grade = sy_grade_find(c->word);
    uint32_t w = c->word.v;
    if (w == W_TRUE || w == W_FALSE || w == W_UNKNOWN) {
        sy_resolve_name(r, c->names.first, ALLOW_COND, "a fact or condition");
    } else if (grade || state) {
        bool step_only = state == STATE_WAITING || state == STATE_DONE;
        bool both = state && !step_only && state != STATE_DELIVERED;
        uint32_t allow = step_only ? (uint32_t)ALLOW_STEP
                                   : (uint32_t)ALLOW_PROMISE | (both ? (uint32_t)ALLOW_STEP : 0u);
        sy_resolve_name(r, c->names.first, allow,
                        step_only ? "a step"
                        : both    ? "a promise or a step"
                                  : "a promise");
    } else {
        Str text = sy_sym_text(r->tree->syms, c->word);
        Str name = sy_sources_text(r->model->sources, n->span);
        sy_resolve_error(r, D_E1502, c->span,
                         "`%.*s` is no reading, version or decision, so it cannot be `%.*s`",
                         STR_ARG(name), STR_ARG(text));
    }
}

static void step_atom(Resolver *r, const Cond *c)
{
    if (!r->trigger.v) {
        Diag *d = sy_resolve_error(r, D_E2205, c->span, "a step is named outside its trigger");
        sy_diag_help(r->diags, d, "outside a trigger write TRIGGER.STEP");
    } else if (!sy_model_step(r->model, r->trigger, (Sym){c->extra})) {
        no_step(r, r->trigger, sy_sym_text(r->tree->syms, (Sym){c->extra}), c->span);
    }
}

static bool group_weighs(const Resolver *r, Sym weight)
{
    for (uint32_t i = 1; i < (uint32_t)r->tree->clauses.len; i++) {
        const Clause *c = &r->tree->clauses.p[i];
        if (c->kind == CL_WEIGHS && r->tree->names.p[c->x].a.v == weight.v) {
            return true;
        }
    }
    return false;
}

static void counted_cond(Resolver *r, const Cond *c)
{
    const CondArg arg = r->tree->args.p[c->extra];
    uint32_t allow = c->voice ? ALLOW_ACTORS | ALLOW_EACH : ALLOW_LISTS;
    if (c->word.v) {
        State s = sy_state_find(c->word);
        bool step_only = s == STATE_WAITING || s == STATE_DONE;
        allow = step_only ? (uint32_t)ALLOW_STEP
                          : (uint32_t)(ALLOW_PROMISE | ALLOW_LAYER | ALLOW_ACT | ALLOW_STEP);
    }
    sy_resolve_names(r, c->names, allow,
                     c->word.v  ? "a promise"
                     : c->voice ? "a party or body"
                                : "a promise, party, group, layer or condition");
    if (c->kind == COND_WEIGHT && !group_weighs(r, r->tree->names.p[arg.weight].a)) {
        Name *n = &r->tree->names.p[arg.weight];
        Str text = sy_sources_text(r->model->sources, n->span);
        Diag *d = sy_resolve_error(r, D_E2403, n->span, "no group weighs by `%.*s`", STR_ARG(text));
        sy_diag_help(r->diags, d, "add `weighs %.*s MEMBER N, ...` to the group", STR_ARG(text));
    }
    sy_resolve_qty(r, arg.qty);
}

static void events_cond(Resolver *r, const Cond *c)
{
    ptrdiff_t before = r->diags->all.len;
    sy_resolve_names(r, c->names, ALLOW_EVENT, "a kind of event");
    Diag *d = r->diags->all.len > before ? &r->diags->all.p[before] : NULL;
    if (d && d->code == D_E1101) {
        Str text = sy_sources_text(r->model->sources, d->span);
        sy_diag_help(r->diags, d, "a list stands behind `of`: `of %.*s`", STR_ARG(text));
    }
    sy_resolve_names(r, r->tree->args.p[c->extra].places, ALLOW_PLACE, "a place");
}

static void kids(Resolver *r, const Cond *c)
{
    for (uint32_t k = c->first; k; k = r->tree->conds.p[k].next) {
        sy_resolve_cond(r, k);
    }
}

void sy_resolve_cond(Resolver *r, uint32_t cond)
{
    if (!cond) {
        return;
    }
    const Cond c = r->tree->conds.p[cond];
    switch ((CondKind)c.kind) {
    case COND_ERROR: break;
    case COND_AND:
    case COND_OR:
    case COND_NOT:
    case COND_AFTER:
    case COND_WITH: kids(r, &c); break;
    case COND_ATOM: sy_resolve_names(r, c.names, ALLOW_COND, "a condition"); break;
    case COND_VOICE: sy_resolve_names(r, c.names, ALLOW_ACTORS, "a party or body"); break;
    case COND_STEP: step_atom(r, &c); break;
    case COND_ANYTHING:
        sy_resolve_names(r, c.names, ALLOW_PARTY | ALLOW_GROUP | ALLOW_BODY, "a party");
        break;
    case COND_IS: is_word(r, &c); break;
    case COND_MEASURE:
        sy_resolve_names(r, c.names, ALLOW_MEASURE, "a measure");
        sy_resolve_qty(r, c.extra);
        break;
    case COND_ALL:
    case COND_ANY:
    case COND_NONE_OF:
    case COND_MAJORITY:
    case COND_COUNT:
    case COND_WEIGHT:
    case COND_SUM: counted_cond(r, &c); break;
    case COND_EVENTS: events_cond(r, &c); break;
    case COND_BEFORE:
    case COND_WITHIN:
        kids(r, &c);
        sy_resolve_time(r, r->tree->args.p[c.extra].time);
        break;
    }
}
