#include "show/hold.h"

// One screen: the finding, the circles, what waits, the other readings, whose word it is, counts.
// With `verbose` every promise.

typedef struct Screen {
    Buf *b;
    const HoldAnswer *a;
    ShowOptions o;
    int columns;
    Arena *arena;
} Screen;

#define RING_MEMBERS_SHOWN 12
#define OWN_SHOWN 6
#define WAITING_SHOWN 6
#define READINGS_SHOWN 18

static World *world(const Screen *s)
{
    return s->a->world;
}

static void wrapped(const Screen *s, int indent, Str text)
{
    sy_buf_pad(s->b, ' ', indent);
    sy_show_wrap(s->b, text, indent, indent + 2, s->columns);
}

static const char *finding_words(Verdict v)
{
    switch (v) {
    case VERDICT_ALONE: return "stands by itself";
    case VERDICT_TOGETHER: return "would stand only together";
    case VERDICT_FOLLOWS: return "follows what would stand only together";
    case VERDICT_CONTESTED: return "is contested";
    case VERDICT_DEADLOCKED: return "is deadlocked: each waits for the other to be first";
    case VERDICT_REFUSED: return "is refused";
    case VERDICT_UNSAID: return "has not been said by anybody";
    case VERDICT_FLOATED: return "is only floated";
    case VERDICT_FALLS: return "falls";
    case VERDICT_WAITS: return "waits";
    case VERDICT_DISPUTED: return "is disputed: the answer hangs on which voice counts";
    case VERDICT_NONE:
    case VERDICT_COUNT: break;
    }
    return "";
}

// ---------------------------------------------------------------- the finding

static void states_of(const Screen *s, Ref thing, Buf *b)
{
    for (ptrdiff_t i = 0; i < s->a->states.len; i++) {
        const HoldStates *x = &s->a->states.p[i];
        if (x->thing.kind != thing.kind || x->thing.id != thing.id) {
            continue;
        }
        long long n = (long long)x->count;
        if (n == 0 && x->complete) {
            sy_buf_text(b, ": no consistent state");
        } else {
            sy_buf_fmt(b, ": %s%lld consistent state%s", x->complete ? "" : "at least ", n,
                       n == 1 ? "" : "s");
        }
    }
}

static bool all_bare(const Screen *s, uint32_t ring)
{
    for (ptrdiff_t i = 0; i < s->a->rings.len; i++) {
        const HoldRing *r = &s->a->rings.p[i];
        if (!r->locked && ring-- == 1) {
            return r->with == 0;
        }
    }
    return false;
}

static void goal(const Screen *s, const HoldLine *g)
{
    Buf t = sy_buf_new(s->arena);
    Str name = sy_word_ref(s->arena, world(s), g->thing);
    Str title = sy_word_title(world(s), g->thing);
    sy_buf_fmt(&t, "%.*s", STR_ARG(name));
    if (title.len) {
        sy_buf_fmt(&t, " (%.*s)", STR_ARG(title));
    }
    sy_buf_fmt(&t, " %s", finding_words((Verdict)g->verdict));
    states_of(s, g->thing, &t);
    Str waits = sy_hold_line_waits(s->arena, s->a->hold, g);
    Str roots = sy_hold_line_roots(s->arena, s->a->hold, g);
    if (waits.len) {
        sy_buf_fmt(&t, "%s %.*s", g->verdict == VERDICT_FALLS ? ":" : " for", STR_ARG(waits));
    }
    if (roots.len) {
        sy_buf_fmt(&t, "; in the end for %.*s", STR_ARG(roots));
    }
    if (g->verdict == VERDICT_TOGETHER && all_bare(s, g->ring)) {
        sy_buf_text(&t, ": nobody has said whether they would move together");
    }
    sy_buf_char(&t, '.');
    sy_show_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
}

static void no_goal(const Screen *s)
{
    const int *n = s->a->counts;
    Buf t = sy_buf_new(s->arena);
    int standing = n[VERDICT_ALONE], joint = n[VERDICT_TOGETHER] + n[VERDICT_FOLLOWS];
    if (s->a->promises.len == 0) {
        sy_buf_text(&t, "Nobody has promised anything here.");
    } else if (!standing && !joint) {
        sy_buf_text(&t, "Nothing stands yet.");
    } else {
        sy_buf_fmt(&t, "Of %lld promises ", (long long)s->a->promises.len);
        sy_buf_fmt(&t, "%d %s by %s", standing, standing == 1 ? "stands" : "stand",
                   standing == 1 ? "itself" : "themselves");
        if (joint) {
            sy_buf_fmt(&t, ", %d would stand only together", joint);
        }
        sy_buf_char(&t, '.');
    }
    sy_show_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
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

// Goals that changed on one day through the same sentences share a line.
static void since(const Screen *s)
{
    for (ptrdiff_t i = 0, next; i < s->a->since.len; i = next) {
        const HoldSince *x = &s->a->since.p[i];
        Buf t = sy_buf_new(s->arena);
        sy_buf_text(&t, "Since ");
        sy_day_write_short(&t, x->day);
        sy_buf_text(&t, "; before,");
        for (next = i; next < s->a->since.len && same_since(x, &s->a->since.p[next]); next++) {
            const HoldSince *y = &s->a->since.p[next];
            Str name = sy_word_ref(s->arena, world(s), y->thing);
            sy_buf_fmt(&t, "%s %.*s %s", next > i ? "," : "", STR_ARG(name),
                       finding_words((Verdict)y->before));
        }
        sy_buf_text(&t, x->sentences.len ? ". Said that day:" : ".");
        for (ptrdiff_t k = 0; k < x->sentences.len && k < SINCE_SENTENCES_SHOWN; k++) {
            Str label = sy_word_label(s->arena, world(s), x->sentences.p[k]);
            sy_buf_fmt(&t, " %.*s", STR_ARG(label));
        }
        if (x->sentences.len > SINCE_SENTENCES_SHOWN) {
            sy_buf_fmt(&t, " and %lld more", (long long)(x->sentences.len - SINCE_SENTENCES_SHOWN));
        }
        sy_show_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
    }
}

static void changes(const Screen *s)
{
    ptrdiff_t n = s->a->changes.len, most = s->o.verbose ? n : 8;
    if (world(s)->query.struck == NULL) {
        return;
    }
    if (n == 0) {
        sy_buf_text(s->b, "What was struck changes no verdict.\n");
        return;
    }
    sy_show_heading(s->b, STR("Changed by what was struck"), &s->o);
    for (ptrdiff_t i = 0; i < n && i < most; i++) {
        const HoldChange *c = &s->a->changes.p[i];
        Str name = sy_word_ref(s->arena, world(s), c->thing);
        Str text = sy_str_fmt(s->arena, "%.*s: with it %s, without it %s.", STR_ARG(name),
                              finding_words((Verdict)c->before), finding_words((Verdict)c->after));
        wrapped(s, 2, text);
    }
    if (n > most) {
        sy_buf_fmt(s->b, "  ... and %lld more (-v)\n", (long long)(n - most));
    }
}

static void states(const Screen *s)
{
    for (ptrdiff_t i = 0; i < s->a->states.len; i++) {
        const HoldStates *x = &s->a->states.p[i];
        Str name = sy_word_ref(s->arena, world(s), x->thing);
        for (ptrdiff_t k = 0; k < x->sets.len; k++) {
            Buf t = sy_buf_new(s->arena);
            sy_buf_fmt(&t, "%.*s, consistent state %lld: what stands is ", STR_ARG(name),
                       (long long)k + 1);
            for (ptrdiff_t m = 0; m < x->sets.p[k].len; m++) {
                Str one = sy_promise_name(s->arena, world(s)->model, x->sets.p[k].p[m]);
                sy_buf_fmt(&t, "%s%.*s", m ? ", " : "", STR_ARG(one));
            }
            sy_buf_text(&t, x->sets.p[k].len ? "." : "nothing.");
            wrapped(s, 2, sy_buf_view(&t));
        }
        if (x->sets.len && !x->complete) {
            sy_buf_text(s->b, "  ... there may be more (--limit)\n");
        }
    }
}

// ---------------------------------------------------------------- lines of promises

static void promise_line(const Screen *s, const HoldLine *l, int width)
{
    Str name = sy_word_ref(s->arena, world(s), l->thing);
    Buf t = sy_buf_new(s->arena);
    Str needs = sy_hold_line_needs(s->arena, s->a->hold, l);
    if (needs.len) {
        sy_buf_fmt(&t, "%.*s; ", STR_ARG(needs));
    }
    if (l->reason == REASON_OVER) {
        sy_buf_text(&t, "its term is over; ");
    }
    if (l->sentence) {
        Str who = sy_word_sentence(s->arena, world(s), l->sentence);
        sy_buf_str(&t, who);
    } else {
        sy_buf_text(&t, "nobody has said");
    }
    sy_buf_text(s->b, "  ");
    sy_show_padded(s->b, name, width);
    int at = 2 + (int)sy_utf8_columns(name);
    at = at < 2 + width ? 2 + width : at + 1;
    sy_show_wrap(s->b, sy_buf_view(&t), at, 2 + width, s->columns);
}

static int name_width(const Screen *s, const HoldLines *lines, Verdict v)
{
    int width = 0;
    for (ptrdiff_t i = 0; i < lines->len; i++) {
        if (lines->p[i].verdict == v) {
            Str name = sy_word_ref(s->arena, world(s), lines->p[i].thing);
            int w = (int)sy_utf8_columns(name);
            width = w > width ? w : width;
        }
    }
    return (width > 30 ? 30 : width) + 2;
}

static const HoldLine *line_of(const Screen *s, Ref r)
{
    for (ptrdiff_t i = 0; i < s->a->promises.len; i++) {
        const HoldLine *l = &s->a->promises.p[i];
        if (l->thing.kind == r.kind && l->thing.id == r.id) {
            return l;
        }
    }
    return NULL;
}

// ---------------------------------------------------------------- circles

static void closing(const Screen *s, const HoldRing *r)
{
    Buf t = sy_buf_new(s->arena);
    if (r->locked) {
        sy_buf_text(&t,
                    "Every condition on it says `after`: each waits for the other to be first.");
    } else if (r->with == 0) {
        sy_buf_text(&t, "Nobody has said whether they would move together.");
    } else {
        sy_buf_text(&t, "Closed by `with`: ");
        for (ptrdiff_t i = 0, n = 0; i < r->edges.len; i++) {
            const HoldEdge *e = &r->edges.p[i];
            bool itself = e->from.kind == e->to.kind && e->from.id == e->to.id;
            if (e->read == READ_WITH && !itself) {
                Str a = sy_word_ref(s->arena, world(s), r->edges.p[i].from);
                Str b = sy_word_ref(s->arena, world(s), r->edges.p[i].to);
                sy_buf_fmt(&t, "%s%.*s trusts %.*s", n++ ? ", " : "", STR_ARG(a), STR_ARG(b));
            }
        }
        sy_buf_text(&t, r->bare ? "; of the others nobody has said in which order." : ".");
    }
    wrapped(s, 2, sy_buf_view(&t));
}

static void movers(const Screen *s, const HoldRing *r)
{
    Buf t = sy_buf_new(s->arena);
    if (r->first_movers.len == 0) {
        sy_buf_text(&t, "No one of them opens it by going first alone.");
    } else {
        sy_buf_text(&t, "Opened by any one of these going first: ");
        for (ptrdiff_t i = 0; i < r->first_movers.len; i++) {
            Str name = sy_word_ref(s->arena, world(s), r->first_movers.p[i]);
            sy_buf_fmt(&t, "%s%.*s", i ? ", " : "", STR_ARG(name));
        }
        sy_buf_char(&t, '.');
    }
    wrapped(s, 2, sy_buf_view(&t));
}

static void ring(const Screen *s, const HoldRing *r)
{
    sy_show_heading(s->b,
                    r->locked ? STR("Deadlocked: a circle in which each waits for the other")
                              : STR("Would stand only together: a circle"),
                    &s->o);
    int width = 0;
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        int w = (int)sy_utf8_columns(sy_word_ref(s->arena, world(s), r->members.p[i]));
        width = w > width ? w : width;
    }
    width = (width > 30 ? 30 : width) + 2;
    for (ptrdiff_t i = 0; i < r->members.len && i < RING_MEMBERS_SHOWN; i++) {
        const HoldLine *l = line_of(s, r->members.p[i]);
        const Position *q = sy_record_position(s->a->hold->record, (PromiseId){r->members.p[i].id});
        HoldLine bare = {.thing = r->members.p[i], .sentence = q ? sy_word_of(world(s), q) : 0};
        promise_line(s, l ? l : &bare, width);
    }
    if (r->members.len > RING_MEMBERS_SHOWN) {
        sy_buf_fmt(s->b, "  ... and %lld more\n", (long long)(r->members.len - RING_MEMBERS_SHOWN));
    }
    closing(s, r);
    movers(s, r);
}

static void rings(const Screen *s)
{
    const int shown = s->o.verbose ? 1000 : 3;
    for (ptrdiff_t i = 0; i < s->a->rings.len && i < shown; i++) {
        ring(s, &s->a->rings.p[i]);
    }
    if (s->a->rings.len > shown) {
        sy_buf_fmt(s->b, "... and %lld more circles (-v)\n", (long long)(s->a->rings.len - shown));
    }
}

static void contest(const Screen *s)
{
    if (s->a->contest.len == 0) {
        return;
    }
    sy_show_heading(s->b, STR("Contested: a ring of sentences that contradict each other"), &s->o);
    for (ptrdiff_t i = 0; i < s->a->contest.len; i++) {
        const ContestStep *c = &s->a->contest.p[i];
        Str name = sy_promise_name(s->arena, world(s)->model, c->promise);
        Str on = sy_promise_name(s->arena, world(s)->model, c->on);
        Str label = c->sentence ? sy_word_label(s->arena, world(s), c->sentence) : STR("");
        Str text = sy_str_fmt(s->arena, "%.*s %s %.*s%s %.*s", STR_ARG(name),
                              c->falls ? "falls where" : "needs", STR_ARG(on),
                              c->falls ? " stands" : "", STR_ARG(label));
        wrapped(s, 2, text);
    }
}

// ---------------------------------------------------------------- the rest, by verdict

static bool in_ring_section(const HoldLine *l)
{
    return (l->verdict == VERDICT_TOGETHER || l->verdict == VERDICT_DEADLOCKED) && l->ring;
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
        if (shown == most) {
            sy_buf_fmt(s->b, "  ... and %d more (-v)\n", n - shown);
            break;
        }
        promise_line(s, l, width);
        Str waits = sy_hold_line_waits(s->arena, s->a->hold, l);
        if (waits.len) {
            Str text = sy_str_fmt(s->arena, "%s %.*s", v == VERDICT_FALLS ? "because of" : "for",
                                  STR_ARG(waits));
            sy_buf_pad(s->b, ' ', 2 + width);
            sy_show_wrap(s->b, text, 2 + width, 4 + width, s->columns);
        }
        shown++;
    }
}

static void sections(const Screen *s)
{
    static const Verdict few[] = {VERDICT_DISPUTED, VERDICT_FOLLOWS};
    static const Verdict all[] = {VERDICT_DISPUTED,  VERDICT_ALONE,   VERDICT_FOLLOWS,
                                  VERDICT_CONTESTED, VERDICT_REFUSED, VERDICT_FALLS,
                                  VERDICT_WAITS,     VERDICT_FLOATED, VERDICT_UNSAID};
    if (s->o.verbose) {
        for (ptrdiff_t i = 0; i < COUNT_OF(all); i++) {
            section(s, all[i], 1 << 30);
        }
        return;
    }
    for (ptrdiff_t i = 0; i < COUNT_OF(few); i++) {
        section(s, few[i], WAITING_SHOWN);
    }
    bool small = s->a->promises.len <= 12;
    if (small) {
        static const Verdict rest[] = {VERDICT_ALONE, VERDICT_CONTESTED, VERDICT_REFUSED,
                                       VERDICT_FALLS, VERDICT_WAITS,     VERDICT_FLOATED,
                                       VERDICT_UNSAID};
        for (ptrdiff_t i = 0; i < COUNT_OF(rest); i++) {
            section(s, rest[i], WAITING_SHOWN);
        }
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
        Str name = sy_word_ref(s->arena, world(s), a->own_goals.p[i].thing);
        sy_buf_fmt(&t, "%.*s %s", STR_ARG(name), finding_words((Verdict)a->own_goals.p[i].verdict));
        Str waits = sy_hold_line_waits(s->arena, a->own_holds.p[i], &a->own_goals.p[i]);
        if (waits.len) {
            sy_buf_fmt(&t, " for %.*s", STR_ARG(waits));
        }
        sy_buf_char(&t, '.');
        wrapped(s, 2, sy_buf_view(&t));
    }
    if (a->own_missing.len == 0) {
        return;
    }
    Buf t = sy_buf_new(s->arena);
    sy_buf_text(&t, "Nobody has said for itself: ");
    ptrdiff_t most = s->o.verbose ? a->own_missing.len : OWN_SHOWN;
    for (ptrdiff_t i = 0; i < a->own_missing.len && i < most; i++) {
        Str name = sy_word_ref(s->arena, world(s), a->own_missing.p[i].thing);
        sy_buf_fmt(&t, "%s%.*s", i ? "; " : "", STR_ARG(name));
        if (a->own_missing.p[i].sentence) {
            const Sentence *x = &world(s)->tree->sentences.p[a->own_missing.p[i].sentence];
            Str who = sy_word_speaker(s->arena, world(s), x);
            Str label = sy_word_label(s->arena, world(s), a->own_missing.p[i].sentence);
            sy_buf_fmt(&t, " (%.*s %.*s)", STR_ARG(who), STR_ARG(label));
        }
    }
    if (a->own_missing.len > most) {
        sy_buf_fmt(&t, "; and %lld more", (long long)(a->own_missing.len - most));
    }
    sy_buf_char(&t, '.');
    wrapped(s, 2, sy_buf_view(&t));
}

// ---------------------------------------------------------------- readings, counts

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
        Str name = sy_word_ref(s->arena, world(s), s->a->goals.p[i].thing);
        sy_buf_fmt(&t, "%s%.*s %s", n++ ? "; " : "", STR_ARG(name), finding_words(v));
        if (v == VERDICT_CONTESTED && r->states >= 0) {
            sy_buf_fmt(&t, r->states ? ", %lld consistent state%s" : ", no consistent state",
                       (long long)r->states, r->states == 1 ? "" : "s");
        }
    }
    if (r->differs) {
        sy_buf_char(&t, '.');
    }
    wrapped(s, 2, sy_buf_view(&t));
}

static void readings(const Screen *s)
{
    const HoldAnswer *a = s->a;
    Str question = sy_word_question(s->arena, world(s));
    if (question.len) {
        Str text = sy_str_fmt(s->arena, "Asked %.*s.", STR_ARG(question));
        sy_show_wrap(s->b, text, 0, 2, s->columns);
    }
    if (a->under.len) {
        Str text = sy_str_fmt(s->arena, "Under %.*s.", STR_ARG(a->under));
        sy_show_wrap(s->b, text, 0, 2, s->columns);
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

static void counts(const Screen *s)
{
    static const struct {
        Verdict v;
        const char *words;
    } table[] = {{VERDICT_ALONE, "by themselves"},
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
        if (s->a->counts[table[i].v]) {
            sy_buf_fmt(&t, "%s %d %s", n++ ? "," : ":", s->a->counts[table[i].v], table[i].words);
        }
    }
    sy_buf_text(&t, s->o.verbose ? "." : ". (-v lists them)");
    sy_show_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
}

static void denunciations(const Screen *s)
{
    for (ptrdiff_t i = 0; i < s->a->denunciations.len; i++) {
        Str head = sy_word_head(s->arena, world(s), s->a->denunciations.p[i]);
        Str text =
            sy_str_fmt(s->arena, "Said against what binds, and moves nothing: %.*s", STR_ARG(head));
        sy_show_wrap(s->b, text, 0, 2, s->columns);
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
        sy_buf_fmt(&t, " [%.*s]", STR_ARG(s->a->assumptions.p[i]));
    }
    sy_buf_text(&t, ". Strike one with --without LABEL.");
    sy_show_wrap(s->b, sy_buf_view(&t), 0, 2, s->columns);
}

void sy_show_hold_text(Buf *b, const HoldAnswer *a, ShowOptions o)
{
    Screen s = {b, a, o, sy_show_columns(&o), b->arena};
    finding(&s);
    if (o.quiet) {
        return;
    }
    since(&s);
    changes(&s);
    states(&s);
    rings(&s);
    contest(&s);
    sections(&s);
    own_words(&s);
    readings(&s);
    denunciations(&s);
    assumed(&s);
    counts(&s);
}
