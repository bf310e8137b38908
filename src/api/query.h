// query.h - the options of a question, from the texts of a surety_option.
#ifndef SY_API_QUERY_H
#define SY_API_QUERY_H

#include "api/api.h"
#include "record/record.h"

// KEY(ident, text): every option a question may take.
#define SY_KEYS(KEY)                                                                               \
    KEY(AS_OF, "as-of")       /* a date or a moment */                                             \
    KEY(KNOWN_BY, "known-by") /* a date */                                                         \
    KEY(SPEAKERS, "speakers") /* kinds of speakers, parted by commas */                            \
    KEY(RATED, "rated")       /* the worst Admiralty pair that passes */                           \
    KEY(READING, "reading")   /* NAME=OPTION */                                                    \
    KEY(WITHOUT, "without")   /* labels */                                                         \
    KEY(AT, "at")             /* the floor: a grade */                                             \
    KEY(STRICT, "strict")     /* said or not */                                                    \
    KEY(GIVEN, "given")       /* NAME or NAME=VALUE, parted by commas */                           \
    KEY(TOGETHER, "together") /* promises, parted by commas */                                     \
    KEY(PARTY, "party")       /* a name: only its promises */                                      \
    KEY(LAYER, "layer")       /* a name: only promises in it */                                    \
    KEY(STATES, "states")     /* said or not */                                                    \
    KEY(READINGS, "readings") /* said or not */                                                    \
    KEY(NOT, "not")           /* said or not */                                                    \
    KEY(GOAL, "goal")         /* what is asked about: a name or a condition */                     \
    KEY(LIMIT, "limit")       /* a number */                                                       \
    KEY(NOTES, "notes")       /* said or not */                                                    \
    KEY(ACCEPT, "accept")     /* documents, parted by commas */

typedef enum Key {
#define KEY(ident, text) KEY_##ident,
    SY_KEYS(KEY)
#undef KEY
        KEY_COUNT
} Key;

typedef struct Options {
    Query query;
    Choices chosen; // by the reader: `query` may have more, where a question is asked by option
    uint32_t said;  // bits 1 << Key: what was said at all
    EntityId party; // none: all
    EntityId layer; // a layer or an act; none: all
    bool states, readings, negated, notes;
    int64_t limit;  // 0: none said
    RefList accept; // documents
    Str goal;       // as written
} Options;

// Reads the options; `allowed` has bits 1 << Key. False: one of them is wrong (ERR_INVALID), or the
// zone that a moment needs is not at hand.
bool sy_api_options(Arena *, surety_model *, uint32_t allowed, const surety_option *, ptrdiff_t n,
                    Options *out, Err *);

// What a name names: an entity, PARTY.x, TRIGGER.step. False: nothing does, and the Err says what
// is near.
bool sy_api_ref(Model *, Str name, Ref *out, Err *);

// The same for what a question is about: what stands, or holds.
bool sy_api_goal(Model *, Str name, Ref *out, Err *);

const char *sy_key_name(Key);

#endif
