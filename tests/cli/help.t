Help, versions, completion: all from the tables.

  $ surety --version
  surety 0.1.0
  $ surety version --json
  {
    "format": "surety.version/1",
    "version": "0.1.0"
  }
  $ surety -h | head -n 4
  surety - what conditional promises add up to
  
  usage: surety VERB [OPTION...] [ARGUMENT...]
  
  $ surety help fmt
  surety fmt - lay out files in the one way
  
  usage: surety fmt [OPTION...] FILE...
  
    -c, --check          name the files that would change; exit 1 if any would
    -i, --in-place       write the files that change
    -j, --json           the result as JSON
    -o, --output FILE    write the result to a file
        --color WHEN     colours: auto, always or never
    -w, --width COLUMNS  columns of the text (the terminal's, else 80)
    -q, --quiet          only what was asked
    -v, --verbose        more of it
    -h, --help           what the verb does

What a verb says of itself is what `help` says of it.

  $ verbs=$(surety help | sed -n 's/^  \([a-z]*\) .*/\1/p')
  $ for verb in $verbs; do surety $verb -h >a && surety help $verb >b && cmp a b; done

Each completion knows every verb, and every option of each.

  $ for shell in bash zsh fish; do
  >     surety completion $shell >$shell.out
  >     for verb in $verbs; do
  >         grep -qw -- "$verb" $shell.out || echo "$shell: no $verb"
  >         for option in $(surety help $verb | sed -n 's/.*--\([a-z-]*\).*/\1/p'); do
  >             grep -qE -- "(--|-l )$option([^a-z]|\$)" $shell.out || echo "$shell: no $option"
  >         done
  >     done
  > done
  $ bash -n bash.out
  $ bash --norc -c '. ./bash.out
  >     try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _surety; echo "${COMPREPLY[@]}"; }
  >     try surety ho; try surety hold --as; try surety hold --at s; try surety fmt --in'
  hold
  --as-of
  stated signed
  --in-place

The pages of the diagnostics, and schemas.

  $ surety explain e0203 | head -n 1
  # E0203: the file is not UTF-8
  $ surety explain | sed -n '1p'
  E0101  the first line is not `surety 1`
  $ surety explain | while read -r code title; do
  >     surety explain "$code" | head -n 1 | grep -q "$code" || echo "no page: $code"
  > done
  $ surety schema >formats
  $ ls "$TESTDIR/../../doc/schemas" | sed 's/-\([0-9]*\)\.json$/\/\1/' | sort | cmp - formats
  $ for verb in $verbs; do grep -q "surety.$verb/" formats || echo "no schema: $verb"; done
  $ surety help --json | jq -r .format
  surety.help/1
  $ surety schema surety.diagnostics/1 | head -n 3 | tail -n 1
    "$id": "surety.diagnostics/1",
