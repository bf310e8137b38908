// defs.h - the few macros every header of `base` needs; compiler extensions are here and nowhere else.
#ifndef SY_BASE_DEFS_H
#define SY_BASE_DEFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT_OF(array) ((ptrdiff_t)(sizeof(array) / sizeof((array)[0])))
#define SY_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define SY_NORETURN __attribute__((noreturn))
#define SY_UNUSED __attribute__((unused))
#define SY_HOT __attribute__((hot))
#define SY_COLD __attribute__((cold)) // seldom called: not to be made part of what calls it

// A hostile build (-Dhostile=true) gives the same output by the worst road: vectors move on every
// push, arena blocks and tables are tiny, released memory is overwritten.
#ifndef SY_HOSTILE
#define SY_HOSTILE 0
#endif

// Broken invariants: say where and abort. Always on; the HOT form only in debug builds.
#define SY_ASSERT(x) ((x) ? (void)0 : sy_assert_failed(#x, __FILE__, __LINE__))
#ifdef NDEBUG
#define SY_HOT_ASSERT(x) ((void)0)
#else
#define SY_HOT_ASSERT(x) SY_ASSERT(x)
#endif
SY_NORETURN void sy_assert_failed(const char *what, const char *file, int line);

#endif
