// Dates, lengths of time, times, amounts, votes.
#include "lang/parser.h"

#include <math.h>

static int two_digits(Str s, ptrdiff_t at)
{
    return (s.p[at] - '0') * 10 + (s.p[at + 1] - '0');
}

bool sy_p_date_follows(const Parser *p)
{
    if (sy_p_is(p, TOK_DATE)) {
        return true;
    }
    const Tok *t = sy_p_peek(p, 0);
    return t->kind == TOK_NUMBER && t->end - t->start == 4 &&
           sy_str_find_char(sy_p_text(p, t), '.') < 0;
}

// One date, month or year, as the first and last day it may be.
static bool date(Parser *p, Day *early, Day *late, bool *by_day)
{
    if (!sy_p_date_follows(p)) {
        sy_p_expected(p, D_E0701, "a date like 2025-08-19");
        return false;
    }
    Str s = sy_p_text(p, sy_p_peek(p, 0));
    int year = two_digits(s, 0) * 100 + two_digits(s, 2);
    int month = s.len >= 7 ? two_digits(s, 5) : 0, day = s.len >= 10 ? two_digits(s, 8) : 0;
    bool ok = (s.len < 7 || (month >= 1 && month <= 12)) &&
              sy_day_make(year, month ? month : 1, s.len >= 10 ? day : 1, early);
    if (!ok) {
        Diag *d = sy_p_fail(p, D_E0702, sy_p_span(p), "there is no day %.*s", STR_ARG(s));
        if (month >= 1 && month <= 12 && day > 28) {
            sy_diag_help(p->diags, d, "that month ends on day %d", sy_day_of_month(year, month));
        }
        return false;
    }
    *late = *early;
    if (s.len < 10) {
        int last = month ? month : 12;
        sy_day_make(year, last, sy_day_of_month(year, last), late);
    }
    *by_day = s.len >= 10;
    p->at++;
    return true;
}

bool sy_p_dates(Parser *p, Dates *out)
{
    Dates d = {0};
    ptrdiff_t from = p->at;
    if (!date(p, &d.early, &d.late, &d.by_day)) {
        return false;
    }
    if (sy_p_take_tok(p, TOK_DOTS)) {
        Day early;
        bool by_day;
        if (!date(p, &early, &d.late, &by_day)) {
            return false;
        }
        d.by_day = d.by_day && by_day;
        if (early < d.early) {
            sy_p_fail(p, D_E0703, sy_p_span_from(p, from), "these dates run backwards");
            return false;
        }
    }
    *out = d;
    return true;
}

bool sy_p_clock(Parser *p, Clock *out)
{
    if (!sy_p_is(p, TOK_CLOCK)) {
        sy_p_expected(p, D_E0704, "a time of day like 09:00");
        return false;
    }
    Str s = sy_p_text(p, sy_p_peek(p, 0));
    ptrdiff_t colon = sy_str_find_char(s, ':');
    int hour = colon == 2 ? two_digits(s, 0) : s.p[0] - '0';
    int minute = two_digits(s, colon + 1);
    ptrdiff_t i = colon + 3;
    int second = 0;
    if (i < s.len && s.p[i] == ':') {
        second = two_digits(s, i + 1);
        i += 3;
    }
    int offset = 0;
    bool has_offset = i < s.len;
    if (has_offset && s.p[i] != 'Z') {
        offset = two_digits(s, i + 1) * 60 + two_digits(s, i + 4);
        offset = s.p[i] == '-' ? -offset : offset;
    }
    bool midnight = hour == 24 && minute == 0 && second == 0;
    if ((hour > 23 && !midnight) || minute > 59 || second > 59 || offset > 14 * 60 ||
        offset < -14 * 60) {
        sy_p_fail(p, D_E0705, sy_p_span(p), "%.*s is no time of day", STR_ARG(s));
        return false;
    }
    p->at++;
    *out = (Clock){.seconds = hour * 3600 + minute * 60 + second,
                   .offset = (int16_t)offset,
                   .known = true,
                   .has_offset = has_offset};
    return true;
}

bool sy_p_take_at_clock(Parser *p, Clock *out)
{
    if (!sy_p_at(p, W_AT) || sy_p_peek(p, 1)->kind != TOK_CLOCK) {
        return false;
    }
    p->at++;
    return sy_p_clock(p, out);
}

bool sy_p_moment(Parser *p, Moment *out)
{
    Moment m = {0};
    if (sy_p_take(p, W_UNSTATED)) {
        m.unstated = true;
    } else {
        if (!sy_p_dates(p, &m.dates)) {
            return false;
        }
        sy_p_take_at_clock(p, &m.clock);
    }
    *out = m;
    return !p->failed;
}

int sy_p_dur_unit(uint32_t word)
{
    switch (word) {
    case W_MINUTE:
    case W_MINUTES: return DUR_MINUTE;
    case W_HOUR:
    case W_HOURS: return DUR_HOUR;
    case W_DAY:
    case W_DAYS: return DUR_DAY;
    case W_WEEK:
    case W_WEEKS: return DUR_WEEK;
    case W_MONTH:
    case W_MONTHS: return DUR_MONTH;
    case W_YEAR:
    case W_YEARS: return DUR_YEAR;
    default: return -1;
    }
}

bool sy_p_dur_follows(const Parser *p, ptrdiff_t ahead)
{
    if (sy_p_peek(p, ahead)->kind != TOK_NUMBER) {
        return false;
    }
    ptrdiff_t unit = sy_p_peek(p, ahead + 1)->kind == TOK_DOTS ? ahead + 3 : ahead + 1;
    return sy_p_dur_unit(sy_p_word(p, unit)) >= 0;
}

uint32_t sy_p_dur(Parser *p)
{
    Dur d = {0};
    ptrdiff_t from = p->at;
    if (sy_p_take(p, W_UNSTATED)) {
        d.unstated = true;
    } else {
        d.low = d.high = sy_p_number(p, "a length of time, as in `30 days`");
        if (sy_p_take_tok(p, TOK_DOTS)) {
            d.high = sy_p_number(p, "the longer end of the range");
        }
        int unit = sy_p_dur_unit(sy_p_word(p, 0));
        if (unit < 0) {
            sy_p_expected(p, D_E0706, "minutes, hours, days, weeks, months or years");
            return 0;
        }
        p->at++;
        d.unit = (uint8_t)unit;
        if (d.high < d.low || d.low < 0 || d.high > 1e6) {
            sy_p_fail(p, D_E0707, sy_p_span_from(p, from), "this length of time %s",
                      d.high < d.low ? "runs backwards" : "is out of range");
        }
    }
    d.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->durs, d);
    return (uint32_t)p->tree->durs.len - 1;
}

static uint32_t time_add(Parser *p, Time t, ptrdiff_t from)
{
    t.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->times, t);
    return (uint32_t)p->tree->times.len - 1;
}

static uint32_t offset_time(Parser *p, ptrdiff_t from)
{
    Time t = {.dur = sy_p_dur(p)};
    if (sy_p_take(p, W_AFTER)) {
        t.kind = TIME_AFTER;
    } else if (sy_p_take(p, W_BEFORE)) {
        t.kind = TIME_BEFORE;
    } else {
        sy_p_expected(p, D_E0708, "`after` or `before` and an event behind this length of time");
        return 0;
    }
    if (++p->depth > NESTING_LIMIT) {
        sy_p_fail(p, D_E1402, sy_p_span(p), "times are nested deeper than %d", NESTING_LIMIT);
    }
    t.base = p->failed ? 0 : sy_p_time(p);
    p->depth--;
    return time_add(p, t, from);
}

uint32_t sy_p_time(Parser *p)
{
    ptrdiff_t from = p->at;
    bool open_length =
        sy_p_at(p, W_UNSTATED) && (sy_p_word(p, 1) == W_AFTER || sy_p_word(p, 1) == W_BEFORE);
    if (sy_p_dur_follows(p, 0) || open_length) {
        return offset_time(p, from);
    }
    Time t = {0};
    if (sy_p_take(p, W_UNSTATED)) {
        t.kind = TIME_UNSTATED;
    } else if (sy_p_date_follows(p)) {
        t.kind = TIME_DATE;
        sy_p_dates(p, &t.dates);
        sy_p_take_at_clock(p, &t.clock);
    } else if (sy_p_is(p, TOK_LABEL)) {
        t.kind = TIME_STEP;
        t.name = sy_p_peek(p, 0)->sym.v;
        p->at++;
    } else {
        t.kind = TIME_EVENT;
        t.name = sy_p_name(p, "a time: a date, an event, or a length of time after one");
        if (sy_p_take(p, W_BEGINS)) {
            t.edge = EDGE_BEGINS;
        } else if (sy_p_take(p, W_ENDS)) {
            t.edge = EDGE_ENDS;
        }
    }
    return time_add(p, t, from);
}

static bool word_of_size(Parser *p, Qty *q)
{
    switch (sy_p_word(p, 0)) {
    case W_DOZENS:
        q->low = 24;
        q->high = 99;
        break;
    case W_HUNDREDS:
        q->low = 100;
        q->high = 999;
        break;
    case W_THOUSANDS:
        q->low = 1000;
        q->high = 9999;
        break;
    case W_SOME:
        q->low = 1;
        q->high = HUGE_VAL;
        break;
    default: return false;
    }
    if (sy_p_word(p, 1) != W_OF) {
        return false;
    }
    q->word = sy_p_peek(p, 0)->sym;
    p->at += 2;
    return true;
}

static void unit_name(Parser *p, Qty *q)
{
    if (sy_p_take_tok(p, TOK_PERCENT)) {
        q->percent = true;
        return;
    }
    int unit = sy_p_dur_unit(sy_p_word(p, 0));
    uint32_t word = sy_p_word(p, 0);
    if (unit >= 0) {
        q->unit_time = (uint8_t)(unit + 1);
        p->at++;
    } else if (sy_p_is(p, TOK_NAME) && sy_p_name_follows(p, 0) && word != W_HIDDEN) {
        q->unit = sy_p_name(p, "a unit");
    } else {
        return;
    }
    if (sy_p_take_tok(p, TOK_SLASH)) {
        int per = sy_p_dur_unit(sy_p_word(p, 0));
        if (per >= 0) {
            q->per_time = (uint8_t)(per + 1);
            p->at++;
        } else {
            q->per = sy_p_name(p, "a unit");
        }
    }
}

// `1.000` as part of an amount: most likely a thousand.
static void warn_thousands(Parser *p)
{
    Str s = sy_p_text(p, sy_p_peek(p, 0));
    ptrdiff_t dot = sy_str_find_char(s, '.');
    bool grouped = sy_p_is(p, TOK_NUMBER) && dot >= 1 && dot <= 3 && s.len - dot == 4;
    if (!grouped || s.p[0] == '0' || sy_p_peek(p, 1)->kind == TOK_PERCENT) {
        return;
    }
    Str whole = sy_str_sub(s, 0, dot), rest = sy_str_sub(s, dot + 1, s.len);
    Diag *d = sy_diag(p->diags, D_W0717, sy_p_span(p), "`%.*s` is a number with three decimals",
                      STR_ARG(s));
    sy_diag_help(p->diags, d,
                 "thousands are parted by commas: `%.*s,%.*s`; decimals are clear with fewer or "
                 "more than three digits",
                 STR_ARG(whole), STR_ARG(rest));
}

static double part_of_amount(Parser *p, const char *what)
{
    warn_thousands(p);
    return sy_p_number(p, what);
}

uint32_t sy_p_qty(Parser *p)
{
    Qty q = {0};
    ptrdiff_t from = p->at;
    if (sy_p_at(p, W_UNKNOWN)) {
        Diag *d = sy_p_fail(p, D_E0709, sy_p_span(p), "`unknown` is a truth, not an amount");
        sy_diag_help(p->diags, d, "an amount that nobody has stated is `unstated`");
        return 0;
    }
    if (sy_p_take(p, W_UNSTATED)) {
        q.unstated = true;
        q.high = HUGE_VAL;
    } else if (!word_of_size(p, &q)) {
        q.about = sy_p_take(p, W_ABOUT);
        q.low = q.high = part_of_amount(p, "an amount");
        if (sy_p_take_tok(p, TOK_DOTS)) {
            q.high = part_of_amount(p, "the upper end of the range");
        }
        if (q.high < q.low) {
            sy_p_fail(p, D_E0710, sy_p_span_from(p, from), "this range runs backwards");
        }
    }
    unit_name(p, &q);
    q.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->qtys, q);
    return (uint32_t)p->tree->qtys.len - 1;
}

// "2/3" as two numbers.
static void fraction(Parser *p, double *numerator, double *denominator)
{
    Str s = sy_p_text(p, sy_p_peek(p, 0));
    ptrdiff_t slash = sy_str_find_char(s, '/');
    bool ok = sy_num_parse(sy_str_sub(s, 0, slash), numerator) &&
              sy_num_parse(sy_str_sub(s, slash + 1, s.len), denominator);
    if (!ok || *denominator <= 0 || *numerator > *denominator) {
        sy_p_fail(p, D_E0711, sy_p_span(p), "%.*s is no share of a whole", STR_ARG(s));
        return;
    }
    p->at++;
}

static void heads_only(Parser *p)
{
    if (p->failed || (!sy_p_is(p, TOK_PERCENT) && !sy_p_at(p, W_BY))) {
        return;
    }
    Diag *d = sy_p_expected(p, D_E0401, "`of` and a group or body");
    sy_diag_help(p->diags, d,
                 "a vote counts heads; weights are counted by a condition, as in "
                 "`means at least 60 %% by share of G agree`");
}

static void vote_kind(Parser *p, Vote *v)
{
    static const struct {
        uint32_t word;
        VoteKind kind;
    } quantified[] = {
        {W_ALL, VOTE_ALL}, {W_ANY, VOTE_ANY}, {W_EACH, VOTE_EACH}, {W_MAJORITY, VOTE_MAJORITY}};
    for (ptrdiff_t i = 0; i < COUNT_OF(quantified); i++) {
        if (sy_p_take2(p, quantified[i].word, W_OF)) {
            v->kind = (uint8_t)quantified[i].kind;
            v->names = sy_p_names(p, "a group or body");
            return;
        }
    }
    if (sy_p_take(p, W_UNSTATED)) {
        v->kind = VOTE_UNSTATED;
    } else if (sy_p_take2(p, W_AT, W_LEAST)) {
        v->kind = VOTE_COUNT;
        if (sy_p_is(p, TOK_FRACTION)) {
            fraction(p, &v->number, &v->denominator);
        } else {
            v->number = sy_p_number(p, "a number, as in `at least 9 of G`");
        }
        heads_only(p);
        sy_p_need(p, W_OF, "`of` and a group or body");
        v->names = sy_p_names(p, "a group or body");
    } else {
        v->kind = VOTE_NAMES;
        v->names = sy_p_names(p, "a party, a body, or a vote like `at least 9 of G`");
    }
}

static bool vote_detail(Parser *p, Vote *v)
{
    if (sy_p_at(p, W_BY) && sy_p_peek(p, 1)->kind == TOK_NUMBER && sy_p_word(p, 2) == W_OF) {
        p->at++;
        v->of_yes = sy_p_number(p, "a number");
        p->at++;
        v->of_total = sy_p_number(p, "a number");
    } else if (sy_p_take(p, W_QUORUM)) {
        v->quorum = sy_p_take(p, W_UNSTATED) ? -1 : sy_p_number(p, "a number of members");
    } else if (sy_p_take2(p, W_WITHOUT, W_VETO)) {
        sy_p_need(p, W_OF, "`of` and who has the veto");
        v->veto = sy_p_names(p, "a party");
    } else if (sy_p_take(p, W_WITHIN)) {
        v->dur = sy_p_dur(p);
    } else if (sy_p_take2(p, W_SILENCE, W_MEANS)) {
        v->silence = sy_p_take(p, W_YES)        ? SILENCE_YES
                     : sy_p_take(p, W_NO)       ? SILENCE_NO
                     : sy_p_take(p, W_UNSTATED) ? SILENCE_UNSTATED
                                                : SILENCE_NONE;
        if (v->silence == SILENCE_NONE) {
            sy_p_expected(p, D_E0407, "`yes`, `no` or `unstated` after `silence means`");
        }
    } else {
        return false;
    }
    return !p->failed;
}

uint32_t sy_p_vote(Parser *p, NameList *out_on)
{
    Vote v = {0};
    ptrdiff_t from = p->at;
    vote_kind(p, &v);
    for (;;) {
        if (p->failed) {
            break;
        }
        if (out_on && sy_p_take(p, W_ON)) {
            *out_on = sy_p_names(p, "the promise, layer, act, fact, step or trigger it decides on");
        } else if (!vote_detail(p, &v)) {
            break;
        }
    }
    v.span = sy_p_span_from(p, from);
    vec_push(p->tree->arena, &p->tree->votes, v);
    return (uint32_t)p->tree->votes.len - 1;
}
