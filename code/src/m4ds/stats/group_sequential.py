"""A test with a planned number of looks: the chance of crossing a boundary, and the boundaries that keep it."""

from functools import lru_cache

import numpy as np

from m4ds.calculus.gauss import gauss_legendre_rule
from m4ds.optim.brent import brent
from m4ds.prob.special import normal_cdf, normal_quantile
from m4ds.validation import as_vector

__all__ = ["group_boundary", "stopping_probabilities"]


def stopping_probabilities(bounds, information=None, drift: float = 0.0) -> np.ndarray:
    """Return the chance that the z statistic leaves (-bounds, bounds) for the first time at each look.

    Parameters
    ----------
    bounds : array_like, shape (k,)
        Positive: the boundary for the absolute z statistic at each look.
    information : array_like, shape (k,)
        Growing shares of the final sample, the last one 1. By default equal steps.
    drift : float
        The mean of the final z statistic: zero if there is no effect.

    Returns
    -------
    ndarray, shape (k,)
        They add up to the chance that the boundary is ever crossed.

    Raises
    ------
    ValueError
        If a bound is not positive, or the information does not grow from above 0 to 1.

    See Also
    --------
    scipy.stats.multivariate_normal.cdf : the same probability as an integral over a box, for a few looks.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. z at share t is W(t) / sqrt(t), and W has independent normal steps. Its
    density, restricted to paths that are still inside, goes from look to look by one integral, here by Gauss's rule.

    References
    ----------
    Armitage, McPherson and Rowe, "Repeated significance tests on accumulating data", J. R. Statist. Soc. A 132 (1969).

    Examples
    --------
    >>> stopping_probabilities([1.96, 1.96]).round(4)
    array([0.05  , 0.0331])
    """
    bounds = as_vector(bounds, "bounds")
    k = len(bounds)
    t = np.arange(1, k + 1) / k if information is None else as_vector(information, "information")
    if t.shape != bounds.shape or (bounds <= 0).any():
        raise ValueError("bounds must be positive, and information as long as bounds")
    if t[0] <= 0 or (np.diff(t) <= 0).any() or abs(t[-1] - 1) > 1e-12:
        raise ValueError("information must grow from above 0 to 1")
    stopped, where, mass = np.empty(k), np.zeros(1), np.ones(1)
    for i, (step, edge) in enumerate(zip(np.diff(t, prepend=0.0), bounds * np.sqrt(t), strict=True)):
        sd, mean = np.sqrt(step), where + drift * step
        stopped[i] = mass @ (normal_cdf((mean - edge) / sd) + normal_cdf((-edge - mean) / sd))
        nodes, weights = _rule(32 + 3 * int(np.ceil(2 * edge / sd)))
        inside = edge * nodes
        steps = (inside[:, None] - mean) / sd
        with np.errstate(under="ignore"):
            mass = edge * weights * (np.exp(-steps**2 / 2) @ mass) / (sd * np.sqrt(2 * np.pi))
        where = inside
    return stopped


@lru_cache(maxsize=512)
def _rule(n: int):
    return gauss_legendre_rule(n)


def group_boundary(looks: int, alpha: float = 0.05, kind: str = "pocock") -> np.ndarray:
    """Return the boundary for the absolute z statistic at equally spaced looks, with total false alarms `alpha`.

    Parameters
    ----------
    looks : int
        At least 1.
    alpha : float
    kind : {"pocock", "obrien-fleming", "bonferroni"}
        One height for all looks; a height that falls like 1 / sqrt(look); the quantile of alpha / looks.

    Returns
    -------
    ndarray, shape (looks,)

    Raises
    ------
    ValueError
        If looks is not a positive whole number, alpha is not strictly between 0 and 1, or kind is unknown.

    References
    ----------
    Pocock, Biometrika 64 (1977); O'Brien and Fleming, Biometrics 35 (1979).

    Examples
    --------
    >>> group_boundary(5)[0].round(3), group_boundary(5, kind="obrien-fleming").round(3)
    (np.float64(2.413), array([4.562, 3.226, 2.634, 2.281, 2.04 ]))
    """
    if looks != int(looks) or looks < 1:
        raise ValueError(f"looks must be a positive whole number, but it is {looks}")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha must lie strictly between 0 and 1, but it is {alpha}")
    look = np.arange(1, int(looks) + 1)
    shapes = {"pocock": np.ones(len(look)), "obrien-fleming": np.sqrt(looks / look), "bonferroni": np.ones(len(look))}
    if kind not in shapes:
        raise ValueError(f"kind must be one of {sorted(shapes)}, but it is {kind!r}")
    single, safe = (float(normal_quantile(1 - a / 2)) for a in (alpha, alpha / looks))
    if kind == "bonferroni" or looks == 1:
        return safe * shapes[kind]
    height = brent(lambda c: stopping_probabilities(c * shapes[kind]).sum() - alpha, single, safe, tol=1e-10)
    return height.points[-1] * shapes[kind]         # between one look alone and Bonferroni
