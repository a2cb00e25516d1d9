"""The nearest point of a box, a ball and a simplex.

Taught in the chapter "Convexity".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["project_ball", "project_box", "project_simplex"]


def project_box(v, lower, upper) -> np.ndarray:
    """Return the point nearest to `v` with ``lower <= x <= upper``.

    Parameters
    ----------
    v : array_like, shape (n,)
    lower, upper : float or array_like, shape (n,)
        In the units of `v`.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold finite numbers, the shapes do not fit, or `lower` exceeds `upper`: an empty
        set has no nearest point.

    See Also
    --------
    numpy.clip : the same formula, without the refusals.

    Notes
    -----
    O(n): the squared distance is a sum with one term for each coordinate, so each is handled alone.

    Examples
    --------
    >>> project_box([-1, 0.5, 3], 0, 1)
    array([0. , 0.5, 1. ])
    """
    v = as_vector(v, "v")
    lower, upper = _bound(lower, "lower", v), _bound(upper, "upper", v)
    if (lower > upper).any():
        raise ValueError("lower exceeds upper: the box is empty")
    return np.minimum(np.maximum(v, lower), upper)


def project_ball(v, centre=None, radius: float = 1.0) -> np.ndarray:
    """Return the point nearest to `v` at a distance of at most `radius` from `centre`.

    Parameters
    ----------
    v : array_like, shape (n,)
    centre : array_like, shape (n,), optional
        The origin by default.
    radius : float
        Not negative, in the units of `v`.

    Returns
    -------
    ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If an argument does not hold finite numbers, the shapes do not fit or `radius` is negative.

    See Also
    --------
    torch.nn.utils.clip_grad_norm_ : "gradient clipping" is this projection.

    Examples
    --------
    >>> project_ball([3, 4])
    array([0.6, 0.8])
    """
    v = as_vector(v, "v")
    centre = np.zeros(len(v)) if centre is None else _bound(centre, "centre", v)
    radius = float(as_finite_array(radius, "radius"))
    if radius < 0:
        raise ValueError(f"radius must not be negative, but it is {radius}")
    size = max(np.abs(v).max(), np.abs(centre).max(), radius) or 1.0       # so that no square overflows or vanishes
    away = v / size - centre / size
    length = np.linalg.norm(away)
    return v.copy() if length <= radius / size else centre + away * (radius / length)


def project_simplex(v, total: float = 1.0) -> np.ndarray:
    """Return the point nearest to `v` with entries that are not negative and add up to `total`.

    Parameters
    ----------
    v : array_like, shape (n,)
    total : float
        Positive, in the units of `v`.

    Returns
    -------
    ndarray, shape (n,)
        ``max(v - theta, 0)`` with the one number theta that makes the sum right.

    Raises
    ------
    TypeError, ValueError
        If `v` is not a finite vector or `total` is not a positive number.

    See Also
    --------
    scipy.optimize.minimize : with `method="SLSQP"` it solves the same problem, for any smooth constraints.

    Notes
    -----
    O(n log n) for the sort. The answer does not change when one number is added to all entries, so the largest is
    made 0 first: then large entries lose no digits of `total`.

    References
    ----------
    Duchi, Shalev-Shwartz, Singer and Chandra, "Efficient projections onto the l1-ball for learning in high
    dimensions", ICML 2008.

    Examples
    --------
    >>> project_simplex([0.9, 0.6, -0.3])
    array([0.65, 0.35, 0.  ])
    """
    v, total = as_vector(v, "v"), float(as_finite_array(total, "total"))
    if total <= 0:
        raise ValueError(f"total must be positive, but it is {total}")
    half = v / 2 - v.max() / 2                                      # halves, so that no difference overflows
    v = 2 * np.maximum(half, -total / 2)                            # entries this low end at 0 in any case
    down = np.sort(v)[::-1]
    theta = (np.cumsum(down) - total) / np.arange(1, len(v) + 1)
    kept = np.flatnonzero(down > theta)[-1]
    return np.maximum(v - theta[kept], 0.0)


def _bound(a, name, v) -> np.ndarray:
    a = as_finite_array(a, name)
    if a.shape not in ((), v.shape):
        raise ValueError(f"{name} must be one number or have shape {v.shape}, but it has shape {a.shape}")
    return np.broadcast_to(a, v.shape)
