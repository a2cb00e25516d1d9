"""Score, information and top that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.calculus.gradients import grad_fd
from m4ds.calculus.hessians import hessian_fd
from m4ds.stats.likelihood import mle_newton
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "likelihood-explorer"

LEVEL = {"normal": lambda x, t: -((x - t)**2).sum() / 2, "cauchy": lambda x, t: -np.log1p((x - t)**2).sum()}


def move(box, law, *values):
    box.locator(f"input[type=radio][value={law}]").check()
    return fill(box, *values)


@pytest.mark.parametrize("law", LEVEL)
@pytest.mark.parametrize("values", [(-1, 0, 1, 1), (-1, 0, 4, .5), (2.5, 2.5, -3, -1), (-6, 0.3, 6, 2)])
def test_what_is_shown_is_the_likelihood(figure, law, values):
    now = move(figure[1], law, *values)
    x, theta = np.array(values[:3], dtype=float), float(values[3])
    assert (now["law"], now["data"], now["theta"]) == (law, x.tolist(), theta)

    def level(t):
        return LEVEL[law](x, t[0])
    np.testing.assert_allclose(now["score"], grad_fd(level, [theta])[0], atol=1e-6)
    np.testing.assert_allclose(now["information"], -hessian_fd(level, [theta])[0, 0], atol=1e-5)
    grid = np.linspace(-6, 6, 2401)
    start = grid[np.argmax([level([t]) for t in grid])]
    top = mle_newton(level, [start]).estimate[0]
    np.testing.assert_allclose(level([now["top"]]), level([top]), atol=1e-7)
    np.testing.assert_allclose(now["drop"], level([theta]) - level([top]), atol=1e-6)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    assert move(box, "normal", -1, 0, 1, 0)["score"] == pytest.approx(0, abs=1e-12)
    assert move(box, "normal", -1, 0, 4, 1)["information"] == 3
    tops = [move(box, "cauchy", -1, 0, far, 0)["top"] for far in (1, 2, 3, 6)]
    assert tops == sorted(tops, reverse=True) and tops[-1] > -.5
    assert move(box, "cauchy", -1, 0, 3.5, 0)["humps"] == 1
    assert move(box, "cauchy", -1, 0, 5, 0)["humps"] == 2
    assert move(box, "cauchy", -1, 0, 5, 2)["information"] < 0
    plateau = move(box, "uniform", -1, 0, 1, 1.5)
    assert (plateau["score"], plateau["information"], plateau["drop"], plateau["top"]) == (0, 0, 0, 0)
    assert move(box, "uniform", -1, 0, 1, 2.5)["drop"] is None
    assert move(box, "uniform", -5, 0, 5, 0)["top"] is None


def test_the_arrow_keys_move_the_centre_and_the_law(figure):
    page, box = figure
    before = move(box, "normal", -1, 0, 1, 1)
    box.locator("input[type=range]").last.press("ArrowRight")
    assert state(box)["theta"] == pytest.approx(before["theta"] + .05)
    box.locator("input[type=radio][value=normal]").press("ArrowDown")
    assert state(box)["law"] == "cauchy"
    page.wait_for_timeout(250)
    assert "score" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "cauchy", 3, 3, -4, 2)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
