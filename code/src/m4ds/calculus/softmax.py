r"""The softmax, and its Jacobian.

Taught in the chapter "Gradients, Jacobians, chain rule".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["softmax", "softmax_jacobian"]


def softmax(z) -> np.ndarray:
    r"""Return :math:`p_i = e^{z_i} / \sum_j e^{z_j}` along the last axis, without overflow.

    Parameters
    ----------
    z : array_like, shape (..., k)
        Scores, at least one; not a single number.

    Returns
    -------
    ndarray, shape (..., k)
        Not negative, with sum 1 along the last axis.

    Raises
    ------
    TypeError, ValueError
        If `z` is not finite, or a single number.

    See Also
    --------
    scipy.special.softmax : along any axis.
    m4ds.foundations.stable.logsumexp : the logarithm of the denominator.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". The largest score is subtracted first, which changes nothing.

    Examples
    --------
    >>> softmax([1000.0, 1000.0, 0.0])
    array([0.5, 0.5, 0. ])
    """
    z = as_finite_array(z, "z")
    if z.ndim == 0:
        raise ValueError("z must hold a score for each class, but it is one number")
    with np.errstate(over="ignore", under="ignore"):
        p = np.exp(z - z.max(axis=-1, keepdims=True))
    return p / p.sum(axis=-1, keepdims=True)


def softmax_jacobian(z) -> np.ndarray:
    r"""Return the Jacobian :math:`\operatorname{diag}(p) - p p^{\mathsf T}` of the softmax at `z`.

    Parameters
    ----------
    z : array_like, shape (k,)

    Returns
    -------
    J : ndarray, shape (k, k)
        Symmetric; its rows add up to 0.

    Raises
    ------
    TypeError, ValueError
        If `z` is not a finite vector.

    See Also
    --------
    m4ds.calculus.gradients.jacobian_fd : from values, to compare with.

    Notes
    -----
    Taught in "Gradients, Jacobians, chain rule". To multiply a vector v by it, form ``p * (v - p @ v)`` instead:
    O(k), not O(k^2).

    Examples
    --------
    >>> softmax_jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    p = softmax(as_vector(z, "z"))
    return np.diag(p) - np.outer(p, p)
