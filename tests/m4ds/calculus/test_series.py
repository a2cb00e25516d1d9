"""The bracket of the integral test holds the sum."""

import numpy as np
import pytest
import scipy.special
from hypothesis import given, strategies as st

from m4ds.calculus.series import series_bracket


@given(st.floats(1.1, 6), st.integers(1, 500))
def test_the_bracket_holds_the_zeta_function_and_is_narrower_than_a_term(p, n):
    low, high = series_bracket(lambda k: k**-p, lambda x: x ** (1 - p) / (p - 1), n)
    truth = scipy.special.zeta(p)
    assert low - 1e-12 * truth <= truth <= high + 1e-12 * truth
    assert high - low <= n**-p + 1e-12 * truth


def test_a_geometric_series_is_held():
    low, high = series_bracket(lambda k: 0.5**k, lambda x: 0.5**x / np.log(2), 10)
    assert low <= 1 <= high


@pytest.mark.parametrize("f, tail, n, error, word", [
    (lambda k: k, lambda x: 1 / x, 5, ValueError, "decreasing"),
    (lambda k: -1 / k, lambda x: 1 / x, 5, ValueError, "positive"),
    (lambda k: k * np.nan, lambda x: 1 / x, 5, ValueError, "what f returns"),
    (lambda k: 1.0, lambda x: 1 / x, 5, ValueError, "shape"),
    (lambda k: k**-2.0, lambda x: x, 5, ValueError, "tail"),
    (lambda k: k**-2.0, lambda x: np.nan, 5, ValueError, "tail"),
    (lambda k: k**-2.0, lambda x: 1 / x, 0, ValueError, "n must"),
    (lambda k: k**-2.0, lambda x: 1 / x, 2.0, TypeError, "n must"),
    (lambda k: k**-2.0, lambda x: 1 / x, True, TypeError, "n must")])
def test_what_is_no_decreasing_series_is_refused(f, tail, n, error, word):
    with pytest.raises(error, match=word):
        series_bracket(f, tail, n)
