"""The chord that the reader moves agrees with the library: by handle, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.optim.convexity import chord_gap
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "jensen-chord"
FUNCTIONS = {"square": lambda x: x[0] ** 2 / 4, "exp": lambda x: np.exp(x[0] / 3), "abs": lambda x: abs(x[0]),
             "cubic": lambda x: x[0] ** 3 / 12 - x[0]}


def holds(now):
    f, x, y, t = FUNCTIONS[now["function"]], [now["x"]], [now["y"]], now["weight"]
    assert now["gap"] == pytest.approx(chord_gap(f, x, y, t), abs=1e-12)
    assert now["mean"] == pytest.approx((1 - t) * x[0] + t * y[0])
    assert now["graph"] == pytest.approx(f([now["mean"]]))
    assert now["chord"] == pytest.approx(now["graph"] + now["gap"])


def move(box, name, *values):
    box.locator(f"input[type=radio][value={name}]").check()
    return fill(box, *values)


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
        before = state(box)
        drag(page, point, -60, 30)
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "cubic", -1, 2.5, 0.25)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
