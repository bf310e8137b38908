#!/bin/sh
# run.sh - how long answers take, beside clasp and gringo on the same problem: `./run bench`.
#
#   bench/run.sh [RUNS]
#
# Frameworks of three sizes (bench/generate.c says of what kind) are asked which promises stand: with
# every condition `after`, where the answer is the least model; with some conditions `not` a promise;
# and with the words mixed, which the others do not know. clasp is given the problem grounded by hand,
# gringo and clasp together as it is written, at the smallest size. Then the examples.
#
# Times are CPU milliseconds of the whole process, reading the text included: the median of RUNS.
# Memory is the most that a process had at once. An answer that differs is said, and fails.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-7}
build=${BUILD:-build}
surety=$build/surety
tool=$build/bench
ninja -C "$build" benchmarks >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

has() { command -v "$1" >/dev/null; }

# took RUNS COMMAND... - sets ms and mb
took() {
    result=$("$tool/cpu" "$@")
    ms=${result%% *}
    mb=$(echo "$result" | awk '{ printf "%.0f", $3 / 1024 }')
}

ratio() { awk "BEGIN { printf \"%.1fx\", $2 / $1 }"; }

stands() {
    "$surety" hold --json "$1" | jq -r ".promises[] | select(.verdict | test(\"$2\")) | .name" | sort
}

model() { clasp -V1 "$@" | grep -E '^p[0-9]+\.' | tr ' ' '\n' | grep . | sort; }

# agree FILE MODEL - what stands is in the model, and what is in the model stands or is contested
agree() {
    stands "$1" '^(stands|follows)' >"$work/stands"
    stands "$1" '^(stands|follows|is contested)' >"$work/may"
    if ! [ -s "$2" ]; then
        echo "clasp: no model; $(comm -13 "$work/stands" "$work/may" | wc -l) contested"
    elif [ -n "$(comm -23 "$work/stands" "$2")" ] || [ -n "$(comm -13 "$work/may" "$2")" ]; then
        status=1
        echo "no"
    else
        echo "yes, $(wc -l <"$work/stands") of $(wc -l <"$2")"
    fi
}

# one SIZE NOT - a row: the model, and clasp on the same problem
one() {
    "$tool/generate" surety "$1" 1 "$2" >"$work/m.surety"
    n=$runs
    [ "$1" -lt 100000 ] || n=$(((runs + 1) / 2))
    took "$n" "$surety" hold "$work/m.surety"
    ours=$ms
    row=$(printf '%8d %4d %%  %8.1f ms %5d MB' "$1" "$2" "$ms" "$mb")
    if has clasp && has jq; then
        "$tool/generate" aspif "$1" 1 "$2" >"$work/m.aspif"
        took "$n" clasp -q "$work/m.aspif"
        row="$row $(printf '%8.1f ms %5d MB %7s' "$ms" "$mb" "$(ratio "$ours" "$ms")")"
        # without equivalence preprocessing, in which clasp 3.3.5 was seen to lose promises
        took 1 clasp -q --eq=0 "$work/m.aspif"
        model --eq=0 "$work/m.aspif" >"$work/model"
        row="$row $(printf '%9.1f ms %7s  %s' "$ms" "$(ratio "$ours" "$ms")" \
            "$(agree "$work/m.surety" "$work/model")")"
    fi
    echo "$row"
}

echo "What stands: CPU time of the whole process, median of $runs"
printf '%8s %6s  %11s %8s %11s %8s %7s %12s %7s  %s\n' promises not surety '' clasp '' ratio \
    'clasp --eq=0' ratio 'answers agree (stands, model)'
for size in 1000 10000 100000; do
    one $size 0
done
for size in 1000 10000; do
    one $size 8
    one $size 23
done

echo
echo "Words mixed: bare, with, after"
for size in 1000 10000 100000; do
    "$tool/generate" surety $size 1 0 1 >"$work/m.surety"
    took "$runs" "$surety" hold "$work/m.surety"
    printf '%8d        %8.1f ms %5d MB\n' $size "$ms" "$mb"
done

if has gringo && has clasp; then
    echo
    echo "As written, grounded by gringo: 1000 promises"
    "$tool/generate" gringo 1000 1 >"$work/m.lp"
    "$tool/generate" surety 1000 1 >"$work/m.surety"
    took "$runs" "$surety" hold "$work/m.surety"
    ours=$ms
    took 1 sh -c "gringo '$work/m.lp' | clasp -q"
    printf '%8d        %8.1f ms   gringo | clasp %8.1f ms %5d MB %s\n' 1000 "$ours" "$ms" "$mb" \
        "$(ratio "$ours" "$ms")"
fi

echo
echo "Part by part"
"$tool/generate" surety 100000 1 >"$work/m.surety"
"$tool/hold_time" "$work/m.surety" 3

echo
printf '%-32s %9s %12s %12s\n' example bytes check hold
for folder in examples/*/; do
    files=$(find "$folder" -name '*.surety' | sort)
    [ -n "$files" ] || continue
    # shellcheck disable=SC2086
    bytes=$(cat $files | wc -c)
    # shellcheck disable=SC2086
    took "$runs" "$surety" check $files
    check=$ms
    # shellcheck disable=SC2086
    took "$runs" "$surety" hold $files
    printf '%-32s %9d %9.1f ms %9.1f ms\n' "$folder" "$bytes" "$check" "$ms"
done
exit $status
