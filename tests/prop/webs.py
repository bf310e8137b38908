#!/usr/bin/env python3
"""Random webs of conditional promises, answered straight from the definition (section 7).

    webs.py PROGRAM WHAT [--seed N] [--count N]

WHAT is `order` (after, with, bare and counts, no negation: every set C is tried), `negation`
(well-founded by the alternating fixpoint, consistent states by trying every set), or `stable` (all
conditions `after`: the consistent states are the stable models that clingo lists).
"""
import argparse
import itertools
import os
import random
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import answers  # noqa: E402

SIZE = 6
SEEN = {}  # how many of each verdict
WORDS = {"after": "after ", "with": "with ", "bare": ""}


# ---------------------------------------------------------------- webs
# ("and"/"or", [..]) | ("at", word, i) | ("count", word, k, [i..]) | ("not", i) | ("none", [i..])
# | ("most", k, [i..])
def condition(r, n, depth, words, negation):
    x = r.random()
    if depth and x < 0.45:
        return (r.choice(["and", "or"]), [condition(r, n, depth - 1, words, negation)
                                          for _ in range(2)])
    if negation and x < 0.7:
        y = r.random()
        some = r.sample(range(n), r.randint(2, 3))
        return ("not", r.randrange(n)) if y < 0.7 else ("none", some) if y < 0.85 else (
            "most", r.randint(0, 2), some)
    word = r.choice(words)
    if x > 0.88:
        return ("count", word, r.randint(1, 2), r.sample(range(n), 3))
    return ("at", word, r.randrange(n))


def names(some):
    return ", ".join("P%d.go" % i for i in some)


def text(c):
    k = c[0]
    if k in ("and", "or"):
        return "(" + (" %s " % k).join(text(x) for x in c[1]) + ")"
    if k == "not":
        return "not P%d.go" % c[1]
    if k == "none":
        return "none of " + names(c[1])
    if k == "most":
        return "at most %d of %s" % (c[1], names(c[2]))
    if k == "count":
        return WORDS[c[1]] + "at least %d of %s" % (c[2], names(c[3]))
    return WORDS[c[1]] + "P%d.go" % c[2]


class Web:
    def __init__(self, r, n, words, negation):
        self.n = n
        self.needs = [None if r.random() < 0.12 else condition(r, n, 2, words, negation)
                      for _ in range(n)]

    def model(self):
        lines = ["surety 1"] + ['party P%d "p"' % i for i in range(self.n)] + ['act go "g"']
        lines.append('condition whole "w" means all of ' + names(range(self.n)))
        for i, c in enumerate(self.needs):
            lines.append("2025-01-01 P%d: P%d will go" % (i, i)
                         + ("" if c is None else "\n    if " + text(c)))
        return "\n".join(lines) + "\n"


# ---------------------------------------------------------------- the definition
def holds(c, x, credit, s):
    """after reads x, with and bare read credit, a negation reads s"""
    k = c[0]
    if k in ("and", "or"):
        return (all if k == "and" else any)(holds(y, x, credit, s) for y in c[1])
    if k == "not":
        return c[1] not in s
    if k == "none":
        return not set(c[1]) & s
    if k == "most":
        return len(set(c[2]) & s) <= c[1]
    if k == "count":
        return len(set(c[3]) & (x if c[1] == "after" else credit)) >= c[2]
    return c[2] in (x if c[1] == "after" else credit)


def least(web, credit, s):
    """mu X. F(X, credit, s); credit None: every condition read as after"""
    x = set()
    while True:
        y = {i for i in range(web.n) if web.needs[i] is None
             or holds(web.needs[i], x, x if credit is None else credit, s)}
        if y == x:
            return x
        x = y


def subsets(n):
    return (set(c) for k in range(n + 1) for c in itertools.combinations(range(n), k))


def stands(web, s):
    """nu C. mu X. F(X, C, s): the union of every C that is within what it brings"""
    best = set()
    for c in subsets(web.n):
        if c <= least(web, c, s):
            best |= c
    return best


def well_founded(web):
    low = set()
    while True:
        high = stands(web, low)
        again = stands(web, high)
        if again == low:
            return low, high
        low = again


def states(web):
    return sum(least(web, s, s) == s for s in subsets(web.n))


def reads(c, x, s, below, below_s):
    """promises read by what is met in x and not yet in below"""
    if holds(c, below, below, below_s) or not holds(c, x, x, s) or c[0] in ("not", "none", "most"):
        return set()
    if c[0] in ("and", "or"):
        return set().union(*[reads(y, x, s, below, below_s) for y in c[1]])
    return set(c[3]) if c[0] == "count" else {c[2]}


def circle(web, among, x, s, below, below_s):
    to = {i: (reads(web.needs[i], x, s, below, below_s) if web.needs[i] else set()) & among
          for i in among}
    for k in among:
        for i in among:
            if k in to[i]:
                to[i] = to[i] | to[k]
    return {i for i in among if i in to[i]}


def credited(web, s):
    """nu G. F(G, G, s): every after read as with"""
    g = set(range(web.n))
    while True:
        h = {i for i in g if web.needs[i] is None or holds(web.needs[i], g, g, s)}
        if h == g:
            return g
        g = h


def verdicts(web):
    low, high = well_founded(web)
    alone = least(web, None, high) & low
    together = circle(web, low - alone, low, high, alone, high)
    all_credit = credited(web, low)
    locked = circle(web, all_credit - high, all_credit, low, low, high)
    out = []
    for i in range(web.n):
        out.append("stands by itself" if i in alone else
                   ("stands only together" if i in together else "follows") if i in low else
                   "contested" if i in high else "deadlocked" if i in locked else "open")
    return out


# ---------------------------------------------------------------- stable models
def rules(web):
    out, fresh = [], itertools.count()

    def atom(c):
        a = "x%d" % next(fresh)
        if c[0] == "and":
            out.append("%s :- %s." % (a, ", ".join(atom(y) for y in c[1])))
        elif c[0] == "or":
            out.extend("%s :- %s." % (a, atom(y)) for y in c[1])
        elif c[0] == "not":
            out.append("%s :- not p(%d)." % (a, c[1]))
        elif c[0] == "none":
            out.append("%s :- %s." % (a, ", ".join("not p(%d)" % i for i in c[1])))
        elif c[0] == "most":  # not, not a negated count: each way of leaving so many out
            for few in itertools.combinations(c[2], max(0, len(c[2]) - c[1])):
                out.append("%s :- %s." % (a, ", ".join(["#true"] + ["not p(%d)" % i
                                                                     for i in few])))
        elif c[0] == "count":
            for few in itertools.combinations(c[3], c[2]):
                out.append("%s :- %s." % (a, ", ".join("p(%d)" % i for i in few)))
        else:
            out.append("%s :- p(%d)." % (a, c[2]))
        return a

    for i, c in enumerate(web.needs):
        out.append("p(%d)%s." % (i, "" if c is None else " :- " + atom(c)))
    return "\n".join(out + ["#show p/1."])


def stable_models(web):
    got = subprocess.run(["clingo", "0", "-q", "--warn=none"], input=rules(web), text=True,
                         capture_output=True)
    for line in got.stdout.split("\n"):
        if line.startswith("Models"):
            return int(line.split(":")[1].strip().rstrip("+"))
    raise SystemExit("clingo: " + got.stdout + got.stderr)


# ---------------------------------------------------------------- comparing
def differences(program, web, what):
    errors, got = program.ask(web.model(), [[]], [["whole"]])
    ours, internal = answers.by_name(got[0])
    bad = list(errors) + internal
    if what == "stable":
        want = stable_models(web)
        if ours["states", "whole"] != str(want):
            bad.append("states: %s, stable models: %d" % (ours["states", "whole"], want))
        return bad
    for i, v in enumerate(verdicts(web)):
        SEEN[v] = SEEN.get(v, 0) + 1
        mine = ours["verdict", "p%d.go" % i]
        if v != ("open" if mine in ("waits", "falls") else mine):
            bad.append("P%d.go: %s, by the definition %s" % (i, mine, v))
    if ours["states", "whole"] != str(states(web)):
        bad.append("states: %s, by the definition %d" % (ours["states", "whole"], states(web)))
    return bad


def main():
    a = argparse.ArgumentParser()
    a.add_argument("program")
    a.add_argument("what", choices=["order", "negation", "stable"])
    a.add_argument("--seed", type=int, default=7)
    a.add_argument("--count", type=int, default=200)
    a = a.parse_args()
    if a.what == "stable" and not shutil.which("clingo"):
        print("clingo is not here")
        sys.exit(77)
    r, program, bad = random.Random(a.seed), answers.Program(a.program), 0
    words = ["after"] if a.what == "stable" else ["after", "after", "with", "bare"]
    for _ in range(a.count):
        web = Web(r, SIZE if a.what != "negation" else 5, words, a.what != "order")
        try:
            found = differences(program, web, a.what)
        except answers.Died as d:
            found = [str(d)]
        if found:
            bad += 1
            print(web.model() + "\n".join(found))
            if bad == 3:
                break
    seen = ", ".join("%d %s" % (SEEN[v], v) for v in sorted(SEEN))
    print("%d webs (%s, seed %d), %d differ; %s" % (a.count, a.what, a.seed, bad, seen))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
