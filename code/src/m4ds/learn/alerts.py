"""From payments to cards to checks: what a day's list of alerts finds, and what it saves.

Taught in the case study "Fraud detection".
"""

from typing import NamedTuple

import numpy as np

from m4ds.learn.precision_recall import labelled
from m4ds.validation import as_vector

__all__ = ["CardDays", "card_days", "daily_list", "savings"]


class CardDays(NamedTuple):
    """One row for each day and card with a payment, days in order."""

    day: np.ndarray         # int
    card: np.ndarray        # int
    chance: np.ndarray      # the largest chance of fraud among the card's payments of the day
    value: np.ndarray       # sum of chance times amount: the expected loss
    fraud: np.ndarray       # bool: was one of them fraud?
    loss: np.ndarray        # sum of the amounts of fraud


def card_days(day, card, chance, amount, fraud) -> CardDays:
    """Gather payments into cards of a day.

    Parameters
    ----------
    day, card : array_like of int, shape (n,)
    chance, amount : array_like, shape (n,)
        Chance of fraud, and euros.
    fraud : array_like, shape (n,)
        0 or 1.

    Returns
    -------
    CardDays

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite vectors of one length, or a chance is not from 0 to 1.

    Examples
    --------
    >>> table = card_days([0, 0, 0], [4, 4, 9], [0.5, 0.25, 0.125], [10, 20, 80], [1, 0, 0])
    >>> table.value, table.loss
    (array([10., 10.]), array([10.,  0.]))
    """
    chance, fraud = labelled(chance, fraud)
    day, card, amount = (as_vector(a, name) for a, name in ((day, "day"), (card, "card"), (amount, "amount")))
    if not len(day) == len(card) == len(amount) == len(chance):
        raise ValueError("day, card, chance, amount and fraud must have one length")
    if chance.min() < 0 or chance.max() > 1:
        raise ValueError("chances must lie between 0 and 1")
    pairs, where = np.unique(np.column_stack([day, card]), axis=0, return_inverse=True)
    where = where.ravel()
    top = np.zeros(len(pairs))
    np.maximum.at(top, where, chance)
    value, count, loss = (np.bincount(where, w) for w in (chance * amount, fraud, fraud * amount))
    return CardDays(pairs[:, 0].astype(int), pairs[:, 1].astype(int), top, value, count > 0, loss)


def daily_list(day, score, k: int, least: float = -np.inf) -> np.ndarray:
    """Return which rows are among the k highest scores of their day, and above `least`.

    Parameters
    ----------
    day, score : array_like, shape (n,)
    k : int
        At least 0. Of equal scores the earlier row is taken.
    least : float

    Returns
    -------
    ndarray of bool, shape (n,)

    Raises
    ------
    TypeError, ValueError
        If the arguments are not as described.

    Examples
    --------
    >>> daily_list([0, 0, 0, 1], [3.0, 1.0, 2.0, -1.0], 2, least=0.0)
    array([ True, False,  True, False])
    """
    day, score = as_vector(day, "day"), as_vector(score, "score")
    if len(day) != len(score) or k != int(k) or k < 0:
        raise ValueError("day and score must have one length, and k be a whole number, at least 0")
    order = np.lexsort((-score, day))
    start = np.flatnonzero(np.diff(day[order], prepend=-np.inf))
    rank = np.empty(len(day), dtype=int)
    rank[order] = np.arange(len(day)) - np.repeat(start, np.diff(np.append(start, len(day))))
    return (rank < k) & (score > least)


def savings(table: CardDays, checked, check: float, annoyed: float) -> np.ndarray:
    """Return what the checks of each day save: stopped fraud, less checks, less honest customers annoyed.

    Parameters
    ----------
    table : CardDays
    checked : array_like of bool, shape (n,)
    check, annoyed : float
        Cost of a check; what it costs besides if the card was honest. Both at least 0.

    Returns
    -------
    ndarray, shape (days,)
        In the order of the days in the table.

    Raises
    ------
    ValueError
        If `checked` does not fit, or a cost is negative.

    Examples
    --------
    >>> table = card_days([0, 0, 1], [4, 9, 4], [0.5, 0.1, 0.1], [30, 5, 7], [1, 0, 0])
    >>> savings(table, [True, True, False], 5, 2)
    array([18.,  0.])
    """
    checked = np.asarray(checked, dtype=bool)
    if checked.shape != table.day.shape or not min(check, annoyed) >= 0:
        raise ValueError("checked must have an entry for each row, and costs be at least 0")
    gain = checked * (table.loss - check - annoyed * ~table.fraud)
    return np.bincount(np.unique(table.day, return_inverse=True)[1].ravel(), gain)
