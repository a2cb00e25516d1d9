"""Blocks: every month is as likely at every place, and neighbours stay neighbours."""

import numpy as np
import pytest

from m4ds.stats.block_bootstrap import block_bootstrap, block_indices


@pytest.mark.parametrize("block", [1, 3, 12])
def test_each_month_is_equally_likely_at_each_place(block):
    T, draws = 8, 20_000
    places = block_indices(T, block, np.random.default_rng(0), draws)
    for place in range(T):
        share = np.bincount(places[:, place], minlength=T) / draws
        assert np.abs(share - 1 / T).max() < 5 * np.sqrt(1 / T / draws)


@pytest.mark.parametrize("block", [1, 2, 6])
def test_neighbours_follow_with_the_stated_frequency(block):
    T, draws = 50, 4000
    places = block_indices(T, block, np.random.default_rng(1), draws)
    follows = ((places[:, 1:] - places[:, :-1]) % T == 1).mean()
    expected = 1 - 1 / block + 1 / block / T                        # or a new block that happens to start there
    assert abs(follows - expected) < 5 * 0.5 / np.sqrt(draws * (T - 1))


def test_only_blocks_see_what_dependence_does_to_a_mean():
    rng = np.random.default_rng(2)
    T, phi = 4000, 0.6
    x = np.zeros(T)
    for t in range(1, T):
        x[t] = phi * x[t - 1] + rng.normal()
    truth = 1 / (1 - phi) / np.sqrt(T)                              # the standard error of the mean of an AR(1)
    alone = block_bootstrap(x, np.mean, np.random.default_rng(3), block=1, draws=400).std()
    blocks = block_bootstrap(x, np.mean, np.random.default_rng(3), block=40, draws=400).std()
    assert alone < 0.6 * truth and 0.8 * truth < blocks < 1.2 * truth


def test_columns_stay_together_and_the_seed_decides():
    x = np.arange(12.0)
    pair = np.column_stack([x, 2 * x])
    draws = block_bootstrap(pair, lambda a: abs(a[:, 1] - 2 * a[:, 0]).max(), np.random.default_rng(0), draws=20)
    assert (draws == 0).all()
    a, b = (block_bootstrap(x, np.std, np.random.default_rng(4), draws=5) for _ in range(2))
    assert (a == b).all()


@pytest.mark.parametrize("T, block, words", [(1, 2, "at least 2"), (5, 0.5, "block"), (5, np.nan, "block"),
                                             (5, np.inf, "block")])
def test_bad_requests_are_refused(T, block, words):
    with pytest.raises(ValueError, match=words):
        block_indices(T, block, np.random.default_rng(0), 2)
    with pytest.raises(ValueError, match="NaN"):
        block_bootstrap([1, np.nan], np.mean, np.random.default_rng(0))
    with pytest.raises(ValueError, match="vector"):
        block_bootstrap(np.ones((2, 2, 2)), np.mean, np.random.default_rng(0))
