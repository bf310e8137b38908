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

const char *sy_word_finding(Verdict v)
{
    switch (v) {
    case VERDICT_ALONE: return "stands by itself";
    case VERDICT_TOGETHER: return "would stand only together";
    case VERDICT_FOLLOWS: return "follows what would stand only together";
    case VERDICT_CONTESTED: return "is contested";
    case VERDICT_DEADLOCKED: return "is deadlocked";
    case VERDICT_REFUSED: return "is refused";
    case VERDICT_UNSAID: return "has not been said by anybody";
    case VERDICT_FLOATED: return "is only floated";
    case VERDICT_FALLS: return "falls";
    case VERDICT_WAITS: return "waits";
    case VERDICT_DISPUTED: return "is disputed";
    case VERDICT_NONE:
    case VERDICT_COUNT: break;
    }
    return "";
}

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

Str sy_word_line(Arena *arena, Str s)
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

Str sy_word_span(Arena *arena, const World *w, Span span)
{
    return sy_word_line(arena, sy_sources_text(w->model->sources, span));
}

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || (unsigned char)c >= 0x80;
}

// With the member's name in the place of `own`, but in what is quoted.
static Str own_named(Arena *arena, const World *w, Str text, EntityId own)
{
    Buf b = sy_buf_new(arena);
    bool quoted = false;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char next = i + 3 < text.len ? text.p[i + 3] : ' ';
        bool starts = i == 0 || !is_name_char(text.p[i - 1]);
        bool is_own = i + 3 <= text.len && sy_str_eq(sy_str_sub(text, i, i + 3), STR("own"));
        quoted = quoted != (text.p[i] == '"');
        if (!quoted && starts && is_own && (next == '.' || !is_name_char(next))) {
            sy_buf_str(&b, sy_entity(w->model, own)->name);
            i += 2;
        } else {
            sy_buf_char(&b, text.p[i]);
        }
    }
    return sy_buf_view(&b);
}

static Str span_for(Arena *arena, const World *w, Span span, EntityId own)
{
    Str text = sy_word_span(arena, w, span);
    return own.v && sy_str_find(text, STR("own")) >= 0 ? own_named(arena, w, text, own) : text;
}

Str sy_word_cond(Arena *arena, const World *w, uint32_t cond, EntityId own)
{
    return span_for(arena, w, w->tree->conds.p[cond].span, own);
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

Str sy_word_entry(Arena *arena, const World *w, uint32_t entry)
{
    const Entry *e = &w->tree->entries.p[entry];
    Sources *sources = w->model->sources;
    if (e->label.v) {
        return sy_str_fmt(arena, "[%.*s]", STR_ARG(sy_sources_text(sources, e->label_span)));
    }
    int line, column;
    sy_sources_locate(sources, e->span.start, &line, &column);
    const Source *file = sy_sources_at(sources, e->span.start);
    Str name = file ? file->name : STR("the model");
    return sy_str_fmt(arena, "line %d of %.*s", line, STR_ARG(name));
}

Str sy_word_rejecter(Arena *arena, const World *w, const Sentence *s)
{
    return subject_names(arena, w, s);
}

Str sy_word_aside(Arena *arena, const World *w, const char *what, uint32_t sentence)
{
    Str label = sy_word_label(arena, w, sentence);
    if (label.p[0] == '(') { // "(line 41)": not one parenthesis in another
        return sy_str_fmt(arena, " (%s, %.*s", what, STR_ARG(sy_str_sub(label, 1, label.len)));
    }
    return sy_str_fmt(arena, " (%s %.*s)", what, STR_ARG(label));
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
    return sy_word_line(arena,
                        sy_sources_text(w->model->sources, (Span){e->span.start, s->span.end}));
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
    listed(b, "as if granted: ", words.p, words.len);
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
                       : b.len ? "; of the voices: "
                               : "of the voices: ",
                       sy_rank_name((Rank)r));
        }
    }
    if (q->rated[0]) {
        sy_buf_fmt(&b, "%sof what is rated %c%c or better", b.len ? "; " : "", q->rated[0],
                   q->rated[1]);
    }
    if (q->at) {
        sy_buf_fmt(&b, "%swith the grade %s as the least that counts", b.len ? "; " : "",
                   sy_grade_name(q->at));
    }
    if (q->strict) {
        sy_buf_fmt(&b, "%swith a bare condition read as `after`", b.len ? "; " : "");
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
    uint8_t kind = n->form == NEED_COND ? w->tree->conds.p[n->cond].kind : COND_ATOM;
    if (kind == COND_AFTER || kind == COND_WITH) { // it is written before the part itself
        return "";
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

// "unless NATO-contingent (Russia rejects it [V01])"; "vetoed by E if peace-deal [j]".
static Str rejected_words(Arena *arena, const World *w, const Need *n)
{
    const Sentence *s = &w->tree->sentences.p[n->cond];
    bool veto = n->form == NEED_VETO;
    Str who = sy_entity(w->model, n->raiser)->name, what = sy_word_cond(arena, w, s->cond, n->own);
    Str label = sy_word_label(arena, w, n->cond);
    Buf b = sy_buf_new(arena);
    sy_buf_fmt(&b, veto ? "vetoed by %.*s" : "unless %.*s", STR_ARG(veto ? who : what));
    uint32_t i = 0, k = 0;
    for (const Clause *c;
         (c = sy_entry_clause(w->model, w->query.choices, sy_sentence_entry(w, s), CL_IF, &i));) {
        Str cond = sy_word_cond(arena, w, c->x, n->own);
        sy_buf_fmt(&b, " %s %.*s", veto && k++ == 0 ? "if" : "and", STR_ARG(cond));
    }
    if (veto) {
        sy_buf_fmt(&b, " %.*s", STR_ARG(label));
    } else {
        sy_buf_fmt(&b, " (%.*s rejects it %.*s)", STR_ARG(who), STR_ARG(label));
    }
    return sy_buf_view(&b);
}

Str sy_word_need(Arena *arena, const World *w, const Need *n)
{
    if (n->form == NEED_WITHHELD || n->form == NEED_VETO) {
        return rejected_words(arena, w, n);
    }
    bool named = n->form == NEED_NAME || n->form == NEED_WISH;
    Str text = named ? sy_word_ref(arena, w, named_by(w, n, n->cond))
                     : sy_word_cond(arena, w, n->cond, n->own);
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

// ---------------------------------------------------------------- terms and states

Str sy_word_clause(Arena *arena, const World *w, uint32_t clause, EntityId own)
{
    return span_for(arena, w, w->tree->clauses.p[clause].span, own);
}

Str sy_word_term_over(World *w, const Position *q)
{
    const Term *end = q ? sy_position_term(q, TERM_END) : NULL;
    Str clause = end ? sy_word_clause(w->arena, w, end->clause, end->own) : (Str){0};
    Mom last = end ? sy_position_term_end(w, q, w->query.as_of) : MOM_NONE;
    Buf day = sy_buf_new(w->arena), b = sy_buf_new(w->arena);
    if (sy_mom_known(last)) {
        sy_mom_write(&day, last);
    }
    sy_buf_text(&b, "its term is over");
    if (clause.len) {
        sy_buf_fmt(&b, " (%.*s", STR_ARG(clause));
        if (day.len && sy_str_find(clause, sy_buf_view(&day)) < 0) {
            sy_buf_fmt(&b, "; it ended %.*s", STR_ARG(sy_buf_view(&day)));
        }
        sy_buf_char(&b, ')');
    }
    return sy_buf_view(&b);
}

Str sy_word_states(World *w, const Position *q)
{
    static const struct {
        uint32_t bit;
        const char *word;
    } table[] = {{PAST_DELIVERED, "delivered"},
                 {PAST_LATE, "late"},
                 {PAST_MISSED, "missed"},
                 {PAST_RELEASED, "released"},
                 {PAST_BROKEN, "broken"}};
    Buf b = sy_buf_new(w->arena);
    bool timed = sy_position_term(q, TERM_BY) || sy_position_term(q, TERM_WHEN) ||
                 (q->extra && q->extra->breaches.len) || q->grade == GRADE_DELIVERED;
    uint32_t states = timed ? sy_promise_states(w, q->promise, w->query.as_of) : 0;
    for (ptrdiff_t i = 0; i < COUNT_OF(table); i++) {
        if (states & table[i].bit) {
            sy_buf_fmt(&b, "%s%s", b.len ? ", " : "", table[i].word);
        }
    }
    if (timed && (states & PAST_DUE)) {
        sy_buf_fmt(&b, "%sdue", b.len ? ", " : "");
    }
    Mom by = timed ? sy_position_deadline(w, q, w->query.as_of) : MOM_NONE;
    if (sy_mom_known(by)) {
        sy_buf_text(&b, b.len ? ", by " : "by ");
        sy_mom_write(&b, by);
    }
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- members not known

static EntityId group_of(const World *w, const Name *n, EntityId own)
{
    if (n->ref_kind == REF_EACH) {
        return sy_model_by_sym(w->model, n->a);
    }
    Ref r = sy_model_ref(w->model, n, own);
    EntityId id = r.kind == REF_PROMISE  ? w->model->promises.p[r.id].owner
                  : r.kind == REF_ENTITY ? (EntityId){r.id}
                                         : (EntityId){0};
    uint32_t kind = id.v ? sy_entity(w->model, id)->kind : 0;
    return kind == ENTRY_GROUP || kind == ENTRY_BODY ? id : (EntityId){0};
}

double sy_word_unknown(const World *w, uint32_t cond, EntityId own)
{
    const Cond *c = &w->tree->conds.p[cond];
    double unknown = 0;
    for (uint32_t i = 0; i < c->names.count; i++) {
        EntityId g = group_of(w, sy_name(w->model, c->names, i), own);
        if (!g.v || !sy_model_is_open(w->model, w->query.choices, g)) {
            continue;
        }
        double all = sy_model_count(w->model, w->query.choices, g);
        ptrdiff_t known = sy_model_members(w->arena, w->model, w->query.choices, g).len;
        if (all < 0) {
            return -1;
        }
        unknown += all > (double)known ? all - (double)known : 0;
    }
    return unknown;
}
