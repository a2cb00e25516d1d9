"""The bars, the tail, the mean and the spread of the explorer are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.prob.discrete import binomial_pmf, geometric_pmf, hypergeometric_pmf, poisson_pmf
from m4ds.prob.tails import tail
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "distribution-explorer"


def move(box, law, *values):
    box.locator(f"input[type=radio][value={law}]").check()
    return fill(box, *values)


def law_of(now):
    n, p = now["n"], now["p"]
    return {"binomial": (binomial_pmf, (n, p)), "poisson": (poisson_pmf, (n * p,)), "geometric": (geometric_pmf, (p,)),
            "hypergeometric": (hypergeometric_pmf, (now["population"], now["marked"], n))}[now["law"]]


@pytest.mark.parametrize("law", ["binomial", "poisson", "geometric", "hypergeometric"])
@pytest.mark.parametrize("values", [(20, .1, 40, 5), (60, .5, 200, 30), (1, .02, 10, 0), (60, 1, 10, 3),
                                    (13, .97, 57, 12), (40, .05, 100, 6)])
def test_what_is_shown_is_the_law_of_the_library(figure, law, values):
    now = move(figure[1], law, *values)
    assert now["law"] == law and now["threshold"] == values[3]
    pmf, params = law_of(now)
    k = np.arange(4000)
    whole = pmf(k, *params)
    np.testing.assert_allclose(now["pmf"], whole[:len(now["pmf"])], rtol=1e-9, atol=1e-14)
    np.testing.assert_allclose(now["tail"], tail(pmf, now["threshold"], *params), rtol=1e-8, atol=1e-14)
    mean = k @ whole
    np.testing.assert_allclose([now["mean"], now["sd"]], [mean, np.sqrt((k - mean) ** 2 @ whole)], rtol=1e-7, atol=1e-6)
    assert sum(now["pmf"]) > .97


def test_the_words_say_what_the_picture_shows(figure):
    page, box = figure
    for law, words in [("binomial", "P(X ≥ 5) = 0.0432"), ("poisson", "A Poisson count with mean 2"),
                       ("geometric", "mean 10"), ("hypergeometric", "of which 4 are marked")]:
        move(box, law, 20, .1, 40, 5)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_arrow_keys_move_a_handle_and_the_law(figure):
    page, box = figure
    before = move(box, "binomial", 20, .1, 40, 5)
    box.locator("input[type=range]").last.press("ArrowRight")
    assert state(box)["threshold"] == before["threshold"] + 1 and state(box)["tail"] < before["tail"]
    box.locator("input[type=radio][value=binomial]").press("ArrowDown")
    assert state(box)["law"] == "poisson"
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "geometric", 3, .5, 50, 2)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
