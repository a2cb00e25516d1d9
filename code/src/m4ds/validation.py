"""Turn bad input into an error that names the argument and says what to do."""

import numpy as np

__all__ = ["as_finite_array", "as_matrix", "as_square", "as_vector"]


def as_finite_array(a, name: str, dtype=float) -> np.ndarray:
    """Return `a` as an array of `dtype`, or say what is wrong with the argument `name`.

    Raises
    ------
    TypeError
        If `a` does not hold numbers.
    ValueError
        If `a` is empty or holds NaN or infinity.

    Examples
    --------
    >>> as_finite_array([1, 2], "x")
    array([1., 2.])
    """
    try:
        a = np.asarray(a)
        if a.dtype.kind == "c" and np.dtype(dtype).kind == "f":
            raise TypeError
        a = a.astype(dtype, copy=False)
    except (TypeError, ValueError):
        raise TypeError(f"{name} must hold real numbers in a regular array") from None
    if a.size == 0:
        raise ValueError(f"{name} is empty: give at least one number")
    if not np.isfinite(a).all():
        raise ValueError(f"{name} holds NaN or infinity: remove or impute these entries first")
    return a


def _with_ndim(a, name: str, ndim: int, noun: str) -> np.ndarray:
    a = as_finite_array(a, name)
    if a.ndim != ndim:
        raise ValueError(f"{name} must be a {noun} ({ndim}-D), but it has shape {a.shape}")
    return a


def as_vector(a, name: str) -> np.ndarray:
    """Return `a` as a finite 1-D float array, or raise an error that names it.

    Examples
    --------
    >>> as_vector((3, 4), "u")
    array([3., 4.])
    """
    return _with_ndim(a, name, 1, "vector")


def as_matrix(a, name: str) -> np.ndarray:
    """Return `a` as a finite 2-D float array, or raise an error that names it.

    Examples
    --------
    >>> as_matrix([[1, 2]], "A").shape
    (1, 2)
    """
    return _with_ndim(a, name, 2, "matrix")


def as_square(a, name: str) -> np.ndarray:
    """Return `a` as a finite square float matrix, or raise an error that names it.

    Examples
    --------
    >>> as_square([[2]], "A")
    array([[2.]])
    """
    a = as_matrix(a, name)
    if a.shape[0] != a.shape[1]:
        raise ValueError(f"{name} must be square, but it has shape {a.shape}")
    return a
