// The conditions of a promise: how they join (P7) and what ends them (P8).
#include "record/pass.h"

static Ref need_name(Pass *ps, const Need *n)
{
    return sy_model_ref(ps->w->model, &ps->w->tree->names.p[n->cond], n->own);
}

static uint32_t need_giver(Pass *ps, const Need *n)
{
    return n->from ? sy_model_ref(ps->w->model, &ps->w->tree->names.p[n->from], n->own).id : 0;
}

static bool same_need(Pass *ps, const Need *a, const Need *b)
{
    if (a->form != b->form || a->read != b->read || a->raiser.v != b->raiser.v ||
        need_giver(ps, a) != need_giver(ps, b)) {
        return false;
    }
    if (a->form == NEED_NAME || a->form == NEED_WISH) {
        Ref x = need_name(ps, a), y = need_name(ps, b);
        return sy_ref_same(x, y);
    }
    if (a->form == NEED_WITHHELD || a->form == NEED_VETO) {
        return a->cond == b->cond && a->own.v == b->own.v;
    }
    return sy_cond_same(ps->w->model, a->cond, a->own, b->cond, b->own);
}

// ---------------------------------------------------------------- finding a condition again

typedef struct NeedIndex {
    IntMap keys;
    Ids last; // by key: the last need of this key, from 1
    Ids prev; // by need: the one before it of the same key; 0: none
} NeedIndex;

#define INDEX_FROM 32 // so many needs are looked through one by one

static uint64_t mixed(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

static uint64_t need_key(Pass *ps, const Need *n)
{
    uint64_t h = mixed(n->raiser.v, (uint64_t)n->form << 8 | n->read);
    if (n->form == NEED_NAME || n->form == NEED_WISH) {
        Ref r = need_name(ps, n);
        return mixed(mixed(h, (uint64_t)r.kind << 32 | r.id), need_giver(ps, n));
    }
    if (n->form == NEED_WITHHELD || n->form == NEED_VETO) {
        return mixed(h, (uint64_t)n->cond << 32 | n->own.v);
    }
    return mixed(h, sy_cond_key(ps->w->model, n->cond, n->own));
}

static void index_add(Pass *ps, NeedIndex *x, const Need *n)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&x->keys, need_key(ps, n), &is_new);
    if (is_new) {
        vec_push(ps->w->arena, &x->last, 0);
    }
    vec_push(ps->w->arena, &x->prev, x->last.p[at]);
    x->last.p[at] = (uint32_t)x->prev.len;
}

static NeedIndex *index_of(Pass *ps, Position *q)
{
    Extras *e = sy_position_extra(ps->w, q);
    if (!e->index) {
        e->index = NEW(ps->w->arena, NeedIndex);
        e->index->keys = sy_intmap_new(ps->w->arena);
    }
    while (e->index->prev.len < q->needs.len) {
        index_add(ps, e->index, &q->needs.p[e->index->prev.len]);
    }
    return e->index;
}

static Need *need_find(Pass *ps, Position *q, const Need *n)
{
    if (q->needs.len < INDEX_FROM) {
        for (ptrdiff_t i = 0; i < q->needs.len; i++) {
            if (same_need(ps, &q->needs.p[i], n)) {
                return &q->needs.p[i];
            }
        }
        return NULL;
    }
    NeedIndex *x = index_of(ps, q);
    ptrdiff_t at = sy_intmap_find(&x->keys, need_key(ps, n));
    for (uint32_t i = at < 0 ? 0 : x->last.p[at]; i; i = x->prev.p[i - 1]) {
        if (same_need(ps, &q->needs.p[i - 1], n)) {
            return &q->needs.p[i - 1];
        }
    }
    return NULL;
}

void sy_need_add(Pass *ps, Position *q, Need n)
{
    Need *known = need_find(ps, q, &n);
    if (!known) {
        vec_push(ps->w->arena, &q->needs, n);
    } else if (n.rank > known->rank) {
        known->rank = n.rank;
    }
}

// ---------------------------------------------------------------- P7: conditions

void sy_need_parts(Pass *ps, Position *q, Need n)
{
    const Cond *c = &ps->w->tree->conds.p[n.cond];
    if (c->kind != COND_AND || c->grouped) {
        sy_need_add(ps, q, n);
        return;
    }
    for (uint32_t k = c->first; k; k = ps->w->tree->conds.p[k].next) {
        n.cond = k;
        sy_need_add(ps, q, n);
    }
}

void sy_needs_of_sentence(Pass *ps, Position *q, uint32_t sentence, uint8_t rank, EntityId own)
{
    for (ptrdiff_t i = 0; i < ps->clauses.len; i++) {
        const Clause *c = ps->clauses.p[i];
        Need n = {.rank = rank,
                  .own = own,
                  .cond = c->x,
                  .sentence = sentence,
                  .clause = (uint32_t)(c - ps->w->tree->clauses.p)};
        switch ((int)c->kind) {
        case CL_IF: sy_need_parts(ps, q, n); break;
        case CL_AFTER:
        case CL_WHILE:
            n.read = READ_AFTER;
            sy_need_parts(ps, q, n);
            break;
        case CL_WITH:
            n.read = READ_WITH;
            sy_need_parts(ps, q, n);
            break;
        case CL_UNLESS:
        case CL_FAILING:
            n.form = NEED_OUT;
            sy_need_add(ps, q, n);
            break;
        case CL_UNTIL:
            if (c->sub) {
                n.form = NEED_OUT;
                sy_need_add(ps, q, n);
            }
            break;
        case CL_IN_STEP:
            n.form = NEED_NAME;
            n.read = READ_WITH;
            for (uint32_t k = 0; k < c->names.count; k++) {
                n.cond = c->names.first + k;
                sy_need_add(ps, q, n);
            }
            break;
        default: break;
        }
    }
}

// ---------------------------------------------------------------- P8: what ends a condition

void sy_needs_clear(Position *q)
{
    q->needs.len = 0;
    if (q->extra) {
        q->extra->index = NULL;
    }
}

static void needs_keep(Position *q, const bool *gone)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        if (!gone[i]) {
            q->needs.p[n++] = q->needs.p[i];
        }
    }
    q->needs.len = n;
    if (q->extra) {
        q->extra->index = NULL; // places have changed
    }
}

// Does `instead of NAME` name this condition?
static bool names_need(Pass *ps, const Need *n, Ref named)
{
    Ref r = {0};
    if (n->form == NEED_NAME || n->form == NEED_WISH) {
        r = need_name(ps, n);
    } else if (n->form == NEED_COND || n->form == NEED_OUT) {
        const Cond *c = &ps->w->tree->conds.p[sy_cond_core(ps->w->model, n->cond)];
        if (c->kind == COND_ATOM || c->kind == COND_IS) {
            r = sy_model_ref(ps->w->model, sy_name(ps->w->model, c->names, 0), n->own);
        }
    }
    return r.kind != REF_NONE && sy_ref_same(r, named);
}

// `we infer` on a clause, or for the whole sentence, takes it on the writer.
static bool taken_on(Pass *ps, uint32_t sentence, const Clause *c)
{
    return c->inferred || sy_sentence_entry(ps->w, &ps->w->tree->sentences.p[sentence])->inferred;
}

bool sy_needs_exchange(Pass *ps, Position *q, uint32_t sentence, uint8_t rank, EntityId own,
                       bool doubt)
{
    bool any = false;
    for (ptrdiff_t i = 0; i < ps->clauses.len; i++) {
        const Clause *c = ps->clauses.p[i];
        if (c->kind != CL_INSTEAD) {
            continue;
        }
        bool on = taken_on(ps, sentence, c);
        if (doubt && !on) {
            continue;
        }
        any = true;
        bool *gone = NEW_N(ps->w->arena, bool, q->needs.len);
        for (uint32_t k = 0; k < c->names.count; k++) {
            Ref named = sy_model_ref(ps->w->model, sy_name(ps->w->model, c->names, k), own);
            for (ptrdiff_t n = 0; n < q->needs.len; n++) {
                const Need *need = &q->needs.p[n];
                gone[n] = gone[n] || (names_need(ps, need, named) && (on || rank >= need->rank));
            }
        }
        needs_keep(q, gone);
        vec_push(ps->w->arena, &sy_position_extra(ps->w, q)->dropped, sentence);
    }
    return any;
}

static bool dropped_cond(Pass *ps, const Sentence *s, EntityId own, const Need *n)
{
    Model *m = ps->w->model;
    if (s->wish_names) {
        for (uint32_t k = 0; k < s->names.count; k++) {
            if (n->form == NEED_WISH) {
                Ref a = sy_model_ref(m, sy_name(m, s->names, k), own), b = need_name(ps, n);
                if (sy_ref_same(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }
    const Cond *c = &ps->w->tree->conds.p[s->cond];
    if (n->form == NEED_NAME && c->kind == COND_ATOM) {
        return names_need(ps, n, sy_model_ref(m, sy_name(m, c->names, 0), own));
    }
    if (n->form != NEED_COND && n->form != NEED_OUT) {
        return false;
    }
    uint32_t core = sy_cond_core(m, n->cond);
    if (sy_cond_same(m, s->cond, own, core, n->own)) {
        return true;
    }
    for (uint32_t k = c->kind == COND_AND ? c->first : 0; k; k = ps->w->tree->conds.p[k].next) {
        if (sy_cond_same(m, sy_cond_core(m, k), own, core, n->own)) {
            return true;
        }
    }
    return false;
}

static bool subjects_have(const Subjects *l, EntityId who)
{
    for (ptrdiff_t i = 0; i < l->len; i++) {
        if (l->p[i].who.v == who.v) {
            return true;
        }
    }
    return false;
}

void sy_needs_drop(Pass *ps, uint32_t index, const Sentence *s)
{
    World *w = ps->w;
    uint8_t rank = 0;
    for (ptrdiff_t i = 0; i < ps->subjects.len; i++) {
        uint8_t rk = (uint8_t)sy_sentence_rank(w, s, ps->subjects.p[i].who, false);
        rank = rk > rank ? rk : rank;
    }
    bool on = sy_sentence_entry(w, s)->inferred;
    for (ptrdiff_t i = 0; !on && i < ps->clauses.len; i++) {
        on = ps->clauses.p[i]->kind == CL_INFER;
    }
    for (uint32_t k = 0; k < s->forp.count; k++) {
        for (ptrdiff_t b = 0; b < ps->subjects.len; b++) {
            EntityId who = ps->subjects.p[b].who;
            Ref r = sy_model_ref(w->model, sy_name(w->model, s->forp, k), who);
            Position *q = sy_record_position(ps->r, (PromiseId){r.id});
            if (r.kind != REF_PROMISE || !q) {
                continue;
            }
            bool mine = subjects_have(&ps->subjects, w->model->promises.p[r.id].owner);
            bool *gone = NEW_N(w->arena, bool, q->needs.len);
            for (ptrdiff_t n = 0; n < q->needs.len; n++) {
                const Need *need = &q->needs.p[n];
                bool theirs = need->raiser.v && subjects_have(&ps->subjects, need->raiser);
                gone[n] = (mine || theirs) && (on || rank >= need->rank) &&
                          dropped_cond(ps, s, who, need);
            }
            needs_keep(q, gone);
            vec_push(w->arena, &sy_position_extra(w, q)->dropped, index);
        }
    }
}
