// resolve.h - inside `model`: filling in what names name, and the rules that need it.
#ifndef SY_MODEL_RESOLVE_H
#define SY_MODEL_RESOLVE_H

#include "model/model.h"

typedef enum Allow { // which things may stand at a place
    ALLOW_PARTY = 1 << 0,
    ALLOW_GROUP = 1 << 1,
    ALLOW_BODY = 1 << 2,
    ALLOW_VOICE = 1 << 3,
    ALLOW_LAYER = 1 << 4,
    ALLOW_ACT = 1 << 5,
    ALLOW_UNIT = 1 << 6,
    ALLOW_PLACE = 1 << 7,
    ALLOW_FACT = 1 << 8,
    ALLOW_EVENT = 1 << 9,
    ALLOW_CONDITION = 1 << 10, // and goals
    ALLOW_CHOICE = 1 << 11,    // reading, version, decision
    ALLOW_MEASURE = 1 << 12,
    ALLOW_PROMISE = 1 << 13,
    ALLOW_STEP = 1 << 14,
    ALLOW_TRIGGER = 1 << 15,
    ALLOW_SIGNING = 1 << 16,
    ALLOW_MEETING = 1 << 17,
    ALLOW_LIMIT = 1 << 18,
    ALLOW_NEED = 1 << 19,
    ALLOW_DOCUMENT = 1 << 20,
    ALLOW_ASSET = 1 << 21,
    ALLOW_EACH = 1 << 22, // G.fact, G.body
    ALLOW_DECISION = 1 << 23,
    ALLOW_DECLARED = 1 << 24, // a promise declared with `promise`
} Allow;

#define ALLOW_ACTORS (ALLOW_PARTY | ALLOW_GROUP | ALLOW_BODY | ALLOW_VOICE)
#define ALLOW_COND                                                                                 \
    (ALLOW_TRIGGER | ALLOW_STEP | ALLOW_SIGNING | ALLOW_LIMIT | ALLOW_FACT | ALLOW_CONDITION |     \
     ALLOW_PROMISE | ALLOW_EVENT | ALLOW_MEETING | ALLOW_PLACE)
#define ALLOW_LISTS                                                                                \
    (ALLOW_EACH | ALLOW_PROMISE | ALLOW_FACT | ALLOW_CONDITION | ALLOW_PARTY | ALLOW_GROUP |       \
     ALLOW_LAYER | ALLOW_ACT | ALLOW_BODY | ALLOW_EVENT | ALLOW_STEP | ALLOW_TRIGGER)

typedef struct Resolver {
    Model *model;
    Tree *tree;
    Diags *diags;
    Arena *arena;
    bool own_ok;      // each member is meant one by one here
    NameList members; // of whom (for errors about a member that has no such thing)
    bool each;        // `each of` members, not the listed ones
    EntityId trigger; // whose steps [labels] name; 0: none
    bool quiet;       // a candidate: faults are notes
} Resolver;

// Names by kind (resolve_names.c).
void sy_resolve_name(Resolver *, uint32_t name, uint32_t allow, const char *what);
void sy_resolve_names(Resolver *, NameList, uint32_t allow, const char *what);
void sy_resolve_cond(Resolver *, uint32_t cond);
void sy_resolve_time(Resolver *, uint32_t time);
void sy_resolve_qty(Resolver *, uint32_t qty);
void sy_resolve_vote(Resolver *, uint32_t vote);
Diag *sy_resolve_error(Resolver *, DiagCode, Span, const char *fmt, ...) SY_PRINTF(4, 5);

// Entries (resolve.c), rules over the whole (rules.c).
void sy_resolve_all(Model *);
void sy_model_rules(Model *);

#endif
