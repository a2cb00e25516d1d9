"""Statistics: estimation, tests, regression and survival."""
