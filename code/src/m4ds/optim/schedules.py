"""How the step shrinks (chapter "Stochastic gradients"). Each returns ``step(k)`` for k = 0, 1, 2, ..."""

import math

__all__ = ["cosine_steps", "halving_steps", "inverse_steps", "root_steps", "warm_up"]


def inverse_steps(scale: float, offset: float = 1.0):
    """Return ``k -> scale / (k + offset)``; with scale and offset 1, SGD on the mean is the running average.

    Raises
    ------
    ValueError
        Unless both are positive and finite.

    See Also
    --------
    sklearn.linear_model.SGDRegressor : ``learning_rate="invscaling"`` with ``power_t=1``.

    Examples
    --------
    >>> [inverse_steps(1)(k) for k in range(3)]
    [1.0, 0.5, 0.3333333333333333]
    """
    _positive(scale=scale, offset=offset)
    return lambda k: scale / (k + offset)


def root_steps(scale: float, offset: float = 1.0):
    """Return ``k -> scale / sqrt(k + offset)``, for convex functions without strong convexity.

    Raises
    ------
    ValueError
        Unless both are positive and finite.

    Examples
    --------
    >>> root_steps(2)(3)
    1.0
    """
    _positive(scale=scale, offset=offset)
    return lambda k: scale / math.sqrt(k + offset)


def halving_steps(first: float, every: int):
    """Return the step `first`, halved after every `every` steps.

    Raises
    ------
    ValueError
        Unless both are positive and finite.

    Examples
    --------
    >>> [halving_steps(8, 2)(k) for k in range(5)]
    [8.0, 8.0, 4.0, 4.0, 2.0]
    """
    _positive(first=first, every=every)
    return lambda k: float(first) * 0.5 ** (k // every)


def cosine_steps(first: float, steps: int):
    """Return the step that falls along half a cosine from `first` to nearly 0 over `steps` steps.

    Raises
    ------
    ValueError
        Unless both are positive and finite.

    References
    ----------
    Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR (2017).

    Examples
    --------
    >>> [round(cosine_steps(1, 4)(k), 3) for k in range(4)]
    [1.0, 0.854, 0.5, 0.146]
    """
    _positive(first=first, steps=steps)
    return lambda k: first * (1 + math.cos(math.pi * min(k, steps - 1) / steps)) / 2


def warm_up(schedule, steps: int):
    """Return `schedule`, a callable, with its first `steps` steps multiplied by 1/steps, 2/steps, ..., 1.

    Raises
    ------
    ValueError
        Unless `steps` is positive and finite.

    Examples
    --------
    >>> [warm_up(inverse_steps(1), 2)(k) for k in range(3)]
    [0.5, 0.5, 0.3333333333333333]
    """
    _positive(steps=steps)
    return lambda k: min(1.0, (k + 1) / steps) * schedule(k)


def _positive(**values) -> None:
    for name, value in values.items():
        if not 0 < value < math.inf:
            raise ValueError(f"{name} must be positive and finite, but it is {value}")
