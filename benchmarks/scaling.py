"""Measure what many workers gain: one pass for the moments of a table, on one process and on a Dask scheduler.

    python -m benchmarks.scaling                                 # workers on this machine, as many as it has cores
    python -m benchmarks.scaling --scheduler tcp://HOST:8786     # the same on a scheduler that runs already

The functions travel to the workers by value: these need NumPy and Dask, not this book.
"""

import argparse
import os
import time
from datetime import date

import cloudpickle
import numpy as np
from distributed import Client, LocalCluster

import m4ds
from benchmarks.table import show
from m4ds.datasets.reading_blocks import reading_block
from m4ds.foundations.moments import block_moments, merge_moments
from m4ds.foundations.trees import tree_reduce

ROWS = (1_000, 10_000, 100_000, 1_000_000, 5_000_000)
TASKS = 16
REPEATS = 5


def summary(number: int, rows: int):
    """Make block `number` and return its moments: what one worker does."""
    return block_moments(reading_block(number, rows))


def alone(rows: int):
    return tree_reduce([summary(i, rows // TASKS) for i in range(TASKS)], merge_moments)


def together(client: Client, rows: int):
    # pure=False: a scheduler remembers the result of a pure task, and the second run would measure nothing
    parts = client.map(summary, range(TASKS), rows=rows // TASKS, pure=False)
    return tree_reduce(client.gather(parts), merge_moments)


def nothing(client: Client, tasks: int = 200) -> float:
    """Return the seconds that a task costs which does nothing."""
    start = time.perf_counter()
    client.gather(client.map(lambda i: i, range(tasks), pure=False))
    return (time.perf_counter() - start) / tasks


def best(function, *arguments):
    """Return the shortest time of a few runs, and the result."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        result = function(*arguments)
        times.append(time.perf_counter() - start)
    return min(times), result


def measure(client: Client) -> list[list]:
    workers = sum(client.nthreads().values())
    together(client, ROWS[0])                                  # the first call starts what starts once
    empty = min(nothing(client) for _ in range(REPEATS))
    print(f"{workers} workers; a task that does nothing costs {1e3 * empty:.2f} ms", flush=True)
    rows = []
    for n in ROWS:
        (one, a), (many, b) = best(alone, n), best(together, client, n)
        same = a.count == b.count and (a.mean == b.mean).all() and (a.scatter == b.scatter).all()
        rows.append([f"{n:,}", workers, one * 1e3, many * 1e3, one / many, "yes" if same else "no"])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a running Dask scheduler")
    address = parser.parse_args().scheduler
    cloudpickle.register_pickle_by_value(m4ds)
    where = address or f"processes on a machine of {os.cpu_count()} cores"
    print(f"{date.today()}, NumPy {np.__version__}, {where}, {TASKS} tasks of rows / {TASKS}", flush=True)
    header = ["rows", "workers", "one process, ms", "scheduler, ms", "speed-up", "same bits"]
    if address:
        with Client(address) as client:
            show(header, measure(client))
        return
    rows = []
    for workers in range(1, (os.cpu_count() or 1) + 1):
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster, \
                Client(cluster) as client:
            rows += measure(client)
    show(header, rows)


if __name__ == "__main__":
    main()
