Options of a question, and what is wrong with them.

  $ cat >m.surety <<'END'
  > surety 1
  > framework f "F"
  > party A "Aland"
  > party B "Borneo"
  > act go "Go"
  > fact x "X"
  > reading r "How?"
  >     option wide by default
  >     option narrow
  > decision d "Which?" made by A
  >     option one
  >     option two
  > 2025-01-01 A: A will go [L1]
  >     if x
  > END
  $ surety hold m.surety A.go | head -n 1
  A.go waits for x.
  $ surety hold m.surety A.go >/dev/null
  [1]
  $ surety hold m.surety A.go --given x | head -n 1
  A.go stands by itself.
  $ surety hold m.surety --given xx
  surety hold: nothing is called `xx`; did you mean `x`?
  [2]
  $ surety hold m.surety --given x=false
  surety hold: given `x=false`: nothing can be taken as false: what is given is
    true, stands, or agrees; only a decision takes a value (NAME=OPTION)
  [2]
  $ surety hold m.surety --given x=true,d=two | grep Asked
  Asked as if granted: x, d is two.
  $ surety hold m.surety --given d=two --json | jq .asked
  "as if granted: d is two"
  $ surety hold m.surety --given d
  surety hold: given `d`: expected NAME=OPTION for a decision
  [2]
  $ surety hold m.surety --reading d=one
  surety hold: `d` is a decision, which the reader does not make: take it as
    granted with given `d=one`
  [2]
  $ surety hold m.surety --reading r=broad
  surety hold: `broad` is no option of `r`
  [2]
  $ surety hold m.surety --as-of 2025-02-30
  surety hold: as-of `2025-02-30`: expected a date, as in 2025-08-19, or
    "2025-08-19 at 09:00"
  [2]
  $ surety hold m.surety --at refused
  surety hold: at `refused`: expected a grade: floated, open, willing, ready,
    stated, agreed, signed, delivered
  [2]
  $ surety hold m.surety --without L9
  surety hold: without `L9`: nothing carries this label; a sentence is struck by
    its label, written behind it in brackets, as in `A will go [L1]`
  [2]
  $ surety hold m.surety A
  surety hold: `A` is nothing that stands: name a promise, a condition, a fact, a
    trigger or a signing
  [2]
  $ surety hold --json m.surety | sed -n '2p'
    "format": "surety.hold/1",
