"""The library of *Mathematics for Data Science and Machine Learning*.

Subpackages: `linalg`, `calculus`, `optim`, `prob`, `stats`, `learn` hold the mathematics, `datasets`
the simulators, `plotting` the figures, `exercises` the checks and `course` what marks them.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("m4ds")
except PackageNotFoundError:  # run from a checkout that is not installed
    __version__ = "0.0.0"
