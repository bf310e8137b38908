#include "ask/expect.h"

#include "ask/combos.h"

typedef struct Asker {
    Arena *arena;
    Model *model;
    const Zone *zone;
    VEC(World *) worlds; // one for each question asked so far: expectations often share one
} Asker;

// ---------------------------------------------------------------- the question

static Mom moment_of(const Asker *a, const Moment *m)
{
    if (m->unstated) {
        return MOM_UNSTATED;
    }
    World local = {.zone = a->zone};
    return m->clock.known ? sy_world_local(&local, m->dates.late, m->clock)
                          : sy_mom(m->dates.late, MOM_OPEN);
}

typedef VEC(Ref) RefVec;

static void given_name(Asker *a, const Name *n, RefVec *out)
{
    if (n->ref_kind == REF_EACH) {
        EntityId group = sy_model_by_sym(a->model, n->a);
        EntityList l = sy_model_members(a->arena, a->model, (Choices){0}, group);
        Name its = {.a = {W_OWN}, .b = n->b, .ref_kind = REF_OWN};
        for (ptrdiff_t i = 0; i < l.len; i++) {
            vec_push(a->arena, out, sy_model_ref(a->model, &its, l.p[i]));
        }
        return;
    }
    vec_push(a->arena, out, (Ref){n->ref_kind, n->ref});
    EntityList l = n->ref_kind == REF_ENTITY
                       ? sy_model_members(a->arena, a->model, (Choices){0}, (EntityId){n->ref})
                       : (EntityList){0};
    for (ptrdiff_t i = 0; i < l.len; i++) {
        vec_push(a->arena, out, (Ref){REF_ENTITY, l.p[i].v});
    }
}

static Query query_of(Asker *a, const Expect *x, Choices ch)
{
    Query q = {.choices = ch,
               .as_of = x->has_as_of ? moment_of(a, &x->as_of) : MOM_ALWAYS,
               .known_by = DAY_NONE,
               .at = (Grade)x->at};
    RefVec given = {0};
    for (uint32_t i = 0; i < x->given.count; i++) {
        given_name(a, sy_name(a->model, x->given, i), &given);
    }
    q.given = (RefList){given.p, given.len};
    if (x->without.count) {
        uint8_t *struck = NEW_N(a->arena, uint8_t, a->model->tree->entries.len);
        for (uint32_t i = 0; i < x->without.count; i++) {
            Sym label = sy_name(a->model, x->without, i)->a;
            const Entry *e = sy_model_labelled(a->model, label);
            if (e) {
                struck[e - a->model->tree->entries.p] = 1;
            }
        }
        q.struck = struck;
    }
    return q;
}

static bool same_struck(const Model *m, const uint8_t *a, const uint8_t *b)
{
    for (ptrdiff_t i = 0; (a || b) && i < m->tree->entries.len; i++) {
        if ((a && a[i]) != (b && b[i])) {
            return false;
        }
    }
    return true;
}

// The same question, the day apart.
static bool same_query(const Model *m, const Query *a, const Query *b)
{
    if (a->at != b->at || a->given.len != b->given.len || !same_struck(m, a->struck, b->struck)) {
        return false;
    }
    for (ptrdiff_t i = 0; i < a->given.len; i++) {
        if (a->given.p[i].kind != b->given.p[i].kind || a->given.p[i].id != b->given.p[i].id) {
            return false;
        }
    }
    for (ptrdiff_t i = 0; i < m->choices.len; i++) {
        EntityId id = m->choices.p[i];
        if (sy_choice_of(m, a->choices, id).v != sy_choice_of(m, b->choices, id).v) {
            return false;
        }
    }
    return true;
}

// A world keeps what it worked out for every day, so one serves all days of a question.
static World *world_of(Asker *a, const Query *q)
{
    for (ptrdiff_t i = 0; i < a->worlds.len; i++) {
        if (same_query(a->model, &a->worlds.p[i]->query, q)) {
            a->worlds.p[i]->query.as_of = q->as_of;
            return a->worlds.p[i];
        }
    }
    World *w = sy_world_new(a->arena, a->model, q, a->zone);
    vec_push(a->arena, &a->worlds, w);
    return w;
}

// ---------------------------------------------------------------- the answers

static bool ask_verdict(World *w, const Expect *x, Ref thing, Expected *out)
{
    Verdict want = (Verdict)x->verdict;
    Hold *h = sy_world_hold_disputed(w, thing);
    Verdict got = sy_hold_verdict(h, thing);
    out->expected = sy_str_from(sy_verdict_words(want));
    out->found = sy_str_from(sy_verdict_words(got));
    if (h->unproven) {
        out->found = sy_str_from(h->unproven);
        return false;
    }
    return want == VERDICT_NONE ? !sy_verdict_stands(got) : got == want;
}

static bool ask_grade(Asker *a, World *w, const Expect *x, Ref thing, Expected *out)
{
    const Record *r = sy_world_record(w, w->query.as_of);
    Grade got = sy_record_grade(r, (PromiseId){thing.id});
    out->expected = sy_str_fmt(a->arena, "is %s", sy_grade_name((Grade)x->grade));
    out->found = got ? sy_str_fmt(a->arena, "is %s", sy_grade_name(got))
                     : STR("has no grade: nobody has voiced it");
    return got == (Grade)x->grade;
}

static Str states_words(Asker *a, uint32_t states)
{
    static const struct {
        uint32_t bit;
        const char *word;
    } table[] = {{PAST_DUE, "due"},       {PAST_DELIVERED, "delivered"}, {PAST_LATE, "late"},
                 {PAST_MISSED, "missed"}, {PAST_RELEASED, "released"},   {PAST_BROKEN, "broken"}};
    Buf b = sy_buf_new(a->arena);
    for (ptrdiff_t i = 0; i < COUNT_OF(table); i++) {
        if (states & table[i].bit) {
            sy_buf_fmt(&b, "%s%s", b.len ? ", " : "is ", table[i].word);
        }
    }
    return b.len ? sy_buf_view(&b) : STR("is in none of these states");
}

static uint32_t state_bit(State s)
{
    switch (s) {
    case STATE_DUE: return PAST_DUE;
    case STATE_LATE: return PAST_LATE;
    case STATE_MISSED: return PAST_MISSED;
    case STATE_RELEASED: return PAST_RELEASED;
    case STATE_BROKEN: return PAST_BROKEN;
    case STATE_DELIVERED: return PAST_DELIVERED;
    case STATE_NONE:
    case STATE_WAITING:
    case STATE_OPEN:
    case STATE_DONE: break;
    }
    return 0;
}

static bool ask_state(Asker *a, World *w, const Expect *x, Ref thing, Expected *out)
{
    State want = (State)x->state;
    Mom as_of = w->query.as_of;
    out->expected = sy_str_fmt(a->arena, "is %s", sy_state_name(want));
    if (thing.kind == REF_PROMISE) {
        uint32_t got = sy_promise_states(w, (PromiseId){thing.id}, as_of);
        out->found = states_words(a, got);
        return (got & state_bit(want)) != 0;
    }
    StepState s = sy_world_step(w, thing.id, as_of);
    State got = s.state == STATE_DUE ? STATE_OPEN : (State)s.state;
    State asked = want == STATE_DUE ? STATE_OPEN : want;
    out->found = got == STATE_NONE ? STR("is not called: no case runs")
                                   : sy_str_fmt(a->arena, "is %s", sy_state_name(got));
    return got == asked || (asked == STATE_BROKEN && got == STATE_MISSED);
}

static Str moment_words(Asker *a, const char *before, Mom m)
{
    Buf b = sy_buf_new(a->arena);
    sy_buf_text(&b, before);
    sy_mom_write(&b, m);
    return sy_buf_view(&b);
}

static bool same_moment(Mom want, Mom got)
{
    if (!sy_mom_known(want) || !sy_mom_known(got)) {
        return want == got;
    }
    if (sy_mom_has_hour(want)) { // 24:00 of a day is no hour
        return want == got;
    }
    return sy_mom_day(want) == sy_mom_day(got) && !sy_mom_has_hour(got);
}

static Mom due_of(World *w, Ref thing)
{
    Mom as_of = w->query.as_of;
    if (thing.kind == REF_STEP) {
        return sy_world_step(w, thing.id, as_of).due;
    }
    if (thing.kind == REF_ENTITY) {
        return sy_entity_ends(w, (EntityId){thing.id}, as_of);
    }
    const Position *q = sy_record_position(sy_world_record(w, as_of), (PromiseId){thing.id});
    if (!q) {
        return MOM_NONE;
    }
    return sy_position_term(q, TERM_BY) ? sy_position_deadline(w, q, as_of)
                                        : sy_position_term_end(w, q, as_of);
}

static Mom begins_of(World *w, Ref thing)
{
    Mom as_of = w->query.as_of;
    uint32_t kind = thing.kind == REF_ENTITY ? sy_entity(w->model, (EntityId){thing.id})->kind : 0;
    if (kind == ENTRY_LIMIT || kind == ENTRY_NEED) {
        return sy_entity_begins(w, (EntityId){thing.id}, as_of);
    }
    return sy_world_since(w, thing, EDGE_BEGINS, as_of);
}

static bool ask_moment(Asker *a, World *w, const Expect *x, Ref thing, Expected *out)
{
    Mom want = moment_of(a, &x->due);
    bool due = x->kind == EXPECT_DUE;
    Mom got = due ? due_of(w, thing) : begins_of(w, thing);
    out->expected = moment_words(a, due ? "is due " : "begins ", want);
    out->found = got == MOM_NONE ? STR("no date is known")
                                 : moment_words(a, due ? "is due " : "begins ", got);
    return same_moment(want, got);
}

#define STATES_LIMIT 100000

static bool ask_states(Asker *a, World *w, const Expect *x, Ref thing, Expected *out)
{
    bool complete;
    int64_t got = sy_world_states(w, thing, STATES_LIMIT, &complete, NULL);
    out->expected = sy_str_fmt(a->arena, "%.0f consistent states", x->number);
    out->found = sy_str_fmt(a->arena, "%s%lld", complete ? "" : "at least ", (long long)got);
    return complete && (double)got == x->number;
}

static bool ask_under(Asker *a, const Expect *x, Choices ch, Expected *out)
{
    Query q = query_of(a, x, ch);
    World *w = world_of(a, &q);
    const Name *n = &a->model->tree->names.p[x->name];
    Ref thing = {n->ref_kind, n->ref};
    switch ((ExpectKind)x->kind) {
    case EXPECT_VERDICT: return ask_verdict(w, x, thing, out);
    case EXPECT_GRADE: return ask_grade(a, w, x, thing, out);
    case EXPECT_STATE: return ask_state(a, w, x, thing, out);
    case EXPECT_DUE:
    case EXPECT_BEGINS: return ask_moment(a, w, x, thing, out);
    case EXPECT_STATES: return ask_states(a, w, x, thing, out);
    case EXPECT_ERROR:
    case EXPECT_UNLOCK:
    case EXPECT_BLOCK: break;
    }
    return true;
}

static Expected ask(Asker *a, uint32_t index)
{
    const Expect *x = &a->model->tree->expects.p[index];
    Expected out = {.expect = index, .holds = true};
    if (x->kind == EXPECT_UNLOCK || x->kind == EXPECT_BLOCK || x->kind == EXPECT_ERROR) {
        out.skipped = true;
        return out;
    }
    Combos c = sy_combos_new(a->arena, a->model, sy_choices_new(a->arena, a->model), x->when);
    for (Choices ch; out.holds && sy_combos_next(&c, &ch);) {
        out.holds = ask_under(a, x, ch, &out);
        if (!out.holds) {
            out.under = sy_combos_words(a->arena, &c, ch);
        }
    }
    return out;
}

void sy_ask_expectations(Arena *arena, Model *m, const Zone *zone, ExpectedList *out)
{
    Asker a = {.arena = arena, .model = m, .zone = zone};
    for (uint32_t i = 1; i < (uint32_t)m->tree->expects.len; i++) {
        const Entry *e = &m->tree->entries.p[m->tree->expects.p[i].entry];
        if (!e->broken) {
            Expected one = ask(&a, i);
            vec_push(arena, out, one);
        }
    }
}

void sy_ask_expectations_report(Model *m, const ExpectedList *list)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const Expected *x = &list->p[i];
        const Expect *e = &m->tree->expects.p[x->expect];
        Span span = m->tree->entries.p[e->entry].span;
        Str name = sy_sources_text(m->sources, m->tree->names.p[e->name].span);
        if (x->skipped) {
            sy_diag(m->diags, D_N2802, span, "smallest sets are not proven by this program yet");
        } else if (!x->holds) {
            Diag *d = sy_diag(m->diags, D_E2801, span, "this expectation does not hold");
            sy_diag_note(m->diags, d, "expected: %.*s %.*s", STR_ARG(name), STR_ARG(x->expected));
            sy_diag_note(m->diags, d, "found: %.*s %.*s%s%.*s", STR_ARG(name), STR_ARG(x->found),
                         x->under.len ? ", when " : "", STR_ARG(x->under));
        }
    }
}
