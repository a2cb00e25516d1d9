"""The figure of two maps in two orders: moved by its handles, and compared with NumPy."""

import json

import numpy as np
import pytest

from m4ds.linalg.affine import rotation, shear

pytestmark = pytest.mark.site
NAME = "compose-maps"
FIGURE = f".interactive[data-script={NAME}]"


@pytest.fixture
def figure(open_page, pages_with):
    found = pages_with(f'data-script="{NAME}"')
    if not found:
        pytest.skip(f"no page shows {NAME}")
    page = open_page(found[0])
    box = page.locator(FIGURE).first
    box.scroll_into_view_if_needed()
    page.wait_for_selector(FIGURE + ".ready")
    return page, box


def state(box):
    return json.loads(box.get_attribute("data-state"))


def agrees_with_numpy(now):
    S, R = shear(now["shear"]), rotation(np.radians(now["angle"]))
    first, second = (S, R) if now["first"] == "shear" else (R, S)
    np.testing.assert_allclose(now["product"], second @ first, atol=1e-12)
    np.testing.assert_allclose(now["other"], first @ second, atol=1e-12)
    gap = np.sqrt(2) * abs(now["shear"] * np.sin(np.radians(now["angle"])))
    np.testing.assert_allclose(now["gap"], gap, atol=1e-12)


@pytest.mark.parametrize("first", ["shear", "turn"])
@pytest.mark.parametrize("k, degrees", [(1, 90), (-1.5, 35), (0, 40), (1.5, 180), (0.7, -120)])
def test_both_products_are_those_of_numpy(figure, first, k, degrees):
    _, box = figure
    box.locator(f'input[value="{first}"]').check()
    for handle, value in zip(box.locator("input[type=range]").all(), (k, degrees), strict=True):
        handle.fill(str(value))
    now = state(box)
    assert (now["shear"], now["angle"], now["first"]) == (k, degrees, first)
    agrees_with_numpy(now)


def test_the_products_of_the_chapter_are_shown_first_and_come_back(figure):
    page, box = figure
    before = state(box)
    assert before["product"] == [[0, -1], [1, 1]] and before["other"] == [[1, -1], [1, 0]]
    for handle in box.locator("input[type=range]").all():
        handle.press("End")
        agrees_with_numpy(state(box))
    assert state(box) != before
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert page.troubles == []


def test_the_words_say_whether_the_orders_agree(figure):
    page, box = figure
    page.wait_for_timeout(300)
    assert "The other order gives rows (1, −1) and (1, 0)" in box.locator(".words").inner_text()
    box.locator("input[type=range]").first.fill("0")
    page.wait_for_timeout(300)
    assert "gives the same matrix" in box.locator(".words").inner_text()


def test_playing_ends_with_both_maps_done(figure):
    page, box = figure
    before = state(box)
    box.get_by_role("button", name="Play the two maps").press("Enter")
    page.wait_for_timeout(2800)
    assert state(box) == before
    assert page.troubles == []


def test_it_fits_a_phone(figure):
    page, box = figure
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
    heights = box.locator(".handle, .handle-buttons button").evaluate_all("all => all.map((h) => h.offsetHeight)")
    assert min(heights) >= 36
