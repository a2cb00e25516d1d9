"""The cut square agrees with the geometric sum: in the built page, moved by its own handles."""

import json

import numpy as np
import pytest

pytestmark = pytest.mark.site
FIGURE = ".interactive[data-script=geometric-series]"


@pytest.fixture
def figure(open_page, pages_with):
    """Return the page and the figure."""
    page = open_page(pages_with('data-script="geometric-series"')[0])
    page.locator(FIGURE).scroll_into_view_if_needed()
    page.wait_for_selector(FIGURE + ".ready")
    return page, page.locator(FIGURE)


def move(box, *values):
    for handle, value in zip(box.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return json.loads(box.get_attribute("data-state"))


def overlap(a, b):
    """Return the area that two rectangles (x, y, width, height) share."""
    sides = [min(a[i] + a[i + 2], b[i] + b[i + 2]) - max(a[i], b[i]) for i in (0, 1)]
    return max(sides[0], 0) * max(sides[1], 0)


@pytest.mark.parametrize("ratio, cuts", [(0.5, 4), (0.5, 0), (0.8, 21), (0.1, 3), (0.9, 40)])
def test_the_pieces_are_the_terms_and_tile_the_square(figure, ratio, cuts):
    state = move(figure[1], ratio, cuts)
    assert (state["ratio"], state["cuts"]) == (ratio, cuts)
    terms = ratio ** np.arange(cuts)
    areas = [w * h for _, _, w, h in state["pieces"]]
    np.testing.assert_allclose(areas, (1 - ratio) * terms, rtol=1e-9)
    np.testing.assert_allclose([state["sum"], state["left"]], [terms.sum(), ratio**cuts], rtol=1e-9)
    everything = [*state["pieces"], state["rest"]]
    assert sum(w * h for _, _, w, h in everything) == pytest.approx(1)
    assert all(overlap(a, b) < 1e-12 for i, a in enumerate(everything) for b in everything[:i])
    assert all(min(r) >= 0 and max(r[0] + r[2], r[1] + r[3]) <= 1 + 1e-12 for r in everything)


def test_every_handle_moves_by_keyboard_and_start_again_brings_back_the_page(figure):
    page, box = figure
    before = json.loads(box.get_attribute("data-state"))
    for handle in box.locator("input[type=range]").all():
        handle.press("ArrowRight")
        assert json.loads(box.get_attribute("data-state")) != before
        box.get_by_role("button", name="Start again").press("Enter")
        assert json.loads(box.get_attribute("data-state")) == before
    assert page.troubles == []


def test_the_words_say_what_the_picture_shows(figure):
    page, box = figure
    move(box, 0.5, 3)
    page.wait_for_timeout(400)
    words = box.locator(".words").inner_text()
    assert "0.875 of the square is cut off and 0.125 is left" in words and "= 1.75;" in words
