#include "host/term.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define COLUMNS_MOST 10000

int64_t sy_clock_now(void)
{
    struct timespec t = {0};
    SY_ASSERT(clock_gettime(CLOCK_REALTIME, &t) == 0);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

bool sy_term_is(int fd)
{
    return isatty(fd) == 1;
}

int sy_term_width(int fd)
{
    int64_t columns = 0;
    if (sy_int_parse(sy_str_from(getenv("COLUMNS")), &columns) && columns > 0 &&
        columns <= COLUMNS_MOST) {
        return (int)columns;
    }
#ifdef TIOCGWINSZ
    struct winsize size = {0};
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
#endif
    return 0;
}

static bool is_set(const char *name)
{
    return sy_str_from(getenv(name)).len > 0;
}

static bool is(const char *name, const char *value)
{
    return sy_str_eq(sy_str_from(getenv(name)), sy_str_from(value));
}

bool sy_term_colour(int fd)
{
    if (is_set("NO_COLOR")) {
        return false;
    }
    if (is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0")) {
        return true;
    }
    return sy_term_is(fd) && is_set("TERM") && !is("TERM", "dumb") && !is("CLICOLOR", "0");
}
