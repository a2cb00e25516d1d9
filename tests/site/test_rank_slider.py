"""The rank slider agrees with NumPy: in the built page, moved by its own handles."""

import itertools
import json

import numpy as np
import pytest

pytestmark = pytest.mark.site
N = 48


@pytest.fixture(scope="module")
def figure(show_figure):
    return show_figure("book/linear-algebra/singular-value-decomposition.html", "rank-slider")


def state(figure, picture, rank):
    figure.locator(f'input[value="{picture}"]').check()
    figure.locator('input[type="range"]').fill(str(rank))
    return json.loads(figure.get_attribute("data-state"))


def expected(picture):
    i, j = np.indices((N, N))
    dark = (i // 8 + j // 8) % 2 == 0 if picture == "chequers" else j <= i
    return np.linalg.svd(np.where(dark, 0.2, 0.85), compute_uv=False)


@pytest.mark.parametrize("picture, rank", [("chequers", 1), ("slant", 1), ("slant", 5), ("slant", 47)])
def test_values_error_and_storage_are_those_of_numpy(figure, picture, rank):
    got, s = state(figure, picture, rank), expected(picture)
    np.testing.assert_allclose(got["singularValues"], s, atol=1e-12 * s[0])
    assert got["error"] == pytest.approx(np.sqrt((s[rank:] ** 2).sum() / (s**2).sum()), abs=1e-12)
    assert got["storage"] == pytest.approx(rank * (2 * N + 1) / N**2)


def test_chequers_have_rank_two_and_a_slanted_edge_full_rank(figure):
    assert state(figure, "chequers", 1)["exact"] == 2
    assert state(figure, "slant", 1)["exact"] == N


@pytest.mark.parametrize("picture", ["house", "chequers", "slant", "noise"])
def test_more_rank_is_never_worse(figure, picture):
    errors = [state(figure, picture, k)["error"] for k in (1, 2, 4, 8, 16, 32, 48)]
    assert all(a >= b for a, b in itertools.pairwise(errors)) and errors[-1] < 1e-10


def test_the_words_say_what_the_picture_shows(figure):
    state(figure, "chequers", 2)
    figure.page.wait_for_timeout(400)
    words = figure.locator(".words").text_content()
    assert "Rank 2 keeps 194 numbers for 2304 pixels (8 %)" in words and "is 2." in words
