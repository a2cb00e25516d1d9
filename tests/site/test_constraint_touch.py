"""The walker on the constraint agrees with the library: in the built page, by keyboard and on a phone."""

import json

import numpy as np
import pytest

from m4ds.optim.qp import kkt_qp

pytestmark = pytest.mark.site
FIGURE = ".interactive[data-script=constraint-touch]"


@pytest.fixture
def figure(open_page, pages_with):
    found = pages_with('data-script="constraint-touch"')
    if not found:
        pytest.skip("no page shows constraint-touch")
    page = open_page(found[0])
    box = page.locator(FIGURE).first
    box.scroll_into_view_if_needed()
    page.wait_for_selector(FIGURE + ".ready")
    return page, box


def state(box) -> dict:
    return json.loads(box.get_attribute("data-state"))


def move(box, *values):
    for handle, value in zip(box.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return state(box)


def holds(now):
    x, nu = kkt_qp(2 * np.eye(2), [0, 0], [[1, 2]], [now["level"]])
    np.testing.assert_allclose(now["best"], x, atol=1e-9)
    assert np.isclose(now["price"], -nu[0]) and np.isclose(now["least"], x @ x)
    walker = np.array(now["walker"])
    assert np.isclose(walker @ [1, 2], now["level"]) and np.isclose(walker @ walker, now["value"])
    assert now["value"] >= now["least"] - 1e-9
    assert now["touches"] == bool(np.allclose(walker, x, atol=1e-6))


@pytest.mark.parametrize("level, place", [(5, 1), (5, 3), (2.5, 0.5), (6, -2), (0.5, 0.1), (4, 4)])
def test_the_best_point_and_the_price_are_those_of_the_library(figure, level, place):
    now = move(figure[1], level, place)
    assert now["level"] == level and np.isclose(now["walker"][0], place)
    holds(now)


def test_the_question_of_the_page_has_its_answer(figure):
    page, box = figure
    assert move(box, 5, 1)["least"] == pytest.approx(5)
    page.wait_for_timeout(250)
    assert "only touches" in box.locator(".words").inner_text()
    assert state(box)["price"] == pytest.approx(2)
    assert move(box, 5.5, 1.1)["least"] - 5 == pytest.approx(1.05)
    move(box, 5, 3)
    page.wait_for_timeout(250)
    assert "to the left lowers f" in box.locator(".words").inner_text()
    move(box, 5, -1)
    page.wait_for_timeout(250)
    assert "to the right lowers f" in box.locator(".words").inner_text()


def test_the_handles_move_by_arrow_keys(figure):
    page, box = figure
    for handle in box.locator("input[type=range]").all():
        before = state(box)
        handle.focus()
        page.keyboard.press("ArrowLeft")
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, 2, 0)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
