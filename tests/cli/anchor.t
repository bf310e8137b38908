Words become spans, spans are locked, and what a message says to do does it.

  $ printf 'Ann said: we will pay 100 crowns. Ben said: we are ready to build.\n' >d.txt
  $ cat >m.surety <<'END'
  > surety 1
  > framework f "F"
  > document D "D" archive "d.txt"
  > party A "a"
  > party B "b"
  > layer pay "Pay"
  > act build "Build"
  > 2025-01-01 A: A will give pay
  >     cite D "we will pay 100 crowns"
  > 2025-01-02 B: B is ready to build
  >     cite D "we are ready to build"
  > END
  $ surety anchor m.surety --archive .
  m.surety:9: D "we will pay 100 crowns" becomes 10-32
  m.surety:11: D "we are ready to build" becomes 44-65
  2 spans locked: m.anchors
  $ cp m.anchors first.anchors
  $ surety anchor m.surety --archive .
  2 spans locked, none of them new: m.anchors
  $ surety check m.surety --archive . | head -n 1
  2 citations: 2 exact

A document that is not the one that was locked stops it, whatever the citations say.

  $ cp d.txt old.txt
  $ { printf 'UPDATED. '; cat old.txt; } >d.txt
  $ surety anchor m.surety --archive .
  m.surety:9: D: E3307 the document is not the one that was locked
  Nothing was changed. Once the citations that surety check shows are mended,
    `--accept D` locks the document as it is now.
  [1]
  $ surety check m.surety --archive . | grep -A 3 help
    = help: it stands at 19-41 now: if it still says the same there, write that
            and run `surety anchor --accept D`
  
  error[E3307]: the bytes of `D` are not those that were locked
  --
    = help: each of its spans is judged by itself; bring back the old file, or
            mend the citations and run `surety anchor --accept D`
  
  error[E3305]: the text of `D 44-65` has moved
  --
     = help: it stands at 53-74 now: if it still says the same there, write that
             and run `surety anchor --accept D`
  
  2 citations: 2 moved
  $ sed -i 's/10-32/19-41/; s/44-65/53-74/' m.surety
  $ surety anchor m.surety --archive . | head -n 2
  m.surety:9: D: E3307 the document is not the one that was locked
  Nothing was changed. Once the citations that surety check shows are mended,
  $ surety anchor m.surety --archive . >out
  [1]
  $ cmp m.anchors first.anchors
  $ surety anchor m.surety --archive . --accept D
  accepted as it is now: D
  2 spans locked, 2 no longer cited and taken out: m.anchors
  $ surety check m.surety --archive . | sed -n '1p; $p'
  2 citations: 2 exact
  no errors

Accepting a document accepts no altered text: its citations have to be written anew.

  $ sed -i 's/100 crowns/900 crowns/' d.txt
  $ surety anchor m.surety --archive . --accept D
  m.surety:9: D 19-41: locked before, and not what stands there now (surety check
    says more)
  accepted as it is now: D
  2 spans locked, none of them new: m.anchors
  $ surety check m.surety --archive . | sed -n '1p; /help/,/^$/p; /^2 cit/p'
  error[E3303]: the text of `D 19-41` was altered
    = help: read what stands there now: if it still bears out what is said here,
            cite some words of it and run `surety anchor --accept D`
  
  2 citations: 1 exact, 1 altered
  $ cat >>m.surety <<'END'
  > 2025-01-03 A: A has agreed to give pay
  >     cite D "we will pay 900 crowns"
  > END
  $ surety anchor m.surety --archive . --accept D
  m.surety:9: D 19-41: locked before, and not what stands there now (surety check
    says more)
  m.surety:13: D "we will pay 900 crowns": E3303 another sentence cites the text
    that stood there before
  Nothing was changed.
  [1]
  $ sed -i 's/D 19-41/D "we will pay 900 crowns"/' m.surety
  $ surety anchor m.surety --archive . --accept D
  m.surety:9: D "we will pay 900 crowns" becomes 19-41
  m.surety:13: D "we will pay 900 crowns" becomes 19-41
  accepted as it is now: D
  2 spans locked, 1 of them new: m.anchors
  $ surety check m.surety --archive . | head -n 1
  3 citations: 3 exact

A lock file that cannot be read is left as it is, and mended as the message says.

  $ sed -i 's/^D 53-74 .*/D 53-74 3f2a/' m.anchors
  $ cp m.anchors broken.anchors
  $ surety anchor m.surety --archive .
  surety anchor: m.anchors:4: E3309 the lock file has a line that cannot be read:
    neither a document nor a span; nothing was changed
  [4]
  $ cmp m.anchors broken.anchors
  $ surety check m.surety --archive . | grep -A 2 'help: bring'
    = help: bring back the line from the history; or delete it, and run `surety
            anchor`, which locks what has no line as it stands in the documents
            now
  $ sed -i 4d m.anchors
  $ surety anchor m.surety --archive .
  2 spans locked, 1 of them new: m.anchors
  $ surety check m.surety --archive . | head -n 1
  3 citations: 3 exact

What cannot be accepted; a document that is away; spans of candidates stay in the lock.

  $ surety anchor m.surety --archive . --accept A
  surety anchor: accept `A`: expected a document
  [2]
  $ sed -i 's/^2025-01-02/? 2025-01-02/' m.surety
  $ surety anchor m.surety --archive .
  2 spans locked, none of them new: m.anchors
  $ mkdir empty
  $ surety anchor m.surety --archive empty --accept D
  surety anchor: `D` cannot be accepted: it is not at hand
  [2]
  $ sed -i 's/D 19-41/D 19-40/' m.surety
  $ cp m.anchors before.anchors
  $ surety anchor m.surety --archive empty
  m.surety:9: D 19-40: N3313 the document is not at hand
  m.surety:13: D 19-40: N3313 the document is not at hand
  Nothing was changed.
  [1]
  $ cmp m.anchors before.anchors
