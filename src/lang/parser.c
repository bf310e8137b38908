#include "lang/parser.h"

#include <stdarg.h>
#include <stdio.h>

Str sy_p_text(const Parser *p, const Tok *t)
{
    const Source *source = p->source;
    return (Str){source->text.p + (t->start - source->start), (ptrdiff_t)(t->end - t->start)};
}

Span sy_p_span(const Parser *p)
{
    const Tok *t = sy_p_peek(p, 0);
    if (t->kind == TOK_LINE || t->kind == TOK_END) { // stand behind what was written last
        const Tok *before = p->at > 0 ? sy_p_peek(p, -1) : t;
        return (Span){before->end, before->end};
    }
    return (Span){t->start, t->end};
}

Span sy_p_span_from(const Parser *p, ptrdiff_t from)
{
    ptrdiff_t last = p->at - 1;
    while (last > from && p->toks[last].kind == TOK_LINE) {
        last--;
    }
    if (last < from) {
        last = from;
    }
    Span s = {p->toks[from].start, p->toks[last].end};
    if (p->toks[last].kind == TOK_STRING || p->toks[last].kind == TOK_LABEL) {
        Str close = sy_sources_text(p->sources, (Span){s.end, s.end + 1});
        s.end += sy_str_eq(close, STR("\"")) || sy_str_eq(close, STR("]"));
    }
    return s;
}

Str sy_p_show(const Parser *p)
{
    return sy_tok_show(p->tree->arena, p->sources, sy_p_peek(p, 0));
}

static Diag *thrown_away(Parser *p)
{
    return NEW(p->tree->arena, Diag);
}

static void a_candidate(Parser *p, Diag *d)
{
    if (p->candidate) {
        sy_diag_level(p->diags, d, DIAG_NOTE);
        sy_diag_note(p->diags, d, "a candidate never counts, and its faults are notes");
    }
}

// Only where the parser did not know what to do with a word.
static bool may_be_phrase(DiagCode code)
{
    static const DiagCode lost[] = {D_E0301, D_E0401, D_E0402, D_E0404, D_E0408, D_E0410, D_E0416,
                                    D_E0501, D_E0701, D_E0706, D_E0708, D_E0801, D_E1301};
    for (ptrdiff_t i = 0; i < COUNT_OF(lost); i++) {
        if (lost[i] == code) {
            return true;
        }
    }
    return false;
}

static bool phrase(Parser *p)
{
    Span span;
    Str help = sy_p_phrase(p, &span);
    if (!help.len) {
        return false;
    }
    Str text = sy_sources_text(p->sources, span);
    Diag *d =
        sy_diag(p->diags, D_E0420, span, "the language has other words for `%.*s`", STR_ARG(text));
    sy_diag_help(p->diags, d, "%.*s", STR_ARG(help));
    a_candidate(p, d);
    return true;
}

Diag *sy_p_fail(Parser *p, DiagCode code, Span span, const char *fmt, ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    if (p->failed) { // an echo of the first mistake
        return thrown_away(p);
    }
    p->failed = true;
    bool said = !p->diags->full && may_be_phrase(code) && phrase(p); // full: nobody reads it
    p->at = p->end;
    if (said) {
        return thrown_away(p);
    }
    Diag *d = sy_diag(p->diags, code, span, "%s", text);
    a_candidate(p, d);
    return d;
}

Diag *sy_p_expected(Parser *p, DiagCode code, const char *what)
{
    Str found = sy_p_show(p);
    return sy_p_fail(p, code, sy_p_span(p), "expected %s, found %.*s", what, STR_ARG(found));
}

bool sy_p_need(Parser *p, uint32_t word, const char *what)
{
    if (sy_p_take(p, word)) {
        return true;
    }
    sy_p_expected(p, D_E0401, what);
    return false;
}

uint32_t sy_p_name_add(Parser *p, const Tok *t)
{
    Tree *tree = p->tree;
    vec_push(tree->arena, &tree->names,
             (Name){.a = t->sym, .b = t->sym2, .span = {t->start, t->end}});
    return (uint32_t)tree->names.len - 1;
}

bool sy_p_carried(const Parser *p, const Tok *t)
{
    if (t->kind != TOK_NAME || t->word || t->end - t->start < 3) {
        return false;
    }
    const char *text = p->source->text.p + (t->start - p->source->start);
    return (text[0] == 'x' || text[0] == 'X') && text[1] == '-';
}

bool sy_p_name_follows(const Parser *p, ptrdiff_t ahead)
{
    const Tok *t = sy_p_peek(p, ahead);
    return t->kind == TOK_NAME &&
           (!sy_sym_is_word(t->sym) || t->sym.v == W_OWN || !sy_sym_is_reserved(t->sym)) &&
           !sy_p_carried(p, t);
}

bool sy_p_word_follows(const Parser *p)
{
    const Tok *t = sy_p_peek(p, 0);
    return t->kind == TOK_NAME && !t->sym2.v && t->sym.v != W_AND && t->sym.v != W_OR;
}

uint32_t sy_p_name(Parser *p, const char *what)
{
    const Tok *t = sy_p_peek(p, 0);
    if (t->kind != TOK_NAME) {
        bool text = t->kind == TOK_STRING;
        Diag *d = sy_p_expected(p, D_E0402, what);
        if (text) {
            sy_diag_help(p->diags, d,
                         "a name has no quotation marks and is one word; a text stands behind it");
        }
        return 0;
    }
    if (!sy_p_name_follows(p, 0)) {
        Str text = sy_p_text(p, t);
        if (sy_p_carried(p, t)) {
            sy_p_fail(p, D_E1301, sy_p_span(p), "`%.*s` begins with `x-` and cannot be %s",
                      STR_ARG(text), what);
            return 0;
        }
        sy_p_fail(p, D_E1301, sy_p_span(p), "`%.*s` is a word of the language and cannot be %s",
                  STR_ARG(text), what);
        return 0;
    }
    p->at++;
    return sy_p_name_add(p, t);
}

NameList sy_p_names(Parser *p, const char *what)
{
    // names of a list must lie side by side: collect the tokens, then add them
    NameList list = {0};
    ptrdiff_t from = p->at;
    do {
        const Tok *t = sy_p_peek(p, 0);
        if (t->kind != TOK_NAME || !sy_p_name_follows(p, 0)) {
            sy_p_name(p, what); // reports
            return (NameList){0};
        }
        p->at++;
    } while (sy_p_take_tok(p, TOK_COMMA));
    list.first = (uint32_t)p->tree->names.len;
    for (ptrdiff_t i = from; i < p->at; i += 2) {
        sy_p_name_add(p, &p->toks[i]);
        list.count++;
    }
    return list;
}

// The text between quotation marks, any white space in it read as one blank.
Str sy_p_string_value(const Parser *p, const Tok *t)
{
    Str raw = sy_p_text(p, t);
    bool plain = true;
    for (ptrdiff_t i = 0; i < raw.len && plain; i++) {
        char c = raw.p[i];
        plain = c != '\n' && c != '\t' && c != '\r' &&
                !(c == ' ' && i + 1 < raw.len && raw.p[i + 1] == ' ');
    }
    if (plain) {
        return raw;
    }
    Buf b = sy_buf_new(p->tree->arena);
    bool blank = false;
    for (ptrdiff_t i = 0; i < raw.len; i++) {
        char c = raw.p[i];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            blank = true;
            continue;
        }
        if (blank) {
            sy_buf_char(&b, ' ');
        }
        blank = false;
        sy_buf_char(&b, c);
    }
    return sy_buf_view(&b);
}

Str sy_p_string(Parser *p, const char *what)
{
    if (!sy_p_is(p, TOK_STRING)) {
        sy_p_expected(p, D_E0403, what);
        return (Str){0};
    }
    const Tok *t = sy_p_peek(p, 0);
    p->at++;
    return sy_p_string_value(p, t);
}

static bool number_value(Str text, double *out)
{
    int64_t whole;
    if (text.len <= 15 && sy_int_parse(text, &whole)) { // exact, and the usual case
        *out = (double)whole;
        return true;
    }
    char digits[64];
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < text.len && n < (ptrdiff_t)sizeof digits; i++) {
        if (text.p[i] != ',') {
            digits[n++] = text.p[i];
        }
    }
    return n < (ptrdiff_t)sizeof digits && sy_num_parse((Str){digits, n}, out);
}

double sy_p_number(Parser *p, const char *what)
{
    double v = 0;
    if (!sy_p_is(p, TOK_NUMBER)) {
        bool range = sy_p_is(p, TOK_SPAN);
        Diag *d = sy_p_expected(p, D_E0404, what);
        if (range) {
            sy_diag_help(p->diags, d, "a range is written with two dots, as in `100..500`");
        }
    } else if (!number_value(sy_p_text(p, sy_p_peek(p, 0)), &v)) {
        sy_p_fail(p, D_E0405, sy_p_span(p), "this number is too long to be read");
    } else {
        p->at++;
    }
    return v;
}

bool sy_p_label(Parser *p, Sym *out, Span *out_span)
{
    if (!sy_p_is(p, TOK_LABEL)) {
        sy_p_expected(p, D_E0406, "a label in brackets, as in `[C07]`");
        return false;
    }
    const Tok *t = sy_p_peek(p, 0);
    *out = t->sym;
    *out_span = (Span){t->start, t->end};
    p->at++;
    return true;
}
