// rules.h - inside `model`: the rules over the whole, once every name is known.
//
// Each function looks at the entry in hand, or at the whole model, and reports. A candidate's faults
// are notes (Resolver.quiet). What stands under different readings is never held against each other:
// guards are compared as written.
#ifndef SY_MODEL_RULES_H
#define SY_MODEL_RULES_H

#include "model/resolve.h"

static inline const Clause *sy_rules_clause(const Model *m, const Entry *e, uint32_t i)
{
    return &m->tree->clauses.p[e->first_clause + i];
}

// A name as written.
static inline Str sy_rules_written(const Model *m, uint32_t name)
{
    return sy_sources_text(m->sources, m->tree->names.p[name].span);
}

// Two places may count under the same readings, as far as their guards tell.
bool sy_rules_same_guard(Model *, uint32_t a, uint32_t b);

// Everybody a group or body may have as a member under some reading, once each; for another thing,
// itself. `out_open`: there may be others.
EntityList sy_rules_everybody(Arena *, const Model *, EntityId, bool *out_open);

// Choices, bodies, triggers, signings, names of layers (rules.c).
void sy_rules_declared(Resolver *, const Entry *);

// Amounts and deadlines (rules_terms.c).
void sy_rules_amounts(Resolver *, const Entry *);
void sy_rules_compared(Resolver *, const Cond *);   // the amount that a condition compares with
void sy_rules_deadlines(Resolver *, const Entry *); // of a sentence

// What goes by a word: instead of, drops, withdraws, withholding (rules_said.c).
void sy_rules_said(Model *);

// Definitions and counts (rules_means.c).
void sy_rules_definitions(Model *);
void sy_rules_depth(Model *);
void sy_rules_counts(Model *);

// Assumptions (rules_assume.c).
void sy_rules_assumed(Model *);

#endif
