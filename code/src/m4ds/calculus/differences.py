"""Check a gradient against differences of the function itself (chapter "Gradient methods")."""

import numpy as np

from m4ds.calculus.gradients import grad_fd

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
        If `x` is not a finite vector, or `f` does not return one finite number.

    See Also
    --------
    m4ds.calculus.gradients.grad_fd : the same with steps of your own.
    scipy.optimize.check_grad : the length of the difference of two gradients.

    Notes
    -----
    Costs 2n calls of `f`.

    Examples
    --------
    >>> central_gradient(lambda x: x[0]**2 + 3 * x[1], [2, 5]).round(6)
    array([4., 3.])
    """
    return grad_fd(f, x)
