"""Maps of the plane, and affine maps of any space as matrices with one more row and column."""

import numpy as np

from m4ds.validation import as_finite_array, as_square, as_vector

__all__ = ["about", "homogeneous", "rotation", "shear", "split_homogeneous"]


def rotation(angle: float) -> np.ndarray:
    """Return the 2 x 2 matrix that turns the plane by `angle` radians, from the first axis to the second.

    Raises
    ------
    TypeError, ValueError
        If `angle` is not a finite number.

    See Also
    --------
    scipy.spatial.transform.Rotation : rotations of space.

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> rotation(np.pi / 2).round(12) + 0.0
    array([[ 0., -1.],
           [ 1.,  0.]])
    """
    angle = _number(angle, "angle")
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, -s], [s, c]])


def shear(k: float) -> np.ndarray:
    """Return the 2 x 2 matrix that moves (x, y) to (x + k y, y).

    Raises
    ------
    TypeError, ValueError
        If `k` is not a finite number.

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> shear(2) @ [1, 1]
    array([3., 1.])
    """
    return np.array([[1.0, _number(k, "k")], [0.0, 1.0]])


def homogeneous(A, b=None) -> np.ndarray:
    """Return the matrix of x -> A x + b in homogeneous coordinates: [[A, b], [0, 1]].

    Parameters
    ----------
    A : array_like, shape (n, n)
    b : array_like, shape (n,), optional
        Zero if left out.

    Returns
    -------
    ndarray, shape (n + 1, n + 1)

    Raises
    ------
    TypeError, ValueError
        If A is not a finite square matrix, or b does not fit it.

    See Also
    --------
    skimage.transform.AffineTransform : holds the same matrix, for the plane.

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> homogeneous([[2, 0], [0, 2]], [5, 6])
    array([[2., 0., 5.],
           [0., 2., 6.],
           [0., 0., 1.]])
    """
    A = as_square(A, "A")
    n = len(A)
    b = np.zeros(n) if b is None else as_vector(b, "b")
    if b.shape != (n,):
        raise ValueError(f"b must have {n} entries, as A has rows, but it has {len(b)}")
    return np.block([[A, b[:, None]], [np.zeros((1, n)), np.ones((1, 1))]])


def split_homogeneous(M) -> tuple[np.ndarray, np.ndarray]:
    """Return A and b of the affine map whose homogeneous matrix is M.

    Raises
    ------
    TypeError, ValueError
        If M is not a finite square matrix of at least two rows whose last row is 0, ..., 0, 1.

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> A, b = split_homogeneous([[2, 5], [0, 1]])
    >>> A, b
    (array([[2.]]), array([5.]))
    """
    M = as_square(M, "M")
    n = len(M) - 1
    if n < 1 or not np.array_equal(M[-1], np.eye(n + 1)[-1]):
        raise ValueError(f"the last row of M must be 0, ..., 0, 1, but it is {M[-1].tolist()}")
    return M[:n, :n], M[:n, n]


def about(A, centre) -> np.ndarray:
    """Return the homogeneous matrix of the map that does A around `centre` instead of the origin.

    Parameters
    ----------
    A : array_like, shape (n, n)
    centre : array_like, shape (n,)
        The point that stays where it is.

    Returns
    -------
    ndarray, shape (n + 1, n + 1)

    Raises
    ------
    TypeError, ValueError
        As in `homogeneous`.

    Notes
    -----
    Taught in "Matrices as maps": move the centre to the origin, apply A, move back.

    Examples
    --------
    >>> (about(rotation(np.pi), [3, 1]) @ [3, 2, 1]).round(12)
    array([3., 0., 1.])
    """
    A, centre = as_square(A, "A"), as_vector(centre, "centre")
    if len(centre) != len(A):
        raise ValueError(f"centre must have {len(A)} entries, as A has rows, but it has {len(centre)}")
    eye = np.eye(len(A))
    return homogeneous(eye, centre) @ homogeneous(A) @ homogeneous(eye, -centre)


def _number(x, name):
    x = as_finite_array(x, name)
    if x.ndim:
        raise ValueError(f"{name} must be one number, but it has shape {x.shape}")
    return float(x)
