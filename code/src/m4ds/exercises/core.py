"""What an exercise is: one definition that the page, the notebook, the grader and the tests read.

A chapter's module makes definitions with the decorators `number`, `vector`, `expression`, `choice` and
`function`. Each registers an `Exercise` under the label that the exercise has in the chapter.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from m4ds.exercises.expressions import evaluate

__all__ = ["Exercise", "KeepWorking", "NotAttempted", "Submission", "Variant", "apart", "choice", "expect",
           "expression", "function", "number", "seeds", "vector"]

CORRECT_TO = 1e-3   # relative: three significant digits are enough unless an exercise says otherwise
NEARLY = 0.02       # relative: this close is a rounded answer, not another method
SLIPS = (           # what an answer is a multiple of the right one by, and what that tells; the page has the same list
    (-1.0, "Right size, wrong sign."),
    (180 / np.pi, "That is in degrees; the question asks for radians."),
    (np.pi / 180, "That is in radians; the question asks for degrees."),
    (100.0, "A hundred times too large: is it a percentage where a fraction is asked for?"),
    (0.01, "A hundred times too small: is it a fraction where a percentage is asked for?"),
    (2.0, "Twice too large: look for a factor 2 that does not belong, or a missing 1/2."),
    (0.5, "Half of it: look for a factor 2 that is missing, or a 1/2 that does not belong."),
    (1000.0, "A thousand times too large: look at the units."),
    (0.001, "A thousand times too small: look at the units."),
)
registry: dict[str, "Exercise"] = {}


class NotAttempted(Exception):
    """The learner has not answered yet."""


class KeepWorking(Exception):
    """The answer is wrong; the message says what to look at next."""


class Submission(Protocol):
    """How a check reaches a learner's answer, wherever that answer lives."""

    def get(self, name: str) -> Any:
        """Return the learner's variable, or raise `NotAttempted`."""

    def call(self, name: str, *args: Any) -> Any:
        """Call the learner's function; raise `NotAttempted` if there is none."""


@dataclass(frozen=True)
class Variant:
    """One set of numbers: what the reader is told, the answer, and wrong answers with their cause."""

    answer: Any
    given: str = ""
    mistakes: tuple[tuple[Any, str], ...] = ()


@dataclass(frozen=True)
class Exercise:
    """A definition. `make(rng)` gives a `Variant`, or, for a function, `check(s, rng)` judges it."""

    label: str
    kind: str
    name: str
    make: Callable[[np.random.Generator], Variant] | None = None
    judge: Callable[[Submission, np.random.Generator], None] | None = None
    starter: str = ""
    seeded: bool = False
    unit: str = ""
    rtol: float = CORRECT_TO
    up_to_scale: bool = False
    variables: tuple[str, ...] = ()
    options: dict[str, str] = field(default_factory=dict)

    def variant(self, seed: int = 0) -> Variant:
        """Return the numbers of `seed`; seed 0 are those printed in the book."""
        if self.make is None:
            raise ValueError(f"{self.label} asks for a function and has no variants")
        return self.make(np.random.default_rng(seed))

    def check(self, s: Submission, seed: int = 0) -> None:
        """Return if the answer is right, else raise `NotAttempted` or `KeepWorking`."""
        if self.judge is not None:
            self.judge(s, np.random.default_rng(seed))
        else:
            self.compare(s.get(self.name), self.variant(seed))

    def compare(self, got: Any, variant: Variant) -> None:
        """Judge one value against a variant."""
        if got is None or got is Ellipsis or (isinstance(got, str) and not got.strip()):
            raise NotAttempted
        same = {"choice": _same_choice, "expression": self._same_expression}.get(
            self.kind, self._same_numbers)
        if same(got, variant.answer):
            return
        for wrong, why in variant.mistakes:
            if np.shape(wrong) == np.shape(variant.answer) and same(got, wrong):
                raise KeepWorking(why)
        raise KeepWorking(self._general_hint(got, variant.answer))

    def _same_numbers(self, got, want) -> bool:
        want = np.asarray(want, dtype=float)
        got = _as_numbers(got, want.shape)
        if self.up_to_scale:
            got, want = _direction(got), _direction(want)
        return _relative_distance(got, want) <= self.rtol

    def _same_expression(self, got, want) -> bool:
        points = sample_points(self.variables)
        theirs = evaluate(str(got), points)
        ours = evaluate(want, points)
        return bool(np.allclose(theirs, ours, rtol=1e-6, atol=1e-9))

    def _general_hint(self, got, want) -> str:
        if self.kind in ("number", "vector") and not self.up_to_scale:
            got, want = _as_numbers(got, np.shape(want)), np.asarray(want, dtype=float)
            if np.any(want) and _relative_distance(got, want) <= NEARLY:
                return "Very close: carry more digits and round only at the end."
            for wrong, why in slips(want):
                if np.any(want) and _relative_distance(got, wrong) <= self.rtol:
                    return why
        return "Not yet. Open the hint, or work the small case by hand and compare."


def slips(want: np.ndarray):
    """Yield `(value, why)`: what usual slips make of the answer `want`."""
    if want.ndim == 2 and want.shape[0] == want.shape[1]:
        yield want.T, "That is the transpose: exchange rows and columns."
    if want.ndim == 1 and want.size > 1:
        yield want[::-1], "Right numbers, in the reverse order."
    with np.errstate(over="ignore", divide="ignore"):
        for factor, why in SLIPS:
            yield factor * want, why
        yield 1 / want, "That is the reciprocal: divide the other way round."
        yield want**2, "That is the square: take the root."
        yield np.sqrt(np.abs(want)), "That is the root: square it."


def apart(answer, mistakes, gap=5 * CORRECT_TO) -> tuple[tuple[Any, str], ...]:
    """Return the mistakes that cannot be taken for the answer, nor for one before them.

    Parameters
    ----------
    answer : float or array_like
    mistakes : iterable of (value, why)
        With numbers drawn from a seed, a mistake may happen to give the right answer.
    gap : float
        The relative distance that keeps two values apart.

    Examples
    --------
    >>> apart(4.0, [(4, "You squared instead of doubling."), (8, "Twice doubled.")])
    ((8, 'Twice doubled.'),)
    """
    kept, seen = [], [np.asarray(answer, dtype=float)]
    for value, why in mistakes:
        numbers = np.asarray(value, dtype=float)
        if all(numbers.shape != s.shape or _relative_distance(numbers, s) > gap for s in seen):
            kept.append((value, why))
            seen.append(numbers)
    return tuple(kept)


def sample_points(variables: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Return the fixed points at which two expressions are compared; the page uses the same ones."""
    rng = np.random.default_rng(20)
    return {v: np.round(rng.uniform(0.3, 1.9, size=7), 3) for v in variables}


def seeds(exercise: Exercise) -> range:
    """Return the seeds whose numbers the page offers."""
    return range(8 if exercise.seeded else 1)


def _same_choice(got, want) -> bool:
    return str(got).strip().lower() == str(want).strip().lower()


def _as_numbers(got, shape) -> np.ndarray:
    try:
        got = np.asarray(got, dtype=float)
    except (TypeError, ValueError):
        raise KeepWorking("Your answer must be made of real numbers.") from None
    if got.shape != shape:
        raise KeepWorking(f"Your answer has shape {got.shape}; the question asks for {shape}.")
    if not np.isfinite(got).all():
        raise KeepWorking("Your answer holds NaN or infinity: look for a division by zero.")
    return got


def _relative_distance(got: np.ndarray, want: np.ndarray) -> float:
    """Return ||got - want|| / ||want||, or ||got|| where `want` is zero; answers near 1e200 are as welcome as any."""
    size = np.abs(want).max()
    if not np.isfinite(size):
        return np.inf
    size = size or 1.0  # so that no square of `want` overflows or vanishes
    with np.errstate(over="ignore"):
        return float(np.linalg.norm((got - want) / size) / (np.linalg.norm(want / size) or 1.0))


def _direction(v: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(v)
    if length == 0:
        raise KeepWorking("The zero vector has no direction.")
    v = v / length
    return v * np.sign(v.flat[np.argmax(np.abs(v) > 1e-6)])


def _register(exercise: Exercise) -> Exercise:
    if exercise.label in registry:
        raise ValueError(f"two exercises are labelled {exercise.label}")
    registry[exercise.label] = exercise
    return exercise


def _value(kind: str, label: str, name: str, **options) -> Callable:
    return lambda make: _register(Exercise(label, kind, name, make=make, **options))


def number(label: str, name: str, *, seeded=False, unit="", rtol=CORRECT_TO) -> Callable:
    """Define an exercise answered by one number, in the variable `name`."""
    return _value("number", label, name, seeded=seeded, unit=unit, rtol=rtol)


def vector(label: str, name: str, *, seeded=False, rtol=CORRECT_TO, up_to_scale=False) -> Callable:
    """Define an exercise answered by a vector or a matrix; `up_to_scale` accepts any multiple."""
    return _value("vector", label, name, seeded=seeded, rtol=rtol, up_to_scale=up_to_scale)


def expression(label: str, name: str, *, variables: tuple[str, ...], seeded=False) -> Callable:
    """Define an exercise answered by a formula in `variables`, given as a string such as "2*x + y"."""
    return _value("expression", label, name, variables=variables, seeded=seeded)


def choice(label: str, name: str, *, options: dict[str, str]) -> Callable:
    """Define an exercise answered by one of the keys of `options`; texts are MyST, with a word in each."""
    return _value("choice", label, name, options=options)


def function(label: str, name: str, *, starter: str) -> Callable:
    """Define an exercise answered by a function; the decorated `judge(s, rng)` calls `expect`."""
    return lambda judge: _register(
        Exercise(label, "function", name, judge=judge, starter=starter.strip() + "\n"))


def expect(s: Submission, name: str, args: tuple, answer, *, rtol=1e-6, mistakes=()) -> None:
    """Call the learner's function and compare, naming the input on which it fails.

    Parameters
    ----------
    mistakes : sequence of (value, why)
        What a known error would have returned, and the sentence that explains it.
    """
    got = s.call(name, *args)
    shown = ", ".join(np.array2string(np.asarray(a), precision=4, separator=", ", threshold=30)
                      if not isinstance(a, str) else repr(a) for a in args)
    if got is None or got is Ellipsis:
        raise NotAttempted
    probe = Exercise("", "vector", name, rtol=rtol)
    try:
        probe.compare(got, Variant(answer, mistakes=tuple(mistakes)))
    except KeepWorking as reason:
        raise KeepWorking(f"{name}({shown}) is not right yet. {reason}") from None
