// What was meant: plain English that the language says otherwise (phrases.def), slips of the pen.
#include "lang/parser.h"

typedef struct Phrase {
    const char *pattern, *help;
} Phrase;

static const Phrase phrases[] = {
#define PHRASE(pattern, help) {pattern, help},
#define VERB(pattern, help)
#include "lang/phrases.def"
#undef PHRASE
#undef VERB
};

static const Phrase verbs[] = {
#define PHRASE(pattern, help)
#define VERB(pattern, help) {pattern, help},
#include "lang/phrases.def"
#undef PHRASE
#undef VERB
};

// The next part of a text that ends with this character, or with the text.
static Str part(Str *rest, char end)
{
    ptrdiff_t at = sy_str_find_char(*rest, end);
    Str head = sy_str_sub(*rest, 0, at < 0 ? rest->len : at);
    *rest = sy_str_sub(*rest, head.len + 1, rest->len);
    return head;
}

static bool same_word(Str written, Str word)
{
    if (written.len != word.len || (word.len == 1 && written.p[0] != word.p[0])) {
        return false;
    }
    for (ptrdiff_t i = 0; i < word.len; i++) {
        char c = written.p[i];
        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word.p[i]) {
            return false;
        }
    }
    return true;
}

static bool fits_time(const Tok *t, Str written, Str word)
{
    switch (word.p[1]) {
    case 'd': return t->kind == TOK_DATE && (written.len == 10 || !sy_str_eq(word, STR("@day")));
    case 'y': return t->kind == TOK_NUMBER && written.len == 4;
    default: return t->kind == TOK_NAME && sy_month_of(written) > 0;
    }
}

static bool fits(const Parser *p, const Tok *t, Str word)
{
    Str written = sy_p_text(p, t);
    switch (word.p[0]) {
    case '*': return t->kind == TOK_NAME && !sy_sym_is_reserved((Sym){t->word});
    case '#': return t->kind == TOK_NUMBER;
    case ',': return t->kind == TOK_COMMA;
    case '@': return fits_time(t, written, word);
    default: return t->kind == TOK_NAME && !t->sym2.v && same_word(written, word);
    }
}

// How many tokens the pattern takes from this one on. 0: it does not stand there.
static ptrdiff_t length_at(const Parser *p, ptrdiff_t at, const char *pattern)
{
    Str rest = sy_str_from(pattern);
    ptrdiff_t n = 0;
    for (; rest.len > 0; n++) {
        Str choices = part(&rest, ' ');
        bool found = false;
        while (choices.len > 0 && !found && at + n < p->end) {
            found = fits(p, &p->toks[at + n], part(&choices, '|'));
        }
        if (!found) {
            return 0;
        }
    }
    return n;
}

// ---------------------------------------------------------------- the help, with what was written

static double number_of(Str written)
{
    static const char *const words[] = {"one", "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine", "ten"};
    char digits[32];
    ptrdiff_t n = 0;
    double v = 0;
    for (ptrdiff_t i = 0; i < COUNT_OF(words); i++) {
        if (same_word(written, sy_str_from(words[i]))) {
            return (double)i + 1;
        }
    }
    for (ptrdiff_t i = 0; i < written.len && n < (ptrdiff_t)sizeof digits; i++) {
        if (written.p[i] != ',') {
            digits[n++] = written.p[i];
        }
    }
    return sy_num_parse((Str){digits, n}, &v) ? v : 0;
}

static void day_before(Buf *b, Str date)
{
    int64_t year = 0, month = 0, day = 0;
    Day d = 0;
    bool ok = sy_int_parse(sy_str_sub(date, 0, 4), &year) &&
              sy_int_parse(sy_str_sub(date, 5, 7), &month) &&
              sy_int_parse(sy_str_sub(date, 8, 10), &day) &&
              sy_day_make((int)year, (int)month, (int)day, &d);
    sy_day_write(b, ok ? d - 1 : d);
}

// `how` is the character behind the number of the token in a help: see phrases.def.
static void fill(const Parser *p, Buf *b, ptrdiff_t token, char how)
{
    Str written = sy_p_text(p, &p->toks[token]);
    int month = sy_month_of(written);
    switch (how) {
    case '+': sy_num_write(b, number_of(written) + 1); break;
    case '-':
        if (p->toks[token].kind == TOK_DATE) {
            day_before(b, written);
        } else {
            sy_num_write(b, number_of(written) - 1);
        }
        break;
    case '=': sy_num_write(b, number_of(written)); break;
    case ',': {
        double size = sy_size_of(sy_p_text(p, &p->toks[token + 1]));
        sy_num_write_grouped(b, number_of(written) * (size > 0 ? size : 1));
        break;
    }
    case '@': sy_buf_fmt(b, "%02d", month ? month : (int)number_of(written)); break;
    default: sy_buf_str(b, written); break;
    }
}

static Str filled(const Parser *p, ptrdiff_t at, const char *help)
{
    Str rest = sy_str_from(help);
    if (sy_str_find_char(rest, '{') < 0) {
        return rest;
    }
    Buf b = sy_buf_new(p->tree->arena);
    while (rest.len > 0) {
        sy_buf_str(&b, part(&rest, '{'));
        Str blank = part(&rest, '}');
        if (blank.len > 0) {
            fill(p, &b, at + blank.p[0] - '1', blank.len > 1 ? blank.p[1] : ' ');
        }
    }
    return sy_buf_view(&b);
}

#define PHRASE_WORDS 6 // the longest pattern

Str sy_p_phrase(const Parser *p, Span *out)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(phrases); i++) {
        for (ptrdiff_t at = p->at; at >= 0 && at > p->at - PHRASE_WORDS; at--) {
            ptrdiff_t n = length_at(p, at, phrases[i].pattern);
            if (at + n > p->at) {
                *out = (Span){p->toks[at].start, p->toks[at + n - 1].end};
                return filled(p, at, phrases[i].help);
            }
        }
    }
    return (Str){0};
}

Str sy_p_verb(const Parser *p, Span *out)
{
    for (ptrdiff_t i = 0; i < COUNT_OF(verbs); i++) {
        ptrdiff_t n = length_at(p, p->at, verbs[i].pattern);
        if (n) {
            n += sy_p_word(p, n) == W_TO; // `will` has none
            *out = (Span){p->toks[p->at].start, p->toks[p->at + n - 1].end};
            return filled(p, p->at, verbs[i].help);
        }
    }
    return (Str){0};
}

// ---------------------------------------------------------------- words that begin no clause

// The clause word nearest to what was written, for a slip of the pen; empty: none is near.
static Str nearest_clause(Str written)
{
    Str best = {0};
    int least = 3;
    for (int k = 1; k < CL_COUNT; k++) {
        Str word = sy_str_from(sy_clause_word((ClauseKind)k));
        ptrdiff_t blank = sy_str_find_char(word, ' ');
        Str first = blank > 0 ? sy_str_sub(word, 0, blank) : word;
        int far = first.len > 3 ? sy_name_slip(written, first) : 0; // short words are near to many
        if (far && far < least) {
            least = far;
            best = first;
        }
    }
    return best;
}

static bool two_names_behind(const Parser *p, uint32_t word)
{
    return p->at > 1 && sy_p_name_follows(p, 0) && sy_p_name_follows(p, -1) &&
           sy_p_word(p, -2) == word;
}

// A name behind an act: most often the act's object.
static bool stands_behind_deed(const Parser *p)
{
    static const uint32_t before[] = {W_TO, W_WILL, W_NOT, W_DID, W_MIGHT};
    for (ptrdiff_t i = 0; i < COUNT_OF(before); i++) {
        if (two_names_behind(p, before[i])) {
            return true;
        }
    }
    return false;
}

// A name of two words: its kind or `voice` before them. Empty: none stands here.
static Str name_of_two(const Parser *p)
{
    static const uint32_t before[] = {W_VOICE, W_PARTY, W_GROUP,     W_BODY, W_LAYER,
                                      W_ACT,   W_FACT,  W_CONDITION, W_GOAL, W_DOCUMENT};
    const Tok *second = sy_p_peek(p, 0), *first = sy_p_peek(p, -1);
    for (ptrdiff_t i = 0; i < COUNT_OF(before); i++) {
        if (!two_names_behind(p, before[i])) {
            continue;
        }
        Str word = sy_p_text(p, sy_p_peek(p, -2)), a = sy_p_text(p, first);
        Str b = sy_p_text(p, second);
        Str name = before[i] == W_VOICE
                       ? b
                       : sy_str_fmt(p->tree->arena, "%.*s-%.*s", STR_ARG(a), STR_ARG(b));
        return sy_str_fmt(
            p->tree->arena,
            "a name is one word, and its words stand behind it: `%.*s %.*s \"%.*s %.*s\"`",
            STR_ARG(word), STR_ARG(name), STR_ARG(a), STR_ARG(b));
    }
    return (Str){0};
}

// `within 3 months of rain` as a clause of its own: the deadline of a promise.
static Str deadline(const Parser *p)
{
    bool length = sy_p_dur_follows(p, 1) && sy_p_peek(p, 2)->kind != TOK_DOTS;
    Str number = length ? sy_p_text(p, sy_p_peek(p, 1)) : STR("3");
    Str unit = length ? sy_p_text(p, sy_p_peek(p, 2)) : STR("months");
    bool event = length && sy_p_word(p, 3) == W_OF && sy_p_name_follows(p, 4);
    Str after = event ? sy_p_text(p, sy_p_peek(p, 4)) : STR("signature");
    return sy_str_fmt(
        p->tree->arena,
        "a promise's own deadline is `by`, and counts from an event: `by %.*s %.*s after "
        "%.*s`; `before` and `within` belong to the condition on the line above",
        STR_ARG(number), STR_ARG(unit), STR_ARG(after));
}

static Str clause_help(const Parser *p)
{
    const Tok *t = sy_p_peek(p, 0);
    Str name = sy_p_text(p, t), act = sy_p_text(p, sy_p_peek(p, -1)), two = name_of_two(p);
    switch (sy_p_word(p, 0)) {
    case W_WITHIN:
    case W_BEFORE: return deadline(p);
    case W_AS: return STR("`as P begins` is written `with P begins`");
    case W_IS: return STR("a value comes from a sentence: DATE SPEAKER: NAME is ...");
    default: break;
    }
    if (two.len) {
        return two;
    }
    if (two_names_behind(p, W_GIVE)) {
        return sy_str_fmt(p->tree->arena, "who receives it stands behind `to`: `give %.*s to %.*s`",
                          STR_ARG(name), STR_ARG(act));
    }
    if (stands_behind_deed(p)) {
        return sy_str_fmt(
            p->tree->arena,
            "an act is one name, as in `%.*s-%.*s`; what is given is a layer: `give %.*s`",
            STR_ARG(act), STR_ARG(name), STR_ARG(name));
    }
    return (Str){0};
}

void sy_p_no_clause(Parser *p)
{
    const Tok *t = sy_p_peek(p, 0);
    Span span = sy_p_span(p);
    Str near = t->kind == TOK_NAME && !t->word ? nearest_clause(sy_p_text(p, t)) : (Str){0};
    Str help = clause_help(p), found = sy_p_show(p);
    Diag *d = sy_p_fail(p, D_E0416, span, "no clause begins with %.*s", STR_ARG(found));
    if (near.len && !p->candidate) {
        sy_diag_fix(p->diags, d, span, near);
        sy_diag_help(p->diags, d, "did you mean `%.*s`?", STR_ARG(near));
    } else if (help.len) {
        sy_diag_help(p->diags, d, "%.*s", STR_ARG(help));
    }
}
