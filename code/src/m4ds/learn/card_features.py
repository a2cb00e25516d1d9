"""What a payment looks like against the past of its card and its terminal, and nothing of the future.

Taught in the case study "Fraud detection".
"""

import numpy as np

from m4ds.validation import as_vector

__all__ = ["CARD_FEATURES", "card_features", "past_window", "since_last", "terminal_risk"]

WINDOWS = (1 / 24, 1.0, 7.0, 30.0)      # days
LONG = 30.0                             # days since the last payment, if there was none
CARD_FEATURES = ("log amount", "excess", "excess 7 d", "count 1 h", "count 1 d", "count 7 d", "count 30 d", "sum 1 d",
                 "sum 7 d", "sum 30 d", "pause", "terminal risk")


def past_window(time, key, value, width: float, until=None) -> tuple[np.ndarray, np.ndarray]:
    """Return, for each row, how many rows of its key lie in a window of the past, and the sum of their values.

    Parameters
    ----------
    time : array_like, shape (n,)
        In days, not decreasing.
    key : array_like of int, shape (n,)
        Card or terminal, from 0.
    value : array_like, shape (n,)
    width : float
        In days; above 0, infinite for the whole past.
    until : array_like, shape (n,), optional
        End of each row's window, at most its time; its own time if not given. The window is ``[until - width, until)``,
        so a row never sees itself, nor another of the same instant.

    Returns
    -------
    count : ndarray of int, shape (n,)
    total : ndarray, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    See Also
    --------
    pandas.core.groupby.DataFrameGroupBy.rolling : ``closed="left"`` leaves the row itself out.

    Notes
    -----
    One sort by key and time, running sums, two binary searches a row: O(n log n), whatever the width.

    Examples
    --------
    >>> past_window([0.0, 0.5, 0.9, 2.0], [0, 0, 1, 0], [10, 20, 40, 80], 2.0)
    (array([0, 1, 0, 2]), array([ 0., 10.,  0., 30.]))
    """
    time, key, value = _rows(time, key, value)
    until = time if until is None else as_vector(until, "until")
    if until.shape != time.shape or (until > time).any():
        raise ValueError("until must have an entry for each row, none later than its time")
    if not width > 0:
        raise ValueError(f"width must be above 0, but it is {width}")
    order = np.lexsort((time, key))
    total = np.concatenate([[0.0], np.cumsum(value[order])])
    span = max(1.0, time[-1] - time[0]) * 2                     # each key gets a stretch of the line of its own
    line = key[order] * span + (time[order] - time[0])
    start = np.clip(until - min(width, span) - time[0], -span / 4, None)
    end = np.clip(until - time[0], -span / 4, None)
    low, high = np.empty(len(time), dtype=int), np.empty(len(time), dtype=int)
    for place, edge in ((low, start), (high, end)):             # ask in the order of the line: neighbours stay near
        place[order] = np.searchsorted(line, (key * span + edge)[order], side="left")
    return high - low, total[high] - total[low]


def since_last(time, key) -> np.ndarray:
    """Return the time since the row before with the same key; infinite for the first.

    Parameters
    ----------
    time, key : array_like, shape (n,)
        As in `past_window`.

    Raises
    ------
    TypeError, ValueError
        As `past_window`.

    Examples
    --------
    >>> since_last([0.0, 0.5, 0.9, 2.0], [0, 0, 1, 0])
    array([inf, 0.5, inf, 1.5])
    """
    time, key, _ = _rows(time, key, np.zeros(len(time)))
    order = np.argsort(key, kind="stable")
    gap = np.diff(time[order], prepend=0)
    gap[np.diff(key[order], prepend=-1) != 0] = np.inf
    result = np.empty(len(time))
    result[order] = gap
    return result


def terminal_risk(time, terminal, fraud, labelled=None, *, delay: float = 7.0, width: float = 14.0,
                  prior: tuple[float, float] = (0.5, 99.5)) -> np.ndarray:
    """Return the posterior mean of the share of fraud at each payment's terminal, from the labels known that morning.

    Parameters
    ----------
    time, terminal : array_like, shape (n,)
        As in `past_window`.
    fraud : array_like, shape (n,)
        0 or 1. Entries that are not labelled are not read.
    labelled : array_like of bool, shape (n,), optional
        Which payments ever get a label; all, if not given.
    delay : float
        A label of day d is known from day ``d + 1 + delay`` on.
    width : float
        Days of labelled payments that count.
    prior : tuple
        Parameters of the beta prior, both above 0.

    Returns
    -------
    ndarray, shape (n,)
        ``(a + frauds) / (a + b + payments)``.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    Examples
    --------
    >>> terminal_risk([0.5, 0.6, 9.0], [3, 3, 3], [1, 0, 0], prior=(1, 9)).round(3)
    array([0.1  , 0.1  , 0.167])
    """
    time, terminal, fraud = _rows(time, terminal, fraud)
    labelled = np.ones(len(time), dtype=bool) if labelled is None else np.asarray(labelled, dtype=bool)
    a, b = prior
    if labelled.shape != time.shape or not delay >= 0 or not min(a, b) > 0:
        raise ValueError("labelled must have an entry for each row, delay be at least 0, both prior numbers above 0")
    until = np.floor(time) - delay
    _, known = past_window(time, terminal, labelled.astype(float), width, until)
    _, found = past_window(time, terminal, np.where(labelled, fraud, 0.0), width, until)
    return (a + found.round()) / (a + b + known.round())


def card_features(time, card, terminal, amount, fraud, labelled=None, *, delay: float = 7.0, mean: float = 3.2,
                  weight: float = 1.8) -> np.ndarray:
    """Return a row of twelve features for each payment, each a function of its past alone.

    Parameters
    ----------
    time, card, terminal, fraud, labelled, delay
        As in `terminal_risk`.
    amount : array_like, shape (n,)
        Above 0.
    mean, weight : float
        What is believed of a new card: the mean of its log amounts, and how many payments this belief is worth.

    Returns
    -------
    ndarray, shape (n, 12)
        The columns are named in `CARD_FEATURES`: logarithms of the amount, of 1 + counts and 1 + sums of the card, and
        of the pause in days; the log amount above the card's own shrunken mean, and the (shrunken) mean of that over
        the last week; the log odds of the terminal's risk.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    Examples
    --------
    >>> X = card_features([0.1, 0.2], [0, 0], [5, 5], [10.0, 20.0], [0, 0])
    >>> X.shape, X[1, :2].round(3).tolist()
    ((2, 12), [2.996, 0.116])
    """
    time, card, amount = _rows(time, card, amount)
    if not (amount > 0).all() or not weight > 0:
        raise ValueError("amounts and weight must be above 0")
    log = np.log(amount)
    count, total = past_window(time, card, log, np.inf)
    excess = log - (weight * mean + total) / (weight + count)
    week, above = past_window(time, card, excess, 7.0)
    counts, sums = zip(*(past_window(time, card, amount, width) for width in WINDOWS), strict=True)
    pause = np.log(np.minimum(since_last(time, card), LONG) + 1e-3)
    risk = terminal_risk(time, terminal, fraud, labelled, delay=delay)
    return np.column_stack([log, excess, above / (weight + week), *np.log1p(counts),
                            *np.log1p(np.maximum(sums[1:], 0)), pause, np.log(risk / (1 - risk))])


def _rows(time, key, value):
    time, key, value = as_vector(time, "time"), np.asarray(key), as_vector(value, "value")
    if not key.shape == time.shape == value.shape:
        raise ValueError(f"each row needs a time, a key and a value, but the shapes are {time.shape}, {key.shape} and "
                         f"{value.shape}")
    if not np.issubdtype(key.dtype, np.integer) or key.min() < 0:
        raise ValueError("keys must be whole numbers from 0")
    if (np.diff(time) < 0).any():
        raise ValueError("time must not decrease: sort the rows first")
    return time, key, value
