"""Rates, precision and both areas of the figure are those of the normal laws: in the built page."""

import numpy as np
import pytest
from scipy import integrate, stats

from m4ds.prob.bayes import predictive_values
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "roc-pr-prevalence"


def precision(t, p):
    return p * stats.norm.sf(t - 2) / (p * stats.norm.sf(t - 2) + (1 - p) * stats.norm.sf(t))


def average(p):
    return integrate.quad(lambda t: precision(t, p) * stats.norm.pdf(t - 2), -8, 10, points=[2], limit=200)[0]


@pytest.mark.parametrize("power", [-4, -3, -1, -0.3])
@pytest.mark.parametrize("t", [-2, 1, 3.5, 5])
def test_what_is_shown_is_exact(figure, power, t):
    now = fill(figure[1], power, t)
    p = 10**power
    assert now["prevalence"] == pytest.approx(p, rel=1e-9)
    np.testing.assert_allclose([now["v"], now["u"]], [stats.norm.sf(t - 2), stats.norm.sf(t)], rtol=1e-8)
    assert now["precision"] == pytest.approx(predictive_values(p, now["v"], 1 - now["u"])[0], rel=1e-7)
    assert now["auc"] == pytest.approx(stats.norm.cdf(np.sqrt(2)), rel=1e-9)
    assert now["ap"] == pytest.approx(average(p), rel=1e-5)


def test_the_answer_of_the_chapter(figure):
    often, rare = fill(figure[1], -1, 2), fill(figure[1], -3, 2)
    assert (often["v"], often["u"], often["auc"]) == (rare["v"], rare["u"], rare["auc"])
    assert round(often["precision"], 2) == 0.71 and round(rare["precision"], 4) == 0.0215
    assert fill(figure[1], -3, 4)["precision"] > 0.4


def test_the_arrow_keys_move_it_and_it_starts_again_and_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    box.locator("input[type=range]").first.press("ArrowLeft")
    assert state(box)["prevalence"] < before["prevalence"]
    page.wait_for_timeout(250)
    assert "AUC 0.921" in box.locator(".words").inner_text()
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert page.troubles == []
    assert fits_a_phone(page)
