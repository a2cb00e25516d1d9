"""The quadratic form that the reader changes agrees with the library: in the built page, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.linalg.jacobi import jacobi_eigh
from m4ds.linalg.symmetric import is_positive_definite
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "quadratic-form"


def kind(values) -> str:
    if not values.any():
        return "zero"
    if values.min() < 0 < values.max():
        return "indefinite"
    name = "positive" if values.max() > 0 else "negative"
    return f"{name} {'definite' if values.all() else 'semidefinite'}"


def holds(now):
    A = np.array(now["matrix"])
    values, _ = jacobi_eigh(A)
    values[np.abs(values) < 1e-9] = 0
    np.testing.assert_allclose(now["eigenvalues"], values, atol=1e-9)
    V = np.array(now["eigenvectors"]).T
    np.testing.assert_allclose(V.T @ V, np.eye(2), atol=1e-9)
    np.testing.assert_allclose(A @ V, V * now["eigenvalues"], atol=1e-9)
    np.testing.assert_allclose(now["det"], values.prod(), atol=1e-9)
    assert now["kind"] == kind(values)
    if values.all():
        assert (now["kind"] == "positive definite") == is_positive_definite(A)
    for value, half in zip(values, now["halfAxes"], strict=True):
        assert half is None if value == 0 else np.isclose(half, abs(value) ** -0.5)
    points = np.array([p for p in now["level"] if p is not None]).reshape(-1, 2)
    np.testing.assert_allclose(((points @ A) * points).sum(axis=1), 1, rtol=1e-9)
    assert bool(len(points)) == (values.max() > 0)


@pytest.mark.parametrize("values", [(2, 1, 2), (1, 2, 1), (2, 1, 0.5), (2, 1.1, 0.5), (-1, 0.2, -2), (0, 0, 0),
                                    (0, 0, -1), (3, -3, 3), (1, 0, 1), (-3, 3, -3), (0, 1, 0)])
def test_the_form_is_that_of_the_library(figure, values):
    now = fill(figure[1], *values)
    assert [now["matrix"][0][0], now["matrix"][0][1], now["matrix"][1][1]] == list(values)
    holds(now)


def test_the_words_name_the_kind(figure):
    page, box = figure
    for values, words in [((2, 1, 2), "half-axes 0.58 and 1"), ((2, 1, 0.5), "two parallel lines"),
                          ((2, 2, 0.5), "indefinite"), ((-1, 0, -2), "never 1"), ((0, 0, 0), "0 everywhere")]:
        fill(box, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_sliders_move_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    for handle in box.locator("input[type=range]").all():
        before = state(box)
        handle.press("ArrowLeft")
        assert state(box) != before
        holds(state(box))
        before, place = state(box), handle.bounding_box()
        page.mouse.click(place["x"] + 0.2 * place["width"], place["y"] + place["height"] / 2)
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, -1, -1, 3)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
