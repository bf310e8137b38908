// zone.h - local time and UTC by a table of changes; `host` loads the table.
//
// A zone is a list of the moments at which its offset from UTC changed and, for what comes after the
// last, a yearly rule (the form of POSIX's TZ, as TZif files end with it). Conversions are pure.
#ifndef SY_BASE_ZONE_H
#define SY_BASE_ZONE_H

#include "base/day.h"

#define ZONE_OFFSET_MOST (26 * 3600) // seconds; every offset is nearer to UTC than that

// A day of the year on which a rule changes the clocks.
typedef enum ZoneDayKind {
    ZONE_DAY_JULIAN, // day 1..365, 29 February never counted
    ZONE_DAY_COUNT,  // day 0..365, 29 February counted
    ZONE_DAY_MONTH,  // month 1..12, week 1..5 (5: the last), weekday 0 = Sunday
} ZoneDayKind;

typedef struct ZoneDay {
    uint8_t kind; // ZoneDayKind
    uint8_t month, week, weekday;
    int16_t day;
    int32_t seconds; // after local midnight; may be negative or beyond the day
} ZoneDay;

typedef struct ZoneRule {
    int32_t standard, summer; // offsets, seconds east of UTC
    bool has_summer;
    ZoneDay begins, ends; // of summer time
} ZoneRule;

typedef struct Zone {
    Str name;
    const int64_t *changes; // seconds since 1970-01-01 UTC, ascending
    const int32_t *offsets; // offsets[i] holds before changes[i]; offsets[count] from the last on
    ptrdiff_t count;
    bool has_rule; // then the rule, not offsets[count], holds from the last change on
    ZoneRule rule;
} Zone;

// A zone of one offset; its name is given by the caller.
Zone sy_zone_fixed(Arena *, Str name, int32_t offset);

// Seconds east of UTC at a moment (microseconds since 1970-01-01 UTC).
int32_t sy_zone_offset(const Zone *, int64_t moment);

// The moment at which the clocks of the zone show day and seconds (0 .. 86400). A time that does not
// exist is the first moment after the gap; of one that exists twice it is the first.
int64_t sy_zone_utc(const Zone *, Day, int32_t seconds);

// What the clocks show at a moment; whole seconds, rounded down.
void sy_zone_local(const Zone *, int64_t moment, Day *out_day, int32_t *out_seconds);

#endif
