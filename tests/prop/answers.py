"""Speaks with the program of answers.c: a model and its questions in, answers by name out."""
import os
import select
import signal
import subprocess

PATIENCE = 20  # seconds for one model


class Died(Exception):
    pass


class Program:
    def __init__(self, path):
        self.path = path
        self.start()

    def start(self):
        self.process = subprocess.Popen([self.path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)
        self.buffer = b""

    def stop(self, why):
        self.process.kill()
        err = self.process.stderr.read().decode(errors="replace")
        self.process.wait()
        self.start()
        raise Died(why + "\n" + err[-2000:])

    def block(self):
        """the lines up to the next '.'"""
        while not (self.buffer.startswith(b".\n") or b"\n.\n" in self.buffer):
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            if not ready:
                self.stop("no answer in %d s" % PATIENCE)
            got = os.read(self.process.stdout.fileno(), 1 << 16)
            if not got:
                self.stop("the program ended")
            self.buffer += got
        if self.buffer.startswith(b".\n"):
            self.buffer = self.buffer[2:]
            return []
        text, _, self.buffer = self.buffer.partition(b"\n.\n")
        return text.decode().split("\n")

    def ask(self, text, questions, states=()):
        """-> (errors, [lines by question]); states: by question, the names to count states of"""
        data = text.encode()
        out = [b"MODEL %d\n" % len(data), data]
        for i, q in enumerate(questions):
            out.append(b"ASK " + " ".join(q).encode() + b"\n")
            for n in (states[i] if states else ()):
                out.append(b"STATES " + n.encode() + b"\n")
        try:
            self.process.stdin.write(b"".join(out) + b"END\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            self.stop("the program ended")
        errors = self.block()
        answers = []
        for i, q in enumerate(questions):
            lines = self.block()
            for n in (states[i] if states else ()):
                lines += self.block()
            answers.append(lines)
        return errors, answers


def moment(text):
    return text.replace(" at ", "T")


def by_name(lines):
    """{(what, name): answer}, names in small letters; and what the program found wrong in itself"""
    out, internal, last = {}, [], None
    for l in lines:
        what, _, rest = l.partition(" ")
        name, _, value = rest.partition(" ")
        name = name.lower()
        if what == "internal":
            internal.append(rest)
        elif what in ("due", "begins", "moment"):
            out[what, name] = moment(value)
        elif what == "state":
            out[what, name] = " ".join(sorted(value.split()))
        else:
            out[what, name] = value.replace("is ", "") if what == "verdict" else value
    return out, internal
