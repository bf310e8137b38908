// sha256.h - SHA-256 (FIPS 180-4). Documents and spans are known by it.
#ifndef SY_BASE_SHA256_H
#define SY_BASE_SHA256_H

#include "base/buf.h"

typedef struct Sha256 {
    unsigned char b[32];
} Sha256;

Sha256 sy_sha256(Str bytes);
void sy_sha256_write(Buf *, const Sha256 *, int bytes); // lower-case hex of the first `bytes` bytes
bool sy_sha256_parse(Str hex, Sha256 *out);             // 64 hex digits, either case

#endif
