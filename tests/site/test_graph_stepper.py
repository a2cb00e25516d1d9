"""The graph that the reader steps through agrees with the library: in the built page, by its own handles."""

import json

import pytest

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.elementary import exp, relu

pytestmark = pytest.mark.site
PAGE = "book/calculus/automatic-differentiation.html"
PROGRAMS = {
    "product": lambda x, y: (a := x + y, b := x * y, c := exp(b), a * c),
    "hinge": lambda x, y: (a := x - y, b := x * y, c := relu(a), c + b),
}


@pytest.fixture(scope="module")
def figure(show_figure):
    return show_figure(PAGE, "graph-stepper")


def state(figure):
    return json.loads(figure.get_attribute("data-state"))


def move(figure, graph, x, y, step):
    figure.locator(f'input[value="{graph}"]').check()
    for handle, value in zip(figure.locator("input[type=range]").all(), (x, y, step), strict=True):
        handle.fill(str(value))
    return state(figure)


@pytest.mark.parametrize("graph", PROGRAMS)
@pytest.mark.parametrize("x, y", [(1, 0), (1, -2), (-1.5, 0.7), (0, 0), (2, 2), (0.3, 0.3)])
def test_values_and_adjoints_are_those_of_the_library(figure, graph, x, y):
    now = move(figure, graph, x, y, 9)
    inputs = Tensor(float(x)), Tensor(float(y))
    nodes = dict(zip("xyabcz", inputs + PROGRAMS[graph](*inputs), strict=True))
    nodes["z"].backward(keep=True)
    assert now["values"] == pytest.approx({k: v.item() for k, v in nodes.items()}, abs=1e-12)
    assert now["adjoints"] == pytest.approx({k: float(v.grad) for k, v in nodes.items()}, abs=1e-12)


def test_the_walk_shows_one_more_number_at_a_time(figure):
    known = []
    for step in range(10):
        now = move(figure, "product", 1, 0, step)
        known.append((len(now["values"]), len(now["adjoints"])))
    assert known == [(2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (6, 1), (6, 3), (6, 4), (6, 6), (6, 6)]
    assert move(figure, "product", 1, 0, 8)["adjoints"]["y"] == 1
    assert move(figure, "product", 1, 0, 9)["adjoints"]["y"] == 2


def test_the_question_has_its_answer(figure):
    assert abs(move(figure, "product", 1, -2, 9)["adjoints"]["y"]) < 1e-12


def test_the_buttons_step_by_keyboard_and_the_words_follow(figure):
    move(figure, "product", 1, 0, 0)
    figure.get_by_role("button", name="Next step").press("Enter")
    assert state(figure)["step"] == 1
    figure.get_by_role("button", name="Previous step").click()
    assert state(figure)["step"] == 0
    move(figure, "product", 1, 0, 9)
    figure.page.wait_for_timeout(250)
    assert "The gradient is (1, 2)" in figure.locator(".words").inner_text()
    figure.get_by_role("button", name="Start again").press("Enter")
    assert state(figure)["step"] == 0
