// Entries: each clause's names by what may stand there.
#include "model/resolve.h"

#define ALLOW_SUBJECT (ALLOW_PARTY | ALLOW_GROUP | ALLOW_BODY)

static void deed(Resolver *r, const Deed *d)
{
    Name *n = &r->tree->names.p[d->name];
    EntityId it = n->b.v ? (EntityId){0} : sy_model_by_sym(r->model, n->a);
    uint32_t kind = it.v ? sy_entity(r->model, it)->kind : 0;
    if (d->kind == DEED_DO && kind == ENTRY_LAYER) {
        Str text = sy_sources_text(r->model->sources, n->span);
        Diag *x = sy_resolve_error(r, D_E0901, n->span, "`%.*s` is a layer, and a layer is given",
                                   STR_ARG(text));
        sy_diag_help(r->diags, x, "write `give %.*s`", STR_ARG(text));
    } else if (d->kind == DEED_GIVE && kind == ENTRY_ACT) {
        Str text = sy_sources_text(r->model->sources, n->span);
        Diag *x = sy_resolve_error(r, D_E0902, n->span, "`%.*s` is an act, and an act is done",
                                   STR_ARG(text));
        sy_diag_help(r->diags, x, "leave out `give`");
    } else {
        sy_resolve_name(r, d->name,
                        d->kind == DEED_GIVE ? ALLOW_LAYER
                        : d->kind == DEED_DO ? ALLOW_ACT
                                             : ALLOW_STEP | ALLOW_PROMISE,
                        d->kind == DEED_GIVE ? "a layer"
                        : d->kind == DEED_DO ? "an act"
                                             : "a step of a trigger or a promise");
    }
    sy_resolve_names(r, d->to, ALLOW_ACTORS, "a party");
    sy_resolve_names(r, d->in, ALLOW_PLACE, "a place");
    sy_resolve_names(r, d->through, ALLOW_ACTORS, "a party");
    sy_resolve_name(r, d->as, ALLOW_PROMISE, "a declared promise");
}

static void step(Resolver *r, uint32_t index)
{
    const Step s = r->tree->steps.p[index];
    sy_resolve_names(r, s.names, ALLOW_SUBJECT, "a party, group or body");
    Resolver inner = *r;
    inner.own_ok = s.whose == WHOSE_EACH || (s.whose == WHOSE_PLAIN && s.names.count > 1);
    inner.members = s.names;
    inner.each = s.whose == WHOSE_EACH;
    deed(&inner, &s.deed);
    sy_resolve_time(&inner, s.within_of);
    sy_resolve_time(&inner, s.by);
    sy_resolve_time(&inner, s.from);
    sy_resolve_cond(&inner, s.after);
    sy_resolve_cond(&inner, s.when_if);
    sy_resolve_cond(&inner, s.whilst);
    sy_resolve_names(&inner, s.menu, ALLOW_ACT | ALLOW_LAYER, "an act or a layer");
    sy_resolve_qty(&inner, s.amount);
    sy_resolve_vote(&inner, s.verified);
}

static void label_known(Resolver *r, Sym label, Span span)
{
    if (sy_model_labelled(r->model, label)) {
        return;
    }
    Str text = sy_sym_text(r->tree->syms, label);
    Diag *d =
        sy_resolve_error(r, D_E1203, span, "no sentence carries the label [%.*s]", STR_ARG(text));
    Str best = {0};
    int least = 2;
    for (ptrdiff_t i = 0; i < r->model->label_entry.len && i < 5000; i++) {
        Sym other = r->tree->entries.p[r->model->label_entry.p[i]].label;
        int far = sy_str_distance(sy_sym_text(r->tree->syms, other), text, 1);
        if (far < least) {
            least = far;
            best = sy_sym_text(r->tree->syms, other);
        }
    }
    if (best.len) {
        sy_diag_help(r->diags, d, "did you mean [%.*s]?", STR_ARG(best));
    }
}

// Only readings and versions: which text exists never depends on the world.
static void guard(Resolver *r, uint32_t cond)
{
    if (!cond) {
        return;
    }
    const Cond c = r->tree->conds.p[cond];
    if (c.kind == COND_AND || c.kind == COND_OR || c.kind == COND_NOT) {
        for (uint32_t k = c.first; k; k = r->tree->conds.p[k].next) {
            guard(r, k);
        }
        return;
    }
    const Name *n = c.kind == COND_IS ? sy_name(r->model, c.names, 0) : NULL;
    EntityId id = n && !n->b.v ? sy_model_by_sym(r->model, n->a) : (EntityId){0};
    uint32_t kind = id.v ? sy_entity(r->model, id)->kind : 0;
    if (n && kind != ENTRY_DECISION && (!id.v || kind == ENTRY_READING || kind == ENTRY_VERSION)) {
        sy_resolve_cond(r, cond); // reports what is unknown
        return;
    }
    Diag *d = sy_resolve_error(r, D_E1601, c.span, "`only when` takes readings and versions only");
    sy_diag_help(r->diags, d, "what depends on the world is a condition: `if ...`");
}

// ---------------------------------------------------------------- clauses

static void clause_names(Resolver *r, const Clause *c, uint32_t entry_kind)
{
    switch ((int)c->kind) {
    case CL_IN_STEP: sy_resolve_names(r, c->names, ALLOW_COND, "a promise or a trigger"); break;
    case CL_INSTEAD:
        sy_resolve_names(r, c->names, ALLOW_COND | ALLOW_DECISION, "the name of a condition");
        break;
    case CL_WITHOUT:
        sy_resolve_names(r, c->names, ALLOW_LAYER | ALLOW_ACT, "a layer or an act");
        break;
    case CL_NEVER:
        sy_resolve_names(r, c->names, ALLOW_LAYER | ALLOW_ACT | ALLOW_PLACE | ALLOW_EVENT,
                         "a layer, act, place or event");
        break;
    case CL_ASK:
        sy_resolve_names(r, c->names, ALLOW_ACTORS, "a party");
        sy_resolve_names(r, (NameList){c->x, c->y},
                         ALLOW_LAYER | ALLOW_ACT | ALLOW_PLACE | ALLOW_EVENT,
                         "a layer, act, place or event");
        break;
    case CL_WITHHOLDING:
    case CL_VETOING: sy_resolve_names(r, c->names, ALLOW_PROMISE, "a promise"); break;
    case CL_SIGNED:
    case CL_MEMBERS:
    case CL_AMONG:
    case CL_CHAIRED:
    case CL_BETWEEN:
    case CL_AGAINST: sy_resolve_names(r, c->names, ALLOW_ACTORS, "a party, group or body"); break;
    case CL_OVERLAPS: sy_resolve_names(r, c->names, ALLOW_GROUP | ALLOW_BODY, "a group"); break;
    case CL_WEIGHS: sy_resolve_names(r, c->names, ALLOW_ACTORS, "a member"); break;
    case CL_PART_OF:
        sy_resolve_names(r, c->names,
                         entry_kind == ENTRY_LAYER   ? (uint32_t)ALLOW_LAYER
                         : entry_kind == ENTRY_ACT   ? (uint32_t)ALLOW_ACT
                         : entry_kind == ENTRY_PLACE ? (uint32_t)ALLOW_PLACE
                                                     : (uint32_t)(ALLOW_GROUP | ALLOW_BODY),
                         "something of the same kind");
        break;
    case CL_OF:
        if (entry_kind == ENTRY_SIGNING) {
            sy_resolve_names(r, c->names, ALLOW_PROMISE, "a promise");
        } else {
            sy_resolve_names(r, c->names, ALLOW_SUBJECT, "a party or group");
        }
        break;
    case CL_ABOUT: sy_resolve_names(r, c->names, ~0u, "a name"); break;
    case CL_ON: sy_resolve_names(r, c->names, ALLOW_SUBJECT, "a party"); break;
    case CL_BOUND:
    case CL_NO:
        sy_resolve_names(r, c->names,
                         ALLOW_LAYER | ALLOW_ACT | ALLOW_EVENT | ALLOW_GROUP | ALLOW_PARTY,
                         "a layer, act or kind of event");
        break;
    case CL_IN:
    case CL_OUTSIDE: sy_resolve_names(r, c->names, ALLOW_PLACE, "a place"); break;
    case CL_EXCEPT:
    case CL_EITHER: sy_resolve_names(r, c->names, ~0u, "a name"); break;
    case CL_DECIDED:
        sy_resolve_names(r, c->names, ALLOW_COND | ALLOW_ACT | ALLOW_LAYER,
                         "the promise, step, act, layer, fact or trigger it decides on");
        break;
    default: break;
    }
}

static void clause_value(Resolver *r, const Clause *c, uint32_t entry_kind)
{
    switch ((int)c->kind) {
    case CL_IF:
    case CL_AFTER:
    case CL_WITH:
    case CL_UNLESS:
    case CL_WHILE:
    case CL_FAILING:
    case CL_WHEN:
    case CL_MEANS:
    case CL_BINDING: sy_resolve_cond(r, c->x); break;
    case CL_EXCEPT: sy_resolve_cond(r, c->sub ? c->x : 0); break;
    case CL_UNTIL:
        if (c->sub) {
            sy_resolve_cond(r, c->x);
        } else {
            sy_resolve_time(r, c->x);
        }
        break;
    case CL_RENEWS: sy_resolve_cond(r, c->y); break;
    case CL_FROM:
    case CL_BY: sy_resolve_time(r, c->x); break;
    case CL_AMOUNT:
    case CL_EQUALS:
    case CL_MEASURED:
    case CL_BOUND: sy_resolve_qty(r, c->x); break;
    case CL_USES:
        sy_resolve_qty(r, c->x);
        sy_resolve_name(r, c->y, ALLOW_LAYER, "a layer");
        break;
    case CL_GIVES:
        sy_resolve_name(r, c->x, ALLOW_LAYER, "a layer");
        sy_resolve_qty(r, c->y);
        break;
    case CL_DOES: sy_resolve_name(r, c->x, ALLOW_ACT, "an act"); break;
    case CL_VERIFIED:
    case CL_JUDGED:
    case CL_MADE:
    case CL_CALLED:
    case CL_DECIDED: sy_resolve_vote(r, c->x); break;
    case CL_REPEATS:
    case CL_REPLACES:
    case CL_CONTRADICTS: label_known(r, (Sym){c->x}, c->span); break;
    case CL_THEN: step(r, c->x); break;
    default: break;
    }
    (void)entry_kind;
}

static void clauses(Resolver *r, const Entry *e)
{
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause c = r->tree->clauses.p[e->first_clause + i];
        guard(r, c.guard);
        if (c.kind == CL_CITE) {
            for (uint32_t k = 0; k < c.y; k++) {
                sy_resolve_name(r, r->tree->cites.p[c.x + k].doc, ALLOW_DOCUMENT, "a document");
            }
            continue;
        }
        Resolver inner = *r;
        if (c.kind == CL_JUDGED && e->kind == ENTRY_FACT) { // `judged by own`
            for (uint32_t k = 0; k < e->nclauses; k++) {
                const Clause *of = &r->tree->clauses.p[e->first_clause + k];
                if (of->kind == CL_OF && of->sub) {
                    inner.own_ok = true;
                    inner.members = of->names;
                    inner.each = true;
                }
            }
        }
        clause_names(&inner, &c, e->kind);
        clause_value(&inner, &c, e->kind);
    }
}

// ---------------------------------------------------------------- sentences

static void demanded(Resolver *r, Sentence *s)
{
    if (s->wish_names) {
        sy_resolve_names(r, s->names, ALLOW_LAYER | ALLOW_ACT, "a layer or an act");
        return;
    }
    const Cond *c = &r->tree->conds.p[s->cond];
    if (c->kind == COND_ATOM && !c->edge) {
        const Name *n = sy_name(r->model, c->names, 0);
        EntityId id = n->b.v ? (EntityId){0} : sy_model_by_sym(r->model, n->a);
        uint32_t kind = id.v ? sy_entity(r->model, id)->kind : 0;
        if (kind == ENTRY_LAYER || kind == ENTRY_ACT) {
            s->wish_names = true;
            s->names = c->names;
            sy_resolve_names(r, s->names, ALLOW_LAYER | ALLOW_ACT, "a layer or an act");
            return;
        }
    }
    sy_resolve_cond(r, s->cond);
}

static void is_value(Resolver *r, Sentence *s)
{
    Name *n = &r->tree->names.p[s->subject.first];
    EntityId id = n->b.v ? (EntityId){0} : sy_model_by_sym(r->model, n->a);
    uint32_t kind = id.v ? sy_entity(r->model, id)->kind : 0;
    bool choice = kind == ENTRY_READING || kind == ENTRY_VERSION || kind == ENTRY_DECISION;
    if (s->truth || s->qty) {
        sy_resolve_name(r, s->subject.first, ALLOW_COND | ALLOW_MEASURE,
                        "a fact, a condition, a trigger or a measure");
    } else if (choice) {
        n->ref_kind = REF_ENTITY;
        n->ref = id.v;
        Cond c = {.kind = COND_IS, .names = s->subject, .word = s->word, .span = s->span};
        vec_push(r->arena, &r->tree->conds, c);
        sy_resolve_cond(r, (uint32_t)r->tree->conds.len - 1);
    } else {
        Str text = sy_sym_text(r->tree->syms, s->word);
        Str name = sy_sources_text(r->model->sources, n->span);
        sy_resolve_name(r, s->subject.first, ~0u, "a fact or a choice");
        if (n->ref_kind) {
            sy_resolve_error(r, D_E1502, s->span,
                             "`%.*s` is no reading, version or decision, so it cannot be `%.*s`",
                             STR_ARG(name), STR_ARG(text));
        }
    }
    sy_resolve_qty(r, s->qty);
}

static void sentence(Resolver *r, const Entry *e)
{
    Sentence *s = &r->tree->sentences.p[e->detail];
    sy_resolve_name(r, s->speaker, ALLOW_ACTORS | ALLOW_DOCUMENT, "a speaker");
    sy_resolve_names(r, sy_sentence_more(r->tree, s)->speaker_of, ALLOW_ACTORS, "a party");
    sy_resolve_name(r, s->quoting, ALLOW_ACTORS, "who is quoted");
    sy_resolve_name(r, s->venue, ALLOW_MEETING | ALLOW_PLACE | ALLOW_BODY, "a meeting or a place");
    if (s->verb == VERB_IS) {
        is_value(r, s);
        clauses(r, e);
        return;
    }
    sy_resolve_names(r, s->subject, ALLOW_SUBJECT, "a party, group or body");
    r->own_ok = s->whose == WHOSE_EACH || (s->whose == WHOSE_PLAIN && s->subject.count > 1);
    r->members = s->subject;
    r->each = s->whose == WHOSE_EACH;
    if (s->verb == VERB_PROMISE) {
        deed(r, &s->deed);
    } else if (s->verb == VERB_DEMAND || s->verb == VERB_DROP) {
        demanded(r, s);
        sy_resolve_names(r, s->from, ALLOW_ACTORS, "a party");
        sy_resolve_names(r, s->forp, ALLOW_PROMISE, "a promise");
    } else if (s->verb == VERB_DECLINE) {
        sy_resolve_names(r, s->names, ALLOW_PROMISE, "a promise");
    } else if (s->verb == VERB_WITHDRAW) {
        label_known(r, s->word, s->span);
    } else if (s->cond) {
        sy_resolve_cond(r, s->cond);
    }
    clauses(r, e);
    r->own_ok = false;
}

// Under a document `own` is the giver of each sentence that it speaks.
static void document(Resolver *r, const Entry *e)
{
    EntityId doc = sy_model_by_sym(r->model, r->tree->names.p[e->name].a);
    r->own_ok = true;
    r->members = (NameList){0};
    bool own = false;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        Clause *c = &r->tree->clauses.p[e->first_clause + i];
        own = own || c->kind == CL_IF || c->kind == CL_UNLESS || c->kind == CL_WHILE ||
              c->kind == CL_UNTIL || c->kind == CL_BINDING || c->kind == CL_RENEWS ||
              c->kind == CL_FROM;
    }
    for (ptrdiff_t i = 1; own && i < r->tree->sentences.len; i++) {
        const Sentence *s = &r->tree->sentences.p[i];
        const Name *n = s->speaker ? &r->tree->names.p[s->speaker] : NULL;
        if (s->verb == VERB_PROMISE && n && !n->b.v && sy_model_by_sym(r->model, n->a).v == doc.v &&
            s->subject.count && sy_name(r->model, s->subject, 0)->ref_kind == REF_ENTITY) {
            r->members = s->subject; // one sentence's givers stand for all in messages
            r->each = s->whose == WHOSE_EACH;
        }
    }
    clauses(r, e);
    r->own_ok = false;
}

static void assumption(Resolver *r, const Entry *e)
{
    const Assume a = r->tree->assumes.p[e->detail];
    uint32_t allow = ALLOW_COND;
    const char *what = "a fact or condition";
    Name *n = &r->tree->names.p[a.name];
    EntityId id = n->b.v ? (EntityId){0} : sy_model_by_sym(r->model, n->a);
    uint32_t kind = id.v ? sy_entity(r->model, id)->kind : 0;
    switch ((AssumeKind)a.kind) {
    case ASSUME_IS:
        if (kind == ENTRY_READING || kind == ENTRY_VERSION || kind == ENTRY_DECISION) {
            Cond c = {.kind = COND_IS, .names = {a.name, 1}, .word = a.word, .span = n->span};
            vec_push(r->arena, &r->tree->conds, c);
            sy_resolve_cond(r, (uint32_t)r->tree->conds.len - 1);
            break;
        }
        allow = ALLOW_COND | ALLOW_MEASURE;
        if (!a.truth && !a.qty) {
            Str text = sy_sym_text(r->tree->syms, a.word);
            sy_resolve_error(r, D_E1502, n->span, "this is no choice, so it cannot be `%.*s`",
                             STR_ARG(text));
        }
        break;
    case ASSUME_AMOUNTS:
        allow = ALLOW_PROMISE | ALLOW_NEED;
        what = "a promise or a need";
        break;
    case ASSUME_HONOURED:
    case ASSUME_NEEDS:
        allow = ALLOW_PROMISE;
        what = "a promise";
        break;
    case ASSUME_IMPLIES: allow = ALLOW_FACT | ALLOW_CONDITION | ALLOW_TRIGGER; break;
    case ASSUME_TAKES:
        allow = ALLOW_COND | ALLOW_ACT | ALLOW_LAYER;
        what = "a step, an act or a fact";
        break;
    case ASSUME_BEGINS: break;
    }
    sy_resolve_name(r, a.name, allow, what);
    sy_resolve_cond(r, a.cond);
    sy_resolve_time(r, a.time);
    sy_resolve_qty(r, a.qty);
    clauses(r, e);
}

static void expectation(Resolver *r, const Entry *e)
{
    Expect *x = &r->tree->expects.p[e->detail];
    sy_resolve_name(r, x->name, ALLOW_COND | ALLOW_DECISION, "a promise or condition");
    const Name *n = &r->tree->names.p[x->name];
    if (x->kind == EXPECT_GRADE && x->state && n->ref_kind == REF_STEP) {
        x->kind = EXPECT_STATE; // `open` of a step
    } else if (x->kind == EXPECT_GRADE && n->ref_kind == REF_ENTITY) {
        sy_resolve_error(r, D_E3001, e->span, "a grade is of a promise, and this is none");
    }
    if (x->kind == EXPECT_STATE && n->ref_kind) {
        bool step = n->ref_kind == REF_STEP;
        bool step_only =
            x->state == STATE_WAITING || x->state == STATE_DONE || x->state == STATE_OPEN;
        if (n->ref_kind == REF_ENTITY || (!step && step_only)) {
            Str text = sy_sources_text(r->model->sources, n->span);
            const char *kind =
                n->ref_kind == REF_ENTITY
                    ? sy_entry_word((EntryKind)sy_entity(r->model, (EntityId){n->ref})->kind)
                    : "promise";
            sy_resolve_error(r, D_E3001, e->span, "`%s` is the state of a %s, and `%.*s` is %s %s",
                             sy_state_name((State)x->state),
                             step_only ? "step" : "promise or a step", STR_ARG(text),
                             sy_article(kind), kind);
        }
    }
    sy_resolve_names(r, x->sets, ~0u, "a name");
    sy_resolve_names(r, x->given, ALLOW_COND | ALLOW_ACTORS | ALLOW_EACH | ALLOW_CHOICE,
                     "a fact, condition, promise, trigger, party or body");
    guard(r, x->when);
    for (uint32_t i = 0; i < x->without.count; i++) {
        const Name *l = sy_name(r->model, x->without, i);
        label_known(r, l->a, l->span);
    }
}

static void entry(Resolver *r, const Entry *e)
{
    guard(r, e->guard);
    switch ((int)e->kind) {
    case ENTRY_SENTENCE: sentence(r, e); break;
    case ENTRY_DOCUMENT: document(r, e); break;
    case ENTRY_INFER:
    case ENTRY_ASSUME: assumption(r, e); break;
    case ENTRY_EXPECT: expectation(r, e); break;
    case ENTRY_TRIGGER:
        r->trigger = sy_model_by_sym(r->model, r->tree->names.p[e->name].a);
        clauses(r, e);
        r->trigger = (EntityId){0};
        break;
    default: clauses(r, e); break;
    }
}

void sy_resolve_all(Model *m)
{
    Resolver r = {.model = m, .tree = m->tree, .diags = m->diags, .arena = m->arena};
    uint32_t n = (uint32_t)m->tree->entries.len;
    // groups first: what is each member's own needs their members
    for (uint32_t i = 1; i < n; i++) {
        const Entry *e = &m->tree->entries.p[i];
        if (!e->broken && (e->kind == ENTRY_GROUP || e->kind == ENTRY_BODY)) {
            r.quiet = e->candidate;
            entry(&r, e);
        }
    }
    for (uint32_t i = 1; i < n; i++) {
        const Entry *e = &m->tree->entries.p[i];
        if (!e->broken && e->kind != ENTRY_GROUP && e->kind != ENTRY_BODY &&
            e->kind != ENTRY_DOCUMENT) {
            r.quiet = e->candidate;
            entry(&r, e);
        }
    }
    for (uint32_t i = 1; i < n; i++) { // documents last: their `own` is whom their sentences name
        const Entry *e = &m->tree->entries.p[i];
        if (!e->broken && e->kind == ENTRY_DOCUMENT) {
            r.quiet = false;
            entry(&r, e);
        }
    }
    for (ptrdiff_t i = 1; i < m->tree->files.len; i++) {
        guard(&r, m->tree->files.p[i].guard);
    }
}
