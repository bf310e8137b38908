#include "lang/fmt.h"

#include "lang/lex.h"
#include "lang/parse.h"

#define COLUMNS 120
#define CLAUSE_INDENT 4
#define GO_ON_INDENT 8
#define TEXT_INDENT 10

// What the parser found to begin at a byte of the source.
enum { AT_NONE, AT_NAME, AT_LABEL, AT_VERBATIM, AT_CLAUSE }; // AT_CLAUSE + the ClauseKind

typedef enum PartKind { PART_HEADER, PART_LABEL, PART_MARK, PART_CLAUSE } PartKind;

// A run of tokens that stays together: the header, the label, one clause or mark.
typedef struct Part {
    uint8_t kind;
    bool sticky;           // shares its line with what stands on it: `we infer`, x-
    bool ends_line;        // a line end of the language stands behind it
    ptrdiff_t first, last; // tokens; comments behind it stand between `last` and the next part
} Part;

// One token as it will stand.
typedef struct Piece {
    Str text;   // a text in quotation marks: on one line
    Str broken; // ... with the line breaks it was written with; empty: it has none
    ptrdiff_t token;
    bool blank;   // a blank stands before it, unless it begins a line
    bool breaks;  // begins a line
    bool comment; // stands behind the line or, where it is first, on a line of its own
    bool may_end; // a line may end after it
    bool word;    // a word of a step with which a line had better begin
} Piece;

typedef struct Fmt {
    Buf *out;
    Arena *arena;
    Str text;
    uint32_t base;
    ptrdiff_t begin;      // length of `out` before the file
    ptrdiff_t line_token; // the token that begins the line being written
    uint8_t *found;       // AT_..., by byte of the text
    Str *spelled;         // by symbol: as declared; empty: not declared here
    Toks toks;
    VEC(Part) parts;
    VEC(Piece) pieces;
} Fmt;

// ---------------------------------------------------------------- what the parser knows

static void found_add(Fmt *f, Span span, uint8_t what)
{
    if (span.end > 0) {
        f->found[span.start - f->base] = what;
    }
}

static void spell(Fmt *f, Sym sym, Str text)
{
    if (sym.v && f->spelled[sym.v].len == 0) {
        f->spelled[sym.v] = text;
    }
}

// Both halves of a name, each with its own spelling.
static void spell_name(Fmt *f, const Name *n)
{
    Str text = sy_str_sub(f->text, n->span.start - f->base, n->span.end - f->base);
    ptrdiff_t dot = n->b.v ? sy_str_find_char(text, '.') : text.len;
    spell(f, n->a, sy_str_sub(text, 0, dot));
    if (n->b.v) {
        spell(f, n->b, sy_str_sub(text, dot + 1, text.len));
    }
}

// Declarations first, then what is declared in passing: voices, weights, the names of promises, steps.
static void spell_all(Fmt *f, const Tree *t)
{
    for (ptrdiff_t i = 1; i < t->entries.len; i++) {
        const Entry *e = &t->entries.p[i];
        if (e->name && e->kind != ENTRY_PROMISE && e->kind != ENTRY_FRAMEWORK) {
            spell_name(f, &t->names.p[e->name]);
        }
    }
    for (ptrdiff_t i = 1; i < t->clauses.len; i++) {
        const Clause *c = &t->clauses.p[i];
        if ((c->kind == CL_VOICE || c->kind == CL_WEIGHS) && c->x) {
            spell_name(f, &t->names.p[c->x]);
        }
    }
    for (ptrdiff_t i = 1; i < t->entries.len; i++) {
        if (t->entries.p[i].kind == ENTRY_PROMISE) {
            spell_name(f, &t->names.p[t->entries.p[i].name]);
        }
    }
    for (ptrdiff_t i = 1; i < t->steps.len; i++) {
        const Step *s = &t->steps.p[i];
        Span at = s->label_span;
        spell(f, s->label, sy_str_sub(f->text, at.start - f->base, at.end - f->base));
    }
}

static void find_all(Fmt *f, const Tree *t)
{
    for (ptrdiff_t i = 1; i < t->names.len; i++) {
        found_add(f, t->names.p[i].span, AT_NAME);
    }
    for (ptrdiff_t i = 1; i < t->clauses.len; i++) {
        found_add(f, t->clauses.p[i].span, (uint8_t)(AT_CLAUSE + t->clauses.p[i].kind));
    }
    for (ptrdiff_t i = 1; i < t->entries.len; i++) {
        const Entry *e = &t->entries.p[i];
        if (e->kind == ENTRY_FRAMEWORK) { // its name is no other thing's
            found_add(f, t->names.p[e->name].span, AT_NONE);
        }
        if (e->label.v) {
            found_add(f, e->label_span, AT_LABEL);
        }
        if (e->kind == ENTRY_CARRIED || e->broken) {
            found_add(f, e->whole, AT_VERBATIM);
        }
    }
}

// ---------------------------------------------------------------- tokens

static uint8_t found_at(const Fmt *f, const Tok *t)
{
    ptrdiff_t at = (ptrdiff_t)(t->start - f->base);
    return at < f->text.len ? f->found[at] : AT_NONE;
}

static Str token_text(const Fmt *f, const Tok *t)
{
    return sy_str_sub(f->text, t->start - f->base, t->end - f->base);
}

static bool is_string(const Fmt *f, const Tok *t)
{
    ptrdiff_t at = (ptrdiff_t)(t->start - f->base);
    return t->kind == TOK_STRING && at > 0 && f->text.p[at - 1] == '"'; // else the rest of an x-
}

// Where the token ends with its quotation mark or bracket.
static ptrdiff_t token_end(const Fmt *f, const Tok *t)
{
    ptrdiff_t at = (ptrdiff_t)(t->end - f->base);
    if (t->kind == TOK_LABEL) {
        while (at < f->text.len && f->text.p[at] != ']') {
            at++;
        }
        return at + 1;
    }
    return is_string(f, t) ? at + 1 : at;
}

static bool trivial(const Tok *t)
{
    return t->kind == TOK_LINE || t->kind == TOK_COMMENT;
}

static bool is_word(const Tok *t, uint32_t word)
{
    return t->kind == TOK_NAME && !t->sym2.v && t->sym.v == word;
}

// `only when`, unless the parser took the two apart.
static bool guard_at(const Fmt *f, ptrdiff_t i)
{
    if (!is_word(&f->toks.p[i], W_ONLY)) {
        return false;
    }
    ptrdiff_t next = i + 1;
    while (f->toks.p[next].kind == TOK_COMMENT) {
        next++;
    }
    return is_word(&f->toks.p[next], W_WHEN) && found_at(f, &f->toks.p[next]) < AT_CLAUSE;
}

static bool mark_kind(int clause)
{
    return clause == CL_CITE || clause == CL_INFER || clause == CL_NOTE || clause == CL_BECAUSE ||
           clause == CL_RATED || clause == CL_FOUND || clause == CL_CARRIED;
}

// Does a part begin at token i?
static bool part_begins(const Fmt *f, ptrdiff_t i, Part *out)
{
    const Tok *t = &f->toks.p[i];
    uint8_t what = found_at(f, t);
    *out = (Part){.first = i, .last = i};
    if (t->kind == TOK_LABEL && what == AT_LABEL) {
        out->kind = PART_LABEL;
        return true;
    }
    if (t->kind == TOK_NAME && what >= AT_CLAUSE) {
        int clause = what - AT_CLAUSE;
        out->kind = mark_kind(clause) ? PART_MARK : PART_CLAUSE;
        out->sticky = clause == CL_INFER || clause == CL_CARRIED;
        return true;
    }
    out->kind = PART_MARK;
    return guard_at(f, i);
}

static void parts_find(Fmt *f, ptrdiff_t first)
{
    const Tok *t = f->toks.p;
    bool has_body = !is_word(&t[first], W_INCLUDE) && !is_word(&t[first], W_EXPECT);
    f->parts.len = 0;
    vec_push(f->arena, &f->parts, (Part){.kind = PART_HEADER, .first = first, .last = first});
    for (ptrdiff_t i = first + 1; t[i].kind != TOK_END; i++) {
        Part next;
        Part *last = &f->parts.p[f->parts.len - 1];
        if (t[i].kind == TOK_LINE) {
            last->ends_line = true;
        } else if (has_body && t[i].kind != TOK_COMMENT && part_begins(f, i, &next)) {
            vec_push(f->arena, &f->parts, next);
        } else if (t[i].kind != TOK_COMMENT) {
            last->last = i;
            last->ends_line = false;
        }
    }
}

// ---------------------------------------------------------------- pieces

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

// A text as the parser reads it, white space as one blank; with `breaks`, line breaks stay.
static Str string_text(const Fmt *f, Str raw, bool breaks)
{
    Buf b = sy_buf_new(f->arena);
    sy_buf_char(&b, '"');
    ptrdiff_t i = 0;
    bool plain = true; // the parser leaves a text alone in which every white space is one blank
    while (i < raw.len) {
        ptrdiff_t from = i;
        bool line = false;
        while (i < raw.len && (is_blank(raw.p[i]) || raw.p[i] == '\n')) {
            line = line || raw.p[i] == '\n';
            plain = plain && raw.p[i] == ' ' && i == from;
            i++;
        }
        if (i == from) {
            sy_buf_char(&b, raw.p[i++]);
        } else if (i < raw.len && line && breaks) {
            sy_buf_char(&b, '\n');
            sy_buf_pad(&b, ' ', TEXT_INDENT);
        } else if (i < raw.len || plain) {
            sy_buf_char(&b, ' ');
        }
    }
    sy_buf_char(&b, '"');
    return sy_buf_view(&b);
}

static Str half_name(const Fmt *f, Sym sym, Str written)
{
    return f->spelled[sym.v].len ? f->spelled[sym.v] : written;
}

static Str name_text(const Fmt *f, const Tok *t)
{
    Str written = token_text(f, t);
    if (found_at(f, t) != AT_NAME) {
        return written;
    }
    if (!t->sym2.v) {
        return half_name(f, t->sym, written);
    }
    ptrdiff_t dot = sy_str_find_char(written, '.');
    Str a = half_name(f, t->sym, sy_str_sub(written, 0, dot));
    Str b = half_name(f, t->sym2, sy_str_sub(written, dot + 1, written.len));
    return sy_str_fmt(f->arena, "%.*s.%.*s", STR_ARG(a), STR_ARG(b));
}

static void piece_text(const Fmt *f, const Tok *t, Piece *p)
{
    Str raw = token_text(f, t);
    if (t->kind == TOK_NAME) {
        p->text = name_text(f, t);
    } else if (t->kind == TOK_LABEL) {
        p->text = sy_str_fmt(f->arena, "[%.*s]", STR_ARG(raw));
    } else if (is_string(f, t)) {
        p->text = string_text(f, raw, false);
        p->broken = sy_str_find_char(raw, '\n') >= 0 ? string_text(f, raw, true) : (Str){0};
    } else {
        p->text = raw;
    }
}

static bool blank_between(const Fmt *f, const Tok *a, const Tok *b)
{
    if (b->kind == TOK_NUMBER && f->text.p[b->start - f->base] == '-') {
        return true;
    }
    if (b->kind == TOK_COMMA || b->kind == TOK_COLON || b->kind == TOK_CLOSE ||
        b->kind == TOK_DOTS || a->kind == TOK_OPEN || a->kind == TOK_DOTS) {
        return false;
    }
    return !((b->kind == TOK_SLASH && a->kind == TOK_NAME) ||
             (a->kind == TOK_SLASH && b->kind == TOK_NAME));
}

// Words that begin nothing but a part of a step.
static bool step_word(const Tok *t)
{
    return is_word(t, W_CHOOSING) || is_word(t, W_AMOUNT) || is_word(t, W_VERIFIED);
}

// ... unless they are what something is.
static bool after_is(const Tok *t)
{
    return is_word(t, W_IS) || is_word(t, W_ARE) || is_word(t, W_NOT);
}

static void piece_add(Fmt *f, const Part *part, ptrdiff_t i, bool line)
{
    const Tok *t = &f->toks.p[i];
    Piece p = {.token = i, .comment = t->kind == TOK_COMMENT, .blank = true};
    p.breaks = i > part->first && (line || t->blank > 0);
    ptrdiff_t before = i - 1;
    while (before >= part->first && trivial(&f->toks.p[before])) {
        before--;
    }
    if (before >= part->first) {
        p.blank = blank_between(f, &f->toks.p[before], t);
        p.breaks = p.breaks || f->toks.p[i - 1].kind == TOK_COMMENT;
    }
    p.may_end = t->kind == TOK_COMMA || is_word(t, W_AND) || is_word(t, W_OR);
    p.word = before > part->first && found_at(f, &f->toks.p[part->first]) == AT_CLAUSE + CL_THEN &&
             step_word(t) && !after_is(&f->toks.p[before]);
    piece_text(f, t, &p);
    vec_push(f->arena, &f->pieces, p);
}

// What begins with `x-` is one piece.
static bool carried_add(Fmt *f, const Part *part)
{
    const Tok *a = &f->toks.p[part->first], *z = &f->toks.p[part->last];
    if (found_at(f, a) != AT_CLAUSE + CL_CARRIED) {
        return false;
    }
    ptrdiff_t from = (ptrdiff_t)(a->start - f->base);
    Str text = sy_str_sub(f->text, from, token_end(f, z));
    vec_push(f->arena, &f->pieces, (Piece){.text = text, .token = part->first, .blank = true});
    return true;
}

static void part_add(Fmt *f, const Part *part)
{
    if (carried_add(f, part)) {
        return;
    }
    bool line = false;
    for (ptrdiff_t i = part->first; i <= part->last; i++) {
        if (f->toks.p[i].kind == TOK_LINE) {
            line = true;
        } else {
            piece_add(f, part, i, line);
            line = false;
        }
    }
}

// ---------------------------------------------------------------- lines

static ptrdiff_t piece_width(const Piece *p, bool begins)
{
    return sy_utf8_columns(p->text) + (p->blank && !begins ? 1 : 0);
}

// The width of pieces[from, to) on one line.
static ptrdiff_t width_of(const Fmt *f, ptrdiff_t from, ptrdiff_t to)
{
    ptrdiff_t width = 0;
    for (ptrdiff_t i = from; i < to; i++) {
        width += f->pieces.p[i].comment ? 0 : piece_width(&f->pieces.p[i], i == from);
    }
    return width;
}

static bool has_comment(const Fmt *f)
{
    for (ptrdiff_t i = 0; i < f->pieces.len; i++) {
        if (f->pieces.p[i].comment) {
            return true;
        }
    }
    return false;
}

static bool begins_carried(const Piece *p)
{
    return p->text.len > 1 && (p->text.p[0] == 'x' || p->text.p[0] == 'X') && p->text.p[1] == '-';
}

// Breaks lines that are too wide where they may be broken.
static void break_lines(Fmt *f, ptrdiff_t indent)
{
    ptrdiff_t column = indent, chance = -1; // chance: the best piece to begin a line
    for (ptrdiff_t i = 0; i < f->pieces.len; i++) {
        Piece *p = &f->pieces.p[i];
        if (p->comment) {
            continue;
        }
        bool may = i > 0 && ((f->pieces.p[i - 1].may_end && !begins_carried(p)) || p->word);
        if (may && !p->breaks) {
            chance = p->word || chance < 0 || !f->pieces.p[chance].word ? i : chance;
            p->breaks = column > COLUMNS;
        }
        if (p->breaks) {
            column = GO_ON_INDENT;
            chance = -1;
        }
        column += piece_width(p, p->breaks || i == 0);
        if (column > COLUMNS && chance >= 0) {
            f->pieces.p[chance].breaks = true;
            i = chance;
            column = GO_ON_INDENT + piece_width(&f->pieces.p[i], true);
            chance = -1;
        }
    }
}

// Ends the line before, if there is one, and leaves a line free where that was done.
static void line_begin(Fmt *f, ptrdiff_t token, ptrdiff_t indent, bool free_line)
{
    if (f->out->len > f->begin) {
        sy_buf_text(f->out, free_line ? "\n\n" : "\n");
    }
    sy_buf_pad(f->out, ' ', indent);
    f->line_token = token;
}

// Column of a byte of `s`, from 0.
static ptrdiff_t column_of(Str s, ptrdiff_t at, ptrdiff_t *out_line)
{
    ptrdiff_t from = at;
    while (from > 0 && s.p[from - 1] != '\n') {
        from--;
    }
    *out_line = from;
    return sy_utf8_columns(sy_str_sub(s, from, at));
}

// A comment behind a line that was not taken apart keeps its column.
static void comment_behind(Fmt *f, const Tok *t)
{
    ptrdiff_t line, here;
    ptrdiff_t column = column_of(f->text, (ptrdiff_t)(t->start - f->base), &line);
    ptrdiff_t width = column_of(sy_buf_view(f->out), f->out->len, &here);
    while (line < f->text.len && is_blank(f->text.p[line])) {
        line++;
    }
    bool whole = (ptrdiff_t)(f->toks.p[f->line_token].start - f->base) == line;
    ptrdiff_t gap = whole ? (column > width ? column - width : 1) : 2;
    sy_buf_pad(f->out, ' ', gap);
    sy_buf_str(f->out, token_text(f, t));
}

static void comment_write(Fmt *f, ptrdiff_t i)
{
    const Tok *t = &f->toks.p[i];
    if (!t->first && f->out->len > f->begin) {
        comment_behind(f, t);
        return;
    }
    ptrdiff_t at = (ptrdiff_t)(t->start - f->base);
    bool margin = at == 0 || f->text.p[at - 1] == '\n';
    line_begin(f, i, margin ? 0 : CLAUSE_INDENT, t->blank > 1);
    sy_buf_str(f->out, token_text(f, t));
}

// Writes pieces[from, to) as one line, with its texts joined where they fit.
static void segment_write(Fmt *f, ptrdiff_t from, ptrdiff_t to, ptrdiff_t indent, bool free_line)
{
    bool fits = indent + width_of(f, from, to) <= COLUMNS;
    for (ptrdiff_t i = from; i < to; i++) {
        const Piece *p = &f->pieces.p[i];
        if (p->comment) {
            comment_write(f, p->token);
            continue;
        }
        if (i == from) {
            line_begin(f, p->token, indent, free_line);
        } else if (p->blank) {
            sy_buf_char(f->out, ' ');
        }
        sy_buf_str(f->out, p->broken.len && !fits ? p->broken : p->text);
    }
}

static void pieces_write(Fmt *f, ptrdiff_t indent, bool free_line)
{
    break_lines(f, indent);
    for (ptrdiff_t from = 0; from < f->pieces.len;) {
        ptrdiff_t to = from + 1;
        while (to < f->pieces.len && (f->pieces.p[to].comment || !f->pieces.p[to].breaks)) {
            to++;
        }
        segment_write(f, from, to, from ? GO_ON_INDENT : indent, free_line && from == 0);
        from = to;
    }
}

static void pieces_join(Fmt *f)
{
    for (ptrdiff_t i = 0; i < f->pieces.len; i++) {
        f->pieces.p[i].breaks = false;
    }
}

// Collects parts[from, to) in `pieces`.
static void collect(Fmt *f, ptrdiff_t from, ptrdiff_t to)
{
    f->pieces.len = 0;
    for (ptrdiff_t i = from; i < to; i++) {
        part_add(f, &f->parts.p[i]);
    }
}

// Comments behind part i.
static void tail_write(Fmt *f, ptrdiff_t last)
{
    for (ptrdiff_t i = last + 1; trivial(&f->toks.p[i]); i++) {
        if (f->toks.p[i].kind == TOK_COMMENT) {
            comment_write(f, i);
        }
    }
}

// Parts [from, to) as one line of the language. The header's is joined where it fits.
static void line_write(Fmt *f, ptrdiff_t from, ptrdiff_t to, bool free_line)
{
    collect(f, from, to);
    if (from == 0 && !has_comment(f) && width_of(f, 0, f->pieces.len) <= COLUMNS) {
        pieces_join(f);
    }
    pieces_write(f, from == 0 ? 0 : CLAUSE_INDENT, free_line);
}

// ---------------------------------------------------------------- entries

// What may stand beside the header: a label, and one clause if all fits; else what cannot be parted.
// Returns the first part that goes to a line of its own. `to`: end of the header's line as written.
static ptrdiff_t header_end(Fmt *f, ptrdiff_t to)
{
    ptrdiff_t labels = 0, others = 0;
    bool sticky = false, carried = false, clause = false;
    for (ptrdiff_t i = 1; i < to; i++) {
        const Part *p = &f->parts.p[i];
        labels += p->kind == PART_LABEL;
        others += p->kind != PART_LABEL;
        clause = clause || p->kind == PART_CLAUSE;
        sticky = sticky || p->sticky;
        carried = carried || found_at(f, &f->toks.p[p->first]) == AT_CLAUSE + CL_CARRIED;
    }
    if (others == 0 || carried || (sticky && clause)) {
        return to;
    }
    collect(f, 0, to);
    if (others == 1 && !has_comment(f) && width_of(f, 0, f->pieces.len) <= COLUMNS) {
        return to;
    }
    for (ptrdiff_t i = 2; labels && i < to; i++) { // the label goes with the header
        Part label = f->parts.p[i];
        if (label.kind == PART_LABEL) {
            for (ptrdiff_t k = i; k > 1; k--) {
                f->parts.p[k] = f->parts.p[k - 1];
            }
            f->parts.p[1] = label;
        }
    }
    return 1 + labels;
}

static bool line_has_mark(const Fmt *f, ptrdiff_t from, ptrdiff_t to)
{
    for (ptrdiff_t i = from; i < to; i++) {
        if (f->parts.p[i].kind == PART_MARK) {
            return true;
        }
    }
    return false;
}

// Does a line stay free before this part as it was written?
static bool free_before(const Fmt *f, ptrdiff_t part, bool split)
{
    return !split && f->toks.p[f->parts.p[part].first].blank > 1;
}

// End of the line that part `from` begins, as written.
static ptrdiff_t line_end(const Fmt *f, ptrdiff_t from)
{
    ptrdiff_t to = from + 1;
    while (to < f->parts.len && !f->parts.p[to - 1].ends_line) {
        to++;
    }
    return to;
}

// The lines of the header, from the parts that stand on its line as written.
static void header_write(Fmt *f, ptrdiff_t to, bool free_line)
{
    ptrdiff_t tail = f->parts.p[to - 1].last; // before the label moves
    ptrdiff_t end = header_end(f, to);
    line_write(f, 0, end, free_line);
    for (ptrdiff_t i = end; i < to; i++) {
        line_write(f, i, i + 1, false);
    }
    tail_write(f, tail);
}

static void entry_write(Fmt *f, ptrdiff_t first, bool free_line)
{
    parts_find(f, first);
    ptrdiff_t to = line_end(f, 0);
    header_write(f, to, free_line);
    for (ptrdiff_t from = to; from < f->parts.len; from = to) {
        to = line_end(f, from);
        bool together = line_has_mark(f, from, to);
        for (ptrdiff_t i = from; i < to; i++) {
            ptrdiff_t end = together ? to : i + 1;
            line_write(f, i, end, free_before(f, i, i > from));
            i = end - 1;
        }
        tail_write(f, f->parts.p[to - 1].last);
    }
}

// The entry as it stands, without the blanks at the ends of its lines.
static void verbatim_write(Fmt *f, ptrdiff_t first, bool free_line)
{
    ptrdiff_t last = first;
    for (ptrdiff_t i = first; f->toks.p[i].kind != TOK_END; i++) {
        last = trivial(&f->toks.p[i]) ? last : i;
    }
    ptrdiff_t from = (ptrdiff_t)(f->toks.p[first].start - f->base);
    Str text = sy_str_sub(f->text, from, token_end(f, &f->toks.p[last]));
    line_begin(f, first, 0, free_line);
    ptrdiff_t blanks = 0;
    for (ptrdiff_t i = 0; i < text.len; i++) {
        char c = text.p[i];
        if (is_blank(c)) {
            blanks++;
            continue;
        }
        if (c != '\n') {
            sy_buf_str(f->out, sy_str_sub(text, i - blanks, i));
        }
        blanks = 0;
        sy_buf_char(f->out, c);
    }
    tail_write(f, last);
}

// What one call of the lexer gave: comments, an entry, comments. `breaks`: line breaks before it.
static void tokens_write(Fmt *f, uint16_t breaks)
{
    ptrdiff_t first = 0;
    f->toks.p[0].blank = f->toks.p[0].blank > breaks ? f->toks.p[0].blank : breaks;
    while (f->toks.p[first].kind == TOK_COMMENT) {
        comment_write(f, first++);
    }
    const Tok *t = &f->toks.p[first];
    if (t->kind == TOK_END) {
        return;
    }
    if (found_at(f, t) == AT_VERBATIM) {
        verbatim_write(f, first, t->blank > 1);
    } else {
        entry_write(f, first, t->blank > 1);
    }
}

static Fmt fmt_new(Buf *out, Arena *arena, const Source *source, const Tree *tree)
{
    Fmt f = {.out = out,
             .arena = arena,
             .text = source->text,
             .base = source->start,
             .begin = out->len,
             .found = NEW_N(arena, uint8_t, source->text.len),
             .spelled = NEW_N(arena, Str, sy_syms_count(tree->syms) + 1)};
    spell_all(&f, tree);
    find_all(&f, tree);
    return f;
}

bool sy_fmt(Buf *out, Arena *arena, Syms *syms, const Source *source, Diags *diags)
{
    int errors = diags->errors;
    Tree *tree = sy_tree_new(arena, syms);
    sy_parse_file(tree, diags, source, source->name, 0, 0);
    if (diags->errors > errors) {
        return false;
    }
    Fmt f = fmt_new(out, arena, source, tree);
    Lexer lx = sy_lexer_new(arena, syms, sy_diags_new(arena, diags->sources), source);
    lx.keep_comments = true;
    uint16_t breaks = 0;
    while (sy_lexer_entry(&lx, &f.toks)) {
        tokens_write(&f, breaks);
        breaks = f.toks.p[f.toks.len - 1].blank;
    }
    sy_buf_char(out, '\n');
    return true;
}
