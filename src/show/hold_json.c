#include "show/hold.h"

static void json_ref(Json *j, const HoldAnswer *a, const char *key, Ref r)
{
    sy_json_key_str(j, key, sy_word_ref(a->world->arena, a->world, r));
}

static void json_sentence(Json *j, const HoldAnswer *a, const char *key, uint32_t sentence)
{
    if (!sentence) {
        return;
    }
    const World *w = a->world;
    const Sentence *s = &w->tree->sentences.p[sentence];
    const Entry *e = sy_sentence_entry(w, s);
    int line, column;
    sy_sources_locate(w->model->sources, e->span.start, &line, &column);
    sy_json_key(j, key);
    sy_json_object(j);
    sy_json_key_str(j, "sentence", sy_word_head(w->arena, w, sentence));
    if (e->label.v) {
        sy_json_key_str(j, "label", sy_sources_text(w->model->sources, e->label_span));
    }
    sy_json_key_str(j, "speaker", sy_word_speaker(w->arena, w, s));
    sy_json_key_int(j, "line", line);
    sy_json_key_str(j, "cites", sy_word_cites(w->arena, w, s->entry));
    sy_json_end(j);
}

static void json_words(Json *j, const char *key, Str words)
{
    if (words.len) {
        sy_json_key_str(j, key, words);
    }
}

static void json_withdrawn(Json *j, const HoldAnswer *a)
{
    sy_json_key(j, "withdrawn");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->withdrawn.len; i++) {
        sy_json_object(j);
        json_ref(j, a, "name", a->withdrawn.p[i].thing);
        json_sentence(j, a, "word", a->withdrawn.p[i].word);
        json_sentence(j, a, "by", a->withdrawn.p[i].by);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_line(Json *j, const HoldAnswer *a, const Hold *h, const HoldLine *l)
{
    const Position *q = l->thing.kind == REF_PROMISE
                            ? sy_record_position(h->record, (PromiseId){l->thing.id})
                            : NULL;
    Str needs = sy_hold_line_needs(j->out->arena, h, l);
    HoldWords wants = sy_hold_line_wants(j->out->arena, h, l);
    Str answers = l->verdict == VERDICT_DISPUTED && h == a->hold
                      ? sy_dispute_answers(j->out->arena, a->world, &a->disputes, l->thing)
                      : (Str){0};
    const AskDispute *d = q ? sy_dispute_of(&a->disputes, q->promise) : NULL;
    sy_json_object(j);
    json_ref(j, a, "name", l->thing);
    sy_json_key_str(j, "verdict", sy_str_from(sy_verdict_words((Verdict)l->verdict)));
    if (q && q->grade) {
        sy_json_key_str(j, "grade", sy_str_from(sy_grade_name((Grade)q->grade)));
        sy_json_key_str(j, "voice", sy_str_from(sy_rank_name((Rank)q->rank)));
    }
    if (needs.len) {
        sy_json_key_str(j, "conditions", needs);
    }
    json_words(j, "times", sy_hold_line_times(j->out->arena, h, l));
    json_words(j, "refused", sy_hold_line_refused(j->out->arena, h, l));
    json_words(j, "declined", sy_hold_line_declined(j->out->arena, h, l));
    json_words(j, "disputed", answers);
    json_words(j, "waits_for", wants.open);
    json_words(j, "against", wants.against);
    if (l->ring) {
        sy_json_key_int(j, "circle", l->ring);
    }
    json_sentence(j, a, "word", l->sentence);
    if (d) {
        json_sentence(j, a, "contradicted_by", d->against);
    }
    sy_json_end(j);
}

static void json_lines(Json *j, const HoldAnswer *a, const char *key, const HoldLines *lines)
{
    sy_json_key(j, key);
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        json_line(j, a, a->hold, &lines->p[i]);
    }
    sy_json_end(j);
}

static void json_own_words(Json *j, const HoldAnswer *a)
{
    sy_json_key(j, "own_words");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->own_goals.len; i++) {
        json_line(j, a, a->own_holds.p[i], &a->own_goals.p[i]);
    }
    sy_json_end(j);
}

static void json_ring(Json *j, const HoldAnswer *a, const HoldRing *r)
{
    static const char *const reads[] = {"bare", "after", "with"};
    sy_json_object(j);
    sy_json_key_bool(j, "deadlocked", r->locked);
    sy_json_key(j, "members");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        sy_json_str(j, sy_word_ref(a->world->arena, a->world, r->members.p[i]));
    }
    sy_json_end(j);
    sy_json_key(j, "conditions");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < r->edges.len; i++) {
        sy_json_object(j);
        json_ref(j, a, "of", r->edges.p[i].from);
        json_ref(j, a, "on", r->edges.p[i].to);
        sy_json_key_str(j, "order", sy_str_from(reads[r->edges.p[i].read]));
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_key(j, "first_movers");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < r->first_movers.len; i++) {
        sy_json_str(j, sy_word_ref(a->world->arena, a->world, r->first_movers.p[i]));
    }
    sy_json_end(j);
    sy_json_end(j);
}

static void json_readings(Json *j, const HoldAnswer *a)
{
    sy_json_key(j, "readings");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->readings.len; i++) {
        const HoldReading *r = &a->readings.p[i];
        sy_json_object(j);
        sy_json_key_str(j, "under", r->words);
        sy_json_key_bool(j, "differs", r->differs);
        if (r->by_default) {
            sy_json_key_bool(j, "by_default", true);
        }
        sy_json_key(j, "goals");
        sy_json_object(j);
        for (ptrdiff_t k = 0; k < r->verdicts.len; k++) {
            char *name = sy_str_cstring(
                a->world->arena, sy_word_ref(a->world->arena, a->world, a->goals.p[k].thing));
            sy_json_key_str(j, name, sy_str_from(sy_verdict_words((Verdict)r->verdicts.p[k])));
        }
        sy_json_end(j);
        if (r->states >= 0) {
            sy_json_key_int(j, "consistent_states", r->states);
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_states(Json *j, const HoldAnswer *a)
{
    sy_json_key(j, "consistent_states");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->states.len; i++) {
        const HoldStates *x = &a->states.p[i];
        sy_json_object(j);
        json_ref(j, a, "name", x->thing);
        sy_json_key_int(j, "count", x->count);
        sy_json_key_bool(j, "complete", x->complete);
        sy_json_key(j, "states");
        sy_json_list(j);
        for (ptrdiff_t k = 0; k < x->sets.len; k++) {
            sy_json_list(j);
            for (ptrdiff_t m = 0; m < x->sets.p[k].len; m++) {
                sy_json_str(j,
                            sy_promise_name(a->world->arena, a->world->model, x->sets.p[k].p[m]));
            }
            sy_json_end(j);
        }
        sy_json_end(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_changes(Json *j, const HoldAnswer *a)
{
    sy_json_key(j, "changed_by_striking");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->changes.len; i++) {
        sy_json_object(j);
        json_ref(j, a, "name", a->changes.p[i].thing);
        sy_json_key_str(j, "with", sy_str_from(sy_verdict_words((Verdict)a->changes.p[i].before)));
        sy_json_key_str(j, "without",
                        sy_str_from(sy_verdict_words((Verdict)a->changes.p[i].after)));
        sy_json_end(j);
    }
    sy_json_end(j);
    sy_json_key(j, "since");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->since.len; i++) {
        const HoldSince *x = &a->since.p[i];
        Buf day = sy_buf_new(a->world->arena);
        sy_day_write(&day, x->day);
        sy_json_object(j);
        json_ref(j, a, "name", x->thing);
        sy_json_key_str(j, "day", sy_buf_view(&day));
        sy_json_key_str(j, "before", sy_str_from(sy_verdict_words((Verdict)x->before)));
        sy_json_key(j, "sentences");
        sy_json_list(j);
        for (ptrdiff_t k = 0; k < x->sentences.len; k++) {
            sy_json_str(j, sy_word_label(a->world->arena, a->world, x->sentences.p[k]));
        }
        sy_json_end(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_contest(Json *j, const HoldAnswer *a)
{
    sy_json_key(j, "contested_ring");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->contest.len; i++) {
        const ContestStep *c = &a->contest.p[i];
        sy_json_object(j);
        json_ref(j, a, "name", (Ref){REF_PROMISE, c->promise.v});
        sy_json_key_str(j, c->falls ? "falls_where" : "needs",
                        sy_promise_name(a->world->arena, a->world->model, c->on));
        if (c->sentence) {
            sy_json_key_str(j, "label", sy_word_label(a->world->arena, a->world, c->sentence));
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}

static void json_steps(Json *j, const HoldAnswer *a)
{
    sy_json_key(j, "steps");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->steps.len; i++) {
        const StepLine *s = &a->steps.p[i];
        sy_json_object(j);
        sy_json_key_str(j, "name", s->name);
        sy_json_key_str(j, "state", sy_str_from(sy_state_name((State)s->state)));
        sy_json_key_str(j, "words", s->words);
        sy_json_end(j);
    }
    sy_json_end(j);
}

void sy_show_hold_json(Json *j, const HoldAnswer *a)
{
    sy_json_key_str(j, "under", a->under);
    sy_json_key_str(j, "asked", sy_word_question(a->world->arena, a->world));
    if (a->asked) {
        sy_json_key_bool(j, "stands", !a->no);
    }
    json_lines(j, a, "goals", &a->goals);
    json_states(j, a);
    json_changes(j, a);
    json_contest(j, a);
    sy_json_key(j, "circles");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->rings.len; i++) {
        json_ring(j, a, &a->rings.p[i]);
    }
    sy_json_end(j);
    json_lines(j, a, "promises", &a->promises);
    json_withdrawn(j, a);
    json_steps(j, a);
    json_own_words(j, a);
    sy_json_key(j, "not_said_for_itself");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->own_missing.len; i++) {
        sy_json_str(j, sy_word_ref(a->world->arena, a->world, a->own_missing.p[i].thing));
    }
    sy_json_end(j);
    json_readings(j, a);
    sy_json_key(j, "rests_on");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->assumptions.len; i++) {
        Str name = a->assumptions.p[i];
        bool label = name.p[0] == '[';
        sy_json_str(j, label ? sy_str_sub(name, 1, name.len - 1) : name);
    }
    sy_json_end(j);
}
