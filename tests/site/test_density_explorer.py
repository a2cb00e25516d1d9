"""The area, the rise and the density of the explorer are those of the library: in the built page."""

import pytest

from m4ds.prob.continuous import normal, uniform
from m4ds.prob.lifetimes import exponential, gamma, weibull
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "density-explorer"
LAWS = {"weibull": weibull, "exponential": lambda k, s: exponential(1 / s), "gamma": gamma,
        "normal": lambda k, s: normal(2, s), "uniform": lambda k, s: uniform(0, s)}


def move(box, law, *values):
    box.locator(f"input[type=radio][value={law}]").check()
    return fill(box, *values)


@pytest.mark.parametrize("law", list(LAWS))
@pytest.mark.parametrize("values", [(1.8, 1.2, .8, 1.2), (.5, .1, 0, .05), (6, 2, 0, 4), (1, 1, 3.5, 3.6),
                                    (1, .5, 2, .4), (2.7, .3, .15, 3.95), (4.4, 1.6, 1.9, 2.1)])
def test_what_is_shown_is_the_law_of_the_library(figure, law, values):
    now = move(figure[1], law, *values)
    ours = LAWS[law](*values[:2])
    a, b = sorted(values[2:])
    assert (now["law"], now["from"], now["to"]) == (law, a, b)
    low, high = ours.cdf([a, b])
    assert now["low"] == pytest.approx(low, rel=1e-9, abs=1e-13) and now["high"] == pytest.approx(high, rel=1e-9)
    assert now["probability"] == pytest.approx(high - low, abs=1e-9)
    assert now["middle"] == pytest.approx(float(ours.pdf((a + b) / 2)), rel=1e-9, abs=1e-13)


def test_the_questions_of_the_page_have_their_answers(figure):
    page, box = figure
    assert move(box, "weibull", 1.8, .3, .2, .3)["middle"] > 1
    falls = [move(box, "exponential", 1.8, 1.2, a, a + .5)["probability"] for a in (0, .5, 1)]
    assert falls[1] / falls[0] == pytest.approx(falls[2] / falls[1])
    falls = [move(box, "weibull", 1.8, 1.2, a, a + .5)["probability"] for a in (0, .5, 1)]
    assert abs(falls[1] / falls[0] - falls[2] / falls[1]) > .1
    page.wait_for_timeout(250)
    assert "Weibull, shape 1.8, scale 1.2. From 1 to 1.5" in box.locator(".words").inner_text()


def test_an_empty_interval_and_an_infinite_density_are_shown(figure):
    page, box = figure
    now = move(box, "gamma", .5, 1, 0, 0)
    assert now["probability"] == 0 and now["middle"] is None
    page.wait_for_timeout(250)
    assert "infinite" in box.locator(".words").inner_text() and page.troubles == []
    assert move(box, "gamma", 1, 2, 0, 0)["middle"] == pytest.approx(.5)


def test_the_arrow_keys_move_a_handle(figure):
    page, box = figure
    before = move(box, "normal", 1, .5, 1, 2)
    box.locator("input[type=range]").last.press("ArrowRight")
    assert state(box)["to"] == pytest.approx(2.05) and state(box)["probability"] > before["probability"]
    box.locator("input[type=radio][value=normal]").press("ArrowDown")
    assert state(box)["law"] == "uniform"
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "uniform", 3, .5, .2, .4)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
