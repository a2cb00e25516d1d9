"""What the figure shows of its resamples is what the library makes of the same draws: in the built page."""

import numpy as np
import pytest

from m4ds.stats.bootstrap import bootstrap_draws
from tests.site.moving import fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "bootstrap-resample"
DATA = np.array([2, 3, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 19, 24, 38])
STATISTICS = {"mean": lambda x: x.mean(axis=1), "median": lambda x: np.median(x, axis=1),
              "maximum": lambda x: x.max(axis=1)}


class Mulberry:
    """The generator of the figure, with the one method that the bootstrap asks for."""

    def __init__(self, seed=7):
        self.seed = seed

    def one(self):
        mask = 0xFFFFFFFF
        self.seed = (self.seed + 0x6D2B79F5) & mask
        t = (self.seed ^ (self.seed >> 15)) * (1 | self.seed) & mask
        t = ((t + ((t ^ (t >> 7)) * (61 | t) & mask)) & mask) ^ t
        return ((t ^ (t >> 14)) & mask) / 2**32

    def integers(self, n, size):
        return np.array([int(self.one() * n) for _ in range(np.prod(size))]).reshape(size)


ALL = {name: bootstrap_draws(DATA, f, Mulberry(), 2000) for name, f in STATISTICS.items()}


def move(box, statistic, draws):
    box.locator(f"input[type=radio][value={statistic}]").check()
    box.locator("input[type=range]").fill(str(draws))
    return state(box)


@pytest.mark.parametrize("statistic", STATISTICS)
@pytest.mark.parametrize("draws", [2, 3, 41, 500, 2000])
def test_what_is_shown_is_the_bootstrap_of_the_library(figure, statistic, draws):
    now, values = move(figure[1], statistic, draws), ALL[statistic][:draws]
    assert (now["statistic"], now["draws"], now["different"]) == (statistic, draws, len(np.unique(values)))
    np.testing.assert_allclose([now["sd"], now["low"], now["high"], now["value"], now["largest"]],
                               [values.std(ddof=1), *np.quantile(values, [0.025, 0.975]), values[-1],
                                np.mean(values == 38)], rtol=1e-9)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    early, late = move(box, "mean", 1000)["sd"], move(box, "mean", 2000)["sd"]
    assert abs(early / late - 1) < 0.05
    assert abs(late / (DATA.std() / np.sqrt(15)) - 1) < 5 / np.sqrt(4000)
    maximum, p = move(box, "maximum", 2000), 1 - (14 / 15)**15
    assert maximum["different"] <= 10 and abs(maximum["largest"] - p) < 5 * np.sqrt(p * (1 - p) / 2000)
    missing = [move(box, "mean", b)["missing"] for b in range(2, 42)]
    assert abs(np.mean(missing) / 15 - (14 / 15)**15) < 0.06


def test_keys_and_buttons_draw_more(figure):
    page, box = figure
    before = move(box, "mean", 40)
    box.locator("input[type=range]").press("ArrowRight")
    assert state(box)["draws"] == before["draws"] + 1
    box.get_by_role("button", name="Draw one more").press("Enter")
    box.get_by_role("button", name="Draw 100 more").click()
    assert state(box)["draws"] == before["draws"] + 102
    box.locator("input[type=radio][value=mean]").press("ArrowDown")
    assert state(box)["statistic"] == "median"
    page.wait_for_timeout(250)
    assert "142 resamples" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "maximum", 1999)
    for _ in range(2):
        box.get_by_role("button", name="Draw 100 more").click()
    assert state(box)["draws"] == 2000
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
