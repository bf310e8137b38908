#!/bin/sh
# Holds the documents to the program, and prints TAP:
#   the blocks of doc/language.md are one valid model, its first block too;
#   what a document shows of a session ("$ surety ..." and what follows) is what the program prints;
#   files shown in a document are those of examples/; commands in README files can be run;
#   every example and its expectations; the manual pages name the options that there are;
#   the pages of doc/errors (errors.sh).
#
#   SURETY=PROGRAM        the program (build/surety)
#   tests/doc/run.sh bless   writes what the program prints into the documents, to be reviewed
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
COLUMNS=80
export LC_ALL COLUMNS
unset NO_COLOR
root=$PWD
surety=${SURETY:-$root/build/surety}
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

# play DOCUMENT - the document as the program would have it: a block "```surety NAME" becomes the file
# NAME, and in a block that begins with "$ surety" the commands are run and their output replaced.
play() {
    rm -rf "$work/play"
    mkdir -p "$work/play/bin"
    ln -s "$surety" "$work/play/bin/surety"
    ln -s "$root/examples" "$work/play/examples"
    cp "$work"/first-look.surety "$work/play/"
    awk -v folder="$work/play" '
        function run(line, command, got) {
            command = "cd " folder " && PATH=bin:$PATH && " substr(line, 3) " 2>&1"
            while ((command | getline got) > 0) print got
            close(command)
        }
        /^```/ {
            print
            if (open) { if (file) close(file); open = 0; file = ""; session = 0 }
            else { open = 1; first = 1; if ($1 == "```surety" && $2) file = folder "/" $2 }
            next
        }
        open && first { first = 0; session = /^\$ surety /; if (file) printf "" > file }
        session && /^\$ / { print; run($0); next }
        session { next }
        { print; if (open && file) print > file }' "$1"
}

document() { # document FILE
    play "$1" >"$work/played"
    if [ "$mode" = bless ]; then
        cmp -s "$1" "$work/played" || cp "$work/played" "$1"
    fi
    diff -u "$1" "$work/played" >"$work/diff"
    result $? "$1 shows what the program prints" "$work/diff"
}

# The indented commands of a README that call the program: each can be run, and finds its files.
commands() { # commands README
    sed -n 's/^    \(surety .*\)/\1/p' "$1" >"$work/commands"
    while read -r line; do
        rm -rf "$work/play"
        mkdir -p "$work/play/bin"
        ln -s "$surety" "$work/play/bin/surety"
        ln -s "$root/examples" "$work/play/examples"
        (cd "$work/play" && PATH=bin:$PATH sh -c "$line") >"$work/out" 2>&1
        status=$?
        [ $status -le 1 ]
        result $? "$1: $line (exit $status)" "$work/out"
    done <"$work/commands"
}

# Every option and verb that the program has is in the manual, and the other way round.
manual() {
    # shellcheck disable=SC2013
    for verb in $("$surety" help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
        page=doc/man/surety-$verb.1.scd
        [ -e "$page" ] || page=doc/man/surety.1.scd
        "$surety" help "$verb" | grep -o -- '--[a-z-]*' | grep -v -x -e -- | sort -u >"$work/has"
        grep -o -- '--[a-z][a-z-]*' "$page" doc/man/surety.1.scd | sed 's/.*://' | sort -u >"$work/told"
        comm -23 "$work/has" "$work/told" >"$work/missing"
        [ ! -s "$work/missing" ]
        result $? "$page tells the options of $verb" "$work/missing"
    done
    "$surety" help $("$surety" help | sed -n 's/^  \([a-z]*\)  .*/\1/p') | grep -o -- '--[a-z-]*' | sort -u >"$work/has"
    grep -ho -- '\*--[a-z][a-z-]*' doc/man/*.scd | sed 's/\*//' | sort -u >"$work/told"
    comm -13 "$work/has" "$work/told" >"$work/missing"
    [ ! -s "$work/missing" ]
    result $? "the manual tells of no option that is not there" "$work/missing"
}

mode=${1:-test}
awk '/^```surety$/ { on = 1; next } /^```/ { on = 0 } on' doc/language.md >"$work/language.surety"
awk '/^```surety$/ { on = 1; next } /^```/ { if (on) exit } on' doc/language.md >"$work/first-look.surety"
for model in language first-look; do
    "$surety" check "$work/$model.surety" >"$work/out" 2>&1
    result $? "doc/language.md: its blocks are a model whose expectations hold ($model)" "$work/out"
done
awk '/^```surety twelve-lines/ { on = 1; next } /^```/ { on = 0 } on' README.md |
    cmp - examples/guarantee-1919/twelve-lines.surety >"$work/out" 2>&1
result $? "README.md shows examples/guarantee-1919/twelve-lines.surety" "$work/out"
for file in README.md doc/tutorial.md doc/language.md doc/verdicts.md; do
    document "$file"
done
for file in README.md examples/*/README.md; do
    commands "$file"
done
for file in examples/*/*.surety; do
    "$surety" check "$file" >"$work/out" 2>&1
    result $? "$file" "$work/out"
    "$surety" fmt --check "$file" >"$work/out" 2>&1
    result $? "$file is laid out by surety fmt" "$work/out"
done
for page in doc/man/*.scd; do
    scdoc <"$page" >"$work/page" 2>"$work/out"
    result $? "$page is a manual page" "$work/out"
done
manual
if [ "$mode" != bless ]; then
    SURETY=$surety tests/doc/errors.sh >"$work/errors"
    # Numbers go on; the plan comes last.
    awk -v n="$count" '
        /^1\.\./ { next }
        /^(not )?ok / { sub(/ok [0-9]+/, "ok " (++n)) }
        { print }
        END { print "1.." n }' "$work/errors"
else
    echo "1..$count"
fi
