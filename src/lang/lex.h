// lex.h - from text to tokens, one entry at a time.
//
// An entry begins with the first character of a line that is no blank and no '#'. Line ends are
// tokens only where they end something (section 2, rule 5 of the language). Numbers, dates and the
// like keep their text; the parser reads their values.
#ifndef SY_LANG_LEX_H
#define SY_LANG_LEX_H

#include "diag/diag.h"
#include "lang/syms.h"

typedef enum TokKind {
    TOK_END, // of the entry
    TOK_LINE,
    TOK_NAME,   // one name, or two with a dot: sym, sym2
    TOK_STRING, // text between the quotation marks
    TOK_LABEL,  // text between the brackets; sym
    TOK_NUMBER,
    TOK_DATE,
    TOK_CLOCK,
    TOK_SPAN,     // 725-837
    TOK_FRACTION, // 2/3
    TOK_DOTS,     // ..
    TOK_COMMA,
    TOK_COLON,
    TOK_OPEN,
    TOK_CLOSE,
    TOK_PERCENT,
    TOK_SLASH,
    TOK_MARK,    // ? (a candidate)
    TOK_COMMENT, // only where asked for
} TokKind;

typedef struct Tok {
    uint8_t kind;
    bool first;          // first of its line
    uint16_t blank;      // line breaks in the text before it (for the formatter), at most 65535
    uint32_t start, end; // position in the sources
    Sym sym, sym2;       // of a name, a label
    uint32_t word;       // W_..., of an undotted name that is a word of the language; else 0
} Tok;

typedef VEC(Tok) Toks;

typedef struct Lexer {
    Arena *arena;
    Syms *syms;
    Diags *diags;
    Str text;
    uint32_t base;      // position of the text's first byte
    ptrdiff_t first;    // where the text begins, behind a byte order mark
    ptrdiff_t at;       // next byte
    bool keep_comments; // TOK_COMMENT tokens, also between entries
    bool broken;        // the last entry had a lexical error
    bool stopped;       // gave up: a limit, or no text at all
} Lexer;

// Limits, each with its own diagnostic.
#define FILE_SIZE_LIMIT (256 << 20)
#define ENTRY_TOKEN_LIMIT 1000000
#define NAME_LENGTH_LIMIT 200
#define NESTING_LIMIT 200

// A lexer over a source already added to the diagnostics' sources.
Lexer sy_lexer_new(Arena *, Syms *, Diags *, const Source *);

// The tokens of the next entry, ended by TOK_END; false at the end of the text. `toks` is cleared.
bool sy_lexer_entry(Lexer *, Toks *toks);

// "the end of the line", "`give`", "the text \"...\"": a token as messages name it.
Str sy_tok_show(Arena *, const Sources *, const Tok *);

#endif
