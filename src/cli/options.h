// options.h - every option of every verb, once: parsing, help, completion and the checks of the
// manual read this table.
#ifndef SY_CLI_OPTIONS_H
#define SY_CLI_OPTIONS_H

#include "base/base.h"
#include "surety/surety.h"

// Which verbs take an option: a verb names the sets it takes.
enum {
    SET_ALWAYS = 1 << 0, // every verb
    SET_RECORD = 1 << 1, // what counts as said
    SET_STAND = 1 << 2,  // what counts as standing
    SET_PART = 1 << 3,   // only a part of the answer
    SET_HOLD = 1 << 4,
    SET_WHY = 1 << 5,
    SET_CHECK = 1 << 6,
    SET_LIMIT = 1 << 7,
    SET_ARCHIVE = 1 << 8,
    SET_FMT = 1 << 9,
    SET_PRINT = 1 << 10, // verbs with a result
    SET_ANCHOR = 1 << 11,
};

typedef enum ArgKind {
    ARG_FLAG,  // said or not
    ARG_VALUE, // one value; the last one counts
    ARG_LIST,  // may come again
} ArgKind;

typedef enum Goes {
    GOES_ASK, // to the question, as a surety_option
    GOES_CLI, // it is the program's own
} Goes;

// OPTION(ident, name, short name or 0, kind, whose, sets, value, choices, help)
//
// `choices`: the values there are, parted by blanks, for completion; empty: any.
#define SY_CLI_OPTIONS(OPTION)                                                                     \
    OPTION(AS_OF, "as-of", 0, ARG_VALUE, GOES_ASK, SET_RECORD, "DATE", "",                         \
           "what was said by that day, or \"DATE at HH:MM\"")                                      \
    OPTION(KNOWN_BY, "known-by", 0, ARG_VALUE, GOES_ASK, SET_RECORD, "DATE", "",                   \
           "what was printed by that day")                                                         \
    OPTION(SPEAKERS, "speakers", 0, ARG_LIST, GOES_ASK, SET_RECORD, "KIND,...",                    \
           "self attributed unnamed reporter", "only the words of these kinds of speakers")        \
    OPTION(RATED, "rated", 0, ARG_VALUE, GOES_ASK, SET_RECORD, "PAIR", "",                         \
           "only what is rated so or better, as in B3")                                            \
    OPTION(READING, "reading", 'r', ARG_LIST, GOES_ASK, SET_RECORD, "NAME=OPTION", "",             \
           "how a text is read, or which text is in hand")                                         \
    OPTION(WITHOUT, "without", 0, ARG_LIST, GOES_ASK, SET_RECORD, "LABEL,...", "",                 \
           "strike these sentences, inferences, assumptions")                                      \
    OPTION(AT, "at", 0, ARG_VALUE, GOES_ASK, SET_STAND, "GRADE",                                   \
           "floated open willing ready stated agreed signed delivered",                            \
           "from which grade a promise counts (open)")                                             \
    OPTION(GIVEN, "given", 'g', ARG_LIST, GOES_ASK, SET_STAND, "NAME[=VALUE],...", "",             \
           "take as granted: facts, promises, parties, decisions")                                 \
    OPTION(STRICT, "strict", 0, ARG_FLAG, GOES_ASK, SET_STAND, "", "",                             \
           "read a bare condition as `after`")                                                     \
    OPTION(TOGETHER, "together", 0, ARG_LIST, GOES_ASK, SET_STAND, "PROMISE,...", "",              \
           "as if these were signed at one table")                                                 \
    OPTION(PARTY, "party", 'p', ARG_VALUE, GOES_ASK, SET_PART, "NAME", "",                         \
           "only the promises of this party")                                                      \
    OPTION(LAYER, "layer", 'l', ARG_VALUE, GOES_ASK, SET_PART, "NAME", "",                         \
           "only promises in this layer or act")                                                   \
    OPTION(STATES, "states", 0, ARG_FLAG, GOES_ASK, SET_HOLD, "", "",                              \
           "list the consistent states of what is contested")                                      \
    OPTION(READINGS, "readings", 0, ARG_FLAG, GOES_ASK, SET_HOLD, "", "",                          \
           "a table: the verdicts under every reading")                                            \
    OPTION(NOT, "not", 0, ARG_FLAG, GOES_ASK, SET_WHY, "", "",                                     \
           "why it does not stand: the obstacles")                                                 \
    OPTION(LIMIT, "limit", 0, ARG_VALUE, GOES_ASK, SET_LIMIT, "N", "", "show at most so many")     \
    OPTION(NOTES, "notes", 'n', ARG_FLAG, GOES_ASK, SET_CHECK, "", "",                             \
           "the lists for the reader to settle, too")                                              \
    OPTION(ARCHIVE, "archive", 'a', ARG_VALUE, GOES_CLI, SET_ARCHIVE, "DIR", "",                   \
           "the folder of the documents cited")                                                    \
    OPTION(ACCEPT, "accept", 0, ARG_LIST, GOES_ASK, SET_ANCHOR, "DOCUMENT,...", "",                \
           "lock these documents as they are now")                                                 \
    OPTION(CHECK, "check", 'c', ARG_FLAG, GOES_CLI, SET_FMT, "", "",                               \
           "name the files that would change; exit 1 if any would")                                \
    OPTION(IN_PLACE, "in-place", 'i', ARG_FLAG, GOES_CLI, SET_FMT, "", "",                         \
           "write the files that change")                                                          \
    OPTION(JSON, "json", 'j', ARG_FLAG, GOES_CLI, SET_PRINT, "", "", "the result as JSON")         \
    OPTION(OUTPUT, "output", 'o', ARG_VALUE, GOES_CLI, SET_PRINT, "FILE", "",                      \
           "write the result to a file")                                                           \
    OPTION(COLOR, "color", 0, ARG_VALUE, GOES_CLI, SET_ALWAYS, "WHEN", "auto always never",        \
           "colours: auto, always or never")                                                       \
    OPTION(WIDTH, "width", 'w', ARG_VALUE, GOES_CLI, SET_ALWAYS, "COLUMNS", "",                    \
           "columns of the text (the terminal's, else 80)")                                        \
    OPTION(QUIET, "quiet", 'q', ARG_FLAG, GOES_CLI, SET_ALWAYS, "", "", "only what was asked")     \
    OPTION(VERBOSE, "verbose", 'v', ARG_FLAG, GOES_CLI, SET_ALWAYS, "", "", "more of it")          \
    OPTION(HELP, "help", 'h', ARG_FLAG, GOES_CLI, SET_ALWAYS, "", "", "what the verb does")

typedef enum OptId {
#define OPTION(ident, ...) OPT_##ident,
    SY_CLI_OPTIONS(OPTION)
#undef OPTION
        OPT_COUNT
} OptId;

typedef struct OptionRow {
    const char *name;
    char letter; // 0: no short name
    ArgKind kind;
    Goes goes;
    uint32_t sets;
    const char *value, *choices, *help;
} OptionRow;

const OptionRow *sy_cli_option(OptId);

typedef struct Verb Verb; // verbs.h

// What stood on the command line behind the verb.
typedef struct Parsed {
    VEC(surety_option) asked;     // the options that go to the question, in order
    const char *value[OPT_COUNT]; // the last value; of a flag "yes"; null: not said
    VEC(const char *) arguments;  // what is no option
} Parsed;

// Reads the words behind the verb. False: a usage error, which is in `err`.
bool sy_cli_parse(Arena *, const Verb *, int argc, char **argv, Parsed *out, Err *);

// The options of a verb, each on a line of its own, as its help shows them.
void sy_cli_options_help(Buf *, const Verb *, int columns);

#endif
