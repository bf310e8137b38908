#!/usr/bin/env python3
"""Random small models in the language of surety, each from its seed.

    random_models.py SEED [KIND]     prints the model of a seed and the questions asked of it

A model takes a random subset of the language's features, so that each meets the others often while
a single model stays small. What the second opinion does not answer is left out (DIFFERENCES.md).
"""
import random
import sys

FEATURES = """groups open some each parts named amounts weights bodies voices conditions infer
reading version decision refusals demands objections declines withdraws relations binding terms
renews verified when states signing trigger documents own counts sums nots unless hours facts
judged given-facts undated scope instep definitions anything""".split()

VERBS = ["might", "is open to", "is willing to", "is ready to", "will", "has agreed to",
         "has signed to"]
GRADES = ["floated", "open", "willing", "ready", "stated", "agreed", "signed"]


class Model:
    """One random model: its text, and the names that questions are asked about."""

    def __init__(self, seed, kind=None):
        self.r = random.Random(seed)
        self.seed = seed
        density = self.r.choice([0.12, 0.2, 0.3, 0.45])
        self.on = {f for f in FEATURES if self.r.random() < density}
        if kind:
            self.on |= set(kind.split(","))
        self.lines = ["surety 1"]
        self.sentences = []       # (day, text)
        self.labels = []          # (label, subjects, promise names, day)
        self.raised = []          # (promise, atom, day)
        self.promises = set()
        self.declare()
        self.speak()
        self.finish()

    # ------------------------------------------------------------ small helpers
    def has(self, f):
        return f in self.on

    def chance(self, p):
        return self.r.random() < p

    def pick(self, xs):
        return self.r.choice(list(xs))

    def some_of(self, xs, low=1, high=None):
        xs = list(xs)
        n = self.r.randint(low, min(len(xs), high or len(xs)))
        return self.r.sample(xs, n)

    def day(self, low=1, high=24):
        return "2025-01-%02d" % self.r.randint(low, high)

    # ------------------------------------------------------------ declarations
    def declare(self):
        r = self.r
        self.parties = ["A", "B", "C", "D", "E", "F"][:r.randint(3, 5)]
        self.voice = {}
        for p in self.parties:
            line = 'party %s "%s"' % (p, p)
            if self.has("voices") and self.chance(0.5):
                self.voice[p] = p + "-min"
                line += " voice " + p + "-min"
            self.lines.append(line)
        self.groups, self.members = [], {}
        self.declare_groups()
        self.layers, self.acts = ["aid"], ["go"]
        if self.has("amounts") or self.has("sums"):
            self.lines += ["unit troops", 'layer force "f" measured in troops']
            self.layers.append("force")
        self.lines.append('layer aid "a"')
        if self.has("parts"):
            self.lines += ['layer arms "b" part of aid', 'layer guns "c" part of arms']
            self.layers += ["arms", "guns"]
        self.lines.append('act go "g"')
        if self.chance(0.6):
            self.lines.append('act stay "s"')
            self.acts.append("stay")
        if self.has("parts") and self.chance(0.4):
            self.lines.append('act run "s" part of go')
            self.acts.append("run")
        self.named = []
        if self.has("named"):
            for p in self.some_of(self.parties, 1, 2):
                self.lines.append('promise %s.special "n" gives %s' % (p, self.pick(self.layers)))
                self.named.append(p + ".special")
        self.facts = ["f%d" % i for i in range(r.randint(1, 3))]
        self.judged = []
        for f in self.facts:
            line = 'fact %s "f"' % f
            if self.has("judged") and self.chance(0.5):
                line += " judged by " + self.word()
                self.judged.append(f)
            self.lines.append(line)
        self.owned = []
        if self.has("own") and self.groups:
            g = self.pick(self.groups)
            if self.members[g]:
                self.lines.append('fact sat "s" of each of %s%s'
                                  % (g, " judged by own" if self.chance(0.4) else ""))
                self.owned = [(g, m + ".sat") for m in self.members[g]]
        self.choices = []
        if self.has("reading"):
            default = " by default" if self.chance(0.6) else ""
            self.lines.append('reading rd "r"\n    option wide%s\n    option narrow' % default)
            self.choices.append(("rd", ["wide", "narrow"], bool(default)))
        if self.has("version"):
            self.lines.append('version vs "v"\n    option draft\n    option final by default')
            self.choices.append(("vs", ["draft", "final"], True))
        if self.has("decision"):
            self.lines.append('decision dec "d" made by A\n    option left\n    option right')
        self.conditions, self.triggers, self.steps, self.signings = [], [], [], []
        self.signed = []
        self.docs = []
        if self.has("documents"):
            self.declare_documents()

    def declare_groups(self):
        r = self.r
        names = []
        if self.has("groups") or self.has("each") or self.has("some") or self.has("own"):
            names.append("G")
        if self.has("open"):
            names.append("H")
        if self.has("weights") and "G" not in names:
            names.append("G")
        for g in names:
            ms = self.some_of(self.parties, 2, 3)
            kind = "members" if g == "G" and not (self.has("open") and self.chance(0.2)) else None
            kind = kind or self.pick(["among them", "among them", "members", "members unstated"])
            line = 'group %s "g"' % g
            if kind == "members unstated":
                ms = []
                line += " members unstated"
            else:
                line += " %s %s" % (kind, ", ".join(ms))
            if kind != "members" and self.chance(0.6):
                line += " count %d" % (len(ms) + r.randint(0, 2) + (not ms))
            if self.has("weights") and g == "G" and ms:
                ws = ["%s %d" % (m, r.randint(1, 5) * 10) for m in ms]
                line += " weighs share " + ", ".join(ws)
            self.lines.append(line)
            self.groups.append(g)
            self.members[g] = ms
        self.bodies = []
        if self.has("bodies"):
            ms = self.some_of(self.parties, 2, 3)
            line = 'body Court "c" members ' + ", ".join(ms)
            if self.chance(0.8):
                rule = self.pick(["all of Court", "majority of Court", "any of Court",
                                  "at least %d of Court" % r.randint(1, len(ms)),
                                  "at least 2/3 of Court"])
                if self.chance(0.2):
                    rule += " without veto of " + self.pick(ms)
                line += " decided by " + rule
            self.lines.append(line)
            self.bodies.append("Court")
            self.members["Court"] = ms
            if self.chance(0.3):
                self.lines.append('body House "h" of ' + self.pick(self.parties))
                self.bodies.append("House")

    def word(self):
        """a judge or verifier whose one word does"""
        return self.pick(self.parties + ["any of " + g for g in self.groups])

    def vote(self):
        opts = [self.pick(self.parties), ", ".join(self.some_of(self.parties, 2, 2))]
        opts += [b for b in self.bodies] * 2
        for g in self.groups:
            if self.members[g]:
                opts += ["all of " + g, "any of " + g, "at least 1 of " + g, "majority of " + g]
        return self.pick(opts)

    def declare_documents(self):
        by = self.pick([self.pick(self.parties), ", ".join(self.some_of(self.parties, 2, 3))]
                       + [g for g in self.groups if self.members[g]])
        line = 'document Pact "p" signed 2025-01-01'
        if self.chance(0.85):
            line += " by " + by
        for c in self.r.sample(["if", "unless", "while", "from", "end", "binding"],
                               self.r.randint(0, 2)):
            if c in ("if", "unless", "while"):
                line += "\n    %s %s" % (c, self.pick(self.facts))
            elif c == "from":
                line += "\n    from " + self.day()
            elif c == "end":
                line += "\n    until " + self.day(10, 28) if self.chance(0.5) else (
                    "\n    for %d days" % self.r.randint(3, 20))
                if self.chance(0.4):
                    line += "\n    renews every %d days" % self.r.randint(2, 9)
            elif c == "binding":
                line += "\n    binding"
                if self.chance(0.4):
                    line += " unless " + self.pick(self.facts)
        self.lines.append(line)
        self.docs.append("Pact")

    # ------------------------------------------------------------ names of promises
    def subject_kinds(self):
        out = self.parties * 2
        if self.has("groups"):
            out = out + [g for g in self.groups]
        return out

    def thing(self):
        return self.pick(self.layers + self.acts + self.acts)

    def promise(self, known=0.75):
        if self.promises and self.chance(known):
            return self.pick(sorted(self.promises))
        if self.named and self.chance(0.2):
            return self.pick(self.named)
        return "%s.%s" % (self.pick(self.subject_kinds()), self.thing())

    # ------------------------------------------------------------ conditions
    def listing(self):
        """a list of promises: by name, of a group, of a layer"""
        opts = [", ".join(sorted({self.promise() for _ in range(self.r.randint(2, 3))}))] * 3
        for g in self.groups:
            opts += ["%s.%s" % (g, self.thing())] * 3
        opts.append(self.pick(self.layers))
        if self.groups and self.chance(0.3):
            opts.append("%s.%s, %s" % (self.pick(self.groups), self.thing(), self.promise()))
        if self.chance(0.2):
            opts.append(", ".join(self.some_of(self.facts, 1)))
        if self.conditions and self.chance(0.2):
            opts.append("%s, %s" % (self.pick(self.conditions), self.promise()))
        return self.pick(opts)

    def size(self, listing):
        all_of = set()
        for x in listing.split(", "):
            g, _, what = x.partition(".")
            all_of |= {"%s.%s" % (m, what) for m in self.members.get(g, ())} or {x}
        return len(all_of)

    def counted(self):
        l = self.listing()
        n = self.size(l)
        k = self.r.randint(1, max(1, n))
        forms = ["all of " + l, "any of " + l, "at least %d of %s" % (k, l),
                 "at least %d of %s" % (k, l), "majority of " + l]
        if self.has("nots"):
            forms += ["none of " + l, "at most %d of %s" % (self.r.randint(0, n), l)]
        if self.chance(0.2):
            forms.append("at least %s of %s" % (self.pick(["1/2", "2/3", "1/3"]), l))
        if "." in l and "," not in l and self.has("states") and self.chance(0.4):
            word = self.pick(["due", "missed", "delivered", "agreed", "stated"])
            return "%s of %s are %s" % (self.pick(["all", "any", "none", "at least 1"]), l, word)
        return self.pick(forms)

    def atom(self, own=False):
        r = self.r
        opts = [self.pick(self.facts)] * 3 + [self.promise()] * 6
        if self.conditions and self.has("definitions"):
            opts += [self.pick(self.conditions)] * 2
        elif self.conditions:
            opts.append(self.pick(self.conditions))
        if self.has("states"):
            opts.append("%s is %s" % (self.promise(), self.pick(
                ["due", "missed", "released", "broken", "delivered", "late", "agreed", "stated",
                 "willing"])))
        if self.has("decision"):
            opts += ["dec is " + self.pick(["left", "right"])] * 2
        if self.has("nots"):
            opts += ["not " + self.pick(self.facts + [self.promise(), self.promise()])] * 3
        if self.has("anything"):
            opts.append("anything from " + self.pick(self.parties))
        if self.has("weights") and self.members.get("G"):
            opts.append("at least %d %% by share of G.%s" % (r.randint(1, 9) * 10, self.thing()))
        if self.has("sums") and "force" in self.layers:
            ps = sorted({"%s.force" % self.pick(self.subject_kinds()) for _ in range(2)})
            opts += ["at %s %d troops from %s" % (self.pick(["least", "least", "most"]),
                                                  r.randint(1, 8) * 100, ", ".join(ps))] * 2
        if self.has("bodies") or self.has("objections"):
            who = self.pick(self.parties + self.bodies)
            opts.append("%s %s" % (who, self.pick(["agrees", "objects", "asks"])))
        if self.signings:
            opts.append(self.pick(self.signings))
        if self.triggers:
            opts.append(self.pick(self.triggers))
        if self.steps:
            opts.append("%s is %s" % (self.pick(self.steps),
                                      self.pick(["missed", "late", "done", "open"])))
            opts.append(self.pick(self.steps))
        if own:
            opts += ["own." + self.thing()] * 4
        if self.has("terms") and self.chance(0.1):
            opts.append("%s %s" % (self.promise(), self.pick(["begins", "ends"])))
        a = self.pick(opts)
        if self.has("counts") and self.chance(0.4):
            a = self.counted()
        if self.chance(0.2) and not a.startswith("not "):
            a = self.pick(["after ", "with "]) + a
        return a

    def cond(self, depth=1, own=False):
        if depth and self.chance(0.35):
            op = self.pick([" and ", " or "])
            parts = []
            for _ in range(self.r.randint(2, 3)):
                p = self.cond(depth - 1, own)
                parts.append("(%s)" % p if " and " in p or " or " in p else p)
            return op.join(parts)
        a = self.atom(own)
        if self.has("nots") and depth and self.chance(0.1):
            p = self.cond(depth - 1, own)
            return "not (%s)" % p
        return a

    def guard(self):
        n, opts, _ = self.pick(self.choices)
        return "only when %s is %s" % (n, self.pick(opts))

    # ------------------------------------------------------------ definitions
    def define(self):
        r = self.r
        if self.has("conditions") or self.has("definitions"):
            for i in range(r.randint(1, 2)):
                kind = "goal" if self.chance(0.3) else "condition"
                text = '%s c%d "c"' % (kind, i)
                for _ in range(2 if self.chance(0.25) else 1):
                    text += "\n    means " + self.cond(2)
                    if self.choices and self.chance(0.3):
                        text += " " + self.guard()
                if self.has("judged") and self.chance(0.3):
                    text += "\n    judged by " + self.word()
                if self.has("terms") and self.chance(0.2):
                    text += "\n    from %d days after %s" % (r.randint(0, 5), self.pick(self.facts))
                self.lines.append(text)
                self.conditions.append("c%d" % i)
        if self.has("signing"):
            ps = sorted({self.promise() for _ in range(self.r.randint(2, 3))})
            ps = [p for p in ps if not p.startswith("some.")]
            if len(ps) > 1:
                text = 'signing table "t" of ' + ", ".join(ps)
                if self.chance(0.3):
                    text += "\n    if " + self.cond(1)
                self.lines.append(text)
                self.signings.append("table")
                self.signed = ps
        if self.has("trigger"):
            self.define_trigger()
        if self.has("infer"):
            self.define_inferences()

    def define_inferences(self):
        """from promises and facts to other facts and conditions: no circle of definitions"""
        facts, conditions = self.facts, self.conditions
        targets = self.some_of(facts + conditions, 1, 2)
        self.facts = [f for f in facts if f not in targets] or ["spare"]
        if self.facts == ["spare"]:
            self.lines.append('fact spare "f"')
        self.conditions, triggers, steps = [], self.triggers, self.steps
        self.triggers, self.steps = [], []
        for i, to in enumerate(targets):
            text = "we infer %s implies %s [I%d]" % (self.cond(1), to, i)
            if self.choices and self.chance(0.3):
                text += " " + self.guard()
            self.lines.append(text + '\n    because "x"')
        self.facts, self.conditions = facts, conditions
        self.triggers, self.steps = triggers, steps

    def define_trigger(self):
        r = self.r
        text = 'trigger tr "t"\n    when ' + self.cond(1)
        if self.chance(0.15):
            text += "\n    when " + self.cond(0)
        if self.has("judged") and self.chance(0.4):
            text += "\n    judged by " + self.word()
        if self.chance(0.2):
            text += "\n    called by any of " + ", ".join(self.some_of(self.parties, 1, 2))
            if self.chance(0.5):
                text += " within %d days" % r.randint(1, 5)
        labels = []
        for i in range(r.randint(1, 3)):
            lab = "s%d" % i
            who = self.pick([self.pick(self.parties), ", ".join(self.some_of(self.parties, 2, 2))]
                            + ["each of " + g for g in self.groups if self.members[g]]
                            + ["any of " + g for g in self.groups if self.members[g]])
            if self.bodies and self.chance(0.25):
                who = "Court"
            must = "must" if self.chance(0.85) else "may"
            if must == "must" and self.chance(0.06):
                must = "must not"
            act = self.pick(self.acts) if self.chance(0.8) else "give " + self.pick(self.layers)
            t = "\n    then [%s] %s %s %s" % (lab, who, must, act)
            x = r.random()
            if x < 0.55:
                t += " within %d %s" % (r.randint(1, 4), self.pick(["days", "days", "hours"]))
            elif x < 0.7:
                t += " by %d days after %s" % (r.randint(1, 5), self.pick(self.facts))
            if labels and self.chance(0.6):
                t += " after [%s]" % self.pick(labels)
                if self.chance(0.3):
                    t += " or [%s] is missed" % self.pick(labels)
            elif self.chance(0.15):
                t += " if " + self.pick(self.facts)
            if self.has("verified") and self.chance(0.3):
                t += " verified by " + self.word()
            text += t
            labels.append(lab)
        self.lines.append(text)
        self.triggers.append("tr")
        self.steps = ["tr." + l for l in labels]

    # ------------------------------------------------------------ sentences
    def speak(self):
        r = self.r
        n = r.randint(4, 9)
        # first who promises what, so that conditions find one another
        plan = []
        for _ in range(n):
            subj, names = self.subject()
            what = self.thing()
            plan.append((subj, names, what))
            for x in names:
                self.promises.add("%s.%s" % (x, what))
        self.define()
        kinds = []
        for f, k in [("demands", "demand"), ("demands", "drop"), ("objections", "reject"),
                     ("objections", "accept"), ("declines", "decline"), ("withdraws", "withdraw"),
                     ("own", "ownfact"), ("decision", "choose"), ("bodies", "voice"),
                     ("trigger", "stepdeed"), ("verified", "verify"), ("judged", "find")]:
            if self.has(f):
                kinds += [k] * 2
        days = sorted(r.randint(1, 24) for _ in range(n + 6))
        for i, (subj, names, what) in enumerate(plan):
            self.promise_sentence("2025-01-%02d" % days[i], subj, names, what)
            while kinds and self.chance(0.35):
                getattr(self, "say_" + self.pick(kinds))("2025-01-%02d" % days[i])
            if self.chance(0.35 if self.has("facts") else 0.15):
                self.say_fact("2025-01-%02d" % days[i])
        for d in days[n:]:
            if self.chance(0.35):
                self.deed("2025-01-%02d" % d)
            if kinds and self.chance(0.3):
                getattr(self, "say_" + self.pick(kinds))("2025-01-%02d" % d)
            if self.chance(0.15):
                self.say_fact("2025-01-%02d" % d)

    def subject(self):
        p = self.pick(self.parties)
        forms = [(p, [p])] * 5
        two = self.some_of(self.parties, 2, 2)
        forms.append((", ".join(two), two))
        for g in self.groups:
            if self.has("each") and self.members[g]:
                forms += [("each of " + g, self.members[g])] * 4
            if self.has("own") and self.members[g]:
                forms += [("each of " + g, self.members[g])] * 4
            if self.has("some"):
                forms += [("some of " + g, ["some." + g])] * 2
            if self.has("groups"):
                forms += [(g, [g])] * 2
        return self.pick(forms)

    def speaker(self, names):
        p = names[0]
        opts = []
        if p in self.parties:
            opts += [p] * 6
            if p in self.voice:
                opts += [self.voice[p]] * 4
        elif p in self.groups:
            opts += [p] * 4
        else:
            opts += ["reporter"] * 2
        other = self.pick(self.parties)
        opts += ["reporter", 'unnamed "x"', other, "reporter quoting " + p.replace("some.", "")]
        opts += self.docs * 3
        return self.pick(opts)

    def stamp(self, day, hours=True):
        if self.has("hours") and hours and self.chance(0.4):
            return "%s at %02d:%02d" % (day, self.r.randint(0, 23), self.pick([0, 30]))
        return day

    def label(self, subj, names, what, day):
        l = "L%d" % len(self.labels)
        self.labels.append((l, names, ["%s.%s" % (x, what) for x in names], day))
        return l

    def promise_sentence(self, day, subj, names, what):
        r = self.r
        spk = self.speaker(names)
        verb = self.pick(VERBS[1:] if self.chance(0.9) else VERBS)
        quiet = False
        if self.has("refusals") and self.chance(0.25):
            verb, quiet = "will not", True
        elif self.chance(0.04):
            verb, quiet = "has not said whether to", True
        deed = "give " + what if what in self.layers else what
        if self.has("declines") and self.chance(0.5) or self.has("scope") and self.chance(0.3):
            deed += " to " + ", ".join(self.some_of(self.parties, 1, 2))
        named = [n for n in self.named if [n.split(".")[0]] == names]
        if named and self.chance(0.4):
            gives = [l for l in self.lines if l.startswith("promise " + named[0])][0].split()[-1]
            deed = "give %s as %s" % (gives, named[0])
            what = "special"
            self.promises.add(named[0])
        earlier = [l for l in self.labels if set(l[2]) & {"%s.%s" % (x, what) for x in names}]
        head = "%s %s: %s %s %s [%s]" % (self.stamp(day), spk, subj, verb, deed,
                                         self.label(subj, names, what, day))
        if self.has("undated") and not self.triggers and self.chance(0.08):
            head = head.replace(day, "undated", 1) if " at " not in head else head
        clauses, raised = [], list(self.raised)
        own = self.has("own") and (subj.startswith("each of") or "," in subj)
        if not quiet:
            clauses = self.promise_clauses(names, what, own, day)
        elif self.has("scope") and self.chance(0.3) and what == "aid" and "arms" in self.layers:
            clauses.append("without arms")
        if head.startswith("undated"):
            self.raised = raised
            clauses = [c for c in clauses if not c.startswith("instead")]
        if earlier and self.has("relations") and self.chance(0.35):
            clauses.append("%s [%s]" % (self.pick(["replaces", "contradicts", "repeats"]),
                                        self.pick(earlier)[0]))
        if self.choices and self.chance(0.25):
            clauses.append(self.guard())
        self.sentences.append((day, head + "".join("\n    " + c for c in clauses)))

    def promise_clauses(self, names, what, own, day):
        r = self.r
        out = []
        for _ in range(self.pick([0, 1, 1, 1, 2])):
            word = self.pick(["if", "if", "if", "after", "with"])
            if self.has("unless") and self.chance(0.35):
                word = self.pick(["unless", "while", "failing", "until"])
            c = self.cond(1, own)
            if word == "until" and (c[0].isdigit() or c.startswith("unstated")):
                word = "unless"
            if own and self.owned and self.chance(0.3) and set(names) <= {
                    x[1].split(".")[0] for x in self.owned}:
                c = "own.sat"
            out.append("%s %s" % (word, c))
            if word in ("if", "after", "with"):
                for x in c.split(" and ") if "(" not in c and " or " not in c else []:
                    core = x.split()[-1]
                    if x in (core, "after " + core, "with " + core):
                        for n in names:
                            self.raised.append(("%s.%s" % (n, what), core))
        if self.has("instep") and self.chance(0.2):
            out.append("in step with " + self.promise())
        if self.has("when") and self.chance(0.4):
            out.append("when " + (self.pick(self.facts) if self.chance(0.6) else self.cond(1, own)))
        if self.has("terms"):
            out += self.term_clauses()
        if self.has("amounts") or self.has("sums"):
            if what == "force" and self.chance(0.7):
                n = r.randint(1, 6) * 100
                out.append("amount " + self.pick(
                    ["%d troops" % n, "%d troops" % n, "%d..%d troops" % (n, n + 200),
                     "unstated troops", "hundreds of troops", "some of troops"]))
        if self.has("verified") and self.chance(0.3):
            out.append("verified by " + self.word())
        if self.has("binding") and self.chance(0.4):
            out.append("binding" + (" unless " + self.pick(self.facts)
                                    if self.chance(0.4) else ""))
        gone = [a for p, a in self.raised[:-2]
                if p in ["%s.%s" % (n, what) for n in names]] if len(names) == 1 else []
        if gone and self.has("relations") and self.chance(0.4):
            out.append("instead of " + self.pick(gone) + (' we infer "x"'
                                                          if self.chance(0.3) else ""))
        return out

    def term_clauses(self):
        r = self.r
        out = []
        f = self.pick(self.facts)
        if self.chance(0.35):
            out.append("from " + self.pick([self.day(), "%d days after %s" % (r.randint(0, 6), f)]))
        if self.chance(0.4):
            out.append("by " + self.pick([self.day(5, 28), "%d days after %s" % (r.randint(0, 9), f),
                                          "%d hours after %s" % (r.randint(1, 60), f),
                                          "%d days after %s begins" % (r.randint(1, 5),
                                                                       self.promise())]))
        if self.chance(0.3):
            out.append(self.pick(["until " + self.day(8, 28), "for %d days" % r.randint(3, 20),
                                  "until %d days after %s" % (r.randint(1, 9), f)]))
            if self.has("renews") and self.chance(0.6):
                x = "renews every %d days" % r.randint(2, 8)
                if self.chance(0.5):
                    x += self.pick([" if ", " unless "]) + self.pick(
                        self.facts + [self.promise()])
                out.append(x)
        return out

    def deed(self, day):
        if not self.promises:
            return
        p = self.pick(sorted(self.promises))
        who, what = p.rsplit(".", 1)
        if who.startswith("some.") or p in self.signed:
            return
        deed = "give " + what if what in self.layers else what
        if what == "special":
            gives = [l for l in self.lines if l.startswith("promise " + p)][0].split()[-1]
            deed = "give %s as %s" % (gives, p)
        verb = "did" if self.chance(0.8) else "did not"
        self.sentences.append((day, "%s %s: %s %s %s [%s]"
                               % (self.stamp(day), self.pick([who, "reporter"]), who, verb, deed,
                                  self.label(who, [who], what, day))))

    def say_fact(self, day):
        f = self.pick(self.facts)
        v = self.pick(["true"] * 6 + ([] if self.has("binding") and self.has("terms") else
                                      ["false"] * 3 + ["unknown", "likely"]))
        since = " since " + self.day(1, int(day[-2:])) if self.chance(0.25) else ""
        spk = self.pick(["reporter"] + self.parties + self.bodies)
        if self.has("given-facts") and self.conditions and self.chance(0.2):
            f = self.pick(self.conditions)
        self.sentences.append((day, "%s %s: %s is %s%s" % (self.stamp(day), spk, f, v, since)))

    def say_find(self, day):
        things = self.judged + self.triggers + self.conditions
        if things:
            self.sentences.append((day, "%s %s: %s is %s" % (
                self.stamp(day), self.pick(self.parties + self.bodies * 2), self.pick(things),
                self.pick(["true", "true", "true", "false"]))))

    def say_ownfact(self, day):
        if self.owned:
            x = self.pick(self.owned)[1]
            self.sentences.append((day, "%s %s: %s is %s" % (
                self.stamp(day), self.pick([x.split(".")[0], "reporter"]), x,
                self.pick(["true", "true", "false"]))))

    def say_choose(self, day):
        self.sentences.append((day, "%s A: dec is %s" % (self.stamp(day),
                                                         self.pick(["left", "right"]))))

    def say_demand(self, day):
        p = self.promise(0.9)
        if p.startswith("some."):
            return
        who = self.pick([p.split(".")[0]] * 3 + self.parties + self.bodies + self.groups)
        own = self.chance(0.3)
        if own:
            wish = self.pick(self.layers + self.acts)
            x = "%s %s: %s demands %s" % (self.stamp(day), who, who, wish)
            x += " for " + p if self.chance(0.6) else " from " + self.pick(self.parties)
        else:
            c = self.pick([self.pick(self.facts), self.promise(), self.cond(1)])
            x = "%s %s: %s demands %s for %s" % (self.stamp(day), self.pick([who, "reporter"]), who,
                                                 c, p)
            if c in self.facts or c in self.promises:
                self.raised.append((p, c))
        if self.triggers and self.chance(0.3):
            x = "%s %s: %s demands tr" % (self.stamp(day), who, who)
        self.sentences.append((day, x))

    def say_drop(self, day):
        if not self.raised:
            return
        p, a = self.pick(self.raised)
        if p.startswith("some."):
            return
        who = self.pick([p.split(".")[0]] * 4 + self.parties)
        self.sentences.append((day, "%s %s: %s drops %s for %s" % (
            self.stamp(day), self.pick([who, who, "reporter"]), who, a, p)))

    def say_reject(self, day):
        who = self.pick(self.parties)
        mine = [p for p in sorted(self.promises) if p.split(".")[0] == who]
        thing = self.pick(self.facts + self.conditions + [self.promise(), self.promise()])
        x = "%s %s: %s rejects %s" % (self.stamp(day), self.pick([who, who, "reporter"]), who, thing)
        if mine and self.chance(0.5):
            x += "\n    withholding " + self.pick(mine)
        elif self.chance(0.6):
            p = self.promise(1.0)
            if not p.startswith("some."):
                x += "\n    vetoing " + p
        if self.chance(0.3):
            x += "\n    if " + self.cond(0)
        self.sentences.append((day, x))
        if self.chance(0.3):
            later = "2025-01-%02d" % min(28, int(day[-2:]) + self.r.randint(0, 4))
            self.sentences.append((later, "%s %s: %s accepts %s" % (later, who, who, thing)))

    def say_accept(self, day):
        who = self.pick(self.parties + self.bodies)
        thing = self.pick(self.facts + self.conditions + self.steps + [self.promise()] * 4)
        self.sentences.append((day, "%s %s: %s %s %s" % (
            self.stamp(day), who, who, self.pick(["accepts", "accepts", "rejects"]), thing)))

    say_verify = say_accept
    say_voice = say_accept

    def say_decline(self, day):
        ps = [p for p in sorted(self.promises) if p.split(".")[1] in self.layers
              and not p.startswith("some.")]
        if ps:
            who = self.pick(self.parties)
            self.sentences.append((day, "%s %s: %s declines %s" % (self.stamp(day), who, who,
                                                                   self.pick(ps))))

    def say_withdraw(self, day):
        if self.labels:
            l, names, _, _ = self.pick(self.labels)
            who = self.pick(names)
            if who.startswith("some."):
                return
            self.sentences.append((day, "%s %s: %s withdraws [%s]" % (
                self.stamp(day), who, who, l)))

    def say_stepdeed(self, day):
        if self.steps:
            step = self.pick(self.steps)
            who = self.pick(self.parties)
            verb = self.pick(["did"] * 4 + ["did not", "accepts", "rejects"])
            self.sentences.append((day, "%s %s: %s %s %s" % (self.stamp(day), who, who, verb, step)))

    # ------------------------------------------------------------ the text, and what is asked
    def finish(self):
        if self.chance(0.9):
            self.sentences.sort(key=lambda x: x[0])
        self.text = "\n".join(self.lines + [t for _, t in self.sentences]) + "\n"

    def questions(self):
        """lists of words; the options of readings without default come from the caller"""
        r = self.r
        out = [[]]
        days = [self.day(1, 28) for _ in range(2)]
        for d in days:
            out.append(["as-of=" + d])
        if self.has("hours") and self.chance(0.5):
            out.append(["as-of=%sT%02d:00" % (self.day(1, 28), r.randint(0, 23))])
        extra = []
        extra.append("at=" + self.pick(["floated", "willing", "ready", "stated", "agreed"]))
        names = self.facts + self.conditions + self.triggers + self.parties + self.bodies
        names += [p for p in sorted(self.promises) if not p.startswith("some.")] + self.groups
        extra.append("given=" + ",".join(self.some_of(names, 1, 3)))
        extra.append("given=" + ",".join(self.some_of(self.facts, 1)))
        extra.append("strict")
        if self.labels:
            extra.append("without=" + ",".join(l[0] for l in self.some_of(self.labels, 1, 2)))
        if len(self.promises) > 1:
            ps = [p for p in sorted(self.promises)
                  if not p.startswith("some.") and p not in self.signed]
            if len(ps) > 1:
                extra.append("together=" + ",".join(self.some_of(ps, 2, 3)))
        for x in self.some_of(extra, 1, 3):
            q = [x]
            if not x.startswith("together") and self.chance(0.3):
                q.append("as-of=" + self.pick(days))
            out.append(q)
        for name, opts, default in self.choices:
            for q in out:
                if not default or self.chance(0.3):
                    q.append("%s=%s" % (name, self.pick(opts)))
        return out


def main():
    m = Model(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
    sys.stdout.write(m.text)
    for q in m.questions():
        print("# ASK " + " ".join(q))


if __name__ == "__main__":
    main()
