#include "show/positions.h"

static void source(Buf *b, const PositionsAnswer *a, const PositionSource *s, int columns)
{
    Arena *arena = b->arena;
    const Sentence *x = &a->world->tree->sentences.p[s->sentence];
    Str head = sy_word_head(arena, a->world, s->sentence);
    Str label = sy_word_label(arena, a->world, s->sentence);
    Str cites = sy_word_cites(arena, a->world, x->entry);
    Buf t = sy_buf_new(arena);
    sy_buf_fmt(&t, "%s: %.*s %.*s", s->role, STR_ARG(head), STR_ARG(label));
    if (cites.len) {
        sy_buf_fmt(&t, " {%.*s}", STR_ARG(cites));
    }
    sy_buf_text(b, "    ");
    sy_buf_wrap(b, sy_buf_view(&t), 4, 6, columns);
}

static void line(Buf *b, const PositionsAnswer *a, const PositionLine *l, const ShowOptions *o)
{
    Arena *arena = b->arena;
    int columns = sy_show_columns(o);
    Buf t = sy_buf_new(arena);
    sy_buf_fmt(&t, "%.*s.", STR_ARG(l->words));
    if (l->position->grade) {
        sy_buf_fmt(&t, " %s%s", sy_rank_name((Rank)l->position->rank), l->word ? ", " : "");
        if (l->word) {
            sy_buf_str(&t, sy_word_day(arena, &a->world->tree->sentences.p[l->word]));
            sy_buf_char(&t, ' ');
            sy_buf_str(&t, sy_word_label(arena, a->world, l->word));
        }
    }
    if (l->origins > 1) {
        sy_buf_fmt(&t, " (%u origins)", l->origins);
    }
    sy_buf_wrap(b, sy_buf_view(&t), 0, 4, columns);
    if (l->terms.len) {
        sy_buf_text(b, "    ");
        sy_buf_wrap(b, l->terms, 4, 6, columns);
    }
    if (l->states.len) {
        sy_buf_text(b, "    ");
        sy_buf_wrap(b, l->states, 4, 6, columns);
    }
    for (ptrdiff_t i = 0; !o->quiet && i < l->sources.len; i++) {
        source(b, a, &l->sources.p[i], columns);
    }
}

void sy_show_positions_text(Buf *b, const PositionsAnswer *a, ShowOptions o)
{
    if (a->lines.len == 0) {
        sy_buf_text(b, "Nobody has said anything of it.\n");
    }
    for (ptrdiff_t i = 0; i < a->lines.len; i++) {
        line(b, a, &a->lines.p[i], &o);
    }
    for (ptrdiff_t i = 0; i < a->denunciations.len; i++) {
        Str head = sy_word_head(b->arena, a->world, a->denunciations.p[i]);
        Str label = sy_word_label(b->arena, a->world, a->denunciations.p[i]);
        Str text = sy_str_fmt(b->arena, "Said against what binds, and moves nothing: %.*s %.*s",
                              STR_ARG(head), STR_ARG(label));
        sy_buf_wrap(b, text, 0, 2, sy_show_columns(&o));
    }
    sy_show_count(b, a->lines.len, "position", "positions");
    sy_buf_char(b, '\n');
}

static void json_source(Json *j, const PositionsAnswer *a, const PositionSource *s)
{
    Arena *arena = a->world->arena;
    const Sentence *x = &a->world->tree->sentences.p[s->sentence];
    int line, column;
    sy_sources_locate(a->world->model->sources, sy_sentence_entry(a->world, x)->span.start, &line,
                      &column);
    sy_json_object(j);
    sy_json_key_str(j, "role", sy_str_from(s->role));
    sy_json_key_str(j, "sentence", sy_word_head(arena, a->world, s->sentence));
    sy_json_key_str(j, "label", sy_word_label(arena, a->world, s->sentence));
    sy_json_key_int(j, "line", line);
    sy_json_key_str(j, "cites", sy_word_cites(arena, a->world, x->entry));
    sy_json_end(j);
}

void sy_show_positions_json(Json *j, const PositionsAnswer *a)
{
    Arena *arena = a->world->arena;
    sy_json_key(j, "positions");
    sy_json_list(j);
    for (ptrdiff_t i = 0; i < a->lines.len; i++) {
        const PositionLine *l = &a->lines.p[i];
        const Position *q = l->position;
        sy_json_object(j);
        sy_json_key_str(j, "name", sy_promise_name(arena, a->world->model, l->promise));
        sy_json_key_str(j, "words", l->words);
        if (q->grade) {
            Buf day = sy_buf_new(arena);
            sy_day_write(&day, q->day);
            sy_json_key_str(j, "grade", sy_str_from(sy_grade_name((Grade)q->grade)));
            sy_json_key_str(j, "voice", sy_str_from(sy_rank_name((Rank)q->rank)));
            sy_json_key_str(j, "day", sy_buf_view(&day));
        }
        sy_json_key_int(j, "origins", l->origins);
        sy_json_key(j, "conditions");
        sy_json_list(j);
        for (ptrdiff_t k = 0; k < q->needs.len; k++) {
            sy_json_str(j, sy_word_need(arena, a->world, &q->needs.p[k]));
        }
        sy_json_end(j);
        if (l->terms.len) {
            sy_json_key_str(j, "terms", l->terms);
        }
        if (l->states.len) {
            sy_json_key_str(j, "states", l->states);
        }
        sy_json_key(j, "sources");
        sy_json_list(j);
        for (ptrdiff_t k = 0; k < l->sources.len; k++) {
            json_source(j, a, &l->sources.p[k]);
        }
        sy_json_end(j);
        sy_json_end(j);
    }
    sy_json_end(j);
}
