#!/bin/sh
# layers.sh - holds the modules of src/ to their layers. Prints TAP.
#
# Who may include whom is read from the table of doc/architecture.md: rows "| `module` ... | purpose |
# may include |", where the third column names modules, "all above", or "public header". Beside that:
#   setjmp only in api; the heap only in base and host; files, clock, environment, printing and exit
#   only in host, lsp, desk and cli (base prints when an invariant is broken).
set -eu
cd "$(dirname "$0")/.."
LC_ALL=C
export LC_ALL
table=doc/architecture.md
count=0

result() { # result STATUS TEXT
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; fi
}

# "module allowed allowed ..." a line, from the table; "public" stands for the public header.
edges() {
    awk -F '|' '
        /^\| *`[a-z]/ {
            names = $2; allowed = $4
            gsub(/[^a-z ]/, " ", names)
            if (allowed ~ /all above/) allowed = above " public"
            if (allowed ~ /public header/) allowed = allowed " public"
            gsub(/[^a-z ]/, " ", allowed)
            n = split(names, name, " ")
            for (i = 1; i <= n; i++) print name[i], name[i], allowed
            above = above " " names
        }' "$table"
}

# The includes of a module's files that its row does not allow.
trespasses() { # trespasses MODULE ALLOWED...
    module=$1
    grep -n '^#include "' "src/$module"/*.[ch] "src/$module"/*.def 2>/dev/null |
        awk -v allowed=" $* " '
            {
                split($0, quoted, "\"")
                folder = quoted[2]
                sub(/\/.*/, "", folder)
                if (folder == "surety") folder = "public"
                if (index(allowed, " " folder " ") == 0) print "# " $0
            }'
}

# calls FILES-OF WORDS... - uses of the functions named, in the modules not named
calls() { # calls "exempt modules" regex
    for folder in src/*/; do
        module=${folder#src/}
        module=${module%/}
        case " $1 " in *" $module "*) continue ;; esac
        grep -nE "(^|[^A-Za-z0-9_.>\"])($2)[[:space:]]*\(" "$folder"*.[ch] 2>/dev/null |
            grep -vE ':[[:space:]]*//' | sed 's/^/# /'
    done || :
}

check_calls() { # check_calls TEXT "exempt modules" regex
    found=$(calls "$2" "$3")
    [ -z "$found" ] || echo "$found"
    [ -z "$found" ] && result 0 "$1" || result 1 "$1"
}

if [ ! -e "$table" ]; then
    echo "not ok 1 - $table is missing"
    echo "1..1"
    exit 1
fi
failed=$(mktemp)
trap 'rm -f "$failed"' EXIT
edges > "$failed.edges"
for folder in src/*/; do
    module=${folder#src/}
    module=${module%/}
    row=$(grep "^$module " "$failed.edges" | head -n 1) || row=
    if [ -z "$row" ]; then
        echo "# src/$module has no row in the table of $table"
        result 1 "$module includes what it may"
        continue
    fi
    # shellcheck disable=SC2086
    found=$(set -- $row && trespasses "$@")
    [ -z "$found" ] || echo "$found"
    [ -z "$found" ] && result 0 "$module includes what it may" || result 1 "$module includes what it may"
done
rm -f "$failed.edges"
check_calls "setjmp only in api" "api" 'setjmp|longjmp|sigsetjmp|siglongjmp'
check_calls "the heap only in base and host" "base host" 'malloc|calloc|realloc|free'
check_calls "the world only in host, lsp, desk, cli" "base host lsp desk cli" \
    'fopen|open|fread|fwrite|printf|fprintf|puts|fputs|putchar|getenv|time|clock|clock_gettime|gettimeofday|localtime|exit|_exit|system|popen'
check_calls "no alloca" "" 'alloca'
found=$(tools/sources --check) && status=0 || status=1
[ -z "$found" ] || echo "$found"
result $status "the lists of sources are complete"
echo "1..$count"
