"""The log-likelihood and the best curve that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.stats.logistic import Separation, largest_log_likelihood, logistic_irls
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "logistic-fit"
X = np.column_stack([np.ones(8), [-3, -2, -1.2, -0.6, 0.4, 1, 2, 3]])
LABELS = {"overlapping": [0, 0, 0, 1, 0, 1, 1, 1], "separated": [0, 0, 0, 0, 1, 1, 1, 1],
          "wrong": [0, 0, 0, 0, 1, 1, 1, 0]}


def move(box, labels, intercept, slope):
    box.locator(f"input[type=radio][value={labels}]").check()
    return fill(box, intercept, slope)


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize(("intercept", "slope"), [(0, 0), (0.1, 1.4), (-2, -1.5), (1, 20)])
def test_the_log_likelihood_is_that_of_the_labels(figure, labels, intercept, slope):
    now, y = move(figure[1], labels, intercept, slope), np.array(LABELS[labels])
    eta = X @ [intercept, slope]
    np.testing.assert_allclose(now["loglik"], np.sum(y * eta - np.logaddexp(0, eta)), rtol=1e-9)
    np.testing.assert_allclose(now["largest"], largest_log_likelihood(X, y), rtol=1e-9)
    assert now["loglik"] <= now["largest"]


def test_the_best_curve_is_that_of_the_library_or_none(figure):
    for labels, y in LABELS.items():
        best = move(figure[1], labels, 0, 1)["best"]
        if labels == "separated":
            assert best is None
            with pytest.raises(Separation):
                logistic_irls(X, y)
        else:
            np.testing.assert_allclose(best, logistic_irls(X, y).coef, rtol=1e-9)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    values = [move(box, "separated", round(0.1 * s, 1), s)["loglik"] for s in (1, 2, 5, 10, 20)]
    assert values == sorted(values) and -0.01 < values[-1] < 0
    assert move(box, "wrong", 0, 1)["best"][1] < 0.5 * move(box, "overlapping", 0, 1)["best"][1]


def test_the_arrow_keys_move_the_slope_and_the_labels(figure):
    page, box = figure
    before = move(box, "overlapping", 0, 1)
    box.locator("input[type=range]").nth(1).press("ArrowRight")
    assert np.isclose(state(box)["slope"], before["slope"] + 0.1)
    box.locator("input[type=radio][value=overlapping]").press("ArrowDown")
    assert state(box)["labels"] == "separated"
    page.wait_for_timeout(250)
    assert "never reaches it" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "wrong", 1, 3)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
