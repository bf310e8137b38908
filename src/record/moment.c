#include "record/moment.h"

Day sy_mom_day(Mom m)
{
    Mom d = m / MOM_DAY;
    return (Day)(m % MOM_DAY < 0 ? d - 1 : d);
}

int32_t sy_mom_second(Mom m)
{
    return (int32_t)(m - (Mom)sy_mom_day(m) * MOM_DAY);
}

bool sy_mom_has_hour(Mom m)
{
    return sy_mom_known(m) && sy_mom_second(m) < MOM_OPEN;
}

Mom sy_mom_add_seconds(Mom m, int64_t seconds)
{
    int64_t total = (int64_t)sy_mom_second(m) + seconds;
    int64_t days = total / 86400;
    int64_t rest = total % 86400;
    if (rest < 0) {
        rest += 86400;
        days--;
    }
    return sy_mom((Day)(sy_mom_day(m) + days), (int32_t)rest);
}

void sy_mom_write(Buf *b, Mom m)
{
    if (!sy_mom_known(m)) {
        sy_buf_text(b, m == MOM_UNSTATED ? "unstated" : "not known");
        return;
    }
    sy_day_write(b, sy_mom_day(m));
    int32_t s = sy_mom_second(m);
    if (s < MOM_OPEN) {
        sy_buf_fmt(b, " at %02d:%02d", s / 3600, s / 60 % 60);
        if (s % 60) {
            sy_buf_fmt(b, ":%02d", s % 60);
        }
    }
}

Day sy_day_shift(Day day, double n, DurUnit unit)
{
    int64_t k = (int64_t)n;
    switch (unit) {
    case DUR_MINUTE: return (Day)(day + k / 1440);
    case DUR_HOUR: return (Day)(day + k / 24);
    case DUR_DAY: return (Day)(day + k);
    case DUR_WEEK: return (Day)(day + 7 * k);
    case DUR_MONTH: return sy_day_add_months(day, k);
    case DUR_YEAR: return sy_day_add_months(day, 12 * k);
    }
    return day;
}
