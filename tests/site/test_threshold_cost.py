"""Counts, cost and the cheapest threshold of the figure are those of the normal laws: in the built page."""

import numpy as np
import pytest
from scipy import optimize, stats

from m4ds.learn.decisions import cost_threshold, prior_shift
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "threshold-cost"


def exact(t, rarity, ratio):
    share = 1 / (1 + rarity)
    v, u = stats.norm.sf(t - 2), stats.norm.sf(t)
    counts = 1e4 * np.array([share * v, share * (1 - v), (1 - share) * u, (1 - share) * (1 - u)])
    return counts, counts[2] + ratio * counts[1]


@pytest.mark.parametrize("t", [-2, 0.5, 1.85, 4])
@pytest.mark.parametrize("rarity, ratio", [(1, 1), (99, 20), (999, 200)])
def test_counts_and_cost(figure, t, rarity, ratio):
    now = fill(figure[1], t, rarity, ratio)
    counts, cost = exact(t, rarity, ratio)
    np.testing.assert_allclose([now[k] for k in ("tp", "fn", "fp", "tn")], counts, rtol=1e-8, atol=1e-8)
    assert now["cost"] == pytest.approx(cost, rel=1e-8)


@pytest.mark.parametrize("rarity, ratio", [(1, 1), (99, 20), (999, 200), (3, 100)])
def test_the_cheapest_threshold_is_where_the_posterior_meets_the_cost_threshold(figure, rarity, ratio):
    now = fill(figure[1], 1, rarity, ratio)
    best = optimize.minimize_scalar(lambda t: exact(t, rarity, ratio)[1], bounds=(-6, 8), method="bounded",
                                    options={"xatol": 1e-9})
    assert now["best"] == pytest.approx(best.x, abs=1e-5)
    assert now["least"] == pytest.approx(best.fun, rel=1e-8)
    even = stats.norm.pdf(now["best"] - 2) / (stats.norm.pdf(now["best"] - 2) + stats.norm.pdf(now["best"]))
    assert prior_shift([even], 0.5, 1 / (1 + rarity))[0] == pytest.approx(cost_threshold(1, ratio), rel=1e-8)


def test_the_answer_of_the_chapter(figure):
    once, rarer = (fill(figure[1], 1, rarity, 20)["best"] for rarity in (99, 198))
    assert rarer - once == pytest.approx(np.log(2) / 2, rel=1e-6)
    assert fill(figure[1], 1, 198, 40)["best"] == pytest.approx(once)


def test_the_arrow_keys_move_it_and_it_starts_again_and_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["threshold"] == pytest.approx(before["threshold"] + 0.05)
    page.wait_for_timeout(250)
    assert "Precision" in box.locator(".words").inner_text()
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert page.troubles == []
    assert fits_a_phone(page)
