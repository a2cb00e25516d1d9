"""The two divergences of the explorer are those of the library, and its valleys are where the chapter says."""

import numpy as np
import pytest

from m4ds.prob.information import kl_divergence
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "kl-explorer"


def bell(m, s):
    q = np.exp(-((np.linspace(-10, 10, 201) - m) / s)**2 / 2)
    return q / q.sum()


@pytest.mark.parametrize("values", [(-1, 1), (.4, 2.05), (2, .6), (-2, .6), (3, .4), (-3, 3), (0, .4)])
def test_the_divergences_are_those_of_the_library(figure, values):
    now = fill(figure[1], *values)
    assert (now["mean"], now["sd"]) == values
    p, q = .4 * bell(-2, .6) + .6 * bell(2, .6), bell(*values)
    np.testing.assert_allclose(now["p"], p, rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(now["q"], q, rtol=1e-9, atol=1e-15)
    assert now["forward"] == pytest.approx(kl_divergence(p, q, np.e), rel=1e-8)
    assert now["backward"] == pytest.approx(kl_divergence(q, p, np.e), rel=1e-8)


def test_one_valley_covers_and_two_seek(figure):
    box = figure[1]
    best = fill(box, .4, 2.05)
    for m, s in ((.3, 2.05), (.5, 2.05), (.4, 2.0), (.4, 2.1)):
        assert fill(box, m, s)["forward"] > best["forward"]
    for centre, depth in ((2, np.log(1 / .6)), (-2, np.log(1 / .4))):
        valley = fill(box, centre, .6)["backward"]
        assert valley == pytest.approx(depth, abs=.01)
        assert all(fill(box, centre + d, .6)["backward"] > valley for d in (-.1, .1))


def test_the_words_and_the_keys_follow(figure):
    page, box = figure
    before = fill(box, 2, .6)
    page.wait_for_timeout(250)
    assert "D(q || p) = 0.51 nats" in box.locator(".words").inner_text()
    box.locator("input[type=range]").first.press("ArrowLeft")
    assert state(box)["mean"] == pytest.approx(before["mean"] - .1) and state(box)["backward"] > before["backward"]
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, 2, .6)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
