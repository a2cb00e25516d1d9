"""Hint, answer and solution that fold, and the answer box that follows each exercise that is checked."""

import json
import sys
from html import escape

import numpy as np
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx_exercise.directive import ExerciseEndDirective, ExerciseStartDirective
from sphinx_exercise.nodes import is_exercise_node, solution_node

from m4ds import exercises as definitions
from m4ds.exercises import core
from m4ds.exercises.expressions import evaluate
from m4ds_book.nodes import answer_box, answer_option, exercise_answer, exercise_hint, register

log = logging.getLogger(__name__)


class ExerciseStart(ExerciseStartDirective):
    """As in sphinx-exercise; remembers its label for the box after the exercise."""

    def run(self):
        self.env.temp_data["m4ds_exercise"] = self.options.get("label", "")
        return super().run()


class ExerciseEnd(ExerciseEndDirective):
    """As in sphinx-exercise, followed by the answer box if the library checks the exercise."""

    def run(self):
        exercise = definition(self.env.temp_data.pop("m4ds_exercise", ""))
        if exercise is None:
            return super().run()
        for module in ("core", "expressions", exercise.module):
            self.env.note_dependency(sys.modules[f"{definitions.__name__}.{module}"].__file__)
        return [*super().run(), self.box(exercise.definition)]

    def box(self, exercise: core.Exercise) -> answer_box:
        node = answer_box(label=exercise.label, kind=exercise.kind, name=exercise.name,
                          options=dict(exercise.options), starter=exercise.starter, seeded=exercise.seeded,
                          given="" if exercise.make is None else exercise.variant(0).given,
                          data=payload(exercise))
        self.set_source_info(node)
        for key, text in exercise.options.items():
            found, messages = self.state.inline_text(text, self.lineno)
            node += answer_option("", "", *found, *messages, key=key)
        return node


class Checked:
    """An exercise's definition and the name of the module that holds it."""

    def __init__(self, exercise: core.Exercise):
        self.definition = exercise
        owner = exercise.make or exercise.judge
        self.module = owner.__module__.rpartition(".")[2]


def definition(label: str) -> Checked | None:
    """Return what checks the exercise `label`, if anything does."""
    try:
        return Checked(definitions.find(label))
    except KeyError:
        return None


def payload(exercise: core.Exercise) -> str:
    """Return as JSON what the page needs to judge an answer; nothing for a function."""
    if exercise.make is None:
        return json.dumps({"kind": exercise.kind})
    data = {"kind": exercise.kind, "rtol": exercise.rtol, "upToScale": exercise.up_to_scale,
            "unit": exercise.unit, "variables": list(exercise.variables),
            "variants": [variant(exercise, seed) for seed in core.seeds(exercise)]}
    if exercise.kind == "expression":
        points = core.sample_points(exercise.variables)
        data["points"] = {name: values.tolist() for name, values in points.items()}
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def variant(exercise: core.Exercise, seed: int) -> dict:
    """Return the numbers of `seed`; an expression is given by its values at the sample points."""
    found = exercise.variant(seed)
    return {"seed": seed, "given": found.given, "answer": value(exercise, found.answer),
            "mistakes": [[value(exercise, wrong), why] for wrong, why in found.mistakes]}


def value(exercise: core.Exercise, answer):
    if exercise.kind == "choice":
        return str(answer).strip().lower()
    if exercise.kind != "expression":
        return np.asarray(answer, dtype=float).tolist()
    points = core.sample_points(exercise.variables)
    size = 7 if not points else len(next(iter(points.values())))
    values = np.broadcast_to(evaluate(str(answer), points), size)
    return [x if np.isfinite(x) else None for x in values.tolist()]


class Fold(SphinxDirective):
    """What folds under an exercise: its label, then the text."""

    required_arguments = 1
    has_content = True
    node: type

    def run(self):
        label = self.arguments[0]
        node = self.node(label=label, ids=[f"{label}-{self.name.removeprefix('exercise-')}"])
        self.set_source_info(node)
        if not self.content:
            log.warning("%s %s is empty", self.name, label, location=(self.env.docname, self.lineno))
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class Hint(Fold):
    node = exercise_hint


class Answer(Fold):
    node = exercise_answer


PARTS = {"exercise-hint": exercise_hint, "exercise-answer": exercise_answer, "solution-start": solution_node}


def check_exercises(app, document) -> None:
    """Warn of an exercise that lacks a part, a part that lacks its exercise, a check that lacks both."""
    written = {node["label"]: node for node in document.findall(is_exercise_node)}
    for directive, kind in PARTS.items():
        found = {node.get("target_label", node["label"]): node for node in document.findall(kind)}
        for label in sorted(written.keys() - found.keys()):
            log.warning("exercise %s has no `{%s} %s`", label, directive, label, location=written[label])
        for label in sorted(found.keys() - written.keys()):
            log.warning("{%s} %s: this page has no such exercise", directive, label, location=found[label])
    for label in sorted(written):
        if definition(label) is None and "unchecked" not in written[label]["classes"]:
            log.warning("exercise %s has no check: define one in m4ds.exercises, or, for a proof or an open question, "
                        "add `unchecked` to its class", label, location=written[label])
    chapter = app.env.docname.rpartition("/")[2]
    if written and chapter in definitions.chapters():
        for label in sorted(definitions.of_chapter(chapter).keys() - written.keys()):
            log.warning("the library checks %s, but the page has no such exercise", label,
                        location=app.env.docname)


def tell_ids_apart(app, document) -> None:
    """Make ids unique: the text of every exercise, solution and theorem comes with one and the same."""
    for number, node in enumerate(document.findall(nodes.section)):
        if node["ids"] and node["ids"][0] in ("exercise-content", "solution-content", "proof-content"):
            owner = node.parent["ids"] or [f"part-{number}"]
            node["ids"] = [f"{owner[0]}-content"]


def title_of(translator, label: str) -> str:
    """Return "Exercise 3.4", which tells a screen reader one fold from the next."""
    numbers = translator.builder.fignumbers.get("exercise", {}).get(label, ())
    return "Exercise " + ".".join(map(str, numbers)) if numbers else "the exercise"


def open_fold(translator, kind: str, ident: str, word: str, label: str) -> None:
    translator.body.append(
        f'<details class="fold fold-{kind}" id="{escape(ident)}"><summary>{word}'
        f'<span class="visually-hidden"> to {title_of(translator, label)}</span></summary>'
        f'<div class="fold-body">')


def close_fold(translator, node) -> None:
    translator.body.append("</div></details>\n")


def visit_hint(self, node):
    open_fold(self, "hint", node["ids"][0], "Hint", node["label"])


def visit_answer(self, node):
    open_fold(self, "answer", node["ids"][0], "Short answer", node["label"])


def visit_solution(self, node):
    open_fold(self, "solution", node["ids"][0], "Worked solution", node["target_label"])
    for child in node.children[1:]:  # the first is a title that repeats the exercise's
        for inner in (child.children if isinstance(child, nodes.section) else [child]):
            inner.walkabout(self)
    close_fold(self, node)
    raise nodes.SkipNode


def visit_box(self, node):
    label, kind = escape(node["label"]), node["kind"]
    self.body.append(f'<div class="answer-box answer-{kind}" id="{label}-box" data-exercise="{label}" '
                     f'role="group" aria-label="Your answer to {title_of(self, node["label"])}">')
    if node["given"]:
        self.body.append(f'<p class="given"><span class="box-label">Numbers</span> '
                         f'<span class="given-text">{escape(node["given"])}</span></p>')
    {"choice": _choice, "function": _function}.get(kind, _typed)(self, node, label)
    self.body.append('<div class="answer-feedback" role="status"></div>')
    data = node["data"].replace("<", "\\u003c")
    self.body.append(f'<script type="application/json">{data}</script></div>\n')
    raise nodes.SkipNode


def _choice(self, node, label: str) -> None:
    self.body.append('<ul class="quiz-options">')
    for option in node.children:
        key = escape(option["key"])
        self.body.append(f'<li><label><input type="radio" name="{label}" value="{key}"><span>')
        for child in option.children:
            child.walkabout(self)
        self.body.append("</span></label></li>")
    self.body.append("</ul>")


def _function(self, node, label: str) -> None:
    self.body.append(
        f'<p>This answer is a function: write it in the notebook of this chapter, then run '
        f'<code>check("{label}")</code>.</p><pre tabindex="0" aria-label="Starter code"><code>'
        f'{escape(node["starter"])}</code></pre>')


HOW = {"number": "a number, such as 3/4 or sqrt(2)",
       "vector": "numbers such as 1, 2, 3; a matrix as [1, 2; 3, 4]",
       "expression": "a formula, such as 2*x^2 + exp(-x)"}


def _typed(self, node, label: str) -> None:
    unit = json.loads(node["data"])["unit"]
    unit = f' <span class="unit">{escape(unit)}</span>' if unit else ""
    self.body.append(
        f'<p class="answer-line"><label for="{label}-input">Your answer</label> '
        f'<input type="text" id="{label}-input" aria-describedby="{label}-how" autocomplete="off" '
        f'autocapitalize="off" spellcheck="false" maxlength="300">{unit}</p>'
        f'<p class="how" id="{label}-how">{HOW[node["kind"]]}</p>')


def setup(app):
    app.setup_extension("sphinx_exercise")
    register(app, exercise_hint, html=(visit_hint, close_fold))
    register(app, exercise_answer, html=(visit_answer, close_fold))
    register(app, answer_box, html=(visit_box, None))
    register(app, answer_option)
    app.add_node(solution_node, override=True, html=(visit_solution, None))
    app.add_directive("exercise-start", ExerciseStart, override=True)
    app.add_directive("exercise-end", ExerciseEnd, override=True)
    app.add_directive("exercise-hint", Hint)
    app.add_directive("exercise-answer", Answer)
    app.connect("doctree-read", check_exercises)
    app.connect("doctree-read", tell_ids_apart)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
