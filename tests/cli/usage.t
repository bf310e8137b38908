What the program says to a command line that cannot be meant.

  $ surety 2>/dev/null
  [2]
  $ surety chekc m.surety
  surety: there is no verb `chekc`; did you mean `check`?
  [2]
  $ surety frobnicate
  surety: there is no verb `frobnicate`; `surety help` lists them
  [2]
  $ surety check
  surety check: which file? usage: surety check [OPTION...] FILE...
  [2]
  $ surety why m.surety
  surety why: about what? usage: surety why [OPTION...] FILE... NAME
  [2]
  $ surety why m.surety A.go B.go
  surety why: one thing at a time: `A.go` or `B.go` (a file ends in .surety)
  [2]
  $ surety hold --reeding r=wide m.surety
  surety hold: there is no option --reeding; did you mean --reading?
  [2]
  $ surety check --given x m.surety
  surety check: it takes no --given (that belongs to: hold, why)
  [2]
  $ surety hold -Z m.surety
  surety hold: there is no option -Z
  [2]
  $ surety hold m.surety --as-of
  surety hold: --as-of needs a value: DATE
  [2]
  $ surety hold --strict=yes m.surety
  surety hold: --strict takes no value
  [2]
  $ surety check --width 5 m.surety
  surety check: --width is a number from 20 to 10000, not `5`
  [2]
  $ surety check --color sometimes m.surety
  surety check: --color is auto, always or never, not `sometimes`
  [2]
  $ surety fmt --check --in-place m.surety
  surety fmt: --check writes nothing, --in-place does: choose one
  [2]
  $ surety completion
  surety completion: for which shell: bash, zsh or fish?
  [2]
  $ surety explain E9999
  surety explain: there is no diagnostic `E9999`; `surety explain` lists them
  [2]
  $ surety schema surety.nothing/1
  surety schema: there is no schema of `surety.nothing/1`; `surety schema` lists
    them
  [2]
  $ surety help hodl
  surety help: there is no verb `hodl`; did you mean `hold`?
  [2]

What may be meant by a word that names no model.

  $ echo 'surety 1' >near.surety
  $ surety hold near
  surety hold: which file? did you mean `near.surety`?
  [2]
  $ surety check near
  surety check: cannot open `near`: No such file or directory; did you mean
    `near.surety`?
  [4]
  $ mkdir folder
  $ surety hold folder
  surety hold: which file? `folder` is a folder, and a model is a file
  [2]
  $ cp near.surety near.txt
  $ surety hold near.txt
  surety hold: which file? a file whose name does not end in .surety is written
    `./near.txt`
  [2]
  $ surety hold nothing
  surety hold: which file? `nothing` does not end in .surety; usage: surety hold
    [OPTION...] FILE... [NAME]
  [2]

An archive that is not there is the world's fault, whatever the model cites.

  $ surety check near.surety --archive nodir
  surety check: cannot open the archive `nodir`: No such file or directory
  [4]
  $ surety check near.surety --archive near.surety
  surety check: cannot open the archive `near.surety`: Not a directory
  [4]
  $ surety anchor near.surety --archive nodir
  surety anchor: cannot open the archive `nodir`: No such file or directory
  [4]

Nothing that the program says of itself passes 80 columns, or those that are asked for.

  $ for verb in $(surety help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do surety help $verb; done | awk 'length($0) > 80'
  $ surety help | awk 'length($0) > 80'
  $ surety explain E3307 --width 50 | awk '!/^```/ && !/^document/ && length($0) > 50'
  $ surety hold --width 40 nothing
  surety hold: which file? `nothing` does
    not end in .surety; usage: surety hold
    [OPTION...] FILE... [NAME]
  [2]

A file that is not there is the world's fault; `--` ends the options.

  $ surety check nowhere.surety
  surety check: cannot open `nowhere.surety`: No such file or directory
  [4]
  $ surety check -- --width
  surety check: cannot open `--width`: No such file or directory
  [4]
