"""The formula sheet of a part: what its chapters keep under "In one page", gathered on one page."""

import re
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from m4ds_book.chapters import pages
from m4ds_book.nodes import register

SECTION = re.compile(r"^## In one page\n(?P<body>.*?)(?=^## |\Z)", re.M | re.S)


class formula_sheet(nodes.General, nodes.Element):
    """The sheet: a title and the kept lines of each chapter."""


class FormulaSheet(SphinxDirective):
    """Gather the sections "In one page" of the chapters that stand in the folder of this page."""

    def run(self):
        sheet = formula_sheet()
        here = Path(self.env.doc2path(self.env.docname)).parent
        for chapter in pages(Path(self.env.srcdir)):
            kept = SECTION.search(chapter.text)
            if kept and chapter.path.parent == here:
                self.env.note_dependency(str(chapter.path))
                source = str(chapter.path)
                lines = [f"**{{ref}}`sec-{chapter.slug}`**", "", *kept["body"].splitlines()]
                self.state.nested_parse(StringList(lines, source=source), 0, sheet)
        if not sheet.children:
            raise self.error(f"{here.name} has no chapter with a section \"In one page\"")
        return [sheet]


def setup(app):
    register(app, formula_sheet,
             html=(lambda self, node: self.body.append('<div class="formula-sheet">'),
                   lambda self, node: self.body.append("</div>")),
             latex=(lambda self, node: self.body.append("\n\\begin{mdssheet}\n"),
                    lambda self, node: self.body.append("\n\\end{mdssheet}\n")))
    app.add_directive("formula-sheet", FormulaSheet)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
