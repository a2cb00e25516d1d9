"""Machines with a hidden state and yes/no signs of it: evidence whose truth is known."""

from dataclasses import dataclass

import numpy as np

from m4ds.validation import as_vector

__all__ = ["Machines", "machine_signs"]


@dataclass(frozen=True)
class Machines:
    """`faulty`, shape (n,): the hidden state. `signs`, shape (n, k): what the sensors say. Both bool."""

    faulty: np.ndarray
    signs: np.ndarray


def machine_signs(n: int, prevalence: float, hit_rates, false_rates, *, seed: int, echo: float = 0.0) -> Machines:
    """Simulate n machines, each faulty with probability `prevalence`, and k yes/no signs of each.

    Parameters
    ----------
    hit_rates, false_rates : array_like, shape (k,)
        P(sign | faulty) and P(sign | healthy).
    seed : int
        The same seed gives the same arrays.
    echo : float
        Probability that a sign after the first repeats the first sign instead of being drawn for itself.
        At 0 the signs are independent given the state.

    Raises
    ------
    ValueError
        If n is not positive, the rates differ in length, or a probability leaves [0, 1].

    Notes
    -----
    Chapter: Probability and Bayes. O(nk); tried up to 5 million machines with 6 signs.
    A sign keeps its own rates at every `echo` if all signs share the same rates.

    Examples
    --------
    >>> data = machine_signs(1000, 0.02, [0.9], [0.05], seed=0)
    >>> data.signs.shape, data.faulty.dtype.name
    ((1000, 1), 'bool')
    """
    hit, false = as_vector(hit_rates, "hit_rates"), as_vector(false_rates, "false_rates")
    rates = np.concatenate([hit, false, as_vector([prevalence, echo], "prevalence and echo")])
    if n < 1 or hit.shape != false.shape or (rates < 0).any() or (rates > 1).any():
        raise ValueError("n must be positive, hit_rates and false_rates equally long, probabilities in [0, 1]")
    rng = np.random.default_rng(seed)
    faulty = rng.random(n) < prevalence
    signs = rng.random((n, len(hit))) < np.where(faulty[:, None], hit, false)
    copied = rng.random((n, len(hit))) < echo
    return Machines(faulty, np.where(copied, signs[:, :1], signs))
