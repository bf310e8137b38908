// origins.h - how many origins some sentences have: never how many papers print them.
//
// The origin of a sentence is (its speaker or, when quoted, the one quoted; `at` or `to`; its day):
// two papers that print one interview are one origin, with nothing to declare. Where nobody is named
// (a reporter, an unnamed source) and neither `at` nor `to` says where, the carrier stands in: the
// paper that the document relays, else the document, each of them that the sentence cites. A
// sentence that `repeats` another is evidence and origin for that one.
#ifndef SY_EVIDENCE_ORIGINS_H
#define SY_EVIDENCE_ORIGINS_H

#include "base/base.h"

typedef struct OriginDocument {
    Str name;
    Str relays; // whose report it retells; may be empty
} OriginDocument;

typedef struct OriginSentence {
    uint32_t speaker; // the one quoted, else the speaker; any numbering; 0: not named
    Str speaker_name; // as shown; of one not named: "sources", or empty for the report's own voice
    uint32_t venue;   // of `at`, where it is a declared meeting or place; 0: none
    Str venue_name;   // as shown: its name, else the text of `at`, else that of `to`; may be empty
    Day day;          // the late end; DAY_NONE: undated
    uint32_t first_document, ndocuments; // cited: a range of OriginInput.cited; none is allowed
    uint32_t repeats;                    // 1 + the sentence's index; 0: repeats none
} OriginSentence;

typedef struct OriginInput {
    const OriginSentence *sentences;
    ptrdiff_t nsentences;
    const OriginDocument *documents;
    const uint32_t *cited;                // indices of documents
    uint32_t *first_repeat, *next_repeat; // by sentence, 1 + index; 0: none (sy_origins_link)
} OriginInput;

// Fills in who repeats whom. To be called once, before anything is asked.
void sy_origins_link(Arena *, OriginInput *);

typedef struct Origin {
    uint32_t sentence;   // the first that has it
    Str carrier;         // where it is part of the key; else empty
    uint32_t *sentences; // all that have it, in order
    ptrdiff_t nsentences;
} Origin;

typedef struct Origins {
    Origin *p; // in the order of their first sentences
    ptrdiff_t len;
} Origins;

// The origins of the sentences asked for (indices, each once) and of those that repeat them, however
// far away.
Origins sy_origins_find(Arena *, const OriginInput *, const uint32_t *asked, ptrdiff_t nasked);

// "Trump, Fox News, 19 Aug 2025 (Axios relays Axios; Digest)": who, where, when, and what prints it.
void sy_origin_write(Buf *, const OriginInput *, const Origin *);

// "2 origins: <origin>; <origin>"; "no origin".
void sy_origins_write(Buf *, const OriginInput *, const Origins *);

#endif
