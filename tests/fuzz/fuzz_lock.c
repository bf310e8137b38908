// Lock files on any bytes, and the spans of what was read against those bytes as a document.
#include "fuzz.h"

#include "evidence/lock.h"
#include "evidence/spans.h"

static Lock *read_lock(Arena *arena, Str text, Diags **out_diags)
{
    Sources *sources = sy_sources_new(arena);
    uint32_t at = sy_sources_add(sources, STR("fuzz"), text);
    *out_diags = sy_diags_new(arena, sources);
    return sy_lock_parse(arena, sy_sources_at(sources, at), STR(""), *out_diags);
}

static Str written(Arena *arena, const Lock *lock)
{
    Buf b = sy_buf_new(arena);
    sy_lock_write(&b, lock);
    return sy_buf_view(&b);
}

// What was read is read again without a fault, and is then the same.
static void one(Arena *arena, Str text)
{
    Diags *diags = NULL;
    Lock *lock = read_lock(arena, text, &diags);
    if (lock->framework.len > 0) {
        Str first = written(arena, lock);
        Lock *again = read_lock(arena, first, &diags);
        SY_ASSERT(diags->errors == 0 && sy_str_eq(first, written(arena, again)));
    }
    SpanSearch *search = sy_span_search_new(arena, text);
    for (ptrdiff_t i = 1; i < lock->spans.len && i < 20; i++) {
        SpanStanding s = sy_span_stand(search, &lock->spans.p[i]);
        SY_ASSERT(s.state != SPAN_MOVED || (ptrdiff_t)s.end <= text.len);
    }
    ptrdiff_t half = text.len < 64 ? text.len / 2 : 32;
    SpanPlaces places =
        sy_span_find_words(arena, sy_str_sub(text, half, text.len), sy_str_sub(text, 0, half), 4);
    for (ptrdiff_t i = 0; i < places.len; i++) {
        SY_ASSERT(places.p[i].start < places.p[i].end);
        SY_ASSERT((ptrdiff_t)places.p[i].end <= text.len - half);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_run(data, size, one);
}
