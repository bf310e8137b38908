// archive.h - the folder that holds the documents a model cites.
//
// What is asked of it comes from a model, which may be another's: a name leads to nothing outside
// the folder (no absolute path, no "..", no symbolic link), and only ordinary files are read.
#ifndef SY_HOST_ARCHIVE_H
#define SY_HOST_ARCHIVE_H

#include "base/base.h"

typedef enum ArchiveResult {
    ARCHIVE_FOUND,
    ARCHIVE_ABSENT, // there is no such file
    ARCHIVE_FAILED, // the error says why
} ArchiveResult;

#define ARCHIVE_FILE_LIMIT 100000 // files in an archive
#define ARCHIVE_DEPTH_LIMIT 16    // folders within folders

// Whether the folder can be opened; false: the error says why not.
bool sy_archive_is_there(Arena *, Str folder, Err *);

// The bytes of the file with this name, "a.txt" or "2025/a.txt".
ArchiveResult sy_archive_read(Arena *, Str folder, Str name, int64_t limit, Str *out_bytes, Err *);

// The names of all its files, sorted by bytes; what begins with a dot is left out.
bool sy_archive_list(Arena *, Str folder, Str **out_names, ptrdiff_t *out_count, Err *);

typedef struct ArchiveFile {
    Str name, bytes;
} ArchiveFile;

// The first file, by name, with this length and hash. A file that cannot be read is passed over.
ArchiveResult sy_archive_find(Arena *, Str folder, const Sha256 *, int64_t length, ArchiveFile *out,
                              Err *);

// Whether the name may be asked for at all.
bool sy_archive_is_name(Str name);

#endif
