// Clauses: what stands under an entry.
//
// What a clause holds, by kind (x, y, z, names, text, sub):
//   conditions (if after with unless while failing when means)  x condition
//   from by: x time; until: x time, or with sub 1 a condition; for, ready within: x length
//   renews every: x length, y condition (sub 1 `if`, 2 `unless`); binding: x condition or 0
//   amount count equals measured copies: x quantity; uses: x quantity, y name
//   votes (verified judged decided made called): x vote; decided: names it is for
//   repeats replaces contradicts: x label's symbol; cite: x first Cite, y count
//   printed signed on(meeting): x time; signed: names by whom; on(limit): names, sub 1
//   voice: x name; option: x symbol, sub 1 `by default`; gives: x name, y quantity; does: x name
//   weighs: x name of the weight, names the parties, y first of as many quantities
//   members: names, sub 1 `unstated`; of: names, sub 1 `each of`; in: names, sub 1 `any of`
//   at: x, y quantities; shape: text the file, x text of the feature
//   bound: sub Compare, x quantity, names; except: names, or with sub 1 x condition
//   never: names, or text; ask: names whom, x first and y count of names before what, or text; z length
//   then: x Step
#include "lang/parser.h"

static const char *const entry_letters[ENTRY_COUNT] = {
    [ENTRY_FRAMEWORK] = "f", [ENTRY_DOCUMENT] = "d", [ENTRY_PARTY] = "p",   [ENTRY_GROUP] = "g",
    [ENTRY_BODY] = "b",      [ENTRY_LAYER] = "l",    [ENTRY_ACT] = "a",     [ENTRY_UNIT] = "u",
    [ENTRY_MEASURE] = "m",   [ENTRY_PLACE] = "P",    [ENTRY_FACT] = "F",    [ENTRY_EVENT] = "v",
    [ENTRY_CONDITION] = "c", [ENTRY_GOAL] = "G",     [ENTRY_READING] = "C", [ENTRY_VERSION] = "C",
    [ENTRY_DECISION] = "e",  [ENTRY_PROMISE] = "n",  [ENTRY_SIGNING] = "s", [ENTRY_MEETING] = "t",
    [ENTRY_TRIGGER] = "T",   [ENTRY_NEED] = "N",     [ENTRY_LIMIT] = "L",   [ENTRY_ASSET] = "A",
    [ENTRY_INFER] = "i",     [ENTRY_ASSUME] = "z",   [ENTRY_EXPECT] = "x",
};

static const struct {
    const char *entries;
} places[CL_COUNT] = {
#define CLAUSE(ident, word, entries) [CL_##ident] = {entries},
#include "lang/clauses.def"
#undef CLAUSE
};

static char entry_letter(const Parser *p, const Entry *e)
{
    if (e->kind != ENTRY_SENTENCE) {
        return entry_letters[e->kind] ? entry_letters[e->kind][0] : ' ';
    }
    switch ((int)p->tree->sentences.p[e->detail].verb) {
    case VERB_PROMISE: return 'S';
    case VERB_DEMAND: return 'D';
    case VERB_EXPECTS:
    case VERB_REMARKS: return 'M';
    case VERB_REJECT: return 'R';
    default: return 'O';
    }
}

static const char *letter_name(char letter)
{
    static const struct {
        char letter;
        const char *name;
    } names[] = {{'S', "promise sentence"},
                 {'D', "demand"},
                 {'M', "expectation or remark"},
                 {'R', "rejection"},
                 {'O', "sentence of this kind"},
                 {'i', "inference"},
                 {'z', "assumption"}};
    for (ptrdiff_t i = 0; i < COUNT_OF(names); i++) {
        if (names[i].letter == letter) {
            return names[i].name;
        }
    }
    for (int k = 0; k < ENTRY_COUNT; k++) {
        if (entry_letters[k] && entry_letters[k][0] == letter && letter != 'C') {
            return sy_entry_word((EntryKind)k);
        }
    }
    return letter == 'C' ? "reading or version" : "entry";
}

static bool has_letter(const char *letters, char letter)
{
    for (; *letters; letters++) {
        if (*letters == letter) {
            return true;
        }
    }
    return false;
}

static bool is_condition_clause(ClauseKind kind)
{
    return kind == CL_IF || kind == CL_UNLESS || kind == CL_WHILE || kind == CL_AFTER ||
           kind == CL_WITH || kind == CL_WHEN;
}

// What was most likely meant; empty: nothing is more likely than the rest.
static Str meant_instead(const Parser *p, const Entry *e, ClauseKind kind)
{
    Arena *a = p->tree->arena;
    bool defined = e->kind == ENTRY_CONDITION || e->kind == ENTRY_GOAL;
    if (defined && is_condition_clause(kind)) {
        const char *kind_word = sy_entry_word((EntryKind)e->kind);
        return sy_str_fmt(a, "write `means%s` for `%s`: a %s is defined by what it takes",
                          kind == CL_UNLESS ? " not" : "", sy_clause_word(kind), kind_word);
    }
    if (e->kind == ENTRY_FACT && is_condition_clause(kind)) {
        return STR("a fact is what the world decides; what follows from others is a `condition` "
                   "with `means`");
    }
    if (e->kind == ENTRY_TRIGGER && is_condition_clause(kind)) {
        return STR("what starts it is said with `when`; a condition of one step stands behind "
                   "its `then`");
    }
    bool is = e->kind == ENTRY_SENTENCE && p->tree->sentences.p[e->detail].verb == VERB_IS;
    if (is && kind == CL_FROM) {
        return STR("the day from which it is so stands behind `since`, as in "
                   "`is true since 2026-03-31`");
    }
    return (Str){0};
}

static Str entries_of(const Parser *p, ClauseKind kind)
{
    Buf b = sy_buf_new(p->tree->arena);
    int n = 0;
    for (const char *c = places[kind].entries; *c; c++) {
        sy_buf_fmt(&b, "%s%s", n++ ? ", " : "it belongs to: ", letter_name(*c));
    }
    return sy_buf_view(&b);
}

static void misplaced(Parser *p, const Entry *e, ClauseKind kind, char letter)
{
    Str help = meant_instead(p, e, kind);
    help = help.len ? help : entries_of(p, kind);
    Diag *d = sy_p_fail(p, D_E0501, sy_p_span(p), "`%s` has no place in %s %s",
                        sy_clause_word(kind), sy_article(letter_name(letter)), letter_name(letter));
    sy_diag_help(p->diags, d, "%.*s", STR_ARG(help));
}

// ---------------------------------------------------------------- which clause begins here

static ClauseKind by_first_word(uint32_t w, uint32_t w1)
{
    static const uint8_t by_word[W_COUNT] = {
        [W_CITE] = CL_CITE,
        [W_NOTE] = CL_NOTE,
        [W_BECAUSE] = CL_BECAUSE,
        [W_RATED] = CL_RATED,
        [W_FOUND] = CL_FOUND,
        [W_IF] = CL_IF,
        [W_AFTER] = CL_AFTER,
        [W_WITH] = CL_WITH,
        [W_UNLESS] = CL_UNLESS,
        [W_WHILE] = CL_WHILE,
        [W_FAILING] = CL_FAILING,
        [W_WHEN] = CL_WHEN,
        [W_AMOUNT] = CL_AMOUNT,
        [W_USES] = CL_USES,
        [W_FROM] = CL_FROM,
        [W_BY] = CL_BY,
        [W_UNTIL] = CL_UNTIL,
        [W_FOR] = CL_FOR,
        [W_RENEWS] = CL_RENEWS,
        [W_BINDING] = CL_BINDING,
        [W_WITHOUT] = CL_WITHOUT,
        [W_NEVER] = CL_NEVER,
        [W_ASK] = CL_ASK,
        [W_REPEATS] = CL_REPEATS,
        [W_REPLACES] = CL_REPLACES,
        [W_CONTRADICTS] = CL_CONTRADICTS,
        [W_WITHHOLDING] = CL_WITHHOLDING,
        [W_VETOING] = CL_VETOING,
        [W_CLOCK] = CL_CLOCK,
        [W_ARCHIVE] = CL_ARCHIVE,
        [W_RELAYS] = CL_RELAYS,
        [W_PRINTED] = CL_PRINTED,
        [W_SIGNED] = CL_SIGNED,
        [W_ALSO] = CL_ALSO,
        [W_VOICE] = CL_VOICE,
        [W_MEMBERS] = CL_MEMBERS,
        [W_COUNT_] = CL_COUNT_,
        [W_OVERLAPS] = CL_OVERLAPS,
        [W_WEIGHS] = CL_WEIGHS,
        [W_OF] = CL_OF,
        [W_EQUALS] = CL_EQUALS,
        [W_SHAPE] = CL_SHAPE,
        [W_MEANS] = CL_MEANS,
        [W_OPTION] = CL_OPTION,
        [W_GIVES] = CL_GIVES,
        [W_DOES] = CL_DOES,
        [W_ON] = CL_ON,
        [W_BETWEEN] = CL_BETWEEN,
        [W_ABOUT] = CL_ABOUT,
        [W_NO] = CL_NO,
        [W_IN] = CL_IN,
        [W_OUTSIDE] = CL_OUTSIDE,
        [W_EXCEPT] = CL_EXCEPT,
        [W_COPIES] = CL_COPIES,
        [W_EITHER] = CL_EITHER,
        [W_AGAINST] = CL_AGAINST,
        [W_THEN] = CL_THEN,
        [W_AT] = CL_AT,
    };
    static const struct {
        uint32_t word, word2;
        ClauseKind kind;
    } by_two[] = {
        {W_WE, W_INFER, CL_INFER},       {W_IN, W_STEP, CL_IN_STEP},
        {W_INSTEAD, W_OF, CL_INSTEAD},   {W_VERIFIED, W_BY, CL_VERIFIED},
        {W_AMONG, W_THEM, CL_AMONG},     {W_PART, W_OF, CL_PART_OF},
        {W_CHAIRED, W_BY, CL_CHAIRED},   {W_DECIDED, W_BY, CL_DECIDED},
        {W_MADE, W_BY, CL_MADE},         {W_JUDGED, W_BY, CL_JUDGED},
        {W_MEASURED, W_IN, CL_MEASURED}, {W_READY, W_WITHIN, CL_READY},
        {W_CALLED, W_BY, CL_CALLED},     {W_AT, W_LEAST, CL_BOUND},
        {W_AT, W_MOST, CL_BOUND},
    };
    if (by_word[w] && w != W_IN && w != W_AT) {
        return (ClauseKind)by_word[w];
    }
    for (ptrdiff_t i = 0; w && i < COUNT_OF(by_two); i++) {
        if (by_two[i].word == w && by_two[i].word2 == w1) {
            return by_two[i].kind;
        }
    }
    return (ClauseKind)by_word[w];
}

// ---------------------------------------------------------------- their arguments

static void cites(Parser *p, Clause *c)
{
    Tree *t = p->tree;
    c->x = (uint32_t)t->cites.len;
    do {
        ptrdiff_t from = p->at;
        Cite cite = {.entry = p->entry, .doc = sy_p_name(p, "a document")};
        if (sy_p_is(p, TOK_STRING)) {
            cite.words = sy_p_string(p, "words of the document");
            cite.has_words = true;
        }
        bool spans = sy_p_is(p, TOK_SPAN);
        do {
            Cite one = cite;
            if (spans) {
                Str s = sy_p_text(p, sy_p_peek(p, 0));
                ptrdiff_t dash = sy_str_find_char(s, '-');
                int64_t a = 0, b = 0;
                bool ok = sy_int_parse(sy_str_sub(s, 0, dash), &a) &&
                          sy_int_parse(sy_str_sub(s, dash + 1, s.len), &b) && b < UINT32_MAX;
                if (!ok || b <= a) {
                    sy_p_fail(p, D_E0712, sy_p_span(p), "the span %.*s %s", STR_ARG(s),
                              ok ? "runs backwards" : "is out of range");
                    return;
                }
                one.start = (uint32_t)a;
                one.end = (uint32_t)b;
                one.span = sy_p_span(p);
                p->at++;
            } else {
                one.span = sy_p_span_from(p, from);
            }
            vec_push(t->arena, &t->cites, one);
            c->y++;
        } while (spans && sy_p_is(p, TOK_COMMA) && sy_p_peek(p, 1)->kind == TOK_SPAN &&
                 sy_p_take_tok(p, TOK_COMMA));
    } while (!p->failed && sy_p_take_tok(p, TOK_COMMA));
}

static void rated(Parser *p, Clause *c)
{
    c->text = sy_p_is(p, TOK_NAME) ? sy_p_text(p, sy_p_peek(p, 0)) : (Str){0};
    bool ok = c->text.len == 2 && c->text.p[0] >= 'A' && c->text.p[0] <= 'F' &&
              c->text.p[1] >= '1' && c->text.p[1] <= '6';
    if (!ok) {
        sy_p_expected(p, D_E0417,
                      "an Admiralty pair: a letter A to F and a digit 1 to 6, as in `B2`");
        return;
    }
    p->at++;
}

static uint32_t dates_time(Parser *p)
{
    Time t = {.kind = TIME_DATE};
    ptrdiff_t from = p->at;
    sy_p_dates(p, &t.dates);
    t.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->times, t);
    return (uint32_t)p->tree->times.len - 1;
}

static void until(Parser *p, Clause *c)
{
    bool time = sy_p_is(p, TOK_NUMBER) || sy_p_is(p, TOK_DATE) || sy_p_at(p, W_UNSTATED);
    c->sub = time ? 0 : 1;
    c->x = time ? sy_p_time(p) : sy_p_cond(p);
}

static void renews(Parser *p, Clause *c)
{
    sy_p_need(p, W_EVERY, "`every` and a length of time");
    c->x = sy_p_dur(p);
    if (sy_p_take(p, W_IF)) {
        c->sub = 1;
        c->y = sy_p_cond(p);
    } else if (sy_p_take(p, W_UNLESS)) {
        c->sub = 2;
        c->y = sy_p_cond(p);
    }
}

static void names_or_text(Parser *p, Clause *c, NameList *names)
{
    if (sy_p_is(p, TOK_STRING)) {
        c->text = sy_p_string(p, "a text");
    } else {
        *names = sy_p_names(p, "a layer, act, place or event, or a text");
    }
}

static void ask(Parser *p, Clause *c)
{
    c->names = sy_p_names(p, "who is asked");
    sy_p_need(p, W_BEFORE, "`before` and what");
    NameList what = {0};
    names_or_text(p, c, &what);
    c->x = what.first;
    c->y = what.count;
    if (sy_p_take(p, W_WITHIN)) {
        c->z = sy_p_dur(p);
    }
}

static void weighs(Parser *p, Clause *c)
{
    Tree *t = p->tree;
    c->x = sy_p_name(p, "the name of the weight");
    VEC(Name) names = {0};
    c->y = (uint32_t)t->qtys.len;
    do {
        uint32_t n = sy_p_name(p, "a member");
        if (p->failed) {
            return;
        }
        vec_push(t->arena, &names, t->names.p[n]);
        double w = sy_p_number(p, "the member's weight");
        sy_p_take_tok(p, TOK_PERCENT);
        if (w < 0) {
            sy_p_fail(p, D_E0713, sy_p_span(p), "a weight is not negative");
        }
        vec_push(t->arena, &t->qtys, (Qty){.low = w, .high = w});
    } while (!p->failed && sy_p_take_tok(p, TOK_COMMA));
    c->names.first = (uint32_t)t->names.len;
    for (ptrdiff_t i = 0; i < names.len; i++) {
        vec_push(t->arena, &t->names, names.p[i]);
    }
    c->names.count = (uint32_t)names.len;
}

static void also(Parser *p, Entry *e, Clause *c)
{
    c->text = sy_p_string(p, "another name, in quotation marks");
    while (!p->failed && sy_p_is(p, TOK_COMMA)) {
        vec_push(p->tree->arena, &p->tree->clauses, *c);
        e->nclauses++;
        p->at++;
        c->text = sy_p_string(p, "another name, in quotation marks");
    }
}

static void option(Parser *p, Clause *c)
{
    uint32_t w = sy_p_word(p, 0);
    bool word = sy_p_word_follows(p) && w != W_NOT && w != W_AT && w != W_ABOVE && w != W_BELOW &&
                w != W_ONLY;
    if (!word) {
        sy_p_expected(p, D_E0418, "the name of an option");
        return;
    }
    c->x = sy_p_peek(p, 0)->sym.v;
    p->at++;
    if (sy_p_is(p, TOK_STRING)) {
        c->text = sy_p_string(p, "");
    }
    c->sub = sy_p_take2(p, W_BY, W_DEFAULT);
}

static void coordinates(Parser *p, Clause *c)
{
    for (int i = 0; i < 2; i++) {
        double v = sy_p_number(p, i ? "a longitude" : "a latitude, as in `at 48.0 37.8`");
        double most = i ? 180 : 90;
        if (!p->failed && (v < -most || v > most)) {
            sy_p_fail(p, D_E0714, sy_p_span(p), "there is no such %s",
                      i ? "longitude" : "latitude");
        }
        vec_push(p->tree->arena, &p->tree->qtys, (Qty){.low = v, .high = v});
        *(i ? &c->y : &c->x) = (uint32_t)p->tree->qtys.len - 1;
    }
}

static void shape(Parser *p, Clause *c)
{
    c->text = sy_p_string(p, "a file in quotation marks");
    if (sy_p_is(p, TOK_STRING)) {
        vec_push(p->tree->arena, &p->tree->texts, sy_p_string(p, ""));
        c->x = (uint32_t)p->tree->texts.len - 1;
    }
}

static void bound(Parser *p, Clause *c)
{
    c->sub = sy_p_word(p, 1) == W_LEAST ? CMP_LEAST : CMP_MOST;
    p->at += 2;
    c->x = sy_p_qty(p);
    sy_p_need(p, W_OF, "`of` and a layer, act or kind of event");
    c->names = sy_p_names(p, "a layer, act or kind of event");
}

static uint32_t unit_only(Parser *p)
{
    Qty q = {0};
    ptrdiff_t from = p->at;
    if (sy_p_take_tok(p, TOK_PERCENT)) {
        q.percent = true;
    } else {
        int time = sy_p_dur_unit(sy_p_word(p, 0));
        if (time >= 0) {
            q.unit_time = (uint8_t)(time + 1);
            p->at++;
        } else {
            q.unit = sy_p_name(p, "a unit");
        }
        if (sy_p_take_tok(p, TOK_SLASH)) {
            int per = sy_p_dur_unit(sy_p_word(p, 0));
            if (per >= 0) {
                q.per_time = (uint8_t)(per + 1);
                p->at++;
            } else {
                q.per = sy_p_name(p, "a unit");
            }
        }
    }
    q.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->qtys, q);
    return (uint32_t)p->tree->qtys.len - 1;
}

static void part_in(Parser *p, const Entry *e, Clause *c, ptrdiff_t word_at)
{
    if (e->kind == ENTRY_TRIGGER) {
        for (uint32_t i = 0; i < e->nclauses; i++) {
            if (p->tree->clauses.p[e->first_clause + i].kind == CL_THEN) {
                Diag *d = sy_p_fail(p, D_E2203, sy_p_span_from(p, word_at),
                                    "`%s` stands before the first `then` of a trigger",
                                    sy_clause_word((ClauseKind)c->kind));
                sy_diag_help(p->diags, d, "move it above the first `then`");
                return;
            }
        }
    }
    c->sub = sy_p_take2(p, W_ANY, W_OF);
    c->names = sy_p_names(p, "a place");
}

static void members(Parser *p, Clause *c)
{
    c->sub = sy_p_take(p, W_UNSTATED);
    if (!c->sub) {
        c->names = sy_p_names(p, "a member");
    }
}

static void of(Parser *p, const Entry *e, Clause *c)
{
    c->sub = sy_p_take2(p, W_EACH, W_OF);
    if (e->kind == ENTRY_FACT && !c->sub) {
        sy_p_fail(p, D_E2904, sy_p_span(p), "a fact of each member says `of each of` and a group");
        return;
    }
    if (c->sub && e->kind != ENTRY_FACT && e->kind != ENTRY_BODY) {
        sy_p_fail(p, D_E2905, sy_p_span(p), "`of each of` belongs to a fact or a body");
        return;
    }
    c->names = sy_p_names(p, e->kind == ENTRY_SIGNING ? "a promise" : "a party or group");
}

static void gives(Parser *p, Clause *c)
{
    c->x = sy_p_name(p, "a layer");
    if (sy_p_is(p, TOK_NUMBER) || sy_p_at(p, W_ABOUT) || sy_p_at(p, W_UNSTATED)) {
        c->y = sy_p_qty(p);
    }
}

static void decided(Parser *p, const Entry *e, Clause *c)
{
    c->x = sy_p_vote(p, &c->names);
    if (c->names.count && e->kind == ENTRY_TRIGGER) {
        sy_p_fail(p, D_E1704, sy_p_span(p),
                  "`on` tells the rules of a body apart; a trigger has one rule");
    }
}

static void on(Parser *p, const Entry *e, Clause *c)
{
    c->sub = e->kind == ENTRY_LIMIT;
    if (c->sub) {
        c->names = sy_p_names(p, "whom the limit binds");
    } else {
        c->x = dates_time(p);
    }
}

static void label_ref(Parser *p, Clause *c)
{
    Sym sym = {0};
    Span span = {0};
    sy_p_label(p, &sym, &span);
    c->x = sym.v;
}

static void argument(Parser *p, Entry *e, Clause *c, ptrdiff_t word_at)
{
    switch ((ClauseKind)c->kind) {
    case CL_CITE: cites(p, c); break;
    case CL_INFER: c->text = sy_p_is(p, TOK_STRING) ? sy_p_string(p, "") : (Str){0}; break;
    case CL_NOTE:
    case CL_BECAUSE:
    case CL_FOUND:
    case CL_CLOCK:
    case CL_ARCHIVE:
    case CL_RELAYS: c->text = sy_p_string(p, "a text in quotation marks"); break;
    case CL_RATED: rated(p, c); break;
    case CL_IF:
    case CL_AFTER:
    case CL_WITH:
    case CL_UNLESS:
    case CL_WHILE:
    case CL_FAILING:
    case CL_WHEN:
    case CL_MEANS: c->x = sy_p_cond(p); break;
    case CL_IN_STEP:
        sy_p_need(p, W_WITH, "`with` after `in step`");
        c->names = sy_p_names(p, "a promise or trigger");
        break;
    case CL_INSTEAD:
    case CL_WITHOUT:
    case CL_WITHHOLDING:
    case CL_VETOING:
    case CL_AMONG:
    case CL_OVERLAPS:
    case CL_PART_OF:
    case CL_CHAIRED:
    case CL_BETWEEN:
    case CL_ABOUT:
    case CL_NO:
    case CL_EITHER:
    case CL_AGAINST: c->names = sy_p_names(p, "a name"); break;
    case CL_AMOUNT:
    case CL_COUNT_:
    case CL_EQUALS:
    case CL_COPIES: c->x = sy_p_qty(p); break;
    case CL_USES:
        c->x = sy_p_qty(p);
        sy_p_need(p, W_FROM, "`from` and a layer");
        c->y = sy_p_name(p, "a layer");
        break;
    case CL_FROM:
    case CL_BY: c->x = sy_p_time(p); break;
    case CL_UNTIL: until(p, c); break;
    case CL_FOR:
    case CL_READY: c->x = sy_p_dur(p); break;
    case CL_RENEWS: renews(p, c); break;
    case CL_BINDING: c->x = sy_p_take(p, W_UNLESS) ? sy_p_cond(p) : 0; break;
    case CL_NEVER: names_or_text(p, c, &c->names); break;
    case CL_ASK: ask(p, c); break;
    case CL_VERIFIED:
    case CL_JUDGED:
    case CL_MADE:
    case CL_CALLED: c->x = sy_p_vote(p, NULL); break;
    case CL_DECIDED: decided(p, e, c); break;
    case CL_REPEATS:
    case CL_REPLACES:
    case CL_CONTRADICTS: label_ref(p, c); break;
    case CL_PRINTED: c->x = dates_time(p); break;
    case CL_SIGNED:
        c->x = dates_time(p);
        if (sy_p_take(p, W_BY)) {
            c->names = sy_p_names(p, "who signed");
        }
        break;
    case CL_ALSO: also(p, e, c); break;
    case CL_VOICE:
        c->x = sy_p_name(p, "a voice");
        c->text = sy_p_is(p, TOK_STRING) ? sy_p_string(p, "") : (Str){0};
        break;
    case CL_MEMBERS: members(p, c); break;
    case CL_WEIGHS: weighs(p, c); break;
    case CL_OF: of(p, e, c); break;
    case CL_MEASURED: c->x = unit_only(p); break;
    case CL_AT: coordinates(p, c); break;
    case CL_SHAPE: shape(p, c); break;
    case CL_OPTION: option(p, c); break;
    case CL_GIVES: gives(p, c); break;
    case CL_DOES: c->x = sy_p_name(p, "an act"); break;
    case CL_ON: on(p, e, c); break;
    case CL_BOUND:
        p->at -= 2;
        bound(p, c);
        break;
    case CL_IN:
    case CL_OUTSIDE: part_in(p, e, c, word_at); break;
    case CL_EXCEPT:
        c->sub = sy_p_take(p, W_IF);
        if (c->sub) {
            c->x = sy_p_cond(p);
        } else {
            c->names = sy_p_names(p, "who is free of it, or `if` and a condition");
        }
        break;
    case CL_THEN: sy_p_step(p, c); break;
    case CL_ERROR:
    case CL_CARRIED:
    case CL_COUNT: break;
    }
}

// ---------------------------------------------------------------- lines of clauses, and their marks

typedef struct Line {
    uint32_t first;  // its first clause
    uint16_t number; // from 0: the header's line
    uint32_t guard;
    Span guard_span, clause_span;
    bool inferred;
    bool real; // a clause that is no mark stands on it
    const char *word;
} Line;

static bool is_mark(ClauseKind k)
{
    return k == CL_CITE || k == CL_INFER || k == CL_NOTE || k == CL_BECAUSE || k == CL_RATED ||
           k == CL_FOUND || k == CL_CARRIED;
}

static void guard_with_clause(Parser *p, const Line *l)
{
    Diag *d = sy_p_fail(p, D_E3101, l->guard_span,
                        "`only when` on an entry's first line beside another clause");
    sy_diag_label(p->diags, d, l->clause_span, "the other clause");
    sy_diag_help(p->diags, d, "put it on a line of its own for the entry, or on the clause's line");
}

// A guard beside another of the same line or entry: both must hold.
static uint32_t both_guards(Parser *p, uint32_t a, uint32_t b)
{
    if (!a || !b) {
        return a ? a : b;
    }
    Cond both = {.kind = COND_AND, .first = a, .span = p->tree->conds.p[b].span};
    p->tree->conds.p[a].next = b;
    vec_push(p->tree->arena, &p->tree->conds, both);
    return (uint32_t)p->tree->conds.len - 1;
}

static void line_close(Parser *p, Entry *e, Line *l)
{
    bool whole = l->number == 0 || !l->real;
    if (l->guard && l->number == 0 && l->real) {
        guard_with_clause(p, l);
    }
    if (whole) {
        e->guard = both_guards(p, e->guard, l->guard);
        e->inferred = e->inferred || l->inferred;
    }
    for (uint32_t i = l->first; i < (uint32_t)p->tree->clauses.len; i++) {
        Clause *c = &p->tree->clauses.p[i];
        c->guard = whole ? 0 : l->guard;
        if (c->kind == CL_THEN) {
            p->tree->steps.p[c->x].guard = c->guard;
        }
        c->inferred = l->inferred;
    }
    *l = (Line){.first = (uint32_t)p->tree->clauses.len, .number = (uint16_t)(l->number + 1)};
}

static void guard(Parser *p, Line *l)
{
    ptrdiff_t from = p->at;
    p->at += 2;
    uint32_t g = sy_p_cond(p);
    l->guard = p->failed ? g : both_guards(p, l->guard, g);
    l->guard_span = sy_p_span_from(p, from);
}

static void entry_label(Parser *p, Entry *e)
{
    Sym sym;
    Span span;
    sy_p_label(p, &sym, &span);
    if (e->kind != ENTRY_SENTENCE && e->kind != ENTRY_INFER && e->kind != ENTRY_ASSUME) {
        sy_p_fail(p, D_E0502, span, "a label belongs to a sentence, an inference or an assumption");
        return;
    }
    if (e->label.v) {
        Diag *d = sy_p_fail(p, D_E0503, span, "this entry has a label already");
        sy_diag_label(p->diags, d, e->label_span, "the first");
        return;
    }
    e->label = sym;
    e->label_span = span;
}

static void one_clause(Parser *p, Entry *e, Line *l)
{
    ptrdiff_t from = p->at;
    const Tok *t = sy_p_peek(p, 0);
    Clause c = {.line = l->number, .on_first = l->number == 0};
    if (sy_p_carried(p, t)) {
        c.kind = CL_CARRIED;
        while (p->at < p->end && !sy_p_is(p, TOK_LINE)) {
            p->at++;
        }
    } else {
        c.kind = (uint8_t)by_first_word(sy_p_word(p, 0), sy_p_word(p, 1));
        if (c.kind == CL_ERROR) {
            sy_p_no_clause(p);
            return;
        }
        char letter = entry_letter(p, e);
        if (!has_letter(places[c.kind].entries, letter)) {
            misplaced(p, e, (ClauseKind)c.kind, letter);
            return;
        }
        bool two = c.kind == CL_INFER || c.kind == CL_IN_STEP || c.kind == CL_INSTEAD ||
                   c.kind == CL_VERIFIED || c.kind == CL_AMONG || c.kind == CL_PART_OF ||
                   c.kind == CL_CHAIRED || c.kind == CL_DECIDED || c.kind == CL_MADE ||
                   c.kind == CL_JUDGED || c.kind == CL_MEASURED || c.kind == CL_READY ||
                   c.kind == CL_CALLED || c.kind == CL_BOUND;
        p->at += two ? 2 : 1;
        argument(p, e, &c, from);
    }
    c.span = sy_p_span_from(p, from);
    if (!is_mark((ClauseKind)c.kind)) {
        l->real = true;
        l->clause_span = c.span;
    }
    l->inferred = l->inferred || c.kind == CL_INFER;
    vec_push(p->tree->arena, &p->tree->clauses, c);
    e->nclauses++;
}

void sy_p_body(Parser *p, Entry *e)
{
    e->first_clause = (uint32_t)p->tree->clauses.len;
    Line l = {.first = e->first_clause};
    while (!p->failed && p->at < p->end) {
        if (sy_p_take_tok(p, TOK_LINE)) {
            line_close(p, e, &l);
        } else if (sy_p_is(p, TOK_LABEL)) {
            entry_label(p, e);
        } else if (sy_p_at2(p, W_ONLY, W_WHEN)) {
            guard(p, &l);
        } else {
            one_clause(p, e, &l);
        }
    }
    line_close(p, e, &l);
    e->nclauses = (uint32_t)p->tree->clauses.len - e->first_clause;
}
