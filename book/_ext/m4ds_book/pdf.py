"""Typeset the LaTeX that Sphinx wrote, and read TeX's log as strictly as the rest of the build is read."""

import os
import re
import shutil
import subprocess
from bisect import bisect_right
from pathlib import Path

from m4ds_book import system

NAME = "mathematics-for-data-science"
EDITION = 1767225600  # the date that the file bears: the first of January 2026
WIDEST = 28.45  # points: one centimetre
OVERFULL = re.compile(r"^Overfull \\hbox \((?P<width>[\d.]+)pt too wide\)(?P<where>.*)$", re.M)
TALL = re.compile(r"^Overfull \\vbox \((?P<height>[\d.]+)pt too high\)", re.M)
PAGE = re.compile(r"^ ?\[(\d+)", re.M)
ERROR = re.compile(r"^(?:\./)?\S+\.tex:(?P<line>\d+): (?P<text>.*)$|^! (?P<other>.*)$", re.M)
MISSING = re.compile(r"^Missing character: There is no (?P<sign>.)", re.M)
UNDEFINED = re.compile(r"^LaTeX Warning: (?:Hyper r|R)eference `(?P<name>[^']+)'.*on input line (?P<line>\d+)", re.M)
SOURCE = re.compile(r"^% source: (?P<file>\S+) (?P<line>\d*)$", re.M)


class PdfError(Exception):
    """TeX did not make the book as it should be; each line names the source and what to do."""


def typeset(folder: Path, target: Path) -> Path:
    """Run XeLaTeX on the book in `folder`; write it to `target` if nothing is wrong.

    Raises
    ------
    PdfError
        If a program is missing, TeX stops, a glyph is missing, or something sticks out by a centimetre.
    """
    absent = system.ensure(["xelatex"])
    if absent:
        raise PdfError(f"The PDF needs XeLaTeX: sudo sh -c '{system.command(absent)}'")
    command = ["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error",
               f"{NAME}.tex"]
    with (folder / "latexmk.out").open("w") as out:
        status = subprocess.run(command, cwd=folder, env=_environment(), stdin=subprocess.DEVNULL, stdout=out,
                                stderr=subprocess.STDOUT).returncode
    found = problems((folder / f"{NAME}.tex").read_text(encoding="utf8"), _read(folder / f"{NAME}.log"))
    if found or status:
        raise PdfError("\n".join(found) or f"latexmk stopped; its output is in {folder / 'latexmk.out'}")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / f"{NAME}.pdf", target)
    return target


def _environment() -> dict[str, str]:
    """Return an environment in which the same book gives the same bytes, and TeX's log is not folded."""
    return {**os.environ, "max_print_line": "100000", "SOURCE_DATE_EPOCH": str(EDITION),
            "FORCE_SOURCE_DATE": "1", "TZ": "UTC"}


def _read(log: Path) -> str:
    return log.read_text(encoding="utf8", errors="replace") if log.exists() else ""


def problems(tex: str, log: str) -> list[str]:
    """Return what TeX's log holds against the book, a line each: where in the sources, and what to do."""
    where = Sources(tex)
    found = []
    for m in ERROR.finditer(log):
        line = m["line"] or _line_after(log, m.end())
        found.append(f"{where.of(line)}: TeX: {m['text'] or m['other']}")
    if found:
        return list(dict.fromkeys(found))
    for m in OVERFULL.finditer(log):
        if float(m["width"]) > WIDEST:
            wide = float(m["width"]) / WIDEST
            line = re.search(r"\d+", m["where"])
            found.append(f"{where.of(line and line[0])}: sticks out of the printed page by {wide:.1f} cm: break "
                         "the formula or the code, or make the table narrower")
    for m in TALL.finditer(log):
        if float(m["height"]) > WIDEST:
            page = PAGE.search(log, m.end())
            found.append(f"page {page[1] if page else '?'} of the PDF: something runs off its foot by "
                         f"{float(m['height']) / WIDEST:.1f} cm: make the figure or the box lower")
    for sign in dict.fromkeys(m["sign"] for m in MISSING.finditer(log)):
        found.append(f"{where.of_sign(sign)}: the fonts of the PDF have no {sign!r} (U+{ord(sign):04X}): write it "
                     "as mathematics or in words")
    for m in UNDEFINED.finditer(log):
        found.append(f"{where.of(m['line'])}: nothing in print is labelled {m['name']}")
    return list(dict.fromkeys(found))


def _line_after(log: str, position: int) -> str | None:
    found = re.compile(r"^l\.(\d+)", re.M).search(log, position)
    return found and found[1]


class Sources:
    """Tells from which line of which chapter a line of LaTeX comes."""

    def __init__(self, tex: str):
        self.tex = tex
        marks = list(SOURCE.finditer(tex))
        self.starts = [m.start() for m in marks]
        self.names = [f"{m['file']}.md" + (f":{m['line']}" if m["line"] else "") for m in marks]
        self.lines = [0, *(m.end() for m in re.finditer("\n", tex))]

    def of(self, line) -> str:
        """Return the source of line `line` of the LaTeX."""
        if line is None or not 0 < int(line) <= len(self.lines):
            return "book"
        return self._at(self.lines[int(line) - 1])

    def of_sign(self, sign: str) -> str:
        """Return the source of the first `sign`."""
        return self._at(max(self.tex.find(sign), 0))

    def _at(self, position: int) -> str:
        index = bisect_right(self.starts, position) - 1
        return self.names[index] if index >= 0 else "book"


MENU = re.compile(r'(<div class="dropdown dropdown-download-buttons">.*?)([ \t\n]*</ul>)', re.S)
LINK = ('\n      <li><a href="{target}" class="btn btn-sm btn-download-book-button dropdown-item" '
        'title="Download the whole book" data-bs-placement="left" data-bs-toggle="tooltip">'
        '<span class="btn__icon-container"><i class="fas fa-book"></i></span>'
        '<span class="btn__text-container">The book (PDF)</span></a></li>')


def offer(book: Path, site: Path) -> None:
    """Lay a copy of the book beside the site's pages, and a link to it into each page's download menu."""
    shutil.copyfile(book, site / book.name)
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf8")
        if "btn-download-book-button" not in text:
            link = LINK.format(target=os.path.relpath(site / book.name, page.parent))
            offered = MENU.sub(lambda m, link=link: m[1] + link + m[2], text, count=1)
            page.write_text(offered, encoding="utf8")
