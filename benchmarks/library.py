"""Time each algorithm beside its professional reference, and compare their results, as the size grows."""

import importlib
import pkgutil
import time

import numpy as np

from benchmarks import algorithms
from benchmarks.table import show

SIZES = (50, 100, 200)
REPEATS = 3


def seconds(function) -> float:
    """Return the best of a few runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def row(n: int, name, ours, peer_name, peer) -> list:
    """Time both, and measure how far apart their results are."""
    a, b = np.asarray(ours()), np.asarray(peer())
    difference = float(np.linalg.norm(a - b) / (np.linalg.norm(b) or 1.0))
    mine, theirs = seconds(ours), seconds(peer)
    return [name, n, mine * 1e3, peer_name, theirs * 1e3, mine / theirs, difference]


def main() -> None:
    chapters = [importlib.import_module(f"{algorithms.__name__}.{m.name}")
                for m in pkgutil.iter_modules(algorithms.__path__)]
    rows = [row(n, *case) for chapter in chapters for n in SIZES for case in chapter.cases(n)]
    show(["ours", "n", "ms", "peer", "ms", "ratio", "relative difference"], sorted(rows, key=lambda r: r[0]))
    print(f"\nFrom n = {SIZES[0]} to {SIZES[-1]} the time grows like this power of n:\n")
    show(["ours", "power", "peer", "power"], growth(rows))


def growth(rows: list[list]) -> list[list]:
    """Return for each algorithm and its peer the power of n that the times of the first and last size give."""
    found = []
    for name in sorted({row[0] for row in rows}):
        first, *_, last = sorted((row for row in rows if row[0] == name), key=lambda row: row[1])
        power = [float(np.log(last[i] / first[i]) / np.log(last[1] / first[1])) for i in (2, 4)]
        found.append([name, power[0], first[3], power[1]])
    return found


if __name__ == "__main__":
    main()
