import numpy as np
import pytest

from m4ds.course.check import judge

SLUG = "ex-probability-and-bayes-"


def only_present(prior, rates, reports):
    logs = np.log(prior) + (np.asarray(reports) * np.log(rates)).sum(axis=1)
    weight = np.exp(logs - logs.max())
    return weight / weight.sum()


def without_logs(prior, rates, reports):
    weight = prior * np.where(reports, rates, 1 - rates).prod(axis=1)
    with np.errstate(invalid="ignore"):
        return weight / weight.sum()


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("posterior", "posterior_after", only_present, "absent is evidence too"),
    ("posterior", "posterior_after", without_logs, "NaN"),
    ("specificity", "needed_specificity", lambda p, s, v: p * s * (1 - v) / ((1 - p) * v), "false-alarm rate"),
    ("collision", "collision", lambda k, d: 1 - np.prod(1 - np.arange(k) / d), "lost all digits"),
    ("collision", "collision", lambda k, d: np.exp(np.log1p(-np.arange(k) / d).sum()), "all labels differ"),
    ("collision", "collision", lambda k, d: 1 - (1 - 1 / d)**(k * (k - 1) / 2), "pairs are not independent")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
