#include "lang/tree.h"

#define DUMMY(v) ((void)vec_push_slot(arena, (v)))

Tree *sy_tree_new(Arena *arena, Syms *syms)
{
    Tree *t = NEW(arena, Tree);
    t->arena = arena;
    t->syms = syms;
    DUMMY(&t->files);
    DUMMY(&t->entries);
    DUMMY(&t->sentences);
    DUMMY(&t->mores);
    DUMMY(&t->assumes);
    DUMMY(&t->expects);
    DUMMY(&t->clauses);
    DUMMY(&t->steps);
    DUMMY(&t->conds);
    DUMMY(&t->args);
    DUMMY(&t->names);
    DUMMY(&t->times);
    DUMMY(&t->durs);
    DUMMY(&t->qtys);
    DUMMY(&t->votes);
    DUMMY(&t->texts);
    return t;
}

static const struct {
    const char *name, *verb;
    uint32_t word;
} grades[] = {
    [GRADE_NONE] = {"none", "", 0},
    [GRADE_RULED_OUT] = {"ruled-out", "will not", W_RULED_OUT},
    [GRADE_UNSPECIFIED] = {"unspecified", "has not said whether to", W_UNSPECIFIED},
    [GRADE_FLOATED] = {"floated", "might", W_FLOATED},
    [GRADE_OPEN] = {"open", "is open to", W_OPEN},
    [GRADE_WILLING] = {"willing", "is willing to", W_WILLING},
    [GRADE_READY] = {"ready", "is ready to", W_READY},
    [GRADE_STATED] = {"stated", "will", W_STATED},
    [GRADE_AGREED] = {"agreed", "has agreed to", W_AGREED},
    [GRADE_SIGNED] = {"signed", "has signed to", W_SIGNED},
    [GRADE_DELIVERED] = {"delivered", "did", W_DELIVERED},
    [GRADE_BREACH] = {"breach", "did not", 0},
};

const char *sy_grade_name(Grade g)
{
    return grades[g].name;
}

const char *sy_grade_verb(Grade g)
{
    return grades[g].verb;
}

Grade sy_grade_find(Sym word)
{
    for (int g = GRADE_RULED_OUT; g <= GRADE_DELIVERED; g++) {
        if (word.v == grades[g].word) {
            return (Grade)g;
        }
    }
    return GRADE_NONE;
}

static const struct {
    const char *name;
    uint32_t word;
} states[] = {
    [STATE_NONE] = {"none", 0},
    [STATE_WAITING] = {"waiting", W_WAITING},
    [STATE_OPEN] = {"open", W_OPEN},
    [STATE_DONE] = {"done", W_DONE},
    [STATE_DUE] = {"due", W_DUE},
    [STATE_LATE] = {"late", W_LATE},
    [STATE_MISSED] = {"missed", W_MISSED},
    [STATE_RELEASED] = {"released", W_RELEASED},
    [STATE_BROKEN] = {"broken", W_BROKEN},
    [STATE_DELIVERED] = {"delivered", W_DELIVERED},
};

const char *sy_state_name(State s)
{
    return states[s].name;
}

State sy_state_find(Sym word)
{
    for (int s = STATE_WAITING; s <= STATE_DELIVERED; s++) {
        if (word.v == states[s].word) {
            return (State)s;
        }
    }
    return STATE_NONE;
}

const char *sy_verdict_words(Verdict v)
{
    static const char *const words[] = {
        [VERDICT_NONE] = "does not stand",
#define VERDICT(ident, words, title) [VERDICT_##ident] = words,
#include "lang/verdicts.def"
#undef VERDICT
    };
    return words[v];
}

const char *sy_clause_word(ClauseKind k)
{
    static const char *const words[] = {
        [CL_ERROR] = "",
#define CLAUSE(ident, word, entries) [CL_##ident] = word,
#include "lang/clauses.def"
#undef CLAUSE
    };
    return words[k];
}

const char *sy_entry_word(EntryKind k)
{
    static const char *const words[] = {
        [ENTRY_ERROR] = "",
#define ENTRY(ident, word, flags) [ENTRY_##ident] = word,
#include "lang/entries.def"
#undef ENTRY
    };
    return words[k];
}
