"""What the chapter "Bayesian inference" claims holds in long runs, within five standard errors of the simulation."""

import numpy as np
import pytest
from scipy import stats

from m4ds.datasets.fleet_failures import fleet_failures
from m4ds.stats.conjugate import NormalGamma, beta_binomial, gamma_poisson, normal_unknown
from m4ds.stats.hierarchical import hierarchical_gibbs, hierarchical_grid

BETAS, SHAPES = np.geomspace(.05, 60, 60), np.geomspace(.2, 20, 25)


def holds(values, claim, errors=5.0):
    values = np.asarray(values, dtype=float)
    assert abs(values.mean() - claim) <= errors * values.std() / np.sqrt(len(values))


@pytest.mark.parametrize("t", [.2, 1., 5.])
def test_what_pooling_is_worth(t):
    a, b, rng = 2., 1.5, np.random.default_rng(1)
    rate = rng.gamma(a, 1 / b, 200_000)
    y = rng.poisson(rate * t)
    holds((y / t - rate)**2, a / (b * t))
    holds((a / b - rate)**2, a / b**2)
    shape, inverse = gamma_poisson(a, b, y, t)
    holds((shape / inverse - rate)**2, a / (b * (b + t)))


def test_credible_intervals_are_calibrated_over_their_prior():
    rng = np.random.default_rng(2)
    p = rng.beta(2, 5, 40_000)
    law = stats.beta(*beta_binomial(2, 5, rng.binomial(7, p), 7))
    inside = (law.ppf(.05) <= p) & (p <= law.ppf(.95))
    holds(inside, .9)
    holds(p <= law.ppf(.9), .9)                      # any rule with the right posterior probability


def test_calibration_with_an_unknown_variance():
    rng, inside, prior = np.random.default_rng(3), [], NormalGamma(1., .5, 2., 3.)
    t95 = stats.t.ppf(.975, 2 * (prior.shape + 2))
    for _ in range(6000):
        lam = rng.gamma(prior.shape, 1 / prior.rate)
        mu = rng.normal(prior.centre, 1 / np.sqrt(prior.weight * lam))
        post = normal_unknown(prior, rng.normal(mu, lam**-.5, 4))
        inside.append(abs(mu - post.centre) <= t95 * post.mean_scale)
    holds(inside, .95)


@pytest.mark.parametrize("theta", [0., 1., 3.])
def test_coverage_at_a_fixed_truth(theta):
    z, w, s = 1.96, .5, np.sqrt(.5)
    up, down = ((e * z * s + (1 - w) * theta) / w for e in (1, -1))
    m = (theta + np.random.default_rng(4).normal(size=100_000)) / 2
    holds(np.abs(m - theta) <= z * s, stats.norm.cdf(up) - stats.norm.cdf(down))
    flat = theta + np.random.default_rng(5).normal(size=100_000)
    holds(np.abs(flat - theta) <= stats.norm.ppf(.975), .95)


def test_optional_stopping_keeps_the_average_and_not_the_fixed_truth():
    rng = np.random.default_rng(6)
    n = np.arange(1, 501)

    def covered(theta, s):
        total = np.cumsum(theta[:, None] + rng.normal(size=(len(theta), 500)), axis=1)
        precision = n + 1 / s**2
        mean, sd = total / precision, 1 / np.sqrt(precision)
        sure = np.abs(mean) > 1.96 * sd
        at = np.where(sure.any(axis=1), sure.argmax(axis=1), 499)
        rows = np.arange(len(theta))
        return np.abs(mean[rows, at] - theta) <= 1.96 * sd[at]
    holds(covered(rng.normal(size=8000), 1.), .95)
    assert covered(np.zeros(4000), 1e3).mean() < .6


def test_jeffreys_carries_over():
    p = np.random.default_rng(7).beta(.5, .5, 100_000)     # Jeffreys for a chance: flat in the arc sine of its root
    assert stats.kstest(np.arcsin(np.sqrt(p)) / (np.pi / 2), "uniform").statistic < 2.2 / np.sqrt(100_000)


def test_data_used_twice():
    x = np.random.default_rng(8).normal(size=100_000)
    holds(np.abs(x) <= 1.96 * np.sqrt(.5), 2 * stats.norm.cdf(1.96 * np.sqrt(.5)) - 1)


def test_many_fleets():
    errors, dear, cheap = [], [], []
    for seed in range(1000, 1300):
        f = fleet_failures(seed=seed)
        y, t = f.failures, f.hours
        four = (y / t, np.full(60, y.sum() / t.sum()), hierarchical_grid(y, t, BETAS, shapes=SHAPES).rates,
                (2 + y) / (2 + t))
        errors.append([np.mean((e - f.rates)**2) for e in four])
        for table, price in ((dear, 7.2), (cheap, 4.8)):
            table.append([np.where(e > .5 + price / 6, price + 3, 6 * f.rates).sum() for e in four])
    errors, dear, cheap = map(np.array, (errors, dear, cheap))

    def ahead(table, worse, better):
        gap = table[:, worse] - table[:, better]
        return gap.mean() / (gap.std() / np.sqrt(len(gap)))
    assert ahead(errors, 0, 2) > 5 and ahead(errors, 1, 2) > 5 and ahead(errors, 2, 3) > 4
    assert ahead(dear, 0, 2) > 5 and ahead(dear, 1, 2) > 5
    assert abs(ahead(cheap, 0, 2)) < 5                          # with cheap overhauls the raw rule is about as good
    assert ahead(cheap, 2, 3) > 4                               # the true hyperparameters would pull less hard


def test_the_feature_decides_what_a_predictive_check_sees():
    f, rng = fleet_failures(), np.random.default_rng(9)
    y, t = f.failures, f.hours
    common = rng.gamma(.5 + y.sum(), 1 / t.sum(), 4000)[:, None]
    fake = rng.poisson(common * t)

    def squares(c):
        return ((c - common * t)**2 - c).sum(axis=1)

    def quotient(c):
        return ((c - common * t)**2 / (common * t)).sum(axis=1)
    assert np.mean(squares(fake) >= squares(y)) < .005
    assert .02 < np.mean(quotient(fake) >= quotient(y)) < .15
    draws = hierarchical_gibbs(y, t, 2500, rng)
    assert draws.rates[500:].argmax(axis=2).ravel().tolist().count(39) / 8000 > .2
