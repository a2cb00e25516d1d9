from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, strategies as st

from m4ds.prob.events import FiniteSpace, two_stage, uniform

weights = st.lists(st.integers(0, 20), min_size=1, max_size=12).filter(sum)
masks = st.integers(0, 2**12 - 1)


def space_of(parts):
    return FiniteSpace({i: Fraction(w, sum(parts)) for i, w in enumerate(parts)})


def event(mask):
    return lambda i: bool(mask >> i & 1)


@given(weights, masks, masks)
def test_kolmogorov_holds_exactly(parts, a, b):
    s = space_of(parts)
    assert s.prob(lambda i: True) == 1
    assert s.prob(event(a | b)) == s.prob(event(a)) + s.prob(event(b)) - s.prob(event(a & b))
    assert s.prob(event(a & b)) <= s.prob(event(a))


@given(weights, masks, masks)
def test_conditioning_obeys_the_multiplication_rule(parts, a, b):
    s = space_of(parts)
    if s.prob(event(b)):
        assert s.prob(event(a), given=event(b)) * s.prob(event(b)) == s.prob(event(a & b))


def test_two_dice_agree_with_counting():
    dice = uniform(product(range(1, 7), repeat=2))
    assert dice.prob(lambda o: sum(o) == 7) == Fraction(6, 36)
    assert dice.prob(lambda o: o[0] == 6, given=lambda o: sum(o) >= 10) == Fraction(3, 6)


def test_pairwise_independence_is_not_mutual():
    coins = uniform(product((0, 1), repeat=2))
    a, b, c = (lambda o: o[0] == 1), (lambda o: o[1] == 1), (lambda o: o[0] != o[1])
    assert all(coins.independent(*pair) for pair in ((a, b), (a, c), (b, c)))
    assert not coins.independent(a, b, c)


def test_a_tree_multiplies_along_its_branches():
    tree = two_stage({"x": "0.2", "y": "0.8"}, {"x": {1: "0.3", 0: "0.7"}, "y": {1: 0, 0: 1}})
    assert tree.weights["x", 1] == Fraction(6, 100)
    assert sum(tree.weights.values()) == 1


def test_floats_are_refused_because_they_are_not_exact():
    with pytest.raises(TypeError, match="must be exact"):
        FiniteSpace({"a": 0.1, "b": 0.9})


@pytest.mark.parametrize("bad", [{}, {"a": "0.5"}, {"a": 2}, {"a": "1.5", "b": "-0.5"}])
def test_probabilities_that_are_none_are_refused(bad):
    with pytest.raises(ValueError, match=r"sum to|negative"):
        FiniteSpace(bad)


def test_a_null_event_cannot_be_conditioned_on():
    with pytest.raises(ValueError, match="probability zero"):
        uniform("ab").prob(lambda o: True, given=lambda o: o == "c")


@pytest.mark.parametrize("bad", ["", "aa"])
def test_equally_likely_outcomes_are_listed_once(bad):
    with pytest.raises(ValueError, match="without repetition"):
        uniform(bad)


def test_a_tree_with_a_missing_branch_is_refused():
    with pytest.raises(ValueError, match="same first outcomes"):
        two_stage({"x": "0.5", "y": "0.5"}, {"x": {0: 1}})
