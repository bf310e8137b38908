// pages.h - texts that the program carries: doc/errors/*.md, doc/schemas/*.json (tools/embed).
#ifndef SY_API_PAGES_H
#define SY_API_PAGES_H

#include <stddef.h>

typedef struct Page {
    const char *name; // of the file: "E0203.md", "surety.diagnostics-1.json"
    const char *text;
    ptrdiff_t length;
} Page;

extern const Page sy_pages[]; // sorted by name; the last has no name

#endif
