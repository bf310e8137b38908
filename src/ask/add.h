// add.h - one more sentence for a chronicle: where it stands, and how it is written.
#ifndef SY_ASK_ADD_H
#define SY_ASK_ADD_H

#include "model/load.h"

typedef struct AddAsk {
    Str sentence;     // an entry, of one or more lines: "2025-08-22 Merz: Germany is open to ..."
    Str label;        // without brackets; empty: none
    const Str *cites; // what stands after `cite`: "Axios 725-837"
    ptrdiff_t ncites;
    uint32_t file; // in Tree.files; 0: the first that is no file of assumptions
} AddAsk;

typedef struct Added {
    bool refused;  // the model with the sentence has an error, which is in its diagnostics
    uint32_t file; // in Tree.files
    Str path;      // of that file
    Str text;      // its whole new text; of a refused sentence, to show where
    Str entry;     // the sentence as it stands there, without the last line end
    int line;      // its first line, from 1
    Loaded loaded; // the model with the sentence, from the texts of the old one
} Added;

// Puts a sentence into a file of the model: behind the last sentence of an earlier or the same day,
// before what stands above the next (its heading), formatted as `fmt` would; everything else stays,
// byte for byte. Nothing is written. The model must be without errors. False, with the Err set: the
// text is not one sentence.
bool sy_ask_add(Arena *, const Model *, const AddAsk *, Added *out, Err *);

#endif
