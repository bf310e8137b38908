#!/usr/bin/env python3
"""Asks the program and a second opinion the same questions about random models.

    differential.py PROGRAM CHECKER [--from SEED] [--count N] [--seconds S] [--kind FEATURES] [--shrink] [-v]

PROGRAM is built from answers.c; CHECKER is the folder of the throw-away checker (check.py). What the
two may answer differently, and why, stands in DIFFERENCES.md.
"""
import argparse
import os
import re
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import answers      # noqa: E402
import random_models  # noqa: E402
import second_opinion  # noqa: E402

SLOW = 2  # seconds for the checker and one question


class TooSlow(Exception):
    pass


def alarm(*_):
    raise TooSlow


def day_only(m):
    if not m:
        return "-"
    return m[:10] if m.endswith("T24:00") else m


def question_of(check, q):
    ch, how = {}, {"at": "open", "asof": "9999", "together": (), "without": set(), "given": []}
    for w in q:
        k, _, v = w.partition("=")
        if k == "as-of":
            how["asof"] = v
        elif k == "at":
            how["at"] = v
        elif k == "strict":
            ch["strict"] = "yes"
        elif k == "given":
            how["given"] = v.split(",")
        elif k == "without":
            how["without"] = {x.lower() for x in v.split(",")}
        elif k == "together":
            how["together"] = tuple(v.split(","))
        else:
            ch[k.lower()] = v
    return ch, how


def second(check, m, q, ours):
    """the checker's answers to what the program answered"""
    ch, how = question_of(check, q)
    if how["given"]:
        g = how["given"]
        ch["yes"] = ",".join(g + [x for y in g for x in m.group(y, {})])
    m.without = how["without"]
    out = {}
    try:
        held, _ = m.hold(ch, how["at"], how["asof"], how["together"])
        held = {k.lower(): v for k, v in held.items()}
        true = m._last[1]
        for what, n in ours:
            if what == "verdict":
                if n in held or m.kinds.get(n) in ("fact", "event") or not m.disputes:
                    out[what, n] = verdict(m, held, true, n)
        if how["at"] != "open" or how["together"]:
            return out
        pos = m.positions(ch, how["asof"])
        for what, n in ours:
            if what == "grade":
                out[what, n] = pos.get(n, {}).get("grade") or "-"
            elif what == "state":
                out[what, n] = " ".join(sorted(m.pstates(n, ch, how["asof"]) - {"was"}))
        times(m, ours, ch, how, out)
        for e in m.entries:
            if e.kind == "trigger" and any(("step", s) in ours for s in
                                           ("%s.%s" % (e.name.lower(), x.lower()) for x in e.steps)):
                steps(m, e, ch, how, out)
    finally:
        m.without = set()
    return out


def verdict(m, held, true, n):
    got = held.get(n)
    if got is None and m.kinds.get(n) in ("fact", "event"):
        return "stands by itself" if n in true else "waits"
    if got is None:
        got = "refused" if m.wide(n, m.blank(), m.pos_now) else "nobody has said"
    return {"nobody has said": "has not been said", "has not said": "has not been said"}.get(got, got)


def times(m, ours, ch, how, out):
    for what, n in ours:
        k = m.kind(n)
        if what not in ("due", "begins") or k == "step":
            continue
        m.back(m.rec(ch, how["asof"])[3])
        m.ch_now, m.asof_now = ch, how["asof"]
        if what == "begins":
            got = m.since(n, "begins")
        else:
            q = m.pos_now.get(n, m.blank())
            by = q["term"].get("by")
            got = m.when(by[0], late=True) if by else m.term(n, q, how["asof"], ch)
        out[what, n] = day_only(got)


def steps(m, e, ch, how, out):
    t0, rows, state = m.case(e.name, how["asof"], ch)
    words = {"waits": "waiting"}
    for x in e.steps:
        n = "%s.%s" % (e.name.lower(), x.lower())
        st = state.get(x.lower())
        out["step", n] = words.get(st[0], st[0]) if st else "-"
        due = next((r[4] for r in rows if r[0] and r[0].lower() == x.lower()), None) if t0 else None
        out["due", n] = day_only(due)


def allowed(m, q, key, ours, theirs):
    """what DIFFERENCES.md lists"""
    what, n = key
    if what in ("step", "due", "moment") and m.kind(n) == "step" and m.asks_missed:
        return True
    given = {x.lower() for w in q if w.startswith("given=") for x in w[6:].split(",")}
    fact = m.kinds.get(n) == "fact"
    if what == "verdict" and fact and (ours, theirs) in (("falls", "waits"),
                                                         ("stands only together", "follows"),
                                                         ("deadlocked", "waits")):
        return True
    if what == "begins" and (n.startswith("some.") or (theirs == "-" and m.asks_due)):
        return True
    if what == "due" and theirs.startswith("0001"):  # from an undated sentence
        return True
    group = any(e.verb == "pledge" and e.subj[0] is None and m.kinds.get(e.subj[1][0].lower())
                == "group" for e in m.stm)
    if what == "verdict" and (ours, theirs) == ("follows", "stands only together") and group:
        return True
    if what == "verdict" and {ours, theirs} <= {"falls", "waits", "disputed"} and any(
            n in [x.lower() for x in e.of] for e in m.entries if e.kind == "signing"):
        return True
    if theirs == "has not been said" and m.kinds.get(n) in ("condition", "goal"):
        return True
    promised = [x for x in given if "." in x or m.group(x, {})]
    if promised and what in ("begins", "step", "due", "moment"):
        return True
    return n in given and what in ("begins", "state", "verdict")


class Tally:
    def __init__(self):
        self.models = self.questions = self.answers = self.refused = self.slow = 0
        self.bad, self.crashed = [], {}
        self.seen = {}


def load(check, text):
    m = check.Model()
    try:
        m.load("x", text)
        m.resolve()
    except check.Bad as b:
        m.errs.append(("x", b.line, b.msg))
    m._eq, m._ch = {}, {}
    m.asks_missed = "] is missed" in text
    m.asks_due = re.search(r"(is|are) due\b", text) and re.search(r"\bfrom .* (after|before) ", text)
    m.disputes = "contradicts [" in text
    return m


def one(check, program, seed, kind, tally):
    model = random_models.Model(seed, kind)
    questions = model.questions()
    m = load(check, model.text)
    goals = [model.conditions + sorted(p for p in model.promises)[:2]
             if not any(w.startswith(("as-of", "at=", "together")) for w in q) else []
             for q in questions]
    try:
        errors, got = program.ask(model.text, questions, goals)
    except answers.Died as d:
        tally.bad.append((seed, "died", str(d)))
        return
    if bool(errors) != bool(m.errs):
        tally.bad.append((seed, "acceptance", "ours: %s; checker: %s" % (errors, m.errs[:2])))
        return
    if errors:
        tally.refused += 1
        return
    tally.models += 1
    for q, lines, goal in zip(questions, got, goals):
        compare(check, m, seed, q, lines, goal, tally)


def compare(check, m, seed, q, lines, goal, tally):
    ours, internal = answers.by_name(lines)
    for x in internal:
        tally.bad.append((seed, q, "internal: " + x))
    signal.alarm(SLOW)
    try:
        theirs = second(check, m, q, ours)
        count_states(m, q, goal, ours, theirs)
    except TooSlow:
        tally.slow += 1
        return
    except Exception as e:  # the checker is a throw-away: what it cannot do is no finding
        tally.crashed[type(e).__name__] = tally.crashed.get(type(e).__name__, 0) + 1
        return
    finally:
        signal.alarm(0)
    tally.questions += 1
    diffs = []
    for k, v in sorted(theirs.items()):
        if k not in ours:
            continue
        tally.answers += 1
        tally.seen[k[0], v if k[0] in ("verdict", "step", "state") else ""] = tally.seen.get(
            (k[0], v if k[0] in ("verdict", "step", "state") else ""), 0) + 1
        disputed = k[0] == "grade" and ours.get(("verdict", k[1])) == "disputed"
        if ours[k] != v and not disputed and not allowed(m, q, k, ours[k], v):
            diffs.append("%s %s: ours %s, checker %s" % (k + (ours[k] or "none", v or "none")))
    if diffs:
        tally.bad.append((seed, q, "\n    ".join(diffs)))


def count_states(m, q, goal, ours, theirs):
    ch, how = question_of(None, q)
    if how["given"]:
        return
    m.without = how["without"]
    try:
        for n in goal:
            eq, true = m.equations(ch)
            m._eq, m._ch = eq, ch
            cone = m.cone(eq, ("atom", n.lower(), None), ch)
            if len(cone) > 14 or re.search(r"'state'|\('is',", repr([eq.get(x) for x in cone])):
                continue
            theirs["states", n.lower()] = str(len(m.states(n, ch)[1]))
    finally:
        m.without = set()


def differs(check, program, text, q, key, goal):
    """do the two still answer this differently?"""
    m = load(check, text)
    if m.errs:
        return False
    try:
        errors, got = program.ask(text, [q], [goal])
    except answers.Died:
        return False
    if errors:
        return False
    ours, _ = answers.by_name(got[0])
    if key not in ours:
        return False
    signal.alarm(SLOW)
    try:
        theirs = second(check, m, q, {key: ours[key]})
        count_states(m, q, goal, ours, theirs)
    except Exception:
        return False
    finally:
        signal.alarm(0)
    return key in theirs and theirs[key] != ours[key] and (
        not allowed(m, q, key, ours[key], theirs[key]))


def shrink(check, program, text, q, key):
    """the text with every entry, clause and part left out that the difference does not need"""
    goal = [key[1]] if key[0] == "states" else []
    lines, again = text.split("\n"), True
    while again:
        again = False
        for n in (8, 6, 5, 4, 3, 2, 1):
            i = 1
            while i < len(lines):
                less = lines[:i] + lines[i + n:]
                if less[i:i + 1] and less[i].startswith(" ") and not lines[i].startswith(" "):
                    i += 1  # no clause goes over to another entry
                    continue
                if differs(check, program, "\n".join(less) + "\n", q, key, goal):
                    lines, again = less, True
                else:
                    i += 1
        for i in range(1, len(lines)):
            for cut in (" and ", " or ", " [", ", "):
                at = lines[i].find(cut, 16)
                if at > 0:
                    for less in (lines[i][:at], lines[i][:lines[i].find(" ", 4)] + " "
                                 + lines[i][at + len(cut):]):
                        t = lines[:i] + [less] + lines[i + 1:]
                        if less != lines[i] and differs(check, program, "\n".join(t) + "\n", q,
                                                        key, goal):
                            lines, again = t, True
                            break
    return "\n".join(lines)


def shrink_seed(check, program, seed, kind, tally):
    for s, q, text in tally.bad:
        if s == seed and isinstance(q, list) and ": ours" in text:
            what, n = text.strip().split("\n")[0].split(": ours")[0].split(" ")
            print("ASK", " ".join(q), "|", text.strip().split("\n")[0])
            print(shrink(check, program, random_models.Model(seed, kind).text, q, (what, n)))
            return


def main():
    a = argparse.ArgumentParser()
    a.add_argument("program")
    a.add_argument("checker")
    a.add_argument("--from", dest="first", type=int, default=1)
    a.add_argument("--count", type=int, default=100)
    a.add_argument("--seconds", type=float, default=1e9)
    a.add_argument("--kind")
    a.add_argument("--shrink", action="store_true", help="leave out what the first does not need")
    a.add_argument("-v", action="store_true", help="and how many of each answer were compared")
    a = a.parse_args()
    check = second_opinion.load(a.checker)
    program = answers.Program(a.program)
    signal.signal(signal.SIGALRM, alarm)
    tally, t0 = Tally(), time.time()
    for seed in range(a.first, a.first + a.count):
        if time.time() - t0 > a.seconds:
            break
        before = len(tally.bad)
        one(check, program, seed, a.kind, tally)
        for b in tally.bad[before:]:
            print("seed %s %s\n    %s" % b, flush=True)
        if a.shrink:
            shrink_seed(check, program, seed, a.kind, tally)
    print("seeds from %d" % a.first)
    print("%d models, %d refused by both, %d questions, %d answers, %d differences, %d too slow"
          % (tally.models, tally.refused, tally.questions, tally.answers, len(tally.bad), tally.slow))
    if tally.crashed:
        print("the checker failed: %s" % tally.crashed)
    for k in sorted(tally.seen) if a.v else []:
        if k[1]:
            print("   %-8s %-22s %d" % (k + (tally.seen[k],)))
    sys.exit(1 if tally.bad else 0)


if __name__ == "__main__":
    main()
