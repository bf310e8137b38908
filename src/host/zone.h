// zone.h - time zones from the system's database (TZif files, RFC 9636).
#ifndef SY_HOST_ZONE_H
#define SY_HOST_ZONE_H

#include "base/base.h"

#define ZONE_FILE_LIMIT (1 << 20)
#define ZONE_FOLDER "/usr/share/zoneinfo" // unless $TZDIR names another

// The zone called `name`, "Europe/Kyiv". "UTC" needs no database; for every other name a missing
// database or file is an error, never UTC. The process's own TZ is not looked at.
bool sy_zone_load(Arena *, Str name, Zone *out, Err *);

// The zone in the bytes of a TZif file, version 1 or later. Files that count leap seconds are
// refused: their moments are not those of the calendar.
bool sy_zone_parse(Arena *, Str name, Str bytes, Zone *out, Err *);

#endif
