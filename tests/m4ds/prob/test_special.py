import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import special

from m4ds.prob.special import gamma_tails, normal_cdf, normal_quantile


@given(st.floats(1e-300, 1 - 1e-16))
def test_the_quantile_undoes_the_distribution_function(q):
    z = normal_quantile(q)
    np.testing.assert_allclose(normal_cdf(z) if q < .5 else 1 - normal_cdf(-z), q, rtol=1e-11)


def test_the_normal_functions_agree_with_scipy_out_to_the_last_doubles():
    x = np.concatenate([np.linspace(-37, 8, 2001), [0., -1e-300]])
    np.testing.assert_allclose(normal_cdf(x), special.ndtr(x), rtol=5e-12)
    q = np.concatenate([np.geomspace(1e-307, .5, 500), 1 - np.geomspace(1e-16, .5, 300)])
    np.testing.assert_allclose(normal_quantile(q), special.ndtri(q), rtol=1e-12, atol=1e-14)
    assert normal_quantile([0., 1.]).tolist() == [-np.inf, np.inf]
    assert normal_quantile(.5) == 0 and normal_quantile([[.1, .2]]).shape == (1, 2)


def test_both_tails_of_the_gamma_law_agree_with_scipy():
    for a in (.01, .5, 1., 2.5, 30., 1e3, 1e5):
        x = np.concatenate([[0., 1e-300], a * np.geomspace(1e-3, 6, 60), [a + 1]])
        below, above = gamma_tails(a, x)
        rtol = max(1e-12, 1e-15 * a * (1 + np.log(a + 1)))
        left = x < a + 1
        np.testing.assert_allclose(below[left], special.gammainc(a, x)[left], rtol=rtol, atol=1e-300)
        np.testing.assert_allclose(above[~left], special.gammaincc(a, x)[~left], rtol=rtol, atol=1e-300)
        np.testing.assert_allclose(below + above, 1)


@given(st.floats(.05, 50), st.floats(0, 100))
def test_parts_integrated_once_join_neighbouring_shapes(a, x):
    step = np.exp(a * np.log(x) - x - special.gammaln(a + 1)) if x else 0.
    np.testing.assert_allclose(gamma_tails(a, x)[0] - gamma_tails(a + 1, x)[0], step, atol=1e-12)


@pytest.mark.parametrize("call", [lambda: normal_cdf([np.nan]), lambda: normal_cdf([]), lambda: normal_quantile(-.1),
                                  lambda: normal_quantile([.5, 1.1]), lambda: normal_quantile(np.nan),
                                  lambda: gamma_tails(0, 1), lambda: gamma_tails([1, 2], 1),
                                  lambda: gamma_tails(1, np.inf)])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError):
        call()


def test_words_are_no_numbers():
    with pytest.raises(TypeError, match="real numbers"):
        normal_cdf(["a"])
