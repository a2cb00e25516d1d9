"""Which rows the next step reads, and how noisy their mean is (chapter "Stochastic gradients")."""

import numpy as np

from m4ds.validation import as_matrix, as_vector

__all__ = ["batch_variance", "minibatches", "noise_ball"]

WAYS = ("shuffle", "distinct", "replace", "order")


def minibatches(n: int, size: int, rng=None, how: str = "shuffle"):
    """Yield arrays of row numbers, for ever.

    Parameters
    ----------
    n : int
        How many rows there are.
    size : int
        Rows in a batch, 1 to n.
    rng : numpy.random.Generator
        Not needed for ``how="order"``.
    how : {"shuffle", "distinct", "replace", "order"}
        "shuffle" deals all rows in a random order, then shuffles again; the last batch of a pass holds what
        is left. "distinct" draws each batch anew, without repetition inside it. "replace" draws each row anew.
        "order" deals the rows as they stand, pass after pass.

    Raises
    ------
    ValueError
        If `size` is not from 1 to `n`, `how` is unknown, or a random way has no `rng`.

    See Also
    --------
    torch.utils.data.DataLoader : the professional routine, with ``shuffle=True``.

    Examples
    --------
    >>> from itertools import islice
    >>> [rows.tolist() for rows in islice(minibatches(5, 2, how="order"), 4)]
    [[0, 1], [2, 3], [4], [0, 1]]
    """
    if how not in WAYS:
        raise ValueError(f"how must be one of {', '.join(WAYS)}, but it is {how!r}")
    if n != int(n) or size != int(size) or not 1 <= size <= n:
        raise ValueError(f"a batch of {size} rows cannot be dealt from {n}")
    if rng is None and how != "order":
        raise ValueError(f'give a generator, numpy.random.default_rng(seed), for how="{how}"')
    return _deal(int(n), int(size), rng, how)


def _deal(n, size, rng, how):
    while True:
        if how == "replace":
            yield rng.integers(0, n, size)
        elif how == "distinct":
            yield rng.choice(n, size, replace=False, shuffle=False)
        else:
            rows = rng.permutation(n) if how == "shuffle" else np.arange(n)
            yield from (rows[at:at + size] for at in range(0, n, size))


def batch_variance(vectors, size: int, replace: bool = False) -> float:
    """Return the mean squared distance of a batch's mean from the mean of all.

    Parameters
    ----------
    vectors : array_like, shape (n, d)
        For example the gradients of all rows.
    size : int
        At least 1, and at most n unless `replace`.
    replace : bool
        Whether a row may be drawn twice.

    Raises
    ------
    TypeError, ValueError
        If `vectors` is not a finite matrix or `size` is out of its range.

    Examples
    --------
    >>> batch_variance([[1.0], [3.0], [5.0]], 2)
    0.6666666666666666
    """
    V = as_matrix(vectors, "vectors")
    n = len(V)
    if size != int(size) or size < 1 or (size > n and not replace):
        raise ValueError(f"a batch of {size} rows cannot be drawn from {n}")
    variance = float(((V - V.mean(axis=0)) ** 2).sum() / n)
    return variance / size * (1.0 if replace or n == 1 else (n - size) / (n - 1))


def noise_ball(curvatures, noise, step: float, size: int = 1) -> np.ndarray:
    """Return the mean squared error, in each direction, at which a constant step stops improving.

    For a quadratic with curvatures ``lam`` along its axes, whose batch gradient is the gradient plus noise of
    variance ``noise / size`` along each axis at every point: ``step * noise / (size * lam * (2 - step * lam))``.

    Parameters
    ----------
    curvatures, noise : array_like, shape (d,)
        Positive; at least 0.
    step : float
        ``0 < step < 2 / max(curvatures)``.
    size : int
        Rows drawn independently for each step.

    Returns
    -------
    ndarray, shape (d,)
        Their sum is the mean squared distance from the minimum.

    Raises
    ------
    TypeError, ValueError
        If an argument is out of its range: beyond ``2 / max(curvatures)`` the error grows for ever.

    Examples
    --------
    >>> noise_ball([1.0], [4.0], 0.5)
    array([1.33333333])
    """
    lam, noise = as_vector(curvatures, "curvatures"), as_vector(noise, "noise")
    if lam.shape != noise.shape or (lam <= 0).any() or (noise < 0).any():
        raise ValueError("curvatures must be positive, noise at least 0, and both equally long")
    if not 0 < step < 2 / lam.max():
        raise ValueError(f"the step must be between 0 and 2/L = {2 / lam.max():.4g}, but it is {step}")
    if size < 1:
        raise ValueError(f"a batch holds at least one row, not {size}")
    return step * noise / (size * lam * (2 - step * lam))
