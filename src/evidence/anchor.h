// anchor.h - what `surety anchor` does to a model: words become spans, spans are locked.
//
// Pure functions on text: the caller reads the model and the documents and writes the results. A
// model may have several files; its citations are one list, its lock is one.
#ifndef SY_EVIDENCE_ANCHOR_H
#define SY_EVIDENCE_ANCHOR_H

#include "evidence/spans.h"

typedef struct AnchorDocument {
    Str name;         // as declared
    bool has_archive; // without one, words name a place in it and stay
    bool at_hand;
    Str bytes;
} AnchorDocument;

typedef struct AnchorCite {
    uint32_t document; // in the caller's documents
    uint32_t file;     // which text it stands in
    Span place;        // in that text, from its first byte: the document's name and the words
    Str words;
    bool has_words;
    uint32_t start, end; // where it has no words
} AnchorCite;

typedef enum AnchorState {
    ANCHOR_PLACE,       // a document without archive: nothing to do
    ANCHOR_KEPT,        // a span, and the lock has it already
    ANCHOR_ADDED,       // a span, new in the lock
    ANCHOR_FOUND,       // words that stand once: `start` and `end` take their place
    ANCHOR_NOWHERE,     // words that stand nowhere
    ANCHOR_SEVERAL,     // words that stand at `places`
    ANCHOR_NOT_AT_HAND, // the document cannot be looked at
    ANCHOR_CHANGED,     // new, but the document is not the one that the lock knows
    ANCHOR_OUTSIDE,     // the span ends behind the document
    ANCHOR_INSIDE,      // the span cuts a character
    ANCHOR_STATES
} AnchorState;

typedef struct AnchorOutcome {
    AnchorState state;
    uint32_t start, end;
    SpanPlaces places; // SEVERAL; FOUND: the one, and whether it was found loosely
} AnchorOutcome;

#define ANCHOR_PLACES 20 // places listed for words that stand more than once

typedef struct AnchorJob {
    Str framework;
    const AnchorDocument *documents;
    ptrdiff_t ndocuments;
    const AnchorCite *cites;
    ptrdiff_t ncites;
    const Lock *old;     // what the lock file says now; null: there is none
    bool take_documents; // changed documents are locked as they are now
} AnchorJob;

// An outcome for each citation, in their order.
AnchorOutcome *sy_anchor_find(Arena *, const AnchorJob *);

// The text of file `file` with the words of every ANCHOR_FOUND replaced by its span; all else stays,
// byte for byte. (A blank is put in where the span would run into its neighbour.)
Str sy_anchor_edit(Arena *, Str text, uint32_t file, const AnchorJob *, const AnchorOutcome *);

// The new lock: every span KEPT, ADDED or FOUND, and no others. An entry that the old lock has is
// never made anew, whatever the document says now: that a span was altered remains to be seen until
// its citation changes. Without take_documents the same holds for the documents' own lines.
Lock *sy_anchor_lock(Arena *, const AnchorJob *, const AnchorOutcome *);

#endif
