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
