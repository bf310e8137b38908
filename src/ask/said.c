#include "ask/said.h"

#include "ask/word.h"

static const Sentence *sentence_at(const World *w, uint32_t index)
{
    return &w->tree->sentences.p[index];
}

// ---------------------------------------------------------------- voices

// Those whose voice decides for `who`: itself, and the members and voters of a body.
static void deciders(World *w, EntityId who, Ref about, Refs *out)
{
    vec_push(w->arena, out, (Ref){REF_ENTITY, who.v});
    if (sy_entity(w->model, who)->kind != ENTRY_BODY) {
        return;
    }
    EntityList members = sy_model_members(w->arena, w->model, w->query.choices, who);
    for (ptrdiff_t i = 0; i < members.len; i++) {
        vec_push(w->arena, out, (Ref){REF_ENTITY, members.p[i].v});
    }
    const Clause *rule = sy_body_rule(w, who, about);
    if (rule) {
        sy_vote_speakers(w, rule->x, sy_entity(w->model, who)->member, out);
    }
}

static bool is_among(const Refs *list, EntityId who)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i].id == who.v) {
            return true;
        }
    }
    return false;
}

// A voice about what a promise gives is one about the promise.
static bool is_about(const World *w, Ref target, Ref about)
{
    bool promise = about.kind == REF_PROMISE;
    uint32_t what = promise ? w->model->promises.p[about.id].what.v : 0;
    return sy_ref_same(target, about) || (promise && sy_ref_same(target, (Ref){REF_ENTITY, what}));
}

static void heard_add(World *w, const Voiced *v, Heard *out)
{
    if (v->agrees) {
        vec_push(w->arena, &out->yes, v->sentence);
    }
    if (v->objects) {
        vec_push(w->arena, &out->no, v->sentence);
    }
    if (v->asks) {
        vec_push(w->arena, &out->asked, v->sentence);
    }
}

void sy_said_voices(World *w, const Record *r, EntityId who, Ref about, Heard *out)
{
    Refs list = {0};
    deciders(w, who, about, &list);
    for (ptrdiff_t i = 0; i < r->voiced.len; i++) {
        if (is_about(w, r->voiced.p[i].target, about) && is_among(&list, r->voiced.p[i].who)) {
            heard_add(w, &r->voiced.p[i], out);
        }
    }
}

HeardOf sy_said_about(World *w, const Record *r)
{
    HeardOf out = {.of = sy_intmap_new(w->arena)};
    for (ptrdiff_t i = 0; i < r->voiced.len; i++) {
        const Voiced *v = &r->voiced.p[i];
        if (v->target.kind == REF_PROMISE) {
            bool is_new;
            ptrdiff_t at = sy_intmap_add(&out.of, v->target.id, &is_new);
            if (is_new) {
                vec_push(w->arena, &out.heard, (Heard){0});
            }
            heard_add(w, v, &out.heard.p[at]);
        }
    }
    return out;
}

// ---------------------------------------------------------------- facts and choices

static bool is_of(const World *w, uint32_t sentence, EntityId id)
{
    const Sentence *s = sentence_at(w, sentence);
    return s->verb == VERB_IS && sy_name(w->model, s->subject, 0)->ref == id.v;
}

uint32_t sy_said_option(const World *w, const Record *r, EntityId choice)
{
    for (ptrdiff_t i = r->live.len - 1; i >= 0; i--) {
        if (is_of(w, r->live.p[i], choice)) {
            return r->live.p[i];
        }
    }
    return 0;
}

uint32_t sy_said_value(const Record *r, EntityId id)
{
    if (r->facts[id.v].sentence) {
        return r->facts[id.v].sentence;
    }
    ptrdiff_t at = sy_intmap_find(&r->finding_of, id.v);
    const Findings *f = at < 0 ? NULL : &r->findings.p[at];
    return f && f->len ? f->p[f->len - 1].sentence : 0;
}

void sy_said_unjudged(const World *w, const Record *r, EntityId fact, Indices *out)
{
    uint32_t k = 0;
    bool judged = sy_entity_clause(w->model, w->query.choices, fact, CL_JUDGED, &k) != NULL;
    ptrdiff_t at = judged ? sy_intmap_find(&r->finding_of, fact.v) : -1;
    for (ptrdiff_t i = 0; at >= 0 && i < r->findings.p[at].len; i++) {
        vec_push(w->arena, out, r->findings.p[at].p[i].sentence);
    }
}

// ---------------------------------------------------------------- who declines

static bool declines(World *w, const Sentence *s, PromiseId p, EntityId who)
{
    Subjects subs = {0};
    bool named = false;
    for (uint32_t i = 0; s->verb == VERB_DECLINE && i < s->names.count; i++) {
        Ref r = sy_model_ref(w->model, sy_name(w->model, s->names, i), who);
        named = named || sy_ref_same(r, (Ref){REF_PROMISE, p.v});
    }
    if (named) {
        sy_sentence_subjects(w, s, &subs);
    }
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        if (subs.p[i].who.v == who.v) {
            return true;
        }
    }
    return false;
}

uint32_t sy_said_decline(World *w, const Record *r, PromiseId p, EntityId who)
{
    for (ptrdiff_t i = r->live.len - 1; who.v && i >= 0; i--) {
        if (declines(w, sentence_at(w, r->live.p[i]), p, who)) {
            return r->live.p[i];
        }
    }
    return 0;
}

static void add_once(World *w, Indices *list, uint32_t index)
{
    bool known = index == 0;
    for (ptrdiff_t i = 0; i < list->len; i++) {
        known = known || list->p[i] == index;
    }
    if (!known) {
        vec_push(w->arena, list, index);
    }
}

void sy_said_declines(World *w, const Record *r, PromiseId p, Indices *out)
{
    const Position *q = sy_record_position(r, p);
    for (ptrdiff_t i = 0; q && q->extra && i < q->extra->declined.len; i++) {
        add_once(w, out, sy_said_decline(w, r, p, (EntityId){q->extra->declined.p[i]}));
    }
}

// ---------------------------------------------------------------- who refuses

static void vetoes(const Hold *h, const Position *q, uint32_t gate, Indices *out)
{
    const Lowered *l = h->lowered;
    const Gate *g = &l->problem.gates[gate];
    for (uint32_t i = 0; q && g->kind == GATE_AND && i < g->b; i++) {
        uint32_t kid = l->problem.kids[g->a + i], need = l->sources.p[kid].need;
        if (need && q->needs.p[need - 1].form == NEED_VETO && !h->high_values[kid]) {
            add_once(h->world, out, q->needs.p[need - 1].cond);
        }
    }
}

void sy_said_against(const Hold *h, const Held *x, Indices *out)
{
    if (!x || x->thing.kind != REF_PROMISE) {
        return;
    }
    PromiseId p = {x->thing.id};
    const Position *q = sy_record_position(h->record, x->reason == REASON_WHOLE ? x->by : p);
    if (x->reason == REASON_DECLINED) {
        sy_said_declines(h->world, h->record, p, out);
    } else if (x->reason == REASON_NONE) {
        vetoes(h, q, x->atom ? h->lowered->owns.p[x->atom - 1] : x->gate, out);
    } else if (q) {
        add_once(h->world, out, sy_word_of(h->world, q));
    }
}

// ---------------------------------------------------------------- behind a condition

static void behind_voice(World *w, const Record *r, const Cond *c, EntityId who, Ref about,
                         Indices *out)
{
    Heard heard = {0};
    sy_said_voices(w, r, who, about, &heard);
    const Indices *list = c->voice == VOICE_AGREES    ? &heard.yes
                          : c->voice == VOICE_OBJECTS ? &heard.no
                                                      : &heard.asked;
    for (ptrdiff_t i = 0; i < list->len; i++) {
        add_once(w, out, list->p[i]);
    }
}

void sy_said_behind(World *w, const Record *r, uint32_t cond, EntityId own, Ref about, Indices *out)
{
    const Cond *c = &w->tree->conds.p[cond];
    for (uint32_t kid = c->first; kid; kid = w->tree->conds.p[kid].next) {
        sy_said_behind(w, r, kid, own, about, out);
    }
    for (uint32_t i = 0; i < c->names.count; i++) {
        Ref one = sy_model_ref(w->model, sy_name(w->model, c->names, i), own);
        const Position *q =
            one.kind == REF_PROMISE ? sy_record_position(r, (PromiseId){one.id}) : NULL;
        if (q) {
            add_once(w, out, sy_word_of(w, q));
        } else if (one.kind == REF_ENTITY && c->voice) {
            behind_voice(w, r, c, (EntityId){one.id}, about, out);
        } else if (one.kind == REF_ENTITY) {
            add_once(w, out, sy_said_value(r, (EntityId){one.id}));
        }
    }
}

// ---------------------------------------------------------------- what binds

static bool is_denounced(const Record *r, PromiseId p, uint32_t sentence)
{
    for (ptrdiff_t i = 0; i + 1 < r->denounced.len; i += 2) {
        if (r->denounced.p[i + 1].id == sentence && (!p.v || r->denounced.p[i].id == p.v)) {
            return true;
        }
    }
    return false;
}

void sy_said_denounced(World *w, const Record *r, PromiseId p, Indices *out)
{
    for (ptrdiff_t i = 0; r->denounced.len > 0 && i < r->live.len; i++) {
        if (is_denounced(r, p, r->live.p[i])) {
            add_once(w, out, r->live.p[i]);
        }
    }
}

uint32_t sy_said_binding(World *w, uint32_t sentence)
{
    ClauseList list = {0};
    uint32_t binding = 0;
    sy_sentence_clauses(w, sentence_at(w, sentence), &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        bool binds = list.p[i]->kind == CL_BINDING;
        binding = binds ? (uint32_t)(list.p[i] - w->tree->clauses.p) : binding;
    }
    return binding;
}

// ---------------------------------------------------------------- what was taken back

// The promise sentence that a `withdraws` names; 0: it names something else, or nothing that went.
static uint32_t taken_back(const World *w, const Sentence *s)
{
    ptrdiff_t at = s->verb == VERB_WITHDRAW ? sy_intmap_find(&w->model->labels, s->word.v) : -1;
    const Entry *e = at < 0 ? NULL : &w->tree->entries.p[w->model->label_entry.p[at]];
    bool promise = e && e->kind == ENTRY_SENTENCE && !e->broken && !e->candidate &&
                   sentence_at(w, e->detail)->verb == VERB_PROMISE;
    return promise ? e->detail : 0;
}

static bool is_gone(const World *w, const Record *r, uint32_t sentence, EntityId party)
{
    uint64_t key = (uint64_t)sentence << 32 | party.v;
    return r->gone[sentence_at(w, sentence)->entry] ||
           (r->gone_for.len > 0 && sy_intmap_find(&r->gone_for, key) >= 0);
}

// What the sentence takes back, of each promise that lost a word by it.
static void take_back(World *w, const Record *r, uint32_t by, TakenBacks *out)
{
    Subjects subs = {0};
    uint32_t word = taken_back(w, sentence_at(w, by));
    if (!word) {
        return;
    }
    const Sentence *o = sentence_at(w, word);
    sy_sentence_subjects(w, o, &subs);
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        PromiseId p = is_gone(w, r, word, subs.p[i].who) ? sy_sentence_promise(w, o, subs.p[i])
                                                         : (PromiseId){0};
        if (p.v) {
            vec_push(w->arena, out, (TakenBack){p, word, by});
        }
    }
}

void sy_said_taken_back(World *w, const Record *r, TakenBacks *out)
{
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        take_back(w, r, r->live.p[i], out);
    }
}

TakenBack sy_said_withdrawal(World *w, const Record *r, PromiseId p)
{
    TakenBacks list = {0};
    if (r->gone_for.len == 0) { // no party has lost a word
        return (TakenBack){0};
    }
    sy_said_taken_back(w, r, &list);
    for (ptrdiff_t i = list.len - 1; i >= 0; i--) {
        if (list.p[i].promise.v == p.v) {
            return list.p[i];
        }
    }
    return (TakenBack){0};
}

void sy_said_withdrawn(World *w, const Record *r, TakenBacks *out)
{
    TakenBacks list = {0};
    IntMap place = sy_intmap_new(w->arena);
    sy_said_taken_back(w, r, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        const Position *q = sy_record_position(r, list.p[i].promise);
        bool is_new;
        if (q && q->sentences.len > 0) {
            continue;
        }
        ptrdiff_t at = sy_intmap_add(&place, list.p[i].promise.v, &is_new);
        if (is_new) {
            vec_push(w->arena, out, list.p[i]);
        } else {
            out->p[at] = list.p[i];
        }
    }
}
