"""A start page: the log of a place that is filled by chance, and what weeks of lists do to the views."""

from dataclasses import dataclass

import numpy as np

from m4ds.datasets.ratings import chance_of_stars
from m4ds.validation import as_matrix

__all__ = ["DipLog", "Weeks", "lucky_dip", "run_weeks"]


@dataclass(frozen=True)
class DipLog:
    """Events of the lucky dip, each of shape (events,): who, which film, with which chance, and 1 if it was liked."""

    user: np.ndarray
    film: np.ndarray
    chance: np.ndarray
    liked: np.ndarray


def lucky_dip(liking, lists, per_user: int, rng: np.random.Generator, uniform: float = 0.2) -> DipLog:
    """Show films by chance: one of all films with chance `uniform`, otherwise one of a random list of this user.

    Parameters
    ----------
    liking : array_like, shape (m, n)
        As in `Ratings.liking`: a film that is shown is liked if it gets four stars or more.
    lists : sequence of array_like of int, shape (m, k)
        The lists of each policy that is to be judged; may be empty if `uniform` is 1.
    per_user : int
        Events of each user, at least 1.
    rng : numpy.random.Generator
    uniform : float
        Above 0 and at most 1, so that every film can be shown to everybody.

    Returns
    -------
    DipLog

    Raises
    ------
    ValueError
        If an argument is not as described.

    Notes
    -----
    Taught in "Case study: a recommender". Answers are independent, also if a user meets a film twice.

    Examples
    --------
    >>> log = lucky_dip([[4.0, 3.0]], [[[0]]], 3, np.random.default_rng(0))
    >>> log.film, log.chance.round(3)
    (array([0, 0, 0]), array([0.9, 0.9, 0.9]))
    """
    liking = as_matrix(liking, "liking")
    (m, n), lists = liking.shape, [as_matrix(a, "lists").astype(int) for a in lists]
    if not 0 < uniform <= 1 or (uniform < 1 and not lists):
        raise ValueError(f"uniform must be above 0 and at most 1, and 1 without lists, but it is {uniform}")
    if per_user != int(per_user) or per_user < 1:
        raise ValueError(f"per_user must be a whole number of at least 1, but it is {per_user}")
    chances = np.full((m, n), uniform / n)
    for a in lists:
        if len(a) != m:
            raise ValueError(f"each of the lists must have {m} rows, but one has {len(a)}")
        chances[np.arange(m)[:, None], a] += (1 - uniform) / (len(lists) * a.shape[1])
    ends = np.cumsum(chances, axis=1)
    user = np.repeat(np.arange(m), per_user)
    draws = rng.random((m, per_user))
    film = np.concatenate([np.searchsorted(e, d * e[-1], side="right") for e, d in zip(ends, draws, strict=True)])
    liked = rng.random(len(user)) < chance_of_stars(liking[user, film], 4)
    return DipLog(user, film, chances[user, film], liked.astype(float))


@dataclass(frozen=True)
class Weeks:
    """What happened: views of each film after each week, shape (weeks, n), and the chance that a view is liked."""

    views: np.ndarray
    liked: np.ndarray


def run_weeks(liking, policy: str, weeks: int, rng: np.random.Generator, dip: int = 0, k: int = 10,
              shrink: float = 4.0) -> Weeks:
    """Let a service live: each week each user sees k films, watches one, and gives it stars, which make the next lists.

    Parameters
    ----------
    liking : array_like, shape (m, n)
    policy : {"popular", "good"}
        Rank films by their views, or by the mean of their stars with `shrink` further ratings of 3.5.
    weeks : int
    rng : numpy.random.Generator
    dip : int
        How many of the k places are filled with films drawn from all, 0 to k.
    k : int
    shrink : float

    Returns
    -------
    Weeks

    Raises
    ------
    ValueError
        If `policy` is unknown, or `dip` not from 0 to k, or some user would have seen all films.

    Notes
    -----
    Taught in "Case study: a recommender". At the start each film has been seen by one random user. Nobody watches a
    film twice. Among the k films a user watches one with chances in proportion to exp(liking).

    Examples
    --------
    >>> log = run_weeks(np.zeros((5, 40)), "popular", 3, np.random.default_rng(0))
    >>> log.views.sum(axis=1)
    array([45, 50, 55])
    """
    liking = as_matrix(liking, "liking")
    m, n = liking.shape
    if policy not in ("popular", "good"):
        raise ValueError(f'policy must be "popular" or "good", but it is {policy!r}')
    if not 0 <= dip <= k or n < k + weeks + n / m + 10:
        raise ValueError("dip must be from 0 to k, and there must be films left for every user in every week")
    seen = np.zeros((m, n), bool)
    seen[rng.integers(m, size=n), np.arange(n)] = True
    views, total, everyone = np.ones(n), _stars(liking[seen.argmax(axis=0), np.arange(n)], rng), np.arange(m)
    record, liked = [], []
    for _ in range(weeks):
        score = views if policy == "popular" else (total + 3.5 * shrink) / (views + shrink)
        ranked = np.where(seen, -np.inf, score + 1e-9 * rng.random(n))
        if dip:
            drawn = np.argpartition(np.where(seen, -1, rng.random((m, n))), n - dip, axis=1)[:, n - dip:]
            ranked[everyone[:, None], drawn] = np.inf
        page = np.argpartition(-ranked, k - 1, axis=1)[:, :k]
        race = np.take_along_axis(liking, page, axis=1) + rng.gumbel(size=page.shape)
        film = page[everyone, race.argmax(axis=1)]
        stars = _stars(liking[everyone, film], rng)
        seen[everyone, film] = True
        views, total = views + np.bincount(film, minlength=n), total + np.bincount(film, stars, n)
        record.append(views)
        liked.append(chance_of_stars(liking[everyone, film], 4).mean())
    return Weeks(np.array(record).astype(int), np.array(liked))


def _stars(liking, rng):
    chances = np.array([chance_of_stars(liking, least) for least in (2, 3, 4, 5)])
    return 1 + (rng.random(liking.shape) < chances).sum(axis=0)
