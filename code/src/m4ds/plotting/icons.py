"""An icon array: one mark for each case, so that a reader counts instead of imagining a percentage."""

import math

from m4ds.plotting.style import COLORS

__all__ = ["icon_array"]


def icon_array(ax, groups, columns: int = 50, size: float = 26.0) -> None:
    """Draw one mark a case, group after group, in columns from the left.

    Parameters
    ----------
    ax : matplotlib Axes
    groups : sequence of (label, count, colour, marker)
        `colour` is a name of the book's palette; `marker` is Matplotlib's, so that shape tells what
        colour may not.
    columns : int
        Marks in a row.
    size : float
        Area of a mark in points squared.
    """
    total = sum(count for _, count, _, _ in groups)
    rows = math.ceil(total / columns)
    start = 0
    for label, count, colour, marker in groups:
        places = range(start, start + count)
        ax.scatter([i // rows for i in places], [-(i % rows) for i in places], s=size, marker=marker,
                   color=COLORS[colour], linewidths=0.9, label=f"{count} {label}")
        start += count
    ax.set(xlim=(-1, columns), ylim=(-rows, 1), aspect="equal")
    ax.axis("off")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=2, handletextpad=0.3)
