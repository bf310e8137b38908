// The circles of a hold: who is on them, what closes them, who opens them by going first.
#include "show/hold_part.h"

void sy_screen_ring_names(const Screen *s, const HoldRing *r, Buf *b)
{
    for (ptrdiff_t i = 0; i < r->members.len && i < RING_MEMBERS_SHOWN; i++) {
        Str name = sy_word_ref(s->arena, sy_screen_world(s), r->members.p[i]);
        sy_buf_fmt(b, "%s%.*s", i ? ", " : "", STR_ARG(name));
    }
    if (r->members.len > RING_MEMBERS_SHOWN) {
        sy_buf_text(b, " ...");
    }
}

static const char *ring_heading(const HoldRing *r)
{
    if (r->members.len == 1) {
        return r->locked ? "Deadlocked: a promise that waits for itself"
                         : "Would stand only together: a circle of one";
    }
    return r->locked ? "Deadlocked: a circle in which each waits for the other"
                     : "Would stand only together: a circle";
}

static void ring(const Screen *s, const HoldRing *r)
{
    sy_show_heading(s->b, sy_str_from(ring_heading(r)), &s->o);
    int width = 0;
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        int w = (int)sy_utf8_columns(sy_word_ref(s->arena, sy_screen_world(s), r->members.p[i]));
        width = w > width ? w : width;
    }
    width = (width > 30 ? 30 : width) + 2;
    for (ptrdiff_t i = 0; i < r->members.len && i < RING_MEMBERS_SHOWN; i++) {
        const HoldLine *l = sy_screen_line_of(s, r->members.p[i]);
        const Position *q = sy_record_position(s->a->hold->record, (PromiseId){r->members.p[i].id});
        HoldLine bare = {.thing = r->members.p[i],
                         .sentence = q ? sy_word_of(sy_screen_world(s), q) : 0};
        sy_screen_promise(s, l ? l : &bare, width);
    }
    if (r->members.len > RING_MEMBERS_SHOWN) {
        sy_buf_fmt(s->b, "  ... and %lld more\n", (long long)(r->members.len - RING_MEMBERS_SHOWN));
    }
    sy_screen_wrapped(s, 2, sy_ring_closing(s->arena, sy_screen_world(s), r));
    Str movers = sy_ring_movers(s->arena, sy_screen_world(s), r);
    if (movers.len) { // who signs in one act does not go first
        sy_screen_wrapped(s, 2, movers);
    }
}

// Is one of its members among the promises asked about?
static bool is_asked(const Screen *s, const HoldRing *r)
{
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        if (sy_screen_line_of(s, r->members.p[i])) {
            return true;
        }
    }
    return false;
}

void sy_screen_rings(const Screen *s)
{
    const ptrdiff_t most = s->o.verbose ? 1000 : RINGS_SHOWN;
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 0; i < s->a->rings.len; i++) {
        bool asked = is_asked(s, &s->a->rings.p[i]);
        if (asked && n < most) {
            ring(s, &s->a->rings.p[i]);
        }
        n += asked;
    }
    if (n > most) {
        sy_buf_fmt(s->b, "... and %lld more circles (-v)\n", (long long)(n - most));
    }
}
