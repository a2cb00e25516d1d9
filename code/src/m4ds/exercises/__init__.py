"""The exercises of the book: one module a chapter, found by label."""

import importlib
import pkgutil

from m4ds.exercises.core import (
    Exercise,
    KeepWorking,
    NotAttempted,
    Submission,
    Variant,
    choice,
    expect,
    expression,
    function,
    number,
    registry,
    seeds,
    vector,
)

__all__ = ["Exercise", "KeepWorking", "NotAttempted", "Submission", "Variant", "chapters", "choice", "expect",
           "expression", "find", "function", "number", "of_chapter", "seeds", "vector"]


def chapters() -> list[str]:
    """Return the chapters that have exercises, by the file name of the chapter (kebab-case)."""
    return [m.name.replace("_", "-") for m in pkgutil.iter_modules(__path__)
            if m.name not in ("core", "expressions")]


def of_chapter(chapter: str) -> dict[str, Exercise]:
    """Return the exercises of a chapter by label; its labels begin with `ex-<chapter>-`."""
    importlib.import_module(f"{__name__}.{chapter.replace('-', '_')}")
    return {k: v for k, v in registry.items() if k.startswith(f"ex-{chapter}-")}


def find(label: str) -> Exercise:
    """Return the exercise `label`.

    Raises
    ------
    KeyError
        If no chapter has it; the message lists the nearest labels.
    """
    for chapter in chapters():
        if label.startswith(f"ex-{chapter}-"):
            found = of_chapter(chapter)
            if label in found:
                return found[label]
            raise KeyError(f"no exercise {label}; that chapter has {', '.join(sorted(found))}")
    raise KeyError(f"no exercise {label}: labels look like ex-vectors-angle")
