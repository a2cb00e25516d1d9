"""The gap and the tail that the figure shows are those of the exact laws: in the built page."""

import numpy as np
import pytest
from scipy import stats

from m4ds.prob.discrete import binomial_pmf
from tests.site.moving import fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "clt-sums"


def move(box, law, n):
    box.locator(f"input[type=radio][value={law}]").check()
    box.locator("input[type=range]").fill(str(n))
    return state(box)


def lattice(n, p):
    k = np.arange(n + 1)
    pmf, z = binomial_pmf(k, n, p), (k - n * p) / np.sqrt(n * p * (1 - p))
    F, phi = np.cumsum(pmf), stats.norm.cdf(z)
    return max(np.abs(F - phi).max(), np.abs(F - pmf - phi).max()), pmf[z > 2 + 1e-9].sum()


def smooth(law):
    z = np.arange(-1000, 1001) / 200
    return np.abs(law.cdf(z) - stats.norm.cdf(z)).max(), law.sf(2)


EXACT = {"coin": lambda n: lattice(n, .5), "seal": lambda n: lattice(n, .03),
         "wait": lambda n: smooth(stats.gamma(n, loc=-np.sqrt(n), scale=1 / np.sqrt(n))),
         "cauchy": lambda n: smooth(stats.cauchy(scale=np.sqrt(n)))}


@pytest.mark.parametrize("law", EXACT)
@pytest.mark.parametrize("n", [1, 2, 10, 100, 400, 1000])
def test_what_is_shown_is_the_exact_law(figure, law, n):
    now = move(figure[1], law, n)
    assert (now["law"], now["n"]) == (law, n)
    np.testing.assert_allclose([now["gap"], now["beyond"]], EXACT[law](n), rtol=1e-6, atol=1e-9)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    gaps = {law: [move(box, law, n)["gap"] for n in (100, 400)] for law in EXACT}
    assert [round(gaps[law][0], 3) for law in ("coin", "wait", "seal")] == [.040, .013, .147]
    assert all(1.85 < a / b < 2.15 for law, (a, b) in gaps.items() if law != "cauchy")
    assert gaps["cauchy"][1] > gaps["cauchy"][0] > .35


def test_the_arrow_keys_move_the_size_and_the_law(figure):
    page, box = figure
    before = move(box, "coin", 10)
    box.locator("input[type=range]").press("ArrowRight")
    assert state(box)["n"] == before["n"] + 1
    box.locator("input[type=radio][value=coin]").press("ArrowDown")
    assert state(box)["law"] == "seal"
    page.wait_for_timeout(250)
    assert "n = 11" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "wait", 300)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
