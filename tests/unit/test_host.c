#include "harness.h"

#include "host/archive.h"
#include "host/files.h"
#include "host/term.h"
#include "host/zone.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// ---------------------------------------------------------------- a folder of our own

static Str folder_new(Arena *arena)
{
    const char *base = getenv("TMPDIR");
    Str path = sy_str_fmt(arena, "%s/surety-test-XXXXXX", base != NULL ? base : "/tmp");
    char *name = sy_str_cstring(arena, path);
    SY_ASSERT(mkdtemp(name) != NULL);
    return sy_str_from(name);
}

static Str in(Arena *arena, Str folder, const char *name)
{
    return sy_str_fmt(arena, "%.*s/%s", STR_ARG(folder), name);
}

static ptrdiff_t entries_of(Arena *arena, Str folder)
{
    DIR *dir = opendir(sy_str_cstring(arena, folder));
    ptrdiff_t n = 0;
    while (dir != NULL && readdir(dir) != NULL) {
        n++;
    }
    if (dir != NULL) {
        closedir(dir);
    }
    return n - 2;
}

static void remove_all(Arena *arena, Str folder)
{
    const char *path = sy_str_cstring(arena, folder);
    DIR *dir = opendir(path);
    for (struct dirent *e = dir != NULL ? readdir(dir) : NULL; e != NULL; e = readdir(dir)) {
        struct stat st;
        Str one = in(arena, folder, e->d_name);
        const char *name = sy_str_cstring(arena, one);
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || lstat(name, &st) != 0) {
            continue;
        }
        if (S_ISDIR(st.st_mode)) {
            remove_all(arena, one);
        } else {
            unlink(name);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    rmdir(path);
}

static bool write_ok(Arena *arena, Str path, Str bytes)
{
    Err err = {0};
    bool ok = sy_file_write(arena, path, bytes, &err);
    if (!ok) {
        printf("# %s\n", err.text);
    }
    return ok;
}

static Str read_ok(Arena *arena, Str path)
{
    Err err = {0};
    Str out = STR("?");
    if (!sy_file_read(arena, path, 1 << 24, &out, &err)) {
        printf("# %s\n", err.text);
    }
    return out;
}

static Str many(Arena *arena, char c, ptrdiff_t n)
{
    char *p = sy_arena_alloc(arena, n, 1);
    memset(p, c, (size_t)n);
    return (Str){p, n};
}

static void nap(long microseconds)
{
    struct timespec t = {microseconds / 1000000, microseconds % 1000000 * 1000};
    nanosleep(&t, NULL);
}

// ---------------------------------------------------------------- reading

static void refused(Arena *arena, Str path, int64_t limit, ErrKind kind, const char *part)
{
    Err err = {0};
    Str out = STR("untouched");
    CHECK(!sy_file_read(arena, path, limit, &out, &err));
    CHECK_INT(err.kind, kind);
    CHECK_STR(out, "untouched");
    if (!CHECK(strstr(err.text, part) != NULL)) {
        printf("# %s\n", err.text);
    }
}

TEST(file_is_read_whole)
{
    Str folder = folder_new(arena);
    Str path = in(arena, folder, "a");
    CHECK(write_ok(arena, path, STR("abc")));
    CHECK_STR(read_ok(arena, path), "abc");
    CHECK(write_ok(arena, path, STR("")));
    CHECK_STR(read_ok(arena, path), "");
    CHECK(read_ok(arena, STR("/proc/self/status")).len > 100); // has no size
    CHECK_STR(read_ok(arena, STR("/dev/null")), "");
    CHECK(write_ok(arena, path, many(arena, 'x', 1000)));
    CHECK_INT(read_ok(arena, path).len, 1000);
    Str out = {0};
    CHECK(sy_file_read(arena, path, 1000, &out, NULL));
    refused(arena, path, 999, ERR_LIMIT, "longer than 999 bytes");
    refused(arena, STR("/dev/zero"), 100000, ERR_LIMIT, "longer than 100000 bytes");
    refused(arena, folder, 1000, ERR_IO, "is a directory");
    refused(arena, in(arena, folder, "b"), 1000, ERR_IO, "No such file");
    refused(arena, STR(""), 1000, ERR_INVALID, "empty");
    refused(arena, STR("a\0b"), 1000, ERR_INVALID, "cannot name");
    remove_all(arena, folder);
}

TEST(pipe_is_read_to_its_end)
{
    Str folder = folder_new(arena);
    Str path = in(arena, folder, "pipe");
    const char *name = sy_str_cstring(arena, path);
    CHECK_INT(mkfifo(name, 0600), 0);
    pid_t child = fork();
    if (child == 0) {
        nap(20000); // the reader waits for us
        int fd = open(name, O_WRONLY);
        bool ok = fd >= 0 && write(fd, "hel", 3) == 3;
        nap(20000);
        _exit(ok && write(fd, "lo", 2) == 2 ? 0 : 1);
    }
    CHECK_STR(read_ok(arena, path), "hello");
    CHECK(waitpid(child, NULL, 0) == child);

    int ends[2];
    int old = dup(0);
    CHECK_INT(pipe(ends), 0);
    CHECK_INT(write(ends[1], "input", 5), 5);
    close(ends[1]);
    dup2(ends[0], 0);
    CHECK_STR(read_ok(arena, STR("-")), "input");
    dup2(old, 0);
    close(old);
    close(ends[0]);
    remove_all(arena, folder);
}

// A child keeps changing, cutting, removing the file: what is read is of one size, or an error.
TEST(changing_file_is_an_error_or_whole)
{
    Str folder = folder_new(arena);
    Str path = in(arena, folder, "a");
    const char *name = sy_str_cstring(arena, path);
    Str most = many(arena, 'A', 3 << 20);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        for (unsigned i = 0; getppid() == parent; i++) {
            int fd = open(name, O_WRONLY | O_CREAT, 0600);
            ssize_t put = write(fd, most.p, (size_t)(1 + i % 3) << 20);
            int cut = ftruncate(fd, (off_t)(i % 2) << 20);
            close(fd);
            if (put < 0 || cut < 0 || (i % 7 == 0 && unlink(name) != 0)) {
                _exit(1);
            }
        }
        _exit(0);
    }
    int changed = 0;
    int absent = 0;
    int whole = 0;
    int64_t end = sy_clock_now() + 20000000; // where the child gets no turn
    while (changed < 5 && sy_clock_now() < end) {
        ArenaMark mark = sy_arena_mark(arena);
        Err err = {0};
        Str out = {0};
        if (sy_file_read(arena, path, 4 << 20, &out, &err)) {
            whole++;
            CHECK(out.len <= most.len);
        } else {
            CHECK_INT(err.kind, ERR_IO);
            changed += strstr(err.text, "changed while") != NULL;
            absent += strstr(err.text, "No such file") != NULL;
        }
        sy_arena_rewind(arena, mark);
    }
    kill(child, SIGKILL);
    CHECK(waitpid(child, NULL, 0) == child);
    printf("# %d changed, %d absent, %d whole\n", changed, absent, whole);
    CHECK(changed > 0);
    remove_all(arena, folder);
}

// ---------------------------------------------------------------- writing

TEST(write_keeps_mode_and_links)
{
    Str folder = folder_new(arena);
    Str path = in(arena, folder, "a");
    Str link = in(arena, folder, "link");
    struct stat st;
    mode_t mask = umask(027);
    CHECK(write_ok(arena, path, STR("one")));
    umask(mask);
    CHECK(stat(sy_str_cstring(arena, path), &st) == 0 && (st.st_mode & 07777) == 0640);
    CHECK_INT(chmod(sy_str_cstring(arena, path), 0604), 0);
    CHECK(write_ok(arena, path, STR("two")));
    CHECK(stat(sy_str_cstring(arena, path), &st) == 0 && (st.st_mode & 07777) == 0604);

    CHECK_INT(symlink("a", sy_str_cstring(arena, link)), 0);
    CHECK(write_ok(arena, link, STR("three")));
    CHECK_STR(read_ok(arena, path), "three");
    CHECK(lstat(sy_str_cstring(arena, link), &st) == 0 && S_ISLNK(st.st_mode));
    Str away = in(arena, folder, "away");
    CHECK_INT(symlink("link-to-come", sy_str_cstring(arena, away)), 0);
    CHECK(write_ok(arena, away, STR("four")));
    CHECK_STR(read_ok(arena, in(arena, folder, "link-to-come")), "four");
    CHECK_INT(entries_of(arena, folder), 4);

    Err err = {0};
    Str round = in(arena, folder, "round");
    CHECK_INT(symlink("round", sy_str_cstring(arena, round)), 0);
    CHECK(!sy_file_write(arena, round, STR("x"), &err));
    err = (Err){0};
    CHECK(!sy_file_write(arena, folder, STR("x"), &err) && strstr(err.text, "no ordinary file"));
    err = (Err){0};
    CHECK(!sy_file_write(arena, in(arena, folder, "no/such"), STR("x"), &err));
    CHECK(strstr(err.text, "No such file") != NULL);
    CHECK_INT(entries_of(arena, folder), 5);
    remove_all(arena, folder);
}

// Writes into the current folder; a name without a slash.
TEST(write_takes_a_bare_name)
{
    Str folder = folder_new(arena);
    pid_t child = fork();
    if (child == 0) {
        bool ok = chdir(sy_str_cstring(arena, folder)) == 0 && write_ok(arena, STR("b"), STR("x"));
        _exit(ok ? 0 : 1);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK_STR(read_ok(arena, in(arena, folder, "b")), "x");
    CHECK_INT(entries_of(arena, folder), 1);
    remove_all(arena, folder);
}

TEST(write_killed_leaves_old_or_new)
{
    Str folder = folder_new(arena);
    Str path = in(arena, folder, "a");
    Str texts[2] = {many(arena, 'A', 3 << 20), many(arena, 'B', 2 << 20)};
    Rng rng = sy_rng_new(harness_seed());
    int seen[2] = {0};
    CHECK(write_ok(arena, path, texts[0]));
    for (int i = 0; i < 40; i++) {
        pid_t child = fork();
        if (child == 0) {
            for (int k = 1;; k++) {
                sy_file_write(arena, path, texts[k % 2], NULL);
            }
        }
        nap((long)sy_rng_below(&rng, 30000));
        kill(child, SIGKILL);
        CHECK(waitpid(child, NULL, 0) == child);
        ArenaMark mark = sy_arena_mark(arena);
        Str now = read_ok(arena, path);
        bool is_a = sy_str_eq(now, texts[0]);
        CHECK(is_a || sy_str_eq(now, texts[1]));
        seen[is_a]++;
        sy_arena_rewind(arena, mark);
    }
    printf("# %d old, %d new, %d temporary files left\n", seen[1], seen[0],
           (int)entries_of(arena, folder) - 1);
    remove_all(arena, folder);
}

// In a child, since a limit once set stays.
TEST(write_beyond_the_size_limit_changes_nothing)
{
    Str folder = folder_new(arena);
    Str path = in(arena, folder, "a");
    CHECK(write_ok(arena, path, STR("old")));
    Str big = many(arena, 'x', 1 << 20);
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {65536, 65536};
        signal(SIGXFSZ, SIG_IGN);
        Err err = {0};
        bool limited = setrlimit(RLIMIT_FSIZE, &limit) == 0;
        bool written = sy_file_write(arena, path, big, &err);
        _exit(limited && !written && strstr(err.text, strerror(EFBIG)) != NULL ? 0 : 1);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK_STR(read_ok(arena, path), "old");
    CHECK_INT(entries_of(arena, folder), 1);
    remove_all(arena, folder);
}

TEST(write_to_a_full_disk_changes_nothing)
{
    Str folder = folder_new(arena);
    const char *name = sy_str_cstring(arena, folder);
    if (geteuid() != 0 || mount("none", name, "tmpfs", 0, "size=256k") != 0) {
        printf("# SKIP no right to mount a small disk\n");
        remove_all(arena, folder);
        return;
    }
    Str path = in(arena, folder, "a");
    CHECK(write_ok(arena, path, STR("old")));
    Err err = {0};
    CHECK(!sy_file_write(arena, path, many(arena, 'x', 1 << 20), &err));
    CHECK(strstr(err.text, strerror(ENOSPC)) != NULL);
    CHECK_STR(read_ok(arena, path), "old");
    CHECK_INT(entries_of(arena, folder), 1);
    CHECK(write_ok(arena, path, many(arena, 'x', 1 << 16)));
    CHECK_INT(umount(name), 0);
    remove_all(arena, folder);
}

TEST(write_refuses_what_may_not_be_written)
{
    Str folder = folder_new(arena);
    Str path = in(arena, folder, "a");
    CHECK(write_ok(arena, path, STR("old")));
    CHECK_INT(chmod(sy_str_cstring(arena, path), 0444), 0);
    CHECK_INT(chmod(sy_str_cstring(arena, folder), 0777), 0);
    pid_t child = fork();
    if (child == 0) {
        bool plain = geteuid() != 0 || setuid(65534) == 0;
        _exit(plain && !sy_file_write(arena, path, STR("new"), NULL) ? 0 : 1);
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && status == 0);
    CHECK_STR(read_ok(arena, path), "old");
    remove_all(arena, folder);
}

// ---------------------------------------------------------------- the archive

TEST(archive_names_stay_within)
{
    static const char *const good[] = {"a", "a.txt", "2025/a.txt", "..a", "a..", "...", "-"};
    static const char *const bad[] = {"",    "/a",   "..",   "../a", "a/..", "a/../b", "./a",
                                      "a/.", "a//b", "a/b/", "/",    "a\\b", "."};
    for (int i = 0; i < COUNT_OF(good); i++) {
        CHECK(sy_archive_is_name(sy_str_from(good[i])));
    }
    for (int i = 0; i < COUNT_OF(bad); i++) {
        if (!CHECK(!sy_archive_is_name(sy_str_from(bad[i])))) {
            printf("# %s\n", bad[i]);
        }
    }
    CHECK(!sy_archive_is_name(STR("a\0b")));
}

TEST(archive_is_read_by_name_and_hash)
{
    Str folder = folder_new(arena);
    Str inner = in(arena, folder, "2025");
    CHECK_INT(mkdir(sy_str_cstring(arena, inner), 0700), 0);
    CHECK(write_ok(arena, in(arena, folder, "b.txt"), STR("second")));
    CHECK(write_ok(arena, in(arena, folder, ".hidden"), STR("second")));
    CHECK(write_ok(arena, in(arena, inner, "a.txt"), STR("first!")));
    CHECK_INT(symlink("b.txt", sy_str_cstring(arena, in(arena, folder, "link"))), 0);
    CHECK_INT(symlink("/etc", sy_str_cstring(arena, in(arena, folder, "etc"))), 0);
    CHECK_INT(mkfifo(sy_str_cstring(arena, in(arena, folder, "pipe")), 0600), 0);

    Str *names = NULL;
    ptrdiff_t n = 0;
    Err err = {0};
    CHECK(sy_archive_list(arena, folder, &names, &n, &err));
    CHECK_INT(n, 2);
    CHECK_STR(names[0], "2025/a.txt");
    CHECK_STR(names[1], "b.txt");

    Str out = {0};
    CHECK_INT(sy_archive_read(arena, folder, STR("2025/a.txt"), 100, &out, &err), ARCHIVE_FOUND);
    CHECK_STR(out, "first!");
    CHECK_INT(sy_archive_read(arena, folder, STR("2025/b"), 9, &out, &err), ARCHIVE_ABSENT);
    CHECK_INT(sy_archive_read(arena, folder, STR("b.txt/x"), 9, &out, &err), ARCHIVE_ABSENT);
    CHECK_INT(err.kind, ERR_NONE);
    static const struct {
        const char *name, *part;
    } failures[] = {{"link", "symbolic link"}, {"etc/passwd", "symbolic link"},
                    {"pipe", "no ordinary"},   {"2025", "directory"},
                    {"../x", "within"},        {"b.txt", "longer"}};
    for (int i = 0; i < COUNT_OF(failures); i++) {
        err = (Err){0};
        Str name = sy_str_from(failures[i].name);
        CHECK_INT(sy_archive_read(arena, folder, name, 5, &out, &err), ARCHIVE_FAILED);
        if (!CHECK(strstr(err.text, failures[i].part) != NULL)) {
            printf("# %s: %s\n", failures[i].name, err.text);
        }
    }
    Sha256 sha = sy_sha256(STR("second"));
    ArchiveFile file = {0};
    CHECK_INT(sy_archive_find(arena, folder, &sha, 6, &file, &err), ARCHIVE_FOUND);
    CHECK_STR(file.name, "b.txt");
    CHECK_STR(file.bytes, "second");
    CHECK_INT(sy_archive_find(arena, folder, &sha, 7, &file, &err), ARCHIVE_ABSENT);
    err = (Err){0};
    CHECK(!sy_archive_list(arena, in(arena, folder, "none"), &names, &n, &err));
    remove_all(arena, folder);
}

// ---------------------------------------------------------------- the terminal

TEST(colour_wish)
{
    static const struct {
        const char *no, *force, *term;
        bool want;
    } rows[] = {{"", "", "xterm", false},  {"1", "1", "xterm", false}, {"", "1", "xterm", true},
                {"", "0", "xterm", false}, {"", "1", "dumb", true},    {"1", "", "dumb", false}};
    int fd = open("/dev/null", O_RDONLY);
    for (int i = 0; i < COUNT_OF(rows); i++) {
        setenv("NO_COLOR", rows[i].no, 1);
        setenv("CLICOLOR_FORCE", rows[i].force, 1);
        setenv("TERM", rows[i].term, 1);
        CHECK(sy_term_colour(fd) == rows[i].want);
    }
    CHECK(!sy_term_is(fd));
    setenv("COLUMNS", "120", 1);
    CHECK_INT(sy_term_width(fd), 120);
    setenv("COLUMNS", "wide", 1);
    CHECK_INT(sy_term_width(fd), 0);
    unsetenv("COLUMNS");
    CHECK_INT(sy_term_width(fd), 0);
    close(fd);
    int64_t now = sy_clock_now() / 1000000;
    CHECK(now - (int64_t)time(NULL) <= 1 && (int64_t)time(NULL) - now <= 1);
}

// ---------------------------------------------------------------- time zones against libc

#define HOUR 3600
#define DAY_SECONDS 86400

// Local time as seconds since 1970 on the clocks of $TZ.
static int64_t libc_local(int64_t t)
{
    time_t seconds = (time_t)t;
    struct tm tm = {0};
    localtime_r(&seconds, &tm);
    Day day = 0;
    sy_day_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, &day);
    return (int64_t)day * DAY_SECONDS + tm.tm_hour * HOUR + tm.tm_min * 60 + tm.tm_sec;
}

static int64_t our_local(const Zone *z, int64_t t)
{
    Day day = 0;
    int32_t seconds = 0;
    sy_zone_local(z, t * 1000000, &day, &seconds);
    return (int64_t)day * DAY_SECONDS + seconds;
}

static int64_t our_utc(const Zone *z, int64_t local)
{
    int64_t day = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
    return sy_zone_utc(z, (Day)day, (int32_t)(local - day * DAY_SECONDS)) / 1000000;
}

static bool check_at(const Zone *z, int64_t got, int64_t want, int64_t at)
{
    if (!CHECK(got == want)) {
        printf("# %.*s: %lld, not %lld, at %lld\n", STR_ARG(z->name), (long long)got,
               (long long)want, (long long)at);
    }
    return got == want;
}

// By the meaning: the clocks show it then and not earlier; or they jump over it at that moment.
static bool check_meaning(const Zone *z, int64_t local)
{
    int64_t t = our_utc(z, local);
    int64_t shown = libc_local(t);
    bool ok = shown == local || (shown > local && libc_local(t - 1) < local);
    for (int64_t back = 900; back <= 3 * HOUR; back += 900) {
        ok = ok && libc_local(t - back) != local;
    }
    return check_at(z, ok, true, local);
}

// From 1990 to 2040: every three hours both ways, and every quarter of an hour around the changes.
static int check_zone(const Zone *z)
{
    int changes = 0;
    int64_t last = 2208988800; // 2040-01-01
    int64_t step = (int64_t)3 * HOUR;
    for (int64_t t = 631152000; t < last; t += step) {
        int64_t local = libc_local(t);
        if (!check_at(z, our_local(z, t), local, t)) {
            return changes;
        }
        bool still = libc_local(t - 12 * HOUR) - local == (int64_t)-12 * HOUR &&
                     libc_local(t + 12 * HOUR) - local == (int64_t)12 * HOUR;
        if (still && !check_at(z, our_utc(z, local), t, t)) {
            return changes;
        }
        if (libc_local(t + step) == local + step) {
            continue;
        }
        changes++;
        for (int64_t near = t - step; near < t + 2 * step; near += 450) {
            if (!check_at(z, our_local(z, near), libc_local(near), near) ||
                !check_meaning(z, libc_local(t) + near - t) ||
                !check_meaning(z, libc_local(t) + near - t + 1)) {
                return changes;
            }
        }
    }
    return changes;
}

// mktime's own answer where it is one.
static void check_mktime(const Zone *z)
{
    for (int year = 1990; year <= 2040; year++) {
        for (int month = 1; month <= 12; month++) {
            Day day = 0;
            CHECK(sy_day_make(year, month, 15, &day));
            struct tm tm = {.tm_year = year - 1900,
                            .tm_mon = month - 1,
                            .tm_mday = 15,
                            .tm_hour = 12,
                            .tm_isdst = -1};
            int64_t want = (int64_t)mktime(&tm);
            if (!check_at(z, sy_zone_utc(z, day, 12 * HOUR) / 1000000, want, want)) {
                return;
            }
        }
    }
}

TEST(zones_agree_with_libc)
{
    static const char *const names[] = {
        "Europe/Kyiv",         "Europe/Berlin", "America/New_York",  "Asia/Kathmandu",
        "Australia/Lord_Howe", "UTC",           "Africa/Casablanca", "Asia/Jerusalem"};
    for (int i = 0; i < COUNT_OF(names); i++) {
        Zone zone = {0};
        Err err = {0};
        if (!sy_zone_load(arena, sy_str_from(names[i]), &zone, &err)) {
            printf("# SKIP %s: %s\n", names[i], err.text);
            continue;
        }
        setenv("TZ", names[i], 1);
        tzset();
        int changes = check_zone(&zone);
        check_mktime(&zone);
        printf("# %s: %d changes\n", names[i], changes);
    }
    unsetenv("TZ");
    tzset();
}

static void put(Buf *b, uint64_t v, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--) {
        sy_buf_char(b, (char)(unsigned char)(v >> (8 * i)));
    }
}

static void put_block(Buf *b, int width, uint32_t leaps)
{
    sy_buf_text(b, "TZif3");
    sy_buf_pad(b, '\0', 15);
    uint32_t counts[6] = {0, 0, leaps, 0, 1, 4};
    for (int i = 0; i < 6; i++) {
        put(b, counts[i], 4);
    }
    put(b, 0, 6); // one type: UTC
    sy_buf_str(b, STR("UTC\0"));
    sy_buf_pad(b, '\0', (ptrdiff_t)leaps * (width + 4));
}

// A file without changes and with a rule.
static Str ruled(Arena *arena, const char *rule, uint32_t leaps)
{
    Buf b = sy_buf_new(arena);
    put_block(&b, 4, 0);
    put_block(&b, 8, leaps);
    sy_buf_fmt(&b, "\n%s\n", rule);
    return sy_buf_view(&b);
}

TEST(rules_agree_with_libc)
{
    static const char *const rules[] = {"EET-2EEST,M3.5.0/3,M10.5.0/4",
                                        "EST5EDT,M3.2.0,M11.1.0",
                                        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
                                        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
                                        "IST-2IDT,M3.4.4/26,M10.5.0",
                                        "AAA5BBB,J60/1:30,J300/0:30:30",
                                        "AAA5BBB4:30,59,300",
                                        "<+0545>-5:45",
                                        "UTC0"};
    for (int i = 0; i < COUNT_OF(rules); i++) {
        Zone zone = {0};
        Err err = {0};
        Str bytes = ruled(arena, rules[i], 0);
        if (!CHECK(sy_zone_parse(arena, sy_str_from(rules[i]), bytes, &zone, &err))) {
            printf("# %s\n", err.text);
            continue;
        }
        setenv("TZ", rules[i], 1);
        tzset();
        printf("# %s: %d changes\n", rules[i], check_zone(&zone));
    }
    unsetenv("TZ");
    tzset();
    Zone always = {0}; // RFC 9636: summer time all the year
    CHECK(sy_zone_parse(arena, STR("x"), ruled(arena, "XXX3EDT4,0/0,J365/23", 0), &always, NULL));
    for (int64_t t = 0; t < (int64_t)4000 * DAY_SECONDS; t += 1801) {
        CHECK(sy_zone_offset(&always, t * 1000000) == -4 * HOUR);
    }
}

TEST(zone_errors)
{
    static const char *const names[] = {"",
                                        "/etc/passwd",
                                        "../../etc/passwd",
                                        "Europe//Kyiv",
                                        "Europe/",
                                        "Europe",
                                        "Europe/Kiyv",
                                        "a b",
                                        "Europe/Kyiv/x",
                                        "tzdata.zi",
                                        "utc\0x"};
    Zone zone = {.name = STR("untouched")};
    for (int i = 0; i < COUNT_OF(names); i++) {
        Err err = {0};
        if (!CHECK(!sy_zone_load(arena, sy_str_from(names[i]), &zone, &err) &&
                   err.kind != ERR_NONE)) {
            printf("# %s\n", names[i]);
        }
        CHECK_STR(zone.name, "untouched");
    }
    Err err = {0};
    setenv("TZDIR", "/nowhere", 1);
    CHECK(!sy_zone_load(arena, STR("Europe/Kyiv"), &zone, &err));
    CHECK(strstr(err.text, "database is missing") != NULL);
    CHECK(sy_zone_load(arena, STR("UTC"), &zone, NULL));
    CHECK_INT(sy_zone_offset(&zone, 0), 0);
    unsetenv("TZDIR");

    static const char *const bad[] = {"E-2",
                                      "EET",
                                      "EET-25",
                                      "EET-2EEST",
                                      "EET-2EEST,M3.5.0",
                                      "EET-2EEST,M13.5.0,M10.5.0",
                                      "EET-2EEST,M3.6.0,M10.5.0",
                                      "EET-2EEST,M3.5.7,M10.5.0",
                                      "EET-2EEST,J0,J3",
                                      "EET-2EEST,1,366",
                                      "EET-2EEST,1,3x",
                                      "<EET-2"};
    for (int i = 0; i < COUNT_OF(bad); i++) {
        if (!CHECK(!sy_zone_parse(arena, STR("x"), ruled(arena, bad[i], 0), &zone, NULL))) {
            printf("# %s\n", bad[i]);
        }
    }
    err = (Err){0};
    CHECK(!sy_zone_parse(arena, STR("x"), ruled(arena, "UTC0", 1), &zone, &err));
    CHECK(strstr(err.text, "leap seconds") != NULL);
}

// Cut off and changed files are refused or give a zone that answers.
TEST(zone_survives_any_bytes)
{
    Rng rng = sy_rng_new(harness_seed());
    Str good = {0};
    if (!sy_file_read(arena, STR(ZONE_FOLDER "/Europe/Kyiv"), ZONE_FILE_LIMIT, &good, NULL)) {
        good = ruled(arena, "EET-2EEST,M3.5.0/3,M10.5.0/4", 0);
    }
    int read = 0;
    for (int i = 0; i < 4000; i++) {
        ArenaMark mark = sy_arena_mark(arena);
        char *p = sy_str_cstring(arena, good);
        for (uint32_t k = sy_rng_below(&rng, 4); k > 0; k--) {
            p[sy_rng_below(&rng, (uint32_t)good.len)] = (char)(unsigned char)sy_rng_next(&rng);
        }
        ptrdiff_t len = i % 2 == 0 ? good.len : (ptrdiff_t)sy_rng_below(&rng, (uint32_t)good.len);
        Zone zone = {0};
        if (sy_zone_parse(arena, STR("x"), (Str){p, len}, &zone, NULL)) {
            read++;
            CHECK(i % 2 == 0);
            Day day = (Day)sy_rng_below(&rng, 40000) - 10000;
            int64_t t = sy_zone_utc(&zone, day, 0) / 1000000;
            CHECK(our_local(&zone, t) >= (int64_t)day * DAY_SECONDS);
            sy_zone_utc(&zone, DAY_FIRST, 0);
            sy_zone_utc(&zone, DAY_LAST, DAY_SECONDS);
            sy_zone_offset(&zone, INT64_MIN);
            sy_zone_offset(&zone, INT64_MAX);
        }
        sy_arena_rewind(arena, mark);
    }
    CHECK(read > 100);
}
