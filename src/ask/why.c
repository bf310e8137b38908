#include "ask/why.h"

#include "ask/want.h"

typedef struct Why {
    WhyAnswer *a;
    const Hold *h;
    World *w;
    Arena *arena;
    uint8_t *seen;    // by atom: 1 on the way, 2 shown
    uint8_t *defined; // by entity: shown
    uint32_t *round;  // by gate: the round in which it came true; FIX_NO_RANK: it does not hold
} Why;

// ---------------------------------------------------------------- rounds

#define ON_CREDIT                                                                                  \
    1000000u // rounds of what leans on a circle come after all that needs nobody's credit

static uint32_t atom_round(const Hold *h, const Gate *g)
{
    const FixSolution *s = h->solution;
    if (s->alone[g->a]) {
        return s->rank_alone[g->a];
    }
    if (!s->low[g->a]) {
        return FIX_NO_RANK;
    }
    return g->read == READ_AFTER ? ON_CREDIT + s->rank_low[g->a] : ON_CREDIT * 2;
}

// The round in which enough members of a tally hold.
static uint32_t sum_round(Arena *scratch, const FixProblem *p, const Gate *g, const uint32_t *round)
{
    const Tally *t = &p->tallies[g->a];
    int64_t have = 0;
    uint32_t last = 0;
    uint8_t *used = NEW_N(scratch, uint8_t, t->count + 1);
    while (have < g->bound) {
        uint32_t best = FIX_NO_RANK, at = 0;
        for (uint32_t i = 0; i < t->count; i++) {
            if (!used[i] && round[p->members[t->first + i]] < best) {
                best = round[p->members[t->first + i]];
                at = i;
            }
        }
        if (best == FIX_NO_RANK) {
            return FIX_NO_RANK;
        }
        used[at] = 1;
        have += p->weights[t->first + at];
        last = best > last ? best : last;
    }
    return last;
}

#define SUM_MEMBERS_LIMIT 2000 // longer lists are dated by the whole, not by their least members

static uint32_t list_round(const FixProblem *p, const Gate *g, const uint32_t *round)
{
    uint32_t most = 0, least = FIX_NO_RANK;
    for (uint32_t i = 0; i < g->b; i++) {
        uint32_t r = round[p->kids[g->a + i]];
        most = r > most ? r : most;
        least = r < least ? r : least;
    }
    return g->kind == GATE_AND ? most : least;
}

// In a proof every step leans on earlier rounds only: so of several ways the earliest is shown.
static uint32_t *rounds_of(Arena *arena, const Hold *h)
{
    const FixProblem *p = &h->lowered->problem;
    uint32_t *round = NEW_N(arena, uint32_t, p->ngates + 1);
    Arena *scratch = sy_arena_new(sy_arena_budget(arena));
    for (uint32_t i = 0; i < p->ngates; i++) {
        const Gate *g = &p->gates[i];
        switch ((GateKind)g->kind) {
        case GATE_FALSE:
        case GATE_SHOWN: round[i] = FIX_NO_RANK; break;
        case GATE_TRUE: break;
        case GATE_ATOM: round[i] = atom_round(h, g); break;
        case GATE_ABSENT: round[i] = h->low_values[i] ? 0 : FIX_NO_RANK; break;
        case GATE_AND:
        case GATE_OR: round[i] = list_round(p, g, round); break;
        case GATE_SUM:
            round[i] = p->tallies[g->a].count > SUM_MEMBERS_LIMIT
                           ? (h->low_values[i] ? ON_CREDIT : FIX_NO_RANK)
                           : sum_round(scratch, p, g, round);
            break;
        case GATE_OUT: round[i] = round[g->a]; break;
        }
    }
    sy_arena_free(scratch);
    return round;
}

static WhyLine *line_add(Why *y, int depth, WhyMark mark, Str text)
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

static void evidence(Why *y, WhyLine *l, uint32_t sentence)
{
    if (sentence) {
        l->sentence = sentence;
        l->cites = sy_word_cites(y->arena, y->w, y->w->tree->sentences.p[sentence].entry);
    }
}

static void sentence_line(Why *y, int depth, uint32_t sentence, const char *before)
{
    if (!sentence) {
        return;
    }
    Str head = sy_word_head(y->arena, y->w, sentence);
    Str label = sy_word_label(y->arena, y->w, sentence);
    Str text = sy_str_fmt(y->arena, "%s%.*s %.*s", before, STR_ARG(head), STR_ARG(label));
    evidence(y, line_add(y, depth, WHY_PLAIN, text), sentence);
}

static void explain_gate(Why *y, uint32_t gate, int depth);
static void explain_promise(Why *y, PromiseId p, int depth);

// ---------------------------------------------------------------- leaves

static uint32_t voice_sentence(const Why *y, const Cond *c, EntityId own)
{
    Ref who = sy_model_ref(y->w->model, sy_name(y->w->model, c->names, 0), own);
    const Record *r = y->h->record;
    for (ptrdiff_t i = r->voiced.len - 1; i >= 0; i--) {
        const Voiced *v = &r->voiced.p[i];
        bool said = c->voice == VOICE_AGREES    ? v->agrees
                    : c->voice == VOICE_OBJECTS ? v->objects
                                                : v->asks;
        if (said && v->who.v == who.id) {
            return v->sentence;
        }
    }
    return 0;
}

static uint32_t option_sentence(const Why *y, EntityId choice)
{
    const Record *r = y->h->record;
    uint32_t found = 0;
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        const Sentence *s = &y->w->tree->sentences.p[r->live.p[i]];
        if (s->verb == VERB_IS && sy_name(y->w->model, s->subject, 0)->ref == choice.v) {
            found = r->live.p[i];
        }
    }
    return found;
}

static Str leaf_state(uint32_t kind, const Cond *c)
{
    if (kind == GATE_TRUE) {
        return STR("");
    }
    if (kind == GATE_SHOWN) {
        return c->kind == COND_IS ? STR("another was chosen") : STR("shown false");
    }
    return c->kind == COND_VOICE ? STR("nobody has said so")
           : c->kind == COND_SUM ? STR("not reached by what is stated")
                                 : STR("not known");
}

static void explain_leaf(Why *y, uint32_t gate, int depth)
{
    const GateSource *src = &y->h->lowered->sources.p[gate];
    uint32_t kind = y->h->lowered->problem.gates[gate].kind;
    if (!src->cond) {
        return;
    }
    const Cond *c = &y->w->tree->conds.p[src->cond];
    Str text = sy_word_cond(y->arena, y->w, src->cond), state = leaf_state(kind, c);
    WhyLine *l = line_add(y, depth,
                          kind == GATE_TRUE    ? WHY_MET
                          : kind == GATE_SHOWN ? WHY_SHOWN
                                               : WHY_UNMET,
                          text);
    l->note = state;
    if (kind == GATE_TRUE && c->kind == COND_VOICE) {
        evidence(y, l, voice_sentence(y, c, src->own));
    } else if (c->kind == COND_IS && kind != GATE_FALSE) {
        Ref r = sy_model_ref(y->w->model, sy_name(y->w->model, c->names, 0), src->own);
        evidence(y, l, r.kind == REF_ENTITY ? option_sentence(y, (EntityId){r.id}) : 0);
    }
}

// ---------------------------------------------------------------- named things

// The inference or assumption whose antecedent this condition is.
static const Assume *assume_of(const Why *y, uint32_t cond)
{
    for (ptrdiff_t i = 1; cond && i < y->w->tree->assumes.len; i++) {
        if (y->w->tree->assumes.p[i].cond == cond) {
            return &y->w->tree->assumes.p[i];
        }
    }
    return NULL;
}

static Str reason_of(Why *y, const Assume *a)
{
    const Entry *e = &y->w->tree->entries.p[a->entry];
    Str label = e->label.v ? sy_sources_text(y->w->model->sources, e->label_span) : STR("");
    Str why = {0};
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &y->w->tree->clauses.p[e->first_clause + i];
        why = c->kind == CL_BECAUSE ? c->text : why;
    }
    return sy_str_fmt(y->arena, "%s [%.*s]: %.*s", a->inferred ? "we infer" : "we assume",
                      STR_ARG(label), STR_ARG(why));
}

static const Assume *assumed_value(const Why *y, EntityId id)
{
    for (ptrdiff_t i = 1; i < y->w->tree->assumes.len; i++) {
        const Assume *a = &y->w->tree->assumes.p[i];
        bool struck = y->w->query.struck && y->w->query.struck[a->entry];
        if (a->kind == ASSUME_IS && y->w->tree->names.p[a->name].ref == id.v && !struck) {
            return a;
        }
    }
    return NULL;
}

static void entity_cites(Why *y, WhyLine *l, EntityId id)
{
    if (!l->cites.len) {
        l->cites = sy_word_cites(y->arena, y->w, sy_entity(y->w->model, id)->entry);
    }
}

static void explain_entity(Why *y, uint32_t gate, EntityId id, int depth)
{
    const Entity *x = sy_entity(y->w->model, id);
    bool holds = y->h->low_values[gate];
    Str text = x->title.len
                   ? sy_str_fmt(y->arena, "%.*s (%.*s)", STR_ARG(x->name), STR_ARG(x->title))
                   : x->name;
    bool fact = x->kind == ENTRY_FACT || x->kind == ENTRY_EVENT;
    const FactValue *f = &y->h->record->facts[id.v];
    WhyMark mark = holds ? WHY_MET : f->truth == TRUTH_FALSE ? WHY_SHOWN : WHY_UNMET;
    WhyLine *l = line_add(y, depth, mark, text);
    entity_cites(y, l, id);
    if (sy_world_given(y->w, (Ref){REF_ENTITY, id.v})) {
        l->note = STR("taken as granted");
        return;
    }
    if (fact && f->truth != TRUTH_NONE && f->truth != TRUTH_UNKNOWN) {
        const Assume *a = assumed_value(y, id);
        if (f->sentence) {
            evidence(y, l, f->sentence);
        } else if (a) {
            l->note = reason_of(y, a);
        }
        return;
    }
    if (fact && !holds) {
        l->note = f->disputed ? STR("two values of one day: not known") : STR("not known");
    }
    if (y->defined[id.v] == 2) {
        l->mark = WHY_ABOVE;
        return;
    }
    y->defined[id.v] = 2;
    explain_gate(y, y->h->lowered->problem.kids[y->h->lowered->problem.gates[gate].a], depth + 1);
}

// ---------------------------------------------------------------- gates

static bool is_named(const Why *y, uint32_t gate, Ref *out)
{
    const Gate *g = &y->h->lowered->problem.gates[gate];
    const GateSource *src = &y->h->lowered->sources.p[gate];
    if (g->kind != GATE_AND || g->b != 1 || !src->cond) {
        return false;
    }
    const Cond *c = &y->w->tree->conds.p[src->cond];
    if (c->kind != COND_ATOM) {
        return false;
    }
    *out = sy_model_ref(y->w->model, sy_name(y->w->model, c->names, 0), src->own);
    return out->kind == REF_ENTITY;
}

static void explain_need(Why *y, uint32_t gate, const Need *n, int depth)
{
    bool met = y->h->low_values[gate];
    uint32_t inner = sy_lower_need_gate(y->h->lowered, gate);
    WhyLine *l = line_add(y, depth, met ? WHY_MET : WHY_UNMET, sy_word_need(y->arena, y->w, n));
    if (n->raiser.v || n->form == NEED_WITHHELD || n->form == NEED_VETO) {
        evidence(y, l, n->sentence);
    }
    explain_gate(y, inner, depth + 1);
}

static void explain_sum(Why *y, uint32_t gate, int depth)
{
    const FixProblem *p = &y->h->lowered->problem;
    const Gate *g = &p->gates[gate];
    const Tally *t = &p->tallies[g->a];
    const GateSource *src = &y->h->lowered->sources.p[gate];
    int64_t have = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        have += y->h->low_values[p->members[t->first + i]] ? p->weights[t->first + i] : 0;
    }
    Str text = src->cond ? sy_word_cond(y->arena, y->w, src->cond) : STR("a count");
    WhyLine *l = line_add(y, depth, y->h->low_values[gate] ? WHY_MET : WHY_UNMET, text);
    bool scaled = src->cond && (y->w->tree->conds.p[src->cond].kind == COND_SUM ||
                                y->w->tree->conds.p[src->cond].kind == COND_WEIGHT);
    l->note = scaled ? sy_str_fmt(y->arena, "%.10g of %.10g", (double)have / 1000,
                                  (double)g->bound / 1000)
                     : sy_str_fmt(y->arena, "%lld of %lld", (long long)have, (long long)g->bound);
    for (uint32_t i = 0, n = 0; i < t->count && n < 12; i++) {
        uint32_t m = p->members[t->first + i];
        bool holds = y->h->low_values[gate];
        if (y->h->low_values[m] == holds && (!holds || y->round[m] <= y->round[gate])) {
            explain_gate(y, m, depth + 1);
            n++;
        }
    }
}

// Of the ways of an OR that holds, the one that held first; of others, no matter which.
static uint32_t first_way(const Why *y, const Gate *g)
{
    const FixProblem *p = &y->h->lowered->problem;
    uint32_t best = UINT32_MAX, round = FIX_NO_RANK;
    for (uint32_t i = 0; i < g->b; i++) {
        uint32_t kid = p->kids[g->a + i];
        if (y->h->low_values[kid] && (best == UINT32_MAX || y->round[kid] < round)) {
            best = kid;
            round = y->round[kid];
        }
    }
    return best;
}

static void explain_list(Why *y, uint32_t gate, int depth)
{
    const FixProblem *p = &y->h->lowered->problem;
    const Gate *g = &p->gates[gate];
    bool holds = y->h->low_values[gate];
    uint32_t way = g->kind == GATE_OR && holds ? first_way(y, g) : UINT32_MAX;
    for (uint32_t i = 0; i < g->b; i++) {
        uint32_t kid = p->kids[g->a + i];
        if (sy_gate_is_filler(y->h, gate, kid)) {
            continue;
        }
        const Assume *a = assume_of(y, y->h->lowered->sources.p[kid].cond);
        if (g->kind == GATE_OR && holds ? kid != way : y->h->low_values[kid] != holds) {
            continue;
        }
        if (a) {
            line_add(y, depth, holds ? WHY_MET : WHY_UNMET, reason_of(y, a));
        }
        explain_gate(y, kid, a ? depth + 1 : depth);
    }
}

static void explain_gate(Why *y, uint32_t gate, int depth)
{
    const Lowered *l = y->h->lowered;
    const Gate *g = &l->problem.gates[gate];
    Ref named;
    if (depth > WHY_DEPTH_LIMIT) {
        line_add(y, depth, WHY_PLAIN, STR("..."));
        return;
    }
    if (is_named(y, gate, &named)) {
        explain_entity(y, gate, (EntityId){named.id}, depth);
        return;
    }
    switch ((GateKind)g->kind) {
    case GATE_TRUE:
    case GATE_FALSE:
    case GATE_SHOWN: explain_leaf(y, gate, depth); return;
    case GATE_ATOM: explain_promise(y, l->atoms.p[g->a], depth); return;
    case GATE_ABSENT: {
        PromiseId p = l->atoms.p[g->a];
        bool absent = y->h->low_values[gate];
        Str name = sy_promise_name(y->arena, y->w->model, p);
        Str text = sy_str_fmt(y->arena, "%.*s %s", STR_ARG(name),
                              absent ? "does not stand" : "stands, or may stand");
        line_add(y, depth, absent ? WHY_MET : WHY_UNMET, text);
        return;
    }
    case GATE_OUT: explain_gate(y, g->a, depth); return;
    case GATE_SUM: explain_sum(y, gate, depth); return;
    case GATE_AND:
    case GATE_OR: explain_list(y, gate, depth); return;
    }
}

// ---------------------------------------------------------------- promises

static void explain_needs(Why *y, const Held *x, const Position *q, int depth)
{
    const FixProblem *p = &y->h->lowered->problem;
    const Gate *root = &p->gates[x->gate];
    bool stands = y->h->low_values[x->gate];
    for (uint32_t i = 0; root->kind == GATE_AND && i < root->b; i++) {
        uint32_t kid = p->kids[root->a + i];
        uint32_t need = y->h->lowered->sources.p[kid].need;
        if (need && q) {
            explain_need(y, kid, &q->needs.p[need - 1], depth);
        } else if (stands || !y->h->low_values[kid]) {
            explain_gate(y, kid, depth);
        }
    }
}

static void refusals(Why *y, const Held *x, const Position *q, int depth)
{
    const Position *whole =
        x && x->reason == REASON_WHOLE ? sy_record_position(y->h->record, x->by) : NULL;
    if (whole) {
        Str name = sy_promise_name(y->arena, y->w->model, x->by);
        line_add(y, depth, WHY_PLAIN,
                 sy_str_fmt(y->arena, "refused with %.*s, of which it is a part", STR_ARG(name)));
        sentence_line(y, depth + 1, sy_word_of(y->w, whole), "");
    }
    if (q && x && x->reason == REASON_DECLINED) {
        line_add(y, depth, WHY_PLAIN, STR("declined by everybody it names"));
    }
}

// What was said near a promise that nobody voiced: demands and expectations.
static void silence(Why *y, PromiseId p, int depth)
{
    const Position *q = sy_record_position(y->h->record, p);
    for (ptrdiff_t i = 0; q && q->extra && i < q->extra->asked.len; i++) {
        sentence_line(y, depth, q->extra->asked.p[i], "asked for: ");
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
                sentence_line(y, depth, r->live.p[i], "expected, no pledge: ");
            }
        }
    }
}

static void promise_sentences(Why *y, const Position *q, int depth)
{
    if (!q) {
        return;
    }
    sentence_line(y, depth, sy_word_of(y->w, q), "");
    for (ptrdiff_t i = 0; q->extra && i < q->extra->doubts.len; i++) {
        sentence_line(y, depth, q->extra->doubts.p[i], "doubt: ");
    }
    for (ptrdiff_t i = 0; q->extra && i < q->extra->outvoiced.len; i++) {
        sentence_line(y, depth, q->extra->outvoiced.p[i], "doubt: ");
    }
    for (ptrdiff_t i = 0; q->extra && i < q->extra->limits.len; i++) {
        sentence_line(y, depth, q->extra->limits.p[i], "limit: ");
    }
    for (ptrdiff_t i = 0; q->extra && i < q->extra->denounced.len; i++) {
        sentence_line(y, depth, q->extra->denounced.p[i], "said against it, and moves nothing: ");
    }
    for (ptrdiff_t i = 0; q->extra && i < q->extra->disputes.len; i++) {
        sentence_line(y, depth, q->extra->disputes.p[i], "contradicted: ");
    }
}

static bool verdict_stands(Verdict v)
{
    return v == VERDICT_ALONE || v == VERDICT_TOGETHER || v == VERDICT_FOLLOWS;
}

static void explain_promise(Why *y, PromiseId p, int depth)
{
    const Held *x = sy_hold_of(y->h, (Ref){REF_PROMISE, p.v});
    const Position *q = sy_record_position(y->h->record, p);
    Verdict v = sy_hold_verdict(y->h, (Ref){REF_PROMISE, p.v});
    Str name = sy_promise_name(y->arena, y->w->model, p);
    WhyLine *l = line_add(y, depth, verdict_stands(v) ? WHY_MET : WHY_UNMET, name);
    l->thing = (Ref){REF_PROMISE, p.v};
    l->verdict = (uint8_t)v;
    if (x && y->seen[x->atom - 1]) {
        bool circle = y->seen[x->atom - 1] == 1;
        l->mark = circle ? WHY_CREDIT : WHY_ABOVE;
        return;
    }
    if (x) {
        y->seen[x->atom - 1] = 1;
    }
    if (sy_world_given(y->w, (Ref){REF_PROMISE, p.v})) {
        l->note = STR("taken as granted");
    }
    promise_sentences(y, q, depth + 1);
    refusals(y, x, q, depth + 1);
    if (v == VERDICT_UNSAID) {
        silence(y, p, depth + 1);
    }
    bool plain = v == VERDICT_REFUSED || v == VERDICT_UNSAID || v == VERDICT_FLOATED;
    if (x && !(plain && x->reason != REASON_NONE)) {
        explain_needs(y, x, q, depth + 1);
    }
    if (x) {
        y->seen[x->atom - 1] = 2;
    }
}

// ---------------------------------------------------------------- the answer

static void explain_thing(Why *y, Ref r)
{
    const Held *x = sy_hold_of(y->h, r);
    if (r.kind == REF_PROMISE) {
        explain_promise(y, (PromiseId){r.id}, 0);
    } else if (x && y->h->lowered->problem.gates[x->gate].kind == GATE_AND) {
        explain_entity(y, x->gate, (EntityId){r.id}, 0);
        y->a->lines.p[0].verdict = x->verdict;
        y->a->lines.p[0].thing = r;
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
    Why y = {a,
             a->hold,
             a->hold->world,
             arena,
             NEW_N(arena, uint8_t, a->hold->lowered->problem.natoms + 1),
             NEW_N(arena, uint8_t, m->entities.len),
             rounds_of(arena, a->hold)};
    explain_thing(&y, o->thing);
    a->no = verdict_stands((Verdict)a->verdict) == o->negated;
    return a;
}
