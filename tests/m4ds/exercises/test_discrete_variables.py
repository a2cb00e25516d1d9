import numpy as np
import pytest

from m4ds.course.check import judge
from m4ds.prob.convolve import bernoulli_sum_pmf
from m4ds.prob.discrete import poisson_pmf

SLUG = "ex-discrete-variables-"


def plain_table(mu, m):
    p = [np.exp(-mu)]
    for k in range(m):
        p.append(p[-1] * mu / (k + 1))
    return np.array(p)


def one_draw(p, n):
    law = np.zeros(n * (len(p) - 1) + 1)
    law[::n] = p
    return law


def plain_dispersion(seen):
    x = np.repeat(np.arange(len(seen)), seen)
    return x.var() / x.mean()


def cut_off(p):
    return np.abs(bernoulli_sum_pmf(p) - poisson_pmf(np.arange(len(p) + 1), np.sum(p))).sum() / 2


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("table", "poisson_table", plain_table, "add logarithms"),
    ("table", "poisson_table", lambda mu, m: poisson_pmf(np.arange(1, m + 2), mu), "begins at 1"),
    ("repeat", "repeat_sum", one_draw, "n times one variable"),
    ("gap", "poisson_gap", lambda p: np.sum(np.square(p)), "Le Cam's bound"),
    ("gap", "poisson_gap", cut_off, "mass beyond n"),
    ("dispersion", "dispersion_of", plain_dispersion, "n - 1")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
