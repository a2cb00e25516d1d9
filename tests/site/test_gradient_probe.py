"""The probe that the reader drags over the contours agrees with the library, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.calculus.gradients import directional_derivative, grad_fd
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "gradient-probe"
FORMULAS = {"cubic": lambda v: v[0] ** 2 * v[1] + v[1] ** 3, "saddle": lambda v: v[0] * v[1],
            "cone": lambda v: np.hypot(v[0], v[1])}


def holds(now):
    f, at, t = FORMULAS[now["function"]], np.array(now["point"]), np.radians(now["angle"])
    assert now["value"] == pytest.approx(f(at), abs=1e-9)
    if now["function"] == "cone" and not at.any():
        assert now["gradient"] is None and now["slope"] is None and now["level"] is None
        return
    gradient = grad_fd(f, at)
    np.testing.assert_allclose(now["gradient"], gradient, atol=1e-7)
    assert now["steepest"] == pytest.approx(np.linalg.norm(gradient), abs=1e-7)
    assert now["slope"] == pytest.approx(directional_derivative(f, at, [np.cos(t), np.sin(t)]), abs=1e-7)
    if now["level"] is None:
        assert np.linalg.norm(gradient) < 1e-7
    else:
        assert abs(np.dot(now["level"], gradient)) < 1e-6 and np.linalg.norm(now["level"]) == pytest.approx(1)


def move(box, function, *values):
    box.locator(f"input[value={function}]").check()
    return fill(box, *values)


@pytest.mark.parametrize("function", FORMULAS)
@pytest.mark.parametrize("values", [(1, 1, 0), (1, 2, 73), (-2.3, 0.7, 180), (3.6, -2.7, 359), (0, 0, 45),
                                    (0, 1.5, 90)])
def test_the_slopes_are_those_of_the_library(figure, function, values):
    now = move(figure[1], function, *values)
    assert [*now["point"], now["angle"]] == list(values) and now["function"] == function
    holds(now)


def test_the_words_name_the_special_positions(figure):
    page, box = figure
    for function, values, words in [("cubic", (0, 0, 30), "The gradient is zero"), ("cone", (0, 0, 30), "no gradient"),
                                    ("saddle", (1, 1, 45), "steepest way up"),
                                    ("saddle", (1, 1, 225), "steepest way down"),
                                    ("saddle", (1, 1, 135), "along the contour"), ("cubic", (1, 2, 0), "13.6")]:
        move(box, function, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_probe_moves_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    probe = box.locator("svg [role=button]").first
    before = state(box)
    probe.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert state(box) != before
    holds(state(box))
    before = state(box)
    drag(page, probe, -50, 30)
    assert state(box) != before
    holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "saddle", -1, -1, 200)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
