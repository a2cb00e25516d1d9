"""The scripts of the page read and judge answers as the library does."""

import json
import shutil
import subprocess

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.course.check import Namespace
from m4ds.exercises import core, expressions
from m4ds_book.chapters import ROOT
from m4ds_book.exercises import payload

STATIC = ROOT / "book" / "_static"
NODE = shutil.which("node")

RUNNER = """
const fs = require("fs");
globalThis.m4ds = {};
for (const name of ["parse", "compare"]) (0, eval)(fs.readFileSync(`${process.argv[1]}/practice/${name}.js`, "utf8"));
const found = JSON.parse(fs.readFileSync(0, "utf8")).map(([task, ...rest]) => {
  try {
    const value = task === "judge" ? m4ds.judge(...rest) : m4ds.parse[task](...rest);
    return Array.isArray(value) ? value.map((x) => (Number.isFinite(x) ? x : null)) : value;
  } catch (error) { if (error instanceof m4ds.Unreadable) return { unreadable: error.message }; throw error; }
});
console.log(JSON.stringify(found));
"""


def in_the_page(tasks: list) -> list:
    """Run tasks through the scripts of the page."""
    done = subprocess.run(
        [NODE, "-e", RUNNER, str(STATIC)],
        input=json.dumps(tasks),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return json.loads(done.stdout)


needs_node = pytest.mark.skipif(NODE is None, reason="needs node, as the build does")

atoms = (
    st.sampled_from(["x", "y", "pi", "e"])
    | st.floats(0, 50).map(lambda v: f"{v:.3f}")
    | st.integers(0, 20).map(str)
)
formulas = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "^", "**", " - ", "+-"]), inner).map("".join),
        inner.map(lambda f: f"({f})"),
        inner.map(lambda f: f"-{f}"),
        st.tuples(st.sampled_from(sorted(expressions.FUNCTIONS)), inner).map(lambda t: f"{t[0]}({t[1]})"),
    ),
    max_leaves=10,
)
nonsense = st.text(alphabet="xy2.+-*/^() ez,exp", max_size=12)


@needs_node
@settings(max_examples=8, deadline=None)
@given(st.lists(formulas | nonsense, min_size=60, max_size=60))
def test_the_page_reads_formulas_as_the_library_does(texts):
    points = core.sample_points(("x", "y"))
    lists = {name: values.tolist() for name, values in points.items()}
    for text, found in zip(texts, in_the_page([["evaluateAt", t, lists, 7] for t in texts]), strict=True):
        try:
            with np.errstate(all="ignore"):
                want = np.broadcast_to(expressions.evaluate(text, points), 7)
        except ValueError:
            assert isinstance(found, dict), text
            continue
        if isinstance(found, dict):
            assert forgiven(text), (text, found)
            continue
        got = np.array([np.nan if v is None else v for v in found], dtype=float)
        want = np.where(np.isfinite(want), want, np.nan)
        np.testing.assert_allclose(got, want, rtol=1e-9, atol=1e-12, err_msg=text)


def forgiven(text: str) -> bool:
    """Say whether Python reads what no learner means: a trailing comma in a call."""
    return ",)" in text.replace(" ", "")


def outcome(exercise_, answer, seed=0):
    names = {exercise_.name: answer}
    try:
        exercise_.check(Namespace(names), seed)
    except core.NotAttempted:
        return "not attempted", ""
    except core.KeepWorking as reason:
        return "keep working", str(reason)
    return "correct", ""


@needs_node
@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.floats(-5, 5).filter(lambda v: abs(v) > 0.1), min_size=2, max_size=4),
    st.booleans(),
    st.sampled_from([1.0, 1.0005, 1.01, 1.5, *(factor for factor, _ in core.SLIPS), 3.0]),
)
def test_the_page_judges_numbers_as_the_library_does(values, up_to_scale, factor):
    wrong = [v + 1 for v in values]
    exercise_ = core.Exercise(
        "ex-a-b",
        "vector",
        "v",
        up_to_scale=up_to_scale,
        make=lambda rng: core.Variant(values, mistakes=((wrong, "You added one."),)),
    )
    data = json.loads(payload(exercise_))
    for answer in ([v * factor for v in values], wrong):
        text = ", ".join(map(repr, answer))
        [found] = in_the_page([["judge", data, text, data["variants"][0]]])
        assert (found["state"], found.get("message", "")) == outcome(exercise_, answer), (values, answer)


@needs_node
@pytest.mark.parametrize("answer", [[3.0, 5.0], [[1.0, 2.0], [3.0, 7.0]], [[4.0]], 0.3, 5.0, [0.0, 2.0], 0.0])
def test_the_page_recognises_a_usual_slip_as_the_library_does(answer):
    exercise_ = core.Exercise("ex-a-b", "number" if np.ndim(answer) == 0 else "vector", "v",
                              make=lambda rng: core.Variant(answer))
    data = json.loads(payload(exercise_))
    for wrong, why in core.slips(np.array(answer)):
        if not np.isfinite(wrong).all():
            continue
        [found] = in_the_page([["judge", data, json.dumps(wrong.tolist()), data["variants"][0]]])
        want = outcome(exercise_, wrong.tolist())
        assert (found["state"], found.get("message", "")) == want, (answer, why)
        if answer in (5.0, [3.0, 5.0]):
            assert want == ("keep working", why)


@needs_node
@pytest.mark.parametrize(
    ("text", "answer", "state"),
    [
        ("3/4", 0.75, "correct"),
        ("sqrt(2)", 2**0.5, "correct"),
        ("2e-3", 0.002, "correct"),
        ("pi", np.pi, "correct"),
        ("0,75", 0.75, "keep working"),
        ("", 1.0, "not attempted"),
        ("two", 2.0, "keep working"),
        ("1/0", 2.0, "keep working"),
        ("1, 2, 3", [1, 2, 3], "correct"),
        ("(1, 2, 3)", [1, 2, 3], "correct"),
        ("[1, 2, 3]", [1, 2, 3], "correct"),
        ("[1, 2; 3, 4]", [[1, 2], [3, 4]], "correct"),
        ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]], "correct"),
        ("[1, 2; 3]", [[1, 2], [3, 4]], "keep working"),
        ("1; 2; 3", [1, 2, 3], "keep working"),
        ("1/2, -1", [0.5, -1], "correct"),
    ],
)
def test_numbers_are_read_as_people_write_them(text, answer, state):
    data = {"kind": "vector" if isinstance(answer, list) else "number", "rtol": 1e-3, "upToScale": False}
    [found] = in_the_page([["judge", data, text, {"answer": answer, "mistakes": []}]])
    assert found["state"] == state, found


@needs_node
def test_a_decimal_comma_is_refused_with_what_to_write_instead():
    [found] = in_the_page(
        [["judge", {"kind": "number", "rtol": 1e-3}, "-0,75", {"answer": 1, "mistakes": []}]]
    )
    assert "-0.75" in found["message"]
