#include "model/model.h"

#include "model/resolve.h"

#include <math.h>

const Entity *sy_entity(const Model *m, EntityId id)
{
    return &m->entities.p[id.v];
}

const Name *sy_name(const Model *m, NameList list, uint32_t i)
{
    return &m->tree->names.p[list.first + i];
}

// ---------------------------------------------------------------- declaring

static EntityId entity_add(Model *m, Entity e)
{
    vec_push(m->arena, &m->entities, e);
    return (EntityId){(uint32_t)m->entities.len - 1};
}

static uint64_t pair_key(uint32_t a, uint32_t b)
{
    return (uint64_t)a << 32 | b;
}

EntityId sy_model_by_sym(const Model *m, Sym sym)
{
    return (EntityId){sym.v < m->nsyms ? m->by_sym[sym.v] : 0};
}

static Str declared_text(const Model *m, uint32_t name)
{
    return sy_sources_text(m->sources, m->tree->names.p[name].span);
}

static void declared_twice(Model *m, const Entry *e, EntityId first)
{
    const Name *n = &m->tree->names.p[e->name];
    Str text = declared_text(m, e->name);
    Diag *d = sy_diag(m->diags, D_E1201, n->span, "`%.*s` is declared twice", STR_ARG(text));
    const Entry *before = &m->tree->entries.p[sy_entity(m, first)->entry];
    sy_diag_label(m->diags, d, m->tree->names.p[before->name].span, "declared here first");
    sy_diag_help(m->diags, d, "give one of the two another name");
}

static void declare(Model *m, uint32_t index)
{
    const Entry *e = &m->tree->entries.p[index];
    const Name *n = &m->tree->names.p[e->name];
    Entity x = {.kind = e->kind,
                .entry = index,
                .name = declared_text(m, e->name),
                .title = e->title,
                .sym = n->b.v ? n->b : n->a};
    uint64_t key = pair_key(n->a.v, n->b.v);
    ptrdiff_t dotted = n->b.v ? sy_intmap_find(&m->dotted, key) : -1;
    EntityId first = n->b.v ? (dotted < 0 ? (EntityId){0} : m->dotted_entity.p[dotted])
                            : sy_model_by_sym(m, n->a);
    if (e->kind != ENTRY_FRAMEWORK && first.v && sy_entity(m, first)->kind != ENTITY_VOICE) {
        declared_twice(m, e, first);
        return;
    }
    EntityId id = entity_add(m, x);
    if (e->kind == ENTRY_FRAMEWORK) {
        // its name is the whole's, and free for a thing in it
    } else if (n->b.v) {
        bool is_new;
        sy_intmap_add(&m->dotted, key, &is_new);
        vec_push(m->arena, &m->dotted_entity, id);
    } else {
        m->by_sym[n->a.v] = id.v;
    }
    if (e->kind == ENTRY_FRAMEWORK) {
        if (m->framework.v) {
            const Entry *one = &m->tree->entries.p[sy_entity(m, m->framework)->entry];
            Diag *d = sy_diag(m->diags, D_E0106, e->span, "this model has a framework already");
            sy_diag_label(m->diags, d, one->span, "the first");
        }
        m->framework = id;
    }
    if (e->kind == ENTRY_READING || e->kind == ENTRY_VERSION || e->kind == ENTRY_DECISION) {
        vec_push(m->arena, &m->choices, id);
    }
}

static void declare_voices(Model *m, EntityId party)
{
    const Entry *e = &m->tree->entries.p[sy_entity(m, party)->entry];
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind != CL_VOICE || !c->x) {
            continue;
        }
        Name *n = &m->tree->names.p[c->x];
        EntityId v = sy_model_by_sym(m, n->a);
        if (!v.v) {
            v = entity_add(m, (Entity){.kind = ENTITY_VOICE,
                                       .entry = sy_entity(m, party)->entry,
                                       .name = declared_text(m, c->x),
                                       .title = c->text,
                                       .sym = n->a});
            m->by_sym[n->a.v] = v.v;
        }
        n->ref_kind = REF_ENTITY;
        n->ref = v.v;
        vec_push(m->arena, &m->voice_owners, v);
        vec_push(m->arena, &m->voice_owners, party);
    }
}

static void declare_steps(Model *m)
{
    for (uint32_t s = 1; s < (uint32_t)m->tree->steps.len; s++) {
        const Entry *e = &m->tree->entries.p[m->tree->steps.p[s].entry];
        EntityId t = e->kind == ENTRY_TRIGGER ? sy_model_by_sym(m, m->tree->names.p[e->name].a)
                                              : (EntityId){0};
        if (t.v && m->entities.p[t.v].entry == m->tree->steps.p[s].entry) {
            Entity *x = &m->entities.p[t.v];
            x->first_step = x->nsteps ? x->first_step : s;
            m->tree->steps.p[s].ordinal = x->nsteps++;
        }
    }
}

// `fact satisfied of each of G` makes UK.satisfied, Italy.satisfied ...
static void each_member(Model *m, EntityId tmpl, EntityId member)
{
    const Entity *t = sy_entity(m, tmpl), *who = sy_entity(m, member);
    uint64_t key = pair_key(who->sym.v, t->sym.v);
    if (sy_intmap_find(&m->dotted, key) >= 0) {
        return;
    }
    Entity x = *t;
    x.each = false;
    x.member = member;
    x.of_template = tmpl;
    x.name = sy_str_fmt(m->arena, "%.*s.%.*s", STR_ARG(who->name), STR_ARG(t->name));
    bool is_new;
    sy_intmap_add(&m->dotted, key, &is_new);
    vec_push(m->arena, &m->dotted_entity, entity_add(m, x));
}

static void each_of(Model *m, EntityId group, EntityId tmpl)
{
    const Entity *g = sy_entity(m, group);
    if (g->kind != ENTRY_GROUP && g->kind != ENTRY_BODY) {
        each_member(m, tmpl, group);
        return;
    }
    const Entry *e = &m->tree->entries.p[g->entry];
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind != CL_MEMBERS && c->kind != CL_AMONG) {
            continue;
        }
        for (uint32_t k = 0; k < c->names.count; k++) {
            EntityId member = sy_model_by_sym(m, sy_name(m, c->names, k)->a);
            if (member.v) {
                each_member(m, tmpl, member);
            }
        }
    }
}

static void declare_each(Model *m)
{
    for (uint32_t i = 1, n = (uint32_t)m->entities.len; i < n; i++) {
        const Entry *e = &m->tree->entries.p[m->entities.p[i].entry];
        if (m->entities.p[i].kind != ENTRY_FACT && m->entities.p[i].kind != ENTRY_BODY) {
            continue;
        }
        for (uint32_t k = 0; k < e->nclauses; k++) {
            const Clause *c = &m->tree->clauses.p[e->first_clause + k];
            if (c->kind != CL_OF || c->sub != 1) {
                continue;
            }
            m->entities.p[i].each = true;
            for (uint32_t g = 0; g < c->names.count; g++) {
                EntityId group = sy_model_by_sym(m, sy_name(m, c->names, g)->a);
                if (group.v) {
                    each_of(m, group, (EntityId){i});
                }
            }
        }
    }
}

static void declare_label(Model *m, uint32_t index)
{
    const Entry *e = &m->tree->entries.p[index];
    if (!e->label.v || e->candidate) {
        return;
    }
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&m->labels, e->label.v, &is_new);
    if (is_new) {
        vec_push(m->arena, &m->label_entry, index);
        return;
    }
    uint32_t *first = &m->label_entry.p[at];
    if (e->broken || m->tree->entries.p[*first].broken) { // whose label it is cannot be said
        *first = e->broken ? *first : index;
        return;
    }
    Str text = sy_sources_text(m->sources, e->label_span);
    Diag *d =
        sy_diag(m->diags, D_E1202, e->label_span, "the label [%.*s] is used twice", STR_ARG(text));
    sy_diag_label(m->diags, d, m->tree->entries.p[*first].label_span, "first here");
    sy_diag_help(m->diags, d, "a label is one sentence's own; choose another");
}

static void declare_all(Model *m)
{
    m->nsyms = sy_syms_count(m->tree->syms) + 1;
    m->by_sym = NEW_N(m->arena, uint32_t, m->nsyms);
    for (uint32_t i = 1; i < (uint32_t)m->tree->entries.len; i++) {
        const Entry *e = &m->tree->entries.p[i];
        if (e->name && e->kind >= ENTRY_FRAMEWORK && e->kind <= ENTRY_ASSET) {
            declare(m, i);
        }
        declare_label(m, i);
    }
    for (uint32_t i = 1, n = (uint32_t)m->entities.len; i < n; i++) {
        uint32_t k = m->entities.p[i].kind;
        if (k == ENTRY_PARTY || k == ENTRY_GROUP || k == ENTRY_BODY) {
            declare_voices(m, (EntityId){i});
        }
    }
    declare_steps(m);
    declare_each(m);
}

Model *sy_model_build(Arena *arena, Tree *tree, Diags *diags)
{
    Model *m = NEW(arena, Model);
    m->arena = arena;
    m->tree = tree;
    m->diags = diags;
    m->sources = diags->sources;
    m->promise_map = sy_intmap_new(arena);
    m->dotted = sy_intmap_new(arena);
    m->labels = sy_intmap_new(arena);
    vec_push(arena, &m->entities, (Entity){0});
    vec_push(arena, &m->promises, (Promise){0});
    declare_all(m);
    sy_resolve_all(m);
    sy_model_rules(m);
    m->has_errors = diags->errors > 0;
    return m;
}

// ---------------------------------------------------------------- promises and names

PromiseId sy_model_promise_find(const Model *m, EntityId owner, EntityId what, bool some)
{
    ptrdiff_t at = sy_intmap_find(&m->promise_map, pair_key(owner.v << 1 | some, what.v));
    return (PromiseId){(uint32_t)(at + 1)};
}

PromiseId sy_model_promise(Model *m, EntityId owner, EntityId what, bool some)
{
    bool is_new;
    ptrdiff_t at = sy_intmap_add(&m->promise_map, pair_key(owner.v << 1 | some, what.v), &is_new);
    if (is_new) {
        vec_push(m->arena, &m->promises, (Promise){owner, what, some});
    }
    return (PromiseId){(uint32_t)(at + 1)};
}

Str sy_promise_name(Arena *arena, const Model *m, PromiseId id)
{
    const Promise *p = &m->promises.p[id.v];
    const Entity *what = sy_entity(m, p->what);
    if (what->kind == ENTRY_PROMISE) {
        return what->name;
    }
    return sy_str_fmt(arena, "%s%.*s.%.*s", p->some ? "some." : "",
                      STR_ARG(sy_entity(m, p->owner)->name), STR_ARG(what->name));
}

Str sy_ref_name(Arena *arena, const Model *m, const Name *n)
{
    if (n->ref_kind == REF_PROMISE) {
        return sy_promise_name(arena, m, (PromiseId){n->ref});
    }
    if (n->ref_kind == REF_ENTITY) {
        return sy_entity(m, (EntityId){n->ref})->name;
    }
    return sy_sources_text(m->sources, n->span);
}

EntityId sy_model_find(const Model *m, Str name)
{
    ptrdiff_t dot = sy_str_find_char(name, '.');
    Sym a = sy_syms_find(m->tree->syms, dot < 0 ? name : sy_str_sub(name, 0, dot));
    if (dot < 0) {
        return sy_model_by_sym(m, a);
    }
    Sym b = sy_syms_find(m->tree->syms, sy_str_sub(name, dot + 1, name.len));
    ptrdiff_t at = sy_intmap_find(&m->dotted, pair_key(a.v, b.v));
    return at < 0 ? (EntityId){0} : m->dotted_entity.p[at];
}

static Ref own_ref(Model *m, Sym x, EntityId own)
{
    if (!x.v) {
        return (Ref){REF_ENTITY, own.v};
    }
    ptrdiff_t at = sy_intmap_find(&m->dotted, pair_key(sy_entity(m, own)->sym.v, x.v));
    EntityId it = at >= 0 ? m->dotted_entity.p[at] : sy_model_by_sym(m, x);
    if (!it.v) {
        return (Ref){0};
    }
    uint32_t kind = sy_entity(m, it)->kind;
    if (kind == ENTRY_LAYER || kind == ENTRY_ACT || kind == ENTRY_PROMISE) {
        return (Ref){REF_PROMISE, sy_model_promise(m, own, it, false).v};
    }
    bool its =
        at >= 0 || sy_model_is_voice_of(m, it, own) || sy_model_body_of(m, (Choices){0}, it, own);
    return its ? (Ref){REF_ENTITY, it.v} : (Ref){0};
}

Ref sy_model_ref(Model *m, const Name *n, EntityId own)
{
    if (n->ref_kind == REF_OWN) {
        return own.v ? own_ref(m, n->b, own) : (Ref){0};
    }
    return (Ref){n->ref_kind, n->ref};
}

const Entry *sy_model_labelled(const Model *m, Sym label)
{
    ptrdiff_t at = sy_intmap_find(&m->labels, label.v);
    return at < 0 ? NULL : &m->tree->entries.p[m->label_entry.p[at]];
}

// ---------------------------------------------------------------- choices

Choices sy_choices_new(Arena *arena, const Model *m)
{
    return (Choices){NEW_N(arena, Sym, m->entities.len)};
}

Choices sy_choices_copy(Arena *arena, const Model *m, Choices from)
{
    Choices c = sy_choices_new(arena, m);
    for (ptrdiff_t i = 0; from.option && i < m->entities.len; i++) {
        c.option[i] = from.option[i];
    }
    return c;
}

Sym sy_choice_default(const Model *m, EntityId id)
{
    const Entry *e = &m->tree->entries.p[sy_entity(m, id)->entry];
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_OPTION && c->sub) {
            return (Sym){c->x};
        }
    }
    return (Sym){0};
}

Sym sy_choice_of(const Model *m, Choices ch, EntityId id)
{
    Sym chosen = ch.option ? ch.option[id.v] : (Sym){0};
    return chosen.v ? chosen : sy_choice_default(m, id);
}

bool sy_model_guard(const Model *m, Choices ch, uint32_t cond)
{
    if (!cond) {
        return true;
    }
    const Cond *c = &m->tree->conds.p[cond];
    switch ((int)c->kind) {
    case COND_AND:
        for (uint32_t k = c->first; k; k = m->tree->conds.p[k].next) {
            if (!sy_model_guard(m, ch, k)) {
                return false;
            }
        }
        return true;
    case COND_OR:
        for (uint32_t k = c->first; k; k = m->tree->conds.p[k].next) {
            if (sy_model_guard(m, ch, k)) {
                return true;
            }
        }
        return false;
    case COND_NOT: return !sy_model_guard(m, ch, c->first);
    case COND_IS: {
        const Name *n = sy_name(m, c->names, 0);
        return n->ref_kind == REF_ENTITY && sy_choice_of(m, ch, (EntityId){n->ref}).v == c->word.v;
    }
    default: return true;
    }
}

bool sy_entry_counts(const Model *m, Choices ch, const Entry *e)
{
    uint32_t file = e->file;
    for (int depth = 0; file && depth < 64; depth++) {
        const File *f = &m->tree->files.p[file];
        if (!sy_model_guard(m, ch, f->guard)) {
            return false;
        }
        file = f->include_of;
    }
    return sy_model_guard(m, ch, e->guard);
}

// ---------------------------------------------------------------- clauses, members, voices

const Clause *sy_entry_clause(const Model *m, Choices ch, const Entry *e, ClauseKind kind,
                              uint32_t *i)
{
    while (*i < e->nclauses) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + (*i)++];
        if (c->kind == kind && (!c->guard || sy_model_guard(m, ch, c->guard))) {
            return c;
        }
    }
    return NULL;
}

// Under no reading in particular everything does that is declared.
static bool exists(const Model *m, Choices ch, const Entry *e)
{
    return !ch.option || sy_entry_counts(m, ch, e);
}

const Clause *sy_entity_clause(const Model *m, Choices ch, EntityId id, ClauseKind kind,
                               uint32_t *i)
{
    const Entry *e = &m->tree->entries.p[sy_entity(m, id)->entry];
    return exists(m, ch, e) ? sy_entry_clause(m, ch, e, kind, i) : NULL;
}

static bool is_collective(const Entity *x)
{
    return x->kind == ENTRY_GROUP || x->kind == ENTRY_BODY;
}

EntityList sy_model_members(Arena *arena, const Model *m, Choices ch, EntityId group)
{
    VEC(EntityId) out = {0};
    if (!is_collective(sy_entity(m, group))) {
        return (EntityList){0};
    }
    const Entry *e = &m->tree->entries.p[sy_entity(m, group)->entry];
    for (uint32_t i = 0; i < e->nclauses && exists(m, ch, e); i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if ((c->kind != CL_MEMBERS && c->kind != CL_AMONG) || !sy_model_guard(m, ch, c->guard)) {
            continue;
        }
        if (c->kind == CL_MEMBERS) {
            out.len = 0; // the whole list takes the place of what stood before
        }
        for (uint32_t k = 0; k < c->names.count; k++) {
            const Name *n = sy_name(m, c->names, k);
            if (n->ref_kind == REF_ENTITY) {
                vec_push(arena, &out, (EntityId){n->ref});
            }
        }
    }
    return (EntityList){out.p, out.len};
}

bool sy_model_is_open(const Model *m, Choices ch, EntityId group)
{
    if (!is_collective(sy_entity(m, group))) {
        return false;
    }
    const Entry *e = &m->tree->entries.p[sy_entity(m, group)->entry];
    bool members = false, count = false;
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_AMONG || (c->kind == CL_MEMBERS && c->sub)) {
            return true;
        }
        members = members || (c->kind == CL_MEMBERS && sy_model_guard(m, ch, c->guard));
        count = count || c->kind == CL_COUNT_;
    }
    return count && !members;
}

double sy_model_count(const Model *m, Choices ch, EntityId group)
{
    uint32_t i = 0;
    const Clause *c = sy_entity_clause(m, ch, group, CL_COUNT_, &i);
    if (!c) {
        return -1;
    }
    const Qty *q = &m->tree->qtys.p[c->x];
    return q->unstated || isinf(q->high) ? -1 : q->high;
}

bool sy_model_is_voice_of(const Model *m, EntityId voice, EntityId party)
{
    for (ptrdiff_t i = 0; i + 1 < m->voice_owners.len; i += 2) {
        if (m->voice_owners.p[i].v == voice.v && m->voice_owners.p[i + 1].v == party.v) {
            return true;
        }
    }
    return false;
}

bool sy_model_body_of(const Model *m, Choices ch, EntityId body, EntityId party)
{
    const Entity *b = sy_entity(m, body);
    if (b->kind != ENTRY_BODY) {
        return false;
    }
    if (b->member.v) {
        return b->member.v == party.v;
    }
    uint32_t i = 0;
    for (const Clause *c; (c = sy_entity_clause(m, ch, body, CL_OF, &i));) {
        for (uint32_t k = 0; k < c->names.count && !c->sub; k++) {
            if (sy_name(m, c->names, k)->ref == party.v) {
                return true;
            }
        }
    }
    return false;
}

static bool speaks_for(Arena *scratch, const Model *m, Choices ch, EntityId who, EntityId party,
                       int depth)
{
    if (who.v == party.v) {
        return true;
    }
    if (depth > 16 || !is_collective(sy_entity(m, who))) {
        return false;
    }
    if (sy_model_body_of(m, ch, who, party)) {
        return true;
    }
    EntityList l = sy_model_members(scratch, m, ch, who);
    for (ptrdiff_t i = 0; i < l.len; i++) {
        if (speaks_for(scratch, m, ch, l.p[i], party, depth + 1)) {
            return true;
        }
    }
    return false;
}

bool sy_model_speaks_for(Arena *scratch, const Model *m, Choices ch, EntityId who, EntityId party)
{
    return speaks_for(scratch, m, ch, who, party, 0);
}

// ---------------------------------------------------------------- wholes and parts

EntityList sy_model_wholes(Arena *arena, const Model *m, EntityId what)
{
    VEC(EntityId) out = {0};
    vec_push(arena, &out, what);
    for (ptrdiff_t at = 0; at < out.len; at++) {
        const Entity *x = sy_entity(m, out.p[at]);
        const Entry *e = &m->tree->entries.p[x->entry];
        for (uint32_t i = 0; i < e->nclauses; i++) {
            const Clause *c = &m->tree->clauses.p[e->first_clause + i];
            NameList list = c->kind == CL_PART_OF ? c->names : (NameList){0};
            if (x->kind == ENTRY_PROMISE && (c->kind == CL_GIVES || c->kind == CL_DOES)) {
                list = (NameList){c->x, 1};
            }
            for (uint32_t k = 0; k < list.count; k++) {
                uint32_t id = sy_name(m, list, k)->ref;
                bool seen = id == 0;
                for (ptrdiff_t s = 0; s < out.len; s++) {
                    seen = seen || out.p[s].v == id;
                }
                if (!seen) {
                    vec_push(arena, &out, (EntityId){id});
                }
            }
        }
    }
    return (EntityList){out.p + 1, out.len - 1};
}

static bool is_part(const Model *m, EntityId what, EntityId whole, int depth)
{
    if (what.v == whole.v) {
        return true;
    }
    const Entity *x = sy_entity(m, what);
    const Entry *e = &m->tree->entries.p[x->entry];
    for (uint32_t i = 0; depth < 64 && i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        NameList list = c->kind == CL_PART_OF ? c->names : (NameList){0};
        if (x->kind == ENTRY_PROMISE && (c->kind == CL_GIVES || c->kind == CL_DOES)) {
            list = (NameList){c->x, 1};
        }
        for (uint32_t k = 0; k < list.count; k++) {
            EntityId up = {sy_name(m, list, k)->ref};
            if (up.v && is_part(m, up, whole, depth + 1)) {
                return true;
            }
        }
    }
    return false;
}

bool sy_model_is_part(const Model *m, EntityId what, EntityId whole)
{
    return is_part(m, what, whole, 0);
}
