"""One style and the figures that chapters share. Draws; computes nothing."""

from m4ds.plotting.style import COLORS, new_figure, use_style

__all__ = ["COLORS", "new_figure", "use_style"]
