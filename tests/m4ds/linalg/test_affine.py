import numpy as np
import pytest
from hypothesis import given, strategies as st

from m4ds.linalg.affine import about, homogeneous, rotation, shear, split_homogeneous

ANGLES = st.floats(-10, 10)
SEEDS = st.integers(0, 10_000)


@given(ANGLES, ANGLES)
def test_angles_of_rotations_add(a, b):
    assert np.allclose(rotation(a) @ rotation(b), rotation(a + b), atol=1e-14)


@given(ANGLES, ANGLES)
def test_shear_and_rotation_commute_only_without_one_of_them(k, t):
    R, S = rotation(t), shear(k)
    assert np.linalg.norm(R @ S - S @ R) == pytest.approx(np.sqrt(2) * abs(k * np.sin(t)), abs=1e-13)


@given(SEEDS, st.integers(1, 4))
def test_the_homogeneous_product_is_the_composition(seed, n):
    rng = np.random.default_rng(seed)
    A, C, b, d, x = (rng.normal(size=s) for s in ((n, n), (n, n), n, n, n))
    moved = homogeneous(A, b) @ homogeneous(C, d) @ np.append(x, 1)
    assert np.allclose(moved, np.append(A @ (C @ x + d) + b, 1))
    assert np.array_equal(split_homogeneous(homogeneous(A, b))[0], A)
    assert np.array_equal(split_homogeneous(homogeneous(A, b))[1], b)


@given(SEEDS, st.integers(1, 4))
def test_the_centre_stays(seed, n):
    rng = np.random.default_rng(seed)
    A, centre = rng.normal(size=(n, n)), rng.normal(size=n)
    assert np.allclose(about(A, centre) @ np.append(centre, 1), np.append(centre, 1))
    assert np.allclose(about(A, np.zeros(n)), homogeneous(A))


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="angle holds NaN"):
        rotation(np.nan)
    with pytest.raises(ValueError, match="k must be one number"):
        shear([1, 2])
    with pytest.raises(TypeError, match="k must hold real numbers"):
        shear("x")
    with pytest.raises(ValueError, match="A must be square"):
        homogeneous(np.ones((2, 3)))
    with pytest.raises(ValueError, match="b must have 2 entries"):
        homogeneous(np.eye(2), [1, 2, 3])
    with pytest.raises(ValueError, match="last row of M"):
        split_homogeneous(np.ones((3, 3)))
    with pytest.raises(ValueError, match="last row of M"):
        split_homogeneous([[1.0]])
    with pytest.raises(ValueError, match="centre must have 2 entries"):
        about(np.eye(2), [1, 2, 3])
