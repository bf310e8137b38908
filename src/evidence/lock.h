// lock.h - the lock file MODEL.anchors: what every cited span and its document hashed to.
//
//   anchors 1 FRAMEWORK
//   document NAME SHA256 LENGTH
//   NAME 725-837 SHA256 BEFORE AFTER
//
// BEFORE and AFTER are the first 16 hex digits of the SHA-256 of the 32 bytes on either side (fewer
// at an end of the document). Names compare without case and are written as the model declares them.
// The written form is sorted: documents, then spans by name, start, end. A reader takes any order,
// so that a merge settled by hand is read. A span may end behind the length of its document: the
// document was cut since, and the span's entry waits for its citation to be mended. The words
// themselves are never in the file.
#ifndef SY_EVIDENCE_LOCK_H
#define SY_EVIDENCE_LOCK_H

#include "diag/diag.h"

#define LOCK_SIZE_LIMIT ((ptrdiff_t)64 << 20)
#define LOCK_NAME_LIMIT 800     // bytes: 200 characters, the longest name of the language
#define LOCK_SURROUNDING 32     // bytes either side of a span
#define LOCK_SURROUNDING_HASH 8 // bytes of their hash that are kept

typedef struct LockDocument {
    Str name; // as written
    Sha256 sha;
    int64_t length;
    uint32_t first, count; // its spans, in Lock.spans
    Span place;            // its line in the sources; {0, 0}: not read from a file
} LockDocument;

typedef struct LockSpan {
    uint32_t document; // in Lock.documents
    uint32_t start, end;
    Sha256 sha;
    unsigned char before[LOCK_SURROUNDING_HASH], after[LOCK_SURROUNDING_HASH];
    Span place;
} LockSpan;

// Index 0 of both arrays is a dummy. Documents are in the order of their names (by bytes), spans in
// the order of document, start, end.
typedef struct Lock {
    Arena *arena;
    Str framework;
    VEC(LockDocument) documents;
    VEC(LockSpan) spans;
    StrMap names; // folded; index + 1 is the document
} Lock;

// An empty lock, for spans and documents to be added, each once; sy_lock_sort ends it. Only then may
// it be searched.
Lock *sy_lock_new(Arena *, Str framework);
// The index of the document, valid until sy_lock_sort; the text of the name is not copied.
uint32_t sy_lock_add_document(Lock *, Str name, const Sha256 *sha, int64_t length);
void sy_lock_add_span(Lock *, const LockSpan *);
void sy_lock_sort(Lock *);

// Reads the source, which stands in the diagnostics' sources and lives as long as the lock. A lock
// of another framework is E3308, every line that cannot be read E3309 and left out. Never null; the
// lock is as good as its readable lines. An empty framework name accepts any.
Lock *sy_lock_parse(Arena *, const Source *, Str framework, Diags *);

// The file's text; sy_lock_parse of it gives the lock again.
void sy_lock_write(Buf *, const Lock *);

// By name, without case; 0: not there.
uint32_t sy_lock_find_document(const Lock *, Str name);
// 0: not there.
uint32_t sy_lock_find_span(const Lock *, uint32_t document, uint32_t start, uint32_t end);

// Whether two names are the same name, capitals set aside.
bool sy_lock_same_name(Str a, Str b);

// The hashes of doc[start, end) and of what surrounds it; start <= end <= doc.len.
LockSpan sy_lock_span_of(Str doc, uint32_t start, uint32_t end);

#endif
