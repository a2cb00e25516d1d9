"""Call a reader's function and refuse what is not a finite number or array of the right shape."""

import numpy as np

__all__ = ["array_at", "value_at"]


def value_at(f, x, name: str = "f") -> float:
    """Return `f(x)` as a finite float.

    Raises
    ------
    ValueError
        If the value is not one number.
    ArithmeticError
        If it is NaN or infinite.

    Examples
    --------
    >>> value_at(lambda x: x**2, 3)
    9.0
    """
    return float(array_at(f, x, (), name))


def array_at(f, x, shape, name: str) -> np.ndarray:
    """Return `f(x)` as a finite array; a `None` in `shape` allows any length there.

    Raises
    ------
    ValueError
        If the shape is another one.
    ArithmeticError
        If an entry is NaN or infinite.

    Examples
    --------
    >>> array_at(lambda x: [x, 2 * x], 1, (2,), "grad")
    array([1., 2.])
    """
    value = np.asarray(f(x), dtype=float)
    if value.ndim != len(shape) or any(want not in (None, have) for want, have in zip(shape, value.shape, strict=True)):
        wanted = "one number" if shape == () else f"shape {shape}"
        raise ValueError(f"{name} must return {wanted}, but it returned shape {value.shape}")
    if not np.isfinite(value).all():
        raise ArithmeticError(f"{name} is not finite at {np.array2string(np.asarray(x), precision=4)}: the method left "
                              "the region where the function can be computed; start nearer, or damp the steps")
    return value
