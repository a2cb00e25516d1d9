"""Check an exercise in a notebook: not attempted, keep working (and why), or correct."""

import inspect
from dataclasses import dataclass
from typing import Any

from m4ds.exercises import KeepWorking, NotAttempted, find

__all__ = ["Result", "check", "judge", "numbers"]


@dataclass(frozen=True)
class Result:
    """What a check found. `state` is "not attempted", "keep working" or "correct"."""

    label: str
    state: str
    message: str = ""

    def __str__(self) -> str:
        return f"{self.label}: {self.state}." + (f" {self.message}" if self.message else "")

    __repr__ = __str__


class Namespace:
    """The submission of a learner who checks their own notebook."""

    def __init__(self, names: dict[str, Any]):
        self.names = names

    def get(self, name: str) -> Any:
        if self.names.get(name, ...) is ...:
            raise NotAttempted
        return self.names[name]

    def call(self, name: str, *args: Any) -> Any:
        function = self.get(name)
        if not callable(function):
            raise KeepWorking(f"{name} should be a function, but it is {type(function).__name__}.")
        try:
            return function(*args)
        except (KeepWorking, NotAttempted):
            raise
        except Exception as error:
            raise KeepWorking(f"{name} stopped with {type(error).__name__}: {error}") from None


def judge(label: str, names: dict[str, Any], seed: int = 0) -> Result:
    """Return the result of exercise `label` for the variables in `names`."""
    try:
        find(label).check(Namespace(names), seed)
    except NotAttempted:
        return Result(label, "not attempted")
    except KeepWorking as reason:
        return Result(label, "keep working", str(reason))
    except ValueError as reason:  # a formula that could not be read
        return Result(label, "keep working", str(reason).capitalize() + ".")
    return Result(label, "correct")


def check(label: str, seed: int = 0) -> Result:
    """Check your answer to exercise `label`, read from the variables of your notebook.

    Parameters
    ----------
    label : str
        The label printed beside the exercise, such as "ex-vectors-angle".
    seed : int
        Which numbers you used: 0 are those of the book, others come from `numbers(label, seed)`.
    """
    caller = inspect.currentframe().f_back
    return judge(label, {**caller.f_globals, **caller.f_locals}, seed)


def numbers(label: str, seed: int = 0) -> str:
    """Return the numbers of exercise `label` for another `seed`, to practise again."""
    return find(label).variant(seed).given
