#include "base/base.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

bool sy_int_add(int64_t a, int64_t b, int64_t *out)
{
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b) {
        return false;
    }
    *out = a + b;
    return true;
}

// The size of a negative number, INT64_MIN included.
static uint64_t size_of(int64_t v)
{
    return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

bool sy_int_mul(int64_t a, int64_t b, int64_t *out)
{
    uint64_t size_a = size_of(a);
    uint64_t size_b = size_of(b);
    bool is_negative = (a < 0) != (b < 0);
    uint64_t most = is_negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    if (size_b != 0 && size_a > most / size_b) {
        return false;
    }
    uint64_t size = size_a * size_b;
    if (!is_negative) {
        *out = (int64_t)size;
    } else {
        *out = size == 0 ? 0 : -(int64_t)(size - 1) - 1;
    }
    return true;
}

bool sy_int_parse(Str digits, int64_t *out)
{
    int64_t v = 0;
    for (ptrdiff_t i = 0; i < digits.len; i++) {
        int d = digits.p[i] - '0';
        if (d < 0 || d > 9 || v > (INT64_MAX - d) / 10) {
            return false;
        }
        v = v * 10 + d;
    }
    if (digits.len == 0) {
        return false;
    }
    *out = v;
    return true;
}

// A positive number as d.ddd times ten to the power of `exponent`.
typedef struct Decimal {
    char digits[20];
    int count;
    int exponent;
} Decimal;

// Reads the output of "%.*e", whatever character the locale puts for the point.
static void decimal_read(Decimal *d, const char *text)
{
    d->count = 0;
    const char *p = text;
    for (; *p != 'e' && *p != '\0'; p++) {
        if (*p >= '0' && *p <= '9' && d->count < (int)sizeof d->digits - 1) {
            d->digits[d->count++] = *p;
        }
    }
    while (d->count > 1 && d->digits[d->count - 1] == '0') {
        d->count--;
    }
    d->digits[d->count] = '\0';
    d->exponent = *p == 'e' ? atoi(p + 1) : 0;
}

// Without a point, so that the locale plays no part.
static double decimal_value(const Decimal *d)
{
    char text[48];
    snprintf(text, sizeof text, "%se%d", d->digits, d->exponent - d->count + 1);
    return strtod(text, NULL);
}

// 15 digits always survive the way to double and back, 17 always tell doubles apart. The smallest
// doubles have fewer places, and may need a single digit.
static Decimal shortest(double v)
{
    Decimal d = {{0}, 0, 0};
    for (int digits = v < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
        char text[48];
        snprintf(text, sizeof text, "%.*e", digits - 1, v);
        decimal_read(&d, text);
        if (decimal_value(&d) == v) {
            break;
        }
    }
    return d;
}

static void write_exponent(Buf *out, const Decimal *d)
{
    sy_buf_char(out, d->digits[0]);
    if (d->count > 1) {
        sy_buf_char(out, '.');
        sy_buf_str(out, (Str){d->digits + 1, d->count - 1});
    }
    sy_buf_fmt(out, "e%d", d->exponent);
}

static void write_plain(Buf *out, const Decimal *d, bool grouped)
{
    if (d->exponent < 0) {
        sy_buf_char(out, '0');
    }
    for (int i = 0; i <= d->exponent; i++) {
        if (grouped && i > 0 && (d->exponent - i) % 3 == 2) {
            sy_buf_char(out, ',');
        }
        sy_buf_char(out, i < d->count ? d->digits[i] : '0');
    }
    int whole = d->exponent < 0 ? 0 : d->exponent + 1;
    if (d->count > whole) {
        sy_buf_char(out, '.');
        sy_buf_pad(out, '0', -d->exponent - 1);
        sy_buf_str(out, (Str){d->digits + whole, d->count - whole});
    }
}

static void write_number(Buf *out, double v, bool grouped)
{
    if (isnan(v)) {
        sy_buf_text(out, "nan");
        return;
    }
    if (v < 0) {
        sy_buf_char(out, '-');
        v = -v;
    }
    if (isinf(v) || v == 0) {
        sy_buf_text(out, v == 0 ? "0" : "inf");
        return;
    }
    Decimal d = shortest(v);
    if (d.exponent < -6 || d.exponent >= 21) {
        write_exponent(out, &d);
    } else {
        write_plain(out, &d, grouped);
    }
}

void sy_num_write(Buf *out, double v)
{
    write_number(out, v, false);
}

void sy_num_write_grouped(Buf *out, double v)
{
    write_number(out, v, true);
}

// Digits beyond this many cannot change the double by more than the last place of its neighbour;
// they are read as zeros, but for one that keeps "more than half" true.
#define DIGITS_KEPT 400

bool sy_num_parse(Str s, double *out)
{
    char text[DIGITS_KEPT + 64];
    int n = 0;
    int64_t scale = 0;
    bool has_digit = false;
    bool has_point = false;
    bool is_negative = s.len > 0 && s.p[0] == '-';
    for (ptrdiff_t i = is_negative; i < s.len; i++) {
        char c = s.p[i];
        if (c == '.' && !has_point) {
            has_point = true;
            continue;
        }
        if (c < '0' || c > '9') {
            return false;
        }
        has_digit = true;
        scale -= has_point;
        if (n < DIGITS_KEPT) {
            n += n > 0 || c != '0'; // leading zeros are not kept
            text[n > 0 ? n - 1 : 0] = c;
        } else {
            scale++;
            text[n - 1] = c != '0' ? '1' : text[n - 1];
        }
    }
    if (!has_digit) {
        return false;
    }
    snprintf(text + n, sizeof text - (size_t)n, "e%lld", (long long)scale);
    double v = n == 0 ? 0 : strtod(text, NULL);
    *out = is_negative ? -v : v;
    return true;
}
