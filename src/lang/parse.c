// Entries: what stands at the left margin.
#include "lang/parser.h"

static uint32_t entry_add(Parser *p, Entry e)
{
    vec_push(p->tree->arena, &p->tree->entries, e);
    return (uint32_t)p->tree->entries.len - 1;
}

static EntryKind declared_kind(uint32_t word)
{
    static const struct {
        uint32_t word;
        EntryKind kind;
    } kinds[] = {
        {W_FRAMEWORK, ENTRY_FRAMEWORK},
        {W_DOCUMENT, ENTRY_DOCUMENT},
        {W_PARTY, ENTRY_PARTY},
        {W_GROUP, ENTRY_GROUP},
        {W_BODY, ENTRY_BODY},
        {W_LAYER, ENTRY_LAYER},
        {W_ACT, ENTRY_ACT},
        {W_UNIT, ENTRY_UNIT},
        {W_MEASURE, ENTRY_MEASURE},
        {W_PLACE, ENTRY_PLACE},
        {W_FACT, ENTRY_FACT},
        {W_EVENT, ENTRY_EVENT},
        {W_CONDITION, ENTRY_CONDITION},
        {W_GOAL, ENTRY_GOAL},
        {W_READING, ENTRY_READING},
        {W_VERSION, ENTRY_VERSION},
        {W_DECISION, ENTRY_DECISION},
        {W_PROMISE, ENTRY_PROMISE},
        {W_SIGNING, ENTRY_SIGNING},
        {W_MEETING, ENTRY_MEETING},
        {W_TRIGGER, ENTRY_TRIGGER},
        {W_NEED, ENTRY_NEED},
        {W_LIMIT, ENTRY_LIMIT},
        {W_ASSET, ENTRY_ASSET},
    };
    for (ptrdiff_t i = 0; word && i < COUNT_OF(kinds); i++) {
        if (kinds[i].word == word) {
            return kinds[i].kind;
        }
    }
    return ENTRY_ERROR;
}

static bool sentence_follows(const Parser *p)
{
    uint32_t w = sy_p_word(p, 0);
    return sy_p_is(p, TOK_DATE) || sy_p_is(p, TOK_NUMBER) || w == W_BEFORE || w == W_ABOUT ||
           w == W_UNDATED;
}

static bool has_colon(const Parser *p)
{
    for (ptrdiff_t i = p->at; i < p->end && p->toks[i].kind != TOK_LINE; i++) {
        if (p->toks[i].kind == TOK_COLON) {
            return true;
        }
    }
    return false;
}

static Str nearest_kind(const Parser *p)
{
    Str text = sy_p_text(p, sy_p_peek(p, 0)), best = {0};
    int least = 3;
    for (int k = ENTRY_FRAMEWORK; sy_p_is(p, TOK_NAME) && k <= ENTRY_ASSET; k++) {
        Str word = sy_str_from(sy_entry_word((EntryKind)k));
        int far = sy_name_slip(text, word);
        if (far && far < least) {
            least = far;
            best = word;
        }
    }
    return best;
}

static void no_kind(Parser *p, Str found)
{
    Span span = sy_p_span(p);
    Str near = nearest_kind(p);
    bool sentence = has_colon(p);
    Diag *d = sy_p_fail(p, D_E0301, span,
                        "an entry begins with a date or a kind of thing, not %.*s", STR_ARG(found));
    if (near.len) {
        sy_diag_fix(p->diags, d, span, near);
        sy_diag_help(p->diags, d, "did you mean `%.*s`?", STR_ARG(near));
    } else if (sentence) {
        sy_diag_help(p->diags, d,
                     "a sentence begins with its date, as in `2026-03-31`, `2026-03`, `2026`, "
                     "`before 2026-03-31`, or with `undated`");
    } else {
        sy_diag_help(p->diags, d,
                     "a kind is one of: framework, document, party, group, body, layer, "
                     "act, unit, measure, place, fact, event, condition, goal, reading, "
                     "version, decision, promise, signing, meeting, trigger, need, "
                     "limit, asset");
    }
}

static void no_entry(Parser *p)
{
    const Tok *t = sy_p_peek(p, 0);
    Str found = sy_p_show(p);
    for (ptrdiff_t i = p->at; i < p->end; i++) {
        if (p->toks[i].kind == TOK_NAME && p->toks[i].sym.v == W_IMPLIES) {
            Diag *d = sy_p_fail(p, D_E2505, sy_p_span(p), "an implication is somebody's");
            sy_diag_help(p->diags, d,
                         "begin it with `we infer`; in a file of assumptions, `assume`");
            return;
        }
    }
    if (t->kind == TOK_NAME && (t->sym.v == W_FEED || t->sym.v == W_SIGHTING)) {
        Diag *d =
            sy_p_fail(p, D_E2702, sy_p_span(p),
                      "%.*s is kept for watching and no part of surety 1 yet", STR_ARG(found));
        sy_diag_help(p->diags, d, "until then write `x-%.*s`", STR_ARG(sy_p_text(p, t)));
        return;
    }
    static const uint32_t clause_words[] = {W_IF,   W_AFTER, W_WITH, W_UNLESS, W_WHEN,
                                            W_CITE, W_NOTE,  W_BY,   W_UNTIL,  W_FROM};
    for (ptrdiff_t i = 0; i < COUNT_OF(clause_words); i++) {
        if (sy_p_at(p, clause_words[i])) {
            Diag *d = sy_p_fail(p, D_E0302, sy_p_span(p),
                                "%.*s begins a clause, and a clause is indented", STR_ARG(found));
            sy_diag_help(p->diags, d, "indent it under the entry it belongs to");
            return;
        }
    }
    no_kind(p, found);
}

static void declaration(Parser *p, Entry *e)
{
    p->at++;
    e->name = sy_p_name(p, "a name");
    if (p->failed) {
        return;
    }
    const Name *n = &p->tree->names.p[e->name];
    if (n->b.v && e->kind != ENTRY_PROMISE) {
        sy_p_fail(p, D_E1302, n->span, "only a promise has a dotted name, not %s %s",
                  sy_article(sy_entry_word((EntryKind)e->kind)), sy_entry_word((EntryKind)e->kind));
        return;
    }
    if (!n->b.v && e->kind == ENTRY_PROMISE) {
        Diag *d = sy_p_fail(p, D_E1303, n->span, "a promise is somebody's: its name has a dot");
        sy_diag_help(p->diags, d, "write PARTY.NAME, as in `US.pilots`");
        return;
    }
    if (n->a.v == W_OWN) {
        sy_p_fail(p, D_E1301, n->span, "`own` is a word of the language and cannot be a name");
        return;
    }
    if (sy_p_is(p, TOK_STRING)) {
        e->title = sy_p_string(p, "");
        e->has_title = true;
    }
    sy_p_body(p, e);
}

static void include(Parser *p)
{
    Include inc = {.file = p->file};
    p->at++;
    inc.span = sy_p_span(p);
    inc.path = sy_p_string(p, "a file in quotation marks");
    if (sy_p_take2(p, W_ONLY, W_WHEN)) {
        inc.guard = sy_p_cond(p);
    }
    if (!p->failed && p->at < p->end) {
        sy_p_expected(p, D_E0419, "the end of the entry");
    }
    if (!p->failed) {
        vec_push(p->tree->arena, &p->tree->includes, inc);
    }
}

static void assumptions_over(Parser *p)
{
    File *f = &p->tree->files.p[p->file];
    p->at++;
    sy_p_need(p, W_OVER, "`over` and a file in quotation marks");
    f->over_span = sy_p_span(p);
    f->over = sy_p_string(p, "the model's file in quotation marks");
    f->assumptions = true;
    if (!p->failed && p->at < p->end) {
        sy_p_expected(p, D_E0419, "the end of the entry");
    }
}

static bool assumptions_only(Parser *p, const Entry *e)
{
    if (!p->tree->files.p[p->file].assumptions || e->kind == ENTRY_ASSUME ||
        e->kind == ENTRY_CARRIED) {
        return true;
    }
    sy_p_fail(p, D_E2503, sy_p_span(p), "a file of assumptions holds nothing but `assume` entries");
    return false;
}

// Rules of an entry's shape that need no other entry.
static void check_reason(Parser *p, const Entry *e)
{
    if (e->kind != ENTRY_INFER && e->kind != ENTRY_ASSUME) {
        return;
    }
    for (uint32_t i = 0; i < e->nclauses; i++) {
        if (p->tree->clauses.p[e->first_clause + i].kind == CL_BECAUSE) {
            return;
        }
    }
    Diag *d = sy_p_fail(p, D_E2501, e->span, "%s says why",
                        e->kind == ENTRY_INFER ? "an inference" : "an assumption");
    sy_diag_help(p->diags, d, "add `because \"...\"`");
}

static void entry_of_kind(Parser *p, Entry *e)
{
    switch ((int)e->kind) {
    case ENTRY_SENTENCE:
        sy_p_sentence(p, e);
        sy_p_body(p, e);
        break;
    case ENTRY_INFER:
        sy_p_infer(p, e);
        sy_p_body(p, e);
        break;
    case ENTRY_ASSUME:
        if (!p->tree->files.p[p->file].assumptions) {
            Diag *d = sy_p_fail(p, D_E2502, sy_p_span(p), "`assume` stands in a file of its own");
            sy_diag_help(p->diags, d, "begin that file with: assumptions over \"MODEL.surety\"");
            break;
        }
        sy_p_assume(p, e);
        sy_p_body(p, e);
        break;
    case ENTRY_EXPECT:
        sy_p_expect(p, e);
        e->first_clause = (uint32_t)p->tree->clauses.len;
        break;
    default: declaration(p, e); break;
    }
    if (!p->failed) {
        check_reason(p, e);
    }
}

static EntryKind entry_kind(Parser *p)
{
    uint32_t w = sy_p_word(p, 0);
    if (sentence_follows(p)) {
        return ENTRY_SENTENCE;
    }
    if (w == W_WE && sy_p_word(p, 1) == W_INFER) {
        return ENTRY_INFER;
    }
    return w == W_ASSUME ? ENTRY_ASSUME : w == W_EXPECT ? ENTRY_EXPECT : declared_kind(w);
}

// A label that a sentence carries has been given, whatever else is wrong with it.
static void label_of_broken(const Parser *p, Entry *e)
{
    for (ptrdiff_t i = 1; !e->label.v && i < p->end; i++) {
        const Tok *t = &p->toks[i];
        uint32_t before = p->toks[i - 1].word;
        bool names_another = before == W_WITHDRAWS || before == W_WITHDRAW || before == W_REPEATS ||
                             before == W_REPLACES || before == W_CONTRADICTS;
        if (t->kind == TOK_LABEL && !names_another) {
            e->label = t->sym;
            e->label_span = (Span){t->start, t->end};
        }
    }
}

static void entry(Parser *p)
{
    Entry e = {.file = p->file};
    const Tok *first = sy_p_peek(p, 0);
    e.span = (Span){first->start, first->end};
    e.whole = (Span){first->start, p->toks[p->end > 0 ? p->end - 1 : 0].end};
    p->entry = (uint32_t)p->tree->entries.len;
    p->candidate = sy_p_take_tok(p, TOK_MARK);
    e.candidate = p->candidate;
    if (p->candidate && !sentence_follows(p)) {
        p->candidate = false;
        sy_p_fail(p, D_E2701, e.span, "only a sentence can be a candidate: after `?` comes a date");
        return;
    }
    for (ptrdiff_t i = p->at; i < p->end && p->toks[i].kind != TOK_LINE; i++) {
        e.span.end = p->toks[i].end; // its first line
    }
    if (sy_p_at(p, W_INCLUDE)) {
        if (assumptions_only(p, &e)) {
            include(p);
        }
        return;
    }
    if (sy_p_at(p, W_ASSUMPTIONS)) {
        assumptions_over(p);
        return;
    }
    if (sy_p_carried(p, first)) {
        e.kind = ENTRY_CARRIED;
        entry_add(p, e);
        return;
    }
    e.kind = (uint8_t)entry_kind(p);
    if (!assumptions_only(p, &e)) {
        return;
    }
    if (e.kind == ENTRY_ERROR) {
        no_entry(p);
        return;
    }
    e.first_clause = (uint32_t)p->tree->clauses.len;
    entry_of_kind(p, &e);
    e.broken = p->failed;
    if (e.broken && (e.kind == ENTRY_SENTENCE || e.kind == ENTRY_INFER)) {
        label_of_broken(p, &e);
    }
    entry_add(p, e);
}

static void first_line(Parser *p)
{
    if (!sy_p_take(p, W_SURETY)) {
        Diag *d = sy_p_fail(p, D_E0101, sy_p_span(p), "a file begins with the line `surety 1`");
        sy_diag_help(p->diags, d, "put `surety 1` before everything else");
        return;
    }
    Str version = sy_p_text(p, sy_p_peek(p, 0));
    if (!sy_p_is(p, TOK_NUMBER)) {
        sy_p_expected(p, D_E0101, "`1` after `surety`");
    } else if (!sy_str_eq(version, STR("1"))) {
        sy_p_fail(p, D_E0102, sy_p_span(p),
                  "this file is written in surety %.*s, and this program reads surety 1",
                  STR_ARG(version));
    } else {
        p->at++;
        if (p->at < p->end) {
            sy_p_expected(p, D_E0419, "the end of the line after `surety 1`");
        }
    }
}

// Whole-file faults: not UTF-8, NUL bytes, bidirectional controls.
static bool readable(Diags *diags, const Source *source)
{
    Str text = source->text;
    if (text.len > FILE_SIZE_LIMIT) {
        sy_diag(diags, D_E0103, (Span){source->start, source->start},
                "this file is larger than 256 MiB");
        return false;
    }
    ptrdiff_t bad = sy_utf8_invalid(text);
    if (bad >= 0) {
        uint32_t at = source->start + (uint32_t)bad;
        Diag *d = sy_diag(diags, D_E0203, (Span){at, at + 1},
                          "this byte (0x%02x) is no valid UTF-8", (unsigned char)text.p[bad]);
        sy_diag_help(diags, d, "save the file as UTF-8");
        return false;
    }
    ptrdiff_t nul = sy_str_find_char(text, '\0');
    if (nul >= 0) {
        uint32_t at = source->start + (uint32_t)nul;
        sy_diag(diags, D_E0205, (Span){at, at + 1}, "this file holds a NUL byte: it is no text");
        return false;
    }
    return true;
}

// U+202A..202E and U+2066..2069 reorder what the reader sees.
static void warn_bidi(Diags *diags, const Source *source)
{
    Str text = source->text;
    for (ptrdiff_t i = 0; i + 2 < text.len; i++) {
        const unsigned char *c = (const unsigned char *)text.p + i;
        bool embed = c[0] == 0xe2 && c[1] == 0x80 && c[2] >= 0xaa && c[2] <= 0xae;
        bool isolate = c[0] == 0xe2 && c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9;
        if (embed || isolate) {
            uint32_t at = source->start + (uint32_t)i;
            Diag *d = sy_diag(diags, D_E0206, (Span){at, at + 3},
                              "a character that reverses the order of the text stands here");
            sy_diag_help(diags, d, "remove it: what is read would not be what is written");
            return;
        }
    }
}

#define LARGE_FILE 65536

// Room for what a large text will hold, by what such texts hold: arrays that grow are copied. Memory
// that is not used is not touched.
static void foresee(Tree *t, ptrdiff_t bytes)
{
    if (bytes < LARGE_FILE) {
        return;
    }
    vec_reserve(t->arena, &t->entries, bytes / 100);
    vec_reserve(t->arena, &t->sentences, bytes / 110);
    vec_reserve(t->arena, &t->clauses, bytes / 55);
    vec_reserve(t->arena, &t->conds, bytes / 24);
    vec_reserve(t->arena, &t->args, bytes / 110);
    vec_reserve(t->arena, &t->qtys, bytes / 75);
    vec_reserve(t->arena, &t->names, bytes / 15);
}

// Of an entry that the lexer refused, what it declares, or its label, is known.
static void unread_entry(Parser *p)
{
    const Tok *first = &p->toks[0];
    Entry e = {.broken = true, .file = p->file};
    e.span = e.whole = (Span){first->start, first->end};
    e.first_clause = (uint32_t)p->tree->clauses.len;
    e.kind = (uint8_t)declared_kind(sy_p_word(p, 0));
    if (e.kind && sy_p_name_follows(p, 1)) {
        e.name = sy_p_name_add(p, sy_p_peek(p, 1));
        entry_add(p, e);
    } else if (sentence_follows(p)) {
        e.kind = ENTRY_SENTENCE;
        label_of_broken(p, &e);
        entry_add(p, e);
    }
}

uint32_t sy_parse_file(Tree *tree, Diags *diags, const Source *source, Str path,
                       uint32_t include_of, uint32_t guard)
{
    vec_push(
        tree->arena, &tree->files,
        (File){
            .path = path, .source_start = source->start, .guard = guard, .include_of = include_of});
    uint32_t file = (uint32_t)tree->files.len - 1;
    if (!readable(diags, source)) {
        return file;
    }
    foresee(tree, source->text.len);
    if (sy_str_find_char(source->text, (char)0xe2) >= 0) {
        warn_bidi(diags, source);
    }
    Toks toks = {0};
    Lexer lx = sy_lexer_new(tree->arena, tree->syms, diags, source);
    bool first = true;
    while (sy_lexer_entry(&lx, &toks)) {
        Parser p = {.tree = tree,
                    .diags = diags,
                    .sources = diags->sources,
                    .source = source,
                    .toks = toks.p,
                    .end = toks.len - 1,
                    .failed = false,
                    .file = file};
        if (first && !lx.broken) {
            first_line(&p);
            if (p.failed) {
                break;
            }
            first = false;
        } else if (lx.broken) {
            first = false;
            unread_entry(&p);
        } else {
            entry(&p);
        }
    }
    if (first && !lx.stopped && diags->errors == 0) {
        Diag *d =
            sy_diag(diags, D_E0101, (Span){source->start, source->start}, "this file is empty");
        sy_diag_help(diags, d, "a file begins with the line `surety 1`");
    }
    return file;
}

static Parser parser_of_line(Tree *tree, Diags *diags, const Source *source, Toks *toks)
{
    Lexer lx = sy_lexer_new(tree->arena, tree->syms, diags, source);
    sy_lexer_entry(&lx, toks);
    return (Parser){.tree = tree,
                    .diags = diags,
                    .sources = diags->sources,
                    .source = source,
                    .toks = toks->p,
                    .end = toks->len - 1,
                    .failed = lx.broken};
}

uint32_t sy_parse_condition(Tree *tree, Diags *diags, const Source *source)
{
    Toks toks = {0};
    Parser p = parser_of_line(tree, diags, source, &toks);
    uint32_t c = sy_p_cond(&p);
    if (!p.failed && p.at < p.end) {
        sy_p_expected(&p, D_E0419, "the end of the condition");
    }
    return p.failed ? 0 : c;
}

bool sy_parse_moment(Tree *tree, Diags *diags, const Source *source, Moment *out)
{
    Toks toks = {0};
    Parser p = parser_of_line(tree, diags, source, &toks);
    Moment m;
    if (!sy_p_moment(&p, &m)) {
        return false;
    }
    if (p.at < p.end) {
        sy_p_expected(&p, D_E0419, "the end of the date");
        return false;
    }
    *out = m;
    return true;
}
