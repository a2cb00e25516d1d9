"""The walk: no look ahead, wealth adds up, trading is paid for."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.finance.backtest import drift, walk_forward


def safest_by_variance(past):
    w = 1 / past.var(axis=0)
    return w / w.sum()


def history(seed, T=40, n=4):
    return np.random.default_rng(seed).normal(0.01, 0.05, (T, n))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(12, 38), st.integers(1, 7))
def test_another_future_changes_nothing_before_it(seed, now, every):
    R = history(seed)
    other = R.copy()
    other[now:] = np.random.default_rng(seed + 1).permutation(R[now:])[::-1] * 0.5
    a, b = (walk_forward(x, safest_by_variance, window=10, every=every, cost=0.01) for x in (R, other))
    seen = now - 10                                                 # months that ended before `now`
    assert (a.net[:seen] == b.net[:seen]).all() and (a.turnover[:seen + 1] == b.turnover[:seen + 1]).all()
    assert (a.weights[:seen + 1] == b.weights[:seen + 1]).all()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 30))
def test_wealth_is_that_of_the_pieces(seed, every):
    R = history(seed)
    back = walk_forward(R, lambda past: np.full(4, 0.25), window=5, every=every)
    pieces, wealth = np.full(4, 0.25), []
    for k, r in enumerate(R[5:]):
        if k % every == 0:
            pieces = np.full(4, pieces.sum() / 4)
        pieces = pieces * (1 + r)
        wealth.append(pieces.sum())
    np.testing.assert_allclose(np.cumprod(1 + back.net), wealth, rtol=1e-12)
    np.testing.assert_allclose(back.weights.sum(axis=1), 1)


def test_costs_are_what_is_traded_times_the_price():
    R = history(0)
    free, paid = (walk_forward(R, safest_by_variance, window=8, every=3, cost=c) for c in (0, 0.002))
    np.testing.assert_allclose(paid.net, (1 - 0.002 * paid.turnover) * (1 + free.net) - 1)
    np.testing.assert_allclose(free.net, free.gross, atol=1e-15)
    assert (paid.turnover == free.turnover).all()
    assert paid.turnover[0] == 0 and (paid.turnover[1:3] == 0).all() and paid.turnover[3] > 0


def test_a_rule_sees_the_window_and_cannot_write_into_it():
    seen = []
    walk_forward(history(1), lambda past: seen.append(past.copy()) or np.full(4, 0.25), window=6, every=10)
    np.testing.assert_array_equal(seen, [history(1)[k:k + 6] for k in (0, 10, 20, 30)])

    def writes(past):
        past[0] = 0
    with pytest.raises(ValueError, match="read-only"):
        walk_forward(history(1), writes, window=6)


def test_drift_keeps_what_is_not_invested():
    np.testing.assert_allclose(drift([0.5], [0.2]), [0.6 / 1.1])
    np.testing.assert_allclose(drift([1.5, -0.5], [0.1, 0.1]), [1.5, -0.5])


@pytest.mark.parametrize("change, words", [({"window": 0}, "window"), ({"window": 40}, "window"),
                                           ({"every": 0}, "every"),
                                           ({"cost": -0.1}, "cost"),
                                           ({"rule": lambda past: np.ones(4)}, "add up"),
                                           ({"rule": lambda past: np.ones(3) / 3}, "add up"),
                                           ({"returns": np.full((9, 2), -1.0), "window": 3}, "fractions"),
                                           ({"returns": [[np.nan, 1]] * 9, "window": 3}, "NaN")])
def test_bad_requests_are_refused(change, words):
    request = {"returns": history(0), "rule": safest_by_variance, "window": 10} | change
    with pytest.raises(ValueError, match=words):
        walk_forward(request.pop("returns"), request.pop("rule"), **request)
    with pytest.raises(ValueError, match="length"):
        drift([1.0], [0.1, 0.2])
    with pytest.raises(ValueError, match="wealth"):
        drift([2.0], [-0.6])
