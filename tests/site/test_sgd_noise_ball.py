"""The walk and the radius that the reader sees are those of the library; it works by keyboard and on a phone."""

import numpy as np
import pytest

from m4ds.optim.batches import noise_ball
from m4ds.optim.stochastic import sgd
from m4ds.optim.sums import quadratic_sum
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "sgd-noise-ball"
BOWLS = quadratic_sum(np.diag([1.0, 4.0]), [[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]])


def corners(seed: int):
    """Yield the row numbers 0 to 3 of the figure: the two top bits of mulberry32."""
    mask, at = 0xFFFFFFFF, seed
    while True:
        at = (at + 0x6D2B79F5) & mask
        t = (at ^ (at >> 15)) * (1 | at) & mask
        t = (((t ^ (t >> 7)) * (61 | t) & mask) + t & mask) ^ t
        yield ((t ^ (t >> 14)) & mask) >> 30


def walk(step: float, batch: int):
    draws = corners(27)
    batches = ([next(draws) for _ in range(batch)] for _ in range(800))
    return sgd(BOWLS.grad, np.zeros(2), batches, step, steps=800).points[201:]


@pytest.mark.parametrize("step, batch", [(0.1, 1), (0.2, 3), (0.4, 14), (0.48, 1), (0.02, 40)])
def test_the_walk_and_the_radius_are_those_of_the_library(figure, step, batch):
    now, cloud = fill(figure[1], step, batch), walk(step, batch)
    assert (now["step"], now["batch"], now["shown"]) == (step, batch, 600)
    np.testing.assert_allclose(now["last"], cloud[-1], atol=1e-9)
    assert now["measured"] == pytest.approx(np.sqrt((cloud**2).sum(axis=1).mean()), rel=1e-9)
    assert now["radius"] == pytest.approx(np.sqrt(noise_ball([1.0, 4.0], [1.0, 16.0], step, batch).sum()), rel=1e-12)
    assert now["measured"] == pytest.approx(now["radius"], rel=0.35)


def test_the_answer_to_the_question_is_three_rows_and_then_fourteen(figure):
    goal = fill(figure[1], 0.1, 1)["radius"]
    for step, batch in ((0.2, 3), (0.4, 14)):
        radii = {b: fill(figure[1], step, b)["radius"] for b in (batch - 1, batch, 2 if step == 0.2 else 4)}
        assert radii[batch] <= goal * 1.01 < radii[batch - 1]
    assert radii[4] > 1.8 * goal


def test_from_two_over_L_on_there_is_no_ball(figure):
    page, box = figure
    now = fill(box, 0.5, 5)
    assert now["radius"] is None
    page.wait_for_timeout(250)
    assert "grows for ever" in box.locator(".words").inner_text()
    now = fill(box, 0.54, 1)
    assert now["radius"] is None and now["shown"] == 0 and now["last"] is None


def test_it_moves_by_arrow_keys_starts_again_and_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    for handle in box.locator("input[type=range]").all():
        seen = state(box)
        handle.focus()
        page.keyboard.press("ArrowRight")
        assert state(box) != seen
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
    assert page.troubles == []
