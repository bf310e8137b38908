The layout of a file.

  $ printf 'surety 1\nparty A "a"\nact go "Go"\nfact x "x"\n2025-01-01 a: A will GO\n  if   x\n' >m.surety
  $ surety fmt m.surety
  surety 1
  party A "a"
  act go "Go"
  fact x "x"
  2025-01-01 A: A will go
      if x
  $ surety fmt - <m.surety | diff - m.surety >/dev/null
  [1]
  $ surety fmt --check m.surety
  m.surety
  [1]
  $ surety fmt -i m.surety
  $ surety fmt --check m.surety
  $ surety fmt -i -
  surety fmt: standard input cannot be written in place
  [2]

A file with an error stays as it is.

  $ printf 'surety 1\nparty A "a\n' >broken.surety
  $ surety fmt -i broken.surety 2>err
  [3]
  $ head -n 1 err
  error[E0202]: this quotation mark is not closed before the next entry begins
  $ cat broken.surety
  surety 1
  party A "a
  $ surety fmt --json broken.surety | sed -n '2,3p'
    "format": "surety.diagnostics/1",
    "errors": 1,
  $ surety fmt nowhere.surety
  surety fmt: cannot open `nowhere.surety`: No such file or directory
  [4]
