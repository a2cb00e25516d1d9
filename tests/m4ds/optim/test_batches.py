from itertools import combinations, islice, product

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.optim.batches import batch_variance, minibatches, noise_ball


@given(st.integers(1, 40), st.data())
def test_a_shuffled_pass_deals_each_row_once_and_the_last_batch_holds_the_rest(n, data):
    size = data.draw(st.integers(1, n))
    passes = -(-n // size)
    dealt = list(islice(minibatches(n, size, np.random.default_rng(n)), 2 * passes))
    for deal in (dealt[:passes], dealt[passes:]):
        assert sorted(np.concatenate(deal)) == list(range(n))
        assert [len(b) for b in deal[:-1]] == [size] * (passes - 1)


def test_each_way_of_drawing_does_what_its_name_says():
    rng = np.random.default_rng(0)
    distinct = list(islice(minibatches(6, 4, rng, "distinct"), 300))
    assert all(len(set(b.tolist())) == 4 for b in distinct)
    np.testing.assert_allclose(np.bincount(np.concatenate(distinct)) / 300, 4 / 6, atol=0.1)
    replace = list(islice(minibatches(6, 4, rng, "replace"), 300))
    assert any(len(set(b.tolist())) < 4 for b in replace)
    assert set(np.concatenate(replace).tolist()) == set(range(6))
    first = list(islice(minibatches(9, 2, np.random.default_rng(3)), 20))
    again = list(islice(minibatches(9, 2, np.random.default_rng(3)), 20))
    assert all((a == b).all() for a, b in zip(first, again, strict=True))


@pytest.mark.parametrize("n, size, how, message", [
    (5, 0, "order", "cannot be dealt"), (5, 6, "order", "cannot be dealt"), (5, 1.5, "order", "cannot be dealt"),
    (5, 2, "mixed", "how must be"), (5, 2, "shuffle", "give a generator")])
def test_impossible_batches_are_refused_when_asked_for_not_when_drawn(n, size, how, message):
    with pytest.raises(ValueError, match=message):
        minibatches(n, size, None, how)


@given(st.integers(1, 5), st.integers(0, 1000))
@settings(max_examples=25, deadline=None)
def test_the_variance_of_a_batch_is_what_counting_all_batches_gives(n, seed):
    rng = np.random.default_rng(seed)
    V = rng.normal(size=(n, 3)) * 10.0 ** rng.integers(-6, 6)
    for size in range(1, n + 1):
        for replace, batches in ((False, combinations(range(n), size)), (True, product(range(n), repeat=size))):
            means = np.array([V[list(b)].mean(axis=0) for b in batches])
            np.testing.assert_allclose(means.mean(axis=0), V.mean(axis=0), atol=1e-12 * abs(V).max())
            counted = ((means - V.mean(axis=0)) ** 2).sum(axis=1).mean()
            assert batch_variance(V, size, replace) == pytest.approx(counted, rel=1e-9, abs=1e-12 * (V**2).max())


@pytest.mark.parametrize("V, size, message", [([[1.0], [2.0]], 3, "cannot be drawn"), ([[1.0]], 0, "cannot be drawn"),
                                              ([[np.nan]], 1, "NaN"), ([1.0], 1, "matrix")])
def test_bad_samples_are_refused(V, size, message):
    with pytest.raises(ValueError, match=message):
        batch_variance(V, size)


@given(st.lists(st.floats(0.1, 4), min_size=1, max_size=4), st.floats(0.01, 0.49), st.integers(1, 8))
def test_the_noise_ball_is_the_fixed_point_of_the_exact_recurrence(lam, step, size):
    lam = np.array(lam)
    noise = np.linspace(0, 3, len(lam))
    h = noise_ball(lam, noise, step, size)
    np.testing.assert_allclose((1 - step * lam) ** 2 * h + step**2 * noise / size, h, rtol=1e-9)


@pytest.mark.parametrize("args", [([1.0], [1.0], 2.0), ([1.0], [1.0], 0.0), ([0.0], [1.0], 0.1), ([1.0], [-1.0], 0.1),
                                  ([1.0, 2.0], [1.0], 0.1), ([1.0], [1.0], 0.1, 0), ([1.0], [1.0], np.nan)])
def test_a_ball_that_does_not_exist_is_refused(args):
    with pytest.raises(ValueError):
        noise_ball(*args)
