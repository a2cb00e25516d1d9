"""The ring: radii and classes; refusals."""

import numpy as np
import pytest

from m4ds.datasets.ring import ring


@pytest.mark.parametrize("n", [1, 2, 40, 500])
def test_the_disc_is_inside_the_ring(n):
    X, y = ring(n)
    r = np.hypot(*X.T)
    assert X.shape == (2 * n, 2) and y.sum() == n
    assert (r[y == 1] < 1).all() and (r[y == 0] > 1.5).all() and (r[y == 0] < 2.2).all()


@pytest.mark.parametrize("n", [0, -1, 1.5])
def test_refusals(n):
    with pytest.raises(ValueError):
        ring(n)
