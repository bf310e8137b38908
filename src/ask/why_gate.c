// Formulas as a tree: what holds with what makes it so, what does not with what is missing.
//
// What is excluded (`unless`, `not`) is shown in its own words: that it holds, and by which sentence, or
// that nothing shows it.
#include "ask/why_part.h"

bool sy_why_is_disputed(const Why *y, uint32_t gate)
{
    return y->disputed && y->disputed[gate];
}

WhyMark sy_why_mark(const Why *y, uint32_t gate)
{
    return sy_why_is_disputed(y, gate) ? WHY_PLAIN : sy_why_holds(y, gate) ? WHY_MET : WHY_UNMET;
}

WhyMark sy_why_mark_shown(const Why *y, uint32_t gate)
{
    WhyMark mark = sy_why_mark(y, gate);
    return mark == WHY_UNMET && y->h->shown[gate] ? WHY_SHOWN : mark;
}

static Ref first_ref(const Why *y, const Cond *c, EntityId own)
{
    return c->names.count ? sy_model_ref(y->w->model, sy_name(y->w->model, c->names, 0), own)
                          : (Ref){0};
}

// ---------------------------------------------------------------- voices

static void said_lines(Why *y, const Indices *list, const char *before, int depth)
{
    for (ptrdiff_t i = 0; before && i < list->len; i++) {
        sy_why_sentence(y, depth, list->p[i], before);
    }
}

// A voice that is not heard so: how the vote stands, or that nobody has said so.
static void not_said(Why *y, WhyLine *l, EntityId who, const Cond *c, const Heard *heard)
{
    Str vote = c->voice == VOICE_AGREES ? sy_said_vote(y->arena, y->w, y->h->record, who, y->about)
                                        : (Str){0};
    if (vote.len) {
        l->note = sy_str_fmt(y->arena, "not by its rule yet: %.*s", STR_ARG(vote));
    } else {
        l->note = c->voice == VOICE_AGREES && heard->no.len ? STR("a no is on record")
                                                            : STR("nobody has said so");
    }
}

static void no_lines(Why *y, const Indices *list, EntityId who, const Cond *c, int depth)
{
    for (ptrdiff_t i = 0; c->voice == VOICE_AGREES && i < list->len; i++) {
        const Sentence *s = &y->w->tree->sentences.p[list->p[i]];
        bool veto = sy_said_is_veto(y->w, who, y->about, s);
        sy_why_sentence(y, depth, list->p[i], veto ? "veto: " : "no: ");
    }
}

static void voice_line(Why *y, EntityId who, const Cond *c, bool met, Str text, int depth)
{
    Heard heard = {0};
    sy_said_voices(y->w, y->h->record, who, y->about, &heard);
    const Indices *so = c->voice == VOICE_AGREES    ? &heard.yes
                        : c->voice == VOICE_OBJECTS ? &heard.no
                                                    : &heard.asked;
    WhyLine *l = sy_why_line(y, depth, met ? WHY_MET : WHY_UNMET, text);
    if (met && so->len == 1) {
        sy_why_evidence(y, l, so->p[0]);
    } else if (met && so->len == 0) {
        l->note = STR("taken as granted");
    } else if (met) {
        said_lines(y, so, "", depth + 1);
    } else {
        not_said(y, l, who, c, &heard);
        no_lines(y, &heard.no, who, c, depth + 1);
        said_lines(y, &heard.yes, c->voice == VOICE_AGREES ? "yes: " : NULL, depth + 1);
    }
}

// ---------------------------------------------------------------- leaves

static bool is_choice(const Why *y, Ref r)
{
    uint32_t kind = r.kind == REF_ENTITY ? sy_entity(y->w->model, (EntityId){r.id})->kind : 0;
    return kind == ENTRY_READING || kind == ENTRY_VERSION || kind == ENTRY_DECISION;
}

// What the record says of "X is W": who said or chose so, or that it is not so.
static void is_notes(Why *y, WhyLine *l, uint32_t gate, Sym word, Ref r)
{
    bool met = sy_why_holds(y, gate), choice = is_choice(y, r);
    const Position *q =
        r.kind == REF_PROMISE ? sy_record_position(y->h->record, (PromiseId){r.id}) : NULL;
    uint32_t promised = q && met ? sy_word_of(y->w, q) : 0;
    bool broken = promised && word.v == W_BROKEN && q->extra && q->extra->breaches.len;
    if (r.kind == REF_ENTITY) {
        sy_why_evidence(y, l, sy_said_option(y->w, y->h->record, (EntityId){r.id}));
    } else if (broken) {
        sy_why_evidence(y, l, q->extra->breaches.p[q->extra->breaches.len - 1]);
    } else if (promised && sy_grade_find(word)) {
        sy_why_evidence(y, l, promised);
    } else if (promised) {
        l->sentence = promised;
        l->note = sy_str_fmt(y->arena, "%.*s %.*s", STR_ARG(sy_word_states(y->w, q)),
                             STR_ARG(sy_word_label(y->arena, y->w, promised)));
    }
    if (!met) {
        l->note = !choice ? (r.kind == REF_ENTITY ? STR("not known") : STR("not so on record"))
                  : l->mark == WHY_SHOWN ? STR("another was chosen")
                                         : STR("nobody has chosen");
    }
}

static Str leaf_note(uint32_t kind, const Cond *c)
{
    return kind == GATE_TRUE        ? (Str){0}
           : kind == GATE_SHOWN     ? STR("shown false")
           : c->kind == COND_SUM    ? STR("not reached by what is stated")
           : c->kind == COND_BEFORE ? STR("of one day, and of which hour is not known")
                                    : STR("not known");
}

// Not in time: what came after it, or that nothing has come.
static void late(Why *y, uint32_t gate, uint32_t cond, EntityId own, int depth)
{
    Indices list = {0};
    sy_said_behind(y->w, y->h->record, cond, own, y->about, &list);
    sy_why_line(y, depth, sy_why_mark_shown(y, gate), sy_word_cond(y->arena, y->w, cond, own))
        ->note = list.len ? STR("not in that time") : STR("the time is past, and it has not come");
    said_lines(y, &list, "", depth + 1);
}

static void leaf(Why *y, uint32_t gate, uint32_t cond, int depth)
{
    const GateSource *src = &y->h->lowered->sources.p[gate];
    if (!cond) {
        return;
    }
    const Cond *c = sy_why_cond_at(y, cond);
    Ref r = first_ref(y, c, src->own);
    Str text = sy_word_cond(y->arena, y->w, cond, src->own);
    if (c->kind == COND_VOICE && r.kind == REF_ENTITY) {
        voice_line(y, (EntityId){r.id}, c, sy_why_holds(y, gate), text, depth);
    } else if (c->kind == COND_IS) {
        is_notes(y, sy_why_line(y, depth, sy_why_mark_shown(y, gate), text), gate, c->word, r);
    } else if ((c->kind == COND_BEFORE || c->kind == COND_WITHIN) &&
               sy_why_gate_at(y, gate)->kind == GATE_SHOWN) {
        late(y, gate, cond, src->own, depth);
    } else {
        Str unknown = sy_why_unknown(y, cond, src->own);
        WhyLine *l = sy_why_line(y, depth, sy_why_mark_shown(y, gate), text);
        l->note = unknown.len && sy_why_gate_at(y, gate)->kind == GATE_FALSE
                      ? unknown
                      : leaf_note(sy_why_gate_at(y, gate)->kind, c);
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
    Str why = {0};
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &y->w->tree->clauses.p[e->first_clause + i];
        why = c->kind == CL_BECAUSE ? c->text : why;
    }
    Str name = sy_word_entry(y->arena, y->w, a->entry);
    return sy_str_fmt(y->arena, "%s %.*s: %.*s", a->inferred ? "we infer" : "we assume",
                      STR_ARG(name), STR_ARG(why));
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

// A judge's or a voter's yes that a definition needs beside its text.
static void votes(Why *y, EntityId id, bool met, int depth)
{
    static const ClauseKind kinds[] = {CL_JUDGED, CL_DECIDED};
    const Entity *x = sy_entity(y->w->model, id);
    for (ptrdiff_t k = 0; k < COUNT_OF(kinds); k++) {
        uint32_t i = 0;
        const Clause *c = sy_entity_clause(y->w->model, y->w->query.choices, id, kinds[k], &i);
        bool each = c && y->w->tree->votes.p[c->x].kind == VOTE_EACH;
        if (!c || each || (kinds[k] == CL_DECIDED && x->kind != ENTRY_TRIGGER)) {
            continue;
        }
        bool yes = sy_record_vote(y->w, y->h->record, c->x, x->member, (Ref){REF_ENTITY, id.v});
        if (!yes && met) { // the judge has said so by a sentence of its own
            continue;
        }
        Str text = sy_word_clause(y->arena, y->w, (uint32_t)(c - y->w->tree->clauses.p), x->member);
        sy_why_line(y, depth, yes ? WHY_MET : WHY_UNMET, text)->note =
            yes ? STR("said so") : STR("not said so");
    }
}

static void fact_notes(Why *y, WhyLine *l, EntityId id, bool met)
{
    const FactValue *f = &y->h->record->facts[id.v];
    const Assume *a = assumed_value(y, id);
    if (f->truth == TRUTH_TRUE || f->truth == TRUTH_FALSE) {
        l->note = !f->sentence && a                 ? reason_of(y, a)
                  : f->truth == TRUTH_FALSE && !met ? STR("said to be false")
                                                    : (Str){0};
        sy_why_evidence(y, l, f->sentence);
    } else if (!met) {
        l->note = f->disputed ? STR("two values of one day: not known") : STR("not known");
    }
}

static void definition(Why *y, uint32_t gate, EntityId id, int depth)
{
    Ref about = y->about;
    y->about = (Ref){REF_ENTITY, id.v};
    sy_why_gate(y, y->h->lowered->problem.kids[sy_why_gate_at(y, gate)->a], 0, depth + 1);
    y->about = about;
    const Entity *x = sy_entity(y->w->model, id);
    if (x->kind == ENTRY_CONDITION || x->kind == ENTRY_GOAL || x->kind == ENTRY_TRIGGER) {
        votes(y, id, sy_why_holds(y, gate), depth + 1);
    }
}

static const char *not_by_judge(Why *y, EntityId id)
{
    uint32_t i = 0;
    const Clause *c = sy_entity_clause(y->w->model, y->w->query.choices, id, CL_JUDGED, &i);
    const Vote *v = c ? &y->w->tree->votes.p[c->x] : NULL;
    EntityId own = sy_entity(y->w->model, id)->member;
    Ref first = v && v->names.count
                    ? sy_model_ref(y->w->model, sy_name(y->w->model, v->names, 0), own)
                    : (Ref){0};
    bool one = v && v->kind == VOTE_NAMES && v->names.count == 1 && first.kind;
    Str judge = one ? sy_word_ref(y->arena, y->w, first)
                : v ? sy_word_span(y->arena, y->w, v->span)
                    : STR("nobody");
    return sy_str_cstring(
        y->arena, sy_str_fmt(y->arena, "on record, not by its judge (%.*s): ", STR_ARG(judge)));
}

void sy_why_entity(Why *y, uint32_t gate, EntityId id, int depth)
{
    const Entity *x = sy_entity(y->w->model, id);
    Str text = x->title.len
                   ? sy_str_fmt(y->arena, "%.*s (%.*s)", STR_ARG(x->name), STR_ARG(x->title))
                   : x->name;
    bool fact = x->kind == ENTRY_FACT || x->kind == ENTRY_EVENT, met = sy_why_holds(y, gate);
    bool known = y->h->record->facts[id.v].truth == TRUTH_TRUE ||
                 y->h->record->facts[id.v].truth == TRUTH_FALSE;
    WhyLine *l =
        sy_why_line(y, depth, fact ? sy_why_mark_shown(y, gate) : sy_why_mark(y, gate), text);
    l->cites = sy_word_cites(y->arena, y->w, x->entry);
    if (sy_world_given(y->w, (Ref){REF_ENTITY, id.v})) {
        l->note = STR("taken as granted");
        return;
    }
    if (fact) {
        fact_notes(y, l, id, met);
    } else {
        sy_why_evidence(y, l, sy_said_value(y->h->record, id));
    }
    if (y->defined[id.v] && !(fact && known)) {
        l->mark = WHY_ABOVE;
        return;
    }
    y->defined[id.v] = 1;
    if (fact && !known) {
        Indices others = {0};
        sy_said_unjudged(y->w, y->h->record, id, &others);
        said_lines(y, &others, not_by_judge(y, id), depth + 1);
    }
    if (!fact || !known || (met && y->h->record->facts[id.v].truth == TRUTH_FALSE)) {
        definition(y, gate, id, depth);
    }
}

static bool is_named(const Why *y, uint32_t gate, Ref *out)
{
    const Gate *g = sy_why_gate_at(y, gate);
    const GateSource *src = &y->h->lowered->sources.p[gate];
    if (g->kind != GATE_AND || g->b != 1 || !src->cond) {
        return false;
    }
    const Cond *c = sy_why_cond_at(y, src->cond);
    if (c->kind != COND_ATOM) {
        return false;
    }
    *out = first_ref(y, c, src->own);
    return out->kind == REF_ENTITY;
}

// ---------------------------------------------------------------- one of a list

static bool is_const(const Why *y, uint32_t gate)
{
    uint8_t kind = sy_why_gate_at(y, gate)->kind;
    return kind == GATE_TRUE || kind == GATE_FALSE || kind == GATE_SHOWN;
}

// "A.deposit is delivered": by the record, or by what stands.
static void state_line(Why *y, uint32_t gate, Sym word, Ref r, int depth)
{
    Str text = sy_str_fmt(y->arena, "%.*s is %.*s", STR_ARG(sy_word_ref(y->arena, y->w, r)),
                          STR_ARG(sy_sym_text(y->w->tree->syms, word)));
    WhyLine *l = sy_why_line(y, depth, sy_why_mark(y, gate), text);
    is_notes(y, l, gate, word, r);
    if (!is_const(y, gate)) {
        l->note = (Str){0};
        sy_why_gate(y, gate, 0, depth + 1);
    }
}

// "A agrees", "A.deposit is delivered", a fact: one of those counted.
void sy_why_item(Why *y, uint32_t gate, const Cond *c, Ref r, int depth)
{
    static const char *const verbs[] = {
        [VOICE_AGREES] = "agrees", [VOICE_OBJECTS] = "objects", [VOICE_ASKS] = "asks"};
    bool named = sy_why_gate_at(y, gate)->kind == GATE_AND && sy_why_gate_at(y, gate)->b == 1;
    if (c->voice) {
        Str name = sy_word_ref(y->arena, y->w, r);
        Str text = sy_str_fmt(y->arena, "%.*s %s", STR_ARG(name), verbs[c->voice]);
        voice_line(y, (EntityId){r.id}, c, sy_why_holds(y, gate), text, depth);
    } else if (c->word.v) {
        state_line(y, gate, c->word, r, depth);
    } else if (named && r.kind == REF_ENTITY) {
        sy_why_entity(y, gate, (EntityId){r.id}, depth);
    } else {
        sy_why_gate(y, gate, 0, depth);
    }
}

// ---------------------------------------------------------------- lists

// Of the ways of an OR that holds, the one that held first; of others, no matter which.
static uint32_t first_way(const Why *y, const Gate *g)
{
    const FixProblem *p = &y->h->lowered->problem;
    uint32_t best = UINT32_MAX, round = FIX_NO_RANK;
    for (uint32_t i = 0; i < g->b; i++) {
        uint32_t kid = p->kids[g->a + i];
        if (sy_why_holds(y, kid) && (best == UINT32_MAX || y->round[kid] < round)) {
            best = kid;
            round = y->round[kid];
        }
    }
    return best;
}

static bool any_shown(const Why *y, const Gate *g)
{
    for (uint32_t i = 0; i < g->b; i++) {
        if (y->h->shown[y->h->lowered->problem.kids[g->a + i]]) {
            return true;
        }
    }
    return false;
}

// Does the kid belong to the reasons why the list holds, or does not?
static bool is_reason(const Why *y, uint32_t gate, uint32_t kid, uint32_t way)
{
    const Gate *g = sy_why_gate_at(y, gate);
    if (sy_gate_is_filler(y->h, gate, kid)) {
        return false;
    }
    if (sy_why_is_disputed(y, gate)) {
        return sy_why_is_disputed(y, kid);
    }
    if (g->kind == GATE_OR && sy_why_holds(y, gate)) {
        return kid == way;
    }
    bool only_shown =
        y->excluding && !sy_why_holds(y, gate) && g->kind == GATE_AND && any_shown(y, g);
    return sy_why_holds(y, kid) == sy_why_holds(y, gate) && (!only_shown || y->h->shown[kid]);
}

static void list_kid(Why *y, uint32_t kid, uint32_t cond, int depth)
{
    const Assume *a = assume_of(y, y->h->lowered->sources.p[kid].cond);
    if (a) {
        sy_why_line(y, depth, sy_why_mark(y, kid), reason_of(y, a));
    }
    sy_why_gate(y, kid, cond, a ? depth + 1 : depth);
}

static void list(Why *y, uint32_t gate, uint32_t cond, int depth)
{
    const FixProblem *p = &y->h->lowered->problem;
    const Gate *g = sy_why_gate_at(y, gate);
    const GateSource *src = &y->h->lowered->sources.p[gate];
    const Cond *c = sy_why_cond_at(y, cond);
    if (c->kind == COND_IS && y->said != cond) { // a state that hangs on what stands
        y->said = cond;
        sy_why_line(y, depth++, sy_why_mark_shown(y, gate),
                    sy_word_cond(y->arena, y->w, cond, y->h->lowered->sources.p[gate].own));
    }
    uint32_t way = g->kind == GATE_OR && sy_why_holds(y, gate) ? first_way(y, g) : UINT32_MAX;
    uint32_t next = c->kind == COND_AND || c->kind == COND_OR ? c->first : 0;
    Refs items = cond && sy_why_is_count(c) ? sy_why_items(y, c, src->own) : (Refs){0};
    bool open = y->open;
    for (uint32_t i = 0; g->kind == GATE_OR && i < g->b; i++) {
        y->open = y->open || sy_gate_is_filler(y->h, gate, p->kids[g->a + i]);
    }
    for (uint32_t i = 0; i < g->b; i++) {
        uint32_t kid = p->kids[g->a + i], its = next ? next : g->b == 1 ? cond : 0;
        next = next ? sy_why_cond_at(y, next)->next : 0;
        if (!is_reason(y, gate, kid, way)) {
            continue;
        }
        if ((ptrdiff_t)i < items.len && g->b >= (uint32_t)items.len && g->b > 1) {
            sy_why_item(y, kid, c, items.p[i], depth);
        } else {
            list_kid(y, kid, its, depth);
        }
    }
    y->open = open;
    if (g->b == 0) {
        leaf(y, gate, cond, depth);
    }
}

// ---------------------------------------------------------------- what is excluded

static void excluded(Why *y, uint32_t gate, int depth)
{
    const Gate *g = sy_why_gate_at(y, gate);
    uint32_t cond = y->h->lowered->sources.p[gate].cond;
    if (!cond) {
        sy_why_gate(y, g->a, 0, depth);
        return;
    }
    uint32_t inner = sy_gate_excluded(y->h, gate);
    if (!inner) {
        sy_why_count_down(y, gate, depth);
        return;
    }
    bool outer = y->excluding;
    if (y->said != cond) {
        sy_why_line(y, depth, sy_why_mark_shown(y, gate),
                    sy_word_cond(y->arena, y->w, cond, y->h->lowered->sources.p[gate].own));
        depth++;
    }
    y->excluding = outer || sy_why_holds(y, gate);
    sy_why_gate(y, g->b, inner, depth);
    y->excluding = outer;
}

void sy_why_gate(Why *y, uint32_t gate, uint32_t cond, int depth)
{
    const Lowered *l = y->h->lowered;
    const Gate *g = sy_why_gate_at(y, gate);
    Ref named;
    cond = l->sources.p[gate].cond ? l->sources.p[gate].cond : cond;
    if (depth > WHY_DEPTH_LIMIT) {
        sy_why_line(y, depth, WHY_PLAIN, STR("..."));
        return;
    }
    if (is_named(y, gate, &named)) {
        sy_why_entity(y, gate, (EntityId){named.id}, depth);
        return;
    }
    switch ((GateKind)g->kind) {
    case GATE_TRUE:
    case GATE_FALSE:
    case GATE_SHOWN: leaf(y, gate, cond, depth); return;
    case GATE_ATOM: sy_why_promise(y, l->atoms.p[g->a], depth); return;
    case GATE_ABSENT: {
        Str name = sy_promise_name(y->arena, y->w->model, l->atoms.p[g->a]);
        bool absent = sy_why_holds(y, gate) && !sy_why_is_disputed(y, gate);
        Str text = sy_str_fmt(y->arena, "%.*s %s", STR_ARG(name),
                              absent ? "does not stand" : "stands, or may stand");
        sy_why_line(y, depth, sy_why_mark(y, gate), text);
        return;
    }
    case GATE_OUT: excluded(y, gate, depth); return;
    case GATE_SUM: sy_why_count(y, gate, depth); return;
    case GATE_OR:
        if (sy_why_is_tally(y, gate)) {
            sy_why_count(y, gate, depth);
            return;
        }
        list(y, gate, cond, depth);
        return;
    case GATE_AND: list(y, gate, cond, depth); return;
    }
}
