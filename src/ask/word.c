#include "ask/word.h"

uint32_t sy_word_of(const World *w, const Position *q)
{
    uint32_t best = 0;
    (void)w;
    for (ptrdiff_t i = 0; i < q->said.len; i++) {
        const Uttered *u = &q->said.p[i];
        if (u->day == q->day && u->rank == q->rank && u->grade == q->grade) {
            best = u->sentence;
        }
    }
    return best;
}

// ---------------------------------------------------------------- names

Str sy_word_ref(Arena *arena, const World *w, Ref r)
{
    switch (r.kind) {
    case REF_PROMISE: return sy_promise_name(arena, w->model, (PromiseId){r.id});
    case REF_STEP: {
        const Step *s = &w->tree->steps.p[r.id];
        const Entry *e = &w->tree->entries.p[s->entry];
        Str trigger = sy_sources_text(w->model->sources, w->tree->names.p[e->name].span);
        Str label = s->label.v ? sy_sources_text(w->model->sources, s->label_span) : STR("?");
        return sy_str_fmt(arena, "%.*s.%.*s", STR_ARG(trigger), STR_ARG(label));
    }
    case REF_ENTITY: return sy_entity(w->model, (EntityId){r.id})->name;
    default: return STR("?");
    }
}

Str sy_word_title(const World *w, Ref r)
{
    return r.kind == REF_ENTITY ? sy_entity(w->model, (EntityId){r.id})->title : (Str){0};
}

static Str one_line(Arena *arena, Str s)
{
    Buf b = sy_buf_new(arena);
    bool blank = false, comment = false;
    for (ptrdiff_t i = 0; i < s.len; i++) {
        char c = s.p[i];
        comment = c == '#' ? true : c == '\n' ? false : comment;
        if (comment || c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            blank = true;
            continue;
        }
        if (blank && b.len) {
            sy_buf_char(&b, ' ');
        }
        blank = false;
        sy_buf_char(&b, c);
    }
    return sy_buf_view(&b);
}

Str sy_word_cond(Arena *arena, const World *w, uint32_t cond)
{
    return one_line(arena, sy_sources_text(w->model->sources, w->tree->conds.p[cond].span));
}

// ---------------------------------------------------------------- who says

static Str party_name(const World *w, const Name *n)
{
    return n->ref_kind == REF_ENTITY ? sy_entity(w->model, (EntityId){n->ref})->name
                                     : sy_sources_text(w->model->sources, n->span);
}

// Whom a voice speaks for in this sentence: its subject where it is the voice's own party.
static Str subject_names(Arena *arena, const World *w, const Sentence *s)
{
    Buf b = sy_buf_new(arena);
    for (uint32_t i = 0; i < s->subject.count; i++) {
        Str n = party_name(w, sy_name(w->model, s->subject, i));
        sy_buf_fmt(&b, "%s%.*s", i ? ", " : "", STR_ARG(n));
    }
    return sy_buf_view(&b);
}

static Str quoted(Arena *arena, const World *w, const Sentence *s, Str who)
{
    if (!s->quoting) {
        return who;
    }
    Str q = party_name(w, &w->tree->names.p[s->quoting]);
    return sy_str_fmt(arena, "%.*s quoting %.*s", STR_ARG(who), STR_ARG(q));
}

Str sy_word_speaker(Arena *arena, const World *w, const Sentence *s)
{
    if (s->speaker_kind == SPEAKER_REPORTER) {
        return quoted(arena, w, s, STR("reporter"));
    }
    if (s->speaker_kind == SPEAKER_UNNAMED) {
        Str who = sy_str_fmt(arena, "unnamed \"%.*s\"",
                             STR_ARG(sy_sentence_more(w->tree, s)->speaker_text));
        return quoted(arena, w, s, who);
    }
    Str name = party_name(w, &w->tree->names.p[s->speaker]);
    Subjects subs = {0};
    if (s->verb != VERB_IS && s->subject.count) {
        sy_sentence_subjects(w, s, &subs);
    }
    if (subs.len == 0) {
        return quoted(arena, w, s, name);
    }
    Rank rank = sy_sentence_rank(w, s, subs.p[0].who, subs.p[0].some);
    Str about = subject_names(arena, w, s);
    if (sy_str_eq(about, name)) {
        return quoted(arena, w, s, name);
    }
    const char *how = rank == RANK_SELF ? "for" : "about";
    return quoted(arena, w, s,
                  sy_str_fmt(arena, "%.*s %s %.*s", STR_ARG(name), how, STR_ARG(about)));
}

Str sy_word_label(Arena *arena, const World *w, uint32_t sentence)
{
    const Entry *e = sy_sentence_entry(w, &w->tree->sentences.p[sentence]);
    if (e->label.v) {
        Str text = sy_sources_text(w->model->sources, e->label_span);
        return sy_str_fmt(arena, "[%.*s]", STR_ARG(text));
    }
    int line, column;
    sy_sources_locate(w->model->sources, e->span.start, &line, &column);
    return sy_str_fmt(arena, "(line %d)", line);
}

// "Jul 1919", "1919" for a whole month, a whole year.
static bool month_or_year(Buf *b, const Dates *d)
{
    int y, m, day, y2, m2, day2;
    sy_day_split(d->early, &y, &m, &day);
    sy_day_split(d->late, &y2, &m2, &day2);
    if (d->by_day || y != y2 || day != 1 || day2 != sy_day_of_month(y2, m2)) {
        return false;
    }
    Buf whole = sy_buf_new(b->arena);
    sy_day_write_short(&whole, d->early); // "1 Jul 1919"
    Str text = sy_buf_view(&whole);
    if (m == m2) {
        sy_buf_str(b, sy_str_sub(text, sy_str_find_char(text, ' ') + 1, text.len));
    } else if (m == 1 && m2 == 12) {
        sy_buf_int(b, y);
    }
    return b->len > 0;
}

Str sy_word_day(Arena *arena, const Sentence *s)
{
    if (s->when == WHEN_UNDATED) {
        return STR("undated");
    }
    Buf b = sy_buf_new(arena);
    if (s->when == WHEN_BEFORE) {
        sy_buf_text(&b, "before ");
        sy_day_write_short(&b, s->dates.late + 1);
        return sy_buf_view(&b);
    }
    if (s->when == WHEN_ABOUT) {
        sy_buf_text(&b, "about ");
    }
    if (s->dates.early != s->dates.late && month_or_year(&b, &s->dates)) {
        return sy_buf_view(&b);
    }
    if (s->dates.early != s->dates.late) {
        sy_day_write(&b, s->dates.early);
        sy_buf_text(&b, "..");
        sy_day_write(&b, s->dates.late);
        return sy_buf_view(&b);
    }
    sy_day_write_short(&b, s->dates.late);
    return sy_buf_view(&b);
}

Str sy_word_sentence(Arena *arena, const World *w, uint32_t sentence)
{
    const Sentence *s = &w->tree->sentences.p[sentence];
    Str who = sy_word_speaker(arena, w, s), day = sy_word_day(arena, s),
        label = sy_word_label(arena, w, sentence);
    return sy_str_fmt(arena, "%.*s, %.*s %.*s", STR_ARG(who), STR_ARG(day), STR_ARG(label));
}

Str sy_word_head(Arena *arena, const World *w, uint32_t sentence)
{
    const Sentence *s = &w->tree->sentences.p[sentence];
    const Entry *e = sy_sentence_entry(w, s);
    return one_line(arena, sy_sources_text(w->model->sources, (Span){e->span.start, s->span.end}));
}

// ---------------------------------------------------------------- the question

static void listed(Buf *b, const char *title, const Str *words, ptrdiff_t n)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        sy_buf_fmt(b, "%s%s%.*s", i == 0 && b->len ? "; " : "", i == 0 ? title : ", ",
                   STR_ARG(words[i]));
    }
}

// What a group promises as one is no promise of its members.
static bool is_of_group(const World *w, Ref r)
{
    const Model *m = w->model;
    return r.kind == REF_PROMISE && !m->promises.p[r.id].some &&
           sy_entity(m, m->promises.p[r.id].owner)->kind == ENTRY_GROUP;
}

static void granted(Buf *b, const World *w)
{
    const Query *q = &w->query;
    VEC(Str) words = {0};
    for (ptrdiff_t i = 0; i < q->given.len; i++) {
        Str one = sy_word_ref(b->arena, w, q->given.p[i]);
        if (is_of_group(w, q->given.p[i])) {
            one = sy_str_fmt(b->arena, "%.*s (as one, not of its members)", STR_ARG(one));
        }
        vec_push(b->arena, &words, one);
    }
    for (ptrdiff_t i = 0; i < w->model->choices.len; i++) {
        EntityId id = w->model->choices.p[i];
        Sym option = q->choices.option ? q->choices.option[id.v] : (Sym){0};
        if (sy_entity(w->model, id)->kind == ENTRY_DECISION && option.v) {
            Str name = sy_entity(w->model, id)->name, text = sy_sym_text(w->tree->syms, option);
            vec_push(b->arena, &words,
                     sy_str_fmt(b->arena, "%.*s is %.*s", STR_ARG(name), STR_ARG(text)));
        }
    }
    listed(b, "taken as granted: ", words.p, words.len);
}

static void together(Buf *b, const World *w)
{
    const RefList *list = &w->query.together;
    Str *words = NEW_N(b->arena, Str, list->len);
    for (ptrdiff_t i = 0; i < list->len; i++) {
        words[i] = sy_word_ref(b->arena, w, list->p[i]);
    }
    listed(b, "as if signed at one table: ", words, list->len);
}

Str sy_word_question(Arena *arena, const World *w)
{
    const Query *q = &w->query;
    Buf b = sy_buf_new(arena);
    if (q->as_of != MOM_ALWAYS) {
        sy_buf_text(&b, "as of ");
        sy_mom_write(&b, q->as_of);
    }
    if (q->known_by != DAY_NONE) {
        sy_buf_text(&b, b.len ? "; as known on " : "as known on ");
        sy_day_write(&b, q->known_by);
    }
    for (int r = RANK_SELF, n = 0; q->speakers && r >= RANK_REPORTER; r--) {
        if (q->speakers >> r & 1) {
            sy_buf_fmt(&b, "%s%s",
                       n++     ? ", "
                       : b.len ? "; speakers: "
                               : "speakers: ",
                       sy_rank_name((Rank)r));
        }
    }
    if (q->rated[0]) {
        sy_buf_fmt(&b, "%srated %c%c or better", b.len ? "; " : "", q->rated[0], q->rated[1]);
    }
    if (q->at) {
        sy_buf_fmt(&b, "%sfrom the grade %s on", b.len ? "; " : "", sy_grade_name(q->at));
    }
    if (q->strict) {
        sy_buf_fmt(&b, "%sa bare condition read as `after`", b.len ? "; " : "");
    }
    granted(&b, w);
    together(&b, w);
    for (uint32_t i = 1, n = 0; q->struck && i < (uint32_t)w->tree->entries.len; i++) {
        if (q->struck[i]) {
            Str label = sy_sources_text(w->model->sources, w->tree->entries.p[i].label_span);
            sy_buf_fmt(&b, "%s[%.*s]",
                       n++     ? ", "
                       : b.len ? "; without "
                               : "without ",
                       STR_ARG(label));
        }
    }
    return sy_buf_view(&b);
}

Str sy_word_under(Arena *arena, const World *w)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < w->model->choices.len; i++) {
        EntityId id = w->model->choices.p[i];
        Sym option = sy_choice_of(w->model, w->query.choices, id);
        if (sy_entity(w->model, id)->kind != ENTRY_DECISION && option.v) {
            Str name = sy_entity(w->model, id)->name, text = sy_sym_text(w->tree->syms, option);
            sy_buf_fmt(&b, "%s%.*s is %.*s", b.len ? ", " : "", STR_ARG(name), STR_ARG(text));
        }
    }
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- conditions of a promise

static const char *need_prefix(const World *w, const Need *n)
{
    if (n->form == NEED_NAME) {
        return "in step with ";
    }
    if (n->form == NEED_WISH) {
        return n->from ? "if " : "if any ";
    }
    if (n->clause) {
        switch ((int)w->tree->clauses.p[n->clause].kind) {
        case CL_UNLESS: return "unless ";
        case CL_FAILING: return "failing ";
        case CL_UNTIL: return "until ";
        case CL_WHILE: return "while ";
        case CL_AFTER: return "after ";
        case CL_WITH: return "with ";
        default: break;
        }
    }
    return "if ";
}

static Ref named_by(const World *w, const Need *n, uint32_t name)
{
    return sy_model_ref(w->model, &w->tree->names.p[name], n->own);
}

Str sy_word_need(Arena *arena, const World *w, const Need *n)
{
    if (n->form == NEED_WITHHELD || n->form == NEED_VETO) {
        const Sentence *s = &w->tree->sentences.p[n->cond];
        Str who = sy_entity(w->model, n->raiser)->name, what = sy_word_cond(arena, w, s->cond);
        Str label = sy_word_label(arena, w, n->cond);
        return sy_str_fmt(arena, "unless %.*s (%.*s rejects it %.*s)", STR_ARG(what), STR_ARG(who),
                          STR_ARG(label));
    }
    bool named = n->form == NEED_NAME || n->form == NEED_WISH;
    Str text =
        named ? sy_word_ref(arena, w, named_by(w, n, n->cond)) : sy_word_cond(arena, w, n->cond);
    if (n->from) {
        Str giver = sy_word_ref(arena, w, named_by(w, n, n->from));
        text = sy_str_fmt(arena, "%.*s.%.*s", STR_ARG(giver), STR_ARG(text));
    }
    if (n->raiser.v) {
        Str who = sy_entity(w->model, n->raiser)->name,
            label = sy_word_label(arena, w, n->sentence);
        return sy_str_fmt(arena, "%s%.*s (%.*s demands it %.*s)", need_prefix(w, n), STR_ARG(text),
                          STR_ARG(who), STR_ARG(label));
    }
    return sy_str_fmt(arena, "%s%.*s", need_prefix(w, n), STR_ARG(text));
}

// Conditions that one party raised are different ones.
static bool several_raise(const Position *q)
{
    for (ptrdiff_t i = 1; i < q->needs.len; i++) {
        if (q->needs.p[i].raiser.v != q->needs.p[0].raiser.v) {
            return true;
        }
    }
    return false;
}

// Is an earlier condition of the promise the same, raised by another?
static bool said_already(const World *w, const Position *q, ptrdiff_t at)
{
    const Need *n = &q->needs.p[at];
    for (ptrdiff_t i = 0; n->form == NEED_COND && i < at; i++) {
        const Need *o = &q->needs.p[i];
        if (o->form == NEED_COND && o->read == n->read && o->raiser.v != n->raiser.v &&
            sy_cond_same(w->model, o->cond, o->own, n->cond, n->own)) {
            return true;
        }
    }
    return false;
}

Str sy_word_needs(Arena *arena, const World *w, const Position *q)
{
    Buf b = sy_buf_new(arena);
    bool several = several_raise(q);
    for (ptrdiff_t i = 0; i < q->needs.len; i++) {
        if (several && said_already(w, q, i)) {
            continue;
        }
        Str one = sy_word_need(arena, w, &q->needs.p[i]);
        sy_buf_fmt(&b, "%s%.*s", b.len ? ", " : "", STR_ARG(one));
    }
    return sy_buf_view(&b);
}

Str sy_word_cites(Arena *arena, const World *w, uint32_t entry)
{
    const Entry *e = &w->tree->entries.p[entry];
    Buf b = sy_buf_new(arena);
    Str last = {0};
    for (uint32_t i = 0; i < e->nclauses; i++) {
        const Clause *c = &w->tree->clauses.p[e->first_clause + i];
        for (uint32_t k = 0; c->kind == CL_CITE && k < c->y; k++) {
            const Cite *cite = &w->tree->cites.p[c->x + k];
            Str doc = party_name(w, &w->tree->names.p[cite->doc]);
            bool again = sy_str_eq(doc, last) && cite->end > cite->start;
            sy_buf_text(&b, b.len ? (again ? "," : ", ") : "");
            sy_buf_str(&b, again ? (Str){0} : doc);
            last = doc;
            if (cite->end > cite->start) {
                sy_buf_fmt(&b, " %u-%u", cite->start, cite->end);
            } else if (cite->has_words) {
                sy_buf_fmt(&b, " \"%.*s\"", STR_ARG(cite->words));
            }
        }
    }
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- what is wanted

typedef struct WantGate { // a gate to be looked at, and the condition it stands in
    uint32_t gate, cond;
    EntityId own;
} WantGate;

typedef struct Wanting {
    const Hold *h;
    Wants *out;
    IntMap seen;  // gates
    IntMap added; // things and conditions in `out`
    Arena *scratch;
    int ways_within; // so many levels of "A or B" are spelled out; below, ways are listed one by one
    VEC(WantGate) todo; // the last is next: definitions lead on without end, the stack does not
} Wanting;

static bool want_is_new(Wanting *x, const Want *w)
{
    bool is_new = true;
    if (w->either.len == 0) {
        uint64_t kind = w->thing.kind;
        sy_intmap_add(&x->added, kind ? kind << 32 | w->thing.id : w->cond, &is_new);
        return is_new;
    }
    for (ptrdiff_t i = 0; i < x->out->len && is_new; i++) {
        is_new = !sy_str_eq(x->out->p[i].either, w->either);
    }
    return is_new;
}

static void want_add(Wanting *x, Want w)
{
    if (want_is_new(x, &w)) {
        vec_push(x->h->world->arena, x->out, w);
    }
}

// All that is wanted goes to `out`, which is empty.
static Wanting wanting(const Hold *h, Arena *scratch, Wants *out, int ways_within)
{
    return (Wanting){.h = h,
                     .out = out,
                     .seen = sy_intmap_new(scratch),
                     .added = sy_intmap_new(scratch),
                     .scratch = scratch,
                     .ways_within = ways_within};
}

static Ref atom_named(const Hold *h, uint32_t cond, EntityId own)
{
    const Cond *c = &h->world->tree->conds.p[cond];
    return c->kind == COND_ATOM
               ? sy_model_ref(h->world->model, sy_name(h->world->model, c->names, 0), own)
               : (Ref){0};
}

static void want_all(Wanting *x, WantGate from);

bool sy_gate_is_filler(const Hold *h, uint32_t gate, uint32_t kid)
{
    const FixProblem *p = &h->lowered->problem;
    return p->gates[gate].kind == GATE_OR && p->gates[kid].kind == GATE_FALSE &&
           (!h->lowered->sources.p[kid].cond ||
            h->lowered->sources.p[kid].cond == h->lowered->sources.p[gate].cond);
}

#define EITHER_SHOWN 3 // ways to meet one condition that are spelled out

// Several ways, none of them met: "A or B", each with all that it wants.
static bool want_either(Wanting *x, uint32_t gate, uint32_t cond, EntityId own)
{
    const FixProblem *p = &x->h->lowered->problem;
    const Gate *g = &p->gates[gate];
    Arena *arena = x->h->world->arena;
    Buf b = sy_buf_new(arena);
    uint32_t ways = 0;
    Wants only = {0};
    for (uint32_t i = 0; i < g->b; i++) {
        Wants some = {0};
        uint32_t kid = p->kids[g->a + i];
        Wanting inner = wanting(x->h, x->scratch, &some, x->ways_within - 1);
        if (!sy_gate_is_filler(x->h, gate, kid)) {
            want_all(&inner, (WantGate){kid, cond, own});
        }
        if (some.len == 0) {
            continue;
        }
        if (ways++ < EITHER_SHOWN) {
            Str text = sy_word_wants(arena, x->h, &some, " and ");
            const char *open = some.len > 1 ? "(" : "", *close = some.len > 1 ? ")" : "";
            sy_buf_fmt(&b, "%s%s%.*s%s", b.len ? " or " : "", open, STR_ARG(text), close);
        }
        only = some;
    }
    if (ways == 1) {
        for (ptrdiff_t i = 0; i < only.len; i++) {
            want_add(x, only.p[i]);
        }
        return true;
    }
    if (ways < 2) {
        return false;
    }
    if (ways > EITHER_SHOWN) {
        sy_buf_fmt(&b, " or %u other ways", ways - EITHER_SHOWN);
    }
    want_add(x, (Want){.either = sy_buf_view(&b)});
    return true;
}

static void want_leaf(Wanting *x, uint32_t gate, uint32_t cond, EntityId own)
{
    const Gate *g = &x->h->lowered->problem.gates[gate];
    Want w = {.shown = g->kind == GATE_SHOWN};
    Ref named = cond ? atom_named(x->h, cond, own) : (Ref){0};
    if (g->kind == GATE_ATOM || g->kind == GATE_ABSENT) {
        w.thing = (Ref){REF_PROMISE, x->h->lowered->atoms.p[g->a].v};
        w.verdict = (uint8_t)sy_hold_verdict(x->h, w.thing);
        w.excluded = g->kind == GATE_ABSENT;
    } else if (named.kind) {
        w.thing = named;
    } else if (cond) {
        w.cond = cond;
    } else {
        return;
    }
    want_add(x, w);
}

static void want_kids(Wanting *x, WantGate at)
{
    const FixProblem *p = &x->h->lowered->problem;
    const Gate *g = &p->gates[at.gate];
    if (g->b == 0 && at.cond) {
        want_add(x, (Want){.cond = at.cond});
    }
    for (uint32_t i = g->b; i-- > 0;) {
        uint32_t kid = p->kids[g->a + i];
        if (!sy_gate_is_filler(x->h, at.gate, kid)) {
            vec_push(x->scratch, &x->todo, (WantGate){kid, at.cond, at.own});
        }
    }
}

static void want_gate(Wanting *x, WantGate at)
{
    const Gate *g = &x->h->lowered->problem.gates[at.gate];
    const GateSource *src = &x->h->lowered->sources.p[at.gate];
    bool is_new = false;
    if (!x->h->low_values[at.gate]) {
        sy_intmap_add(&x->seen, at.gate, &is_new);
    }
    if (!is_new) {
        return;
    }
    at.cond = src->cond ? src->cond : at.cond;
    at.own = src->cond ? src->own : at.own;
    bool ways = g->kind == GATE_OR && g->b > 1 && x->ways_within > 0;
    if (ways && want_either(x, at.gate, at.cond, at.own)) {
        return;
    }
    switch ((GateKind)g->kind) {
    case GATE_OR:
    case GATE_AND: want_kids(x, at); return;
    case GATE_OUT:
        if (src->cond) {
            want_add(x, (Want){.cond = src->cond, .excluded = true, .shown = true});
        } else {
            vec_push(x->scratch, &x->todo, (WantGate){g->a, at.cond, at.own});
        }
        return;
    case GATE_SUM:
        if (at.cond) {
            want_add(x, (Want){.cond = at.cond});
        }
        return;
    case GATE_FALSE:
    case GATE_SHOWN:
    case GATE_TRUE:
    case GATE_ATOM:
    case GATE_ABSENT: want_leaf(x, at.gate, at.cond, at.own); return;
    }
}

static void want_all(Wanting *x, WantGate from)
{
    vec_push(x->scratch, &x->todo, from);
    while (x->todo.len) {
        want_gate(x, x->todo.p[--x->todo.len]);
    }
}

#define WAYS_WITHIN 4

static void wants(const Hold *h, uint32_t gate, bool flat, Wants *out)
{
    Arena *scratch = sy_arena_new(sy_arena_budget(h->world->arena));
    Wanting x = wanting(h, scratch, out, flat ? 0 : WAYS_WITHIN);
    want_all(&x, (WantGate){.gate = gate});
    sy_arena_free(scratch);
}

void sy_want_of(const Hold *h, uint32_t gate, Wants *out)
{
    wants(h, gate, false, out);
}

#define ROOTS_LIMIT 100000 // promises looked through for what all waits on in the end

void sy_want_roots(const Hold *h, uint32_t gate, Wants *out)
{
    Arena *scratch = sy_arena_new(sy_arena_budget(h->world->arena));
    uint8_t *seen = NEW_N(scratch, uint8_t, h->lowered->problem.natoms + 1);
    VEC(uint32_t) todo = {0};
    vec_push(scratch, &todo, gate);
    Wanting x = wanting(h, scratch, out, 0);
    for (ptrdiff_t i = 0; i < todo.len && i < ROOTS_LIMIT; i++) {
        Wants some = {0};
        wants(h, todo.p[i], true, &some);
        for (ptrdiff_t k = 0; k < some.len; k++) {
            const Want *w = &some.p[k];
            const Held *held = w->thing.kind == REF_PROMISE ? sy_hold_of(h, w->thing) : NULL;
            bool waits = held && !w->excluded &&
                         (held->verdict == VERDICT_WAITS || held->verdict == VERDICT_FALLS);
            if (!waits) {
                want_add(&x, *w);
            } else if (!seen[held->atom]) {
                seen[held->atom] = 1;
                vec_push(scratch, &todo, held->gate);
            }
        }
    }
    sy_arena_free(scratch);
}

Str sy_word_wants(Arena *arena, const Hold *h, const Wants *list, const char *between)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; i < list->len; i++) {
        Str one = sy_word_want(arena, h, &list->p[i]);
        sy_buf_fmt(&b, "%s%.*s", b.len ? between : "", STR_ARG(one));
    }
    return sy_buf_view(&b);
}

Str sy_word_want(Arena *arena, const Hold *h, const Want *w)
{
    if (w->either.len) {
        return w->either;
    }
    Str text =
        w->cond ? sy_word_cond(arena, h->world, w->cond) : sy_word_ref(arena, h->world, w->thing);
    if (w->excluded) {
        return sy_str_fmt(arena, "that %.*s does not hold", STR_ARG(text));
    }
    if (w->thing.kind == REF_PROMISE && w->verdict == VERDICT_UNSAID) {
        return sy_str_fmt(arena, "%.*s (nobody has said)", STR_ARG(text));
    }
    if (w->thing.kind == REF_PROMISE && w->verdict == VERDICT_REFUSED) {
        return sy_str_fmt(arena, "%.*s (refused)", STR_ARG(text));
    }
    return text;
}
