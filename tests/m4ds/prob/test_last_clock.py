"""The last of n exponential clocks, as "From one machine to many" has it: simulated, to 5 standard errors."""

import numpy as np
import pytest


@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_mean_variance_and_the_clocks_before_the_last(n):
    runs = 40_000
    x = np.sort(np.random.default_rng(n).exponential(3.0, (runs, n)), axis=1)
    j = np.arange(1, n + 1)
    last = x[:, -1]
    assert abs(last.mean() - 3 * np.sum(1 / j)) < 5 * last.std() / np.sqrt(runs)
    squares = (last - last.mean()) ** 2
    assert abs(squares.mean() - 9 * np.sum(1 / j**2)) < 5 * squares.std() / np.sqrt(runs)
    for k in range(0, n, 3):
        y = x[:, n - k - 1]
        assert abs(y.mean() - 3 * np.sum(1 / j[k:])) < 5 * y.std() / np.sqrt(runs)
