// Steps of a trigger: who must or may do what, by when.
#include "lang/parser.h"

static bool step_word(Parser *p, Step *s)
{
    ptrdiff_t line = p->at;
    sy_p_take_tok(p, TOK_LINE);
    uint32_t w = sy_p_word(p, 0);
    p->at++;
    switch (w) {
    case W_WITHIN:
        s->within = sy_p_dur(p);
        if (sy_p_take(p, W_OF)) {
            s->within_of = sy_p_time(p);
        }
        return true;
    case W_BY: s->by = sy_p_time(p); return true;
    case W_FROM: s->from = sy_p_time(p); return true;
    case W_AFTER: s->after = sy_p_cond(p); return true;
    case W_IF: s->when_if = sy_p_cond(p); return true;
    case W_WHILE: s->whilst = sy_p_cond(p); return true;
    case W_CHOOSING:
        sy_p_need(p, W_FROM, "`from` and acts or layers");
        s->menu = sy_p_names(p, "an act or a layer");
        return true;
    case W_AMOUNT: s->amount = sy_p_qty(p); return true;
    case W_VERIFIED:
        sy_p_need(p, W_BY, "`by` and who verifies");
        s->verified = sy_p_vote(p, NULL);
        return true;
    case W_AS:
        if (sy_p_word(p, 0) == W_IT || sy_p_word(p, 0) == W_EACH) {
            p->at++;
            sy_p_need(p, W_SEES, "`as it sees fit`");
            sy_p_need(p, W_FIT, "`as it sees fit`");
            s->fit = true;
            return true;
        }
        break;
    default: break;
    }
    p->at = p->failed ? p->end : line;
    return false;
}

void sy_p_step(Parser *p, Clause *c)
{
    Step s = {.entry = p->entry};
    ptrdiff_t from = p->at;
    if (sy_p_is(p, TOK_LABEL)) {
        sy_p_label(p, &s.label, &s.label_span);
    }
    s.whose = sy_p_take2(p, W_EACH, W_OF)   ? WHOSE_EACH
              : sy_p_take2(p, W_ANY, W_OF)  ? WHOSE_ANY
              : sy_p_take2(p, W_SOME, W_OF) ? WHOSE_SOME
                                            : WHOSE_PLAIN;
    s.names = sy_p_names(p, "who must or may act");
    if (!p->failed && !sy_p_at(p, W_MUST) && !sy_p_at(p, W_MAY)) {
        Str found = sy_p_show(p);
        sy_p_fail(p, D_E2201, sy_p_span(p), "a duty says `must` or `may`, found %.*s",
                  STR_ARG(found));
    }
    s.must = sy_p_at(p, W_MUST) ? STEP_MUST : STEP_MAY;
    p->at += !p->failed;
    s.negated = sy_p_take(p, W_NOT);
    if (!p->failed) {
        sy_p_deed(p, &s.deed);
    }
    while (!p->failed && step_word(p, &s)) {
    }
    s.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->steps, s);
    c->x = (uint32_t)p->tree->steps.len - 1;
}
