// Times of the text as moments, and the moments from which things have been so (section 5.4).
#include "record/live.h"

#include <math.h>

// ---------------------------------------------------------------- clocks

static const int64_t second_us = 1000000;

Mom sy_world_local(const World *w, Day day, Clock c)
{
    if (!c.has_offset) {
        return sy_mom(day, c.seconds);
    }
    int64_t utc = ((int64_t)day * 86400 + c.seconds - (int64_t)c.offset * 60) * second_us;
    int32_t seconds = 0;
    if (w->zone) {
        sy_zone_local(w->zone, utc, &day, &seconds);
        return sy_mom(day, seconds);
    }
    return sy_mom_add_seconds(sy_mom(0, 0), utc / second_us);
}

static Mom add_seconds(const World *w, Mom m, int64_t seconds)
{
    if (!w->zone || sy_mom_second(m) == MOM_OPEN) {
        return sy_mom_add_seconds(m, seconds);
    }
    int64_t utc = sy_zone_utc(w->zone, sy_mom_day(m), sy_mom_second(m)) + seconds * second_us;
    Day day;
    int32_t second;
    sy_zone_local(w->zone, utc, &day, &second);
    return sy_mom(day, second);
}

static int64_t in_seconds(const Dur *d, bool longest)
{
    double n = longest ? d->high : d->low;
    return (int64_t)(n * (d->unit == DUR_HOUR ? 3600 : 60));
}

Mom sy_world_add(World *w, Mom m, uint32_t dur, bool longest)
{
    const Dur *d = &w->tree->durs.p[dur];
    if (d->unstated || !sy_mom_known(m)) {
        return d->unstated ? MOM_UNSTATED : MOM_NONE;
    }
    if (sy_dur_in_hours(d)) {
        return add_seconds(w, m, in_seconds(d, longest));
    }
    return sy_mom(sy_day_shift(sy_mom_day(m), longest ? d->high : d->low, (DurUnit)d->unit),
                  MOM_OPEN);
}

// ---------------------------------------------------------------- times

static Mom late_since(World *w, Ref thing, Edge edge, Mom as_of);

static Ref time_ref(World *w, const Time *t, EntityId own)
{
    return sy_model_ref(w->model, &w->tree->names.p[t->name], own);
}

static Mom event_at(World *w, const Time *t, EntityId own, TimeAsk ask, Mom as_of)
{
    Ref r = time_ref(w, t, own);
    return ask == ASK_LATE ? late_since(w, r, (Edge)t->edge, as_of)
                           : sy_world_since(w, r, (Edge)t->edge, as_of);
}

static Mom short_offset(World *w, const Time *t, EntityId own, TimeAsk ask, Mom as_of)
{
    const Dur *d = &w->tree->durs.p[t->dur];
    const Time *base = &w->tree->times.p[t->base];
    Mom m = base->kind == TIME_EVENT ? event_at(w, base, own, ask, as_of)
                                     : sy_world_when(w, t->base, own, ask, as_of);
    if (!sy_mom_known(m)) {
        return m;
    }
    if (!sy_mom_has_hour(m)) { // known by the day: 00:00 for a start, 24:00 for a deadline
        m = sy_mom(sy_mom_day(m), ask == ASK_LATE ? MOM_OPEN : 0);
    }
    int64_t seconds = in_seconds(d, ask != ASK_EARLY);
    m = add_seconds(w, m, t->kind == TIME_AFTER ? seconds : -seconds);
    if (ask == ASK_LATE && sy_mom_second(m) == 0) {
        return sy_mom(sy_mom_day(m) - 1, MOM_OPEN);
    }
    return m;
}

static Mom offset(World *w, const Time *t, EntityId own, TimeAsk ask, Mom as_of)
{
    const Dur *d = &w->tree->durs.p[t->dur];
    if (d->unstated) {
        return MOM_UNSTATED;
    }
    if (sy_dur_in_hours(d) && ask != ASK_DAY) {
        return short_offset(w, t, own, ask, as_of);
    }
    Mom base = sy_world_when(w, t->base, own, ask, as_of);
    if (!sy_mom_known(base)) {
        return base;
    }
    double n = ask == ASK_EARLY ? d->low : d->high;
    return sy_mom(sy_day_shift(sy_mom_day(base), t->kind == TIME_AFTER ? n : -n, (DurUnit)d->unit),
                  MOM_OPEN);
}

Mom sy_world_when(World *w, uint32_t time, EntityId own, TimeAsk ask, Mom as_of)
{
    const Time *t = &w->tree->times.p[time];
    switch ((TimeKind)t->kind) {
    case TIME_UNSTATED: return MOM_UNSTATED;
    case TIME_DATE: {
        Day day = ask == ASK_EARLY ? t->dates.early : t->dates.late;
        return t->clock.known && ask != ASK_DAY ? sy_world_local(w, day, t->clock)
                                                : sy_mom(day, MOM_OPEN);
    }
    case TIME_EVENT: {
        Mom m = event_at(w, t, own, ask, as_of);
        return sy_mom_known(m) ? sy_mom(sy_mom_day(m), MOM_OPEN) : m;
    }
    case TIME_STEP: return MOM_NONE;
    case TIME_AFTER:
    case TIME_BEFORE: return offset(w, t, own, ask, as_of);
    }
    return MOM_NONE;
}

// ---------------------------------------------------------------- since when

static bool by_judge(World *w, EntityId id, const Sentence *s)
{
    uint32_t i = 0;
    const Clause *judge = sy_entity_clause(w->model, w->query.choices, id, CL_JUDGED, &i);
    return !judge || sy_entity(w->model, id)->kind != ENTRY_FACT ||
           sy_vote_is_speaker(w, judge->x, sy_entity(w->model, id)->member, s);
}

// When a thing became true (false), by `since` or by the day voiced; of a range its early end, or late.
static Mom run(World *w, EntityId id, Truth value, bool late, Mom as_of)
{
    const Record *r = sy_world_record(w, as_of);
    Mom m = MOM_NONE;
    ptrdiff_t at = sy_intmap_find(&r->finding_of, id.v);
    for (ptrdiff_t i = 0; at >= 0 && i < r->findings.p[at].len; i++) {
        const Sentence *s = &w->tree->sentences.p[r->findings.p[at].p[i].sentence];
        if (!by_judge(w, id, s)) {
            continue;
        }
        if (s->truth != value) {
            m = MOM_NONE;
        } else if (sy_sentence_more(w->tree, s)->has_since) {
            const SentenceMore *more = sy_sentence_more(w->tree, s);
            Day day = late ? more->since.late : more->since.early;
            m = more->since_clock.known ? sy_world_local(w, day, more->since_clock)
                                        : sy_mom(day, MOM_OPEN);
        } else if (m == MOM_NONE && s->when != WHEN_UNDATED) {
            m = sy_sentence_key(w, s);
        }
    }
    return m;
}

static Mom assumed_begin(World *w, EntityId id, Mom as_of)
{
    for (ptrdiff_t i = 1; i < w->tree->assumes.len; i++) {
        const Assume *a = &w->tree->assumes.p[i];
        const Entry *e = &w->tree->entries.p[a->entry];
        const Name *n = &w->tree->names.p[a->name];
        bool struck = w->query.struck && w->query.struck[a->entry];
        if (a->kind == ASSUME_BEGINS && !e->broken && !struck && n->ref_kind == REF_ENTITY &&
            n->ref == id.v && sy_entry_counts(w->model, w->query.choices, e)) {
            return sy_world_when(w, a->time, (EntityId){0}, ASK_EARLY, as_of);
        }
    }
    return MOM_NONE;
}

static Mom delivered_on(World *w, PromiseId p, Mom as_of)
{
    const Record *r = sy_world_record(w, as_of);
    const Position *q = sy_record_position(r, p);
    for (ptrdiff_t i = 0; q && q->grade == GRADE_DELIVERED && i < q->sentences.len; i++) {
        const Sentence *s = &w->tree->sentences.p[q->sentences.p[i]];
        if (s->grade == GRADE_DELIVERED) {
            return sy_sentence_key(w, s);
        }
    }
    return MOM_NONE;
}

// ---------------------------------------------------------------- moments of the record

typedef VEC(Mom) Moms;

// Every moment at which something was said, ascending, and the moment asked.
static void moments(World *w, Mom as_of, Moms *out)
{
    const Record *r = sy_world_record(w, as_of);
    for (ptrdiff_t i = 0; i < r->live.len; i++) { // in order already
        const Sentence *s = &w->tree->sentences.p[r->live.p[i]];
        Mom m = sy_sentence_key(w, s);
        if (s->when != WHEN_UNDATED && (out->len == 0 || out->p[out->len - 1] != m)) {
            vec_push(w->arena, out, m);
        }
    }
    if (as_of != MOM_ALWAYS && (out->len == 0 || out->p[out->len - 1] < as_of)) {
        vec_push(w->arena, out, as_of);
    }
}

// Back from the moment asked to where it did not yet hold.
static Mom held_since(World *w, Ref thing, Mom as_of)
{
    Moms list = {0};
    moments(w, as_of, &list);
    Mom got = MOM_NONE;
    for (ptrdiff_t i = list.len; i > 0 && sy_world_thing_holds(w, thing, list.p[i - 1]); i--) {
        got = list.p[i - 1];
    }
    return got;
}

// ---------------------------------------------------------------- the moment of a name

static Mom named_since(World *w, EntityId id, Mom as_of)
{
    uint32_t i = 0;
    const Clause *from = sy_entity_clause(w->model, w->query.choices, id, CL_FROM, &i);
    if (from) {
        Mom m = sy_world_when(w, from->x, (EntityId){0}, ASK_DAY, as_of);
        return m == MOM_UNSTATED ? MOM_NONE : m;
    }
    const Entity *x = sy_entity(w->model, id);
    Ref self = {REF_ENTITY, id.v};
    if (x->kind == ENTRY_TRIGGER) {
        return sy_world_case(w, id, as_of)->called;
    }
    if (!sy_world_thing_holds(w, self, as_of)) {
        return MOM_NONE;
    }
    if (x->kind == ENTRY_SIGNING) {
        return held_since(w, self, as_of);
    }
    Mom said = x->kind == ENTRY_CONDITION || x->kind == ENTRY_GOAL
                   ? run(w, id, TRUTH_TRUE, false, as_of)
                   : MOM_NONE;
    if (said != MOM_NONE) {
        return said;
    }
    Mom best = MOM_NONE;
    uint32_t k = 0;
    for (const Clause *c; (c = sy_entity_clause(w->model, w->query.choices, id, CL_MEANS, &k));) {
        Mom m = sy_world_became(w, c->x, x->member, self, as_of);
        best = m != MOM_NONE && (best == MOM_NONE || m < best) ? m : best;
    }
    return best;
}

static Mom entity_since(World *w, EntityId id, Edge edge, Mom as_of)
{
    const Entity *x = sy_entity(w->model, id);
    switch ((int)x->kind) {
    case ENTRY_FACT:
    case ENTRY_EVENT: {
        uint32_t i = 0;
        const Clause *judge = sy_entity_clause(w->model, w->query.choices, id, CL_JUDGED, &i);
        if (judge && edge != EDGE_ENDS && !sy_vote_is_one_word(w, judge->x)) {
            return held_since(w, (Ref){REF_ENTITY, id.v}, as_of); // they find it together
        }
        Mom m = run(w, id, edge == EDGE_ENDS ? TRUTH_FALSE : TRUTH_TRUE, false, as_of);
        return m == MOM_NONE && edge != EDGE_ENDS ? assumed_begin(w, id, as_of) : m;
    }
    case ENTRY_MEETING: {
        uint32_t i = 0;
        const Clause *on = sy_entity_clause(w->model, w->query.choices, id, CL_ON, &i);
        const Dates *d = on ? &w->tree->times.p[on->x].dates : NULL;
        return d ? sy_mom(edge == EDGE_ENDS ? d->late : d->early, MOM_OPEN) : MOM_NONE;
    }
    case ENTRY_LIMIT:
        return edge == EDGE_ENDS ? sy_entity_ends(w, id, as_of) : sy_entity_begins(w, id, as_of);
    case ENTRY_CONDITION:
    case ENTRY_GOAL:
    case ENTRY_TRIGGER:
    case ENTRY_SIGNING: return edge == EDGE_ENDS ? MOM_NONE : named_since(w, id, as_of);
    default: return MOM_NONE;
    }
}

// The late end of what is known as a range: a deadline runs from there.
static Mom late_since(World *w, Ref thing, Edge edge, Mom as_of)
{
    uint32_t kind = thing.kind == REF_ENTITY ? sy_entity(w->model, (EntityId){thing.id})->kind : 0;
    if (kind == ENTRY_MEETING && edge != EDGE_BEGINS) {
        return sy_world_since(w, thing, EDGE_ENDS, as_of);
    }
    if (kind == ENTRY_FACT || kind == ENTRY_EVENT) {
        Truth value = edge == EDGE_ENDS ? TRUTH_FALSE : TRUTH_TRUE;
        Mom m = run(w, (EntityId){thing.id}, value, true, as_of);
        return m != MOM_NONE ? m : sy_world_since(w, thing, edge, as_of);
    }
    return sy_world_since(w, thing, edge, as_of);
}

Mom sy_world_since(World *w, Ref thing, Edge edge, Mom as_of)
{
    if (thing.kind == REF_STEP) {
        StepState s = sy_world_step(w, thing.id, as_of);
        return s.state == STATE_DONE || s.state == STATE_LATE ? s.moment : MOM_NONE;
    }
    if (thing.kind == REF_PROMISE) {
        PromiseId p = {thing.id};
        return edge == EDGE_BEGINS ? sy_world_began(w, p, as_of) : delivered_on(w, p, as_of);
    }
    if (thing.kind != REF_ENTITY) {
        return MOM_NONE;
    }
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&w->since_busy, thing.id, &is_new);
    if (is_new) {
        vec_push(w->arena, &w->since_on, 0);
    }
    if (w->since_on.p[at]) {
        w->hits++;
        return MOM_NONE;
    }
    w->since_on.p[at] = 1;
    Mom m = entity_since(w, (EntityId){thing.id}, edge, as_of);
    w->since_on.p[at] = 0;
    return m;
}

Mom sy_world_began(World *w, PromiseId p, Mom as_of)
{
    const Position *q = sy_record_position(sy_world_record(w, as_of), p);
    const Term *from = q ? sy_position_term(q, TERM_FROM) : NULL;
    if (from) {
        return sy_world_when(w, w->tree->clauses.p[from->clause].x, from->own, ASK_EARLY, as_of);
    }
    Moms list = {0};
    moments(w, as_of, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        // granted or not, it does not begin before anybody has spoken of it
        if (sy_record_position(sy_world_record(w, list.p[i]), p) &&
            sy_world_stands(w, p, list.p[i])) {
            return list.p[i];
        }
    }
    return MOM_NONE;
}

// ---------------------------------------------------------------- became

typedef struct Became { // a condition being dated
    World *w;
    EntityId own;
    Ref about;
    Mom as_of;
} Became;

static Mom became(const Became *b, uint32_t cond);

static Mom earlier(Mom a, Mom b)
{
    return a == MOM_NONE || (b != MOM_NONE && b < a) ? b : a;
}

static Mom became_ref(const Became *b, Ref r, Edge edge)
{
    if (r.kind == REF_PROMISE) {
        Mom m = sy_world_since(b->w, r, edge == EDGE_ENDS ? EDGE_ENDS : EDGE_NONE, b->as_of);
        return m != MOM_NONE ? m : sy_world_since(b->w, r, EDGE_BEGINS, b->as_of);
    }
    return sy_world_since(b->w, r, edge, b->as_of);
}

static Mom all_became(const Became *b, const Cond *c)
{
    Mom last = MOM_NONE;
    for (uint32_t k = c->first; k; k = b->w->tree->conds.p[k].next) {
        Mom m = became(b, k);
        if (m == MOM_NONE) {
            return MOM_NONE;
        }
        last = last == MOM_NONE || m > last ? m : last;
    }
    return last;
}

static Mom any_became(const Became *b, const Cond *c)
{
    Mom first = MOM_NONE;
    for (uint32_t k = c->first; k; k = b->w->tree->conds.p[k].next) {
        first = earlier(first, became(b, k));
    }
    return first;
}

static Mom state_since(const Became *b, Ref r, Sym word)
{
    World *w = b->w;
    State st = sy_state_find(word);
    if (r.kind == REF_STEP) {
        StepState s = sy_world_step(w, r.id, b->as_of);
        return st == STATE_MISSED && s.state == STATE_LATE ? s.missed : s.moment;
    }
    PromiseId p = {r.id};
    const Position *q = sy_record_position(sy_world_record(w, b->as_of), p);
    if (st == STATE_MISSED || st == STATE_BROKEN) {
        Mom m = MOM_NONE;
        for (ptrdiff_t i = 0; st == STATE_BROKEN && q && q->extra && i < q->extra->breaches.len;
             i++) {
            m = earlier(m, sy_sentence_key(w, &w->tree->sentences.p[q->extra->breaches.p[i]]));
        }
        bool missed = (sy_promise_past(w, p, b->as_of) & PAST_MISSED) != 0;
        return q && missed ? earlier(m, sy_position_deadline(w, q, b->as_of)) : m;
    }
    return st == STATE_DELIVERED ? sy_world_since(w, r, EDGE_NONE, b->as_of) : MOM_NONE;
}

// Back from the moment asked to where the condition was not yet so.
static Mom looked_up(const Became *b, uint32_t cond)
{
    Moms list = {0};
    moments(b->w, b->as_of, &list);
    Mom got = MOM_NONE;
    for (ptrdiff_t i = list.len - 1; i >= 0; i--) {
        if (!sy_world_truth(b->w, cond, b->own, b->about, list.p[i])) {
            break;
        }
        got = list.p[i];
    }
    return got;
}

double sy_world_weight(World *w, EntityId group, Sym weight, EntityId member)
{
    uint32_t i = 0;
    for (const Clause *c;
         (c = sy_entity_clause(w->model, w->query.choices, group, CL_WEIGHS, &i));) {
        for (uint32_t k = 0; w->tree->names.p[c->x].a.v == weight.v && k < c->names.count; k++) {
            if (sy_name(w->model, c->names, k)->ref == member.v) {
                return w->tree->qtys.p[c->y + k].low;
            }
        }
    }
    return 0;
}

typedef struct Dated {
    Mom m;
    double weight;
} Dated;

typedef VEC(Dated) DatedList;

static void dated_ref(const Became *b, const Cond *c, Ref r, EntityId group, DatedList *out)
{
    World *w = b->w;
    Mom m = MOM_NONE;
    if (c->word.v) {
        m = r.kind == REF_PROMISE || r.kind == REF_STEP ? state_since(b, r, c->word) : MOM_NONE;
    } else if (sy_world_thing_holds(w, r, b->as_of)) {
        m = became_ref(b, r, EDGE_NONE);
    }
    double weight = 1;
    if (c->kind == COND_WEIGHT && r.kind == REF_PROMISE) {
        Sym by = w->tree->names.p[w->tree->args.p[c->extra].weight].a;
        weight = sy_world_weight(w, group, by, w->model->promises.p[r.id].owner);
    }
    if (c->kind == COND_SUM && r.kind == REF_PROMISE) {
        const Position *q = sy_record_position(sy_world_record(w, b->as_of), (PromiseId){r.id});
        Qty said = {0};
        weight = q && sy_position_amount(w->tree, q, &said) ? said.low : 0;
    }
    vec_push(w->arena, out, (Dated){m, weight});
}

// All that anybody has said it gives of a layer or act, or a party gives.
static bool dated_voiced(const Became *b, const Cond *c, Ref r, DatedList *out)
{
    World *w = b->w;
    uint32_t kind = r.kind == REF_ENTITY ? sy_entity(w->model, (EntityId){r.id})->kind : 0;
    bool layer = kind == ENTRY_LAYER || kind == ENTRY_ACT;
    const Record *rec = sy_world_record(w, b->as_of);
    for (ptrdiff_t i = 0; (layer || kind == ENTRY_PARTY) && i < rec->voiced_promises.len; i++) {
        PromiseId p = rec->voiced_promises.p[i];
        Promise x = w->model->promises.p[p.v];
        if (layer ? sy_model_is_part(w->model, x.what, (EntityId){r.id})
                  : x.owner.v == r.id && !x.some) {
            dated_ref(b, c, (Ref){REF_PROMISE, p.v}, x.owner, out);
        }
    }
    return layer || kind == ENTRY_PARTY;
}

static bool is_voiced(const Became *b, PromiseId p)
{
    return p.v && sy_record_position(sy_world_record(b->w, b->as_of), p);
}

static void dated_list(const Became *b, const Cond *c, DatedList *out)
{
    World *w = b->w;
    for (uint32_t i = 0; i < c->names.count; i++) {
        const Name *n = sy_name(w->model, c->names, i);
        Ref r = sy_model_ref(w->model, n, b->own);
        if (dated_voiced(b, c, r, out)) {
            continue;
        }
        Promise p = r.kind == REF_PROMISE ? w->model->promises.p[r.id] : (Promise){0};
        EntityId group = r.kind == REF_EACH ? sy_model_by_sym(w->model, n->a) : p.owner;
        EntityList l = group.v ? sy_model_members(w->arena, w->model, w->query.choices, group)
                               : (EntityList){0};
        for (ptrdiff_t k = 0; k < l.len; k++) {
            Name its = {.a = {W_OWN}, .b = n->b, .ref_kind = REF_OWN};
            Ref m = r.kind == REF_EACH
                        ? sy_model_ref(w->model, &its, l.p[k])
                        : (Ref){REF_PROMISE, sy_model_promise(w->model, l.p[k], p.what, false).v};
            dated_ref(b, c, m, group, out);
        }
        if (l.len == 0 || (r.kind == REF_PROMISE && is_voiced(b, (PromiseId){r.id}))) {
            dated_ref(b, c, r, group, out);
        }
        PromiseId some = sy_model_promise_find(w->model, group, p.what, true);
        if (is_voiced(b, some)) {
            dated_ref(b, c, (Ref){REF_PROMISE, some.v}, group, out);
        }
    }
    for (ptrdiff_t i = 1; i < out->len; i++) { // by moment, the unknown last
        Dated d = out->p[i];
        ptrdiff_t k = i;
        for (; k > 0 && d.m != MOM_NONE && (out->p[k - 1].m == MOM_NONE || out->p[k - 1].m > d.m);
             k--) {
            out->p[k] = out->p[k - 1];
        }
        out->p[k] = d;
    }
}

// Is there a moment for each promise from which it is so? Of grades and other states there is none.
static bool is_dated(Sym word)
{
    State s = word.v ? sy_state_find(word) : STATE_MISSED;
    return s == STATE_MISSED || s == STATE_BROKEN || s == STATE_DELIVERED;
}

static double share_of_weight(const DatedList *list, const CondArg *arg)
{
    double all = 0;
    for (ptrdiff_t i = 0; i < list->len; i++) {
        all += list->p[i].weight;
    }
    return arg->number * all / arg->denominator - 1e-9;
}

static Mom counted_became(const Became *b, uint32_t cond, const Cond *c)
{
    DatedList list = {0};
    dated_list(b, c, &list);
    const CondArg *arg = &b->w->tree->args.p[c->extra];
    double need = 1, sum = 0;
    switch ((int)c->kind) {
    case COND_ALL: need = (double)list.len; break;
    case COND_ANY: break;
    case COND_MAJORITY: need = floor((double)list.len / 2) + 1; break;
    case COND_COUNT:
        need = arg->denominator > 0 ? ceil(arg->number * (double)list.len / arg->denominator)
                                    : arg->number;
        break;
    default:
        need =
            arg->denominator > 0 ? share_of_weight(&list, arg) : b->w->tree->qtys.p[arg->qty].low;
        break;
    }
    if (c->compare == CMP_MOST || c->kind == COND_NONE_OF) {
        return looked_up(b, cond);
    }
    for (ptrdiff_t i = 0; i < list.len && list.p[i].m != MOM_NONE; i++) {
        sum += list.p[i].weight;
        if (sum >= need) {
            return list.p[i].m;
        }
    }
    return MOM_NONE;
}

static Mom became_unguarded(const Became *b, uint32_t cond)
{
    World *w = b->w;
    const Cond *c = &w->tree->conds.p[cond];
    if (!sy_world_truth(w, cond, b->own, b->about, b->as_of)) {
        return MOM_NONE;
    }
    switch ((int)c->kind) {
    case COND_AND: return all_became(b, c);
    case COND_OR: return any_became(b, c);
    case COND_AFTER:
    case COND_WITH:
    case COND_BEFORE:
    case COND_WITHIN: return became(b, c->first);
    case COND_ATOM: {
        Ref r = sy_model_ref(w->model, sy_name(w->model, c->names, 0), b->own);
        return became_ref(b, r, (Edge)c->edge);
    }
    case COND_ALL:
    case COND_ANY:
    case COND_MAJORITY:
    case COND_COUNT:
    case COND_WEIGHT:
    case COND_SUM:
        return c->voice || !is_dated(c->word) ? looked_up(b, cond) : counted_became(b, cond, c);
    case COND_IS: {
        Ref r = sy_model_ref(w->model, sy_name(w->model, c->names, 0), b->own);
        Mom m = r.kind == REF_STEP || r.kind == REF_PROMISE ? state_since(b, r, c->word) : MOM_NONE;
        return m != MOM_NONE || r.kind == REF_STEP ? m : looked_up(b, cond);
    }
    default: return looked_up(b, cond);
    }
}

static Mom became(const Became *b, uint32_t cond)
{
    if (b->w->depth > 60) {
        b->w->hits++;
        return MOM_NONE;
    }
    b->w->depth++;
    Mom m = became_unguarded(b, cond);
    b->w->depth--;
    return m;
}

Mom sy_world_became(World *w, uint32_t cond, EntityId own, Ref about, Mom as_of)
{
    Became b = {w, own, about, as_of};
    return became(&b, cond);
}
