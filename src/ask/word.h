// word.h - answers in words: on whose word, on which condition, waiting for what.
#ifndef SY_ASK_WORD_H
#define SY_ASK_WORD_H

#include "record/hold.h"

// The sentence that gave a promise its grade: 0 where it has none.
uint32_t sy_word_of(const World *, const Position *);

// "Trump for the US, 19 Aug 2025 [C07]"; "reporter, 20 Aug 2025 [D05]"; "unnamed \"sources\" ...".
Str sy_word_sentence(Arena *, const World *, uint32_t sentence);
// The speaker alone, seen from whom it is about: "Trump for the US".
Str sy_word_speaker(Arena *, const World *, const Sentence *);
Str sy_word_label(Arena *, const World *, uint32_t sentence); // "[C07]", or "(line 41)"
// " (refused [R01])", " (refused, line 41)": said behind what it is about.
Str sy_word_aside(Arena *, const World *, const char *what, uint32_t sentence);
// Of an assumption or inference: "[A1]", or "line 3 of what-if.surety".
Str sy_word_entry(Arena *, const World *, uint32_t entry);
Str sy_word_rejecter(Arena *, const World *, const Sentence *); // who accepts or rejects: "E"
// "19 Aug 2025"; "before 13 Aug 2025"; "undated".
Str sy_word_day(Arena *, const Sentence *);

// The readings and versions that an answer stood under: "assurance is deeds, objection is narrow".
Str sy_word_under(Arena *, const World *);
// How the question was put, beside its readings: "as of 13 Aug 2025; granted: peace-deal"; empty:
// plainly.
Str sy_word_question(Arena *, const World *);

Str sy_word_line(Arena *, Str text); // its white space read as one blank, without comments
Str sy_word_span(Arena *, const World *, Span); // as written, its white space read as one blank
// A condition as written, its white space read as one blank.
// `own` is the member it is read for, whose name stands in the place of the word.
Str sy_word_cond(Arena *, const World *, uint32_t cond, EntityId own);
// One condition of a promise with the word before it: "if peace-deal", "unless ...",
// "after UK.ratify", "if China-in (Russia demands it [D3])", "vetoed by CMA [block]".
Str sy_word_need(Arena *, const World *, const Need *);
// All of a promise's conditions, joined by "and"; empty: none.
Str sy_word_needs(Arena *, const World *, const Position *);
Str sy_word_clause(Arena *, const World *, uint32_t clause,
                   EntityId own); // as written: "by 2025-03-06"
// "its term is over (for 3 months; it ended 2024-12-31)".
Str sy_word_term_over(World *, const Position *);
// What became of a promise that has a time or was done: "missed, broken, by 2025-03-06"; empty: nothing.
Str sy_word_states(World *, const Position *);
// The members not known of the groups that a condition counts; -1: nobody has said how many.
double sy_word_unknown(const World *, uint32_t cond, EntityId own);
// "stands by itself", "is refused": behind a name.
const char *sy_word_finding(Verdict);
Str sy_word_ref(Arena *, const World *, Ref); // a thing by its name
Str sy_word_title(const World *, Ref);        // its title; empty: none

// "2025-08-19 Trump to Fox News: US is open to give air-support to Europe": the sentence as it was
// written, up to its first clause.
Str sy_word_head(Arena *, const World *, uint32_t sentence);

// The documents and spans of a sentence: "Axios 725-837, Digest 0-43".
Str sy_word_cites(Arena *, const World *, uint32_t entry);

#endif
