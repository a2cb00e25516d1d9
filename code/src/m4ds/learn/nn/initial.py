"""Random weights that keep the size of a signal (chapter "Neural networks from scratch")."""

import numpy as np

__all__ = ["initial_weights"]


def initial_weights(n_out: int, n_in: int, rng, how="he") -> np.ndarray:
    """Return independent normal weights with mean 0 for a layer ``x -> W x``.

    Parameters
    ----------
    n_out, n_in : int
        At least 1.
    rng : numpy.random.Generator
    how : {"he", "glorot", "lecun", "zero"} or float
        The variance of a weight: ``2 / n_in`` (for ReLU), ``2 / (n_in + n_out)``, ``1 / n_in``, 0; a number is the
        standard deviation itself.

    Returns
    -------
    ndarray, shape (n_out, n_in)

    Raises
    ------
    ValueError
        If a size is below 1, `how` is unknown or negative.

    See Also
    --------
    torch.nn.init.kaiming_normal_, torch.nn.init.xavier_normal_ : the professional routines.

    References
    ----------
    He, Zhang, Ren and Sun, "Delving deep into rectifiers", ICCV (2015).
    Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS (2010).

    Examples
    --------
    >>> print(initial_weights(400, 200, np.random.default_rng(0)).std().round(2))      # the root of 2/200
    0.1
    """
    if n_out != int(n_out) or n_in != int(n_in) or min(n_out, n_in) < 1:
        raise ValueError(f"a layer has at least one input and one output, not {n_in} and {n_out}")
    scales = {"he": np.sqrt(2 / n_in), "glorot": np.sqrt(2 / (n_in + n_out)), "lecun": np.sqrt(1 / n_in), "zero": 0.0}
    if isinstance(how, str) and how not in scales:
        raise ValueError(f"how must be one of {', '.join(scales)}, or a number, but it is {how!r}")
    scale = scales[how] if isinstance(how, str) else float(how)
    if not 0 <= scale < np.inf:
        raise ValueError(f"a standard deviation is at least 0 and finite, but it is {scale}")
    return scale * rng.normal(size=(n_out, n_in))
