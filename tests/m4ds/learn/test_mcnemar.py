"""The exact test agrees with statsmodels and SciPy, and keeps its level."""

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.stats import binomtest
from statsmodels.stats.contingency_tables import mcnemar as theirs

from m4ds.learn.mcnemar import mcnemar


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=1, max_size=40))
def test_it_is_that_of_statsmodels(cases):
    a, b = np.array(cases).T
    found = mcnemar(a, b)
    table = [[np.sum(a & b), found.first_only], [found.second_only, np.sum((1 - a) & (1 - b))]]
    if found.first_only + found.second_only:
        assert found.p_value == pytest.approx(theirs(table, exact=True).pvalue, abs=1e-12)
        assert found.p_value == pytest.approx(binomtest(found.first_only, found.first_only + found.second_only).pvalue)
    else:
        assert found.p_value == 1


def test_it_keeps_its_level():
    rng, runs = np.random.default_rng(0), 2000
    low = 0
    for _ in range(runs):
        kind = rng.choice(4, 200, p=[0.8, 0.06, 0.06, 0.08])
        low += mcnemar(np.isin(kind, (0, 1)), np.isin(kind, (0, 2))).p_value <= 0.05
    assert low / runs < 0.05 + 4.5 * np.sqrt(0.05 * 0.95 / runs)


@pytest.mark.parametrize("a, b", [([1], [1, 0]), ([1, 2], [0, 1]), ([], []), ([np.nan], [1])])
def test_what_is_not_right_or_wrong_is_refused(a, b):
    with pytest.raises(ValueError):
        mcnemar(a, b)
