// certificate.h - what a solution carries besides its sets, so that it can be proven again.
//
// Internal to logic: fix.c and rings.c write it, fix_check.c reads it and says what it proves. All
// arrays have an entry per atom.
#ifndef SY_LOGIC_CERTIFICATE_H
#define SY_LOGIC_CERTIFICATE_H

#include "logic/fix.h"

struct FixCertificate {
    // In low: the time at which the atom came to stand, and the start of its stage. Outside high:
    // the same for its fall. Times begin at 1; a stage holds the times after its start up to the
    // start of the next. Between (contested): `time` is its turn of falling from A(high), `start`
    // its turn of rising in A(low), both from 1.
    uint32_t *time, *start;
    // Outside credit: its turn of falling from credit, from 1.
    uint32_t *fall;
    // In low \ alone and in credit \ high: edges never lead to a higher `order`; members of one
    // circle share it. Within a circle `back` falls along some edge out of each atom, and `forth`
    // along some edge into it backwards, down to 0 at its smallest atom.
    uint32_t *order, *back, *forth;
};

#endif
