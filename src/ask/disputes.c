#include "ask/disputes.h"

// The sentence that this one contradicts; 0: none.
static uint32_t contradicted(const World *w, uint32_t sentence)
{
    const Entry *e = sy_sentence_entry(w, &w->tree->sentences.p[sentence]);
    uint32_t i = 0;
    const Clause *c = sy_entry_clause(w->model, w->query.choices, e, CL_CONTRADICTS, &i);
    ptrdiff_t at = c ? sy_intmap_find(&w->model->labels, c->x) : -1;
    const Entry *other = at < 0 ? NULL : &w->tree->entries.p[w->model->label_entry.p[at]];
    return other && other->kind == ENTRY_SENTENCE ? other->detail : 0;
}

static void disputes_of(World *w, const Position *q, AskDisputes *out)
{
    for (ptrdiff_t i = 0; q && q->extra && i < q->extra->disputes.len; i++) {
        uint32_t against = q->extra->disputes.p[i], said = contradicted(w, against);
        if (said) {
            vec_push(w->arena, &out->list, (AskDispute){q->promise, said, against});
        }
    }
}

// What holds where of all contradicting sentences only this one counts; 0: none.
static const Hold *hold_where(World *w, uint32_t against)
{
    Query q = w->query;
    Ref *winner = NEW(w->arena, Ref);
    *winner = (Ref){REF_NONE, against};
    q.winners = (RefList){winner, against ? 1 : 0};
    q.settled = true;
    return sy_world_hold(sy_world_new(w->arena, w->model, &q, w->zone), (Ref){0});
}

void sy_ask_disputes(World *w, AskDisputes *out)
{
    const Record *r = sy_world_record(w, w->query.as_of);
    for (ptrdiff_t i = 0; i < r->voiced_promises.len; i++) {
        disputes_of(w, sy_record_position(r, r->voiced_promises.p[i]), out);
    }
    out->said = out->list.len ? hold_where(w, 0) : NULL;
    for (ptrdiff_t i = 0; i < out->list.len && i < DISPUTES_TRIED; i++) {
        vec_push(w->arena, &out->against, hold_where(w, out->list.p[i].against));
    }
}

const AskDispute *sy_dispute_of(const AskDisputes *d, PromiseId p)
{
    for (ptrdiff_t i = 0; i < d->list.len; i++) {
        if (d->list.p[i].promise.v == p.v) {
            return &d->list.p[i];
        }
    }
    return NULL;
}

Str sy_dispute_answers(Arena *arena, const World *w, const AskDisputes *d, Ref thing)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < d->against.len; i++) {
        Verdict said = sy_hold_verdict(d->said, thing),
                no = sy_hold_verdict(d->against.p[i], thing);
        if (said == no) {
            continue;
        }
        Str a = sy_word_label(arena, w, d->list.p[i].said);
        Str c = sy_word_label(arena, w, d->list.p[i].against);
        sy_buf_fmt(&b, "%s%s where %.*s counts, %s where %.*s does", b.len ? "; " : "",
                   sy_word_finding(said), STR_ARG(a), sy_word_finding(no), STR_ARG(c));
    }
    return sy_buf_view(&b);
}
