"""The public card data of the ULB group: reads the `creditcard.csv` that a reader brings.

The file is public and is not part of this project. `python -m m4ds.datasets.creditcard FILE` says what it holds.
Taught in the case study "Fraud detection".
"""

import os
import sys
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

__all__ = ["HEADER", "PUBLISHED", "VARIABLE", "Payments", "bring_creditcard", "load_creditcard"]

HEADER = ("Time", *(f"V{k}" for k in range(1, 29)), "Amount", "Class")
PUBLISHED = (284_807, 492)              # payments, frauds
LAST_SECOND = 172_792                   # two days
ROWS = 20_000                           # read at a time
VARIABLE = "CREDITCARD_CSV"             # of the environment: where the reader keeps the file


@dataclass(frozen=True)
class Payments:
    """Payments in the order of time.

    Attributes
    ----------
    time : ndarray, shape (n,)
        Seconds since the first payment.
    features : ndarray, shape (n, 28)
        Principal components of what the bank does not show.
    amount : ndarray, shape (n,)
        In euros.
    fraud : ndarray of bool, shape (n,)
    """

    time: np.ndarray
    features: np.ndarray
    amount: np.ndarray
    fraud: np.ndarray


def load_creditcard(path, *, published: bool = True) -> Payments:
    """Read the file, 20,000 rows at a time, and check that it is what it claims to be.

    Parameters
    ----------
    path : str or Path
    published : bool
        If true, it must have the rows and frauds of the published file; if false, any data in its format will do.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the header, a row, the order of time or a label is wrong, or the content is not the published one.

    Notes
    -----
    Memory: the arrays (about 70 MB for the published file) and one block of text.

    References
    ----------
    A. Dal Pozzolo, O. Caelen, R. A. Johnson, G. Bontempi, Calibrating Probability with Undersampling for Unbalanced
    Classification, IEEE Symposium on Computational Intelligence and Data Mining, 2015.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is not in {path.parent}: download the public file and give its place")
    blocks = []
    with path.open(encoding="ascii", errors="replace") as lines:
        header = tuple(word.strip().strip('"') for word in lines.readline().split(","))
        if header != HEADER:
            raise ValueError(f"{path.name}: the first line must be Time,V1,...,V28,Amount,Class, but it begins with "
                             f"{','.join(header)[:40]!r}")
        start = 2
        while block := list(islice(lines, ROWS)):
            blocks.append(_numbers(block, start, path.name))
            start += len(block)
    if not blocks:
        raise ValueError(f"{path.name} holds no payment")
    table = np.concatenate(blocks)
    payments = Payments(table[:, 0], table[:, 1:29], table[:, 29], table[:, 30] == 1)
    if published:
        _recognise(payments, path.name)
    return payments


def bring_creditcard() -> Payments | None:
    """Load the file whose place the environment variable `CREDITCARD_CSV` holds; None if it holds nothing.

    Raises
    ------
    FileNotFoundError, ValueError
        As `load_creditcard`.
    """
    path = os.environ.get(VARIABLE)
    return load_creditcard(path) if path else None


def _numbers(block, start, name):
    try:
        table = np.array([line.replace('"', "").split(",") for line in block], dtype=float)
        if table.shape[1] != len(HEADER):
            raise ValueError
    except ValueError:
        k, line = next((k, line) for k, line in enumerate(block) if not _sound(line))
        raise ValueError(f"{name}, line {start + k}: not {len(HEADER)} numbers: {line.strip()[:40]!r}; the file is cut "
                         "off or was changed") from None
    if not np.isfinite(table).all():
        raise ValueError(f"{name}: NaN or infinity after line {start}")
    if not np.isin(table[:, -1], (0, 1)).all() or (table[:, -2] < 0).any():
        raise ValueError(f"{name}, after line {start}: Class must be 0 or 1, and Amount at least 0")
    return table


def _sound(line) -> bool:
    words = line.replace('"', "").split(",")
    try:
        return len([float(word) for word in words]) == len(HEADER)
    except ValueError:
        return False


def _recognise(payments, name):
    found = (len(payments.time), int(payments.fraud.sum()))
    if found != PUBLISHED or payments.time[0] != 0 or payments.time[-1] != LAST_SECOND:
        raise ValueError(f"{name} is not the published file: {found[0]} payments with {found[1]} frauds over seconds "
                         f"{payments.time[0]:g} to {payments.time[-1]:g} instead of {PUBLISHED[0]} with {PUBLISHED[1]} "
                         f"over 0 to {LAST_SECOND}. Pass published=False if you mean other data in its format")
    if (np.diff(payments.time) < 0).any():
        raise ValueError(f"{name} was shuffled: the payments are not in the order of time, so no honest split is left")


def main(arguments=None) -> int:
    """Say what the file on the command line holds."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 1:
        print("usage: python -m m4ds.datasets.creditcard FILE", file=sys.stderr)
        return 2
    try:
        payments = load_creditcard(arguments[0])
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(payments.time)} payments over {payments.time[-1] / 86400:.2f} days, {payments.fraud.sum()} frauds "
          f"({payments.fraud.mean():.3%})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
