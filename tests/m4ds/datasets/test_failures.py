import numpy as np
import pytest

from m4ds.datasets.failures import TRUTH, simulate_failures


def test_the_same_seed_gives_the_same_counts_and_another_seed_does_not():
    one, again, other = (simulate_failures(50, seed=s).failures for s in (3, 3, 4))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


@pytest.mark.parametrize("spread", [0.0, 0.5])
def test_mean_and_variance_are_those_of_the_law(spread):
    data = simulate_failures(100_000, seed=1, spread=spread)
    mean = np.exp(data.X @ TRUTH) * data.hours / 1000
    z2 = (data.failures - mean) ** 2 / (mean + spread * mean**2)
    assert abs(((data.failures - mean) / np.sqrt(mean + spread * mean**2)).mean()) < 5 / np.sqrt(100_000)
    assert abs(z2.mean() - 1) < 5 * z2.std() / np.sqrt(100_000)


@pytest.mark.parametrize("options", [{"n": 0}, {"spread": -1}, {"spread": np.inf}, {"spread": np.nan}])
def test_bad_options_are_refused(options):
    with pytest.raises(ValueError, match="n must be at least 1"):
        simulate_failures(**options)
