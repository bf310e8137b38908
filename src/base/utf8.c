#include "base/base.h"
#include "base/unicode_tables.h"

#define REPLACEMENT 0xfffd

static bool is_continuation(unsigned char c)
{
    return (c & 0xc0) == 0x80;
}

// Well-formed sequences are those of the Unicode Standard, table 3-7.
int32_t sy_utf8_decode(Str s, ptrdiff_t at, int *out_len)
{
    static const int32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    SY_HOT_ASSERT(at >= 0 && at < s.len);
    const unsigned char *p = (const unsigned char *)s.p + at;
    *out_len = 1;
    if (p[0] < 0x80) {
        return p[0];
    }
    int n = p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;
    if (n == 0 || s.len - at < n) {
        return -1;
    }
    int32_t c = p[0] & (0x7f >> n);
    for (int i = 1; i < n; i++) {
        if (!is_continuation(p[i])) {
            return -1;
        }
        c = c << 6 | (p[i] & 0x3f);
    }
    if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
        return -1;
    }
    *out_len = n;
    return c;
}

void sy_utf8_encode(Buf *b, int32_t c)
{
    if (c < 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) {
        c = REPLACEMENT;
    }
    if (c < 0x80) {
        sy_buf_char(b, (char)c);
        return;
    }
    int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    int lead = 0xf0 << (3 - more); // 0xc0, 0xe0, 0xf0 after the cut to a byte
    sy_buf_char(b, (char)(unsigned char)(lead | c >> (6 * more)));
    for (int shift = 6 * (more - 1); shift >= 0; shift -= 6) {
        sy_buf_char(b, (char)(unsigned char)(0x80 | (c >> shift & 0x3f)));
    }
}

// Skips ASCII eight bytes at a time.
static ptrdiff_t skip_ascii(Str s, ptrdiff_t at)
{
    for (uint64_t word = 0; s.len - at >= 8; at += 8) {
        memcpy(&word, s.p + at, 8);
        if ((word & 0x8080808080808080ULL) != 0) {
            break;
        }
    }
    while (at < s.len && (unsigned char)s.p[at] < 0x80) {
        at++;
    }
    return at;
}

ptrdiff_t sy_utf8_invalid(Str s)
{
    for (ptrdiff_t at = skip_ascii(s, 0); at < s.len; at = skip_ascii(s, at)) {
        int n = 0;
        if (sy_utf8_decode(s, at, &n) < 0) {
            return at;
        }
        at += n;
    }
    return -1;
}

ptrdiff_t sy_utf8_count(Str s)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t at = 0; at < s.len;) {
        ptrdiff_t next = skip_ascii(s, at);
        count += next - at;
        at = next;
        if (at < s.len) {
            int n = 0;
            sy_utf8_decode(s, at, &n);
            at += n;
            count++;
        }
    }
    return count;
}

static bool in_ranges(const UniRange *ranges, ptrdiff_t n, int32_t c)
{
    ptrdiff_t low = 0;
    while (low < n) {
        ptrdiff_t middle = (low + n) / 2;
        if (c > ranges[middle].last) {
            low = middle + 1;
        } else if (c < ranges[middle].first) {
            n = middle;
        } else {
            return true;
        }
    }
    return false;
}
#define IN(table, c) in_ranges(table, COUNT_OF(table), c)

static bool is_ascii_letter(int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool sy_uni_is_letter(int32_t c)
{
    return c < 0x80 ? is_ascii_letter(c) : IN(uni_letters, c);
}

bool sy_uni_is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

bool sy_uni_is_combining(int32_t c)
{
    return c >= 0x300 && IN(uni_combining, c);
}

bool sy_uni_is_control(int32_t c)
{
    if (c < 0xa0) {
        return (c >= 0 && c < 0x20) || c >= 0x7f;
    }
    return c == 0x2028 || c == 0x2029 || IN(uni_format, c);
}

int sy_uni_columns(int32_t c)
{
    if (c < 0x300) {
        return c >= 0 && (c < 0x20 || (c >= 0x7f && c < 0xa0)) ? 0 : 1;
    }
    if (IN(uni_zero_width, c)) {
        return 0;
    }
    return c >= 0x1100 && IN(uni_wide, c) ? 2 : 1;
}

ptrdiff_t sy_utf8_columns(Str s)
{
    ptrdiff_t columns = 0;
    int n = 0;
    for (ptrdiff_t at = 0; at < s.len; at += n) {
        columns += sy_uni_columns(sy_utf8_decode(s, at, &n));
    }
    return columns;
}

int32_t sy_uni_fold(int32_t c)
{
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    ptrdiff_t low = 0;
    ptrdiff_t high = COUNT_OF(uni_folds);
    while (low < high) {
        ptrdiff_t middle = (low + high) / 2;
        if (uni_folds[middle].first <= c) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low > 0) { // the last row that begins at or before c
        const UniFold *f = &uni_folds[low - 1];
        if (c <= f->last && (c - f->first) % f->step == 0) {
            return c + f->delta;
        }
    }
    return c;
}

Script sy_uni_script(int32_t c)
{
    if (c < 0x80) {
        return is_ascii_letter(c) ? SCRIPT_LATIN : SCRIPT_OTHER;
    }
    if (IN(uni_latin, c)) {
        return SCRIPT_LATIN;
    }
    if (IN(uni_cyrillic, c)) {
        return SCRIPT_CYRILLIC;
    }
    return IN(uni_greek, c) ? SCRIPT_GREEK : SCRIPT_OTHER;
}
