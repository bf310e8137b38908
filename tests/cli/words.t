Every line of an answer is true and names its sentence.

What is excluded: that it holds, and who says so; or that nothing on record shows it.

  $ cat >neg.surety <<'END'
  > surety 1
  > framework neg "Neg"
  > party Bank "Bank"
  > party Rival "Rival"
  > layer loan "Loan"
  > layer aid "Aid"
  > act run "Run"
  > fact rain "Rain"
  > fact sun "Sun"
  > fact heat "Heat" judged by Rival
  > condition storm "Storm" means rain and not sun
  > goal dry "Dry" means not rain
  > goal bright "Bright" means sun
  > 2026-01-04 Bank: Bank will give loan unless storm [e]
  > 2026-01-04 Bank: Bank will give aid if not rain and not heat [f]
  > 2026-01-05 Bank: Bank will run unless Rival objects [g]
  > 2026-01-10 reporter: rain is true [k]
  > 2026-01-10 reporter: sun is false [s]
  > 2026-01-11 reporter: heat is true [h]
  > END
  $ surety hold neg.surety
  dry (Dry) falls: rain holds [k].
  bright (Bright) falls: sun is false [s].
  Since 10 Jan 2026; before, dry waits, bright waits. Said that day: [k] [s]
  Stands by itself
    Bank.run  unless Rival objects; Bank, 5 Jan 2026 [g]
  Falls
    Bank.loan  unless storm; Bank, 4 Jan 2026 [e]
               because storm holds [k]
    Bank.aid   if not rain, if not heat; Bank, 4 Jan 2026 [f]
               because rain holds [k]
  On the parties' own words alone
    dry falls: rain holds [k].
    bright falls: sun is false [s].
  3 promises: 1 by itself, 2 fallen.
  $ surety why neg.surety dry
  dry falls.
  - dry (Dry) falls
    x not rain
      + rain (Rain): reporter, 10 Jan 2026 [k]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why neg.surety Bank.loan
  Bank.loan falls.
  - Bank.loan falls
      2026-01-04 Bank: Bank will give loan [e]
    - unless storm: it holds
      + storm (Storm)
        + rain (Rain): reporter, 10 Jan 2026 [k]
        + not sun
          x sun (Sun): said to be false: reporter, 10 Jan 2026 [s]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why neg.surety Bank.aid
  Bank.aid falls.
  - Bank.aid falls
      2026-01-04 Bank: Bank will give aid [f]
    - if not rain
      + rain (Rain): reporter, 10 Jan 2026 [k]
    - if not heat
      - heat (Heat): not known
          on record, not by its judge (Rival): 2026-01-11 reporter: heat is true
            [h]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why neg.surety Bank.run
  Bank.run stands by itself.
  + Bank.run stands by itself
      2026-01-05 Bank: Bank will run [g]
    + unless Rival objects: not so on record, and so it does not stop it
      - Rival objects: nobody has said so
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why neg.surety Bank.run --not
  Bank.run stands by itself.
  + Bank.run stands by itself: nothing is in its way
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why neg.surety rain
  rain stands by itself.
  + rain (Rain): reporter, 10 Jan 2026 [k]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why neg.surety heat
  heat waits.
  - heat (Heat): not known
      on record, not by its judge (Rival): 2026-01-11 reporter: heat is true [h]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

What was said and withdrawn is not unsaid.

  $ cat >back.surety <<'END'
  > surety 1
  > framework t "T"
  > party A "A"
  > party B "B"
  > layer money "Money"
  > fact x "X"
  > 2026-01-01 A: A will give money if x [L]
  > 2026-01-01 B: B will give money if A.money [M]
  > 2026-01-02 A: A withdraws [L] [W]
  > END
  $ surety hold back.surety
  Nothing stands yet.
  Waits
    B.money  if A.money; B, 1 Jan 2026 [M]
             for A.money (withdrawn [W])
  Said and withdrawn
    A.money: A, 1 Jan 2026 [L]; withdrawn by A, 2 Jan 2026 [W]
  1 promise: 1 waiting.
  $ surety hold back.surety A.money | head -n 1
  A.money has been said and withdrawn: A, 2 Jan 2026 [W].
  $ surety why back.surety A.money
  A.money does not stand: it was said, and withdrawn.
  - A.money: said, and withdrawn
      said: 2026-01-01 A: A will give money [L]
      withdrawn: 2026-01-02 A: A withdraws [L] [W]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety positions back.surety | tail -n 4
  A.money: said, and withdrawn.
      said: 2026-01-01 A: A will give money [L]
      withdrawn: 2026-01-02 A: A withdraws [L] [W]
  2 positions

A no is shown where the yes is waited for; a veto, a refusal by the whole and who declines, by whom.

  $ cat >no.surety <<'END'
  > surety 1
  > framework t "T"
  > party A "A"
  > party B "B"
  > party C "C"
  > body Council "Council of A" of A members A, B decided by all of Council
  > group G "G" members A, B, C
  > layer arms "Arms"
  > layer guns "Guns" part of arms
  > act go "Go"
  > act run "Run"
  > act pay "Pay"
  > signing S "S" of A.run, B.run
  > goal most-agree "Most agree" means majority of G agree
  > 2026-01-01 A: A will pay if Council agrees [a1]
  > 2026-01-02 B: B rejects A.pay [no]
  > 2026-01-01 A: A will give guns to B [offer]
  > 2026-01-02 A: A will not give arms [none]
  > 2026-01-01 C: C will give arms to A, B [c1]
  > 2026-01-02 B: B declines C.arms [dec]
  > 2026-01-01 B: B will give guns to A [b1]
  > 2026-01-02 A: A declines B.guns [dec2]
  > 2026-01-01 A: A will run [ar]
  > 2026-01-01 B: B will run [br]
  > 2026-01-02 C: C rejects A.run vetoing A.run [veto]
  > END
  $ surety hold no.surety
  most-agree (Most agree) waits for majority of G agree (0 of 2 so far).
  Stands by itself
    C.arms  declined by B, 2 Jan 2026 [dec]; C, 1 Jan 2026 [c1]
  Refused
    A.guns  with A.arms; A, 2 Jan 2026 [none]
    B.guns  declined by A, 2 Jan 2026 [dec2]; B, 1 Jan 2026 [b1]
    A.run   vetoed by C, 2 Jan 2026 [veto]; A, 1 Jan 2026 [ar]
    A.arms  A, 2 Jan 2026 [none]
  Waits
    A.pay  if Council agrees; A, 1 Jan 2026 [a1]
           for Council agrees (all of Council; no: B; not heard: A)
    B.run  B, 1 Jan 2026 [br]
           in its way: C vetoes A.run [veto]
  On the parties' own words alone
    most-agree waits for majority of G agree (0 of 2 so far).
  7 promises: 1 by itself, 2 waiting, 4 refused.
  $ surety why no.surety A.pay
  A.pay waits.
  - A.pay waits
      2026-01-01 A: A will pay [a1]
    - if Council agrees
      - Council agrees: not by its rule yet: all of Council; no: B; not heard: A
          no: 2026-01-02 B: B rejects A.pay [no]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why no.surety B.run
  B.run waits.
  - B.run waits
      2026-01-01 B: B will run [br]
    - signed in one act with A.run
      - vetoed by C [veto]
          2026-01-02 C: C rejects A.run [veto]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why no.surety most-agree
  most-agree waits.
  - most-agree (Most agree) waits
    - majority of G agree: 0 of 2 needed
      - A agrees: nobody has said so
      - B agrees: nobody has said so
      - C agrees: nobody has said so
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety positions no.surety --party A
  A will pay, if Council agrees. self, 1 Jan 2026 [a1]
      sets it: 2026-01-01 A: A will pay [a1]
      a no: 2026-01-02 B: B rejects A.pay [no]
  A will give guns to B. self, 1 Jan 2026 [offer]
      sets it: 2026-01-01 A: A will give guns to B [offer]
  A will run, vetoed by C [veto]. self, 1 Jan 2026 [ar]
      sets it: 2026-01-01 A: A will run [ar]
      objection: 2026-01-02 C: C rejects A.run [veto]
  A will not give arms. self, 2 Jan 2026 [none]
      sets it: 2026-01-02 A: A will not give arms [none]
  4 positions

When it falls due, what became of it, whose term is over.

  $ cat >due.surety <<'END'
  > surety 1
  > framework w "W"
  > party A "A"
  > party B "B"
  > layer money "Money"
  > act pipe "Pipe"
  > act go "Go"
  > 2026-01-01 A: A will give money by 2026-01-20 [p]
  > 2026-01-01 B: B will pipe when A.money [q]
  > 2026-01-01 A: A will go until 2026-01-10 [r]
  > END
  $ surety hold due.surety --as-of 2026-02-01
  Of 3 promises 2 stand by themselves.
  Stands by itself
    A.money  missed, broken, by 2026-01-20; A, 1 Jan 2026 [p]
    B.pipe   when A.money; due; B, 1 Jan 2026 [q]
  Falls
    A.go  its term is over (until 2026-01-10); A, 1 Jan 2026 [r]
  Asked as of 2026-02-01.
  3 promises: 2 by themselves, 1 fallen.
  $ surety why due.surety B.pipe
  B.pipe stands by itself.
  + B.pipe stands by itself
      2026-01-01 B: B will pipe [q]
      when A.money (the time it is due, no condition of it)
      due
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why due.surety A.go --not --as-of 2026-02-01
  A.go falls.
  - A.go falls
      2026-01-01 A: A will go [r]
    x its term is over (until 2026-01-10): A, 1 Jan 2026 [r]
  Asked as of 2026-02-01.
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

Circles: what closes them is what was said, or what the question supposes; a circle of one.

  $ cat >ring.surety <<'END'
  > surety 1
  > framework r "R"
  > party A "A"
  > party B "B"
  > party C "C"
  > group G "G" count 12 among them A, B, C
  > act go "Go"
  > act come "Come"
  > act pay "Pay"
  > signing S "S" of A.come, B.come
  > goal many "Many pay" means at least 6 of G.pay
  > 2025-01-01 A: A will go if B.go [ag]
  > 2025-01-01 B: B will go after A.go [bg]
  > 2025-01-01 C: C will go if at least 1 of C.go, A.pay [cg]
  > 2025-01-01 A: A will come after B.come [ac]
  > 2025-01-01 B: B will come if after A.come [bc]
  > 2025-01-01 B: B will pay [bp]
  > END
  $ surety hold ring.surety
  many (Many pay) waits for at least 6 of G.pay (1 of 6 so far; 9 members not
    known).
  Would stand only together: a circle
    A.come  after B.come; A, 1 Jan 2025 [ac]
    B.come  after A.come; B, 1 Jan 2025 [bc]
    Closed by being signed in one act.
  Would stand only together: a circle
    A.go  if B.go; A, 1 Jan 2025 [ag]
    B.go  after A.go; B, 1 Jan 2025 [bg]
    Nobody has said whether they would move together.
    Opened by any one of these going first: A.go, B.go.
  Would stand only together: a circle of one
    C.go  if at least 1 of C.go, A.pay; C, 1 Jan 2025 [cg]
    Nobody has said whether it may count itself.
    Opened by this one going first: C.go.
  Stands by itself
    B.pay  B, 1 Jan 2025 [bp]
  On the parties' own words alone
    many waits for at least 6 of G.pay (1 of 6 so far; 9 members not known).
  6 promises: 1 by itself, 5 only together.
  $ surety hold ring.surety --strict
  many (Many pay) waits for at least 6 of G.pay (1 of 6 so far; 9 members not
    known).
  Would stand only together: a circle
    A.come  after B.come; A, 1 Jan 2025 [ac]
    B.come  after A.come; B, 1 Jan 2025 [bc]
    Closed by being signed in one act.
  Deadlocked: a circle in which each waits for the other
    A.go  if B.go; A, 1 Jan 2025 [ag]
    B.go  after A.go; B, 1 Jan 2025 [bg]
    A bare condition is read as `after`: so each waits for the other to be first.
    Opened by any one of these going first: A.go, B.go.
  Deadlocked: a promise that waits for itself
    C.go  if at least 1 of C.go, A.pay; C, 1 Jan 2025 [cg]
    It is itself among what it waits for.
    Opened by this one going first: C.go.
  Stands by itself
    B.pay  B, 1 Jan 2025 [bp]
  On the parties' own words alone
    many waits for at least 6 of G.pay (1 of 6 so far; 9 members not known).
  Asked with a bare condition read as `after`.
  6 promises: 1 by itself, 2 only together, 3 deadlocked.
  $ surety hold ring.surety --together A.go,B.go --party A
  many (Many pay) waits for at least 6 of G.pay (1 of 6 so far; 9 members not
    known).
  Would stand only together: a circle
    A.come  after B.come; A, 1 Jan 2025 [ac]
    B.come  after A.come; B, 1 Jan 2025 [bc]
    Closed by being signed in one act.
  Would stand only together: a circle
    A.go  if B.go; A, 1 Jan 2025 [ag]
    B.go  after A.go; B, 1 Jan 2025 [bg]
    Closed as the question supposes, by signing at one table.
    Opened by any one of these going first: A.go, B.go.
  On the parties' own words alone
    many waits for at least 6 of G.pay (1 of 6 so far; 9 members not known).
  Asked as if signed at one table: A.go, B.go.
  2 promises: 2 only together.
  $ surety why ring.surety many
  many waits.
  - many (Many pay) waits
    - at least 6 of G.pay: 1 of 6 needed; 9 members are not known, 5 of them would
        do
      - A.pay: nobody has said
      - C.pay: nobody has said
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

What is not labelled is named by its line.

  $ cat >what-if.surety <<'END'
  > surety 1
  > assumptions over "back.surety"
  > assume x is true because "what if"
  > END
  $ surety hold back.surety what-if.surety | tail -n 2
  Ours, not the record's: line 3 of what-if.surety.
  1 promise: 1 waiting.

The verdicts under every combination of the readings are one table.

  $ cat >readings.surety <<'END'
  > surety 1
  > framework t "T"
  > party A "A"
  > act go "Go"
  > goal deal "The deal" means A.go
  > reading scope "How far it reaches"
  >     option wide
  >     option narrow
  > version text "Which text"
  >     option draft
  >     option final by default
  > 2026-01-01 A: A will go only when scope is wide [will]
  > 2026-01-01 A: A might go only when text is draft [might]
  > END
  $ surety hold readings.surety --readings
  deal, by the readings
    scope   text
    wide    draft  waits
    wide    final  stands by itself
    narrow  draft  waits
    narrow  final  waits
  4 combinations.
  $ surety hold readings.surety --readings --reading scope=narrow
  deal, by the readings
    text
    draft  waits
    final  waits (by default)
  2 combinations.

What a count, or one of several ways, waits for in the end.

  $ cat >far.surety <<'EOF'
  > surety 1
  > framework far "Far"
  > party A "A"
  > party B "B"
  > group G "G" count 4 among them A, B
  > layer money "Money"
  > layer land "Land"
  > fact x "x"
  > goal one "One" means any of A.money, B.money
  > goal two "Two" means at least 2 of G.land
  > goal few "Few" means at most 3 of G.land
  > goal all-of-them "All" means all of G.land
  > 2026-01-02 A: A has not said whether to give money
  > 2026-01-02 B: B will give money if x
  > 2026-01-02 A: A will give land if x
  > 2026-01-02 B: B will give land if x
  > 2026-01-02 reporter: some of G will give land
  > EOF
  $ surety hold far.surety | sed '/^Stands/,$d'
  one (One) waits for A.money (nobody has said) or B.money; in the end for A.money
    (nobody has said) or x.
  two (Two) waits for at least 2 of G.land (1 of 2 so far; 2 members not known).
  few (Few) stands by itself.
  all-of-them (All) waits for A.land; B.land; all of G.land (2 members not known);
    in the end for all of G.land (2 members not known); x.
  $ surety why far.surety two
  two waits.
  - two (Two) waits
    - at least 2 of G.land: 1 of 2 needed; 2 members are not known, 1 of them
        would do
      + some.G.land stands by itself
          2026-01-02 reporter: some of G will give land (line 17)
      - A.land waits
          2026-01-02 A: A will give land (line 15)
        - if x
          - x (x): not known
      - B.land waits
          2026-01-02 B: B will give land (line 16)
        - if x
          ^ x (x): shown above: not known
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why far.surety few
  few stands by itself.
  + few (Few) stands by itself
    + at most 3 of G.land: 1 so far; 2 members are not known
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

A bound that must not be passed: who passes it. A range of amounts; an amount that nobody has stated,
and one that is not recorded.

  $ cat >sum.surety <<'EOF'
  > surety 1
  > framework sum "Sum"
  > party A "A"
  > party B "B"
  > group G "G" members A, B
  > unit euro
  > layer money "Money" measured in euro
  > layer land "Land" measured in euro
  > goal sixty "Sixty" means at least 60 euro from A.money, B.money
  > goal fifty "Not more" means at most 50 euro from A.money, B.money
  > goal ten "Ten" means at least 10 euro from A.land, B.land
  > goal nobody "Nobody" means at most 0 of G.money
  > 2026-01-01 A: A will give money amount 0..40 euro
  > 2026-01-01 B: B will give money amount 30 euro
  > 2026-01-02 A: A will give land amount unstated
  > 2026-01-02 B: B will give land
  > EOF
  $ surety hold sum.surety nobody | head -2
  nobody (Nobody) falls: it is not so that at most 0 of G.money, with A.money,
    B.money (line 13) (line 14).
  $ surety why sum.surety nobody
  nobody falls.
  - nobody (Nobody) falls
    x at most 0 of G.money: 2 so far
      + A.money stands by itself
          2026-01-01 A: A will give money (line 13)
      + B.money stands by itself
          2026-01-01 B: B will give money (line 14)
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why sum.surety sixty
  sixty waits.
  - sixty (Sixty) waits
    - at least 60 euro from A.money, B.money: 30..70 of 60
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why sum.surety fifty
  fifty waits.
  - fifty (Not more) waits
    - at most 50 euro from A.money, B.money: 30..70 so far
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why sum.surety ten
  ten waits.
  - ten (Ten) waits
    - at least 10 euro from A.land, B.land: 0 of 10; how much nobody has stated of
        A.land; no amount is recorded of B.land
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

A vote says its rule, who has said yes and no, who has not been heard; a veto is named as one.

  $ cat >board.surety <<'EOF'
  > surety 1
  > framework board "Board"
  > party A "A"
  > party B "B"
  > party C "C"
  > party P "P"
  > body Board "Board" members A, B, C decided by at least 2 of Board quorum 2 without veto of C
  > act pay "Pay"
  > act lend "Lend"
  > fact panic "Panic" judged by Board
  > 2026-01-01 P: P will pay if Board agrees
  > 2026-01-01 P: P will lend if panic
  > 2026-01-02 A: A accepts P.pay
  > 2026-01-03 C: C rejects P.pay
  > 2026-01-04 A: panic is true
  > EOF
  $ surety hold board.surety --as-of 2026-01-02
  Nothing stands yet.
  Waits
    P.pay   if Board agrees; P, 1 Jan 2026 (line 11)
            for Board agrees (at least 2 of Board quorum 2 without veto of C; yes:
              A; not heard: B, C)
    P.lend  if panic; P, 1 Jan 2026 (line 12)
            for panic
  Asked as of 2026-01-02.
  2 promises: 2 waiting.
  $ surety why board.surety P.pay
  P.pay waits.
  - P.pay waits
      2026-01-01 P: P will pay (line 11)
    - if Board agrees
      - Board agrees: not by its rule yet: at least 2 of Board quorum 2 without
          veto of C; vetoed by C; yes: A; no: C; not heard: B
          veto: 2026-01-03 C: C rejects P.pay (line 14)
          yes: 2026-01-02 A: A accepts P.pay (line 13)
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why board.surety P.lend
  P.lend waits.
  - P.lend waits
      2026-01-01 P: P will lend (line 12)
    - if panic
      - panic (Panic): not known
          on record, not by its judge (Board): 2026-01-04 A: panic is true (line
            15)
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

What came too late, what let a term lapse and when, and the breach behind `broken`.

  $ cat >late.surety <<'EOF'
  > surety 1
  > framework late "Late"
  > party A "A"
  > party B "B"
  > body Council "Council" of A
  > act pay "Pay"
  > act dig "Dig"
  > act swim "Swim"
  > 2024-01-01 A: A will pay if Council agrees before 2024-03-01
  > 2024-03-15 Council: Council accepts A.pay
  > 2024-01-01 B: B will dig
  >     for 3 months
  >     renews every 3 months unless B.swim
  > 2024-10-05 B: B did swim
  > 2024-10-06 B: B did not dig
  > EOF
  $ surety hold late.surety --as-of 2025-06-01
  Of 3 promises 1 stands by itself.
  Stands by itself
    B.swim  delivered; B, 5 Oct 2024 (line 14)
  Falls
    A.pay  if Council agrees before 2024-03-01; A, 1 Jan 2024 (line 9)
           because Council agrees before 2024-03-01 did not come in time (line 10)
    B.dig  broken; its term is over (for 3 months; it ended 2024-12-31); B, 1 Jan
           2024 (line 11)
  Asked as of 2025-06-01.
  3 promises: 1 by itself, 2 fallen.
  $ surety why late.surety A.pay
  A.pay falls.
  - A.pay falls
      2024-01-01 A: A will pay (line 9)
    - if Council agrees before 2024-03-01
      x Council agrees before 2024-03-01: not in that time
          2024-03-15 Council: Council accepts A.pay (line 10)
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why late.surety B.dig --as-of 2025-06-01
  B.dig falls.
  - B.dig falls
      2024-01-01 B: B will dig (line 11)
      broken
        a breach: 2024-10-06 B: B did not dig (line 15)
    x its term is over (for 3 months; it ended 2024-12-31): B, 1 Jan 2024 (line
        11)
        it was renewed no more (renews every 3 months unless B.swim): B, 1 Jan
          2024 (line 11)
          2024-10-05 B: B did swim (line 14)
  Asked as of 2025-06-01.
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

The steps of a case that runs.

  $ cat >case.surety <<'EOF'
  > surety 1
  > framework rescue-case "Case"
  > party A "A"
  > party B "B"
  > group G "G" members A, B
  > act publish "Publish"
  > layer loan "Loan"
  > fact run "A run"
  > 2026-01-01 A: A will publish
  > 2026-01-01 reporter: each of G has agreed to give loan
  > trigger rescue "The rescue" when run
  >     then [notify] A must publish within 1 day
  >     then [pay] each of G must give loan within 5 days after [notify]
  >     then [report] B must give loan after G.loan is signed
  > 2026-03-01 reporter: run is true
  > 2026-03-02 A: A did publish
  > 2026-03-06 A: A did give loan
  > EOF
  $ surety why case.surety rescue
  rescue stands by itself.
  + rescue (The rescue) stands by itself
    + run (A run): reporter, 1 Mar 2026 (line 15)
      rescue.notify is done 2026-03-02, by 2026-03-02; A
      rescue.pay is missed, by 2026-03-07; A: done 2026-03-06; B: missed
      rescue.report is waiting, no deadline stated; B: waiting for G.loan is
        signed
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety hold case.surety --as-of 2026-03-20 | sed -n '/^Steps/,/^On/p'
  Steps that are due, late, missed or broken
    rescue.pay: missed, by 2026-03-07; A: done 2026-03-06; B: missed
  On the parties' own words alone
