"""The projection that the reader drags agrees with the library: in the built page, by keyboard and by pointer."""

import json

import numpy as np
import pytest

from m4ds.linalg.orthogonal import projector

pytestmark = pytest.mark.site
FIGURE = ".interactive[data-script=projection-drag]"


@pytest.fixture
def figure(open_page, pages_with):
    found = pages_with('data-script="projection-drag"')
    if not found:
        pytest.skip("no page shows projection-drag")
    page = open_page(found[0])
    box = page.locator(FIGURE).first
    box.scroll_into_view_if_needed()
    page.wait_for_selector(FIGURE + ".ready")
    return page, box


def state(box) -> dict:
    return json.loads(box.get_attribute("data-state"))


def holds(now):
    a, b = np.array(now["direction"]), np.array(now["point"])
    p = projector(a[:, None]) @ b if a.any() else np.zeros(2)
    np.testing.assert_allclose(now["projection"], p, atol=1e-9)
    np.testing.assert_allclose(now["residual"], b - p, atol=1e-9)
    np.testing.assert_allclose(now["lengths"], [np.linalg.norm(v) for v in (b, p, b - p)], atol=1e-9)
    assert (now["coefficient"] is None) == (not a.any())


def move(box, *values):
    for handle, value in zip(box.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return state(box)


@pytest.mark.parametrize("values", [(1, 2, 2, 1), (-2.3, 0.7, 0.1, -2.7), (3.6, 2.7, -3.6, 2.7), (0, 0, 1, 1),
                                    (1, 2, 0, 0), (2, 1, -2, 1), (2, 2, 1, 1)])
def test_the_projection_is_that_of_the_library(figure, values):
    now = move(figure[1], *values)
    assert now["point"] + now["direction"] == list(values)
    holds(now)


def test_the_words_name_the_special_positions(figure):
    page, box = figure
    for values, words in [((2, -1, 1, 2), "perpendicular to the line"), ((2, 2, 1, 1), "its own projection"),
                          ((1, 2, 0, 0), "no line"), ((1, 2, 2, 1), "right angle")]:
        move(box, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_points_move_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    for point in box.locator("svg [role=button]").all():
        before = state(box)
        point.focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowLeft")
        assert state(box) != before
        holds(state(box))
        before, place = state(box), point.bounding_box()
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
    move(box, -1, -1, 3, 0.5)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
