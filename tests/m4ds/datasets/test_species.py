import numpy as np
import pytest

from m4ds.datasets.species import COVARIANCE, MEANS, best_guess, measure_birds


def test_the_same_seed_gives_the_same_birds():
    one, two = measure_birds(5, seed=3), measure_birds(5, seed=3)
    assert (one.X == two.X).all() and (one.y == two.y).all()
    assert not (one.X == measure_birds(5, seed=4).X).any()


def test_means_and_covariance_are_those_that_are_stated():
    n = 40_000
    birds = measure_birds(n, seed=0)
    for s in range(3):
        X = birds.X[birds.y == s]
        error = (X.mean(axis=0) - MEANS[s]) / np.sqrt(np.diag(COVARIANCE) / n)
        assert abs(error).max() < 4.5
        sd = np.sqrt(np.diag(COVARIANCE))
        assert abs(np.cov(X.T) - COVARIANCE).max() < 6 * np.max(np.outer(sd, sd)) / np.sqrt(n)


def test_the_best_guess_beats_naming_by_a_single_feature():
    birds = measure_birds(2000, seed=1)
    one = abs(birds.X[:, [2]] - MEANS[:, 2]).argmin(axis=1)
    assert (best_guess(birds.X) == birds.y).mean() > (one == birds.y).mean() + 0.05


def test_no_birds_are_refused():
    with pytest.raises(ValueError, match="per_species"):
        measure_birds(0)
