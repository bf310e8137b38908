// files.h - whole files: read with a limit, written so that a reader sees the old or the new one.
#ifndef SY_HOST_FILES_H
#define SY_HOST_FILES_H

#include "base/base.h"

// Reads a whole file of at most `limit` bytes into the arena; "-" is standard input. A regular file
// that changes while it is read is an error, a longer one ERR_LIMIT. Pipes and character devices are
// read to their end; directories and the rest are refused.
bool sy_file_read(Arena *, Str path, int64_t limit, Str *out, Err *);

// The same of an open descriptor, which stays open; `name` is for messages. With `only_regular`
// everything but a regular file is refused.
bool sy_file_read_fd(Arena *, int fd, Str name, int64_t limit, bool only_regular, Str *out, Err *);

// Writes a whole file: a temporary file beside it, flushed to the disk, takes its name. On failure
// the old file is as it was and the temporary one is gone. An old file keeps its mode and, where the
// system lets us, its owner; a symbolic link stays, and what it leads to is written. A file without
// write permission, and what is no regular file, is refused. (Killed halfway, a temporary file
// ".surety-<process>-<number>.tmp" may be left.)
bool sy_file_write(Arena *scratch, Str path, Str bytes, Err *);

// Closes the descriptor when the arena goes. The handle may be closed before, once.
typedef struct FileHandle {
    int fd; // -1: closed
} FileHandle;
FileHandle *sy_file_keep(Arena *, int fd);
void sy_file_close(FileHandle *);

#endif
