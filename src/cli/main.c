// main.c - the program: finds the verb, reads its options, runs it.
#include "cli/run.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

// A broken invariant has said where it is; the exit code says that it is ours.
static void aborted(int signal)
{
    (void)signal;
    _exit(EXIT_BUG);
}

static void out_of_memory(void *context, OutOf why)
{
    (void)context;
    (void)why;
    sy_run_say(STR("surety: out of memory\n"));
    _exit(EXIT_LIMIT);
}

static int usage(Run *r, const char *verb)
{
    if (verb) {
        Str name = sy_str_from(verb);
        const Verb *near = sy_cli_verb_near(name);
        if (near) {
            return sy_run_fail(r, EXIT_USAGE, "there is no verb `%s`; did you mean `%s`?", verb,
                               near->name);
        }
        return sy_run_fail(r, EXIT_USAGE, "there is no verb `%s`; `surety help` lists them", verb);
    }
    Buf b = sy_buf_new(r->arena);
    sy_cli_help(&b);
    sy_run_say(sy_buf_view(&b));
    return EXIT_USAGE;
}

static bool is_file(Str word)
{
    return sy_str_ends(word, STR(".surety")) || sy_str_eq(word, STR("-")) ||
           sy_str_find_char(word, '/') >= 0;
}

static bool no_file(const Run *r, Err *err)
{
    Str hint = r->goal ? sy_run_file_hint(r->arena, r->goal) : (Str){0};
    if (hint.len) {
        return sy_err_set(err, ERR_INVALID, "which file? %.*s", STR_ARG(hint));
    }
    return sy_err_set(err, ERR_INVALID, "which file? %s%s%susage: surety %s [OPTION...] %s",
                      r->goal ? "`" : "", r->goal ? r->goal : "",
                      r->goal ? "` does not end in .surety; " : "", r->verb->name, r->verb->words);
}

// Which arguments are files, and which is the goal.
static bool sort_arguments(Run *r, Err *err)
{
    const Verb *v = r->verb;
    ptrdiff_t n = r->parsed.arguments.len;
    if (v->takes == TAKES_WORDS) {
        return true;
    }
    r->files = NEW_N(r->arena, const char *, n);
    for (ptrdiff_t i = 0; i < n; i++) {
        const char *word = r->parsed.arguments.p[i];
        bool about = v->takes == TAKES_GOAL || v->takes == TAKES_MAYBE;
        if (!about || is_file(sy_str_from(word))) {
            r->files[r->nfiles++] = word;
        } else if (r->goal) {
            return sy_err_set(err, ERR_INVALID,
                              "one thing at a time: `%s` or `%s` (a file ends in .surety)", r->goal,
                              word);
        } else {
            r->goal = word;
        }
    }
    if (r->nfiles == 0) {
        return no_file(r, err);
    }
    if (v->takes == TAKES_GOAL && !r->goal) {
        return sy_err_set(err, ERR_INVALID, "about what? usage: surety %s [OPTION...] %s", v->name,
                          v->words);
    }
    return true;
}

static int run_verb(Run *r, int argc, char **argv)
{
    Err err = {0};
    if (!sy_cli_parse(r->arena, r->verb, argc, argv, &r->parsed, &err)) {
        return sy_run_fail(r, EXIT_USAGE, "%s", err.text);
    }
    if (sy_run_said(r, OPT_HELP)) {
        Buf b = sy_buf_new(r->arena);
        sy_cli_verb_help(&b, r->verb, sy_run_columns(r));
        return sy_run_print(r, sy_buf_view(&b), EXIT_YES);
    }
    if (!sort_arguments(r, &err)) {
        return sy_run_fail(r, EXIT_USAGE, "%s", err.text);
    }
    return r->verb->run(r);
}

// `surety -h`, `surety --version`: as the verbs of that name.
static const char *spoken(const char *word)
{
    Str s = sy_str_from(word);
    if (sy_str_eq(s, STR("-h")) || sy_str_eq(s, STR("--help"))) {
        return "help";
    }
    return sy_str_eq(s, STR("-V")) || sy_str_eq(s, STR("--version")) ? "version" : word;
}

int main(int argc, char **argv)
{
    struct sigaction on_abort = {.sa_handler = aborted};
    sigaction(SIGABRT, &on_abort, NULL);
    Budget budget = {.trap = out_of_memory};
    Run run = {.arena = sy_arena_new(&budget)};
    const char *verb = argc > 1 ? spoken(argv[1]) : NULL;
    run.verb = verb ? sy_cli_verb(sy_str_from(verb)) : NULL;
    int code = run.verb ? run_verb(&run, argc - 2, argv + 2) : usage(&run, verb);
    sy_arena_free(run.arena);
    return code;
}
