// base.h - what every module stands on: memory, text, containers, numbers, days.
//
// The one header of `base` that others include.
#ifndef SY_BASE_BASE_H
#define SY_BASE_BASE_H

#include "base/defs.h"
#include "base/arena.h"
#include "base/str.h"
#include "base/buf.h"
#include "base/vec.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/wrap.h"
#include "base/num.h"
#include "base/day.h"
#include "base/zone.h"
#include "base/rng.h"
#include "base/sha256.h"
#include "base/json.h"
#include "base/err.h"

#endif
