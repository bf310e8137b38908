#!/bin/sh
# The program against a second opinion and against the definition, on random models. Prints TAP; about
# a minute. The second opinion is asked about the same models every time, since what new ones turn up
# is as often its mistake; new ones: PROP_SEED=123456 PROP_SECONDS=600 tests/prop/run.sh
#   PROP_SEED=1      the first model, PROP_SECONDS=40  for how long, ASK=PROGRAM built from answers.c,
#   CHECKER=FOLDER   the folder of check.py
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
seconds=${PROP_SECONDS:-40}
checker=${CHECKER:-$PWD/../shared/design/language}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
count=0 failed=0

result() { # result STATUS TEXT - what was said is in $work/said
    count=$((count + 1))
    sed 's/^/# /' "$work/said" # before the line it belongs to: a seed that failed is read there
    if [ "$1" -eq 0 ]; then
        echo "ok $count - $2"
    else
        failed=1
        echo "not ok $count - $2"
    fi
}

skip() {
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}

# answers.c with the modules it needs, unless it is given
build() {
    [ -n "${ASK:-}" ] && return 0
    ASK=$work/answers
    for module in base diag lang model logic record; do
        for source in src/"$module"/*.c; do
            echo "$source $work/$module-$(basename "$source" .c).o"
        done
    done | xargs -P 2 -L 1 sh -c '"$0" -std=c17 -O1 -g -Isrc -D_POSIX_C_SOURCE=200809L \
        -ffp-contract=off -c "$1" -o "$2"' "${CC:-cc}" &&
        "${CC:-cc}" -std=c17 -O1 -g -Isrc -D_POSIX_C_SOURCE=200809L tests/prop/answers.c \
            "$work"/*.o -lm -o "$ASK"
}

part() { # part TEXT COMMAND...
    text=$1
    shift
    "$@" >"$work/said" 2>&1
    status=$?
    if [ "$status" -eq 77 ]; then skip "$text" "$(cat "$work/said")"; else result "$status" "$text"; fi
}

if ! command -v python3 >/dev/null; then
    echo 1..1
    skip "random models" "python3 is not here"
    exit 0
fi
build >"$work/said" 2>&1
result $? "answers.c builds"
own=$(($(od -An -N3 -tu4 /dev/urandom) + 1000000))
part "order, straight from the definition" \
    python3 tests/prop/webs.py "$ASK" order --count 400
part "order, a seed of its own" \
    python3 tests/prop/webs.py "$ASK" order --count 100 --seed "$own"
part "negation, straight from the definition" \
    python3 tests/prop/webs.py "$ASK" negation --count 600
part "stable models" python3 tests/prop/webs.py "$ASK" stable --count 100
if [ -f "$checker/check.py" ]; then
    part "the second opinion" python3 tests/prop/differential.py "$ASK" "$checker" \
        --from "${PROP_SEED:-1}" --count 100000 --seconds "$seconds"
else
    skip "the second opinion" "$checker/check.py is not here"
fi
echo "1..$count"
exit "$failed"
