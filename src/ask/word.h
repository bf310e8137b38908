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
Str sy_word_label(Arena *, const World *, uint32_t sentence); // "[C07]", or "line 41"
// "19 Aug 2025"; "before 13 Aug 2025"; "undated".
Str sy_word_day(Arena *, const Sentence *);

// The readings and versions that an answer stood under: "assurance is deeds, objection is narrow".
Str sy_word_under(Arena *, const World *);
// How the question was put, beside its readings: "as of 13 Aug 2025; granted: peace-deal"; empty:
// plainly.
Str sy_word_question(Arena *, const World *);

// A condition as written, its white space read as one blank.
Str sy_word_cond(Arena *, const World *, uint32_t cond);
// One condition of a promise with the word before it: "if peace-deal", "unless ...",
// "after UK.ratify", "if China-in (demanded by Russia)".
Str sy_word_need(Arena *, const World *, const Need *);
// All of a promise's conditions, joined by "and"; empty: none.
Str sy_word_needs(Arena *, const World *, const Position *);
Str sy_word_ref(Arena *, const World *, Ref); // a thing by its name
Str sy_word_title(const World *, Ref);        // its title; empty: none

// "2025-08-19 Trump to Fox News: US is open to give air-support to Europe": the sentence as it was
// written, up to its first clause.
Str sy_word_head(Arena *, const World *, uint32_t sentence);

// What a formula that does not hold still wants.
typedef struct Want {
    Ref thing;       // a promise, fact, condition ...; or
    uint32_t cond;   // a condition: a voice, an amount, a count; 0: `thing`
    bool shown;      // shown false, not merely open
    bool excluded;   // it holds, and must not
    uint8_t verdict; // Verdict, of a promise
    Str either;      // several ways, joined by "or": then this is all there is
} Want;
typedef VEC(Want) Wants;
// Appends each once, in the order of the text.
void sy_want_of(const Hold *, uint32_t gate, Wants *out);
// The same through the promises that wait themselves, down to what waits on nothing further.
void sy_want_roots(const Hold *, uint32_t gate, Wants *out);
Str sy_word_wants(Arena *, const Hold *, const Wants *, const char *between);
Str sy_word_want(Arena *, const Hold *, const Want *);
// A bare "false" beside the ways of an OR only says that the whole is not shown false.
bool sy_gate_is_filler(const Hold *, uint32_t gate, uint32_t kid);

// The documents and spans of a sentence: "Axios 725-837, Digest 0-43".
Str sy_word_cites(Arena *, const World *, uint32_t entry);

#endif
