"""The book's one look: a palette that colour-blind readers can tell apart, on paper and on screen."""

import sys

import matplotlib.pyplot as plt
from matplotlib import cycler

__all__ = ["COLORS", "new_figure", "use_style"]

COLORS = {
    "ink": "#1f2933",
    "blue": "#0b6aa8",
    "orange": "#d1560a",
    "green": "#0a8466",
    "purple": "#a0428a",
    "gold": "#c98a00",
    "sky": "#3f9fd4",
    "grey": "#66717b",
    "light": "#d8dde2",
    "paper": "#fbfaf7",
}
CYCLE = ["blue", "orange", "green", "purple", "gold", "sky"]
WIDTH = 6.4  # inches: the text width of the PDF


def use_style() -> None:
    """Set Matplotlib's defaults for every figure that follows, and vector output in notebooks."""
    ink = COLORS["ink"]
    plt.rcParams.update({
        "figure.figsize": (WIDTH, 3.6), "figure.dpi": 110, "figure.constrained_layout.use": True,
        "figure.facecolor": COLORS["paper"], "axes.facecolor": COLORS["paper"],
        "savefig.facecolor": COLORS["paper"], "font.size": 10, "axes.titlesize": 10.5,
        "axes.titleweight": "bold", "axes.titlelocation": "left", "axes.labelsize": 10,
        "axes.edgecolor": COLORS["grey"], "axes.labelcolor": ink, "text.color": ink,
        "xtick.color": COLORS["grey"], "ytick.color": COLORS["grey"], "xtick.labelcolor": ink,
        "ytick.labelcolor": ink, "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True,
        "axes.axisbelow": True, "grid.color": COLORS["light"], "grid.linewidth": 0.6,
        "lines.linewidth": 1.8, "lines.markersize": 5, "legend.frameon": False, "legend.fontsize": 9,
        "image.cmap": "cividis", "axes.prop_cycle": cycler(color=[COLORS[c] for c in CYCLE]),
        "svg.hashsalt": "m4ds", "svg.fonttype": "path", "pdf.fonttype": 42, "mathtext.fontset": "dejavusans",
    })
    _vector_output()


def _vector_output() -> None:
    """Give SVG to the site and PDF to print when a notebook kernel draws."""
    if "IPython" in sys.modules and sys.modules["IPython"].get_ipython() is not None:
        from matplotlib_inline.backend_inline import set_matplotlib_formats
        set_matplotlib_formats("svg", "pdf")


def new_figure(rows: int = 1, columns: int = 1, height: float = 3.4, **options):
    """Return `(figure, axes)` at the width of the page.

    Parameters
    ----------
    rows, columns : int
        The grid of axes.
    height : float
        Inches.
    **options
        Passed to `matplotlib.pyplot.subplots`.
    """
    return plt.subplots(rows, columns, figsize=(WIDTH, height), **options)
