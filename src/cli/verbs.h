// verbs.h - the verbs of the program.
#ifndef SY_CLI_VERBS_H
#define SY_CLI_VERBS_H

#include "cli/options.h"

// Exit codes.
enum {
    EXIT_YES = 0, // yes, or done
    EXIT_NO = 1,
    EXIT_USAGE = 2,
    EXIT_MODEL = 3, // the model has errors
    EXIT_WORLD = 4, // the world failed
    EXIT_LIMIT = 5,
    EXIT_BUG = 70,
};

typedef struct Run Run; // one run of the program: run.h

typedef enum Takes {
    TAKES_MODEL, // the files of one model
    TAKES_GOAL,  // the files of one model, and what is asked about
    TAKES_MAYBE, // the same, but what is asked about may be left out
    TAKES_FILES, // files, each for itself
    TAKES_WORDS, // words: see `words`
} Takes;

struct Verb {
    const char *name;
    int (*run)(Run *); // gives the exit code
    Takes takes;
    uint32_t sets;     // of options
    const char *words; // its arguments, for the usage line
    const char *help;  // one line
};

const Verb *sy_cli_verb(Str name);           // null: there is none
const Verb *sy_cli_verb_at(ptrdiff_t index); // null: there are no more
const Verb *sy_cli_verb_near(Str name);      // null: none is near

void sy_cli_help(Buf *);                                 // of the program
void sy_cli_verb_help(Buf *, const Verb *, int columns); // of one verb
bool sy_cli_completion(Buf *, Str shell);                // false: no such shell

#endif
