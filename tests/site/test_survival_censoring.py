"""The curve and the means that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.stats.survival import kaplan_meier
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "survival-censoring"


def agree(now):
    time, failed = np.array(now["time"], dtype=float), np.array(now["failed"])
    curve = kaplan_meier(time, failed)
    np.testing.assert_allclose(now["ages"], curve.time)
    np.testing.assert_allclose(now["survival"], curve.value, atol=1e-12)
    if failed.any():
        assert now["naive"] == pytest.approx(time[failed == 1].mean())
    below = curve.time[curve.value <= .5 + 1e-12]
    assert now["median"] == (below[0] if len(below) else None)


def test_every_day_shows_the_curve_of_the_library(figure):
    for end in range(4, 37):
        now = fill(figure[1], end)
        assert now["end"] == end
        agree(now)


def test_the_answers_of_the_chapter(figure):
    naive = {end: fill(figure[1], end)["naive"] for end in range(8, 37)}
    truth = state(figure[1])["truth"]
    assert all(value < truth for end, value in naive.items() if end < 34)
    assert naive[34] == pytest.approx(truth) == naive[36]
    assert any(naive[end + 1] < naive[end] for end in range(8, 36))          # it need not climb at every step


def test_the_arrow_keys_move_the_day(figure):
    page, box = figure
    before = fill(box, 20)
    box.locator("input[type=range]").press("ArrowRight")
    assert state(box)["end"] == before["end"] + 1
    page.wait_for_timeout(250)
    assert "Month 21" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    fill(box, 30)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box)["end"] == 20
    assert fits_a_phone(page)
