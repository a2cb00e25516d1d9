"""Connectives and truth tables: decide what follows from what by listing every case."""

from collections.abc import Callable
from inspect import Parameter, signature
from itertools import product

import numpy as np

__all__ = ["equivalent", "implies", "truth_table"]

MOST = 16  # statements: 65 536 rows


def implies(p, q):
    """Return the truth of "if p then q", for single truth values or entry by entry for arrays.

    Examples
    --------
    >>> [bool(implies(p, q)) for p in (True, False) for q in (True, False)]
    [True, False, True, True]
    """
    return np.logical_or(np.logical_not(p), q)


def truth_table(*formulas: Callable[..., bool]) -> np.ndarray:
    """List every case of the statements that some formulas are about, and the value of each formula.

    Parameters
    ----------
    *formulas : functions of the same truth values
        For example ``lambda p, q: p and not q``.

    Returns
    -------
    ndarray of bool, shape (2**n, n + number of formulas)
        A row a case, "all true" first, "all false" last: n statements, then the formulas.

    Raises
    ------
    TypeError
        If a formula is not a function of named statements, or gives something else than True or False.
    ValueError
        If there is no formula, two differ in their statements, or there are more than 16 statements.

    See Also
    --------
    sympy.logic.boolalg.truth_table : the professional routine, for symbolic formulas.

    Notes
    -----
    Taught in "The language of mathematics and proof". O(2**n) for n statements.

    Examples
    --------
    >>> truth_table(lambda p, q: p or q).astype(int).tolist()
    [[1, 1, 1], [1, 0, 1], [0, 1, 1], [0, 0, 0]]
    """
    n = len(_statements(formulas))
    cases = product((True, False), repeat=n)
    return np.array([[*case, *(_truth(f(*case)) for f in formulas)] for case in cases], dtype=bool)


def equivalent(f: Callable[..., bool], g: Callable[..., bool]) -> bool:
    """Return whether two formulas have the same value in every case.

    Examples
    --------
    >>> equivalent(lambda p, q: not (p and q), lambda p, q: not p or not q)
    True
    """
    table = truth_table(f, g)
    return bool((table[:, -2] == table[:, -1]).all())


def _statements(formulas) -> tuple[str, ...]:
    """Return the names of the statements, the same for all formulas."""
    if not formulas:
        raise ValueError("formulas is empty: give at least one function of truth values")
    lists = {tuple(map(_name, signature(f).parameters.values())) for f in formulas}
    if len(lists) > 1:
        raise ValueError(f"formulas must name the same statements in the same order, but they name {sorted(lists)}")
    names = lists.pop()
    if not 1 <= len(names) <= MOST:
        raise ValueError(f"formulas must be about 1 to {MOST} statements, but they are about {len(names)}")
    return names


def _name(parameter: Parameter) -> str:
    if parameter.kind not in (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD):
        raise TypeError(f"formulas must name each statement, but one takes {parameter}")
    return parameter.name


def _truth(value) -> bool:
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(f"formulas must give True or False, but one gives {value!r}")
    return bool(value)
