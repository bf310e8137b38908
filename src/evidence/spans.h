// spans.h - what has become of a cited span in the bytes of its document.
//
// A span is known by its SHA-256 alone. Where its bytes no longer stand in their place they are
// looked for: between what surrounded them, and else at every place of the document. Nothing is ever
// re-anchored here: a new position is information, and the citation stays what the model says.
#ifndef SY_EVIDENCE_SPANS_H
#define SY_EVIDENCE_SPANS_H

#include "evidence/lock.h"

typedef enum SpanState {
    SPAN_EXACT,        // its bytes stand in their place
    SPAN_MOVED,        // they stand once, elsewhere
    SPAN_AMBIGUOUS,    // they stand more than once, and not in their place
    SPAN_ALTERED,      // what surrounds it is found, the span differs
    SPAN_MISSING,      // neither
    SPAN_NOT_AT_HAND,  // there is no document to look at
    SPAN_NOT_ANCHORED, // no lock entry
    SPAN_OUTSIDE,      // no lock entry, and it ends behind the document
    SPAN_INSIDE,       // one of its ends is inside a character
    SPAN_STATES
} SpanState;

typedef struct SpanStanding {
    SpanState state;
    // MOVED: where its bytes stand now. AMBIGUOUS: the first place. ALTERED: what stands between the
    // surroundings nearest to its place; empty where the span was cut out. Else: as cited.
    uint32_t start, end;
    uint32_t second; // AMBIGUOUS: where the second place begins
    // EXACT, MOVED: one of the two surroundings differs from the lock.
    bool other_surroundings;
    // MISSING, ALTERED: the search ended at its limit, so the span's bytes may stand elsewhere.
    bool limited;
} SpanStanding;

// Blocks of 64 bytes hashed in search of one span, and in search of all spans of one document: about
// a second, and about three.
#define SPAN_WORK_LIMIT 3000000
#define SPAN_WORK_TOTAL 8000000
// In a document longer than twice this, surroundings are looked for only within a window of that
// length around the citation, at least half of this to either side.
#define SPAN_REACH ((ptrdiff_t)1 << 19)

// Keeps what the search for one span learns for the next spans of the same document.
typedef struct SpanSearch SpanSearch; // opaque

// `bytes` must outlive the search, which goes with the arena.
SpanSearch *sy_span_search_new(Arena *, Str bytes);

// The state of `locked`, an entry of the lock (its document is not looked at).
SpanStanding sy_span_stand(SpanSearch *, const LockSpan *locked);

// The state of a span that has no lock entry: NOT_ANCHORED, OUTSIDE or INSIDE.
SpanStanding sy_span_unlocked(Str doc, uint32_t start, uint32_t end);

const char *sy_span_state_name(SpanState); // "not at hand"
// "moved", "not found within the limit": the name, or what says more than it.
const char *sy_span_standing_words(const SpanStanding *);

// Whether offset `at` of the text is inside a character of valid UTF-8.
bool sy_span_is_inside(Str text, ptrdiff_t at);

typedef struct SpanPlace {
    uint32_t start, end;
} SpanPlace;

typedef struct SpanPlaces {
    SpanPlace *p;
    ptrdiff_t len;
    bool more;  // there are others
    bool loose; // found with runs of white space taken as equal
} SpanPlaces;

// Where the words stand, at most `most` places, overlapping ones too: byte for byte; where that finds
// none, with every run of white space (no-break spaces too) as one blank. Blanks at the ends of
// `words` do not count; no words stand nowhere. Documents end at 4 GiB.
SpanPlaces sy_span_find_words(Arena *, Str doc, Str words, ptrdiff_t most);

#endif
