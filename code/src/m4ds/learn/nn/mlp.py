"""Multilayer perceptrons that are fitted in one call (chapter "Neural networks from scratch")."""

from itertools import pairwise

import numpy as np

from m4ds.calculus import elementary
from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.softmax import softmax
from m4ds.learn.nn.layers import Dropout, Layer, Linear, Sequential
from m4ds.learn.nn.losses import cross_entropy, half_squared_error
from m4ds.learn.nn.training import predictions, train
from m4ds.validation import as_finite_array, as_matrix

__all__ = ["MLPClassifier", "MLPRegressor", "mlp"]


def mlp(sizes, rng, activation="relu", how="he", dropout=0.0) -> Layer:
    """Return the network with these numbers of units: inputs, hidden layers, outputs.

    Parameters
    ----------
    sizes : sequence of int
        At least two.
    rng : numpy.random.Generator
    activation : str
        A function of `m4ds.calculus.elementary`, behind every layer but the last.
    how
        As for `m4ds.learn.nn.initial.initial_weights`.
    dropout : float
        Behind every activation.

    Raises
    ------
    ValueError
        If the activation is unknown, or there are fewer than two sizes.

    Examples
    --------
    >>> net = mlp([64, 32, 10], np.random.default_rng(0))
    >>> sum(p.data.size for p in net.parameters())
    2410
    """
    if activation not in elementary.VALUES or len(sizes) < 2:
        raise ValueError(f"mlp needs two sizes or more and an activation of {', '.join(elementary.VALUES)}")
    steps = []
    for n_in, n_out in pairwise(sizes[:-1]):
        steps += [Linear(n_in, n_out, rng, how), getattr(elementary, activation)]
        if dropout:
            steps.append(Dropout(dropout, rng))
    return Sequential(*steps, Linear(sizes[-2], sizes[-1], rng, how))


class _MLP:
    """What the classifier and the regressor share."""

    def __init__(self, hidden=(32,), *, activation="relu", how="he", epochs=50, size=32, step=1e-3, optimiser="adam",
                 momentum=0.0, decay=0.0, dropout=0.0, patience=None, seed=0):
        self.hidden, self.activation, self.how, self.epochs, self.size = hidden, activation, how, epochs, size
        self.step, self.optimiser, self.momentum, self.decay = step, optimiser, momentum, decay
        self.dropout, self.patience, self.seed = dropout, patience, seed

    def fit(self, X, y, valid=None):
        """Train on the rows of X; with ``valid = (X, y)`` of other rows, keep the weights that were best on them."""
        X, targets = as_matrix(X, "X"), self._learn_targets(y)
        if self.patience is not None and valid is None:
            raise ValueError("patience needs valid=(X, y): rows that are not trained on")
        rng = np.random.default_rng(self.seed)
        sizes = [X.shape[1], *self.hidden, self._outputs]
        self.network_ = mlp(sizes, rng, self.activation, self.how, self.dropout)
        self.valid_curve_, best = [], [np.inf, None]

        def watch(epoch, model):
            if valid is None:
                return False
            now = self._loss(model, as_matrix(valid[0], "valid"), self._targets(valid[1]))
            self.valid_curve_.append(now)
            if now < best[0]:
                best[:] = now, [p.data for p in model.parameters()]
                self.best_epoch_ = epoch
            return self.patience is not None and epoch - self.best_epoch_ >= self.patience
        self.loss_curve_ = train(self.network_, type(self)._tensor_loss, X, targets, epochs=self.epochs, rng=rng,
                                 size=self.size, step=self.step, how=self.optimiser, momentum=self.momentum,
                                 decay=self.decay, watch=watch)
        if best[1] is not None:
            for p, data in zip(self.network_.parameters(), best[1], strict=True):
                p.data = data
        return self

    def _loss(self, model, X, targets):
        return type(self)._tensor_loss(Tensor(predictions(model, X)), targets).item()

    def _scores(self, X):
        return predictions(self.network_, as_matrix(X, "X"))


class MLPClassifier(_MLP):
    """A network with a score for each class, trained on the cross-entropy.

    Parameters
    ----------
    hidden : sequence of int
        Units of each hidden layer; () is multinomial logistic regression.
    activation, how, dropout
        As for `mlp`.
    epochs, size, step, optimiser, momentum, decay
        As for `m4ds.learn.nn.training.train` (`how` there is `optimiser` here).
    patience : int, optional
        Stop once the loss of the rows given to ``fit(..., valid=...)`` has not improved for so many epochs.
    seed : int
        Of the initial weights, the shuffles and the dropout.

    Attributes
    ----------
    network_ : Layer
    loss_curve_, valid_curve_ : list of float
        For each epoch; the second only with ``valid``.
    best_epoch_ : int
        Whose weights were kept, with ``valid``.
    classes_ : ndarray, shape (k,)

    Raises
    ------
    TypeError, ValueError
        If an input is malformed. Features are used as they are: standardise them by numbers of the training rows.

    See Also
    --------
    sklearn.neural_network.MLPClassifier : the professional routine; one logistic unit for two classes.

    Examples
    --------
    >>> X, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array(["same", "not", "not", "same"])
    >>> model = MLPClassifier((8,), epochs=300, step=0.02).fit(X, y)
    >>> print(*model.predict(X))
    same not not same
    """

    _tensor_loss = staticmethod(cross_entropy)

    def _learn_targets(self, y):
        self.classes_ = np.unique(np.asarray(y))
        self._outputs = len(self.classes_)
        if self._outputs < 2:
            raise ValueError("a classifier needs at least two classes in y")
        return self._targets(y)

    def _targets(self, y):
        y = np.asarray(y)
        found = np.searchsorted(self.classes_, y).clip(0, self._outputs - 1)
        if (self.classes_[found] != y).any():
            raise ValueError("a class occurs that the training rows do not have")
        return found

    def predict_proba(self, X) -> np.ndarray:
        """Return the probability of each class, shape (n, k)."""
        return softmax(self._scores(X))

    def predict(self, X) -> np.ndarray:
        """Return the most probable class of each row."""
        return self.classes_[self._scores(X).argmax(axis=1)]

    def score(self, X, y) -> float:
        """Return the share of rows whose class is predicted."""
        return float((self.predict(X) == np.asarray(y)).mean())


class MLPRegressor(_MLP):
    """A network with a number for each target, trained on half the squared error; parameters as for `MLPClassifier`.

    See Also
    --------
    sklearn.neural_network.MLPRegressor : the professional routine.

    Examples
    --------
    >>> x = np.linspace(-1, 1, 50)[:, None]
    >>> model = MLPRegressor((16,), epochs=200, step=0.01).fit(x, np.abs(x[:, 0]))
    >>> float(np.abs(model.predict(x) - np.abs(x[:, 0])).max()) < 0.1
    True
    """

    @staticmethod
    def _tensor_loss(predicted, targets):
        return half_squared_error(predicted, targets)

    def _learn_targets(self, y):
        y = as_finite_array(y, "y")
        self._flat, self._outputs = y.ndim == 1, 1 if y.ndim == 1 else y.shape[1]
        return self._targets(y)

    def _targets(self, y):
        return as_finite_array(y, "y").reshape(-1, self._outputs)

    def predict(self, X) -> np.ndarray:
        """Return the predicted target of each row, in the shape of the training targets."""
        out = self._scores(X)
        return out[:, 0] if self._flat else out
