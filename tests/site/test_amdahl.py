"""Speed-up, cost and the best number of workers that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.foundations.scaling import best_workers, run_time
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "amdahl"


@pytest.mark.parametrize("serial", [0, 1, 5, 37.5, 50])
@pytest.mark.parametrize("talk", [0, 0.01, 0.1, 2])
@pytest.mark.parametrize("workers", [1, 2, 9, 256])
def test_what_is_shown_is_what_the_library_finds(figure, serial, talk, workers):
    now = fill(figure[1], serial, talk, workers)
    s, c = serial / 100, talk / 100
    t = float(run_time(workers, s, c))
    np.testing.assert_allclose([now["speed"], now["cost"]], [1 / t, workers * t], rtol=1e-9)
    best = best_workers(s, c) if c else 256
    assert now["best"] == min(best, 256)
    np.testing.assert_allclose(now["top"], 1 / run_time(now["best"], s, c), rtol=1e-9)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    now = fill(box, 5, 0.1, 8)
    assert now["best"] == 31 and round(now["top"], 1) == 9.0
    assert fill(box, 5, 0.4, 8)["best"] == 15                     # four times the talk: about half the workers
    assert fill(box, 20, 0.1, 8)["best"] == 28                    # the serial share hardly moves it
    assert fill(box, 5, 0.1, 31)["cost"] > 3


def test_the_arrow_keys_move_it(figure):
    page, box = figure
    before = fill(box, 5, 0.1, 8)
    box.locator("input[type=range]").nth(2).press("ArrowRight")
    assert state(box)["workers"] == before["workers"] + 1
    page.wait_for_timeout(250)
    assert "9 workers" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    box.get_by_role("button", name="Start again").press("Enter")
    before = state(box)
    fill(box, 20, 1, 100)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
