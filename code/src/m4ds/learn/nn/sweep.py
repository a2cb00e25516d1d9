"""The reverse pass of a network, written out layer by layer (chapter "Neural networks from scratch")."""

import numpy as np

from m4ds.calculus.elementary import SLOPES, VALUES
from m4ds.validation import as_matrix, as_vector

__all__ = ["mlp_gradients"]


def mlp_gradients(x, weights, biases, output_error, activation="relu"):
    r"""Return the output, and the gradients of a loss, by :math:`\delta_l = W_{l+1}^T\delta_{l+1}\circ\varphi'(z_l)`.

    Parameters
    ----------
    x : array_like, shape (n,)
        One observation.
    weights : list of array_like, shapes (n_l, n_{l-1})
    biases : list of array_like, shapes (n_l,)
    output_error : callable
        ``output_error(z)`` is the gradient of the loss with respect to the output z of the last layer, which has no
        activation: ``z - target`` for half the squared error, ``softmax(z) - onehot`` for the cross-entropy.
    activation : str
        A function of `m4ds.calculus.elementary`, on every layer but the last.

    Returns
    -------
    output : ndarray
    weight_gradients, bias_gradients : list of ndarray

    Raises
    ------
    TypeError, ValueError
        If an input is malformed, the shapes do not chain, or the activation is unknown.

    See Also
    --------
    m4ds.calculus.autodiff.Tensor : the same numbers from a tape, for any network.

    Examples
    --------
    >>> W = [[[0.5, 0.5], [1, -1]], [[2, 1]]]
    >>> out, dW, db = mlp_gradients([1, 2], W, [[0, 0], [0]], lambda z: z - 2)
    >>> out, dW[0], dW[1]
    (array([3.]), array([[2., 4.],
           [0., 0.]]), array([[1.5, 0. ]]))
    """
    if activation not in VALUES:
        raise ValueError(f"activation must be one of {', '.join(VALUES)}, but it is {activation!r}")
    weights = [as_matrix(W, "weights") for W in weights]
    biases = [as_vector(b, "biases") for b in biases]
    values, sums = [as_vector(x, "x")], []
    for i, (W, b) in enumerate(zip(weights, biases, strict=True)):
        if W.shape != (len(b), len(values[-1])):
            raise ValueError(f"layer {i + 1} has weights {W.shape} for {len(values[-1])} inputs and {len(b)} biases")
        sums.append(W @ values[-1] + b)
        values.append(VALUES[activation](sums[-1]) if i < len(weights) - 1 else sums[-1])
    delta = as_vector(output_error(values[-1]), "output_error")
    weight_gradients, bias_gradients = [], []
    for i in range(len(weights) - 1, -1, -1):
        weight_gradients.insert(0, np.outer(delta, values[i]))
        bias_gradients.insert(0, delta)
        if i > 0:
            delta = weights[i].T @ delta * SLOPES[activation](sums[i - 1], values[i])
    return values[-1], weight_gradients, bias_gradients
