from itertools import product

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, strategies as st

from m4ds.foundations.logic import equivalent, implies, truth_table

bits = st.lists(st.booleans(), min_size=8, max_size=8)


def lookup(values):
    """Return the formula of three statements that has these eight values."""
    table = dict(zip(product((True, False), repeat=3), values, strict=True))
    return lambda p, q, r: table[p, q, r]


@given(bits)
def test_every_formula_gets_back_its_own_column(values):
    table = truth_table(lookup(values))
    assert table.shape == (8, 4)
    assert table[:, 3].tolist() == values
    assert len(np.unique(table[:, :3], axis=0)) == 8


@given(bits, bits)
def test_formulas_are_equivalent_exactly_if_their_columns_agree(a, b):
    assert equivalent(lookup(a), lookup(b)) == (a == b)


p, q, r = sp.symbols("p q r")
PAIRS = [
    (lambda p, q, r: bool(implies(p and q, r)), (p & q) >> r),
    (lambda p, q, r: p or (not q and r), p | (~q & r)),
    (lambda p, q, r: (p != q) == r, sp.Equivalent(sp.Xor(p, q), r)),
    (lambda p, q, r: False, sp.false),
]


@pytest.mark.parametrize("ours, theirs", PAIRS)
def test_tables_agree_with_sympy(ours, theirs):
    want = {tuple(map(bool, case)): bool(value) for case, value in sp.logic.boolalg.truth_table(theirs, [p, q, r])}
    table = truth_table(ours)
    assert {tuple(row[:3]): row[3] for row in table.tolist()} == want


def test_one_statement_gives_two_rows_and_several_formulas_several_columns():
    assert truth_table(lambda p: not p).tolist() == [[True, False], [False, True]]
    assert truth_table(lambda p, q: p, lambda p, q: q, lambda p, q: implies(p, q)).shape == (4, 5)


def test_an_implication_fails_only_from_true_to_false():
    assert implies([True, True, False, False], [True, False, True, False]).tolist() == [True, False, True, True]


@pytest.mark.parametrize("formulas, message", [
    ((), "empty"),
    ((lambda: True,), "1 to 16"),
    ((lambda p, q: p, lambda q, p: p), "same statements"),
    ((lambda a, b, c, d, e, f, g, h, i, j, k, m, n, o, p, q, r: True,), "1 to 16"),
])
def test_formulas_about_none_too_many_or_other_statements_are_refused(formulas, message):
    with pytest.raises(ValueError, match=message):
        truth_table(*formulas)


@pytest.mark.parametrize("formula", [lambda p: 1, lambda p: None, lambda p: np.nan, lambda *p: True, lambda **p: True])
def test_what_is_not_a_truth_value_or_not_a_named_statement_is_refused(formula):
    with pytest.raises(TypeError, match="formulas must"):
        truth_table(formula)


def test_what_is_not_a_function_is_refused():
    with pytest.raises(TypeError):
        truth_table(True)
