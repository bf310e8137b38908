// What nobody said (inferences, assumptions) and what must come out (expectations).
#include "lang/parser.h"

// ---------------------------------------------------------------- we infer, assume

static void assume_add(Parser *p, Entry *e, Assume a)
{
    a.entry = p->entry;
    vec_push(p->tree->arena, &p->tree->assumes, a);
    e->detail = (uint32_t)p->tree->assumes.len - 1;
}

static void implies(Parser *p, Assume *a)
{
    a->kind = ASSUME_IMPLIES;
    a->cond = sy_p_cond(p);
    sy_p_need(p, W_IMPLIES, "`implies` and a fact or condition");
    a->name = sy_p_name(p, "a fact or condition");
}

void sy_p_infer(Parser *p, Entry *e)
{
    Assume a = {.inferred = true};
    p->at += 2;
    implies(p, &a);
    assume_add(p, e, a);
}

static bool odds_word(uint32_t w)
{
    return w == W_ALMOST_CERTAIN || w == W_HIGHLY_LIKELY || w == W_LIKELY || w == W_EVEN ||
           w == W_UNLIKELY || w == W_HIGHLY_UNLIKELY || w == W_REMOTE;
}

static void assume_is(Parser *p, Assume *a)
{
    if (sy_p_take(p, W_HONOURED)) {
        a->kind = ASSUME_HONOURED;
        a->qty = sy_p_qty(p);
        a->hidden = sy_p_take(p, W_HIDDEN);
        if (!a->hidden) {
            sy_p_take(p, W_VISIBLE);
        }
        return;
    }
    uint32_t w = sy_p_word(p, 0);
    a->kind = ASSUME_IS;
    a->truth = w == W_TRUE      ? TRUTH_TRUE
               : w == W_FALSE   ? TRUTH_FALSE
               : w == W_UNKNOWN ? TRUTH_UNKNOWN
               : odds_word(w)   ? TRUTH_ODDS
                                : TRUTH_NONE;
    if (sy_p_is(p, TOK_NUMBER) || w == W_ABOUT) {
        a->qty = sy_p_qty(p);
    } else if (sy_p_word_follows(p)) {
        a->word = sy_p_peek(p, 0)->sym;
        p->at++;
    } else {
        sy_p_expected(p, D_E0409, "true, false, odds, an option or a number after `is`");
    }
}

// Does `implies` stand in this entry before its reason?
static bool implies_follows(const Parser *p)
{
    for (ptrdiff_t i = p->at; i < p->end; i++) {
        const Tok *t = &p->toks[i];
        if (t->kind == TOK_NAME && !t->sym2.v && t->sym.v == W_IMPLIES) {
            return true;
        }
        if (t->kind == TOK_STRING) {
            return false;
        }
    }
    return false;
}

void sy_p_assume(Parser *p, Entry *e)
{
    Assume a = {0};
    p->at++;
    if (implies_follows(p)) {
        implies(p, &a);
    } else {
        a.name = sy_p_name(p, "what is assumed about: a name");
        if (sy_p_take(p, W_NEEDS)) {
            a.kind = ASSUME_NEEDS;
            a.cond = sy_p_cond(p);
        } else if (sy_p_take2(p, W_AMOUNTS, W_TO)) {
            a.kind = ASSUME_AMOUNTS;
            a.qty = sy_p_qty(p);
        } else if (sy_p_take(p, W_TAKES)) {
            a.kind = ASSUME_TAKES;
            a.dur = sy_p_dur(p);
        } else if (sy_p_take(p, W_BEGINS)) {
            a.kind = ASSUME_BEGINS;
            a.time = sy_p_time(p);
        } else if (sy_p_take(p, W_IS)) {
            assume_is(p, &a);
        } else {
            sy_p_expected(p, D_E0411,
                          "`is`, `amounts to`, `needs`, `implies`, `takes` or `begins`");
        }
    }
    assume_add(p, e, a);
}

// ---------------------------------------------------------------- expect

static void no_verdict(Parser *p)
{
    Diag *d = sy_p_expected(p, D_E0412, "a verdict, a grade or a state");
    sy_diag_help(p->diags, d,
                 "verdicts: stands by itself, stands only together, follows, waits, falls, is "
                 "disputed, is contested, is deadlocked, is refused, is only floated, has not been "
                 "said, does not stand");
    sy_diag_help(p->diags, d, "or `is` and a grade or a state, `is due DATE`, `begins DATE`");
}

static bool take_words(Parser *p, const uint32_t *words, int n)
{
    for (int i = 0; i < n; i++) {
        if (sy_p_word(p, i) != words[i]) {
            return false;
        }
    }
    p->at += n;
    return true;
}

#define TAKE(...)                                                                                  \
    take_words(p, (const uint32_t[]){__VA_ARGS__},                                                 \
               (int)(sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t)))

static bool verdict(Parser *p, Verdict *out)
{
    *out = TAKE(W_STANDS, W_BY, W_ITSELF)       ? VERDICT_ALONE
           : TAKE(W_STANDS, W_ONLY, W_TOGETHER) ? VERDICT_TOGETHER
           : TAKE(W_WAITS)                      ? VERDICT_WAITS
           : TAKE(W_FALLS)                      ? VERDICT_FALLS
           : TAKE(W_FOLLOWS)                    ? VERDICT_FOLLOWS
           : TAKE(W_IS, W_DISPUTED)             ? VERDICT_DISPUTED
           : TAKE(W_IS, W_CONTESTED)            ? VERDICT_CONTESTED
           : TAKE(W_IS, W_DEADLOCKED)           ? VERDICT_DEADLOCKED
           : TAKE(W_IS, W_REFUSED)              ? VERDICT_REFUSED
           : TAKE(W_IS, W_ONLY, W_FLOATED)      ? VERDICT_FLOATED
           : TAKE(W_HAS, W_NOT, W_BEEN, W_SAID) ? VERDICT_UNSAID
                                                : VERDICT_NONE;
    return *out != VERDICT_NONE || TAKE(W_DOES, W_NOT, W_STAND);
}

static void state_or_grade(Parser *p, Expect *x)
{
    Sym word = sy_p_peek(p, 0)->sym;
    TokKind next = (TokKind)sy_p_peek(p, 1)->kind;
    bool dated = next == TOK_DATE || next == TOK_NUMBER || sy_p_word(p, 1) == W_UNSTATED;
    if (word.v == W_DUE && dated) {
        p->at++;
        x->kind = EXPECT_DUE;
        sy_p_moment(p, &x->due);
        return;
    }
    x->grade = (uint8_t)sy_grade_find(word);
    x->state = (uint8_t)sy_state_find(word);
    if (!x->grade && !x->state) {
        no_verdict(p);
        return;
    }
    x->kind = x->grade ? EXPECT_GRADE : EXPECT_STATE; // open and delivered are both: see `model`
    p->at++;
}

static void claim(Parser *p, Expect *x)
{
    Verdict v;
    if (verdict(p, &v)) {
        x->kind = EXPECT_VERDICT;
        x->verdict = (uint8_t)v;
    } else if (sy_p_take(p, W_BEGINS)) {
        x->kind = EXPECT_BEGINS;
        sy_p_moment(p, &x->due);
    } else if ((sy_p_at(p, W_IS) || sy_p_at(p, W_ARE)) && sy_p_peek(p, 1)->kind == TOK_NAME) {
        p->at++;
        state_or_grade(p, x);
    } else {
        no_verdict(p);
    }
}

#define SETS_LIMIT 32 // names in the sets of one expectation

static void sets(Parser *p, Expect *x)
{
    x->only = sy_p_take(p, W_ONLY);
    sy_p_need(p, W_BY, "`by` and the names of a set");
    do {
        if (x->sets.count) {
            sy_p_need(p, W_BY, "`by` after `or`");
        }
        do {
            if (!sy_p_name_follows(p, 0) || x->sets.count >= SETS_LIMIT) {
                sy_p_expected(p, D_E0402, "a name");
                return;
            }
            uint32_t n = sy_p_name(p, "a name");
            x->sets.first = x->sets.count ? x->sets.first : n;
            x->sets.count++;
        } while (sy_p_take_tok(p, TOK_COMMA));
        x->set_ends |= 1u << (x->sets.count - 1);
    } while (sy_p_take(p, W_OR));
}

static void labels(Parser *p, NameList *out)
{
    ptrdiff_t from = p->at;
    do {
        if (!sy_p_is(p, TOK_LABEL)) {
            sy_p_expected(p, D_E0406, "a label in brackets, as in `[C07]`");
            return;
        }
        p->at++;
    } while (sy_p_take_tok(p, TOK_COMMA));
    out->first = (uint32_t)p->tree->names.len;
    for (ptrdiff_t i = from; i < p->at; i += 2) {
        sy_p_name_add(p, &p->toks[i]);
        out->count++;
    }
}

static void proviso(Parser *p, Expect *x)
{
    sy_p_take_tok(p, TOK_LINE);
    if (p->at >= p->end) {
        return;
    }
    if (sy_p_take(p, W_WHEN)) {
        x->when = sy_p_cond(p);
    } else if (sy_p_take(p, W_GIVEN)) {
        x->given = sy_p_names(p, "what is taken as granted");
    } else if (sy_p_take(p, W_AT)) {
        x->at = sy_p_is(p, TOK_NAME) ? (uint8_t)sy_grade_find(sy_p_peek(p, 0)->sym) : GRADE_NONE;
        if (!x->at) {
            sy_p_expected(p, D_E0413,
                          "a grade: floated, open, willing, ready, stated, agreed, "
                          "signed or delivered");
        } else {
            p->at++;
        }
    } else if (sy_p_take2(p, W_AS, W_OF)) {
        x->has_as_of = sy_p_moment(p, &x->as_of);
    } else if (sy_p_take(p, W_WITHOUT)) {
        labels(p, &x->without);
    } else {
        sy_p_expected(p, D_E0414, "`when`, `given`, `at`, `as of` or `without`");
    }
}

void sy_p_expect(Parser *p, Entry *e)
{
    Expect x = {.entry = p->entry};
    p->at++;
    uint32_t w = sy_p_word(p, 0);
    bool sets_follow = (w == W_UNLOCK || w == W_BLOCK) && sy_p_name_follows(p, 1) &&
                       (sy_p_word(p, 2) == W_BY || sy_p_word(p, 2) == W_ONLY);
    if (sy_p_is(p, TOK_NUMBER)) {
        x.kind = EXPECT_STATES;
        x.number = sy_p_number(p, "a number");
        if (!sy_p_take(p, W_STATES) && !sy_p_take(p, W_STATE)) {
            sy_p_expected(p, D_E0415, "`states of` and a name");
        }
        sy_p_need(p, W_OF, "`of` and a name");
        x.name = sy_p_name(p, "a promise or condition");
    } else if (sets_follow) {
        x.kind = w == W_UNLOCK ? EXPECT_UNLOCK : EXPECT_BLOCK;
        p->at++;
        x.name = sy_p_name(p, "a promise or condition");
        sets(p, &x);
    } else {
        x.name = sy_p_name(p, "a promise or condition");
        if (!p->failed) {
            claim(p, &x);
        }
    }
    while (!p->failed && p->at < p->end) {
        proviso(p, &x);
    }
    vec_push(p->tree->arena, &p->tree->expects, x);
    e->detail = (uint32_t)p->tree->expects.len - 1;
}
