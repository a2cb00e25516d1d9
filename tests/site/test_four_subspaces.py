"""The interactive four subspaces: every state that the handles reach is compared with NumPy."""

import json

import numpy as np
import pytest

pytestmark = pytest.mark.site


def holds(state):
    """Compare the spaces and the parts of x with what NumPy says of the matrix."""
    A, x = np.array(state["matrix"]), np.array(state["x"])
    r = np.linalg.matrix_rank(A)
    assert state["rank"] == r
    row, null, column, left = (np.array(state[k], dtype=float).reshape(-1, 2)
                               for k in ("row", "null", "column", "left"))
    assert [len(row), len(null), len(column), len(left)] == [r, 2 - r, r, 2 - r]
    np.testing.assert_allclose(A @ null.T, 0, atol=1e-12)
    np.testing.assert_allclose(A.T @ left.T, 0, atol=1e-12)
    for span, rows in ((row, A), (column, A.T)):
        assert np.linalg.matrix_rank(np.vstack([span, rows])) == r
    np.testing.assert_allclose(state["rowPart"], np.linalg.pinv(A) @ A @ x, atol=1e-12)
    np.testing.assert_allclose(np.add(state["rowPart"], state["nullPart"]), x, atol=1e-12)
    np.testing.assert_allclose(state["image"], A @ x, atol=1e-12)


@pytest.fixture
def figure(open_page, pages_with):
    found = pages_with('data-script="four-subspaces"')
    if not found:
        pytest.skip("no page shows four-subspaces")
    page = open_page(found[0])
    box = page.locator(".interactive[data-script=four-subspaces]").first
    box.scroll_into_view_if_needed()
    page.wait_for_selector(".interactive[data-script=four-subspaces].ready")
    return page, box


def state(box) -> dict:
    return json.loads(box.get_attribute("data-state"))


def test_every_handle_moves_by_keyboard_and_the_spaces_are_those_of_numpy(figure):
    page, box = figure
    ranks = set()
    for handle in box.locator("input[type=range]").all():
        before = state(box)
        for key in ("Home", "ArrowRight", "PageUp", "End", "ArrowLeft"):
            handle.press(key)
            holds(state(box))
            ranks.add(state(box)["rank"])
        assert state(box) != before
    assert {1, 2} <= ranks
    assert page.troubles == []


def test_the_zero_matrix_has_whole_null_spaces_and_the_words_say_so(figure):
    page, box = figure
    for handle in box.locator("input[type=range]").all()[:4]:
        handle.evaluate("h => { h.value = 0; h.dispatchEvent(new Event('input')); }")
    holds(state(box))
    page.wait_for_timeout(250)
    assert "rank is 0" in box.locator(".words").inner_text()


def test_the_tip_of_x_is_dragged_and_its_handles_follow(figure):
    page, box = figure
    before = state(box)
    place = box.locator("svg ellipse").last.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y + 30, steps=5)
    page.mouse.up()
    after = state(box)
    assert after["x"] != before["x"] and after["matrix"] == before["matrix"]
    holds(after)
    shown = box.locator("input[type=range]").evaluate_all("all => all.map((i) => Number(i.value))")
    assert shown[4:] == after["x"]


def test_start_again_brings_back_what_the_page_said(figure):
    _, box = figure
    before = state(box)
    for handle in box.locator("input[type=range]").all():
        handle.press("End")
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before


def test_the_figure_fits_a_phone_and_its_handles_are_large_enough_for_a_finger(figure):
    page, box = figure
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
    heights = box.locator(".handle, .handle-buttons button").evaluate_all("all => all.map((h) => h.offsetHeight)")
    assert min(heights) >= 36
