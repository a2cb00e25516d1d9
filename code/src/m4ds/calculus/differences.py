"""Check a gradient against differences of the function itself (chapter "Gradient methods")."""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["central_gradient"]


def central_gradient(f, x) -> np.ndarray:
    """Return the gradient of `f` at `x` by central differences.

    Entry i is ``(f(x + h e_i) - f(x - h e_i)) / 2h`` with ``h = 6e-6 * max(1, |x_i|)``: near the cube root
    of the machine's rounding unit, where the error of the formula and that of rounding are about equal.

    Parameters
    ----------
    f : callable
        `f(x) -> float`, three times differentiable near `x`.
    x : array_like, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite vector.

    See Also
    --------
    scipy.optimize.check_grad : the length of the difference of two gradients.

    Notes
    -----
    Costs 2n calls of `f`.

    Examples
    --------
    >>> central_gradient(lambda x: x[0]**2 + 3 * x[1], [2, 5]).round(6)
    array([4., 3.])
    """
    x = as_vector(x, "x")
    gradient = np.empty(len(x))
    for i in range(len(x)):
        h = np.cbrt(np.finfo(float).eps) * max(1.0, abs(x[i]))
        e = np.zeros(len(x))
        e[i] = h
        gradient[i] = (f(x + e) - f(x - e)) / (2 * h)
    return gradient
