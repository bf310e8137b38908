// Conditions: one grammar wherever one stands.
#include "lang/parser.h"

static uint32_t cond_add(Parser *p, Cond c, ptrdiff_t from)
{
    c.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->conds, c);
    return (uint32_t)p->tree->conds.len - 1;
}

static uint32_t arg_add(Parser *p, CondArg arg)
{
    vec_push(p->tree->arena, &p->tree->args, arg);
    return (uint32_t)p->tree->args.len - 1;
}

static uint32_t unit(Parser *p);

static NameList one_name(Parser *p, const char *what)
{
    uint32_t n = sy_p_name(p, what);
    return (NameList){n, n ? 1 : 0};
}

static bool deeper(Parser *p)
{
    if (++p->depth > NESTING_LIMIT) {
        sy_p_fail(p, D_E1402, sy_p_span(p), "conditions are nested deeper than %d", NESTING_LIMIT);
        return false;
    }
    return true;
}

static void and_meets_or(Parser *p, ptrdiff_t from)
{
    Diag *d = sy_p_fail(p, D_E1401, sy_p_span(p), "`and` and `or` meet here");
    sy_diag_label(p->diags, d, sy_p_span_from(p, from), "this condition");
    sy_diag_help(p->diags, d, "add parentheses to say which belongs together");
}

uint32_t sy_p_cond(Parser *p)
{
    ptrdiff_t from = p->at;
    uint32_t first = unit(p);
    uint32_t op = sy_p_word(p, 0);
    if (op != W_AND && op != W_OR) {
        return first;
    }
    uint32_t last = first;
    while (!p->failed && sy_p_take(p, op)) {
        uint32_t next = unit(p);
        p->tree->conds.p[last].next = next;
        last = next;
    }
    uint32_t after = sy_p_word(p, 0);
    if (!p->failed && (after == W_AND || after == W_OR)) {
        and_meets_or(p, from);
    }
    return cond_add(p, (Cond){.kind = op == W_AND ? COND_AND : COND_OR, .first = first}, from);
}

// ---------------------------------------------------------------- counting

static uint8_t voice_word(uint32_t word)
{
    switch (word) {
    case W_AGREES:
    case W_AGREE: return VOICE_AGREES;
    case W_OBJECTS:
    case W_OBJECT: return VOICE_OBJECTS;
    case W_ASKS:
    case W_ASK: return VOICE_ASKS;
    default: return VOICE_NONE;
    }
}

// After a list: nothing, a voice, or `is` and a grade or state.
static void list_ending(Parser *p, Cond *c)
{
    c->voice = voice_word(sy_p_word(p, 0));
    if (c->voice) {
        p->at++;
        return;
    }
    if (!sy_p_at(p, W_IS) && !sy_p_at(p, W_ARE)) {
        return;
    }
    p->at++;
    Sym word = sy_p_is(p, TOK_NAME) ? sy_p_peek(p, 0)->sym : (Sym){0};
    if (!sy_grade_find(word) && !sy_state_find(word)) {
        Diag *d = sy_p_expected(p, D_E3002, "a grade or a state after the list");
        sy_diag_help(p->diags, d,
                     "grades: ruled-out, floated, open, willing, ready, stated, agreed, signed, "
                     "delivered; states: due, late, missed, released, broken");
        return;
    }
    c->word = word;
    p->at++;
}

static void list_of(Parser *p, Cond *c)
{
    c->names = sy_p_names(p, "a promise, party, group, layer or condition");
    if (!p->failed) {
        list_ending(p, c);
    }
}

static bool quantified(Parser *p, Cond *c)
{
    static const struct {
        uint32_t word;
        CondKind kind;
    } kinds[] = {{W_ALL, COND_ALL},           {W_ANY, COND_ANY},  {W_NONE, COND_NONE_OF},
                 {W_MAJORITY, COND_MAJORITY}, {W_EACH, COND_ALL}, {W_SOME, COND_ANY}};
    for (ptrdiff_t i = 0; sy_p_word(p, 1) == W_OF && i < COUNT_OF(kinds); i++) {
        if (!sy_p_at(p, kinds[i].word)) {
            continue;
        }
        if (kinds[i].word == W_EACH || kinds[i].word == W_SOME) {
            Diag *d = sy_diag(p->diags, D_W1403, sy_p_span(p),
                              "`%s of` belongs to who acts; in a condition it is read as `%s of`",
                              kinds[i].word == W_EACH ? "each" : "some",
                              kinds[i].word == W_EACH ? "all" : "any");
            sy_diag_help(p->diags, d, "write `%s of`", kinds[i].word == W_EACH ? "all" : "any");
        }
        p->at += 2;
        c->kind = (uint8_t)kinds[i].kind;
        list_of(p, c);
        return true;
    }
    return false;
}

static void events(Parser *p, Cond *c, CondArg *arg)
{
    c->kind = COND_EVENTS;
    arg->number = sy_p_number(p, "a number");
    c->names = one_name(p, "what is counted: a kind of event");
    if (sy_p_take(p, W_IN)) {
        arg->places = sy_p_names(p, "a place");
    }
    if (sy_p_take(p, W_WITHIN)) {
        arg->dur = sy_p_dur(p);
    }
}

static void read_fraction(Parser *p, CondArg *arg)
{
    Str s = sy_p_text(p, sy_p_peek(p, 0));
    ptrdiff_t slash = sy_str_find_char(s, '/');
    bool ok = sy_num_parse(sy_str_sub(s, 0, slash), &arg->number) &&
              sy_num_parse(sy_str_sub(s, slash + 1, s.len), &arg->denominator);
    if (!ok || arg->denominator <= 0 || arg->number > arg->denominator) {
        sy_p_fail(p, D_E0711, sy_p_span(p), "%.*s is no share of a whole", STR_ARG(s));
        return;
    }
    p->at++;
}

static void weighed(Parser *p, Cond *c, CondArg *arg)
{
    c->kind = COND_WEIGHT;
    arg->weight = sy_p_name(p, "the name of a weight (`weighs NAME ...`)");
    sy_p_need(p, W_OF, "`of` and a list behind the weight");
    list_of(p, c);
}

static void counted(Parser *p, Cond *c, CondArg *arg)
{
    // N/N of LIST, N/N by WEIGHT of LIST
    if (sy_p_is(p, TOK_FRACTION)) {
        read_fraction(p, arg);
        if (sy_p_take(p, W_BY)) {
            weighed(p, c, arg);
            return;
        }
        c->kind = COND_COUNT;
        sy_p_need(p, W_OF, "`of` or `by` and a list behind the share");
        list_of(p, c);
        return;
    }
    // N of LIST, QTY by WEIGHT of LIST, QTY from LIST, or N EVENTS
    if (sy_p_is(p, TOK_NUMBER) && sy_p_word(p, 1) == W_OF) {
        c->kind = COND_COUNT;
        arg->number = sy_p_number(p, "a number");
        p->at++;
        list_of(p, c);
        return;
    }
    ptrdiff_t from = p->at;
    uint32_t nqtys = (uint32_t)p->tree->qtys.len, nnames = (uint32_t)p->tree->names.len;
    arg->qty = sy_p_qty(p);
    if (sy_p_take(p, W_BY)) {
        weighed(p, c, arg);
    } else if (sy_p_take(p, W_FROM)) {
        c->kind = COND_SUM;
        c->names = sy_p_names(p, "a promise, party, group or layer");
    } else if (sy_p_peek(p, from - p->at)->kind == TOK_NUMBER && !p->failed) {
        p->tree->qtys.len = nqtys;
        p->tree->names.len = nnames;
        arg->qty = 0;
        p->at = from;
        events(p, c, arg);
    } else {
        sy_p_expected(p, D_E0408, "`of`, `by` or `from` and a list behind the amount");
    }
}

// ---------------------------------------------------------------- atoms

static void is_word(Parser *p, Cond *c)
{
    Tree *t = p->tree;
    bool negated = sy_p_take(p, W_NOT);
    c->kind = COND_IS;
    bool at = sy_p_at(p, W_AT) && (sy_p_word(p, 1) == W_LEAST || sy_p_word(p, 1) == W_MOST);
    if (at || sy_p_at(p, W_ABOVE) || sy_p_at(p, W_BELOW)) {
        c->kind = COND_MEASURE;
        c->compare = sy_p_at(p, W_ABOVE)          ? CMP_ABOVE
                     : sy_p_at(p, W_BELOW)        ? CMP_BELOW
                     : sy_p_word(p, 1) == W_LEAST ? CMP_LEAST
                                                  : CMP_MOST;
        p->at += at ? 2 : 1;
        c->extra = sy_p_qty(p);
    } else if (sy_p_word_follows(p)) {
        c->word = sy_p_peek(p, 0)->sym;
        p->at++;
    } else {
        sy_p_expected(p, D_E0409, "an option, a grade or a state after `is`");
    }
    if (negated && !p->failed) {
        ptrdiff_t from = p->at - 1;
        Cond inner = *c;
        uint32_t kid = cond_add(p, inner, from);
        t->conds.p[kid].span.start = t->names.p[inner.names.first].span.start;
        *c = (Cond){.kind = COND_NOT, .first = kid};
    }
}

static void label_atom(Parser *p, Cond *c)
{
    c->kind = COND_STEP;
    c->extra = sy_p_peek(p, 0)->sym.v;
    p->at++;
    if (sy_p_at(p, W_IS) || sy_p_at(p, W_ARE)) {
        p->at++;
        c->word = sy_p_is(p, TOK_NAME) ? sy_p_peek(p, 0)->sym : (Sym){0};
        if (!sy_state_find(c->word)) {
            sy_p_expected(p, D_E3003, "the state of a step: done, late, missed, released, broken");
            return;
        }
        p->at++;
    }
}

static void named_atom(Parser *p, Cond *c)
{
    c->names = one_name(p, "a condition");
    if (p->failed) {
        return;
    }
    c->voice = voice_word(sy_p_word(p, 0));
    if (c->voice) {
        c->kind = COND_VOICE;
        p->at++;
    } else if (sy_p_at(p, W_IS) || sy_p_at(p, W_ARE)) {
        p->at++;
        is_word(p, c);
    } else {
        c->kind = COND_ATOM;
        if (sy_p_take(p, W_BEGINS)) {
            c->edge = EDGE_BEGINS;
        } else if (sy_p_take(p, W_ENDS)) {
            c->edge = EDGE_ENDS;
        }
    }
}

static uint32_t atom(Parser *p)
{
    ptrdiff_t from = p->at;
    Cond c = {0};
    if (sy_p_is(p, TOK_LABEL)) {
        label_atom(p, &c);
    } else if (sy_p_take2(p, W_ANYTHING, W_FROM)) {
        c.kind = COND_ANYTHING;
        c.names = sy_p_names(p, "a party");
    } else if (!quantified(p, &c)) {
        bool least = sy_p_at2(p, W_AT, W_LEAST), most = sy_p_at2(p, W_AT, W_MOST);
        if (least || most) {
            CondArg arg = {0};
            p->at += 2;
            c.compare = least ? CMP_LEAST : CMP_MOST;
            counted(p, &c, &arg);
            c.extra = arg_add(p, arg);
        } else if (sy_p_is(p, TOK_NAME)) {
            named_atom(p, &c);
        } else {
            sy_p_expected(p, D_E0410, "a condition");
        }
    }
    return cond_add(p, c, from);
}

// ---------------------------------------------------------------- units

// `before T`, `within D of T` bind to what stands on their left.
static uint32_t timing(Parser *p, uint32_t inner, ptrdiff_t from)
{
    CondArg arg = {0};
    if (sy_p_take(p, W_BEFORE)) {
        arg.time = sy_p_time(p);
        return cond_add(p, (Cond){.kind = COND_BEFORE, .first = inner, .extra = arg_add(p, arg)},
                        from);
    }
    bool within = sy_p_at(p, W_WITHIN) && (sy_p_dur_follows(p, 1) || sy_p_word(p, 1) == W_UNSTATED);
    ptrdiff_t behind = sy_p_word(p, 1) == W_UNSTATED       ? 2
                       : sy_p_peek(p, 2)->kind == TOK_DOTS ? 5
                                                           : 3;
    if (within && sy_p_word(p, behind) == W_OF) {
        p->at++;
        arg.dur = sy_p_dur(p);
        p->at++;
        arg.time = sy_p_time(p);
        return cond_add(p, (Cond){.kind = COND_WITHIN, .first = inner, .extra = arg_add(p, arg)},
                        from);
    }
    return inner;
}

static uint32_t prefixed(Parser *p, CondKind kind, ptrdiff_t from)
{
    p->at++;
    if (!deeper(p)) {
        return cond_add(p, (Cond){0}, from);
    }
    uint32_t kid = unit(p);
    p->depth--;
    return cond_add(p, (Cond){.kind = (uint8_t)kind, .first = kid}, from);
}

static uint32_t unit(Parser *p)
{
    ptrdiff_t from = p->at;
    switch (sy_p_word(p, 0)) {
    case W_NOT: return prefixed(p, COND_NOT, from);
    case W_AFTER: return prefixed(p, COND_AFTER, from);
    case W_WITH: return prefixed(p, COND_WITH, from);
    default: break;
    }
    if (!sy_p_is(p, TOK_OPEN)) {
        return timing(p, atom(p), from);
    }
    Span open = sy_p_span(p);
    p->at++;
    if (!deeper(p)) {
        return cond_add(p, (Cond){0}, from);
    }
    uint32_t inner = sy_p_cond(p);
    p->depth--;
    if (!p->failed && !sy_p_take_tok(p, TOK_CLOSE)) {
        Diag *d = sy_p_expected(p, D_E1404, "`)`");
        sy_diag_label(p->diags, d, open, "this parenthesis is open");
    }
    p->tree->conds.p[inner].grouped = true;
    return timing(p, inner, from);
}
