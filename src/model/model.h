// model.h - the tree with its names resolved: what there is, who belongs to whom, which promises.
//
// Entities are the declared things (and voices, and the facts and bodies of each member). Promises
// are made on demand: one for each party (or group as one, or `some of` a group) and each layer, act
// or declared promise. All live as long as the model's arena. What depends on the reader's choice of
// readings is asked with a Choices.
#ifndef SY_MODEL_MODEL_H
#define SY_MODEL_MODEL_H

#include "lang/tree.h"

typedef struct EntityId {
    uint32_t v; // 0: none
} EntityId;

typedef struct PromiseId {
    uint32_t v; // 0: none
} PromiseId;

#define ENTITY_VOICE ENTRY_COUNT // the kind of a voice, which no entry declares

typedef struct Entity {
    uint32_t kind;   // EntryKind, or ENTITY_VOICE
    uint32_t entry;  // of the tree; of a voice, its first party's
    Str name;        // as declared; "UK.satisfied" for one of each member
    Str title;       // may be empty
    Sym sym;         // of its (last) name
    bool each;       // a fact or body `of each of`: a template, no thing itself
    EntityId member; // whose it is, if it is one of each member
    EntityId of_template;
    uint32_t first_step, nsteps; // of a trigger: a range of Tree.steps
} Entity;

typedef struct Promise {
    EntityId owner;
    EntityId what; // a layer, an act or a declared promise
    bool some;     // `some of` the owner: nobody in particular
} Promise;

typedef struct EntityList {
    const EntityId *p;
    ptrdiff_t len;
} EntityList;

typedef struct Model {
    Arena *arena;
    Tree *tree;
    Diags *diags;
    Sources *sources;
    VEC(Entity) entities;  // from 1
    VEC(Promise) promises; // from 1
    IntMap promise_map;
    PromiseId *promise_of; // by sentence, of those about one party: once asked; null: none yet
    IntMap dotted;         // (a, b) symbols -> dotted_entity
    VEC(EntityId) dotted_entity;
    uint32_t *by_sym; // symbol -> EntityId.v
    uint32_t nsyms;
    EntityId framework;
    VEC(EntityId) choices;      // readings, versions, decisions, in order of declaration
    VEC(EntityId) voice_owners; // pairs (voice, owner), in order
    IntMap labels;              // symbol -> label_entry
    VEC(uint32_t) label_entry;
    bool has_errors;
} Model;

// How deep a condition is when the definitions that it names are put in place of their names: each
// definition, implication, `not`, `after`, `with`, `and` and `or` on the way is one level.
#define DEFINITION_LEVELS_LIMIT 500

// Declares and resolves everything in the tree. Mistakes are diagnostics; the model can be asked
// only if there are no errors.
Model *sy_model_build(Arena *, Tree *, Diags *);

// The option chosen for each reading, version and (given) decision.
typedef struct Choices {
    Sym *option; // by EntityId.v; none: the default, or for a decision, what the record says
} Choices;

Choices sy_choices_new(Arena *, const Model *);
Choices sy_choices_copy(Arena *, const Model *, Choices);
Sym sy_choice_default(const Model *, EntityId);              // none: it has no default
Sym sy_choice_of(const Model *, Choices, EntityId);          // the chosen option, or the default
bool sy_model_guard(const Model *, Choices, uint32_t cond);  // `only when`; 0 holds
bool sy_entry_counts(const Model *, Choices, const Entry *); // its own guard and its file's

const Entity *sy_entity(const Model *, EntityId);
EntityId sy_model_find(const Model *, Str name); // "US", "UK.satisfied"; 0: none
EntityId sy_model_by_sym(const Model *, Sym);
PromiseId sy_model_promise(Model *, EntityId owner, EntityId what, bool some);
PromiseId sy_model_promise_find(const Model *, EntityId owner, EntityId what, bool some);
Str sy_promise_name(Arena *, const Model *, PromiseId); // "US.air-support"
Str sy_ref_name(Arena *, const Model *, const Name *);  // as declared

// Clauses of an entity's entry that count under the choices: call with i = 0, 1, ... until null.
const Clause *sy_entity_clause(const Model *, Choices, EntityId, ClauseKind, uint32_t *i);
const Clause *sy_entry_clause(const Model *, Choices, const Entry *, ClauseKind, uint32_t *i);

// The known members of a group or body, in order: `members`, or else `among them`. Members are not
// opened further: a group that is a member acts as one.
EntityList sy_model_members(Arena *, const Model *, Choices, EntityId group);
// Are there members that are not known? And how many are there in all (out_count: from `count`;
// -1: open)?
bool sy_model_is_open(const Model *, Choices, EntityId group);
double sy_model_count(const Model *, Choices, EntityId group); // upper end of `count`, -1: none

bool sy_model_is_voice_of(const Model *, EntityId voice, EntityId party);
// `who` is the party, a body of it, or a group or body it is known to be in (P7).
bool sy_model_speaks_for(Arena *scratch, const Model *, Choices, EntityId who, EntityId party);
bool sy_model_body_of(const Model *, Choices, EntityId body, EntityId party);

// What a thing is part of, itself excluded: layers and acts by `part of`; a declared promise by
// `gives` and `does`, and on.
EntityList sy_model_wholes(Arena *, const Model *, EntityId what);
bool sy_model_is_part(const Model *, EntityId what, EntityId whole); // or the same

// A name as seen by one member: `own` and `own.x` become its own; others are as resolved.
typedef struct Ref {
    uint32_t kind; // RefKind
    uint32_t id;
} Ref;

static inline bool sy_ref_same(Ref a, Ref b)
{
    return a.kind == b.kind && a.id == b.id;
}
Ref sy_model_ref(Model *, const Name *, EntityId own);

// A step of a trigger by its label; 0: there is none. Several steps may carry one label under
// different readings: this is the first of them.
uint32_t sy_model_step(const Model *, EntityId trigger, Sym label);

const Entry *sy_model_labelled(const Model *, Sym label); // null: no entry
const Name *sy_name(const Model *, NameList, uint32_t i);

// Two conditions are the same (section 17.4): names resolved, outer `after`, `with` and parentheses
// dropped, order kept. own: whose `own` each is read for.
bool sy_cond_same(Model *, uint32_t a, EntityId own_a, uint32_t b, EntityId own_b);
uint64_t sy_cond_key(Model *, uint32_t cond,
                     EntityId own);                  // equal for conditions that are the same
uint32_t sy_cond_core(const Model *, uint32_t cond); // without after, with

#endif
