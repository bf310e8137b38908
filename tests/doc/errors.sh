#!/bin/sh
# The pages of doc/errors: the model of each raises its code, the mended one has no error (and not
# that code either). Every code of src/diag/codes.def has a page, `surety explain` has it, and some
# page, fixture or test raises it; the phrases of E0420 are refused, and sound as they are mended.
# Prints TAP.
#   SURETY=PROGRAM  the program (build/surety)
#
# A page whose block cannot be run says so: <!-- not executable: why -->
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
surety=${SURETY:-$PWD/build/surety}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0

result() { # result STATUS TEXT [FILE]
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        [ -z "${3:-}" ] || head -n 30 "$3" | sed 's/^/# /'
        echo "not ok $count - $2"
    fi
}

# block FENCE PAGE - the first block of a page that this line opens
block() { awk -v fence="$1" '!on && $0 == fence { on = 1; next } on && /^```/ { exit } on' "$2"; }

words() { tr -s ' \n' '\n\n'; }

diagnose() { "$surety" check --notes --json "$1" 2>"$work/stderr" | jq -r '.diagnostics[] | "\(.code) line \(.line): \(.message)"'; }

page() { # page CODE FILE
    : >"$work/found"
    if grep -q '^<!-- not executable' "$2"; then
        echo "$1" >>"$work/unrun"
        return
    fi
    block '```surety' "$2" >"$work/model.surety"
    diagnose "$work/model.surety" >"$work/found"
    grep -q "^$1 " "$work/found"
    result $? "$1: its model raises it" "$work/found"
    block '```surety mended' "$2" >"$work/mended.surety"
    [ -s "$work/mended.surety" ] && diagnose "$work/mended.surety" >"$work/found" && [ ! -s "$work/stderr" ] &&
        ! grep -qE "^(E....|$1) " "$work/found"
    result $? "$1: the mended model is free of it and of errors" "$work/found"
}

: >"$work/unrun"
sed -n 's/^CODE(\([EWN][0-9]*\), .*/\1/p' src/diag/codes.def >"$work/codes"
"$surety" explain >"$work/listed"
while read -r code; do
    [ -e "doc/errors/$code.md" ]
    result $? "$code has a page"
    # The words are those of the page; its paragraphs are broken anew.
    "$surety" explain -w 60 "$code" >"$work/explained"
    grep -v '^<!--' "doc/errors/$code.md" | words >"$work/page" && words <"$work/explained" |
        cmp -s - "$work/page" && grep -q "^$code  " "$work/listed"
    result $? "surety explain prints and lists $code"
    awk '/^```/ { code = !code } !code && length($0) > 60' "$work/explained" >"$work/long"
    [ ! -s "$work/long" ]
    result $? "surety explain $code keeps to the width" "$work/long"
    head -n 1 "doc/errors/$code.md" | grep -q "^# $code: "
    result $? "the page of $code is headed by it"
    page "$code" "doc/errors/$code.md"
done <"$work/codes"
for file in doc/errors/*.md; do
    code=${file##*/}
    code=${code%.md}
    grep -qx "$code" "$work/codes" || { result 1 "$file is the page of a code" && continue; }
done

# sentence WORDS - a model in which A says it
sentence() {
    cat <<END
surety 1
party A "a"
party B "b"
party C "c"
party D "d"
party E "e"
group G "g" members A, B, C, D, E
body P "p" members A, B decided by majority of P
unit euro
layer aid "Aid" measured in euro
layer loan "Loan" measured in euro
act go "Go"
fact rain "Rain"
measure share "Share" measured in %
reading how "How" option one option other by default
2025-01-01 A: $1
END
}

# Of each phrase `wrong -> right` of E0420 the first is refused, the second is a sound model.
awk '/^```/ { on = $0 == "```phrases"; next } on' doc/errors/E0420.md >"$work/phrases"
while read -r line; do
    sentence "${line%%  ->  *}" >"$work/wrong.surety"
    sentence "${line##*  ->  }" >"$work/right.surety"
    diagnose "$work/wrong.surety" >"$work/found"
    grep -qE '^E(0420|0801) ' "$work/found" && diagnose "$work/right.surety" >"$work/found" && ! grep -q '^E' "$work/found"
    result $? "E0420: $line" "$work/found"
done <"$work/phrases"

# What no page can show, something of tests/ does.
while read -r code; do
    grep -rqE --include='*.surety' --include='*.c' --include='*.t' --include='*.sh' \
        "(^|[^A-Z0-9])(D_)?$code([^0-9]|$)" tests
    result $? "$code is raised by a fixture or a test"
done <"$work/unrun"
echo "1..$count"
