"""The half steps on the page are those of the library: in the built page, moved by its own handles."""

import json

import numpy as np
import pytest

from m4ds.learn.als import factor_loss, half_step
from m4ds.learn.entries import Entries

pytestmark = pytest.mark.site
WORKED = [[5, 4, np.nan], [np.nan, 2, 1], [3, np.nan, 2]]
VALLEYS = [[1, np.nan, 5], [np.nan, 1, 5], [5, 5, np.nan]]
CASES = {"worked": (WORKED, [1, 0.8, 0.48]), "good": (VALLEYS, [1, 1, 1]), "poor": (VALLEYS, [1, 1, -1])}


@pytest.fixture(scope="module")
def figure(show_figure):
    return show_figure("book/linear-algebra/matrix-factorisation.html", "als-step")


def state(figure):
    return json.loads(figure.get_attribute("data-state"))


def move(figure, case, lam, step):
    figure.locator(f'input[value="{case}"]').check()
    for handle, value in zip(figure.locator("input[type=range]").all(), (lam, step), strict=True):
        handle.fill(str(value))
    return state(figure)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lam", [0, 0.41, 1, 2])
def test_factors_objective_and_holes_are_those_of_the_library(figure, case, lam):
    table, start = np.array(CASES[case][0]), np.transpose([CASES[case][1]])
    known, turned = Entries.from_table(table), Entries.from_table(table.T)
    P, Q, losses = np.zeros((3, 1)), start, []
    for step in range(9):
        if step:
            P, Q = (half_step(known, Q, lam or 1e-13), Q) if step % 2 else (P, half_step(turned, P, lam or 1e-13))
        losses.append(factor_loss(known, P, Q, lam))
        now = move(figure, case, lam, step)
        np.testing.assert_allclose(now["p"], P.ravel(), atol=1e-9)
        np.testing.assert_allclose(now["q"], Q.ravel(), atol=1e-9)
        np.testing.assert_allclose(now["losses"], losses, atol=1e-9)
        np.testing.assert_allclose(now["holes"], (P @ Q.T)[np.isnan(table)], atol=1e-9)


def test_the_numbers_of_the_worked_example_appear(figure):
    assert move(figure, "worked", 0, 1)["holes"][0] == pytest.approx(2.4)
    assert move(figure, "worked", 0.41, 1)["p"][0] == pytest.approx(4)


def test_the_two_starts_end_in_different_valleys_and_the_objective_never_rises(figure):
    ends = []
    for case in ("good", "poor"):
        losses = move(figure, case, 1, 24)["losses"]
        assert (np.diff(losses) <= 1e-9).all()
        ends.append(losses[-1])
    assert ends == pytest.approx([30, 43.434], abs=0.02)


def test_the_buttons_step_and_the_words_follow(figure):
    move(figure, "worked", 0, 0)
    figure.get_by_role("button", name="Next half step").press("Enter")
    figure.get_by_role("button", name="Next half step").click()
    figure.get_by_role("button", name="Previous half step").click()
    assert state(figure)["step"] == 1
    figure.page.wait_for_timeout(250)
    words = figure.locator(".words").inner_text()
    assert "Half step 1" in words and "Ana, film C: 2.4" in words


def test_it_fits_a_phone(figure):
    figure.page.set_viewport_size({"width": 360, "height": 740})
    figure.page.wait_for_timeout(300)
    assert figure.page.evaluate("document.documentElement.scrollWidth") <= 361
