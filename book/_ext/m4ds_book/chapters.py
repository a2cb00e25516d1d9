"""Read the book's sources: which chapters there are, their cells with lines and tags, their exercises."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
CELL = re.compile(r"^(?P<fence>`{3,})\{code-cell\}[^\n]*\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.M | re.S)
SOLUTION = re.compile(r"^`{3,}\{solution-start\}\s*(?P<label>\S+)", re.M)
SOLUTION_END = re.compile(r"^`{3,}\{solution-end\}", re.M)


@dataclass(frozen=True)
class Cell:
    """A code cell: its source, tags, first line in the chapter, and the exercise it solves, if any."""

    source: str
    tags: tuple[str, ...]
    line: int
    solves: str = ""


@dataclass(frozen=True)
class Chapter:
    """A page of the book."""

    path: Path
    text: str

    @property
    def slug(self) -> str:
        return self.path.stem

    @property
    def is_executable(self) -> bool:
        return CELL.search(self.text) is not None

    @property
    def cells(self) -> list[Cell]:
        return [self._cell(m) for m in CELL.finditer(self.text)]

    def line_of(self, position: int) -> int:
        return self.text.count("\n", 0, position) + 1

    def _cell(self, match: re.Match) -> Cell:
        options, source = _split_options(match["body"])
        tags = options.get("tags") or ()
        line = self.line_of(match.start("body")) + match["body"].count("\n") - source.count("\n")
        return Cell(source, tuple(tags), line, self._solved_at(match.start()))

    def _solved_at(self, position: int) -> str:
        starts = list(SOLUTION.finditer(self.text, 0, position))
        if starts and not SOLUTION_END.search(self.text, starts[-1].end(), position):
            return starts[-1]["label"]
        return ""


def _split_options(body: str) -> tuple[dict, str]:
    """Split a cell into its options, in either form that MyST allows, and its source."""
    if body.startswith("---\n"):
        header, _, source = body[4:].partition("\n---\n")
        return yaml.safe_load(header) or {}, source
    lines = body.splitlines(keepends=True)
    count = next((i for i, row in enumerate(lines) if not row.startswith(":")), len(lines))
    header = "".join(row[1:] for row in lines[:count])
    return yaml.safe_load(header) or {}, "".join(lines[count:])


def pages(root: Path = ROOT) -> list[Chapter]:
    """Return every page of the table of contents, in order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf8"))
    names = [toc["root"], *_files(toc)]
    paths = [root / f"{name}.md" for name in names]
    return [Chapter(p, p.read_text(encoding="utf8")) for p in paths if p.exists()]


def _files(node) -> list[str]:
    if isinstance(node, dict):
        own = [node["file"]] if "file" in node else []
        return own + [f for k, v in node.items() if k != "file" for f in _files(v)]
    return [f for item in node for f in _files(item)] if isinstance(node, list) else []
