"""The intervals that the figure shows are those of the t test, the share is that of its samples: in the built page."""

import numpy as np
import pytest
from scipy import stats

from m4ds.stats.t_tests import t_test
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "intervals-accumulate"


def uniforms(many, seed=20):
    """The generator of the figure: mulberry32."""
    a, out, mask = seed, np.empty(many), 0xFFFFFFFF
    for i in range(many):
        a = (a + 0x6D2B79F5) & mask
        t = ((a ^ (a >> 15)) * (1 | a)) & mask
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & mask)) & mask) ^ t
        out[i] = ((t ^ (t >> 14)) + .5) / 2**32
    return out


def samples(law, n, count):
    u = uniforms((2 if law == "normal" else 1) * n * count)
    x = np.sqrt(-2 * np.log(u[::2])) * np.cos(2 * np.pi * u[1::2]) if law == "normal" else -np.log(u) - 1
    return x.reshape(count, n)


def move(box, law, level, n, count):
    box.locator(f"input[type=radio][value={law}]").check()
    box.locator(f"input[type=radio][value='{level}']").check()
    return fill(box, n, count)


@pytest.mark.parametrize("law", ["normal", "skewed"])
@pytest.mark.parametrize(("level", "n", "count"), [("0.95", 2, 100), ("0.8", 5, 400), ("0.99", 12, 200),
                                                   ("0.95", 49, 60)])
def test_what_is_shown_is_the_t_interval(figure, law, level, n, count):
    now = move(figure[1], law, level, n, count)
    x, p = samples(law, n, count), float(level)
    last = t_test(x[-1], level=p)
    want = [stats.t.ppf((1 + p) / 2, n - 1), last.low, last.high]
    np.testing.assert_allclose([now["q"], *now["last"]], want, rtol=1e-7)
    half = now["q"] * x.std(axis=1, ddof=1) / np.sqrt(n)
    hits = int((np.abs(x.mean(axis=1)) <= half).sum())
    assert (now["hits"], now["samples"]) == (hits, count)
    assert now["low"] == int((x.mean(axis=1) < -half).sum())
    share = hits / count
    np.testing.assert_allclose([now["share"], now["error"]], [share, np.sqrt(share * (1 - share) / count)])


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    for n in (2, 10, 50):
        now = move(box, "normal", "0.95", n, 2000)
        assert abs(now["share"] - .95) < 4.5 * np.sqrt(.95 * .05 / 2000)
    now = move(box, "skewed", "0.95", 5, 2000)
    assert now["share"] + 2 * now["error"] < .91 and now["share"] < .9
    assert now["low"] > .9 * (2000 - now["hits"])
    assert .92 < move(box, "skewed", "0.95", 50, 2000)["share"] < .95


def test_the_keys_and_the_button_work(figure):
    page, box = figure
    before = move(box, "normal", "0.95", 10, 100)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["n"] == before["n"] + 1
    box.get_by_role("button", name="Draw 200 more").press("Enter")
    assert state(box)["samples"] == 300
    box.locator("input[type=radio][value=normal]").press("ArrowDown")
    assert state(box)["law"] == "skewed"
    page.wait_for_timeout(250)
    assert "300 samples of 11" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "skewed", "0.8", 30, 600)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
