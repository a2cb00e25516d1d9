"""One definition judges answers: right, not attempted, or wrong with the reason."""

import re
import sys

import numpy as np
import pytest

from m4ds.course.check import judge, numbers
from m4ds.exercises import chapters, core, find, of_chapter
from m4ds.exercises.core import Variant


@pytest.fixture
def define(monkeypatch):
    """Put definitions into a registry of the test's own, and find them there."""
    registry = {}
    monkeypatch.setattr(core, "registry", registry)
    monkeypatch.setattr(sys.modules["m4ds.course.check"], "find", registry.__getitem__)
    return core


def state(label, **names):
    return judge(label, names).state


def message(label, **names):
    return judge(label, names).message


@pytest.fixture
def third(define):
    define.number("ex-a-third", "third")(
        lambda rng: Variant(1 / 3, mistakes=((3.0, "That is its inverse."),)))


def test_a_number_is_right_to_three_digits(third):
    assert state("ex-a-third", third=0.3333) == "correct"
    assert state("ex-a-third", third=np.float32(1 / 3)) == "correct"
    assert state("ex-a-third", third=0.33) == "keep working"


@pytest.mark.parametrize(("answer", "words"), [
    (3, "inverse"), (0.33, "more digits"), (-1 / 3, "wrong sign"), (7.0, "Not yet"), ("a", "real numbers"),
    (float("nan"), "NaN"), ([1 / 3, 1], "shape"), (1j, "real numbers")])
def test_a_wrong_number_gets_its_reason(third, answer, words):
    assert state("ex-a-third", third=answer) == "keep working"
    assert words in message("ex-a-third", third=answer)


@pytest.mark.parametrize("names", [{}, {"third": ...}, {"third": None}, {"third": " "}])
def test_no_answer_is_not_attempted(third, names):
    assert state("ex-a-third", **names) == "not attempted"


def test_zero_has_an_absolute_tolerance(define):
    define.number("ex-a-zero", "zero")(lambda rng: Variant(0.0))
    assert state("ex-a-zero", zero=1e-9) == "correct"
    assert state("ex-a-zero", zero=0.5) == "keep working"


def test_a_known_mistake_of_another_shape_does_not_blame_the_shape_of_a_right_shaped_answer(define):
    define.vector("ex-a-row", "row")(lambda rng: Variant([1.0, 2.0], mistakes=(([1.0, 2.0, 3.0], "One too many."),)))
    assert "Not yet" in message("ex-a-row", row=[5, 6])
    assert "asks for (2,)" in message("ex-a-row", row=[1, 2, 3])


@pytest.mark.parametrize("answer", [3e-200, 3e200])
def test_tiny_and_huge_answers_are_judged_by_the_same_measure(define, answer):
    define.vector("ex-a-size", "size")(lambda rng: Variant([answer, answer]))
    assert state("ex-a-size", size=[answer, answer * 1.0001]) == "correct"
    assert state("ex-a-size", size=[answer, 2 * answer]) == "keep working"
    assert state("ex-a-size", size=[0, 0]) == "keep working"


def test_a_direction_may_have_any_length_and_sign(define):
    define.vector("ex-a-way", "way", up_to_scale=True)(lambda rng: Variant([0.0, 3.0, 4.0]))
    assert state("ex-a-way", way=[0, -6, -8]) == "correct"
    assert state("ex-a-way", way=[1, 3, 4]) == "keep working"
    assert "no direction" in message("ex-a-way", way=[0, 0, 0])


def test_an_expression_may_be_written_in_any_way(define):
    define.expression("ex-a-form", "form", variables=("x",))(
        lambda rng: Variant("2*x", mistakes=(("x", "The factor 2 is missing."),)))
    assert state("ex-a-form", form="x + x") == "correct"
    assert message("ex-a-form", form="3*x - 2*x") == "The factor 2 is missing."
    assert "unknown name" in message("ex-a-form", form="2*y").lower()


def test_a_choice_ignores_case_and_space(define):
    define.choice("ex-a-pick", "pick", options={"a": "one", "b": "two"})(
        lambda rng: Variant("a", mistakes=(("b", "Two is too many."),)))
    assert state("ex-a-pick", pick=" A ") == "correct"
    assert message("ex-a-pick", pick="b") == "Two is too many."


@pytest.fixture
def double(define):
    @define.function("ex-a-double", "double", starter="def double(x):\n    ...")
    def judge_double(s, rng):
        x = rng.normal(size=3)
        core.expect(s, "double", (x,), 2 * x, mistakes=((x, "You returned the input."),))


def test_a_function_is_called_with_fresh_input(double):
    assert state("ex-a-double", double=lambda x: x + x) == "correct"
    assert state("ex-a-double", double=lambda x: None) == "not attempted"
    assert "You returned the input" in message("ex-a-double", double=lambda x: x)
    assert "double([" in message("ex-a-double", double=lambda x: 3 * x)
    assert "ZeroDivisionError" in message("ex-a-double", double=lambda x: 1 / 0)
    assert "should be a function" in message("ex-a-double", double=4)


def test_a_function_has_no_variants(double):
    with pytest.raises(ValueError, match="no variants"):
        core.registry["ex-a-double"].variant()


def test_seeds_give_other_numbers_and_the_same_again(define):
    define.number("ex-a-sum", "total", seeded=True)(
        lambda rng: (lambda a: Variant(float(a.sum()), given=f"a = {a.tolist()}"))(rng.integers(9, size=3)))
    exercise = core.registry["ex-a-sum"]
    assert exercise.variant(1) == exercise.variant(1)
    assert exercise.variant(0).given != exercise.variant(1).given
    assert judge("ex-a-sum", {"total": exercise.variant(3).answer}, seed=3).state == "correct"


def test_a_label_is_used_once(third):
    with pytest.raises(ValueError, match="two exercises"):
        core.number("ex-a-third", "third")(lambda rng: Variant(1))


@pytest.mark.parametrize("label", ["ex-nowhere-a", "nonsense"])
def test_an_unknown_label_is_refused(label):
    with pytest.raises(KeyError, match="no exercise"):
        find(label)
    with pytest.raises(KeyError, match="no exercise"):
        numbers(label)


@pytest.mark.parametrize("label", [n for c in chapters() for n in of_chapter(c) if find(n).kind == "choice"])
def test_every_option_has_a_word_outside_its_formulas(label):
    bare = {key: re.sub(r"\$[^$]*\$|\{[\w:]+\}`[^`]*`", "", text) for key, text in find(label).options.items()}
    assert [key for key, text in bare.items() if not re.search("[A-Za-z]{2}", text)] == []
