#include "show/why.h"

static const char *verdict_phrase(Verdict v)
{
    switch ((int)v) {
    case VERDICT_TOGETHER: return "would stand only together";
    case VERDICT_FOLLOWS: return "follows what would stand only together";
    case VERDICT_UNSAID: return "nobody has said";
    default: return sy_verdict_words(v);
    }
}

static const char *mark_sign(WhyMark m)
{
    switch (m) {
    case WHY_MET: return "+ ";
    case WHY_UNMET: return "- ";
    case WHY_SHOWN: return "x ";
    case WHY_CREDIT: return "~ ";
    case WHY_ABOVE: return "^ ";
    case WHY_PLAIN: break;
    }
    return "  ";
}

static void line(Buf *b, const World *w, const WhyLine *l, int columns)
{
    Arena *arena = b->arena;
    int indent = 2 * l->depth;
    indent = indent > columns / 2 ? columns / 2 : indent;
    Buf t = sy_buf_new(arena);
    sy_buf_str(&t, l->text);
    if (l->withdrawn) {
        sy_buf_text(&t, ": said, and withdrawn");
    } else if (l->verdict) {
        sy_buf_fmt(&t, "%s%s", l->verdict == VERDICT_UNSAID ? ": " : " ",
                   verdict_phrase((Verdict)l->verdict));
    }
    if (l->mark == WHY_CREDIT) {
        sy_buf_text(&t, l->verdict == VERDICT_TOGETHER
                            ? ": on the circle, met by moving together"
                            : ": on the circle, where each waits for the other");
    } else if (l->mark == WHY_ABOVE) {
        sy_buf_text(&t, ": shown above");
    }
    if (l->note.len) {
        sy_buf_fmt(&t, ": %.*s", STR_ARG(l->note));
    }
    if (l->in_words) {
        Str said = sy_word_sentence(arena, w, l->sentence);
        sy_buf_fmt(&t, ": %.*s", STR_ARG(said));
    }
    if (l->cites.len) {
        sy_buf_fmt(&t, " {%.*s}", STR_ARG(l->cites));
    }
    sy_buf_pad(b, ' ', indent);
    sy_buf_text(b, mark_sign((WhyMark)l->mark));
    sy_buf_wrap(b, sy_buf_view(&t), indent + 2, indent + 4, columns);
}

#define WHY_LINES_SHOWN 60

void sy_show_why_text(Buf *b, const WhyAnswer *a, ShowOptions o)
{
    Arena *arena = b->arena;
    int columns = sy_show_columns(&o);
    Str name = sy_word_ref(arena, a->world, a->thing);
    Str head = sy_str_fmt(
        arena, "%.*s %s%s.", STR_ARG(name), a->verdict == VERDICT_UNSAID ? "does not stand: " : "",
        a->withdrawn ? "it was said, and withdrawn" : verdict_phrase((Verdict)a->verdict));
    if (a->verdict == VERDICT_DISPUTED && a->answers.len) {
        head = sy_str_fmt(arena, "%.*s is disputed: %.*s.", STR_ARG(name), STR_ARG(a->answers));
    }
    sy_buf_wrap(b, head, 0, 2, columns);
    if (o.quiet) {
        return;
    }
    ptrdiff_t most = o.verbose ? a->lines.len : WHY_LINES_SHOWN;
    for (ptrdiff_t i = 0; i < a->lines.len && i < most; i++) {
        line(b, a->world, &a->lines.p[i], columns);
    }
    if (a->lines.len > most) {
        sy_buf_fmt(b, "... and %td more lines (-v)\n", a->lines.len - most);
    }
    Str question = sy_word_question(arena, a->world);
    if (question.len) {
        sy_buf_wrap(b, sy_str_fmt(arena, "Asked %.*s.", STR_ARG(question)), 0, 2, columns);
    }
    if (a->under.len) {
        sy_buf_wrap(b, sy_str_fmt(arena, "Under %.*s.", STR_ARG(a->under)), 0, 2, columns);
    }
    sy_buf_text(b, "+ holds   - does not hold   x shown false   ~ on the circle   ^ shown above\n");
}

void sy_show_why_json(Json *j, const WhyAnswer *a)
{
    static const char *const marks[] = {"", "met", "unmet", "shown-false", "circle", "above"};
    Arena *arena = a->world->arena;
    sy_json_key_str(j, "name", sy_word_ref(arena, a->world, a->thing));
    sy_json_key_str(j, "verdict", sy_str_from(sy_verdict_words((Verdict)a->verdict)));
    if (a->verdict == VERDICT_DISPUTED) {
        sy_json_key_str(j, "disputed", a->answers);
    }
    sy_json_key_str(j, "under", a->under);
    sy_json_key_str(j, "asked", sy_word_question(arena, a->world));
    sy_json_key(j, "lines");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->lines.len; i++) {
        const WhyLine *l = &a->lines.p[i];
        sy_json_object(j);
        sy_json_key_int(j, "depth", l->depth);
        sy_json_key_str(j, "mark", sy_str_from(marks[l->mark]));
        sy_json_key_str(j, "text", l->text);
        if (l->verdict) {
            sy_json_key_str(j, "verdict", sy_str_from(sy_verdict_words((Verdict)l->verdict)));
        }
        if (l->note.len || l->withdrawn) {
            sy_json_key_str(j, "note", l->withdrawn ? STR("said, and withdrawn") : l->note);
        }
        if (l->sentence) {
            sy_json_key_str(j, "sentence", sy_word_head(arena, a->world, l->sentence));
            sy_json_key_str(j, "label", sy_word_label(arena, a->world, l->sentence));
        }
        if (l->cites.len) {
            sy_json_key_str(j, "cites", l->cites);
        }
        sy_json_end(j);
    }
    sy_json_end(j);
}
