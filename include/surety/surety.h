/* surety.h - models of conditional promises, and questions asked of them.
 *
 * A context holds the memory and the ways to the outside; a model is read in a context; a question
 * asked of a model gives a result, which reads out as text or JSON. Whoever opens a handle frees it:
 * results before their model, models before their context. There is no global state; one context
 * and all that belongs to it is for one thread at a time.
 *
 * Every call returns a surety_status; SURETY_OK is 0. When a call fails, nothing that it was to set
 * is touched (but see surety_model_load), and surety_context_message says why in a sentence. Texts
 * are UTF-8 with their length in bytes, and end in a NUL that the length does not count; they are
 * borrowed, and live as long as the handle they were asked of. A null handle, a null `out` or a
 * negative length is SURETY_MISUSE.
 *
 * Memory: a context may be given a limit. A call that reaches it, or the machine's, returns
 * SURETY_OUT_OF_MEMORY, and handles opened before it stay good. */
#ifndef SURETY_SURETY_H
#define SURETY_SURETY_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define SURETY_API __attribute__((visibility("default")))
#else
#define SURETY_API
#endif

#define SURETY_VERSION_MAJOR 0
#define SURETY_VERSION_MINOR 1
#define SURETY_VERSION_PATCH 0

typedef struct surety_context surety_context;
typedef struct surety_model surety_model;
typedef struct surety_result surety_result;

typedef int32_t surety_status;
#define SURETY_OK ((surety_status)0)
#define SURETY_USAGE ((surety_status)2)         /* no such question, option, value, name, code */
#define SURETY_MODEL_ERRORS ((surety_status)3)  /* the model has errors: see its diagnostics */
#define SURETY_FAILED ((surety_status)4)        /* a file cannot be read; the world failed */
#define SURETY_LIMIT ((surety_status)5)         /* a limit on size or work was reached */
#define SURETY_OUT_OF_MEMORY ((surety_status)6) /* the memory limit, or no memory at all */
#define SURETY_MISUSE ((surety_status)7)        /* an argument that can never be right */

/* "0.1.0" of the library that is running. */
SURETY_API const char *surety_version(void);
SURETY_API const char *surety_status_name(surety_status status);

/* ------------------------------------------------------------------------------ ways outside */

/* What a way outside gives. `error` is a sentence for the reader, copied at once; it is read only
 * where the call does not return SURETY_OK. The bytes live until the context is freed. */
typedef struct surety_bytes {
    const char *bytes;
    int64_t length;
    const char *error;
} surety_bytes;

typedef struct surety_zone_day {
    int32_t kind;    /* 0: day 1..365 without 29 February, 1: day 0..365, 2: month, week, weekday */
    int32_t month;   /* 1..12 */
    int32_t week;    /* 1..5; 5 is the last */
    int32_t weekday; /* 0 is Sunday */
    int32_t day;
    int32_t seconds; /* after local midnight */
} surety_zone_day;

/* A time zone as a table: offsets[i] (seconds east of UTC) holds before changes[i] (seconds since
 * 1970-01-01 UTC), offsets[count] after the last; then, if has_rule, the rule. */
typedef struct surety_zone {
    uint32_t size;
    int32_t has_rule;
    int64_t count;
    const int64_t *changes;
    const int32_t *offsets;
    int32_t standard;
    int32_t summer;
    int32_t has_summer;
    surety_zone_day begins;
    surety_zone_day ends;
    const char *error; /* where the call does not return SURETY_OK */
} surety_zone;

/* Where a field is null, what needs it fails with SURETY_FAILED. No callback may call the library
 * with the same context, nor leave by longjmp or an exception. */
typedef struct surety_context_options {
    uint32_t size;        /* of this struct, set by the initializer */
    uint32_t reserved;    /* 0 */
    int64_t memory_limit; /* bytes; 0: no limit */
    void *user;           /* given to every callback */
    /* The text of a model's file; `path` as named, an include joined to its file's folder. Also
     * the lock file beside a model (MODEL.anchors): one that is not there is SURETY_OK with `bytes`
     * null. */
    surety_status (*read)(void *user, const char *path, surety_bytes *out);
    /* The bytes of a document of the archive, by the name the model gives. A document that is not
     * at hand is SURETY_OK with `bytes` null. */
    surety_status (*document)(void *user, const char *name, surety_bytes *out);
    /* A time zone by its IANA name. */
    surety_status (*zone)(void *user, const char *name, surety_zone *out);
} surety_context_options;

#define SURETY_CONTEXT_OPTIONS_INIT                                                                \
    {                                                                                              \
        (uint32_t)sizeof(surety_context_options), 0, 0, 0, 0, 0, 0                                 \
    }

/* Null options are those of the initializer. */
SURETY_API surety_status surety_context_new(const surety_context_options *options,
                                            surety_context **out);
/* Null is accepted. */
SURETY_API void surety_context_free(surety_context *context);
/* Why the last call that failed did so; empty: none has. Never null. */
SURETY_API const char *surety_context_message(const surety_context *context);
/* The most bytes held at any time. */
SURETY_API int64_t surety_context_memory_peak(const surety_context *context);

/* --------------------------------------------------------------------------------- the model */

/* Reads the files (the model's and those of assumptions laid over it) and all they include. When
 * the text has errors this returns SURETY_MODEL_ERRORS *and* sets *out: such a model has
 * diagnostics, and no question but "check" can be asked of it. */
SURETY_API surety_status surety_model_load(surety_context *context, const char *const *paths,
                                           int64_t count, surety_model **out);
/* The same from memory; `name` stands for the path in messages, and includes are found by it. */
SURETY_API surety_status surety_model_load_text(surety_context *context, const char *name,
                                                const char *text, int64_t length,
                                                surety_model **out);
SURETY_API void surety_model_free(surety_model *model);

SURETY_API int64_t surety_model_errors(const surety_model *model);
SURETY_API int64_t surety_model_warnings(const surety_model *model);
SURETY_API int64_t surety_model_notes(const surety_model *model);

#define SURETY_COLOUR 1u /* with the escapes of a terminal */
#define SURETY_NOTES 2u  /* diagnostics: notes too */
#define SURETY_VERBOSE 4u
#define SURETY_QUIET 8u

/* Errors and warnings (with SURETY_NOTES notes too) as text of so many columns (0: 80), or all of
 * them as JSON "surety.diagnostics/1". */
SURETY_API surety_status surety_model_diagnostics_text(surety_model *model, int32_t columns,
                                                       uint32_t flags, const char **out_text,
                                                       int64_t *out_length);
SURETY_API surety_status surety_model_diagnostics_json(surety_model *model, const char **out_text,
                                                       int64_t *out_length);

/* --------------------------------------------------------------------------------- questions */

/* An option of a question: "as-of" "2025-08-19", "given" "peace-deal". A key may come again where
 * the question takes a list of it; for what is only said or not, any value but "no" says it. */
typedef struct surety_option {
    const char *key;
    const char *value;
} surety_option;

/* Asks "check", "positions", "hold", "why" ... A negative answer is an answer, not a failure. */
SURETY_API surety_status surety_ask(surety_model *model, const char *question,
                                    const surety_option *options, int64_t count,
                                    surety_result **out);
/* Lays out the text of a file in the one way. SURETY_MODEL_ERRORS sets *out too: its text and JSON
 * are then the diagnostics. */
SURETY_API surety_status surety_format(surety_context *context, const char *name, const char *text,
                                       int64_t length, surety_result **out);
SURETY_API void surety_result_free(surety_result *result);

/* 0: yes, or done; 1: the answer is no. */
SURETY_API int32_t surety_result_answer(const surety_result *result);
SURETY_API surety_status surety_result_text(surety_result *result, int32_t columns, uint32_t flags,
                                            const char **out_text, int64_t *out_length);
SURETY_API surety_status surety_result_json(surety_result *result, const char **out_text,
                                            int64_t *out_length);

/* What a question would write (surety writes nothing itself): files by path, with their whole new
 * text. */
SURETY_API int64_t surety_result_files(const surety_result *result);
SURETY_API surety_status surety_result_file(surety_result *result, int64_t index,
                                            const char **out_path, const char **out_text,
                                            int64_t *out_length);

/* ------------------------------------------------------------------------------------- pages */

/* The page of a diagnostic ("E0203", either case), in Markdown. */
SURETY_API surety_status surety_explain(const char *code, const char **out_text,
                                        int64_t *out_length);
/* Codes by index, from 0, with what each is about; SURETY_USAGE: there are no more. */
SURETY_API surety_status surety_code(int64_t index, const char **out_code, const char **out_title);
/* The JSON schema of a format, "surety.diagnostics/1". */
SURETY_API surety_status surety_schema(const char *format, const char **out_text,
                                       int64_t *out_length);
/* Formats by index, from 0. */
SURETY_API surety_status surety_format_name(int64_t index, const char **out_format);
/* Questions by index, from 0. */
SURETY_API surety_status surety_question(int64_t index, const char **out_question);

#ifdef __cplusplus
}
#endif

#endif
