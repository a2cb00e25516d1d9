"""The directive `interactive`: the question that a reader answers by moving a figure, and where it moves."""

import json
from html import escape
from pathlib import Path

from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from m4ds_book.nodes import interactive_node, register

log = logging.getLogger(__name__)
SCRIPTS = Path(__file__).resolve().parents[2] / "_static" / "interactive"
SHARED = "figure"  # what the scripts of figures have in common


class Interactive(SphinxDirective):
    """Names a script of `book/_static/interactive/`, the figure that is its still, its parameters as JSON."""

    required_arguments = 1
    has_content = True
    option_spec = {"still": directives.unchanged, "params": directives.unchanged}  # noqa: RUF012

    def run(self):
        script, still = self.arguments[0], self.options.get("still", "")
        serial = self.env.new_serialno("interactive")
        node = interactive_node(script=script, still=still, params=self.params(),
                                ids=[f"interactive-{serial}"])
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        known = sorted(p.stem for p in SCRIPTS.glob("*.js") if p.stem != SHARED)
        if script not in known:
            self.warn(f"book/_static/interactive has no {script}.js; it has {', '.join(known)}")
        if not still:
            self.warn("needs `:still:`, the label of the figure that stands in for it in print")
        if not self.content:
            self.warn("needs the question that the reader answers by moving it")
        return [node]

    def params(self) -> dict:
        try:
            found = json.loads(self.options.get("params", "{}"))
        except json.JSONDecodeError as error:
            self.warn(f"`:params:` is not JSON: {error}")
            return {}
        if not isinstance(found, dict):
            self.warn("`:params:` must be a JSON object, such as {\"kappa\": 4}")
            return {}
        return found

    def warn(self, message: str) -> None:
        log.warning("interactive %s: %s", self.arguments[0], message,
                    location=(self.env.docname, self.lineno))


def check_stills(app, document) -> None:
    """Warn of an interactive whose still does not stand on its page."""
    for node in document.findall(interactive_node):
        if node["still"] and node["still"] not in document.nameids:
            log.warning("interactive %s: the page has no figure %s to be its still",
                        node["script"], node["still"], location=node)


def visit_interactive(self, node):
    ident, script = node["ids"][0], escape(node["script"])
    params = json.dumps(node["params"]).replace("<", "\\u003c")
    self.body.append(
        f'<div class="interactive" id="{ident}" data-script="{script}" data-still="{escape(node["still"])}">'
        f'<script type="application/json">{params}</script>'
        f'<p class="box-label">Move it</p><div class="interactive-question" id="{ident}-question">')


def depart_interactive(self, node):
    self.body.append(
        '</div><div class="interactive-stage"></div><noscript><p>With JavaScript on, this figure moves. '
        'The picture above shows the same thing standing still.</p></noscript></div>\n')


def setup(app):
    register(app, interactive_node, html=(visit_interactive, depart_interactive))
    app.add_directive("interactive", Interactive)
    app.connect("doctree-read", check_stills)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
