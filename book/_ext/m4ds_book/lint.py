"""Find in the chapters' sources what Jupyter Book would pass over in silence; a line a problem."""

import ast
import re
import sys
from pathlib import Path

from pybtex.database import BibliographyDataError, parse_string
from pybtex.scanner import PybtexSyntaxError

from m4ds_book.chapters import CELL, ROOT, Chapter, pages
from m4ds_book.execution import KERNEL
from m4ds_book.unglue import hidden_lines

TAGS = {"hide-input", "remove-cell", "hide-output", "raises-exception", "remove-input", "remove-output"}
UNSEEN = {"hide-input", "remove-cell", "remove-input"}
LONGEST_CELL, WIDEST_LINE = 25, 79
ALLOWED = {"m4ds", "numpy", "matplotlib", "sympy", "scipy", "sklearn", "pandas", "statsmodels", "io", "math",
           "fractions", "itertools", "functools", "collections", "warnings", "time", "dataclasses", "PIL",
           "operator", "decimal", "mpmath", "random", "statistics", "string", "re", "textwrap", "struct", "dask"}
TAKEN = {"check", "glue"}
STILL = re.compile(r"^\s*mystnb:\s*$.*?^\s*figure:", re.M | re.S)
HEADINGS = re.compile(r"^[ \t]*\|(.*)\|[ \t]*\n[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*$", re.M)
FORMULA = re.compile(r"\$[^$]*\$")
OPTION = re.compile(r"^\* [(\[][ x][)\]] (.*?)(?= ::|$)", re.M)
KEPT = re.compile(r"^## In one page\n.*?(?=^## |\Z)", re.M | re.S)
PICTURE = re.compile(r"!\[\s*\]\(|^`{3,}\{(?:image|figure)\}(?:(?!^`{3,}).)*?^`{3,}", re.M | re.S)


def problems(root: Path = ROOT) -> list[str]:
    """Return every problem of every page, as `file:line: what is wrong and what to do`."""
    found = [(c.path, line, text) for c in pages(root) for line, text in check(c)]
    sources = root / "book" / "references.bib"
    found += [(sources, line, text) for line, text in check_references(sources.read_text(encoding="utf8"))]
    return [f"{path.relative_to(root)}:{line}: {text}" for path, line, text in found]


def check(chapter: Chapter):
    """Yield `(line, problem)` for one page."""
    if chapter.is_executable and not KERNEL.search(chapter.text):
        yield 1, "the front matter must be that of CONTRIBUTING.md, or the cells do not run"
    yield from _cells(chapter)
    yield from _figures(chapter)
    yield from _tables(chapter)
    yield from _options(chapter)
    yield from _kept(chapter)


def check_references(text: str):
    """Yield `(line, problem)` for the first entry of a bibliography that cannot be read, or that stands twice."""
    try:
        parse_string(text, "bibtex")
    except PybtexSyntaxError as error:
        yield error.lineno, f"not BibTeX: {error.args[0]}; look at the entry before this line too"
    except BibliographyDataError as error:
        key = str(error).rpartition(" ")[2]
        yield text.count("\n", 0, text.lower().rfind("{" + key.lower() + ",")) + 1, f"a second entry {key}: leave one"


def _cells(chapter: Chapter):
    for cell in chapter.cells:
        for tag in sorted(set(cell.tags) - TAGS):
            yield cell.line, f"unknown tag {tag}: use one of {', '.join(sorted(TAGS))}"
        if not UNSEEN & set(cell.tags):
            yield from _shape(cell)
        yield from _python(cell)


def _shape(cell):
    """What a reader sees of a cell fits the screen and the printed page."""
    hidden = hidden_lines(cell.source)
    rows = [(i, row) for i, row in enumerate(cell.source.rstrip().splitlines()) if i + 1 not in hidden]
    if len(rows) > LONGEST_CELL:
        yield cell.line, f"a cell of {len(rows)} lines: split it, or move code to the library"
    for i, row in rows:
        if len(row) > WIDEST_LINE:
            yield cell.line + i, f"a line of {len(row)} columns does not fit the printed page: {WIDEST_LINE} fit"


def _python(cell):
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        if "raises-exception" not in cell.tags:
            yield cell.line + (error.lineno or 1) - 1, f"not plain Python: {error.msg}"
        return
    for node in ast.walk(tree):
        names = ([a.name for a in node.names] if isinstance(node, ast.Import)
                 else [node.module or ""] if isinstance(node, ast.ImportFrom) else [])
        for name in names:
            if name.split(".")[0] not in ALLOWED:
                yield cell.line + node.lineno - 1, f"chapters do not import {name}"
        name = (node.name if isinstance(node, ast.FunctionDef | ast.ClassDef)
                else node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else "")
        if name in TAKEN:
            yield cell.line + node.lineno - 1, f"the notebook needs the name {name}: choose another"


def _figures(chapter: Chapter):
    for match in re.finditer(r"^`{3,}\{code-cell\}[^\n]*\n---\n(.*?)\n---\n", chapter.text, re.M | re.S):
        if STILL.search(match[1]) and not re.search(r"^\s+alt: *\S", match[1], re.M):
            yield chapter.line_of(match.start()), "a figure without alt text: add `image: alt:` to its cell"
    for match in PICTURE.finditer(chapter.text):
        if match[0].startswith("!") or not re.search(r"^:alt: *\S", match[0], re.M):
            yield chapter.line_of(match.start()), "an image without alt text"


def _tables(chapter: Chapter):
    text = CELL.sub(lambda m: "\n" * m[0].count("\n"), chapter.text)
    for match in HEADINGS.finditer(text):
        for heading in FORMULA.sub("$", match[1]).split("|"):
            if not re.search(r"\w", heading):
                yield text.count("\n", 0, match.start()) + 1, "a column without a word at its head"


def _options(chapter: Chapter):
    for match in OPTION.finditer(chapter.text):
        if not re.search(r"\w", FORMULA.sub("$", match[1])):
            yield chapter.line_of(match.start()), "an option without a word: a screen reader skips formulas"


def _kept(chapter: Chapter):
    kept = KEPT.search(chapter.text)
    if kept and (place := kept[0].find("{glue:")) >= 0:
        line = chapter.line_of(kept.start() + place)
        yield line, "a glued number under In one page: the formula sheet cannot reach it; type and assert it"


def main() -> int:
    found = problems()
    print("\n".join(found) or f"{len(pages())} pages, no problem")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
