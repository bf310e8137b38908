// Which sentences count, who speaks in them and about whom.
#include "record/live.h"

const char *sy_rank_name(Rank r)
{
    static const char *const names[] = {"reporter", "unnamed", "attributed", "self"};
    return names[r];
}

const Entry *sy_sentence_entry(const World *w, const Sentence *s)
{
    return &w->tree->entries.p[s->entry];
}

bool sy_sentence_is_quiet(const Sentence *s)
{
    return s->grade == GRADE_RULED_OUT || s->grade == GRADE_UNSPECIFIED ||
           s->grade == GRADE_DELIVERED || s->grade == GRADE_BREACH;
}

Mom sy_sentence_key(const World *w, const Sentence *s)
{
    if (s->when == WHEN_UNDATED) {
        return sy_mom(DAY_FIRST, 0);
    }
    return s->clock.known ? sy_world_local(w, s->dates.late, s->clock)
                          : sy_mom(s->dates.late, MOM_OPEN);
}

static EntityId entity_of(const World *w, uint32_t name)
{
    const Name *n = &w->tree->names.p[name];
    return name && n->ref_kind == REF_ENTITY ? (EntityId){n->ref} : (EntityId){0};
}

static bool in_list(const EntityList l, EntityId id)
{
    for (ptrdiff_t i = 0; i < l.len; i++) {
        if (l.p[i].v == id.v) {
            return true;
        }
    }
    return false;
}

// Who signed a document: parties and the members of groups. Returns how many names it has.
static uint32_t signers(const World *w, EntityId doc, EntityId about, bool *out_signed,
                        bool *out_others)
{
    uint32_t i = 0, n = 0;
    *out_signed = *out_others = false;
    for (const Clause *c; (c = sy_entity_clause(w->model, w->query.choices, doc, CL_SIGNED, &i));) {
        for (uint32_t k = 0; k < c->names.count; k++) {
            EntityId who = {sy_name(w->model, c->names, k)->ref};
            EntityList l = sy_model_members(w->arena, w->model, w->query.choices, who);
            n++;
            bool is = who.v == about.v || in_list(l, about);
            *out_signed = *out_signed || is;
            *out_others = *out_others || (who.v != about.v && !l.len) ||
                          (l.len > 0 && !(l.len == 1 && l.p[0].v == about.v));
        }
    }
    return n;
}

Rank sy_sentence_rank(const World *w, const Sentence *s, EntityId about, bool some)
{
    if (s->speaker_kind == SPEAKER_UNNAMED) {
        return RANK_UNNAMED;
    }
    if (s->speaker_kind == SPEAKER_REPORTER) {
        return s->quoting ? RANK_ATTRIBUTED : RANK_REPORTER;
    }
    EntityId who = entity_of(w, s->speaker);
    const Entity *x = sy_entity(w->model, who);
    if (x->kind == ENTRY_DOCUMENT) {
        bool is, others;
        bool open = signers(w, who, about, &is, &others) == 0;
        return open || (is && !some) ? RANK_SELF : RANK_ATTRIBUTED;
    }
    bool self = !some && (who.v == about.v || sy_model_is_voice_of(w->model, who, about) ||
                          sy_model_body_of(w->model, w->query.choices, who, about));
    return self ? RANK_SELF : RANK_ATTRIBUTED;
}

bool sy_sentence_gives_word(const World *w, const Sentence *s, EntityId party)
{
    EntityId q = entity_of(w, s->quoting);
    return sy_sentence_rank(w, s, party, false) == RANK_SELF ||
           (q.v && (q.v == party.v || sy_model_is_voice_of(w->model, q, party)));
}

bool sy_sentence_is_joint(const World *w, const Sentence *s, EntityId party)
{
    EntityId who = entity_of(w, s->speaker);
    bool is, others = false;
    if (s->speaker_kind == SPEAKER_NAME && sy_entity(w->model, who)->kind == ENTRY_DOCUMENT) {
        signers(w, who, party, &is, &others);
    }
    return others;
}

void sy_sentence_subjects(const World *w, const Sentence *s, Subjects *out)
{
    for (uint32_t i = 0; i < s->subject.count; i++) {
        const Name *n = sy_name(w->model, s->subject, i);
        EntityId who = {n->ref_kind == REF_ENTITY ? n->ref : 0};
        if (!who.v) {
            continue;
        }
        if (s->whose == WHOSE_EACH) {
            EntityList l = sy_model_members(w->arena, w->model, w->query.choices, who);
            for (ptrdiff_t k = 0; k < l.len; k++) {
                vec_push(w->arena, out, (Subject){l.p[k], false});
            }
            if (l.len > 0) {
                continue;
            }
        }
        vec_push(w->arena, out, (Subject){who, s->whose == WHOSE_SOME});
    }
}

PromiseId sy_sentence_promise(const World *w, const Sentence *s, Subject sub)
{
    if (s->verb != VERB_PROMISE || s->deed.kind == DEED_STEP) {
        return (PromiseId){0};
    }
    if (s->deed.as) {
        const Name *n = &w->tree->names.p[s->deed.as];
        return (PromiseId){n->ref_kind == REF_PROMISE ? n->ref : 0};
    }
    Model *m = w->model;
    bool one = s->subject.count == 1 && s->whose != WHOSE_EACH &&
               sy_name(m, s->subject, 0)->ref == sub.who.v && sub.some == (s->whose == WHOSE_SOME);
    if (!one) {
        return sy_model_promise(m, sub.who, entity_of(w, s->deed.name), sub.some);
    }
    if (!m->promise_of) {
        m->promise_of = NEW_N(m->arena, PromiseId, w->tree->sentences.len);
    }
    PromiseId *known = &m->promise_of[s - w->tree->sentences.p];
    if (!known->v) {
        *known = sy_model_promise(m, sub.who, entity_of(w, s->deed.name), sub.some);
    }
    return *known;
}

// ---------------------------------------------------------------- clauses, own and the document's

// Which of a document's clauses a sentence's own take the place of (P18).
static bool overridden(ClauseKind k, uint64_t own)
{
    uint64_t end = (uint64_t)1 << CL_UNTIL | (uint64_t)1 << CL_FOR;
    switch ((int)k) {
    case CL_FROM:
    case CL_BINDING: return (own >> k & 1) != 0;
    case CL_UNTIL:
    case CL_FOR: return (own & end) != 0;
    case CL_RENEWS: return (own & (end | (uint64_t)1 << CL_RENEWS)) != 0;
    default: return false;
    }
}

static bool document_clause(ClauseKind k)
{
    return k == CL_IF || k == CL_UNLESS || k == CL_WHILE || k == CL_FROM || k == CL_UNTIL ||
           k == CL_FOR || k == CL_RENEWS || k == CL_BINDING;
}

void sy_sentence_clauses(const World *w, const Sentence *s, ClauseList *out)
{
    const Entry *e = sy_sentence_entry(w, s);
    uint64_t own = 0;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &w->tree->clauses.p[e->first_clause + i];
        if (!c->guard || sy_model_guard(w->model, w->query.choices, c->guard)) {
            vec_push(w->arena, out, c);
            own |= c->kind < 64 ? (uint64_t)1 << c->kind : 0;
        }
    }
    EntityId doc = s->speaker_kind == SPEAKER_NAME ? entity_of(w, s->speaker) : (EntityId){0};
    if (s->verb != VERB_PROMISE || sy_sentence_is_quiet(s) || !doc.v ||
        sy_entity(w->model, doc)->kind != ENTRY_DOCUMENT) {
        return;
    }
    const Entry *d = &w->tree->entries.p[sy_entity(w->model, doc)->entry];
    bool exists = sy_entry_counts(w->model, w->query.choices, d);
    for (uint32_t i = 0; i < d->nclauses && exists; i++) {
        const Clause *c = &w->tree->clauses.p[d->first_clause + i];
        if (document_clause((ClauseKind)c->kind) && !overridden((ClauseKind)c->kind, own) &&
            sy_model_guard(w->model, w->query.choices, c->guard)) {
            vec_push(w->arena, out, c);
        }
    }
}

// ---------------------------------------------------------------- what an accept is about

static void target(const World *w, const Name *n, EntityId own, Refs *out)
{
    Ref r = sy_model_ref(w->model, n, own);
    if (r.kind) {
        vec_push(w->arena, out, r);
    }
}

void sy_cond_targets(const World *w, uint32_t cond, EntityId own, Refs *out)
{
    if (!cond) {
        return;
    }
    const Cond *c = &w->tree->conds.p[cond];
    bool list = c->kind == COND_ALL || c->kind == COND_ANY || c->kind == COND_NONE_OF ||
                c->kind == COND_MAJORITY || c->kind == COND_COUNT;
    if (c->kind == COND_ATOM || (list && !c->voice && !c->word.v)) {
        for (uint32_t i = 0; i < c->names.count; i++) {
            target(w, sy_name(w->model, c->names, i), own, out);
        }
    } else if (c->kind == COND_AND || c->kind == COND_OR) {
        for (uint32_t k = c->first; k; k = w->tree->conds.p[k].next) {
            sy_cond_targets(w, k, own, out);
        }
    }
}
