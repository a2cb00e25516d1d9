"""PageRank."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.extra.numpy import arrays

from m4ds.linalg.pagerank import link_matrix, pagerank

LINKS = st.integers(1, 7).flatmap(lambda n: arrays(float, (n, n), elements=st.sampled_from([0.0, 0, 0, 1, 2.5])))
DAMPING = st.floats(0, 0.95)


def solved(links, damping):
    """The same shares from a linear system."""
    n = len(links)
    return np.linalg.solve(np.eye(n) - damping * link_matrix(links), np.full(n, (1 - damping) / n))


@settings(max_examples=60, deadline=None)
@given(LINKS)
def test_the_link_matrix_is_stochastic(links):
    S = link_matrix(links)
    assert (S >= 0).all()
    np.testing.assert_allclose(S.sum(axis=0), 1, rtol=1e-14)
    assert ((S.T > 0) == (links > 0))[links.any(axis=1)].all()


@settings(max_examples=60, deadline=None)
@given(LINKS, DAMPING)
def test_the_shares_are_fixed_positive_and_add_up_to_one(links, damping):
    x, n = pagerank(links, damping), len(links)
    assert abs(x.sum() - 1) < 1e-14
    assert (x >= (1 - damping) / n * (1 - 1e-12)).all()
    np.testing.assert_allclose(damping * link_matrix(links) @ x + (1 - damping) / n, x, atol=1e-12)


@settings(max_examples=60, deadline=None)
@given(LINKS, DAMPING)
def test_the_shares_agree_with_a_linear_system(links, damping):
    assert np.abs(pagerank(links, damping) - solved(links, damping)).sum() < 3e-12


@pytest.mark.parametrize("tol", [1e-2, 1e-5, 1e-8])
@pytest.mark.parametrize("damping", [0.3, 0.85, 0.99])
def test_the_error_is_below_the_tolerance(damping, tol):
    links = np.random.default_rng(2).random((30, 30)) < 0.1
    assert np.abs(pagerank(links, damping, tol) - solved(links, damping)).sum() <= tol + 1e-13


@settings(max_examples=40, deadline=None)
@given(LINKS, DAMPING, DAMPING)
def test_the_shares_depend_on_the_damping_no_more_than_the_theorem_allows(links, d, e):
    change = np.abs(pagerank(links, d) - pagerank(links, e)).sum()
    assert change <= 2 * abs(d - e) / (1 - max(d, e)) + 1e-11


def test_a_chain_that_swings_for_ever_without_jumps_converges_with_them():
    np.testing.assert_allclose(pagerank([[0, 1], [1, 0]], 0.999), [0.5, 0.5], atol=1e-14)


def test_an_unreachable_tolerance_ends_in_working_accuracy():
    links = np.random.default_rng(3).random((40, 40)) < 0.2
    np.testing.assert_allclose(pagerank(links, 0.9, tol=1e-300), solved(links, 0.9), rtol=1e-12)


def test_weights_count_only_in_proportion():
    links = np.random.default_rng(4).random((6, 6))
    np.testing.assert_allclose(link_matrix(links * 1e300), link_matrix(links), rtol=1e-13)
    np.testing.assert_allclose(link_matrix(links * 1e-300), link_matrix(links), rtol=1e-13)


def test_the_argument_is_left_alone():
    links = np.array([[0.0, 1], [0, 0]])
    pagerank(links)
    assert links.tolist() == [[0, 1], [0, 0]]


@pytest.mark.parametrize("links, error", [([[0, -1], [1, 0]], ValueError), ([[0, np.nan], [1, 0]], ValueError),
                                          ([[0, np.inf], [1, 0]], ValueError), (np.empty((0, 0)), ValueError),
                                          ([[0, 1, 1], [1, 0, 0]], ValueError), ([0, 1], ValueError),
                                          ("ab", TypeError)])
@pytest.mark.parametrize("run", [link_matrix, pagerank])
def test_bad_links_are_refused(run, links, error):
    with pytest.raises(error, match="links"):
        run(links)


@pytest.mark.parametrize("damping, tol, error", [(1.0, 1e-9, ValueError), (-0.1, 1e-9, ValueError),
                                                 (np.nan, 1e-9, ValueError), (0.5, 0, ValueError),
                                                 (0.5, -1, ValueError), (0.5, np.nan, ValueError),
                                                 ("a", 1e-9, TypeError)])
def test_bad_options_are_refused(damping, tol, error):
    with pytest.raises(error, match=r"damping|tol"):
        pagerank([[0, 1], [1, 0]], damping, tol)
