"""Card payments with three kinds of fraud, drift, and labels that come late and only for cards somebody looked at.

Taught in the case study "Fraud detection".
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["AMOUNT_SD", "LEAK", "NONE", "TERMINAL", "TESTING", "WEEKDAYS", "Cards", "labels_known", "simulate_cards"]

NONE, TESTING, TERMINAL, LEAK = range(4)
RATE_SHAPE, RATE_SCALE = 2.0, 0.8       # payments a day and card: Gamma
MEAN_LOG, MEAN_LOG_SD = 3.2, 0.6        # of a card's log amounts: normal over the cards
AMOUNT_SD = 0.8                         # of the log amounts of one card
WEEKDAYS = np.array([0.9, 0.9, 0.95, 1.0, 1.15, 1.2, 0.9])      # Monday to Sunday, mean 1
HOURS = ((12.5, 2.0, 0.45), (18.5, 2.5, 0.55))                  # mean, sd, share of two humps of the day
NEAREST, ZIPF = 30, 0.8                 # a card pays at one of its nearest terminals; the k-th goes with k ** -ZIPF
LEAKS, LEAK_DAYS, LEAK_RATE = 1 / 800, 10, 0.6      # a card and day; how long; payments of the thief a day
BREAKS, BREAK_DAYS, BREAK_SHARE = 1 / 4000, 21, 0.25    # a terminal and day; how long; share of its payments
BURSTS, BURST_SIZE, BURST_HOURS = 1 / 5000, 10.0, 1.0   # a card and day; mean number; how long
BURST_LOG, BURST_SD = 0.3, 0.4          # log amounts of a burst: small, to test the card
FADE = 0.5                              # after the change, thieves keep nearer to the owner's amounts


@dataclass(frozen=True)
class Cards:
    """Payments in the order of time, and the truth behind them.

    Attributes
    ----------
    time : ndarray, shape (n,)
        Days since the start, a Monday at midnight.
    card, terminal : ndarray of int, shape (n,)
    amount : ndarray, shape (n,)
        In euros.
    kind : ndarray of int, shape (n,)
        Hidden: `NONE`, or the kind of fraud: `TESTING`, `TERMINAL` or `LEAK`.
    home : ndarray, shape (cards, 2)
    place : ndarray, shape (terminals, 2)
        Where card holders live and terminals stand, in km.
    rate, mean_log : ndarray, shape (cards,)
        Hidden: the card's payments a day, and the mean of its log amounts.
    shift : ndarray, shape (n,)
        Hidden: how far the mean of the log amount of this payment lies above the card's own, for leaks.
    """

    time: np.ndarray
    card: np.ndarray
    terminal: np.ndarray
    amount: np.ndarray
    kind: np.ndarray
    home: np.ndarray
    place: np.ndarray
    rate: np.ndarray
    mean_log: np.ndarray
    shift: np.ndarray

    @property
    def fraud(self) -> np.ndarray:
        """True for every payment that its owner did not make."""
        return self.kind != NONE

    @property
    def day(self) -> np.ndarray:
        """Whole days since the start."""
        return self.time.astype(int)


def simulate_cards(n_cards: int = 1000, n_terminals: int = 400, days: int = 120, seed: int = 0, *,
                   delta: float = 1.2, change_day: float | None = 90.0) -> Cards:
    """Draw the payments of `n_cards` cards at `n_terminals` terminals.

    A card pays a Poisson number of times a day, at a terminal near its owner, for a lognormal amount. A **leaked** card
    is used by a thief besides, for ten days, at the owner's terminals, with log amounts `delta` higher. A **compromised
    terminal** turns a quarter of its payments into fraud for three weeks; nothing in the payment shows it. A **tested**
    card sees about ten small payments within an hour.

    Parameters
    ----------
    n_cards, n_terminals, days : int
    seed : int
        The same seed gives the same arrays.
    delta : float
        How much higher the thief's log amounts are. At 1.2 an amount is 3.3 times as large in the median.
    change_day : float or None
        From this day on the thieves adapt: the shift is `delta / 2`, and leaks are twice as frequent. None: never.

    Returns
    -------
    Cards

    Raises
    ------
    ValueError
        If a size is below 1 or `delta` is not finite and at least 0.

    Notes
    -----
    Given the card, a leaked payment and an honest one differ in the mean of the log amount alone, by `delta` at equal
    variance: by the Neyman-Pearson lemma the best test between the two orders by the log amount above the card's mean,
    and the area under its curve is ``Phi(delta / (AMOUNT_SD * sqrt(2)))``. Tried up to 10,000 cards (1.9 million
    payments, 8 s).

    References
    ----------
    Y.-A. Le Borgne, W. Siblini, B. Lebichot, G. Bontempi, Reproducible Machine Learning for Credit Card Fraud Detection
    - Practical Handbook, 2022: three kinds of fraud of this sort.

    Examples
    --------
    >>> data = simulate_cards(50, 20, 30, seed=1)
    >>> bool((np.diff(data.time) >= 0).all()), bool(data.fraud.any())
    (True, True)
    """
    if min(n_cards, n_terminals, days) < 1:
        raise ValueError("n_cards, n_terminals and days must be at least 1")
    if not 0 <= delta < np.inf:
        raise ValueError(f"delta must be at least 0 and finite, but it is {delta}")
    rng = np.random.default_rng(seed)
    change = days if change_day is None else change_day
    side = np.sqrt(n_cards / 10.0)                                  # ten card holders a square kilometre
    home, place = rng.uniform(0, side, (n_cards, 2)), rng.uniform(0, side, (n_terminals, 2))
    near = _nearest(home, place)
    rate = rng.gamma(RATE_SHAPE, RATE_SCALE, n_cards)
    mean_log = rng.normal(MEAN_LOG, MEAN_LOG_SD, n_cards)

    honest = _honest(rate, days, near, rng)
    leaks = _leaks(n_cards, days, change, delta, near, rng)
    bursts = _bursts(n_cards, days, near, rng)
    time, card, terminal = (np.concatenate(parts) for parts in zip(honest, leaks[:3], bursts, strict=True))
    kind = np.repeat([NONE, LEAK, TESTING], [len(part[0]) for part in (honest, leaks, bursts)])
    shift = np.concatenate([np.zeros(len(honest[0])), leaks[3], np.zeros(len(bursts[0]))])
    kind[_broken(time, terminal, kind, n_terminals, days, rng)] = TERMINAL
    mean = np.where(kind == TESTING, BURST_LOG, mean_log[card] + shift)
    spread = np.where(kind == TESTING, BURST_SD, AMOUNT_SD)
    amount = np.maximum(np.exp(rng.normal(mean, spread)).round(2), 0.01)
    order = np.argsort(time, kind="stable")
    rows = (a[order] for a in (time, card, terminal, amount, kind))
    return Cards(*rows, home, place, rate, mean_log, shift[order])


def _nearest(home, place):
    """Return the terminals nearest to each home, nearest first."""
    k = min(NEAREST, len(place))
    near = np.empty((len(home), k), dtype=int)
    for rows in np.array_split(np.arange(len(home)), max(1, len(home) * len(place) // 2_000_000)):
        far = ((home[rows, None] - place) ** 2).sum(axis=2)
        near[rows] = np.argsort(far, axis=1, kind="stable")[:, :k]
    return near


def _terminals(card, near, rng):
    weights = np.arange(1, near.shape[1] + 1) ** -ZIPF
    rank = np.searchsorted(np.cumsum(weights / weights.sum()), rng.random(len(card)))
    return near[card, np.minimum(rank, near.shape[1] - 1)]


def _hours(n, rng):
    """Return times of day in days: one of two humps each, wrapped at midnight."""
    mean, sd, share = np.array(HOURS).T
    hump = (rng.random(n) < share[1]).astype(int)
    return rng.normal(mean[hump], sd[hump]) / 24 % 1


def _honest(rate, days, near, rng):
    counts = rng.poisson(rate[:, None] * WEEKDAYS[np.arange(days) % 7])
    card, day = (np.repeat(a, counts.ravel()) for a in np.indices(counts.shape).reshape(2, -1))
    return day + _hours(len(card), rng), card, _terminals(card, near, rng)


def _leaks(n_cards, days, change, delta, near, rng):
    n = rng.poisson(LEAKS * n_cards * (min(change, days) + 2 * max(days - change, 0)))
    u = rng.random(n) * (min(change, days) + 2 * max(days - change, 0))
    start = np.where(u < change, u, change + (u - change) / 2)
    counts = rng.poisson(LEAK_RATE * LEAK_DAYS, n)
    card = np.repeat(rng.integers(0, n_cards, n), counts)
    time = np.repeat(start, counts) + LEAK_DAYS * rng.random(counts.sum())
    time = np.floor(time) + _hours(len(time), rng)
    keep = time < days
    time, card = time[keep], card[keep]
    return time, card, _terminals(card, near, rng), np.where(time < change, delta, FADE * delta)


def _bursts(n_cards, days, near, rng):
    n = rng.poisson(BURSTS * n_cards * days)
    counts = 1 + rng.poisson(BURST_SIZE - 1, n)
    who = rng.integers(0, n_cards, n)
    where, start = _terminals(who, near, rng), rng.uniform(0, days - BURST_HOURS / 24, n)
    time = np.repeat(start, counts) + rng.random(counts.sum()) * BURST_HOURS / 24
    return time, np.repeat(who, counts), np.repeat(where, counts)


def _broken(time, terminal, kind, n_terminals, days, rng):
    """Return which payments a compromised terminal turns into fraud; busy terminals are attacked."""
    traffic = np.bincount(terminal, minlength=n_terminals)
    hit = np.zeros(len(time), dtype=bool)
    for _ in range(rng.poisson(BREAKS * n_terminals * days)):
        which, start = rng.choice(n_terminals, p=traffic / traffic.sum()), rng.uniform(0, days)
        hit |= (terminal == which) & (time >= start) & (time < start + BREAK_DAYS)
    return hit & (kind == NONE) & (rng.random(len(time)) < BREAK_SHARE)


def labels_known(cards: Cards, looked_at, now: float, *, delay: float = 7.0) -> np.ndarray:
    """Return which payments have a label at time `now`: those of a day on which somebody looked at their card.

    Parameters
    ----------
    cards : Cards
    looked_at : ndarray of bool, shape (days, cards)
        Which cards were investigated on which day.
    now, delay : float
        In days. An investigation that starts on day d has its result for all payments of that day and card at the end
        of day d + delay, that is from time ``d + 1 + delay`` on.

    Returns
    -------
    ndarray of bool, shape (n,)

    Raises
    ------
    ValueError
        If the table does not fit the cards, or `delay` is negative.

    Examples
    --------
    >>> data = simulate_cards(50, 20, 30, seed=1)
    >>> everybody = np.ones((30, 50), dtype=bool)
    >>> int(data.day[labels_known(data, everybody, now=20.0)].max())
    12
    """
    looked_at = np.asarray(looked_at, dtype=bool)
    if looked_at.ndim != 2 or looked_at.shape[1] != len(cards.rate) or len(looked_at) <= cards.day[-1]:
        raise ValueError(f"looked_at must have a row for each of {cards.day[-1] + 1} days and a column for each of "
                         f"{len(cards.rate)} cards, but it has shape {looked_at.shape}")
    if not delay >= 0:
        raise ValueError(f"delay must be at least 0, but it is {delay}")
    return looked_at[cards.day, cards.card] & (cards.day + 1 + delay <= now)
