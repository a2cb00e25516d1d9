"""NASA's engines: reads the original text files of the C-MAPSS data that a reader brings.

The files are public and are not part of this project. `python -m m4ds.datasets.cmapss FOLDER` says what a folder holds.
Taught in the case study "Predictive maintenance".
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

__all__ = ["PUBLISHED", "EngineSet", "Engines", "load_cmapss"]

COLUMNS = 26                    # unit, cycle, three settings, twenty-one sensors

# Rows and engines to train on, rows and engines to test on, of the four published sets.
PUBLISHED = {
    "FD001": (20631, 100, 13096, 100),
    "FD002": (53759, 260, 33991, 259),
    "FD003": (24720, 100, 16596, 100),
    "FD004": (61249, 249, 41214, 248),
}
# FD001 besides: sensors that stand still, shortest and longest life, the mean remaining life of the test engines.
STILL = {1: 518.67, 5: 14.62, 10: 1.3, 18: 2388.0, 19: 100.0}
SHORTEST, LONGEST, MEAN_LEFT = 128, 362, 75.52


@dataclass(frozen=True)
class Engines:
    """A row for each engine and cycle.

    Attributes
    ----------
    unit, cycle : ndarray of int, shape (n,)
        Engines count from 0, cycles from 1.
    settings : ndarray, shape (n, 3)
    sensors : ndarray, shape (n, 21)
    """

    unit: np.ndarray
    cycle: np.ndarray
    settings: np.ndarray
    sensors: np.ndarray

    def last_rows(self) -> np.ndarray:
        """Return the place of each engine's last row, shape (units,)."""
        return np.flatnonzero(np.append(self.unit[1:] != self.unit[:-1], True))


@dataclass(frozen=True)
class EngineSet:
    """Engines run to failure, engines stopped before it, and how many cycles the latter still had, shape (units,)."""

    train: Engines
    test: Engines
    remaining: np.ndarray


def load_cmapss(folder, name: str = "FD001", *, published: bool = True) -> EngineSet:
    """Read `train_NAME.txt`, `test_NAME.txt` and `RUL_NAME.txt` from `folder`.

    Parameters
    ----------
    folder : str or Path
        Where the three files lie, as they come out of the published archive.
    name : {"FD001", "FD002", "FD003", "FD004"}
    published : bool
        If true, the content must be that of the published set: altered copies under the same names are in circulation,
        and a result on one of them compares with nothing. If false, any data in this format will do.

    Raises
    ------
    FileNotFoundError
        If a file is missing.
    ValueError
        If a file is not in the format (26 numbers a line, cycles counted from 1 for each engine), or the content is not
        the published one.

    References
    ----------
    A. Saxena, K. Goebel, D. Simon, N. Eklund, Damage propagation modeling for aircraft engine run-to-failure
    simulation, PHM 2008.
    """
    if name not in PUBLISHED:
        raise ValueError(f"name must be one of {', '.join(PUBLISHED)}, but it is {name!r}")
    folder = Path(folder)
    train, test = (_engines(folder / f"{kind}_{name}.txt") for kind in ("train", "test"))
    path = folder / f"RUL_{name}.txt"
    remaining = _numbers(path, 1)[:, 0]
    units = test.unit[-1] + 1
    if len(remaining) != units:
        raise ValueError(f"{path.name} holds {len(remaining)} lives, but test_{name}.txt holds {units} engines")
    if (remaining != np.floor(remaining)).any() or remaining.min() < 0:
        raise ValueError(f"{path.name} must hold whole numbers of cycles")
    data = EngineSet(train, test, remaining.astype(int))
    if published:
        _recognise(data, name)
    return data


def _numbers(path: Path, columns: int) -> np.ndarray:
    if not path.is_file():
        raise FileNotFoundError(f"{path.name} is not in {path.parent}: unpack the published archive there")
    rows = []
    with path.open(encoding="ascii", errors="replace") as lines:
        for number, line in enumerate(lines, start=1):
            words = line.split()
            if len(words) != columns:
                raise ValueError(f"{path.name}, line {number}: {len(words)} numbers instead of {columns}; the file is "
                                 "cut off or is not the original")
            try:
                rows.append([float(word) for word in words])
            except ValueError:
                raise ValueError(f"{path.name}, line {number}: not a number in {line.strip()[:40]!r}") from None
    if not rows:
        raise ValueError(f"{path.name} is empty")
    table = np.array(rows)
    if not np.isfinite(table).all():
        raise ValueError(f"{path.name} holds NaN or infinity")
    return table


def _engines(path: Path) -> Engines:
    table = _numbers(path, COLUMNS)
    unit, cycle = table[:, 0], table[:, 1]
    new = np.append(True, unit[1:] != unit[:-1])
    expected_unit = np.cumsum(new)
    begin = np.flatnonzero(new)
    expected_cycle = np.arange(len(unit)) - begin[expected_unit - 1] + 1
    wrong = np.flatnonzero((unit != expected_unit) | (cycle != expected_cycle))
    if wrong.size:
        k = wrong[0]
        raise ValueError(f"{path.name}, line {k + 1}: engine {unit[k]:g}, cycle {cycle[k]:g} where engine "
                         f"{expected_unit[k]}, cycle {expected_cycle[k]} should follow; rows are missing or misplaced")
    return Engines(expected_unit - 1, expected_cycle, table[:, 2:5], table[:, 5:])


def _recognise(data: EngineSet, name: str) -> None:
    rows = (len(data.train.unit), data.train.unit[-1] + 1, len(data.test.unit), data.test.unit[-1] + 1)
    problems = []
    if rows != PUBLISHED[name]:
        problems.append("rows and engines are {}/{} and {}/{} instead of {}/{} and {}/{}"
                        .format(*rows, *PUBLISHED[name]))
    if name == "FD001":
        sensors = np.vstack([data.train.sensors, data.test.sensors])
        problems += [f"sensor {j} is not {value} throughout" for j, value in STILL.items()
                     if not np.allclose(sensors[:, j - 1], value, rtol=1e-9)]
        lives = data.train.cycle[data.train.last_rows()]
        if (lives.min(), lives.max()) != (SHORTEST, LONGEST):
            problems.append(f"lives run from {lives.min()} to {lives.max()} instead of {SHORTEST} to {LONGEST}")
        if abs(data.remaining.mean() - MEAN_LEFT) > 1e-9:
            problems.append(f"the mean remaining life is {data.remaining.mean():g} instead of {MEAN_LEFT}")
    if problems:
        raise ValueError(f"this is not the published {name}: {'; '.join(problems)}. Take the original archive, or pass "
                         "published=False if you mean other data in its format")


def main(arguments=None) -> int:
    """Say which published sets the folder on the command line holds."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) != 1:
        print("usage: python -m m4ds.datasets.cmapss FOLDER", file=sys.stderr)
        return 2
    found = 0
    for name in PUBLISHED:
        try:
            data = load_cmapss(arguments[0], name)
        except FileNotFoundError:
            continue
        except ValueError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 1
        found += 1
        print(f"{name}: {data.train.unit[-1] + 1} engines to train on ({len(data.train.unit)} rows), "
              f"{data.test.unit[-1] + 1} to test on ({len(data.test.unit)} rows)")
    if not found:
        print(f"no train_FD00x.txt, test_FD00x.txt and RUL_FD00x.txt in {arguments[0]}", file=sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
