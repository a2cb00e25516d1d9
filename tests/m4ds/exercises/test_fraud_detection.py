"""What the function exercises of "Case study: fraud detection" say of known wrong answers."""

import numpy as np
import pytest

from m4ds.course.check import judge

LABEL = "ex-fraud-detection-write-"


def looks_ahead(time, key, width):
    gap = np.abs(time[:, None] - time)
    return ((key[:, None] == key) & (gap > 0) & (gap <= width)).sum(axis=1)


def without_key(time, key, width):
    gap = time[:, None] - time
    return ((gap > 0) & (gap <= width)).sum(axis=1)


def without_delay(day, terminal, fraud, today, delay, a, b, n):
    known = day < today
    return (a + np.bincount(terminal[known], fraud[known], n)) / (a + b + np.bincount(terminal[known], minlength=n))


def above(steps, h):
    w = 0.0
    for t, step in enumerate(steps, 1):
        w = max(0.0, w + step)
        if w > h:
            return t
    return 0


WRONG = [
    ("count", "recent", looks_ahead, "looks ahead"),
    ("count", "recent", without_key, "same key"),
    ("risk", "risk", without_delay, "late"),
    ("chart", "first_alarm", above, "at least"),
]


@pytest.mark.parametrize("slug, name, wrong, says", WRONG)
def test_a_known_wrong_function_is_told_why(slug, name, wrong, says):
    result = judge(LABEL + slug, {name: wrong})
    assert result.state != "correct"
    assert says in str(result)
