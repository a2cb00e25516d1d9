"""Bias, variance and test error that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.learn.bias_variance import bias_variance
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "bias-variance"
GRID = np.linspace(-1, 1, 201)


def tables(n, degree):
    x = (2 * np.arange(n) + 1) / n - 1
    return x, np.polynomial.legendre.legvander(x, degree), np.polynomial.legendre.legvander(GRID, degree)


@pytest.mark.parametrize(("degree", "n", "noise"), [(0, 20, 0.5), (1, 14, 0.2), (3, 20, 0.5), (9, 30, 1.0),
                                                    (12, 14, 0.5), (12, 100, 0.05)])
def test_the_parts_are_those_of_the_library(figure, degree, n, noise):
    now = fill(figure[1], degree, n, noise)
    assert (now["degree"], now["n"], now["noise"]) == (degree, n, noise)
    x, A, B = tables(n, degree)
    bias, variance = bias_variance(A, np.sin(5 * x + 0.6), B, np.sin(5 * GRID + 0.6), noise)
    want = [np.mean(bias**2), np.mean(variance)]
    np.testing.assert_allclose([now["bias2"], now["variance"], now["test"]], [*want, sum(want) + noise**2], rtol=1e-7)


def test_the_fit_that_is_drawn_is_least_squares(figure):
    now = fill(figure[1], 5, 30, 0.4)
    x, A, B = tables(30, 5)
    np.testing.assert_allclose(now["x"], x)
    np.testing.assert_allclose(now["first"], B @ np.linalg.lstsq(A, np.array(now["sample"]), rcond=None)[0], atol=1e-9)
    noise = np.array(now["sample"]) - np.sin(5 * x + 0.6)
    assert 0.25 < noise.std() < 0.55


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    few = [fill(box, d, 20, 0.5)["test"] for d in range(13)]
    many = [fill(box, d, 100, 0.5)["test"] for d in range(13)]
    assert int(np.argmin(few)) == 5 and int(np.argmin(many)) == 7
    calm = [fill(box, d, 20, 0.1)["test"] for d in range(13)]
    assert int(np.argmin(calm)) == 7
    train = [fill(box, d, 20, 0.5)["train"] for d in range(13)]
    assert (np.diff(train) < 1e-12).all()


def test_the_arrow_keys_the_button_and_start_again(figure):
    page, box = figure
    before = state(box)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["degree"] == before["degree"] + 1
    box.get_by_role("button", name="New samples").press("Enter")
    assert state(box)["sample"] != before["sample"]
    page.wait_for_timeout(250)
    assert "expected test error" in box.locator(".words").inner_text()
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert page.troubles == []
    assert fits_a_phone(page)
