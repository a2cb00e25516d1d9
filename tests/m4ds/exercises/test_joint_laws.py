import numpy as np
import pytest

from m4ds.course.check import judge

SLUG = "ex-joint-laws-"


def fill_with_means(x, mean, cov):
    return np.where(np.isnan(x), mean, x)


def without_the_mean(x, mean, cov):
    x, gap = x.copy(), np.isnan(x)
    x[gap] = mean[gap] + cov[np.ix_(gap, ~gap)] @ np.linalg.solve(cov[np.ix_(~gap, ~gap)], x[~gap])
    return x


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("fill", "fill", fill_with_means, "without the known entries"),
    ("fill", "fill", without_the_mean, "deviations from the means"),
    ("scores", "scores", lambda X, m, C: np.sqrt(np.einsum("ij,jk,ik->i", X - m, np.linalg.inv(C), X - m)), "squares"),
    ("scores", "scores", lambda X, m, C: ((X - m) ** 2 / np.diag(C)).sum(axis=1), "leaves out the covariances"),
    ("weights", "weights", lambda C, i: np.delete(np.linalg.inv(C)[i] / np.linalg.inv(C)[i, i], i), "sign"),
    ("weights", "weights", lambda C, i: -np.delete(np.linalg.inv(C)[i], i), "diagonal entry")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
