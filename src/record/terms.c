// When terms end: deadlines, `until`, `for` and their renewals; of limits and needs too (section 5.4).
#include "record/live.h"

#define RENEWALS_LIMIT 4000 // terms that follow one another

Mom sy_position_deadline(World *w, const Position *q, Mom as_of)
{
    Mom last = MOM_NONE;
    for (const Term *by = sy_position_term(q, TERM_BY); by; by = sy_position_term_next(q, by)) {
        Mom m = sy_world_when(w, w->tree->clauses.p[by->clause].x, by->own, ASK_LATE, as_of);
        if (!sy_mom_known(m)) {
            return MOM_NONE;
        }
        last = last == MOM_NONE || m > last ? m : last;
    }
    return last;
}

typedef struct TermClauses {
    const Clause *from, *end, *renews;
    EntityId from_own, end_own, renews_own;
    Day said; // the sentence's day
    PromiseId promise;
} TermClauses;

static Day first_end(World *w, const TermClauses *t, Mom as_of, Mom *out)
{
    if (t->end->kind == CL_UNTIL) {
        *out = sy_world_when(w, t->end->x, t->end_own, ASK_DAY, as_of);
        return sy_mom_known(*out) ? sy_mom_day(*out) : DAY_NONE;
    }
    Day start = t->said;
    if (t->from) {
        *out = sy_world_when(w, t->from->x, t->from_own, ASK_DAY, as_of);
        if (!sy_mom_known(*out)) {
            return DAY_NONE;
        }
        start = sy_mom_day(*out);
    }
    const Dur *d = &w->tree->durs.p[t->end->x];
    if (d->unstated || start == DAY_FIRST || start == DAY_LAST) {
        *out = d->unstated ? MOM_UNSTATED : MOM_NONE;
        return DAY_NONE;
    }
    return sy_day_shift(start, d->high, (DurUnit)d->unit) - 1;
}

// `for 12 hours`: exact; from a start known by the day, the late end.
static Mom hours_end(World *w, const TermClauses *t, Mom as_of)
{
    Mom start = t->from ? sy_world_when(w, t->from->x, t->from_own, ASK_EARLY, as_of)
                        : sy_mom(t->said, MOM_OPEN);
    bool known =
        sy_mom_known(start) && sy_mom_day(start) > DAY_FIRST && sy_mom_day(start) < DAY_LAST;
    return known ? sy_world_add(w, start, t->end->x, true) : start;
}

static Mom term_end(World *w, const TermClauses *t, Mom as_of)
{
    if (t->end->kind == CL_FOR && !t->renews && sy_dur_in_hours(&w->tree->durs.p[t->end->x])) {
        return hours_end(w, t, as_of);
    }
    Mom unknown = MOM_NONE;
    Day end = first_end(w, t, as_of, &unknown);
    if (end == DAY_NONE) {
        return unknown;
    }
    if (!t->renews || as_of == MOM_ALWAYS) {
        return sy_mom(end, MOM_OPEN);
    }
    const Dur *d = &w->tree->durs.p[t->renews->x];
    Day asked = sy_mom_day(as_of);
    for (int i = 0; i < RENEWALS_LIMIT && end < asked && !d->unstated; i++) {
        if (t->renews->y) {
            bool holds = sy_world_holds(w, t->renews->y, t->renews_own,
                                        (Ref){REF_PROMISE, t->promise.v}, sy_mom(end, MOM_OPEN));
            if (holds != (t->renews->sub == 1)) {
                break;
            }
        }
        Day next = sy_day_shift(end + 1, d->high, (DurUnit)d->unit) - 1;
        if (next <= end) {
            break;
        }
        end = next;
    }
    return sy_mom(end, MOM_OPEN);
}

Mom sy_position_term_end(World *w, const Position *q, Mom as_of)
{
    const Term *end = sy_position_term(q, TERM_END);
    if (!end) {
        return MOM_NONE;
    }
    const Term *from = sy_position_term(q, TERM_FROM), *renews = sy_position_term(q, TERM_RENEWS);
    TermClauses t = {.end = &w->tree->clauses.p[end->clause],
                     .end_own = end->own,
                     .said = w->tree->sentences.p[end->sentence].dates.late,
                     .promise = q->promise};
    if (from) {
        t.from = &w->tree->clauses.p[from->clause];
        t.from_own = from->own;
    }
    if (renews) {
        t.renews = &w->tree->clauses.p[renews->clause];
        t.renews_own = renews->own;
    }
    return term_end(w, &t, as_of);
}

bool sy_position_is_over(World *w, const Position *q, Mom as_of)
{
    if (as_of == MOM_ALWAYS || !sy_position_term(q, TERM_END)) {
        return false;
    }
    Mom end = sy_position_term_end(w, q, as_of);
    bool hours = sy_mom_known(end) && sy_mom_has_hour(end) && sy_mom_has_hour(as_of);
    return sy_mom_known(end) && (hours ? end < as_of : sy_mom_day(end) < sy_mom_day(as_of));
}

Mom sy_clauses_term_end(World *w, const ClauseList *list, const Sentence *s, EntityId own,
                        PromiseId p, Mom as_of)
{
    TermClauses t = {
        .from_own = own, .end_own = own, .renews_own = own, .said = s->dates.late, .promise = p};
    for (ptrdiff_t i = 0; i < list->len; i++) {
        const Clause *c = list->p[i];
        t.from = c->kind == CL_FROM ? c : t.from;
        t.end = c->kind == CL_FOR || (c->kind == CL_UNTIL && !c->sub) ? c : t.end;
        t.renews = c->kind == CL_RENEWS ? c : t.renews;
    }
    return t.end ? term_end(w, &t, as_of) : MOM_NONE;
}

// ---------------------------------------------------------------- limits and needs

static const Clause *counted_clause(const World *w, EntityId id, ClauseKind kind)
{
    uint32_t i = 0;
    return sy_entity_clause(w->model, w->query.choices, id, kind, &i);
}

Mom sy_entity_begins(World *w, EntityId id, Mom as_of)
{
    const Clause *from = counted_clause(w, id, CL_FROM);
    return from ? sy_world_when(w, from->x, (EntityId){0}, ASK_EARLY, as_of) : MOM_NONE;
}

Mom sy_entity_ends(World *w, EntityId id, Mom as_of)
{
    const Clause *until = counted_clause(w, id, CL_UNTIL), *length = counted_clause(w, id, CL_FOR);
    if (until && !until->sub) {
        return sy_world_when(w, until->x, (EntityId){0}, ASK_LATE, as_of);
    }
    Mom from = sy_entity_begins(w, id, as_of);
    if (!length || !sy_mom_known(from)) {
        return MOM_NONE;
    }
    const Dur *d = &w->tree->durs.p[length->x];
    return d->unstated
               ? MOM_UNSTATED
               : sy_mom(sy_day_shift(sy_mom_day(from), d->high, (DurUnit)d->unit) - 1, MOM_OPEN);
}
