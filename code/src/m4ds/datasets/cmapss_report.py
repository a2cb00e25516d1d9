"""NASA's engines by linear algebra alone: `python -m m4ds.datasets.cmapss_report FOLDER [FD001]`.

Taught in the case study "Predictive maintenance". The data are not part of this project.
"""

import os
import sys

import numpy as np

from m4ds.datasets.cmapss import load_cmapss
from m4ds.learn.life_report import CLIP, remaining_life_report
from m4ds.learn.remaining_life import rmse

__all__ = ["main", "nasa_folder"]


def nasa_folder() -> str | None:
    """Return the folder of NASA's files that the environment variable CMAPSS_DIR names, or None."""
    return os.environ.get("CMAPSS_DIR") or None


def main(arguments=None) -> int:
    """Print the errors on the published data of the folder on the command line."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if len(arguments) not in (1, 2):
        print("usage: python -m m4ds.learn.cmapss_report FOLDER [FD001]", file=sys.stderr)
        return 2
    try:
        data = load_cmapss(*arguments)
    except (FileNotFoundError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print("root mean squared error, cycles: against the true remaining life, and with both clipped at", CLIP)
    for name, guess in remaining_life_report(data.train, data.test, data.remaining).items():
        clipped = rmse(np.minimum(guess, CLIP), np.minimum(data.remaining, CLIP))
        print(f"{name:20s} {rmse(guess, data.remaining):6.2f} {clipped:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
