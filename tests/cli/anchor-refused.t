Words that stand nowhere in their document, or in several places, become no span: nothing is changed.

  $ printf 'Some words. Some words. Others.\n' >d.txt
  $ cat >m.surety <<'END'
  > surety 1
  > framework f "F"
  > document D "D" archive "d.txt"
  > party A "a"
  > layer g "g"
  > 2025-01-01 A: A will give g
  >     cite D "no such words"
  > 2025-01-02 A: A will give g
  >     cite D "Some words"
  > 2025-01-03 A: A will give g
  >     cite D "Others"
  > END
  $ cp m.surety before.surety
  $ surety anchor m.surety --archive .
  m.surety:7: D "no such words": E3310 these words stand nowhere in it
  m.surety:9: D "Some words": E3311 these words stand in several places; write the
    one that is meant:
    0-10: [Some words]. Some words. Others.
    12-22: Some words. [Some words]. Others.
  m.surety:11: D "Others" would become 24-30
  Nothing was changed.
  [1]
  $ cmp m.surety before.surety
  $ test -e m.anchors
  [1]
  $ surety anchor m.surety
  surety anchor: where are the documents? name their folder: --archive DIR
  [2]
