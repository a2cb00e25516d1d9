"""Mark the notebooks of a class: code in a sandbox, answers as JSON, expected values on this side alone."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from m4ds.course import wire
from m4ds.course.notebook import Notebook, Unreadable, read_notebook
from m4ds.course.sandbox import Limits, Process, Room, prepare
from m4ds.exercises import Exercise, KeepWorking, NotAttempted, find

__all__ = ["Mark", "Report", "grade_class", "grade_notebook", "secret_seed"]

ASKS = 20_000               # how often a learner's function may call back while it answers one request
RESTARTS = 5                # cells that may end the process before the rest is given up
CORRECT, WRONG, MISSING = "correct", "keep working", "not attempted"


@dataclass(frozen=True)
class Mark:
    """What became of one question."""

    label: str
    state: str
    message: str = ""

    @property
    def points(self) -> int:
        """One for a correct answer, none for anything else."""
        return int(self.state == CORRECT)


@dataclass
class Report:
    """The marks of one learner, in the order of the questions, and what happened on the way."""

    name: str
    marks: list[Mark]
    notes: list[str] = field(default_factory=list)

    @property
    def points(self) -> int:
        """How many answers are correct."""
        return sum(mark.points for mark in self.marks)


def secret_seed(secret: bytes, label: str) -> int:
    """Return the seed of a question: nobody without the secret can foresee the inputs of its tests."""
    return int.from_bytes(hashlib.sha256(secret + b"\0" + label.encode()).digest()[:8], "big")


def grade_class(folder, labels, secret: bytes, *, trusted=False, limits=None, workers=None) -> list[Report]:
    """Mark every notebook in `folder`, by name.

    Parameters
    ----------
    folder : Path
        One `.ipynb` a learner; other files are left alone.
    labels : sequence of str
        The questions, for instance "ex-vectors-angle".
    secret : bytes
        The inputs of the tests follow from it; 16 bytes or more.
    trusted : bool
        Run without a sandbox if there is none: only for code that you would run yourself.
    limits : Limits, optional
    workers : int, optional
        Notebooks at a time; as many as there are processors if not given.

    Raises
    ------
    ValueError
        If there is no notebook, no question, or the secret is short.
    KeyError
        If a question does not exist.
    m4ds.course.sandbox.NoSandbox
        If there is no sandbox and the code is not trusted.
    """
    questions = {label: find(label) for label in dict.fromkeys(labels)}
    if not questions:
        raise ValueError("there is no question to mark: name exercises or chapters")
    if len(secret) < 16:
        raise ValueError("the secret seed needs 16 bytes or more, or its inputs could be guessed")
    paths = sorted(p for p in Path(folder).iterdir() if p.suffix == ".ipynb")
    if not paths:
        raise ValueError(f"there is no notebook (.ipynb) in {folder}")
    with TemporaryDirectory(prefix="m4ds-") as place:
        room = prepare(place, trusted=trusted)
        with ThreadPoolExecutor(workers or os.cpu_count()) as pool:
            return list(pool.map(lambda p: _grade_file(p, questions, secret, room, limits or Limits()), paths))


def _grade_file(path, questions, secret, room, limits):
    try:
        notebook = read_notebook(path)
    except Unreadable as error:
        return Report(path.stem, [Mark(label, MISSING) for label in questions], [f"Not read: {error}."])
    return grade_notebook(notebook, questions, secret, room, limits)


def grade_notebook(notebook: Notebook, questions: dict[str, Exercise], secret: bytes, room: Room,
                   limits: Limits) -> Report:
    """Mark one notebook. A cell that ends its process is left out, and the rest is tried again."""
    marks, notes, left_out = {}, [], set()
    for _ in range(RESTARTS):
        run = _Run(notebook, questions, secret, left_out, limits)
        cell, why = run.through(room)
        marks |= {label: mark for label, mark in run.marks.items() if label not in marks or mark.points}
        notes += [note for note in run.notes if note not in notes]
        if cell is None:
            break
        notes.append(f"Cell {cell + 1} was left out: {why}.")
        left_out.add(cell)
    return Report(notebook.name, [marks.get(label, Mark(label, MISSING)) for label in questions], notes)


class _Run:
    """One pass through a notebook."""

    def __init__(self, notebook, questions, secret, left_out, limits):
        self.questions, self.secret, self.limits = questions, secret, limits
        asked = {label: k for k, cell in enumerate(notebook.cells) for label in cell.questions if label in questions}
        self.cells = [{"code": "" if k in left_out else cell.code,
                       "questions": [q for q in cell.questions if asked.get(q) == k and k not in left_out]}
                      for k, cell in enumerate(notebook.cells)]
        self.marks, self.notes = {}, []

    def through(self, room):
        """Return None, or the cell in which the process ended and why."""
        process, cell = Process(room, self.limits), None
        try:
            process.send({"cells": self.cells, "seconds": self.limits.question_seconds,
                          "alone": room.walls})
            while not (message := process.receive()).get("end"):
                if "open" in message and cell is not None:
                    self.question(message["open"], cell, process)
                elif isinstance(message.get("cell"), int) and 0 <= message["cell"] < len(self.cells):
                    cell = message["cell"]
                    if "error" in message and self.cells[cell]["questions"]:
                        self.notes.append(f"Cell {cell + 1} stopped: {str(message['error'])[:400]}")
                elif "closed" in message and message.get("why"):
                    self.broken(message["closed"], str(message["why"])[:200])
        except TimeoutError:
            return cell or 0, f"after {self.limits.seconds:g} seconds it was still running"
        except (EOFError, OSError) as error:
            if cell is None:
                raise RuntimeError(f"the sandbox did not start: {error}") from None
            return cell, str(error)[:200]
        except ValueError as error:
            return cell or 0, str(error)[:200]
        finally:
            process.end()
        return None, ""

    def question(self, label, cell, process):
        """Judge the question that the process says it is ready for, if it is one of this cell."""
        if label not in self.cells[cell]["questions"]:
            raise ValueError("it answered out of turn")
        self.marks[label] = Mark(label, WRONG, "Your code did not return.")
        exercise = self.questions[label]
        seed = secret_seed(self.secret, label) if exercise.make is None else 0
        remote = Remote(process)
        self.marks[label] = judge(exercise, remote, seed)
        if remote.open:
            process.send({"do": "close"})

    def broken(self, label, why):
        if label in self.questions and not self.marks.get(label, Mark(label, MISSING)).points:
            self.marks[label] = Mark(label, WRONG, f"Your code did not return: {why}.")


class Closed(Exception):
    """The process that answers for a question is gone."""


def judge(exercise: Exercise, submission, seed: int) -> Mark:
    """Return the mark of a submission; nothing that it returns can stop the grader."""
    try:
        exercise.check(submission, seed)
    except NotAttempted:
        return Mark(exercise.label, MISSING)
    except KeepWorking as reason:
        return Mark(exercise.label, WRONG, str(reason)[:1000])
    except Closed as error:
        return Mark(exercise.label, WRONG, f"Your code did not return: {error}.")
    except (EOFError, TimeoutError):
        raise
    except Exception as error:  # the check met a value that its author did not foresee
        return Mark(exercise.label, WRONG, f"Your answer could not be judged ({type(error).__name__}).")
    return Mark(exercise.label, CORRECT)


class Remote:
    """A submission on the other side of a pipe."""

    def __init__(self, process):
        self.process, self.functions, self.open = process, [], True

    def get(self, name):
        """Return the learner's variable."""
        return self.ask(name, {"do": "get", "name": name})

    def call(self, name, *args):
        """Call the learner's function."""
        return self.ask(name, {"do": "call", "name": name, "args": [wire.encode(a, self.give) for a in args]})

    def ask(self, name, request):
        """Send one request, serve what the learner's code calls meanwhile, and return the answer."""
        self.process.send(request)
        for _ in range(ASKS):
            reply = self.process.receive()
            match reply:
                case {"ask": int(number), "args": list(args)}:
                    self.process.send(self.serve(number, args))
                case {"value": value}:
                    return wire.decode(value, self.take)
                case {"missing": True}:
                    raise NotAttempted
                case {"uncallable": kind}:
                    raise KeepWorking(f"{name} should be a function, but it is {str(kind)[:80]}.")
                case {"unsendable": why}:
                    raise KeepWorking(f"{name} cannot be handed in: {str(why)[:200]}.")
                case {"error": error}:
                    raise KeepWorking(f"{name} stopped with {str(error)[:400]}")
                case {"closed": _, **rest}:
                    self.open = False
                    raise Closed(str(rest.get("why") or "its process ended")[:200])
                case _:
                    raise ValueError("it wrote something else than an answer")
        raise KeepWorking(f"{name} called the function that it was given more than {ASKS} times.")

    def give(self, function):
        """Return the number under which the other side may call `function`."""
        self.functions.append(function)
        return len(self.functions) - 1

    def take(self, number):
        """Return a function that runs on the other side."""
        return lambda *args: self.ask("the function that you returned", {
            "do": "again", "number": number, "args": [wire.encode(a, self.give) for a in args]})

    def serve(self, number, args):
        """Answer a call of a function that was handed over."""
        try:
            return {"value": wire.encode(self.functions[number](*(wire.decode(a) for a in args)))}
        except Exception as error:
            return {"error": f"{type(error).__name__}: {str(error)[:200]}"}
