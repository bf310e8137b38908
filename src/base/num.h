// num.h - checked integers, numbers as text.
#ifndef SY_BASE_NUM_H
#define SY_BASE_NUM_H

#include "base/buf.h"

// False, and *out untouched, where the result does not fit.
bool sy_int_add(int64_t a, int64_t b, int64_t *out);
bool sy_int_mul(int64_t a, int64_t b, int64_t *out);

// Digits only (no sign, no blank). False if empty, not digits, or too large.
bool sy_int_parse(Str digits, int64_t *out);

// The shortest decimal that reads back as an equal double; numbers from 1e-6 up to 1e21 without
// exponent (0.000001, 25000, 1e21, 1.5e-7). Not finite: inf, -inf, nan. The locale is not asked.
void sy_num_write(Buf *, double);

// The same with a comma every three digits of the whole part: 25,000.
void sy_num_write_grouped(Buf *, double);

// A plain decimal (digits, at most one point, optional leading minus). False if it is none.
bool sy_num_parse(Str, double *out);

#endif
