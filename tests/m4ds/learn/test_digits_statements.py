"""The theorems of the case study "Digits" that its cells do not check."""

import itertools

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.learn.temperature import fit_temperature, scaled_loss


@given(st.integers(0, 300))
def test_of_all_rules_with_one_coverage_the_surest_make_the_fewest_errors(seed):
    rng = np.random.default_rng(seed)
    r = rng.random(6)                                     # six equally likely confidences, share right at each
    for kept in range(1, 7):
        errors = [sum(1 - r[list(rows)]) for rows in itertools.combinations(range(6), kept)]
        assert np.sort(1 - r)[:kept].sum() == pytest.approx(min(errors))


@given(st.integers(0, 300), st.floats(0, 2))
def test_no_corner_of_the_cube_does_more_than_the_signs(seed, eps):
    g = np.random.default_rng(seed).normal(size=5)
    corners = eps * np.array(list(itertools.product([-1, 1], repeat=5)))
    assert (corners @ g).max() == pytest.approx(eps * np.abs(g).sum())
    assert (corners @ g).mean() == pytest.approx(0, abs=1e-12)
    assert (corners @ g).std() == pytest.approx(eps * np.linalg.norm(g))
    assert np.linalg.norm(g) <= np.abs(g).sum() <= np.sqrt(5) * np.linalg.norm(g) + 1e-12


@given(st.integers(0, 300))
def test_within_its_radius_a_linear_reading_stays_and_at_the_radius_it_ties(seed):
    rng = np.random.default_rng(seed)
    W, b, x = rng.normal(size=(4, 6)), rng.normal(size=4), rng.normal(size=6)
    z = W @ x + b
    y = z.argmax()
    others = np.delete(np.arange(4), y)
    ratio = (z[y] - z[others]) / np.abs(W[y] - W[others]).sum(axis=1)
    radius, rival = ratio.min(), others[ratio.argmin()]
    for _ in range(50):
        assert (W @ (x + 0.999 * radius * rng.choice([-1, 1], 6)) + b).argmax() == y
    tie = W @ (x - radius * np.sign(W[y] - W[rival])) + b
    assert tie[y] == pytest.approx(tie[rival])
    assert tie.max() == pytest.approx(tie[y])


def test_given_the_disagreements_those_of_the_first_reader_are_binomial():
    rng, runs, a, b = np.random.default_rng(0), 40_000, 0.06, 0.03
    first, second, _ = rng.multinomial(100, [a, b, 1 - a - b], size=runs).T
    at = first + second == 9
    share, error = first[at].mean() / 9, np.sqrt(2 / 3 * 1 / 3 / (9 * at.sum()))
    assert abs(share - a / (a + b)) < 4.5 * error
    assert first[at].var() == pytest.approx(9 * 2 / 3 / 3, rel=0.1)


@given(st.integers(0, 100))
def test_in_the_temperature_the_loss_is_not_convex(seed):
    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, 40)
    Z = rng.normal(size=(40, 3))
    Z[np.arange(40), y] += 1
    T = fit_temperature(Z, y).temperature
    at = [scaled_loss(Z, y, 1 / t)[0] for t in (T, 30 * T, 3000 * T)]
    assert at[0] < at[1] < at[2] < np.log(3)
    assert (at[1] - at[0]) / 29 > (at[2] - at[1]) / 2970            # slopes of chords fall: concave out there
