// tree_dump.h - a tree as text, to compare two of them: everything but spans, files and where lines
// were broken. Both trees are to share their symbols.
#ifndef SY_TESTS_TREE_DUMP_H
#define SY_TESTS_TREE_DUMP_H

#include "lang/parse.h"

static void dump_dates(Buf *b, const Dates *d, const Clock *c)
{
    sy_buf_fmt(b, " %d..%d%s", (int)d->early, (int)d->late, d->by_day ? "d" : "");
    sy_buf_fmt(b, "@%d,%d,%d%d", (int)c->seconds, c->offset, c->known, c->has_offset);
}

static void dump_list(Buf *b, NameList l)
{
    sy_buf_fmt(b, " {%u+%u}", l.first, l.count);
}

static void dump_text(Buf *b, Str s)
{
    sy_buf_fmt(b, " <%.*s>", STR_ARG(s));
}

static bool dump_is_mark(const Clause *c)
{
    return c->kind == CL_CITE || c->kind == CL_INFER || c->kind == CL_NOTE ||
           c->kind == CL_BECAUSE || c->kind == CL_RATED || c->kind == CL_FOUND ||
           c->kind == CL_CARRIED;
}

// What a mark is of: the first clause, from 1, that it shares a line with; 0: the entry.
static uint32_t dump_of(const Tree *t, const Entry *e, const Clause *mark)
{
    for (uint32_t i = 0; mark->line > 0 && i < e->nclauses; i++) {
        const Clause *c = &t->clauses.p[e->first_clause + i];
        if (c->line == mark->line && !dump_is_mark(c)) {
            return i + 1;
        }
    }
    return 0;
}

static void dump_clause(Buf *b, const Tree *t, const Entry *e, const Clause *c)
{
    sy_buf_fmt(b, "clause %s %d g%u %u,%u,%u", sy_clause_word((ClauseKind)c->kind), c->sub,
               c->guard, c->x, c->y, c->z);
    if (dump_is_mark(c)) {
        sy_buf_fmt(b, " of %u", dump_of(t, e, c));
    } else {
        sy_buf_fmt(b, " i%d", c->inferred);
    }
    dump_list(b, c->names);
    dump_text(b, c->text);
    sy_buf_char(b, '\n');
}

static void dump_entries(Buf *b, const Tree *t)
{
    for (ptrdiff_t i = 1; i < t->entries.len; i++) {
        const Entry *e = &t->entries.p[i];
        sy_buf_fmt(b, "entry %s c%d b%d i%d n%u l%u g%u d%u +%u", sy_entry_word((EntryKind)e->kind),
                   e->candidate, e->broken, e->inferred, e->name, e->label.v, e->guard, e->detail,
                   e->nclauses);
        dump_text(b, e->title);
        sy_buf_fmt(b, "%d\n", e->has_title);
        for (uint32_t k = 0; k < e->nclauses; k++) {
            dump_clause(b, t, e, &t->clauses.p[e->first_clause + k]);
        }
    }
    for (ptrdiff_t i = 0; i < t->cites.len; i++) {
        const Cite *c = &t->cites.p[i];
        sy_buf_fmt(b, "cite e%u d%u %u-%u %d", c->entry, c->doc, c->start, c->end, c->has_words);
        dump_text(b, c->words);
        sy_buf_char(b, '\n');
    }
    for (ptrdiff_t i = 0; i < t->includes.len; i++) {
        sy_buf_fmt(b, "include g%u", t->includes.p[i].guard);
        dump_text(b, t->includes.p[i].path);
        sy_buf_char(b, '\n');
    }
}

static void dump_deed(Buf *b, const Deed *d)
{
    sy_buf_fmt(b, " deed %d n%u as%u", d->kind, d->name, d->as);
    dump_list(b, d->to);
    dump_list(b, d->in);
    dump_list(b, d->through);
}

static void dump_sentences(Buf *b, const Tree *t)
{
    for (ptrdiff_t i = 1; i < t->sentences.len; i++) {
        const Sentence *s = &t->sentences.p[i];
        const SentenceMore *more = sy_sentence_more(t, s);
        sy_buf_fmt(b, "sentence e%u %d %d s%u q%u v%u V%d %d %d %d", s->entry, s->when,
                   s->speaker_kind, s->speaker, s->quoting, s->venue, s->verb, s->whose, s->grade,
                   s->truth);
        dump_dates(b, &s->dates, &s->clock);
        dump_dates(b, &more->since, &more->since_clock);
        dump_text(b, more->speaker_text);
        dump_text(b, more->venue_text);
        dump_text(b, more->outlet);
        dump_text(b, more->remark);
        dump_list(b, more->speaker_of);
        dump_list(b, s->subject);
        dump_list(b, s->names);
        dump_list(b, s->from);
        dump_list(b, s->forp);
        dump_deed(b, &s->deed);
        sy_buf_fmt(b, " c%u w%d W%u q%u %d\n", s->cond, s->wish_names, s->word.v, s->qty,
                   more->has_since);
    }
}

static void dump_claims(Buf *b, const Tree *t)
{
    static const Clock none;
    for (ptrdiff_t i = 1; i < t->assumes.len; i++) {
        const Assume *a = &t->assumes.p[i];
        sy_buf_fmt(b, "assume e%u %d %d %d %d n%u %u,%u,%u,%u w%u\n", a->entry, a->kind,
                   a->inferred, a->truth, a->hidden, a->name, a->cond, a->qty, a->dur, a->time,
                   a->word.v);
    }
    for (ptrdiff_t i = 1; i < t->expects.len; i++) {
        const Expect *x = &t->expects.p[i];
        sy_buf_fmt(b, "expect e%u %d %d %d %d %d n%u %g %d %d %d s%x w%u %d", x->entry, x->kind,
                   x->verdict, x->grade, x->state, x->at, x->name, x->number, x->due.unstated,
                   x->as_of.unstated, x->only, x->set_ends, x->when, x->has_as_of);
        dump_dates(b, &x->due.dates, &x->due.clock);
        dump_dates(b, &x->as_of.dates, x->has_as_of ? &x->as_of.clock : &none);
        dump_list(b, x->sets);
        dump_list(b, x->given);
        dump_list(b, x->without);
        sy_buf_char(b, '\n');
    }
}

static void dump_conditions(Buf *b, const Tree *t)
{
    for (ptrdiff_t i = 1; i < t->conds.len; i++) {
        const Cond *c = &t->conds.p[i];
        sy_buf_fmt(b, "cond %d %d %d %d %d f%u n%u w%u x%u", c->kind, c->compare, c->voice, c->edge,
                   c->grouped, c->first, c->next, c->word.v, c->extra);
        dump_list(b, c->names);
        sy_buf_char(b, '\n');
    }
    for (ptrdiff_t i = 1; i < t->args.len; i++) {
        const CondArg *a = &t->args.p[i];
        sy_buf_fmt(b, "arg %g %g %u,%u,%u w%u", a->number, a->denominator, a->qty, a->dur, a->time,
                   a->weight);
        dump_list(b, a->places);
        sy_buf_char(b, '\n');
    }
}

static void dump_values(Buf *b, const Tree *t)
{
    for (ptrdiff_t i = 1; i < t->times.len; i++) {
        const Time *x = &t->times.p[i];
        sy_buf_fmt(b, "time %d %d n%u d%u b%u", x->kind, x->edge, x->name, x->dur, x->base);
        dump_dates(b, &x->dates, &x->clock);
        sy_buf_char(b, '\n');
    }
    for (ptrdiff_t i = 1; i < t->durs.len; i++) {
        const Dur *d = &t->durs.p[i];
        sy_buf_fmt(b, "dur %g..%g %d %d\n", d->low, d->high, d->unit, d->unstated);
    }
    for (ptrdiff_t i = 1; i < t->qtys.len; i++) {
        const Qty *q = &t->qtys.p[i];
        sy_buf_fmt(b, "qty %g..%g %d%d%d w%u u%u,%u t%d,%d\n", q->low, q->high, q->unstated,
                   q->about, q->percent, q->word.v, q->unit, q->per, q->unit_time, q->per_time);
    }
    for (ptrdiff_t i = 1; i < t->votes.len; i++) {
        const Vote *v = &t->votes.p[i];
        sy_buf_fmt(b, "vote %d %d %g/%g %g of %g q%g d%u", v->kind, v->silence, v->number,
                   v->denominator, v->of_yes, v->of_total, v->quorum, v->dur);
        dump_list(b, v->names);
        dump_list(b, v->veto);
        sy_buf_char(b, '\n');
    }
}

static void dump_steps(Buf *b, const Tree *t)
{
    for (ptrdiff_t i = 1; i < t->steps.len; i++) {
        const Step *s = &t->steps.p[i];
        sy_buf_fmt(b, "step e%u l%u %d %d %d %d w%u,%u b%u f%u a%u i%u w%u q%u v%u g%u o%u",
                   s->entry, s->label.v, s->whose, s->must, s->negated, s->fit, s->within,
                   s->within_of, s->by, s->from, s->after, s->when_if, s->whilst, s->amount,
                   s->verified, s->guard, s->ordinal);
        dump_list(b, s->names);
        dump_list(b, s->menu);
        dump_deed(b, &s->deed);
        sy_buf_char(b, '\n');
    }
    for (ptrdiff_t i = 1; i < t->names.len; i++) {
        sy_buf_fmt(b, "name %u.%u\n", t->names.p[i].a.v, t->names.p[i].b.v);
    }
    for (ptrdiff_t i = 1; i < t->texts.len; i++) {
        dump_text(b, t->texts.p[i]);
    }
}

static Str tree_dump(Arena *arena, const Tree *t)
{
    Buf b = sy_buf_new(arena);
    dump_entries(&b, t);
    dump_sentences(&b, t);
    dump_claims(&b, t);
    dump_conditions(&b, t);
    dump_values(&b, t);
    dump_steps(&b, t);
    for (ptrdiff_t i = 1; i < t->files.len; i++) {
        sy_buf_fmt(&b, "file %d", t->files.p[i].assumptions);
        dump_text(&b, t->files.p[i].over);
    }
    return sy_buf_view(&b);
}

#endif
