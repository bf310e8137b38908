#include "record/live.h"

bool sy_world_hears(const World *w, const Sentence *s, Subject sub)
{
    return !w->query.speakers ||
           (w->query.speakers >> sy_sentence_rank(w, s, sub.who, sub.some) & 1);
}

// The day it became known: the earliest printing of what it cites, else its own day.
static Day known_day(const World *w, const Sentence *s)
{
    Day best = DAY_NONE;
    const Entry *e = sy_sentence_entry(w, s);
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &w->tree->clauses.p[e->first_clause + i];
        for (uint32_t k = 0; c->kind == CL_CITE && k < c->y; k++) {
            const Name *n = &w->tree->names.p[w->tree->cites.p[c->x + k].doc];
            uint32_t at = 0;
            const Clause *p = n->ref_kind == REF_ENTITY
                                  ? sy_entity_clause(w->model, w->query.choices, (EntityId){n->ref},
                                                     CL_PRINTED, &at)
                                  : NULL;
            Day day = p ? w->tree->times.p[p->x].dates.late : DAY_NONE;
            best = day != DAY_NONE && (best == DAY_NONE || day < best) ? day : best;
        }
    }
    return best == DAY_NONE ? s->dates.late : best;
}

static bool rated_well(const World *w, const Entry *e)
{
    uint32_t i = 0;
    const Clause *c = sy_entry_clause(w->model, w->query.choices, e, CL_RATED, &i);
    return c && c->text.p[0] <= w->query.rated[0] && c->text.p[1] <= w->query.rated[1];
}

static bool voiced(const World *w, const Sentence *s, Mom as_of)
{
    const Entry *e = sy_sentence_entry(w, s);
    if (e->candidate || e->broken || s->verb == VERB_ERROR) {
        return false;
    }
    if (w->query.struck && w->query.struck[s->entry]) {
        return false;
    }
    if (as_of != MOM_ALWAYS && (s->when == WHEN_UNDATED || sy_sentence_key(w, s) > as_of)) {
        return false;
    }
    if (w->query.known_by != DAY_NONE && known_day(w, s) > w->query.known_by) {
        return false;
    }
    if (w->query.rated[0] && !rated_well(w, e)) {
        return false;
    }
    return sy_entry_counts(w->model, w->query.choices, e);
}

bool sy_sentence_is_winner(const World *w, uint32_t sentence)
{
    for (ptrdiff_t i = 0; i < w->query.winners.len; i++) {
        if (w->query.winners.p[i].id == sentence) {
            return true;
        }
    }
    return false;
}

const Clause *sy_sentence_binds(World *w, uint32_t o, EntityId party, Day day)
{
    const Sentence *s = &w->tree->sentences.p[o];
    if (s->verb != VERB_PROMISE || sy_sentence_day(s) >= day) {
        return NULL;
    }
    ClauseList list = {0};
    sy_sentence_clauses(w, s, &list);
    const Clause *binding = NULL;
    for (ptrdiff_t i = 0; i < list.len; i++) {
        binding = list.p[i]->kind == CL_BINDING ? list.p[i] : binding;
    }
    if (!binding) {
        return NULL;
    }
    PromiseId p = sy_sentence_promise(w, s, (Subject){party, false});
    Mom asked = sy_mom(day, MOM_OPEN);
    Mom end = sy_clauses_term_end(w, &list, s, party, p, asked);
    return sy_mom_known(end) && sy_mom_day(end) < day ? NULL : binding;
}

// C of `binding unless C`, by the record of the day asked (a promise in C: once delivered).
static bool way_out(World *w, const Clause *binding, EntityId party, PromiseId p, Mom as_of)
{
    if (!binding->x || w->in_way_out) {
        return false;
    }
    w->in_way_out = w->leans = true;
    bool out = sy_world_truth(w, binding->x, party, (Ref){REF_PROMISE, p.v}, as_of);
    w->in_way_out = false;
    return out;
}

void sy_record_denounce(World *w, Record *r, PromiseId p, uint32_t sentence)
{
    vec_push(w->arena, &r->denounced, (Ref){REF_PROMISE, p.v});
    vec_push(w->arena, &r->denounced, (Ref){REF_NONE, sentence});
}

static uint64_t gone_key(uint32_t sentence, EntityId party)
{
    return (uint64_t)sentence << 32 | party.v;
}

typedef struct Withdrawal {
    World *w;
    Record *r;
    uint32_t by;    // the sentence that withdraws or replaces
    uint32_t label; // the entry it names
} Withdrawal;

// Does the sentence `by` move the bound sentence `o` of `party`, or is it a denunciation?
static bool denounces(const Withdrawal *x, const Sentence *o, uint32_t o_index, EntityId party)
{
    const Sentence *by = &x->w->tree->sentences.p[x->by];
    const Clause *b = sy_sentence_binds(x->w, o_index, party, sy_sentence_day(by));
    if (!b) {
        return false;
    }
    PromiseId p = sy_sentence_promise(x->w, o, (Subject){party, false});
    if (by->verb == VERB_WITHDRAW) {
        return !way_out(x->w, b, party, p, x->r->as_of);
    }
    uint8_t grade = by->grade == GRADE_BREACH ? GRADE_RULED_OUT : by->grade;
    return by->verb == VERB_PROMISE && grade < o->grade &&
           sy_sentence_gives_word(x->w, by, party) && !sy_sentence_is_joint(x->w, by, party);
}

static bool among(const Subjects *l, EntityId who)
{
    for (ptrdiff_t i = 0; i < l->len; i++) {
        if (l->p[i].who.v == who.v) {
            return true;
        }
    }
    return false;
}

// Takes the labelled sentence away for those who may take it (P9).
static void take_away(const Withdrawal *x, IntMap *gone_for)
{
    World *w = x->w;
    const Entry *e = &w->tree->entries.p[x->label];
    const Sentence *by = &w->tree->sentences.p[x->by];
    if (e->kind != ENTRY_SENTENCE) {
        x->r->gone[x->label] = 1;
        return;
    }
    const Sentence *o = &w->tree->sentences.p[e->detail];
    Subjects mine = {0}, theirs = {0};
    if (o->verb != VERB_IS && o->subject.count) {
        sy_sentence_subjects(w, o, &theirs);
    }
    if (by->verb == VERB_WITHDRAW) {
        sy_sentence_subjects(w, by, &mine);
    }
    ptrdiff_t left = theirs.len, shared = 0;
    for (ptrdiff_t i = 0; i < theirs.len; i++) {
        EntityId party = theirs.p[i].who;
        bool is_new, known = sy_intmap_find(gone_for, gone_key(e->detail, party)) >= 0;
        bool its = by->verb != VERB_WITHDRAW || among(&mine, party);
        shared += its;
        if (!known && its) {
            if (denounces(x, o, e->detail, party)) {
                PromiseId p = sy_sentence_promise(w, o, theirs.p[i]);
                sy_record_denounce(w, x->r, p, x->by);
                continue;
            }
            sy_intmap_add(gone_for, gone_key(e->detail, party), &is_new);
            known = true;
        }
        left -= known;
    }
    bool whole = theirs.len == 0 || left == 0 || (by->verb == VERB_WITHDRAW && shared == 0);
    x->r->gone[x->label] = x->r->gone[x->label] || whole;
}

static void withdrawals(World *w, Record *r, const Indices *sel)
{
    r->gone_for = sy_intmap_new(w->arena);
    for (ptrdiff_t i = 0; i < sel->len; i++) {
        const Sentence *s = &w->tree->sentences.p[sel->p[i]];
        const Entry *e = sy_sentence_entry(w, s);
        if (s->verb == VERB_WITHDRAW) {
            ptrdiff_t at = sy_intmap_find(&w->model->labels, s->word.v);
            if (at >= 0) {
                take_away(&(Withdrawal){w, r, sel->p[i], w->model->label_entry.p[at]},
                          &r->gone_for);
            }
        }
        for (uint32_t k = 0; k < e->nclauses; k++) {
            const Clause *c = &w->tree->clauses.p[e->first_clause + k];
            ptrdiff_t at = c->kind == CL_REPLACES ? sy_intmap_find(&w->model->labels, c->x) : -1;
            if (at >= 0) {
                take_away(&(Withdrawal){w, r, sel->p[i], w->model->label_entry.p[at]},
                          &r->gone_for);
            }
        }
    }
}

bool sy_record_gone_for(const World *w, const Record *r, uint32_t sentence, EntityId party)
{
    (void)w;
    return r->gone_for.len > 0 && sy_intmap_find(&r->gone_for, gone_key(sentence, party)) >= 0;
}

static const Clause *clause_of(const World *w, const Entry *e, ClauseKind kind)
{
    uint32_t i = 0;
    return sy_entry_clause(w->model, w->query.choices, e, kind, &i);
}

// The sentences of `sel` that count so far: not gone, and no mere repeats.
static uint8_t *counting(World *w, const Record *r, const Indices *sel)
{
    uint8_t *in = NEW_N(w->arena, uint8_t, w->tree->sentences.len);
    for (ptrdiff_t i = 0; i < sel->len; i++) {
        const Sentence *s = &w->tree->sentences.p[sel->p[i]];
        const Entry *e = &w->tree->entries.p[s->entry];
        in[sel->p[i]] = !r->gone[s->entry] && !(e->nclauses && clause_of(w, e, CL_REPEATS));
    }
    return in;
}

// The entry that the sentence contradicts, where that counts; 0: none.
static uint32_t contradicted(const World *w, const uint8_t *counts, const Entry *e)
{
    const Clause *c = clause_of(w, e, CL_CONTRADICTS);
    ptrdiff_t at = c ? sy_intmap_find(&w->model->labels, c->x) : -1;
    uint32_t entry = at >= 0 ? w->model->label_entry.p[at] : 0;
    const Entry *other = &w->tree->entries.p[entry];
    return entry && other->kind == ENTRY_SENTENCE && counts[other->detail] ? entry : 0;
}

// P11: under one way of taking the disputes, the winners stand and what they contradict is gone;
// the other contradicting sentences are not there.
static void settle_disputes(World *w, Record *r, Indices *sel)
{
    uint8_t *counts = counting(w, r, sel);
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < sel->len; i++) {
        const Entry *e = sy_sentence_entry(w, &w->tree->sentences.p[sel->p[i]]);
        uint32_t entry = contradicted(w, counts, e);
        if (entry && sy_sentence_is_winner(w, sel->p[i])) {
            r->gone[entry] = 1;
        }
        if (!entry || sy_sentence_is_winner(w, sel->p[i])) {
            sel->p[n++] = sel->p[i];
        }
    }
    sel->len = n;
}

typedef struct Keyed {
    Mom key;
    uint32_t index;
} Keyed;

static void merge_sort(Keyed *v, Keyed *room, ptrdiff_t n)
{
    for (ptrdiff_t width = 1; width < n; width *= 2) {
        for (ptrdiff_t at = 0; at < n; at += 2 * width) {
            ptrdiff_t i = at, mid = at + width < n ? at + width : n, j = mid;
            ptrdiff_t end = at + 2 * width < n ? at + 2 * width : n;
            for (ptrdiff_t k = at; k < end; k++) {
                bool left = i < mid && (j >= end || v[i].key <= v[j].key);
                room[k] = left ? v[i++] : v[j++];
            }
        }
        for (ptrdiff_t k = 0; k < n; k++) {
            v[k] = room[k];
        }
    }
}

// By the moment said; of one moment, as written.
static void in_order(World *w, Indices *live)
{
    Keyed *v = NEW_N(w->arena, Keyed, live->len);
    bool sorted = true;
    for (ptrdiff_t i = 0; i < live->len; i++) {
        v[i] = (Keyed){sy_sentence_key(w, &w->tree->sentences.p[live->p[i]]), live->p[i]};
        sorted = sorted && (i == 0 || v[i - 1].key <= v[i].key);
    }
    if (sorted) {
        return;
    }
    merge_sort(v, NEW_N(w->arena, Keyed, live->len), live->len);
    for (ptrdiff_t i = 0; i < live->len; i++) {
        live->p[i] = v[i].index;
    }
}

void sy_record_select(World *w, Record *r)
{
    Indices sel = {0};
    uint32_t n = (uint32_t)w->tree->sentences.len;
    r->gone = NEW_N(w->arena, uint8_t, w->tree->entries.len);
    vec_reserve(w->arena, &sel, (ptrdiff_t)n);
    for (uint32_t i = 1; i < n; i++) {
        const Sentence *s = &w->tree->sentences.p[i];
        if (voiced(w, s, r->as_of)) {
            vec_push(w->arena, &sel, i);
        }
    }
    withdrawals(w, r, &sel);
    if (w->query.settled) {
        settle_disputes(w, r, &sel);
    }
    vec_reserve(w->arena, &r->live, sel.len);
    for (ptrdiff_t i = 0; i < sel.len; i++) {
        const Sentence *s = &w->tree->sentences.p[sel.p[i]];
        const Entry *e = sy_sentence_entry(w, s);
        if (!r->gone[s->entry] && !(e->nclauses && clause_of(w, e, CL_REPEATS))) {
            vec_push(w->arena, &r->live, sel.p[i]);
        }
    }
    in_order(w, &r->live);
}
