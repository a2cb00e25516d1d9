"""Mean and variance of a stream in one pass.

Taught in the chapter "Computing you can trust".
"""

import math

from m4ds.validation import as_vector

__all__ = ["welford"]


def welford(x, ddof=0) -> tuple[float, float]:
    r"""Return the mean and the variance of `x`, each updated as the numbers arrive.

    Parameters
    ----------
    x : array_like, shape (n,)
    ddof : int, 0 or 1
        The squared deviations are divided by ``n - ddof``.

    Returns
    -------
    mean, variance : float
        The variance is never negative.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a vector of finite real numbers or has too few entries, or `ddof` is not 0 or 1.
    OverflowError
        If a deviation or its square exceeds the largest float.

    See Also
    --------
    numpy.var : two passes over the data.

    Notes
    -----
    Taught in "Computing you can trust". O(n) time, O(1) memory beside the input.

    References
    ----------
    Welford, B. P. (1962). Note on a method for calculating corrected sums of squares and products.
    Technometrics 4(3), 419-420.

    Examples
    --------
    >>> welford([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], ddof=1)
    (1000000010.0, 30.0)
    """
    x = as_vector(x, "x")
    if isinstance(ddof, bool) or ddof not in (0, 1):
        raise ValueError(f"ddof must be 0 or 1, but it is {ddof!r}")
    if len(x) <= ddof:
        raise ValueError(f"x has {len(x)} entry: a variance with ddof = {ddof} needs at least {ddof + 1}")
    mean, squares = 0.0, 0.0
    for n, value in enumerate(x.tolist(), start=1):
        before = value - mean           # the deviation from the old mean
        mean += before / n
        squares += before * (value - mean)
    if not math.isfinite(squares):
        raise OverflowError("a squared deviation exceeds the largest float: scale x first")
    return mean, squares / (len(x) - ddof)
