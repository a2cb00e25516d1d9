"""Theorems of the chapter "Learning theory, model selection" on cases small enough to count or to simulate."""

from itertools import combinations, product

import numpy as np
from hypothesis import given, strategies as st

from m4ds.learn.bounds import growth, half_plane_patterns


def test_no_lunch_is_free_counted_over_all_functions_and_samples():
    m, n = 4, 3
    worlds = list(product((0, 1), repeat=m))

    def majority(x, y):
        guess = int(sum(y) * 2 > len(y))
        return [dict(zip(x, y, strict=True)).get(p, guess) for p in range(m)]

    def stubborn(x, y):
        return [0] * m
    for learn in (majority, stubborn):
        risk = np.mean([[np.mean(np.array(learn(x, [g[i] for i in x])) != g) for x in product(range(m), repeat=n)]
                        for g in worlds])
        bound = (1 - 1 / m)**n / 2
        assert risk >= bound - 1e-12
        assert learn is stubborn or np.isclose(risk, bound)            # remembers what it saw: the bound is attained


def test_one_sine_shatters_any_number_of_points():
    m = 8
    x = 2.0**-np.arange(1, m + 1)
    for y in product((0, 1), repeat=m):
        omega = np.pi * (1 + np.sum((1 - np.array(y)) * 2.0**np.arange(1, m + 1)))
        np.testing.assert_array_equal((np.sin(omega * x) > 0).astype(int), y)


def shattered(patterns, m):
    return [s for r in range(m + 1) for s in combinations(range(m), r)
            if len({tuple(p[i] for i in s) for p in patterns}) == 2**r]


@given(st.sets(st.tuples(*[st.integers(0, 1)] * 5), min_size=1))
def test_patterns_shatter_at_least_as_many_subsets_as_there_are_patterns(patterns):
    sets = shattered(patterns, 5)
    assert len(sets) >= len(patterns)
    assert len(patterns) <= growth(max(map(len, sets)), 5)


def test_half_planes_shatter_some_three_points_and_no_four():
    rng = np.random.default_rng(0)
    assert len(half_plane_patterns([[0, 0], [1, 0], [0, 1]])) == 8
    for _ in range(100):
        assert len(half_plane_patterns(rng.normal(size=(4, 2)))) == 14


def test_noise_is_followed_by_a_linear_class_no_further_than_its_size_allows():
    rng, n, B = np.random.default_rng(1), 50, 2.0
    for d in (1, 10, 1000):
        X = rng.normal(size=(n, d)) / np.sqrt(d)                       # E |X|^2 = 1 whatever d
        s = rng.choice([-1.0, 1.0], (400, n))
        sup = B / n * np.linalg.norm(s @ X, axis=1)
        r = np.sqrt((X**2).sum(axis=1).mean())
        assert sup.mean() - 5 * sup.std() / 20 <= B * r / np.sqrt(n)


def test_a_perfect_rule_is_found_with_few_rows():
    rng, size, n, delta = np.random.default_rng(2), 200, 60, 0.1
    bound = np.log(size / delta) / n
    risks = np.append(0, np.linspace(0.001, 0.5, size - 1))
    clean = rng.uniform(size=(4000, size)) < (1 - risks)**n            # which unrelated rules show no error
    worst = np.where(clean, risks, 0).max(axis=1)
    assert (worst > bound).mean() < delta


def test_the_excess_over_the_bayes_rule_is_the_formula():
    rng = np.random.default_rng(3)
    share, eta = rng.dirichlet(np.ones(6)), rng.uniform(size=6)
    best = (eta >= 0.5).astype(int)

    def risk(h):
        return share @ np.where(h == 1, 1 - eta, eta)
    assert np.isclose(risk(best), min(risk(np.array(h)) for h in product((0, 1), repeat=6)))
    for h in product((0, 1), repeat=6):
        h = np.array(h)
        assert np.isclose(risk(h) - risk(best), share @ (np.abs(2 * eta - 1) * (h != best)))


def test_training_flatters_and_its_error_rises_with_the_rows():
    rng, runs, means = np.random.default_rng(4), 4000, []
    for n in (5, 10, 20, 40):
        y = rng.uniform(size=(runs, n)) < 0.4
        share = y.mean(axis=1)
        train, risk = np.minimum(share, 1 - share), np.where(share > 0.5, 0.6, 0.4)
        assert train.mean() <= 0.4 <= risk.mean()
        means.append(train.mean())
    assert (np.diff(means) > 0).all()
