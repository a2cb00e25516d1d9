"""The power and the size that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest
from scipy import stats

from m4ds.stats.power import power_z, sample_size_means
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "power-explorer"


def move(box, alpha, effect, n, sd):
    box.locator(f"input[type=radio][value='{alpha}']").check()
    return fill(box, effect, n, sd)


@pytest.mark.parametrize("alpha", ["0.01", "0.05", "0.1"])
@pytest.mark.parametrize(("effect", "n", "sd"), [(.5, 16, 1), (.5, 32, 1), (1.5, 200, .5), (.05, 2, 2), (.3, 57, 1.4)])
def test_what_is_shown_is_the_power_of_the_z_test(figure, alpha, effect, n, sd):
    now, a = move(figure[1], alpha, effect, n, sd), float(alpha)
    want = power_z(effect, sd, n, a)
    np.testing.assert_allclose([now["power"], now["missed"], now["bar"]],
                               [want, 1 - want, stats.norm.isf(a / 2) * sd / np.sqrt(n)], rtol=1e-7, atol=1e-9)
    assert now["enough"] == sample_size_means(effect, sd, a)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    assert move(box, "0.05", .5, 31, 1)["power"] < .8 <= move(box, "0.05", .5, 32, 1)["power"]
    assert move(box, "0.05", .25, 125, 1)["power"] < .8 <= move(box, "0.05", .25, 126, 1)["power"]
    now = move(box, "0.05", 0, 40, 1)
    assert now["power"] == pytest.approx(.05) and now["enough"] is None


def test_the_arrow_keys_move_it(figure):
    page, box = figure
    before = move(box, "0.05", .5, 16, 1)
    box.locator("input[type=range]").nth(1).press("ArrowRight")
    assert state(box)["n"] == before["n"] + 1
    box.locator("input[type=radio][value='0.05']").press("ArrowDown")
    assert state(box)["alpha"] == .1
    page.wait_for_timeout(250)
    assert "n = 17" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "0.01", 1, 150, 2)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
