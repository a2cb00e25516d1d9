import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import special

from m4ds.prob.digamma import digamma, digamma_gap, trigamma


@given(st.floats(1e-6, 1e9))
def test_one_step_of_the_recurrence(x):
    np.testing.assert_allclose(digamma(x + 1) - digamma(x), 1 / x, rtol=1e-9, atol=1e-14)
    np.testing.assert_allclose(trigamma(x + 1), trigamma(x) - 1 / x**2, rtol=1e-9, atol=1e-15 / x**2)


@given(st.floats(1e-6, 1e12))
def test_the_gap_lies_between_half_and_one_over_x(x):
    assert 1 / (2 * x) * (1 - 1e-12) <= digamma_gap(x) <= 1 / x * (1 + 1e-12)
    assert trigamma(x) >= 1 / x


def test_both_agree_with_scipy():
    x = np.concatenate([np.geomspace(1e-8, 1e8, 400), [1.4616321449683623, 11.999999, 12.0]])
    np.testing.assert_allclose(digamma(x), special.digamma(x), rtol=1e-13, atol=2e-15)
    np.testing.assert_allclose(trigamma(x), special.polygamma(1, x), rtol=1e-13)
    few = x[x < 1e3]
    np.testing.assert_allclose(digamma_gap(few), np.log(few) - special.digamma(few), rtol=1e-10, atol=1e-14)
    np.testing.assert_allclose(digamma_gap(1e10), 5e-11 + 1 / 12e20, rtol=1e-14)
    assert digamma([[1., 2.]]).shape == (1, 2) and trigamma(1.).shape == ()


@pytest.mark.parametrize("f", [digamma, digamma_gap, trigamma])
@pytest.mark.parametrize("x", [0., -1., [1., np.nan], [], np.inf])
def test_bad_input_is_refused(f, x):
    with pytest.raises(ValueError, match="x "):
        f(x)
