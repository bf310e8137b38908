// rng.h - explicit random streams (PCG32, O'Neill 2014), for tests and simulation.
#ifndef SY_BASE_RNG_H
#define SY_BASE_RNG_H

#include "base/defs.h"

typedef struct Rng {
    uint64_t state, stream;
} Rng;

Rng sy_rng_new(uint64_t seed);
uint32_t sy_rng_next(Rng *);
uint32_t sy_rng_below(Rng *, uint32_t n); // 0 .. n-1, without bias; n > 0
double sy_rng_unit(Rng *);                // [0, 1)

#endif
