// combos.h - the combinations of options under which a question is asked.
//
// A reading without a default is asked under each of its options; one named by the reader is fixed.
#ifndef SY_ASK_COMBOS_H
#define SY_ASK_COMBOS_H

#include "model/model.h"

typedef struct Combos {
    Arena *arena;
    const Model *model;
    Choices fixed;
    uint32_t when;      // only those under which this holds; 0: all
    VEC(EntityId) open; // choices that vary
    uint64_t count;     // combinations, before `when`
    uint64_t next;
} Combos;

#define COMBOS_LIMIT 4096 // combinations looked at

// Varies every reading that has no default and is not fixed; `when` (a condition on readings and
// versions) varies those it names.
Combos sy_combos_new(Arena *, const Model *, Choices fixed, uint32_t when);
// Varies every reading and version, defaults or not.
Combos sy_combos_all(Arena *, const Model *, Choices fixed);
bool sy_combos_next(Combos *, Choices *out);
// "objection strict, assurance deeds": the options of what varies, of the combination given last.
Str sy_combos_words(Arena *, const Combos *, Choices);

#endif
