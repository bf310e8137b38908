#include "host/zone.h"

#include "host/files.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#define NAME_MOST 100
#define CHANGES_MOST 100000
#define HEADER 44

// ---------------------------------------------------------------- TZif

// The header's counts, in the order of the file.
typedef struct Counts {
    uint32_t isut, isstd, leaps, changes, types, chars;
} Counts;

typedef struct Tzif {
    Str bytes;
    ptrdiff_t at;
    Str name;
    Err *err;
} Tzif;

static bool bad(Tzif *t, const char *what)
{
    return sy_err_set(t->err, ERR_INVALID, "the time zone file of `%.*s` %s", STR_ARG(t->name),
                      what);
}

static uint64_t big_endian(const char *p, int n)
{
    uint64_t v = 0;
    for (int i = 0; i < n; i++) {
        v = v << 8 | (unsigned char)p[i];
    }
    return v;
}

static int64_t signed_at(const char *p, int n)
{
    uint64_t v = big_endian(p, n);
    return n == 4 ? (int64_t)(int32_t)(uint32_t)v : (int64_t)v;
}

static bool header(Tzif *t, Counts *c, int *version)
{
    if (t->bytes.len - t->at < HEADER || memcmp(t->bytes.p + t->at, "TZif", 4) != 0) {
        return bad(t, "is none");
    }
    const char *p = t->bytes.p + t->at;
    char v = p[4];
    *version = v == '\0' ? 1 : v - '0';
    uint32_t *counts[6] = {&c->isut, &c->isstd, &c->leaps, &c->changes, &c->types, &c->chars};
    for (int i = 0; i < 6; i++) {
        *counts[i] = (uint32_t)big_endian(p + 20 + 4 * i, 4);
        if (*counts[i] > CHANGES_MOST) {
            return bad(t, "has a count out of range");
        }
    }
    t->at += HEADER;
    return true;
}

static ptrdiff_t length_of(const Counts *c, int width)
{
    return (ptrdiff_t)c->changes * (width + 1) + (ptrdiff_t)c->types * 6 + c->chars +
           (ptrdiff_t)c->leaps * (width + 4) + c->isstd + c->isut;
}

static bool offset_of_type(Tzif *t, const Counts *c, const char *types, uint32_t type, int32_t *out)
{
    if (type >= c->types) {
        return bad(t, "has a type out of range");
    }
    *out = (int32_t)signed_at(types + (ptrdiff_t)type * 6, 4);
    bool in_range = *out > -ZONE_OFFSET_MOST && *out < ZONE_OFFSET_MOST;
    return in_range || bad(t, "has an offset out of range");
}

// Before the first change the first type holds (RFC 9636, 3.2).
static bool data(Arena *arena, Tzif *t, const Counts *c, int width, Zone *out)
{
    if (c->types == 0 || t->bytes.len - t->at < length_of(c, width)) {
        return bad(t, "ends too early");
    }
    if (c->leaps > 0) {
        return bad(t, "counts leap seconds");
    }
    ptrdiff_t n = c->changes;
    const char *moments = t->bytes.p + t->at;
    const char *indices = moments + n * width;
    const char *types = indices + n;
    int64_t *changes = NEW_N(arena, int64_t, n);
    int32_t *offsets = NEW_N(arena, int32_t, n + 1);
    if (!offset_of_type(t, c, types, 0, &offsets[0])) {
        return false;
    }
    for (ptrdiff_t i = 0; i < n; i++) {
        changes[i] = signed_at(moments + i * width, width);
        if (i > 0 && changes[i] <= changes[i - 1]) {
            return bad(t, "has changes out of order");
        }
        if (!offset_of_type(t, c, types, (unsigned char)indices[i], &offsets[i + 1])) {
            return false;
        }
    }
    t->at += length_of(c, width);
    *out = (Zone){.name = out->name, .changes = changes, .offsets = offsets, .count = n};
    return true;
}

// ---------------------------------------------------------------- the rule at its end (POSIX TZ)

typedef struct Rule {
    Str s;
    ptrdiff_t at;
} Rule;

static char peek(const Rule *r)
{
    return r->at < r->s.len ? r->s.p[r->at] : '\0';
}

static bool take(Rule *r, char c)
{
    bool here = r->at < r->s.len && r->s.p[r->at] == c;
    r->at += here;
    return here;
}

static bool number(Rule *r, int most, int *out)
{
    int v = 0;
    ptrdiff_t from = r->at;
    while (peek(r) >= '0' && peek(r) <= '9' && v <= most) {
        v = v * 10 + (peek(r) - '0');
        r->at++;
    }
    *out = v;
    return r->at > from && v <= most;
}

// "EET" or "<+1030>"
static bool abbreviation(Rule *r)
{
    ptrdiff_t from = r->at;
    if (take(r, '<')) {
        while (peek(r) != '>' && peek(r) != '\0') {
            r->at++;
        }
        return take(r, '>');
    }
    while ((peek(r) >= 'A' && peek(r) <= 'Z') || (peek(r) >= 'a' && peek(r) <= 'z')) {
        r->at++;
    }
    return r->at - from >= 3;
}

// [+-]hh[:mm[:ss]]
static bool clock_time(Rule *r, int hours_most, int32_t *out)
{
    int sign = take(r, '-') ? -1 : 1;
    if (sign == 1) {
        take(r, '+');
    }
    int h = 0;
    int m = 0;
    int s = 0;
    if (!number(r, hours_most, &h)) {
        return false;
    }
    if (take(r, ':') && (!number(r, 59, &m) || (take(r, ':') && !number(r, 59, &s)))) {
        return false;
    }
    *out = sign * (h * 3600 + m * 60 + s);
    return true;
}

static bool rule_day(Rule *r, ZoneDay *out)
{
    int a = 0;
    int b = 0;
    int c = 0;
    *out = (ZoneDay){.kind = ZONE_DAY_COUNT, .seconds = 2 * 3600};
    if (take(r, 'M')) {
        if (!number(r, 12, &a) || a < 1 || !take(r, '.') || !number(r, 5, &b) || b < 1 ||
            !take(r, '.') || !number(r, 6, &c)) {
            return false;
        }
        out->kind = ZONE_DAY_MONTH;
        out->month = (uint8_t)a;
        out->week = (uint8_t)b;
        out->weekday = (uint8_t)c;
    } else {
        bool julian = take(r, 'J');
        if (!number(r, 365, &a) || (julian && a < 1)) {
            return false;
        }
        out->kind = julian ? ZONE_DAY_JULIAN : ZONE_DAY_COUNT;
        out->day = (int16_t)a;
    }
    return !take(r, '/') || clock_time(r, 167, &out->seconds);
}

// EET-2EEST,M3.5.0/3,M10.5.0/4: offsets are written west of UTC.
static bool parse_rule(Str s, ZoneRule *out)
{
    Rule r = {.s = s};
    int32_t west = 0;
    if (!abbreviation(&r) || !clock_time(&r, 24, &west)) {
        return false;
    }
    *out = (ZoneRule){.standard = -west};
    if (r.at == s.len) {
        return true;
    }
    out->has_summer = true;
    west -= 3600;
    if (!abbreviation(&r) || (peek(&r) != ',' && !clock_time(&r, 24, &west))) {
        return false;
    }
    out->summer = -west;
    return take(&r, ',') && rule_day(&r, &out->begins) && take(&r, ',') &&
           rule_day(&r, &out->ends) && r.at == s.len;
}

static bool footer(Tzif *t, Zone *out)
{
    Str rest = sy_str_sub(t->bytes, t->at, t->bytes.len);
    if (rest.len < 2 || rest.p[0] != '\n') {
        return bad(t, "ends too early");
    }
    rest = sy_str_sub(rest, 1, rest.len);
    ptrdiff_t end = sy_str_find_char(rest, '\n');
    if (end < 0) {
        return bad(t, "ends too early");
    }
    out->has_rule = end > 0;
    return end == 0 || parse_rule(sy_str_sub(rest, 0, end), &out->rule) ||
           bad(t, "ends with a rule that cannot be read");
}

bool sy_zone_parse(Arena *arena, Str name, Str bytes, Zone *out, Err *err)
{
    Tzif t = {.bytes = bytes, .name = name, .err = err};
    Counts c = {0};
    Zone zone = {.name = sy_str_dup(arena, name)};
    int version = 0;
    if (!header(&t, &c, &version)) {
        return false;
    }
    if (version == 1) {
        if (!data(arena, &t, &c, 4, &zone)) {
            return false;
        }
        *out = zone;
        return true;
    }
    // The first block is for readers of 32 bits; the second says everything again.
    if (t.bytes.len - t.at < length_of(&c, 4)) {
        return bad(&t, "ends too early");
    }
    t.at += length_of(&c, 4);
    if (!header(&t, &c, &version) || !data(arena, &t, &c, 8, &zone) || !footer(&t, &zone)) {
        return false;
    }
    *out = zone;
    return true;
}

// ---------------------------------------------------------------- the database

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
}

// A relative path of plain parts; no dot at all, so none leads out.
static bool is_zone_name(Str s)
{
    if (s.len == 0 || s.len > NAME_MOST || s.p[0] == '/' || s.p[s.len - 1] == '/') {
        return false;
    }
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (!is_name_char(s.p[i]) || (s.p[i] == '/' && s.p[i - 1] == '/')) {
            return false;
        }
    }
    return true;
}

bool sy_zone_load(Arena *arena, Str name, Zone *out, Err *err)
{
    if (sy_str_eq(name, STR("UTC"))) {
        *out = sy_zone_fixed(arena, STR("UTC"), 0);
        return true;
    }
    if (!is_zone_name(name)) {
        return sy_err_set(err, ERR_INVALID, "`%.*s` is no name of a time zone", STR_ARG(name));
    }
    Str folder = sy_str_from(getenv("TZDIR"));
    folder = folder.len > 0 ? folder : STR(ZONE_FOLDER);
    struct stat st = {0};
    if (stat(sy_str_cstring(arena, folder), &st) != 0 || !S_ISDIR(st.st_mode)) {
        return sy_err_set(err, ERR_IO,
                          "the time zone database is missing: there is no folder `%.*s`",
                          STR_ARG(folder));
    }
    Str path = sy_str_fmt(arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
    if (stat(sy_str_cstring(arena, path), &st) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return sy_err_set(err, ERR_INVALID, "there is no time zone `%.*s`", STR_ARG(name));
    }
    Str bytes = {0};
    if (!sy_file_read(arena, path, ZONE_FILE_LIMIT, &bytes, err)) {
        sy_err_context(err, "time zone `%.*s`", STR_ARG(name));
        return false;
    }
    return sy_zone_parse(arena, name, bytes, out, err);
}
