r"""Normal numbers from uniform ones: a change of variables run as a sampler.

Taught in the chapter "Multiple integrals, change of variables".
"""

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["box_muller"]


def box_muller(u, v):
    r"""Return two independent standard normal numbers for two independent uniform ones.

    Parameters
    ----------
    u, v : array_like, shape (...)
        0 < u <= 1 and 0 <= v <= 1; of one shape. ``rng.random`` can return 0: pass ``1 - rng.random(n)`` as `u`.

    Returns
    -------
    x, y : ndarray, shape (...)
        :math:`\sqrt{-2 \log u}` times the cosine and the sine of :math:`2 \pi v`.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite real arrays of one shape within these bounds.

    See Also
    --------
    numpy.random.Generator.standard_normal : another method, faster.

    References
    ----------
    G. E. P. Box and M. E. Muller, "A Note on the Generation of Random Normal Deviates", Ann. Math. Statist. 29 (1958),
    610-611.

    Notes
    -----
    Taught in "Multiple integrals, change of variables". With 53-bit uniform numbers no result exceeds
    :math:`\sqrt{106 \log 2} \approx 8.57`.

    Examples
    --------
    >>> x, y = box_muller(np.exp(-2.0), 0.25)
    >>> round(float(x), 12), float(y)
    (0.0, 2.0)
    """
    u, v = as_finite_array(u, "u"), as_finite_array(v, "v")
    if u.shape != v.shape:
        raise ValueError(f"u and v must have one shape, but they have {u.shape} and {v.shape}")
    if (u <= 0).any() or (u > 1).any():
        raise ValueError("u must lie in (0, 1]: pass 1 - rng.random(n)")
    if (v < 0).any() or (v > 1).any():
        raise ValueError("v must lie in [0, 1]")
    radius, angle = np.sqrt(-2 * np.log(u)), 2 * np.pi * v
    return radius * np.cos(angle), radius * np.sin(angle)
