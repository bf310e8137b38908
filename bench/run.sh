#!/bin/bash
# run.sh - how long the questions take, as CPU time of whole processes, the least of several runs.
#
#   bench/run.sh [RUNS [PROMISES...]]      (default: 5 runs; 10000 and 100000 promises)
#
# First the examples, every question. Then synthetic frameworks, one problem in three notations:
# `surety hold` on the model, clasp on the same problem grounded by hand, gringo and clasp on the
# program. The three must agree on how many promises stand. Ratios are to surety, in the same run.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
shift || :
[ $# -gt 0 ] || set -- 10000 100000
surety=${SURETY:-build/surety}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
TIMEFORMAT='%U %S'

# least COMMAND... - the least CPU time in milliseconds; the last output is in $work/out
least() {
    for ((i = 0; i < runs; i++)); do
        { time "$@" >"$work/out" 2>/dev/null || :; } 2>&1
    done | awk '{ t = ($1 + $2) * 1000; if (NR == 1 || t < m) m = t } END { printf "%d", m }'
}

echo "examples: milliseconds of CPU (the clock counts whole milliseconds)"
printf '%-26s %6s %6s %10s\n' example check hold positions
for folder in examples/*/; do
    mapfile -t files < <(find "$folder" -name '*.surety' ! -name twelve-lines.surety | sort)
    printf '%-26s %6s %6s %10s\n' "$folder" "$(least "$surety" check "${files[@]}")" \
        "$(least "$surety" hold "${files[@]}")" "$(least "$surety" positions "${files[@]}")"
done

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f", a / (b > 0 ? b : 1) }'; }
ground() { gringo "$1" | clasp; }

"${CC:-cc}" -O2 -o "$work/generate" bench/generate.c
echo
echo "synthetic frameworks: milliseconds of CPU, and how many times as long as surety"
printf '%9s %7s | %12s | %7s %6s | %14s %6s\n' promises bytes 'surety hold' clasp times \
    gringo+clasp times
for n in "$@"; do
    for format in surety gringo aspif; do
        "$work/generate" $format "$n" 1 >"$work/m.$format"
    done
    own=$(least "$surety" hold "$work/m.surety")
    stand=$(sed -n 's/.*: \([0-9]*\) by themselves.*/\1/p' "$work/out")
    clasp=$(least clasp "$work/m.aspif")
    theirs=$(tr ' ' '\n' <"$work/out" | grep -c '^p[0-9]' || :)
    if [ "$stand" != "$theirs" ]; then
        echo "bench: surety says that $stand stand, clasp $theirs" >&2
        exit 1
    fi
    both=$(least ground "$work/m.gringo")
    printf '%9d %6dK | %12d | %7d %5sx | %14d %5sx\n' "$n" \
        $(($(stat -c %s "$work/m.surety") / 1024)) "$own" "$clasp" "$(ratio "$clasp" "$own")" \
        "$both" "$(ratio "$both" "$own")"
done
