#include "base/base.h"

// PCG-XSH-RR 64/32: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
// Algorithms for Random Number Generation", 2014.
#define PCG_MULTIPLIER 6364136223846793005ULL

Rng sy_rng_new(uint64_t seed)
{
    Rng r = {0, 54U << 1 | 1}; // the stream of the author's own demonstration
    sy_rng_next(&r);
    r.state += seed;
    sy_rng_next(&r);
    return r;
}

uint32_t sy_rng_next(Rng *r)
{
    uint64_t old = r->state;
    r->state = old * PCG_MULTIPLIER + r->stream;
    uint32_t shifted = (uint32_t)(((old >> 18) ^ old) >> 27);
    uint32_t turn = (uint32_t)(old >> 59);
    return shifted >> turn | shifted << (-turn & 31);
}

uint32_t sy_rng_below(Rng *r, uint32_t n)
{
    SY_ASSERT(n > 0);
    // The first 2^32 mod n values are left out, so that n divides the count of the others.
    uint32_t first = (0 - n) % n;
    uint32_t v = sy_rng_next(r);
    while (v < first) {
        v = sy_rng_next(r);
    }
    return v % n;
}

double sy_rng_unit(Rng *r)
{
    uint64_t high = (uint64_t)sy_rng_next(r) << 21;
    return (double)(high | sy_rng_next(r) >> 11) * 0x1p-53;
}
