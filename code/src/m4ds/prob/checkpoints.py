"""How often to save a long job that machines interrupt at random.

Taught in the chapter "From one machine to many".
"""

import math

from m4ds.validation import as_vector

__all__ = ["best_interval", "segment_time", "young_interval"]


def segment_time(work, save, mtbf, restart=0.0) -> float:
    """Return the expected time until `work` and the save after it are done without a failure in between.

    Parameters
    ----------
    work : float
        Time of computing between two saves, above 0.
    save : float
        Time of a save, at least 0. A failure during it loses the work as well.
    mtbf : float
        Mean time between failures; the time to a failure is exponential.
    restart : float
        Time lost after each failure before the work starts again, itself free of failures.

    Returns
    -------
    float
        (e^x - 1) (mtbf + restart) with x = (work + save) / mtbf.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite number in its range.
    OverflowError
        If the answer exceeds the largest float.

    Examples
    --------
    >>> round(segment_time(1.0, 0.1, 10.0), 4)
    1.1628
    """
    work, save, mtbf, restart = _times(work=work, save=save, mtbf=mtbf, restart=restart)
    return math.expm1((work + save) / mtbf) * (mtbf + restart)


def young_interval(save, mtbf) -> float:
    """Return Young's approximation of the best work between two saves, sqrt(2 save mtbf).

    Parameters
    ----------
    save, mtbf : float
        In one unit; good if `save` is much less than `mtbf`.

    References
    ----------
    Young (1974). A first order approximation to the optimum checkpoint interval. Communications of the ACM 17(9).

    Examples
    --------
    >>> young_interval(2, 100)
    20.0
    """
    save, mtbf = _times(save=save, mtbf=mtbf)
    return math.sqrt(2 * save * mtbf)


def best_interval(save, mtbf) -> float:
    """Return the work between two saves with the least expected time for each unit of work.

    Parameters
    ----------
    save, mtbf : float
        In one unit; `save` above 0.

    Returns
    -------
    float
        The solution t of 1 - t / mtbf = exp(-(t + save) / mtbf), to about 1e-13 of `mtbf`.

    Raises
    ------
    TypeError, ValueError
        If an argument is not a finite number above 0.

    Examples
    --------
    >>> round(best_interval(2, 100), 3)
    18.689
    """
    save, mtbf = _times(save=save, mtbf=mtbf)
    if save == 0:
        raise ValueError("save must be above 0: a save that costs nothing is made all the time")
    low, high = 0.0, 1.0
    for _ in range(60):                       # bisection for t / mtbf
        middle = (low + high) / 2
        if -math.expm1(-(middle + save / mtbf)) > middle:
            low = middle
        else:
            high = middle
    return mtbf * (low + high) / 2


def _times(**given):
    for name, value in given.items():
        value = float(as_vector([value], name)[0])
        if value < 0 or (value == 0 and name in ("work", "mtbf")):
            raise ValueError(f"{name} is {value}: a time must be positive (save and restart may be 0)")
        yield value
