#include "base/zone.h"

#include "base/base.h"

#define DAY_SECONDS 86400
#define MICRO 1000000
#define NEVER INT64_MAX

Zone sy_zone_fixed(Arena *arena, Str name, int32_t offset)
{
    int32_t *offsets = NEW(arena, int32_t);
    *offsets = offset;
    return (Zone){.name = name, .offsets = offsets};
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

// ---------------------------------------------------------------- the yearly rule

static Day first_of(int year, int month)
{
    Day d = 0;
    SY_ASSERT(sy_day_make(year, month, 1, &d));
    return d;
}

static Day day_of_rule(const ZoneDay *r, int year)
{
    if (r->kind == ZONE_DAY_COUNT) {
        return first_of(year, 1) + r->day;
    }
    if (r->kind == ZONE_DAY_JULIAN) {
        bool after_leap_day = r->day >= 60 && sy_day_of_month(year, 2) == 29;
        return first_of(year, 1) + r->day - 1 + after_leap_day;
    }
    Day first = first_of(year, r->month);
    int sunday_first = (sy_day_weekday(first) + 1) % 7; // weekday of the first, 0 = Sunday
    int day = (r->weekday - sunday_first + 7) % 7 + (r->week - 1) * 7;
    return first + (day < sy_day_of_month(year, r->month) ? day : day - 7);
}

typedef struct Stretch {
    int64_t start, end; // seconds, UTC
    int32_t offset;
} Stretch;

// Two changes a year; a year's may reach a week into its neighbours.
#define RULE_YEARS 4
#define RULE_CHANGES (2 * RULE_YEARS)

typedef struct Change {
    int64_t at;
    int32_t offset;
} Change;

// The changes from two years before to one year after, in order. Where summer time ends and begins
// at one moment, it goes on.
static void changes_of_rule(const ZoneRule *r, int year, Change out[RULE_CHANGES])
{
    int n = 0;
    for (int y = year - 2; y < year - 2 + RULE_YEARS; y++) {
        Change begin = {(int64_t)day_of_rule(&r->begins, y) * DAY_SECONDS + r->begins.seconds -
                            r->standard,
                        r->summer};
        Change end = {(int64_t)day_of_rule(&r->ends, y) * DAY_SECONDS + r->ends.seconds - r->summer,
                      r->standard};
        out[n++] = begin;
        out[n++] = end;
    }
    for (int i = 1; i < n; i++) {
        Change c = out[i];
        int k = i;
        for (;
             k > 0 && (out[k - 1].at > c.at || (out[k - 1].at == c.at && c.offset == r->standard));
             k--) {
            out[k] = out[k - 1];
        }
        out[k] = c;
    }
}

// The stretch of one offset around the moment `t`, as the rule alone has it.
static Stretch stretch_of_rule(const ZoneRule *r, int64_t t)
{
    Stretch s = {INT64_MIN, NEVER, r->standard};
    if (!r->has_summer) {
        return s;
    }
    int year = 0;
    int month = 0;
    int day = 0;
    sy_day_split((Day)floor_div(t + r->standard, DAY_SECONDS), &year, &month, &day);
    if (year < -99000 || year > 99000) { // beyond every calendar the language has
        return s;
    }
    Change changes[RULE_CHANGES] = {{0, 0}};
    changes_of_rule(r, year, changes);
    for (int i = 0; i < RULE_CHANGES; i++) {
        if (changes[i].at <= t) {
            s.start = changes[i].at;
            s.offset = changes[i].offset;
        } else if (s.end == NEVER) {
            s.end = changes[i].at;
        }
    }
    return s;
}

// ---------------------------------------------------------------- moments

static Stretch stretch_at(const Zone *z, int64_t t)
{
    ptrdiff_t low = 0; // the number of changes up to t
    ptrdiff_t high = z->count;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        if (z->changes[middle] <= t) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    int64_t start = low > 0 ? z->changes[low - 1] : INT64_MIN;
    if (low < z->count) {
        return (Stretch){start, z->changes[low], z->offsets[low]};
    }
    if (!z->has_rule) {
        return (Stretch){start, NEVER, z->offsets[low]};
    }
    Stretch s = stretch_of_rule(&z->rule, t);
    s.start = s.start > start ? s.start : start;
    return s;
}

int32_t sy_zone_offset(const Zone *z, int64_t moment)
{
    return stretch_at(z, floor_div(moment, MICRO)).offset;
}

// The clocks first show `wanted` or more in the stretch where they do so first: earlier than
// ZONE_OFFSET_MOST before it no clock can.
int64_t sy_zone_utc(const Zone *z, Day day, int32_t seconds)
{
    SY_ASSERT(day >= DAY_FIRST && day <= DAY_LAST && seconds >= 0 && seconds <= DAY_SECONDS);
    int64_t wanted = (int64_t)day * DAY_SECONDS + seconds;
    int64_t t = wanted - ZONE_OFFSET_MOST;
    for (;;) {
        Stretch s = stretch_at(z, t);
        int64_t shown = wanted - s.offset; // when they would show it
        int64_t first = shown > t ? shown : t;
        if (s.end == NEVER || first < s.end) {
            return first * MICRO;
        }
        t = s.end;
    }
}

void sy_zone_local(const Zone *z, int64_t moment, Day *out_day, int32_t *out_seconds)
{
    int64_t t = floor_div(moment, MICRO);
    t += stretch_at(z, t).offset;
    int64_t day = floor_div(t, DAY_SECONDS);
    *out_day = (Day)day;
    *out_seconds = (int32_t)(t - day * DAY_SECONDS);
}
