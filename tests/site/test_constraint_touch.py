"""The walker on the constraint agrees with the library: in the built page, by keyboard and on a phone."""

import numpy as np
import pytest

from m4ds.optim.qp import kkt_qp
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "constraint-touch"


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
    now = fill(figure[1], level, place)
    assert now["level"] == level and np.isclose(now["walker"][0], place)
    holds(now)


def test_the_question_of_the_page_has_its_answer(figure):
    page, box = figure
    assert fill(box, 5, 1)["least"] == pytest.approx(5)
    page.wait_for_timeout(250)
    assert "only touches" in box.locator(".words").inner_text()
    assert state(box)["price"] == pytest.approx(2)
    assert fill(box, 5.5, 1.1)["least"] - 5 == pytest.approx(1.05)
    fill(box, 5, 3)
    page.wait_for_timeout(250)
    assert "to the left lowers f" in box.locator(".words").inner_text()
    fill(box, 5, -1)
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
    fill(box, 2, 0)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
