"""Sums that carry their own rounding error.

Taught in the chapter "Computing you can trust".
"""

import math

from m4ds.validation import as_vector

__all__ = ["kahan_sum"]


def kahan_sum(x) -> float:
    r"""Return the sum of `x` from left to right, with each rounding error fed back into the next term.

    Parameters
    ----------
    x : array_like, shape (n,)

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If `x` is not a vector of finite real numbers, or is empty.
    OverflowError
        If a partial sum exceeds the largest float.

    See Also
    --------
    math.fsum : correctly rounded, by keeping all lost parts.
    numpy.sum : pairwise, with an error that grows like log n instead of n.

    Notes
    -----
    Taught in "Computing you can trust". The error is at most
    :math:`(2u + O(n u^2)) \sum_i |x_i|`, with no factor n, where :math:`u = 2^{-53}`. It is not small
    against the sum itself when the terms cancel. O(n) time, O(1) memory beside the input.

    References
    ----------
    Kahan, W. (1965). Further remarks on reducing truncation errors. Communications of the ACM 8(1), 40.

    Examples
    --------
    >>> 0.1 + 0.1 + 0.1, kahan_sum([0.1] * 10)
    (0.30000000000000004, 1.0)
    """
    total, excess = 0.0, 0.0            # excess: by how much total is too large
    for value in as_vector(x, "x").tolist():
        term = value - excess
        new = total + term
        excess = (new - total) - term   # what the addition put in, minus what it should have
        total = new
    if not math.isfinite(total):
        raise OverflowError("the sum of x exceeds the largest float: scale x first")
    return total
