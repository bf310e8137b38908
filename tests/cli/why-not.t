Why not: nothing is in the way only of what stands by itself.

  $ cat >c.surety <<'EOF'
  > surety 1
  > framework c "C"
  > party A "Aland"
  > party B "Borneo"
  > party C "Corsica"
  > act go "Go"
  > act come "Come"
  > act sail "Sail"
  > act land "Land"
  > condition both "Both" means A.go and B.come
  > goal all-well "All is well" means both
  > 2025-01-01 A: A will go if both [a]
  > 2025-01-02 B: B will come if A.go [b]
  > 2025-01-03 C: C will go if all-well [c]
  > 2025-01-04 A: A will sail [d]
  > 2025-01-05 B: B will sail after C.sail [e]
  > 2025-01-05 C: C will sail after B.sail [f]
  > 2025-01-06 A: A will land if not B.land [g]
  > 2025-01-06 B: B will land if A.land [h]
  > EOF
  $ surety why --not c.surety all-well
  all-well would stand only together.
  - all-well would stand only together
    - a circle: A.go, B.come
      - A.go if both: it hangs on B.come
          2025-01-01 A: A will go [a]
      - B.come if A.go
          2025-01-02 B: B will come [b]
        Nobody has said whether they would move together.
        Opened by this one going first: A.go.
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why --not c.surety C.go
  C.go follows what would stand only together.
  - C.go follows what would stand only together
    - a circle: A.go, B.come
      - A.go if both: it hangs on B.come
          2025-01-01 A: A will go [a]
      - B.come if A.go
          2025-01-02 B: B will come [b]
        Nobody has said whether they would move together.
        Opened by this one going first: A.go.
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why --not c.surety A.sail
  A.sail stands by itself.
  + A.sail stands by itself: nothing is in its way
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why --not c.surety B.sail
  B.sail is deadlocked.
  - B.sail is deadlocked
      2025-01-05 B: B will sail [e]
    - after C.sail
      - C.sail is deadlocked
          2025-01-05 C: C will sail [f]
        - after B.sail
          ~ B.sail is deadlocked: on the circle, where each waits for the other
    - a circle: B.sail, C.sail
      - B.sail after C.sail
          2025-01-05 B: B will sail [e]
      - C.sail after B.sail
          2025-01-05 C: C will sail [f]
        Every condition on it says `after`: each waits for the other to be first.
        Opened by any one of these going first: B.sail, C.sail.
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
  $ surety why --not c.surety B.land
  B.land is contested.
  - B.land is contested
      2025-01-06 B: B will land [h]
    - if A.land
      - A.land is contested
          2025-01-06 A: A will land [g]
        - if not B.land
          ^ B.land is contested: shown above
      a ring of sentences that contradict each other:
        A.land falls where B.land stands
          2025-01-06 A: A will land [g]
        B.land needs A.land
          2025-01-06 B: B will land [h]
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above

What is disputed: the two sentences, and what comes of each; it has no mark of its own.

  $ cat >d.surety <<'EOF'
  > surety 1
  > framework d "D"
  > party A "Aland" voice Min
  > party B "Borneo"
  > act pay "Pay"
  > act sail "Sail"
  > goal good "Good" means B.sail
  > 2024-01-01 A: A will pay [x1]
  > 2024-01-02 Min: A will not pay contradicts [x1]
  > 2024-01-02 B: B will sail if A.pay
  > EOF
  $ surety hold d.surety
  good (Good) is disputed: stands by itself where [x1] counts, waits where (line
    9) does.
  Disputed: two sentences contradict each other
    A.pay   A, 1 Jan 2024 [x1]
            contradicted by Min for A, 2 Jan 2024 (line 9)
  Disputed with what they hang on
    B.sail  if A.pay; B, 2 Jan 2024 (line 10)
            stands by itself where [x1] counts, waits where (line 9) does
  On the parties' own words alone
    good is disputed.
  2 promises: 2 disputed.
  $ surety why --not d.surety good
  good is disputed: stands by itself where [x1] counts, waits where (line 9) does.
    good (Good) is disputed
      B.sail is disputed
        2024-01-02 B: B will sail (line 10)
        if A.pay
          A.pay is disputed
            2024-01-01 A: A will pay [x1]
            contradicted by: 2024-01-02 Min: A will not pay (line 9)
  + holds   - does not hold   x shown false   ~ on the circle   ^ shown above
