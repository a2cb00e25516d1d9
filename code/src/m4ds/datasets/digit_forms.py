"""Which rows of scikit-learn's digits come from one sheet: the labels tell (case study "Digits")."""

import numpy as np

__all__ = ["digit_forms", "prefix_distance"]


def prefix_distance(a, b) -> int:
    """Return the least number of insertions, deletions and replacements that turn a into a beginning of b.

    Examples
    --------
    >>> prefix_distance("0123456789", "01235678955")
    1
    """
    row = np.arange(len(b) + 1)
    for i, symbol in enumerate(a, 1):
        new = [i]
        for j, other in enumerate(b, 1):
            new.append(min(row[j] + 1, new[-1] + 1, row[j - 1] + (symbol != other)))
        row = new
    return int(min(row))


def digit_forms(labels, errors: int = 4) -> np.ndarray:
    """Return the number of the sheet of each row, from 0, if each sheet begins with 0 to 9 three times.

    Parameters
    ----------
    labels : array_like of int, shape (n,)
        In the order of the file.
    errors : int
        A sheet begins where at most so many edits turn the thirty digits into the labels that follow, and no row nearby
        is closer.

    Returns
    -------
    ndarray of int, shape (n,)

    Raises
    ------
    ValueError
        If the labels do not begin with a sheet.

    Notes
    -----
    The sheets are inferred: the file does not mark them. Case study: Digits.

    Examples
    --------
    >>> sheet = [*range(10)] * 3 + [9, 5, 5, 6] * 25
    >>> np.bincount(digit_forms(sheet + sheet[:20] + sheet[21:])).tolist()
    [130, 129]
    """
    y = np.asarray(labels).tolist()
    head = [*range(10)] * 3
    far = np.array([prefix_distance(head, y[i:i + 34]) for i in range(len(y))])
    starts = []
    for i in np.flatnonzero(far <= errors):
        if starts and i - starts[-1] < 60:
            if far[i] < far[starts[-1]]:
                starts[-1] = i
        else:
            starts.append(i)
    if not starts or starts[0] != 0:
        raise ValueError("the labels do not begin with 0 to 9, three times")
    return np.searchsorted(starts, np.arange(len(y)), side="right") - 1
