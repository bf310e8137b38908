// answers.c - every answer of a model, as lines: for the checks that ask a second opinion.
//
// Standard input is a row of models, each with its questions:
//     MODEL LENGTH                 then LENGTH bytes
//     ASK [as-of=D] [at=GRADE] [given=A,B] [without=L,M] [together=A.x,B.y] [strict] [NAME=OPTION]
//     STATES NAME                  of the question before
//     END
// For each question the answers, a line each, then "."; a model with mistakes answers "error".
#include "model/load.h"
#include "record/hold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_LIMIT 4096
#define STATES_LIMIT 4096

typedef struct Asked {
    Arena *arena;
    Model *model;
    World *world;
    bool broken;
} Asked;

static bool read_text(void *context, Arena *arena, Str path, Str *out_text, Err *err)
{
    (void)arena;
    (void)path;
    (void)err;
    *out_text = *(const Str *)context;
    return true;
}

static bool load(Asked *a, Str text)
{
    Loader loader = {.arena = a->arena, .read = read_text, .context = &text};
    Loaded loaded = {0};
    Err err = {0};
    Str path = STR("model.surety");
    a->broken = !sy_load(&loader, &path, 1, &loaded, &err) || loaded.diags->errors > 0;
    if (a->broken && loaded.diags) {
        for (ptrdiff_t i = 0; i < loaded.diags->all.len; i++) {
            printf("error %.*s\n", STR_ARG(loaded.diags->all.p[i].message));
        }
    }
    a->model = loaded.model;
    return !a->broken;
}

// ---------------------------------------------------------------- the question

// "A.x" as the thing it names.
static Ref find(Asked *a, Str name)
{
    EntityId whole = sy_model_find(a->model, name);
    ptrdiff_t dot = -1;
    for (ptrdiff_t i = 0; i < name.len; i++) {
        dot = name.p[i] == '.' ? i : dot;
    }
    bool named = whole.v && sy_entity(a->model, whole)->kind == ENTRY_PROMISE;
    if ((whole.v && !named) || dot < 0) {
        return (Ref){whole.v ? REF_ENTITY : REF_NONE, whole.v};
    }
    bool some = name.len > 5 && memcmp(name.p, "some.", 5) == 0;
    ptrdiff_t from = some ? 5 : 0;
    EntityId owner = sy_model_find(a->model, (Str){name.p + from, dot - from});
    EntityId what =
        named ? whole : sy_model_find(a->model, (Str){name.p + dot + 1, name.len - dot - 1});
    if (owner.v && what.v) {
        return (Ref){REF_PROMISE, sy_model_promise(a->model, owner, what, some).v};
    }
    return (Ref){REF_NONE, 0};
}

typedef VEC(Ref) RefVec;

static RefList names_of(Asked *a, Str list, bool members)
{
    RefVec out = {0};
    for (ptrdiff_t at = 0; at < list.len;) {
        ptrdiff_t end = at;
        while (end < list.len && list.p[end] != ',') {
            end++;
        }
        Ref thing = find(a, (Str){list.p + at, end - at});
        vec_push(a->arena, &out, thing);
        EntityList l =
            members && thing.kind == REF_ENTITY
                ? sy_model_members(a->arena, a->model, (Choices){0}, (EntityId){thing.id})
                : (EntityList){0};
        for (ptrdiff_t i = 0; i < l.len; i++) {
            vec_push(a->arena, &out, (Ref){REF_ENTITY, l.p[i].v});
        }
        at = end + 1;
    }
    return (RefList){out.p, out.len};
}

static const uint8_t *struck_of(Asked *a, Str list)
{
    uint8_t *struck = NEW_N(a->arena, uint8_t, a->model->tree->entries.len);
    for (ptrdiff_t at = 0; at < list.len;) {
        ptrdiff_t end = at;
        while (end < list.len && list.p[end] != ',') {
            end++;
        }
        Sym label = sy_syms_intern(a->model->tree->syms, (Str){list.p + at, end - at});
        const Entry *e = sy_model_labelled(a->model, label);
        if (e) {
            struck[e - a->model->tree->entries.p] = 1;
        }
        at = end + 1;
    }
    return struck;
}

static Mom moment_of(Str s)
{
    char text[32] = {0};
    memcpy(text, s.p, s.len < 31 ? (size_t)s.len : 31);
    int y, m, d, hour = -1, minute = 0;
    if (sscanf(text, "%d-%d-%dT%d:%d", &y, &m, &d, &hour, &minute) < 3) {
        return MOM_ALWAYS;
    }
    Day day;
    if (!sy_day_make(y, m, d, &day)) {
        return MOM_ALWAYS;
    }
    return sy_mom(day, hour < 0 ? MOM_OPEN : hour * 3600 + minute * 60);
}

static Grade grade_of(Str s)
{
    for (int g = GRADE_RULED_OUT; g <= GRADE_DELIVERED; g++) {
        if (sy_str_eq(s, sy_str_from(sy_grade_name((Grade)g)))) {
            return (Grade)g;
        }
    }
    return GRADE_NONE;
}

static void word(Asked *a, Query *q, Str w)
{
    ptrdiff_t eq = 0;
    while (eq < w.len && w.p[eq] != '=') {
        eq++;
    }
    Str key = {w.p, eq};
    Str value = {w.p + eq + (eq < w.len), w.len - eq - (eq < w.len)};
    if (sy_str_eq(key, STR("as-of"))) {
        q->as_of = moment_of(value);
    } else if (sy_str_eq(key, STR("at"))) {
        q->at = grade_of(value);
    } else if (sy_str_eq(key, STR("given"))) {
        q->given = names_of(a, value, true);
    } else if (sy_str_eq(key, STR("together"))) {
        q->together = names_of(a, value, false);
    } else if (sy_str_eq(key, STR("without"))) {
        q->struck = struck_of(a, value);
    } else if (sy_str_eq(key, STR("strict"))) {
        q->strict = true;
    } else if (find(a, key).kind == REF_ENTITY) {
        q->choices.option[find(a, key).id] = sy_syms_intern(a->model->tree->syms, value);
    }
}

static Query question(Asked *a, Str line)
{
    Query q = {
        .choices = sy_choices_new(a->arena, a->model), .as_of = MOM_ALWAYS, .known_by = DAY_NONE};
    for (ptrdiff_t at = 0; at < line.len;) {
        ptrdiff_t end = at;
        while (end < line.len && line.p[end] != ' ') {
            end++;
        }
        word(a, &q, (Str){line.p + at, end - at});
        at = end + 1;
    }
    return q;
}

// ---------------------------------------------------------------- the answers

static void print_moment(Asked *a, const char *what, Str name, Mom m)
{
    Buf b = sy_buf_new(a->arena);
    if (m == MOM_NONE || m == MOM_UNSTATED || m == MOM_ALWAYS) {
        sy_buf_text(&b, m == MOM_UNSTATED ? "unstated" : "-");
    } else {
        sy_mom_write(&b, m);
    }
    Str s = sy_buf_view(&b);
    printf("%s %.*s %.*s\n", what, STR_ARG(name), STR_ARG(s));
}

static void print_states(Str name, uint32_t states)
{
    static const struct {
        uint32_t bit;
        const char *word;
    } table[] = {{PAST_BROKEN, "broken"}, {PAST_DELIVERED, "delivered"},
                 {PAST_DUE, "due"},       {PAST_LATE, "late"},
                 {PAST_MISSED, "missed"}, {PAST_RELEASED, "released"}};
    printf("state %.*s", STR_ARG(name));
    for (ptrdiff_t i = 0; i < COUNT_OF(table); i++) {
        if (states & table[i].bit) {
            printf(" %s", table[i].word);
        }
    }
    printf("\n");
}

static Mom due_of(World *w, PromiseId p)
{
    Mom as_of = w->query.as_of;
    const Position *q = sy_record_position(sy_world_record(w, as_of), p);
    if (!q) {
        return MOM_NONE;
    }
    return sy_position_term(q, TERM_BY) ? sy_position_deadline(w, q, as_of)
                                        : sy_position_term_end(w, q, as_of);
}

static void promise_answers(Asked *a, const Hold *h, PromiseId p)
{
    World *w = a->world;
    Ref thing = {REF_PROMISE, p.v};
    Str name = sy_promise_name(a->arena, a->model, p);
    Grade g = sy_record_grade(sy_world_record(w, w->query.as_of), p);
    Verdict v = sy_hold_verdict(h, thing);
    if (!sy_hold_of(h, thing)) { // it is in no answer about the whole
        World *fresh = sy_world_new(a->arena, a->model, &w->query, w->zone);
        v = sy_hold_verdict(sy_world_hold_disputed(fresh, thing), thing);
    }
    printf("verdict %.*s %s\n", STR_ARG(name), sy_verdict_words(v));
    printf("grade %.*s %s\n", STR_ARG(name), g ? sy_grade_name(g) : "-");
    print_states(name, sy_promise_states(w, p, w->query.as_of));
    print_moment(a, "due", name, due_of(w, p));
    print_moment(a, "begins", name, sy_world_since(w, thing, EDGE_BEGINS, w->query.as_of));
}

static void step_answers(Asked *a, EntityId trigger)
{
    const Entity *t = sy_entity(a->model, trigger);
    for (uint32_t i = t->first_step; i < t->first_step + t->nsteps; i++) {
        Str label = sy_sym_text(a->model->tree->syms, a->model->tree->steps.p[i].label);
        StepState s = sy_world_step(a->world, i, a->world->query.as_of);
        Str name = sy_str_fmt(a->arena, "%.*s.%.*s", STR_ARG(t->name), STR_ARG(label));
        printf("step %.*s %s\n", STR_ARG(name), s.state ? sy_state_name((State)s.state) : "-");
        print_moment(a, "due", name, s.due);
        print_moment(a, "moment", name, s.moment);
    }
}

// The verdict of one thing, asked alone, must be what it is in the whole.
static void alone_too(Asked *a, const Hold *h, Ref thing, Str name)
{
    World *w = sy_world_new(a->arena, a->model, &a->world->query, a->world->zone);
    if (!sy_hold_of(h, thing)) {
        return;
    }
    Verdict whole = sy_hold_verdict(h, thing);
    Verdict alone = sy_hold_verdict(sy_world_hold_disputed(w, thing), thing);
    if (whole != alone) {
        printf("internal %.*s %s when asked alone, %s in the whole\n", STR_ARG(name),
               sy_verdict_words(alone), sy_verdict_words(whole));
    }
}

static void entity_answers(Asked *a, const Hold *h, EntityId id)
{
    const Entity *e = sy_entity(a->model, id);
    Ref thing = {REF_ENTITY, id.v};
    switch (e->kind) {
    case ENTRY_TRIGGER:
    case ENTRY_FACT:
    case ENTRY_CONDITION:
    case ENTRY_GOAL:
    case ENTRY_SIGNING:
        if (e->each) {
            return;
        }
        step_answers(a, id);
        printf("verdict %.*s %s\n", STR_ARG(e->name), sy_verdict_words(sy_hold_verdict(h, thing)));
        print_moment(a, "begins", e->name,
                     sy_world_since(a->world, thing, EDGE_BEGINS, a->world->query.as_of));
        alone_too(a, h, thing, e->name);
        break;
    default: break;
    }
}

static void answer(Asked *a, Str line)
{
    Query q = question(a, line);
    a->world = sy_world_new(a->arena, a->model, &q, NULL);
    Hold *h = sy_world_hold_disputed(a->world, (Ref){REF_NONE, 0});
    if (h->unproven) {
        printf("internal - %s\n", h->unproven);
    }
    for (uint32_t i = 1; i < (uint32_t)a->model->promises.len; i++) {
        promise_answers(a, h, (PromiseId){i});
        alone_too(a, h, (Ref){REF_PROMISE, i}, sy_promise_name(a->arena, a->model, (PromiseId){i}));
    }
    for (uint32_t i = 1; i < (uint32_t)a->model->entities.len; i++) {
        entity_answers(a, h, (EntityId){i});
    }
}

static void count_states(Asked *a, Str name)
{
    bool complete = false;
    int64_t n = sy_world_states(a->world, find(a, name), STATES_LIMIT, &complete, NULL);
    printf("states %.*s %lld%s\n", STR_ARG(name), (long long)n, complete ? "" : "+");
}

static Str rest(char *line, size_t skip)
{
    line[strcspn(line, "\n")] = 0;
    size_t n = strlen(line);
    return (Str){line + (skip < n ? skip : n), skip < n ? (ptrdiff_t)(n - skip) : 0};
}

static void one_line(Asked *a, char *line)
{
    if (strncmp(line, "ASK", 3) == 0 && !a->broken) {
        answer(a, rest(line, 4));
    } else if (strncmp(line, "STATES ", 7) == 0 && !a->broken && a->world) {
        count_states(a, rest(line, 7));
    }
    printf(".\n");
}

static bool one_model(Arena *arena, ptrdiff_t length)
{
    Asked a = {.arena = arena};
    char *text = NEW_N(arena, char, length + 1);
    if (fread(text, 1, (size_t)length, stdin) != (size_t)length) {
        return false;
    }
    load(&a, (Str){text, length});
    printf(".\n");
    char line[LINE_LIMIT];
    while (fgets(line, sizeof line, stdin)) {
        if (strncmp(line, "END", 3) == 0) {
            fflush(stdout);
            return true;
        }
        one_line(&a, line);
    }
    return false;
}

int main(void)
{
    char line[LINE_LIMIT];
    long length;
    bool going = true;
    while (going && fgets(line, sizeof line, stdin) && sscanf(line, "MODEL %ld", &length) == 1) {
        Budget budget = {0};
        Arena *arena = sy_arena_new(&budget);
        going = one_model(arena, length);
        sy_arena_free(arena);
    }
    return going ? 0 : 1;
}
