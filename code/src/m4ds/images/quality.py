"""How far a picture is from its original: in mean square, in decibels, and in local structure."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from m4ds.validation import as_matrix

__all__ = ["mse", "psnr", "ssim", "ssim_map"]


def mse(X, Y) -> float:
    """Return the mean squared error of picture Y against picture X.

    Parameters
    ----------
    X, Y : array_like of shape (m, n)
        Grey values.

    Raises
    ------
    ValueError
        If the shapes differ.

    See Also
    --------
    sklearn.metrics.mean_squared_error

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> mse([[0, 10]], [[0, 14]])
    8.0
    """
    X, Y = _pair(X, Y)
    return float(np.mean((X - Y) ** 2))


def psnr(X, Y, peak: float = 255.0) -> float:
    """Return the peak signal-to-noise ratio 10 log10(peak^2 / mse) in decibels; infinity if X equals Y.

    Parameters
    ----------
    X, Y : array_like of shape (m, n)
        The original and its approximation, in the same units as `peak`.
    peak : float
        The largest value that a pixel can have.

    Raises
    ------
    ValueError
        If the shapes differ or `peak` is not positive.

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> psnr([[0, 0]], [[25.5, 25.5]])
    20.0
    """
    if not peak > 0:
        raise ValueError(f"peak must be positive, but it is {peak}")
    error = mse(X, Y)
    return float("inf") if error == 0 else float(10 * np.log10(peak**2 / error))


def ssim_map(X, Y, peak: float = 255.0, window: int = 8) -> np.ndarray:
    """Return the structural similarity of X and Y in each `window` x `window` patch.

    Parameters
    ----------
    X, Y : array_like of shape (m, n)
        The two pictures.
    peak : float
        The largest value that a pixel can have; it sets the two stabilising constants.
    window : int
        Side of the patches; every position counts, all pixels of a patch alike.

    Returns
    -------
    ndarray of shape (m - window + 1, n - window + 1)

    Raises
    ------
    ValueError
        If the shapes differ or the window does not fit.

    References
    ----------
    Wang, Bovik, Sheikh and Simoncelli (2004), Image quality assessment.

    Notes
    -----
    Taught in "Case study: image compression". Variances divide by the number of pixels. O(window m n) time.

    Examples
    --------
    >>> X = np.add.outer(np.arange(9.0), np.arange(9.0))
    >>> ssim_map(X, X)
    array([[1., 1.],
           [1., 1.]])
    """
    X, Y = _pair(X, Y)
    if not 2 <= window <= min(X.shape):
        raise ValueError(f"window must be from 2 to {min(X.shape)}, but it is {window}")
    c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
    mx, my = _patch_mean(X, window), _patch_mean(Y, window)
    vx = _patch_mean(X * X, window) - mx**2
    vy = _patch_mean(Y * Y, window) - my**2
    cov = _patch_mean(X * Y, window) - mx * my
    light = (2 * mx * my + c1) / (mx**2 + my**2 + c1)
    return light * (2 * cov + c2) / (vx + vy + c2)


def ssim(X, Y, peak: float = 255.0, window: int = 8) -> float:
    """Return the structural similarity of X and Y: the mean of `ssim_map`; 1 if they are equal.

    Parameters
    ----------
    X, Y, peak, window
        As in `ssim_map`.

    Notes
    -----
    Taught in "Case study: image compression".

    Examples
    --------
    >>> X = np.add.outer(np.arange(9.0), np.arange(9.0))
    >>> round(ssim(X, 16 - X), 2) < 0.8
    True
    """
    return float(ssim_map(X, Y, peak, window).mean())


def _pair(X, Y):
    X, Y = as_matrix(X, "X"), as_matrix(Y, "Y")
    if X.shape != Y.shape:
        raise ValueError(f"X and Y must have one shape, but they have {X.shape} and {Y.shape}")
    return X, Y


def _patch_mean(X, w):
    rows = sliding_window_view(X, w, axis=0).mean(axis=-1)
    return sliding_window_view(rows, w, axis=1).mean(axis=-1)
