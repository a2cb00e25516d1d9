"""A shop that tries a new checkout, and one whose customers choose a plan: both outcomes of everyone are known."""

from dataclasses import dataclass

import numpy as np

__all__ = ["CONVERSION", "SEGMENTS", "PlanChoice", "ShopExperiment", "choose_plan", "simulate_shop"]

SEGMENTS = ("new", "returning", "loyal")
SHARES = (0.50, 0.35, 0.15)
CONVERSION = (0.025, 0.055, 0.110)      # chance that the first visit ends in an order, old checkout
ORDERS = (0.5, 1.5, 3.5)                # mean number of orders in four weeks
VISITS = (1.0, 2.5, 5.0)                # mean number of visits after the first
BASKET, PERSON, ORDER = 3.3, 0.5, 0.6   # log of a basket in euros: centre, spread of persons, spread of orders


@dataclass(frozen=True)
class ShopExperiment:
    """One entry for each visitor that was logged; money in euros.

    `treated`, `segment` (index into `SEGMENTS`), `day` of arrival from 0, `before`: spend in the four weeks before;
    `converted` at the first visit; `visits`, `orders` and `spend` in the four weeks after arrival. With the suffix 0
    what would happen if nobody had the new checkout, with 1 if everybody had: known only in a simulation. `truth`: the
    average effects of "everybody" against "nobody" over all visitors who arrived, also those whose log was lost.
    """

    treated: np.ndarray
    segment: np.ndarray
    day: np.ndarray
    before: np.ndarray
    visits: np.ndarray
    converted: np.ndarray
    orders: np.ndarray
    spend: np.ndarray
    converted0: np.ndarray
    converted1: np.ndarray
    spend0: np.ndarray
    spend1: np.ndarray
    truth: dict


def _spend(orders, person, rng) -> np.ndarray:
    """Add up baskets: lognormal around each person's own level."""
    owner = np.repeat(np.arange(len(orders)), orders)
    baskets = np.exp(BASKET + person[owner] + ORDER * rng.standard_normal(len(owner)))
    return np.bincount(owner, baskets, minlength=len(orders))


def simulate_shop(n: int = 20_000, seed: int = 0, *, uplift: float = 0.06, share: float = 0.5, days: int = 14,
                  novelty: float = 0.0, rivalry: float = 0.0, lost: float = 0.0) -> ShopExperiment:
    """Simulate a randomised experiment with a new checkout.

    Parameters
    ----------
    n : int
        Visitors who arrive.
    seed : int
        The same seed gives the same arrays.
    uplift : float
        The new checkout multiplies the chance of conversion and the mean number of orders by 1 + uplift.
    share : float
        Chance of each visitor to get the new checkout.
    days : int
        Visitors arrive evenly over so many days.
    novelty : float
        On day d the uplift is multiplied by 1 + novelty * exp(-d / 3): an attraction that wears off. The truth counts
        the lasting uplift alone.
    rivalry : float
        0: visitors do not affect each other. 1: the stock is scarce, and the conversions of all together stay what
        they would be without the new checkout; what the treated gain the others lose. (Conversions only.)
    lost : float
        Chance that a treated visitor of segment "new" who does not convert leaves no log.

    Returns
    -------
    ShopExperiment

    Raises
    ------
    ValueError
        If n or days is below 1, uplift below 0, or another number leaves its range.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. O(n); tried up to a million visitors.

    Examples
    --------
    >>> shop = simulate_shop(50_000, seed=1)
    >>> shop.converted0.mean().round(3), shop.converted1.mean().round(3)
    (np.float64(0.048), np.float64(0.051))
    """
    if n < 1 or days < 1 or uplift < 0 or novelty < 0 or not 0 < share < 1:
        raise ValueError("n and days must be at least 1, uplift and novelty at least 0, share strictly between 0 and 1")
    if not (0 <= rivalry <= 1 and 0 <= lost <= 1):
        raise ValueError("rivalry and lost must lie between 0 and 1")
    rng = np.random.default_rng(seed)
    segment = rng.choice(3, n, p=SHARES)
    day = rng.integers(0, days, n)
    treated = rng.random(n) < share
    person = PERSON * rng.standard_normal(n)
    taste = rng.gamma(2.0, 0.5, n)                                   # mean 1: how often this person orders
    rate, chance = np.take(ORDERS, segment) * taste, np.take(CONVERSION, segment)
    before = _spend(rng.poisson(np.where(segment == 0, 0.2, 1.0) * rate), person, rng)
    visits = 1 + rng.poisson(np.take(VISITS, segment) * taste)
    shown = uplift * (1 + novelty * np.exp(-day / 3))

    luck = rng.random(n)
    def crowd(part):
        return (1 + uplift * part) ** -rivalry
    converted0, converted1 = luck < chance, luck < chance * (1 + uplift) * crowd(1.0)
    converted = luck < chance * np.where(treated, 1 + shown, 1.0) * crowd(treated.mean())
    orders0, lasting = rng.poisson(rate), rng.poisson(rate * uplift)
    fleeting = rng.poisson(rate * (shown - uplift))
    spend0, more, excess = (_spend(k, person, rng) for k in (orders0, lasting, fleeting))
    orders = orders0 + treated * (lasting + fleeting)
    spend = spend0 + treated * (more + excess)
    truth = {"converted": float(converted1.mean() - converted0.mean()), "spend": float(more.mean())}
    logged = ~(treated & (segment == 0) & ~converted & (rng.random(n) < lost))
    arrays = (treated, segment, day, before, visits, converted, orders, spend,
              converted0, converted1, spend0, spend0 + more)
    return ShopExperiment(*(a[logged] for a in arrays), truth)


@dataclass(frozen=True)
class PlanChoice:
    """One entry for each customer; money in euros a month.

    `segment` (index into `SEGMENTS`) drives both the choice and the spend; `propensity`: chance of choosing the plan;
    `chose` it; `visits` in the month, which the plan raises; `spend`; `reviewed`: wrote a review, which the plan and a
    high spend both encourage; `spend0` and `spend1`: without and with the plan.
    """

    segment: np.ndarray
    propensity: np.ndarray
    chose: np.ndarray
    visits: np.ndarray
    spend: np.ndarray
    reviewed: np.ndarray
    spend0: np.ndarray
    spend1: np.ndarray


def choose_plan(n: int = 4000, seed: int = 0, *, propensity=(0.1, 0.3, 0.7)) -> PlanChoice:
    """Simulate customers who choose a plan by themselves: nobody randomised.

    Parameters
    ----------
    n : int
        Customers.
    seed : int
    propensity : sequence of three floats
        Chance of choosing the plan, for each segment.

    Returns
    -------
    PlanChoice
        The plan adds one visit on average, a visit 5 euros, and the plan itself 2 more: 7 euros in all.

    Raises
    ------
    ValueError
        If n is below 1 or the propensities are not three probabilities.

    Notes
    -----
    Chapter: Experiments, A/B tests, causation. Given the segment, the choice is independent of `spend0` and `spend1`.

    Examples
    --------
    >>> plan = choose_plan(50_000, seed=1)
    >>> (plan.spend1 - plan.spend0).mean().round(1)
    np.float64(7.0)
    """
    chances = np.asarray(propensity, dtype=float)
    if n < 1 or chances.shape != (3,) or not ((chances >= 0) & (chances <= 1)).all():
        raise ValueError("n must be at least 1, and propensity three probabilities")
    rng = np.random.default_rng(seed)
    segment = rng.choice(3, n, p=SHARES)
    e = chances[segment]
    chose = rng.random(n) < e
    visits0 = rng.poisson(np.take((1.0, 2.5, 5.0), segment))
    visits1 = visits0 + rng.poisson(1.0, n)
    level = np.take((10.0, 20.0, 40.0), segment) * np.exp(0.3 * rng.standard_normal(n) - 0.045)
    spend0, spend1 = level + 5 * visits0, level + 5 * visits1 + 2
    spend = np.where(chose, spend1, spend0)
    reviewed = rng.random(n) < 0.03 + 0.35 * chose + 0.35 * (spend > 45)
    return PlanChoice(segment, e, chose, np.where(chose, visits1, visits0), spend, reviewed, spend0, spend1)
