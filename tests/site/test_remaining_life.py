"""Risk and range that the figure shows are those of the library's filter and first passage: in the built page."""

import numpy as np
import pytest

from m4ds.prob.uncertain_passage import passage_cdf, passage_quantiles
from m4ds.stats.wear_filter import WearModel, wear_filter
from tests.site.moving import fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "remaining-life"
MODEL, LIMIT = WearModel(0.00494, 0.00086, 0.00445, 3.42, 0.064), 0.998


def move(box, engine, *values):
    box.locator(f"input[type=radio][value={engine}]").check()
    for handle, value in zip(box.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return state(box)


@pytest.mark.parametrize("engine", ["a", "b", "c"])
@pytest.mark.parametrize("cycle", [10, 60, 120, 150, 300])
def test_what_is_shown_is_the_library_s(figure, engine, cycle):
    now = move(figure[1], engine, cycle, 20, 400)
    assert now["cycle"] <= cycle and len(now["readings"]) == now["cycle"] < now["life"]
    paths = wear_filter([now["readings"]], MODEL)
    mean, cov = paths.mean[0, -1], paths.cov[0, -1]
    np.testing.assert_allclose(now["belief"], [*mean, cov[0, 0], cov[0, 1], cov[1, 1]], rtol=1e-6)
    assert now["risk"] == pytest.approx(passage_cdf([20.0], mean, cov, MODEL.sd, LIMIT)[0], rel=1e-5, abs=1e-9)
    want = np.minimum(passage_quantiles([0.1, 0.5, 0.9], mean, cov, MODEL.sd, LIMIT), 340)
    assert np.abs(np.array([now["low"], now["median"], now["high"]]) - want).max() <= 1
    assert now["threshold"] == pytest.approx(0.304 * 20 / 340)
    assert now["due"] == (now["risk"] >= now["threshold"])


def first_due(box, engine, cost):
    for cycle in range(10, 301, 10):
        now = move(box, engine, cycle, 10, cost)
        if now["due"]:
            return now["cycle"], now["life"]
    raise AssertionError("never due")


def test_the_answer_of_the_chapter(figure):
    """Each engine is taken out before it fails; a failure of 1000 k€ brings it out at most one check earlier."""
    for engine in "abc":
        at, life = first_due(figure[1], engine, 250)
        dear, _ = first_due(figure[1], engine, 1000)
        assert 0 < life - at < 45 and 0 <= at - dear <= 10


def test_the_arrow_keys_move_the_cycle_and_the_engine(figure):
    page, box = figure
    before = move(box, "a", 100, 10, 250)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["cycle"] == before["cycle"] + 10
    box.locator("input[type=radio][value=a]").press("ArrowDown")
    assert state(box)["engine"] == "b"
    page.wait_for_timeout(250)
    assert "Engine B, cycle 110" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "c", 200, 30, 500)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
