#!/bin/sh
# What nobody should give to the program, given to it: each ends within seconds, with the exit status
# of the manual, a sentence that says what is wrong, and in bounded memory. Prints TAP.
#   SURETY=PROGRAM  the program (build/surety)
#   tests/bad/run.sh [PART]   only the cases whose name has PART in it
set -u
cd "$(dirname "$0")/../.." || exit 2
LC_ALL=C.UTF-8
export LC_ALL
surety=${SURETY:-$PWD/build/surety}
measure=$PWD/tests/bad/measure
only=${1:-}
seconds=${BAD_SECONDS:-20} # at most, for a case
mebibytes=${BAD_MEBIBYTES:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
MEASURED=$work/measured
export MEASURED
count=0
unset COLUMNS

result() { # result STATUS TEXT
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; fi
}

skip() {
    count=$((count + 1))
    echo "ok $count - $1 # SKIP $2"
}

wanted() { case $1 in *"$only"*) return 0 ;; *) return 1 ;; esac; }

# bad NAME STATUS PATTERN COMMAND... - what the command says is in $work/said
bad() {
    name=$1 want=$2 pattern=$3
    shift 3
    wanted "$name" || return 0
    "$measure" "$seconds" "$@" >"$work/said" 2>&1 <"${input:-/dev/null}"
    verdict "$name" "$want" "$pattern"
}

# The same for a line of shell, in which "$surety" is the program: redirections, pipes.
bad_shell() {
    wanted "$1" || return 0
    surety="$surety" "$measure" "$seconds" sh -c "$4" >"$work/said" 2>&1 </dev/null
    verdict "$1" "$2" "$3"
}

verdict() { # verdict NAME STATUS PATTERN
    read -r got took peak <"$MEASURED"
    ok=0
    [ "$got" = "$2" ] || ok=1
    grep -qE -- "$3" "$work/said" || ok=1
    [ "$peak" -le "$mebibytes" ] || ok=1
    awk -v took="$took" -v most="$seconds" 'BEGIN { exit !(took < most) }' || ok=1
    if [ $ok -ne 0 ]; then
        echo "# status $got (expected $2), $took s, $peak MiB; it said (expected /$3/):"
        cut -c 1-200 "$work/said" | head -n 12 | sed 's/^/# | /'
    fi
    result $ok "$1 (status $got, $took s, $peak MiB)"
}

cd "$work" || exit 2
printf 'surety 1\nparty A "a"\nlayer g "g"\nfact x "x"\n2025-01-01 A: A will give g if x\n' >good.surety
head='surety 1\nparty A "a"\nlayer g "g"\nfact x "x"\n2025-01-01 A: A will give g\n'

# ---- files

: >empty
bad "an empty file" 3 'E0101' "$surety" check empty
bad "an empty file, held" 3 'E0101' "$surety" hold ./empty
bad "a file that is not there" 4 'nowhere.surety.*[Nn]o such file' "$surety" check nowhere.surety
mkdir folder
bad "a folder as a file" 4 'folder' "$surety" check folder
bad "the null device" 3 'E0101' "$surety" check /dev/null
bad "an endless device" 5 'longer than 268435456 bytes' "$surety" check /dev/zero
mkfifo pipe
bad_shell "a pipe that somebody writes" 0 'no errors' 'cat good.surety >pipe & "$surety" check pipe'
if [ "$(id -u)" -eq 0 ]; then
    skip "a file without permission" "root may read everything"
else
    cp good.surety secret.surety && chmod 000 secret.surety
    bad "a file without permission" 4 'ermission' "$surety" check secret.surety
fi
bad_shell "standard input" 0 'no errors' '"$surety" check - <good.surety'
bad "an empty standard input" 3 'E0101' "$surety" check -
bad_shell "a closed standard input" 4 'standard input|-' '"$surety" check - <&-'
bad_shell "a closed standard output" 4 'cannot write the result' '"$surety" check good.surety >&-'
bad_shell "a full standard output" 4 'No space' '"$surety" check good.surety >/dev/full'
bad "a full disk" 4 'ordinary file' "$surety" hold good.surety -o /dev/full
bad "a folder to write to" 4 'folder' "$surety" hold good.surety -o folder
bad "a folder that is not there to write to" 4 'nowhere' "$surety" hold good.surety -o nowhere/out
awk 'BEGIN { print "surety 1\nparty A \"a\"\nfact x \"x\""; for (i = 0; i < 20000; i++) print "layer l" i " \"l\"\n2025-01-01 A: A will give l" i " if x" }' >wide.surety
bad_shell "a broken pipe" 0 '.' '"$surety" positions wide.surety | head -n 1'
bad_shell "a closed standard error" 3 '^$|.' '"$surety" check empty 2>&-; code=$?; echo; exit $code'
bad_shell "a file that vanishes while others are read" 4 'No such file' \
    'cp good.surety gone.surety; mkfifo slow; { "$surety" check slow gone.surety; echo $? >code; } & { sleep 0.3; rm gone.surety; cat good.surety; } >slow; wait; exit "$(cat code)"'

# ---- sizes

awk 'BEGIN { print "surety 1\nparty A \"a\"\nfact x \"x\""; while (n < 100000000) { line = "# " sprintf("%090d", i++); print line; n += length(line) + 1 } }' >comments.surety
bad "100 MB of comments" 0 'no errors' "$surety" check comments.surety
rm comments.surety
{ printf 'surety 1\n'; head -c 100000000 /dev/zero | tr '\0' 'a'; } >letters.surety
bad "100 MB of one letter" 3 'E0210|E0301' "$surety" check letters.surety
rm letters.surety
{ printf 'surety 1\nparty A "'; head -c 50000000 /dev/zero | tr '\0' 'b'; printf '"\n'; } >line.surety
bad "a line of 50 MB" 0 'no errors' "$surety" check line.surety
rm line.surety
awk 'BEGIN { print "surety 1"; for (i = 0; i < 1000000; i++) print "nonsense " i }' >errors.surety
bad "a million errors" 3 'E0301' "$surety" check errors.surety
rm errors.surety
awk 'BEGIN { print "surety 1\nparty A \"a\"\nlayer g \"g\"\nfact x \"x\"\n2025-01-01 A: A will give g"; printf "    if "; for (i = 0; i < 100000; i++) printf "("; printf "x"; for (i = 0; i < 100000; i++) printf ")"; print "" }' >deep.surety
bad "100,000 parentheses" 3 'E1402' "$surety" check deep.surety
bad "100,000 parentheses, formatted" 3 'E1402' "$surety" fmt deep.surety
awk 'BEGIN { print "surety 1\nparty A \"a\"\nlayer g \"g\"\nfact x \"x\"\n2025-01-01 A: A will give g"; printf "    if"; for (i = 0; i < 100000; i++) printf " not"; print " x" }' >not.surety
bad "100,000 times not" 3 'E1402|E0209' "$surety" check not.surety
awk 'BEGIN { printf "surety 1\nparty A \"a\"\nlayer g \"g\"\nfact x \"x\"\n2025-01-01 A: A will give g\n    if x"; for (i = 1; i < 1000000; i++) printf (i % 20 ? " and x" : " and\n        x"); print "" }' >and.surety
bad "a million conditions" 3 'E0209' "$surety" check and.surety
rm and.surety
awk 'BEGIN { print "surety 1\nparty A \"a\"\nlayer g \"g\""; for (i = 0; i < 100000; i++) print "fact f" i " \"f\""; printf "2025-01-01 A: A will give g\n    if f0"; for (i = 1; i < 100000; i++) printf " and\n     f" i; print "" }' >and.surety
bad "100,000 conditions" 0 'no errors' "$surety" check and.surety
bad "100,000 conditions, held" 1 'A.g waits' "$surety" hold and.surety A.g
bad "100,000 conditions, explained" 0 'A.g' "$surety" why and.surety A.g
awk 'BEGIN { print "surety 1\nparty A \"a\"\nfact x \"x\"\nlayer g \"g\"\ncondition c0 \"c\" means x"; for (i = 1; i < 100000; i++) print "condition c" i " \"c\" means c" i - 1; print "2025-01-01 A: A will give g if c99999" }' >chain.surety
bad "a chain of 100,000 definitions" 3 'E2302' "$surety" check chain.surety
bad "a chain of 100,000 definitions, held" 3 'E2302' "$surety" hold chain.surety A.g
awk 'BEGIN { print "surety 1\nparty A \"a\"\nfact x \"x\"\nlayer g \"g\"\ncondition c0 \"c\" means x"; for (i = 1; i < 490; i++) print "condition c" i " \"c\" means c" i - 1; print "2025-01-01 A: A will give g if c489" }' >chain.surety
bad "a chain of 490 definitions" 0 'no errors' "$surety" check chain.surety
bad "a chain of 490 definitions, held" 1 'A.g waits for x' "$surety" hold chain.surety A.g
bad "a chain of 490 definitions, explained" 0 'A.g' "$surety" why chain.surety A.g
awk 'BEGIN { print "surety 1\nfact x \"x\""; for (i = 0; i < 100000; i++) print "condition c" i " \"c\" means c" (i + 1) % 100000 }' >ring.surety
bad "a ring of 100,000 definitions" 3 'E2301' "$surety" check ring.surety
awk 'BEGIN { print "surety 1"; for (i = 0; i < 20000; i++) print "party P" i " \"p\""; print "act go \"g\""; for (i = 0; i < 20000; i++) print "2025-01-01 P" i ": P" i " will go if P" (i + 1) % 20000 ".go" }' >circle.surety
bad "a circle of 20,000 promises" 1 'P0.go' "$surety" hold circle.surety P0.go
bad "20,000 promises on one screen" 0 '.' "$surety" hold wide.surety
bad "20,000 promises, narrow" 0 '.' "$surety" hold --width 20 wide.surety
awk 'BEGIN { printf "surety 1\n"; for (i = 0; i < 100000; i++) print "party same \"p\"" }' >same.surety
bad "100,000 names declared twice" 3 'E1201' "$surety" check same.surety

# ---- includes

mkdir chain
awk 'BEGIN { for (i = 0; i < 10000; i++) { file = "chain/" i ".surety"; print "surety 1\ninclude \"" i + 1 ".surety\"" >file; close(file) } print "surety 1" >"chain/10000.surety" }'
bad "a chain of 10,000 includes" 3 'E0105.*|nested deeper' "$surety" check chain/0.surety
bad_shell "10,001 files" 5 'at most 10000 files' '"$surety" check chain/*.surety'
printf 'surety 1\ninclude "two.surety"\n' >one.surety
printf 'surety 1\ninclude "one.surety"\n' >two.surety
bad "files that include one another" 3 'E0104' "$surety" check one.surety
printf 'surety 1\ninclude "self.surety"\n' >self.surety
bad "a file that includes itself" 3 'E0104' "$surety" check self.surety
printf 'surety 1\ninclude "folder"\ninclude "/nowhere"\n' >wrong.surety
bad "an include of a folder" 3 'E0105' "$surety" check wrong.surety
printf 'surety 1\nassumptions over "mine.surety"\n' >mine.surety
bad "assumptions over themselves" 3 'E0107' "$surety" check mine.surety

# ---- characters

printf "$head"'party Turkey "T\374rkiye"\n' >latin.surety
bad "bytes that are not UTF-8" 3 'E0203' "$surety" check latin.surety
head -c 100000 /dev/urandom >random.surety
bad "random bytes" 3 'E0' "$surety" check random.surety
printf "$head"'# \000\n' >nul.surety
bad "a NUL byte" 3 'E0205' "$surety" check nul.surety
printf "$head"'party B "b \342\200\256 c"\n' >bidi.surety
bad "a character that turns the text around" 3 'E0206' "$surety" check bidi.surety
printf "$head"'party \320\220land "a"\n' >looks.surety
bad "a name that looks like another" 0 'W0208' "$surety" check looks.surety
printf '\377\376s\000u\000r\000' >utf16.surety
bad "UTF-16" 3 'E02|E0101' "$surety" check utf16.surety
printf '\357\273\277surety 1\n' >windows.surety
bad "a byte order mark" 0 'no errors' "$surety" check windows.surety
printf 'surety 1\r\nparty A "a"\r\n' >crlf.surety
bad "CR LF" 0 'no errors' "$surety" check crlf.surety
printf "$head"'party B "b\033[31m\n' >escape.surety
bad "an escape sequence" 3 'E0' "$surety" check escape.surety
if grep -q "$(printf '\033')" "$work/said"; then result 1 "no escape reaches the terminal"; else result 0 "no escape reaches the terminal"; fi

# ---- words

printf "$head"'party A "again"\n' >twice.surety
bad "a name declared twice" 3 'E1201' "$surety" check twice.surety
printf 'surety 1\nunit troops\nunit sortie\nparty A "a"\nlayer g "g" measured in troops\n2025-01-01 A: A will give g\n    amount 3 sortie\n' >units.surety
bad "an amount in another unit" 3 'E1801' "$surety" check units.surety
printf "$head"'2025-02-30 A: A will give g\n2025-13-01 A: A will give g\n0000-00-00 A: A will give g\n99999-01-01 A: A will give g\n' >days.surety
bad "days that there are not" 3 'E0702' "$surety" check days.surety
printf "$head"'2025-01-02 A: A will give g\n    amount 99999999999999999999999999999999999999\n    within 9999999999 days\n' >numbers.surety
bad "numbers without end" 3 'E0' "$surety" check numbers.surety
printf "$head"'framework f "f"\n    clock "Mars/Olympus"\n' >mars.surety
bad "a time zone that there is not" 3 'E0715' "$surety" check mars.surety

# ---- the lock file

printf 'surety-lock 1\nframework other\n' >good.anchors
cp good.surety locked.surety
printf 'framework f "f"\n' >>locked.surety
bad_shell "a lock file of something else" 0 '.' '"$surety" check locked.surety --archive .'

# ---- arguments

bad "no verb" 2 'usage|verb' "$surety"
bad "no such verb" 2 'no verb' "$surety" frobnicate
bad "no file" 2 'file' "$surety" check
bad "no such option" 2 'frob' "$surety" check --frob good.surety
bad "an option without a value" 2 'width' "$surety" hold good.surety --width
bad "one column" 2 'from 20 to 10000' "$surety" hold good.surety --width 1
bad "no columns" 2 'width' "$surety" hold good.surety --width 0
bad "columns that are no number" 2 'width' "$surety" hold good.surety --width wide
bad "columns without end" 2 'width' "$surety" hold good.surety --width 99999999999999999999
bad "a date that there is not" 2 'as-of' "$surety" hold good.surety --as-of 2025-02-30
bad "an empty argument" 4 '.' "$surety" check ""
bad_shell "100,000 arguments" 5 'at most' 'set --; awk "BEGIN { for (i = 0; i < 100000; i++) print \"f\" i }" >names; "$surety" check $(cat names)'
bad_shell "an argument of 100,000 letters" 2 '.' '"$surety" hold good.surety --given "$(head -c 100000 /dev/zero | tr "\0" a)"'
bad "a name of another kind" 2 'A' "$surety" hold good.surety A
bad "a goal that nobody named" 2 'about what' "$surety" why good.surety
echo "1..$count"
