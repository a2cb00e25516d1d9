"""Carry a computed number from a cell into the prose of its chapter."""

import sys

__all__ = ["glue"]

PREFIX = "application/papermill.record/"  # what myst-nb looks for; keeps the value out of the cell's output


def glue(**values: object) -> None:
    """Make each value available, as text, to the prose as ``{glue:text}`name` ``; does nothing outside a notebook.

    Pass a formatted string where digits matter: ``glue(angle=f"{angle:.1f}")``.
    """
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None:
        return
    from IPython.display import display
    for name, value in values.items():
        quoted = repr(str(value))  # myst-nb evaluates what it finds: bare, 1.50 would become 1.5
        display({PREFIX + "text/plain": quoted}, raw=True,
                metadata={"scrapbook": {"name": name, "mime_prefix": PREFIX}})
