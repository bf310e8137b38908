#include "ask/add.h"

#include "lang/fmt.h"
#include "lang/parse.h"

typedef struct Add {
    Arena *arena;
    const Model *model;
    const AddAsk *ask;
    uint32_t file;
    Str path, old; // the file's path and its text
    Str new_text;  // with the sentence
} Add;

// A place for new lines: at the start of a line of the old text, or at its end.
typedef struct Spot {
    ptrdiff_t at;
    bool blank_before, blank_after;
} Spot;

// ---------------------------------------------------------------- the sentence as given

// One way of ending lines, no blanks at the ends of the whole.
static Str plain_lines(Arena *arena, Str s)
{
    Buf b = sy_buf_new(arena);
    s = sy_str_trim(s);
    for (ptrdiff_t i = 0; i < s.len; i++) {
        if (s.p[i] != '\r' || i + 1 == s.len || s.p[i + 1] != '\n') {
            sy_buf_char(&b, s.p[i]);
        }
    }
    return sy_buf_view(&b);
}

typedef struct Parsed {
    Tree *tree;
    Diags *diags;
    uint32_t start; // of the source
} Parsed;

static Parsed parse_text(Arena *arena, Str path, Str text)
{
    Sources *sources = sy_sources_new(arena);
    Parsed p = {sy_tree_new(arena, sy_syms_new(arena)), sy_diags_new(arena, sources),
                sy_sources_add(sources, path, text)};
    if (p.start) {
        Source source = *sy_sources_at(sources, p.start);
        sy_parse_file(p.tree, p.diags, &source, path, 0, 0);
    }
    return p;
}

// The sentence of a text that is nothing but one, and the position where the text begins; null: it
// cannot be read.
static const Sentence *read_sentence(const Add *a, Str entry, uint32_t *out_start)
{
    Str first = STR("surety 1\n");
    Str text = sy_str_fmt(a->arena, "%.*s%.*s\n", STR_ARG(first), STR_ARG(entry));
    Parsed p = parse_text(a->arena, a->path, text);
    *out_start = p.start + (uint32_t)first.len;
    for (ptrdiff_t i = 1; i < p.tree->entries.len; i++) {
        const Entry *e = &p.tree->entries.p[i];
        if (e->kind == ENTRY_SENTENCE && !e->broken) {
            return &p.tree->sentences.p[e->detail];
        }
    }
    return NULL;
}

// The label stands behind the sentence proper, before any clause.
static void write_labelled(const Add *a, Buf *b, Str entry)
{
    uint32_t start = 0;
    const Sentence *s = read_sentence(a, entry, &start);
    ptrdiff_t at = s ? (ptrdiff_t)(s->span.end - start) : entry.len;
    sy_buf_str(b, sy_str_sub(entry, 0, at));
    sy_buf_fmt(b, "%s[%.*s]", s ? " " : "\n    ", STR_ARG(a->ask->label));
    sy_buf_str(b, sy_str_sub(entry, at, entry.len));
}

// With the label and the citations.
static Str entry_text(const Add *a, Str entry)
{
    Buf b = sy_buf_new(a->arena);
    if (a->ask->label.len > 0) {
        write_labelled(a, &b, entry);
    } else {
        sy_buf_str(&b, entry);
    }
    for (ptrdiff_t i = 0; i < a->ask->ncites; i++) {
        sy_buf_fmt(&b, "\n    cite %.*s", STR_ARG(a->ask->cites[i]));
    }
    return sy_buf_view(&b);
}

// The day that orders it.
static Day day_of(const Sentence *s)
{
    return sy_sentence_day(s);
}

// ---------------------------------------------------------------- its place

static ptrdiff_t line_start(Str s, ptrdiff_t at)
{
    while (at > 0 && s.p[at - 1] != '\n') {
        at--;
    }
    return at;
}

// Behind the line end of the line that `at` is in.
static ptrdiff_t line_over(Str s, ptrdiff_t at)
{
    while (at < s.len && s.p[at] != '\n') {
        at++;
    }
    return at < s.len ? at + 1 : at;
}

typedef enum LineKind { LINE_BLANK, LINE_COMMENT, LINE_INNER_COMMENT, LINE_OTHER } LineKind;

// What the line that begins at `at` holds: nothing, a comment at the margin or farther in.
static LineKind line_kind(Str s, ptrdiff_t at)
{
    ptrdiff_t i = at;
    while (i < s.len && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r')) {
        i++;
    }
    if (i == s.len || s.p[i] == '\n') {
        return LINE_BLANK;
    }
    return s.p[i] != '#' ? LINE_OTHER : i > at ? LINE_INNER_COMMENT : LINE_COMMENT;
}

static ptrdiff_t entry_begin(const Add *a, const Entry *e)
{
    uint32_t start = a->model->tree->files.p[a->file].source_start;
    return line_start(a->old, (ptrdiff_t)(e->whole.start - start));
}

// Behind the entry's last line and the comments that belong to it: those farther in.
static ptrdiff_t entry_over(const Add *a, const Entry *e)
{
    uint32_t start = a->model->tree->files.p[a->file].source_start;
    ptrdiff_t at = (ptrdiff_t)(e->whole.end - start);
    while (at > 0 && (a->old.p[at - 1] == '\n' || a->old.p[at - 1] == '\r')) {
        at--;
    }
    at = line_over(a->old, at);
    while (at < a->old.len && line_kind(a->old, at) == LINE_INNER_COMMENT) {
        at = line_over(a->old, at);
    }
    return at;
}

// Do blank lines, and nothing else, stand between these two?
static bool parted_by_blanks(const Add *a, const Entry *first, const Entry *second)
{
    ptrdiff_t at = entry_over(a, first), to = entry_begin(a, second);
    bool any = at < to;
    for (; at < to; at = line_over(a->old, at)) {
        any = any && line_kind(a->old, at) == LINE_BLANK;
    }
    return any;
}

static Spot at_end(const Add *a)
{
    Spot s = {.at = a->old.len};
    s.blank_before = s.at > 0 && line_kind(a->old, line_start(a->old, s.at - 1)) != LINE_BLANK;
    return s;
}

// Before the first sentence, and before the comment above it.
static Spot before(const Add *a, const Entry *e)
{
    Spot s = {.at = entry_begin(a, e)};
    ptrdiff_t top = s.at;
    while (top > 0 && line_kind(a->old, line_start(a->old, top - 1)) == LINE_COMMENT) {
        top = line_start(a->old, top - 1);
    }
    s.blank_after = top < s.at;
    s.at = top;
    return s;
}

static Spot find_spot(const Add *a, Day day)
{
    const Tree *t = a->model->tree;
    const Entry *last = NULL, *above = NULL, *first = NULL; // `above`: the sentence above `last`
    const Entry *entry = NULL;
    for (ptrdiff_t i = 1; i < t->entries.len; i++) {
        const Entry *e = &t->entries.p[i];
        if (e->file != a->file) {
            continue;
        }
        if (e->kind == ENTRY_SENTENCE && !e->broken) {
            first = first ? first : e;
            if (day_of(&t->sentences.p[e->detail]) <= day) {
                above = entry && entry->kind == ENTRY_SENTENCE ? entry : NULL;
                last = e;
            }
        }
        entry = e;
    }
    if (last) {
        return (Spot){.at = entry_over(a, last),
                      .blank_before = above && parted_by_blanks(a, above, last)};
    }
    return first ? before(a, first) : at_end(a);
}

// ---------------------------------------------------------------- how it is written

static ptrdiff_t entries_of(const Tree *t, uint32_t file)
{
    ptrdiff_t n = 0;
    for (ptrdiff_t i = 1; i < t->entries.len; i++) {
        n += t->entries.p[i].file == file;
    }
    return n;
}

// What stands above the sentence in what was given: comments, kept as they are.
static ptrdiff_t leading_comments(Str entry)
{
    ptrdiff_t at = 0;
    while (at < entry.len && line_kind(entry, at) != LINE_OTHER) {
        at = line_over(entry, at);
    }
    return at;
}

// As `fmt` writes it at the end of this file, whose declarations give the spelling of names. What
// it cannot read stays as given: loading will say why.
static Str formatted(const Add *a, Str entry)
{
    ptrdiff_t lead = leading_comments(entry);
    Str comments = sy_str_sub(entry, 0, lead), body = sy_str_sub(entry, lead, entry.len);
    Str whole = sy_str_fmt(a->arena, "%.*s\n%.*s\n", STR_ARG(a->old), STR_ARG(body));
    Sources *sources = sy_sources_new(a->arena);
    uint32_t start = sy_sources_add(sources, a->path, whole);
    Buf b = sy_buf_new(a->arena);
    if (!start) {
        return entry;
    }
    Source source = *sy_sources_at(sources, start);
    if (!sy_fmt(&b, a->arena, sy_syms_new(a->arena), &source, sy_diags_new(a->arena, sources))) {
        return entry;
    }
    Str all = sy_buf_view(&b);
    Parsed p = parse_text(a->arena, a->path, all);
    if (entries_of(p.tree, 1) != entries_of(a->model->tree, a->file) + 1) {
        return entry;
    }
    const Entry *e = &p.tree->entries.p[p.tree->entries.len - 1];
    Str it = sy_str_trim(sy_str_sub(all, (ptrdiff_t)(e->whole.start - p.start), all.len));
    return sy_str_fmt(a->arena, "%.*s%.*s", STR_ARG(comments), STR_ARG(it));
}

// The lines end as those of the file do.
static void write_lines(const Add *a, Buf *b, Str lines)
{
    ptrdiff_t first = sy_str_find_char(a->old, '\n');
    bool returns = first > 0 && a->old.p[first - 1] == '\r';
    for (ptrdiff_t i = 0; i < lines.len; i++) {
        if (lines.p[i] == '\n' && returns) {
            sy_buf_char(b, '\r');
        }
        sy_buf_char(b, lines.p[i]);
    }
}

static Str with_entry(const Add *a, Spot s, Str entry, ptrdiff_t *out_from)
{
    Buf b = sy_buf_new(a->arena);
    sy_buf_str(&b, sy_str_sub(a->old, 0, s.at));
    if (s.at > 0 && a->old.p[s.at - 1] != '\n') {
        write_lines(a, &b, STR("\n"));
    }
    if (s.blank_before) {
        write_lines(a, &b, STR("\n"));
    }
    *out_from = b.len;
    write_lines(a, &b, entry);
    write_lines(a, &b, s.blank_after ? STR("\n\n") : STR("\n"));
    sy_buf_str(&b, sy_str_sub(a->old, s.at, a->old.len));
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- the model with it

// The texts of the old model, but for the one that changed.
static bool read_kept(void *context, SY_UNUSED Arena *arena, Str path, Str *out, Err *err)
{
    const Add *a = context;
    const Tree *t = a->model->tree;
    if (sy_str_eq(path, a->path)) {
        *out = a->new_text;
        return true;
    }
    for (ptrdiff_t i = 1; i < t->files.len; i++) {
        const Source *s = sy_sources_at(a->model->sources, t->files.p[i].source_start);
        if (s && sy_str_eq(path, t->files.p[i].path)) {
            *out = s->text;
            return true;
        }
    }
    return sy_err_set(err, ERR_IO, "`%.*s` is not at hand", STR_ARG(path));
}

static bool load_again(Add *a, Loaded *out, Err *err)
{
    const Tree *t = a->model->tree;
    VEC(Str) paths = {0};
    for (ptrdiff_t i = 1; i < t->files.len; i++) {
        if (t->files.p[i].include_of == 0) {
            vec_push(a->arena, &paths, t->files.p[i].path);
        }
    }
    Loader loader = {.arena = a->arena, .read = read_kept, .context = a};
    return sy_load(&loader, paths.p, paths.len, out, err);
}

// One entry more, a sentence, within the lines that were put in: nothing of its neighbours.
static bool is_one_sentence(const Add *a, const Tree *now, ptrdiff_t from, ptrdiff_t to)
{
    uint32_t start = 0, file = 0;
    for (uint32_t i = 1; i < (uint32_t)now->files.len && !file; i++) {
        file = sy_str_eq(now->files.p[i].path, a->path) ? i : 0;
        start = now->files.p[i].source_start;
    }
    ptrdiff_t inside = 0;
    bool sentence = false;
    for (ptrdiff_t i = 1; i < now->entries.len; i++) {
        const Entry *e = &now->entries.p[i];
        ptrdiff_t at = (ptrdiff_t)e->whole.start - start, end = (ptrdiff_t)e->whole.end - start;
        if (e->file == file && at >= from && at < to) {
            inside++;
            sentence = e->kind == ENTRY_SENTENCE && end <= to;
        }
    }
    return inside == 1 && sentence &&
           entries_of(now, file) == entries_of(a->model->tree, a->file) + 1;
}

static uint32_t first_file(const Tree *t)
{
    for (uint32_t i = 1; i < (uint32_t)t->files.len; i++) {
        if (!t->files.p[i].assumptions) {
            return i;
        }
    }
    return 0;
}

static int line_number(Str text, ptrdiff_t at)
{
    int line = 1;
    for (ptrdiff_t i = 0; i < at; i++) {
        line += text.p[i] == '\n';
    }
    return line;
}

bool sy_ask_add(Arena *arena, const Model *m, const AddAsk *ask, Added *out, Err *err)
{
    Add a = {.arena = arena, .model = m, .ask = ask};
    a.file = ask->file ? ask->file : first_file(m->tree);
    const Source *source = sy_sources_at(m->sources, m->tree->files.p[a.file].source_start);
    if (!a.file || !source) {
        return sy_err_set(err, ERR_INVALID, "the model has no file for sentences");
    }
    a.path = m->tree->files.p[a.file].path;
    a.old = source->text;
    Str entry = plain_lines(arena, ask->sentence);
    if (leading_comments(entry) == entry.len) {
        return sy_err_set(err, ERR_INVALID, "there is no sentence to add");
    }
    entry = entry_text(&a, entry);
    uint32_t start = 0;
    const Sentence *s = read_sentence(&a, entry, &start);
    Spot spot = find_spot(&a, s ? day_of(s) : DAY_LAST);
    entry = formatted(&a, entry);
    Added got = {.file = a.file, .path = a.path, .entry = entry};
    ptrdiff_t from = 0;
    a.new_text = got.text = with_entry(&a, spot, entry, &from);
    if (!load_again(&a, &got.loaded, err)) {
        return false;
    }
    ptrdiff_t to = a.new_text.len - (a.old.len - spot.at);
    got.refused = got.loaded.diags->errors > 0;
    if (!got.refused && !is_one_sentence(&a, got.loaded.tree, from, to)) {
        return sy_err_set(err, ERR_INVALID, "what is added is one sentence, no more and no less");
    }
    got.line = line_number(got.text, from + leading_comments(entry));
    *out = got;
    return true;
}
