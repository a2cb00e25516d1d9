"""Move a picture by an affine map: ask each new pixel where it comes from, and interpolate there."""

import numpy as np

from m4ds.linalg.affine import split_homogeneous
from m4ds.validation import as_finite_array, as_matrix

__all__ = ["affine_warp", "bilinear"]

EDGE = 1e-9   # pixels: nearer to the edge than this is rounding, not outside


def bilinear(image, rows, columns, fill: float = 0.0) -> np.ndarray:
    """Return grey values between the pixels: the mean of the four neighbours, weighted by nearness.

    Parameters
    ----------
    image : array_like, shape (m, n)
        Grey values; the pixel (i, j) sits at the point (i, j).
    rows, columns : array_like, one shape
        The points, in pixels.
    fill : float
        The value outside the rectangle of pixel centres.

    Returns
    -------
    ndarray, of the shape of `rows`

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite, or `rows` and `columns` differ in shape.

    See Also
    --------
    scipy.ndimage.map_coordinates : with order=1.

    Notes
    -----
    Taught in "Matrices as maps".

    Examples
    --------
    >>> bilinear([[0, 10], [20, 30]], [0.5, 1.0], [0.5, 0.25])
    array([15. , 22.5])
    """
    image = as_matrix(image, "image")
    r, c = as_finite_array(rows, "rows"), as_finite_array(columns, "columns")
    if r.shape != c.shape:
        raise ValueError(f"rows and columns must have one shape, but they have {r.shape} and {c.shape}")
    fill = float(as_finite_array(fill, "fill"))
    (i, s, row_in), (j, t, column_in) = _between(r, image.shape[0]), _between(c, image.shape[1])
    up, left = np.minimum(i + 1, image.shape[0] - 1), np.minimum(j + 1, image.shape[1] - 1)
    value = ((1 - s) * ((1 - t) * image[i, j] + t * image[i, left])
             + s * ((1 - t) * image[up, j] + t * image[up, left]))
    return np.where(row_in & column_in, value, fill)


def affine_warp(image, M, shape=None, fill: float = 0.0) -> np.ndarray:
    """Return the picture after the map M, which takes (row, column, 1) of a point to its new place.

    Parameters
    ----------
    image : array_like, shape (m, n)
        Grey values.
    M : array_like, shape (3, 3)
        Homogeneous matrix, last row 0, 0, 1, of an invertible map.
    shape : (int, int), optional
        Of the result; that of `image` if left out.
    fill : float
        The value of new pixels that come from outside the picture.

    Returns
    -------
    ndarray, shape `shape`

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite, M is not such a matrix, M flattens the plane, or `shape` is not
        made of two positive whole numbers.

    See Also
    --------
    scipy.ndimage.affine_transform : takes the inverse of M; use order=1.

    Notes
    -----
    Taught in "Matrices as maps". O(1) work and memory for each new pixel.

    Examples
    --------
    >>> affine_warp([[1, 2, 3]], [[1, 0, 0], [0, 1, 1], [0, 0, 1]])
    array([[0., 1., 2.]])
    """
    image = as_matrix(image, "image")
    back = _undo(M)
    rows, columns = np.indices(_checked_shape(image.shape if shape is None else shape))
    points = np.stack([rows.ravel(), columns.ravel(), np.ones(rows.size)])
    r, c, _ = back @ points
    return bilinear(image, r.reshape(rows.shape), c.reshape(rows.shape), fill)


def _between(x, n):
    """Return the pixel before x, how far x is past it, and whether x lies inside 0 ... n - 1."""
    inside = (x >= -EDGE) & (x <= n - 1 + EDGE)
    x = np.clip(x, 0, n - 1)
    before = np.minimum(x.astype(int), max(n - 2, 0))
    return before, x - before, inside


def _undo(M):
    """Return the homogeneous matrix of the inverse map."""
    M = as_matrix(M, "M")
    if M.shape != (3, 3):
        raise ValueError(f"M must be a 3 x 3 matrix, but it has shape {M.shape}")
    A, _ = split_homogeneous(M)
    largest = np.abs(A).max() or 1.0
    (a, b), (c, d) = A / largest
    if abs(a * d - b * c) <= 1e-12:
        raise ValueError("M flattens the plane into a line or a point: it has no inverse")
    return np.linalg.inv(M)


def _checked_shape(shape):
    whole = all(isinstance(k, (int, np.integer)) and not isinstance(k, bool) and k > 0 for k in shape)
    if len(shape) != 2 or not whole:
        raise ValueError(f"shape must be two positive whole numbers, but it is {shape}")
    return tuple(shape)
