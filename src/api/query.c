#include "api/query.h"

#include "lang/parse.h"
#include "record/live.h"

const char *sy_key_name(Key key)
{
    static const char *const names[] = {
#define KEY(ident, text) [KEY_##ident] = text,
        SY_KEYS(KEY)
#undef KEY
    };
    return names[key];
}

typedef struct Reader {
    Arena *arena;
    surety_model *handle;
    Model *model;
    Options *out;
    VEC(Ref) given, together, accept;
    Err *err;
} Reader;

// ---------------------------------------------------------------- names

static bool no_name(Model *m, Str name, Err *err)
{
    Str best = {0};
    int least = name.len < 4 ? 2 : 3;
    for (ptrdiff_t i = 1; i < m->entities.len; i++) {
        int far = sy_str_distance(m->entities.p[i].name, name, least - 1);
        if (far < least) {
            least = far;
            best = m->entities.p[i].name;
        }
    }
    if (best.len) {
        return sy_err_set(err, ERR_INVALID, "nothing is called `%.*s`; did you mean `%.*s`?",
                          STR_ARG(name), STR_ARG(best));
    }
    return sy_err_set(err, ERR_INVALID, "nothing is called `%.*s`", STR_ARG(name));
}

static bool dotted(Model *m, EntityId owner, Str name, ptrdiff_t dot, Ref *out, Err *err)
{
    Str second = sy_str_sub(name, dot + 1, name.len);
    Sym sym = sy_syms_find(m->tree->syms, second);
    const Entity *x = sy_entity(m, owner);
    if (x->kind == ENTRY_TRIGGER) {
        uint32_t step = sym.v ? sy_model_step(m, owner, sym) : 0;
        *out = (Ref){REF_STEP, step};
        return step || sy_err_set(err, ERR_INVALID, "no step of `%.*s` is called `%.*s`",
                                  STR_ARG(x->name), STR_ARG(second));
    }
    EntityId what = sy_model_by_sym(m, sym);
    if (!what.v) {
        return no_name(m, second, err);
    }
    uint32_t kind = sy_entity(m, what)->kind;
    if (sy_entity(m, what)->each) {
        *out = (Ref){REF_EACH, what.v};
        return true;
    }
    bool actor = x->kind == ENTRY_PARTY || x->kind == ENTRY_GROUP || x->kind == ENTRY_BODY;
    if (!actor || (kind != ENTRY_LAYER && kind != ENTRY_ACT)) {
        return sy_err_set(err, ERR_INVALID, "`%.*s` is no promise: write PARTY.LAYER or PARTY.ACT",
                          STR_ARG(name));
    }
    *out = (Ref){REF_PROMISE, sy_model_promise(m, owner, what, false).v};
    return true;
}

bool sy_api_ref(Model *m, Str name, Ref *out, Err *err)
{
    bool some = sy_str_starts(name, STR("some."));
    Str rest = some ? sy_str_sub(name, 5, name.len) : name;
    EntityId id = sy_model_find(m, rest);
    if (id.v && sy_entity(m, id)->kind != ENTRY_PROMISE && !some) {
        *out = (Ref){REF_ENTITY, id.v};
        return true;
    }
    ptrdiff_t dot = sy_str_find_char(rest, '.');
    if (dot < 0) {
        return no_name(m, name, err);
    }
    Str first = sy_str_sub(rest, 0, dot);
    EntityId owner = sy_model_find(m, first);
    if (!owner.v) {
        return no_name(m, first, err);
    }
    if (id.v) {
        *out = (Ref){REF_PROMISE, sy_model_promise(m, owner, id, false).v};
        return true;
    }
    if (!dotted(m, owner, rest, dot, out, err)) {
        return false;
    }
    if (some && out->kind == REF_PROMISE) {
        Promise p = m->promises.p[out->id];
        out->id = sy_model_promise(m, p.owner, p.what, true).v;
    }
    return true;
}

static uint32_t kind_of(const Model *m, Ref ref)
{
    return ref.kind == REF_ENTITY ? sy_entity(m, (EntityId){ref.id})->kind : (uint32_t)ENTRY_ERROR;
}

bool sy_api_goal(Model *m, Str name, Ref *out, Err *err)
{
    if (!sy_api_ref(m, name, out, err)) {
        return false;
    }
    uint32_t kind = kind_of(m, *out);
    bool stands = out->kind == REF_PROMISE || kind == ENTRY_FACT || kind == ENTRY_CONDITION ||
                  kind == ENTRY_GOAL || kind == ENTRY_TRIGGER || kind == ENTRY_SIGNING;
    return stands || sy_err_set(err, ERR_INVALID,
                                "`%.*s` is nothing that stands: name a promise, a condition, a "
                                "fact, a trigger or a signing",
                                STR_ARG(name));
}

// May it be taken as granted?
static bool can_be_given(const Model *m, Ref ref)
{
    switch ((int)kind_of(m, ref)) {
    case ENTRY_LAYER:
    case ENTRY_ACT:
    case ENTRY_UNIT:
    case ENTRY_MEASURE:
    case ENTRY_NEED:
    case ENTRY_DOCUMENT:
    case ENTRY_ASSET:
    case ENTRY_FRAMEWORK: return false;
    default: return true;
    }
}

// ---------------------------------------------------------------- values

static bool wrong(Reader *r, Key key, Str value, const char *expected)
{
    return sy_err_set(r->err, ERR_INVALID, "%s `%.*s`: expected %s", sy_key_name(key),
                      STR_ARG(value), expected);
}

static bool said(Str value)
{
    return !sy_str_eq(value, STR("no"));
}

static bool moment(Reader *r, Key key, Str value, Mom *out)
{
    Sources *sources = sy_sources_new(r->arena);
    Diags *diags = sy_diags_new(r->arena, sources);
    uint32_t start = sy_sources_add(sources, STR("option"), value);
    Moment m = {0};
    bool ok = start && sy_parse_moment(r->model->tree, diags, sy_sources_at(sources, start), &m);
    if (!ok || m.unstated || diags->errors) {
        return wrong(r, key, value, "a date, as in 2025-08-19, or \"2025-08-19 at 09:00\"");
    }
    World clock = {0};
    if (m.clock.known && m.clock.has_offset && !sy_api_model_zone(r->handle, &clock.zone, r->err)) {
        return false;
    }
    *out = m.clock.known ? sy_world_local(&clock, m.dates.late, m.clock)
                         : sy_mom(m.dates.late, MOM_OPEN);
    return true;
}

static bool known_by(Reader *r, Str value)
{
    Mom m = {0};
    if (!moment(r, KEY_KNOWN_BY, value, &m)) {
        return false;
    }
    r->out->query.known_by = sy_mom_day(m);
    return true;
}

static bool grade(Reader *r, Str value)
{
    Sym word = sy_syms_find(r->model->tree->syms, value);
    Grade g = word.v ? sy_grade_find(word) : GRADE_NONE;
    if (g < GRADE_FLOATED || g > GRADE_DELIVERED) {
        return wrong(r, KEY_AT, value,
                     "a grade: floated, open, willing, ready, stated, agreed, signed, delivered");
    }
    r->out->query.at = g;
    return true;
}

static bool speaker(Reader *r, Str value)
{
    for (int k = RANK_REPORTER; k <= RANK_SELF; k++) {
        if (sy_str_eq(value, sy_str_from(sy_rank_name((Rank)k)))) {
            r->out->query.speakers |= 1u << k;
            return true;
        }
    }
    return wrong(r, KEY_SPEAKERS, value, "self, attributed, unnamed or reporter");
}

static char capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool rated(Reader *r, Str value)
{
    char letter = value.len == 2 ? capital(value.p[0]) : 0;
    if (letter < 'A' || letter > 'F' || value.p[1] < '1' || value.p[1] > '6') {
        return wrong(r, KEY_RATED, value, "a letter A to F and a digit 1 to 6, as in B3");
    }
    r->out->query.rated[0] = letter;
    r->out->query.rated[1] = value.p[1];
    return true;
}

static bool number(Reader *r, Str value)
{
    if (!sy_int_parse(value, &r->out->limit) || r->out->limit < 1) {
        return wrong(r, KEY_LIMIT, value, "a number from 1");
    }
    return true;
}

// ---------------------------------------------------------------- names as values

static bool has_option(const Model *m, EntityId choice, Sym word)
{
    const Entry *e = &m->tree->entries.p[sy_entity(m, choice)->entry];
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &m->tree->clauses.p[e->first_clause + i];
        if (c->kind == CL_OPTION && c->x == word.v) {
            return true;
        }
    }
    return false;
}

static bool choose(Reader *r, EntityId choice, Str option)
{
    Sym word = sy_syms_find(r->model->tree->syms, option);
    if (!word.v || !has_option(r->model, choice, word)) {
        Str name = sy_entity(r->model, choice)->name;
        return sy_err_set(r->err, ERR_INVALID, "`%.*s` is no option of `%.*s`", STR_ARG(option),
                          STR_ARG(name));
    }
    r->out->query.choices.option[choice.v] = word;
    return true;
}

static bool split(Str text, Str *out_name, Str *out_value)
{
    ptrdiff_t at = sy_str_find_char(text, '=');
    *out_name = sy_str_trim(at < 0 ? text : sy_str_sub(text, 0, at));
    *out_value = at < 0 ? (Str){0} : sy_str_trim(sy_str_sub(text, at + 1, text.len));
    return at >= 0;
}

static bool reading(Reader *r, Str text)
{
    Str name, option;
    Ref ref = {0};
    if (!split(text, &name, &option)) {
        return wrong(r, KEY_READING, text, "NAME=OPTION");
    }
    if (!sy_api_ref(r->model, name, &ref, r->err)) {
        return false;
    }
    uint32_t kind = kind_of(r->model, ref);
    if (kind == ENTRY_DECISION) {
        return sy_err_set(r->err, ERR_INVALID,
                          "`%.*s` is a decision, which the reader does not make: take it as "
                          "granted with given `%.*s`",
                          STR_ARG(name), STR_ARG(text));
    }
    if (kind != ENTRY_READING && kind != ENTRY_VERSION) {
        return sy_err_set(r->err, ERR_INVALID, "`%.*s` is no reading or version", STR_ARG(name));
    }
    return choose(r, (EntityId){ref.id}, option);
}

static bool given(Reader *r, Str text)
{
    Str name, value;
    Ref ref = {0};
    bool has_value = split(text, &name, &value);
    if (!sy_api_ref(r->model, name, &ref, r->err)) {
        return false;
    }
    uint32_t kind = kind_of(r->model, ref);
    bool choice = kind == ENTRY_DECISION || kind == ENTRY_READING || kind == ENTRY_VERSION;
    if (choice) {
        return has_value ? choose(r, (EntityId){ref.id}, value)
                         : wrong(r, KEY_GIVEN, text, "NAME=OPTION for a decision");
    }
    if (has_value && !sy_str_eq(value, STR("true"))) {
        return sy_err_set(r->err, ERR_INVALID,
                          "given `%.*s`: nothing can be taken as false: what is given is true, "
                          "stands, or agrees; only a decision takes a value (NAME=OPTION)",
                          STR_ARG(text));
    }
    if (!can_be_given(r->model, ref)) {
        return wrong(r, KEY_GIVEN, name, "a fact, a condition, a promise, a party or a decision");
    }
    vec_push(r->arena, &r->given, ref);
    return true;
}

static bool together(Reader *r, Str name)
{
    Ref ref = {0};
    if (!sy_api_ref(r->model, name, &ref, r->err)) {
        return false;
    }
    if (ref.kind != REF_PROMISE) {
        return wrong(r, KEY_TOGETHER, name, "a promise, as in US.air-support");
    }
    vec_push(r->arena, &r->together, ref);
    return true;
}

static bool without(Reader *r, Str label)
{
    if (label.len > 2 && label.p[0] == '[' && label.p[label.len - 1] == ']') {
        label = sy_str_sub(label, 1, label.len - 1);
    }
    Sym sym = sy_syms_find(r->model->tree->syms, label);
    const Entry *e = sym.v ? sy_model_labelled(r->model, sym) : NULL;
    if (!e) {
        return sy_err_set(r->err, ERR_INVALID,
                          "without `%.*s`: nothing carries this label; a sentence is struck by its "
                          "label, written behind it in brackets, as in `A will go [L1]`",
                          STR_ARG(label));
    }
    Query *q = &r->out->query;
    uint8_t *struck = NEW_N(r->arena, uint8_t, r->model->tree->entries.len);
    if (q->struck) {
        memcpy(struck, q->struck, (size_t)r->model->tree->entries.len);
    }
    struck[e - r->model->tree->entries.p] = 1;
    q->struck = struck;
    return true;
}

static bool named(Reader *r, Key key, Str name, EntityId *out)
{
    Ref ref = {0};
    if (!sy_api_ref(r->model, name, &ref, r->err)) {
        return false;
    }
    uint32_t kind = kind_of(r->model, ref);
    bool actor = kind == ENTRY_PARTY || kind == ENTRY_GROUP || kind == ENTRY_BODY;
    bool thing = kind == ENTRY_LAYER || kind == ENTRY_ACT;
    if (key == KEY_PARTY ? !actor : !thing) {
        return wrong(r, key, name,
                     key == KEY_PARTY ? "a party, group or body" : "a layer or an act");
    }
    *out = (EntityId){ref.id};
    return true;
}

static bool accept(Reader *r, Str name)
{
    Ref ref = {0};
    if (!sy_api_ref(r->model, name, &ref, r->err)) {
        return false;
    }
    if (kind_of(r->model, ref) != ENTRY_DOCUMENT) {
        return wrong(r, KEY_ACCEPT, name, "a document");
    }
    vec_push(r->arena, &r->accept, ref);
    return true;
}

// ---------------------------------------------------------------- all of them

static bool listed(Reader *r, Str list, bool (*one)(Reader *, Str))
{
    ptrdiff_t at = 0;
    while (at <= list.len) {
        Str rest = sy_str_sub(list, at, list.len);
        ptrdiff_t comma = sy_str_find_char(rest, ',');
        Str item = sy_str_trim(comma < 0 ? rest : sy_str_sub(rest, 0, comma));
        if (item.len == 0) {
            return sy_err_set(r->err, ERR_INVALID, "`%.*s`: an empty place in a list",
                              STR_ARG(list));
        }
        if (!one(r, item)) {
            return false;
        }
        at = comma < 0 ? list.len + 1 : at + comma + 1;
    }
    return true;
}

static bool take(Reader *r, Key key, Str value)
{
    Options *o = r->out;
    switch (key) {
    case KEY_AS_OF: return moment(r, key, value, &o->query.as_of);
    case KEY_KNOWN_BY: return known_by(r, value);
    case KEY_SPEAKERS: return listed(r, value, speaker);
    case KEY_RATED: return rated(r, value);
    case KEY_READING: return listed(r, value, reading);
    case KEY_WITHOUT: return listed(r, value, without);
    case KEY_AT: return grade(r, value);
    case KEY_STRICT: o->query.strict = said(value); return true;
    case KEY_GIVEN: return listed(r, value, given);
    case KEY_TOGETHER: return listed(r, value, together);
    case KEY_PARTY: return named(r, key, value, &o->party);
    case KEY_LAYER: return named(r, key, value, &o->layer);
    case KEY_STATES: o->states = said(value); return true;
    case KEY_READINGS: o->readings = said(value); return true;
    case KEY_NOT: o->negated = said(value); return true;
    case KEY_NOTES: o->notes = said(value); return true;
    case KEY_GOAL: o->goal = sy_str_dup(r->arena, value); return true;
    case KEY_LIMIT: return number(r, value);
    case KEY_ACCEPT: return listed(r, value, accept);
    case KEY_COUNT: break;
    }
    return false;
}

static bool find_key(Reader *r, uint32_t allowed, Str text, Key *out)
{
    for (int k = 0; k < KEY_COUNT; k++) {
        if (sy_str_eq(text, sy_str_from(sy_key_name((Key)k)))) {
            *out = (Key)k;
            return (allowed >> k & 1) ||
                   sy_err_set(r->err, ERR_INVALID, "this question takes no option `%.*s`",
                              STR_ARG(text));
        }
    }
    return sy_err_set(r->err, ERR_INVALID, "there is no option `%.*s`", STR_ARG(text));
}

bool sy_api_options(Arena *arena, surety_model *handle, uint32_t allowed,
                    const surety_option *options, ptrdiff_t n, Options *out, Err *err)
{
    Options o = {0};
    Model *m = handle->loaded.model;
    o.query.choices = sy_choices_new(arena, m);
    o.query.as_of = MOM_ALWAYS;
    o.query.known_by = DAY_NONE;
    Reader r = {.arena = arena, .handle = handle, .model = m, .out = &o, .err = err};
    for (ptrdiff_t i = 0; i < n; i++) {
        Key key = KEY_COUNT;
        if (!find_key(&r, allowed, sy_str_from(options[i].key), &key) ||
            !take(&r, key, sy_str_from(options[i].value))) {
            return false;
        }
        o.said |= 1u << key;
    }
    o.query.given = (RefList){r.given.p, r.given.len};
    o.query.together = (RefList){r.together.p, r.together.len};
    o.accept = (RefList){r.accept.p, r.accept.len};
    *out = o;
    return true;
}
