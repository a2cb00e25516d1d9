"""The tangents that the reader follows lead where the library goes: every function, many starts, by keyboard."""

import numpy as np
import pytest

from m4ds.optim.roots import newton
from tests.site.moving import fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "newton-steps"
FUNCTIONS = {
    "square": (lambda x: x * x - 2, lambda x: 2 * x, [np.sqrt(2), -np.sqrt(2)]),
    "arctan": (np.arctan, lambda x: 1 / (1 + x * x), [0.0]),
    "cubic": (lambda x: x**3 - 2 * x + 2, lambda x: 3 * x * x - 2, [-1.7692923542386314]),
    "double": (lambda x: (x - 1) ** 2, lambda x: 2 * (x - 1), [1.0]),
}


def move(box, function, start, steps):
    box.locator(f"input[type=radio][value={function}]").check()
    for handle, value in zip(box.locator("input[type=range]").all(), (start, steps), strict=True):
        handle.fill(str(value))
    return state(box)


def holds(now):
    f, slope, zeros = FUNCTIONS[now["function"]]
    points = np.array(now["points"])
    if len(points) > 1:
        ours = newton(f, slope, points[0], tol=0, max_steps=len(points) - 1).points
        np.testing.assert_allclose(points[:len(ours)], ours, rtol=1e-9, atol=1e-12)
    errors = np.min(np.abs(points[:, None] - np.array(zeros)), axis=1)
    np.testing.assert_allclose(now["errors"], errors, rtol=1e-9, atol=1e-15)
    assert (now["ended"] == "arrived") == (errors[-1] < 1e-12)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_points_are_those_of_the_library(figure, function):
    for start, steps in ((1.3, 0), (1.3, 1), (-2.5, 4), (3.5, 9), (1.39, 12), (0.5, 12)):
        now = move(figure[1], function, start, steps)
        assert now["points"][0] == start
        holds(now)


def test_the_words_name_the_ways_in_which_it_fails(figure):
    page, box = figure
    cases = [(("square", 1, 6), "arrived", "to twelve digits"), (("square", 0, 3), "level", "level"),
             (("arctan", 1.4, 12), "ran away", "runs away"), (("cubic", 0, 6), "cycles", "cycles")]
    for values, ended, words in cases:
        assert move(box, *values)["ended"] == ended
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_it_moves_by_arrow_keys(figure):
    page, box = figure
    for handle in box.locator("input[type=range]").all():
        before = state(box)
        handle.focus()
        page.keyboard.press("ArrowRight")
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "cubic", -1, 5)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
