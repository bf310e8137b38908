#include "cli/options.h"

#include "cli/text.h"
#include "cli/verbs.h"

static const OptionRow rows[OPT_COUNT] = {
#define OPTION(ident, name, letter, kind, goes, sets, value, choices, help)                        \
    [OPT_##ident] = {name, letter, kind, goes, sets, value, choices, help},
    SY_CLI_OPTIONS(OPTION)
#undef OPTION
};

const OptionRow *sy_cli_option(OptId id)
{
    return &rows[id];
}

// ---------------------------------------------------------------- parsing

static bool takes(const Verb *verb, OptId id)
{
    return (verb->sets & rows[id].sets) != 0;
}

static int by_name(Str name)
{
    for (int i = 0; i < OPT_COUNT; i++) {
        if (sy_str_eq(name, sy_str_from(rows[i].name))) {
            return i;
        }
    }
    return -1;
}

static int by_letter(char letter)
{
    for (int i = 0; i < OPT_COUNT; i++) {
        if (rows[i].letter == letter) {
            return i;
        }
    }
    return -1;
}

static bool unknown(const Verb *verb, Str name, Err *err)
{
    int best = -1, least = 3;
    for (int i = 0; i < OPT_COUNT; i++) {
        int far = takes(verb, (OptId)i) ? sy_str_distance(sy_str_from(rows[i].name), name, 2) : 9;
        if (far < least) {
            least = far;
            best = i;
        }
    }
    if (best >= 0) {
        return sy_err_set(err, ERR_INVALID, "there is no option --%.*s; did you mean --%s?",
                          STR_ARG(name), rows[best].name);
    }
    return sy_err_set(err, ERR_INVALID, "there is no option --%.*s", STR_ARG(name));
}

// Names the verbs that would take it.
static bool not_here(Arena *arena, OptId id, Err *err)
{
    Buf b = sy_buf_new(arena);
    for (ptrdiff_t i = 0; sy_cli_verb_at(i); i++) {
        if (takes(sy_cli_verb_at(i), id)) {
            sy_buf_fmt(&b, "%s%s", b.len ? ", " : "", sy_cli_verb_at(i)->name);
        }
    }
    Str verbs = sy_buf_view(&b);
    return sy_err_set(err, ERR_INVALID, "it takes no --%s (that belongs to: %.*s)", rows[id].name,
                      STR_ARG(verbs));
}

static bool is_choice(const char *choices, Str value)
{
    Str rest = sy_str_from(choices);
    while (rest.len) {
        ptrdiff_t blank = sy_str_find_char(rest, ' ');
        Str one = blank < 0 ? rest : sy_str_sub(rest, 0, blank);
        if (sy_str_eq(one, value)) {
            return true;
        }
        rest = sy_str_sub(rest, blank < 0 ? rest.len : blank + 1, rest.len);
    }
    return false;
}

static bool put(Arena *arena, OptId id, const char *value, Parsed *out, Err *err)
{
    const OptionRow *row = &rows[id];
    Str text = sy_str_from(value);
    int64_t n = 0;
    if (id == OPT_COLOR && !is_choice(row->choices, text)) {
        return sy_err_set(err, ERR_INVALID, "--color is auto, always or never, not `%s`", value);
    }
    if (id == OPT_WIDTH && (!sy_int_parse(text, &n) || n < 20 || n > 10000)) {
        return sy_err_set(err, ERR_INVALID, "--width is a number from 20 to 10000, not `%s`",
                          value);
    }
    out->value[id] = value;
    if (row->goes == GOES_ASK) {
        surety_option o = {row->name, value};
        vec_push(arena, &out->asked, o);
    }
    return true;
}

// --name, --name=value, --name value. *at is left on the last word taken.
static bool long_option(Arena *arena, const Verb *verb, int argc, char **argv, int *at, Parsed *out,
                        Err *err)
{
    Str word = sy_str_from(argv[*at] + 2);
    ptrdiff_t equals = sy_str_find_char(word, '=');
    Str name = equals < 0 ? word : sy_str_sub(word, 0, equals);
    const char *value = equals < 0 ? NULL : word.p + equals + 1;
    int id = by_name(name);
    if (id < 0) {
        return unknown(verb, name, err);
    }
    if (!takes(verb, (OptId)id)) {
        return not_here(arena, (OptId)id, err);
    }
    if (rows[id].kind == ARG_FLAG) {
        return value ? sy_err_set(err, ERR_INVALID, "--%s takes no value", rows[id].name)
                     : put(arena, (OptId)id, "yes", out, err);
    }
    if (!value && *at + 1 < argc) {
        value = argv[++*at];
    }
    return value ? put(arena, (OptId)id, value, out, err)
                 : sy_err_set(err, ERR_INVALID, "--%s needs a value: %s", rows[id].name,
                              rows[id].value);
}

// -v, -vq, -o FILE, -oFILE.
static bool short_options(Arena *arena, const Verb *verb, int argc, char **argv, int *at,
                          Parsed *out, Err *err)
{
    for (const char *c = argv[*at] + 1; *c; c++) {
        int id = by_letter(*c);
        if (id < 0) {
            return sy_err_set(err, ERR_INVALID, "there is no option -%c", *c);
        }
        if (!takes(verb, (OptId)id)) {
            return not_here(arena, (OptId)id, err);
        }
        if (rows[id].kind == ARG_FLAG) {
            if (!put(arena, (OptId)id, "yes", out, err)) {
                return false;
            }
            continue;
        }
        const char *value = c[1] ? c + 1 : *at + 1 < argc ? argv[++*at] : NULL;
        return value ? put(arena, (OptId)id, value, out, err)
                     : sy_err_set(err, ERR_INVALID, "-%c needs a value: %s", *c, rows[id].value);
    }
    return true;
}

bool sy_cli_parse(Arena *arena, const Verb *verb, int argc, char **argv, Parsed *out, Err *err)
{
    Parsed p = {0};
    bool only_arguments = false;
    for (int i = 0; i < argc; i++) {
        const char *word = argv[i];
        if (only_arguments || word[0] != '-' || word[1] == '\0') {
            vec_push(arena, &p.arguments, word);
        } else if (word[1] != '-') {
            if (!short_options(arena, verb, argc, argv, &i, &p, err)) {
                return false;
            }
        } else if (word[2] == '\0') {
            only_arguments = true;
        } else if (!long_option(arena, verb, argc, argv, &i, &p, err)) {
            return false;
        }
    }
    *out = p;
    return true;
}

// ---------------------------------------------------------------- help

static ptrdiff_t shown_width(const OptionRow *row)
{
    return 6 + 2 + (ptrdiff_t)strlen(row->name) + (row->value[0] ? 1 : 0) +
           (ptrdiff_t)strlen(row->value);
}

void sy_cli_options_help(Buf *b, const Verb *verb, int columns)
{
    ptrdiff_t widest = 0;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (takes(verb, (OptId)i) && shown_width(&rows[i]) > widest) {
            widest = shown_width(&rows[i]);
        }
    }
    for (int i = 0; i < OPT_COUNT; i++) {
        const OptionRow *row = &rows[i];
        if (!takes(verb, (OptId)i)) {
            continue;
        }
        if (row->letter) {
            sy_buf_fmt(b, "  -%c, ", row->letter);
        } else {
            sy_buf_text(b, "      ");
        }
        sy_buf_fmt(b, "--%s%s%s", row->name, row->value[0] ? " " : "", row->value);
        sy_buf_pad(b, ' ', widest - shown_width(row) + 2);
        int at = (int)widest + 2;
        sy_buf_wrap(b, sy_str_from(row->help), at, at, columns);
    }
}
