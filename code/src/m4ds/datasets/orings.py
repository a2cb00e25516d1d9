"""Twenty-three launches of the space shuttle: temperature at the joint, and whether an O-ring was damaged."""

import numpy as np

__all__ = ["DAMAGED", "TEMPERATURE"]

TEMPERATURE = np.array([66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58],
                       dtype=float)          # degrees Fahrenheit, in the order of the launches
DAMAGED = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1], dtype=float)
"""One if at least one of the six O-rings showed damage after the flight.

S. R. Dalal, E. B. Fowlkes and B. Hoadley, "Risk Analysis of the Space Shuttle: Pre-Challenger Prediction of
Failure", Journal of the American Statistical Association 84 (1989), 945-957. One earlier flight, whose boosters
were lost at sea, is not among them.
"""
TEMPERATURE.flags.writeable = False
DAMAGED.flags.writeable = False
