import numpy as np
import pytest
from scipy import integrate, stats

from m4ds.course.check import judge

SLUG = "ex-bayesian-inference-"


def by_quad(a1, b1, a2, b2):
    return integrate.quad(lambda p: stats.beta.pdf(p, a1, b1) * stats.beta.cdf(p, a2, b2), 0, 1)[0]


def all_windows(x, level):
    s = np.sort(x)
    pairs = [(s[j] - s[i], s[i], s[j]) for i in range(len(s)) for j in range(i, len(s))
             if j - i + 1 >= level * len(s) - 1e-9]
    return np.array(min(pairs)[1:])


def grid_mean(logs, points):
    w = np.exp(logs - max(logs))
    mid, step = (points[1:] * w[1:] + points[:-1] * w[:-1]) / 2, np.diff(points)
    return (mid * step).sum() / ((w[1:] + w[:-1]) / 2 * step).sum()


@pytest.mark.parametrize(("label", "name", "answer"), [
    ("shortest", "shortest", all_windows), ("grid", "grid_mean", grid_mean), ("better", "probability_better", by_quad),
    ("spares", "spares", lambda a, b, h, q: int(stats.nbinom.ppf(q, a, b / (b + h)))),
    ("demonstrate", "hours_needed", lambda a, b, limit, q: max(0, stats.chi2.ppf(q, 2 * a) / (2 * limit) - b)),
    ("conditional", "precision_law", lambda x, mu, a, b: (a + len(x) / 2, b + sum((v - mu)**2 for v in x) / 2))])
def test_another_way_to_the_right_function_passes(label, name, answer):
    result = judge(SLUG + label, {name: answer})
    assert result.state not in ("keep working", "not attempted"), result.message


def shrink_past(x, se):
    d = x - x.mean()
    return x.mean() + (1 - (len(x) - 3) * se**2 / (d @ d)) * d


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("shortest", "shortest", lambda x, q: np.quantile(x, [(1 - q) / 2, (1 + q) / 2]), "equal tails"),
    ("grid", "grid_mean", lambda logs, p: p[np.argmax(logs)], "mode"),
    ("spares", "spares", lambda a, b, h, q: int(stats.nbinom.ppf(q, a, b / (b + h))) + 1, "One too many"),
    ("demonstrate", "hours_needed", lambda a, b, limit, q: stats.gamma.ppf(q, a) / limit, "subtract them"),
    ("better", "probability_better", lambda *ab: 1 - by_quad(*ab), "p2 > p1"),
    ("conditional", "precision_law", lambda x, mu, a, b: (a + len(x), b + ((x - mu)**2).sum() / 2), "root of the prec"),
    ("shrink", "shrink_means", shrink_past, "cut it at 0")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
