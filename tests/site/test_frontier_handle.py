"""The frontier that the figure draws is that of the library, and its answers are those of the page."""

import numpy as np
import pytest

from m4ds.finance.frontier import frontier, min_variance_weights
from m4ds.optim.qp import active_set_qp
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "frontier-handle"
MEAN, SD = np.array([0.4, 0.5, 0.6, 0.8, 0.9]), np.array([4.0, 5, 6, 8, 10])
LOAD = np.array([0.5, 0.6, 0.6, 0.7, 0.5])
TRUTH = np.outer(SD * LOAD, SD * LOAD)
np.fill_diagonal(TRUTH, SD**2)


def move(box, history, months, target, shorts="free"):
    box.locator(f"input[type=radio][value={shorts}]").check()
    return fill(box, history, months, target)


def long_only(S, mu, m):
    low, high = mu.argmin(), mu.argmax()
    start = np.zeros(5)
    start[high] = (m - mu[low]) / (mu[high] - mu[low])
    start[low] += 1 - start[high]
    return active_set_qp(S, np.zeros(5), np.vstack([np.ones(5), mu]), [1, m], -np.eye(5), np.zeros(5), start).x


def holds(now):
    w, S, mu = (np.array(now[name]) for name in ("weights", "S", "mu"))
    assert w.sum() == pytest.approx(1)
    assert now["promised"] == pytest.approx(np.sqrt(w @ S @ w)) and now["promisedMean"] == pytest.approx(mu @ w)
    assert now["risk"] == pytest.approx(np.sqrt(w @ TRUTH @ w)) and now["mean"] == pytest.approx(MEAN @ w)
    safest = min_variance_weights(TRUTH, long_only=now["shorts"] == "none")
    assert now["least"] == pytest.approx(np.sqrt(safest @ TRUTH @ safest))
    assert now["risk"] >= now["least"] - 1e-9


@pytest.mark.parametrize("history, months, target", [(1, 60, 0), (2, 60, 0.5), (7, 24, 0.3), (20, 240, 1.5),
                                                     (4, 12, 0)])
def test_with_short_sales_the_weights_are_those_of_the_library(figure, history, months, target):
    now = move(figure[1], history, months, target)
    holds(now)
    front = frontier(now["S"], now["mu"])
    np.testing.assert_allclose(now["weights"], front.weights(front.mean + target), atol=1e-8)


@pytest.mark.parametrize("history, months, target", [(1, 60, 0), (2, 60, 0.2), (7, 24, 0.3), (20, 240, 1.5),
                                                     (4, 12, 0)])
def test_without_short_sales_too(figure, history, months, target):
    now = move(figure[1], history, months, target, "none")
    holds(now)
    S, mu = np.array(now["S"]), np.array(now["mu"])
    safest = min_variance_weights(S, long_only=True)
    aim = min(mu @ safest + target, mu @ safest + 0.9999 * (mu.max() - mu @ safest))
    expected = safest if target == 0 else long_only(S, mu, aim)
    np.testing.assert_allclose(now["weights"], expected, atol=1e-6)


def test_the_histories_follow_the_law(figure):
    seen = [move(figure[1], k, 240, 0) for k in range(1, 21)]
    means = np.mean([now["mu"] for now in seen], axis=0)
    covariance = np.mean([now["S"] for now in seen], axis=0)
    assert (np.abs(means - MEAN) < 5 * SD / np.sqrt(20 * 240)).all()
    assert (np.abs(covariance - TRUTH) < 5 * np.sqrt(2 / (20 * 239)) * np.outer(SD, SD)).all()


def test_the_questions_of_the_page_have_their_answers(figure):
    free = [move(figure[1], k, 60, 0) for k in range(1, 21)]
    walled = [move(figure[1], k, 60, 0, "none") for k in range(1, 21)]
    aiming = [move(figure[1], k, 60, 0.5) for k in range(1, 21)]
    smaller = sum(now["promised"] < now["risk"] for now in free)
    assert 12 <= smaller <= 20, smaller
    gaps = [np.mean([now["risk"] - now["promised"] for now in rows]) for rows in (free, walled)]
    assert gaps[1] < gaps[0], gaps
    risk = np.mean([abs(now["risk"] / now["promised"] - 1) for now in aiming])
    mean = np.mean([abs(now["mean"] / now["promisedMean"] - 1) for now in aiming])
    assert mean > 2 * risk, (mean, risk)


def test_keys_move_it_start_again_brings_it_back_and_it_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["history"] == before["history"] + 1
    box.locator("input[type=radio][value=free]").press("ArrowDown")
    assert state(box)["shorts"] == "none"
    page.wait_for_timeout(250)
    assert "short sales forbidden" in box.locator(".words").inner_text()
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page) and page.troubles == []
