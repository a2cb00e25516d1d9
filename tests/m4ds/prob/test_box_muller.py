"""Box and Muller's numbers invert to the uniform ones, and are normal and independent by SciPy's tests."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, strategies as st

from m4ds.prob.box_muller import box_muller


@given(st.floats(1e-300, 0.999), st.floats(0, 0.999))
def test_the_way_back_leads_to_the_uniform_numbers(u, v):
    x, y = box_muller(u, v)
    assert np.exp(-(x**2 + y**2) / 2) == pytest.approx(u, rel=1e-11)
    assert np.mod(np.arctan2(y, x) / (2 * np.pi), 1) == pytest.approx(v, abs=1e-12) or v < 1e-12


def test_both_numbers_are_standard_normal_and_independent():
    rng = np.random.default_rng(0)
    x, y = box_muller(1 - rng.random(20_000), rng.random(20_000))
    for sample in (x, y, (x + y) / np.sqrt(2), (x - 2 * y) / np.sqrt(5)):
        assert scipy.stats.kstest(sample, "norm").pvalue > 0.01
    corner = np.mean((x > 0.5) & (y > 0.5))
    assert corner == pytest.approx(scipy.stats.norm.sf(0.5) ** 2, abs=4 * np.sqrt(0.1 / 20_000))
    assert scipy.stats.kstest(x**2 + y**2, scipy.stats.chi2(2).cdf).pvalue > 0.01


def test_the_ends_are_finite():
    x, y = box_muller(np.array([2.0**-53, 1.0]), np.array([0.0, 1.0]))
    np.testing.assert_allclose(x, [np.sqrt(106 * np.log(2)), 0], atol=1e-12)
    assert np.isfinite(y).all()


@pytest.mark.parametrize("u, v, error", [(0.0, 0.5, ValueError), (1.1, 0.5, ValueError), (0.5, -0.1, ValueError),
                                         (0.5, 1.5, ValueError), ([0.5], 0.5, ValueError), (np.nan, 0.5, ValueError),
                                         ("u", 0.5, TypeError), ([], [], ValueError)])
def test_bad_input_is_refused(u, v, error):
    with pytest.raises(error):
        box_muller(u, v)
