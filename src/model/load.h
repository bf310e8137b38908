// load.h - from the names of files to a model: reads, parses, follows includes, builds.
//
// Files come through a seam, so that the program, the library's callers and the tests each bring
// their own. A file is read once, by its path with `.` and `..` taken out; an include is found
// relative to the file it stands in. A file of assumptions named without its model brings the model
// with it.
#ifndef SY_MODEL_LOAD_H
#define SY_MODEL_LOAD_H

#include "model/model.h"

#define LOAD_FILES_LIMIT 10000 // files of one model
#define LOAD_DEPTH_LIMIT 60    // includes within includes

typedef struct Loader {
    Arena *arena;
    // Gives the whole text of a file, in the arena. `path` is as named, an include joined to the
    // folder of the file it stands in. False: it cannot be read, and the Err says why.
    bool (*read)(void *context, Arena *, Str path, Str *out_text, Err *);
    void *context;
} Loader;

typedef struct Loaded {
    Sources *sources;
    Diags *diags;
    Tree *tree;
    Model *model;
    VEC(Str) paths; // of the files named or brought by `assumptions over`, as read, in order
} Loaded;

// Loads the files in the order given. Mistakes in them are diagnostics. False: a file that was named
// cannot be read, or a limit was reached; nothing in `out` is then to be used.
bool sy_load(const Loader *, const Str *paths, ptrdiff_t npaths, Loaded *out, Err *);

// `path` seen from the folder of `from`; an absolute path is itself.
Str sy_path_join(Arena *, Str from, Str path);
// Without `.`, `//` and `x/..`.
Str sy_path_normal(Arena *, Str path);

#endif
