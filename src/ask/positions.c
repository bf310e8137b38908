#include "ask/positions.h"

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
    sy_buf_fmt(&b, "%s %.*s", what->kind == ENTRY_LAYER ? " give" : "", STR_ARG(what->name));
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

static Str clause_words(const World *w, const Clause *c)
{
    Str raw = sy_sources_text(w->model->sources, c->span);
    Buf b = sy_buf_new(w->arena);
    for (ptrdiff_t i = 0; i < raw.len; i++) {
        bool blank = raw.p[i] == ' ' || raw.p[i] == '\n' || raw.p[i] == '\t' || raw.p[i] == '\r';
        if (!blank) {
            sy_buf_char(&b, raw.p[i]);
        } else if (b.len && b.p[b.len - 1] != ' ') {
            sy_buf_char(&b, ' ');
        }
    }
    return sy_buf_view(&b);
}

static Str term_words(const World *w, const Position *q)
{
    Buf b = sy_buf_new(w->arena);
    for (int k = 0; k < TERM_COUNT; k++) {
        const Term *t = sy_position_term(q, (TermKind)k);
        for (const char *before = "; "; t; t = sy_position_term_next(q, t), before = " or ") {
            Str one = clause_words(w, &w->tree->clauses.p[t->clause]);
            sy_buf_fmt(&b, "%s%.*s", b.len ? before : "", STR_ARG(one));
        }
    }
    return sy_buf_view(&b);
}

static Str state_words(World *w, const Position *q)
{
    static const struct {
        uint32_t bit;
        const char *word;
    } table[] = {{PAST_DELIVERED, "delivered"},
                 {PAST_LATE, "late"},
                 {PAST_MISSED, "missed"},
                 {PAST_RELEASED, "released"},
                 {PAST_BROKEN, "broken"}};
    Buf b = sy_buf_new(w->arena);
    bool timed = sy_position_term(q, TERM_BY) || sy_position_term(q, TERM_WHEN) ||
                 (q->extra && q->extra->breaches.len) || q->grade == GRADE_DELIVERED;
    uint32_t states = timed ? sy_promise_states(w, q->promise, w->query.as_of) : 0;
    for (ptrdiff_t i = 0; i < COUNT_OF(table); i++) {
        if (states & table[i].bit) {
            sy_buf_fmt(&b, "%s%s", b.len ? ", " : "", table[i].word);
        }
    }
    if (timed && (states & PAST_DUE)) {
        sy_buf_fmt(&b, "%sdue", b.len ? ", " : "");
    }
    Mom by = timed ? sy_position_deadline(w, q, w->query.as_of) : MOM_NONE;
    if (sy_mom_known(by)) {
        sy_buf_text(&b, b.len ? ", by " : "by ");
        sy_mom_write(&b, by);
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
    if (s->dates.late == q->day && s->grade == q->grade) {
        return "sets it";
    }
    return "earlier";
}

static void sources(World *w, PositionLine *l)
{
    const Position *q = l->position;
    for (ptrdiff_t i = 0; i < q->sentences.len; i++) {
        PositionSource s = {q->sentences.p[i], role_of(w, q, q->sentences.p[i])};
        vec_push(w->arena, &l->sources, s);
    }
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        const Need *n = &q->needs.p[i];
        bool again = i > 0 && n->sentence == n[-1].sentence; // of one demand, another part
        if (n->raiser.v && !again) {
            PositionSource s = {n->sentence, n->form == NEED_WITHHELD || n->form == NEED_VETO
                                                 ? "objection"
                                                 : "demand"};
            vec_push(w->arena, &l->sources, s);
        }
    }
    for (ptrdiff_t i = 0; q->extra && i < q->extra->asked.len; i++) {
        PositionSource s = {q->extra->asked.p[i], "another's demand: on record"};
        vec_push(w->arena, &l->sources, s);
    }
}

static bool passes(const World *w, const PositionsOptions *o, PromiseId p)
{
    const Promise *x = &w->model->promises.p[p.v];
    return (!o->party.v || x->owner.v == o->party.v) &&
           (!o->layer.v || sy_model_is_part(w->model, x->what, o->layer));
}

const PositionsAnswer *sy_ask_positions(Arena *arena, Model *m, const Zone *zone,
                                        const PositionsOptions *o)
{
    PositionsAnswer *a = NEW(arena, PositionsAnswer);
    a->world = sy_world_new(arena, m, &o->query, zone);
    const Record *r = sy_world_record(a->world, o->query.as_of);
    const OriginInput *input = sy_ask_origin_input(arena, a->world);
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        PromiseId p = r->voiced_promises.p[i];
        const Position *q = sy_record_position(r, p);
        if (!q || !passes(a->world, o, p)) {
            continue;
        }
        PositionLine l = {
            .promise = p, .position = q, .word = q->grade ? sy_word_of(a->world, q) : 0};
        l.words = position_words(a->world, q);
        l.terms = term_words(a->world, q);
        l.states = state_words(a->world, q);
        l.origins = (uint32_t)sy_ask_promise_origins(arena, a->world, input, p).len;
        sources(a->world, &l);
        vec_push(arena, &a->lines, l);
    }
    for (ptrdiff_t i = 1; i < r->denounced.len; i += 2) {
        vec_push(arena, &a->denunciations, r->denounced.p[i].id);
    }
    return a;
}
