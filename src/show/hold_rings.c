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

static bool is_together(const Screen *s, Ref r)
{
    const RefList *list = &sy_screen_world(s)->query.together;
    for (ptrdiff_t i = 0; i < list->len; i++) {
        if (list->p[i].kind == r.kind && list->p[i].id == r.id) {
            return true;
        }
    }
    return false;
}

// The conditions that close a circle at once: written `with`, or of one signing, or of what the
// question takes as signed at one table.
static void closed_by(const Screen *s, const HoldRing *r, Buf *t)
{
    Buf trust = sy_buf_new(s->arena);
    bool supposed = false, signed_in_one = false;
    for (ptrdiff_t i = 0; i < r->edges.len; i++) {
        const HoldEdge *e = &r->edges.p[i];
        EntityId one = sy_lower_signing_of(sy_screen_world(s), (PromiseId){e->from.id});
        bool same =
            one.v && one.v == sy_lower_signing_of(sy_screen_world(s), (PromiseId){e->to.id}).v;
        bool both = is_together(s, e->from) && is_together(s, e->to);
        if (e->read != READ_WITH || both || same) {
            supposed = supposed || (e->read == READ_WITH && both);
            signed_in_one = signed_in_one || (e->read == READ_WITH && same);
        } else if (e->from.id != e->to.id) {
            Str a = sy_word_ref(s->arena, sy_screen_world(s), e->from);
            Str b = sy_word_ref(s->arena, sy_screen_world(s), e->to);
            sy_buf_fmt(&trust, "%s%.*s trusts %.*s", trust.len ? ", " : "", STR_ARG(a), STR_ARG(b));
        }
    }
    if (trust.len) {
        sy_buf_fmt(t, "Closed by `with`: %.*s", STR_ARG(sy_buf_view(&trust)));
    } else {
        sy_buf_text(t, signed_in_one ? "Closed by being signed in one act"
                       : supposed    ? "Closed as the question supposes, by signing at one table"
                                     : "Closed by `with`");
    }
    sy_buf_text(t, r->bare ? "; of the others nobody has said in which order." : ".");
}

static const char *locked_words(const Screen *s, const HoldRing *r)
{
    if (r->members.len == 1) {
        return "It is itself among what it waits for.";
    }
    if (r->bare + r->with == 0) {
        return "Every condition on it says `after`: each waits for the other to be first.";
    }
    return sy_screen_world(s)->query.strict && r->bare
               ? "A bare condition is read as `after`: so each waits for the other to be first."
               : "By those of its conditions that say `after` each waits for the other to be "
                 "first.";
}

static void closing(const Screen *s, const HoldRing *r)
{
    Buf t = sy_buf_new(s->arena);
    if (r->locked) {
        sy_buf_text(&t, locked_words(s, r));
    } else if (r->with > 0) {
        closed_by(s, r, &t);
    } else {
        sy_buf_text(&t, r->members.len == 1 ? "Nobody has said whether it may count itself."
                                            : "Nobody has said whether they would move together.");
    }
    sy_screen_wrapped(s, 2, sy_buf_view(&t));
}

static bool has_signing(const Screen *s, const HoldRing *r)
{
    for (ptrdiff_t i = 0; i < r->members.len; i++) {
        if (sy_lower_signing_of(sy_screen_world(s), (PromiseId){r->members.p[i].id}).v) {
            return true;
        }
    }
    return false;
}

static void movers(const Screen *s, const HoldRing *r)
{
    Buf t = sy_buf_new(s->arena);
    bool one = r->members.len == 1;
    if (has_signing(s, r)) { // who signs in one act does not go first
        return;
    }
    if (r->first_movers.len == 0) {
        sy_buf_text(&t, one ? "It does not open it by going first alone."
                            : "No one of them opens it by going first alone.");
    } else {
        sy_buf_text(&t, r->first_movers.len == 1 ? "Opened by this one going first: "
                                                 : "Opened by any one of these going first: ");
        for (ptrdiff_t i = 0; i < r->first_movers.len; i++) {
            Str name = sy_word_ref(s->arena, sy_screen_world(s), r->first_movers.p[i]);
            sy_buf_fmt(&t, "%s%.*s", i ? ", " : "", STR_ARG(name));
        }
        sy_buf_char(&t, '.');
    }
    sy_screen_wrapped(s, 2, sy_buf_view(&t));
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
    closing(s, r);
    movers(s, r);
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
