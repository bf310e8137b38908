// An assumption fills blanks only: what a sentence says it may narrow, never cover.
#include "model/rules.h"

#include <math.h>

typedef struct Given { // a value on record
    uint32_t entry;    // where it stands
    uint32_t guard;
    Span span;
    double low, high; // what may be narrowed; equal, or not numbers: nothing
    uint32_t before;  // the next value of the same thing; 0: none
} Given;

typedef struct Assumed {
    Model *m;
    Resolver r;
    IntMap things; // what has a value -> newest
    VEC(uint32_t) newest;
    VEC(Given) given; // from 1
} Assumed;

enum { VALUE_OF, AMOUNT_OF, BEGIN_OF }; // what of a thing

static uint64_t thing(int what, uint32_t kind, uint32_t id)
{
    return ((uint64_t)what << 40 | (uint64_t)kind << 32) | id;
}

static void give(Assumed *x, uint64_t key, Given g)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&x->things, key, &is_new);
    if (is_new) {
        vec_push(x->r.arena, &x->newest, 0);
    }
    g.before = x->newest.p[at];
    vec_push(x->r.arena, &x->given, g);
    x->newest.p[at] = (uint32_t)x->given.len - 1;
}

// The interval of a value; a truth, an option: not numbers. The yardsticks are those of ICD 203.
static void interval(const Tree *t, uint8_t truth, Sym word, uint32_t qty, double *low,
                     double *high)
{
    static const struct {
        uint32_t word;
        double low, high;
    } yardsticks[] = {
        {W_ALMOST_CERTAIN, 0.95, 0.99}, {W_HIGHLY_LIKELY, 0.80, 0.95},
        {W_LIKELY, 0.55, 0.80},         {W_EVEN, 0.45, 0.55},
        {W_UNLIKELY, 0.20, 0.45},       {W_HIGHLY_UNLIKELY, 0.05, 0.20},
        {W_REMOTE, 0.01, 0.05},
    };
    *low = *high = (double)NAN;
    for (ptrdiff_t i = 0; truth == TRUTH_ODDS && i < COUNT_OF(yardsticks); i++) {
        if (yardsticks[i].word == word.v) {
            *low = yardsticks[i].low;
            *high = yardsticks[i].high;
        }
    }
    if (qty) {
        *low = t->qtys.p[qty].low;
        *high = t->qtys.p[qty].high;
    }
}

static void give_value(Assumed *x, uint32_t index, const Entry *e, const Sentence *s)
{
    const Name *n = sy_name(x->m, s->subject, 0);
    bool blank = s->truth == TRUTH_UNKNOWN || (s->qty && x->m->tree->qtys.p[s->qty].unstated);
    if (n->ref_kind != REF_ENTITY || blank) {
        return;
    }
    Given g = {.entry = index, .guard = e->guard, .span = s->span};
    interval(x->m->tree, s->truth, s->word, s->qty, &g.low, &g.high);
    give(x, thing(VALUE_OF, REF_ENTITY, n->ref), g);
    if (s->truth == TRUTH_TRUE) {
        g.low = g.high = (double)NAN;
        give(x, thing(BEGIN_OF, REF_ENTITY, n->ref), g);
    }
}

static uint32_t promise_said(Assumed *x, const Sentence *s, EntityId who)
{
    const Name *n = &x->m->tree->names.p[s->deed.as ? s->deed.as : s->deed.name];
    if (n->ref_kind == REF_PROMISE) {
        return n->ref;
    }
    EntityId what = {n->ref_kind == REF_ENTITY ? n->ref : 0};
    return sy_model_promise_find(x->m, who, what, s->whose == WHOSE_SOME).v;
}

static void give_amount(Assumed *x, uint32_t index, const Entry *e, const Sentence *s,
                        const Clause *c)
{
    const Qty *q = &x->m->tree->qtys.p[c->x];
    Given g = {.entry = index, .span = c->span, .low = q->low, .high = q->high};
    g.guard = e->guard ? e->guard : c->guard;
    for (uint32_t i = 0; !q->unstated && i < s->subject.count; i++) {
        const Name *n = sy_name(x->m, s->subject, i);
        bool open = false;
        EntityId one = {n->ref_kind == REF_ENTITY ? n->ref : 0};
        EntityList all = {&one, 1};
        if (one.v && s->whose == WHOSE_EACH) {
            all = sy_rules_everybody(x->r.arena, x->m, one, &open);
        }
        for (ptrdiff_t k = 0; one.v && k < all.len; k++) {
            uint32_t promise = promise_said(x, s, all.p[k]);
            if (promise) {
                give(x, thing(AMOUNT_OF, REF_PROMISE, promise), g);
            }
        }
    }
}

static void give_needs(Assumed *x, uint32_t entity, const Entry *e)
{
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &x->m->tree->clauses.p[e->first_clause + i];
        const Qty *q = c->kind == CL_BOUND ? &x->m->tree->qtys.p[c->x] : NULL;
        if (q && !q->unstated) {
            Given g = {.entry = sy_entity(x->m, (EntityId){entity})->entry, .span = c->span};
            g.guard = e->guard ? e->guard : c->guard;
            g.low = q->low;
            g.high = q->high;
            give(x, thing(AMOUNT_OF, REF_ENTITY, entity), g);
        }
    }
}

static void collect(Assumed *x)
{
    const Tree *t = x->m->tree;
    for (ptrdiff_t i = 1; i < t->sentences.len; i++) {
        const Sentence *s = &t->sentences.p[i];
        const Entry *e = &t->entries.p[s->entry];
        if (e->broken || e->candidate) {
            continue;
        }
        if (s->verb == VERB_IS) {
            give_value(x, s->entry, e, s);
        }
        for (uint32_t k = 0; s->verb == VERB_PROMISE && k < e->nclauses; k++) {
            const Clause *c = &t->clauses.p[e->first_clause + k];
            if (c->kind == CL_AMOUNT) {
                give_amount(x, s->entry, e, s, c);
            }
        }
    }
    for (uint32_t i = 1; i < (uint32_t)x->m->entities.len; i++) {
        const Entity *n = sy_entity(x->m, (EntityId){i});
        if (n->kind == ENTRY_NEED) {
            give_needs(x, i, &t->entries.p[n->entry]);
        }
    }
}

static void report(Assumed *x, const Name *n, const Given *g, const char *what)
{
    Str text = sy_sources_text(x->m->sources, n->span);
    const Entry *said = &x->m->tree->entries.p[g->entry];
    bool range = g->low < g->high;
    Diag *d =
        sy_resolve_error(&x->r, D_E2504, n->span, "`%.*s` has %s on record", STR_ARG(text), what);
    sy_diag_label(x->r.diags, d, g->span, "here");
    if (range) {
        sy_diag_help(x->r.diags, d, "an assumption may narrow a range, within its bounds");
    } else {
        sy_diag_help(x->r.diags, d,
                     "an assumption fills what is blank; to ask what if, strike the "
                     "%s with `--without LABEL`",
                     sy_entry_word((EntryKind)said->kind));
    }
}

static bool narrows(const Given *g, double low, double high)
{
    return g->low < g->high && low >= g->low && high <= g->high;
}

static void check(Assumed *x, const Entry *e, const Assume *a, int what, const char *words)
{
    const Name *n = &x->m->tree->names.p[a->name];
    ptrdiff_t at = sy_intmap_find(&x->things, thing(what, n->ref_kind, n->ref));
    double low, high;
    interval(x->m->tree, a->truth, a->word, a->qty, &low, &high);
    for (uint32_t i = at < 0 ? 0 : x->newest.p[at]; i; i = x->given.p[i].before) {
        const Given *g = &x->given.p[i];
        bool apart = e->guard && g->guard && !sy_rules_same_guard(x->m, e->guard, g->guard);
        if (!apart && !narrows(g, low, high)) {
            report(x, n, g, words);
            return;
        }
    }
}

void sy_rules_assumed(Model *m)
{
    if (m->tree->assumes.len <= 1) {
        return;
    }
    Assumed x = {.m = m,
                 .r = {.model = m, .tree = m->tree, .diags = m->diags, .arena = m->arena},
                 .things = sy_intmap_new(m->arena)};
    vec_push(m->arena, &x.given, (Given){0});
    collect(&x);
    for (ptrdiff_t i = 1; i < m->tree->assumes.len; i++) {
        const Assume *a = &m->tree->assumes.p[i];
        const Entry *e = &m->tree->entries.p[a->entry];
        if (e->broken || a->inferred) {
            continue;
        }
        if (a->kind == ASSUME_IS) {
            check(&x, e, a, VALUE_OF, "a value");
        } else if (a->kind == ASSUME_AMOUNTS) {
            check(&x, e, a, AMOUNT_OF, "an amount");
        } else if (a->kind == ASSUME_BEGINS) {
            check(&x, e, a, BEGIN_OF, "a beginning");
        }
    }
}
