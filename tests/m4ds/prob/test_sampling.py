import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

from m4ds.prob.sampling import alias_sample, alias_table, inversion_sample


@st.composite
def laws(draw):
    weights = np.array(draw(st.lists(st.floats(0, 1e3), min_size=1, max_size=40)))
    weights[0] += 1e-3
    return weights / weights.sum()


@given(laws())
def test_the_columns_hold_exactly_the_law(p):
    keep, other = alias_table(p)
    assert ((keep >= 0) & (keep <= 1)).all()
    mass = keep + np.bincount(other, 1 - keep, minlength=len(p))
    np.testing.assert_allclose(mass / len(p), p, atol=1e-13)


@given(laws(), st.integers(0, 5))
def test_inversion_draws_what_numpy_draws(p, seed):
    ours = inversion_sample(p, 50, np.random.default_rng(seed))
    np.testing.assert_array_equal(ours, np.random.default_rng(seed).choice(len(p), 50, p=p))


@pytest.mark.parametrize("p", [[1.], [.2, .3, .5], [0., 1., 0.], [.01] * 100, [.9] + [.001] * 100])
@pytest.mark.parametrize("way", ["alias", "inversion"])
def test_frequencies_are_those_of_the_law(p, way):
    rng, n = np.random.default_rng(30), 40_000
    draws = alias_sample(alias_table(p), n, rng) if way == "alias" else inversion_sample(p, n, rng)
    seen, p = np.bincount(draws, minlength=len(p)), np.array(p)
    assert (seen[p == 0] == 0).all()
    if (p > 0).sum() > 1:
        assert stats.chisquare(seen[p > 0], n * p[p > 0] / p.sum()).pvalue > 1e-4


def test_any_shape_can_be_asked_for():
    rng = np.random.default_rng(0)
    assert alias_sample(alias_table([.5, .5]), (2, 3), rng).shape == (2, 3)
    assert inversion_sample([.5, .5], (2, 3), rng).shape == (2, 3)


@pytest.mark.parametrize("draw", [alias_table, lambda p: inversion_sample(p, 3, np.random.default_rng(0))])
@pytest.mark.parametrize("p, words", [([], "empty"), ([.5, .6], "sum to 1"), ([-.5, 1.5], "non-negative"),
                                      ([np.nan, 1.], "NaN"), ([[1.]], "vector")])
def test_bad_tables_are_refused(draw, p, words):
    with pytest.raises(ValueError, match=words):
        draw(p)
