"""Checks of the exercises of "Case study: a portfolio of least risk"."""

import math

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, expression, function, number, vector
from m4ds.finance.estimation_price import price_of_estimation
from m4ds.stats.tail_risk import expected_shortfall, value_at_risk


@number("ex-portfolio-risk-price", "ratio", seeded=True)
def ratio(rng):
    n = int(rng.integers(5, 40))
    T = n + int(rng.integers(15, 80))
    answer = price_of_estimation(n, T).true
    return Variant(answer, f"{n} assets, {T} months", apart(answer, (
        ((T - 1) / (T - n), "That is the price if the mean is known: the sample mean costs one degree of freedom."),
        ((T - n) / (T - 1), "That is what the portfolio claims."),
        (math.sqrt(answer), "That is the ratio of volatilities; the question asks for variances."),
        (T / (T - n), "Count the degrees of freedom: d = T - 1, then (d - 1)/(d - n)."))))


@number("ex-portfolio-risk-honest", "honest", unit="% a year", seeded=True)
def honest(rng):
    n, T = int(rng.integers(8, 30)), 12 * int(rng.integers(4, 11))
    claim = float(rng.integers(70, 160)) / 10
    price = price_of_estimation(n, T)
    answer = claim * math.sqrt(price.true / price.claimed)
    return Variant(answer, f"{n} assets, {T} months, claimed volatility {claim:g} % a year", apart(answer, (
        (claim * price.true / price.claimed, "That factor is for variances: take its root."),
        (claim * math.sqrt(price.true), "The claim lies below the optimum, too: repair that first."),
        (claim / math.sqrt(price.claimed), "That estimates the optimum, not what this portfolio has."))))


@number("ex-portfolio-risk-months", "months", unit="months", seeded=True)
def months(rng):
    n, extra = int(rng.integers(6, 40)), int(rng.choice([5, 10, 20, 25]))
    r = 1 + extra / 100
    T = math.ceil((r * (n + 1) - 2) / (r - 1) - 1e-9)
    return Variant(T, f"{n} assets, at most {extra} % more variance than the optimum", apart(T, (
        (math.ceil((r * n - 1) / (r - 1) - 1e-9), "That is with a known mean; estimating it costs one month."),
        (math.ceil((r**2 * (n + 1) - 2) / (r**2 - 1) - 1e-9), "The bound is on the variance, not on the volatility."),
        (T - 1, "One month fewer exceeds the bound: round up.")), gap=1.1e-3))


@vector("ex-portfolio-risk-regression", "cost")
def cost(rng):
    return Variant([0.25, 1.0], mistakes=(
        ([-0.25, 1.0], "The weights are w_g + b(1, -1), so b is minus the slope of y on the difference."),
        ([0.25, 0.25], "The second number is the whole true variance: the optimum and what the error adds."),
        ([0.25, 0.5], "That is the claimed sum of squares. The question asks for the true variance."),
        ([0.25, 0.875], "The difference of the assets has the variance 1 + 3 = 4.")))


@number("ex-portfolio-risk-equal", "volatility", unit="% a year", seeded=True)
def volatility(rng):
    n, sd, rho = int(rng.integers(5, 60)), int(rng.integers(15, 45)), float(rng.integers(10, 60)) / 100
    answer = sd * math.sqrt(rho + (1 - rho) / n)
    return Variant(answer, f"{n} assets, each {sd} % a year, correlation {rho:.2f}", apart(answer, (
        (sd / math.sqrt(n), "That is for uncorrelated assets."),
        (sd * math.sqrt(rho), "That is the limit for very many assets; the own risks are not gone yet."),
        (sd * (rho + (1 - rho) / n), "Take the root of the factor: it multiplies the variance."))))


@vector("ex-portfolio-risk-trade", "trade", seeded=True)
def trade(rng):
    r = rng.choice(np.arange(-20, 31, 5), size=2, replace=False) / 100
    w = (1 + r) / (1 + r).sum()
    turnover = abs(w - 0.5).sum()
    fee, gross = 0.005, 0.02
    answer = [turnover, (1 - fee * turnover) * (1 + gross) - 1]
    return Variant(answer, f"returns {100 * r[0]:.0f} % and {100 * r[1]:.0f} %, cost 0.5 % of what is traded, "
                   "next month's gross return 2 %", apart(answer, (
        ([turnover / 2, (1 - fee * turnover / 2) * (1 + gross) - 1], "Buying and selling both count here."),
        ([turnover, (1 - fee) * (1 + gross) - 1], "Only what is traded pays."),
        ([abs(r - r.mean()).sum() / 2, answer[1]], "Divide by the wealth after the month.")), gap=1e-4))


@vector("ex-portfolio-risk-tail", "tail")
def tail(rng):
    return Variant([0.03, 0.06], mistakes=(
        ([0.03, 0.08], "The worst fifth of ten months is two of them: 8 % and 4 %."),
        ([0.04, 0.06], "Eight of ten losses must be within the bound: 3 % is enough."),
        ([0.03, 0.05], "Average the two worst months only."),
        ([-0.03, -0.06], "Losses are counted as positive numbers.")))


@vector("ex-portfolio-risk-implied", "implied")
def implied(rng):
    return Variant([4.0, 4.0, 12.0], mistakes=(
        ([4.0, 6.0, 16.0], "Those are the estimates. The second asset is kept out by its multiplier."),
        ([4.0, 4.0, 14.0], "The multiplier is taken off the variance twice: once as row, once as column."),
        ([2.0, 4.0, 16.0], "Asset 1 is held: its multiplier is 0."),
        ([4.0, 2.0, 12.0], "The covariance loses the sum of both multipliers: 2 + 0.")))


@number("ex-portfolio-risk-luck", "gap")
def gap(rng):
    answer = 58 / 39 * 59 / 38
    return Variant(answer, mistakes=(
        (58 / 39 * 59 / 40, "The mean of a reciprocal is not the reciprocal of the mean."),
        (58 / 39, "Divide by the claim as well."),
        (59 / 38, "That is the expectation of 1/claim; the truth is more than 1, too.")))


@choice("ex-portfolio-risk-two-decades", "safer", options={
    "a": "the one that claims 12 %, by the factor 14/12", "b": "the one that claims 12 %, but by less than that",
    "c": "neither: they are equally good on average", "d": "the one that claims 14 %"})
def safer(rng):
    return Variant("c", mistakes=(
        ("a", "The claim is a number of luck alone: it is independent of the truth."),
        ("b", "Not even that: claim and truth are independent, so the claim shifts nothing."),
        ("d", "A high claim is not a merit either: independent means that it says nothing.")))


@number("ex-portfolio-risk-edge", "signals", seeded=True)
def signals(rng):
    n, T = int(rng.integers(10, 40)), 12 * int(rng.integers(4, 11))
    edge = (1 + math.sqrt(n / T)) ** 2
    count = int(rng.integers(1, 4))
    above = edge * rng.uniform(1.15, 2.5, count)
    wide, low = edge + 0, 1 + n / T
    below = np.array([edge * 0.93, (low + edge) / 2, 0.9 * low])
    values = np.sort(np.concatenate([above, below]))[::-1].round(2)
    return Variant(count, f"{n} assets, {T} months, largest eigenvalues {values.tolist()}", apart(count, (
        (int((values > 1).sum()), "Above 1 is not enough: noise alone spreads that far."),
        (int((values > low).sum()), "The edge is (1 + root of n/T) squared, not 1 + n/T."),
        (int((values > 0.9 * wide).sum()), "The next one is still below the edge.")), gap=1e-3))


@number("ex-portfolio-risk-break-even", "break_even", unit="% of what is traded")
def break_even(rng):
    return Variant(0.75, mistakes=(
        (0.5, "Equal weights trade, too: only the additional turnover counts."),
        (1.5, "That is the cost if equal weights traded as much more."),
        (0.375, "Both purchases and sales are in the turnover already; do not count them twice."),
        (1.0 / 0.75, "Divide the gain by the additional turnover, not the other way round.")))


@choice("ex-portfolio-risk-peek", "peek", options={
    "a": "R[t - 60:t].std(axis=0)", "b": "R[:t].std(axis=0)", "c": "R.std(axis=0)",
    "d": "R[t - 60:t][::-1].std(axis=0)"})
def peek(rng):
    return Variant("c", mistakes=(
        ("a", "These are the sixty months before t; month t itself is not among them."),
        ("b", "All the past, and nothing else: a longer window, but an honest one."),
        ("d", "The order is reversed, the months are those of the past.")))


@number("ex-portfolio-risk-years", "years", unit="years", seeded=True)
def years(rng):
    sd, half = int(rng.integers(12, 35)), float(rng.choice([1.0, 1.5, 2.0, 2.5, 3.0]))
    answer = (1.96 * sd / half) ** 2
    return Variant(answer, f"volatility {sd} % a year, mean wanted to within {half:g} % a year", apart(answer, (
        (12 * answer, "Those are months."),
        (1.96 * sd / half, "The standard error falls with the root of the time: square."),
        ((sd / half) ** 2, "For 95 % the half-width is 1.96 standard errors."))))


@number("ex-portfolio-risk-chance", "chance", rtol=5e-3)
def chance(rng):
    return Variant(0.7659, mistakes=(
        (1 - 0.7659, "That is the chance that the estimated portfolio is better."),
        (0.8282, "The denominator is a chi-square number, too; you put its mean in its place."),
        (0.8135, "The second number of degrees is d - n + 2, one more than that of the claim.")))


@function("ex-portfolio-risk-write-safest", "safest", starter='''
def safest(C):
    """Return the weights of least variance, short sales allowed."""
    ...
''')
def safest(s, rng):
    A = rng.normal(size=(5, 9))
    C = A @ A.T
    x = np.linalg.solve(C, np.ones(5))
    iv = 1 / np.diag(C)
    expect(s, "safest", (C,), x / x.sum(), mistakes=(
        (x, "Divide by the sum: the weights add up to 1."),
        (iv / iv.sum(), "That uses the variances only."),
        (C.sum(axis=1) / C.sum(), "Solve with C; do not multiply by it."),
    ))


@function("ex-portfolio-risk-write-turnover", "turnovers", starter='''
def turnovers(W, R):
    """W[t], R[t]: weights chosen before month t, returns of month t."""
    ...
''')
def turnovers(s, rng):
    W, R = rng.dirichlet(np.ones(3), size=5), rng.normal(0.01, 0.1, (5, 3))
    grown = W * (1 + R)
    drifted = grown / grown.sum(axis=1, keepdims=True)
    answer = abs(W[1:] - drifted[:-1]).sum(axis=1)
    expect(s, "turnovers", (W, R), answer, mistakes=(
        (abs(np.diff(W, axis=0)).sum(axis=1), "Before trading the weights have drifted with the returns."),
        (abs(W[1:] - grown[:-1]).sum(axis=1), "Divide the grown pieces by their sum."),
        (answer / 2, "Count what is bought and what is sold."),
        (abs(W[1:] - (W * (1 + R) / (W * (1 + R)).sum(axis=1, keepdims=True))[1:]).sum(axis=1),
         "Trading before month t comes after the drift of month t - 1."),
    ))


@function("ex-portfolio-risk-write-shortfall", "shortfall", starter='''
def shortfall(returns, share):
    """Return the mean loss of the worst `share` of the months."""
    ...
''')
def shortfall(s, rng):
    x = rng.normal(0.01, 0.05, 40)
    worst = np.sort(x)
    expect(s, "shortfall", (x, 0.1), expected_shortfall(-x, 0.9), mistakes=(
        (worst[:4].mean(), "A loss is a return with the other sign."),
        (value_at_risk(-x, 0.9), "That is the value at risk: average what lies beyond it."),
        (worst[-4:].mean(), "Those are the best months."),
        (-worst[:4].sum() / 40, "Divide by the number of bad months, not by all."),
    ))


@function("ex-portfolio-risk-write-blocks", "blocks", starter='''
def blocks(starts, length, T):
    """Return the rows of blocks of `length` months on a circle of T months."""
    ...
''')
def blocks(s, rng):
    starts = np.append(rng.integers(10, size=3), 9)
    rows = (starts[:, None] + np.arange(3)) % 10
    expect(s, "blocks", (starts, 3, 10), rows.ravel(), mistakes=(
        ((starts[:, None] + np.arange(3)).ravel(), "After the last month comes the first: take the remainder by T."),
        (rows.T.ravel(), "Keep the months of a block together, one block after the other."),
        (np.minimum(starts[:, None] + np.arange(3), 9).ravel(), "Go round the circle; do not repeat the last month."),
    ))


@number("ex-portfolio-risk-mixture", "a")
def a(rng):
    k, extra = 19 / 39, 1.2
    return Variant(k / (k + extra), mistakes=(
        (extra / (k + extra), "That is the share of the estimated portfolio."),
        ((58 / 39) / (58 / 39 + 2.2), "Use the excess over the optimum of both, not the whole ratio."),
        (math.sqrt(k) / (math.sqrt(k) + math.sqrt(extra)), "Variances add, not standard deviations.")))


@expression("ex-portfolio-risk-spread", "spread", variables=("p", "q"))
def spread(rng):
    return Variant("2*p*(p + q - 2)/((q - 2)^2*(q - 4))", mistakes=(
        ("p*(p + 2)/((q - 2)*(q - 4))", "Take away the square of the mean."),
        ("2*p/(q - 2)^2", "The denominator varies, too."),
        ("p*(p + 2)/((q - 2)*(q - 4)) - p^2/q^2", "The mean of 1/chi-square is 1/(q - 2), not 1/q.")))


@expression("ex-portfolio-risk-crisis", "seen", variables=("rho", "h"))
def seen(rng):
    return Variant("rho*sqrt(1 + h)/sqrt(1 + rho^2*h)", mistakes=(
        ("rho*sqrt(1 + h)", "The variance of Y in these months changes, too."),
        ("rho*(1 + h)/(1 + rho^2*h)", "The covariance is multiplied by 1 + h; divide by both standard deviations."),
        ("rho + 0*h", "A slope does not depend on the choice of months, a correlation does.")))
