// rings.h - circles: strongly connected parts of the graph of what hangs on what.
//
// Internal to logic. Edges between atoms are never listed (a shared tally would make them
// quadratic): gates and tallies are nodes of the graph too.
#ifndef SY_LOGIC_RINGS_H
#define SY_LOGIC_RINGS_H

#include "logic/certificate.h"
#include "logic/occ.h"

// Finds the circles among the atoms of `domain`, over the gates of `pass` (a byte each). Writes the
// circle of each atom, numbered from 1 by its smallest atom, else 0, and the three last arrays of
// the certificate. Returns their number.
uint32_t sy_rings_find(const Occ *, Arena *scratch, const uint8_t *domain, const uint8_t *pass,
                       uint32_t *out_ring, FixCertificate *out_certificate);

#endif
