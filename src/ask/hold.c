#include "ask/hold.h"

#include "ask/filter.h"
#include "ask/said.h"

// A finding that is shown, under whatever question; what the checker refused of it is kept.
static Hold *proven(HoldAnswer *a, World *w, Ref thing)
{
    Hold *h = sy_world_hold_disputed(w, thing);
    if (h->unproven && !a->unproven) {
        a->unproven = sy_str_cstring(a->world->arena, sy_str_from(h->unproven));
    }
    return h;
}

// ---------------------------------------------------------------- lines

static HoldLine line_of(const Hold *h, Ref thing)
{
    const World *w = h->world;
    HoldLine l = {.thing = thing, .verdict = (uint8_t)sy_hold_verdict(h, thing)};
    const Held *x = sy_hold_of(h, thing);
    const Position *q =
        thing.kind == REF_PROMISE ? sy_record_position(h->record, (PromiseId){thing.id}) : NULL;
    if (x) {
        l.reason = x->reason;
        l.ring = x->ring;
    }
    if (x && x->reason == REASON_WHOLE) {
        const Position *whole = sy_record_position(h->record, x->by);
        l.sentence = whole ? sy_word_of(w, whole) : 0;
    } else if (q) {
        l.sentence = sy_word_of(w, q);
    }
    return l;
}

static PromiseId promise_of(const HoldLine *l)
{
    return (PromiseId){l->thing.kind == REF_PROMISE ? l->thing.id : 0};
}

static const Position *position_of(const Hold *h, const HoldLine *l)
{
    PromiseId p = promise_of(l);
    return p.v ? sy_record_position(h->record, p) : NULL;
}

static bool wants_something(const HoldLine *l)
{
    return l->verdict == VERDICT_WAITS || l->verdict == VERDICT_FALLS ||
           l->verdict == VERDICT_DEADLOCKED;
}

Str sy_hold_line_needs(Arena *arena, const Hold *h, const HoldLine *l)
{
    const Position *q = position_of(h, l);
    return q && l->verdict != VERDICT_REFUSED ? sy_word_needs(arena, h->world, q) : (Str){0};
}

Str sy_hold_line_times(Arena *arena, const Hold *h, const HoldLine *l)
{
    const Position *q = position_of(h, l);
    if (!q || l->verdict == VERDICT_REFUSED) {
        return (Str){0};
    }
    const Term *when = sy_position_term(q, TERM_WHEN);
    Str clause = when ? sy_word_clause(arena, h->world, when->clause, when->own) : (Str){0};
    Str states = sy_word_states(h->world, q);
    return sy_str_fmt(arena, "%.*s%s%.*s", STR_ARG(clause), clause.len && states.len ? "; " : "",
                      STR_ARG(states));
}

static HoldWords in_words(Arena *arena, const Hold *h, const Wants *list)
{
    return (HoldWords){sy_want_words(arena, h, list, false, "; "),
                       sy_want_words(arena, h, list, true, "; ")};
}

HoldWords sy_hold_line_wants(Arena *arena, const Hold *h, const HoldLine *l)
{
    const Held *x = wants_something(l) ? sy_hold_of(h, l->thing) : NULL;
    Wants list = {0};
    if (x && x->reason == REASON_NONE) {
        sy_want_of(h, x, &list);
    }
    return in_words(arena, h, &list);
}

HoldWords sy_hold_line_roots(Arena *arena, const Hold *h, const HoldLine *l)
{
    const Held *x = l->verdict == VERDICT_WAITS ? sy_hold_of(h, l->thing) : NULL;
    Wants roots = {0}, first = {0}, more = {0};
    if (!x || x->reason != REASON_NONE) {
        return (HoldWords){0};
    }
    bool mixed;
    sy_want_roots(h, x, &roots, &mixed);
    sy_want_of(h, x, &first);
    StrMap said = sy_strmap_new(arena);
    bool is_new;
    for (ptrdiff_t k = 0; k < first.len; k++) {
        sy_strmap_add(&said, sy_want_word(arena, h, &first.p[k]), &is_new);
    }
    bool open = false;
    for (ptrdiff_t i = 0; i < roots.len; i++) {
        sy_strmap_add(&said, sy_want_word(arena, h, &roots.p[i]), &is_new);
        if (is_new) {
            vec_push(arena, &more, roots.p[i]);
        }
        open = open || (is_new && !sy_want_is_against(&roots.p[i]));
    }
    return (HoldWords){open ? sy_want_root_words(arena, h, &roots, mixed) : (Str){0},
                       sy_want_words(arena, h, &more, true, "; ")};
}

static Str by_whom(Arena *arena, const Hold *h, const char *how, const Indices *list)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const Sentence *s = &h->world->tree->sentences.p[list->p[i]];
        Str who = sy_word_rejecter(arena, h->world, s), day = sy_word_day(arena, s);
        Str label = sy_word_label(arena, h->world, list->p[i]);
        sy_buf_fmt(&b, "%s%s by %.*s, %.*s %.*s", i ? ", " : "", how, STR_ARG(who), STR_ARG(day),
                   STR_ARG(label));
    }
    return sy_buf_view(&b);
}

Str sy_hold_line_refused(Arena *arena, const Hold *h, const HoldLine *l)
{
    const Held *x = l->verdict == VERDICT_REFUSED ? sy_hold_of(h, l->thing) : NULL;
    Indices list = {0};
    if (!x || x->reason == REASON_REFUSED) {
        return (Str){0};
    }
    if (x->reason == REASON_WHOLE) {
        Str whole = sy_promise_name(arena, h->world->model, x->by);
        return sy_str_fmt(arena, "with %.*s", STR_ARG(whole));
    }
    sy_said_against(h, x, &list);
    return by_whom(arena, h, x->reason == REASON_DECLINED ? "declined" : "vetoed", &list);
}

Str sy_hold_line_declined(Arena *arena, const Hold *h, const HoldLine *l)
{
    Indices list = {0};
    if (promise_of(l).v && l->verdict != VERDICT_REFUSED) {
        sy_said_declines(h->world, h->record, promise_of(l), &list);
    }
    return by_whom(arena, h, "declined", &list);
}

static void promise_lines(HoldAnswer *a, const HoldOptions *o)
{
    World *w = a->world;
    const Record *r = a->hold->record;
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        PromiseId p = r->voiced_promises.p[i];
        const Position *q = sy_record_position(r, p);
        if (!sy_ask_passes(w, o->party, o->layer, p) || q->sentences.len == 0) {
            continue;
        }
        HoldLine l = line_of(a->hold, (Ref){REF_PROMISE, p.v});
        vec_push(w->arena, &a->promises, l);
        a->counts[l.verdict]++;
    }
}

static void withdrawn(HoldAnswer *a, const HoldOptions *o)
{
    TakenBacks list = {0};
    sy_said_withdrawn(a->world, a->hold->record, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        const TakenBack *t = &list.p[i];
        if (sy_ask_passes(a->world, o->party, o->layer, t->promise)) {
            HoldWithdrawn x = {{REF_PROMISE, t->promise.v}, t->word, t->by};
            vec_push(a->world->arena, &a->withdrawn, x);
        }
    }
}

static void goal_lines(const Hold *h, const HoldOptions *o, HoldLines *out)
{
    World *w = h->world;
    if (o->goal.kind) {
        HoldLine l = line_of(h, o->goal);
        vec_push(w->arena, out, l);
        return;
    }
    for (uint32_t i = 1; i < (uint32_t)w->model->entities.len; i++) {
        const Entity *x = &w->model->entities.p[i];
        if (x->kind == ENTRY_GOAL &&
            sy_entry_counts(w->model, w->query.choices, &w->tree->entries.p[x->entry])) {
            HoldLine l = line_of(h, (Ref){REF_ENTITY, i});
            vec_push(w->arena, out, l);
        }
    }
}

// ---------------------------------------------------------------- on the parties' own words

// Every word about a promise is its giver's own, and nothing out of the way came of it: then the
// parties' own words are all there are.
static bool all_own(const World *w, const Record *r)
{
    for (ptrdiff_t i = 1; i < w->tree->sentences.len; i++) {
        const Sentence *s = &w->tree->sentences.p[i];
        bool own = s->subject.count == 1 && s->whose == WHOSE_PLAIN &&
                   s->speaker_kind == SPEAKER_NAME && s->verb == VERB_PROMISE &&
                   w->tree->names.p[s->speaker].ref == sy_name(w->model, s->subject, 0)->ref;
        if (!own && s->verb != VERB_IS && s->verb != VERB_EXPECTS && s->verb != VERB_REMARKS) {
            return false;
        }
    }
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        const Position *q = sy_record_position(r, r->voiced_promises.p[i]);
        if (q && q->extra) {
            return false;
        }
    }
    return true;
}

static void own_words(HoldAnswer *a, const HoldOptions *o)
{
    World *w = a->world;
    if (o->query.speakers || (a->goals.len == 0 && all_own(w, a->hold->record))) {
        return;
    }
    Query q = o->query;
    q.speakers = 1u << RANK_SELF;
    World *own = sy_world_new(w->arena, w->model, &q, w->zone);
    const Record *r = sy_world_record(own, q.as_of);
    for (ptrdiff_t i = 0; i < a->goals.len; i++) {
        Hold *h = proven(a, own, a->goals.p[i].thing);
        HoldLine l = line_of(h, a->goals.p[i].thing);
        vec_push(w->arena, &a->own_goals, l);
        vec_push(w->arena, &a->own_holds, h);
    }
    for (ptrdiff_t i = 0; i < 2 * a->promises.len; i++) { // those on a circle first
        const HoldLine *l = &a->promises.p[i % a->promises.len];
        if ((i < a->promises.len) != (l->ring > 0)) {
            continue;
        }
        bool stands = sy_verdict_stands((Verdict)l->verdict) || l->verdict == VERDICT_WAITS ||
                      l->verdict == VERDICT_CONTESTED || l->verdict == VERDICT_DEADLOCKED;
        const Position *mine = sy_record_position(r, (PromiseId){l->thing.id});
        if (stands && (!mine || mine->grade <= GRADE_UNSPECIFIED)) {
            vec_push(w->arena, &a->own_missing, (HoldOwn){l->thing, l->sentence});
        }
    }
}

// ---------------------------------------------------------------- other readings

static void reading_line(HoldAnswer *a, const HoldOptions *o, Choices ch, Str words)
{
    World *w = a->world;
    Arena *arena = sy_arena_new(sy_arena_budget(w->arena));
    Query q = o->query;
    q.choices = ch;
    World *other = sy_world_new(arena, w->model, &q, w->zone);
    HoldReading line = {.words = words, .states = -1};
    for (ptrdiff_t i = 0; i < a->varied.len; i++) {
        vec_push(w->arena, &line.options, ch.option[a->varied.p[i].v]);
    }
    for (ptrdiff_t i = 0; i < a->goals.len; i++) {
        Hold *h = proven(a, other, a->goals.p[i].thing);
        Verdict v = sy_hold_verdict(h, a->goals.p[i].thing);
        vec_push(w->arena, &line.verdicts, (uint8_t)v);
        line.differs = line.differs || v != (Verdict)a->goals.p[i].verdict;
        if (v == VERDICT_CONTESTED && line.states < 0) {
            bool complete;
            line.states =
                sy_world_states(other, a->goals.p[i].thing, HOLD_COUNT_LIMIT, &complete, NULL);
        }
    }
    sy_arena_free(arena);
    vec_push(w->arena, &a->readings, line);
}

static bool is_default(const Model *m, const Combos *c, Choices ch)
{
    for (ptrdiff_t i = 0; i < c->open.len; i++) {
        EntityId id = c->open.p[i];
        if (ch.option[id.v].v != sy_choice_of(m, c->fixed, id).v) {
            return false;
        }
    }
    return true;
}

// How many choices are other than in the answer?
static int changed(const World *w, const Combos *c, Choices ch)
{
    int n = 0;
    for (ptrdiff_t i = 0; i < c->open.len; i++) {
        n +=
            ch.option[c->open.p[i].v].v != sy_choice_of(w->model, w->query.choices, c->open.p[i]).v;
    }
    return n;
}

static void other_readings(HoldAnswer *a, const HoldOptions *o)
{
    World *w = a->world;
    a->table = o->readings;
    Combos c = sy_combos_all(w->arena, w->model, a->table ? o->chosen : o->query.choices);
    a->readings_count = (int64_t)c.count;
    a->readings_by_one = c.count > (a->table ? HOLD_TABLE_LIMIT : HOLD_READINGS_LIMIT);
    for (ptrdiff_t i = 0; i < c.open.len; i++) {
        vec_push(w->arena, &a->varied, c.open.p[i]);
    }
    for (Choices ch; sy_combos_next(&c, &ch);) {
        int n = changed(w, &c, ch);
        if ((n == 0 && !a->table) || (n > 1 && a->readings_by_one)) {
            continue;
        }
        reading_line(a, o, ch, sy_combos_words(w->arena, &c, ch));
        a->readings.p[a->readings.len - 1].by_default = is_default(w->model, &c, ch);
    }
}

static void assumptions(HoldAnswer *a)
{
    World *w = a->world;
    for (ptrdiff_t i = 1; i < w->tree->assumes.len; i++) {
        const Assume *x = &w->tree->assumes.p[i];
        const Entry *e = &w->tree->entries.p[x->entry];
        bool struck = w->query.struck && w->query.struck[x->entry];
        if (!struck && !e->broken && sy_entry_counts(w->model, w->query.choices, e)) {
            Str name = sy_word_entry(w->arena, w, x->entry);
            vec_push(w->arena, &a->assumptions, name);
            a->labelled = a->labelled || e->label.v;
        }
    }
}

typedef VEC(const Hold *) Holds;

static bool in_any(const Holds *cones, Ref thing)
{
    for (ptrdiff_t i = 0; i < cones->len; i++) {
        if (sy_hold_of(cones->p[i], thing)) {
            return true;
        }
    }
    return false;
}

// Is what contests the one a contest of those listed already?
static bool is_listed(const HoldAnswer *a, const Holds *cones, const Hold *cone)
{
    for (ptrdiff_t i = 0; i < a->promises.len; i++) {
        const HoldLine *l = &a->promises.p[i];
        if (l->verdict == VERDICT_CONTESTED && sy_hold_of(cone, l->thing) &&
            in_any(cones, l->thing)) {
            return true;
        }
    }
    return false;
}

// What the states are counted of: what was named; the goals that are contested; and, where they are
// to be listed, a promise of every contest that none of these shows.
static void states_asked(const HoldAnswer *a, const HoldOptions *o, HoldLines *out)
{
    Arena *arena = a->world->arena;
    Holds cones = {0};
    for (ptrdiff_t i = 0; i < a->goals.len; i++) {
        const HoldLine *l = &a->goals.p[i];
        if (l->verdict == VERDICT_CONTESTED || (o->goal.kind && o->states)) {
            const Hold *cone = sy_world_hold(a->world, l->thing);
            vec_push(arena, out, *l);
            vec_push(arena, &cones, cone);
        }
    }
    for (ptrdiff_t i = 0; o->states && !o->goal.kind && i < a->promises.len; i++) {
        const HoldLine *l = &a->promises.p[i];
        const Hold *cone =
            l->verdict == VERDICT_CONTESTED ? sy_world_hold(a->world, l->thing) : NULL;
        if (cone && !is_listed(a, &cones, cone)) {
            vec_push(arena, out, *l);
            vec_push(arena, &cones, cone);
        }
    }
}

static void consistent_states(HoldAnswer *a, const HoldOptions *o)
{
    int64_t listed = o->limit > 0 ? o->limit : HOLD_STATES_LIMIT;
    HoldLines of = {0};
    states_asked(a, o, &of);
    for (ptrdiff_t i = 0; i < of.len; i++) {
        HoldStates s = {.thing = of.p[i].thing};
        s.count = sy_world_states(a->world, s.thing, o->states ? listed : HOLD_COUNT_LIMIT,
                                  &s.complete, o->states ? &s.sets : NULL);
        vec_push(a->world->arena, &a->states, s);
    }
}

// ---------------------------------------------------------------- what a struck sentence changed

static void change_add(HoldAnswer *a, const Hold *before, Ref thing)
{
    for (ptrdiff_t i = 0; i < a->goals.len && i < a->changes.len; i++) {
        const Ref r = a->changes.p[i].thing; // the goals come first
        if (sy_ref_same(r, thing)) {
            return;
        }
    }
    Verdict was = sy_hold_verdict(before, thing), is = sy_hold_verdict(a->hold, thing);
    if (was != is) {
        vec_push(a->world->arena, &a->changes, (HoldChange){thing, (uint8_t)was, (uint8_t)is});
    }
}

static void changes(HoldAnswer *a, const HoldOptions *o)
{
    if (!o->query.struck) {
        return;
    }
    Query q = o->query;
    q.struck = NULL;
    World *whole = sy_world_new(a->world->arena, a->world->model, &q, a->world->zone);
    Hold *before = proven(a, whole, (Ref){0});
    for (ptrdiff_t i = 0; i < a->goals.len; i++) {
        change_add(a, before, a->goals.p[i].thing);
    }
    for (ptrdiff_t i = 0; i < before->record->voiced_promises.len; i++) {
        change_add(a, before, (Ref){REF_PROMISE, before->record->voiced_promises.p[i].v});
    }
}

// ---------------------------------------------------------------- since when

typedef VEC(Mom) Moms;

// The days on which something was said, latest first.
static void days_of(const HoldAnswer *a, Moms *out)
{
    const Record *r = a->hold->record;
    for (ptrdiff_t i = r->live.len - 1; i >= 0 && out->len < HOLD_SINCE_DAYS; i--) {
        const Sentence *s = &a->world->tree->sentences.p[r->live.p[i]];
        Mom m = sy_mom(s->dates.late, MOM_OPEN);
        if (s->when != WHEN_UNDATED && (out->len == 0 || out->p[out->len - 1] != m)) {
            vec_push(a->world->arena, out, m);
        }
    }
}

// Is the sentence about a promise, or a fact, that the goal depends on?
static bool about_goal(const Hold *cone, const Sentence *s)
{
    if (s->verb == VERB_IS || s->verb == VERB_EXPECTS || s->verb == VERB_REMARKS) {
        return s->verb == VERB_IS;
    }
    Subjects subs = {0};
    sy_sentence_subjects(cone->world, s, &subs);
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        PromiseId p = sy_sentence_promise(cone->world, s, subs.p[i]);
        if (p.v && sy_hold_of(cone, (Ref){REF_PROMISE, p.v})) {
            return true;
        }
    }
    for (uint32_t k = 0; k < s->forp.count; k++) {
        const Name *n = sy_name(cone->world->model, s->forp, k);
        if (n->ref_kind == REF_PROMISE && sy_hold_of(cone, (Ref){REF_PROMISE, n->ref})) {
            return true;
        }
    }
    return s->verb == VERB_REJECT || s->verb == VERB_ACCEPT || s->verb == VERB_WITHDRAW;
}

static void since_of(HoldAnswer *a, World *w, Ref thing, Verdict now, const Moms *days)
{
    HoldSince since = {.thing = thing, .day = DAY_NONE};
    for (ptrdiff_t i = 0; i + 1 < days->len; i++) {
        w->query.as_of = days->p[i + 1];
        Hold *h = sy_world_hold(w, thing);
        Verdict then = sy_hold_verdict(h, thing);
        if (then != now) {
            since.day = sy_mom_day(days->p[i]);
            since.before = (uint8_t)then;
            break;
        }
    }
    if (since.day == DAY_NONE) {
        return;
    }
    Hold *cone = sy_world_hold(a->world, thing);
    const Record *r = a->hold->record;
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        const Sentence *s = &a->world->tree->sentences.p[r->live.p[i]];
        if (s->dates.late == since.day && about_goal(cone, s)) {
            vec_push(a->world->arena, &since.sentences, r->live.p[i]);
        }
    }
    vec_push(a->world->arena, &a->since, since);
}

static void since_when(HoldAnswer *a, const HoldOptions *o)
{
    if (a->world->tree->sentences.len > HOLD_SINCE_SENTENCES || a->hold->disputed) {
        return;
    }
    Moms days = {0};
    days_of(a, &days);
    World *w = sy_world_new(a->world->arena, a->world->model, &o->query, a->world->zone);
    for (ptrdiff_t i = 0; i < a->goals.len && i < 8; i++) {
        Ref thing = a->goals.p[i].thing;
        if (days.len > 0) {
            w->query.as_of = days.p[0];
            Verdict now = (Verdict)a->goals.p[i].verdict;
            Verdict dated = sy_hold_verdict(sy_world_hold(w, thing), thing);
            if (dated == now) { // else terms and undated words make the difference
                since_of(a, w, thing, now, &days);
            }
        }
    }
}

static void steps(HoldAnswer *a, const HoldOptions *o)
{
    const Model *m = a->world->model;
    StepLines all = {0};
    for (uint32_t i = 1; !o->party.v && !o->layer.v && i < (uint32_t)m->entities.len; i++) {
        if (m->entities.p[i].kind != ENTRY_TRIGGER) {
            continue;
        }
        Verdict v = sy_hold_verdict(a->hold, (Ref){REF_ENTITY, i});
        bool fires = sy_verdict_stands(v);
        if (fires || a->hold->record->live.len <= HOLD_CASES_SENTENCES) {
            sy_ask_steps(a->hold->world, (EntityId){i}, &all);
        }
    }
    for (ptrdiff_t i = 0; i < all.len; i++) {
        if (all.p[i].owed) {
            vec_push(a->world->arena, &a->steps, all.p[i]);
        }
    }
}

const HoldAnswer *sy_ask_hold(Arena *arena, Model *m, const Zone *zone, const HoldOptions *o,
                              Err *err)
{
    HoldAnswer *a = NEW(arena, HoldAnswer);
    a->world = sy_world_new(arena, m, &o->query, zone);
    a->hold = proven(a, a->world, (Ref){0});
    a->under = sy_word_under(arena, a->world);
    goal_lines(a->hold, o, &a->goals);
    promise_lines(a, o);
    withdrawn(a, o);
    steps(a, o);
    if (a->hold->disputed) {
        sy_ask_disputes(a->world, &a->disputes);
    }
    sy_hold_rings(a->hold, &a->rings);
    sy_contest_ring(a->hold, &a->contest);
    own_words(a, o);
    other_readings(a, o);
    a->list_states = o->states;
    consistent_states(a, o);
    changes(a, o);
    since_when(a, o);
    if (a->unproven) {
        sy_err_set(err, ERR_INVALID, "the answer could not be proven: %s", a->unproven);
        return NULL;
    }
    assumptions(a);
    sy_said_denounced(a->hold->world, a->hold->record, (PromiseId){0}, &a->denunciations);
    a->asked = o->goal.kind != REF_NONE;
    a->no = a->asked && a->goals.p[0].verdict != VERDICT_ALONE;
    return a;
}
