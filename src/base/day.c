#include "base/base.h"

#define YEAR_MOST 100000

int sy_day_of_month(int year, int month)
{
    static const signed char lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    SY_ASSERT(month >= 1 && month <= 12);
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && is_leap ? 29 : lengths[month - 1];
}

// Hinnant's days_from_civil: years begin in March, eras have 400 of them.
static Day from_civil(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

bool sy_day_make(int year, int month, int day, Day *out)
{
    if (year < -YEAR_MOST || year > YEAR_MOST || month < 1 || month > 12 || day < 1 ||
        day > sy_day_of_month(year, month)) {
        return false;
    }
    *out = from_civil(year, month, day);
    return true;
}

// Hinnant's civil_from_days.
void sy_day_split(Day d, int *year, int *month, int *day)
{
    int64_t z = (int64_t)d + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = (int)(z - era * 146097);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int m = (5 * day_of_year + 2) / 153;
    *day = day_of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = (int)(year_of_era + era * 400) + (*month <= 2);
}

Day sy_day_add_months(Day d, int64_t months)
{
    if (d == DAY_NONE || d <= DAY_FIRST || d >= DAY_LAST) {
        return d;
    }
    int64_t most = (int64_t)YEAR_MOST * 24; // from one end of the years to the other
    months = months > most ? most : months < -most ? -most : months;
    int year = 0;
    int month = 0;
    int day = 0;
    sy_day_split(d, &year, &month, &day);
    int64_t total = (int64_t)year * 12 + (month - 1) + months;
    int64_t new_year = (total >= 0 ? total : total - 11) / 12;
    if (new_year < -YEAR_MOST || new_year > YEAR_MOST) {
        return new_year < 0 ? DAY_FIRST : DAY_LAST;
    }
    int new_month = (int)(total - new_year * 12) + 1;
    int last = sy_day_of_month((int)new_year, new_month);
    return from_civil((int)new_year, new_month, day < last ? day : last);
}

int sy_day_weekday(Day d)
{
    int r = (int)(((int64_t)d + 3) % 7); // day 0 was a Thursday
    return r < 0 ? r + 7 : r;
}

static bool has_four_digit_year(Day d, int *year, int *month, int *day)
{
    if (d == DAY_NONE) {
        return false;
    }
    sy_day_split(d, year, month, day);
    return *year >= 0 && *year <= 9999;
}

void sy_day_write(Buf *out, Day d)
{
    int year = 0;
    int month = 0;
    int day = 0;
    if (!has_four_digit_year(d, &year, &month, &day)) {
        sy_buf_char(out, '?');
        return;
    }
    sy_buf_fmt(out, "%04d-%02d-%02d", year, month, day);
}

void sy_day_write_short(Buf *out, Day d)
{
    static const char names[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year = 0;
    int month = 0;
    int day = 0;
    if (!has_four_digit_year(d, &year, &month, &day)) {
        sy_buf_char(out, '?');
        return;
    }
    sy_buf_fmt(out, "%d %s %d", day, names[month - 1], year);
}
