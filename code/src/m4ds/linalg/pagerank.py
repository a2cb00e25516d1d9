"""PageRank: the long-run shares of a reader who follows links and sometimes jumps.

Taught in the chapter "Eigenvalues and dynamics".
"""

import math

import numpy as np

from m4ds.validation import as_square, as_vector

__all__ = ["link_matrix", "pagerank"]


def link_matrix(links):
    """Return the stochastic matrix of a reader who follows a random link of the page.

    Parameters
    ----------
    links : array_like, shape (n, n)
        ``links[i, j]`` is the number, or the weight, of links from page i to page j; not negative.

    Returns
    -------
    S : ndarray, shape (n, n)
        ``S[j, i]`` is the probability of going from page i to page j: every *column* adds up to 1. From a page without
        links the reader goes to any page with the same probability.

    Raises
    ------
    TypeError, ValueError
        If `links` is not a finite square matrix, or holds a negative entry.

    Examples
    --------
    >>> link_matrix([[0, 1, 1], [1, 0, 0], [0, 0, 0]]).round(2)
    array([[0.  , 1.  , 0.33],
           [0.5 , 0.  , 0.33],
           [0.5 , 0.  , 0.33]])
    """
    links = as_square(links, "links")
    if (links < 0).any():
        raise ValueError("links holds a negative entry: a link has a weight of 0 or more")
    largest = links.max(axis=1, keepdims=True)
    empty = largest[:, 0] == 0
    W = links / np.where(largest == 0, 1.0, largest)          # so that no sum overflows
    W[empty] = 1.0
    return (W / W.sum(axis=1, keepdims=True)).T


def pagerank(links, damping=0.85, tol=1e-12):
    """Return the share of visits of each page, by iteration until the error is proved to be below `tol`.

    Parameters
    ----------
    links : array_like, shape (n, n)
        As in `link_matrix`.
    damping : float
        The probability of following a link, 0 <= damping < 1; else the reader jumps to any page.
    tol : float
        Bound on the sum of the absolute errors, apart from rounding.

    Returns
    -------
    ndarray, shape (n,)
        Positive shares that add up to 1.

    Raises
    ------
    TypeError, ValueError
        If `links` is not as in `link_matrix`, `damping` is not in [0, 1), or `tol` is not positive.

    See Also
    --------
    numpy.linalg.solve : the same shares from ``(I - damping S) x = (1 - damping) / n``, for a small web.

    Notes
    -----
    At most about ``log(tol / 2) / log(damping)`` steps of ``2 n**2`` operations; a sparse matrix would need 2 a link.

    References
    ----------
    Page and others, *The PageRank citation ranking: bringing order to the web*, Stanford InfoLab, 1999.

    Examples
    --------
    >>> pagerank([[0, 1, 1], [1, 0, 0], [1, 0, 0]]).round(4)
    array([0.4865, 0.2568, 0.2568])
    """
    S = link_matrix(links)
    damping, tol = as_vector([damping, tol], "damping and tol")
    if not 0 <= damping < 1:
        raise ValueError(f"damping must be at least 0 and below 1, but it is {damping}")
    if tol <= 0:
        raise ValueError(f"tol must be positive, but it is {tol}")
    jump = (1 - damping) / len(S)
    x = np.full(len(S), 1 / len(S))
    for _ in range(_steps(damping, tol)):
        new = damping * (S @ x) + jump
        new /= new.sum()
        change, x = np.abs(new - x).sum(), new
        if damping * change <= tol * (1 - damping):
            break
    return x


def _steps(damping, tol):
    """Return a number of steps after which ``2 * damping**k``, a bound on the error, is below `tol`."""
    return 1 if damping == 0 else 1 + max(0, math.ceil(math.log(tol / 2) / math.log(damping)))
