"""The axis that the reader turns agrees with the library: in the built page, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.learn.pca import PCA, covariance
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "rotating-axis"


def holds(now):
    X, turn = np.array(now["points"]), np.radians(now["angle"])
    axis, C, pca = np.array([np.cos(turn), np.sin(turn)]), covariance(X), PCA().fit(X)
    np.testing.assert_allclose(now["mean"], pca.mean_, atol=1e-9)
    np.testing.assert_allclose(now["variance"], axis @ C @ axis, atol=1e-9)
    np.testing.assert_allclose(now["total"], pca.explained_variance_.sum(), atol=1e-9)
    np.testing.assert_allclose(now["error"], np.trace(C) - axis @ C @ axis, atol=1e-9)
    best = np.radians(now["best"])
    assert abs(pca.components_[0] @ [np.cos(best), np.sin(best)]) > 1 - 1e-9


@pytest.mark.parametrize("values", [(3, 1.4, 90), (3, 1.4, 0), (-3.8, 2.4, 180), (3.8, -2.4, 27), (0, 0, 120)])
def test_variance_error_and_best_axis_are_those_of_the_library(figure, values):
    now = fill(figure[1], *values)
    assert now["points"][-1] == list(values[:2]) and now["angle"] == values[2]
    holds(now)


def test_the_words_name_the_best_and_the_worst_axis(figure):
    page, box = figure
    best = round(state(box)["best"])
    for angle, words in [(best, "the best axis"), ((best + 90) % 180, "the worst axis"), ((best + 40) % 180, "away")]:
        box.locator("input[type=range]").last.fill(str(angle))
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_point_moves_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    point, before = box.locator("svg [role=button]").first, state(box)
    point.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert state(box) != before
    holds(state(box))
    before = state(box)
    drag(page, point, -50, 30)
    assert state(box) != before
    holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, -1, -1, 20)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
