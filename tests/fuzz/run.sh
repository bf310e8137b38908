#!/bin/sh
# Builds the targets of this folder with libFuzzer and the sanitizers, and runs each for a time, from
# the models of tests/ and examples/. A crash, a leak, a hang or a false assertion fails; its input is
# kept in build-fuzz/crashes. Prints TAP.
#
#   tests/fuzz/run.sh [TARGET...]   as fuzz_parse; without: all
#   FUZZ_SECONDS=N   for each target (5)
#   FUZZ_SEED=N      of the random changes (1)
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
seconds=${FUZZ_SECONDS:-5}
build=build-fuzz
count=0

result() { # result STATUS TEXT FILE
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        tail -n 40 "$3" | sed 's/^/# /'
        echo "not ok $count - $2"
    fi
}

# A folder with every model, once, and the lines that a lock file may have.
corpus() {
    mkdir -p "$build/seeds" "$build/crashes"
    find tests examples -name '*.surety' -size -64k 2>/dev/null | while read -r file; do
        cp "$file" "$build/seeds/$(echo "$file" | tr / _)"
    done
    find tests examples -name '*.anchors' 2>/dev/null | while read -r file; do
        cp "$file" "$build/seeds/$(echo "$file" | tr / _)"
    done
    # The words of the language, for mutation.
    sed -n 's/^[A-Z]*([A-Z0-9_]*, "\([a-z]*\)".*/"\1"/p' src/lang/*.def | sort -u >"$build/words"
}

target() {
    name=$1
    mkdir -p "$build/corpus-$name"
    status=0
    ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 \
        UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
        "$build/tests/fuzz/$name" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=1500 -max_len=8192 \
        -seed="${FUZZ_SEED:-1}" -dict="$build/words" -print_final_stats=1 \
        -artifact_prefix="$build/crashes/$name-" "$build/corpus-$name" "$build/seeds" \
        >"$build/$name.log" 2>&1 || status=1
    sed -n 's/^stat::number_of_executed_units: */# runs: /p' "$build/$name.log"
    result $status "$name for $seconds s" "$build/$name.log"
}

status=0
mkdir -p "$build"
if ! printf 'int LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n);\nint LLVMFuzzerTestOneInput(const unsigned char *d, unsigned long n) { return d && n > 9 ? 0 : 0; }\n' |
    clang -fsanitize=fuzzer,address,undefined -x c - -o "$build/probe" >"$build/probe.log" 2>&1; then
    echo "ok 1 - fuzzing # SKIP clang has no libFuzzer here"
    echo "1..1"
    exit 0
fi
log=$(mktemp)
tools/build build-fuzz all >"$log" 2>&1 || status=1
result $status "build-fuzz" "$log"
rm -f "$log"
corpus
[ $# -gt 0 ] || set -- $(ls tests/fuzz/fuzz_*.c | sed 's/.*\///; s/\.c$//')
for name; do
    if [ -x "$build/tests/fuzz/$name" ]; then
        target "$name"
    else
        count=$((count + 1))
        echo "not ok $count - $name is built"
    fi
done
echo "1..$count"
