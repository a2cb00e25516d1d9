"""The effect of a choice, from something random that moved the choice."""

import numpy as np

from m4ds.stats.ab import arms
from m4ds.stats.causal import Effect

__all__ = ["wald_iv"]


def wald_iv(outcome, treated, instrument) -> Effect:
    """Return the effect on those whom the instrument moves: difference of outcomes over difference of treatments.

    Parameters
    ----------
    outcome, treated : array_like, shape (n,)
    instrument : array_like of bool, shape (n,)
        As good as random, and without a way to the outcome except by the treatment.

    Returns
    -------
    Effect
        With the delta method's error.

    Raises
    ------
    ValueError
        If the shapes do not fit, or the instrument does not move the treatment at all.

    References
    ----------
    Angrist, Imbens and Rubin, "Identification of causal effects using instrumental variables", JASA 91 (1996).

    Examples
    --------
    >>> round(wald_iv([1, 1, 1, 3, 3, 1], [0, 0, 0, 1, 1, 0], [0, 0, 0, 1, 1, 1]).value, 9)
    2.0
    """
    y, z = arms(outcome, instrument)
    d, _ = arms(treated, instrument, "treated")
    bottom = d[z].mean() - d[~z].mean()
    if bottom == 0:
        raise ValueError("the instrument does not move the treatment: there is no ratio")
    value = (y[z].mean() - y[~z].mean()) / bottom
    rest = y - value * d
    variance = sum(rest[arm].var(ddof=1) / arm.sum() for arm in (z, ~z))
    return Effect(float(value), float(np.sqrt(variance) / abs(bottom)))
