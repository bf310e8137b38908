// Sentences of the chronicle: DATE SPEAKER: SUBJECT VERB ...
#include "lang/parser.h"

// ---------------------------------------------------------------- when and who

static void when_said(Parser *p, Sentence *s)
{
    if (sy_p_take(p, W_UNDATED)) {
        s->when = WHEN_UNDATED;
        s->dates = (Dates){DAY_FIRST, DAY_LAST, false};
        return;
    }
    s->when = sy_p_take(p, W_BEFORE) ? WHEN_BEFORE : sy_p_take(p, W_ABOUT) ? WHEN_ABOUT : WHEN_ON;
    if (!sy_p_dates(p, &s->dates)) {
        return;
    }
    if (s->when == WHEN_BEFORE) {
        s->dates = (Dates){DAY_FIRST, s->dates.early - 1, false};
    }
    if (sy_p_take(p, W_AT)) {
        sy_p_clock(p, &s->clock);
    }
}

static void no_colon(Parser *p, Span speaker)
{
    Diag *d = sy_p_expected(p, D_E0601, "a colon after the speaker");
    sy_diag_label(p->diags, d, speaker, "the speaker");
    sy_diag_help(p->diags, d, "DATE SPEAKER [quoting VOICE] [at PLACE] [to \"OUTLET\"]: SENTENCE");
}

// What few sentences have, made on demand; the pointer is good until another sentence asks.
static SentenceMore *more(Parser *p, Sentence *s)
{
    Tree *t = p->tree;
    if (!s->more) {
        (void)vec_push_slot(t->arena, &t->mores);
        s->more = (uint32_t)t->mores.len - 1;
    }
    return &t->mores.p[s->more];
}

static void speaker(Parser *p, Sentence *s)
{
    ptrdiff_t from = p->at;
    if (sy_p_take(p, W_REPORTER)) {
        s->speaker_kind = SPEAKER_REPORTER;
    } else if (sy_p_take(p, W_UNNAMED)) {
        s->speaker_kind = SPEAKER_UNNAMED;
        more(p, s)->speaker_text = sy_p_string(p, "who the unnamed speaker is, in quotation marks");
        if (sy_p_take(p, W_OF)) {
            more(p, s)->speaker_of = sy_p_names(p, "a party");
        }
    } else {
        s->speaker_kind = SPEAKER_NAME;
        s->speaker = sy_p_name(p, "a speaker: a party, a voice, a document, `reporter`, `unnamed`");
    }
    while (!p->failed && !sy_p_is(p, TOK_COLON)) {
        if (sy_p_take(p, W_QUOTING)) {
            s->quoting = sy_p_name(p, "who is quoted");
        } else if (sy_p_take(p, W_AT)) {
            if (sy_p_is(p, TOK_STRING)) {
                more(p, s)->venue_text = sy_p_string(p, "a place");
            } else {
                s->venue = sy_p_name(p, "a meeting or a place");
            }
        } else if (sy_p_take(p, W_TO)) {
            more(p, s)->outlet = sy_p_string(p, "an outlet in quotation marks");
        } else {
            no_colon(p, sy_p_span_from(p, from));
        }
    }
    if (!p->failed) {
        p->at++; // the colon
        sy_p_take_tok(p, TOK_LINE);
    }
}

// ---------------------------------------------------------------- the promise

Grade sy_p_grade(Parser *p)
{
    uint32_t w = sy_p_word(p, 0), w1 = sy_p_word(p, 1);
    struct {
        bool match;
        Grade grade;
        int words;
    } forms[] = {
        {w == W_WILL && w1 == W_NOT, GRADE_RULED_OUT, 2},
        {w == W_WILL, GRADE_STATED, 1},
        {w == W_DID && w1 == W_NOT, GRADE_BREACH, 2},
        {w == W_DID, GRADE_DELIVERED, 1},
        {w == W_MIGHT, GRADE_FLOATED, 1},
    };
    for (ptrdiff_t i = 0; i < COUNT_OF(forms); i++) {
        if (forms[i].match) {
            p->at += forms[i].words;
            return forms[i].grade;
        }
    }
    bool has = w == W_HAS || w == W_HAVE, is = w == W_IS || w == W_ARE;
    if (has && w1 == W_NOT && sy_p_word(p, 2) == W_SAID && sy_p_word(p, 3) == W_WHETHER &&
        sy_p_word(p, 4) == W_TO) {
        p->at += 5;
        return GRADE_UNSPECIFIED;
    }
    Grade g = has && w1 == W_AGREED   ? GRADE_AGREED
              : has && w1 == W_SIGNED ? GRADE_SIGNED
              : is && w1 == W_OPEN    ? GRADE_OPEN
              : is && w1 == W_WILLING ? GRADE_WILLING
              : is && w1 == W_READY   ? GRADE_READY
                                      : GRADE_NONE;
    if (g == GRADE_NONE || sy_p_word(p, 2) != W_TO) {
        return GRADE_NONE;
    }
    p->at += 3;
    return g;
}

bool sy_p_deed(Parser *p, Deed *out)
{
    Deed d = {0};
    if (sy_p_take(p, W_GIVE)) {
        d.kind = DEED_GIVE;
        d.name = sy_p_name(p, "the layer that is given");
    } else {
        d.name = sy_p_name(p, "an act, or `give` and a layer");
        d.kind = !p->failed && p->tree->names.p[d.name].b.v ? DEED_STEP : DEED_DO;
    }
    for (; !p->failed;) {
        uint32_t w = sy_p_word(p, 0), w1 = sy_p_word(p, 1);
        if (w == W_TO) {
            p->at++;
            d.to = sy_p_names(p, "a beneficiary");
        } else if (w == W_IN && w1 != W_STEP) {
            p->at++;
            d.in = sy_p_names(p, "a place");
        } else if (w == W_THROUGH) {
            p->at++;
            d.through = sy_p_names(p, "a party");
        } else if (w == W_AS && w1 != W_IT && w1 != W_EACH && sy_p_word(p, 2) != W_AS) {
            p->at++;
            d.as = sy_p_name(p, "a declared promise");
        } else {
            break;
        }
    }
    *out = d;
    return !p->failed;
}

// ---------------------------------------------------------------- the other verbs

static bool take_verb(Parser *p, uint32_t singular, uint32_t plural)
{
    return sy_p_take(p, singular) || sy_p_take(p, plural);
}

// What is demanded or dropped: layers and acts parted by commas, or a condition.
static void wish(Parser *p, Sentence *s)
{
    bool list = sy_p_name_follows(p, 0) && sy_p_peek(p, 1)->kind == TOK_COMMA;
    if (list) {
        s->wish_names = true;
        s->names = sy_p_names(p, "a layer or an act");
    } else {
        s->cond = sy_p_cond(p);
    }
}

static void demand(Parser *p, Sentence *s)
{
    wish(p, s);
    if (s->verb == VERB_DEMAND && sy_p_take(p, W_FROM)) {
        s->from = sy_p_names(p, "a party");
    }
    if (sy_p_take(p, W_FOR)) {
        s->forp = sy_p_names(p, "the promise it is a condition of");
    }
}

static Truth truth_word(uint32_t word)
{
    switch (word) {
    case W_TRUE: return TRUTH_TRUE;
    case W_FALSE: return TRUTH_FALSE;
    case W_UNKNOWN: return TRUTH_UNKNOWN;
    case W_ALMOST_CERTAIN:
    case W_HIGHLY_LIKELY:
    case W_LIKELY:
    case W_EVEN:
    case W_UNLIKELY:
    case W_HIGHLY_UNLIKELY:
    case W_REMOTE: return TRUTH_ODDS;
    default: return TRUTH_NONE;
    }
}

static void value(Parser *p, Sentence *s)
{
    s->truth = (uint8_t)truth_word(sy_p_word(p, 0));
    if (s->truth) {
        s->word = sy_p_peek(p, 0)->sym;
        p->at++;
    } else if (sy_p_is(p, TOK_NUMBER) || sy_p_at(p, W_ABOUT) || sy_p_at(p, W_UNSTATED)) {
        s->qty = sy_p_qty(p);
    } else if (sy_p_word_follows(p)) {
        s->word = sy_p_peek(p, 0)->sym; // an option
        p->at++;
    } else {
        sy_p_expected(p, D_E0409, "true, false, an option or an amount after `is`");
    }
    if (sy_p_take(p, W_SINCE)) {
        SentenceMore *m = more(p, s);
        m->has_since = sy_p_dates(p, &m->since);
        if (m->has_since && sy_p_take(p, W_AT)) {
            sy_p_clock(p, &m->since_clock);
        }
    }
}

static bool is_sentence(const Parser *p)
{
    if (!sy_p_name_follows(p, 0) || (sy_p_word(p, 1) != W_IS && sy_p_word(p, 1) != W_ARE)) {
        return false;
    }
    return sy_p_word(p, 3) != W_TO; // else a grade, or meant for one: `is open to`
}

static void subject(Parser *p, Sentence *s)
{
    if (sy_p_take2(p, W_EACH, W_OF)) {
        s->whose = WHOSE_EACH;
    } else if (sy_p_take2(p, W_SOME, W_OF)) {
        s->whose = WHOSE_SOME;
    }
    s->subject = sy_p_names(p, "who this is about: a party, a group or a body");
}

static void no_verb(Parser *p)
{
    uint32_t w = sy_p_word(p, 0);
    Span span = sy_p_span(p);
    Str help = sy_p_verb(p, &span);
    bool grade = !help.len && (w == W_IS || w == W_ARE || w == W_HAS || w == W_HAVE) &&
                 sy_p_word(p, 2) == W_TO;
    span.end = grade ? sy_p_peek(p, 2)->end : span.end;
    bool words = help.len || grade;
    Str found = words ? sy_sources_text(p->sources, span) : sy_p_show(p);
    const char *quote = words ? "`" : "";
    Diag *d = sy_p_fail(p, D_E0801, span, "%s%.*s%s is no verb of the language", quote,
                        STR_ARG(found), quote);
    if (help.len) {
        sy_diag_help(p->diags, d, "%.*s", STR_ARG(help));
    }
    sy_diag_help(p->diags, d,
                 "a promise says: might, is open to, is willing to, is ready to, will, has agreed "
                 "to, has signed to, did, will not, has not said whether to");
    sy_diag_help(p->diags, d,
                 "the other sentences: demands, drops, rejects, accepts, declines, withdraws, is; "
                 "without a subject: expects, remarks that");
}

static void promised(Parser *p, Sentence *s)
{
    s->grade = (uint8_t)sy_p_grade(p);
    s->verb = VERB_PROMISE;
    if (s->grade == GRADE_NONE) {
        no_verb(p);
    } else {
        sy_p_deed(p, &s->deed);
    }
}

static void verb(Parser *p, Sentence *s)
{
    if (sy_p_at(p, W_WILL)) { // the usual case
        promised(p, s);
    } else if (take_verb(p, W_DEMANDS, W_DEMAND)) {
        s->verb = VERB_DEMAND;
        demand(p, s);
    } else if (take_verb(p, W_DROPS, W_DROP)) {
        s->verb = VERB_DROP;
        demand(p, s);
    } else if (take_verb(p, W_REJECTS, W_REJECT)) {
        s->verb = VERB_REJECT;
        s->cond = sy_p_cond(p);
    } else if (take_verb(p, W_ACCEPTS, W_ACCEPT)) {
        s->verb = VERB_ACCEPT;
        s->cond = sy_p_cond(p);
    } else if (take_verb(p, W_DECLINES, W_DECLINE)) {
        s->verb = VERB_DECLINE;
        s->names = sy_p_names(p, "the promise that is declined");
    } else if (take_verb(p, W_WITHDRAWS, W_WITHDRAW)) {
        Span span;
        s->verb = VERB_WITHDRAW;
        sy_p_label(p, &s->word, &span);
    } else {
        promised(p, s);
    }
}

static void said(Parser *p, Sentence *s)
{
    if (take_verb(p, W_EXPECTS, W_EXPECT)) {
        s->verb = VERB_EXPECTS;
        s->cond = sy_p_cond(p);
    } else if (take_verb(p, W_REMARKS, W_REMARK)) {
        s->verb = VERB_REMARKS;
        sy_p_need(p, W_THAT, "`that` and a text");
        more(p, s)->remark = sy_p_string(p, "what is remarked, in quotation marks");
    } else if (is_sentence(p)) {
        s->verb = VERB_IS;
        uint32_t n = sy_p_name(p, "what this is about");
        s->subject = (NameList){n, n ? 1 : 0};
        p->at++;
        value(p, s);
    } else {
        subject(p, s);
        if (!p->failed) {
            verb(p, s);
        }
    }
}

void sy_p_sentence(Parser *p, Entry *e)
{
    Sentence s = {.entry = p->entry};
    when_said(p, &s);
    if (!p->failed) {
        speaker(p, &s);
    }
    ptrdiff_t from = p->at;
    if (!p->failed) {
        said(p, &s);
    }
    s.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->sentences, s);
    e->detail = (uint32_t)p->tree->sentences.len - 1;
}
