#include "ask/positions.h"

#include "ask/filter.h"
#include "ask/said.h"
#include "ask/spans.h"

// ---------------------------------------------------------------- in words

static void beneficiaries(Buf *b, const World *w, const Position *q)
{
    VEC(uint32_t) seen = {0};
    for (ptrdiff_t i = 0; q->extra && i < q->extra->to.len; i++) {
        bool known = false;
        for (ptrdiff_t k = 0; k < seen.len; k++) {
            known = known || seen.p[k] == q->extra->to.p[i];
        }
        if (!known) {
            Str name = sy_entity(w->model, (EntityId){q->extra->to.p[i]})->name;
            sy_buf_fmt(b, "%s%.*s", seen.len ? ", " : " to ", STR_ARG(name));
            vec_push(w->arena, &seen, q->extra->to.p[i]);
        }
    }
}

// " give arms", " ratify"; of a declared promise " give fee as Microsoft.fee-early".
static void deed_words(Buf *b, const World *w, const Entity *what)
{
    const Entry *e = &w->tree->entries.p[what->entry];
    for (uint32_t i = 0; what->kind == ENTRY_PROMISE && i < e->nclauses; i++) {
        const Clause *c = &w->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_GIVES || c->kind == CL_DOES) {
            Str done = sy_sources_text(w->model->sources, w->tree->names.p[c->x].span);
            sy_buf_fmt(b, "%s %.*s as %.*s", c->kind == CL_GIVES ? " give" : "", STR_ARG(done),
                       STR_ARG(what->name));
            return;
        }
    }
    sy_buf_fmt(b, "%s %.*s", what->kind == ENTRY_LAYER ? " give" : "", STR_ARG(what->name));
}

// "US is willing to give guarantees to Ukraine": the position as a sentence.
static Str position_words(World *w, const Position *q)
{
    const Promise *p = &w->model->promises.p[q->promise.v];
    const Entity *what = sy_entity(w->model, p->what);
    Buf b = sy_buf_new(w->arena);
    Str owner = sy_entity(w->model, p->owner)->name;
    sy_buf_fmt(&b, "%s%.*s ", p->some ? "some of " : "", STR_ARG(owner));
    if (q->grade == GRADE_NONE) {
        sy_buf_fmt(&b, "has not spoken of %.*s", STR_ARG(what->name));
        return sy_buf_view(&b);
    }
    sy_buf_text(&b, sy_grade_verb((Grade)q->grade));
    deed_words(&b, w, what);
    beneficiaries(&b, w, q);
    Str needs = sy_word_needs(w->arena, w, q);
    if (needs.len) {
        sy_buf_fmt(&b, ", %.*s", STR_ARG(needs));
    }
    if (q->high > q->low) {
        sy_buf_fmt(&b, " (of that day also: %s)", sy_grade_name((Grade)q->high));
    }
    return sy_buf_view(&b);
}

// "binding unless A.notice": of the last sentence that binds.
static Str binding_words(World *w, const Position *q)
{
    const Indices *bind = q->extra ? &q->extra->bind : NULL;
    uint32_t clause = bind && bind->len ? sy_said_binding(w, bind->p[bind->len - 1]) : 0;
    EntityId own = w->model->promises.p[q->promise.v].owner;
    return clause ? sy_word_clause(w->arena, w, clause, own) : (Str){0};
}

static Str term_words(World *w, const Position *q)
{
    Buf b = sy_buf_new(w->arena);
    for (int k = 0; k < TERM_COUNT; k++) {
        const Term *t = sy_position_term(q, (TermKind)k);
        for (const char *before = "; "; t; t = sy_position_term_next(q, t), before = " or ") {
            Str one = sy_word_clause(w->arena, w, t->clause, t->own);
            sy_buf_fmt(&b, "%s%.*s", b.len ? before : "", STR_ARG(one));
        }
    }
    Str binding = binding_words(w, q);
    if (binding.len) {
        sy_buf_fmt(&b, "%s%.*s", b.len ? "; " : "", STR_ARG(binding));
    }
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- sources

static bool in(const Indices *l, uint32_t sentence)
{
    for (ptrdiff_t i = 0; i < l->len; i++) {
        if (l->p[i] == sentence) {
            return true;
        }
    }
    return false;
}

static const char *role_of(const World *w, const Position *q, uint32_t sentence)
{
    const Extras *e = q->extra;
    const Sentence *s = &w->tree->sentences.p[sentence];
    if (e && in(&e->denounced, sentence)) {
        return "moves nothing: bound";
    }
    if (e && in(&e->disputes, sentence)) {
        return "contradicts";
    }
    if (e && in(&e->limits, sentence)) {
        return "limit";
    }
    if (e && in(&e->breaches, sentence)) {
        return "breach";
    }
    if (e && (in(&e->doubts, sentence) || in(&e->outvoiced, sentence))) {
        return "doubt";
    }
    if (sy_sentence_day(s) == q->day && s->grade == q->grade) {
        return "sets it";
    }
    return "earlier";
}

static void source_add(World *w, PositionLine *l, uint32_t sentence, const char *role)
{
    for (ptrdiff_t i = 0; i < l->sources.len; i++) {
        if (l->sources.p[i].sentence == sentence) {
            return;
        }
    }
    vec_push(w->arena, &l->sources, (PositionSource){sentence, role});
}

static void sources_add(World *w, PositionLine *l, const Indices *list, const char *role)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        source_add(w, l, list->p[i], role);
    }
}

typedef struct About { // an objection, acceptance or demand, standing or withdrawn
    PositionSource source;
    ptrdiff_t next; // 1 + index of the next about the same promise
} About;

typedef struct Asked {
    PositionsAnswer *a;
    const Record *r;
    const OriginInput *origins;
    HeardOf heard;
    TakenBacks taken;
    IntMap taken_of; // promise -> last_taken
    VEC(ptrdiff_t) last_taken;
    VEC(About) about;
    IntMap about_of;           // promise -> about_ends
    VEC(ptrdiff_t) about_ends; // 1 + the first, 1 + the last, two of each promise
} Asked;

static void about_add(Asked *x, uint32_t promise, uint32_t sentence, const char *role)
{
    Arena *arena = x->a->world->arena;
    bool is_new;
    ptrdiff_t at = 2 * sy_intmap_add(&x->about_of, promise, &is_new);
    vec_push(arena, &x->about, (About){.source = {sentence, role}});
    if (is_new) {
        vec_push(arena, &x->about_ends, x->about.len);
        vec_push(arena, &x->about_ends, x->about.len);
        return;
    }
    x->about.p[x->about_ends.p[at + 1] - 1].next = x->about.len;
    x->about_ends.p[at + 1] = x->about.len;
}

// The promises that an objection, acceptance or demand is about.
static void about_targets(const World *w, const Sentence *s, Refs *out)
{
    if (s->verb == VERB_REJECT || s->verb == VERB_ACCEPT) {
        sy_cond_targets(w, s->cond, (EntityId){0}, out);
    }
    for (uint32_t k = 0; (s->verb == VERB_DEMAND || s->verb == VERB_DROP) && k < s->forp.count;
         k++) {
        vec_push(w->arena, out,
                 sy_model_ref(w->model, sy_name(w->model, s->forp, k), (EntityId){0}));
    }
}

static void about_sentence(Asked *x, uint32_t sentence, uint32_t withdrawn_by)
{
    static const struct {
        uint8_t verb;
        const char *standing, *withdrawn;
    } roles[] = {{VERB_REJECT, "objection", "objection, withdrawn"},
                 {VERB_ACCEPT, "a yes", "a yes, withdrawn"},
                 {VERB_DEMAND, "demand", "demand, withdrawn"},
                 {VERB_DROP, "drops a condition", "dropped a condition, withdrawn"}};
    const World *w = x->a->world;
    const Sentence *s = &w->tree->sentences.p[sentence];
    Refs targets = {0};
    about_targets(w, s, &targets);
    for (ptrdiff_t i = 0; i < targets.len; i++) {
        for (ptrdiff_t k = 0; targets.p[i].kind == REF_PROMISE && k < COUNT_OF(roles); k++) {
            if (roles[k].verb == s->verb) {
                about_add(x, targets.p[i].id, sentence,
                          withdrawn_by ? roles[k].withdrawn : roles[k].standing);
            }
        }
        if (targets.p[i].kind == REF_PROMISE && withdrawn_by) {
            about_add(x, targets.p[i].id, withdrawn_by, "withdrawn");
        }
    }
}

static void about(Asked *x)
{
    const World *w = x->a->world;
    for (ptrdiff_t i = 0; i < x->r->live.len; i++) {
        const Sentence *s = &w->tree->sentences.p[x->r->live.p[i]];
        ptrdiff_t at = s->verb == VERB_WITHDRAW ? sy_intmap_find(&w->model->labels, s->word.v) : -1;
        const Entry *e = at < 0 ? NULL : &w->tree->entries.p[w->model->label_entry.p[at]];
        if (e && e->kind == ENTRY_SENTENCE && !e->broken && !e->candidate) {
            about_sentence(x, e->detail, x->r->live.p[i]);
        } else if (!x->r->gone[s->entry]) {
            about_sentence(x, x->r->live.p[i], 0);
        }
    }
}

static void sources(const Asked *x, PositionLine *l)
{
    World *w = x->a->world;
    const Position *q = l->position;
    Indices declines = {0};
    for (ptrdiff_t i = 0; i < q->sentences.len; i++) {
        source_add(w, l, q->sentences.p[i], role_of(w, q, q->sentences.p[i]));
    }
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        const Need *n = &q->needs.p[i];
        if (n->raiser.v) {
            bool objects = n->form == NEED_WITHHELD || n->form == NEED_VETO;
            source_add(w, l, n->sentence, objects ? "objection" : "demand");
        }
    }
    if (q->extra) {
        sources_add(w, l, &q->extra->asked, "another's demand: on record");
    }
    sy_said_declines(w, x->r, l->promise, &declines);
    sources_add(w, l, &declines, "declined");
    ptrdiff_t at = sy_intmap_find(&x->heard.of, l->promise.v);
    if (at >= 0) {
        sources_add(w, l, &x->heard.heard.p[at].yes, "a yes");
        sources_add(w, l, &x->heard.heard.p[at].no, "a no");
    }
    ptrdiff_t back = sy_intmap_find(&x->taken_of, l->promise.v);
    if (back >= 0) {
        const TakenBack *t = &x->taken.p[x->last_taken.p[back]];
        source_add(w, l, t->word, "said");
        source_add(w, l, t->by, "withdrawn");
    }
    ptrdiff_t first = sy_intmap_find(&x->about_of, l->promise.v);
    for (ptrdiff_t i = first < 0 ? 0 : x->about_ends.p[2 * first]; i; i = x->about.p[i - 1].next) {
        source_add(w, l, x->about.p[i - 1].source.sentence, x->about.p[i - 1].source.role);
    }
}

static void line_add(const Asked *x, PromiseId p, const Position *q)
{
    World *w = x->a->world;
    PositionLine l = {.promise = p, .position = q, .word = q->grade ? sy_word_of(w, q) : 0};
    l.words = position_words(w, q);
    l.terms = term_words(w, q);
    l.states = sy_word_states(w, q);
    l.origins = (uint32_t)sy_ask_promise_origins(w->arena, w, x->origins, p).len;
    sources(x, &l);
    vec_push(w->arena, &x->a->lines, l);
}

// What was said and taken back, of promises of which nothing else is left.
static void withdrawn_lines(const Asked *x, const PositionsOptions *o)
{
    World *w = x->a->world;
    TakenBacks list = {0};
    sy_said_withdrawn(w, x->r, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        PromiseId p = list.p[i].promise;
        if (!sy_ask_passes(w, o->party, o->layer, p)) {
            continue;
        }
        Position *q = NEW(w->arena, Position);
        q->promise = p;
        PositionLine l = {.promise = p, .position = q};
        Str name = sy_promise_name(w->arena, w->model, p);
        l.words = sy_str_fmt(w->arena, "%.*s: said, and withdrawn", STR_ARG(name));
        sources(x, &l);
        vec_push(w->arena, &x->a->lines, l);
    }
}

static Asked asked(PositionsAnswer *a, const Record *r)
{
    World *w = a->world;
    Asked x = {.a = a,
               .r = r,
               .origins = sy_ask_origin_input(w->arena, w),
               .heard = sy_said_about(w, r),
               .taken_of = sy_intmap_new(w->arena),
               .about_of = sy_intmap_new(w->arena)};
    about(&x);
    sy_said_taken_back(w, r, &x.taken);
    for (ptrdiff_t i = 0; i < x.taken.len; i++) {
        bool is_new;
        ptrdiff_t at = sy_intmap_add(&x.taken_of, x.taken.p[i].promise.v, &is_new);
        if (is_new) {
            vec_push(w->arena, &x.last_taken, i);
        }
        x.last_taken.p[at] = i;
    }
    return x;
}

const PositionsAnswer *sy_ask_positions(Arena *arena, Model *m, const Zone *zone,
                                        const PositionsOptions *o)
{
    PositionsAnswer *a = NEW(arena, PositionsAnswer);
    a->world = sy_world_new(arena, m, &o->query, zone);
    const Record *r = sy_world_record(a->world, o->query.as_of);
    Asked x = asked(a, r);
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        PromiseId p = r->voiced_promises.p[i];
        const Position *q = sy_record_position(r, p);
        if (q && sy_ask_passes(a->world, o->party, o->layer, p)) {
            line_add(&x, p, q);
        }
    }
    withdrawn_lines(&x, o);
    sy_said_denounced(a->world, r, (PromiseId){0}, &a->denunciations);
    return a;
}
