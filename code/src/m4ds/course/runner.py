"""The learner's side: runs the cells of one notebook and answers questions about them.

Runs alone inside the sandbox, where `m4ds.course` holds this and `wire.py` only. It holds no answers. Whatever the
learner's code does to this process, it can only change what the learner hands in.
"""

import builtins
import contextlib
import io
import os
import signal
import sys
import time

from m4ds.course import wire


def main():
    """Read the cells, run them in order, and answer for each question in a process of its own."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    sys.stdout = sys.stderr = io.TextIOWrapper(io.FileIO(os.dup(nothing), "w"), write_through=True)
    job = wire.unpack(source.readline())
    builtins.display = lambda *things, **options: None
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    me = os.getpid()
    for k, cell in enumerate(job["cells"]):
        sink.write(wire.pack({"cell": k}))
        error = run(cell["code"], namespace, k)
        if os.getpid() != me:       # a process that the cell made goes no further
            os._exit(0)
        sweep(job["alone"])
        if error:
            sink.write(wire.pack({"cell": k, "error": error}))
        for label in cell["questions"]:
            ask(label, namespace, source, sink, job["seconds"])
            sweep(job["alone"])
    sink.write(wire.pack({"end": True}))


def sweep(alone):
    """Kill what the code left behind: all other processes, where the sandbox has process numbers of its own."""
    if alone and os.getppid() == 1:
        with contextlib.suppress(ProcessLookupError):      # nobody is left
            for _ in range(20):
                os.kill(-1, signal.SIGKILL)
                time.sleep(0.001)


def run(code, namespace, k):
    """Run one cell; return what stopped it, or an empty text."""
    try:
        exec(compile(plain(code), f"cell {k + 1}", "exec"), namespace)
    except BaseException as error:
        return f"{type(error).__name__}: {str(error)[:300]}"
    return ""


def plain(code):
    """Return the code without the lines that only a notebook understands."""
    rows = code.splitlines()
    if rows and rows[0].startswith("%%"):
        return ""
    return "\n".join("" if row.lstrip().startswith(("%", "!")) else row for row in rows)


def ask(label, namespace, source, sink, seconds):
    """Let a process of its own answer for one question, for some seconds at the most."""
    child = os.fork()
    if child == 0:
        try:
            os.setpgid(0, 0)
            Answers(namespace, source, sink).serve(label)
        finally:
            os._exit(0)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            why = "" if status == 0 else "its process ended"
            break
        time.sleep(0.002)
    else:
        why = f"it took more than {seconds} seconds"
        for kill in (lambda: os.killpg(child, signal.SIGKILL), lambda: os.kill(child, signal.SIGKILL)):
            with contextlib.suppress(OSError):
                kill()
        os.waitpid(child, 0)
    sink.write(wire.pack({"closed": label, "why": why}))


class Answers:
    """Reads requests, and answers them from the learner's names."""

    def __init__(self, namespace, source, sink):
        self.namespace, self.source, self.sink = namespace, source, sink
        self.given = []

    def serve(self, label):
        self.send({"open": label})
        while (message := self.receive()).get("do") != "close":
            self.send(self.answer(message))

    def send(self, message):
        self.sink.write(wire.pack(message))

    def receive(self):
        return wire.unpack(self.source.readline() or b'{"do":"close"}')

    def answer(self, message):
        try:
            if message["do"] == "again":
                found = self.given[message["number"]]
            else:
                found = self.namespace.get(message["name"], ...)
            if found is ...:
                return {"missing": True}
            if message["do"] == "get":
                return {"value": wire.encode(found, self.give)}
            if not callable(found):
                return {"uncallable": type(found).__name__}
            args = [wire.decode(a, self.take) for a in message["args"]]
            return {"value": wire.encode(found(*args), self.give)}
        except wire.Unsendable as error:
            return {"unsendable": str(error)}
        except BaseException as error:
            return {"error": f"{type(error).__name__}: {str(error)[:300]}"}

    def give(self, function):
        self.given.append(function)
        return len(self.given) - 1

    def take(self, number):
        def call(*args):
            self.send({"ask": number, "args": [wire.encode(a, self.give) for a in args]})
            reply = self.receive()
            if "error" in reply:
                raise ValueError(reply["error"])
            return wire.decode(reply["value"], self.take)
        return call


if __name__ == "__main__":
    main()
