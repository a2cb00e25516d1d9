"""The toy format, and the real ones that it imitates."""

import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.foundations.floats import toy_floats


@given(st.integers(1, 8), st.integers(-10, 5), st.integers(0, 6))
def test_there_are_as_many_in_each_octave_and_none_twice(precision, emin, width):
    x = toy_floats(precision, emin, emin + width)
    assert len(x) == (width + 1) * 2 ** (precision - 1) and (np.diff(x) > 0).all()
    assert x[0] == 2.0**emin and x[-1] == 2.0 ** (emin + width) * (2 - 2.0 ** (1 - precision))
    octave = np.floor(np.log2(x))
    assert (np.unique(octave, return_counts=True)[1] == 2 ** (precision - 1)).all()


def test_eleven_digits_are_the_half_precision_of_the_machine():
    every = np.arange(1, 2**15, dtype=np.uint16).view(np.float16)
    normal = every[np.isfinite(every) & (every >= np.finfo(np.float16).smallest_normal)]
    assert toy_floats(11, -14, 15).tolist() == normal.astype(float).tolist()


@given(st.integers(1, 8), st.floats(1, 15.9))
def test_the_nearest_one_is_within_half_a_unit(precision, x):
    numbers = toy_floats(precision, 0, 4)
    assert abs(numbers - x).min() <= 2.0**-precision * x


@pytest.mark.parametrize("args, error", [
    ((0, 0, 1), ValueError), ((13, 0, 1), ValueError), ((3, 2, 1), ValueError), ((3, -101, 0), ValueError),
    ((3, 0, 101), ValueError), ((3.0, 0, 1), TypeError), ((True, 0, 1), TypeError), ((3, "0", 1), TypeError)])
def test_bad_formats_are_refused(args, error):
    with pytest.raises(error, match=r"precision|exponents|emin"):
        toy_floats(*args)
