"""Laws that the fraud case proves, held against simulation: leaked cards, owners with a short past, bursts."""

import numpy as np
import pytest
from scipy import integrate, stats

from m4ds.learn.precision_recall import average_precision
from m4ds.learn.roc import auc


def law(d, share):
    def term(t):
        honest = (1 - share) * stats.norm.sf(t)
        leaked = share * stats.norm.sf(t - d)
        return stats.norm.pdf(t - d) * leaked / (leaked + honest)
    return integrate.quad(term, -8, 10)[0]


@pytest.mark.parametrize("d, share", [(1.5, 0.003), (1.5, 0.05), (0.75, 0.01), (3.0, 0.003)])
def test_the_average_precision_of_leaks_is_the_integral(d, share):
    rng, found = np.random.default_rng(0), []
    for _ in range(12):
        leaked = rng.random(300_000) < share
        found.append(average_precision(rng.normal(size=300_000) + d * leaked, leaked))
    error = np.std(found, ddof=1) / np.sqrt(12)
    assert abs(np.mean(found) - law(d, share)) < 4.5 * error + 0.02 * law(d, share)


@pytest.mark.parametrize("n", [0, 1, 5, 40])
def test_an_owner_with_a_short_past_is_recognised_as_well_as_the_law_says(n):
    rng, m = np.random.default_rng(n), 100_000
    sigma, tau, delta, k = 0.8, 0.6, 1.2, 0.64 / 0.36
    mu = rng.normal(3.2, tau, m)
    total = n * mu + sigma * np.sqrt(n) * rng.normal(size=m)
    leaked = rng.random(m) < 0.5
    y = mu + delta * leaked + sigma * rng.normal(size=m)
    area = stats.norm.cdf(delta / (sigma * np.sqrt(2 * (1 + 1 / (n + k)))))
    assert abs(auc(y - (k * 3.2 + total) / (k + n), leaked) - area) < 0.007


def test_full_hours_or_not_a_burst_by_chance_is_rarer_than_the_union_bound():
    rng, days, mu = np.random.default_rng(0), 40_000, 0.5           # a constant rate: six payments a day
    bound = 24 * stats.poisson.sf(2, mu)
    hit = 0
    for _ in range(days):
        t = np.sort(rng.uniform(0, 24, rng.poisson(12 * mu)))
        hit += bool((t[2:] - t[:-2] < 1).any())
    share = hit / days
    assert 0 < share < bound + 4.5 * np.sqrt(share / days)


@pytest.mark.parametrize("mu", [0.1, 0.46, 3.0])
def test_the_poisson_tail_lies_below_its_chernoff_bound(mu):
    m = np.arange(int(mu) + 1, int(mu) + 15)
    assert (stats.poisson.sf(m - 1, mu) <= np.exp(m - mu) * (mu / m) ** m).all()
