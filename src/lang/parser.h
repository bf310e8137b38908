// parser.h - shared by the parser's files: the tokens of one entry and the way to take them.
//
// After a mistake the parser stands at the entry's end (`failed`), so every function returns by
// itself and one entry gives one message.
#ifndef SY_LANG_PARSER_H
#define SY_LANG_PARSER_H

#include "lang/lex.h"
#include "lang/parse.h"

typedef struct Parser {
    Tree *tree;
    Diags *diags;
    Sources *sources;
    const Tok *toks;
    ptrdiff_t at, end; // end: index of TOK_END
    bool failed;
    bool candidate; // mistakes are notes
    int depth;      // of parentheses and `not`
    const Source *source;
    uint32_t file;
    uint32_t entry; // index of the entry being parsed
    Str open;       // what is open, for "expected": "in the promise", may be empty
    Span open_span;
} Parser;

// --- taking tokens (parser.c)
static inline const Tok *sy_p_peek(const Parser *p, ptrdiff_t ahead)
{
    ptrdiff_t i = p->at + ahead;
    return &p->toks[i < p->end ? i : p->end];
}

static inline bool sy_p_is(const Parser *p, TokKind kind)
{
    return sy_p_peek(p, 0)->kind == kind;
}

// W_..., 0: no undotted word of the language
static inline uint32_t sy_p_word(const Parser *p, ptrdiff_t ahead)
{
    return sy_p_peek(p, ahead)->word;
}

static inline bool sy_p_at(const Parser *p, uint32_t word)
{
    return sy_p_word(p, 0) == word;
}

static inline bool sy_p_at2(const Parser *p, uint32_t word, uint32_t word2)
{
    return sy_p_word(p, 0) == word && sy_p_word(p, 1) == word2;
}

static inline bool sy_p_take(Parser *p, uint32_t word)
{
    bool is = sy_p_at(p, word);
    p->at += is;
    return is;
}

static inline bool sy_p_take2(Parser *p, uint32_t word, uint32_t word2)
{
    bool are = sy_p_at2(p, word, word2);
    p->at += are ? 2 : 0;
    return are;
}

static inline bool sy_p_take_tok(Parser *p, TokKind kind)
{
    bool is = sy_p_is(p, kind);
    p->at += is;
    return is;
}

bool sy_p_need(Parser *, uint32_t word, const char *after);
Str sy_p_text(const Parser *, const Tok *);
Span sy_p_span(const Parser *);                      // of the token at hand
Span sy_p_span_from(const Parser *, ptrdiff_t from); // from token `from` to the one before
Str sy_p_show(const Parser *);

// Reports and goes to the end of the entry. The Diag may take labels and help. Where a phrase of plain
// English stands at the token at hand, that is reported in its place, and the Diag is thrown away.
Diag *sy_p_fail(Parser *, DiagCode, Span, const char *fmt, ...) SY_PRINTF(4, 5);
// "expected WHAT, found ..."
Diag *sy_p_expected(Parser *, DiagCode, const char *what);

// --- what was meant (phrase.c)
Str sy_p_phrase(const Parser *, Span *out); // what to write for it; empty: none stands here
Str sy_p_verb(const Parser *, Span *out);   // the same, of the verb at hand
void sy_p_no_clause(Parser *);              // reports that no clause begins here

// --- names and texts (parser.c)
uint32_t sy_p_name(Parser *, const char *what);          // one name, perhaps dotted; 0: failed
NameList sy_p_names(Parser *, const char *what);         // names parted by commas
uint32_t sy_p_name_add(Parser *, const Tok *);           // the token as a Name
bool sy_p_name_follows(const Parser *, ptrdiff_t ahead); // a name: no reserved word, not carried
bool sy_p_carried(const Parser *, const Tok *);          // a name that begins with `x-`
bool sy_p_word_follows(const Parser *); // any undotted word but `and`, `or`: an option, a state
Str sy_p_string(Parser *, const char *what);
Str sy_p_string_value(const Parser *, const Tok *);
double sy_p_number(Parser *, const char *what);
bool sy_p_label(Parser *, Sym *out, Span *out_span);

// --- values (parse_value.c)
bool sy_p_dates(Parser *, Dates *out); // a date, a month, a year, or a range of them
bool sy_p_date_follows(const Parser *);
bool sy_p_clock(Parser *, Clock *out);         // the token at hand
bool sy_p_take_at_clock(Parser *, Clock *out); // "at CLOCK"; false: not there
bool sy_p_moment(Parser *, Moment *out);
uint32_t sy_p_dur(Parser *);
bool sy_p_dur_follows(const Parser *, ptrdiff_t ahead);
uint32_t sy_p_time(Parser *);
uint32_t sy_p_qty(Parser *);
uint32_t sy_p_vote(Parser *, NameList *out_on); // out_on null: `on` is not taken
int sy_p_dur_unit(uint32_t word);               // DurUnit, -1: no unit of time

// --- conditions (parse_cond.c)
uint32_t sy_p_cond(Parser *);

// --- sentences (parse_sentence.c)
void sy_p_sentence(Parser *, Entry *);
bool sy_p_deed(Parser *, Deed *out);
Grade sy_p_grade(Parser *); // takes the words of a grade; GRADE_NONE: none stands here

// --- clauses (parse_clause.c)
void sy_p_body(Parser *, Entry *);

// --- steps (parse_step.c)
void sy_p_step(Parser *, Clause *); // the argument of `then`

// --- inferences, assumptions, expectations (parse_claim.c)
void sy_p_infer(Parser *, Entry *);
void sy_p_assume(Parser *, Entry *);
void sy_p_expect(Parser *, Entry *);

#endif
