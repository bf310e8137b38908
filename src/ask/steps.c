#include "ask/steps.h"

static Str step_name(const World *w, EntityId trigger, uint32_t step)
{
    const Step *s = &w->tree->steps.p[step];
    return s->label.v ? sy_word_ref(w->arena, w, (Ref){REF_STEP, step})
                      : sy_str_fmt(w->arena, "%.*s, step %u",
                                   STR_ARG(sy_entity(w->model, trigger)->name), s->ordinal + 1);
}

static void state_write(Buf *b, State state, Mom moment)
{
    sy_buf_text(b, state == STATE_OPEN ? "due" : sy_state_name(state));
    if ((state == STATE_DONE || state == STATE_LATE) && sy_mom_known(moment)) {
        sy_buf_char(b, ' ');
        sy_mom_write(b, moment);
    }
}

static bool same(const StepRow *a, const StepRow *b)
{
    return a->step == b->step && a->state == b->state && a->moment == b->moment;
}

// "A: done 2026-03-06; B, C: missed": those of one state together.
static void whose(const World *w, const Case *c, uint32_t step, Buf *b)
{
    ptrdiff_t all = 0;
    for (ptrdiff_t i = 0; i < c->rows.len; i++) {
        all += c->rows.p[i].step == step && c->rows.p[i].state != STATE_WAITING;
    }
    for (ptrdiff_t i = 0; i < c->rows.len; i++) {
        const StepRow *row = &c->rows.p[i];
        bool said = row->step != step;
        for (ptrdiff_t k = 0; k < i && !said; k++) {
            said = same(&c->rows.p[k], row);
        }
        if (said) {
            continue;
        }
        for (ptrdiff_t k = i, n = 0; k < c->rows.len; k++) {
            if (same(&c->rows.p[k], row)) {
                Str name = sy_entity(w->model, c->rows.p[k].who)->name;
                sy_buf_fmt(b, "%s%.*s", n++ ? ", " : "; ", STR_ARG(name));
            }
        }
        if (all == 1) {
            return;
        }
        sy_buf_text(b, ": ");
        state_write(b, (State)row->state, row->moment);
        if (row->state == STATE_WAITING && row->waits_for.len) {
            sy_buf_fmt(b, " for %.*s", STR_ARG(sy_word_line(w->arena, row->waits_for)));
        }
    }
}

static bool is_owed(State s)
{
    return s == STATE_OPEN || s == STATE_DUE || s == STATE_LATE || s == STATE_MISSED ||
           s == STATE_BROKEN;
}

void sy_ask_steps(World *w, EntityId trigger, StepLines *out)
{
    const Entity *t = sy_entity(w->model, trigger);
    const Case *c = t->nsteps ? sy_world_case(w, trigger, w->query.as_of) : NULL;
    for (uint32_t i = t->first_step; c && i < t->first_step + t->nsteps; i++) {
        StepState s = sy_world_step(w, i, w->query.as_of);
        if (s.state == STATE_NONE) {
            continue;
        }
        const Step *step = &w->tree->steps.p[i];
        Buf b = sy_buf_new(w->arena);
        state_write(&b, (State)s.state, s.moment);
        if (sy_mom_known(s.due)) {
            sy_buf_text(&b, ", by ");
            sy_mom_write(&b, s.due);
        } else {
            sy_buf_text(&b, step->within || step->by ? ", its deadline not known"
                                                     : ", no deadline stated");
        }
        whose(w, c, i, &b);
        vec_push(w->arena, out,
                 (StepLine){.step = {REF_STEP, i},
                            .name = step_name(w, trigger, i),
                            .state = s.state,
                            .owed = is_owed((State)s.state) && step->must != STEP_MAY,
                            .words = sy_buf_view(&b)});
    }
}
