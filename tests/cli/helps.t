What a message says to do can be done.

  $ cat >head.surety <<'END'
  > surety 1
  > framework f "F"
  > party A "a"
  > party B "b"
  > unit euro
  > layer subsidy "Subsidy" measured in euro
  > act build "Build"
  > act notify "Notify"
  > fact rain "Rain"
  > END
  $ helps() { { cat head.surety; cat; } >m.surety; surety check m.surety | grep -oE '^(error|warning).*|(help|note): .*'; }

An act alone is whose; in a trigger it is most often a step.

  $ helps <<'END'
  > 2025-01-01 A: A will give subsidy if build
  > 2025-01-02 B: B will build
  > trigger t "T" when rain
  >     then [notify] A must notify within 3 days
  >     then B must build after notify
  > trigger u "U" when rain
  >     then A must notify within 3 days
  >     then B must build after notify
  > END
  error[E1101]: `build` is an act, and here a condition is needed
  help: name whose it is: `B.build`
  error[E1101]: `notify` is an act, and here a condition is needed
  help: a step is named by its label in brackets: `[notify]`
  error[E1101]: `notify` is an act, and here a condition is needed
  help: label the step that is meant, as in `then [notify] ...`, and write
  $ helps <<'END'
  > 2025-01-01 A: A will give subsidy if B.build
  > trigger t "T" when rain
  >     then [notify] A must notify within 3 days
  >     then B must build after [notify]
  > END
  [1]

A name that nobody declared.

  $ helps <<'END'
  > 2025-01-01 A: A will give subsidies
  > 2025-01-01 A: A will build by March
  > 2025-01-01 B: B will give subsidy amount 2 million
  > END
  error[E1001]: nothing is called `subsidies`
  help: did you mean `subsidy`?
  error[E1001]: nothing is called `March`
  help: a month is written behind its year, as in `2026-03`
  error[E1001]: nothing is called `million`
  help: write the number out, with a unit: 2 million euro is `2,000,000 euro`

A condition to be dropped is written as it was: the message quotes it.

  $ helps <<'END'
  > 2025-01-01 A: A demands subsidy from B for A.build [d1]
  > 2025-01-01 A: A will build if rain
  > 2025-01-02 A: A drops B.subsidy for A.build
  > END
  error[E2002]: no earlier sentence of `A.build` has the condition `B.subsidy`
  note: the conditions of `A.build` until then: `subsidy` [d1], `rain`
  help: `drops` takes away a condition of that promise, or a demand for it,
  $ sed -i 's/drops B.subsidy/drops subsidy/' m.surety && surety check m.surety | tail -n 1
  no errors, 3 notes

A full stop parts no thousands.

  $ helps <<'END'
  > 2025-01-01 A: A will give subsidy amount 1.000..2.500 euro
  > END
  warning[W0717]: `1.000` is a number with three decimals
  help: thousands are parted by commas: `1,000`; decimals are clear with
  warning[W0717]: `2.500` is a number with three decimals
  help: thousands are parted by commas: `2,500`; decimals are clear with
