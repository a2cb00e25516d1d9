from math import lgamma

import numpy as np
import pytest
from scipy import optimize, stats

from m4ds.course.check import judge

SLUG = "ex-estimation-"


def by_maximising(x):
    x = np.asarray(x)
    return optimize.minimize_scalar(lambda m: m + np.log(-np.expm1(-m)) - x.mean() * np.log(m), bounds=(1e-8, 60),
                                    method="bounded", options={"xatol": 1e-11}).x


def by_scipy(t, x):
    return stats.weibull_min.logpdf(x, np.exp(t[0]), scale=np.exp(t[1])).sum()


def c4(n):
    return np.sqrt(2 / (n - 1)) * np.exp(lgamma(n / 2) - lgamma((n - 1) / 2))


@pytest.mark.parametrize(("label", "name", "answer"), [
    ("truncated", "truncated_poisson", by_maximising), ("loglik", "weibull_loglik", by_scipy),
    ("root", "sd_factor", lambda n: stats.chi(n - 1).mean() / np.sqrt(n - 1)),
    ("laplace", "laplace_fit", lambda x: np.array(stats.laplace.fit(x))),
    ("counts", "count_errors", lambda x: (np.sqrt(np.mean(x) / len(x)), np.std(x) / np.sqrt(len(x))))])
def test_another_way_to_the_right_function_passes(label, name, answer):
    result = judge(SLUG + label, {name: answer})
    assert result.state not in ("keep working", "not attempted"), result.message


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("truncated", "truncated_poisson", np.mean, "zeros are missing"),
    ("loglik", "weibull_loglik", lambda t, x: -by_scipy(t, x), "minus the log-likelihood"),
    ("counts", "count_errors", lambda x: np.array([np.mean(x) / len(x), np.var(x) / len(x)]), "take the roots"),
    ("counts", "count_errors", lambda x: np.array([np.sqrt(np.mean(x) / len(x)), np.std(x, ddof=1) / np.sqrt(len(x))]),
     "divides by n"),
    ("root", "sd_factor", lambda n: 1 / c4(n), "its inverse"), ("root", "sd_factor", lambda n: 1.0, "concave"),
    ("laplace", "laplace_fit", lambda x: np.array([np.mean(x), np.abs(x - np.mean(x)).mean()]), "median")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
