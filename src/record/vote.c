// Votes: who has said so, and whether a rule is met, by the record or as granted.
#include "record/world.h"

#include <math.h>

static const Voiced *voiced_about(const Record *r, EntityId who, Ref about)
{
    ptrdiff_t at = sy_intmap_find(&r->voiced_of, sy_voice_key(who, about));
    return at < 0 ? NULL : &r->voiced.p[at];
}

static bool has_said(const Voiced *v, Voice voice)
{
    return v && (voice == VOICE_AGREES ? v->agrees : voice == VOICE_OBJECTS ? v->objects : v->asks);
}

// The layer, act or declared promise of a promise: a voice about it is about the promise.
static Ref what_of(const World *w, Ref about)
{
    return about.kind == REF_PROMISE ? (Ref){REF_ENTITY, w->model->promises.p[about.id].what.v}
                                     : (Ref){0};
}

static bool rule_is_for(const World *w, const Clause *rule, Ref about)
{
    Ref what = what_of(w, about);
    for (uint32_t i = 0; i < rule->names.count; i++) {
        const Name *n = sy_name(w->model, rule->names, i);
        bool same = n->ref_kind == about.kind && n->ref == about.id;
        bool its = what.kind && n->ref_kind == what.kind && n->ref == what.id;
        if (same || its) {
            return true;
        }
    }
    return false;
}

// A body's rule for this question: the one that names it, else the bare one.
const Clause *sy_body_rule(const World *w, EntityId body, Ref about)
{
    const Clause *bare = NULL;
    uint32_t i = 0;
    for (const Clause *c;
         (c = sy_entity_clause(w->model, w->query.choices, body, CL_DECIDED, &i));) {
        if (c->names.count && rule_is_for(w, c, about)) {
            return c;
        }
        bare = bare || c->names.count ? bare : c;
    }
    return bare;
}

static bool says(World *w, const Record *r, EntityId who, Voice voice, Ref about, int depth);

static bool vote_met(World *w, const Record *r, const Vote *v, Voice voice, EntityId own, Ref about,
                     int depth);

// A body whose members' voices meet its rule has agreed.
static bool body_agrees(World *w, const Record *r, EntityId who, Voice voice, Ref about, int depth)
{
    if (sy_entity(w->model, who)->kind != ENTRY_BODY || depth > 8) {
        return false;
    }
    const Clause *rule = sy_body_rule(w, who, about);
    if (!rule) {
        return false;
    }
    const Vote *v = &w->tree->votes.p[rule->x];
    bool itself = v->kind == VOTE_NAMES && v->names.count == 1 &&
                  sy_name(w->model, v->names, 0)->ref == who.v;
    return v->kind != VOTE_UNSTATED && !itself &&
           vote_met(w, r, v, voice, sy_entity(w->model, who)->member, about, depth + 1);
}

static bool says(World *w, const Record *r, EntityId who, Voice voice, Ref about, int depth)
{
    if (has_said(voiced_about(r, who, about), voice)) {
        return true;
    }
    Ref what = what_of(w, about);
    if (what.kind && has_said(voiced_about(r, who, what), voice)) {
        return true;
    }
    if (voice != VOICE_OBJECTS && sy_world_given_actor(w, who)) {
        return true;
    }
    return voice == VOICE_AGREES && body_agrees(w, r, who, voice, about, depth);
}

bool sy_record_says(World *w, const Record *r, EntityId who, Voice voice, Ref about)
{
    return says(w, r, who, voice, about, 0);
}

void sy_vote_voters(World *w, const Vote *v, EntityId own, Refs *out, bool *out_open,
                    double *out_all)
{
    *out_open = false;
    double all = 0;
    for (uint32_t i = 0; i < v->names.count; i++) {
        Ref one = sy_model_ref(w->model, sy_name(w->model, v->names, i), own);
        if (one.kind == REF_EACH) {
            const Name *n = sy_name(w->model, v->names, i);
            EntityId g = sy_model_by_sym(w->model, n->a);
            EntityList l = sy_model_members(w->arena, w->model, w->query.choices, g);
            for (ptrdiff_t k = 0; k < l.len; k++) {
                Name its = {.a = {W_OWN}, .b = n->b, .ref_kind = REF_OWN};
                Ref r = sy_model_ref(w->model, &its, l.p[k]);
                if (r.kind) {
                    vec_push(w->arena, out, r);
                }
            }
            all += (double)l.len;
            continue;
        }
        EntityId who = {one.kind == REF_ENTITY ? one.id : 0};
        EntityList l =
            who.v ? sy_model_members(w->arena, w->model, w->query.choices, who) : (EntityList){0};
        for (ptrdiff_t k = 0; k < l.len; k++) {
            vec_push(w->arena, out, (Ref){REF_ENTITY, l.p[k].v});
        }
        if (l.len == 0 && who.v) {
            vec_push(w->arena, out, one);
        }
        double count = who.v ? sy_model_count(w->model, w->query.choices, who) : -1;
        bool open = who.v && sy_model_is_open(w->model, w->query.choices, who);
        *out_open = *out_open || (open && count < 0);
        all += open && count > (double)l.len ? count : (double)(l.len ? l.len : 1);
    }
    *out_all = all;
}

double sy_vote_needed(const Vote *v, double all)
{
    if (v->of_yes > 0) {
        return v->of_yes;
    }
    switch ((VoteKind)v->kind) {
    case VOTE_ANY: return 1;
    case VOTE_MAJORITY: return floor(all / 2) + 1;
    case VOTE_COUNT:
        if (v->denominator > 0) {
            double n = v->number * all / v->denominator;
            return (double)(int64_t)n < n ? (double)((int64_t)n + 1) : n;
        }
        return v->number;
    case VOTE_UNSTATED:
    case VOTE_NAMES:
    case VOTE_ALL:
    case VOTE_EACH: break;
    }
    return all;
}

bool sy_vote_hangs_on_all(const Vote *v)
{
    return v->kind == VOTE_ALL || v->kind == VOTE_EACH || v->kind == VOTE_MAJORITY ||
           v->denominator > 0;
}

static bool vetoed(World *w, const Record *r, const Vote *v, EntityId own, Ref about)
{
    for (uint32_t i = 0; i < v->veto.count; i++) {
        Ref one = sy_model_ref(w->model, sy_name(w->model, v->veto, i), own);
        if (one.kind == REF_ENTITY && says(w, r, (EntityId){one.id}, VOICE_OBJECTS, about, 8)) {
            return true;
        }
    }
    return false;
}

static bool names_agree(World *w, const Record *r, const Vote *v, Voice voice, EntityId own,
                        Ref about, int depth)
{
    for (uint32_t i = 0; i < v->names.count; i++) {
        Ref one = sy_model_ref(w->model, sy_name(w->model, v->names, i), own);
        if (one.kind != REF_ENTITY || !says(w, r, (EntityId){one.id}, voice, about, depth)) {
            return false;
        }
    }
    return true;
}

static bool vote_met(World *w, const Record *r, const Vote *v, Voice voice, EntityId own, Ref about,
                     int depth)
{
    if (v->kind == VOTE_UNSTATED || (voice == VOICE_AGREES && vetoed(w, r, v, own, about))) {
        return false;
    }
    if (v->kind == VOTE_NAMES && names_agree(w, r, v, voice, own, about, depth)) {
        return true;
    }
    if (v->kind == VOTE_NAMES && v->of_yes <= 0) {
        return false;
    }
    Refs who = {0};
    bool open;
    double all, yes = 0, heard = 0;
    sy_vote_voters(w, v, own, &who, &open, &all);
    for (ptrdiff_t i = 0; i < who.len; i++) {
        EntityId one = {who.p[i].id};
        bool its = says(w, r, one, voice, about, depth);
        Voice other = voice == VOICE_AGREES ? VOICE_OBJECTS : VOICE_AGREES;
        yes += its;
        heard += its || says(w, r, one, other, about, depth);
    }
    bool unknown = open && sy_vote_hangs_on_all(v);
    return who.len > 0 && !unknown && yes >= sy_vote_needed(v, all) && heard >= v->quorum;
}

bool sy_record_vote(World *w, const Record *r, uint32_t vote, EntityId own, Ref about)
{
    return !vote || vote_met(w, r, &w->tree->votes.p[vote], VOICE_AGREES, own, about, 0);
}

bool sy_vote_is_one_word(const World *w, uint32_t vote)
{
    const Vote *v = &w->tree->votes.p[vote];
    return v->kind == VOTE_ANY || v->kind == VOTE_EACH ||
           (v->kind == VOTE_NAMES && v->names.count == 1 && v->of_yes <= 0);
}

bool sy_judge_is_several(const World *w, uint32_t vote)
{
    const Vote *v = &w->tree->votes.p[vote];
    const Name *n = v->names.count ? sy_name(w->model, v->names, 0) : NULL;
    bool body = n && n->ref_kind == REF_ENTITY &&
                sy_entity(w->model, (EntityId){n->ref})->kind == ENTRY_BODY;
    return body || !sy_vote_is_one_word(w, vote);
}

Truth sy_record_finds(World *w, const Record *r, uint32_t vote, EntityId own, Ref about)
{
    const Vote *v = &w->tree->votes.p[vote];
    return vote_met(w, r, v, VOICE_AGREES, own, about, 0)    ? TRUTH_TRUE
           : vote_met(w, r, v, VOICE_OBJECTS, own, about, 0) ? TRUTH_FALSE
                                                             : TRUTH_NONE;
}

static bool is_about(World *w, const Sentence *s, Ref about)
{
    Refs targets = {0};
    sy_cond_targets(w, s->cond, (EntityId){0}, &targets);
    return sy_refs_have(targets.p, targets.len, about);
}

Mom sy_record_accepted(World *w, const Record *r, uint32_t vote, EntityId own, Ref about, Mom from)
{
    bool one_word = sy_vote_is_one_word(w, vote), several = sy_judge_is_several(w, vote);
    for (ptrdiff_t i = 0; i < r->live.len; i++) {
        const Sentence *s = &w->tree->sentences.p[r->live.p[i]];
        Mom m = sy_sentence_key(w, s);
        if (s->verb != VERB_ACCEPT || m < from || !is_about(w, s, about)) {
            continue;
        }
        if ((one_word && sy_vote_is_speaker(w, vote, own, s)) ||
            (several && sy_record_vote(w, sy_world_record(w, m), vote, own, about))) {
            return m;
        }
    }
    return MOM_NONE;
}

// ---------------------------------------------------------------- who may speak as a judge

static void speaker_add(World *w, Refs *out, EntityId who)
{
    vec_push(w->arena, out, (Ref){REF_ENTITY, who.v});
    for (ptrdiff_t i = 0; i + 1 < w->model->voice_owners.len; i += 2) {
        if (w->model->voice_owners.p[i + 1].v == who.v) {
            vec_push(w->arena, out, (Ref){REF_ENTITY, w->model->voice_owners.p[i].v});
        }
    }
}

void sy_vote_speakers(World *w, uint32_t vote, EntityId own, Refs *out)
{
    const Vote *v = &w->tree->votes.p[vote];
    for (uint32_t i = 0; v->kind != VOTE_UNSTATED && i < v->names.count; i++) {
        Ref one = sy_model_ref(w->model, sy_name(w->model, v->names, i), own);
        if (one.kind != REF_ENTITY) {
            continue;
        }
        speaker_add(w, out, (EntityId){one.id});
        if (v->kind != VOTE_NAMES) {
            EntityList l =
                sy_model_members(w->arena, w->model, w->query.choices, (EntityId){one.id});
            for (ptrdiff_t k = 0; k < l.len; k++) {
                speaker_add(w, out, l.p[k]);
            }
        }
    }
}

// The party, body or voice that speaks; none: 0.
static EntityId speaker_of(const World *w, const Sentence *s)
{
    const Name *n = &w->tree->names.p[s->speaker];
    return (EntityId){s->speaker_kind == SPEAKER_NAME && n->ref_kind == REF_ENTITY ? n->ref : 0};
}

bool sy_vote_is_voter(World *w, uint32_t vote, EntityId own, const Sentence *s)
{
    Refs who = {0};
    bool open;
    double all;
    EntityId speaker = speaker_of(w, s);
    sy_vote_voters(w, &w->tree->votes.p[vote], own, &who, &open, &all);
    for (ptrdiff_t i = 0; speaker.v && i < who.len; i++) {
        EntityId voter = {who.p[i].id};
        if (voter.v == speaker.v || sy_model_is_voice_of(w->model, speaker, voter)) {
            return true;
        }
    }
    return false;
}

bool sy_vote_is_speaker(World *w, uint32_t vote, EntityId own, const Sentence *s)
{
    Refs who = {0};
    sy_vote_speakers(w, vote, own, &who);
    if (sy_refs_have(who.p, who.len, (Ref){REF_ENTITY, speaker_of(w, s).v})) {
        return true;
    }
    if (s->verb != VERB_ACCEPT && s->verb != VERB_REJECT && s->verb != VERB_DEMAND) {
        return false;
    }
    Subjects subs = {0};
    sy_sentence_subjects(w, s, &subs);
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        if (sy_refs_have(who.p, who.len, (Ref){REF_ENTITY, subs.p[i].who.v})) {
            return true;
        }
    }
    return false;
}
