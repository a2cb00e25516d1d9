"""A learner's notebook as it came: read with suspicion, never run here."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Cell", "Notebook", "Unreadable", "read_notebook"]

LARGEST = 20_000_000        # bytes
CELLS = 2000
CHECK = re.compile(r"""\bcheck\(\s*(["'])(ex-[a-z0-9-]{1,80})\1""")


class Unreadable(ValueError):
    """The file is no notebook; the message says why, in words for its author."""


@dataclass(frozen=True)
class Cell:
    """The text of a code cell, and the exercises that it hands in by calling `check`."""

    code: str
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notebook:
    """The code cells of a file, in order."""

    name: str
    cells: tuple[Cell, ...]


def read_notebook(path) -> Notebook:
    """Read the code cells of a notebook, as Jupyter, VS Code or Colab saves it.

    Raises
    ------
    Unreadable
        If it is a link, too large, not JSON, or not a notebook of version 4.
    """
    path = Path(path)
    if path.is_symlink() or not path.is_file():
        raise Unreadable("this is a link or not a file; hand in the notebook itself")
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > LARGEST:
            raise Unreadable(f"the file has more than {LARGEST // 1_000_000} MB; clear the outputs and save again")
        data = file.read(LARGEST + 1)
    if data[:4] == b"PK\x03\x04" or data[:2] == b"\x1f\x8b":
        raise Unreadable("this is an archive; hand in the notebook itself")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unreadable("this is not a notebook: the file is not JSON text; save it again in Jupyter") from None
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list) or content.get("nbformat") != 4:
        raise Unreadable("this is not a notebook of version 4; open it in Jupyter and save it again")
    if len(cells) > CELLS:
        raise Unreadable(f"the notebook has more than {CELLS} cells")
    return Notebook(path.stem, tuple(_code(cells)))


def _code(cells):
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source", "")
        if isinstance(source, list):
            source = "".join(part for part in source if isinstance(part, str))
        if isinstance(source, str) and source.strip():
            rows = (row.split("#", 1)[0] for row in source.splitlines())
            found = (label for row in rows for _, label in CHECK.findall(row))
            yield Cell(source, tuple(dict.fromkeys(found)))
