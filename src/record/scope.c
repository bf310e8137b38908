// How far a refusal reaches: limits beside a wider promise, parts of what is refused (P14, P15).
#include "record/pass.h"

// ---------------------------------------------------------------- scopes of refusals

void sy_scope_names(World *w, NameList list, EntityId own, Ids *out)
{
    for (uint32_t i = 0; i < list.count; i++) {
        Ref r = sy_model_ref(w->model, sy_name(w->model, list, i), own);
        if (r.id) {
            vec_push(w->arena, out, r.id);
        }
    }
}

static bool has_id(const Ids *l, uint32_t id)
{
    for (ptrdiff_t i = 0; i < l->len; i++) {
        if (l->p[i] == id) {
            return true;
        }
    }
    return false;
}

static void without_ids(World *w, const Sentence *s, Ids *out)
{
    const Entry *e = sy_sentence_entry(w, s);
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &w->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_WITHOUT) {
            sy_scope_names(w, c->names, (EntityId){0}, out);
        }
    }
}

static bool has_scope(World *w, const Sentence *s)
{
    Ids without = {0};
    without_ids(w, s, &without);
    return s->deed.to.count || s->deed.in.count || s->deed.through.count || without.len;
}

// Is every place or party of the offer inside the refusal's list (or a member of it)?
static bool covered(World *w, NameList refusal, NameList offer, EntityId own)
{
    Ids r = {0}, p = {0};
    sy_scope_names(w, refusal, own, &r);
    sy_scope_names(w, offer, own, &p);
    if (r.len == 0) {
        return true;
    }
    ptrdiff_t direct = r.len;
    for (ptrdiff_t i = 0; i < direct; i++) {
        EntityList l = sy_model_members(w->arena, w->model, w->query.choices, (EntityId){r.p[i]});
        for (ptrdiff_t k = 0; k < l.len; k++) {
            vec_push(w->arena, &r, l.p[k].v);
        }
    }
    for (ptrdiff_t i = 0; i < p.len; i++) {
        if (!has_id(&r, p.p[i])) {
            return false;
        }
    }
    return p.len > 0;
}

// Does refusal r, in its scope, refuse all that sentence p gives?
static bool covers(World *w, const Sentence *r, const Sentence *p, EntityId own)
{
    Ids rw = {0}, pw = {0};
    without_ids(w, r, &rw);
    without_ids(w, p, &pw);
    for (ptrdiff_t i = 0; i < rw.len; i++) {
        if (!has_id(&pw, rw.p[i])) {
            return false;
        }
    }
    return covered(w, r->deed.to, p->deed.to, own) && covered(w, r->deed.in, p->deed.in, own) &&
           covered(w, r->deed.through, p->deed.through, own);
}

static bool is_offer(const Sentence *s)
{
    return s->verb == VERB_PROMISE && s->deed.kind != DEED_STEP && s->grade >= GRADE_FLOATED &&
           s->grade <= GRADE_DELIVERED;
}

// A refusal beside a wider promise is a limit of it, shown with it.
bool sy_scope_is_limit(Pass *ps, const Sentence *s, PromiseId p, Subject sub)
{
    World *w = ps->w;
    if (s->grade != GRADE_RULED_OUT || !has_scope(w, s)) {
        return false;
    }
    Subjects theirs = {0};
    for (ptrdiff_t i = 0; i < ps->r->live.len; i++) {
        const Sentence *o = &w->tree->sentences.p[ps->r->live.p[i]];
        bool another = o->subject.count == 1 && o->whose != WHOSE_EACH &&
                       sy_name(w->model, o->subject, 0)->ref != sub.who.v;
        if (another || !is_offer(o)) {
            continue;
        }
        theirs.len = 0;
        sy_sentence_subjects(w, o, &theirs);
        for (ptrdiff_t k = 0; k < theirs.len; k++) {
            if (theirs.p[k].who.v == sub.who.v && theirs.p[k].some == sub.some &&
                !sy_record_gone_for(w, ps->r, ps->r->live.p[i], sub.who) &&
                sy_sentence_promise(w, o, theirs.p[k]).v == p.v && !covers(w, s, o, sub.who)) {
                return true;
            }
        }
    }
    return false;
}
// ---------------------------------------------------------------- P14, P15

static bool whole_refuses(World *w, const Record *r, const Position *whole, const Position *q,
                          EntityId owner)
{
    for (ptrdiff_t i = 0; q && q->extra && i < q->extra->bind.len; i++) {
        if (sy_sentence_binds(w, q->extra->bind.p[i], owner, whole->day)) {
            return false;
        }
    }
    if (q && q->grade &&
        (q->rank > whole->rank || (q->day > whole->day && q->rank >= whole->rank))) {
        return false;
    }
    (void)r;
    bool refusal = false, offer = false, all_covered_by_one = false;
    for (ptrdiff_t i = 0; i < whole->sentences.len; i++) {
        const Sentence *no = &w->tree->sentences.p[whole->sentences.p[i]];
        if (no->grade != GRADE_RULED_OUT || sy_sentence_day(no) != whole->day) {
            continue;
        }
        refusal = true;
        bool all = true;
        for (ptrdiff_t k = 0; q && k < q->sentences.len; k++) {
            const Sentence *mine = &w->tree->sentences.p[q->sentences.p[k]];
            if (is_offer(mine)) {
                offer = true;
                all = all && covers(w, no, mine, owner);
            }
        }
        all_covered_by_one = all_covered_by_one || all;
    }
    return !(refusal && offer && !all_covered_by_one);
}

bool sy_position_refused_by_whole(World *w, const Record *r, PromiseId p, PromiseId *out_by)
{
    Promise x = w->model->promises.p[p.v];
    const Entity *what = sy_entity(w->model, x.what);
    const Entry *e = &w->tree->entries.p[what->entry];
    bool has_whole = what->kind == ENTRY_PROMISE;
    for (uint32_t i = 0; i < e->nclauses && !has_whole; i++) {
        has_whole = w->tree->clauses.p[e->first_clause + i].kind == CL_PART_OF;
    }
    if (!has_whole) {
        return false;
    }
    EntityList up = sy_model_wholes(w->arena, w->model, x.what);
    for (ptrdiff_t i = 0; i < up.len; i++) {
        PromiseId id = sy_model_promise_find(w->model, x.owner, up.p[i], x.some);
        const Position *whole = sy_record_position(r, id);
        if (whole && whole->grade == GRADE_RULED_OUT &&
            whole_refuses(w, r, whole, sy_record_position(r, p), x.owner)) {
            *out_by = id;
            return true;
        }
    }
    return false;
}

bool sy_position_declined(const Position *q)
{
    if (!q->extra || !q->extra->to.len) {
        return false;
    }
    for (ptrdiff_t i = 0; i < q->extra->to.len; i++) {
        bool no = false;
        for (ptrdiff_t k = 0; k < q->extra->declined.len; k++) {
            no = no || q->extra->declined.p[k] == q->extra->to.p[i];
        }
        if (!no) {
            return false;
        }
    }
    return true;
}
