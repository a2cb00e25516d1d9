"""Discrete variables: pmfs against SciPy, sums against NumPy, draws against NumPy with the same seed."""

import numpy as np
from scipy import stats

from m4ds.prob.convolve import bernoulli_sum_pmf, convolve_pmf
from m4ds.prob.discrete import binomial_pmf, poisson_pmf
from m4ds.prob.sampling import alias_sample, alias_table, inversion_sample


def cases(n: int):
    k, p = np.arange(n + 1), 1 / (1 + np.arange(n))
    law = p / p.sum()
    yield "binomial_pmf", lambda: binomial_pmf(k, n, 0.3), "scipy.stats.binom.pmf", lambda: stats.binom.pmf(k, n, 0.3)
    yield ("poisson_pmf", lambda: poisson_pmf(k, 0.3 * n), "scipy.stats.poisson.pmf",
           lambda: stats.poisson.pmf(k, 0.3 * n))
    yield "convolve_pmf", lambda: convolve_pmf(law, law), "numpy.convolve", lambda: np.convolve(law, law)
    yield ("bernoulli_sum_pmf", lambda: bernoulli_sum_pmf(p), "scipy.stats.poisson_binom.pmf",
           lambda: stats.poisson_binom.pmf(k, p))
    yield ("inversion_sample", lambda: inversion_sample(law, 1000 * n, np.random.default_rng(0)),
           "numpy.random.Generator.choice", lambda: np.random.default_rng(0).choice(n, 1000 * n, p=law))
    table = alias_table(law)   # other numbers of the same law: compare the mean only
    yield ("alias_sample, mean", lambda: alias_sample(table, 1000 * n, np.random.default_rng(0)).mean(),
           "numpy.random.Generator.choice, mean", lambda: np.random.default_rng(1).choice(n, 1000 * n, p=law).mean())
