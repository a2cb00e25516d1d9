"""First digits: the law of numbers that spread over many powers of ten, and a test of it.

Taught in the chapter "Trees, ensembles, anomaly detectors".
"""

from typing import NamedTuple

import numpy as np

from m4ds.prob.special import gamma_tails
from m4ds.validation import as_vector

__all__ = ["BENFORD", "BenfordTest", "benford_test", "first_digit"]

BENFORD = np.log10(1 + 1 / np.arange(1, 10))


class BenfordTest(NamedTuple):
    """Counts of the first digits 1 to 9, chi-square statistic, p-value, mean absolute deviation of the shares."""

    counts: np.ndarray
    statistic: float
    p_value: float
    mad: float


def first_digit(x) -> np.ndarray:
    """Return the first digit of each number: 1 to 9, whatever the sign and the power of ten.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a vector of finite numbers, or holds a zero.

    Notes
    -----
    Reads the decimal digits that Python prints, since a logarithm rounds 1000 to 999.999... now and then.

    Examples
    --------
    >>> first_digit([1000, 0.07, -345.6, 9.99e-12]).tolist()
    [1, 7, 3, 9]
    """
    x = as_vector(x, "x")
    if (x == 0).any():
        raise ValueError("x holds a zero, which has no first digit: remove it first")
    return np.array([int(repr(float(v)).lstrip("-0.")[0]) for v in x])


def benford_test(x) -> BenfordTest:
    """Test whether first digits have the shares log10(1 + 1/d).

    Parameters
    ----------
    x : array_like, shape (n,)
        Independent numbers, none zero. With fewer than about 110 the approximation of the p-value is rough, because
        some expected counts are below 5.

    Returns
    -------
    BenfordTest
        The p-value is that of the chi-square law with 8 degrees of freedom.

    Raises
    ------
    TypeError, ValueError
        As `first_digit`.

    See Also
    --------
    scipy.stats.chisquare : the statistic and the p-value, from counts.

    Examples
    --------
    >>> result = benford_test(2.0 ** np.arange(1, 501))
    >>> result.counts.tolist(), round(result.p_value, 2)
    ([150, 88, 63, 49, 39, 34, 28, 26, 23], 1.0)
    """
    counts = np.bincount(first_digit(x), minlength=10)[1:]
    n = counts.sum()
    statistic = float(((counts - n * BENFORD) ** 2 / (n * BENFORD)).sum())
    return BenfordTest(counts, statistic, float(gamma_tails(4.0, statistic / 2)[1]),
                       float(np.abs(counts / n - BENFORD).mean()))
