#include "ask/disputes.h"
#include "ask/steps.h"
#include "ask/why_part.h"

WhyLine *sy_why_line(Why *y, int depth, WhyMark mark, Str text)
{
    static WhyLine nowhere;
    if (y->a->lines.len >= WHY_LINES_LIMIT) {
        nowhere = (WhyLine){0};
        return &nowhere;
    }
    vec_push(y->arena, &y->a->lines,
             (WhyLine){.depth = depth, .mark = (uint8_t)mark, .text = text});
    return &y->a->lines.p[y->a->lines.len - 1];
}

static void cited(Why *y, WhyLine *l, uint32_t sentence)
{
    if (sentence) {
        l->sentence = sentence;
        Str cites = sy_word_cites(y->arena, y->w, y->w->tree->sentences.p[sentence].entry);
        l->cites = cites.len ? cites : l->cites;
    }
}

void sy_why_evidence(Why *y, WhyLine *l, uint32_t sentence)
{
    cited(y, l, sentence);
    l->in_words = sentence != 0;
}

void sy_why_sentence(Why *y, int depth, uint32_t sentence, const char *before)
{
    if (!sentence) {
        return;
    }
    Str head = sy_word_head(y->arena, y->w, sentence);
    Str label = sy_word_label(y->arena, y->w, sentence);
    Str text = sy_str_fmt(y->arena, "%s%.*s %.*s", before, STR_ARG(head), STR_ARG(label));
    cited(y, sy_why_line(y, depth, WHY_PLAIN, text), sentence);
}

// ---------------------------------------------------------------- one condition of a promise

static Str excluded_note(const Why *y, uint32_t gate)
{
    uint32_t inner = y->h->lowered->problem.gates[gate].b;
    return y->h->low_values[inner]  ? STR("it holds")
           : y->h->low_values[gate] ? STR("not so on record, and so it does not stop it")
                                    : (Str){0};
}

// What a rejection needs to put a promise out; in a signing its gate stands beside a filler.
static uint32_t rejection(const Why *y, uint32_t gate)
{
    const FixProblem *p = &y->h->lowered->problem;
    return p->gates[p->gates[gate].kind == GATE_OR ? p->kids[p->gates[gate].a] : gate].b;
}

// A condition that a document sets for all it speaks (P18) names the document.
static Str need_words(Why *y, const Need *n)
{
    Str text = sy_word_need(y->arena, y->w, n);
    const Sentence *s = &y->w->tree->sentences.p[n->sentence];
    const Entry *e = sy_sentence_entry(y->w, s);
    bool its = n->clause >= e->first_clause && n->clause < e->first_clause + e->nclauses;
    if (!n->clause || its || s->speaker_kind != SPEAKER_NAME) {
        return text;
    }
    Str name = sy_sources_text(y->w->model->sources, y->w->tree->names.p[s->speaker].span);
    return sy_str_fmt(y->arena, "%.*s (%.*s says so of all its sentences)", STR_ARG(text),
                      STR_ARG(name));
}

static void explain_need(Why *y, uint32_t gate, const Need *n, int depth)
{
    bool met = y->h->low_values[gate];
    if (sy_why_mark(y, gate) == WHY_MET && y->a->negated) {
        return;
    }
    uint32_t inner = sy_lower_need_gate(y->h->lowered, gate);
    bool out = y->h->lowered->problem.gates[inner].kind == GATE_OUT;
    bool rejected = n->form == NEED_WITHHELD || n->form == NEED_VETO;
    WhyLine *l = sy_why_line(y, depth, sy_why_mark(y, gate), need_words(y, n));
    if (n->raiser.v || rejected) {
        cited(y, l, n->sentence);
    }
    if (out && (n->form == NEED_OUT || n->form == NEED_WITHHELD)) {
        l->note = excluded_note(y, inner);
    }
    if (rejected) {
        sy_why_sentence(y, depth + 1, n->cond, "");
        bool outer = y->excluding;
        y->excluding = outer || met;
        sy_why_gate(y, rejection(y, inner), 0, depth + 1);
        y->excluding = outer;
        return;
    }
    uint32_t said = y->said;
    y->said = n->form == NEED_COND || n->form == NEED_OUT ? n->cond : 0;
    sy_why_gate(y, inner, y->said, depth + 1);
    y->said = said;
}

// The conditions of `p`, whose formula is `gate`.
static void explain_needs(Why *y, uint32_t gate, PromiseId p, int depth)
{
    const FixProblem *problem = &y->h->lowered->problem;
    const Gate *root = &problem->gates[gate];
    const Position *q = sy_record_position(y->h->record, p);
    Ref about = y->about;
    y->about = (Ref){REF_PROMISE, p.v};
    for (uint32_t i = 0; root->kind == GATE_AND && i < root->b; i++) {
        uint32_t kid = problem->kids[root->a + i];
        uint32_t need = y->h->lowered->sources.p[kid].need;
        if (need && q) {
            explain_need(y, kid, &q->needs.p[need - 1], depth);
        } else if (!y->a->negated || sy_why_mark(y, kid) != WHY_MET) {
            sy_why_gate(y, kid, 0, depth);
        }
    }
    y->about = about;
}

// ---------------------------------------------------------------- signings

static void partners_seen(Why *y, const Promises *group, PromiseId p, Seen now)
{
    for (ptrdiff_t i = 0; i < group->len; i++) {
        const Held *x = sy_hold_of(y->h, (Ref){REF_PROMISE, group->p[i].v});
        bool plainly_out = x && x->reason != REASON_NONE;
        if (x && group->p[i].v != p.v && !(plainly_out && now == SEEN_PARTNER)) {
            y->seen[x->atom - 1] = (uint8_t)now;
        }
    }
}

static void explain_partner(Why *y, uint32_t gate, PromiseId p, int depth)
{
    const Held *x = sy_hold_of(y->h, (Ref){REF_PROMISE, p.v});
    if (sy_why_mark(y, gate) == WHY_MET && y->a->negated) {
        return;
    }
    Str name = sy_promise_name(y->arena, y->w->model, p);
    Str text = sy_str_fmt(y->arena, "signed in one act with %.*s", STR_ARG(name));
    sy_why_line(y, depth, sy_why_mark(y, gate), text);
    if (x && x->reason != REASON_NONE) {
        sy_why_promise(y, p, depth + 1);
    } else {
        explain_needs(y, gate, p, depth + 1);
    }
}

// Each needs what all of them need, and what the signing itself does.
static void explain_signed(Why *y, const Held *x, const Promises *group, int depth)
{
    const FixProblem *problem = &y->h->lowered->problem;
    const Gate *root = &problem->gates[x->gate];
    PromiseId p = {x->thing.id};
    partners_seen(y, group, p, SEEN_PARTNER);
    for (uint32_t i = 0; i < root->b; i++) {
        uint32_t kid = problem->kids[root->a + i];
        if (i < (uint32_t)group->len && group->p[i].v == p.v) {
            explain_needs(y, kid, p, depth);
        } else if (i < (uint32_t)group->len) {
            explain_partner(y, kid, group->p[i], depth);
        } else if (!y->a->negated || sy_why_mark(y, kid) != WHY_MET) {
            sy_why_gate(y, kid, 0, depth);
        }
    }
    partners_seen(y, group, p, SEEN_SHOWN);
}

// ---------------------------------------------------------------- sentences about a promise

static void silence(Why *y, PromiseId p, int depth)
{
    const Position *q = sy_record_position(y->h->record, p);
    for (ptrdiff_t i = 0; q && q->extra && i < q->extra->asked.len; i++) {
        sy_why_sentence(y, depth, q->extra->asked.p[i], "asked for: ");
    }
    const Record *r = y->h->record;
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        const Sentence *s = &y->w->tree->sentences.p[r->live.p[i]];
        Refs targets = {0};
        if (s->verb == VERB_EXPECTS) {
            sy_cond_targets(y->w, s->cond, (EntityId){0}, &targets);
        }
        for (ptrdiff_t k = 0; k < targets.len; k++) {
            if (targets.p[k].kind == REF_PROMISE && targets.p[k].id == p.v) {
                sy_why_sentence(y, depth, r->live.p[i], "expected, no pledge: ");
            }
        }
    }
}

static void each_sentence(Why *y, const Indices *list, const char *before, int depth)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        sy_why_sentence(y, depth, list->p[i], before);
    }
}

// When it is due, and what became of it: no condition of it.
static void times(Why *y, const Position *q, int depth)
{
    const Term *when = sy_position_term(q, TERM_WHEN);
    if (when) {
        Str clause = sy_word_clause(y->arena, y->w, when->clause, when->own);
        Str text =
            sy_str_fmt(y->arena, "%.*s (the time it is due, no condition of it)", STR_ARG(clause));
        cited(y, sy_why_line(y, depth, WHY_PLAIN, text), when->sentence);
    }
    Str states = sy_word_states(y->w, q);
    if (states.len && !sy_str_eq(states, STR("delivered"))) {
        sy_why_line(y, depth, WHY_PLAIN, states);
    }
    if (q->extra) {
        each_sentence(y, &q->extra->breaches, "a breach: ", depth + 1);
    }
}

static void contradictions(Why *y, PromiseId p, int depth)
{
    const Position *q = sy_record_position(y->record, p);
    if (q && q->extra) {
        each_sentence(y, &q->extra->disputes, "contradicted by: ", depth);
    }
}

// "binding unless A.notice": of a sentence about `p`.
static Str binding_words(Why *y, uint32_t sentence, PromiseId p)
{
    uint32_t clause = sy_said_binding(y->w, sentence);
    EntityId own = y->w->model->promises.p[p.v].owner;
    return clause ? sy_word_clause(y->arena, y->w, clause, own) : (Str){0};
}

// What was said against what binds, and by what it binds.
static void denunciations(Why *y, const Position *q, int depth)
{
    Indices list = {0};
    sy_said_denounced(y->w, y->h->record, q->promise, &list);
    const Indices *bind = q->extra ? &q->extra->bind : NULL;
    if (list.len && bind && bind->len) {
        uint32_t last = bind->p[bind->len - 1];
        Str words = binding_words(y, last, q->promise), label = sy_word_label(y->arena, y->w, last);
        Str text = sy_str_fmt(y->arena, "%.*s %.*s", STR_ARG(words), STR_ARG(label));
        sy_why_line(y, depth, WHY_PLAIN, text);
    }
    each_sentence(y, &list, "said against it, and moves nothing: ", depth);
}

static void promise_sentences(Why *y, const Position *q, int depth)
{
    if (!q) {
        return;
    }
    sy_why_sentence(y, depth, sy_word_of(y->w, q), "");
    times(y, q, depth);
    if (q->extra) {
        each_sentence(y, &q->extra->doubts, "doubt: ", depth);
        each_sentence(y, &q->extra->outvoiced, "doubt: ", depth);
        each_sentence(y, &q->extra->limits, "limit: ", depth);
    }
    denunciations(y, q, depth);
    contradictions(y, q->promise, depth);
    Indices declines = {0};
    sy_said_declines(y->w, y->h->record, q->promise, &declines);
    each_sentence(y, &declines, "declined: ", depth);
}

// Why its term was not renewed: the clause, and what was said of its condition.
static void lapsed(Why *y, const Position *q, int depth)
{
    const Term *renews = sy_position_term(q, TERM_RENEWS);
    const Clause *c = renews ? &y->w->tree->clauses.p[renews->clause] : NULL;
    Indices list = {0};
    if (!c) {
        return;
    }
    Str clause = sy_word_clause(y->arena, y->w, renews->clause, renews->own);
    Str text = sy_str_fmt(y->arena, "it was renewed no more (%.*s)", STR_ARG(clause));
    sy_why_evidence(y, sy_why_line(y, depth, WHY_PLAIN, text), renews->sentence);
    if (c->y) {
        sy_said_behind(y->w, y->h->record, c->y, renews->own, (Ref){REF_PROMISE, q->promise.v},
                       &list);
    }
    each_sentence(y, &list, "", depth + 1);
}

static void term_over(Why *y, const Position *q, int depth)
{
    const Term *end = q ? sy_position_term(q, TERM_END) : NULL;
    if (end) {
        WhyLine *l = sy_why_line(y, depth, WHY_SHOWN, sy_word_term_over(y->w, q));
        sy_why_evidence(y, l, end->sentence);
        lapsed(y, q, depth + 1);
    }
}

static void refusals(Why *y, const Held *x, const Position *q, int depth)
{
    const Position *whole =
        x && x->reason == REASON_WHOLE ? sy_record_position(y->h->record, x->by) : NULL;
    if (whole) {
        Str name = sy_promise_name(y->arena, y->w->model, x->by);
        sy_why_line(
            y, depth, WHY_PLAIN,
            sy_str_fmt(y->arena, "refused with %.*s, of which it is a part", STR_ARG(name)));
        sy_why_sentence(y, depth + 1, sy_word_of(y->w, whole), "");
    }
    if (q && x && x->reason == REASON_DECLINED) {
        sy_why_line(y, depth, WHY_PLAIN, STR("declined by everybody it names"));
    }
    if (x && x->reason == REASON_OVER) {
        term_over(y, q, depth);
    }
}

// ---------------------------------------------------------------- promises

static WhyLine *promise_head(Why *y, PromiseId p, Verdict v, int depth)
{
    Str name = sy_promise_name(y->arena, y->w->model, p);
    WhyMark mark = v == VERDICT_DISPUTED ? WHY_PLAIN : sy_verdict_stands(v) ? WHY_MET : WHY_UNMET;
    WhyLine *l = sy_why_line(y, depth, mark, name);
    l->thing = (Ref){REF_PROMISE, p.v};
    l->verdict = (uint8_t)v;
    return l;
}

static void seen_again(WhyLine *l, Seen seen, Verdict v)
{
    bool circle = v == VERDICT_TOGETHER || v == VERDICT_DEADLOCKED;
    if (seen != SEEN_SHOWN && circle) {
        l->mark = WHY_CREDIT;
    } else if (seen == SEEN_PARTNER) {
        l->note = STR("signed in one act");
    } else {
        l->mark = WHY_ABOVE;
    }
}

// Of what was binding and is withdrawn all the same: the way out, and what was said of it.
static void way_out(Why *y, PromiseId p, uint32_t word, int depth)
{
    uint32_t clause = sy_said_binding(y->w, word);
    uint32_t cond = clause ? y->w->tree->clauses.p[clause].x : 0;
    EntityId own = y->w->model->promises.p[p.v].owner;
    Indices list = {0};
    if (!cond) {
        return;
    }
    Str text = sy_str_fmt(y->arena, "the way out was there: %.*s",
                          STR_ARG(sy_word_clause(y->arena, y->w, clause, own)));
    sy_why_line(y, depth, WHY_PLAIN, text);
    sy_said_behind(y->w, y->h->record, cond, own, (Ref){REF_PROMISE, p.v}, &list);
    each_sentence(y, &list, "", depth + 1);
}

// What was said and taken back, of a promise of which nothing else is left.
static bool taken_back(Why *y, PromiseId p, ptrdiff_t line, int depth)
{
    TakenBack t = sy_said_withdrawal(y->w, y->h->record, p);
    if (t.by) {
        y->a->lines.p[line].withdrawn = true;
        sy_why_sentence(y, depth, t.word, "said: ");
        sy_why_sentence(y, depth, t.by, "withdrawn: ");
        way_out(y, p, t.word, depth);
    }
    return t.by != 0;
}

static void explain_held(Why *y, const Held *x, int depth)
{
    Promises group = {0};
    PromiseId p = {x->thing.id};
    const Gate *root = &y->h->lowered->problem.gates[x->gate];
    if (x->reason != REASON_NONE) {
        return;
    }
    sy_want_signed(y->h, p, &group);
    if (group.len && root->kind == GATE_AND && root->b >= (uint32_t)group.len) {
        explain_signed(y, x, &group, depth);
    } else {
        explain_needs(y, x->gate, p, depth);
    }
}

void sy_why_promise(Why *y, PromiseId p, int depth)
{
    const Held *x = sy_hold_of(y->h, (Ref){REF_PROMISE, p.v});
    const Position *q = sy_record_position(y->h->record, p);
    Verdict v = sy_hold_verdict(y->h, (Ref){REF_PROMISE, p.v});
    ptrdiff_t line = y->a->lines.len;
    WhyLine *l = promise_head(y, p, v, depth);
    if (x && y->seen[x->atom - 1]) {
        seen_again(l, (Seen)y->seen[x->atom - 1], v);
        return;
    }
    if (x) {
        y->seen[x->atom - 1] = SEEN_ON_THE_WAY;
    }
    if (sy_world_given(y->w, (Ref){REF_PROMISE, p.v})) {
        l->note = STR("taken as granted");
    }
    promise_sentences(y, q, depth + 1);
    refusals(y, x, q, depth + 1);
    if (v == VERDICT_UNSAID && line < y->a->lines.len && !taken_back(y, p, line, depth + 1)) {
        silence(y, p, depth + 1);
    }
    if (x) {
        explain_held(y, x, depth + 1);
        y->seen[x->atom - 1] = SEEN_SHOWN;
    }
}

// ---------------------------------------------------------------- the answer

static void explain_thing(Why *y, Ref r)
{
    const Held *x = sy_hold_of(y->h, r);
    if (r.kind == REF_PROMISE) {
        sy_why_promise(y, (PromiseId){r.id}, 0);
    } else if (x && y->h->lowered->problem.gates[x->gate].kind == GATE_AND) {
        sy_why_entity(y, x->gate, (EntityId){r.id}, 0);
        bool fact = sy_entity(y->w->model, (EntityId){r.id})->kind == ENTRY_FACT;
        y->a->lines.p[0].verdict = fact ? 0 : x->verdict; // which is not known, or so
        y->a->lines.p[0].thing = r;
    }
}

// Of what stands: nothing is in its way, but that it may stand on credit.
static void nothing_but_credit(Why *y, Ref thing)
{
    bool alone = y->a->verdict == VERDICT_ALONE;
    WhyLine *l = sy_why_line(y, 0, alone ? WHY_MET : WHY_UNMET, sy_word_ref(y->arena, y->w, thing));
    l->verdict = y->a->verdict;
    l->thing = thing;
    l->note = alone ? STR("nothing is in its way") : (Str){0};
    if (!alone) {
        sy_why_circles(y, thing, false, 1);
    }
}

// Of a trigger: the steps of the case that runs.
static void steps(Why *y, EntityId trigger)
{
    StepLines list = {0};
    sy_ask_steps(y->w, trigger, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        const StepLine *s = &list.p[i];
        Str text = sy_str_fmt(y->arena, "%.*s is %.*s", STR_ARG(s->name), STR_ARG(s->words));
        sy_why_line(y, 1, WHY_PLAIN, text);
    }
}

// What the tree of conditions does not show by itself.
static void behind_verdict(Why *y, Ref thing)
{
    if (y->a->verdict == VERDICT_CONTESTED) {
        sy_why_contest(y, thing, 1);
    } else if (thing.kind == REF_ENTITY) {
        steps(y, (EntityId){thing.id});
    }
    if (y->a->verdict == VERDICT_DEADLOCKED && y->a->negated) {
        sy_why_circles(y, thing, true, 1);
    }
}

const WhyAnswer *sy_ask_why(Arena *arena, Model *m, const Zone *zone, const WhyOptions *o, Err *err)
{
    WhyAnswer *a = NEW(arena, WhyAnswer);
    a->world = sy_world_new(arena, m, &o->query, zone);
    a->hold = sy_world_hold_disputed(a->world, (Ref){0});
    if (a->hold->unproven) {
        sy_err_set(err, ERR_INVALID, "the answer could not be proven: %s", a->hold->unproven);
        return NULL;
    }
    if (o->thing.kind == REF_STEP) {
        sy_err_set(err, ERR_INVALID, "a step has a state, not a verdict: ask about its promise");
        return NULL;
    }
    a->thing = o->thing;
    a->negated = o->negated;
    a->verdict = (uint8_t)sy_hold_verdict(a->hold, o->thing);
    a->under = sy_word_under(arena, a->world);
    AskDisputes disputes = {0};
    if (a->hold->disputed) {
        sy_ask_disputes(a->world, &disputes);
        a->answers = sy_dispute_answers(arena, a->world, &disputes, o->thing);
    }
    Why y = {.a = a,
             .h = a->hold,
             .w = a->hold->world,
             .arena = arena,
             .seen = NEW_N(arena, uint8_t, a->hold->lowered->problem.natoms + 1),
             .defined = NEW_N(arena, uint8_t, m->entities.len),
             .record = sy_world_record(a->world, o->query.as_of),
             .disputed = a->hold->disputed ? sy_why_disputed(arena, a->hold) : NULL,
             .round = sy_why_rounds(arena, a->hold)};
    bool stands = sy_verdict_stands((Verdict)a->verdict);
    if (stands && o->negated) {
        nothing_but_credit(&y, o->thing);
    } else {
        explain_thing(&y, o->thing);
        behind_verdict(&y, o->thing);
    }
    a->withdrawn = a->lines.len > 0 && a->lines.p[0].withdrawn;
    a->no = o->negated ? a->verdict == VERDICT_ALONE : !stands;
    return a;
}
