import numpy as np
import pytest

from m4ds.course.check import judge

SLUG = "ex-continuous-variables-"


def one_sided(x):
    x = np.sort(x)
    return np.abs(np.arange(1, len(x) + 1) / len(x) - x).max()


def unsorted(x):
    i = np.arange(1, len(x) + 1)
    return np.abs(i / len(x) - x).max()


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("triangle", "triangle_quantile", lambda u, b: b * (1 + np.sqrt(1 - u)), "beyond b"),
    ("triangle", "triangle_quantile", lambda u, b: b * np.sqrt(u), "rising triangle"),
    ("triangle", "triangle_quantile", lambda u, b: b * (1 - np.sqrt(u)), "1 - u"),
    ("ks", "uniform_distance", one_sided, "before each jump"),
    ("ks", "uniform_distance", unsorted, "Sort the sample"),
    ("survival", "survival", lambda h: np.cumprod(1 - h), "a rate, not a probability"),
    ("survival", "survival", lambda h: np.exp(-h), "years multiply")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
