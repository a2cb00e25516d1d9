"""Steps against the gradient of a few rows (chapter "Stochastic gradients")."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_vector

__all__ = ["Run", "sgd", "step_test", "walk"]


@dataclass(frozen=True)
class Run:
    """Where a stochastic method went, and how much it read.

    Attributes
    ----------
    points : ndarray, shape (k + 1, d)
        The start and the point after each step.
    rows : ndarray of int, shape (k + 1,)
        How many gradients of single rows had been computed by then.
    """

    points: np.ndarray
    rows: np.ndarray

    @property
    def x(self) -> np.ndarray:
        """The last point."""
        return self.points[-1]

    def average(self, last: int | None = None) -> np.ndarray:
        """Return the mean of the `last` points, of all points by default."""
        count = len(self.points) if last is None else last
        if not 1 <= count <= len(self.points):
            raise ValueError(f"there are {len(self.points)} points: cannot average the last {count}")
        return self.points[-count:].mean(axis=0)


def sgd(grad, x0, batches, step, *, steps: int, beta: float = 0.0) -> Run:
    """Take `steps` steps ``v <- beta * v + grad(x, rows)``, ``x <- x - step * v``, one a batch.

    Parameters
    ----------
    grad : callable
        ``grad(x, rows) -> ndarray``, the mean gradient of these rows, as from `m4ds.optim.sums`.
    x0 : array_like, shape (d,)
    batches : iterable of ndarray of int
        The rows of each step, as from `m4ds.optim.batches.minibatches`. The run ends early if it does.
    step : float or callable
        A fixed step, or ``step(k)`` for k = 0, 1, ..., as from `m4ds.optim.schedules`.
    steps : int
        How many steps, at least 0.
    beta : float
        Momentum, 0 <= beta < 1: 0 is plain SGD.

    Returns
    -------
    Run

    Raises
    ------
    TypeError, ValueError
        If `x0` is not a finite vector, a step is not positive, `beta` is out of its range, or a gradient has a
        wrong shape.
    ArithmeticError
        If the point or a gradient stops being finite; the message names the step.

    See Also
    --------
    sklearn.linear_model.SGDRegressor, torch.optim.SGD : the professional routines.

    References
    ----------
    Robbins and Monro, "A stochastic approximation method", Annals of Mathematical Statistics 22 (1951).

    Examples
    --------
    >>> observations = np.array([[1.0], [3.0], [8.0]])
    >>> run = sgd(lambda x, rows: x - observations[rows].mean(axis=0), [50.0], [[0], [1], [2]],
    ...           lambda k: 1 / (k + 1), steps=3)
    >>> run.points.ravel()
    array([50.,  1.,  2.,  4.])
    """
    if not 0 <= beta < 1:
        raise ValueError(f"beta must satisfy 0 <= beta < 1, but it is {beta}")
    velocity = 0.0

    def move(x, g, a, k):
        nonlocal velocity
        velocity = beta * velocity + g
        return x - a * velocity
    return walk(grad, x0, batches, step, steps, move)


@np.errstate(all="ignore")
def walk(grad, x0, batches, step, steps: int, move) -> Run:
    """Apply ``x <- move(x, g, step(k), k)`` with the gradient g of batch k; every method of the chapter is a case.

    Overflow is not warned of on the way, because every gradient and every point is checked.
    """
    x = as_vector(x0, "x0").copy()
    points, rows_read = [x], [0]
    for k, rows in zip(range(steps), batches, strict=False):
        a = step(k) if callable(step) else step
        if not (np.isfinite(a) and a > 0):
            raise ValueError(f"step {k} must be positive and finite, but it is {a}")
        g = np.asarray(grad(x, rows), dtype=float)
        if g.shape != x.shape:
            raise ValueError(f"grad must return shape {x.shape}, but it returned {g.shape}")
        x = move(x, g, a, k)
        if not np.isfinite(x).all():
            raise ArithmeticError(f"the point is no longer finite after {k + 1} steps: take smaller steps, "
                                  "or look for a row that is not finite")
        points.append(x)
        rows_read.append(rows_read[-1] + len(rows))
    return Run(np.array(points), np.array(rows_read))


def step_test(f, grad, x0, batches, low: float, high: float, *, steps: int):
    """Raise the step by a fixed factor at every batch, and record the loss of each batch before its step.

    Parameters
    ----------
    f, grad : callable
        ``f(x, rows) -> float`` and ``grad(x, rows) -> ndarray``.
    x0, batches
        As for `sgd`.
    low, high : float
        The first and the last step, ``0 < low < high``.
    steps : int
        How many, at least 2. The test stops early once the loss is four times the first or not finite.

    Returns
    -------
    tried, losses : ndarray, shape (k,)

    Raises
    ------
    ValueError
        If the range or `steps` makes no sense.

    References
    ----------
    Smith, "Cyclical learning rates for training neural networks", WACV (2017).

    Examples
    --------
    >>> tried, losses = step_test(lambda x, rows: x @ x / 2, lambda x, rows: x, [1.0], iter([[0]] * 3), 0.1, 0.4,
    ...                           steps=3)
    >>> tried, losses
    (array([0.1, 0.2, 0.4]), array([0.5   , 0.405 , 0.2592]))
    """
    if not (0 < low < high < np.inf and steps >= 2):
        raise ValueError("a step test needs 0 < low < high and at least two steps")
    x, tried, losses = as_vector(x0, "x0"), [], []
    for a, rows in zip(np.geomspace(low, high, steps), batches, strict=False):
        loss = float(f(x, rows))
        if losses and not loss <= 4 * losses[0]:
            break
        tried.append(a)
        losses.append(loss)
        x = x - a * grad(x, rows)
    return np.array(tried), np.array(losses)
