// Completion for the shells, from the tables of verbs and options.
#include "cli/verbs.h"

static bool takes(const Verb *verb, int id)
{
    return (verb->sets & sy_cli_option((OptId)id)->sets) != 0;
}

static void verb_names(Buf *b)
{
    for (ptrdiff_t i = 0; sy_cli_verb_at(i); i++) {
        sy_buf_fmt(b, "%s%s", i ? " " : "", sy_cli_verb_at(i)->name);
    }
}

static void option_names(Buf *b, const Verb *verb)
{
    bool first = true;
    for (int i = 0; i < OPT_COUNT; i++) {
        if (takes(verb, i)) {
            sy_buf_fmt(b, "%s--%s", first ? "" : " ", sy_cli_option((OptId)i)->name);
            first = false;
        }
    }
}

// ---------------------------------------------------------------- bash

static void bash_values(Buf *b)
{
    for (int i = 0; i < OPT_COUNT; i++) {
        const OptionRow *row = sy_cli_option((OptId)i);
        if (row->choices[0]) {
            sy_buf_fmt(b, "    --%s) words=\"%s\" ;;\n", row->name, row->choices);
        } else if (i == OPT_ARCHIVE) {
            sy_buf_fmt(b, "    --%s) COMPREPLY=($(compgen -d -- \"$word\")); return ;;\n",
                       row->name);
        } else if (i == OPT_OUTPUT) {
            sy_buf_fmt(b, "    --%s | -%c) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n",
                       row->name, row->letter);
        } else if (row->kind != ARG_FLAG) {
            sy_buf_fmt(b, "    --%s) return ;;\n", row->name);
        }
    }
}

static void bash(Buf *b)
{
    sy_buf_text(b, "# bash completion of surety; load it with: source <(surety completion bash)\n"
                   "_surety() {\n"
                   "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} "
                   "words=\n"
                   "    case $before in\n");
    bash_values(b);
    sy_buf_text(b, "    esac\n"
                   "    if [ -z \"$words\" ] && [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                   "        words=\"");
    verb_names(b);
    sy_buf_text(b, "\"\n"
                   "    elif [ -z \"$words\" ]; then\n"
                   "        case ${COMP_WORDS[1]} in\n");
    for (ptrdiff_t i = 0; sy_cli_verb_at(i); i++) {
        sy_buf_fmt(b, "        %s) words=\"", sy_cli_verb_at(i)->name);
        option_names(b, sy_cli_verb_at(i));
        sy_buf_text(b, "\" ;;\n");
    }
    sy_buf_text(b, "        esac\n"
                   "        case $word in\n"
                   "        -*) ;;\n"
                   "        *) COMPREPLY=($(compgen -f -X '!*.surety' -- \"$word\") "
                   "$(compgen -d -- \"$word\")); return ;;\n"
                   "        esac\n"
                   "    fi\n"
                   "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                   "}\n"
                   "complete -o filenames -F _surety surety\n");
}

// ---------------------------------------------------------------- zsh

// In single quotes, where `[`, `]` and `:` mean something to _arguments.
static void zsh_text(Buf *b, const char *text)
{
    for (; *text; text++) {
        if (*text == '\'') {
            sy_buf_text(b, "'\\''");
            continue;
        }
        if (*text == ':' || *text == '[' || *text == ']' || *text == '\\') {
            sy_buf_char(b, '\\');
        }
        sy_buf_char(b, *text);
    }
}

static void zsh_option(Buf *b, int id)
{
    const OptionRow *row = sy_cli_option((OptId)id);
    sy_buf_fmt(b, "            '%s--%s%s[", row->kind == ARG_LIST ? "*" : "", row->name,
               row->kind == ARG_FLAG ? "" : "=");
    zsh_text(b, row->help);
    sy_buf_char(b, ']');
    if (row->kind != ARG_FLAG) {
        sy_buf_char(b, ':');
        zsh_text(b, row->value);
        sy_buf_char(b, ':');
        if (row->choices[0]) {
            sy_buf_fmt(b, "(%s)", row->choices);
        } else if (id == OPT_ARCHIVE) {
            sy_buf_text(b, "_directories");
        } else if (id == OPT_OUTPUT) {
            sy_buf_text(b, "_files");
        }
    }
    sy_buf_text(b, "' \\\n");
}

static void zsh(Buf *b)
{
    sy_buf_text(b, "#compdef surety\n"
                   "# zsh completion of surety: save as _surety in a folder of $fpath\n"
                   "_surety() {\n"
                   "    local -a verbs=(\n");
    for (ptrdiff_t i = 0; sy_cli_verb_at(i); i++) {
        sy_buf_fmt(b, "        '%s:", sy_cli_verb_at(i)->name);
        zsh_text(b, sy_cli_verb_at(i)->help);
        sy_buf_text(b, "'\n");
    }
    sy_buf_text(b, "    )\n"
                   "    if (( CURRENT == 2 )); then\n"
                   "        _describe verb verbs\n"
                   "        return\n"
                   "    fi\n"
                   "    local verb=$words[2]\n"
                   "    shift words\n"
                   "    (( CURRENT-- ))\n"
                   "    case $verb in\n");
    for (ptrdiff_t i = 0; sy_cli_verb_at(i); i++) {
        sy_buf_fmt(b, "    %s)\n        _arguments \\\n", sy_cli_verb_at(i)->name);
        for (int k = 0; k < OPT_COUNT; k++) {
            if (takes(sy_cli_verb_at(i), k)) {
                zsh_option(b, k);
            }
        }
        sy_buf_text(b, "            '*:file:_files -g \"*.surety\"'\n        ;;\n");
    }
    sy_buf_text(b, "    esac\n"
                   "}\n"
                   "_surety \"$@\"\n");
}

// ---------------------------------------------------------------- fish

static void fish_text(Buf *b, const char *text)
{
    sy_buf_char(b, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\') {
            sy_buf_char(b, '\\');
        }
        sy_buf_char(b, *text);
    }
    sy_buf_char(b, '\'');
}

static void fish_option(Buf *b, const Verb *verb, int id)
{
    const OptionRow *row = sy_cli_option((OptId)id);
    sy_buf_fmt(b, "complete -c surety -n '__fish_seen_subcommand_from %s' -l %s", verb->name,
               row->name);
    if (row->letter) {
        sy_buf_fmt(b, " -s %c", row->letter);
    }
    if (row->kind != ARG_FLAG) {
        sy_buf_text(b, id == OPT_OUTPUT || id == OPT_ARCHIVE ? " -r -F" : " -x");
    }
    if (row->choices[0]) {
        sy_buf_fmt(b, " -a '%s'", row->choices);
    }
    sy_buf_text(b, " -d ");
    fish_text(b, row->help);
    sy_buf_char(b, '\n');
}

static void fish(Buf *b)
{
    sy_buf_text(b, "# fish completion of surety: save as surety.fish in a completions folder\n");
    for (ptrdiff_t i = 0; sy_cli_verb_at(i); i++) {
        const Verb *verb = sy_cli_verb_at(i);
        sy_buf_fmt(b, "complete -c surety -n __fish_use_subcommand -f -a %s -d ", verb->name);
        fish_text(b, verb->help);
        sy_buf_char(b, '\n');
        for (int k = 0; k < OPT_COUNT; k++) {
            if (takes(verb, k)) {
                fish_option(b, verb, k);
            }
        }
    }
}

bool sy_cli_completion(Buf *b, Str shell)
{
    static const struct {
        const char *name;
        void (*write)(Buf *);
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    for (ptrdiff_t i = 0; i < COUNT_OF(shells); i++) {
        if (sy_str_eq(shell, sy_str_from(shells[i].name))) {
            shells[i].write(b);
            return true;
        }
    }
    return false;
}
