"""Finance: portfolios of least variance."""

from m4ds.finance.frontier import Frontier, frontier, min_variance_weights

__all__ = ["Frontier", "frontier", "min_variance_weights"]
