"""Combine many results in pairs, along one fixed tree.

Taught in the chapter "From one machine to many".
"""

__all__ = ["tree_reduce"]


def tree_reduce(values, combine):
    """Combine neighbours, then neighbours of those, until one value is left.

    Parameters
    ----------
    values : iterable
        At least one value, of any kind that `combine` takes.
    combine : callable
        `combine(left, right)` returns one value of the same kind.

    Returns
    -------
    object
        The tree depends on the number of values alone, so the same values give the same bits. With an odd
        number the last value waits for the next round.

    Raises
    ------
    TypeError
        If `combine` cannot be called.
    ValueError
        If there are no values.

    See Also
    --------
    functools.reduce : from left to right, a chain instead of a tree.
    dask.bag.Bag.fold : the same on many machines.

    Notes
    -----
    n - 1 calls, in ceil(log2(n)) rounds; the calls of one round could run at the same time.

    Examples
    --------
    >>> tree_reduce("abcde", lambda a, b: f"({a}{b})")
    '(((ab)(cd))e)'
    """
    if not callable(combine):
        raise TypeError("combine must be a function of two values")
    values = list(values)
    if not values:
        raise ValueError("values is empty: give at least one")
    while len(values) > 1:
        pairs = [combine(a, b) for a, b in zip(values[::2], values[1::2], strict=False)]
        values = pairs + values[2 * len(pairs):]
    return values[0]
