// When two conditions are the same one (section 17.4 of the language).
#include "model/model.h"

uint32_t sy_cond_core(const Model *m, uint32_t cond)
{
    while (cond && (m->tree->conds.p[cond].kind == COND_AFTER ||
                    m->tree->conds.p[cond].kind == COND_WITH)) {
        cond = m->tree->conds.p[cond].first;
    }
    return cond;
}

static bool same_names(Model *m, NameList a, EntityId own_a, NameList b, EntityId own_b)
{
    if (a.count != b.count) {
        return false;
    }
    for (uint32_t i = 0; i < a.count; i++) {
        Ref x = sy_model_ref(m, sy_name(m, a, i), own_a);
        Ref y = sy_model_ref(m, sy_name(m, b, i), own_b);
        if (x.kind != y.kind || x.id != y.id) {
            return false;
        }
        if (x.kind == REF_EACH && sy_name(m, a, i)->a.v != sy_name(m, b, i)->a.v) {
            return false;
        }
    }
    return true;
}

static bool same_qty(const Model *m, uint32_t a, uint32_t b)
{
    const Qty *x = &m->tree->qtys.p[a], *y = &m->tree->qtys.p[b];
    return a == b || (x->low == y->low && x->high == y->high && x->unstated == y->unstated &&
                      x->percent == y->percent &&
                      m->tree->names.p[x->unit].a.v == m->tree->names.p[y->unit].a.v);
}

static bool same_dur(const Model *m, uint32_t a, uint32_t b)
{
    const Dur *x = &m->tree->durs.p[a], *y = &m->tree->durs.p[b];
    return a == b || (x->low == y->low && x->high == y->high && x->unit == y->unit &&
                      x->unstated == y->unstated);
}

static bool same_time(Model *m, uint32_t a, EntityId own_a, uint32_t b, EntityId own_b)
{
    for (int depth = 0; depth < 256; depth++) {
        if ((a == b && own_a.v == own_b.v) || (!a && !b)) {
            return true;
        }
        if (!a || !b) {
            return false;
        }
        const Time *x = &m->tree->times.p[a], *y = &m->tree->times.p[b];
        bool dates = x->dates.early == y->dates.early && x->dates.late == y->dates.late &&
                     x->clock.seconds == y->clock.seconds;
        if (x->kind != y->kind || x->edge != y->edge || !dates || !same_dur(m, x->dur, y->dur)) {
            return false;
        }
        if (x->kind == TIME_STEP && x->name != y->name) {
            return false;
        }
        if (x->kind == TIME_EVENT &&
            !same_names(m, (NameList){x->name, 1}, own_a, (NameList){y->name, 1}, own_b)) {
            return false;
        }
        a = x->base;
        b = y->base;
    }
    return false;
}

static bool same_arg(Model *m, const Cond *x, EntityId own_a, const Cond *y, EntityId own_b)
{
    if (x->kind == COND_MEASURE) {
        return same_qty(m, x->extra, y->extra);
    }
    if (x->kind == COND_STEP) {
        return x->extra == y->extra;
    }
    const CondArg *p = &m->tree->args.p[x->extra], *q = &m->tree->args.p[y->extra];
    return p->number == q->number && p->denominator == q->denominator &&
           same_qty(m, p->qty, q->qty) && same_dur(m, p->dur, q->dur) &&
           same_time(m, p->time, own_a, q->time, own_b) &&
           m->tree->names.p[p->weight].a.v == m->tree->names.p[q->weight].a.v &&
           same_names(m, p->places, own_a, q->places, own_b);
}

bool sy_cond_same(Model *m, uint32_t a, EntityId own_a, uint32_t b, EntityId own_b)
{
    if (a == b && own_a.v == own_b.v) {
        return true;
    }
    if (!a || !b) {
        return false;
    }
    const Cond *x = &m->tree->conds.p[a], *y = &m->tree->conds.p[b];
    if (x->kind != y->kind || x->compare != y->compare || x->voice != y->voice ||
        x->edge != y->edge || x->word.v != y->word.v) {
        return false;
    }
    if (!same_names(m, x->names, own_a, y->names, own_b) || !same_arg(m, x, own_a, y, own_b)) {
        return false;
    }
    uint32_t k = x->first, l = y->first;
    while (k && l) {
        if (!sy_cond_same(m, k, own_a, l, own_b)) {
            return false;
        }
        k = m->tree->conds.p[k].next;
        l = m->tree->conds.p[l].next;
    }
    return !k && !l;
}

// ---------------------------------------------------------------- a key to find them by

static uint64_t mixed(uint64_t h, uint64_t v)
{
    h = (h ^ v) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

static uint64_t bits_of(double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    return v == 0 ? 0 : bits; // of both zeros
}

static uint64_t qty_key(const Model *m, uint64_t h, uint32_t qty)
{
    const Qty *q = &m->tree->qtys.p[qty];
    return mixed(mixed(h, bits_of(q->low)), bits_of(q->high));
}

static uint64_t cond_key(Model *m, uint64_t h, uint32_t cond, EntityId own)
{
    const Cond *c = &m->tree->conds.p[cond];
    h = mixed(h, (uint64_t)c->kind << 32 | c->word.v);
    for (uint32_t i = 0; i < c->names.count; i++) {
        Ref r = sy_model_ref(m, sy_name(m, c->names, i), own);
        h = mixed(h, (uint64_t)r.kind << 32 | r.id);
    }
    if (c->kind == COND_MEASURE) {
        h = qty_key(m, h, c->extra);
    } else if (c->kind == COND_STEP) {
        h = mixed(h, c->extra);
    } else {
        const CondArg *arg = &m->tree->args.p[c->extra];
        h = mixed(mixed(h, bits_of(arg->number)), bits_of(arg->denominator));
        h = qty_key(m, h, arg->qty);
    }
    for (uint32_t k = c->first; k; k = m->tree->conds.p[k].next) {
        h = cond_key(m, h, k, own);
    }
    return h;
}

uint64_t sy_cond_key(Model *m, uint32_t cond, EntityId own)
{
    return cond ? cond_key(m, 0, cond, own) : 0;
}
