from itertools import product

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from m4ds.course.check import judge

SLUG = "ex-intervals-and-tests-"


def signs(d, size=abs, room=1e-9):
    d = np.asarray(d)
    sums = [size(np.dot(s, d)) for s in product([-1, 1], repeat=len(d))]
    return np.mean([s >= abs(d.sum()) - room for s in sums])


def median(x, alpha, tails=2):
    count = int(stats.binom.ppf(alpha / tails, len(x), .5))
    count -= stats.binom.cdf(count, len(x), .5) > alpha / tails
    return np.sort(x)[[count, len(x) - 1 - count]]


@pytest.mark.parametrize(("label", "name", "answer"), [
    ("welch", "welch_df", lambda x, y: CompareMeans(DescrStatsW(x), DescrStatsW(y)).dof_satt()),
    ("signs", "sign_flip_p", signs), ("median", "median_interval", median),
    ("holm", "holm_reject", lambda p, alpha: multipletests(p, alpha, "holm")[0].astype(int))])
def test_another_way_to_the_right_function_passes(label, name, answer):
    result = judge(SLUG + label, {name: answer})
    assert result.state not in ("keep working", "not attempted"), result.message


@pytest.mark.parametrize(("label", "name", "answer", "hint"), [
    ("welch", "welch_df", lambda x, y: len(x) + len(y) - 2, "pooled"),
    ("signs", "sign_flip_p", lambda d: signs(d, float), "absolute"),
    ("signs", "sign_flip_p", lambda d: signs(d, room=-1e-9), "tie"),
    ("holm", "holm_reject", lambda p, alpha: (np.array(p) * len(p) <= alpha).astype(int), "Bonferroni"),
    ("holm", "holm_reject", lambda p, alpha: multipletests(p, alpha, "fdr_bh")[0].astype(int), "Hochberg"),
    ("median", "median_interval", lambda x, alpha: median(x, alpha, 1), "alpha/2")])
def test_a_known_mistake_in_a_function_is_explained(label, name, answer, hint):
    result = judge(SLUG + label, {name: answer})
    assert result.state == "keep working" and hint in result.message, result.message
