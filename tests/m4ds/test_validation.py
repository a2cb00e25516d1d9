"""Bad input gets an error that names the argument."""

import numpy as np
import pytest

from m4ds.validation import as_finite_array, as_matrix, as_square, as_vector


@pytest.mark.parametrize("bad", [[np.nan], [np.inf], [-np.inf]])
def test_what_is_not_finite_is_refused(bad):
    with pytest.raises(ValueError, match="x holds NaN or infinity"):
        as_finite_array(bad, "x")


@pytest.mark.parametrize("bad", [["a"], [[1], [1, 2]], {"a": 1}, [1j], object()])
def test_what_is_not_numbers_is_refused(bad):
    with pytest.raises(TypeError, match="x must hold real numbers"):
        as_finite_array(bad, "x")


@pytest.mark.parametrize("empty", [[], [[]], np.empty((0, 3))])
def test_what_is_empty_is_refused(empty):
    with pytest.raises(ValueError, match="x is empty"):
        as_finite_array(empty, "x")


@pytest.mark.parametrize(("convert", "bad"), [
    (as_vector, [[1, 2]]), (as_vector, 3), (as_matrix, [1, 2]), (as_square, [[1, 2]])])
def test_a_wrong_shape_is_named(convert, bad):
    with pytest.raises(ValueError, match=r"A must be .*shape"):
        convert(bad, "A")


def test_the_input_is_not_modified():
    a = np.array([1, 2])
    as_vector(a, "a")[0] = 9
    assert a.tolist() == [1, 2]
