"""The chord that the reader moves agrees with the library: by handle, by keyboard and by pointer."""

import json

import numpy as np
import pytest

from m4ds.optim.convexity import chord_gap

pytestmark = pytest.mark.site
FIGURE = ".interactive[data-script=jensen-chord]"
FUNCTIONS = {"square": lambda x: x[0] ** 2 / 4, "exp": lambda x: np.exp(x[0] / 3), "abs": lambda x: abs(x[0]),
             "cubic": lambda x: x[0] ** 3 / 12 - x[0]}


@pytest.fixture
def figure(open_page, pages_with):
    found = pages_with('data-script="jensen-chord"')
    if not found:
        pytest.skip("no page shows jensen-chord")
    page = open_page(found[0])
    box = page.locator(FIGURE).first
    box.scroll_into_view_if_needed()
    page.wait_for_selector(FIGURE + ".ready")
    return page, box


def state(box) -> dict:
    return json.loads(box.get_attribute("data-state"))


def holds(now):
    f, x, y, t = FUNCTIONS[now["function"]], [now["x"]], [now["y"]], now["weight"]
    assert now["gap"] == pytest.approx(chord_gap(f, x, y, t), abs=1e-12)
    assert now["mean"] == pytest.approx((1 - t) * x[0] + t * y[0])
    assert now["graph"] == pytest.approx(f([now["mean"]]))
    assert now["chord"] == pytest.approx(now["graph"] + now["gap"])


def move(box, name, *values):
    box.locator(f"input[type=radio][value={name}]").check()
    for handle, value in zip(box.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return state(box)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("values", [(-2, 3, 0.5), (3.2, -3.2, 0.05), (-1, -1, 0.5), (0.5, 2.5, 0), (-3, -0.5, 0.7)])
def test_the_gap_is_that_of_the_library(figure, name, values):
    now = move(figure[1], name, *values)
    assert (now["x"], now["y"], now["weight"]) == values
    holds(now)


def test_the_gap_of_the_square_keeps_when_both_points_move(figure):
    gaps = [move(figure[1], "square", x, x + 2, 0.5)["gap"] for x in (-3, -1, 0.5)]
    np.testing.assert_allclose(gaps, 0.25, atol=1e-12)


def test_the_words_name_what_is_seen(figure):
    page, box = figure
    for name, values, words in [("square", (-2, 2, 0.5), "above"), ("cubic", (-3, -1, 0.5), "not convex"),
                                ("abs", (1, 3, 0.5), "no gap"), ("exp", (1, 1, 0.5), "no chord")]:
        move(box, name, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_points_move_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    for point in box.locator("svg [role=button]").all():
        before = state(box)
        point.focus()
        page.keyboard.press("ArrowLeft")
        assert state(box) != before
        holds(state(box))
        before, place = state(box), point.bounding_box()
        x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x - 60, y + 30, steps=5)
        page.mouse.up()
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "cubic", -1, 2.5, 0.25)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
