// rings.h - circles: strongly connected parts of the graph of what hangs on what.
//
// Internal to logic. Edges between atoms are never listed (a shared tally would make them
// quadratic): gates and tallies are nodes of the graph too.
#ifndef SY_LOGIC_RINGS_H
#define SY_LOGIC_RINGS_H

#include "logic/certificate.h"
#include "logic/occ.h"

typedef struct RingsAsk {
    uint8_t *domain;      // the atoms of the graph, a byte each
    const uint8_t *state; // of each gate, below 32
    const bool *pass;     // by state: the gate is in the graph
} RingsAsk;

// Writes the circle of each atom, numbered from 1 by its smallest atom, else 0, and the three last
// arrays of the certificate. Returns the number of circles.
uint32_t sy_rings_find(const Occ *, Arena *scratch, const RingsAsk *, uint32_t *out_ring,
                       FixCertificate *out_certificate);

#endif
