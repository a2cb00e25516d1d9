"""Draw level curves of an objective and the paths that methods take over them."""

import numpy as np

from m4ds.plotting.style import COLORS

__all__ = ["plot_contours", "plot_path"]


def plot_contours(ax, f, x_range, y_range, levels=12, points: int = 161):
    """Draw the level curves of `f(x)`, x of shape (2,), on the rectangle, in one quiet colour.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    f : callable
        `f(x) -> float` for `x` of shape (2,).
    x_range, y_range : (float, float)
        The rectangle.
    levels : int or sequence of float
        As for `matplotlib.axes.Axes.contour`.
    points : int
        How many grid lines a side.

    Examples
    --------
    >>> from m4ds.plotting import new_figure
    >>> fig, ax = new_figure()
    >>> _ = plot_contours(ax, lambda x: x @ x, (-1, 1), (-1, 1))
    """
    xs, ys = np.linspace(*x_range, points), np.linspace(*y_range, points)
    z = [[f(np.array([x, y])) for x in xs] for y in ys]
    drawn = ax.contour(xs, ys, z, levels=levels, colors=COLORS["grey"], linewidths=0.8, alpha=0.7)
    ax.grid(False)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=x_range, ylim=y_range)
    return drawn


def plot_path(ax, points, color: str = "blue", label: str = "", marker: str = "o"):
    """Draw the points of a path joined in order, the start as a larger ring.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    points : array_like, shape (k, 2)
        Such as `Path.points` of `m4ds.optim.descent`.
    color : str
        A name of `m4ds.plotting.style.COLORS`.
    label, marker : str
        For the legend, and the mark of each point.

    Examples
    --------
    >>> from m4ds.plotting import new_figure
    >>> fig, ax = new_figure()
    >>> _ = plot_path(ax, [[4, 1], [2.4, -0.6]])
    """
    points = np.asarray(points, dtype=float)
    ax.plot(*points[0], marker="o", markersize=9, markerfacecolor="none", color=COLORS[color])
    return ax.plot(*points.T, marker=marker, markersize=3.5, linewidth=1.4, color=COLORS[color], label=label)
