"""Eigenvalues by iteration: powers, powers of an inverse, and the QR algorithm.

Taught in the chapter "Eigenvalues and dynamics".
"""

import numpy as np

from m4ds.linalg.lu import lu_partial_pivot
from m4ds.linalg.qr import reflector
from m4ds.linalg.triangular import back_sub, forward_sub
from m4ds.validation import as_square, as_vector

__all__ = ["hessenberg", "inverse_iteration", "power_iteration", "power_steps", "qr_algorithm"]

EPS = np.finfo(float).eps


def power_steps(A, x):
    """Yield the states of power iteration without end: a value and a unit vector, from the start on.

    Parameters
    ----------
    A : array_like, shape (n, n)
    x : array_like, shape (n,)
        The start, not zero.

    Yields
    ------
    value : float
        The Rayleigh quotient ``v @ A @ v``, in the units of `A`.
    v : ndarray, shape (n,)
        Length 1.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite square matrix, or `x` is not a finite vector of its size, or is zero.
    numpy.linalg.LinAlgError
        If `A` sends a vector on the way to zero.

    Examples
    --------
    >>> steps = power_steps([[2, 0], [0, 1]], [3, 4])
    >>> [round(float(next(steps)[0]), 4) for _ in range(4)]
    [1.36, 1.6923, 1.9, 1.973]
    """
    A = as_square(A, "A")
    v = _unit_start(x, len(A))
    size = np.abs(A).max() or 1.0
    while True:
        w = A / size @ v
        yield size * (v @ w), v
        if not w.any():
            raise np.linalg.LinAlgError("A sends the vector to zero: take another start, or shift A")
        v = _unit(w)


def _unit(x):
    x = x / np.abs(x).max()                   # so that no square overflows or vanishes
    return x / np.linalg.norm(x)


def _unit_start(x, n):
    x = as_vector(x, "x")
    if len(x) != n:
        raise ValueError(f"x must have {n} entries, as many as A has rows, but it has {len(x)}")
    if not x.any():
        raise ValueError("x is zero: a start needs a direction")
    return _unit(x)


def power_iteration(A, x, tol=1e-10, max_steps=10_000):
    """Return the eigenvalue of largest modulus and its eigenvector, by repeated multiplication.

    Parameters
    ----------
    A : array_like, shape (n, n)
        One eigenvalue must be larger in modulus than all others.
    x : array_like, shape (n,)
        The start. It must have a part along the eigenvector that is sought; a random one has.
    tol : float
        Stop when ``norm(A v - value v) <= tol * norm(A)``, Frobenius norm.
    max_steps : int

    Returns
    -------
    value : float
    v : ndarray, shape (n,)
        Length 1; its largest entry is positive.

    Raises
    ------
    TypeError, ValueError
        As in `power_steps`.
    numpy.linalg.LinAlgError
        If the residual has not become small: two eigenvalues may share the largest modulus.

    See Also
    --------
    numpy.linalg.eig, scipy.sparse.linalg.eigs

    Notes
    -----
    ``2 n**2`` operations a step. The error falls by the factor ``|lambda_2 / lambda_1|`` a step. A small residual
    proves that the value is an eigenvalue of a nearby matrix, not that it is the largest one of `A`.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, fourth edition, section 7.3.

    Examples
    --------
    >>> value, v = power_iteration([[4, 1], [2, 3]], [1, 0])
    >>> round(value, 8), v.round(8)
    (5.0, array([0.70710678, 0.70710678]))
    """
    A = as_square(A, "A")
    size = np.abs(A).max() or 1.0
    scaled = A / size
    for _, (value, v) in zip(range(max_steps), power_steps(scaled, x), strict=False):
        if np.linalg.norm(scaled @ v - value * v) <= tol * np.linalg.norm(scaled):
            return float(size * value), _signed(v)
    raise np.linalg.LinAlgError(f"no convergence in {max_steps} steps: two eigenvalues may share the largest modulus")


def _signed(v):
    return v if v[np.argmax(np.abs(v))] > 0 else -v


def inverse_iteration(A, shift, x, tol=1e-10, max_steps=1000):
    """Return the eigenvalue nearest to `shift` and its eigenvector, by power iteration with the inverse.

    Parameters
    ----------
    A : array_like, shape (n, n)
    shift : float
        Nearer to the wanted eigenvalue than to every other.
    x : array_like, shape (n,)
        The start; a random one will do.
    tol : float
        Stop when ``norm(A v - value v) <= tol * norm(A)``, Frobenius norm.
    max_steps : int

    Returns
    -------
    value : float
    v : ndarray, shape (n,)
        Length 1; its largest entry is positive.

    Raises
    ------
    TypeError, ValueError
        As in `power_steps`, or if `shift` is not a finite number.
    numpy.linalg.LinAlgError
        If the residual has not become small: two eigenvalues may be equally near to the shift. If a solution
        overflows.

    See Also
    --------
    scipy.sparse.linalg.eigs : with its argument ``sigma``.

    Notes
    -----
    One LU factorisation, ``2 n**3 / 3`` operations, then ``2 n**2`` a step. A shift that is an eigenvalue to the last
    digit is moved by rounding size: the system is then nearly singular, and that is what makes the step good.

    References
    ----------
    Golub and Van Loan, *Matrix Computations*, fourth edition, section 7.6.

    Examples
    --------
    >>> value, v = inverse_iteration([[4, 1], [2, 3]], 1.5, [1, 0])
    >>> round(value, 8), (v / v[0]).round(8)
    (2.0, array([ 1., -2.]))
    """
    A, shift = as_square(A, "A"), as_vector([shift], "shift")[0]
    v = _unit_start(x, len(A))
    size = max(np.abs(A).max(), abs(shift)) or 1.0
    A, shift = A / size, shift / size
    perm, L, U = lu_partial_pivot(A - shift * np.eye(len(A)))
    flat = np.abs(np.diag(U)) < EPS
    U[flat, flat] = EPS
    for _ in range(max_steps):
        v = _unit(back_sub(U, forward_sub(L, v[perm])))
        value = v @ A @ v
        if np.linalg.norm(A @ v - value * v) <= tol * (np.linalg.norm(A) or 1.0):
            return float(size * value), _signed(v)
    raise np.linalg.LinAlgError(f"no convergence in {max_steps} steps: two eigenvalues may be equally near to shift")


def hessenberg(A):
    """Return a matrix similar to `A` with zeros below its first subdiagonal, by reflections on both sides.

    Parameters
    ----------
    A : array_like, shape (n, n)

    Returns
    -------
    ndarray, shape (n, n)
        Upper Hessenberg, with the eigenvalues of `A`.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite square matrix.

    See Also
    --------
    scipy.linalg.hessenberg

    Examples
    --------
    >>> hessenberg([[1, 2, 3], [3, 1, 1], [4, 1, 1]]).round(12)
    array([[ 1.  , -3.6 ,  0.2 ],
           [-5.  ,  1.96,  0.28],
           [ 0.  ,  0.28,  0.04]])
    """
    H = as_square(A, "A").copy()
    for k in range(len(H) - 2):
        v = reflector(H[k + 1:, k])
        H[k + 1:] -= 2 * np.outer(v, v @ H[k + 1:])
        H[:, k + 1:] -= 2 * np.outer(H[:, k + 1:] @ v, v)
        H[k + 2:, k] = 0
    return H


def qr_algorithm(A, max_steps=60):
    """Return all eigenvalues of a real matrix, by the QR algorithm with shifts and deflation.

    Parameters
    ----------
    A : array_like, shape (n, n)
    max_steps : int
        The most QR steps that one eigenvalue may take; two or three are usual.

    Returns
    -------
    ndarray of complex, shape (n,)
        By falling modulus. A real eigenvalue may carry an imaginary part of rounding size.

    Raises
    ------
    TypeError, ValueError
        If `A` is not a finite real square matrix.
    numpy.linalg.LinAlgError
        If an eigenvalue needs more than `max_steps`.

    See Also
    --------
    numpy.linalg.eigvals : the same idea in real arithmetic, two shifts at once, after balancing.

    Notes
    -----
    O(n**3) operations, O(n**2) memory. The results are the eigenvalues of ``A + E`` with ``norm(E)`` of the order of
    rounding; an eigenvalue of a defective matrix can move much more than that. No eigenvectors: use
    `inverse_iteration` with a real result as the shift.

    References
    ----------
    Francis, "The QR transformation", The Computer Journal 4 (1961); Golub and Van Loan, *Matrix Computations*, fourth
    edition, section 7.5.

    Examples
    --------
    >>> qr_algorithm([[4, 1], [2, 3]]).real.round(8)
    array([5., 2.])
    >>> np.sort(qr_algorithm([[0, -2], [2, 0]]).imag).round(8)
    array([-2.,  2.])
    """
    A = as_square(A, "A")
    size = np.abs(A).max() or 1.0
    H = hessenberg(A / size).astype(complex)
    high, steps = len(H), 0
    while high > 1:
        low = _active(H, high)
        if low == high - 1:                   # the last row is finished: one eigenvalue less to find
            high, steps = low, 0
            continue
        if steps == max_steps:
            raise np.linalg.LinAlgError(f"an eigenvalue needs more than {max_steps} QR steps")
        steps += 1
        shift = _corner_eigenvalue(H[high - 2:high, high - 2:high])
        if steps % 10 == 0:
            shift = shift + np.abs(H[high - 1, high - 2])     # break a cycle
        _qr_step(H[low:high, low:high], shift)
    found = size * np.diag(H)
    return found[np.argsort(-np.abs(found), kind="stable")]


def _active(H, high):
    """Clear the negligible subdiagonal entries; return where the last unreduced block begins."""
    for k in range(high - 1, 0, -1):
        if abs(H[k, k - 1]) <= EPS * (abs(H[k, k]) + abs(H[k - 1, k - 1])) or abs(H[k, k - 1]) < EPS**2:
            H[k, k - 1] = 0
            return k
    return 0


def _corner_eigenvalue(B):
    """Return the eigenvalue of a 2 x 2 matrix that is nearer to its last entry (Wilkinson's shift)."""
    half = (B[0, 0] - B[1, 1]) / 2
    root = np.sqrt(half**2 + B[0, 1] * B[1, 0])
    return B[1, 1] + min(half + root, half - root, key=abs)


def _qr_step(H, shift):
    """Replace the Hessenberg matrix H by R Q + shift I, where Q R = H - shift I, by rotations in place."""
    n = len(H)
    H[range(n), range(n)] -= shift
    turns = []
    for k in range(n - 1):
        a, b = H[k, k], H[k + 1, k]
        r = np.hypot(abs(a), abs(b)) or 1.0
        G = np.array([[np.conj(a), np.conj(b)], [-b, a]]) / r if abs(a) + abs(b) else np.eye(2)
        H[k:k + 2, k:] = G @ H[k:k + 2, k:]
        turns.append(G.conj().T)
    for k, G in enumerate(turns):
        H[:k + 2, k:k + 2] = H[:k + 2, k:k + 2] @ G
    H[range(n), range(n)] += shift
