// json.h - writing JSON (RFC 8259), indented by two blanks, in the order given.
//
// Invalid UTF-8 in a text becomes U+FFFD; what is written is always valid JSON if begin and end
// calls pair up (asserted).
#ifndef SY_BASE_JSON_H
#define SY_BASE_JSON_H

#include "base/buf.h"

#define JSON_DEPTH_LIMIT 64

typedef struct Json {
    Buf *out;
    int depth;
    bool compact;               // no line breaks: for one record a line
    bool has[JSON_DEPTH_LIMIT]; // something stands in this container already
    bool is_list[JSON_DEPTH_LIMIT];
    bool after_key;
} Json;

Json sy_json_new(Buf *out);
void sy_json_object(Json *); // begin
void sy_json_list(Json *);   // begin
void sy_json_end(Json *);    // ends the innermost
void sy_json_key(Json *, const char *key);
void sy_json_str(Json *, Str);
void sy_json_int(Json *, int64_t);
void sy_json_num(Json *, double); // not finite: null
void sy_json_bool(Json *, bool);
void sy_json_null(Json *);

// key and value in one
void sy_json_key_str(Json *, const char *key, Str);
void sy_json_key_int(Json *, const char *key, int64_t);
void sy_json_key_bool(Json *, const char *key, bool);

#endif
