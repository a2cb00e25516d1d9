"""Make scores into chances: the nearest rising sequence, and a logistic curve of one score.

Taught in the chapter "GLMs and logistic regression".
"""

import numpy as np

from m4ds.stats.logistic import logistic_irls
from m4ds.validation import as_vector

__all__ = ["isotonic_pav", "platt"]


def isotonic_pav(y, w=None) -> np.ndarray:
    """Return the sequence ``m[0] <= m[1] <= ...`` with the smallest sum of ``w (y - m)**2``.

    Parameters
    ----------
    y : array_like, shape (n,)
        In the order of the score. Average rows with equal scores first, and give their numbers as `w`.
    w : array_like, shape (n,), optional
        Positive weights; 1 by default.

    Returns
    -------
    ndarray, shape (n,)
        Constant on blocks; on each it is the weighted mean of y.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite vector, the lengths differ or a weight is not positive.

    See Also
    --------
    sklearn.isotonic.IsotonicRegression, scipy.optimize.isotonic_regression

    Notes
    -----
    Pool adjacent violators, O(n): each number enters a block once and each merge removes a block.

    References
    ----------
    Ayer, Brunk, Ewing, Reid and Silverman, "An empirical distribution function for sampling with incomplete
    information", Annals of Mathematical Statistics 26 (1955).

    Examples
    --------
    >>> isotonic_pav([1, 3, 2, 4])
    array([1. , 2.5, 2.5, 4. ])
    """
    y = as_vector(y, "y")
    w = np.ones(len(y)) if w is None else as_vector(w, "w")
    if w.shape != y.shape or (w <= 0).any():
        raise ValueError(f"w must hold {len(y)} positive weights, one for each y")
    means, weights, counts = [], [], []
    for value, weight in zip(y.tolist(), w.tolist(), strict=True):
        count = 1
        while means and means[-1] >= value:
            before, weight_before = means.pop(), weights.pop()
            count += counts.pop()
            share = weight / (weight + weight_before)
            value, weight = before + share * (value - before), weight + weight_before
        means.append(value)
        weights.append(weight)
        counts.append(count)
    return np.repeat(means, counts)


def platt(score, y) -> np.ndarray:
    """Return (a, b): the chance of y = 1 at a score s is taken as ``sigmoid(a + b * s)``.

    Parameters
    ----------
    score : array_like, shape (n,)
        Not all equal.
    y : array_like, shape (n,)
        0 or 1, of cases that did not train the score.

    Returns
    -------
    ndarray, shape (2,)
        Intercept and slope. They exist also for separated labels, because the labels are smoothed.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite vectors of one length, y holds another number or the scores are all equal.

    See Also
    --------
    sklearn.calibration.CalibratedClassifierCV : with ``method="sigmoid"``.

    Notes
    -----
    The label 1 is replaced by (n1 + 1) / (n1 + 2) and 0 by 1 / (n0 + 2), for n1 ones and n0 zeros.

    References
    ----------
    Platt, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods",
    Advances in Large Margin Classifiers (1999).

    Examples
    --------
    >>> platt([0.0, 2.0], [0, 1]).round(4)
    array([-0.6931,  0.6931])
    """
    score, y = as_vector(score, "score"), as_vector(y, "y")
    if score.shape != y.shape or not np.isin(y, (0, 1)).all():
        raise ValueError(f"y must hold {len(score)} labels 0 or 1, one for each score")
    if np.ptp(score) == 0:
        raise ValueError("all scores are equal: they carry no information")
    ones = y.sum()
    target = np.where(y == 1, (ones + 1) / (ones + 2), 1 / (len(y) - ones + 2))
    centre, spread = score.mean(), score.std()
    a, b = logistic_irls(np.column_stack([np.ones(len(y)), (score - centre) / spread]), target).coef
    return np.array([a - b * centre / spread, b / spread])
