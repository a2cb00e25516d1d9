import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from m4ds.datasets.pump_lives import SCALE, SHAPE, pump_lives
from m4ds.prob.lifetimes import weibull
from m4ds.stats.ecdf import ecdf
from m4ds.stats.survival import cumulative_incidence, kaplan_meier, nelson_aalen, risk_table

lives = st.lists(st.tuples(st.integers(1, 12).map(float), st.integers(0, 1)), min_size=1, max_size=40)


def split(data):
    time, failed = map(np.array, zip(*data, strict=True))
    return time, failed


def test_the_example_of_the_chapter():
    curve = kaplan_meier([1, 2, 3, 5, 5, 8, 9], [1, 0, 1, 1, 0, 1, 1])
    np.testing.assert_allclose(curve.value, [6 / 7, 24 / 35, 18 / 35, 9 / 35, 0], atol=1e-15)
    np.testing.assert_allclose(curve.at([0, 0.9, 1, 4, 9, 99]), [1, 1, 6 / 7, 24 / 35, 0, 0])
    assert curve.area(9) == pytest.approx(1 + 2 * 6 / 7 + 2 * 24 / 35 + 3 * 18 / 35 + 9 / 35)


@given(st.lists(st.floats(.01, 1e6), min_size=1, max_size=50))
def test_without_censoring_it_is_the_share_that_survives_and_greenwood_is_binomial(times):
    curve = kaplan_meier(times, np.ones(len(times)))
    share = 1 - ecdf(times, curve.time)
    np.testing.assert_allclose(curve.value, share, atol=1e-12)
    np.testing.assert_allclose(curve.se[:-1], np.sqrt(share * (1 - share) / len(times))[:-1], rtol=1e-6)


@settings(max_examples=40, deadline=None)
@given(lives)
def test_no_other_step_curve_is_likelier(data):
    time, failed = split(data)
    at, n, d = risk_table(time, failed)

    def loglik(q):
        alive = np.cumprod(1 - q)
        with np.errstate(divide="ignore"):
            jumps = np.log(q) + np.log(np.concatenate([[1.0], alive[:-1]]))
            last = np.log(np.concatenate([[1.0], alive]))
        index = np.searchsorted(at, time, side="right")
        return sum(jumps[i - 1] if f else last[i] for i, f in zip(index, failed, strict=True))
    best = loglik(d / n)
    rng = np.random.default_rng(0)
    for _ in range(5):
        assert loglik(np.clip(d / n + rng.normal(0, .1, len(n)), 1e-9, 1 - 1e-9)) <= best + 1e-9


@given(lives)
def test_it_is_below_the_exponential_of_the_cumulative_hazard(data):
    time, failed = split(data)
    assert (kaplan_meier(time, failed).value <= np.exp(-nelson_aalen(time, failed).value) + 1e-15).all()


@given(lives)
def test_the_mass_of_the_censored_is_shared_out_among_those_to_the_right(data):
    time, failed = split(data)
    order = np.lexsort((-failed, time))
    failed = failed[order]
    mass = np.full(len(time), 1 / len(time))
    for i in range(len(time) - 1):
        if not failed[i]:
            mass[i + 1:] += mass[i] / (len(time) - i - 1)
            mass[i] = 0
    curve = kaplan_meier(time, split(data)[1])
    mine = [mass[(time[order] == t) & (failed == 1)].sum() for t in curve.time]
    np.testing.assert_allclose(1 - np.cumsum(mine), curve.value, atol=1e-12)


@pytest.mark.filterwarnings("ignore:The confidence interval is undefined")
@settings(max_examples=60, deadline=None)
@given(lives)
def test_it_is_that_of_scipy_and_statsmodels(data):
    time, failed = split(data)
    if not failed.any():
        assert kaplan_meier(time, failed).at(time.max()) == 1
        return
    ours = kaplan_meier(time, failed, .9)
    sample = stats.CensoredData(uncensored=time[failed == 1], right=time[failed == 0])
    theirs = stats.ecdf(sample).sf
    np.testing.assert_allclose(ours.at(theirs.quantiles), theirs.probabilities, atol=1e-12)
    sm = SurvfuncRight(time, failed)
    np.testing.assert_allclose(ours.value, sm.surv_prob, atol=1e-12)
    some = ours.value > 0
    np.testing.assert_allclose(ours.se[some], sm.surv_prob_se[some], rtol=1e-9)
    low = theirs.confidence_interval(.9, method="log-log").low.probabilities
    at = np.searchsorted(theirs.quantiles, ours.time)
    np.testing.assert_allclose(ours.low[some], low[at][some], atol=1e-9)


@given(lives)
def test_one_cause_alone_is_kaplan_meier_and_causes_add_up(data):
    time, failed = split(data)
    cause = failed * (1 + np.arange(len(time)) % 2)
    whole = 1 - kaplan_meier(time, failed).value
    np.testing.assert_allclose(cumulative_incidence(time, failed, 1).value, whole, atol=1e-12)
    both = cumulative_incidence(time, cause, 1).value + cumulative_incidence(time, cause, 2).value
    np.testing.assert_allclose(both, whole, atol=1e-12)


def test_units_that_enter_late_are_not_at_risk_before():
    table = risk_table([4, 6, 8], [1, 1, 1], entry=[0, 5, 4])
    assert table.at_risk.tolist() == [1, 2, 1]           # the unit that enters at 4 is not at risk at 4
    rng = np.random.default_rng(2)
    age, life = rng.uniform(0, 2, 6000), rng.weibull(2, 6000)
    seen = life > age
    curve = kaplan_meier(life[seen], np.ones(seen.sum()), entry=age[seen])
    given = curve.at([0.5, 1.0, 1.5]) / curve.at(0.3)
    want = np.exp(-np.array([0.5, 1.0, 1.5])**2 + 0.3**2)
    assert (np.abs(given - want) < 5 * 0.02).all()


def study(rng, n, runs, t):
    """Survival at t of `runs` samples, from the fleet's law with starts spread over three years."""
    found = []
    for _ in range(runs):
        life, seen = SCALE * rng.weibull(SHAPE, n), rng.uniform(4, 156, n)
        failed = life <= seen
        curve = kaplan_meier(np.minimum(life, seen), failed)
        found.append([curve.at(t), curve.low[i := np.searchsorted(curve.time, t, side="right") - 1], curve.high[i],
                      life[failed].mean()])
    return np.array(found)


def test_the_interval_covers_as_often_as_it_says_and_the_mean_of_the_failed_does_not_estimate_the_mean():
    runs = 1500
    rows = study(np.random.default_rng(8), 60, runs, 78.0)
    truth = float(weibull(SHAPE, SCALE).sf(78.0))
    covered = ((rows[:, 1] <= truth) & (truth <= rows[:, 2])).mean()
    assert abs(covered - .95) < 4.5 * np.sqrt(.95 * .05 / runs) + .01      # the interval itself is approximate
    assert abs(rows[:, 0].mean() - truth) < 4.5 * rows[:, 0].std() / np.sqrt(runs)
    assert rows[:, 3].mean() < 80 < 115


def test_the_data_of_the_chapter():
    p = pump_lives()
    assert len(p.weeks) == 60 and p.failed.sum() == 22


@pytest.mark.parametrize(("call", "words"), [
    (lambda: kaplan_meier([], []), "empty"), (lambda: kaplan_meier([1, np.nan], [1, 1]), "NaN"),
    (lambda: kaplan_meier([1, 2], [1]), "one 0"), (lambda: kaplan_meier([1, 2], [1, 2]), "one 0"),
    (lambda: kaplan_meier([0, 2], [1, 1]), "positive"), (lambda: kaplan_meier([1, 2], [1, 1], level=1), "level"),
    (lambda: nelson_aalen([1], [1], level=0), "level"), (lambda: risk_table([2.], [1], entry=[2.]), "entry"),
    (lambda: risk_table([2.], [1], entry=[1., 2.]), "entry"), (lambda: cumulative_incidence([1], [.5], 1), "cause"),
    (lambda: kaplan_meier([1, 2], [1, 0]).area(3), "last")])
def test_it_refuses(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_no_failure_and_one_unit_are_welcome_and_beyond_the_last_age_nothing_is_known():
    curve = kaplan_meier([3, 5], [0, 0])
    assert curve.at(4) == 1 and np.isnan(curve.at(6)) and len(nelson_aalen([1], [0]).value) == 0
    one = kaplan_meier([3], [1])
    assert one.value.tolist() == [0] and one.se.tolist() == [0] and np.isnan(one.low[0])
