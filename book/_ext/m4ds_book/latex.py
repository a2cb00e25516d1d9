"""The printed book: Sphinx's LaTeX, with the site's numbers and an environment for each kind of box."""

from pathlib import Path

from docutils import nodes
from sphinx.writers.latex import LaTeXTranslator

from m4ds.plotting.style import COLORS
from m4ds_book import latex_tree
from m4ds_book.latex_boxes import BOXES, close_admonition, open_admonition
from m4ds_book.macros import latex_preamble

STYLE = Path(__file__).resolve().parents[2] / "_latex" / "m4ds.sty"
BORING = {"Quiz", "Exercises", "Review", "Further reading"}  # in every chapter: not worth a line in the contents
LONGEST_UNBROKEN = 14  # lines of code that do not break over two pages
TRACED = (nodes.paragraph, nodes.math_block, nodes.literal_block, nodes.table, nodes.figure, nodes.section)


class BookTranslator(LaTeXTranslator):
    """Writes the numbers that Sphinx counted for the site, instead of letting LaTeX count again."""

    def __init__(self, document, builder, theme):
        super().__init__(document, builder, theme)
        self.elements["contentsname"] = ""

    def dispatch_visit(self, node):
        """Say in a comment where the node comes from, so that TeX's complaints can be traced."""
        if isinstance(node, TRACED) and node.line and not self.in_title:
            self.body.append(f"%\n% source: {self.curfilestack[-1]} {node.line}\n")
        super().dispatch_visit(node)

    def visit_title(self, node):
        section = node.parent
        if isinstance(section, nodes.section) and not self.this_is_the_title:
            if self.sectionlevel == self.top_sectionlevel:
                self._open_chapter(section)
            elif self.sectionlevel == self.top_sectionlevel + 1:
                chapter = section.parent
                boring = chapter.get("back") or chapter.get("part") or node.astext() in BORING
                self.body.append(rf"\mdscontents{{{0 if boring else 1}}}" + "\n")
        super().visit_title(node)
        if isinstance(section, nodes.section) and section.get("part"):
            self.body[-1] = self.body[-1].replace(r"\chapter", r"\mdspart", 1)

    def _open_chapter(self, section):
        number = self.builder.env.toc_secnumbers.get(self.curfilestack[-1], {}).get("", ())
        numbered = number and not section.get("back")
        self.body.append(rf"\mdsnumbered{{{number[0]}}}" if numbered else r"\mdsunnumbered")
        self.body.append("\n")

    visit_admonition, depart_admonition = open_admonition, close_admonition
    visit_note = visit_warning = visit_tip = visit_hint = visit_caution = visit_danger = open_admonition
    visit_important = visit_attention = visit_error = visit_seealso = open_admonition
    depart_note = depart_warning = depart_tip = depart_hint = depart_caution = depart_danger = close_admonition
    depart_important = depart_attention = depart_error = depart_seealso = close_admonition

    def number_of(self, node, kind: str) -> str:
        """Return the number that the site prints for `node`, or nothing."""
        found = self.builder.env.toc_fignumbers.get(self.curfilestack[-1], {}).get(kind, {})
        return next((".".join(map(str, found[i])) for i in node["ids"] if i in found), "")

    def visit_figure(self, node):
        super().visit_figure(node)
        self.body.append(rf"\mdsnumber{{figure}}{{{self.number_of(node, 'figure')}}}" + "\n")

    def depart_image(self, node):
        if isinstance(node.parent, nodes.figure):
            self.body.append("\\par\n")  # or an image of full width is followed by an empty line

    def visit_literal_block(self, node):
        """Keep short code on one page."""
        if not self.table:
            lines = min(node.astext().count("\n") + 2, LONGEST_UNBROKEN)
            self.body.append(f"\n\\Needspace*{{{lines}\\baselineskip}}")
        super().visit_literal_block(node)

    def depart_table(self, node):
        number = self.number_of(node, "table")
        self.body.append(rf"\begingroup\mdsnumber{{table}}{{{number}}}")
        super().depart_table(node)
        self.body.append(r"\endgroup")

    def visit_math_block(self, node):
        if node.get("nowrap"):
            super().visit_math_block(node)
        text = "\n".join(row for row in node.astext().splitlines() if row.strip())
        if _breaks(text):
            text = "\\begin{gathered}\n" + text + "\n\\end{gathered}"
        number = self.number_of(node, "displaymath") if node.get("label") else ""
        label = rf"\label{{equation:{node['docname']}:{node['label']}}}" if number else ""
        tag = rf"\tag{{{number}}}{label}" if number else ""
        star = "" if number else "*"
        if number:  # LaTeX does not count here, so the place that links lead to needs a name of its own
            self.body.append(rf"\def\theHequation{{{node['label']}}}" + "\n")
        self.body.append(f"\\begin{{equation{star}}}{tag}\n{text}\n\\end{{equation{star}}}\n")
        raise nodes.SkipNode

    def visit_number_reference(self, node):
        target = node.get("refuri", "")[1:].replace("#", ":") or f"{self.curfilestack[-1]}:{node['refid']}"
        self.body.append(rf"\hyperref[{self.idescape(target)}]{{{self.encode(node.astext())}}}")
        raise nodes.SkipNode


def _breaks(text: str) -> bool:
    r"""Tell whether a line breaks (``\\``) outside every environment of `text`."""
    depth = 0
    for piece in text.replace(r"\begin", "\n\\begin").replace(r"\end", "\n\\end").splitlines():
        depth += piece.startswith(r"\begin") - piece.startswith(r"\end")
        if depth == 0 and r"\\" in piece:
            return True
    return False


def colours() -> str:
    """Return the figures' palette as LaTeX colours, such as `m4dsblue`."""
    return "\n".join(rf"\definecolor{{m4ds{name}}}{{HTML}}{{{value[1:].upper()}}}"
                     for name, value in COLORS.items())


ELEMENTS = {
    "papersize": "a4paper", "pointsize": "11pt", "extraclassoptions": "openany,oneside", "fncychap": "",
    "figure_align": "H", "babel": "", "fontenc": r"\usepackage{fontspec}",
    "polyglossia": r"\usepackage{polyglossia}\setmainlanguage[variant=british]{english}",
    "geometry": r"\usepackage[textwidth=6.4in,top=27mm,bottom=27mm,headsep=8mm,headheight=15pt]{geometry}",
    "fontpkg": r"\usepackage{m4dsfonts}",
    "sphinxsetup": "TitleColor={HTML}{1F2933}, HeaderFamily=\\sffamily\\bfseries, verbatimmaxunderfull=100",
    "maketitle": r"\mdstitlepage", "multilingual": "",
}


def configure(app, config):
    """Set all that the LaTeX builder reads; the site reads none of it."""
    preamble = [colours(), r"\usepackage{m4ds}", latex_preamble()]
    config.latex_elements = {**ELEMENTS, "preamble": "\n".join(preamble), **config.latex_elements}
    config.latex_engine = "xelatex"
    config.latex_additional_files = [str(STYLE), str(STYLE.with_name("m4dsfonts.sty"))]
    config.latex_use_xindy = config.latex_domain_indices = False
    config.latex_table_style = ["booktabs"]
    config.latex_toplevel_sectioning = "chapter"
    config.pygments_style = "m4ds_book.latex_style.PrintStyle"
    config.today = str(config.copyright)


def use_translator(app) -> None:
    """Set the translator for print alone: one that is set earlier keeps the theme from setting its own for HTML."""
    if app.builder.format == "latex":
        app.set_translator(app.builder.name, BookTranslator, override=True)


def setup(app):
    for extension in ("sphinx_proof", "sphinx_exercise", "m4ds_book.practice"):
        app.setup_extension(extension)
    app.connect("builder-inited", use_translator)
    for node, visitors in BOXES.items():
        app.add_node(node, override=True, latex=visitors)
    app.add_post_transform(latex_tree.TidyForPrint)
    app.add_post_transform(latex_tree.ArrangeTheBook)
    app.connect("config-inited", configure)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
