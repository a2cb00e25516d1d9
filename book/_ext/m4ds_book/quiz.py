"""The directive `quiz`: one question, options with a reason each, checked on the page without a kernel."""

import re
from html import escape
from itertools import pairwise

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from m4ds_book.nodes import quiz_node, quiz_option, quiz_reason, quiz_text, register

log = logging.getLogger(__name__)
REASON = re.compile(r"\s+::\s+")
OPTION = re.compile(r"^\* [(\[](?P<mark>[x ])[)\]] (?P<rest>.*)$")


class Quiz(SphinxDirective):
    """The body, then lines ``* (x) option :: reason``; an indented line continues the one above."""

    required_arguments = 1
    has_content = True

    def run(self):
        label = self.arguments[0]
        starts = [i for i, row in enumerate(self.content) if OPTION.match(row)]
        number = self.env.temp_data["m4ds_quiz"] = self.env.temp_data.get("m4ds_quiz", 0) + 1
        node = quiz_node(label=label, number=number, ids=[label], names=[label])
        self.set_source_info(node)
        body = self.content[:starts[0]] if starts else self.content
        self.state.nested_parse(body, self.content_offset, node)
        for start, stop in pairwise([*starts, len(self.content)]):
            node += self.option(start, " ".join(row.strip() for row in self.content[start:stop]))
        self.check(node, label, body)
        node["multiple"] = sum(option["correct"] for option in _options(node)) > 1
        self.state.document.note_explicit_target(node)
        return [node]

    def option(self, start: int, source: str) -> quiz_option:
        match = OPTION.match(source)
        text, reason = (*REASON.split(match["rest"].strip(), maxsplit=1), "")[:2]
        line = self.lineno + self.content_offset + start + 1
        if not reason:
            self.warn(f"the option {text!r} has no reason: write `* ( ) option :: why`", line)
        option = quiz_option(correct=match["mark"] == "x")
        option += quiz_text("", "", *self.inline(text, line))
        option += quiz_reason("", "", *self.inline(reason, line))
        return option

    def inline(self, text: str, line: int) -> list[nodes.Node]:
        found, messages = self.state.inline_text(text, line)
        return found + messages

    def check(self, node, label: str, body) -> None:
        options = _options(node)
        if not "\n".join(body).strip():
            self.warn("has no question")
        if len(options) < 2:
            self.warn("needs at least two options, each a line `* ( ) option :: why`")
        elif not any(option["correct"] for option in options):
            self.warn("has no correct option: mark one with `* (x)`")
        if not label.startswith("quiz-"):
            self.warn("needs a label that begins with quiz-")
        if label in self.state.document.nameids:
            self.warn("has a label that the page uses twice")

    def warn(self, message: str, line: int | None = None) -> None:
        log.warning("quiz %s: %s", self.arguments[0], message,
                    location=(self.env.docname, line or self.lineno))


def _options(node) -> list[quiz_option]:
    return [child for child in node.children if isinstance(child, quiz_option)]


def visit_quiz(self, node):
    label, kind = escape(node["label"]), "checkbox" if node["multiple"] else "radio"
    node["kind"] = kind
    several = "<p class=\"quiz-several\">Choose every option that is right.</p>" if node["multiple"] else ""
    self.body.append(
        f'<div class="quiz" id="{label}" data-quiz="{label}" role="group" aria-labelledby="{label}-head">'
        f'<p class="box-label" id="{label}-head">Question {node["number"]}</p>{several}'
        f'<div class="quiz-body">')
    first = next((i for i, c in enumerate(node.children) if isinstance(c, quiz_option)), len(node))
    for child in node.children[:first]:
        child.walkabout(self)
    self.body.append('</div><ul class="quiz-options">')
    for index, option in enumerate(node.children[first:]):
        _option(self, option, f"{label}-{index}", label, kind)
    self.body.append('</ul>')
    _reasons(self, node.children[first:])
    self.body.append('<div class="quiz-feedback" role="status"></div></div>\n')
    raise nodes.SkipNode


def _option(self, option, ident: str, name: str, kind: str) -> None:
    self.body.append(f'<li><label for="{ident}"><input type="{kind}" id="{ident}" name="{name}" '
                     f'data-correct="{str(option["correct"]).lower()}"><span>')
    _inside(self, option.children[0])
    self.body.append("</span></label></li>")


def _reasons(self, options) -> None:
    """Write the reasons: folded for a reader without JavaScript, taken from here by the script."""
    self.body.append('<details class="quiz-reasons"><summary>Answer and reasons</summary><ol>')
    for option in options:
        verdict = "Right." if option["correct"] else "Wrong."
        self.body.append(f'<li><strong>{verdict}</strong> <span class="reason">')
        _inside(self, option.children[1])
        self.body.append("</span></li>")
    self.body.append("</ol></details>")


def _inside(self, node) -> None:
    for child in node.children:
        child.walkabout(self)


def setup(app):
    register(app, quiz_node, html=(visit_quiz, None))
    for node in (quiz_option, quiz_text, quiz_reason):
        register(app, node)
    app.add_directive("quiz", Quiz)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
