#!/bin/sh
# Every model of this folder through `surety check --json`: what its marks say is raised, and nothing
# else. README.md says how a mark is written. Prints TAP.
#   SURETY=PROGRAM  the program (build/surety)
#   tests/lang/run.sh [FILE...]
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
surety=${SURETY:-$PWD/build/surety}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

# marks FILE - "line level code text", parted by tabs, of every mark
marks() {
    awk '
        BEGIN { OFS = "\t" }
        {
            rest = $0
            while (match(rest, /# *(error|warning|note)(-next)?\[[EWN][0-9][0-9][0-9][0-9]\](: *[^#]*)?/)) {
                mark = substr(rest, RSTART, RLENGTH)
                rest = substr(rest, RSTART + RLENGTH)
                line = mark ~ /-next/ ? FNR + 1 : FNR
                level = mark
                sub(/^# */, "", level)
                sub(/[-[].*/, "", level)
                code = mark
                sub(/^[^[]*\[/, "", code)
                sub(/\].*/, "", code)
                text = mark
                if (!sub(/^[^\]]*\]: */, "", text)) text = ""
                sub(/ *$/, "", text)
                print line, level, code, text
            }
        }' "$1"
}

# raised FILE - "line level code message" of every diagnostic; of other files the line is "FILE:LINE"
raised() {
    "$surety" check --notes --json "$1" 2>"$work/stderr" |
        jq -r --arg file "$1" '.diagnostics[]
            | [if .file == $file then .line else "\(.file):\(.line)" end, .level, .code, .message] | @tsv'
}

# A mark takes the first diagnostic of its line, level and code that holds its text and is not taken.
compare() { # compare CODES - of which any number is welcome
    awk -F '\t' -v any="$1" '
        FILENAME ~ /marks$/ { n++; line[n] = $1; level[n] = $2; code[n] = $3; text[n] = $4; next }
        {
            for (i = 1; i <= n; i++) {
                if (!met[i] && line[i] == $1 && level[i] == $2 && code[i] == $3 && index($4, text[i])) {
                    met[i] = 1
                    next
                }
            }
            if (index(any, $3)) next
            print "# not marked: line " $1 ": " $2 "[" $3 "]: " $4
            bad = 1
        }
        END {
            for (i = 1; i <= n; i++) {
                if (!met[i]) { print "# not raised: line " line[i] ": " level[i] "[" code[i] "]: " text[i]; bad = 1 }
            }
            exit bad
        }' "$work/marks" "$work/raised"
}

check() {
    count=$((count + 1))
    status=0
    marks "$1" >"$work/marks"
    raised "$1" >"$work/raised" || status=1
    if [ $status -eq 0 ]; then
        compare "$(sed -n '1s/.*# any //p' "$1")" || status=1
    else
        sed 's/^/# /' "$work/stderr"
    fi
    if [ $status -eq 0 ]; then echo "ok $count - $1"; else echo "not ok $count - $1"; fi
}

[ $# -gt 0 ] || set -- tests/lang/*.surety tests/lang/*/*.surety
for model; do
    check "$model"
done
echo "1..$count"
