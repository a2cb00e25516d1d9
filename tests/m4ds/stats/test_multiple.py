import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats
from statsmodels.stats.multitest import multipletests

from m4ds.stats.multiple import bh_adjust, bonferroni_adjust, by_adjust, holm_adjust

P = arrays(float, st.integers(1, 30), elements=st.floats(0, 1).map(lambda u: round(u, 3)))
ALL = {"bonferroni": bonferroni_adjust, "holm": holm_adjust, "fdr_bh": bh_adjust, "fdr_by": by_adjust}


@pytest.mark.parametrize("method", ALL)
@given(p=P)
def test_they_agree_with_statsmodels(method, p):
    np.testing.assert_allclose(ALL[method](p), multipletests(p, method=method)[1], rtol=1e-12, atol=1e-300)


@given(P, st.floats(.001, .4))
def test_the_adjusted_values_are_the_step_procedures(p, alpha):
    m, order = len(p), np.argsort(p, kind="stable")
    down = 0
    while down < m and p[order[down]] * (m - down) <= alpha:
        down += 1
    assert (holm_adjust(p) <= alpha).sum() == down
    up = max((k for k in range(1, m + 1) if p[order[k - 1]] * m / k <= alpha), default=0)
    assert (bh_adjust(p) <= alpha).sum() == up


@given(P)
def test_each_step_is_bolder_than_the_last_and_the_order_stays(p):
    assert (p <= bh_adjust(p)).all() and (bh_adjust(p) <= holm_adjust(p) + 1e-15).all()
    assert (holm_adjust(p) <= bonferroni_adjust(p)).all() and (bh_adjust(p) <= by_adjust(p)).all()
    for adjust in ALL.values():
        assert (np.diff(adjust(p)[np.argsort(p)]) >= -1e-15).all()
        np.testing.assert_array_equal(adjust(p[::-1]), adjust(p)[::-1])


@given(P)
def test_the_discoveries_are_those_of_scipy(p):
    np.testing.assert_allclose(bh_adjust(p), stats.false_discovery_control(p), rtol=1e-12, atol=1e-300)


def discoveries(adjust, runs=4000, seed=8, shift=3.0):
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(runs, 40))
    z[:, :10] += shift
    p = 2 * stats.norm.sf(np.abs(z))
    found = np.array([adjust(row) <= .1 for row in p])
    false = found[:, 10:].sum(axis=1)
    return false, found.sum(axis=1)


def test_the_false_discovery_rate_is_the_share_of_true_nulls_times_q():
    false, found = discoveries(bh_adjust)
    share = false / np.maximum(found, 1)
    assert abs(share.mean() - .1 * 30 / 40) < 4.5 * share.std() / np.sqrt(len(share))


@pytest.mark.parametrize("adjust", [bonferroni_adjust, holm_adjust])
def test_the_family_wise_error_is_kept(adjust):
    false, _ = discoveries(adjust)
    assert (false > 0).mean() < .1 + 4.5 * np.sqrt(.09 / len(false))


@pytest.mark.parametrize("adjust", ALL.values())
@pytest.mark.parametrize("p", [[], [1.2], [-.1], [np.nan], [[.1, .2]]])
def test_bad_input_is_refused(adjust, p):
    with pytest.raises(ValueError, match=r"."):
        adjust(p)
