"""A floating-point format small enough to list.

Taught in the chapter "Computing you can trust".
"""

import numpy as np

__all__ = ["toy_floats"]


def toy_floats(precision, emin, emax) -> np.ndarray:
    r"""Return every positive number of a binary format without subnormal numbers.

    Parameters
    ----------
    precision : int, at least 1
        The digits of the significand, the leading 1 included: 53 for `float`.
    emin, emax : int
        The range of the exponent: the numbers are :math:`m\,2^{e - p + 1}` with
        :math:`2^{p-1} \le m < 2^p` and ``emin <= e <= emax``.

    Returns
    -------
    ndarray, shape ((emax - emin + 1) * 2**(precision - 1),)
        In increasing order.

    Raises
    ------
    TypeError
        If an argument is not an integer.
    ValueError
        If `precision` is not between 1 and 12, or the exponents do not satisfy
        ``-100 <= emin <= emax <= 100``.

    See Also
    --------
    numpy.finfo : the same facts about the formats of the machine.
    numpy.spacing : the distance to the next number of such a format.

    Notes
    -----
    Taught in "Computing you can trust". O((emax - emin) 2^precision) time and memory.

    Examples
    --------
    >>> toy_floats(3, 0, 1)
    array([1.  , 1.25, 1.5 , 1.75, 2.  , 2.5 , 3.  , 3.5 ])
    """
    for value, name in ((precision, "precision"), (emin, "emin"), (emax, "emax")):
        if isinstance(value, bool) or not isinstance(value, int | np.integer):
            raise TypeError(f"{name} must be an integer, but it is {value!r}")
    if not 1 <= precision <= 12:
        raise ValueError(f"precision must be between 1 and 12, but it is {precision}")
    if not -100 <= emin <= emax <= 100:
        raise ValueError(f"give exponents with -100 <= emin <= emax <= 100, not {emin} and {emax}")
    significands = np.arange(2 ** (precision - 1), 2**precision)
    exponents = np.arange(emin, emax + 1) - precision + 1
    return (significands * 2.0 ** exponents[:, None]).ravel()
