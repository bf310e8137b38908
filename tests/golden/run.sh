#!/bin/sh
# What hold, positions and why answer for the models of examples/ and tests/models, as it is stored
# in this folder; that it is JSON of its schema; and that the text of the examples has 80 columns at
# most. Prints TAP.
#
#   tests/golden/run.sh           compares
#   tests/golden/run.sh --bless   stores the answers (tools/bless): the diff is to be reviewed
#   SURETY=PROGRAM                the program (build/surety)
#
# NAME.hold.json   every model        NAME.hold.txt       the examples, 80 columns
# NAME.positions.json, NAME.why.json: models that say what their framework is; why asks every goal
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
unset NO_COLOR COLUMNS
surety=${SURETY:-$PWD/build/surety}
golden=tests/golden
bless=no
[ "${1:-}" = --bless ] && bless=yes
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

result() { # result STATUS TEXT [FILE]
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        [ -z "${3:-}" ] || head -n 40 "$3" | sed 's/^/# /'
        echo "not ok $count - $2"
    fi
}

# answer FILE COMMAND... - the output, which must come with a yes or a no
answer() {
    out=$1
    shift
    "$@" >"$out" 2>"$work/stderr" </dev/null
    code=$?
    [ $code -le 1 ] || { echo "status $code: $*" && cat "$work/stderr"; } >"$out"
    [ $code -le 1 ]
}

# stored NAME - is $work/NAME what is stored?
stored() {
    if [ $bless = yes ]; then
        mv "$work/$1" "$golden/$1"
        return
    fi
    if [ -e "$golden/$1" ]; then
        diff -u "$golden/$1" "$work/$1" >"$work/diff"
        result $? "$1 is as stored" "$work/diff"
    else
        result 1 "$1 is stored (tools/bless does it)"
    fi
}

# schema FILE - is the JSON as its format's schema has it?
schema() {
    format=$(jq -r .format "$1" 2>/dev/null | sort -u) || format=
    page=doc/schemas/$(echo "$format" | tr / -).json
    if [ -z "$format" ] || [ ! -e "$page" ]; then
        result 1 "${1##*/} is JSON of a format with a schema: $format"
        return
    fi
    jq -r --slurpfile schema "$page" -f "$golden/schema.jq" "$1" >"$work/faults" 2>&1
    [ ! -s "$work/faults" ]
    result $? "${1##*/} is as the schema of $format has it" "$work/faults"
}

json() { # json NAME COMMAND...
    as=$1
    shift
    if answer "$work/$as" "$@"; then
        [ $bless = yes ] || schema "$work/$as"
        stored "$as"
    else
        result 1 "$as: an answer" "$work/$as"
    fi
}

# Every goal, one answer after another.
goals() {
    : >"$work/$1"
    sed -n 's/^goal \([^ ]*\) .*/\1/p' "$2" | while read -r goal; do
        answer "$work/one.json" "$surety" why --json "$2" "$goal"
        cat "$work/one.json" >>"$work/$1"
    done
    [ -s "$work/$1" ] || return 0
    [ $bless = yes ] || schema "$work/$1"
    stored "$1"
}

# What is not stored is still JSON of its schema.
shape() { # shape NAME COMMAND...
    [ $bless = no ] || return 0
    as=$1
    shift
    if answer "$work/$as" "$@"; then schema "$work/$as"; else result 1 "$as: an answer" "$work/$as"; fi
}

model() { # model FILE NAME
    shape "$2.check.json" "$surety" check --json "$1"
    shape "$2.fmt.json" "$surety" fmt --json "$1"
    shape "$2.states.json" "$surety" hold --json --states --readings "$1"
    json "$2.hold.json" "$surety" hold --json "$1"
    if grep -q '^framework ' "$1"; then
        json "$2.positions.json" "$surety" positions --json "$1"
        goals "$2.why.json" "$1"
    fi
}

narrow() { # narrow NAME COMMAND... - text of 80 columns, stored
    as=$1
    shift
    if answer "$work/$as" "$@"; then
        [ $bless = yes ] || {
            awk 'length($0) > 80' "$work/$as" >"$work/long"
            [ ! -s "$work/long" ]
            result $? "$as has 80 columns at most" "$work/long"
        }
        stored "$as"
    else
        result 1 "$as: an answer" "$work/$as"
    fi
}

# What the verbs that write, and those about the program, say.
others() {
    [ $bless = no ] || return 0
    printf 'Some words. Others. Some words.\n' >"$work/d.txt"
    printf '%s\n' 'surety 1' 'framework f "F"' 'document D "D" archive "d.txt"' 'party A "a"' 'layer g "g"' \
        '2025-01-01 A: A will give g' '    cite D "Others"' >"$work/m.surety"
    shape anchor.json "$surety" anchor --json --archive "$work" "$work/m.surety"
    shape add.json "$surety" add --json "$work/m.surety" '2025-01-02 A: A might give g
        cite D "Some words"'
    shape refused.anchor.json "$surety" anchor --json --archive "$work" "$work/m.surety"
    shape refused.add.json "$surety" add --json "$work/m.surety" '2025-01-02 A: A will give nothing'
    shape explain.json "$surety" explain --json E0203
    shape codes.explain.json "$surety" explain --json
    shape schema.json "$surety" schema --json
    shape version.json "$surety" version --json
    shape completion.json "$surety" completion --json bash
    shape help.json "$surety" help --json
}

[ $bless = no ] || rm -f "$golden"/*.json "$golden"/*.txt
for file in examples/*/*.surety tests/models/*.surety; do
    [ -e "$file" ] || continue
    name=${file##*/}
    name=${name%.surety}
    case $file in
    examples/*)
        folder=${file#examples/}
        name=${folder%%/*}.$name
        narrow "$name.hold.txt" "$surety" hold --width 80 "$file"
        ;;
    esac
    model "$file" "$name"
done
others
[ -d examples ] || echo "# there are no examples"
[ $bless = yes ] || echo "1..$count"
