"""The rising sequence nearest to the data: pool adjacent violators.

Taught in the chapter "Classification metrics".
"""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["isotonic"]


def isotonic(y, weights=None) -> np.ndarray:
    """Return the non-decreasing sequence with the least weighted sum of squared distances from `y`.

    Parameters
    ----------
    y : array_like, shape (n,)
        In the order in which the result must rise: for calibration, the labels in the order of the scores.
    weights : array_like, shape (n,), optional
        Above 0; all 1 if not given.

    Returns
    -------
    ndarray, shape (n,)
        Constant on blocks, each with the weighted mean of its block.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite vectors of one length, or a weight is not above 0.

    See Also
    --------
    scipy.optimize.isotonic_regression, sklearn.isotonic.IsotonicRegression

    References
    ----------
    M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid, E. Silverman, An empirical distribution function for sampling with
    incomplete information, Annals of Mathematical Statistics 26, 1955.

    Notes
    -----
    Taught in "Classification metrics". O(n): each block is merged once.

    Examples
    --------
    >>> isotonic([0, 1, 0, 1, 1])
    array([0. , 0.5, 0.5, 1. , 1. ])
    """
    y = as_vector(y, "y")
    weights = np.ones(len(y)) if weights is None else as_vector(weights, "weights")
    if len(weights) != len(y) or weights.min() <= 0:
        raise ValueError(f"weights must be {len(y)} numbers above 0")
    blocks = []                                             # mean, weight, length
    for value, weight in zip(y.tolist(), weights.tolist(), strict=True):
        blocks.append([value, weight, 1])
        while len(blocks) > 1 and blocks[-2][0] >= blocks[-1][0]:
            (a, wa, la), (b, wb, lb) = blocks[-2:]
            blocks[-2:] = [[(wa * a + wb * b) / (wa + wb), wa + wb, la + lb]]
    return np.repeat([b[0] for b in blocks], [b[2] for b in blocks])
