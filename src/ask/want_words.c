// What is wanted, in words.
#include "ask/said.h"
#include "ask/want_part.h"

static Str place_of(Arena *arena, const Hold *h, uint32_t sentence)
{
    return sentence ? sy_word_label(arena, h->world, sentence) : (Str){0};
}

// What was said of the condition: the voice, the finding, the choice.
static uint32_t said_of(const Hold *h, const Want *w)
{
    const Cond *c = w->cond ? &h->world->tree->conds.p[w->cond] : NULL;
    Ref r = w->thing;
    if (c && (c->kind == COND_BEFORE || c->kind == COND_WITHIN)) {
        Indices list = {0};
        sy_said_behind(h->world, h->record, w->cond, w->own, w->about, &list);
        return list.len ? list.p[list.len - 1] : 0;
    }
    if (c && (c->kind == COND_ATOM || c->kind == COND_VOICE || c->kind == COND_IS)) {
        r = sy_model_ref(h->world->model, sy_name(h->world->model, c->names, 0), w->own);
    }
    if (r.kind != REF_ENTITY) {
        return 0;
    }
    if (c && c->kind == COND_VOICE) {
        Heard heard = {0};
        sy_said_voices(h->world, h->record, (EntityId){r.id}, w->about, &heard);
        const Indices *said = c->voice == VOICE_AGREES    ? &heard.yes
                              : c->voice == VOICE_OBJECTS ? &heard.no
                                                          : &heard.asked;
        return said->len ? said->p[said->len - 1] : 0;
    }
    return c && c->kind == COND_IS ? sy_said_option(h->world, h->record, (EntityId){r.id})
                                   : sy_said_value(h->record, (EntityId){r.id});
}

#define BEHIND_DEPTH 8
#define BEHIND_SHOWN 3 // sentences named behind what holds

static void behind_add(Indices *out, Arena *arena, uint32_t sentence)
{
    bool known = sentence == 0 || out->len >= BEHIND_SHOWN;
    for (ptrdiff_t i = 0; i < out->len; i++) {
        known = known || out->p[i] == sentence;
    }
    if (!known) {
        vec_push(arena, out, sentence);
    }
}

// The sentences that make a formula hold: of its facts and promises.
static void behind(const Hold *h, Arena *arena, uint32_t gate, int depth, Indices *out)
{
    const FixProblem *p = &h->lowered->problem;
    const Gate *g = &p->gates[gate];
    const GateSource *src = &h->lowered->sources.p[gate];
    if (depth > BEHIND_DEPTH || !h->low_values[gate]) {
        return;
    }
    Ref named = src->cond ? sy_want_named(h, src->cond, src->own) : (Ref){0};
    if (named.kind == REF_ENTITY) {
        behind_add(out, arena, sy_said_value(h->record, (EntityId){named.id}));
    }
    if (g->kind == GATE_ATOM) {
        const Position *q = sy_record_position(h->record, h->lowered->atoms.p[g->a]);
        behind_add(out, arena, q ? sy_word_of(h->world, q) : 0);
    }
    for (uint32_t i = 0; (g->kind == GATE_AND || g->kind == GATE_OR) && i < g->b; i++) {
        behind(h, arena, p->kids[g->a + i], depth + 1, out);
    }
    const Tally *t = g->kind == GATE_SUM ? &p->tallies[g->a] : NULL;
    for (uint32_t i = 0; t && i < t->count; i++) {
        behind(h, arena, p->members[t->first + i], depth + 1, out);
    }
}

// The promises counted that stand: "A.money, B.money"; empty: it is not of promises.
static Str standing(Arena *arena, const Hold *h, uint32_t gate)
{
    const FixProblem *p = &h->lowered->problem;
    Tallied t;
    bool tally = sy_gate_tally(h, gate, &t) && p->gates[t.sum].kind == GATE_SUM;
    const Tally *list = tally ? &p->tallies[p->gates[t.sum].a] : NULL;
    uint32_t count = tally ? list->count : p->gates[gate].kind == GATE_OR ? p->gates[gate].b : 0;
    Buf b = sy_buf_new(arena);
    for (uint32_t i = 0, n = 0; i < count && n < BEHIND_SHOWN; i++) {
        uint32_t m = tally ? p->members[list->first + i] : p->kids[p->gates[gate].a + i];
        if (p->gates[m].kind == GATE_ATOM && h->low_values[m]) {
            Str name = sy_promise_name(arena, h->world->model, h->lowered->atoms.p[p->gates[m].a]);
            sy_buf_fmt(&b, "%s%.*s", n++ ? ", " : "", STR_ARG(name));
        }
    }
    return sy_buf_view(&b);
}

static Str behind_words(Arena *arena, const Hold *h, uint32_t gate)
{
    Indices list = {0};
    Buf b = sy_buf_new(arena);
    behind(h, arena, gate, 0, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        Str one = sy_word_label(arena, h->world, list.p[i]);
        sy_buf_fmt(&b, "%s%.*s", i ? " " : "", STR_ARG(one));
    }
    return sy_buf_view(&b);
}

// "rain holds", "C objects", "B.go stands": as a statement.
static Str stated(Arena *arena, const Hold *h, const Want *w)
{
    const Cond *c = w->cond ? &h->world->tree->conds.p[w->cond] : NULL;
    Str text =
        c ? sy_word_cond(arena, h->world, w->cond, w->own) : sy_word_ref(arena, h->world, w->thing);
    if (!c) {
        return sy_str_fmt(arena, "%.*s %s", STR_ARG(text),
                          w->thing.kind == REF_PROMISE ? "stands" : "holds");
    }
    bool statement = c->kind == COND_VOICE || c->kind == COND_IS || c->kind == COND_MEASURE;
    bool several = c->kind == COND_AND || c->kind == COND_OR;
    Ref named = sy_want_named(h, w->cond, w->own);
    const char *verb = named.kind == REF_PROMISE ? " stands" : statement ? "" : " holds";
    return sy_str_fmt(arena, "%s%.*s%s%s", several ? "(" : "", STR_ARG(text), several ? ")" : "",
                      verb);
}

// "route is south": what was chosen instead; empty: nothing was, or it is no choice.
static Str chosen(Arena *arena, const Hold *h, const Want *w)
{
    const World *world = h->world;
    const Cond *c = w->cond ? &world->tree->conds.p[w->cond] : NULL;
    Ref r = c && c->kind == COND_IS
                ? sy_model_ref(world->model, sy_name(world->model, c->names, 0), w->own)
                : (Ref){0};
    if (r.kind != REF_ENTITY) {
        return (Str){0};
    }
    EntityId id = {r.id};
    const Entity *x = sy_entity(world->model, id);
    bool decision = x->kind == ENTRY_DECISION;
    bool choice = decision || x->kind == ENTRY_READING || x->kind == ENTRY_VERSION;
    Sym option = !choice    ? (Sym){0}
                 : decision ? h->record->options[id.v]
                            : sy_choice_of(world->model, world->query.choices, id);
    return option.v ? sy_str_fmt(arena, "%.*s is %.*s", STR_ARG(x->name),
                                 STR_ARG(sy_sym_text(world->tree->syms, option)))
                    : (Str){0};
}

static Str against_words(Arena *arena, const Hold *h, const Want *w)
{
    Str label = place_of(arena, h, said_of(h, w));
    if (label.len == 0 && w->holds) {
        label = behind_words(arena, h, w->holds);
    }
    const char *gap = label.len ? " " : "";
    if (w->state == WANT_HOLDS) {
        return sy_str_fmt(arena, "%.*s%s%.*s", STR_ARG(stated(arena, h, w)), gap, STR_ARG(label));
    }
    Str text = w->cond ? sy_word_cond(arena, h->world, w->cond, w->own)
                       : sy_word_ref(arena, h->world, w->thing);
    if (w->thing.kind == REF_PROMISE) {
        const Position *q = sy_record_position(h->record, (PromiseId){w->thing.id});
        const Term *end = q ? sy_position_term(q, TERM_END) : NULL;
        label = place_of(arena, h, end ? end->sentence : 0);
        return sy_str_fmt(arena, "the term of %.*s is over%s%.*s", STR_ARG(text),
                          label.len ? " " : "", STR_ARG(label));
    }
    Str other = chosen(arena, h, w);
    if (other.len) {
        return sy_str_fmt(arena, "%.*s%s%.*s", STR_ARG(other), gap, STR_ARG(label));
    }
    const Cond *c = w->cond ? &h->world->tree->conds.p[w->cond] : NULL;
    bool statement = c && (c->kind == COND_VOICE || c->kind == COND_IS || c->kind == COND_MEASURE ||
                           sy_want_counts_down(c));
    Str who = w->holds ? standing(arena, h, w->holds) : (Str){0};
    if (who.len) {
        return sy_str_fmt(arena, "it is not so that %.*s, with %.*s%s%.*s", STR_ARG(text),
                          STR_ARG(who), gap, STR_ARG(label));
    }
    if (statement) {
        return sy_str_fmt(arena, "it is not so that %.*s%s%.*s", STR_ARG(text), gap,
                          STR_ARG(label));
    }
    bool count = c && (c->kind == COND_COUNT || c->kind == COND_MAJORITY);
    bool timed = c && (c->kind == COND_BEFORE || c->kind == COND_WITHIN);
    if (timed) {
        return sy_str_fmt(arena, "%.*s did not come in time%s%.*s", STR_ARG(text), gap,
                          STR_ARG(label));
    }
    const char *how = !c ? "is false" : count ? "cannot be reached" : "is shown false";
    return sy_str_fmt(arena, "%.*s %s%s%.*s", STR_ARG(text), how, gap, STR_ARG(label));
}

static Str rejection_words(Arena *arena, const Hold *h, const Want *w)
{
    const Sentence *s = &h->world->tree->sentences.p[w->rejection];
    Str who = sy_word_rejecter(arena, h->world, s),
        what = sy_word_cond(arena, h->world, s->cond, w->own);
    Str label = sy_word_label(arena, h->world, w->rejection);
    return sy_str_fmt(arena,
                      w->state == WANT_VETO ? "%.*s vetoes %.*s %.*s"
                                            : "%.*s rejects %.*s, which holds %.*s",
                      STR_ARG(who), STR_ARG(what), STR_ARG(label));
}

// "(nobody has said)", "(refused [no])", "(withdrawn [W1])": of a promise that is wanted.
static Str promise_aside(Arena *arena, const Hold *h, const Want *w)
{
    PromiseId p = {w->thing.id};
    const Position *q = sy_record_position(h->record, p);
    bool said = q && q->sentences.len > 0;
    if (w->verdict == VERDICT_UNSAID) {
        uint32_t back = said ? 0 : sy_said_withdrawal(h->world, h->record, p).by;
        return back ? sy_word_aside(arena, h->world, "withdrawn", back) : STR(" (nobody has said)");
    }
    if (w->verdict == VERDICT_REFUSED) {
        Indices against = {0};
        sy_said_against(h, sy_hold_of(h, w->thing), &against);
        return against.len ? sy_word_aside(arena, h->world, "refused", against.p[0])
                           : STR(" (refused)");
    }
    return (Str){0};
}

static Str voice_aside(Arena *arena, const Hold *h, const Want *w)
{
    const Cond *c = &h->world->tree->conds.p[w->cond];
    Ref who = sy_model_ref(h->world->model, sy_name(h->world->model, c->names, 0), w->own);
    Heard heard = {0};
    if (c->voice == VOICE_AGREES && who.kind == REF_ENTITY) {
        sy_said_voices(h->world, h->record, (EntityId){who.id}, w->about, &heard);
    }
    Str vote = c->voice == VOICE_AGREES && who.kind == REF_ENTITY
                   ? sy_said_vote(arena, h->world, h->record, (EntityId){who.id}, w->about)
                   : (Str){0};
    if (vote.len) {
        return sy_str_fmt(arena, " (%.*s)", STR_ARG(vote));
    }
    if (heard.no.len == 0) {
        return (Str){0};
    }
    uint32_t last = heard.no.p[heard.no.len - 1];
    Str no =
        sy_str_fmt(arena, "%.*s has said no",
                   STR_ARG(sy_word_rejecter(arena, h->world, &h->world->tree->sentences.p[last])));
    return sy_word_aside(arena, h->world, sy_str_cstring(arena, no), last);
}

static Str count_aside(Arena *arena, const Hold *h, const Want *w)
{
    double unknown = sy_word_unknown(h->world, w->cond, w->own);
    Buf b = sy_buf_new(arena);
    if (!w->counted) {
        return unknown > 0 ? sy_str_fmt(arena, " (%.0f member%s not known)", unknown,
                                        unknown > 1 ? "s" : "")
                           : (Str){0};
    }
    sy_buf_fmt(&b, " (%lld of %lld so far", (long long)w->have, (long long)w->bound);
    if (unknown > 0) {
        sy_buf_fmt(&b, "; %.0f member%s not known", unknown, unknown > 1 ? "s" : "");
    }
    sy_buf_char(&b, ')');
    return sy_buf_view(&b);
}

Str sy_want_word(Arena *arena, const Hold *h, const Want *w)
{
    if (w->either.len) {
        return w->either;
    }
    if (w->rejection) {
        return rejection_words(arena, h, w);
    }
    if (sy_want_is_against(w)) {
        return against_words(arena, h, w);
    }
    Str text = w->cond ? sy_word_cond(arena, h->world, w->cond, w->own)
                       : sy_word_ref(arena, h->world, w->thing);
    Str aside = {0};
    if (w->thing.kind == REF_PROMISE) {
        aside = promise_aside(arena, h, w);
    } else if (w->counted) {
        aside = count_aside(arena, h, w);
    } else if (w->cond && h->world->tree->conds.p[w->cond].kind == COND_ALL) {
        aside = count_aside(arena, h, w);
    } else if (w->cond && h->world->tree->conds.p[w->cond].kind == COND_VOICE) {
        aside = voice_aside(arena, h, w);
    }
    return sy_str_fmt(arena, "%.*s%.*s", STR_ARG(text), STR_ARG(aside));
}

Str sy_want_words(Arena *arena, const Hold *h, const Wants *list, bool against, const char *between)
{
    Buf b = sy_buf_new(arena);
    StrMap seen = sy_strmap_new(arena);
    for (ptrdiff_t i = 0; i < list->len; i++) {
        bool is_new = false;
        if (sy_want_is_against(&list->p[i]) != against) {
            continue;
        }
        Str one = sy_want_word(arena, h, &list->p[i]);
        sy_strmap_add(&seen, one, &is_new);
        if (is_new) {
            sy_buf_fmt(&b, "%s%.*s", b.len ? between : "", STR_ARG(one));
        }
    }
    return sy_buf_view(&b);
}

// Does each of these ways want one thing, and are they the ways of one list?
static bool plain_ways(const Wants *ways)
{
    for (ptrdiff_t i = 1; i < ways->len; i++) {
        if (ways->p[i].alt != ways->p[0].alt) {
            return false;
        }
        for (ptrdiff_t k = 0; k < i; k++) {
            if (ways->p[k].way == ways->p[i].way) {
                return false;
            }
        }
    }
    return true;
}

Str sy_want_root_words(Arena *arena, const Hold *h, const Wants *list, bool mixed)
{
    Wants sure = {0}, ways = {0};
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i].alt && !sy_want_is_against(&list->p[i])) {
            vec_push(arena, &ways, list->p[i]);
        } else {
            vec_push(arena, &sure, list->p[i]);
        }
    }
    bool plain = !mixed && plain_ways(&ways);
    Str a = sy_want_words(arena, h, &sure, false, "; ");
    Str b = sy_want_words(arena, h, &ways, false, plain ? " or " : ", ");
    return sy_str_fmt(arena, "%.*s%s%s%.*s", STR_ARG(a), a.len && b.len ? "; " : "",
                      b.len && !plain ? "some of " : "", STR_ARG(b));
}
