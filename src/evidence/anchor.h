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
    bool accept; // locked as it is now, whatever the lock knows of it
} AnchorDocument;

typedef struct AnchorCite {
    uint32_t document; // in the caller's documents
    uint32_t file;     // which text it stands in
    Span place;        // in that text, from its first byte: the document's name and the words
    Str words;
    bool has_words;
    uint32_t start, end; // where it has no words
    bool waits;          // of a candidate: what the lock has of it stays, and nothing is added
} AnchorCite;

typedef enum AnchorState {
    ANCHOR_PLACE, // a document without archive: nothing to do
    ANCHOR_KEPT,  // a span, and the lock has it already
    ANCHOR_STALE, // the same, but its text does not stand there
    ANCHOR_ADDED, // a span, new in the lock
    ANCHOR_FOUND, // words that stand once: `start` and `end` take their place
    // What follows stops the whole.
    ANCHOR_NOWHERE,     // words that stand nowhere
    ANCHOR_SEVERAL,     // words that stand at `places`
    ANCHOR_CLASH,       // words that stand where another citation means a text locked before
    ANCHOR_NOT_AT_HAND, // new, and the document cannot be looked at
    ANCHOR_CHANGED,     // the document is not the one that was locked, and not accepted
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
    const Lock *old; // what the lock file says now; null: there is none
} AnchorJob;

// An outcome for each citation, in their order.
AnchorOutcome *sy_anchor_find(Arena *, const AnchorJob *);

// Whether an outcome stops the whole: then there is no new text and no new lock.
bool sy_anchor_stops(const AnchorJob *, const AnchorOutcome *);

// The text of file `file` with the words of every ANCHOR_FOUND replaced by its span; all else stays,
// byte for byte. (A blank is put in where the span would run into its neighbour.)
Str sy_anchor_edit(Arena *, Str text, uint32_t file, const AnchorJob *, const AnchorOutcome *);

// The new lock, where no outcome stops it: every span that is cited, and no others. An entry that
// the old lock has is made anew only where its words were written out again, and a document's line
// only where it is accepted: that a span was altered remains to be seen until its citation changes.
Lock *sy_anchor_lock(Arena *, const AnchorJob *, const AnchorOutcome *);

#endif
