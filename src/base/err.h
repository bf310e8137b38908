// err.h - "the world failed": one status and one sentence, with context added on the way up.
#ifndef SY_BASE_ERR_H
#define SY_BASE_ERR_H

#include "base/defs.h"

typedef enum ErrKind {
    ERR_NONE,
    ERR_IO,      // a file that cannot be read or written
    ERR_LIMIT,   // a named limit was reached
    ERR_MEMORY,  // no memory
    ERR_INVALID, // outside input that is not what it claims to be
} ErrKind;

#define ERR_TEXT 512

typedef struct Err {
    ErrKind kind;
    char text[ERR_TEXT];
} Err;

// Sets the error if none is set. Returns false, for `return sy_err_set(...)`. `err` may be null.
bool sy_err_set(Err *err, ErrKind, const char *fmt, ...) SY_PRINTF(3, 4);

// Puts "context: " before the text.
void sy_err_context(Err *err, const char *fmt, ...) SY_PRINTF(2, 3);

#endif
