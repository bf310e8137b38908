#include "model/load.h"

#include "lang/parse.h"

typedef struct Reading { // a file, and where it is asked for
    Str path;            // as named
    uint32_t include;    // of the tree, where parent is not 0
    uint32_t parent;     // the File it stands in; 0: named by the reader
} Reading;

typedef struct Load {
    const Loader *loader;
    Arena *arena;
    Loaded *out;
    StrMap seen;           // normal paths
    VEC(uint32_t) file_of; // by index in seen: the File; 0: it could not be read
} Load;

// ---------------------------------------------------------------- paths

Str sy_path_join(Arena *arena, Str from, Str path)
{
    ptrdiff_t slash = from.len;
    while (slash > 0 && from.p[slash - 1] != '/') {
        slash--;
    }
    if (slash == 0 || (path.len && path.p[0] == '/')) {
        return path;
    }
    return sy_str_fmt(arena, "%.*s%.*s", STR_ARG(sy_str_sub(from, 0, slash)), STR_ARG(path));
}

Str sy_path_normal(Arena *arena, Str path)
{
    Buf b = sy_buf_new(arena);
    bool rooted = path.len && path.p[0] == '/';
    ptrdiff_t floor = 0; // what `..` cannot take away
    if (rooted) {
        sy_buf_char(&b, '/');
        floor = 1;
    }
    for (ptrdiff_t at = 0; at < path.len;) {
        ptrdiff_t end = at;
        while (end < path.len && path.p[end] != '/') {
            end++;
        }
        Str part = sy_str_sub(path, at, end);
        bool up = sy_str_eq(part, STR(".."));
        if (up && b.len > floor) {
            ptrdiff_t cut = b.len - 1;
            while (cut > floor && b.p[cut - 1] != '/') {
                cut--;
            }
            b.len = cut > floor ? cut - 1 : floor;
        } else if (part.len && !sy_str_eq(part, STR(".")) && !(up && rooted)) {
            sy_buf_fmt(&b, "%s%.*s", b.len > 0 && b.p[b.len - 1] != '/' ? "/" : "", STR_ARG(part));
            floor = up ? b.len : floor;
        }
        at = end + 1;
    }
    return sy_buf_view(&b);
}

// ---------------------------------------------------------------- reading

static bool read_source(Load *l, Str path, Err *err, uint32_t *out_start)
{
    Str text = {0};
    if (l->seen.len > LOAD_FILES_LIMIT) {
        return sy_err_set(err, ERR_LIMIT, "a model has at most %d files", LOAD_FILES_LIMIT);
    }
    if (!l->loader->read(l->loader->context, l->arena, path, &text, err)) {
        return false;
    }
    *out_start = sy_sources_add(l->out->sources, path, text);
    if (*out_start == 0) {
        return sy_err_set(err, ERR_LIMIT, "the files together are larger than 3.75 GiB");
    }
    return true;
}

static int depth_of(const Load *l, uint32_t file)
{
    int depth = 0;
    for (; file && depth <= LOAD_DEPTH_LIMIT; depth++) {
        file = l->out->tree->files.p[file].include_of;
    }
    return depth;
}

static void not_read(Load *l, Span place, Str path, const Err *err)
{
    Diag *d = sy_diag(l->out->diags, D_E0105, place, "`%.*s` cannot be read", STR_ARG(path));
    sy_diag_note(l->out->diags, d, "%s", err->text);
    sy_diag_help(l->out->diags, d, "the path is relative to the file that the include stands in");
}

// Where `file` was included from, for every step of the way up to `top`.
static void cycle(Load *l, const Include *inc, const uint32_t *include_at, uint32_t file,
                  uint32_t top)
{
    Diags *diags = l->out->diags;
    Tree *t = l->out->tree;
    Diag *d =
        sy_diag(diags, D_E0104, inc->span, "`%.*s` includes itself", STR_ARG(t->files.p[top].path));
    VEC(uint32_t) chain = {0};
    for (; file != top; file = t->files.p[file].include_of) {
        vec_push(l->arena, &chain, file);
    }
    for (ptrdiff_t i = chain.len - 1; i >= 0; i--) {
        const Include *by = &t->includes.p[include_at[chain.p[i]]];
        sy_diag_label(diags, d, by->span, "which includes `%.*s`",
                      STR_ARG(t->files.p[chain.p[i]].path));
    }
    sy_diag_help(diags, d,
                 "leave out one of these includes: a file is read once, and all share "
                 "one name space");
}

static bool is_above(const Tree *t, uint32_t file, uint32_t top)
{
    for (int depth = 0; file && depth <= LOAD_DEPTH_LIMIT; depth++) {
        if (file == top) {
            return true;
        }
        file = t->files.p[file].include_of;
    }
    return false;
}

// The File of a path, parsed now unless it was before (*out_new). 0: it cannot be read.
static uint32_t parse(Load *l, Reading r, bool *out_new, Err *err)
{
    Tree *t = l->out->tree;
    bool is_new;
    ptrdiff_t at = sy_strmap_add(&l->seen, sy_path_normal(l->arena, r.path), &is_new);
    *out_new = is_new;
    if (!is_new) {
        return l->file_of.p[at];
    }
    vec_push(l->arena, &l->file_of, 0);
    uint32_t start = 0;
    if (!read_source(l, r.path, err, &start)) {
        return 0;
    }
    uint32_t guard = r.parent ? t->includes.p[r.include].guard : 0;
    const Source source = *sy_sources_at(l->out->sources, start);
    uint32_t file = sy_parse_file(t, l->out->diags, &source, r.path, r.parent, guard);
    l->file_of.p[at] = file;
    return file;
}

// ---------------------------------------------------------------- including

typedef struct Frame { // a file whose includes are being followed
    uint32_t file, next, end;
} Frame;

typedef struct Way {
    VEC(Frame) frames;
    VEC(uint32_t) include_at; // by File: the include that brought it
} Way;

static void enter(Load *l, Way *w, uint32_t file, uint32_t first, uint32_t include)
{
    while (w->include_at.len <= (ptrdiff_t)file) {
        vec_push(l->arena, &w->include_at, 0);
    }
    w->include_at.p[file] = include;
    vec_push(l->arena, &w->frames, (Frame){file, first, (uint32_t)l->out->tree->includes.len});
}

static void include(Load *l, Way *w, uint32_t file, uint32_t index)
{
    Tree *t = l->out->tree;
    const Include inc = t->includes.p[index];
    Reading r = {.include = index, .parent = file};
    r.path = sy_path_join(l->arena, t->files.p[file].path, inc.path);
    Err err = {0};
    bool is_new = false;
    uint32_t first = (uint32_t)t->includes.len;
    if (depth_of(l, file) >= LOAD_DEPTH_LIMIT) {
        sy_err_set(&err, ERR_LIMIT, "includes are nested deeper than %d", LOAD_DEPTH_LIMIT);
        not_read(l, inc.span, inc.path, &err);
        return;
    }
    uint32_t got = parse(l, r, &is_new, &err);
    if (!got && is_new) {
        not_read(l, inc.span, inc.path, &err);
    } else if (got && is_new) {
        enter(l, w, got, first, index);
    } else if (got && is_above(t, file, got)) {
        cycle(l, &inc, w->include_at.p, file, got);
    }
}

// A file and, in depth, all that it includes.
static bool load_file(Load *l, Str path, Way *w, Err *err)
{
    bool is_new;
    uint32_t first = (uint32_t)l->out->tree->includes.len;
    uint32_t file = parse(l, (Reading){.path = path}, &is_new, err);
    if (!file) {
        return false;
    }
    if (!is_new) {
        return true;
    }
    vec_push(l->arena, &l->out->paths, path);
    enter(l, w, file, first, 0);
    while (w->frames.len) {
        Frame *f = &w->frames.p[w->frames.len - 1];
        if (f->next == f->end) {
            w->frames.len--;
        } else {
            include(l, w, f->file, f->next++);
        }
    }
    return true;
}

static void not_at_hand(Load *l, const File *f, const char *why)
{
    Diag *d = sy_diag(l->out->diags, D_E0107, f->over_span, "the model `%.*s` is not at hand",
                      STR_ARG(f->over));
    sy_diag_note(l->out->diags, d, "%s", why);
    sy_diag_help(l->out->diags, d,
                 "assumptions lie over a model: name its file, relative to "
                 "this one, or on the command line");
}

// The models that files of assumptions lie over.
static void load_models(Load *l, Way *w)
{
    Tree *t = l->out->tree;
    for (ptrdiff_t i = 1; i < t->files.len; i++) {
        const File f = t->files.p[i];
        if (!f.assumptions || !f.over.len) {
            continue;
        }
        Str path = sy_path_join(l->arena, f.path, f.over);
        ptrdiff_t at = sy_strmap_find(&l->seen, sy_path_normal(l->arena, path));
        Err err = {0};
        if (at < 0 && !load_file(l, path, w, &err)) {
            not_at_hand(l, &f, err.text);
            continue;
        }
        at = sy_strmap_find(&l->seen, sy_path_normal(l->arena, path));
        if (at >= 0 && t->files.p[l->file_of.p[at]].assumptions) {
            not_at_hand(l, &f, "that file holds assumptions itself");
        }
    }
}

bool sy_load(const Loader *loader, const Str *paths, ptrdiff_t npaths, Loaded *out, Err *err)
{
    Arena *arena = loader->arena;
    Loaded got = {.sources = sy_sources_new(arena)};
    got.diags = sy_diags_new(arena, got.sources);
    got.tree = sy_tree_new(arena, sy_syms_new(arena));
    Load l = {.loader = loader, .arena = arena, .out = &got, .seen = sy_strmap_new(arena)};
    Way way = {0};
    for (ptrdiff_t i = 0; i < npaths; i++) {
        if (!load_file(&l, paths[i], &way, err)) {
            return false;
        }
    }
    load_models(&l, &way);
    got.model = sy_model_build(arena, got.tree, got.diags);
    *out = got;
    return true;
}
