#include "base/base.h"

#include <math.h>

Json sy_json_new(Buf *out)
{
    return (Json){.out = out};
}

static void line(Json *j)
{
    if (!j->compact) {
        sy_buf_char(j->out, '\n');
        sy_buf_pad(j->out, ' ', 2 * (ptrdiff_t)j->depth);
    }
}

// What stands between this value and what came before.
static void before_value(Json *j)
{
    if (j->after_key) {
        j->after_key = false;
        return;
    }
    if (j->depth == 0) {
        return;
    }
    SY_ASSERT(j->is_list[j->depth - 1]); // in an object, a value has a key
    if (j->has[j->depth - 1]) {
        sy_buf_char(j->out, ',');
    }
    j->has[j->depth - 1] = true;
    line(j);
}

static void begin(Json *j, char bracket, bool is_list)
{
    before_value(j);
    SY_ASSERT(j->depth < JSON_DEPTH_LIMIT);
    j->has[j->depth] = false;
    j->is_list[j->depth] = is_list;
    j->depth++;
    sy_buf_char(j->out, bracket);
}

void sy_json_object(Json *j)
{
    begin(j, '{', false);
}

void sy_json_list(Json *j)
{
    begin(j, '[', true);
}

void sy_json_end(Json *j)
{
    SY_ASSERT(j->depth > 0 && !j->after_key);
    j->depth--;
    if (j->has[j->depth]) {
        line(j);
    }
    sy_buf_char(j->out, j->is_list[j->depth] ? ']' : '}');
}

static void write_escape(Buf *out, unsigned char c)
{
    static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *p = letters; *p != '\0'; p += 2) {
        if ((unsigned char)p[0] == c) {
            sy_buf_char(out, '\\');
            sy_buf_char(out, p[1]);
            return;
        }
    }
    sy_buf_fmt(out, "\\u%04x", c);
}

static void write_text(Buf *out, Str s)
{
    sy_buf_char(out, '"');
    ptrdiff_t from = 0; // what is not yet written
    for (ptrdiff_t at = 0; at < s.len;) {
        unsigned char c = (unsigned char)s.p[at];
        int n = 1;
        bool is_plain = c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
        if (is_plain || (c >= 0x80 && sy_utf8_decode(s, at, &n) >= 0)) {
            at += n;
            continue;
        }
        sy_buf_str(out, sy_str_sub(s, from, at));
        if (c >= 0x80) {
            sy_buf_text(out, "\xef\xbf\xbd");
        } else {
            write_escape(out, c);
        }
        at++;
        from = at;
    }
    sy_buf_str(out, sy_str_sub(s, from, s.len));
    sy_buf_char(out, '"');
}

void sy_json_key(Json *j, const char *key)
{
    SY_ASSERT(j->depth > 0 && !j->is_list[j->depth - 1] && !j->after_key);
    if (j->has[j->depth - 1]) {
        sy_buf_char(j->out, ',');
    }
    j->has[j->depth - 1] = true;
    line(j);
    write_text(j->out, sy_str_from(key));
    sy_buf_text(j->out, j->compact ? ":" : ": ");
    j->after_key = true;
}

void sy_json_str(Json *j, Str s)
{
    before_value(j);
    write_text(j->out, s);
}

void sy_json_int(Json *j, int64_t v)
{
    before_value(j);
    sy_buf_int(j->out, v);
}

void sy_json_num(Json *j, double v)
{
    before_value(j);
    if (isfinite(v)) {
        sy_num_write(j->out, v);
    } else {
        sy_buf_text(j->out, "null");
    }
}

void sy_json_bool(Json *j, bool v)
{
    before_value(j);
    sy_buf_text(j->out, v ? "true" : "false");
}

void sy_json_null(Json *j)
{
    before_value(j);
    sy_buf_text(j->out, "null");
}

void sy_json_key_str(Json *j, const char *key, Str s)
{
    sy_json_key(j, key);
    sy_json_str(j, s);
}

void sy_json_key_int(Json *j, const char *key, int64_t v)
{
    sy_json_key(j, key);
    sy_json_int(j, v);
}

void sy_json_key_bool(Json *j, const char *key, bool v)
{
    sy_json_key(j, key);
    sy_json_bool(j, v);
}
