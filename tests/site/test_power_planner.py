"""The days that the planner shows follow from the library's sample sizes: in the built page."""

import numpy as np
import pytest

from m4ds.stats.sample_size import sample_size
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "power-planner"
SD = 90


def move(box, power, traffic, effect, rho, share):
    box.locator(f"input[type=radio][value='{power}']").check()
    return fill(box, traffic, effect, rho, share)


@pytest.mark.parametrize("power", [50, 80, 90, 95])
@pytest.mark.parametrize(("traffic", "effect", "rho", "share"), [
    (18, 1.5, 0.6, 50), (2, 0.5, 0.95, 5), (60, 6, 0, 95), (9, 1, 0.8, 10), (30, 2.3, 0.33, 75)])
def test_visitors_and_days_are_those_of_the_library(figure, power, traffic, effect, rho, share):
    now = move(figure[1], power, traffic, effect, rho, share)
    q = share / 100
    for r, days in ((rho, now["days"]), (0.0, now["plain"])):
        arms = sample_size(effect, SD * np.sqrt(1 - r**2), power=power / 100, ratio=q / (1 - q))
        assert abs(days - 7 * sum(arms) / (1000 * traffic)) <= 7 * 2 / (1000 * traffic) + 1e-6 * days
    np.testing.assert_allclose(now["visitors"], now["days"] * 1000 * traffic / 7)


def test_the_answers_of_the_case(figure):
    box = figure[1]
    start = move(box, 80, 18, 1, 0.62, 50)
    assert start["days"] > 28
    assert move(box, 80, 36, 1, 0.62, 50)["days"] > 28
    assert move(box, 80, 18, 1, 0.8, 50)["days"] > 28
    assert move(box, 80, 36, 1, 0.8, 50)["days"] < 28
    tenth = move(box, 80, 18, 1, 0.62, 10)
    assert tenth["days"] / start["days"] == pytest.approx(1 / (4 * 0.1 * 0.9))
    assert move(box, 80, 18, 1, 0.71, 50)["left"] == pytest.approx(0.5, abs=0.01)


def test_the_arrow_keys_move_it(figure):
    page, box = figure
    before = move(box, 80, 18, 1.5, 0.6, 50)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["traffic"] == before["traffic"] + 1
    box.locator("input[type=radio][value='80']").press("ArrowDown")
    assert state(box)["power"] == 90
    page.wait_for_timeout(250)
    assert "power 90 %" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, 95, 40, 3, 0.1, 20)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
