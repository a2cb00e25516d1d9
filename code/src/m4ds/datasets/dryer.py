"""The cost of drying a tonne of product, from six inputs, for "Gradients, Jacobians, chain rule"."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_finite_array

__all__ = ["FAN", "INPUTS", "Inputs", "dryer_inputs", "drying_cost"]

INPUTS = ("moisture in", "moisture out", "efficiency", "gas price", "feed temperature", "power price")
FAN = 100.0  # kWh of electricity for the fans, per tonne of water


@dataclass(frozen=True)
class Inputs:
    """Typical values of the six inputs, their standard deviations and their covariance, in the order of `INPUTS`."""

    typical: np.ndarray
    sd: np.ndarray
    covariance: np.ndarray


def drying_cost(x) -> np.ndarray:
    """Return the cost in euros of drying a tonne of product.

    Parameters
    ----------
    x : array_like, shape (..., 6)
        Moisture in and out (tonnes of water per tonne of wet material), thermal efficiency, gas price in EUR/kWh,
        temperature of the feed in °C, price of electricity in EUR/kWh.

    Returns
    -------
    ndarray, shape (...)
        A float for one row.

    Raises
    ------
    TypeError, ValueError
        If `x` is not finite, has no six columns, a moisture in is not below 1, or an efficiency not positive.

    Notes
    -----
    A tonne of product with moisture ``b``, made from feed with moisture ``a``, gives off ``(a - b) / (1 - a)`` tonnes
    of water, because the solids stay. A tonne of water at temperature T takes ``(2257 + 4.19 (100 - T)) / 3.6`` kWh to
    heat to 100 °C and to evaporate. Taught in "Gradients, Jacobians, chain rule".

    Examples
    --------
    >>> round(float(drying_cost(dryer_inputs().typical)), 2)
    117.39
    """
    x = as_finite_array(x, "x")
    if x.ndim == 0 or x.shape[-1] != 6:
        raise ValueError(f"x must have six columns, but it has shape {x.shape}")
    a, b, efficiency, gas, temperature, power = np.moveaxis(x, -1, 0)
    if (a >= 1).any() or (efficiency <= 0).any():
        raise ValueError("the moisture in must be below 1 and the efficiency positive")
    water = (a - b) / (1 - a)
    heat = (2257 + 4.19 * (100 - temperature)) / 3.6
    return water * (gas * heat / efficiency + FAN * power)


def dryer_inputs(price_correlation: float = 0.0) -> Inputs:
    """Return typical inputs of the dryer with their uncertainty.

    Parameters
    ----------
    price_correlation : float
        Between the two prices, from -1 to 1.

    Raises
    ------
    TypeError, ValueError
        If `price_correlation` is not a number from -1 to 1.

    Examples
    --------
    >>> dryer_inputs().typical[:2]
    array([0.6 , 0.12])
    """
    r = as_finite_array(price_correlation, "price_correlation")
    if r.ndim or abs(r) > 1:
        raise ValueError("price_correlation must be one number from -1 to 1")
    sd = np.array([0.008, 0.005, 0.03, 0.004, 3.0, 0.015])
    covariance = np.diag(sd**2)
    covariance[3, 5] = covariance[5, 3] = r * sd[3] * sd[5]
    return Inputs(np.array([0.60, 0.12, 0.55, 0.06, 10.0, 0.18]), sd, covariance)
