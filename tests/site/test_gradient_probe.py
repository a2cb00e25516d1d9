"""The probe that the reader drags over the contours agrees with the library, by keyboard and by pointer."""

import json

import numpy as np
import pytest

from m4ds.calculus.gradients import directional_derivative, grad_fd

pytestmark = pytest.mark.site
FIGURE = ".interactive[data-script=gradient-probe]"
FORMULAS = {"cubic": lambda v: v[0] ** 2 * v[1] + v[1] ** 3, "saddle": lambda v: v[0] * v[1],
            "cone": lambda v: np.hypot(v[0], v[1])}


@pytest.fixture
def figure(open_page, pages_with):
    found = pages_with('data-script="gradient-probe"')
    if not found:
        pytest.skip("no page shows gradient-probe")
    page = open_page(found[0])
    box = page.locator(FIGURE).first
    box.scroll_into_view_if_needed()
    page.wait_for_selector(FIGURE + ".ready")
    return page, box


def state(box) -> dict:
    return json.loads(box.get_attribute("data-state"))


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
    for handle, value in zip(box.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return state(box)


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
    before, place = state(box), probe.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 50, y + 30, steps=5)
    page.mouse.up()
    assert state(box) != before
    holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "saddle", -1, -1, 200)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
