#!/bin/sh
# run.sh - how long answers take, beside clasp and gringo on the same problem: `./run bench`.
#
#   bench/run.sh [RUNS]
#
# Frameworks of three sizes (bench/generate.c says of what kind). With every condition `after`, what
# stands is the least model of a logic program, and there are four pairs to compare:
#
#   least model   the program grounded by hand, read by our engine alone (bench/aspif.c) and by clasp
#   after reading what of that is not reading: our fixpoint; clasp's preprocessing and solving
#   hold          `surety hold` of the text, and clasp again
#   as written    `surety hold` again, and gringo and clasp on the program as it is written
#
# Then `hold` and clasp where some conditions are `not` a promise, `hold` where the words are mixed,
# which the others do not know, and the examples.
#
# Times are CPU milliseconds of the whole process, reading included: the median of RUNS (of half as
# many at 100,000; of one for gringo). Memory is the most that a process had at once. clasp is timed as
# it comes, but asked for the model with --eq=0: as it comes it can lose atoms (bench/clasp-eq.aspif).
# An answer that differs is said, and fails.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-7}
build=${BUILD:-build}
surety=$build/surety
tool=$build/bench
for needed in clasp gringo jq; do
    command -v $needed >/dev/null || { echo "run.sh: $needed is missing" >&2 && exit 2; }
done
ninja -C "$build" benchmarks >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# took RUNS COMMAND... - sets ms and mb
took() {
    result=$("$tool/cpu" "$@")
    ms=${result%% *}
    mb=$(echo "$result" | awk '{ printf "%.0f", $3 / 1024 }')
}

# row LABEL MS MB MS MB NOTE - ours, theirs, and the ratio
row() {
    printf '  %-14s %9.1f ms %4s MB %9.1f ms %4s MB %7s  %s\n' "$1" "$2" "${3:--}" "$4" "${5:--}" \
        "$(awk "BEGIN { printf \"%.1fx\", $4 / $2 }")" "$6"
}

# framework SIZE NOT - the texts, clasp's time and its model
framework() {
    n=$runs
    [ "$1" -lt 100000 ] || n=$(((runs + 1) / 2))
    for format in surety aspif gringo; do
        "$tool/generate" $format "$1" 1 "$2" >"$work/m.$format"
    done
    took "$n" clasp -q "$work/m.aspif"
    clasp_ms=$ms
    clasp_mb=$mb
    clasp -V1 --eq=0 "$work/m.aspif" | tr ' ' '\n' | grep -E '^p[0-9]+\.' | sort >"$work/model"
    echo
    echo "$1 promises, $2 % of the conditions \`not\` a promise"
}

least_model() {
    took "$n" "$tool/aspif" -q "$work/m.aspif"
    same=yes
    if ! "$tool/aspif" "$work/m.aspif" 2>"$work/parts" | sort | cmp -s - "$work/model"; then
        same=no
        status=1
    fi
    row "least model" "$ms" "$mb" "$clasp_ms" "$clasp_mb" "same model: $same"
}

# clasp's clock is not of CPU time: its share of the whole is taken.
after_reading() {
    ours=$(sed 's/.*fixpoint \(.*\) ms/\1/' "$work/parts")
    theirs=$(clasp -V2 -q "$work/m.aspif" | tr -d s | awk -v ms="$clasp_ms" '
        $1 == "Reading" { reading = $3 }
        $1 == "Time" { printf "%.1f", ms * (1 - reading / $3) }')
    row "after reading" "$ours" '' "$theirs" '' ''
}

stands() {
    "$surety" hold --json "$work/m.surety" |
        jq -r ".promises[] | select(.verdict | test(\"$1\")) | .name" | sort
}

# What stands is in the model, and what is in the model stands or is contested.
agreement() {
    stands '^(stands|follows)' >"$work/stands"
    stands '^(stands|follows|is contested)' >"$work/may"
    if ! [ -s "$work/model" ]; then
        echo "clasp: no model; $(comm -13 "$work/stands" "$work/may" | wc -l) contested"
    elif [ -n "$(comm -23 "$work/stands" "$work/model")" ] ||
        [ -n "$(comm -13 "$work/may" "$work/model")" ]; then
        echo "answers agree: no"
    else
        echo "answers agree: $(wc -l <"$work/stands") stand, $(wc -l <"$work/model") in the model"
    fi
}

hold() {
    took "$n" "$surety" hold "$work/m.surety"
    hold_ms=$ms
    hold_mb=$mb
    agree=$(agreement)
    [ "$agree" != "answers agree: no" ] || status=1
    row hold "$hold_ms" "$hold_mb" "$clasp_ms" "$clasp_mb" "$agree"
}

as_written() {
    took 1 sh -c "gringo '$work/m.gringo' | clasp -q"
    row "as written" "$hold_ms" "$hold_mb" "$ms" "$mb" ''
}

mixed() {
    "$tool/generate" surety "$1" 1 0 1 >"$work/m.surety"
    took "$runs" "$surety" hold "$work/m.surety"
    printf '  %-14s %9.1f ms %4s MB\n' "$1" "$ms" "$mb"
}

example() {
    files=$(find "$1" -name '*.surety' | sort)
    [ -n "$files" ] || return 0
    # shellcheck disable=SC2086
    bytes=$(cat $files | wc -c)
    # shellcheck disable=SC2086
    took "$runs" "$surety" check $files
    check=$ms
    # shellcheck disable=SC2086
    took "$runs" "$surety" hold $files
    printf '%-32s %9d %9.1f ms %9.1f ms\n' "$1" "$bytes" "$check" "$ms"
}

printf 'CPU time, median of %d %20s %20s %10s\n' "$runs" surety 'clasp, gringo' ratio
for size in 1000 10000 100000; do
    framework $size 0
    least_model
    [ $size -lt 10000 ] || after_reading # below, a millisecond, the least that clasp's clock tells
    hold
    as_written
done
for size in 1000 10000; do
    for percent in 8 23; do
        framework $size $percent
        hold
    done
done

echo
echo "Words mixed: bare, with, after"
for size in 1000 10000 100000; do
    mixed $size
done

echo
echo "Part by part"
"$tool/generate" surety 100000 1 >"$work/m.surety"
"$tool/hold_time" "$work/m.surety" 3
"$tool/solve" 10000 | tail -n 1
"$tool/solve" 100000 | tail -n 1

echo
printf '%-32s %9s %12s %12s\n' example bytes check hold
for folder in examples/*/; do
    example "$folder"
done
exit $status
