A model that is sound, and one that is not.

  $ cat >good.surety <<'END'
  > surety 1
  > framework f "F"
  > party A "a"
  > party B "b"
  > act go "Go"
  > fact x "X"
  > 2025-01-01 A: A will go [L1]
  >     if x
  > expect A.go waits
  > expect A.go stands by itself given x
  > END
  $ surety check good.surety
  1 of 1 sentences cite nothing
  1 note for the reader to settle (--notes)
  no errors, 1 note; 2 expectations: all met
  $ surety check -q good.surety
  $ surety check - <good.surety
  1 of 1 sentences cite nothing
  1 note for the reader to settle (--notes)
  no errors, 1 note; 2 expectations: all met
  $ surety check good.surety -o out.txt && cat out.txt
  1 of 1 sentences cite nothing
  1 note for the reader to settle (--notes)
  no errors, 1 note; 2 expectations: all met

An expectation that is not met is an answer: no.

  $ sed 's/go waits/go falls/' good.surety >wrong.surety
  $ surety check wrong.surety >out
  [1]
  $ sed -n '1s/:.*//p; $p' out
  error[E2801]
  1 error, 1 note; 2 expectations: 1 not met

  $ cat >bad.surety <<'END'
  > surety 1
  > party A "a"
  > act go "Go"
  > 2025-01-01 A: A will goo
  > 2025-01-01 A: A plans to go
  > END
  $ surety check bad.surety
  error[E1001]: nothing is called `goo`
   --> bad.surety:4:22
    |
  4 | 2025-01-01 A: A will goo
    |                      ^^^ help: did you mean `go`?
  
  error[E0801]: `plans to` is no verb of the language
   --> bad.surety:5:17
    |
  5 | 2025-01-01 A: A plans to go
    |                 ^^^^^^^^
    |
    = help: an intention is no `will`: write `is willing to`, or `might`
    = help: a promise says: might, is open to, is willing to, is ready to, will,
            has agreed to, has signed to, did, will not, has not said whether to
    = help: the other sentences: demands, drops, rejects, accepts, declines,
            withdraws, is; without a subject: expects, remarks that
  
  2 errors
  [3]
  $ surety check --limit 1 --width 60 bad.surety | tail -n 3
  ... and 1 more
  
  2 errors

Any other verb says the same on standard error, and nothing on standard output.

  $ surety hold bad.surety 2>err
  [3]
  $ sed -n '1p; $p' err
  error[E1001]: nothing is called `goo`
  surety hold: the model has 2 errors

With --json the errors are JSON on standard output.

  $ surety hold --json bad.surety | head -n 20
  {
    "format": "surety.diagnostics/1",
    "errors": 2,
    "warnings": 0,
    "notes": 0,
    "complete": true,
    "diagnostics": [
      {
        "code": "E1001",
        "level": "error",
        "message": "nothing is called `goo`",
        "file": "bad.surety",
        "line": 4,
        "column": 22,
        "start": 54,
        "end": 57,
        "label": "",
        "labels": [],
        "notes": [],
        "help": [
  $ surety check --json bad.surety | sed -n '2p'
    "format": "surety.check/1",

Colours only where they are wished for.

  $ surety check bad.surety | grep -c "$(printf '\033')"
  0
  [1]
  $ CLICOLOR_FORCE=1 surety check bad.surety | grep -q "$(printf '\033')"
  $ CLICOLOR_FORCE=1 NO_COLOR=1 surety check bad.surety | grep -q "$(printf '\033')"
  [1]
  $ surety check --color always bad.surety | grep -q "$(printf '\033')"

Files that include others, and assumptions that bring their model.

  $ mkdir -p d
  $ printf 'surety 1\ninclude "good.surety"\ninclude "./d/../good.surety"\n' >top.surety
  $ surety check top.surety
  1 of 1 sentences cite nothing
  1 note for the reader to settle (--notes)
  no errors, 1 note; 2 expectations: all met
  $ printf 'surety 1\ninclude "none.surety"\n' >lost.surety
  $ surety check lost.surety
  error[E0105]: `none.surety` cannot be read
   --> lost.surety:2:10
    |
  2 | include "none.surety"
    |          ^^^^^^^^^^^
    |
    = note: cannot open `none.surety`: No such file or directory
    = help: the path is relative to the file that the include stands in
  
  1 error
  [3]
  $ printf 'surety 1\nassumptions over "../good.surety"\nassume x is true because "so" [A1]\n' >d/a.surety
  $ surety check d/a.surety
  error[E2801]: this expectation does not hold
   --> d/../good.surety:9:1
    |
  9 | expect A.go waits
    | ^^^^^^^^^^^^^^^^^
    |
    = note: expected: A.go waits
    = note: found: A.go stands by itself
  
  1 of 1 sentences cite nothing
  1 note for the reader to settle (--notes)
  1 error, 1 note; 2 expectations: 1 not met
  [1]

A byte order mark, as some editors write it, is no part of the text.

  $ printf '\357\273\277surety 1\nparty A "a"\n' >mark.surety
  $ surety check mark.surety
  no errors
  $ surety fmt mark.surety
  surety 1
  party A "a"
  $ printf 'surety 1\n\357\273\277party A "a"\n' >inside.surety
  $ surety check inside.surety | head -n 1
  error[E0201]: an invisible control character (U+FEFF) stands here

Notes on sentences that cite nothing are a count beside the others.

  $ cat >notes.surety <<'END'
  > surety 1
  > party A "a"
  > act go "Go"
  > fact x "X"
  > fact y "Y"
  > 2025-01-01 A: A might go if x [L1]
  > 2025-01-02 A: A will go if y [L2]
  > END
  $ surety check --notes notes.surety | grep -E '^note|cite|errors'
  note[N4001]: `A.go`: this later sentence does not mention `if x`
  2 of 2 sentences cite nothing (listed with --verbose)
  no errors, 3 notes
  $ surety check --notes -v notes.surety | grep -E '^note|cite nothing|errors'
  note[N4009]: this sentence has no evidence
  note[N4001]: `A.go`: this later sentence does not mention `if x`
  note[N4009]: this sentence has no evidence
  2 of 2 sentences cite nothing
  no errors, 3 notes
