import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats
from scipy.spatial.distance import jensenshannon
from sklearn.metrics import mutual_info_score

from m4ds.prob.convolve import total_variation
from m4ds.prob.information import cross_entropy, entropy, js_divergence, kl_divergence, law_of
from m4ds.prob.mutual import conditional_entropy, entropy_from_counts, mutual_information


@st.composite
def laws(draw, size=None, least=0):
    n = size or draw(st.integers(1, 8))
    weights = np.array(draw(st.lists(st.integers(least, 30), min_size=n, max_size=n)), float)
    weights[draw(st.integers(0, n - 1))] += 1
    return weights / weights.sum()


@st.composite
def pairs(draw, least=0):
    n = draw(st.integers(1, 8))
    return draw(laws(n, least)), draw(laws(n, least))


@st.composite
def tables(draw):
    m, n = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    return draw(laws(m * n)).reshape(m, n)


@given(laws())
def test_entropy_lies_between_zero_and_that_of_equal_chances(p):
    assert 0 <= entropy(p) <= np.log2(len(p)) + 1e-12
    assert entropy(p, np.e) == pytest.approx(stats.entropy(p), abs=1e-12)


def test_entropy_of_a_sure_thing_is_plain_zero():
    assert entropy([1.0]) == 0 and entropy([0, 1, 0]) == 0 and str(entropy([1.0])) == "0.0"


@given(pairs())
def test_gibbs_the_divergence_is_never_negative_and_zero_for_equal_laws_only(pair):
    p, q = pair
    assert kl_divergence(p, p) == 0
    d = kl_divergence(p, q)
    assert d >= 0 and (d > 0) == (np.abs(p - q).max() > 1e-12)
    assert d == pytest.approx(stats.entropy(p, q, base=2), rel=1e-9, abs=1e-12)


@given(pairs(least=1))
def test_cross_entropy_is_entropy_plus_divergence(pair):
    p, q = pair
    assert cross_entropy(p, q) == pytest.approx(entropy(p) + kl_divergence(p, q), abs=1e-11)


@given(pairs())
def test_pinsker_and_the_chi_square_bound_hold(pair):
    p, q = pair
    d = kl_divergence(p, q, np.e)
    assert 2 * total_variation(p, q)**2 <= d + 1e-12
    if (q[p > 0] > 0).all():
        chi = ((p - q)[q > 0]**2 / q[q > 0]).sum()
        assert d <= np.log1p(chi) + 1e-12


@pytest.mark.parametrize("shift", [1e-3, 1e-6, 1e-9])
def test_close_laws_keep_their_digits(shift):
    p, q = np.array([.5, .5]), np.array([.5 + shift, .5 - shift])
    want = -.5 * np.log1p(-4 * shift**2)   # D = -log(4 q0 q1) / 2
    assert kl_divergence(p, q, np.e) == pytest.approx(want, rel=1e-6)


def test_extreme_laws_do_not_overflow():
    p, q = np.array([1.0, 1e-310]), np.array([1e-310, 1.0])
    assert kl_divergence(p, q, np.e) == pytest.approx(310 * np.log(10), rel=1e-9)
    assert kl_divergence(q, p, np.e) == pytest.approx(310 * np.log(10), rel=1e-9)


def test_an_excluded_value_costs_infinitely_much_one_way_only():
    assert kl_divergence([.5, .5], [1, 0]) == np.inf and cross_entropy([.5, .5], [1, 0]) == np.inf
    assert kl_divergence([1, 0], [.5, .5]) == 1


@given(pairs())
def test_jensen_shannon_is_symmetric_bounded_and_that_of_scipy(pair):
    p, q = pair
    got = js_divergence(p, q)
    assert got == pytest.approx(js_divergence(q, p), abs=1e-14) and 0 <= got <= 1 + 1e-12
    if got > 1e-9:   # scipy's root of a rounded zero can be NaN
        assert got == pytest.approx(jensenshannon(p, q, base=2)**2, abs=1e-9)


@given(tables())
def test_the_chain_rule_and_what_knowing_saves(joint):
    hx, hy, both = entropy(joint.sum(axis=1)), entropy(joint.sum(axis=0)), entropy(joint)
    left = conditional_entropy(joint)
    assert both == pytest.approx(hx + left, abs=1e-11)
    assert mutual_information(joint) == pytest.approx(hy - left, abs=1e-11)
    assert mutual_information(joint) == pytest.approx(mutual_information(joint.T), abs=1e-12)
    assert -1e-12 <= left <= hy + 1e-12


@given(laws(), laws())
def test_independent_variables_tell_nothing_of_each_other(p, q):
    assert mutual_information(np.outer(p, q)) == pytest.approx(0, abs=1e-12)


@given(tables(), st.integers(0, 5))
def test_processing_loses_information(joint, seed):
    kernel = np.random.default_rng(seed).dirichlet(np.ones(3), joint.shape[1])
    assert mutual_information(joint @ kernel) <= mutual_information(joint) + 1e-12


def test_mutual_information_agrees_with_scikit_learn():
    counts = np.random.default_rng(3).integers(0, 40, (6, 5))
    ours = mutual_information(counts / counts.sum(), np.e)
    assert ours == pytest.approx(mutual_info_score(None, None, contingency=counts), rel=1e-10)


def test_the_correction_removes_most_of_the_bias():
    p = np.array([.4, .3, .2, .1])
    samples = np.random.default_rng(1).multinomial(60, p, size=4000)
    plain = np.mean([entropy_from_counts(c, np.e, correct=False) for c in samples]) - entropy(p, np.e)
    better = np.mean([entropy_from_counts(c, np.e) for c in samples]) - entropy(p, np.e)
    assert plain == pytest.approx(-3 / 120, rel=.15) and abs(better) < .2 * abs(plain)


@pytest.mark.parametrize("call, words", [
    (lambda: entropy([]), "empty"), (lambda: entropy([.5, .4]), "sum to 1"), (lambda: entropy([1.5, -.5]), "p must"),
    (lambda: entropy([np.nan, 1]), "NaN"), (lambda: entropy([1.], base=1), "base"),
    (lambda: kl_divergence([1.], [.5, .5]), "same values"), (lambda: cross_entropy([1.], [.5]), "q must"),
    (lambda: mutual_information([.5, .5]), "table"), (lambda: conditional_entropy([[.5], [.6]]), "joint must"),
    (lambda: entropy_from_counts([0, 0]), "not all zero"), (lambda: entropy_from_counts([1.5]), "whole"),
    (lambda: law_of([2.]), "sum to 1"), (lambda: js_divergence([1.], [.5, .5]), "same values")])
def test_bad_input_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_words_are_no_law():
    with pytest.raises(TypeError, match="p must"):
        entropy(["a"])
