What hold shows, and how each option narrows or changes it.

  $ cat >t.surety <<'END'
  > surety 1
  > framework f "F"
  > document Post "The Post" printed 2025-03-01
  > party A "Aland" voice Chief "The chief"
  > party B "Borneo"
  > layer aid "Aid"
  > layer corn "Corn"
  > act go "Go"
  > act come "Come"
  > fact rain "Rain"
  > goal all-well "All is well" means A.aid and B.go
  > 2025-01-01 A: A will give aid if B.go [L1]
  >     cite Post 1-20
  > 2025-01-02 B: B will go if A.aid [L2]
  > 2025-01-03 reporter: A might come [L3]
  >     rated C3
  > 2025-02-01 Chief: A will give corn after rain [L4]
  > 2025-03-01 B: B will not come [L5]
  > END
  $ surety hold t.surety
  all-well (All is well) would stand only together: nobody has said whether they
    would move together.
  Since 2 Jan 2025; before, all-well waits. Said that day: [L2]
  Would stand only together: a circle
    A.aid  if B.go; A, 1 Jan 2025 [L1]
    B.go   if A.aid; B, 2 Jan 2025 [L2]
    Nobody has said whether they would move together.
    Opened by any one of these going first: A.aid, B.go.
  Refused
    B.come  B, 1 Mar 2025 [L5]
  Waits
    A.corn  after rain; Chief for A, 1 Feb 2025 [L4]
            for rain
  Only floated: voiced, below the grade that counts
    A.come  reporter, 3 Jan 2025 [L3]
  On the parties' own words alone
    all-well would stand only together.
  5 promises: 2 only together, 1 waiting, 1 refused, 1 only floated.
  $ surety hold t.surety --strict
  all-well (All is well) is deadlocked: A.aid, B.go wait for each other to be
    first.
  Since 2 Jan 2025; before, all-well waits. Said that day: [L2]
  Deadlocked: a circle in which each waits for the other
    A.aid  if B.go; A, 1 Jan 2025 [L1]
    B.go   if A.aid; B, 2 Jan 2025 [L2]
    A bare condition is read as `after`: so each waits for the other to be first.
    Opened by any one of these going first: A.aid, B.go.
  Refused
    B.come  B, 1 Mar 2025 [L5]
  Waits
    A.corn  after rain; Chief for A, 1 Feb 2025 [L4]
            for rain
  Only floated: voiced, below the grade that counts
    A.come  reporter, 3 Jan 2025 [L3]
  On the parties' own words alone
    all-well is deadlocked.
  Asked with a bare condition read as `after`.
  5 promises: 2 deadlocked, 1 waiting, 1 refused, 1 only floated.
  $ surety hold t.surety --as-of 2025-01-01
  all-well (All is well) waits for A.aid; B.go (nobody has said).
  Waits
    A.aid  if B.go; A, 1 Jan 2025 [L1]
           for B.go (nobody has said)
  On the parties' own words alone
    all-well waits for A.aid; B.go (nobody has said).
  Asked as of 2025-01-01.
  1 promise: 1 waiting.
  $ surety hold t.surety --known-by 2025-02-28 | tail -n 1
  3 promises: 2 waiting, 1 only floated.
  $ surety hold t.surety --speakers self | grep -c floated
  0
  [1]
  $ surety hold t.surety --rated B3 | tail -n 2
  Asked of what is rated B3 or better.
  0 promises.
  $ surety hold t.surety --party B
  all-well (All is well) would stand only together: nobody has said whether they
    would move together.
  Since 2 Jan 2025; before, all-well waits. Said that day: [L2]
  Would stand only together: a circle
    A.aid  if B.go; A, 1 Jan 2025 [L1]
    B.go   if A.aid; B, 2 Jan 2025 [L2]
    Nobody has said whether they would move together.
    Opened by any one of these going first: A.aid, B.go.
  Refused
    B.come  B, 1 Mar 2025 [L5]
  On the parties' own words alone
    all-well would stand only together.
  2 promises: 1 only together, 1 refused.
  $ surety hold t.surety --layer corn --given rain
  all-well (All is well) would stand only together: nobody has said whether they
    would move together.
  Since 2 Jan 2025; before, all-well waits. Said that day: [L2]
  Stands by itself
    A.corn  after rain; Chief for A, 1 Feb 2025 [L4]
  On the parties' own words alone
    all-well would stand only together.
  Asked as if granted: rain.
  1 promise: 1 by itself.
  $ surety hold t.surety --at stated A.come | head -n 1
  A.come is only floated.
  $ surety hold t.surety --without L2 A.aid
  A.aid waits for B.go (nobody has said).
  Changed by what was struck
    A.aid: with it, it would stand only together; without it, it waits.
    B.go: with it, it would stand only together; without it, it has not been said
      by anybody.
  Refused
    B.come  B, 1 Mar 2025 [L5]
  Waits
    A.aid   if B.go; A, 1 Jan 2025 [L1]
            for B.go (nobody has said)
    A.corn  after rain; Chief for A, 1 Feb 2025 [L4]
            for rain
  Only floated: voiced, below the grade that counts
    A.come  reporter, 3 Jan 2025 [L3]
  On the parties' own words alone
    A.aid waits for B.go (nobody has said).
  Asked without [L2].
  4 promises: 2 waiting, 1 refused, 1 only floated.
  [1]
  $ surety hold t.surety --together A.aid,B.go | grep trusts
  [1]
  $ surety hold t.surety --states A.aid | head -n 3
  A.aid would stand only together: nobody has said whether they would move
    together; 2 consistent states.
  Since 2 Jan 2025; before, A.aid waits. Said that day: [L2]
  $ surety hold t.surety --width 40 | awk 'length($0) > 40'
  Only floated: voiced, below the grade that counts
  $ surety hold t.surety -o out.txt
  $ surety hold t.surety | cmp - out.txt
  $ surety hold --json t.surety B.go | jq -c '[.format, .stands, .goals[0].verdict, .circles[0].members]'
  ["surety.hold/1",false,"stands only together",["A.aid","B.go"]]
  $ surety hold --json t.surety | jq -c '[has("stands"), (.promises | length)]'
  [false,5]

A group's name asks for its members' promises; a grade asked for is named where it leaves one out; that
nothing is contested is said.

  $ cat >g.surety <<'EOF'
  > surety 1
  > framework g "G"
  > party A "A"
  > party B "B"
  > party C "C"
  > group G "Both" members A, B
  > layer money "Money"
  > 2026-01-02 reporter: each of G will give money
  > 2026-01-03 C: C will give money
  > EOF
  $ surety hold g.surety --party G --states | sed '/^On/,$d'
  Of 2 promises 2 stand by themselves.
  Nothing is contested: there are no states to choose between.
  Stands by itself
    A.money  reporter, 2 Jan 2026 (line 8)
    B.money  reporter, 2 Jan 2026 (line 8)
  $ surety positions g.surety --party G | grep will
  A will give money. reporter, 2 Jan 2026 (line 8)
      sets it: 2026-01-02 reporter: each of G will give money (line 8)
  B will give money. reporter, 2 Jan 2026 (line 8)
      sets it: 2026-01-02 reporter: each of G will give money (line 8)
  $ surety hold g.surety --party C --at agreed | sed '/^On the/,$d'
  Nothing stands yet.
  Only floated: voiced, below the grade that counts
    C.money  stated, and agreed is the least that counts; C, 3 Jan 2026 (line 9)
  Asked with the grade agreed as the least that counts.
  1 promise: 1 only floated.
