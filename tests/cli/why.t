Why a verdict is what it is, down to the evidence.

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
  $ surety why t.surety all-well
  all-well would stand only together.
  + all-well (All is well) would stand only together
    + A.aid would stand only together
        2025-01-01 A: A will give aid [L1] {Post 1-20}
      + if B.go
        + B.go would stand only together
            2025-01-02 B: B will go [L2]
          + if A.aid
            ~ A.aid would stand only together: on the circle, met by moving
                together
    ^ B.go would stand only together: shown above
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety A.corn
  A.corn waits.
  - A.corn waits
      2025-02-01 Chief: A will give corn [L4]
    - after rain
      - rain (Rain): not known
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety A.corn --not
  A.corn waits.
  - A.corn waits
      2025-02-01 Chief: A will give corn [L4]
    - after rain
      - rain (Rain): not known
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety A.corn --given rain
  A.corn stands by itself.
  + A.corn stands by itself
      2025-02-01 Chief: A will give corn [L4]
    + after rain
      + rain (Rain): taken as granted
  Asked as if granted: rain.
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety B.come
  B.come is refused.
  - B.come is refused
      2025-03-01 B: B will not come [L5]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety A.come
  A.come is only floated.
  - A.come is only floated
      2025-01-03 reporter: A might come [L3]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety B.aid
  B.aid does not stand: nobody has said.
  - B.aid: nobody has said
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety rain
  rain waits.
  - rain (Rain): not known
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why t.surety --json B.come
  {
    "format": "surety.why/1",
    "name": "B.come",
    "verdict": "is refused",
    "under": "",
    "asked": "",
    "lines": [
      {
        "depth": 0,
        "mark": "unmet",
        "text": "B.come",
        "verdict": "is refused"
      },
      {
        "depth": 1,
        "mark": "",
        "text": "2025-03-01 B: B will not come [L5]",
        "sentence": "2025-03-01 B: B will not come",
        "label": "[L5]"
      }
    ]
  }
  $ surety why t.surety A
  surety why: `A` is nothing that stands: name a promise, a condition, a fact, a
    trigger or a signing
  [2]
  $ surety why t.surety B.nothing
  surety why: nothing is called `nothing`
  [2]
  $ surety why t.surety
  surety why: about what? usage: surety why [OPTION...] FILE... NAME
  [2]
