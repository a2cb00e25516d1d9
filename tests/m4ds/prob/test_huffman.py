from itertools import product

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.prob.huffman import huffman_code, prefix_code
from m4ds.prob.information import entropy


@st.composite
def laws(draw, most=12, least=0):
    n = draw(st.integers(1, most))
    weights = np.array(draw(st.lists(st.integers(least, 40), min_size=n, max_size=n)), float)
    weights[draw(st.integers(0, n - 1))] += 1
    return weights / weights.sum()


def is_prefix_free(words):
    return not any(i != j and v.startswith(w) for i, w in enumerate(words) for j, v in enumerate(words))


def mean_length(p, words):
    return float(np.dot(p, [len(w) for w in words]))


@given(laws(least=1))
def test_the_mean_length_is_within_one_bit_of_the_entropy(p):
    words = huffman_code(p)
    assert is_prefix_free(words)
    assert entropy(p) - 1e-12 <= mean_length(p, words) < entropy(p) + 1


@given(laws(most=5))
def test_no_other_lengths_that_satisfy_kraft_are_shorter(p):
    best = min((float(np.dot(p, L)) for L in product(range(len(p)), repeat=len(p))
                if sum(2.0**-v for v in L) <= 1), default=0)
    assert mean_length(p, huffman_code(p)) == pytest.approx(best, abs=1e-12)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=20))
def test_a_code_exists_exactly_if_kraft_holds(lengths):
    if sum(2.0**-v for v in lengths) <= 1:
        words = prefix_code(lengths)
        assert [len(w) for w in words] == lengths and is_prefix_free(words)
    else:
        with pytest.raises(ValueError, match="exceeds 1"):
            prefix_code(lengths)


def test_an_impossible_value_gets_a_word_and_may_cost_the_whole_bit():
    assert huffman_code([1., 0.]) in (["0", "1"], ["1", "0"])   # mean length 1 = entropy + 1


def test_powers_of_one_half_reach_the_entropy():
    p = [.5, .25, .125, .125]
    assert huffman_code(p) == ["0", "10", "110", "111"] and mean_length(p, huffman_code(p)) == entropy(p) == 1.75


def test_a_single_value_needs_no_bit_and_long_words_are_no_trouble():
    assert huffman_code([1.]) == [""] and prefix_code([0]) == [""]
    p = 0.5 ** np.arange(1, 80)
    p[-1] *= 2
    assert max(map(len, huffman_code(p / p.sum()))) == 78


@pytest.mark.parametrize("call, words", [
    (lambda: huffman_code([]), "empty"), (lambda: huffman_code([.5, .2]), "sum to 1"),
    (lambda: huffman_code([[.5, .5]]), "vector"), (lambda: prefix_code([1, 1, 1]), "exceeds 1"),
    (lambda: prefix_code([-1]), "whole"), (lambda: prefix_code([1.5]), "whole"),
    (lambda: prefix_code([0, 0]), "exceeds")])
def test_bad_input_is_refused(call, words):
    with pytest.raises(ValueError, match=words):
        call()
