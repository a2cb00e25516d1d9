"""Finance: portfolios of least variance, the price of estimating them, and their walk through a history."""

from m4ds.finance.backtest import Backtest, drift, walk_forward
from m4ds.finance.estimation_price import Price, draw_price, price_of_estimation
from m4ds.finance.frontier import Frontier, frontier, min_variance_weights
from m4ds.finance.long_only import Implied, implied_covariance

__all__ = ["Backtest", "Frontier", "Implied", "Price", "draw_price", "drift", "frontier",
           "implied_covariance", "min_variance_weights", "price_of_estimation", "walk_forward"]
