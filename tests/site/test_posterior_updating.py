"""The posterior that the figure shows is that of m4ds: in the built page."""

import numpy as np
import pytest

from m4ds.prob.student import beta
from m4ds.stats.conjugate import beta_binomial
from m4ds.stats.predictive import beta_binomial_pmf
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "posterior-updating"


@pytest.mark.parametrize(("a", "b", "passed", "failed"), [
    (1, 1, 8, 2), (10, 10, 8, 2), (0.5, 0.5, 0, 0), (0.5, 20, 50, 0), (2.5, 3, 0, 50), (20, 20, 50, 50),
    (0.5, 0.5, 0, 1)])
def test_what_is_shown_is_the_posterior(figure, a, b, passed, failed):
    now = fill(figure[1], a, b, passed, failed)
    p, q = map(float, beta_binomial(a, b, passed, passed + failed))
    low, high = beta(p, q).quantile([0.025, 0.975])
    five = beta_binomial_pmf(5, 5, p, q)
    np.testing.assert_allclose([now["mean"], now["low"], now["high"], now["five"]], [p / (p + q), low, high, five],
                               rtol=1e-6, atol=1e-12)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    assert fill(box, 1, 1, 8, 2)["mean"] == pytest.approx(0.75)
    assert fill(box, 10, 10, 8, 2)["mean"] == pytest.approx(0.6)
    assert fill(box, 10, 10, 40, 10)["mean"] == pytest.approx(50 / 70)
    assert fill(box, 4, 6, 0, 0)["mean"] == pytest.approx(0.4)


def test_the_arrow_keys_move_the_data_and_the_words_follow(figure):
    page, box = figure
    fill(box, 1, 1, 8, 2)
    box.locator("input[type=range]").nth(3).press("ArrowRight")
    assert state(box)["failed"] == 3
    page.wait_for_timeout(250)
    assert "Beta(9, 4)" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, 5, 0.5, 3, 30)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
