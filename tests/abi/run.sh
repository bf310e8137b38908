#!/bin/sh
# The public interface: what is exported is the list exports.txt, and the header compiles as C99 and
# as C++11. Prints TAP.
#   BUILD=FOLDER  the build that is looked at
set -eu
cd "$(dirname "$0")/../.."
LC_ALL=C
export LC_ALL
build=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

result() { # result STATUS TEXT FILE
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        sed 's/^/# /' "$3"
        echo "not ok $count - $2"
    fi
}

# Symbols that a shared library of these objects would export: global, of default visibility.
for library in "$build"/lib*.a; do
    readelf -sW "$library" 2>/dev/null |
        awk '$5 == "GLOBAL" && $6 == "DEFAULT" && $7 != "UND" { print $8 }'
done | sort -u >"$work/exports"
status=0
diff tests/abi/exports.txt "$work/exports" >"$work/diff" || status=1
result $status "the exports are those of tests/abi/exports.txt" "$work/diff"

# Nothing is exported that the header does not say.
status=0
while read -r name; do
    grep -q "[ *]$name(" include/surety/surety.h || { echo "$name" && status=1; }
done <"$work/exports" >"$work/unsaid"
result $status "every export is in the header" "$work/unsaid"

cat >"$work/use.c" <<'END'
#include "surety/surety.h"
surety_context *make(void);
surety_context *make(void)
{
    surety_context_options options = SURETY_CONTEXT_OPTIONS_INIT;
    surety_context *context = 0;
    return surety_context_new(&options, &context) == SURETY_OK ? context : 0;
}
END
cp "$work/use.c" "$work/use.cc"
for compiler in gcc clang; do
    status=0
    $compiler -std=c99 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$work/use.c" \
        >"$work/c" 2>&1 || status=1
    result $status "the header is C99 to $compiler" "$work/c"
done
for compiler in g++ clang++; do
    if ! command -v $compiler >/dev/null; then
        count=$((count + 1))
        echo "ok $count - the header is C++11 to $compiler # SKIP not installed"
        continue
    fi
    status=0
    $compiler -std=c++11 -Wall -Wextra -Wpedantic -Werror -Iinclude -fsyntax-only "$work/use.cc" \
        >"$work/c" 2>&1 || status=1
    result $status "the header is C++11 to $compiler" "$work/c"
done
echo "1..$count"
