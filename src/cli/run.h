// run.h - one run of the program: its memory, what was asked, how it speaks.
#ifndef SY_CLI_RUN_H
#define SY_CLI_RUN_H

#include "cli/verbs.h"

struct Run {
    Arena *arena;
    const Verb *verb;
    Parsed parsed;
    const char **files; // of the arguments
    ptrdiff_t nfiles;
    const char *goal;     // null: none
    char error[ERR_TEXT]; // of the callbacks
};

// A context whose callbacks read files, the archive and the system's time zones.
surety_status sy_run_context(Run *, surety_context **out);

// Writes the result to standard output, or to the file of --output. Gives `code`, or EXIT_WORLD.
int sy_run_print(Run *, Str text, int code);
// "surety hold: TEXT" on standard error; gives `code`.
int sy_run_fail(Run *, int code, const char *fmt, ...) SY_PRINTF(3, 4);
// Text on standard error, as it is.
void sy_run_say(Str text);

// What may be meant by a word that names no model: "did you mean `a.surety`?"; empty: who knows.
Str sy_run_file_hint(Arena *, const char *word);

int sy_run_code(surety_status); // the exit code of a status
bool sy_run_said(const Run *, OptId);
int32_t sy_run_columns(const Run *);
uint32_t sy_run_flags(const Run *, bool on_stderr); // SURETY_COLOUR and so on

#endif
