import numpy as np
import pytest
from scipy import stats

from m4ds.course.check import judge

SLUG = "ex-limit-theorems-"


def no_correction(n, p):
    k = np.arange(n + 1)
    return np.abs(stats.binom.cdf(k, n, p) - stats.norm.cdf((k - n * p) / np.sqrt(n * p * (1 - p)))).max()


def corrected(n, p):
    k = np.arange(n + 1)
    return np.abs(stats.binom.cdf(k, n, p) - stats.norm.cdf((k + .5 - n * p) / np.sqrt(n * p * (1 - p)))).max()


def clopper(k, n, alpha):
    return stats.beta.isf(alpha, k + 1, n - k)


def by_matrix(x, y):
    g = np.array([np.mean(y), np.mean(x)])
    return np.sqrt(g @ np.cov(x, y) @ g / len(x))


@pytest.mark.parametrize(("label", "name", "answer"), [
    ("gap", "clt_gap", corrected), ("limit", "exact_upper", clopper), ("product", "product_se", by_matrix)])
def test_another_way_to_the_right_function_passes(label, name, answer):
    result = judge(SLUG + label, {name: answer})
    assert result.state not in ("keep working", "not attempted"), result.message


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("gap", "clt_gap", no_correction, "k + 1/2"),
    ("limit", "exact_upper", lambda k, n, alpha: clopper(k, n, alpha / 2), "not half"),
    ("limit", "exact_upper", lambda k, n, alpha: clopper(k - 1, n, alpha), "belongs to the tail"),
    ("product", "product_se", lambda x, y: (x * y).std(ddof=1) / np.sqrt(len(x)), "mean of the products"),
    ("product", "product_se", lambda x, y: by_matrix(x, y) * np.sqrt(len(x)), "root of n")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
