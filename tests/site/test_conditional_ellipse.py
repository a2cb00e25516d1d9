"""The band of y given x that the reader moves is that of the library: in the built page, by keyboard."""

import numpy as np
import pytest

from m4ds.prob.multivariate import mvn_condition
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "conditional-ellipse"


def holds(now):
    r = now["correlation"]
    law = mvn_condition([0, 0], [[1, r], [r, 1]], [0], [now["observed"]])
    mean, sd = law.mean[0], np.sqrt(law.cov[0, 0])
    np.testing.assert_allclose([now["mean"], now["sd"]], [mean, sd], atol=1e-9)
    np.testing.assert_allclose(now["band"], [mean - 1.959964 * sd, mean + 1.959964 * sd], atol=1e-5)


@pytest.mark.parametrize("values", [(0.8, 1.5), (0, 2), (-0.99, -2.5), (0.99, 2.5), (0.5, 0), (-0.37, 1.1)])
def test_the_band_is_that_of_the_library(figure, values):
    now = fill(figure[1], *values)
    assert (now["correlation"], now["observed"]) == values
    holds(now)


def test_the_words_answer_the_question(figure):
    page, box = figure
    fill(box, 0.87, 1.5)
    page.wait_for_timeout(250)
    assert "49 % as wide" in box.locator(".words").inner_text()
    widths = []
    for x in (-2, 0, 2.5):
        low, high = fill(box, 0.5, x)["band"]
        widths.append(high - low)
    np.testing.assert_allclose(widths, widths[0])


def test_the_arrow_keys_move_a_handle(figure):
    page, box = figure
    for handle in box.locator("input[type=range]").all():
        before = state(box)
        handle.focus()
        page.keyboard.press("ArrowLeft")
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, -0.5, 2)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
