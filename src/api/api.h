// api.h - inside `api`: what stands behind the handles, and the one place that catches "out of
// memory".
//
// A model keeps the texts it was read from in one arena and everything worked out in another. When a
// question runs out of memory the second may be half changed; it is given up, and worked out again
// from the texts when the next question comes.
#ifndef SY_API_API_H
#define SY_API_API_H

#include "model/load.h"
#include "surety/surety.h"

#include "base/zone.h"
#include "diag/render.h"

struct surety_context {
    Arena *arena; // holds this struct
    Budget budget;
    surety_context_options options;
    char message[ERR_TEXT];
};

typedef struct KeptText {
    Str path, text;
} KeptText;

struct surety_model {
    surety_context *context;
    Arena *kept; // holds this struct
    VEC(KeptText) texts;
    const Str *paths;
    ptrdiff_t npaths;
    Arena *arena;  // all that follows; null: given up
    Loaded loaded; // diagnostics sorted
    bool zone_known;
    Zone zone;
    bool has_zone; // false: UTC
};

typedef struct ResultFile {
    Str path, text;
} ResultFile;

// An answer under one option of the readings that have no default.
typedef struct OptionAnswer {
    Str words; // "how is wide"; empty: there is no such reading
    const void *answer;
} OptionAnswer;

struct surety_result {
    surety_context *context;
    Arena *arena;                    // holds this struct
    const struct Question *question; // null: of surety_format
    VEC(OptionAnswer) answers;
    Diags *diags; // of surety_format, where the text has errors
    Str text;     // of surety_format
    bool no;
    VEC(ResultFile) files;
};

// Runs body(call) with the context's memory trap set. The trap gives SURETY_OUT_OF_MEMORY, and every
// arena made since is gone with all that lay in it.
surety_status sy_api_run(surety_context *, surety_status (*body)(void *call), void *call);

// Keeps the message and gives the status.
surety_status sy_api_fail(surety_context *, surety_status, const char *fmt, ...) SY_PRINTF(3, 4);
surety_status sy_api_err(surety_context *, const Err *, surety_status of_invalid);

// Diagnostics as they are shown: without notes, unless they are asked for.
// limit: how many at most; 0: all.
void sy_api_diags_text(Buf *, const Diags *, int32_t columns, uint32_t flags, int limit);
void sy_api_diags_json(Buf *, const Diags *);
void sy_api_diags_fields(Json *, const Diags *); // inside an object: all but its format

// The same for a call that works on a model: when it runs out of memory the model is given up.
surety_status sy_api_model_run(surety_model *, surety_status (*body)(void *call), void *call);
// Works the model out again if it was given up; called inside sy_api_model_run.
surety_status sy_api_model_ready(surety_model *);
// The zone of the framework's clock; null: UTC. False: it is not to be had.
bool sy_api_model_zone(surety_model *, const Zone **out, Err *);

// A NUL-terminated copy, and the out parameters of a call that reads out a text.
void sy_api_give(Arena *, const Buf *, const char **out_text, int64_t *out_length);

#endif
