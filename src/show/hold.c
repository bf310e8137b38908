#include "show/hold_part.h"

// One screen: the finding, the circles, what waits, the other readings, whose word it is, counts.
// With `verbose` every promise.

#define OWN_SHOWN 6
#define WAITING_SHOWN 6
#define READINGS_SHOWN 18
#define SMALL_MODEL 12 // promises of which all are listed

void sy_screen_wrapped(const Screen *s, int indent, Str text)
{
    sy_buf_pad(s->b, ' ', indent);
    sy_buf_wrap(s->b, text, indent, indent + 2, s->columns);
}

void sy_screen_verdict(Buf *b, Verdict v, int64_t states)
{
    sy_buf_text(b, sy_word_finding(v));
    if (v == VERDICT_CONTESTED && states >= 0) {
        sy_buf_fmt(b, states ? ", %lld consistent state%s" : ", no consistent state",
                   (long long)states, states == 1 ? "" : "s");
    }
}

// ---------------------------------------------------------------- the finding

static const HoldWithdrawn *withdrawn_of(const Screen *s, Ref thing)
{
    for (ptrdiff_t i = 0; i < s->a->withdrawn.len; i++) {
        const HoldWithdrawn *x = &s->a->withdrawn.p[i];
        if (sy_ref_same(x->thing, thing)) {
            return x;
        }
    }
    return NULL;
}

static void states_of(const Screen *s, Ref thing, Buf *b)
{
    for (ptrdiff_t i = 0; i < s->a->states.len; i++) {
        const HoldStates *x = &s->a->states.p[i];
        if (!sy_ref_same(x->thing, thing)) {
            continue;
        }
        long long n = (long long)x->count;
        if (n == 0 && x->complete) {
            sy_buf_text(b, "; there is no consistent state");
        } else {
            sy_buf_fmt(b, "; %s%lld consistent state%s", x->complete ? "" : "at least ", n,
                       n == 1 ? "" : "s");
        }
    }
}

// The circle of that number, from 1, among those that stand together or those that are locked.
static const HoldRing *ring_at(const Screen *s, bool locked, uint32_t number)
{
    for (ptrdiff_t i = 0; i < s->a->rings.len; i++) {
        const HoldRing *r = &s->a->rings.p[i];
        if (r->locked == locked && number-- == 1) {
            return r;
        }
    }
    return NULL;
}

// What a line wants or falls by, behind its verdict.
static void reasons(const Screen *s, const Hold *h, const HoldLine *l, bool roots, Buf *b)
{
    HoldWords w = sy_hold_line_wants(s->arena, h, l);
    if (l->verdict == VERDICT_WAITS && w.open.len) {
        sy_buf_fmt(b, " for %.*s", STR_ARG(w.open));
    }
    if (l->verdict == VERDICT_FALLS && (w.against.len || w.open.len)) {
        sy_buf_fmt(b, ": %.*s", STR_ARG(w.against.len ? w.against : w.open));
    }
    if (l->verdict == VERDICT_WAITS && w.against.len) {
        sy_buf_fmt(b, "; in its way: %.*s", STR_ARG(w.against));
    }
    HoldWords last = roots ? sy_hold_line_roots(s->arena, h, l) : (HoldWords){0};
    if (last.open.len) {
        sy_buf_fmt(b, "; in the end for %.*s", STR_ARG(last.open));
    }
    if (last.against.len) {
        sy_buf_fmt(b, "; in its way: %.*s", STR_ARG(last.against));
    }
}

static void goal_circle(const Screen *s, const HoldLine *g, Buf *b)
{
    const HoldRing *r = ring_at(s, g->verdict == VERDICT_DEADLOCKED, g->ring);
    if (!r) {
        return;
    }
    if (g->verdict == VERDICT_TOGETHER && r->with == 0) {
        sy_buf_text(b, r->members.len == 1 ? ": nobody has said whether it may count itself"
                                           : ": nobody has said whether they would move together");
    } else if (g->verdict == VERDICT_DEADLOCKED && r->members.len == 1) {
        sy_buf_text(b, ": ");
        sy_screen_ring_names(s, r, b);
        sy_buf_text(b, " waits for itself");
    } else if (g->verdict == VERDICT_DEADLOCKED) {
        sy_buf_text(b, ": ");
        sy_screen_ring_names(s, r, b);
        sy_buf_text(b, " wait for each other to be first");
    }
}

static void goal_dispute(const Screen *s, const HoldLine *g, Buf *b)
{
    Str answers = sy_dispute_answers(s->arena, sy_screen_world(s), &s->a->disputes, g->thing);
    if (g->verdict == VERDICT_DISPUTED) {
        sy_buf_fmt(b, ": %.*s",
                   STR_ARG(answers.len ? answers : STR("the answer hangs on which voice counts")));
    }
}

static void goal(const Screen *s, const HoldLine *g)
{
    Buf t = sy_buf_new(s->arena);
    Str name = sy_word_ref(s->arena, sy_screen_world(s), g->thing);
    Str title = sy_word_title(sy_screen_world(s), g->thing);
    sy_buf_fmt(&t, "%.*s", STR_ARG(name));
    if (title.len) {
        sy_buf_fmt(&t, " (%.*s)", STR_ARG(title));
    }
    const HoldWithdrawn *gone = withdrawn_of(s, g->thing);
    if (gone) {
        Str by = sy_word_sentence(s->arena, sy_screen_world(s), gone->by);
        sy_buf_fmt(&t, " has been said and withdrawn: %.*s", STR_ARG(by));
    } else {
        sy_buf_fmt(&t, " %s", sy_word_finding((Verdict)g->verdict));
    }
    reasons(s, s->a->hold, g, true, &t);
    goal_circle(s, g, &t);
    goal_dispute(s, g, &t);
    states_of(s, g->thing, &t);
    sy_buf_char(&t, '.');
    sy_buf_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
}

static void no_goal(const Screen *s)
{
    const int *n = s->a->counts;
    Buf t = sy_buf_new(s->arena);
    int standing = n[VERDICT_ALONE], joint = n[VERDICT_TOGETHER] + n[VERDICT_FOLLOWS];
    if (s->a->promises.len == 0) {
        sy_buf_text(&t, s->a->withdrawn.len
                            ? "No promise is left: what was said has been withdrawn."
                            : "Nobody has promised anything here.");
    } else if (!standing && !joint) {
        sy_buf_text(&t, "Nothing stands yet.");
    } else if (s->a->promises.len == 1) {
        sy_buf_fmt(&t, "The one promise %s.",
                   standing ? "stands by itself" : "would stand only on its own credit");
    } else {
        sy_buf_fmt(&t, "Of %lld promises ", (long long)s->a->promises.len);
        sy_buf_fmt(&t, "%d %s by %s", standing, standing == 1 ? "stands" : "stand",
                   standing == 1 ? "itself" : "themselves");
        if (joint) {
            sy_buf_fmt(&t, ", %d would stand only together", joint);
        }
        sy_buf_char(&t, '.');
    }
    sy_buf_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
}

static void finding(const Screen *s)
{
    if (s->a->goals.len == 0) {
        no_goal(s);
    }
    for (ptrdiff_t i = 0; i < s->a->goals.len; i++) {
        goal(s, &s->a->goals.p[i]);
    }
}

static bool same_since(const HoldSince *a, const HoldSince *b)
{
    bool same = a->day == b->day && a->sentences.len == b->sentences.len;
    for (ptrdiff_t i = 0; same && i < a->sentences.len; i++) {
        same = a->sentences.p[i] == b->sentences.p[i];
    }
    return same;
}

#define SINCE_SENTENCES_SHOWN 6

// "31 Jul 1919"; "Jul 1919" where what was said is known by the month.
static Str since_day(const Screen *s, const HoldSince *x, bool *out_is_day)
{
    *out_is_day = true;
    Buf b = sy_buf_new(s->arena);
    sy_day_write_short(&b, x->day);
    Str day = sy_buf_view(&b);
    for (ptrdiff_t i = 0; i < x->sentences.len; i++) {
        const Sentence *said = &sy_screen_world(s)->tree->sentences.p[x->sentences.p[i]];
        Str word = sy_word_day(s->arena, said);
        if (said->dates.early == said->dates.late || (i > 0 && !sy_str_eq(word, day))) {
            *out_is_day = true;
            return sy_buf_view(&b);
        }
        day = word;
        *out_is_day = false;
    }
    return day;
}

// Goals that changed on one day through the same sentences share a line.
static void since(const Screen *s)
{
    for (ptrdiff_t i = 0, next; i < s->a->since.len; i = next) {
        const HoldSince *x = &s->a->since.p[i];
        Buf t = sy_buf_new(s->arena);
        bool is_day;
        Str day = since_day(s, x, &is_day);
        sy_buf_fmt(&t, "Since %.*s; before,", STR_ARG(day));
        for (next = i; next < s->a->since.len && same_since(x, &s->a->since.p[next]); next++) {
            const HoldSince *y = &s->a->since.p[next];
            Str name = sy_word_ref(s->arena, sy_screen_world(s), y->thing);
            sy_buf_fmt(&t, "%s %.*s %s", next > i ? "," : "", STR_ARG(name),
                       sy_word_finding((Verdict)y->before));
        }
        sy_buf_text(&t, x->sentences.len == 0 ? "." : is_day ? ". Said that day:" : ". Said then:");
        for (ptrdiff_t k = 0; k < x->sentences.len && k < SINCE_SENTENCES_SHOWN; k++) {
            Str label = sy_word_label(s->arena, sy_screen_world(s), x->sentences.p[k]);
            sy_buf_fmt(&t, " %.*s", STR_ARG(label));
        }
        if (x->sentences.len > SINCE_SENTENCES_SHOWN) {
            sy_buf_fmt(&t, " and %lld more", (long long)(x->sentences.len - SINCE_SENTENCES_SHOWN));
        }
        sy_buf_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
    }
}

static void changes(const Screen *s)
{
    ptrdiff_t n = s->a->changes.len, most = s->o.verbose ? n : 8;
    if (sy_screen_world(s)->query.struck == NULL) {
        return;
    }
    if (n == 0) {
        sy_buf_text(s->b, "What was struck changes no verdict.\n");
        return;
    }
    sy_show_heading(s->b, STR("Changed by what was struck"), &s->o);
    for (ptrdiff_t i = 0; i < n && i < most; i++) {
        const HoldChange *c = &s->a->changes.p[i];
        Str name = sy_word_ref(s->arena, sy_screen_world(s), c->thing);
        Str text =
            sy_str_fmt(s->arena, "%.*s: with it, it %s; without it, it %s.", STR_ARG(name),
                       sy_word_finding((Verdict)c->before), sy_word_finding((Verdict)c->after));
        sy_screen_wrapped(s, 2, text);
    }
    if (n > most) {
        sy_buf_fmt(s->b, "  ... and %lld more (-v)\n", (long long)(n - most));
    }
}

static void states(const Screen *s)
{
    if (s->a->list_states && s->a->states.len == 0) {
        sy_buf_text(s->b, "Nothing is contested: there are no states to choose between.\n");
    }
    for (ptrdiff_t i = 0; i < s->a->states.len; i++) {
        const HoldStates *x = &s->a->states.p[i];
        Str name = sy_word_ref(s->arena, sy_screen_world(s), x->thing);
        for (ptrdiff_t k = 0; k < x->sets.len; k++) {
            Buf t = sy_buf_new(s->arena);
            sy_buf_fmt(&t, "%.*s, consistent state %lld: %s", STR_ARG(name), (long long)k + 1,
                       x->sets.p[k].len ? "what stands is " : "nothing stands");
            for (ptrdiff_t m = 0; m < x->sets.p[k].len; m++) {
                Str one = sy_promise_name(s->arena, sy_screen_world(s)->model, x->sets.p[k].p[m]);
                sy_buf_fmt(&t, "%s%.*s", m ? ", " : "", STR_ARG(one));
            }
            sy_buf_char(&t, '.');
            sy_screen_wrapped(s, 2, sy_buf_view(&t));
        }
        if (x->sets.len && !x->complete) {
            sy_buf_text(s->b, "  ... there may be more (--limit)\n");
        }
    }
}

// ---------------------------------------------------------------- lines of promises

static void part(Buf *b, Str text)
{
    if (text.len) {
        sy_buf_fmt(b, "%.*s; ", STR_ARG(text));
    }
}

// "stated, and agreed is the least that counts": of what is voiced below it.
static Str grade_words(const Screen *s, const HoldLine *l)
{
    const Position *q = l->verdict == VERDICT_FLOATED
                            ? sy_record_position(s->a->hold->record, (PromiseId){l->thing.id})
                            : NULL;
    Grade least = sy_screen_world(s)->query.at;
    return q && least ? sy_str_fmt(s->arena, "%s, and %s is the least that counts",
                                   sy_grade_name((Grade)q->grade), sy_grade_name(least))
                      : (Str){0};
}

void sy_screen_promise(const Screen *s, const HoldLine *l, int width)
{
    const Hold *h = s->a->hold;
    Str name = sy_word_ref(s->arena, sy_screen_world(s), l->thing);
    Buf t = sy_buf_new(s->arena);
    part(&t, sy_hold_line_refused(s->arena, h, l));
    part(&t, grade_words(s, l));
    part(&t, sy_hold_line_needs(s->arena, h, l));
    part(&t, sy_hold_line_times(s->arena, h, l));
    part(&t, sy_hold_line_declined(s->arena, h, l));
    if (l->reason == REASON_OVER) {
        const Position *q = sy_record_position(h->record, (PromiseId){l->thing.id});
        part(&t, sy_word_term_over(sy_screen_world(s), q));
    }
    if (l->sentence) {
        Str who = sy_word_sentence(s->arena, sy_screen_world(s), l->sentence);
        sy_buf_str(&t, who);
    } else {
        sy_buf_text(&t, "nobody has said");
    }
    sy_buf_text(s->b, "  ");
    sy_show_padded(s->b, name, width);
    int at = 2 + (int)sy_utf8_columns(name);
    if (at >= 2 + width) { // a long name has a line of its own
        sy_buf_char(s->b, '\n');
        sy_buf_pad(s->b, ' ', 2 + width);
    }
    sy_buf_wrap(s->b, sy_buf_view(&t), 2 + width, 2 + width, s->columns);
}

static int name_width(const Screen *s, const HoldLines *lines, Verdict v)
{
    int width = 0;
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        if (lines->p[i].verdict == v) {
            Str name = sy_word_ref(s->arena, sy_screen_world(s), lines->p[i].thing);
            int w = (int)sy_utf8_columns(name);
            width = w > width ? w : width;
        }
    }
    return (width > 30 ? 30 : width) + 2;
}

const HoldLine *sy_screen_line_of(const Screen *s, Ref r)
{
    for (ptrdiff_t i = 0; i < s->a->promises.len; i++) {
        const HoldLine *l = &s->a->promises.p[i];
        if (sy_ref_same(l->thing, r)) {
            return l;
        }
    }
    return NULL;
}

// ---------------------------------------------------------------- the ring of a contradiction

static void contest(const Screen *s)
{
    bool asked = false;
    for (ptrdiff_t i = 0; i < s->a->contest.len; i++) {
        asked =
            asked || sy_screen_line_of(s, (Ref){REF_PROMISE, s->a->contest.p[i].promise.v}) != NULL;
    }
    if (!asked) {
        return;
    }
    sy_show_heading(s->b, STR("Contested: a ring of sentences that contradict each other"), &s->o);
    for (ptrdiff_t i = 0; i < s->a->contest.len; i++) {
        const ContestStep *c = &s->a->contest.p[i];
        Str name = sy_promise_name(s->arena, sy_screen_world(s)->model, c->promise);
        Str on = sy_promise_name(s->arena, sy_screen_world(s)->model, c->on);
        Str label =
            c->sentence ? sy_word_label(s->arena, sy_screen_world(s), c->sentence) : STR("");
        Str text = sy_str_fmt(s->arena, "%.*s %s %.*s%s %.*s", STR_ARG(name),
                              c->falls ? "falls where" : "needs", STR_ARG(on),
                              c->falls ? " stands" : "", STR_ARG(label));
        sy_screen_wrapped(s, 2, text);
    }
}

// ---------------------------------------------------------------- the rest, by verdict

static bool in_ring_section(const HoldLine *l)
{
    return (l->verdict == VERDICT_TOGETHER || l->verdict == VERDICT_DEADLOCKED) && l->ring;
}

// "for rain", "because rain holds [k]": under the promise.
static void why_line(const Screen *s, const HoldLine *l, int width)
{
    HoldWords w = sy_hold_line_wants(s->arena, s->a->hold, l);
    bool against = w.against.len && (l->verdict == VERDICT_FALLS || w.open.len == 0);
    Str text = against ? w.against : w.open;
    if (text.len) {
        const char *how = l->verdict == VERDICT_FALLS ? "because" : against ? "in its way:" : "for";
        Str words = sy_str_fmt(s->arena, "%s %.*s", how, STR_ARG(text));
        sy_buf_pad(s->b, ' ', 2 + width);
        sy_buf_wrap(s->b, words, 2 + width, 4 + width, s->columns);
    }
}

// "contradicted by Min for A, 2 Jan 2024 (line 9)"; of what hangs on such a promise, the two answers.
static void dispute_line(const Screen *s, const HoldLine *l, int width)
{
    const AskDispute *d = sy_dispute_of(&s->a->disputes, (PromiseId){l->thing.id});
    Str by = d ? sy_word_sentence(s->arena, sy_screen_world(s), d->against) : (Str){0};
    Str words = d ? sy_str_fmt(s->arena, "contradicted by %.*s", STR_ARG(by))
                  : sy_dispute_answers(s->arena, sy_screen_world(s), &s->a->disputes, l->thing);
    if (words.len) {
        sy_buf_pad(s->b, ' ', 2 + width);
        sy_buf_wrap(s->b, words, 2 + width, 4 + width, s->columns);
    }
}

// Those that are contradicted themselves, or those that hang on one.
static void disputed(const Screen *s, bool itself, int most)
{
    int shown = 0, n = 0, width = name_width(s, &s->a->promises, VERDICT_DISPUTED);
    for (ptrdiff_t i = 0; i < s->a->promises.len; i++) {
        const HoldLine *l = &s->a->promises.p[i];
        const AskDispute *d = sy_dispute_of(&s->a->disputes, (PromiseId){l->thing.id});
        if (l->verdict != VERDICT_DISPUTED || (d != NULL) != itself) {
            continue;
        }
        if (n++ == 0) {
            sy_show_heading(s->b,
                            itself ? STR("Disputed: two sentences contradict each other")
                                   : STR("Disputed with what they hang on"),
                            &s->o);
        }
        if (shown < most) {
            sy_screen_promise(s, l, width);
            dispute_line(s, l, width);
            shown++;
        }
    }
    if (n > shown) {
        sy_buf_fmt(s->b, "  ... and %d more (-v)\n", n - shown);
    }
}

static void section(const Screen *s, Verdict v, int most)
{
    static const char *const titles[] = {
        [VERDICT_NONE] = "",
#define VERDICT(ident, words, title) [VERDICT_##ident] = title,
#include "lang/verdicts.def"
#undef VERDICT
    };
    int n = s->a->counts[v], shown = 0, width = name_width(s, &s->a->promises, v);
    if (n == 0 || v == VERDICT_TOGETHER || v == VERDICT_DEADLOCKED) {
        return;
    }
    sy_show_heading(s->b, sy_str_from(titles[v]), &s->o);
    for (ptrdiff_t i = 0; i < s->a->promises.len; i++) {
        const HoldLine *l = &s->a->promises.p[i];
        if (l->verdict != v || in_ring_section(l)) {
            continue;
        }
        if (shown == most && n > most + 1) { // a single one takes no more room than the remark
            sy_buf_fmt(s->b, "  ... and %d more (-v)\n", n - shown);
            break;
        }
        sy_screen_promise(s, l, width);
        why_line(s, l, width);
        shown++;
    }
}

static void sections(const Screen *s)
{
    static const Verdict all[] = {VERDICT_ALONE,   VERDICT_FOLLOWS, VERDICT_CONTESTED,
                                  VERDICT_REFUSED, VERDICT_FALLS,   VERDICT_WAITS,
                                  VERDICT_FLOATED, VERDICT_UNSAID};
    disputed(s, true, s->o.verbose ? INT32_MAX : WAITING_SHOWN);
    disputed(s, false, s->o.verbose ? INT32_MAX : WAITING_SHOWN);
    if (s->o.verbose) {
        for (ptrdiff_t i = 0; i < COUNT_OF(all); i++) {
            section(s, all[i], 1 << 30);
        }
        return;
    }
    section(s, VERDICT_FOLLOWS, WAITING_SHOWN);
    bool small = s->a->promises.len <= SMALL_MODEL;
    if (small) {
        static const Verdict rest[] = {VERDICT_ALONE, VERDICT_CONTESTED, VERDICT_REFUSED,
                                       VERDICT_FALLS, VERDICT_WAITS,     VERDICT_FLOATED,
                                       VERDICT_UNSAID};
        for (ptrdiff_t i = 0; i < COUNT_OF(rest); i++) {
            section(s, rest[i], WAITING_SHOWN);
        }
    }
}

static void withdrawn(const Screen *s)
{
    const ptrdiff_t n = s->a->withdrawn.len, most = s->o.verbose ? n : WAITING_SHOWN;
    if (n == 0) {
        return;
    }
    sy_show_heading(s->b, STR("Said and withdrawn"), &s->o);
    for (ptrdiff_t i = 0; i < n && i < most; i++) {
        const HoldWithdrawn *x = &s->a->withdrawn.p[i];
        Str name = sy_word_ref(s->arena, sy_screen_world(s), x->thing);
        Str said = sy_word_sentence(s->arena, sy_screen_world(s), x->word);
        Str by = sy_word_sentence(s->arena, sy_screen_world(s), x->by);
        Str text = sy_str_fmt(s->arena, "%.*s: %.*s; withdrawn by %.*s", STR_ARG(name),
                              STR_ARG(said), STR_ARG(by));
        sy_screen_wrapped(s, 2, text);
    }
    if (n > most) {
        sy_buf_fmt(s->b, "  ... and %lld more (-v)\n", (long long)(n - most));
    }
}

static void steps(const Screen *s)
{
    const ptrdiff_t n = s->a->steps.len, most = s->o.verbose ? n : WAITING_SHOWN;
    if (n == 0) {
        return;
    }
    sy_show_heading(s->b, STR("Steps that are due, late, missed or broken"), &s->o);
    for (ptrdiff_t i = 0; i < n && i < most; i++) {
        const StepLine *x = &s->a->steps.p[i];
        Str text = sy_str_fmt(s->arena, "%.*s: %.*s", STR_ARG(x->name), STR_ARG(x->words));
        sy_screen_wrapped(s, 2, text);
    }
    if (n > most) {
        sy_buf_fmt(s->b, "  ... and %lld more (-v)\n", (long long)(n - most));
    }
}

// ---------------------------------------------------------------- whose word

static void own_words(const Screen *s)
{
    const HoldAnswer *a = s->a;
    if (a->own_goals.len == 0 && a->own_missing.len == 0) {
        return;
    }
    sy_show_heading(s->b, STR("On the parties' own words alone"), &s->o);
    for (ptrdiff_t i = 0; i < a->own_goals.len; i++) {
        Buf t = sy_buf_new(s->arena);
        Str name = sy_word_ref(s->arena, sy_screen_world(s), a->own_goals.p[i].thing);
        Verdict v = (Verdict)a->own_goals.p[i].verdict;
        bool gone = v == VERDICT_UNSAID && withdrawn_of(s, a->own_goals.p[i].thing);
        sy_buf_fmt(&t, "%.*s %s", STR_ARG(name), gone ? "has been withdrawn" : sy_word_finding(v));
        reasons(s, a->own_holds.p[i], &a->own_goals.p[i], false, &t);
        sy_buf_char(&t, '.');
        sy_screen_wrapped(s, 2, sy_buf_view(&t));
    }
    if (a->own_missing.len == 0) {
        return;
    }
    Buf t = sy_buf_new(s->arena);
    sy_buf_text(&t, "Nobody has said for itself: ");
    ptrdiff_t most = s->o.verbose ? a->own_missing.len : OWN_SHOWN;
    for (ptrdiff_t i = 0; i < a->own_missing.len && i < most; i++) {
        Str name = sy_word_ref(s->arena, sy_screen_world(s), a->own_missing.p[i].thing);
        sy_buf_fmt(&t, "%s%.*s", i ? "; " : "", STR_ARG(name));
        if (a->own_missing.p[i].sentence) {
            const Sentence *x =
                &sy_screen_world(s)->tree->sentences.p[a->own_missing.p[i].sentence];
            Str who = sy_word_speaker(s->arena, sy_screen_world(s), x);
            Str label = sy_word_label(s->arena, sy_screen_world(s), a->own_missing.p[i].sentence);
            sy_buf_fmt(&t, " (%.*s %.*s)", STR_ARG(who), STR_ARG(label));
        }
    }
    if (a->own_missing.len > most) {
        sy_buf_fmt(&t, "; and %lld more", (long long)(a->own_missing.len - most));
    }
    sy_buf_char(&t, '.');
    sy_screen_wrapped(s, 2, sy_buf_view(&t));
}

// ---------------------------------------------------------------- readings, counts

int64_t sy_screen_states(const HoldReading *r, ptrdiff_t goal)
{
    for (ptrdiff_t i = 0; i < goal; i++) {
        if (r->verdicts.p[i] == VERDICT_CONTESTED) {
            return -1;
        }
    }
    return r->states;
}

static void reading(const Screen *s, const HoldReading *r)
{
    Buf t = sy_buf_new(s->arena);
    sy_buf_fmt(&t, "%.*s: ", STR_ARG(r->words));
    if (!r->differs) {
        sy_buf_text(&t, "the same.");
    }
    for (ptrdiff_t i = 0, n = 0; r->differs && i < r->verdicts.len; i++) {
        Verdict v = (Verdict)r->verdicts.p[i];
        if (v == (Verdict)s->a->goals.p[i].verdict) {
            continue;
        }
        Str name = sy_word_ref(s->arena, sy_screen_world(s), s->a->goals.p[i].thing);
        sy_buf_fmt(&t, "%s%.*s ", n++ ? "; " : "", STR_ARG(name));
        sy_screen_verdict(&t, v, sy_screen_states(r, i));
    }
    if (r->differs) {
        sy_buf_char(&t, '.');
    }
    sy_screen_wrapped(s, 2, sy_buf_view(&t));
}

static void readings(const Screen *s)
{
    const HoldAnswer *a = s->a;
    Str question = sy_word_question(s->arena, sy_screen_world(s));
    if (question.len) {
        Str text = sy_str_fmt(s->arena, "Asked %.*s.", STR_ARG(question));
        sy_buf_wrap(s->b, text, 0, 2, s->columns);
    }
    if (a->under.len) {
        Str text = sy_str_fmt(s->arena, "Under %.*s.", STR_ARG(a->under));
        sy_buf_wrap(s->b, text, 0, 2, s->columns);
    }
    if (a->readings.len == 0 || a->goals.len == 0) {
        return;
    }
    sy_show_heading(s->b,
                    a->readings_by_one ? STR("Under other readings, each by itself")
                                       : STR("Under other readings"),
                    &s->o);
    for (ptrdiff_t i = 0; i < a->readings.len && i < READINGS_SHOWN; i++) {
        reading(s, &a->readings.p[i]);
    }
}

// Of a small model every promise is listed, as long as no verdict has more than are shown.
static bool all_listed(const Screen *s)
{
    bool all = s->a->promises.len <= SMALL_MODEL;
    for (int v = 0; v < VERDICT_COUNT; v++) {
        bool ring = v == VERDICT_TOGETHER || v == VERDICT_DEADLOCKED;
        all = all && (ring || s->a->counts[v] <= WAITING_SHOWN + 1);
    }
    return all && s->a->rings.len <= RINGS_SHOWN;
}

static void counts(const Screen *s)
{
    static const struct {
        Verdict v;
        const char *words;
    } table[] = {{VERDICT_ALONE, ""},
                 {VERDICT_TOGETHER, "only together"},
                 {VERDICT_FOLLOWS, "behind such a circle"},
                 {VERDICT_CONTESTED, "contested"},
                 {VERDICT_DEADLOCKED, "deadlocked"},
                 {VERDICT_DISPUTED, "disputed"},
                 {VERDICT_WAITS, "waiting"},
                 {VERDICT_FALLS, "fallen"},
                 {VERDICT_REFUSED, "refused"},
                 {VERDICT_FLOATED, "only floated"},
                 {VERDICT_UNSAID, "not said"}};
    Buf t = sy_buf_new(s->arena);
    sy_show_count(&t, s->a->promises.len, "promise", "promises");
    for (ptrdiff_t i = 0, n = 0; i < COUNT_OF(table); i++) {
        int many = s->a->counts[table[i].v];
        const char *words = table[i].v != VERDICT_ALONE ? table[i].words
                            : many == 1                 ? "by itself"
                                                        : "by themselves";
        if (many) {
            sy_buf_fmt(&t, "%s %d %s", n++ ? "," : ":", many, words);
        }
    }
    sy_buf_text(&t, s->o.verbose || all_listed(s) ? "." : ". (-v lists them)");
    sy_buf_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
}

static void denunciations(const Screen *s)
{
    for (ptrdiff_t i = 0; i < s->a->denunciations.len; i++) {
        Str head = sy_word_head(s->arena, sy_screen_world(s), s->a->denunciations.p[i]);
        Str label = sy_word_label(s->arena, sy_screen_world(s), s->a->denunciations.p[i]);
        Str text = sy_str_fmt(s->arena, "Said against what binds, and moves nothing: %.*s %.*s",
                              STR_ARG(head), STR_ARG(label));
        sy_buf_wrap(s->b, text, 0, 2, s->columns);
    }
}

static void assumed(const Screen *s)
{
    if (s->a->assumptions.len == 0) {
        return;
    }
    Buf t = sy_buf_new(s->arena);
    sy_buf_text(&t, "Ours, not the record's:");
    for (ptrdiff_t i = 0; i < s->a->assumptions.len; i++) {
        Str name = s->a->assumptions.p[i];
        sy_buf_fmt(&t, "%s %.*s", i > 0 && name.p[0] != '[' ? "," : "", STR_ARG(name));
    }
    sy_buf_text(&t, s->a->labelled ? ". Strike one with --without LABEL." : ".");
    sy_buf_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
}

void sy_show_hold_text(Buf *b, const HoldAnswer *a, ShowOptions o)
{
    Screen s = {b, a, o, sy_show_columns(&o), b->arena};
    if (a->table) {
        sy_screen_table(&s);
        return;
    }
    finding(&s);
    if (o.quiet) {
        return;
    }
    since(&s);
    changes(&s);
    states(&s);
    sy_screen_rings(&s);
    contest(&s);
    sections(&s);
    withdrawn(&s);
    steps(&s);
    own_words(&s);
    readings(&s);
    denunciations(&s);
    assumed(&s);
    counts(&s);
}
