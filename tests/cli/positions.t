What each party has said it would do.

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
  $ surety positions t.surety
  A will give aid, if B.go. self, 1 Jan 2025 [L1]
      sets it: 2025-01-01 A: A will give aid [L1] {Post 1-20}
  B will go, if A.aid. self, 2 Jan 2025 [L2]
      sets it: 2025-01-02 B: B will go [L2]
  A might come. reporter, 3 Jan 2025 [L3]
      sets it: 2025-01-03 reporter: A might come [L3]
  A will give corn, after rain. self, 1 Feb 2025 [L4]
      sets it: 2025-02-01 Chief: A will give corn [L4]
  B will not come. self, 1 Mar 2025 [L5]
      sets it: 2025-03-01 B: B will not come [L5]
  5 positions
  $ surety positions t.surety --party B
  B will go, if A.aid. self, 2 Jan 2025 [L2]
      sets it: 2025-01-02 B: B will go [L2]
  B will not come. self, 1 Mar 2025 [L5]
      sets it: 2025-03-01 B: B will not come [L5]
  2 positions
  $ surety positions t.surety --layer aid
  A will give aid, if B.go. self, 1 Jan 2025 [L1]
      sets it: 2025-01-01 A: A will give aid [L1] {Post 1-20}
  1 position
  $ surety positions t.surety --as-of 2025-01-01
  A will give aid, if B.go. self, 1 Jan 2025 [L1]
      sets it: 2025-01-01 A: A will give aid [L1] {Post 1-20}
  1 position
  $ surety positions t.surety --known-by 2025-02-01 --party A
  A might come. reporter, 3 Jan 2025 [L3]
      sets it: 2025-01-03 reporter: A might come [L3]
  A will give corn, after rain. self, 1 Feb 2025 [L4]
      sets it: 2025-02-01 Chief: A will give corn [L4]
  2 positions
  $ surety positions t.surety --without L5 --party B
  B will go, if A.aid. self, 2 Jan 2025 [L2]
      sets it: 2025-01-02 B: B will go [L2]
  1 position
  $ surety positions --json t.surety --layer corn
  {
    "format": "surety.positions/1",
    "positions": [
      {
        "name": "A.corn",
        "words": "A will give corn, after rain",
        "grade": "stated",
        "voice": "self",
        "day": "2025-02-01",
        "origins": 1,
        "conditions": [
          "after rain"
        ],
        "sources": [
          {
            "role": "sets it",
            "sentence": "2025-02-01 Chief: A will give corn",
            "label": "[L4]",
            "line": 17,
            "cites": ""
          }
        ]
      }
    ]
  }
  $ surety positions t.surety --party aid
  surety positions: party `aid`: expected a party, group or body
  [2]
  $ surety positions t.surety --at open
  surety positions: it takes no --at (that belongs to: hold, why)
  [2]

Objections with an `if`, what was withdrawn or dropped, and what binds.

  $ cat >b.surety <<'EOF'
  > surety 1
  > framework b "B"
  > party A "Aland"
  > party B "Borneo"
  > group G "Both" members A, B
  > act pay "Pay"
  > act notice "Notice"
  > act build "Build"
  > fact over "Overrun"
  > document T "Treaty" signed 2024-01-05 by G
  >     binding unless own.notice
  > 2024-01-05 T: each of G has signed to pay [t]
  > 2024-02-03 A: A will not pay [d]
  > 2024-02-02 A: A withdraws [t]
  > 2024-04-01 B: B did notice
  > 2024-04-02 B: B withdraws [t]
  > 2025-01-01 A: A will build
  > 2025-01-02 A: A demands over for A.build
  > 2025-01-03 A: A drops over for A.build
  > 2025-02-01 B: B rejects A.build [V1]
  >     if over
  > 2025-02-02 B: B rejects A.build [V2]
  > 2025-03-01 B: B withdraws [V2]
  > EOF
  $ surety positions b.surety
  A has signed to pay. self, 5 Jan 2024 [t] (2 origins)
      binding unless A.notice
      sets it: 2024-01-05 T: each of G has signed to pay [t]
      moves nothing: bound: 2024-02-03 A: A will not pay [d]
  B did notice. self, 1 Apr 2024 (line 15)
      delivered
      sets it: 2024-04-01 B: B did notice (line 15)
  A will build. self, 1 Jan 2025 (line 17)
      sets it: 2025-01-01 A: A will build (line 17)
      demand: 2025-01-02 A: A demands over for A.build (line 18)
      drops a condition: 2025-01-03 A: A drops over for A.build (line 19)
      objection: 2025-02-01 B: B rejects A.build [V1]
      objection, withdrawn: 2025-02-02 B: B rejects A.build [V2]
      withdrawn: 2025-03-01 B: B withdraws [V2] (line 23)
  B.pay: said, and withdrawn.
      said: 2024-01-05 T: each of G has signed to pay [t]
      withdrawn: 2024-04-02 B: B withdraws [t] (line 16)
  Said against what binds, and moves nothing: 2024-02-02 A: A withdraws [t] (line
    14)
  Said against what binds, and moves nothing: 2024-02-03 A: A will not pay [d]
  4 positions
  $ surety why b.surety A.pay
  A.pay stands by itself.
  + A.pay stands by itself
      2024-01-05 T: each of G has signed to pay [t]
      binding unless A.notice [t]
      said against it, and moves nothing: 2024-02-02 A: A withdraws [t] (line 14)
      said against it, and moves nothing: 2024-02-03 A: A will not pay [d]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why b.surety B.pay
  B.pay does not stand: it was said, and withdrawn.
  - B.pay: said, and withdrawn
      said: 2024-01-05 T: each of G has signed to pay [t]
      withdrawn: 2024-04-02 B: B withdraws [t] (line 16)
      the way out was there: binding unless B.notice
        2024-04-01 B: B did notice (line 15)
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
