"""Two classifiers on the same cases: only those count on which one is right and the other wrong.

Taught in the chapter "Classification metrics".
"""

from typing import NamedTuple

import numpy as np

from m4ds.prob.discrete import binomial_pmf
from m4ds.validation import as_vector

__all__ = ["McNemar", "mcnemar"]


class McNemar(NamedTuple):
    """Cases on which only the first, only the second is right; probability of so uneven a split by chance."""

    first_only: int
    second_only: int
    p_value: float


def mcnemar(first_right, second_right) -> McNemar:
    """Return the exact McNemar test that two classifiers are right equally often.

    Parameters
    ----------
    first_right, second_right : array_like, shape (n,)
        1 where the classifier is right, 0 where it is wrong, for the same independent cases.

    Returns
    -------
    McNemar
        The p-value is two-sided, and 1 if they never disagree.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not vectors of 0 and 1 of one length.

    See Also
    --------
    statsmodels.stats.contingency_tables.mcnemar

    References
    ----------
    Q. McNemar, Note on the sampling error of the difference between correlated proportions or percentages,
    Psychometrika 12, 1947.

    Notes
    -----
    Taught in "Classification metrics". Given the disagreements, "only the first" is binomial with chance 1/2.

    Examples
    --------
    >>> mcnemar([1, 1, 1, 1, 0], [0, 0, 0, 0, 0])
    McNemar(first_only=4, second_only=0, p_value=0.125)
    """
    a, b = as_vector(first_right, "first_right"), as_vector(second_right, "second_right")
    if len(a) != len(b) or not np.isin(np.append(a, b), (0, 1)).all():
        raise ValueError("first_right and second_right must have one length and hold 0 and 1 only")
    one, two = int(((a == 1) & (b == 0)).sum()), int(((a == 0) & (b == 1)).sum())
    tail = binomial_pmf(np.arange(min(one, two) + 1), one + two, 0.5).sum() if one + two else 1.0
    return McNemar(one, two, float(min(1.0, 2 * tail)))
