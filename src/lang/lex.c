#include "lang/lex.h"

// Classes of ASCII bytes; what is not ASCII goes through the Unicode tables.
enum { C_OTHER, C_BLANK, C_LINE, C_HASH, C_LETTER, C_DIGIT, C_SIGN, C_HIGH };

static const uint8_t class_of[256] = {
    ['#'] = C_HASH,   [' '] = C_BLANK,  ['\t'] = C_BLANK, ['\r'] = C_BLANK, ['\n'] = C_LINE,
    ['a'] = C_LETTER, ['b'] = C_LETTER, ['c'] = C_LETTER, ['d'] = C_LETTER, ['e'] = C_LETTER,
    ['f'] = C_LETTER, ['g'] = C_LETTER, ['h'] = C_LETTER, ['i'] = C_LETTER, ['j'] = C_LETTER,
    ['k'] = C_LETTER, ['l'] = C_LETTER, ['m'] = C_LETTER, ['n'] = C_LETTER, ['o'] = C_LETTER,
    ['p'] = C_LETTER, ['q'] = C_LETTER, ['r'] = C_LETTER, ['s'] = C_LETTER, ['t'] = C_LETTER,
    ['u'] = C_LETTER, ['v'] = C_LETTER, ['w'] = C_LETTER, ['x'] = C_LETTER, ['y'] = C_LETTER,
    ['z'] = C_LETTER, ['A'] = C_LETTER, ['B'] = C_LETTER, ['C'] = C_LETTER, ['D'] = C_LETTER,
    ['E'] = C_LETTER, ['F'] = C_LETTER, ['G'] = C_LETTER, ['H'] = C_LETTER, ['I'] = C_LETTER,
    ['J'] = C_LETTER, ['K'] = C_LETTER, ['L'] = C_LETTER, ['M'] = C_LETTER, ['N'] = C_LETTER,
    ['O'] = C_LETTER, ['P'] = C_LETTER, ['Q'] = C_LETTER, ['R'] = C_LETTER, ['S'] = C_LETTER,
    ['T'] = C_LETTER, ['U'] = C_LETTER, ['V'] = C_LETTER, ['W'] = C_LETTER, ['X'] = C_LETTER,
    ['Y'] = C_LETTER, ['Z'] = C_LETTER, ['0'] = C_DIGIT,  ['1'] = C_DIGIT,  ['2'] = C_DIGIT,
    ['3'] = C_DIGIT,  ['4'] = C_DIGIT,  ['5'] = C_DIGIT,  ['6'] = C_DIGIT,  ['7'] = C_DIGIT,
    ['8'] = C_DIGIT,  ['9'] = C_DIGIT,  [','] = C_SIGN,   [':'] = C_SIGN,   ['('] = C_SIGN,
    [')'] = C_SIGN,   ['%'] = C_SIGN,   ['/'] = C_SIGN,   ['?'] = C_SIGN,   [';'] = C_SIGN,
    ['.'] = C_SIGN,
};

typedef struct Scan { // the state of one entry
    Lexer *lx;
    Toks *toks;
    int depth;       // open parentheses
    bool fresh;      // nothing yet on this line
    uint16_t breaks; // line breaks since the last token, at most 65535
} Scan;

Lexer sy_lexer_new(Arena *arena, Syms *syms, Diags *diags, const Source *source)
{
    ptrdiff_t first = sy_str_starts(source->text, STR("\xef\xbb\xbf")) ? 3 : 0; // a byte order mark
    return (Lexer){.arena = arena,
                   .syms = syms,
                   .diags = diags,
                   .text = source->text,
                   .base = source->start,
                   .first = first,
                   .at = first};
}

static int byte_class(const Lexer *lx, ptrdiff_t at)
{
    unsigned char c = (unsigned char)lx->text.p[at];
    return c >= 0x80 ? C_HIGH : class_of[c];
}

static char byte_at(const Lexer *lx, ptrdiff_t at)
{
    return at < lx->text.len ? lx->text.p[at] : '\0';
}

static bool digit_at(const Lexer *lx, ptrdiff_t at)
{
    char c = byte_at(lx, at);
    return c >= '0' && c <= '9';
}

static Span span_of(const Lexer *lx, ptrdiff_t from, ptrdiff_t to)
{
    return (Span){lx->base + (uint32_t)from, lx->base + (uint32_t)to};
}

static Diag *lex_error(Lexer *lx, DiagCode code, ptrdiff_t from, ptrdiff_t to, const char *message)
{
    lx->broken = true;
    return sy_diag(lx->diags, code, span_of(lx, from, to), "%s", message);
}

// Looked at where tokens need more room, and at the end of the entry.
SY_COLD static void check_many(Scan *sc)
{
    Lexer *lx = sc->lx;
    if (sc->toks->len > ENTRY_TOKEN_LIMIT && !lx->stopped) {
        const Tok *t = &sc->toks->p[ENTRY_TOKEN_LIMIT];
        lex_error(lx, D_E0209, t->start - lx->base, t->end - lx->base,
                  "this entry has more than 1,000,000 tokens");
        lx->stopped = true;
        lx->at = lx->text.len;
    }
}

static inline Tok *tok_add(Scan *sc, TokKind kind, ptrdiff_t from, ptrdiff_t to)
{
    Toks *toks = sc->toks;
    if (toks->len == toks->cap) {
        check_many(sc);
        vec_reserve(sc->lx->arena, toks, 1);
    }
    Tok *t = toks->p + toks->len++;
    uint32_t base = sc->lx->base;
    *t = (Tok){.kind = (uint8_t)kind,
               .first = sc->fresh,
               .blank = sc->breaks,
               .start = base + (uint32_t)from,
               .end = base + (uint32_t)to};
    sc->breaks = 0;
    sc->fresh = sc->fresh && kind == TOK_COMMENT;
    return t;
}

// The last token before `end` that is no comment; -1: none.
static ptrdiff_t last_before(const Scan *sc, ptrdiff_t end)
{
    do {
        end--;
    } while (end >= 0 && sc->toks->p[end].kind == TOK_COMMENT);
    return end;
}

// Rule 5: the line goes on if a parenthesis is open or its last token asks for more.
static bool line_goes_on(const Scan *sc, const Tok *last)
{
    return sc->depth > 0 || last->kind == TOK_COMMA || last->kind == TOK_COLON ||
           last->kind == TOK_OPEN || last->word == W_AND || last->word == W_OR;
}

static void line_end(Scan *sc, bool forced)
{
    ptrdiff_t last = last_before(sc, sc->toks->len);
    if (last < 0 || sc->toks->p[last].kind == TOK_LINE) {
        return;
    }
    if (!forced && line_goes_on(sc, &sc->toks->p[last])) {
        return;
    }
    tok_add(sc, TOK_LINE, sc->lx->at, sc->lx->at);
}

// ... or if the next line begins with `and`, `or` or `)`, the token just made.
static void join_line(Scan *sc)
{
    ptrdiff_t prior = last_before(sc, sc->toks->len - 1);
    if (prior >= 0 && sc->toks->p[prior].kind == TOK_LINE) {
        for (ptrdiff_t i = prior + 1; i < sc->toks->len; i++) { // comments may stand between
            sc->toks->p[i - 1] = sc->toks->p[i];
        }
        sc->toks->len--;
    }
}

// One name from `at`: letter { letter | digit | "-" ( letter | digit ) }. Returns its end, or `at`.
static ptrdiff_t name_end_unicode(Lexer *lx, ptrdiff_t at)
{
    ptrdiff_t i = at;
    while (i < lx->text.len) {
        int n = 1;
        int32_t c =
            (unsigned char)lx->text.p[i] < 0x80 ? lx->text.p[i] : sy_utf8_decode(lx->text, i, &n);
        bool letter = c >= 0 && sy_uni_is_letter(c);
        if (letter || (i > at && c >= '0' && c <= '9')) {
            i += n;
        } else if (c == '-' && i > at && i + 1 < lx->text.len) {
            int m = 1;
            int32_t d = sy_utf8_decode(lx->text, i + 1, &m);
            if (d < 0 || !(sy_uni_is_letter(d) || (d >= '0' && d <= '9'))) {
                return i;
            }
            i += 1 + m;
        } else {
            return i;
        }
    }
    return i;
}

// The ASCII letters and digits at the start of eight bytes: how many, and in small letters.
typedef struct Run {
    ptrdiff_t len; // 8: perhaps more
    uint64_t small;
} Run;

static uint64_t eight_bytes(const char *text) // compilers see one load in it
{
    const unsigned char *p = (const unsigned char *)text;
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
           (uint64_t)p[7] << 56;
}

static inline Run run_of(const char *p)
{
    const uint64_t ones = 0x0101010101010101u, high = ones << 7;
    uint64_t w = eight_bytes(p);
    uint64_t low = w & ~high, small = (w | 0x20 * ones) & ~high;
    // A sum of at least 0x80 marks a byte that is at least the letter or digit named.
    uint64_t letter = (small + (0x80 - 'a') * ones) & ~(small + (0x7f - 'z') * ones);
    uint64_t digit = (low + (0x80 - '0') * ones) & ~(low + (0x7f - '9') * ones);
    uint64_t stop = ~((letter | digit) & ~w) & high;
    if (stop == 0) {
        return (Run){8, small};
    }
    uint64_t before = ((stop & (0 - stop)) >> 7) - 1; // the bits of the bytes before the first stop
    return (Run){(ptrdiff_t)((before & ones) * ones >> 56), (w | 0x20 * ones) & before};
}

static ptrdiff_t name_end(Lexer *lx, ptrdiff_t at)
{
    ptrdiff_t i = at;
    for (; i < lx->text.len; i++) {
        int k = byte_class(lx, i);
        if (k == C_LETTER || (k == C_DIGIT && i > at)) {
            continue;
        }
        if (k == C_HIGH) {
            return name_end_unicode(lx, at);
        }
        if (lx->text.p[i] == '-' && i > at && i + 1 < lx->text.len) {
            int next = byte_class(lx, i + 1);
            if (next == C_LETTER || next == C_DIGIT) {
                continue;
            }
            if (next == C_HIGH) {
                return name_end_unicode(lx, at);
            }
        }
        return i;
    }
    return i;
}

// A name of two scripts that look alike may be an imitation of another.
static void check_scripts(Lexer *lx, ptrdiff_t from, ptrdiff_t to)
{
    bool seen[4] = {false};
    for (ptrdiff_t i = from; i < to;) {
        int n = 1;
        int32_t c = sy_utf8_decode(lx->text, i, &n);
        seen[sy_uni_script(c)] = true;
        i += n;
    }
    if (seen[SCRIPT_LATIN] + seen[SCRIPT_CYRILLIC] + seen[SCRIPT_GREEK] > 1) {
        Diag *d = sy_diag(lx->diags, D_W0208, span_of(lx, from, to),
                          "this name mixes letters of two scripts");
        sy_diag_help(lx->diags, d,
                     "letters of different scripts can look the same; write the name "
                     "in one script");
    }
}

static Sym name_sym(Lexer *lx, ptrdiff_t from, ptrdiff_t to)
{
    if (to - from > NAME_LENGTH_LIMIT) {
        lex_error(lx, D_E0210, from, from + NAME_LENGTH_LIMIT,
                  "this name is longer than 200 bytes");
    }
    return sy_syms_intern(lx->syms, (Str){lx->text.p + from, to - from});
}

static bool high_in(Str s)
{
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.p[i] >= 0x80) {
            return true;
        }
    }
    return false;
}

// The name that stands at `at`; none: *out_end is `at`.
static Sym name_at(Lexer *lx, ptrdiff_t at, ptrdiff_t *out_end)
{
    ptrdiff_t end = name_end(lx, at);
    *out_end = end;
    if (end == at) {
        return (Sym){0};
    }
    if (high_in((Str){lx->text.p + at, end - at})) {
        check_scripts(lx, at, end);
    }
    return name_sym(lx, at, end);
}

static bool lex_name(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t from = lx->at, to, end;
    Sym a = name_at(lx, from, &to), b = {0};
    if (to == from) {
        return false;
    }
    if (byte_at(lx, to) == '.' && byte_at(lx, to + 1) != '.') {
        b = name_at(lx, to + 1, &end);
        to = b.v ? end : to;
    }
    lx->at = to;
    Tok *t = tok_add(sc, TOK_NAME, from, to);
    t->sym = a;
    t->sym2 = b;
    if (b.v) {
        end = byte_at(lx, to) == '.' ? name_end(lx, to + 1) : 0;
        if (end > to + 1) {
            lex_error(lx, D_E0211, to, to + 1, "a name has one dot at most");
            lx->at = end;
        }
    } else if (sy_sym_is_word(a)) {
        t->word = a.v;
        if (a.v == W_AND || a.v == W_OR) {
            join_line(sc);
        }
    }
    return true;
}

#define PLAIN_NAME_ROOM 24 // bytes behind its start that plain_name may look at

// A name as most are: one, or two with a dot, of up to seven ASCII letters and digits each, written
// before, and followed by nothing that could be part of it. False: it is none such.
static inline bool plain_name(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t from = lx->at;
    const char *p = lx->text.p + from;
    if (lx->text.len - from < PLAIN_NAME_ROOM) {
        return false;
    }
    Run a = run_of(p);
    if (a.len >= 8) {
        return false;
    }
    Sym sym = sy_syms_find_short(lx->syms, a.small), sym2 = {0};
    ptrdiff_t len = a.len;
    if (p[len] == '.') {
        Run b = run_of(p + len + 1);
        bool letter = b.len > 0 && (b.small & 0xff) > '9';
        sym2 = letter && b.len < 8 ? sy_syms_find_short(lx->syms, b.small) : (Sym){0};
        if (!sym2.v) {
            return false;
        }
        len += 1 + b.len;
    }
    unsigned char next = (unsigned char)p[len];
    if (!sym.v || next == '-' || next == '.' || next >= 0x80) {
        return false;
    }
    lx->at = from + len;
    Tok *t = tok_add(sc, TOK_NAME, from, from + len);
    t->sym = sym;
    t->sym2 = sym2;
    t->word = !sym2.v && sy_sym_is_word(sym) ? sym.v : 0;
    if (t->word == W_AND || t->word == W_OR) {
        join_line(sc);
    }
    return true;
}

static ptrdiff_t digits_end(const Lexer *lx, ptrdiff_t at)
{
    while (digit_at(lx, at)) {
        at++;
    }
    return at;
}

// YYYY-MM or YYYY-MM-DD, with neither digit nor '-' after it. 0: no date stands here.
static ptrdiff_t date_end(const Lexer *lx, ptrdiff_t at, ptrdiff_t year_end)
{
    if (year_end - at != 4 || byte_at(lx, year_end) != '-') {
        return 0;
    }
    ptrdiff_t month = digits_end(lx, year_end + 1);
    if (month - year_end != 3) {
        return 0;
    }
    if (byte_at(lx, month) != '-') {
        return month;
    }
    ptrdiff_t day = digits_end(lx, month + 1);
    return day - month == 3 && byte_at(lx, day) != '-' ? day : 0;
}

// HH:MM[:SS][Z|+HH:MM]; 0: no clock stands here.
static ptrdiff_t clock_end(const Lexer *lx, ptrdiff_t at, ptrdiff_t hour_end)
{
    if (hour_end - at > 2 || byte_at(lx, hour_end) != ':' || !digit_at(lx, hour_end + 1) ||
        !digit_at(lx, hour_end + 2)) {
        return 0;
    }
    ptrdiff_t i = hour_end + 3;
    if (byte_at(lx, i) == ':' && digit_at(lx, i + 1) && digit_at(lx, i + 2)) {
        i += 3;
    }
    if (byte_at(lx, i) == 'Z') {
        return i + 1;
    }
    if ((byte_at(lx, i) == '+' || byte_at(lx, i) == '-') && digit_at(lx, i + 1) &&
        digit_at(lx, i + 2) && byte_at(lx, i + 3) == ':' && digit_at(lx, i + 4) &&
        digit_at(lx, i + 5)) {
        return i + 6;
    }
    return i;
}

// digits { "," three digits } [ "." digits ]
static ptrdiff_t number_end(const Lexer *lx, ptrdiff_t at)
{
    ptrdiff_t i = digits_end(lx, at);
    while (byte_at(lx, i) == ',' && digits_end(lx, i + 1) == i + 4) {
        i += 4;
    }
    if (byte_at(lx, i) == '.' && digit_at(lx, i + 1)) {
        i = digits_end(lx, i + 1);
    }
    return i;
}

static void lex_digits(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t at = lx->at, digits = digits_end(lx, at), end;
    TokKind kind;
    if ((end = date_end(lx, at, digits)) > 0) {
        kind = TOK_DATE;
    } else if ((end = clock_end(lx, at, digits)) > 0) {
        kind = TOK_CLOCK;
    } else if (byte_at(lx, digits) == '-' && digit_at(lx, digits + 1)) {
        kind = TOK_SPAN;
        end = digits_end(lx, digits + 1);
    } else if (byte_at(lx, digits) == '/' && digit_at(lx, digits + 1)) {
        kind = TOK_FRACTION;
        end = digits_end(lx, digits + 1);
    } else {
        kind = TOK_NUMBER;
        end = number_end(lx, at);
    }
    lx->at = end;
    tok_add(sc, kind, at, end);
}

// The closing quotation mark of a text, or where it is given up: the end of the line before the next
// entry.
static ptrdiff_t string_end(const Lexer *lx, ptrdiff_t at)
{
    ptrdiff_t i = at;
    for (; i < lx->text.len && lx->text.p[i] != '"'; i++) {
        if (lx->text.p[i] == '\n' && i + 1 < lx->text.len) {
            int next = byte_class(lx, i + 1);
            if (next != C_BLANK && next != C_LINE) {
                return i;
            }
        }
    }
    return i;
}

static void lex_string(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t from = lx->at, i = string_end(lx, from + 1);
    if (byte_at(lx, i) != '"') {
        Diag *d = lex_error(lx, D_E0202, from, from + 1,
                            "this quotation mark is not closed before the next entry begins");
        sy_diag_help(lx->diags, d,
                     "close the text with \"; a text may run over lines, none of which "
                     "begins at the left margin");
        lx->at = i;
        return;
    }
    lx->at = i + 1;
    tok_add(sc, TOK_STRING, from + 1, i);
}

static void lex_label(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t from = lx->at, i = from + 1;
    while (i < lx->text.len && lx->text.p[i] != ']' && lx->text.p[i] != '\n') {
        i++;
    }
    if (byte_at(lx, i) != ']') {
        lex_error(lx, D_E0204, from, from + 1, "a label is closed by `]` on its own line");
        lx->at = i;
        return;
    }
    Str text = sy_str_trim((Str){lx->text.p + from + 1, i - from - 1});
    if (text.len == 0) {
        lex_error(lx, D_E0204, from, i + 1, "this label is empty");
    }
    lx->at = i + 1;
    Tok *t = tok_add(sc, TOK_LABEL, text.p - lx->text.p, text.p - lx->text.p + text.len);
    t->sym = name_sym(lx, text.p - lx->text.p, text.p - lx->text.p + text.len);
}

// Where digits and dots that hold this place begin or end.
static ptrdiff_t figures_edge(const Lexer *lx, ptrdiff_t at, int step)
{
    while (at + step >= 0 && (digit_at(lx, at + step) || byte_at(lx, at + step) == '.')) {
        at += step;
    }
    return at;
}

static const char *dot_help(const Lexer *lx, ptrdiff_t at)
{
    if (at == 0 || !digit_at(lx, at - 1) || !digit_at(lx, at + 1)) {
        return "no full stop ends a sentence; a name is `A.b`, without blanks";
    }
    ptrdiff_t from = figures_edge(lx, at, -1), to = figures_edge(lx, at, 1) + 1;
    ptrdiff_t first = digits_end(lx, from), last = to;
    while (digit_at(lx, last - 1)) {
        last--;
    }
    return first - from <= 2 && to - last == 4
               ? "a date is written year, month, day: `2026-03-31`"
               : "thousands are parted by commas, and a dot comes before decimals: `1,000,000.5`";
}

// What to write instead of a character that the language does not have.
static const char *stray_help(const Lexer *lx, ptrdiff_t at, int32_t c)
{
    switch (c) {
    case '.': return dot_help(lx, at);
    case '-':
        return at > 0 && digit_at(lx, at - 1)
                   ? "a date has two digits for month and day: `2026-03-01`"
                   : "a hyphen stands inside a name";
    case '_': return "a name has hyphens: `ground-troops`";
    case '&': return "write `and`; parts of a list have commas";
    case '\'':
    case 0x2019:
        return "there are no short forms: write `will not`, `did not`, and `A.b` for A's b; "
               "thousands are parted by commas";
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb: return "a text stands in straight quotation marks: \"...\"";
    case 0x2013:
    case 0x2014: return "a range is written with two dots, as in `100..500`";
    case '$':
    case 0xa3:
    case 0x20ac: return "a unit is a name behind its number: declare `unit euro`, write `500 euro`";
    case '~': return "write `about 500`";
    case '<':
    case '>':
    case '=': return "write `at least`, `at most`, `above`, `below` or `is`";
    case '!': return "write `not`";
    default: return NULL;
    }
}

static void lex_stray(Scan *sc)
{
    Lexer *lx = sc->lx;
    int n = 1;
    int32_t c = sy_utf8_decode(lx->text, lx->at, &n);
    ptrdiff_t at = lx->at;
    lx->at += n;
    if (c < 0) { // in a file, found before
        lex_error(lx, D_E0203, at, at + 1, "this byte is no valid UTF-8");
        return;
    }
    Buf b = sy_buf_new(lx->arena);
    if (sy_uni_is_control(c) || c < 0x20 || c == 0x7f) {
        sy_buf_fmt(&b, "an invisible control character (U+%04X) stands here", (unsigned)c);
    } else if (sy_uni_is_combining(c)) {
        sy_buf_fmt(&b, "a combining mark (U+%04X) cannot be part of a name", (unsigned)c);
    } else {
        sy_buf_text(&b, "stray character `");
        sy_utf8_encode(&b, c);
        sy_buf_text(&b, "`");
    }
    Str s = sy_buf_view(&b);
    Diag *d = sy_diag(lx->diags, D_E0201, span_of(lx, at, at + n), "%.*s", STR_ARG(s));
    if (sy_uni_is_combining(c)) {
        sy_diag_help(lx->diags, d, "write the accented letter as one character");
    }
    const char *help = stray_help(lx, at, c);
    if (help) {
        sy_diag_help(lx->diags, d, "%s", help);
    }
    lx->broken = true;
}

static void lex_sign(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t at = lx->at;
    switch (lx->text.p[at]) {
    case ';':
        line_end(sc, true);
        lx->at++;
        return;
    case '.':
        if (byte_at(lx, at + 1) == '.') {
            lx->at += 2;
            tok_add(sc, TOK_DOTS, at, at + 2);
        } else {
            lex_stray(sc);
        }
        return;
    case '(': sc->depth++; break;
    case ')': sc->depth -= sc->depth > 0; break;
    default: break;
    }
    static const uint8_t kinds[256] = {
        [','] = TOK_COMMA,   [':'] = TOK_COLON, ['('] = TOK_OPEN, [')'] = TOK_CLOSE,
        ['%'] = TOK_PERCENT, ['/'] = TOK_SLASH, ['?'] = TOK_MARK};
    lx->at++;
    tok_add(sc, (TokKind)kinds[(unsigned char)lx->text.p[at]], at, at + 1);
    if (lx->text.p[at] == ')') {
        join_line(sc);
    }
}

static void lex_comment(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t from = lx->at;
    while (lx->at < lx->text.len && lx->text.p[lx->at] != '\n') {
        lx->at++;
    }
    if (lx->keep_comments) {
        ptrdiff_t to = lx->at;
        while (to > from && byte_class(lx, to - 1) == C_BLANK) {
            to--;
        }
        tok_add(sc, TOK_COMMENT, from, to);
    }
}

static void lex_other(Scan *sc)
{
    Lexer *lx = sc->lx;
    char c = lx->text.p[lx->at];
    if (c == '"') {
        lex_string(sc);
    } else if (c == '[') {
        lex_label(sc);
    } else if (c == '-' && digit_at(lx, lx->at + 1) && lx->at > 0 &&
               byte_class(lx, lx->at - 1) == C_BLANK) {
        ptrdiff_t from = lx->at;
        lx->at = number_end(lx, from + 1);
        tok_add(sc, TOK_NUMBER, from, lx->at);
    } else if ((unsigned char)c < 0x80 || !lex_name(sc)) {
        lex_stray(sc);
    }
}

static void lex_token(Scan *sc, int class)
{
    switch (class) {
    case C_LETTER: lex_name(sc); return;
    case C_DIGIT: lex_digits(sc); return;
    case C_SIGN: lex_sign(sc); return;
    default: lex_other(sc); return;
    }
}

// x- entries and clauses are carried to the end of their line and never understood.
static bool skip_x_line(Scan *sc)
{
    Lexer *lx = sc->lx;
    char c = lx->text.p[lx->at], d = byte_at(lx, lx->at + 1);
    if (d != '-' || (c != 'x' && c != 'X')) {
        return false;
    }
    if (name_end(lx, lx->at) <= lx->at + 2) {
        return false;
    }
    lex_name(sc);
    ptrdiff_t from = lx->at;
    while (lx->at < lx->text.len && lx->text.p[lx->at] != '\n') {
        lx->at++;
    }
    Str rest = sy_str_trim((Str){lx->text.p + from, lx->at - from});
    if (rest.len > 0) {
        tok_add(sc, TOK_STRING, rest.p - lx->text.p, rest.p - lx->text.p + rest.len);
    }
    return true;
}

static bool at_entry_start(const Lexer *lx)
{
    return (lx->at == lx->first || lx->text.p[lx->at - 1] == '\n') &&
           byte_class(lx, lx->at) != C_BLANK && byte_class(lx, lx->at) != C_LINE &&
           lx->text.p[lx->at] != '#';
}

static void first_token_off_margin(Scan *sc)
{
    Lexer *lx = sc->lx;
    ptrdiff_t end = lx->at;
    while (end < lx->text.len && lx->text.p[end] != '\n') {
        end++;
    }
    Diag *d =
        lex_error(lx, D_E0303, lx->at, lx->at + 1, "the first entry stands at the left margin");
    sy_diag_help(lx->diags, d, "what is indented belongs to the entry above it, and there is none");
    lx->at = end;
}

static ptrdiff_t blanks_end(const Lexer *lx, ptrdiff_t at)
{
    while (at < lx->text.len && class_of[(unsigned char)lx->text.p[at]] == C_BLANK) {
        at++;
    }
    return at;
}

// The first token of a line. False: it begins the next entry.
static bool line_start(Scan *sc, int class, bool *begun)
{
    Lexer *lx = sc->lx;
    bool starts = at_entry_start(lx);
    if (starts && *begun) {
        return false;
    }
    if (!starts && !*begun) {
        first_token_off_margin(sc);
        return true;
    }
    *begun = true;
    if (!skip_x_line(sc)) {
        lex_token(sc, class);
    }
    return true;
}

bool sy_lexer_entry(Lexer *lx, Toks *toks)
{
    toks->len = 0;
    Scan sc = {.lx = lx, .toks = toks, .fresh = true};
    lx->broken = false;
    bool begun = false, more = true;
    while (more && lx->at < lx->text.len) {
        int class = class_of[(unsigned char)lx->text.p[lx->at]];
        switch (class) {
        case C_BLANK: lx->at = blanks_end(lx, lx->at + 1); break;
        case C_LINE:
            if (begun) {
                line_end(&sc, false);
            }
            sc.fresh = true;
            sc.breaks = (uint16_t)(sc.breaks + (sc.breaks < UINT16_MAX));
            lx->at++;
            break;
        case C_HASH: lex_comment(&sc); break;
        default:
            if (sc.fresh) {
                more = line_start(&sc, class, &begun);
            } else if (class != C_LETTER || !plain_name(&sc)) {
                lex_token(&sc, class);
            }
        }
    }
    while (toks->len > 0 && toks->p[toks->len - 1].kind == TOK_LINE) {
        toks->len--;
    }
    tok_add(&sc, TOK_END, lx->at, lx->at);
    check_many(&sc);
    return begun || toks->len > 1;
}

Str sy_tok_show(Arena *arena, const Sources *sources, const Tok *t)
{
    Str text = sy_sources_text(sources, (Span){t->start, t->end});
    switch ((int)t->kind) {
    case TOK_END: return STR("the end of the entry");
    case TOK_LINE: return STR("the end of the line");
    case TOK_STRING:
        return sy_str_fmt(arena, "the text \"%.*s\"%s", (int)(text.len > 30 ? 30 : text.len),
                          text.p, text.len > 30 ? "..." : "");
    case TOK_LABEL: return sy_str_fmt(arena, "`[%.*s]`", STR_ARG(text));
    default: return sy_str_fmt(arena, "`%.*s`", STR_ARG(text));
    }
}
