"""The vectors that turn under repeated multiplication agree with NumPy, in the built page."""

from itertools import islice

import numpy as np
import pytest

from m4ds.linalg.eigen import power_steps
from tests.site.moving import drag, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "eigenvectors-turning"


def move(box, x, y, steps, matrix=None):
    if matrix:
        box.locator(f"input[type=radio][value={matrix}]").check()
    for handle, value in zip(box.locator("input[type=range]").all(), (x, y, steps), strict=True):
        handle.fill(str(value))
    return state(box)


def holds(now):
    A, x, k = np.array(now["matrix"]), np.array(now["start"]), now["steps"]
    path = np.array(now["directions"])
    assert len(path) == k + 1
    expected = [v for _, v in islice(power_steps(A, x), k + 1)]
    np.testing.assert_allclose(path, expected, atol=1e-9)
    if k:
        np.testing.assert_allclose(now["growth"], np.linalg.norm(A @ path[-2]), atol=1e-9)
    values = np.linalg.eigvals(A)
    if np.abs(values.imag).max() > 1e-12:
        assert now["eigenvalues"] == [] and now["angle"] is None
        return
    for value, vector in zip(now["eigenvalues"], now["eigenvectors"], strict=True):
        np.testing.assert_allclose(A @ vector, value * np.array(vector), atol=1e-9)
        assert np.abs(values - value).min() < 1e-7 and abs(np.linalg.norm(vector) - 1) < 1e-9
    assert abs(abs(now["eigenvalues"][0]) - np.abs(values).max()) < 1e-7
    first = np.array(now["eigenvectors"][0])
    off = path[-1] - first * (path[-1] @ first)
    np.testing.assert_allclose(np.sin(np.radians(now["angle"])), np.linalg.norm(off), atol=1e-9)


@pytest.mark.parametrize("matrix", ["pull", "mirror", "shear", "swing", "shares"])
def test_the_directions_are_those_of_power_iteration(figure, matrix):
    for values in [(0.2, -1, 0), (0.2, -1, 7), (-1.2, 0.4, 20), (0.5, -1, 10), (1, 1, 3), (1, 0, 12)]:
        now = move(figure[1], *values, matrix)
        assert [*now["start"], now["steps"]] == list(values)
        holds(now)


def test_the_second_eigenvector_stays_where_it_is(figure):
    now = move(figure[1], 0.5, -1, 15, "pull")
    assert now["angle"] > 60 and abs(now["growth"] - 2) < 1e-9


def test_the_words_tell_what_happens(figure):
    page, box = figure
    for values, words in [((0, 0, 3, "pull"), "no direction"), ((1, 0, 3, "swing"), "no real eigenvector"),
                          ((1, 0, 1, "pull"), "After 1 step "), ((1, 0, 3, "pull"), "eigenvalue 5")]:
        move(box, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_start_moves_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    point = box.locator("svg [role=button]").first
    before = state(box)
    point.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert state(box)["start"] != before["start"]
    holds(state(box))
    before = state(box)
    drag(page, point, -60, -40)
    assert state(box)["start"] != before["start"]
    holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, 1, 1, 9, "swing")
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
