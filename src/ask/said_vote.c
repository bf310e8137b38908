// A body's vote in words: its rule, who has said yes and no, who has not been heard.
#include "ask/said.h"
#include "ask/word.h"

static bool is_listed(const Refs *list, uint32_t id)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i].id == id) {
            return true;
        }
    }
    return false;
}

// Those that a list of names stands for: the known members of a group, others themselves. Appended once.
static void voters(World *w, NameList names, EntityId own, bool members, Refs *out)
{
    for (uint32_t i = 0; i < names.count; i++) {
        Ref one = sy_model_ref(w->model, sy_name(w->model, names, i), own);
        EntityList l = {0};
        if (one.kind == REF_ENTITY && members) {
            l = sy_model_members(w->arena, w->model, w->query.choices, (EntityId){one.id});
        }
        for (ptrdiff_t k = 0; k < l.len; k++) {
            if (!is_listed(out, l.p[k].v)) {
                vec_push(w->arena, out, (Ref){REF_ENTITY, l.p[k].v});
            }
        }
        if (l.len == 0 && one.kind == REF_ENTITY && !is_listed(out, one.id)) {
            vec_push(w->arena, out, one);
        }
    }
}

// The rule by which others decide for `who`; null: it has none, or speaks for itself.
static const Vote *rule_of(const World *w, EntityId who, Ref about)
{
    const Clause *c =
        sy_entity(w->model, who)->kind == ENTRY_BODY ? sy_body_rule(w, who, about) : NULL;
    const Vote *v = c ? &w->tree->votes.p[c->x] : NULL;
    bool itself = v && v->kind == VOTE_NAMES && v->names.count == 1 &&
                  sy_name(w->model, v->names, 0)->ref == who.v;
    return v && !itself && v->kind != VOTE_UNSTATED ? v : NULL;
}

bool sy_said_is_veto(World *w, EntityId who, Ref about, const Sentence *s)
{
    const Vote *v = rule_of(w, who, about);
    Subjects subs = {0};
    Refs list = {0};
    if (!v || v->veto.count == 0) {
        return false;
    }
    voters(w, v->veto, sy_entity(w->model, who)->member, false, &list);
    sy_sentence_subjects(w, s, &subs);
    return s->verb == VERB_REJECT && subs.len > 0 && is_listed(&list, subs.p[0].who.v);
}

static void named(Buf *b, const World *w, const Refs *list, const char *title)
{
    for (ptrdiff_t i = 0; i < list->len; i++) {
        Str name = sy_entity(w->model, (EntityId){list->p[i].id})->name;
        sy_buf_fmt(b, "%s%.*s", i ? ", " : title, STR_ARG(name));
    }
}

Str sy_said_vote(Arena *arena, World *w, const Record *r, EntityId who, Ref about)
{
    const Vote *v = rule_of(w, who, about);
    EntityId own = sy_entity(w->model, who)->member;
    Refs list = {0}, vetoers = {0}, vetoes = {0}, yes = {0}, no = {0}, rest = {0};
    if (!v) {
        return (Str){0};
    }
    Buf b = sy_buf_new(arena);
    sy_buf_str(&b, sy_word_span(arena, w, v->span));
    voters(w, v->veto, own, false, &vetoers);
    for (ptrdiff_t i = 0; i < vetoers.len; i++) {
        if (sy_record_says(w, r, (EntityId){vetoers.p[i].id}, VOICE_OBJECTS, about)) {
            vec_push(w->arena, &vetoes, vetoers.p[i]);
        }
    }
    voters(w, v->names, own, v->kind != VOTE_NAMES || v->of_yes > 0, &list);
    for (ptrdiff_t i = 0; i < list.len; i++) {
        EntityId one = {list.p[i].id};
        Refs *out = sy_record_says(w, r, one, VOICE_AGREES, about)    ? &yes
                    : sy_record_says(w, r, one, VOICE_OBJECTS, about) ? &no
                                                                      : &rest;
        vec_push(w->arena, out, list.p[i]);
    }
    named(&b, w, &vetoes, "; vetoed by ");
    named(&b, w, &yes, "; yes: ");
    named(&b, w, &no, "; no: ");
    if (yes.len + no.len == 0) {
        sy_buf_text(&b, "; nobody has been heard");
    } else {
        named(&b, w, &rest, "; not heard: ");
    }
    return sy_buf_view(&b);
}
