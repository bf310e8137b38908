// diag.h - sources, spans, diagnostics.
//
// All sources of a run share one line of byte positions: a Span is two of them, and the source it
// lies in is found from its start. A diagnostic has a permanent code (codes.def), a level, a message
// that stands alone, one primary span, labels on other places, notes (facts), help (what to do) and,
// where safe, a replacement. Rendering is a function from Diags to text or JSON (render.h).
#ifndef SY_DIAG_DIAG_H
#define SY_DIAG_DIAG_H

#include "base/base.h"

typedef struct Span {
    uint32_t start, end; // end exclusive; {0, 0}: no place
} Span;

typedef struct Source {
    Str name; // as shown: the path given
    Str text;
    uint32_t start;  // position of its first byte
    uint32_t *lines; // byte offsets of line starts within the text, made on demand
    ptrdiff_t nlines;
} Source;

typedef struct Sources {
    Arena *arena;
    VEC(Source) all; // index 0 is a dummy, so that position 0 is in no source
} Sources;

#define SOURCE_TOTAL_LIMIT ((int64_t)0xf0000000) // bytes of all sources of a run

Sources *sy_sources_new(Arena *);
// Adds a text (not copied). 0: the sources together would pass SOURCE_TOTAL_LIMIT.
uint32_t sy_sources_add(Sources *, Str name, Str text);
const Source *sy_sources_at(const Sources *, uint32_t position); // null: none
Str sy_sources_text(const Sources *, Span);
// Line from 1; column from 1 in code points. 0, 0 where there is no place.
void sy_sources_locate(Sources *, uint32_t position, int *out_line, int *out_column);

typedef enum DiagLevel { DIAG_NOTE, DIAG_WARNING, DIAG_ERROR } DiagLevel;

typedef enum DiagCode {
    D_NONE,
#define CODE(code, level, title) D_##code,
#include "diag/codes.def"
#undef CODE
    D_COUNT
} DiagCode;

typedef struct DiagLabel {
    Span span;
    Str text;
} DiagLabel;

typedef struct Diag {
    DiagCode code;
    DiagLevel level;
    Span span;     // the primary place
    Str message;   // lower case, no full stop, names in backquotes
    Str label;     // beside the caret; may be empty
    Span fix_span; // where `fix` would stand instead; {0, 0}: no fix
    Str fix;
    VEC(DiagLabel) labels;
    VEC(Str) notes;
    VEC(Str) help;
} Diag;

typedef struct Diags {
    Arena *arena;
    Sources *sources;
    VEC(Diag) all;
    int errors, warnings, notes;
    bool full;  // DIAG_LIMIT was reached: counted, not kept
    Diag spare; // what sy_diag gives then
} Diags;

#define DIAG_LIMIT 1000 // kept in one run

Diags *sy_diags_new(Arena *, Sources *);

// Adds a diagnostic at the code's own level and gives it for further labels; the pointer is valid
// until the next sy_diag. Never null.
Diag *sy_diag(Diags *, DiagCode, Span, const char *fmt, ...) SY_PRINTF(4, 5);

// Additions to the diagnostic just made.
void sy_diag_label(Diags *, Diag *, Span, const char *fmt, ...) SY_PRINTF(4, 5); // another place
void sy_diag_caret(Diags *, Diag *, const char *fmt, ...) SY_PRINTF(3, 4);       // beside the caret
void sy_diag_note(Diags *, Diag *, const char *fmt, ...) SY_PRINTF(3, 4);
void sy_diag_help(Diags *, Diag *, const char *fmt, ...) SY_PRINTF(3, 4);
void sy_diag_fix(Diags *, Diag *, Span, Str replacement);
// A help and the fix it speaks of; shown as "help: <text>: `<replacement>`".
void sy_diag_suggest(Diags *, Diag *, Span, Str replacement, const char *fmt, ...) SY_PRINTF(5, 6);
void sy_diag_level(Diags *, Diag *, DiagLevel); // other than the code's own

const char *sy_diag_code_name(DiagCode);  // "E0203"
const char *sy_diag_code_title(DiagCode); // the one-line meaning
DiagCode sy_diag_code_find(Str name);     // "E0203" or "e0203"; D_NONE: there is none

// Sorts by source and position, those of one place by code; the rest stays in the order of arrival.
void sy_diags_sort(Diags *);

#endif
