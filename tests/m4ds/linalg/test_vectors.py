import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays
from scipy.spatial.distance import cdist
from sklearn.metrics.pairwise import cosine_similarity as sklearn_cosine

from m4ds.linalg.vectors import cosine_similarity, norm, pairwise_distances, squared_distances_expanded

ENTRIES = st.floats(-1e6, 1e6, allow_subnormal=False)
VECTORS = arrays(float, 5, elements=ENTRIES)
POWERS = st.sampled_from([1, 1.5, 2, 3, np.inf])


@given(VECTORS, VECTORS, POWERS)
def test_the_norm_obeys_the_triangle_inequality(x, y, p):
    assert norm(x + y, p) <= (norm(x, p) + norm(y, p)) * (1 + 1e-12)


@given(VECTORS, VECTORS)
def test_the_dot_product_is_at_most_the_product_of_lengths(x, y):
    assert abs(x @ y) <= norm(x) * norm(y) * (1 + 1e-12)


@given(VECTORS, POWERS, st.floats(-100, 100))
def test_a_factor_leaves_the_norm(x, p, a):
    assert norm(a * x, p) == pytest.approx(abs(a) * norm(x, p), rel=1e-12, abs=1e-300)


@given(VECTORS)
def test_norms_are_equivalent_with_the_constants_of_the_chapter(x):
    slack = 1 + 1e-12
    for p, q in [(1, 2), (1, np.inf), (2, np.inf), (2, 3)]:
        assert norm(x, q) <= norm(x, p) * slack
        assert norm(x, p) <= 5 ** (1 / p - 1 / q) * norm(x, q) * slack


@pytest.mark.parametrize("p, q", [(1, 2), (1, np.inf), (2, 3)])
def test_the_constants_are_attained(p, q):
    assert norm(np.ones(7), p) == pytest.approx(7 ** (1 / p - 1 / q) * norm(np.ones(7), q), rel=1e-14)
    assert norm([0, 3, 0], p) == norm([0, 3, 0], q)


def test_huge_and_tiny_entries_keep_their_length():
    assert norm([3e200, 4e200]) == pytest.approx(5e200, rel=1e-14)
    assert norm([3e-200, 4e-200]) == pytest.approx(5e-200, rel=1e-14)
    assert norm(np.zeros(3)) == 0


@pytest.mark.parametrize("p, metric", [(1, "cityblock"), (2, "euclidean"), (3, "minkowski"), (np.inf, "chebyshev")])
def test_distances_agree_with_scipy(p, metric):
    rng = np.random.default_rng(0)
    X, Y = rng.normal(size=(7, 4)) * 1e3, rng.normal(size=(9, 4)) * 1e3
    options = {"p": 3} if metric == "minkowski" else {}
    np.testing.assert_allclose(pairwise_distances(X, Y, p), cdist(X, Y, metric, **options), rtol=1e-13)


def test_the_expansion_agrees_near_the_origin_and_fails_far_from_it():
    rng = np.random.default_rng(1)
    X, Y = rng.normal(size=(6, 3)), rng.normal(size=(5, 3))
    exact = pairwise_distances(X, Y) ** 2
    scale = (X**2).sum() + (Y**2).sum()
    np.testing.assert_allclose(squared_distances_expanded(X, Y), exact, rtol=0, atol=1e-14 * scale)
    far = squared_distances_expanded(X + 1e8, Y + 1e8)
    assert (far >= 0).all()
    assert abs(far - exact).max() > exact.min()


def test_cosines_agree_with_sklearn_and_ignore_length():
    rng = np.random.default_rng(2)
    X, Y = rng.normal(size=(6, 3)), rng.normal(size=(5, 3))
    np.testing.assert_allclose(cosine_similarity(X, Y), sklearn_cosine(X, Y), rtol=0, atol=1e-15)
    np.testing.assert_allclose(cosine_similarity(1e180 * X, Y), cosine_similarity(X, Y), rtol=0, atol=1e-15)
    assert abs(cosine_similarity(X, X)).max() <= 1


def test_a_zero_row_has_no_direction():
    with pytest.raises(ValueError, match="row 1 of Y is the zero vector"):
        cosine_similarity([[1, 2]], [[1, 1], [0, 0]])


@pytest.mark.parametrize("p", [0.5, 0, -1, np.nan])
def test_a_power_below_one_is_refused(p):
    with pytest.raises(ValueError, match="p must be at least 1"):
        norm([1, 2], p)


@pytest.mark.parametrize("X, error", [
    ([[np.nan, 1]], ValueError), ([[np.inf, 1]], ValueError), ([], ValueError), ([1, 2], ValueError),
    ([[1, 2, 3]], ValueError), ([["a", "b"]], TypeError), ([[1j, 2]], TypeError)])
@pytest.mark.parametrize("f", [pairwise_distances, squared_distances_expanded, cosine_similarity])
def test_bad_tables_are_refused(f, X, error):
    with pytest.raises(error, match="X"):
        f(X, [[1.0, 2.0]])
