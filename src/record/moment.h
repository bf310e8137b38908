// moment.h - moments: a day and a second of it, in the framework's clock.
//
// Where the hour is not known the moment is 24:00 of its day: the latest it can have been. Day
// counting is that of the language, section 5.4.
#ifndef SY_RECORD_MOMENT_H
#define SY_RECORD_MOMENT_H

#include "lang/tree.h"

typedef int64_t Mom;
#define MOM_NONE INT64_MIN           // not known
#define MOM_UNSTATED (INT64_MIN + 1) // looked for, nobody has said
#define MOM_ALWAYS INT64_MAX         // no day asked: every sentence counts
#define MOM_DAY 100000               // of one day to the next
#define MOM_OPEN 86400               // the second that stands for "hour not known"

static inline Mom sy_mom(Day day, int32_t second)
{
    return (Mom)day * MOM_DAY + second;
}

static inline bool sy_mom_known(Mom m)
{
    return m != MOM_NONE && m != MOM_UNSTATED && m != MOM_ALWAYS;
}

Day sy_mom_day(Mom);
int32_t sy_mom_second(Mom); // 0 .. 86400
bool sy_mom_has_hour(Mom);
Mom sy_mom_add_seconds(Mom, int64_t seconds); // from a moment with an hour; keeps 24:00 as it is
void sy_mom_write(Buf *, Mom);                // 2025-08-19, or "2026-05-04 at 09:00"

// The day `n` units after (n < 0: before) a day: days, weeks, months, years; hours and minutes count
// whole days here.
Day sy_day_shift(Day, double n, DurUnit);

#endif
