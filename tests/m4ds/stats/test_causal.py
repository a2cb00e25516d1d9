"""Effects without randomisation: right where the assumptions hold."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.datasets.shop import choose_plan
from m4ds.stats.ab import difference_in_means
from m4ds.stats.causal import backdoor_adjust, doubly_robust, ipw, propensity_by_stratum
from m4ds.stats.instrument import wald_iv

RUNS = 400


def stones():
    """Charig and others (1986): success of two treatments of kidney stones, by size of the stone."""
    rows = [("small", 1, 81, 87), ("large", 1, 192, 263), ("small", 0, 234, 270), ("large", 0, 55, 80)]
    y = np.concatenate([np.arange(n) < good for _, _, good, n in rows]).astype(float)
    t = np.concatenate([np.full(n, arm) for _, arm, _, n in rows])
    return y, t, np.concatenate([np.full(n, size) for size, _, _, n in rows])


def test_kidney_stones_turn_around():
    y, t, size = stones()
    assert difference_in_means(y, t).effect < 0 < backdoor_adjust(y, t, size).value
    by_hand = 357 / 700 * (81 / 87 - 234 / 270) + 343 / 700 * (192 / 263 - 55 / 80)
    assert backdoor_adjust(y, t, size).value == pytest.approx(by_hand, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(-9, 9)), min_size=0, max_size=30))
def test_weights_by_the_shares_of_strata_are_adjustment(rows):
    rows = rows + [(s, t, v) for s in range(3) for t in (True, False) for v in (0, 1)]
    s, t, y = (np.array(c) for c in zip(*rows, strict=True))
    e, y = propensity_by_stratum(t, s), y.astype(float)
    adjusted = backdoor_adjust(y, t, s).value
    means = [np.array([y[(s == k) & (t == arm)].mean() for k in range(3)])[s] for arm in (True, False)]
    for normalised in (True, False):
        assert ipw(y, t, e, normalised).value == pytest.approx(adjusted, abs=1e-9)
    assert doubly_robust(y, t, e, *means).value == pytest.approx(adjusted, abs=1e-9)
    assert doubly_robust(y, t, np.full(len(y), 0.37), *means).value == pytest.approx(adjusted, abs=1e-9)


@pytest.fixture(scope="module")
def many():
    return [choose_plan(1500, seed) for seed in range(RUNS)]


def bad_means(d):
    return np.full(len(d.spend), 30.0), np.full(len(d.spend), 20.0)


def right_means(d):
    base = np.take((10.0, 20.0, 40.0), d.segment) + 5 * np.take((1.0, 2.5, 5.0), d.segment)
    return base + 7, base


ESTIMATES = {
    "adjustment": lambda d: backdoor_adjust(d.spend, d.chose, d.segment),
    "weights": lambda d: ipw(d.spend, d.chose, d.propensity, False),
    "normalised weights": lambda d: ipw(d.spend, d.chose, d.propensity),
    "robust, wrong means": lambda d: doubly_robust(d.spend, d.chose, d.propensity, *bad_means(d)),
    "robust, wrong propensity": lambda d: doubly_robust(d.spend, d.chose, np.full(len(d.spend), 0.3), *right_means(d)),
    "robust, both right": lambda d: doubly_robust(d.spend, d.chose, d.propensity, *right_means(d))}


@pytest.mark.parametrize("name", ESTIMATES)
def test_over_many_samples_each_is_unbiased(many, name):
    values = np.array([ESTIMATES[name](d).value for d in many])
    assert abs(values.mean() - 7) < 4.5 * values.std() / np.sqrt(RUNS) + (0.05 if name == "normalised weights" else 0)


@pytest.mark.parametrize("name", ["weights", "normalised weights", "adjustment", "robust, both right"])
def test_the_errors_are_honest(many, name):
    found = [ESTIMATES[name](d) for d in many]
    hits = np.mean([abs(e.value - 7) <= 1.96 * e.se for e in found])
    assert abs(hits - 0.95) < 4.5 * np.sqrt(0.95 * 0.05 / RUNS)


def test_the_naive_difference_and_the_collider_are_wrong(many):
    naive = np.array([difference_in_means(d.spend, d.chose).effect for d in many])
    assert naive.mean() > 20
    collider = np.array([backdoor_adjust(d.spend, d.chose, 2 * d.segment + d.reviewed).value for d in many])
    assert 7 - collider.mean() > 10 * collider.std() / np.sqrt(RUNS)


def test_an_instrument_finds_the_effect_on_those_it_moves():
    rng, values, hits = np.random.default_rng(9), [], []
    for _ in range(RUNS):
        kind, z = rng.choice(3, 1500, p=[0.2, 0.5, 0.3]), rng.random(1500) < 0.5     # always, moved, never
        d = np.where(kind == 1, z, kind == 0)
        y = 5 * (kind == 0) + d * np.where(kind == 1, 4.0, 10.0) + rng.normal(size=1500)
        e = wald_iv(y, d, z)
        values.append(e.value)
        hits.append(abs(e.value - 4) <= 1.96 * e.se)
    assert abs(np.mean(values) - 4) < 4.5 * np.std(values) / np.sqrt(RUNS) + 0.01
    assert abs(np.mean(hits) - 0.95) < 4.5 * np.sqrt(0.95 * 0.05 / RUNS)


Y, T = [1.0, 2, 3, 4, 5, 6], [0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize("call", [
    lambda: propensity_by_stratum(T, list("aabbc")), lambda: propensity_by_stratum([1, 1, 0, 0], list("aabb")),
    lambda: backdoor_adjust(Y, T, list("aabbcc")), lambda: backdoor_adjust(Y, T, list("aaa")),
    lambda: ipw(Y, T, [0.5] * 5), lambda: ipw(Y, T, [0.5] * 5 + [1.0]), lambda: ipw(Y, T, [0.0] + [0.5] * 5),
    lambda: ipw(Y, [0, 1, 0, 2, 0, 1], [0.5] * 6), lambda: ipw([np.nan, *Y[1:]], T, [0.5] * 6),
    lambda: doubly_robust(Y, T, [0.5] * 6, [1.0], [0.0] * 6), lambda: wald_iv(Y, [0, 1] * 3, [0, 0, 1, 1, 0, 1][:5]),
    lambda: wald_iv(Y, T, [0, 0, 0, 0, 0, 0])])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError):
        call()


def test_an_instrument_that_moves_nothing_is_refused():
    with pytest.raises(ValueError, match="does not move"):
        wald_iv(Y, [0, 1, 0, 1, 1, 0], [0, 0, 1, 1, 1, 1])
