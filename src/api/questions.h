// questions.h - the questions that can be asked of a model, one row each.
//
// To add a question: write src/ask/<name>.c and src/show/<name>.c, and a row here. `ask` works out
// the answer, `text` and `json` show it as often as they are asked to.
#ifndef SY_API_QUESTIONS_H
#define SY_API_QUESTIONS_H

#include "api/query.h"

// What a question works with. All it returns lives in `arena`.
typedef struct Asking {
    Arena *arena;
    Model *model;
    Diags *diags;     // of the model; a question may add to them
    const Zone *zone; // null: UTC
    const Options *options;
    surety_result *result; // takes what is to be written: sy_asking_write
    const surety_context_options *outside;
} Asking;

typedef struct Shown {
    int32_t columns; // 0: 80
    bool colour, verbose, quiet, notes;
} Shown;

typedef struct Question {
    const char *name;
    uint32_t keys;  // bits 1 << Key: the options it takes
    bool of_broken; // may be asked of a model that has errors
    bool by_option; // answered once for each option of a reading that has no default
    // The answer; null: it could not be worked out.
    const void *(*ask)(const Asking *, Err *);
    bool (*is_no)(const void *answer); // null: the answer is never no
    void (*text)(Buf *, const void *answer, Shown);
    void (*json)(Json *, const void *answer);
} Question;

const Question *sy_question_find(const char *name); // null: there is none
const Question *sy_question_at(ptrdiff_t index);    // null: there are no more

// The bytes of a document of the archive; *out_at_hand false: it is not there. False: it failed.
bool sy_asking_document(const Asking *, Str name, Str *out_bytes, bool *out_at_hand, Err *);
// A file that the caller shall write, with its whole new text.
void sy_asking_write(const Asking *, Str path, Str text);

#endif
