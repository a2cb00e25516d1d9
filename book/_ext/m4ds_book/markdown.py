"""Write a resolved page as plain Markdown and code, for a notebook that no Sphinx will read.

Numbers, references and carried values are already text in the tree; what is left is to say the same in the
Markdown that JupyterLab knows, with the book's macros written out.
"""

import re
from urllib.parse import quote

from docutils import nodes
from sphinx.util import logging
from sphinx_exercise.nodes import is_exercise_node

from m4ds_book.macros import expand
from m4ds_book.markdown_practice import Code, Heading, Practice, joined
from m4ds_book.nodes import exercise_answer, exercise_hint

log = logging.getLogger(__name__)
SPECIAL = re.compile(r"([\\`*_$<>\[\]])")
FIRST = re.compile(r"^(\d+)([.)])(?=\s)|^([#+-])(?=\s)")
COMMENT = re.compile(r"(?<!\\)%.*")
INLINE = ("Text", "emphasis", "strong", "literal", "math", "reference", "number_reference", "inline", "image",
          "footnote_reference", "superscript", "subscript", "title_reference", "raw", "target")
SILENT = ("comment", "target", "solution_node", "progress_node", "index", "system_message", "raw", "image",
          "substitution_definition", "transition", "exercise_title", "tabular_col_spec")


class Writer(Practice):
    """Writes one page. `number(node, kind)` gives the site's number, `link(address)` what a reference becomes."""

    def __init__(self, document, number, link):
        self.document, self.number, self.link = document, number, link
        self.folds = {(type(n), n["label"]): n for n in document.findall(nodes.Element)
                      if isinstance(n, (exercise_hint, exercise_answer))}
        self.headings = self._headings()

    def pieces(self) -> list[str | Code]:
        """Return the page, a piece for each block."""
        return self.blocks(self.document)

    # headings, to which references go: JupyterLab keeps no other anchors

    def _headings(self) -> dict[str, str]:
        found = {}
        for node in self.document.findall(nodes.Element):
            for ident in node.get("ids", ()):
                above = node
                while above is not None and not self.heading(above):
                    above = above.parent
                found[ident] = self.heading(above) if above is not None else ""
        return found

    def heading(self, node) -> str:
        """Return the heading that `node` stands under in the notebook, or nothing if it has none."""
        if isinstance(node, nodes.section) and node.children and isinstance(node.children[0], nodes.title):
            number = self.number(node, "section")
            return f"{number}. " * bool(number) + self.inline(node.children[0])
        if is_exercise_node(node):
            return self._titled("Exercise", self.number(node, "exercise"), self._in_brackets(node.children[0]))
        if "realtype" in node and isinstance(node.children[0], nodes.title):
            number = self.number(node, node["countertype"])
            return self._titled(node["realtype"].title(), number, self._in_brackets(node.children[0]))
        return ""

    def _in_brackets(self, title) -> str:
        return self.inline(title).strip().removeprefix("(").removesuffix(")")

    @staticmethod
    def _titled(word: str, number: str, title: str) -> str:
        return f"{word} {number}".strip() + (f". {title}" if title else "")

    def anchor(self, ident: str) -> str:
        """Return the fragment of the heading nearest to `ident`, as JupyterLab makes it; nothing if it cannot."""
        text = self.headings.get(ident, "")
        return "" if set(text) & set("$`*\\<[") or not text else "#" + quote(text.replace(" ", "-"), safe="'’,.:-–—")

    # inline

    def inline(self, node) -> str:
        name = type(node).__name__
        write = getattr(self, f"inline_{name}", None)
        return write(node) if write else self.children(node)

    def children(self, node) -> str:
        return "".join(self.inline(child) for child in node.children)

    def inline_Text(self, node) -> str:
        return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", node.astext()))

    def inline_emphasis(self, node) -> str:
        return f"*{self.children(node)}*"

    inline_title_reference = inline_emphasis

    def inline_strong(self, node) -> str:
        return f"**{self.children(node)}**"

    def inline_literal(self, node) -> str:
        text = node.astext()
        ticks = "`" * (max(map(len, re.findall(r"`+", text)), default=0) + 1)
        return f"{ticks} {text} {ticks}" if "`" in text else f"`{text}`"

    def inline_math(self, node) -> str:
        return f"${_tex(node.astext())}$"

    def inline_reference(self, node) -> str:
        text = self.children(node)
        here = node.get("refid")
        target = self.anchor(here) if here else self.link(node.get("refuri", ""), self.anchor)
        return f"[{text}]({target})" if target else text

    inline_number_reference = inline_reference

    def inline_footnote_reference(self, node) -> str:
        return f"\\[{node.astext()}\\]"

    def inline_superscript(self, node) -> str:
        return f"<sup>{self.children(node)}</sup>"

    def inline_subscript(self, node) -> str:
        return f"<sub>{self.children(node)}</sub>"

    def inline_raw(self, node) -> str:
        return ""

    inline_image = inline_target = inline_raw

    # blocks: each returns a list of pieces

    def blocks(self, node) -> list[str | Code]:
        return [piece for child in node.children for piece in self.block(child)]

    def block(self, node) -> list[str | Code]:
        name = type(node).__name__
        if name in SILENT:
            return []
        write = getattr(self, f"block_{name}", None)
        if write:
            return [piece for piece in write(node) if piece]
        if is_exercise_node(node):
            return self.exercise(node)
        if "realtype" in node:
            return [Heading(f"#### {self.heading(node)}"), *_quoted(self.blocks(node.children[1]))]
        if isinstance(node, nodes.Admonition):
            title = "" if isinstance(node, nodes.admonition) else f"**{name.title()}**"
            return _quoted([title, *self.blocks(node)])
        if name in INLINE:
            return [self.inline(node)]
        log.warning("the notebook does not know how to write %s", name, location=node)
        return []

    def block_section(self, node):
        title = self.heading(node)
        depth = 1
        above = node.parent
        while above is not None:
            depth += isinstance(above, nodes.section)
            above = above.parent
        inside = node.children[1:] if title else node.children
        head = [Heading(f"{'#' * depth} {title}")] if title else []
        return head + [piece for child in inside for piece in self.block(child)]

    def block_paragraph(self, node):
        return [FIRST.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", self.children(node).strip())]

    def block_title(self, node):
        return [f"**{self.children(node)}**"]

    block_rubric = block_term = block_title

    def block_math_block(self, node):
        number = self.number(node, "displaymath") if node.get("label") else ""
        tex = _tex(node.astext()) + (rf" \tag{{{number}}}" if number else "")
        return [tex if node.get("nowrap") else f"$$ {tex} $$"]

    def block_literal_block(self, node):
        return [f"```{node.get('language', '').replace('ipython3', 'python')}\n{node.astext()}\n```"]

    block_doctest_block = block_literal_block

    def block_bullet_list(self, node):
        return ["\n".join(_item("- ", self.blocks(item)) for item in node.children)]

    def block_enumerated_list(self, node):
        start = node.get("start", 1)
        return ["\n".join(_item(f"{i}. ", self.blocks(item)) for i, item in enumerate(node.children, start))]

    def block_definition_list(self, node):
        return self.blocks(node)

    block_definition_list_item = block_definition_list
    block_definition = block_glossary = block_compound = block_topic = block_proof_node = block_definition_list
    block_document = block_definition_list

    def block_block_quote(self, node):
        return _quoted(self.blocks(node))

    def block_admonition(self, node):
        if node["classes"].count("proof") == 2:
            return _proof(self.blocks(node))
        return _quoted(self.blocks(node))

    def block_footnote(self, node):
        label, *rest = node.children
        return [f"\\[{label.astext()}\\] " + "\n\n".join(p for c in rest for p in self.block(c))]

    def block_table(self, node):
        rows = [[_cell(self.blocks(entry)) for entry in row.children] for row in node.findall(nodes.row)]
        has_head = next(node.findall(nodes.thead), None) is not None
        head, body = (rows[0], rows[1:]) if has_head else ([""] * len(rows[0]), rows)
        caption = [self.children(t) for t in node.children if isinstance(t, nodes.title)]
        number = self.number(node, "table")
        lines = [head, ["---"] * len(head), *body]
        return [*(f"**Table {number}.** {c}" for c in caption), "\n".join(f"| {' | '.join(r)} |" for r in lines)]

    def block_figure(self, node):
        caption = next(node.findall(nodes.caption), None)
        number = self.number(node, "figure")
        return [f"**Figure {number}.** {self.children(caption)}"] if caption is not None else []

    # what myst-nb made of cells

    def block_container(self, node):
        if node.get("nb_element") != "cell_code":
            return self.blocks(node)
        source = next(c for c in node.children if c.get("nb_element") == "cell_code_source").astext()
        below = [c for c in node.children if c.get("nb_element") == "cell_code_output"]
        captions = [p for out in below for f in out.findall(nodes.figure) for p in self.block_figure(f)]
        return [Code(source, _metadata(node["cell_metadata"])), *captions]


def _tex(tex: str) -> str:
    """Return `tex` on one line, so that it survives in lists and quotations, with the macros written out."""
    return re.sub(r"\s+", " ", expand(COMMENT.sub("", tex))).strip()


def _quoted(pieces) -> list[str | Code]:
    """Return the pieces as one quotation; a cell between them stays a cell."""
    text = joined([p for p in pieces if p and not isinstance(p, Code)])
    quoted = "\n".join(f"> {row}".rstrip() for row in text.splitlines())
    return [quoted, *(p for p in pieces if isinstance(p, Code))]


def _item(mark: str, pieces) -> str:
    return mark + joined(pieces).replace("\n", "\n" + " " * len(mark))


def _cell(pieces) -> str:
    return "<br>".join(pieces).replace("\n", " ").replace(r"\|", r"\Vert ").replace("|", r"\vert ")


def _proof(pieces) -> list[str]:
    """Return a proof with its word set off and its end marked."""
    first, *rest = pieces
    word, _, text = first.partition(" ")
    marked = [f"*{word}* {text}", *rest]
    marked[-1] += "\n\n$\\square$" if marked[-1].startswith(("$$", "- ", "1. ", "```")) else " $\\square$"
    return marked


def _metadata(metadata: dict) -> dict:
    tags = [t for t in metadata.get("tags", ()) if t in ("raises-exception", "hide-input", "hide-output")]
    kept = {"tags": tags} if tags else {}
    hidden = {name: True for name, tag in (("source_hidden", "hide-input"), ("outputs_hidden", "hide-output"))
              if tag in tags}
    return kept | ({"jupyter": hidden} if hidden else {})
