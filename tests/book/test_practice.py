"""Quizzes, exercises and interactive figures: what the directives write, and what they refuse."""

import json
import sys
from types import ModuleType

import numpy as np
import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx

from m4ds import exercises
from m4ds.exercises import core
from m4ds.plotting.style import COLORS
from m4ds_book.chapters import ROOT
from m4ds_book.chrome import repair

STATIC = ROOT / "book" / "_static"


@pytest.fixture
def demo(monkeypatch):
    """A chapter's exercises, registered for one test."""
    module = ModuleType("m4ds.exercises.demo")
    module.__file__ = core.__file__
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(exercises, "chapters", lambda: ["demo"])
    monkeypatch.setattr(core, "registry", {})
    monkeypatch.setattr(exercises, "registry", core.registry)

    def here(make):
        make.__module__ = module.__name__
        return make

    @core.number("ex-demo-sum", "total", unit="kg", seeded=True)
    @here
    def total(rng):
        a, b = rng.integers(1, 100, size=2)
        return core.Variant(a + b, given=f"a = {a}, b = {b}", mistakes=((a - b, "That is the difference."),))

    @core.expression("ex-demo-slope", "slope", variables=("x",))
    @here
    def slope(rng):
        return core.Variant("2*x", mistakes=(("x", "The factor 2 is missing."),))

    @core.choice("ex-demo-which", "which", options={"a": "the *first*, $x$", "b": "the second"})
    @here
    def which(rng):
        return core.Variant("a", mistakes=(("b", "It is not the second."),))

    @core.function("ex-demo-code", "double", starter="def double(x):\n    ...")
    @here
    def double(s, rng):
        core.expect(s, "double", (2.0,), 4.0)


@pytest.fixture
def build(tmp_path):
    """Build one page; return its HTML, its doctree and the warnings."""

    def run(text: str, builder: str = "html", name: str = "demo"):
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        (source / f"{name}.md").write_text(text, encoding="utf8")
        warnings = Log()
        app = Sphinx(
            source,
            None,
            tmp_path / "out",
            tmp_path / "doctrees",
            builder,
            freshenv=True,
            status=None,
            warning=warnings,
            confoverrides={
                "extensions": ["myst_parser", "sphinx_proof", "sphinx_exercise", "m4ds_book.practice"],
                "root_doc": name,
                "numfig": True,
                "myst_enable_extensions": ["dollarmath"],
                "html_theme": "basic",
                "html_static_path": [str(STATIC)],
            },
        )
        app.build()
        page = tmp_path / "out" / f"{name}.html"
        soup = BeautifulSoup(page.read_text(encoding="utf8"), "html.parser") if page.exists() else None
        return soup, app.env.get_doctree(name), warnings.text

    return run


class Log:
    """What Sphinx warned of."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        if "is already registered" not in text:  # docutils keeps its registry from one build to the next
            self.text += text

    def flush(self):
        pass

    def isatty(self):
        return False


QUIZ = """# Page

```{quiz} quiz-demo-zero
What does $x = 0$ say?

* ( ) That it is large. :: Zero is not
  large.
* (x) That it vanishes, as in `a::b`. :: By *definition*.
```
"""


def test_a_quiz_writes_its_options_and_their_reasons(build):
    page, _, warnings = build(QUIZ)
    assert not warnings
    inputs = page.select(".quiz#quiz-demo-zero input")
    assert [(i["type"], i["data-correct"]) for i in inputs] == [("radio", "false"), ("radio", "true")]
    assert [r.get_text() for r in page.select(".reason")] == ["Zero is not large.", "By definition."]
    assert page.select_one("label[for=quiz-demo-zero-1]").get_text().strip() == "That it vanishes, as in a::b."
    assert page.select_one(".quiz-feedback")["role"] == "status"


def test_a_quiz_with_two_correct_options_makes_check_boxes(build):
    page, _, _ = build(QUIZ.replace("( )", "(x)"))
    assert {i["type"] for i in page.select(".quiz input")} == {"checkbox"}


def test_the_nodes_of_a_quiz_keep_their_contract(build):
    from m4ds_book.nodes import quiz_node, quiz_option, quiz_reason, quiz_text

    _, doctree, _ = build(QUIZ)
    quiz = next(doctree.findall(quiz_node))
    assert (quiz["label"], quiz["number"]) == ("quiz-demo-zero", 1)
    assert [option["correct"] for option in quiz.findall(quiz_option)] == [False, True]
    assert all([type(c) for c in o.children] == [quiz_text, quiz_reason] for o in quiz.findall(quiz_option))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("(x)", "( )", "demo.md:3: WARNING: quiz quiz-demo-zero: has no correct option"),
        (
            " :: By *definition*.",
            "",
            "demo.md:8: WARNING: quiz quiz-demo-zero: the option 'That it vanishes, as in",
        ),
        ("What does $x = 0$ say?\n", "", "has no question"),
        ("quiz-demo-zero", "zero", "begins with quiz-"),
        ("* (", "- (", "needs at least two options"),
    ],
)
def test_a_faulty_quiz_is_refused_where_it_stands(build, old, new, complaint):
    _, _, warnings = build(QUIZ.replace(old, new))
    assert complaint in warnings


def exercise(slug: str, without: str = "") -> str:
    parts = {
        "hint": f"```{{exercise-hint}} ex-demo-{slug}\nA nudge.\n```\n",
        "answer": f"```{{exercise-answer}} ex-demo-{slug}\nThe answer.\n```\n",
        "solution": f"```{{solution-start}} ex-demo-{slug}\n```\nThe work.\n```{{solution-end}}\n```\n",
    }
    parts.pop(without, None)
    return (
        f"\n```{{exercise-start}} Title\n:label: ex-demo-{slug}\n:class: practise\n```\nThe statement.\n"
        "```{exercise-end}\n```\n\n" + "\n".join(parts.values())
    )


ALL = "# Page\n" + "".join(map(exercise, ("sum", "slope", "which", "code")))


def test_box_hint_answer_and_solution_follow_the_exercise_in_this_order(demo, build):
    page, _, warnings = build(ALL)
    assert not warnings
    exercise_ = page.find(id="ex-demo-sum")
    following = [tag.get("class") for tag in exercise_.find_next_siblings()][:4]
    assert following == [
        ["answer-box", "answer-number"],
        ["fold", "fold-hint"],
        ["fold", "fold-answer"],
        ["fold", "fold-solution"],
    ]
    assert page.select_one("#ex-demo-sum-hint summary").get_text() == "Hint to Exercise 1"


def test_the_answer_box_is_built_from_the_definition(demo, build):
    page, _, _ = build(ALL)
    data = json.loads(page.select_one("#ex-demo-sum-box script").string)
    exercise_ = exercises.find("ex-demo-sum")
    assert [v["given"] for v in data["variants"]] == [exercise_.variant(s).given for s in range(8)]
    assert [v["answer"] for v in data["variants"]] == [exercise_.variant(s).answer for s in range(8)]
    assert page.select_one("#ex-demo-sum-box .given-text").get_text() == exercise_.variant(0).given
    assert page.select_one("#ex-demo-sum-box .unit").get_text() == "kg"


def test_a_formula_travels_as_its_values_at_the_common_points(demo, build):
    page, _, _ = build(ALL)
    data = json.loads(page.select_one("#ex-demo-slope-box script").string)
    x = core.sample_points(("x",))["x"]
    assert data["points"]["x"] == x.tolist()
    np.testing.assert_allclose(data["variants"][0]["answer"], 2 * x)


def test_options_are_typeset_and_a_function_shows_its_starter(demo, build):
    page, _, _ = build(ALL)
    assert page.select_one("#ex-demo-which-box label em").get_text() == "first"
    assert "def double(x):" in page.select_one("#ex-demo-code-box pre").get_text()


def test_the_nodes_of_an_answer_box_keep_their_contract(demo, build):
    from m4ds_book.nodes import answer_box, exercise_answer, exercise_hint

    _, doctree, _ = build(ALL)
    boxes = list(doctree.findall(answer_box))
    assert [(b["label"], b["kind"], b["name"], b["seeded"]) for b in boxes] == [
        ("ex-demo-sum", "number", "total", True),
        ("ex-demo-slope", "expression", "slope", False),
        ("ex-demo-which", "choice", "which", False),
        ("ex-demo-code", "function", "double", False),
    ]
    assert boxes[2]["options"] == {"a": "the *first*, $x$", "b": "the second"}
    assert boxes[3]["starter"].startswith("def double") and not boxes[3]["given"]
    assert [n["label"] for n in doctree.findall(exercise_hint)] == [
        n["label"] for n in doctree.findall(exercise_answer)
    ]


@pytest.mark.parametrize("part", ["hint", "answer", "solution"])
def test_an_exercise_that_lacks_a_part_is_refused(demo, build, part):
    _, _, warnings = build("# Page\n" + exercise("proof", without=part))
    assert "demo.md:3: WARNING: exercise ex-demo-proof has no `{" in warnings
    assert part in warnings


def test_a_hint_for_an_exercise_that_does_not_exist_is_refused(demo, build):
    _, _, warnings = build(ALL + "\n```{exercise-hint} ex-demo-nowhere\nA nudge.\n```\n")
    assert "{exercise-hint} ex-demo-nowhere: this page has no such exercise" in warnings


def test_a_check_whose_label_no_exercise_has_is_refused(demo, build):
    _, _, warnings = build("# Page\n" + exercise("sum"))
    assert "the library checks ex-demo-slope, but the page has no such exercise" in warnings


INTERACTIVE = """# Page

(fig-demo)=
```{figure} none.svg
A caption.
```

```{interactive} linear-map
:still: fig-demo
:params: {"matrix": [[1, 2], [3, 4]]}
What moves?
```
"""


def test_an_interactive_figure_names_its_script_still_and_parameters(build):
    page, _, _ = build(INTERACTIVE)
    figure = page.select_one(".interactive")
    assert (figure["data-script"], figure["data-still"]) == ("linear-map", "fig-demo")
    assert json.loads(figure.script.string) == {"matrix": [[1, 2], [3, 4]]}
    assert "What moves?" in figure.get_text()
    assert "JavaScript" in figure.noscript.get_text()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("linear-map", "no-such", "has no no-such.js; it has "),
        (":still: fig-demo\n", "", "needs `:still:`"),
        (":still: fig-demo", ":still: fig-other", "the page has no figure fig-other"),
        ("3, 4]]}", "3, 4]]", "demo.md:8: WARNING: interactive linear-map: `:params:` is not JSON"),
        ('{"matrix": [[1, 2], [3, 4]]}', "[1]", "must be a JSON object"),
        ("What moves?\n", "", "needs the question"),
    ],
)
def test_a_faulty_interactive_figure_is_refused(build, old, new, complaint):
    _, _, warnings = build(INTERACTIVE.replace(old, new))
    assert complaint in warnings


@pytest.mark.parametrize("builder", ["latex", "text"])
def test_every_node_degrades_where_a_builder_knows_nothing_of_it(demo, build, builder):
    exercises_ = ALL if builder == "latex" else "# Page"  # sphinx-exercise itself has nothing for plain text
    _, _, warnings = build(
        exercises_ + QUIZ.removeprefix("# Page") + INTERACTIVE.removeprefix("# Page") + "\n```{progress}\n```\n",
        builder,
    )
    assert "unknown node" not in warnings.lower()


def test_a_long_proof_shows_its_idea_and_folds_its_steps(build):
    page, _, _ = build("# Page\n\n````{prf:proof}\n:class: dropdown\nThe idea, $x$.\n\nStep one.\n\nStep two.\n````\n")
    proof = page.select_one(".proof-text")
    assert proof.find("p").get_text().startswith("Proof. The idea")
    assert [p.get_text() for p in proof.select("details.proof-steps > p")] == ["Step one.", "Step two."]


def test_an_idea_that_ends_in_a_formula_is_not_cut_in_two(build):
    page, _, _ = build("# Page\n\n````{prf:proof}\n:class: dropdown\nIt gives\n\n$$ x = 1. $$\n\nStep one.\n````\n")
    assert [p.get_text() for p in page.select("details.proof-steps > p")] == ["Step one."]
    assert page.select_one(".proof-text > div.math")


def test_ids_are_unique_on_a_page(demo, build):
    page, _, _ = build(ALL + "\n```{prf:proof}\nOne.\n```\n\n```{prf:proof}\nTwo.\n```\n")
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_the_progress_panel_counts_what_can_be_solved_on_the_page(demo, build, tmp_path):
    build(ALL + QUIZ.removeprefix("# Page") + "\n```{progress}\n```\n")
    text = (tmp_path / "out" / "_static" / "practice" / "contents.js").read_text(encoding="utf8")
    rows = json.loads(text.removeprefix("m4ds.contents = ").removesuffix(";\n"))
    assert [row["labels"] for row in rows] == [["ex-demo-sum", "ex-demo-slope", "ex-demo-which", "quiz-demo-zero"]]


def test_the_chrome_is_repaired():
    assert 'aria-label="Search"' not in repair('<button class="btn search-button-field" aria-label="Search" x>')
    assert repair("<tr><th></th><th>a</th></tr>") == "<tr><td></td><th>a</th></tr>"


def test_the_palette_of_the_page_is_that_of_the_figures():
    css = (STATIC / "book.css").read_text(encoding="utf8")
    for name, colour in COLORS.items():
        assert f"--m4ds-{name}: {colour};" in css, name


def test_the_scripts_hold_no_evaluated_code_and_no_raw_markup():
    for script in STATIC.rglob("*.js"):
        text = script.read_text(encoding="utf8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
            "XMLHttpRequest",
            "sendBeacon",
            "http://",
            "https://",
        ):
            assert word not in text.replace("http://www.w3.org/2000/svg", ""), (script.name, word)
