// A procedure run from the record: the call, the steps, their clocks and states (section 10).
#include "record/live.h"

#include <math.h>

typedef struct Run { // one case being worked out
    World *w;
    EntityId trigger;
    Mom as_of;
    Mom called;
    Case *out;
} Run;

static Ref trigger_ref(const Run *r)
{
    return (Ref){REF_ENTITY, r->trigger.v};
}

static const Clause *trigger_clause(const Run *r, ClauseKind kind)
{
    uint32_t i = 0;
    return sy_entity_clause(r->w->model, r->w->query.choices, r->trigger, kind, &i);
}

// ---------------------------------------------------------------- the call

typedef VEC(Mom) Moms;

// Every moment at which the record moved, ascending.
static void moments(const Run *r, Moms *out)
{
    const Record *rec = sy_world_record(r->w, r->as_of);
    for (ptrdiff_t i = 0; i < rec->live.len; i++) {
        const Sentence *s = &r->w->tree->sentences.p[rec->live.p[i]];
        Mom m = sy_sentence_key(r->w, s);
        if (s->when != WHEN_UNDATED && (out->len == 0 || out->p[out->len - 1] != m)) {
            vec_push(r->w->arena, out, m);
        }
    }
}

// Steps of other triggers in the pattern are done at moments of their own (silence, say).
static void step_moments(const Run *r, uint32_t cond, Moms *out)
{
    World *w = r->w;
    const Cond *c = &w->tree->conds.p[cond];
    for (uint32_t i = 0; i < c->names.count; i++) {
        const Name *n = sy_name(w->model, c->names, i);
        if (n->ref_kind == REF_STEP) {
            StepState s = sy_world_step(w, n->ref, r->as_of);
            if ((s.state == STATE_DONE || s.state == STATE_LATE) && s.moment != MOM_NONE) {
                vec_push(w->arena, out, s.moment);
            }
        }
    }
    for (uint32_t k = c->first; k; k = w->tree->conds.p[k].next) {
        step_moments(r, k, out);
    }
}

static Mom name_true_at(const Run *r)
{
    Moms list = {0};
    moments(r, &list);
    uint32_t i = 0;
    for (const Clause *c;
         (c = sy_entity_clause(r->w->model, r->w->query.choices, r->trigger, CL_WHEN, &i));) {
        step_moments(r, c->x, &list);
    }
    for (ptrdiff_t k = 1; k < list.len; k++) {
        Mom m = list.p[k];
        ptrdiff_t j = k;
        for (; j > 0 && list.p[j - 1] > m; j--) {
            list.p[j] = list.p[j - 1];
        }
        list.p[j] = m;
    }
    for (ptrdiff_t k = 0; k < list.len; k++) {
        if (list.p[k] <= r->as_of && sy_world_thing_holds(r->w, trigger_ref(r), list.p[k])) {
            return list.p[k];
        }
    }
    return MOM_NONE;
}

static bool calls(const Run *r, const Sentence *s, const Refs *callers)
{
    World *w = r->w;
    Refs targets = {0};
    if (s->verb != VERB_DEMAND) {
        return false;
    }
    sy_cond_targets(w, s->wish_names ? 0 : s->cond, (EntityId){0}, &targets);
    if (!sy_refs_have(targets.p, targets.len, trigger_ref(r))) {
        return false;
    }
    for (uint32_t i = 0; i < s->subject.count; i++) {
        if (sy_refs_have(callers->p, callers->len,
                         (Ref){REF_ENTITY, sy_name(w->model, s->subject, i)->ref})) {
            return true;
        }
    }
    return false;
}

// With `called by`, the case opens when one of those demands it, in the time given.
static Mom call_of(const Run *r, Mom became)
{
    World *w = r->w;
    const Clause *c = trigger_clause(r, CL_CALLED);
    if (became == MOM_NONE || !c) {
        return became;
    }
    const Vote *v = &w->tree->votes.p[c->x];
    Mom limit = v->dur ? sy_world_add(w, became, v->dur, true) : MOM_NONE;
    Refs callers = {0};
    sy_vote_speakers(w, c->x, (EntityId){0}, &callers);
    const Record *rec = sy_world_record(w, r->as_of);
    for (ptrdiff_t i = 0; i < rec->live.len; i++) {
        const Sentence *s = &w->tree->sentences.p[rec->live.p[i]];
        Mom m = sy_sentence_key(w, s);
        if (m >= became && (!sy_mom_known(limit) || m <= limit) && calls(r, s, &callers)) {
            return m;
        }
    }
    return MOM_NONE;
}

// ---------------------------------------------------------------- the moment of a condition in a step

static uint32_t ordinal_of(const Run *r, Sym label)
{
    const Entity *t = sy_entity(r->w->model, r->trigger);
    for (uint32_t s = t->first_step; s < t->first_step + t->nsteps; s++) {
        const Step *x = &r->w->tree->steps.p[s];
        if (x->label.v == label.v && sy_model_guard(r->w->model, r->w->query.choices, x->guard)) {
            return x->ordinal;
        }
    }
    return UINT32_MAX;
}

static Mom step_moment(const Run *r, const Cond *c)
{
    uint32_t at = ordinal_of(r, (Sym){c->extra});
    if (at == UINT32_MAX || (ptrdiff_t)at >= r->out->steps.len) {
        return MOM_NONE;
    }
    StepState s = r->out->steps.p[at];
    State want = c->word.v ? sy_state_find(c->word) : STATE_DONE;
    bool done = s.state == STATE_DONE || s.state == STATE_LATE;
    if (want == STATE_DONE) {
        return done ? s.moment : MOM_NONE;
    }
    if (want == STATE_MISSED && s.state == STATE_LATE) {
        return s.missed;
    }
    return s.state == want ? s.moment : MOM_NONE;
}

static Mom condition_moment(const Run *r, uint32_t cond, EntityId who, Ref step, Ref promise)
{
    World *w = r->w;
    const Cond *c = &w->tree->conds.p[cond];
    if (c->kind == COND_AND || c->kind == COND_OR) {
        Mom out = MOM_NONE;
        for (uint32_t k = c->first; k; k = w->tree->conds.p[k].next) {
            Mom m = condition_moment(r, k, who, step, promise);
            if (c->kind == COND_AND && m == MOM_NONE) {
                return MOM_NONE;
            }
            bool take =
                m != MOM_NONE && (out == MOM_NONE || (c->kind == COND_AND ? m > out : m < out));
            out = take ? m : out;
        }
        return out;
    }
    if (c->kind == COND_STEP) {
        return step_moment(r, c);
    }
    Ref about[2] = {step, promise};
    for (int i = 0; i < 2; i++) {
        if (about[i].kind && sy_world_truth(w, cond, who, about[i], r->as_of)) {
            Mom m = sy_world_became(w, cond, who, about[i], r->as_of);
            return m != MOM_NONE ? m : r->called;
        }
    }
    return MOM_NONE;
}

// ---------------------------------------------------------------- a body decides

typedef struct Ballot {
    EntityId who;
    Mom yes, no;
} Ballot;

typedef VEC(Ballot) Ballots;

static Ballot *ballot_of(const Ballots *b, EntityId who)
{
    for (ptrdiff_t i = 0; i < b->len; i++) {
        if (b->p[i].who.v == who.v) {
            return &b->p[i];
        }
    }
    return NULL;
}

static bool about_step(World *w, const Sentence *s, uint32_t step)
{
    if (s->verb == VERB_ACCEPT || s->verb == VERB_REJECT) {
        Refs targets = {0};
        sy_cond_targets(w, s->cond, (EntityId){0}, &targets);
        return sy_refs_have(targets.p, targets.len, (Ref){REF_STEP, step});
    }
    const Name *n = &w->tree->names.p[s->deed.name];
    return s->verb == VERB_PROMISE && s->deed.kind == DEED_STEP && n->ref_kind == REF_STEP &&
           n->ref == step && (s->grade == GRADE_DELIVERED || s->grade == GRADE_BREACH);
}

static void cast(const Run *r, uint32_t step, Mom start, Ballots *b)
{
    World *w = r->w;
    const Record *rec = sy_world_record(w, r->as_of);
    for (ptrdiff_t i = 0; i < rec->live.len; i++) {
        const Sentence *s = &w->tree->sentences.p[rec->live.p[i]];
        Mom m = sy_sentence_key(w, s);
        if (m < start || m < r->called || !about_step(w, s, step)) {
            continue;
        }
        bool yes =
            s->verb == VERB_ACCEPT || (s->verb == VERB_PROMISE && s->grade == GRADE_DELIVERED);
        for (uint32_t k = 0; k < s->subject.count; k++) {
            EntityId who = {sy_name(w->model, s->subject, k)->ref};
            Ballot *x = ballot_of(b, who);
            if (!x) {
                vec_push(w->arena, b, (Ballot){who, MOM_NONE, MOM_NONE});
                x = &b->p[b->len - 1];
            }
            Mom *slot = yes ? &x->yes : &x->no;
            *slot = *slot == MOM_NONE ? m : *slot;
        }
    }
}

typedef struct Tallied {
    VEC(EntityId) members; // who votes
    Ballots ballots;
    VEC(Mom) yes; // of members, ascending
} Tallied;

static bool is_member(const Tallied *t, EntityId who)
{
    for (ptrdiff_t i = 0; i < t->members.len; i++) {
        if (t->members.p[i].v == who.v) {
            return true;
        }
    }
    return false;
}

static Mom veto_at(const World *w, const Vote *v, const Tallied *t)
{
    Mom first = MOM_NONE;
    for (uint32_t i = 0; i < v->veto.count; i++) {
        Ballot *b = ballot_of(&t->ballots, (EntityId){sy_name(w->model, v->veto, i)->ref});
        if (b && b->no != MOM_NONE && (first == MOM_NONE || b->no < first)) {
            first = b->no;
        }
    }
    return first;
}

static double present_by(const Tallied *t, Mom m)
{
    double n = 0;
    for (ptrdiff_t i = 0; i < t->ballots.len; i++) {
        const Ballot *b = &t->ballots.p[i];
        if (is_member(t, b->who)) {
            n += (b->yes != MOM_NONE && b->yes <= m) + (b->no != MOM_NONE && b->no <= m);
        }
    }
    return n;
}

static double silent(const Tallied *t)
{
    double n = 0;
    for (ptrdiff_t i = 0; i < t->members.len; i++) {
        bool heard = false;
        for (ptrdiff_t k = 0; k < t->ballots.len; k++) {
            heard = heard || t->ballots.p[k].who.v == t->members.p[i].v;
        }
        n += !heard;
    }
    return n;
}

// By a rule of names each of them votes, by any other their members. False: it hangs on how many there
// are, and nobody has said.
static bool electorate(World *w, EntityId body, const Vote *v, Tallied *t, double *out_all)
{
    Refs who = {0};
    bool open = false;
    EntityId own = sy_entity(w->model, body)->member;
    *out_all = v->names.count;
    for (uint32_t i = 0; v->kind == VOTE_NAMES && v->of_yes <= 0 && i < v->names.count; i++) {
        vec_push(w->arena, &who, sy_model_ref(w->model, sy_name(w->model, v->names, i), own));
    }
    if (who.len == 0) {
        sy_vote_voters(w, v, own, &who, &open, out_all);
    }
    for (ptrdiff_t i = 0; i < who.len; i++) {
        vec_push(w->arena, &t->members, (EntityId){who.p[i].id});
    }
    return !open || !sy_vote_hangs_on_all(v);
}

static Mom decided_at(const Run *r, uint32_t step, EntityId body, const Clause *rule, Mom start,
                      Mom due, int depth);

// When this voter said yes: itself, or a body by its own rule.
static Mom yes_at(const Run *r, uint32_t step, Tallied *t, EntityId voter, EntityId body, Mom start,
                  int depth)
{
    const Ballot *b = ballot_of(&t->ballots, voter);
    if (b && b->yes != MOM_NONE) {
        return b->yes;
    }
    bool other = voter.v != body.v && sy_entity(r->w->model, voter)->kind == ENTRY_BODY;
    if (!other || depth > 8) {
        return MOM_NONE;
    }
    const Clause *rule = sy_body_rule(r->w, voter, (Ref){REF_STEP, step});
    return decided_at(r, step, voter, rule, start, MOM_NONE, depth + 1);
}

// When so many had said yes; by silence where the time is over.
static Mom passed_at(const Run *r, const Vote *v, const Tallied *t, double all, Mom end)
{
    double need = sy_vote_needed(v, all), quorum = v->quorum > 0 ? v->quorum : 0;
    Mom veto = veto_at(r->w, v, t);
    if (need >= 1 && (double)t->yes.len >= need) {
        Mom at = t->yes.p[(ptrdiff_t)need - 1];
        if ((veto == MOM_NONE || at < veto) && present_by(t, at) >= quorum) {
            return at;
        }
    }
    bool over = sy_mom_known(end) && r->as_of >= end;
    bool silence = veto == MOM_NONE && v->silence == SILENCE_YES && over &&
                   (double)t->yes.len + silent(t) >= need && (double)t->members.len >= quorum;
    return silence ? end : MOM_NONE;
}

// The moment at which a body's decision on a step passed: its own word, or its rule is met. MOM_NONE:
// it has not.
static Mom decided_at(const Run *r, uint32_t step, EntityId body, const Clause *rule, Mom start,
                      Mom due, int depth)
{
    World *w = r->w;
    const Vote *v = rule ? &w->tree->votes.p[rule->x] : NULL;
    Tallied t = {0};
    double all;
    cast(r, step, start, &t.ballots);
    const Ballot *own = ballot_of(&t.ballots, body);
    if (own && own->yes != MOM_NONE) {
        return own->yes;
    }
    if (!v || v->kind == VOTE_UNSTATED || !electorate(w, body, v, &t, &all)) {
        return MOM_NONE;
    }
    for (ptrdiff_t i = 0; i < t.members.len; i++) { // ascending
        Mom m = yes_at(r, step, &t, t.members.p[i], body, start, depth);
        if (m == MOM_NONE) {
            continue;
        }
        vec_push(w->arena, &t.yes, m);
        for (ptrdiff_t k = t.yes.len - 1; k > 0 && t.yes.p[k - 1] > m; k--) {
            t.yes.p[k] = t.yes.p[k - 1];
            t.yes.p[k - 1] = m;
        }
    }
    return passed_at(r, v, &t, all, v->dur ? sy_world_add(w, start, v->dur, true) : due);
}

// ---------------------------------------------------------------- one who must, one step

typedef struct Duty {
    uint32_t step; // index
    const Step *s;
    EntityId who;
    Ref ref;     // the step
    Ref promise; // the promise that the duty names
    Mom start, due;
    bool waits;
    Str waits_for;
} Duty;

static Ref step_ref(const Run *r, const Step *s)
{
    uint32_t index = s->label.v ? sy_model_step(r->w->model, r->trigger, s->label) : 0;
    return index ? (Ref){REF_STEP, index} : trigger_ref(r);
}

static void duty_waits(const Run *r, Duty *d, uint32_t cond, bool moves_start)
{
    if (!cond) {
        return;
    }
    Mom m = condition_moment(r, cond, d->who, d->ref, d->promise);
    if (m == MOM_NONE) {
        d->waits = true;
        d->waits_for = sy_sources_text(r->w->model->sources, r->w->tree->conds.p[cond].span);
    } else if (moves_start && m > d->start) {
        d->start = m;
    }
}

static void duty_clock(const Run *r, Duty *d)
{
    World *w = r->w;
    d->start = r->called;
    duty_waits(r, d, d->s->after, true);
    duty_waits(r, d, d->s->when_if, false);
    duty_waits(r, d, d->s->whilst, false);
    d->due = MOM_NONE;
    if (d->s->within) {
        Mom base = d->start;
        if (d->s->within_of) {
            Mom m = sy_world_when(w, d->s->within_of, d->who, ASK_LATE, r->as_of);
            base = sy_mom_known(m) ? m : base;
        }
        d->due = sy_world_add(w, base, d->s->within, true);
    }
    if (d->s->by) {
        Mom m = sy_world_when(w, d->s->by, d->who, ASK_LATE, r->as_of);
        d->due = sy_mom_known(m) ? m : MOM_UNSTATED;
    }
}

static bool menu_has(const World *w, const Step *s, uint32_t entity)
{
    for (uint32_t i = 0; i < s->menu.count; i++) {
        if (sy_name(w->model, s->menu, i)->ref == entity) {
            return true;
        }
    }
    return false;
}

// Did this sentence answer the step: `did T.s`, `did A`, or one of its menu?
static bool answers(const Run *r, const Duty *d, const Sentence *s)
{
    const World *w = r->w;
    if (s->verb != VERB_PROMISE || s->grade != GRADE_DELIVERED) {
        return false;
    }
    Subjects subs = {0};
    sy_sentence_subjects(w, s, &subs);
    bool his = false;
    for (ptrdiff_t i = 0; i < subs.len; i++) {
        his = his || subs.p[i].who.v == d->who.v;
    }
    const Name *n = &w->tree->names.p[s->deed.name];
    if (!his) {
        return false;
    }
    if (s->deed.kind == DEED_STEP) {
        return n->ref_kind == REF_STEP && d->ref.kind == REF_STEP && n->ref == d->ref.id;
    }
    return n->ref == w->tree->names.p[d->s->deed.name].ref || menu_has(w, d->s, n->ref);
}

static Mom done_at(const Run *r, const Duty *d)
{
    World *w = r->w;
    const Record *rec = sy_world_record(w, r->as_of);
    Mom done = MOM_NONE;
    for (ptrdiff_t i = 0; done == MOM_NONE && i < rec->live.len; i++) {
        const Sentence *s = &w->tree->sentences.p[rec->live.p[i]];
        Mom m = sy_sentence_key(w, s);
        done = m >= d->start && m >= r->called && answers(r, d, s) ? m : done;
    }
    if (done == MOM_NONE || !d->s->verified) {
        return done;
    }
    Mom m = sy_record_accepted(w, rec, d->s->verified, d->who, d->ref, r->called);
    return m == MOM_NONE || m > done ? m : done;
}

// Nobody voiced the promise, or it was refused, declined, vetoed: nothing is owed.
static bool nothing_owed(const Run *r, const Duty *d)
{
    World *w = r->w;
    const Record *rec = sy_world_record(w, r->as_of);
    PromiseId p = {d->promise.kind == REF_PROMISE ? d->promise.id : 0}, by;
    const Position *q = sy_record_position(rec, p);
    if (sy_world_given(w, d->promise)) {
        return false;
    }
    if (!q || q->grade <= GRADE_UNSPECIFIED || sy_position_declined(q) ||
        sy_position_refused_by_whole(w, rec, p, &by)) {
        return true;
    }
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        const Need *n = &q->needs.p[i];
        if (n->form != NEED_VETO) {
            continue;
        }
        const Entry *e = sy_sentence_entry(w, &w->tree->sentences.p[n->cond]);
        uint32_t k = 0;
        const Clause *c = sy_entry_clause(w->model, w->query.choices, e, CL_IF, &k);
        if (!c || sy_world_truth(w, c->x, n->own, d->promise, r->as_of)) {
            return true;
        }
    }
    return false;
}

static bool stood_at(const Run *r, const Duty *d, Mom m)
{
    if (d->promise.kind != REF_PROMISE) {
        return true;
    }
    if (r->w->in_stood) {
        r->w->hits++;
        return true;
    }
    r->w->in_stood = true;
    bool stood = sy_world_stands(r->w, (PromiseId){d->promise.id}, m);
    r->w->in_stood = false;
    return stood;
}

static void decided(const Run *r, const Duty *d, const Clause *rule, StepRow *row)
{
    Mom at = decided_at(r, d->ref.id, d->who, rule, d->start, d->due, 0);
    bool timed = sy_mom_known(d->due);
    if (at != MOM_NONE) {
        row->missed = timed && at > d->due;
        row->state = row->missed ? STATE_LATE : STATE_DONE;
        row->moment = at;
    } else if (timed && r->as_of > d->due) {
        row->state = STATE_MISSED;
        row->missed = true;
        row->moment = d->due;
    } else {
        row->state = STATE_OPEN;
    }
}

static StepRow duty_row(const Run *r, const Duty *d)
{
    World *w = r->w;
    StepRow row = {.step = d->step, .who = d->who, .due = d->due, .moment = MOM_NONE};
    Mom done = d->waits ? MOM_NONE : done_at(r, d);
    bool timed = sy_mom_known(d->due);
    const Clause *rule = sy_entity(w->model, d->who)->kind == ENTRY_BODY && d->ref.kind == REF_STEP
                             ? sy_body_rule(w, d->who, d->promise)
                             : NULL;
    if (rule && rule->names.count == 0) { // a rule may name the step or the trigger
        const Clause *named = sy_body_rule(w, d->who, d->ref);
        rule = named && named->names.count ? named : rule;
    }
    if (d->s->negated) {
        done = done_at(r, d);
        row.state = done != MOM_NONE ? STATE_BROKEN : STATE_OPEN;
        row.moment = done;
    } else if (d->waits) {
        row.state = STATE_WAITING;
        row.waits_for = d->waits_for;
    } else if (done != MOM_NONE) {
        row.state = timed && done > d->due ? STATE_LATE : STATE_DONE;
        row.missed = row.state == STATE_LATE && d->s->must != STEP_MAY && !nothing_owed(r, d) &&
                     stood_at(r, d, d->due);
        row.moment = done;
    } else if (rule) {
        decided(r, d, rule, &row);
    } else if (d->s->must == STEP_MAY) {
        row.state = STATE_OPEN;
    } else if (nothing_owed(r, d)) {
        row.state = STATE_RELEASED;
    } else if (timed && r->as_of > d->due) {
        row.missed = stood_at(r, d, d->due);
        row.state = row.missed ? STATE_MISSED : STATE_RELEASED;
        row.moment = d->due;
    } else {
        row.state = STATE_OPEN;
    }
    return row;
}

// ---------------------------------------------------------------- a step of several

static bool counts(const StepRow *rows, ptrdiff_t n, State s)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        if (rows[i].state == s) {
            return true;
        }
    }
    return false;
}

static bool is_done(const StepRow *row)
{
    return row->state == STATE_DONE || row->state == STATE_LATE;
}

// The time that passed without somebody who owed it; none: nobody missed it.
static Mom missed_at(const StepRow *rows, ptrdiff_t n, Mom due)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        if (rows[i].missed) {
            return due;
        }
    }
    return MOM_NONE;
}

static StepState any_done(const StepRow *rows, ptrdiff_t n, Mom due)
{
    StepState out = {.due = due, .moment = MOM_NONE, .missed = missed_at(rows, n, due)};
    for (ptrdiff_t i = 0; i < n; i++) {
        if (is_done(&rows[i]) && (out.moment == MOM_NONE || rows[i].moment < out.moment)) {
            out.state = rows[i].state;
            out.moment = rows[i].moment;
        }
    }
    return out;
}

static StepState whole_step(const StepRow *rows, ptrdiff_t n, Whose whose, Mom due)
{
    StepState out = {.due = due, .moment = MOM_NONE, .missed = missed_at(rows, n, due)};
    bool waiting = counts(rows, n, STATE_WAITING);
    if (whose == WHOSE_ANY && !waiting) {
        StepState any = any_done(rows, n, due);
        if (any.state) {
            return any;
        }
    }
    ptrdiff_t owing = 0, done = 0;
    for (ptrdiff_t i = 0; i < n; i++) { // those let off do not count, unless all are
        bool counts_here = whose == WHOSE_ANY || rows[i].state != STATE_RELEASED;
        owing += counts_here;
        done += counts_here && is_done(&rows[i]);
        if (is_done(&rows[i])) {
            out.moment =
                out.moment == MOM_NONE || rows[i].moment > out.moment ? rows[i].moment : out.moment;
        }
    }
    if (waiting) {
        out.state = STATE_WAITING;
    } else if (owing > 0 && done == owing) {
        out.state = counts(rows, n, STATE_LATE) ? STATE_LATE : STATE_DONE;
        return out;
    } else if (counts(rows, n, STATE_BROKEN)) {
        out.state = STATE_BROKEN;
        return out;
    } else if (counts(rows, n, STATE_MISSED)) {
        out.state = STATE_MISSED;
        out.moment = due;
        return out;
    } else if (!counts(rows, n, STATE_OPEN) && counts(rows, n, STATE_RELEASED)) {
        out.state = STATE_RELEASED;
    } else {
        out.state = STATE_OPEN;
    }
    out.moment = MOM_NONE;
    return out;
}

typedef VEC(EntityId) Actors;

static void actors_of(const Run *r, const Step *s, Actors *out)
{
    World *w = r->w;
    for (uint32_t i = 0; i < s->names.count; i++) {
        EntityId who = {sy_name(w->model, s->names, i)->ref};
        EntityList l = s->whose == WHOSE_EACH || s->whose == WHOSE_ANY
                           ? sy_model_members(w->arena, w->model, w->query.choices, who)
                           : (EntityList){0};
        for (ptrdiff_t k = 0; k < l.len; k++) {
            vec_push(w->arena, out, l.p[k]);
        }
        if (l.len == 0) {
            vec_push(w->arena, out, who);
        }
    }
}

static void step_of(const Run *r, uint32_t index)
{
    World *w = r->w;
    const Step *s = &w->tree->steps.p[index];
    Actors who = {0};
    actors_of(r, s, &who);
    StepRow *rows = NEW_N(w->arena, StepRow, who.len);
    Mom due = MOM_NONE;
    for (ptrdiff_t i = 0; i < who.len; i++) {
        const Name *n = &w->tree->names.p[s->deed.name];
        Duty d = {.step = index, .s = s, .who = who.p[i], .ref = step_ref(r, s)};
        if (s->deed.kind != DEED_STEP && n->ref_kind == REF_ENTITY) {
            d.promise =
                (Ref){REF_PROMISE, sy_model_promise(w->model, d.who, (EntityId){n->ref}, false).v};
        } else {
            d.promise = (Ref){n->ref_kind, n->ref};
        }
        duty_clock(r, &d);
        rows[i] = duty_row(r, &d);
        due = d.due;
        vec_push(w->arena, &r->out->rows, rows[i]);
    }
    r->out->steps.p[s->ordinal] = whole_step(rows, who.len, (Whose)s->whose, due);
}

// ---------------------------------------------------------------- cases

static Case *case_make(World *w, EntityId trigger)
{
    Case *c = NEW(w->arena, Case);
    const Entity *t = sy_entity(w->model, trigger);
    *c = (Case){.trigger = trigger, .called = MOM_NONE};
    for (uint32_t i = 0; i < t->nsteps; i++) {
        vec_push(w->arena, &c->steps,
                 (StepState){.moment = MOM_NONE, .due = MOM_NONE, .missed = MOM_NONE});
    }
    return c;
}

const Case *sy_world_case(World *w, EntityId trigger, Mom as_of)
{
    bool is_new;
    uint64_t key = sy_hash_int((uint64_t)as_of + w->in_way_out) ^ ((uint64_t)trigger.v << 33);
    ptrdiff_t at = sy_intmap_add(&w->case_of, key, &is_new);
    if (!is_new) {
        w->hits += w->cases.p[at]->busy;
        return w->cases.p[at];
    }
    Case *c = case_make(w, trigger);
    c->busy = true;
    vec_push(w->arena, &w->cases, c);
    Run r = {.w = w, .trigger = trigger, .as_of = as_of, .out = c};
    r.called = call_of(&r, name_true_at(&r));
    if (r.called != MOM_NONE) {
        c->called = r.called;
        const Entity *t = sy_entity(w->model, trigger);
        for (uint32_t s = t->first_step; s < t->first_step + t->nsteps; s++) {
            if (sy_model_guard(w->model, w->query.choices, w->tree->steps.p[s].guard)) {
                step_of(&r, s);
            }
        }
    }
    c->busy = false;
    return c;
}

StepState sy_world_step(World *w, uint32_t step, Mom as_of)
{
    const Step *s = &w->tree->steps.p[step];
    const Entry *e = &w->tree->entries.p[s->entry];
    EntityId trigger = sy_model_by_sym(w->model, w->tree->names.p[e->name].a);
    const Case *c = sy_world_case(w, trigger, as_of);
    const Entity *t = sy_entity(w->model, trigger);
    StepState none = {.moment = MOM_NONE, .due = MOM_NONE, .missed = MOM_NONE};
    if (c->busy && c->called == MOM_NONE) {
        return none;
    }
    for (uint32_t i = t->first_step; i < t->first_step + t->nsteps; i++) { // of the reading in hand
        const Step *x = &w->tree->steps.p[i];
        if (x->label.v == s->label.v && (s->label.v || i == step) &&
            sy_model_guard(w->model, w->query.choices, x->guard)) {
            return c->steps.p[x->ordinal];
        }
    }
    return none;
}
