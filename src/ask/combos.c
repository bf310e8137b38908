#include "ask/combos.h"

static bool is_open_already(const Combos *c, EntityId id)
{
    for (ptrdiff_t i = 0; i < c->open.len; i++) {
        if (c->open.p[i].v == id.v) {
            return true;
        }
    }
    return false;
}

static uint64_t options_of(const Model *m, EntityId id)
{
    const Entry *e = &m->tree->entries.p[sy_entity(m, id)->entry];
    uint64_t n = 0;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        n += m->tree->clauses.p[e->first_clause + i].kind == CL_OPTION;
    }
    return n;
}

static Sym option_at(const Model *m, EntityId id, uint64_t at)
{
    const Entry *e = &m->tree->entries.p[sy_entity(m, id)->entry];
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_OPTION && at-- == 0) {
            return (Sym){c->x};
        }
    }
    return (Sym){0};
}

static void open_add(Combos *c, EntityId id)
{
    uint64_t n = options_of(c->model, id);
    if (n > 0 && !is_open_already(c, id) && c->count <= COMBOS_LIMIT / n) {
        vec_push(c->arena, &c->open, id);
        c->count *= n;
    }
}

static void named_choices(Combos *c, uint32_t cond)
{
    if (!cond) {
        return;
    }
    const Cond *x = &c->model->tree->conds.p[cond];
    if (x->kind == COND_IS) {
        const Name *n = sy_name(c->model, x->names, 0);
        if (n->ref_kind == REF_ENTITY) {
            open_add(c, (EntityId){n->ref});
        }
    }
    for (uint32_t k = x->first; k; k = c->model->tree->conds.p[k].next) {
        named_choices(c, k);
    }
}

Combos sy_combos_new(Arena *arena, const Model *m, Choices fixed, uint32_t when)
{
    Combos c = {.arena = arena, .model = m, .fixed = fixed, .when = when, .count = 1};
    for (ptrdiff_t i = 0; i < m->choices.len; i++) {
        EntityId id = m->choices.p[i];
        if (sy_entity(m, id)->kind == ENTRY_READING && !sy_choice_of(m, fixed, id).v) {
            open_add(&c, id);
        }
    }
    named_choices(&c, when);
    return c;
}

Combos sy_combos_all(Arena *arena, const Model *m, Choices fixed)
{
    Combos c = {.arena = arena, .model = m, .fixed = fixed, .count = 1};
    for (ptrdiff_t i = 0; i < m->choices.len; i++) {
        EntityId id = m->choices.p[i];
        bool chosen = fixed.option && fixed.option[id.v].v;
        if (sy_entity(m, id)->kind != ENTRY_DECISION && !chosen) {
            open_add(&c, id);
        }
    }
    return c;
}

bool sy_combos_next(Combos *c, Choices *out)
{
    while (c->next < c->count) {
        uint64_t rest = c->next++;
        Choices ch = sy_choices_copy(c->arena, c->model, c->fixed);
        for (ptrdiff_t i = c->open.len - 1; i >= 0; i--) {
            uint64_t n = options_of(c->model, c->open.p[i]);
            SY_ASSERT(n > 0);
            ch.option[c->open.p[i].v] = option_at(c->model, c->open.p[i], rest % n);
            rest /= n;
        }
        if (sy_model_guard(c->model, ch, c->when)) {
            *out = ch;
            return true;
        }
    }
    return false;
}

Str sy_combos_words(Arena *arena, const Combos *c, Choices ch)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < c->open.len; i++) {
        Str name = sy_entity(c->model, c->open.p[i])->name;
        Str option = sy_sym_text(c->model->tree->syms, ch.option[c->open.p[i].v]);
        sy_buf_fmt(&b, "%s%.*s is %.*s", b.len ? ", " : "", STR_ARG(name), STR_ARG(option));
    }
    return sy_buf_view(&b);
}
