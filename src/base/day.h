// day.h - days and moments of the proleptic Gregorian calendar.
//
// A day is a count from 1970-01-01 (day 0). Formulas: Howard Hinnant, "chrono-Compatible Low-Level
// Date Algorithms".
#ifndef SY_BASE_DAY_H
#define SY_BASE_DAY_H

#include "base/buf.h"

typedef int32_t Day;
#define DAY_NONE INT32_MIN     // not known
#define DAY_FIRST (-100000000) // before every date
#define DAY_LAST 100000000     // after every date

// False: there is no such day, or the year is not within -100000 .. 100000.
bool sy_day_make(int year, int month, int day, Day *out);
void sy_day_split(Day, int *year, int *month, int *day);
int sy_day_of_month(int year, int month); // length of the month, 28..31
// Same day number, else the month's last. DAY_NONE, DAY_FIRST and DAY_LAST stay what they are, and
// a result beyond them becomes the one or the other.
Day sy_day_add_months(Day, int64_t months);
int sy_day_weekday(Day);             // 0 = Monday .. 6 = Sunday
void sy_day_write(Buf *, Day);       // 2025-08-19; before year 0 or after 9999: "?"
void sy_day_write_short(Buf *, Day); // 19 Aug 2025

#endif
