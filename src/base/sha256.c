#include "base/base.h"

// The fractional parts of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t turn(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

static uint32_t word_at(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

// The names are those of FIPS 180-4, 6.2.2: w the schedule, a .. g and i (there h) the working
// variables.
static void compress(uint32_t h[8], const unsigned char block[64])
{
    uint32_t w[64];
    for (int t = 0; t < 16; t++) {
        w[t] = word_at(block + 4 * t);
    }
    for (int t = 16; t < 64; t++) {
        uint32_t s0 = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ w[t - 15] >> 3;
        uint32_t s1 = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ w[t - 2] >> 10;
        w[t] = w[t - 16] + s0 + w[t - 7] + s1;
    }
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3];
    uint32_t e = h[4], f = h[5], g = h[6], i = h[7];
    for (int t = 0; t < 64; t++) {
        uint32_t s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
        uint32_t t1 = i + s1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
        uint32_t s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
        uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
        i = g;
        g = f;
        f = e;
        e = d + t1;
        d = c;
        c = b;
        b = a;
        a = t1 + t2;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
    h[5] += f;
    h[6] += g;
    h[7] += i;
}

Sha256 sy_sha256(Str bytes)
{
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    unsigned char block[64];
    ptrdiff_t at = 0;
    for (; bytes.len - at >= 64; at += 64) {
        memcpy(block, bytes.p + at, 64);
        compress(h, block);
    }
    ptrdiff_t rest = bytes.len - at;
    memset(block, 0, sizeof block);
    if (rest > 0) {
        memcpy(block, bytes.p + at, (size_t)rest);
    }
    block[rest] = 0x80;
    if (rest >= 56) {
        compress(h, block);
        memset(block, 0, sizeof block);
    }
    uint64_t bits = (uint64_t)bytes.len * 8;
    for (int i = 0; i < 8; i++) {
        block[63 - i] = (unsigned char)(bits >> (8 * i));
    }
    compress(h, block);
    Sha256 out = {{0}};
    for (int i = 0; i < 32; i++) {
        out.b[i] = (unsigned char)(h[i / 4] >> (24 - i % 4 * 8));
    }
    return out;
}

void sy_sha256_write(Buf *out, const Sha256 *sha, int bytes)
{
    static const char hex[] = "0123456789abcdef";
    SY_ASSERT(bytes >= 0 && bytes <= 32);
    for (int i = 0; i < bytes; i++) {
        sy_buf_char(out, hex[sha->b[i] >> 4]);
        sy_buf_char(out, hex[sha->b[i] & 15]);
    }
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool sy_sha256_parse(Str hex, Sha256 *out)
{
    Sha256 sha = {{0}};
    if (hex.len != 64) {
        return false;
    }
    for (int i = 0; i < 64; i++) {
        int v = hex_value(hex.p[i]);
        if (v < 0) {
            return false;
        }
        sha.b[i / 2] = (unsigned char)(sha.b[i / 2] << 4 | v);
    }
    *out = sha;
    return true;
}
