"""Sums by halves: add neighbours, then neighbours of those, until one number is left."""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["pairwise_sum", "rounds"]


def pairwise_sum(x) -> float:
    """Return the sum of the numbers, adding neighbours in pairs until one number is left.

    Parameters
    ----------
    x : array_like, shape (n,)
        The empty list has the sum 0.

    Raises
    ------
    TypeError
        If `x` does not hold real numbers.
    ValueError
        If `x` is not a list of numbers (1-D), or holds NaN or infinity.
    OverflowError
        If a partial sum exceeds the largest float.

    See Also
    --------
    math.fsum : rounds once, at the end.
    numpy.sum : pairwise in blocks along the last axis.

    Notes
    -----
    Taught in "The language of mathematics and proof". O(n) time, `rounds(n)` rounds. With unit roundoff
    u = 2**-53 and r rounds, the error is at most ((1 + u)**r - 1) times the sum of the absolute values.

    References
    ----------
    Higham (1993), "The accuracy of floating point summation".

    Examples
    --------
    >>> pairwise_sum([1, 2, 3, 4, 5])
    15.0
    """
    if hasattr(x, "__len__") and len(x) == 0:
        return 0.0
    x = as_vector(x, "x")
    with np.errstate(over="ignore", invalid="ignore"):
        while len(x) > 1:
            if len(x) % 2:
                x = np.append(x, 0.0)
            x = x[0::2] + x[1::2]
    if not np.isfinite(x[0]):
        raise OverflowError("a partial sum of x exceeds the largest float: divide x by a large number first")
    return float(x[0])


def rounds(n: int) -> int:
    """Return how many rounds `pairwise_sum` needs for n numbers: the least r with n <= 2**r.

    Raises
    ------
    ValueError
        If `n` is not a whole number from 1 on.

    Examples
    --------
    >>> [rounds(n) for n in (1, 2, 3, 4, 5, 1000)]
    [0, 1, 2, 2, 3, 10]
    """
    if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or n < 1:
        raise ValueError(f"n must be a whole number from 1 on, but it is {n!r}")
    return (int(n) - 1).bit_length()
