"""Finite probability spaces in exact arithmetic: list the outcomes, add, condition."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from itertools import combinations
from math import prod

__all__ = ["FiniteSpace", "two_stage", "uniform"]

Event = Callable[[Hashable], bool]


class FiniteSpace:
    """A finite list of outcomes, each with an exact probability.

    Parameters
    ----------
    weights : mapping
        From outcome to its probability: an int, a `Fraction`, or text such as "0.02" or "1/3".

    Raises
    ------
    TypeError
        If a probability is a float: 0.1 is not one tenth in binary, so exact sums would fail.
    ValueError
        If there is no outcome, a probability is negative, or they do not sum to one.

    Notes
    -----
    Chapter: Probability and Bayes. `prob` takes O(n) for n outcomes.

    See Also
    --------
    scipy.stats.rv_discrete : floating-point laws on numbers.

    Examples
    --------
    >>> die = uniform(range(1, 7))
    >>> die.prob(lambda x: x % 2 == 0, given=lambda x: x > 3)
    Fraction(2, 3)
    """

    def __init__(self, weights: Mapping[Hashable, object]):
        self.weights = {outcome: _exact(p, outcome) for outcome, p in weights.items()}
        total = sum(self.weights.values())
        if total != 1:
            raise ValueError(f"the probabilities in weights sum to {total}, not to 1")

    def prob(self, event: Event, given: Event | None = None) -> Fraction:
        """Return the probability of `event`, or its conditional probability given another event."""
        if given is not None:
            return self.given(given).prob(event)
        return sum((p for outcome, p in self.weights.items() if event(outcome)), Fraction(0))

    def given(self, event: Event) -> "FiniteSpace":
        """Return the space in which `event` is known to have happened."""
        total = self.prob(event)
        if total == 0:
            raise ValueError("the event given has probability zero: nothing can be conditioned on it")
        return FiniteSpace({o: p / total for o, p in self.weights.items() if event(o)})

    def independent(self, *events: Event) -> bool:
        """Return whether the events are mutually independent: the product rule for every subset."""
        alone = [self.prob(e) for e in events]
        subsets = (s for r in range(2, len(events) + 1) for s in combinations(range(len(events)), r))
        return all(self.prob(lambda o, s=s: all(events[i](o) for i in s)) == prod(alone[i] for i in s)
                   for s in subsets)


def _exact(p, outcome) -> Fraction:
    if isinstance(p, bool) or not isinstance(p, (int, Fraction, str)):
        raise TypeError(f"the probability of {outcome!r} must be exact: an int, a Fraction or text like '0.02'")
    p = Fraction(p)
    if p < 0:
        raise ValueError(f"the probability of {outcome!r} is negative: {p}")
    return p


def uniform(outcomes: Iterable[Hashable]) -> FiniteSpace:
    """Return the space in which the outcomes are equally likely.

    Raises
    ------
    ValueError
        If there is no outcome, or one is listed twice.

    Examples
    --------
    >>> uniform("HT").weights
    {'H': Fraction(1, 2), 'T': Fraction(1, 2)}
    """
    outcomes = list(outcomes)
    if not outcomes or len(set(outcomes)) < len(outcomes):
        raise ValueError("outcomes must be a non-empty list without repetition")
    return FiniteSpace(dict.fromkeys(outcomes, Fraction(1, len(outcomes))))


def two_stage(first: Mapping, then: Mapping[Hashable, Mapping]) -> FiniteSpace:
    """Return the space of pairs (first outcome, second outcome) of a tree.

    Parameters
    ----------
    first : mapping
        From first outcome to its probability.
    then : mapping
        From first outcome to a mapping from second outcome to its conditional probability.

    Examples
    --------
    >>> coin_then_die = two_stage({"die": "1/2", "none": "1/2"},
    ...                           {"die": {6: "1/6", 0: "5/6"}, "none": {0: 1}})
    >>> coin_then_die.prob(lambda o: o[0] == "die", given=lambda o: o[1] == 0)
    Fraction(5, 11)
    """
    if set(first) != set(then):
        raise ValueError("first and then must name the same first outcomes")
    return FiniteSpace({(a, b): p * q for a, p in FiniteSpace(first).weights.items()
                        for b, q in FiniteSpace(then[a]).weights.items()})
