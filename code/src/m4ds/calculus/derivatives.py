r"""Derivatives of a function of one variable from its values.

Taught in the chapter "Derivatives and Taylor".
"""

import numpy as np

from m4ds.validation import as_finite_array, as_vector

__all__ = ["complex_step", "extrapolate", "numdiff_central", "richardson"]

CUBE_ROOT = float(np.cbrt(np.finfo(float).eps))
TINY = 2.0**-300  # so small that its square vanishes beside any float that is not itself tiny


def numdiff_central(f, x, h=None):
    r"""Return the central difference :math:`(f(x + h) - f(x - h)) / 2h`, entry by entry.

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x` and returns its values, an array of the same shape.
    x : array_like, shape (...)
    h : float or array_like, optional
        Positive step; by default the cube root of the machine's spacing at 1, about 6e-6, times ``max(1, |x|)``.

    Returns
    -------
    float or ndarray, shape (...)
        A float for a number `x`.

    Raises
    ------
    TypeError, ValueError
        If `x` or `h` is not finite and real, `h` is not positive or too small to move `x`, or `f` does not return
        finite real numbers in the shape of `x`.

    See Also
    --------
    scipy.differentiate.derivative : adapts the step and estimates the error.
    m4ds.calculus.differences.central_gradient : for a function of a vector.

    Notes
    -----
    Taught in "Derivatives and Taylor". The error is at most :math:`M h^2/6 + \eta/h` if :math:`|f'''| \le M` and the
    values have errors up to :math:`\eta`. Divides by the distance of the two points as stored, so that rounding
    ``x + h`` does no harm. Two calls of `f`.

    Examples
    --------
    >>> round(numdiff_central(np.exp, 0.0), 9)
    1.0
    >>> numdiff_central(np.sin, [0.0, np.pi]).round(9)
    array([ 1., -1.])
    """
    x = as_finite_array(x, "x")
    h = CUBE_ROOT * np.maximum(1.0, np.abs(x)) if h is None else as_finite_array(h, "h")
    right, left = x + h, x - h
    if np.shape(right) != x.shape:
        raise ValueError(f"h must be a number or have the shape {x.shape} of x, but it has shape {h.shape}")
    if (h <= 0).any() or (right <= left).any():
        raise ValueError("h must be positive and large enough to move x")
    values = [_values(f, point, x.shape) for point in (right, left)]
    return _as_float((values[0] - values[1]) / (right - left))


def _values(f, points, shape):
    """Return `f(points)`, or say what is wrong with it."""
    values = as_finite_array(f(points[()]), "what f returns")
    if values.shape != shape:
        raise ValueError(f"what f returns must have the shape {shape} of x, but it has shape {values.shape}")
    return values


def _as_float(a):
    return float(a) if np.ndim(a) == 0 else a


def complex_step(f, x):
    r"""Return :math:`\operatorname{Im} f(x + ih) / h` with a tiny `h`: the derivative without a subtraction.

    Parameters
    ----------
    f : callable
        Takes a complex array of the shape of `x`; near `x` given by a power series with real coefficients, and
        computed by operations that keep the imaginary part.
    x : array_like, shape (...)

    Returns
    -------
    float or ndarray, shape (...)

    Raises
    ------
    TypeError, ValueError
        If `x` is not finite and real, or `f` returns real numbers (it has dropped the imaginary part, as ``abs``
        does), or not finite numbers in the shape of `x`.

    See Also
    --------
    scipy.optimize.least_squares : ``jac="cs"`` does the same for a Jacobian.

    Notes
    -----
    Taught in "Derivatives and Taylor". With ``h = 2**-300`` the error of the formula, of order :math:`h^2`, vanishes,
    and no digits cancel. One call of `f`, in complex arithmetic. A function that uses an absolute value inside, such as
    ``x * abs(x)``, gets a wrong answer that nothing can detect here.

    References
    ----------
    Squire, W. and Trapp, G. (1998). Using complex variables to estimate derivatives of real functions. SIAM Review
    40, 110-112.

    Examples
    --------
    >>> complex_step(lambda x: x**3, 2.0)
    12.0
    """
    x = as_finite_array(x, "x")
    values = np.asarray(f(x + 1j * TINY))
    if values.dtype.kind != "c":
        raise TypeError("what f returns is not complex: f drops the imaginary part, as abs and comparisons do")
    if values.shape != x.shape:
        raise ValueError(f"what f returns must have the shape {x.shape} of x, but it has shape {values.shape}")
    if not np.isfinite(values).all():
        raise ValueError("what f returns holds NaN or infinity near x")
    return _as_float(values.imag / TINY)


def extrapolate(values) -> np.ndarray:
    r"""Return the triangle of Richardson extrapolation for a formula whose error has even powers of the step.

    Parameters
    ----------
    values : array_like, shape (n,)
        The formula with the steps :math:`h, h/2, h/4, \dots`; its error is :math:`c_1 h^2 + c_2 h^4 + \dots`.

    Returns
    -------
    T : ndarray, shape (n, n)
        Column 0 holds `values`; column j has an error of order :math:`h^{2j+2}`; zero above the diagonal. The
        last entry of the diagonal uses everything.

    Raises
    ------
    TypeError, ValueError
        If `values` is not a finite vector.

    See Also
    --------
    richardson : the triangle for a derivative.

    Notes
    -----
    Taught in "Derivatives and Taylor". ``T[i, j] = T[i, j-1] + (T[i, j-1] - T[i-1, j-1]) / (4**j - 1)``; O(n^2).

    Examples
    --------
    >>> extrapolate([5.0, 2.0])               # 1 + 4 h^2 with h = 1, 1/2
    array([[5., 0.],
           [2., 1.]])
    """
    values = as_vector(values, "values")
    T = np.diag(values * 0.0)
    T[:, 0] = values
    for j in range(1, len(values)):
        finer, coarser = T[j:, j - 1], T[j - 1:-1, j - 1]
        T[j:, j] = finer + (finer - coarser) / (4.0**j - 1)
    return T


def richardson(f, x, h, levels=5) -> np.ndarray:
    r"""Return the Richardson triangle of central differences of `f` at one point `x`.

    Parameters
    ----------
    f : callable
        `f(x) -> float`, with :math:`2n + 1` continuous derivatives near `x` for `n` levels.
    x : float
    h : float
        Largest step, positive; row i uses ``h / 2**i``.
    levels : int
        Rows, at least 1.

    Returns
    -------
    T : ndarray, shape (levels, levels)
        ``T[-1, -1]`` is the best value; how much it differs from ``T[-1, -2]`` says how far to trust it.

    Raises
    ------
    TypeError, ValueError
        If `x` is not a finite number, `h` not positive, `levels` not a positive integer, or a value of `f` not finite.

    See Also
    --------
    scipy.differentiate.derivative : the same idea, with the formulas of high order worked out beforehand.

    Notes
    -----
    Taught in "Derivatives and Taylor". ``2 * levels`` calls of `f`.

    References
    ----------
    Richardson, L. F. (1911). The approximate arithmetical solution by finite differences of physical problems
    involving differential equations. Philosophical Transactions of the Royal Society A 210, 307-357.

    Examples
    --------
    >>> T = richardson(np.exp, 0.0, h=0.5, levels=4)
    >>> bool(abs(T[-1, -1] - 1) < 1e-9)
    True
    """
    x = as_finite_array(x, "x")
    if x.ndim:
        raise ValueError(f"x must be one number, but it has shape {x.shape}")
    if isinstance(levels, bool) or not isinstance(levels, int | np.integer):
        raise TypeError(f"levels must be an integer, but it is {levels!r}")
    if levels < 1:
        raise ValueError(f"levels must be at least 1, but it is {levels}")
    h = as_finite_array(h, "h")
    return extrapolate([numdiff_central(f, x, h / 2.0**i) for i in range(levels)])
