"""How long a job takes on many workers: Amdahl's law with communication, and the cost of adding up.

Taught in the chapter "From one machine to many".
"""

import math

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["allreduce_time", "best_workers", "run_time"]


def run_time(workers, serial, per_worker=0.0) -> np.ndarray:
    """Return the time on P workers, as a multiple of the time on one: s + (1 - s) / P + c (P - 1).

    Parameters
    ----------
    workers : array_like
        P, at least 1.
    serial : float
        s, the share of the work that only one can do, from 0 to 1.
    per_worker : float
        c, the communication that each further worker adds, in one-machine times.

    Returns
    -------
    ndarray, shape of `workers`

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite or out of its range.

    References
    ----------
    Amdahl (1967). Validity of the single processor approach to achieving large scale computing capabilities.

    Examples
    --------
    >>> run_time([1, 4, 16], 0.1).round(4)
    array([1.    , 0.325 , 0.1562])
    """
    workers = as_finite_array(workers, "workers")
    serial, per_worker = _share(serial), _not_negative(per_worker, "per_worker")
    if (workers < 1).any():
        raise ValueError("workers must be at least 1")
    return serial + (1 - serial) / workers + per_worker * (workers - 1)


def best_workers(serial, per_worker) -> int:
    """Return the whole number of workers with the shortest `run_time`; of two equal ones the smaller.

    Parameters
    ----------
    serial : float
    per_worker : float
        Above 0: without communication more workers are always better.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite or out of its range.

    Examples
    --------
    >>> best_workers(0.1, 0.001)
    30
    """
    serial, per_worker = _share(serial), _not_negative(per_worker, "per_worker")
    if per_worker == 0:
        raise ValueError("per_worker must be above 0: without communication there is no best number")
    least = max(1, math.floor(math.sqrt((1 - serial) / per_worker)))
    both = [least, least + 1]
    return both[int(np.argmin(run_time(both, serial, per_worker)))]


def allreduce_time(workers, size, latency, per_byte, how="ring") -> float:
    """Return the time until every worker has the sum of all workers' vectors.

    Parameters
    ----------
    workers : int
        P, at least 1.
    size : float
        Bytes of one vector.
    latency : float
        Seconds that a message of no bytes takes.
    per_byte : float
        Seconds a byte.
    how : {"tree", "ring"}
        Up a tree and down again, 2 ceil(log2 P) messages of the whole vector one after the other; or around a
        ring, 2 (P - 1) messages of a P-th of it.

    Raises
    ------
    TypeError, ValueError
        If an argument is not finite or out of its range.

    Notes
    -----
    Additions are taken as free.

    References
    ----------
    Patarasuk and Yuan (2009). Bandwidth optimal all-reduce algorithms for clusters of workstations.

    Examples
    --------
    >>> [round(allreduce_time(8, 1e6, 1e-4, 1e-9, how), 6) for how in ("tree", "ring")]
    [0.0066, 0.00315]
    """
    if isinstance(workers, bool) or not isinstance(workers, int | np.integer) or workers < 1:
        raise ValueError(f"workers must be a whole number from 1 on, but it is {workers!r}")
    size, latency = _not_negative(size, "size"), _not_negative(latency, "latency")
    per_byte = _not_negative(per_byte, "per_byte")
    if how == "tree":
        return 2 * (int(workers) - 1).bit_length() * (latency + size * per_byte)
    if how == "ring":
        return 2 * (int(workers) - 1) * (latency + size / int(workers) * per_byte)
    raise ValueError(f"how must be 'tree' or 'ring', but it is {how!r}")


def _share(s) -> float:
    s = _not_negative(s, "serial")
    if s > 1:
        raise ValueError(f"serial is a share, from 0 to 1, but it is {s}")
    return s


def _not_negative(x, name) -> float:
    x = as_finite_array(x, name)
    if x.ndim or x < 0:
        raise ValueError(f"{name} must be one number, not negative")
    return float(x)
