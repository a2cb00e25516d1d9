"""Computing you can trust: sums and moments of n thousand numbers."""

import math

import numpy as np
from scipy.special import logsumexp as scipy_logsumexp

from m4ds.foundations.compensated import kahan_sum
from m4ds.foundations.running import welford
from m4ds.foundations.stable import logsumexp
from m4ds.foundations.sums import pairwise_sum


def cases(n: int):
    x = np.random.default_rng(0).lognormal(size=1000 * n)
    yield "kahan_sum of 1000 n", lambda: kahan_sum(x), "math.fsum", lambda: math.fsum(x)
    yield "pairwise_sum of 1000 n", lambda: pairwise_sum(x), "math.fsum", lambda: math.fsum(x)
    yield "welford of 1000 n", lambda: welford(x)[1], "numpy.var", lambda: np.var(x)
    yield "logsumexp of 1000 n", lambda: logsumexp(x), "scipy logsumexp", lambda: scipy_logsumexp(x)
