#include "host/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((ptrdiff_t)1 << 30)         // of one read or write
#define STREAM_FIRST ((ptrdiff_t)64 << 10) // first room for what has no size
#define LINKS_MOST 40                      // symbolic links followed, as the system does
#define PATH_MOST 4096
#define NAMES_MOST 1000 // temporary names tried

static bool failed(Err *err, const char *what, Str name)
{
    int code = errno;
    return sy_err_set(err, ERR_IO, "%s `%.*s`: %s", what, STR_ARG(name), strerror(code));
}

// ---------------------------------------------------------------- descriptors

static void close_kept(void *context)
{
    sy_file_close(context);
}

FileHandle *sy_file_keep(Arena *arena, int fd)
{
    FileHandle *h = NEW(arena, FileHandle);
    h->fd = fd;
    sy_arena_defer(arena, close_kept, h);
    return h;
}

void sy_file_close(FileHandle *h)
{
    if (h->fd >= 0) {
        close(h->fd);
        h->fd = -1;
    }
}

static ptrdiff_t read_some(int fd, char *p, ptrdiff_t n)
{
    ssize_t got = 0;
    do {
        got = read(fd, p, (size_t)(n < CHUNK ? n : CHUNK));
    } while (got < 0 && errno == EINTR);
    return got;
}

static bool write_all(int fd, Str bytes)
{
    ptrdiff_t at = 0;
    while (at < bytes.len) {
        ptrdiff_t n = bytes.len - at < CHUNK ? bytes.len - at : CHUNK;
        ssize_t put = write(fd, bytes.p + at, (size_t)n);
        if (put < 0 && errno != EINTR) {
            return false;
        }
        if (put == 0) {
            errno = ENOSPC;
            return false;
        }
        at += put > 0 ? put : 0;
    }
    return true;
}

// ---------------------------------------------------------------- reading

static bool too_long(Err *err, Str name, int64_t limit)
{
    return sy_err_set(err, ERR_LIMIT, "`%.*s` is longer than %lld bytes", STR_ARG(name),
                      (long long)limit);
}

// What has no size: grown as it comes, one byte beyond the limit at most.
static bool read_stream(Arena *arena, int fd, Str name, int64_t limit, Str *out, Err *err)
{
    Buf b = sy_buf_new(arena);
    for (;;) {
        int64_t room = limit + 1 - b.len;
        ptrdiff_t want = (ptrdiff_t)(room < STREAM_FIRST ? room : STREAM_FIRST);
        sy_buf_room(&b, want);
        ptrdiff_t got = read_some(fd, b.p + b.len, want);
        if (got < 0) {
            return failed(err, "cannot read", name);
        }
        if (got == 0) {
            break;
        }
        b.len += got;
        if (b.len > limit) {
            return too_long(err, name, limit);
        }
    }
    *out = b.len > 0 ? sy_buf_view(&b) : STR("");
    return true;
}

static bool same_state(const struct stat *a, const struct stat *b)
{
    return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool read_regular(Arena *arena, int fd, Str name, const struct stat *before, Str *out,
                         Err *err)
{
    ptrdiff_t size = (ptrdiff_t)before->st_size;
    char *p = sy_arena_alloc(arena, size + 1, 1); // one byte more shows growth
    ptrdiff_t n = 0;
    while (n <= size) {
        ptrdiff_t got = read_some(fd, p + n, size + 1 - n);
        if (got < 0) {
            return failed(err, "cannot read", name);
        }
        if (got == 0) {
            break;
        }
        n += got;
    }
    struct stat after = {0};
    if (fstat(fd, &after) != 0) {
        return failed(err, "cannot read", name);
    }
    if (n != size || !same_state(before, &after)) {
        return sy_err_set(err, ERR_IO, "`%.*s` changed while it was read", STR_ARG(name));
    }
    *out = (Str){p, size};
    return true;
}

bool sy_file_read_fd(Arena *arena, int fd, Str name, int64_t limit, bool only_regular, Str *out,
                     Err *err)
{
    struct stat st = {0};
    if (fstat(fd, &st) != 0) {
        return failed(err, "cannot read", name);
    }
    if (S_ISDIR(st.st_mode)) {
        return sy_err_set(err, ERR_IO, "`%.*s` is a directory", STR_ARG(name));
    }
    bool is_regular = S_ISREG(st.st_mode);
    bool is_stream = S_ISFIFO(st.st_mode) || S_ISCHR(st.st_mode) || S_ISSOCK(st.st_mode);
    if (!is_regular && (only_regular || !is_stream)) {
        return sy_err_set(err, ERR_IO, "`%.*s` is no ordinary file", STR_ARG(name));
    }
    if (is_regular && (int64_t)st.st_size > limit) {
        return too_long(err, name, limit);
    }
    // Files that the kernel makes up (/proc) have no size; a descriptor we were given may stand
    // behind its beginning.
    bool from_start = is_regular && st.st_size > 0 && lseek(fd, 0, SEEK_CUR) == 0;
    return from_start ? read_regular(arena, fd, name, &st, out, err)
                      : read_stream(arena, fd, name, limit, out, err);
}

static bool path_is_usable(Str path, Err *err)
{
    if (path.len == 0) {
        return sy_err_set(err, ERR_INVALID, "the name of a file is empty");
    }
    if (path.len >= PATH_MOST || sy_str_find_char(path, '\0') >= 0) {
        return sy_err_set(err, ERR_INVALID, "`%.*s` cannot name a file", STR_ARG(path));
    }
    return true;
}

// Opened without waiting, since a name may lead to anything. At a pipe its writer is waited for
// before the first reading, which would else find the end; it is not opened again, since a writer
// may have come meanwhile.
static int open_to_read(const char *path)
{
    struct stat st = {0};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd >= 0 && fstat(fd, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode)) {
        struct pollfd writer = {.fd = fd, .events = POLLIN};
        if (S_ISFIFO(st.st_mode)) {
            poll(&writer, 1, -1);
        }
        fcntl(fd, F_SETFL, O_RDONLY);
    }
    return fd;
}

bool sy_file_read(Arena *arena, Str path, int64_t limit, Str *out, Err *err)
{
    SY_ASSERT(limit >= 0 && limit < PTRDIFF_MAX);
    if (sy_str_eq(path, STR("-"))) {
        return sy_file_read_fd(arena, STDIN_FILENO, STR("standard input"), limit, false, out, err);
    }
    if (!path_is_usable(path, err)) {
        return false;
    }
    FileHandle *h = sy_file_keep(arena, -1);
    h->fd = open_to_read(sy_str_cstring(arena, path));
    if (h->fd < 0) {
        return failed(err, "cannot open", path);
    }
    bool ok = sy_file_read_fd(arena, h->fd, path, limit, false, out, err);
    sy_file_close(h);
    return ok;
}

// ---------------------------------------------------------------- writing

// The path without its last part, the slash kept: "a/b" gives "a/", "b" gives "".
static Str folder_of(Str path)
{
    ptrdiff_t n = path.len;
    while (n > 0 && path.p[n - 1] != '/') {
        n--;
    }
    return sy_str_sub(path, 0, n);
}

// What the path leads to when its symbolic links are followed; the last need not exist.
static bool follow_links(Arena *scratch, Str path, Str *out, Err *err)
{
    Str at = path;
    for (int i = 0; i < LINKS_MOST; i++) {
        char target[PATH_MOST];
        ssize_t n = readlink(sy_str_cstring(scratch, at), target, sizeof target);
        if (n < 0) {
            *out = at;
            return true;
        }
        Str to = {target, (ptrdiff_t)n};
        Str folder = sy_str_starts(to, STR("/")) ? STR("") : folder_of(at);
        at = sy_str_fmt(scratch, "%.*s%.*s", STR_ARG(folder), STR_ARG(to));
        if (!path_is_usable(at, err)) {
            return false;
        }
    }
    errno = ELOOP;
    return failed(err, "cannot write", path);
}

typedef struct Writer {
    Str path;           // as given, for messages
    const char *target; // what is written
    const char *folder; // where it stands
    char *temporary;    // room for its name
    size_t temporary_size;
    bool exists;
    struct stat old;
} Writer;

// Nothing is allocated after this, so that no trap leaves a temporary file behind.
static bool prepare(Arena *scratch, Str path, Writer *w, Err *err)
{
    Str target = {0};
    if (!path_is_usable(path, err) || !follow_links(scratch, path, &target, err)) {
        return false;
    }
    Str folder = folder_of(target);
    w->path = path;
    w->target = sy_str_cstring(scratch, target);
    w->folder = folder.len == 0 ? "." : sy_str_cstring(scratch, folder);
    w->temporary_size = (size_t)folder.len + 64;
    w->temporary = NEW_N(scratch, char, (ptrdiff_t)w->temporary_size);
    memcpy(w->temporary, folder.len > 0 ? folder.p : "", (size_t)folder.len);
    w->exists = lstat(w->target, &w->old) == 0;
    if (!w->exists && errno != ENOENT) {
        return failed(err, "cannot write", path);
    }
    if (w->exists && !S_ISREG(w->old.st_mode)) {
        return sy_err_set(err, ERR_IO, "cannot write `%.*s`: it is no ordinary file",
                          STR_ARG(path));
    }
    if (w->exists && access(w->target, W_OK) != 0) {
        return failed(err, "cannot write", path);
    }
    return true;
}

// A new file that nobody else has; its name is in w->temporary.
static int open_temporary(Writer *w)
{
    size_t at = strlen(w->temporary);
    int fd = -1;
    for (int i = 0; i < NAMES_MOST; i++) {
        snprintf(w->temporary + at, w->temporary_size - at, ".surety-%ld-%d.tmp", (long)getpid(),
                 i);
        fd = open(w->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                  w->exists ? 0600 : 0666);
        if (fd >= 0 || errno != EEXIST) {
            break;
        }
    }
    return fd;
}

// The owner comes first: to change it takes bits from the mode. Where we may not, the mode is kept
// all the same.
static bool keep_mode(int fd, const Writer *w)
{
    if (!w->exists) {
        return true;
    }
    bool owned = fchown(fd, w->old.st_uid, w->old.st_gid) == 0;
    mode_t most = owned ? 07777 : 0777; // no set-user-id for another owner
    return fchmod(fd, w->old.st_mode & most) == 0;
}

// The name lasts once its folder is on the disk; a file system that cannot say so is believed.
static void flush_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
}

static bool fill(int fd, Str bytes, const Writer *w)
{
    bool ok = write_all(fd, bytes) && keep_mode(fd, w) && fsync(fd) == 0;
    int code = errno;
    if (close(fd) != 0 && ok) {
        return false;
    }
    errno = code;
    return ok;
}

static bool replace(Writer *w, Str bytes, Err *err)
{
    int fd = open_temporary(w);
    bool ok = fd >= 0 && fill(fd, bytes, w) && rename(w->temporary, w->target) == 0;
    int code = errno;
    if (ok) {
        flush_folder(w->folder);
        return true;
    }
    if (fd >= 0) {
        unlink(w->temporary);
    }
    errno = code;
    return failed(err, "cannot write", w->path);
}

bool sy_file_write(Arena *scratch, Str path, Str bytes, Err *err)
{
    ArenaMark mark = sy_arena_mark(scratch);
    Writer w = {0};
    bool ok = prepare(scratch, path, &w, err) && replace(&w, bytes, err);
    sy_arena_rewind(scratch, mark);
    return ok;
}
