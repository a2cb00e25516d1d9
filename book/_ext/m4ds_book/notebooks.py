"""Make each executable chapter a student's notebook: no outputs, no solutions, a cell to answer each exercise.

It is a builder of Sphinx, so that numbers, references and carried values are those of the site.
"""

import json
import posixpath
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from m4ds_book import links
from m4ds_book.chapters import Chapter, pages
from m4ds_book.markdown import Writer
from m4ds_book.markdown_practice import Code, Heading
from m4ds_book.unglue import without_glue

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
          "language_info": {"codemirror_mode": {"name": "ipython", "version": 3}, "file_extension": ".py",
                            "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"}}
BEGIN = "from m4ds.course import check, numbers"
HOW = """This notebook is a chapter of *{book}*{site}. Run its cells from top to bottom. Below each checked exercise
stands a cell: write your answer in place of the `...` and run it. Hints are folded; worked solutions are in the book.

On your own computer you need Python 3.11 or newer and {folder}. There, run `pip install -r requirements.txt` once."""


class NotebookBuilder(Builder):
    """Writes `<part>/<chapter>.ipynb`."""

    name = "notebooks"
    format = "notebook"
    epilog = "The notebooks are in %(outdir)s."
    supported_image_types = ["image/svg+xml", "image/png"]  # noqa: RUF012

    def init(self) -> None:
        source = Path(self.env.srcdir)
        self.chapters = chapters_of(source)
        self.repository = links.repository(root=source)
        self.site = links.site(root=source)

    def get_outdated_docs(self):
        return [name for name in sorted(self.chapters) if self._is_outdated(name)]

    def _is_outdated(self, docname: str) -> bool:
        made, read = Path(self.outdir) / address(docname), Path(self.doctreedir) / f"{docname}.doctree"
        return not made.exists() or not read.exists() or made.stat().st_mtime < read.stat().st_mtime

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"doc:{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to)

    def prepare_writing(self, docnames) -> None:
        pass

    def write_doc(self, docname: str, doctree) -> None:
        if docname not in self.chapters:
            return
        file = Path(self.outdir) / address(docname)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dump(self.cells(docname, doctree)), encoding="utf8")

    def cells(self, docname: str, doctree) -> list[dict]:
        """Return the cells of a chapter's notebook."""
        def number(node, kind: str) -> str:
            return number_of(self.env, docname, node, kind)

        def link(target: str, anchor) -> str:
            return self.link(docname, target, anchor)

        title, *rest = Writer(doctree, number, link).pieces()
        rest = list(with_set_up(rest, self.chapters[docname]))
        glues = any(isinstance(p, Code) and "glue(" in p.source for p in rest)  # in a loop, or with a condition
        return assemble([title, self.how(docname), Code(BEGIN + "\nfrom m4ds.glue import glue" * glues),
                         *rest])

    def how(self, docname: str) -> str:
        site = f", which stands [on its site]({self.page(docname)})" if self.site else ""
        folder = f"[the book's folder]({self.repository.url})" if self.repository else "the book's folder"
        return HOW.format(book=self.config.html_title, site=site, folder=folder)

    def page(self, docname: str) -> str:
        return f"{self.site}{docname}.html" if self.site else ""

    def link(self, docname: str, target: str, anchor) -> str:
        """Return where a reference goes: in this notebook, to another, to the site, or nowhere."""
        scheme, _, rest = target.partition(":")
        to, _, fragment = rest.partition("#")
        if scheme not in ("doc", "site"):
            return target
        if scheme == "doc" and to == docname:
            return anchor(fragment)
        if scheme == "doc" and to in self.chapters:
            return posixpath.relpath(address(to), posixpath.dirname(address(docname)))
        page = self.page(to or docname)
        return page + (f"#{fragment}" if fragment else "") if page else ""


@cache
def chapters_of(source: Path | str) -> dict[str, Chapter]:
    """Return the pages that become notebooks, by their Sphinx name."""
    return {c.path.relative_to(source).with_suffix("").as_posix(): c
            for c in pages(Path(source)) if c.is_executable and c.slug != "index"}


def address(docname: str) -> str:
    """Return where the notebook of a page stands: book/linear-algebra/vectors gives linear-algebra/vectors.ipynb."""
    return docname.removeprefix("book/") + ".ipynb"


def number_of(env, docname: str, node, kind: str) -> str:
    """Return the number that the site prints for `node`, or nothing."""
    if kind == "section":
        found = env.toc_secnumbers.get(docname, {})
        is_top = not isinstance(node.parent, nodes.section)
        keys = ["" if is_top else f"#{i}" for i in node["ids"]]
    else:
        found, keys = env.toc_fignumbers.get(docname, {}).get(kind, {}), node["ids"]
    return next((".".join(map(str, found[k])) for k in keys if found.get(k)), "")


def with_set_up(pieces, chapter: Chapter):
    """Yield the pieces, and before each cell the ones of the chapter that its page does not show."""
    hidden = [(i, c) for i, c in enumerate(chapter.cells) if "remove-cell" in c.tags and not c.solves]
    sources = [without_glue(c.source).strip() for c in chapter.cells]
    at = 0
    for piece in pieces:
        if isinstance(piece, Code) and piece.source.strip() in sources[at:]:
            here = sources.index(piece.source.strip(), at)
            yield from (Code(sources[i]) for i, _ in hidden if at <= i < here and sources[i])
            at = here + 1
        yield piece
    yield from (Code(sources[i]) for i, _ in hidden if i >= at and sources[i])


def assemble(pieces) -> list[dict]:
    """Gather the pieces between two headings or code cells into one cell of Markdown."""
    cells, text = [], []

    def flush() -> None:
        if text:
            cells.append({"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(text)})
            text.clear()

    for piece in pieces:
        if isinstance(piece, Code):
            flush()
            cells.append({"cell_type": "code", "execution_count": None, "metadata": piece.metadata,
                          "outputs": [], "source": piece.source.rstrip()})
            continue
        if isinstance(piece, Heading):
            flush()
        text.append(piece)
    flush()
    return [{"id": f"cell-{i:03d}", **c} for i, c in enumerate(cells, 1)]


def dump(cells: list[dict]) -> str:
    """Return the notebook's file, the same bytes for the same cells."""
    lines = [{**c, "source": c["source"].splitlines(keepends=True)} for c in cells]
    notebook = {"cells": lines, "metadata": KERNEL, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


class DropOutputs(SphinxPostTransform):
    """Drop what the cells put out, before myst-nb chooses among its forms: the reader runs the cells."""

    default_priority = 3
    formats = ("notebook",)

    def run(self, **kwargs) -> None:
        for bundle in [n for n in self.document.findall(nodes.container) if n.get("nb_element") == "mime_bundle"]:
            bundle.parent.remove(bundle)


def beside_the_pages(app, error) -> None:
    """Write the notebooks whose chapter was read anew into the folder of the site that was just built."""
    if error is not None or app.builder.format != "html":
        return
    site = app.builder
    try:
        app.builder = NotebookBuilder(app, app.env)  # post-transforms ask the application for its builder
        app.builder.outdir = Path(site.outdir) / links.FOLDER
        app.builder.init()
        for docname in app.builder.get_outdated_docs():
            app.builder.write_doc(docname, app.env.get_and_resolve_doctree(docname, app.builder))
    finally:
        app.builder = site


def setup(app):
    app.add_builder(NotebookBuilder)
    app.add_post_transform(DropOutputs)
    app.connect("build-finished", beside_the_pages)
    return {"version": "1", "parallel_read_safe": True}
