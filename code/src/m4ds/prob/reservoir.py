"""A uniform sample of a stream whose length nobody knows, and of two streams from their samples.

Taught in the chapter "From one machine to many".
"""

import numpy as np

__all__ = ["merge_samples", "reservoir"]


def reservoir(stream, size, rng) -> list:
    """Return a sample without repetition in which each subset of that size has the same chance.

    Parameters
    ----------
    stream : iterable
        Read once.
    size : int
        At least 1. A shorter stream is returned whole.
    rng : numpy.random.Generator

    Returns
    -------
    list
        In no particular order; which entry stands where is not random.

    Raises
    ------
    TypeError, ValueError
        If `rng` is not a Generator, or `size` not a whole number from 1 on.

    See Also
    --------
    random.sample : needs the length. dask.bag.random.sample : on many machines.

    Notes
    -----
    One random number an item, O(size) memory.

    References
    ----------
    Vitter (1985). Random sampling with a reservoir. ACM Transactions on Mathematical Software 11(1).

    Examples
    --------
    >>> len(reservoir(range(1000), 5, np.random.default_rng(0)))
    5
    """
    _source(rng)
    if isinstance(size, bool) or not isinstance(size, int | np.integer) or size < 1:
        raise ValueError(f"size must be a whole number from 1 on, but it is {size!r}")
    kept = []
    for seen, item in enumerate(stream, start=1):
        if seen <= size:
            kept.append(item)
        elif (place := rng.integers(seen)) < size:
            kept[place] = item
    return kept


def merge_samples(a, count_a, b, count_b, size, rng) -> list:
    """Return a uniform sample of two streams together, from a uniform sample of each.

    Parameters
    ----------
    a, b : sequence
        Uniform samples without repetition, each of min(`size`, length of its stream) items or more.
    count_a, count_b : int
        The lengths of the streams.
    size : int
    rng : numpy.random.Generator

    Returns
    -------
    list
        Of min(size, count_a + count_b) items.

    Raises
    ------
    TypeError, ValueError
        If `rng` is not a Generator, or a sample is too short or longer than its stream.

    Notes
    -----
    How many come from each side is drawn as when items are taken from the two streams one after the other.

    Examples
    --------
    >>> merge_samples([7, 8], 2, [], 0, 2, np.random.default_rng(0))
    [7, 8]
    """
    _source(rng)
    left = [count_a, count_b]
    for sample, count in ((a, count_a), (b, count_b)):
        if not min(size, count) <= len(sample) <= count:
            raise ValueError("each sample needs min(size, count) items, and no more than count")
    taken = [0, 0]
    for _ in range(min(size, sum(left))):
        side = int(rng.integers(left[0] + left[1]) >= left[0])
        left[side] -= 1
        taken[side] += 1
    return [sample[i] for sample, k in ((a, taken[0]), (b, taken[1]))
            for i in sorted(rng.choice(len(sample), k, replace=False) if k else [])]


def _source(rng):
    if not isinstance(rng, np.random.Generator):
        raise TypeError("rng must be a numpy.random.Generator: use np.random.default_rng(seed)")
