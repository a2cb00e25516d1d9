"""Many tests at once: p-values adjusted so that one comparison with alpha keeps an error rate of the whole list."""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["bh_adjust", "bonferroni_adjust", "by_adjust", "holm_adjust"]


def _p_values(p) -> np.ndarray:
    p = as_vector(p, "p")
    if ((p < 0) | (p > 1)).any():
        raise ValueError("p must hold numbers from 0 to 1")
    return p


def bonferroni_adjust(p) -> np.ndarray:
    """Return m times each p-value, at most 1: "adjusted p at most alpha" has a family-wise error of at most alpha.

    Parameters
    ----------
    p : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (m,)

    Raises
    ------
    ValueError
        If an entry leaves [0, 1].

    See Also
    --------
    statsmodels.stats.multitest.multipletests : ``method="bonferroni"``.

    Notes
    -----
    Chapter: Intervals and tests. Any dependence.

    Examples
    --------
    >>> bonferroni_adjust([0.01, 0.02, 0.03, 0.5])
    array([0.04, 0.08, 0.12, 1.  ])
    """
    p = _p_values(p)
    return np.minimum(len(p) * p, 1.0)


def holm_adjust(p) -> np.ndarray:
    """Return Holm's adjusted p-values: as safe as Bonferroni's, and never larger.

    Parameters
    ----------
    p : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (m,)
        In the order of p. Reject where it is at most alpha.

    Raises
    ------
    ValueError
        If an entry leaves [0, 1].

    See Also
    --------
    statsmodels.stats.multitest.multipletests : ``method="holm"``.

    Notes
    -----
    Chapter: Intervals and tests. The k-th smallest times m - k + 1, then the running maximum: O(m log m).

    References
    ----------
    S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 1979.

    Examples
    --------
    >>> holm_adjust([0.01, 0.02, 0.03, 0.5])
    array([0.04, 0.06, 0.06, 0.5 ])
    """
    p = _p_values(p)
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    return _back(steps, order)


def bh_adjust(p) -> np.ndarray:
    """Return the p-values of Benjamini and Hochberg: "at most q" keeps the expected share of false discoveries at q.

    Parameters
    ----------
    p : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (m,)
        In the order of p.

    Raises
    ------
    ValueError
        If an entry leaves [0, 1].

    See Also
    --------
    statsmodels.stats.multitest.multipletests : ``method="fdr_bh"``; scipy.stats.false_discovery_control.

    Notes
    -----
    Chapter: Intervals and tests. The k-th smallest times m / k, then the running minimum from the largest down. The
    guarantee needs independent p-values (or a certain positive dependence).

    References
    ----------
    Y. Benjamini, Y. Hochberg, Controlling the false discovery rate, Journal of the Royal Statistical Society B 57,
    1995.

    Examples
    --------
    >>> bh_adjust([0.01, 0.02, 0.03, 0.5])
    array([0.04, 0.04, 0.04, 0.5 ])
    """
    p = _p_values(p)
    order = np.argsort(p, kind="stable")
    steps = p[order] * len(p) / np.arange(1, len(p) + 1)
    return _back(np.minimum.accumulate(steps[::-1])[::-1], order)


def by_adjust(p) -> np.ndarray:
    """Return `bh_adjust` times 1 + 1/2 + ... + 1/m: the same promise under any dependence.

    Parameters
    ----------
    p : array_like, shape (m,)

    Returns
    -------
    ndarray, shape (m,)

    Raises
    ------
    ValueError
        If an entry leaves [0, 1].

    See Also
    --------
    statsmodels.stats.multitest.multipletests : ``method="fdr_by"``.

    Notes
    -----
    Chapter: Intervals and tests.

    References
    ----------
    Y. Benjamini, D. Yekutieli, The control of the false discovery rate in multiple testing under dependency, The
    Annals of Statistics 29, 2001.

    Examples
    --------
    >>> by_adjust([0.012, 0.024])
    array([0.036, 0.036])
    """
    p = _p_values(p)
    order = np.argsort(p, kind="stable")
    harmonic = (1 / np.arange(1, len(p) + 1)).sum()
    steps = p[order] * len(p) * harmonic / np.arange(1, len(p) + 1)
    return _back(np.minimum.accumulate(steps[::-1])[::-1], order)


def _back(steps: np.ndarray, order: np.ndarray) -> np.ndarray:
    adjusted = np.empty(len(steps))
    adjusted[order] = np.minimum(steps, 1.0)
    return adjusted
