#include "host/archive.h"

#include "host/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_MOST 4096

// Whether s[from, to) is a part that names a file or a folder in its own right.
static bool is_part(Str part)
{
    return part.len > 0 && part.len < 256 && !sy_str_eq(part, STR(".")) &&
           !sy_str_eq(part, STR(".."));
}

static Str next_part(Str *rest)
{
    ptrdiff_t slash = sy_str_find_char(*rest, '/');
    Str part = sy_str_sub(*rest, 0, slash < 0 ? rest->len : slash);
    *rest = slash < 0 ? (Str){0} : sy_str_sub(*rest, slash + 1, rest->len);
    return part;
}

bool sy_archive_is_name(Str name)
{
    if (name.len == 0 || name.len >= NAME_MOST || name.p[name.len - 1] == '/' ||
        sy_str_find_char(name, '\0') >= 0 || sy_str_find_char(name, '\\') >= 0) {
        return false;
    }
    Str rest = name;
    while (rest.len > 0) {
        if (!is_part(next_part(&rest))) {
            return false;
        }
    }
    return true;
}

static bool failed(Err *err, const char *what, Str name)
{
    int code = errno;
    return sy_err_set(err, ERR_IO, "%s `%.*s`: %s", what, STR_ARG(name), strerror(code));
}

static int open_folder(Arena *arena, Str folder)
{
    const char *path = folder.len == 0 ? "." : sy_str_cstring(arena, folder);
    return open(path, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
}

bool sy_archive_is_there(Arena *arena, Str folder, Err *err)
{
    FileHandle *dir = sy_file_keep(arena, open_folder(arena, folder));
    if (dir->fd < 0) {
        return failed(err, "cannot open the archive", folder);
    }
    sy_file_close(dir);
    return true;
}

// Part by part from the folder on, so that no link between leads elsewhere. *dir holds what is open.
static int open_within(Arena *arena, FileHandle *dir, Str name)
{
    Str rest = name;
    for (;;) {
        const char *part = sy_str_cstring(arena, next_part(&rest));
        int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY;
        int fd = openat(dir->fd, part, rest.len > 0 ? flags | O_DIRECTORY : flags);
        struct stat st = {0};
        if (fd < 0 && errno == ENOTDIR) { // what a link gives where a folder is asked for
            bool is_link =
                fstatat(dir->fd, part, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(st.st_mode);
            errno = is_link ? ELOOP : ENOTDIR;
        }
        if (fd < 0 || rest.len == 0) {
            return fd;
        }
        sy_file_close(dir);
        dir->fd = fd;
    }
}

ArchiveResult sy_archive_read(Arena *arena, Str folder, Str name, int64_t limit, Str *out_bytes,
                              Err *err)
{
    if (!sy_archive_is_name(name)) {
        sy_err_set(err, ERR_INVALID, "`%.*s` names no file within an archive", STR_ARG(name));
        return ARCHIVE_FAILED;
    }
    FileHandle *dir = sy_file_keep(arena, -1);
    FileHandle *file = sy_file_keep(arena, -1);
    dir->fd = open_folder(arena, folder);
    if (dir->fd < 0) {
        failed(err, "cannot open the archive", folder);
        return ARCHIVE_FAILED;
    }
    file->fd = open_within(arena, dir, name);
    int code = errno;
    bool is_link = file->fd < 0 && (code == ELOOP || code == EMLINK);
    sy_file_close(dir);
    ArchiveResult found = ARCHIVE_FOUND;
    if (file->fd < 0 && (code == ENOENT || code == ENOTDIR) && !is_link) {
        found = ARCHIVE_ABSENT;
    } else if (is_link) {
        sy_err_set(err, ERR_IO, "`%.*s` is a symbolic link, which an archive may not hold",
                   STR_ARG(name));
        found = ARCHIVE_FAILED;
    } else if (file->fd < 0) {
        errno = code;
        failed(err, "cannot open", name);
        found = ARCHIVE_FAILED;
    } else if (!sy_file_read_fd(arena, file->fd, name, limit, true, out_bytes, err)) {
        found = ARCHIVE_FAILED;
    }
    sy_file_close(file);
    return found;
}

// ---------------------------------------------------------------- listing

typedef struct Listed {
    Str name;
    int64_t size;
} Listed;

typedef struct Walk {
    Arena *arena;
    VEC(Listed) files;
    Err *err;
} Walk;

static void close_folder(void *context)
{
    DIR **dir = context;
    if (*dir != NULL) {
        closedir(*dir);
        *dir = NULL;
    }
}

static bool walk_folder(Walk *w, int fd, Str prefix, int depth);

// A link, a device, a socket is nothing of an archive.
static bool walk_entry(Walk *w, int folder, const char *name, Str prefix, int depth)
{
    struct stat st = {0};
    if (name[0] == '.' || fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        return true;
    }
    Str full = sy_str_fmt(w->arena, "%.*s%s", STR_ARG(prefix), name);
    if (S_ISREG(st.st_mode) && w->files.len >= ARCHIVE_FILE_LIMIT) {
        return sy_err_set(w->err, ERR_LIMIT, "the archive has more than %d files",
                          ARCHIVE_FILE_LIMIT);
    }
    if (S_ISREG(st.st_mode) && sy_archive_is_name(full)) {
        vec_push(w->arena, &w->files, (Listed){full, st.st_size});
    }
    if (!S_ISDIR(st.st_mode)) {
        return true;
    }
    if (depth >= ARCHIVE_DEPTH_LIMIT) {
        return sy_err_set(w->err, ERR_LIMIT, "the archive is deeper than %d folders: `%.*s`",
                          ARCHIVE_DEPTH_LIMIT, STR_ARG(full));
    }
    int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_DIRECTORY);
    if (fd < 0) {
        return failed(w->err, "cannot open", full);
    }
    return walk_folder(w, fd, sy_str_fmt(w->arena, "%.*s/", STR_ARG(full)), depth + 1);
}

// Takes over the descriptor.
static bool walk_folder(Walk *w, int fd, Str prefix, int depth)
{
    DIR **dir = NEW(w->arena, DIR *);
    FileHandle *h = sy_file_keep(w->arena, fd);
    sy_arena_defer(w->arena, close_folder, dir);
    *dir = fdopendir(fd);
    if (*dir == NULL) {
        return failed(w->err, "cannot read the folder", prefix);
    }
    h->fd = -1;
    bool ok = true;
    for (;;) {
        errno = 0;
        const struct dirent *e = readdir(*dir);
        if (e == NULL) {
            ok = ok && (errno == 0 || failed(w->err, "cannot read the folder", prefix));
            break;
        }
        if (!walk_entry(w, fd, e->d_name, prefix, depth)) {
            ok = false;
            break;
        }
    }
    close_folder(dir);
    return ok;
}

static int name_order(const void *a, const void *b)
{
    return sy_str_cmp(((const Listed *)a)->name, ((const Listed *)b)->name);
}

static bool list(Walk *w, Str folder)
{
    int fd = open_folder(w->arena, folder);
    if (fd < 0) {
        return failed(w->err, "cannot open the archive", folder);
    }
    if (!walk_folder(w, fd, STR(""), 0)) {
        return false;
    }
    if (w->files.len > 1) {
        qsort(w->files.p, (size_t)w->files.len, sizeof *w->files.p, name_order);
    }
    return true;
}

bool sy_archive_list(Arena *arena, Str folder, Str **out_names, ptrdiff_t *out_count, Err *err)
{
    Walk w = {.arena = arena, .err = err};
    if (!list(&w, folder)) {
        return false;
    }
    Str *names = NEW_N(arena, Str, w.files.len);
    for (ptrdiff_t i = 0; i < w.files.len; i++) {
        names[i] = w.files.p[i].name;
    }
    *out_names = names;
    *out_count = w.files.len;
    return true;
}

ArchiveResult sy_archive_find(Arena *arena, Str folder, const Sha256 *wanted, int64_t length,
                              ArchiveFile *out, Err *err)
{
    Walk w = {.arena = arena, .err = err};
    if (!list(&w, folder)) {
        return ARCHIVE_FAILED;
    }
    for (ptrdiff_t i = 0; i < w.files.len; i++) {
        const Listed *file = &w.files.p[i];
        if (file->size != length) {
            continue;
        }
        ArenaMark mark = sy_arena_mark(arena);
        Str bytes = {0};
        Err unread = {0};
        if (sy_archive_read(arena, folder, file->name, length, &bytes, &unread) == ARCHIVE_FOUND) {
            Sha256 sha = sy_sha256(bytes);
            if (memcmp(sha.b, wanted->b, sizeof sha.b) == 0) {
                *out = (ArchiveFile){file->name, bytes};
                return ARCHIVE_FOUND;
            }
        }
        sy_arena_rewind(arena, mark);
    }
    return ARCHIVE_ABSENT;
}
