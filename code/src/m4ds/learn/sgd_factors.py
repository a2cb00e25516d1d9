"""The same factors as alternating least squares, by steps that read a few known entries at a time."""

import numpy as np

from m4ds.learn.als import Factors, as_penalty, factor_loss
from m4ds.learn.entries import Entries
from m4ds.linalg.svd import as_rank
from m4ds.optim.batches import minibatches

__all__ = ["sgd_factors"]


@np.errstate(all="ignore")
def sgd_factors(known: Entries, r: int, lam: float, rng: np.random.Generator, epochs: int = 30, step: float = 0.03,
                batch: int = 200, half_life: float = 8.0) -> Factors:
    """Factor a table with holes by stochastic gradients on its known entries.

    The objective is that of `als`. Its ridge is dealt out to the entries: each of the n_i entries of row i carries
    lam / n_i of |p_i|^2, and each of the c_j entries of column j carries lam / c_j of |q_j|^2.

    Parameters
    ----------
    known : Entries
        Of a table of shape (m, n).
    r : int
        Number of factors, 1 <= r <= min(m, n).
    lam : float
        Weight of the ridge on both factors, above 0.
    rng : numpy.random.Generator
        Draws the start, normal entries of variance 1 / (10 r), and the order of the entries.
    epochs : int
        Passes over the known entries.
    step : float
        The factors move by `step` times the negative gradient of the sum over a batch, in the first pass. In pass e
        (from 0) it is step / (1 + e / half_life).
    batch : int
        Entries read for one move.
    half_life : float
        Passes after which the step is half of the first.

    Returns
    -------
    Factors
        With the objective at the start and after each pass. A row or column without known entries gets 0.

    Raises
    ------
    ValueError
        If an argument is not as described.
    ArithmeticError
        If the factors grow beyond all bounds: the step is too large.

    See Also
    --------
    m4ds.learn.als.als : the same objective by half steps.
    torch.optim.SGD, surprise.SVD : professional routines; the second charges the whole ridge to every entry.

    References
    ----------
    Koren, Bell and Volinsky (2009), Matrix factorization techniques for recommender systems.

    Notes
    -----
    O(N r) a pass for N known entries. Taught in "Case study: a recommender".

    Examples
    --------
    >>> known = Entries.from_table([[2, 4, np.nan], [np.nan, 6, 9], [1, 2, 3]])
    >>> found = sgd_factors(known, 1, 1e-6, np.random.default_rng(0), 400, 0.02, 1, half_life=100)
    >>> found.predict([0, 1], [2, 0]).round(2)
    array([6., 3.])
    """
    (m, n), lam, r = known.shape, as_penalty(lam), as_rank(r, min(known.shape))
    if not (0 < step < np.inf and 0 < half_life < np.inf):
        raise ValueError(f"step and half_life must be above 0 and finite, but they are {step} and {half_life}")
    rows, cols, N = known.rows, known.cols, len(known)
    in_row, in_col = np.bincount(rows, minlength=m), np.bincount(cols, minlength=n)
    P, Q = (rng.normal(0, (10 * r)**-0.5, (size, r)) for size in (m, n))
    P[in_row == 0], Q[in_col == 0] = 0, 0
    # Overflow is not warned of on the way: it is looked for after each pass.
    losses = [factor_loss(known, P, Q, lam)]
    dealt = minibatches(N, min(batch, N), rng)
    for epoch in range(epochs):
        a = step / (1 + epoch / half_life)
        for _ in range(-(-N // min(batch, N))):
            k = next(dealt)
            i, j = rows[k], cols[k]
            p, q = P[i], Q[j]
            error = known.values[k] - np.einsum("kr,kr->k", p, q)
            np.add.at(P, i, 2 * a * (error[:, None] * q - lam / in_row[i, None] * p))
            np.add.at(Q, j, 2 * a * (error[:, None] * p - lam / in_col[j, None] * q))
        if not np.isfinite(P).all() or np.abs(P).max() > 1e8:
            raise ArithmeticError(f"the factors grow beyond all bounds in pass {epoch + 1}: take a smaller step")
        losses.append(factor_loss(known, P, Q, lam))
    return Factors(P, Q, np.array(losses))
