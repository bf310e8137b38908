// The world as the record has it: facts, findings, choices made, voices heard (P16, P17).
#include "record/live.h"

static EntityId subject_entity(const World *w, const Sentence *s)
{
    const Name *n = sy_name(w->model, s->subject, 0);
    return n->ref_kind == REF_ENTITY ? (EntityId){n->ref} : (EntityId){0};
}

static const Clause *judge_of(const World *w, EntityId id)
{
    uint32_t i = 0;
    return sy_entity_clause(w->model, w->query.choices, id, CL_JUDGED, &i);
}

// ---------------------------------------------------------------- facts

static bool same_hour(const World *w, const Sentence *a, const Sentence *b)
{
    return !a->clock.known || !b->clock.known || sy_sentence_key(w, a) == sy_sentence_key(w, b);
}

static void fact_said(World *w, Record *r, EntityId id, uint32_t index, const Sentence *s)
{
    const Clause *judge = judge_of(w, id);
    if (judge && !sy_vote_is_speaker(w, judge->x, sy_entity(w->model, id)->member, s)) {
        if (!sy_vote_is_voter(w, judge->x, sy_entity(w->model, id)->member, s)) {
            vec_push(w->arena, &r->not_judged, index);
        }
        return;
    }
    if (judge && !sy_vote_is_one_word(w, judge->x)) {
        r->facts[id.v].sentence = index; // what they find together: judged()
        return;
    }
    FactValue *f = &r->facts[id.v];
    const Sentence *o = f->sentence ? &w->tree->sentences.p[f->sentence] : NULL;
    if (o && sy_sentence_day(o) == sy_sentence_day(s) && same_hour(w, o, s) &&
        (f->disputed || f->truth != s->truth)) {
        f->truth = TRUTH_UNKNOWN;
        f->disputed = true;
        vec_push(w->arena, &r->double_values, index);
        return;
    }
    f->truth = s->truth;
    f->disputed = false;
    f->sentence = index;
}

static void finding_add(World *w, Record *r, EntityId id, uint32_t index, const Sentence *s)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&r->finding_of, id.v, &is_new);
    if (is_new) {
        vec_push(w->arena, &r->findings, (Findings){0});
    }
    const Name *n = &w->tree->names.p[s->speaker];
    EntityId who = {s->speaker_kind == SPEAKER_NAME && n->ref_kind == REF_ENTITY ? n->ref : 0};
    vec_push(w->arena, &r->findings.p[at], (Finding){index, who, s->truth});
}

static Voiced *voiced_of(World *w, Record *r, EntityId who, Ref target)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&r->voiced_of, sy_voice_key(who, target), &is_new);
    if (is_new) {
        vec_push(w->arena, &r->voiced, (Voiced){.who = who, .target = target});
    }
    return &r->voiced.p[at];
}

static void judge_says(World *w, Record *r, EntityId who, EntityId id, uint32_t index,
                       const Sentence *s)
{
    Voiced *v = voiced_of(w, r, who, (Ref){REF_ENTITY, id.v});
    v->agrees = s->truth == TRUTH_TRUE;
    v->objects = s->truth == TRUTH_FALSE;
    v->sentence = index;
    v->moment = sy_sentence_key(w, s);
}

// What is said of a thing that is judged is its speaker's voice about it, and that of who it speaks for.
static void judge_voice(World *w, Record *r, EntityId id, uint32_t index, const Sentence *s)
{
    const Name *n = &w->tree->names.p[s->speaker];
    if (s->speaker_kind != SPEAKER_NAME || n->ref_kind != REF_ENTITY) {
        return;
    }
    judge_says(w, r, (EntityId){n->ref}, id, index, s);
    for (ptrdiff_t i = 0; i + 1 < w->model->voice_owners.len; i += 2) {
        if (w->model->voice_owners.p[i].v == n->ref) {
            judge_says(w, r, w->model->voice_owners.p[i + 1], id, index, s);
        }
    }
}

// Facts that several judge together, or a body whose members have spoken and not itself.
static void judged(World *w, Record *r)
{
    for (ptrdiff_t i = 0; i < r->findings.len; i++) {
        EntityId id = {(uint32_t)r->finding_of.keys[i]};
        const Clause *judge = judge_of(w, id);
        uint32_t kind = sy_entity(w->model, id)->kind;
        FactValue *f = &r->facts[id.v];
        if (judge && (kind == ENTRY_FACT || kind == ENTRY_EVENT) && !f->truth &&
            sy_judge_is_several(w, judge->x)) {
            Ref self = {REF_ENTITY, id.v};
            f->truth =
                (uint8_t)sy_record_finds(w, r, judge->x, sy_entity(w->model, id)->member, self);
        }
    }
}

static void is_said(World *w, Record *r, uint32_t index, const Sentence *s)
{
    EntityId id = subject_entity(w, s);
    if (!id.v) {
        return;
    }
    if (!s->truth) {
        if (s->word.v) {
            r->options[id.v] = s->word;
        }
        return;
    }
    finding_add(w, r, id, index, s);
    if (judge_of(w, id)) {
        judge_voice(w, r, id, index, s);
    }
    uint32_t kind = sy_entity(w->model, id)->kind;
    if (kind == ENTRY_FACT || kind == ENTRY_EVENT) {
        fact_said(w, r, id, index, s);
    }
}

// Assumptions fill blanks; inferences are conditions and stand elsewhere.
static void assumed(World *w, Record *r)
{
    for (ptrdiff_t i = 1; i < w->tree->assumes.len; i++) {
        const Assume *a = &w->tree->assumes.p[i];
        const Entry *e = &w->tree->entries.p[a->entry];
        bool struck = w->query.struck && w->query.struck[a->entry];
        const Name *n = &w->tree->names.p[a->name];
        if (a->kind != ASSUME_IS || struck || e->broken || n->ref_kind != REF_ENTITY ||
            !sy_entry_counts(w->model, w->query.choices, e)) {
            continue;
        }
        if (a->truth == TRUTH_TRUE || a->truth == TRUTH_FALSE) {
            r->facts[n->ref].truth = a->truth;
        } else if (!a->truth && a->word.v && !r->options[n->ref].v) {
            r->options[n->ref] = a->word;
        }
    }
}

// ---------------------------------------------------------------- voices

static void voice_of(World *w, Record *r, uint32_t index, const Sentence *s, Subject sub)
{
    Refs targets = {0};
    if (s->wish_names) {
        for (uint32_t k = 0; k < s->names.count; k++) {
            vec_push(w->arena, &targets,
                     sy_model_ref(w->model, sy_name(w->model, s->names, k), sub.who));
        }
    } else {
        sy_cond_targets(w, s->cond, sub.who, &targets);
    }
    for (uint32_t k = 0; k < s->forp.count; k++) {
        vec_push(w->arena, &targets,
                 sy_model_ref(w->model, sy_name(w->model, s->forp, k), sub.who));
    }
    for (ptrdiff_t i = 0; i < targets.len; i++) {
        Voiced *v = voiced_of(w, r, sub.who, targets.p[i]);
        if (s->verb == VERB_DEMAND) {
            v->asks = true;
        } else {
            v->agrees = s->verb == VERB_ACCEPT;
            v->objects = s->verb == VERB_REJECT;
        }
        v->sentence = index;
        v->moment = sy_sentence_key(w, s);
    }
}

static void voices(World *w, Record *r, uint32_t index, const Sentence *s)
{
    const Entry *e = sy_sentence_entry(w, s);
    uint32_t i = 0;
    if (sy_entry_clause(w->model, w->query.choices, e, CL_IF, &i)) {
        return; // only under its own condition: no plain voice
    }
    Subjects subs = {0};
    sy_sentence_subjects(w, s, &subs);
    for (ptrdiff_t k = 0; k < subs.len; k++) {
        if (!sy_record_gone_for(w, r, index, subs.p[k].who)) {
            voice_of(w, r, index, s, subs.p[k]);
        }
    }
}

// ---------------------------------------------------------------- the record

static Record *record_make(World *w, Mom as_of)
{
    Record *r = NEW(w->arena, Record);
    r->arena = w->arena;
    r->as_of = as_of;
    r->facts = NEW_N(w->arena, FactValue, w->model->entities.len);
    r->options = NEW_N(w->arena, Sym, w->model->entities.len);
    r->finding_of = sy_intmap_new(w->arena);
    r->voiced_of = sy_intmap_new(w->arena);
    return r;
}

static void record_fill(World *w, Record *r)
{
    sy_record_select(w, r);
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        uint32_t index = r->live.p[i];
        const Sentence *s = &w->tree->sentences.p[index];
        if (s->verb == VERB_IS) {
            is_said(w, r, index, s);
        } else if (s->verb == VERB_ACCEPT || s->verb == VERB_REJECT || s->verb == VERB_DEMAND) {
            voices(w, r, index, s);
        }
    }
    judged(w, r);
    assumed(w, r);
    sy_record_positions(w, r);
}

Record *sy_world_record(World *w, Mom as_of)
{
    for (ptrdiff_t i = 0; i < w->records.len; i++) {
        if (w->records.p[i].as_of == as_of && w->records.p[i].in_way_out == w->in_way_out) {
            w->hits += w->records.p[i].record->position == NULL;
            return w->records.p[i].record;
        }
    }
    Record *r = record_make(w, as_of);
    vec_push(w->arena, &w->records, (RecordSlot){as_of, w->in_way_out, r});
    record_fill(w, r);
    return r;
}

// A group is given with each of its known members.
static void give(World *w, EntityId id)
{
    w->given_entity[id.v] = 1;
    if (sy_entity(w->model, id)->kind == ENTRY_GROUP) {
        EntityList members = sy_model_members(w->arena, w->model, w->query.choices, id);
        for (ptrdiff_t i = 0; i < members.len; i++) {
            w->given_entity[members.p[i].v] = 1;
        }
    }
}

World *sy_world_new(Arena *arena, Model *model, const Query *query, const Zone *zone)
{
    World *w = NEW(arena, World);
    w->arena = arena;
    w->model = model;
    w->tree = model->tree;
    w->query = *query;
    w->zone = zone;
    w->cone_of = sy_intmap_new(arena);
    w->state_of = sy_intmap_new(arena);
    w->case_of = sy_intmap_new(arena);
    w->since_busy = sy_intmap_new(arena);
    w->given_entity = NEW_N(arena, uint8_t, model->entities.len);
    for (ptrdiff_t i = 0; i < query->given.len; i++) {
        if (query->given.p[i].kind == REF_ENTITY) {
            give(w, (EntityId){query->given.p[i].id});
        }
    }
    return w;
}

bool sy_world_given(const World *w, Ref r)
{
    if (r.kind == REF_ENTITY) {
        return w->given_entity[r.id] != 0;
    }
    return sy_refs_have(w->query.given.p, w->query.given.len, r);
}

bool sy_world_given_actor(const World *w, EntityId who)
{
    return w->given_entity[who.v] != 0;
}
