import numpy as np
import pytest

from m4ds.datasets.orings import DAMAGED, TEMPERATURE
from m4ds.stats.logistic import logistic_irls


def test_the_table_is_the_published_one():
    assert len(TEMPERATURE) == len(DAMAGED) == 23 and DAMAGED.sum() == 7
    assert sorted(TEMPERATURE[DAMAGED == 1]) == [53, 57, 58, 63, 70, 70, 75]


def test_the_fit_is_the_published_one():
    fit = logistic_irls(np.column_stack([np.ones(23), TEMPERATURE]), DAMAGED)
    np.testing.assert_allclose(fit.coef, [15.0429, -0.2322], atol=5e-5)
    np.testing.assert_allclose(fit.deviance, 20.3152, atol=5e-5)


def test_it_cannot_be_changed_by_accident():
    with pytest.raises(ValueError, match="read-only"):
        DAMAGED[0] = 1
