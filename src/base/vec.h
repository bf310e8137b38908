// vec.h - a growing array of T in an arena.
//
//   VEC(int) v = {0};
//   vec_push(arena, &v, 7);
//   for (ptrdiff_t i = 0; i < v.len; i++) use(v.p[i]);
//
// Elements move when the array grows: keep indices, not pointers.
#ifndef SY_BASE_VEC_H
#define SY_BASE_VEC_H

#include "base/arena.h"

#define VEC(T)                                                                                     \
    struct {                                                                                       \
        T *p;                                                                                      \
        ptrdiff_t len, cap;                                                                        \
    }

// Appends one element. `v` is evaluated more than once.
#define vec_push(arena, v, ...)                                                                    \
    (*(vec_reserve((arena), (v), 1), (v)->p + (v)->len++) = (__VA_ARGS__))

// Appends one zeroed element and gives its address.
#define vec_push_slot(arena, v)                                                                    \
    (vec_reserve((arena), (v), 1), memset((v)->p + (v)->len, 0, sizeof(*(v)->p)),                  \
     (v)->p + (v)->len++)

// Makes room for n more. What is there before it is written is not said.
#define vec_reserve(arena, v, n)                                                                   \
    ((v)->cap - (v)->len < (n) ? (void)((v)->p = sy_vec_grow((arena), (v)->p, &(v)->cap, (n),      \
                                                             (ptrdiff_t)sizeof(*(v)->p)))          \
                               : (void)0)

void *sy_vec_grow(Arena *, void *p, ptrdiff_t *cap, ptrdiff_t more, ptrdiff_t size);

#endif
