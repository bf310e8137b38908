// What became of a promise: due, delivered, late, missed, released, broken (section 6.1).
#include "record/live.h"

bool sy_position_time_is_on(World *w, const Position *q, Mom as_of, Ref *out_from_event)
{
    if (q->grade == GRADE_DELIVERED) {
        return false;
    }
    *out_from_event = (Ref){0};
    const Term *from = sy_position_term(q, TERM_FROM);
    if (from) {
        uint32_t time = w->tree->clauses.p[from->clause].x;
        Mom m = sy_world_when(w, time, from->own, ASK_DAY, as_of);
        if (sy_mom_known(m) && as_of != MOM_ALWAYS && sy_mom_day(as_of) < sy_mom_day(m)) {
            return false;
        }
        if (m == MOM_NONE) { // no date is known: it has come if what it runs from holds
            const Time *t = &w->tree->times.p[time];
            while (t->kind == TIME_AFTER || t->kind == TIME_BEFORE) {
                t = &w->tree->times.p[t->base];
            }
            if (t->kind != TIME_EVENT) {
                return false;
            }
            *out_from_event = sy_model_ref(w->model, &w->tree->names.p[t->name], from->own);
        }
    }
    Mom deadline = sy_position_deadline(w, q, as_of);
    return deadline == MOM_NONE || deadline >= as_of;
}

static bool whens_hold(World *w, const Position *q, Mom as_of)
{
    const Term *t = sy_position_term(q, TERM_WHEN);
    return !t || sy_world_holds(w, w->tree->clauses.p[t->clause].x, t->own,
                                (Ref){REF_PROMISE, q->promise.v}, as_of);
}

// Owed at that moment: it stands, and all that makes it due.
static bool owing(World *w, PromiseId p, Mom m)
{
    if (!sy_world_stands(w, p, m)) {
        return false;
    }
    static const Position nothing;
    const Position *q = sy_record_position(sy_world_record(w, m), p);
    q = q ? q : &nothing;
    Ref event = {0};
    return sy_position_time_is_on(w, q, m, &event) && (q == &nothing || whens_hold(w, q, m)) &&
           (!event.kind || sy_world_thing_holds(w, event, m));
}

typedef VEC(Mom) Moms;

// The moments before `as_of` at which anything was said and the promise had a grade, latest first.
static void moments_before(World *w, PromiseId p, Mom as_of, Moms *out)
{
    Moms all = {0};
    for (ptrdiff_t i = 1; i < w->tree->sentences.len; i++) {
        const Sentence *s = &w->tree->sentences.p[i];
        const Entry *e = sy_sentence_entry(w, s);
        Mom m = sy_sentence_key(w, s);
        if (e->candidate || e->broken || s->when == WHEN_UNDATED || m >= as_of) {
            continue;
        }
        bool seen = false;
        for (ptrdiff_t k = 0; k < all.len && !seen; k++) {
            seen = all.p[k] == m;
        }
        if (!seen) {
            vec_push(w->arena, &all, m);
        }
    }
    for (ptrdiff_t i = 1; i < all.len; i++) { // latest first
        Mom m = all.p[i];
        ptrdiff_t k = i;
        for (; k > 0 && all.p[k - 1] < m; k--) {
            all.p[k] = all.p[k - 1];
        }
        all.p[k] = m;
    }
    for (ptrdiff_t i = 0; i < all.len; i++) {
        if (sy_record_grade(sy_world_record(w, all.p[i]), p) != GRADE_NONE) {
            vec_push(w->arena, out, all.p[i]);
        }
    }
}

// When it was done: the deed, and where a verifier is named, the verifier's yes.
static Mom done_at(World *w, const Record *r, const Position *q)
{
    Mom done = MOM_NONE;
    for (ptrdiff_t i = 0; q->grade == GRADE_DELIVERED && done == MOM_NONE && i < q->sentences.len;
         i++) {
        const Sentence *s = &w->tree->sentences.p[q->sentences.p[i]];
        done = s->grade == GRADE_DELIVERED ? sy_sentence_key(w, s) : done;
    }
    const Term *ver = sy_position_term(q, TERM_VERIFIED);
    if (done == MOM_NONE || !ver) {
        return done;
    }
    Mom m = sy_record_accepted(w, r, w->tree->clauses.p[ver->clause].x, ver->own,
                               (Ref){REF_PROMISE, q->promise.v}, MOM_NONE);
    return m > done ? m : done;
}

static uint32_t past_of(World *w, PromiseId p, Mom as_of)
{
    static const Position nothing;
    const Record *r = sy_world_record(w, as_of);
    const Position *q = sy_record_position(r, p);
    Moms list = {0};
    moments_before(w, p, as_of, &list);
    if ((!q || !q->grade) && list.len > 0) { // gone: what it was when it went
        q = sy_record_position(sy_world_record(w, list.p[0]), p);
    }
    q = q ? q : &nothing;
    Mom deadline = sy_position_deadline(w, q, as_of), done = done_at(w, r, q);
    uint32_t out = done != MOM_NONE ? PAST_DELIVERED : 0;
    bool has_deadline = deadline != MOM_NONE;
    if (has_deadline && done != MOM_NONE && done > deadline) {
        out |= PAST_LATE;
    }
    if (has_deadline && as_of > deadline && done == MOM_NONE && owing(w, p, deadline)) {
        out |= PAST_MISSED;
    }
    for (ptrdiff_t i = 0; done == MOM_NONE && !(out & PAST_MISSED) && i < list.len; i++) {
        if ((!has_deadline || list.p[i] <= deadline) && owing(w, p, list.p[i])) {
            out |= PAST_WAS_DUE;
            break;
        }
    }
    bool breach = q->extra && q->extra->breaches.len > 0;
    return breach || (out & PAST_MISSED) ? out | PAST_BROKEN : out;
}

#define STATE_BUSY UINT32_MAX

uint32_t sy_promise_past(World *w, PromiseId p, Mom as_of)
{
    bool is_new;
    uint64_t key = sy_hash_int((uint64_t)as_of + w->in_way_out) ^ ((uint64_t)p.v << 33);
    ptrdiff_t at = sy_intmap_add(&w->state_of, key, &is_new);
    if (is_new) {
        vec_push(w->arena, &w->states, STATE_BUSY);
    } else if (w->states.p[at] != STATE_BUSY) {
        return w->states.p[at];
    } else {
        w->hits++;
        return 0;
    }
    uint32_t out = past_of(w, p, as_of);
    w->states.p[at] = out;
    return out;
}

uint32_t sy_promise_states(World *w, PromiseId p, Mom as_of)
{
    uint32_t out = sy_promise_past(w, p, as_of);
    if (out & (PAST_DELIVERED | PAST_MISSED)) {
        return out;
    }
    const Position *q = sy_record_position(sy_world_record(w, as_of), p);
    bool over = q && sy_position_is_over(w, q, as_of);
    if (owing(w, p, as_of)) {
        out |= PAST_DUE;
    }
    bool gone = !sy_world_stands(w, p, as_of) || (q && !whens_hold(w, q, as_of));
    if (!over && (out & (PAST_WAS_DUE | PAST_DUE)) && gone) {
        out |= PAST_RELEASED;
    }
    return out;
}
