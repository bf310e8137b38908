// Rules on what goes by a word: a condition ended must have been raised, and who may take back what.
#include "model/rules.h"

// One who is spoken of: a party, or `some of` a group.
typedef struct Who {
    EntityId id;
    bool some;
} Who;

typedef VEC(Who) Whos;

// The first sentence that has a condition.
typedef struct Raised {
    Day day;
    uint32_t entry; // UINT32_MAX: no sentence has it
} Raised;

// A condition said to be ended, by name or as a whole.
typedef struct Ending {
    uint32_t entry;
    const Name *promise; // of which; null: of the sentence's own
    const Name *name;
    uint32_t cond; // where name is null
    Span span;
} Ending;

typedef struct Said {
    Model *m;
    Resolver r;
    VEC(Ending) endings;
    IntMap asked;  // promises of which a condition is said to be ended
    IntMap raised; // (promise, condition) said to be ended -> first
    VEC(Raised) first;
    Whos who, other; // filled and emptied: see whos
} Said;

static const Entry *entry_of(const Said *x, uint32_t index)
{
    return &x->m->tree->entries.p[index];
}

static const Clause *clause_of(const Said *x, const Entry *e, uint32_t i)
{
    return &x->m->tree->clauses.p[e->first_clause + i];
}

// Whom a sentence is about, under any reading, in the place of what `out` held. True: and others,
// not known.
static bool whos(const Said *x, const Sentence *s, Whos *out)
{
    const Model *m = x->m;
    bool open = false;
    out->len = 0;
    for (uint32_t i = 0; i < s->subject.count; i++) {
        const Name *n = sy_name(m, s->subject, i);
        if (n->ref_kind != REF_ENTITY) {
            continue;
        }
        if (s->whose != WHOSE_EACH) {
            vec_push(x->r.arena, out, (Who){{n->ref}, s->whose == WHOSE_SOME});
            continue;
        }
        EntityList all = sy_rules_everybody(x->r.arena, m, (EntityId){n->ref}, &open);
        for (ptrdiff_t k = 0; k < all.len; k++) {
            vec_push(x->r.arena, out, (Who){all.p[k], false});
        }
    }
    return open;
}

// The sentence, if it counts; null: it is broken or a candidate.
static const Entry *counting(const Said *x, const Sentence *s)
{
    const Entry *e = entry_of(x, s->entry);
    return e->broken || e->candidate ? NULL : e;
}

// ---------------------------------------------------------------- keys

#define KEY_SEED 0x243f6a8885a308d3u

static uint64_t mix(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9e3779b97f4a7c15u;
    return h ^ (h >> 29);
}

static uint64_t number_bits(double v)
{
    uint64_t bits = 0;
    memcpy(&bits, &v, sizeof bits);
    return v == 0 ? 0 : bits;
}

static uint64_t promise_key(Promise p)
{
    return mix(mix(mix(KEY_SEED, p.owner.v), p.what.v), p.some);
}

// The promise of a sentence for one of those it is about; what.v == 0: it answers a step.
static Promise promise_of(const Said *x, const Sentence *s, Who who)
{
    const Name *n = &x->m->tree->names.p[s->deed.as ? s->deed.as : s->deed.name];
    if (n->ref_kind == REF_PROMISE) {
        return x->m->promises.p[n->ref];
    }
    EntityId what = {n->ref_kind == REF_ENTITY ? n->ref : 0};
    return (Promise){who.id, what, who.some};
}

static uint64_t name_key(Said *x, uint64_t h, const Name *n, EntityId own)
{
    Ref ref = sy_model_ref(x->m, n, own);
    h = mix(mix(h, ref.kind), ref.id);
    return ref.kind == REF_EACH ? mix(h, n->a.v) : h;
}

static uint64_t names_key(Said *x, uint64_t h, NameList list, EntityId own)
{
    for (uint32_t i = 0; i < list.count; i++) {
        h = name_key(x, h, sy_name(x->m, list, i), own);
    }
    return mix(h, list.count);
}

static uint64_t qty_key(const Said *x, uint64_t h, uint32_t qty)
{
    const Qty *q = &x->m->tree->qtys.p[qty];
    h = mix(mix(h, number_bits(q->low)), number_bits(q->high));
    return mix(mix(h, q->unstated), x->m->tree->names.p[q->unit].a.v);
}

static uint64_t dur_key(const Said *x, uint64_t h, uint32_t dur)
{
    const Dur *d = &x->m->tree->durs.p[dur];
    return mix(mix(mix(h, number_bits(d->low)), number_bits(d->high)), d->unit);
}

static uint64_t time_key(Said *x, uint64_t h, uint32_t time, EntityId own)
{
    for (int depth = 0; time && depth < 256; depth++) {
        const Time t = x->m->tree->times.p[time];
        h = mix(mix(h, t.kind), (uint64_t)(uint32_t)t.dates.early << 32 | (uint32_t)t.dates.late);
        h = dur_key(x, mix(h, (uint32_t)t.clock.seconds), t.dur);
        if (t.kind == TIME_EVENT) {
            h = name_key(x, mix(h, t.edge), &x->m->tree->names.p[t.name], own);
        } else if (t.kind == TIME_STEP) {
            h = mix(h, t.name);
        }
        time = t.base;
    }
    return h;
}

static uint64_t arg_key(Said *x, uint64_t h, const Cond *c, EntityId own)
{
    if (c->kind == COND_MEASURE) {
        return qty_key(x, h, c->extra);
    }
    if (c->kind == COND_STEP || !c->extra) {
        return mix(h, c->extra);
    }
    const CondArg arg = x->m->tree->args.p[c->extra];
    h = mix(mix(h, number_bits(arg.number)), number_bits(arg.denominator));
    h = time_key(x, dur_key(x, qty_key(x, h, arg.qty), arg.dur), arg.time, own);
    return names_key(x, mix(h, x->m->tree->names.p[arg.weight].a.v), arg.places, own);
}

// Equal for equal conditions (section 17.4); sy_cond_same is the same rule, pair by pair.
static uint64_t cond_key(Said *x, uint32_t cond, EntityId own)
{
    const Cond c = x->m->tree->conds.p[cond];
    uint64_t h = mix(mix(mix(mix(KEY_SEED, c.kind), c.compare), c.voice), c.edge);
    h = arg_key(x, names_key(x, mix(h, c.word.v), c.names, own), &c, own);
    for (uint32_t k = c.first; k; k = x->m->tree->conds.p[k].next) {
        h = mix(h, cond_key(x, k, own));
    }
    return mix(h, 1);
}

// A bare name as a condition.
static uint64_t atom_key(Said *x, const Name *n, EntityId own)
{
    return name_key(x, ~KEY_SEED, n, own);
}

// ---------------------------------------------------------------- what was raised

static bool is_earlier(Raised a, Raised b)
{
    return a.day < b.day || (a.day == b.day && a.entry < b.entry);
}

static Raised at_entry(const Said *x, uint32_t index)
{
    const Sentence *s = &x->m->tree->sentences.p[entry_of(x, index)->detail];
    return (Raised){sy_sentence_day(s), index};
}

static void raise_key(Said *x, uint64_t promise, uint64_t cond, Raised when)
{
    ptrdiff_t at = sy_intmap_find(&x->raised, mix(promise, cond));
    if (at >= 0 && is_earlier(when, x->first.p[at])) {
        x->first.p[at] = when;
    }
}

// Each part of a top-level `and` is a condition; one of a single name, or about one choice, is also
// known by that name.
static void raise_cond(Said *x, uint64_t promise, uint32_t cond, EntityId own, Raised when)
{
    const Cond c = x->m->tree->conds.p[cond];
    if (c.kind == COND_AND && !c.grouped) {
        for (uint32_t k = c.first; k; k = x->m->tree->conds.p[k].next) {
            raise_cond(x, promise, k, own, when);
        }
        return;
    }
    uint32_t core = sy_cond_core(x->m, cond);
    const Cond *d = &x->m->tree->conds.p[core];
    if ((d->kind == COND_ATOM || d->kind == COND_IS) && d->names.count == 1) {
        raise_key(x, promise, atom_key(x, sy_name(x->m, d->names, 0), own), when);
    }
    raise_key(x, promise, cond_key(x, core, own), when);
}

static bool is_condition(const Clause *c, bool of_document)
{
    switch ((int)c->kind) {
    case CL_IF:
    case CL_UNLESS:
    case CL_WHILE: return true;
    case CL_UNTIL: return c->sub != 0;
    case CL_AFTER:
    case CL_WITH:
    case CL_FAILING: return !of_document;
    default: return false;
    }
}

static void raise_clauses(Said *x, uint64_t promise, const Entry *e, EntityId own, Raised when)
{
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = clause_of(x, e, i);
        if (is_condition(c, e->kind == ENTRY_DOCUMENT)) {
            raise_cond(x, promise, c->x, own, when);
        } else if (c->kind == CL_IN_STEP) {
            for (uint32_t k = 0; k < c->names.count; k++) {
                raise_key(x, promise, atom_key(x, sy_name(x->m, c->names, k), own), when);
            }
        }
    }
}

static void raise_promise(Said *x, uint32_t index, const Sentence *s)
{
    whos(x, s, &x->who);
    const Name *speaker = &x->m->tree->names.p[s->speaker];
    const Entity *doc =
        speaker->ref_kind == REF_ENTITY ? sy_entity(x->m, (EntityId){speaker->ref}) : NULL;
    for (ptrdiff_t i = 0; i < x->who.len; i++) {
        uint64_t key = promise_key(promise_of(x, s, x->who.p[i]));
        if (sy_intmap_find(&x->asked, key) < 0) {
            continue;
        }
        raise_clauses(x, key, entry_of(x, index), x->who.p[i].id, at_entry(x, index));
        if (doc && doc->kind == ENTRY_DOCUMENT) {
            raise_clauses(x, key, entry_of(x, doc->entry), x->who.p[i].id, at_entry(x, index));
        }
    }
}

// The promises a demand or a drop is `for`.
static uint64_t for_key(Said *x, const Name *n, EntityId own)
{
    Ref ref = sy_model_ref(x->m, n, own);
    return ref.kind == REF_PROMISE ? promise_key(x->m->promises.p[ref.id]) : 0;
}

static void raise_demand(Said *x, uint32_t index, const Sentence *s)
{
    whos(x, s, &x->who);
    for (ptrdiff_t w = 0; w < x->who.len; w++) {
        for (uint32_t f = 0; f < s->forp.count; f++) {
            uint64_t key = for_key(x, sy_name(x->m, s->forp, f), x->who.p[w].id);
            if (sy_intmap_find(&x->asked, key) < 0) {
                continue;
            }
            for (uint32_t k = 0; s->wish_names && k < s->names.count; k++) {
                uint64_t atom = atom_key(x, sy_name(x->m, s->names, k), x->who.p[w].id);
                raise_key(x, key, atom, at_entry(x, index));
            }
            if (!s->wish_names) {
                raise_cond(x, key, s->cond, x->who.p[w].id, at_entry(x, index));
            }
        }
    }
}

// ---------------------------------------------------------------- what is ended

static uint64_t ending_key(Said *x, const Ending *e, const Sentence *s, Who who, uint64_t *out_of)
{
    *out_of = e->promise ? for_key(x, e->promise, who.id) : promise_key(promise_of(x, s, who));
    uint64_t key = e->name ? atom_key(x, e->name, who.id) : cond_key(x, e->cond, who.id);
    return mix(*out_of, key);
}

static const Sentence *sentence_of(const Said *x, uint32_t entry)
{
    return &x->m->tree->sentences.p[entry_of(x, entry)->detail];
}

static void end_one(Said *x, Ending e)
{
    const Sentence *s = sentence_of(x, e.entry);
    whos(x, s, &x->who);
    for (ptrdiff_t i = 0; i < x->who.len; i++) {
        uint64_t of;
        uint64_t key = ending_key(x, &e, s, x->who.p[i], &of);
        bool is_new;
        sy_intmap_add(&x->asked, of, &is_new);
        sy_intmap_add(&x->raised, key, &is_new);
        if (is_new) {
            vec_push(x->r.arena, &x->first, (Raised){DAY_LAST, UINT32_MAX});
        }
    }
    vec_push(x->r.arena, &x->endings, e);
}

static void end_drop(Said *x, Ending e, const Sentence *s)
{
    for (uint32_t f = 0; f < s->forp.count; f++) {
        e.promise = sy_name(x->m, s->forp, f);
        if (e.promise->ref_kind) {
            end_one(x, e);
        }
    }
}

static void end_parts(Said *x, uint32_t index, const Sentence *s, uint32_t cond)
{
    const Cond c = x->m->tree->conds.p[cond];
    if (c.kind == COND_AND && !c.grouped) {
        for (uint32_t k = c.first; k; k = x->m->tree->conds.p[k].next) {
            end_parts(x, index, s, k);
        }
        return;
    }
    Ending e = {.entry = index, .cond = sy_cond_core(x->m, cond), .span = c.span};
    const Cond *d = &x->m->tree->conds.p[e.cond];
    if (d->kind == COND_ATOM && d->names.count == 1 && !d->edge) {
        e.name = sy_name(x->m, d->names, 0);
    }
    end_drop(x, e, s);
}

static void end_all(Said *x, uint32_t index, const Entry *e, const Sentence *s)
{
    for (uint32_t i = 0; s->verb == VERB_PROMISE && i < e->nclauses; i++) {
        const Clause *c = clause_of(x, e, i);
        for (uint32_t k = 0; c->kind == CL_INSTEAD && k < c->names.count; k++) {
            const Name *n = sy_name(x->m, c->names, k);
            if (n->ref_kind) {
                end_one(x, (Ending){.entry = index, .name = n, .span = n->span});
            }
        }
    }
    if (s->verb != VERB_DROP || !s->forp.count) {
        return;
    }
    for (uint32_t k = 0; s->wish_names && k < s->names.count; k++) {
        const Name *n = sy_name(x->m, s->names, k);
        end_drop(x, (Ending){.entry = index, .name = n, .span = n->span}, s);
    }
    if (!s->wish_names) {
        end_parts(x, index, s, s->cond);
    }
}

// Was it raised before, for one of those? *out_later: the first sentence that has it, if it is later.
static bool was_raised(Said *x, const Ending *e, const Sentence *s, uint32_t *out_later)
{
    whos(x, s, &x->who);
    for (ptrdiff_t i = 0; i < x->who.len; i++) {
        uint64_t of;
        uint64_t key = ending_key(x, e, s, x->who.p[i], &of);
        Raised first = x->first.p[sy_intmap_find(&x->raised, key)];
        if (first.entry == UINT32_MAX) {
            continue;
        }
        if (is_earlier(first, at_entry(x, e->entry))) {
            return true;
        }
        *out_later = first.entry != e->entry ? first.entry : *out_later;
    }
    return x->who.len == 0;
}

static Str own_promise_name(Said *x, const Sentence *s)
{
    whos(x, s, &x->who);
    Promise p = promise_of(x, s, x->who.p[0]);
    const Entity *what = sy_entity(x->m, p.what);
    if (what->kind == ENTRY_PROMISE || !p.owner.v) {
        return what->name;
    }
    return sy_str_fmt(x->r.arena, "%s%.*s.%.*s", p.some ? "some." : "",
                      STR_ARG(sy_entity(x->m, p.owner)->name), STR_ARG(what->name));
}

// ---------------------------------------------------------------- what could be ended

// The conditions of a promise on record, as written, for a message.
typedef struct Quoted {
    uint64_t promise; // key
    Buf text;
    int count;
} Quoted;

#define QUOTED_MOST 4

static void quote(Said *x, Quoted *q, const Entry *e, Span span)
{
    Str text = sy_sources_text(x->m->sources, span);
    if (q->count++ >= QUOTED_MOST) {
        return;
    }
    sy_buf_fmt(&q->text, "%s`%.*s`", q->count > 1 ? ", " : "", STR_ARG(text));
    if (e->label.v) {
        Str label = sy_sources_text(x->m->sources, e->label_span);
        sy_buf_fmt(&q->text, " [%.*s]", STR_ARG(label));
    }
}

static void quote_cond(Said *x, Quoted *q, const Entry *e, uint32_t cond)
{
    const Cond *c = &x->m->tree->conds.p[cond];
    if (c->kind != COND_AND || c->grouped) {
        quote(x, q, e, c->span);
        return;
    }
    for (uint32_t k = c->first; k; k = x->m->tree->conds.p[k].next) {
        quote(x, q, e, x->m->tree->conds.p[k].span);
    }
}

static void quote_promise(Said *x, Quoted *q, const Entry *e)
{
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = clause_of(x, e, i);
        if (is_condition(c, false)) {
            quote_cond(x, q, e, c->x);
        }
    }
}

static void quote_demand(Said *x, Quoted *q, const Entry *e, const Sentence *s)
{
    for (uint32_t k = 0; s->wish_names && k < s->names.count; k++) {
        quote(x, q, e, sy_name(x->m, s->names, k)->span);
    }
    if (!s->wish_names) {
        quote_cond(x, q, e, s->cond);
    }
}

static bool is_about(Said *x, const Sentence *s, uint64_t promise)
{
    bool is = false;
    whos(x, s, &x->other);
    for (ptrdiff_t i = 0; i < x->other.len && !is; i++) {
        is = s->verb == VERB_PROMISE && promise_key(promise_of(x, s, x->other.p[i])) == promise;
        for (uint32_t f = 0; s->verb == VERB_DEMAND && f < s->forp.count && !is; f++) {
            is = for_key(x, sy_name(x->m, s->forp, f), x->other.p[i].id) == promise;
        }
    }
    return is;
}

// What a sentence could end: the conditions of the promise in earlier sentences; empty: none.
static Str conditions_there(Said *x, const Ending *e, const Sentence *ending)
{
    Quoted q = {.text = sy_buf_new(x->r.arena)};
    whos(x, ending, &x->who);
    if (x->who.len > 0) {
        ending_key(x, e, ending, x->who.p[0], &q.promise);
    }
    for (ptrdiff_t i = 1; x->who.len > 0 && i < x->m->tree->sentences.len; i++) {
        const Sentence *s = &x->m->tree->sentences.p[i];
        const Entry *said = counting(x, s);
        bool earlier = said && is_earlier(at_entry(x, s->entry), at_entry(x, e->entry));
        if (!earlier || !is_about(x, s, q.promise)) {
            continue;
        }
        if (s->verb == VERB_PROMISE) {
            quote_promise(x, &q, said);
        } else {
            quote_demand(x, &q, said, s);
        }
    }
    if (q.count > QUOTED_MOST) {
        sy_buf_fmt(&q.text, " and %d more", q.count - QUOTED_MOST);
    }
    return sy_buf_view(&q.text);
}

static void check_ending(Said *x, const Ending *e)
{
    const Sentence *s = sentence_of(x, e->entry);
    uint32_t later = 0;
    if (was_raised(x, e, s, &later)) {
        return;
    }
    bool drop = s->verb == VERB_DROP;
    Str text = sy_sources_text(x->m->sources, e->span);
    Str name = drop ? sy_ref_name(x->r.arena, x->m, e->promise) : own_promise_name(x, s);
    Diag *d = sy_resolve_error(&x->r, drop ? D_E2002 : D_E2001, e->span,
                               "no earlier sentence of `%.*s` has the condition `%.*s`",
                               STR_ARG(name), STR_ARG(text));
    if (drop) {
        sy_diag_label(x->r.diags, d, e->promise->span, "the promise it is dropped for");
    }
    if (later) {
        sy_diag_label(x->r.diags, d, entry_of(x, later)->span,
                      "this sentence has it, and it is not earlier");
    }
    Str there = conditions_there(x, e, s);
    if (there.len) {
        sy_diag_note(x->r.diags, d, "the conditions of `%.*s` until then: %.*s", STR_ARG(name),
                     STR_ARG(there));
    }
    sy_diag_help(
        x->r.diags, d, "%s",
        drop ? "`drops` takes away a condition of that promise, or a demand for it, written "
               "as it was there"
             : "`instead of` ends a condition of the same promise, written as it was there; a long "
               "one, as a count, is named by a `condition` of its own from the first sentence on");
}

// ---------------------------------------------------------------- withholding, withdrawing

static bool is_among(const Whos *all, EntityId who, bool some)
{
    for (ptrdiff_t i = 0; i < all->len; i++) {
        if (all->p[i].id.v == who.v && all->p[i].some == some) {
            return true;
        }
    }
    return false;
}

static Str subject_text(const Said *x, const Sentence *s)
{
    if (!s->subject.count) {
        return STR("nobody");
    }
    Span span = {sy_name(x->m, s->subject, 0)->span.start,
                 sy_name(x->m, s->subject, s->subject.count - 1)->span.end};
    return sy_sources_text(x->m->sources, span);
}

static void check_withholding(Said *x, const Sentence *s, const Clause *c)
{
    whos(x, s, &x->who);
    for (uint32_t k = 0; k < c->names.count; k++) {
        const Name *n = sy_name(x->m, c->names, k);
        if (n->ref_kind != REF_PROMISE) {
            continue;
        }
        Promise p = x->m->promises.p[n->ref];
        if (is_among(&x->who, p.owner, p.some)) {
            continue;
        }
        Str text = sy_sources_text(x->m->sources, n->span), who = subject_text(x, s);
        Diag *d = sy_resolve_error(&x->r, D_E2101, n->span,
                                   "`%.*s` is not %.*s's to withhold: it is another's promise",
                                   STR_ARG(text), STR_ARG(who));
        sy_diag_label(x->r.diags, d, sy_name(x->m, s->subject, 0)->span, "who objects");
        sy_diag_help(x->r.diags, d,
                     "a party withholds its own promise; an objection that fells "
                     "another's is `vetoing`");
    }
}

static void check_withdraw(Said *x, const Entry *e, const Sentence *s)
{
    const Entry *o = sy_model_labelled(x->m, s->word);
    if (!o || o->broken) {
        return;
    }
    Str label = sy_sym_text(x->m->tree->syms, s->word), who = subject_text(x, s);
    if (o->kind != ENTRY_SENTENCE) {
        Diag *d = sy_resolve_error(&x->r, D_E2102, s->span,
                                   "[%.*s] is ours, and nobody can withdraw it", STR_ARG(label));
        sy_diag_label(x->r.diags, d, o->span, "%s", sy_entry_word((EntryKind)o->kind));
        sy_diag_help(x->r.diags, d, "only sentences are withdrawn");
        return;
    }
    const Sentence *said = &x->m->tree->sentences.p[o->detail];
    if (said->verb == VERB_IS || !said->subject.count) {
        return; // a word on the world, nobody's promise
    }
    bool open = whos(x, said, &x->other);
    open = whos(x, s, &x->who) || open;
    for (ptrdiff_t i = 0; i < x->who.len; i++) {
        if (open || is_among(&x->other, x->who.p[i].id, x->who.p[i].some)) {
            return;
        }
    }
    Str of = subject_text(x, said);
    Diag *d = sy_resolve_error(&x->r, D_E2102, s->span,
                               "[%.*s] is a sentence about %.*s, and not for %.*s to withdraw",
                               STR_ARG(label), STR_ARG(of), STR_ARG(who));
    sy_diag_label(x->r.diags, d, o->label_span.end ? o->label_span : e->span, "the sentence");
    sy_diag_help(x->r.diags, d, "a party withdraws what was said of itself");
}

// ---------------------------------------------------------------- all sentences

static void check_sentence(Said *x, const Entry *e, const Sentence *s)
{
    for (uint32_t i = 0; s->verb == VERB_REJECT && i < e->nclauses; i++) {
        if (clause_of(x, e, i)->kind == CL_WITHHOLDING) {
            check_withholding(x, s, clause_of(x, e, i));
        }
    }
    if (s->verb == VERB_WITHDRAW) {
        check_withdraw(x, e, s);
    }
}

void sy_rules_said(Model *m)
{
    Said x = {.m = m,
              .r = {.model = m, .tree = m->tree, .diags = m->diags, .arena = m->arena},
              .asked = sy_intmap_new(m->arena),
              .raised = sy_intmap_new(m->arena)};
    ptrdiff_t n = m->tree->sentences.len;
    const Sentence *all = m->tree->sentences.p;
    for (ptrdiff_t i = 1; i < n; i++) {
        const Entry *e = counting(&x, &all[i]);
        if (e) {
            end_all(&x, all[i].entry, e, &all[i]);
            check_sentence(&x, e, &all[i]);
        }
    }
    for (ptrdiff_t i = 1; x.endings.len && i < n; i++) {
        if (!counting(&x, &all[i])) {
            continue;
        }
        if (all[i].verb == VERB_PROMISE) {
            raise_promise(&x, all[i].entry, &all[i]);
        } else if (all[i].verb == VERB_DEMAND) {
            raise_demand(&x, all[i].entry, &all[i]);
        }
    }
    for (ptrdiff_t i = 0; i < x.endings.len; i++) {
        check_ending(&x, &x.endings.p[i]);
    }
}
