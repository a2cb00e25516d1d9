"""How code looks in print: the figures' palette, and a second sign (weight, slope) for each colour."""

from pygments.style import Style
from pygments.token import Comment, Error, Keyword, Name, Number, Operator, String

from m4ds.plotting.style import COLORS


class PrintStyle(Style):
    """Keywords bold, comments slanted, so that a grey copy still tells them apart."""

    styles = {  # noqa: RUF012
        Comment: f"italic {COLORS['grey']}",
        Keyword: f"bold {COLORS['blue']}",
        Operator.Word: f"bold {COLORS['blue']}",
        Name.Builtin: COLORS["blue"],
        Name.Function: f"bold {COLORS['ink']}",
        Name.Class: f"bold {COLORS['ink']}",
        Name.Decorator: COLORS["purple"],
        Name.Exception: f"bold {COLORS['orange']}",
        Number: COLORS["purple"],
        String: COLORS["green"],
        Error: COLORS["orange"],
    }
