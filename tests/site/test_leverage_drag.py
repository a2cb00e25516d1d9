"""Leverage, leave-one-out residual and Cook's distance of the dragged point are those of the library."""

import numpy as np
import pytest

from m4ds.linalg.least_squares import lstsq_qr
from m4ds.stats.influence import cooks_distance, leverage, loo_residuals
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "leverage-drag"


def holds(now):
    x, y = np.array(now["points"]).T
    X = np.column_stack([np.ones(len(x)), x])
    beta = lstsq_qr(X, y)
    np.testing.assert_allclose([now["intercept"], now["slope"]], beta, atol=1e-9)
    np.testing.assert_allclose([now["interceptWithout"], now["slopeWithout"]], lstsq_qr(X[:-1], y[:-1]), atol=1e-9)
    assert now["leverage"] == pytest.approx(leverage(X)[-1], abs=1e-9)
    assert now["residual"] == pytest.approx(y[-1] - X[-1] @ beta, abs=1e-9)
    assert now["out"] == pytest.approx(loo_residuals(X, y)[-1], abs=1e-9)
    assert now["cook"] == pytest.approx(cooks_distance(X, y)[-1], abs=1e-9)


@pytest.mark.parametrize("x, y", [(5, -3), (5.5, 3.5), (-1, 3.5), (-1, -0.5), (0, 0), (-5.5, -3.5), (2, 0.5)])
def test_what_is_shown_is_what_the_library_finds(figure, x, y):
    now = fill(figure[1], x, y)
    assert now["points"][-1] == [x, y]
    holds(now)


def test_the_answer_of_the_chapter(figure):
    box = figure[1]
    shares = {x: fill(box, x, 2)["leverage"] for x in np.arange(-5.5, 6, 0.5)}
    assert min(shares, key=shares.get) == -1 and shares[-1.0] == pytest.approx(1 / 6)
    low, high = fill(box, 5, 0), fill(box, 5, 1)
    rise = high["intercept"] + 5 * high["slope"] - low["intercept"] - 5 * low["slope"]
    assert rise == pytest.approx(shares[5.0])


def test_the_point_moves_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    point = box.locator("svg [role=button]").first
    for move in (lambda: page.keyboard.press("ArrowUp"), lambda: drag(page, point, -60, 20)):
        before = state(box)
        point.focus()
        move()
        assert state(box) != before
        holds(state(box))
    page.wait_for_timeout(250)
    assert "Leverage" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, 1, 1)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
