"""Who likes what: ratings of films by the subscribers of an invented streaming service, with known truth."""

from dataclasses import dataclass

import numpy as np

from m4ds.learn.entries import Entries
from m4ds.prob.special import normal_cdf
from m4ds.validation import as_finite_array

__all__ = ["Ratings", "chance_of_stars", "simulate_ratings"]

MEAN = 3.5
USER_SD, FILM_SD, TASTE_SD, NOISE_SD = 0.46, 0.48, 0.56, 0.83   # in stars
ZIPF = 0.9                # the film of popularity rank k is rated about in proportion to k ** -ZIPF
ACTIVITY_SD = 0.7         # spread of the log of how much a user watches
LAST_DAY = 365


@dataclass(frozen=True)
class Ratings:
    """Ratings and the truth behind them.

    known : Entries of a table with a row for each user and a column for each film; values 1, 2, 3, 4 or 5 stars
    day : when each rating was given, 0 to 365
    liking : (m, n), what each user would on average give to each film before rounding: mean, offsets and taste
    expected : (m, n), the mean of the stars that the user would give, after rounding: the best possible prediction
    popularity : (n,), the share of choices that go to each film when the choice does not depend on liking
    chance : (m, n), the chance of each place to be among the known ones; adds up to their number
    traits : (n, rank), the hidden traits of the films
    """

    known: Entries
    day: np.ndarray
    liking: np.ndarray
    expected: np.ndarray
    popularity: np.ndarray
    chance: np.ndarray
    traits: np.ndarray


def simulate_ratings(n_users: int = 600, n_films: int = 900, n_ratings: int = 60_000, rank: int = 6,
                     picky: float = 0.0, seed: int = 0) -> Ratings:
    """Draw a table of ratings: round(3.5 + user offset + film offset + taste + noise), cut to 1 to 5 stars.

    Parameters
    ----------
    n_users, n_films, n_ratings : int
        The size of the table and how many of its entries are known.
    rank : int
        How many hidden traits make up the taste: p_u . q_i with vectors of this length.
    picky : float
        0: what a user watches does not depend on what the user would think of it. Above 0 the entries are missing
        *not at random*: each star of liking multiplies the chance to be watched by exp(picky).
    seed : int

    Returns
    -------
    Ratings

    Raises
    ------
    ValueError
        If a size is below 1, there are more ratings than places, or `picky` is negative.

    Notes
    -----
    Taught in "Matrix factorisation". Users join and films appear on a uniform day of the first 350; a rating falls
    after both, mostly soon (the cube of a uniform share of the days left). Tried up to 2000 x 3000 with a million
    ratings (6 s, 0.5 GB).

    Examples
    --------
    >>> data = simulate_ratings(30, 40, 300, seed=1)
    >>> len(data.known), data.known.shape, float(data.known.values.max())
    (300, (30, 40), 5.0)
    """
    if min(n_users, n_films, n_ratings, rank) < 1:
        raise ValueError("n_users, n_films, n_ratings and rank must be at least 1")
    if n_ratings > n_users * n_films:
        raise ValueError(f"n_ratings must be at most {n_users * n_films}, the number of places, but it is {n_ratings}")
    if not 0 <= picky < np.inf:
        raise ValueError(f"picky must be at least 0 and finite, but it is {picky}")
    rng = np.random.default_rng(seed)
    cares, traits = rng.normal(size=(n_users, rank)), rng.normal(size=(rank, n_films))
    tastes = cares @ traits * (TASTE_SD / np.sqrt(rank))
    liking = (MEAN + tastes + rng.normal(0, USER_SD, (n_users, 1)) + rng.normal(0, FILM_SD, n_films))
    weights = rng.permutation(np.arange(1.0, n_films + 1) ** -ZIPF)
    log_chance = np.log(weights) + rng.normal(0, ACTIVITY_SD, (n_users, 1)) + picky * (liking - MEAN)
    races = log_chance + rng.gumbel(size=liking.shape)   # the largest are a draw without replacement
    chosen = np.argpartition(races, -n_ratings, axis=None)[-n_ratings:]
    rows, cols = np.unravel_index(np.sort(chosen), liking.shape)
    stars = np.clip(np.round(liking[rows, cols] + rng.normal(0, NOISE_SD, n_ratings)), 1, 5)
    start = np.maximum(rng.uniform(0, 350, n_users)[rows], rng.uniform(0, 350, n_films)[cols])
    day = start + (LAST_DAY - start) * rng.random(n_ratings) ** 3
    return Ratings(Entries(rows, cols, stars, liking.shape), day, liking, expected_stars(liking),
                   weights / weights.sum(), inclusion_chances(log_chance, n_ratings), traits.T)


def inclusion_chances(log_chance, count: int) -> np.ndarray:
    """Return the chance that log_chance + Gumbel noise passes the bar that `count` of them pass on average.

    The `count` largest of a draw pass a bar that varies a little from draw to draw; with many places that is all the
    difference.

    Examples
    --------
    >>> inclusion_chances(np.zeros(4), 2).round(9)
    array([0.5, 0.5, 0.5, 0.5])
    """
    log_chance = np.asarray(log_chance, dtype=float)
    if count == log_chance.size:
        return np.ones(log_chance.shape)
    pull = np.exp(log_chance - log_chance.max())
    level = count / pull.sum()              # sum of 1 - exp(-level * pull), brought up to `count` by Newton's method
    for _ in range(100):
        missed = np.exp(-level * pull)
        gap = count - (log_chance.size - missed.sum())
        if abs(gap) <= 1e-9 * count:
            break
        level += gap / np.vdot(pull, missed)
    return 1 - missed


def chance_of_stars(liking, least: int) -> np.ndarray:
    """Return the chance that round(liking + noise), cut to 1 to 5, is at least `least` stars.

    Parameters
    ----------
    liking : array_like
        As in `Ratings.liking`.
    least : int
        2, 3, 4 or 5.

    Raises
    ------
    ValueError
        If `least` is none of these.

    See Also
    --------
    scipy.stats.norm.sf : does the work.

    Notes
    -----
    Taught in "Case study: a recommender".

    Examples
    --------
    >>> chance_of_stars([3.5, 5.0], 4).round(3)
    array([0.5  , 0.965])
    """
    if least not in (2, 3, 4, 5):
        raise ValueError(f"least must be 2, 3, 4 or 5, but it is {least}")
    return normal_cdf((as_finite_array(liking, "liking") - (least - 0.5)) / NOISE_SD)


def expected_stars(liking) -> np.ndarray:
    """Return the mean of round(liking + noise), cut to 1 to 5: 1 plus the chances to reach 2, 3, 4 and 5 stars.

    Examples
    --------
    >>> expected_stars(3.0).round(6)
    np.float64(3.0)
    """
    grid = np.linspace(-8, 14, 4401)   # straight lines between the points are good to 1e-6 stars
    return np.interp(liking, grid, 1 + sum(normal_cdf((grid - (k - 0.5)) / NOISE_SD) for k in (2, 3, 4, 5)))
