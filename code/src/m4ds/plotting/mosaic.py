"""A mosaic: the unit square cut into columns of prior width, shaded to likelihood height."""

from m4ds.plotting.style import COLORS

__all__ = ["mosaic"]


def mosaic(ax, names, widths, heights, colours) -> None:
    """Draw columns of width P(hypothesis), shaded up to P(evidence | hypothesis): the areas are the joint.

    Parameters
    ----------
    ax : matplotlib Axes
    names, widths, heights, colours : sequences of one entry a hypothesis
        `widths` sum to one; `colours` are names of the book's palette.
    """
    left = 0.0
    for name, width, height, colour in zip(names, widths, heights, colours, strict=True):
        ax.bar(left, 1, width, align="edge", color=COLORS["light"], edgecolor=COLORS["paper"], linewidth=2)
        ax.bar(left, height, width, align="edge", color=COLORS[colour], edgecolor=COLORS["paper"], linewidth=2)
        ax.annotate(name, (left + width / 2, height), xytext=(0, 4), textcoords="offset points",
                    ha="center", va="bottom")
        left += width
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.grid(False)
