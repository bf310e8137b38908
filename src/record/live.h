// live.h - inside `record`: the sentences that count as of a moment (P2, P9, P10, P11, P19).
#ifndef SY_RECORD_LIVE_H
#define SY_RECORD_LIVE_H

#include "record/world.h"

// Fills r->live, r->gone and the denunciations by withdrawal.
void sy_record_select(World *, Record *r);

// A sentence counts no more for one party of it (withdrawn by that party, or replaced).
bool sy_record_gone_for(const World *, const Record *, uint32_t sentence, EntityId party);

// The `binding` clause of sentence o if it has bound `party` and its term runs on that later day.
const Clause *sy_sentence_binds(World *, uint32_t o, EntityId party, Day day);
bool sy_sentence_is_winner(const World *, uint32_t sentence); // in this way of taking the disputes
bool sy_sentence_is_joint(const World *, const Sentence *, EntityId party);
void sy_record_denounce(World *, Record *, PromiseId, uint32_t sentence);

// The positions, from r->live (position.c).
void sy_record_positions(World *, Record *r);

// Does the sentence pass the reader's --speakers, seen from this subject?
bool sy_world_hears(const World *, const Sentence *, Subject);

#endif
