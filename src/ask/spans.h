// spans.h - what a model's evidence is worth: each citation against the lock and the archive, and
// how many origins stand behind a promise.
#ifndef SY_ASK_SPANS_H
#define SY_ASK_SPANS_H

#include "evidence/origins.h"
#include "evidence/spans.h"
#include "record/world.h"

typedef enum CiteState { // the states of a span, and two more
    CITE_EXACT = SPAN_EXACT,
    CITE_MOVED = SPAN_MOVED,
    CITE_AMBIGUOUS = SPAN_AMBIGUOUS,
    CITE_ALTERED = SPAN_ALTERED,
    CITE_MISSING = SPAN_MISSING,
    CITE_NOT_AT_HAND = SPAN_NOT_AT_HAND,
    CITE_NOT_ANCHORED = SPAN_NOT_ANCHORED,
    CITE_OUTSIDE = SPAN_OUTSIDE,
    CITE_INSIDE = SPAN_INSIDE,
    CITE_WORDS = SPAN_STATES, // words of an archived document, where a span should stand
    CITE_PLACE,               // a place in a document that has no archive: nothing to compare
    CITE_STATES
} CiteState;

const char *sy_cite_state_name(CiteState); // "not at hand"

typedef struct CiteStanding {
    uint32_t cite;    // in Tree.cites
    uint8_t state;    // CiteState
    SpanStanding now; // of a span that the lock has, its document at hand
} CiteStanding;

typedef struct SpanReport {
    CiteStanding *cites; // of every entry but candidates and broken ones, in the order of the text
    ptrdiff_t ncites;
    int counts[CITE_STATES];
    int documents; // that are cited by spans
    int at_hand;
    int changed;      // at hand, and not what was locked
    int sentences;    // those a person wrote: see sy_ask_bare
    int bare;         // of these, without evidence
    const Lock *lock; // null: there is none, or it is another model's
} SpanReport;

typedef struct SpanAsk {
    const Source *lock; // the lock file, in the model's sources; null: there is none
    // The bytes of a file of the archive, which stay until the call is over. False: it is not
    // there, or, where the Err is set, it could not be read. Null: no archive is at hand, and
    // nothing is looked at but the lock.
    bool (*document)(void *context, Arena *, Str archive_name, Str *out_bytes, Err *);
    void *context;
} SpanAsk;

// Every citation's state, with a diagnostic for each that is neither exact nor a place: E3301 to
// E3309, W3312 to W3315, at the citation (of a document: at its first). A document is read and
// hashed once and forgotten. Without a lock file one warning stands for all spans.
void sy_ask_spans(Arena *, Model *, const SpanAsk *, SpanReport *out);

// Does the sentence lack evidence: no `cite`, no `we infer`, no document as speaker? A sentence
// with an hour belongs to a running case, written by who was there, and does not count.
bool sy_ask_bare(const Model *, const Entry *);

// ---------------------------------------------------------------- origins

// The sentences of a world as `evidence` wants them; an index is that of Tree.sentences. It lives
// in the arena it was made in, and serves any number of questions.
const OriginInput *sy_ask_origin_input(Arena *, World *);

// The origins of some sentences (indices in Tree.sentences, each once), with those that repeat
// them.
Origins sy_ask_origins(Arena *, const OriginInput *, const Indices *sentences);

// The origins of all that was said about a promise. None where nobody voiced it.
Origins sy_ask_promise_origins(Arena *, World *, const OriginInput *, PromiseId);

#endif
