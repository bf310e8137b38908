"""The throw-away checker (check.py), read with its known mistakes mended.

Each mend names the section of the language that decides; DIFFERENCES.md has the smallest examples.
"""
import os
import types

MENDS = [
    ("6.1: 'was due' is asked as of that day, with the dates known on it",
     "p = sn[0].get(n, s.blank()); return s.owed(n, p, lambda c: s.holds(c, n, ch, m), m, ch)",
     "p = sn[0].get(n, s.blank()); s.back(sn); r = s.owed(n, p, lambda c: s.holds(c, n, ch, m), "
     "m, ch); s.back(keep); return r"),
    ("7: a signing is a condition too, P and Q",
     "e and e.kind in ('condition','goal','trigger')) and depth < 40: return s.ev(eq[n]",
     "e and e.kind in ('condition','goal','trigger','signing')) and depth < 40: return s.ev(eq[n]"),
    ("5.4: a condition begins at its 'from'; no date there, none here",
     "return (d if 'T' in d else d + 'T24:00') if d and d != 'unstated' else "
     "s.became(('atom', n, None), n)",
     "return (d if 'T' in d else d + 'T24:00') if d and d != 'unstated' else "
     "s.case(n, s.asof_now, ch)[0] if k=='trigger' else None if any(c[0]=='from' and "
     "s.guard_ok(c[2], ch) for c in e.clauses) else s.became(('atom', n, None), n)"),
    ("7, falls: a defined condition said to be false is shown false",
     "        if depth > 40: return False\n        if k == 'and': return any(N(x)",
     "        if depth > 40: return False\n        if k == 'false': return len(c) == 1\n"
     "        if k == 'and': return any(N(x)"),
    ("P11: what one way does not name has not been said in it",
     "len({r.get(n) for r, _ in runs}) > 1",
     "len({r.get(n, 'refused' if s.wide(n, s.blank(), s.pos_now) else 'nobody has said')"
     ".replace('has not said', 'nobody has said') for r, _ in runs}) > 1"),
    ("P16: only the judge's sentences count against one another",
     "same = [o for o in live if o.verb=='is' and",
     "same = [o for o in live if not (d and d.kind=='fact' and s.judge(d) and not "
     "(o.spk[0]=='name' and o.spk[1].lower() in s.speakers(s.judge(d)))) and o.verb=='is' and"),
    ("17.5: an undated sentence comes first",
     "e.date = p.dates() if e.mod != 'undated' else ('0000','9999')",
     "e.date = p.dates() if e.mod != 'undated' else ('0000','0001-01-01')"),
    ("7: refused, not said and only floated come before a term that is over",
     "elif asof != '9999' and s.over(n, q, asof, ch): eq[n] = ('false', 'falls')",
     "elif asof != '9999' and s.over(n, q, asof, ch) and (g and LADDER.index(g) >= max(2, "
     "LADDER.index(at)) or getattr(q['term'].get('end', (0, 0, None))[2], 'grade', None) == "
     "'ruled-out'): eq[n] = ('false', 'falls')"),
    ("P12: two amounts or deadlines of a day are a range",
     "            if old is None or rk >= old[1]: q['term'][k] = (v, rk, e)",
     "            if k in ('amount', 'by') and old and rk == old[1] and old[2].date[1] == e.date[1]:\n"
     "                a, b = old[0], v\n"
     "                v = ('latest', a, b) if k == 'by' else (min(a[0] or 0, b[0] or 0), None if None "
     "in (a[1], b[1]) else max(a[1], b[1]), a[2])\n"
     "            if old is None or rk >= old[1]: q['term'][k] = (v, rk, e)"),
    ("P12: the later of two deadlines", "        import datetime as dt\n        if late is not None",
     "        import datetime as dt\n"
     "        if t[0] == 'latest':\n"
     "            d = [s.when(x, late) for x in t[1:]]\n"
     "            return None if None in d or 'unstated' in d else max(d, key=lambda x: "
     "x if 'T' in x else x + 'T24:00')\n"
     "        if late is not None"),
    ("P16: of two values of a day, one without an hour, only where either may be the latest",
     "(not o.clock or not e.clock or s.key(o)==s.key(e))]",
     "(not o.clock or not e.clock or s.key(o)==s.key(e)) and not any(x.verb=='is' and "
     "x.obj[0].lower()==n and x.clock and x.date[1]==e.date[1] and "
     "any(y.clock and s.key(x) > s.key(y) for y in (o, e)) for x in live)]"),
    ("13: what is given is true",
     "if same: true.discard(n); s.false.discard(n);",
     "if same: (None if n in ch.get('yes','').lower().split(',') else true.discard(n)); "
     "s.false.discard(n);"),
    ("4.3: a demand may name acts",
     "and s.m.kinds.get(s.peek()[1].lower())=='layer' else s.cond())",
     "and s.m.kinds.get(s.peek()[1].lower()) in ('layer','act') else s.cond())"),
    ("4.3: a demand may name acts",
     "(('layer', s.names({'layer'})) if",
     "(('layer', s.names({'layer','act'})) if"),
    ("5.1: what is unknown counts in the high end of 'at most'",
     "U + sum(n2 in true or n2 in S or s.ev(('atom', n2, None), S, true, ch, eq, S, st, None, "
     "depth+1) for n2 in mem) <= c[2][0]",
     "U + sum(not s.no(('atom', n2, None), st, true, ch, eq, C, S, depth+1) for n2 in mem) "
     "<= c[2][0]"),
    ("7: 'at most' is a negation, read in S",
     "if kk[1]=='most': return c[2][0] is not None and U == 0 and",
     "if kk[1]=='most' and S is not None: val = {m: not s.no(('atom', m, None), st, true, ch, eq, "
     "C, S, depth+1) for m in mem}\n                "
     "if kk[1]=='most': return c[2][0] is not None and U == 0 and"),
    ("3: a known member that stands shows 'none of' and 'at most' false, whoever is not known",
     "if k == 'quant' and not c[4] and not any(s.isopen(x) for x in c[3]):\n"
     "            m = [('atom', y, None)",
     "if k == 'quant' and not c[4] and (not any(s.isopen(x) for x in c[3]) or c[1] == 'none' or "
     "c[1][1:] == ('most',)):\n            m = [('atom', y, None)"),
    ("3, 5.3: unknown satisfies no 'not': members not known, amounts not stated",
     "            if any(s.isopen(x) for x in c[3]): return False\n",
     "            if c[1] == ('sum','most'): return q is not None and Y(('quant', ('sum','least'), "
     "(q + 1e-6,) + c[2][1:]) + c[3:])\n"
     "            if any(s.isopen(x) for x in c[3]): return c[1] == 'none' and "
     "Y(('quant','any') + c[2:])\n"
     "            if c[1] == ('sum','least'):\n"
     "                up = {m: not N(('atom', m, None)) for m in ind + list(own)}\n"
     "                am = lambda m, i: (s.pos_now.get(m, {}).get('amount') or (0, None))[i]\n"
     "                return q is not None and all(not up[m] or am(m, 1) is not None for m in up) "
     "and sum(am(m, 1) for m in up if up[m]) < q\n"),
    ("7, falls: a 'not' shown against it: 'none of' due promises, a ceiling that is passed",
     "        if k == 'quant' and not c[4] and (not any(",
     "        if k == 'quant' and c[1] == 'none': return Y(('quant','any') + c[2:])\n"
     "        if k == 'quant' and c[1] == ('sum','most'): return s.no(c, lo, true, ch, eq, lo, hi)\n"
     "        if k == 'quant' and not c[4] and (not any("),
    ("7, refused: a veto, also of what is to be signed with others",
     "def vetoed(n): return n in eq and eq[n][0]=='and' and any(c[0]=='vetoed' and not s.ev(c, hi, "
     "true, ch, eq, hi, lo) for c in eq[n][1])",
     "def own(n):\n"
     "            e = eq.get(n, ('false',)); at = e[1].index(n) if e[0]=='signed' else 0\n"
     "            sg = any(x.kind=='signing' and n in [y.lower() for y in x.of] for x in s.entries)\n"
     "            e = e if e[0]!='signed' else e[2] if not sg else e[2][1][at]\n"
     "            return e if e[0]=='and' else ('and', [])\n"
     "        def vetoed(n): return any(c[0]=='vetoed' and not s.ev(c, hi, true, ch, eq, hi, lo) "
     "for c in own(n)[1])"),
    ("7: promises are open: more of a layer may yet be given",
     "        if depth > 40: return False\n        if k == 'false'",
     "        if depth > 40: return False\n"
     "        if k == 'quant' and c[1] == ('count','least') and any(s.kind(x) in ('layer','act','party')"
     " for x in c[3]): return False\n        if k == 'false'"),
    ("3: 'some of G' counts, so what counts it depends on it",
     "                for x in c[3]: out.update(s.members(x, s._eq, s._ch))",
     "                for x in c[3]: out.update(s.members(x, s._eq, s._ch) + ['some.' + x.lower()])"),
    ("P17: a condition called true has that value, whatever readings its text stands under",
     "if rp and m: eq[n] = ('and', []) if rp[-1]=='true' else ('false',) if rp[-1]=='false' else "
     "eq[n]",
     "if rp and (m or rp[-1] in ('true','false')): eq[n] = ('and', []) if rp[-1]=='true' else "
     "('false',) if rp[-1]=='false' else eq[n]"),
    ("P17: and its judge's word, too",
     "if m and s.judge(e): eq[n]", "if n in eq and s.judge(e): eq[n]"),
    ("5.4: the time of a condition named in another is the one it has itself",
     "                v = s.run(a, 'true')\n",
     "                if any(cl[0]=='from' and s.guard_ok(cl[2], ch) for cl in e.clauses): "
     "return s.since(a)\n                v = s.run(a, 'true')\n"),
    ("10.5, released: nobody voiced it, also of what is to be signed with others",
     "q = eq.get(f'{w}.{act}'.lower(), ('false','nobody has said'))\n",
     "q = eq.get(f'{w}.{act}'.lower(), ('false','nobody has said')); q = ('false', q[3]) if "
     "q[0]=='signed' and q[3] else q\n"),
    ("P14: a part that nobody voiced is refused with the whole, also in a signing",
     "            old = [eq.get(x, ('false','nobody has said')) for x in g]",
     "            old = [eq.get(x, ('false','refused' if s.wide(x, s.blank(), pos) else "
     "'nobody has said')) for x in g]"),
    ("3, votes: a body agrees by its rule",
     "return any(w==v and t in (about, b) for w, t in s.voiced.get(n, ()))",
     "return s.rules(n, v, ch, about) or any(w==v and t in (about, b) for w, t in "
     "s.voiced.get(n, ()))"),
    ("9: a fact that is implied asks what stands where its cause does",
     "            if kd in ('pref','promise','signing','layer','party','act','group'): return True\n",
     "            if kd in ('pref','promise','signing','layer','party','act','group'): return True\n"
     "            if any(a.verb=='implies' and any(t[1].lower()==n for t in (a.obj[1][1] if "
     "a.obj[1][0]=='and' else [a.obj[1]])) for a in s.asm): return True\n"),
    ("3: unknown satisfies no 'not', of states too",
     "        if k == 'quant' and not c[4]:\n            ind, own, U = s.tally(c[3], eq, ch); q =",
     "        if k == 'quant' and isinstance(c[4], tuple):\n"
     "            ind, own, U = s.tally(c[3], eq, ch); it = lambda m: out(('state', m, c[4][1]))\n"
     "            if c[1] in ('all','each'): return any(it(m) for m in ind)\n"
     "            if c[1] == 'none': return Y(('quant','any') + c[2:])\n"
     "            if c[1] in ('any','some'): return U == 0 and all(it(m) for m in ind + list(own))\n"
     "            if c[1] == ('count','least') and isinstance(c[2][0], float): return U is not None "
     "and sum(not it(m) for m in ind + [o for o in own if not ind]) + U < c[2][0]\n"
     "        if k == 'quant' and not c[4]:\n            ind, own, U = s.tally(c[3], eq, ch); q ="),
    ("5.4: no date where a part has none; 'some of G' is a part",
     "mem = [m for x in c[3] for m in s.members(x, eq, ch)]\n            ms =",
     "mem = [m for x in c[3] for m in s.members(x, eq, ch) + ['some.' + x.lower()] if not "
     "m.startswith('some.') or m in eq]\n            ms ="),
    ("5.4: no date where a part has none",
     "                    if tot >= c[2][0]: return x\n",
     "                    if tot >= c[2][0]: return x\n                return None\n"),
    ("5.4: no date where a part has none",
     "            if kk in ('all','each') and len(got) == len(mem): return max(got, default=None)\n",
     "            if kk in ('all','each'): return max(got, default=None) if len(got) == len(mem) "
     "else None\n"),
    ("P11: a contradiction of what does not count takes nothing",
     "sel = [e for e in sel if id(e) in s.mode or not any(c[0]=='contradicts' and c[1][0] not in "
     "gone for c in e.clauses)]",
     "al = {e.label for e in sel if e.label and not any(c[0]=='repeats' for c in e.clauses)}; "
     "sel = [e for e in sel if id(e) in s.mode or not any(c[0]=='contradicts' and c[1][0] not in "
     "gone and c[1][0] in al for c in e.clauses)]"),
    ("7: a circle runs through what a condition reads: a group as one has no weight, is none of all",
     "elif k == 'quant' and (not c[4] or c[4]==('is','due')): [node(m, tag) for x in c[3] for m in "
     "s.members(x, eq, ch)]",
     "elif k == 'quant' and (not c[4] or c[4]==('is','due')): [node(m, tag) for x in c[3] for m in "
     "s.members(x, eq, ch) if c[1][0] != 'weight' and c[1] not in ('all','each') or "
     "s.kinds.get(m.rsplit('.', 1)[0]) != 'group' or not s.group(m.rsplit('.', 1)[0], ch)]"),
    ("3: 'any of' a body is any of its members",
     "if k == 'group': return [m.lower() for m in s.group(x, ch)] or [x]",
     "if k in ('group','body'): return [m.lower() for m in s.group(x, ch)] or [x]"),
    ("5.1: a layer is every promise that gives it; one that nobody voiced is none",
     "if k in ('layer','act'): return [n for n in eq if s.kind(n)",
     "if k in ('layer','act'): return [n for n in eq if n in s.pos_now and s.kind(n)"),
    ("4.4, 5.1: what some of a group give of a part of a layer counts in the layer",
     "or n.startswith('some.') and n.endswith('.'+x)]",
     "or n.startswith('some.') and (n.endswith('.'+x) or x in s.partof(n.rsplit('.', 1)[1]))]"),
    ("3: what some of a group give stands or does not",
     "            if kd in ('pref','promise','signing','layer','party','act','group'): return True\n",
     "            if n.startswith('some.'): return True\n"
     "            if kd in ('pref','promise','signing','layer','party','act','group'): return True\n"),
    ("3: of 'at most', the low end passes it: a group's own may be a share of its members",
     "if c[1][1]=='most': return sum(Y(('atom', m, None)) for m in ind) > q",
     "if c[1][1]=='most': return sum(Y(('atom', m, None)) for m in ind) + sum(Y(('atom', o, None)) "
     "and not any(Y(('atom', m, None)) for m in own[o]) for o in own) > q"),
    ("3: of 'at most', the low end passes it",
     "        if k == 'quant' and c[1] == ('sum','most'): return s.no(",
     "        if k == 'quant' and (c[1] == ('sum','most') or c[1] == ('count','most') and not c[4]): "
     "return s.no("),
    ("3: a majority of what is unsettled is unknown",
     "            if c[1] in ('all','each'): return any(N(('atom', m, None)) for m in ind)\n",
     "            if c[1] in ('all','each'): return any(N(('atom', m, None)) for m in ind)\n"
     "            if U is not None and ind and (c[1] == 'majority' or c[1] == ('count','least') and "
     "q == 'frac'):\n"
     "                all_ = len(ind) + U; a, b = map(int, (c[2][1] if q == 'frac' else "
     "'0/1').split('/'))\n"
     "                return all_ - sum(N(('atom', m, None)) for m in ind) < (all_//2 + 1 if q != "
     "'frac' else -(-a*all_//b))\n"),
    ("13: given holds for the states of steps as for all else",
     "r = s.case(a, s.asof_now, {k: v for k, v in ch.items() if k != 'yes'})[2]",
     "r = s.case(a, s.asof_now, ch)[2]"),
]


def rules(self, n, voice, ch, about):
    """a body whose members' voices meet its rule has agreed"""
    body, busy = self.d.get(n), self.__dict__.setdefault("_ruling", set())
    if voice != "agree" or not body or body.kind != "body" or n in busy:
        return False
    what = about and about.rsplit(".", 1)[-1]
    rule = self.rule(body, (about, what), ch)
    busy.add(n)
    try:
        return bool(rule) and self.voteok(rule, ch, about)
    finally:
        busy.discard(n)


def load(folder):
    with open(os.path.join(folder, "check.py"), encoding="utf-8") as f:
        text = f.read()
    for why, old, new in MENDS:
        if text.count(old) != 1:
            raise SystemExit("check.py is not the one that was mended: " + why)
        text = text.replace(old, new)
    m = types.ModuleType("check")
    exec(compile(text, "check.py", "exec"), m.__dict__)
    m.Model.rules = rules
    return m
