"""The MLP: the sweep against the tape, the loss path of scikit-learn, symmetry, early stopping; refusals."""

import warnings

import numpy as np
import pytest
import sklearn.neural_network as sk
from hypothesis import given, settings, strategies as st
from sklearn.datasets import load_iris

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.softmax import softmax
from m4ds.datasets.ring import ring
from m4ds.learn.nn import (
    MLPClassifier,
    MLPRegressor,
    cross_entropy,
    half_squared_error,
    mlp_gradients,
    predictions,
    train,
)
from m4ds.learn.nn.mlp import mlp


def same_start(net, kind):
    """A class of scikit-learn that starts from the weights of `net`."""
    parameters = [p.data.copy() for p in net.parameters()]
    pairs = [(W.T, b) for W, b in zip(parameters[::2], parameters[1::2], strict=True)]

    class Started(kind):
        def _init_coef(self, fan_in, fan_out, dtype):
            return pairs.pop(0)
    return Started


def data(task):
    X, y = load_iris(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(X))
    X, y = X[order], y[order]
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    return (X, y) if task == "classes" else (X[:, :2], X[:, 2:3])


@pytest.mark.parametrize("optimiser", ["adam", "sgd"])
@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid"])
@pytest.mark.parametrize("task", ["classes", "numbers"])
def test_the_loss_path_is_that_of_scikit_learn(task, activation, optimiser):
    X, y = data(task)
    loss, kind, outputs = ((cross_entropy, sk.MLPClassifier, 3) if task == "classes"
                           else (half_squared_error, sk.MLPRegressor, 1))
    net = mlp([X.shape[1], 8, 6, outputs], np.random.default_rng(1), activation)
    model = same_start(net, kind)(
        hidden_layer_sizes=(8, 6), activation={"sigmoid": "logistic"}.get(activation, activation), solver=optimiser,
        alpha=0.3, batch_size=25, learning_rate_init=0.01, max_iter=20, shuffle=False, momentum=0.9,
        nesterovs_momentum=False, tol=0, n_iter_no_change=99, epsilon=1e-14)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(X, y.ravel())
    losses = train(net, loss, X, y, epochs=20, size=25, step=0.01, how=optimiser, momentum=0.9, decay=0.3 / 25,
                   eps=1e-14)
    np.testing.assert_allclose(losses, model.loss_curve_, rtol=1e-8)
    ours, theirs = ((softmax(predictions(net, X)), model.predict_proba(X)) if task == "classes"
                    else (predictions(net, X)[:, 0], model.predict(X)))
    np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.sampled_from(["relu", "tanh", "sigmoid", "softplus"]),
       st.integers(0, 99))
def test_the_written_out_sweep_agrees_with_the_tape(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    net, x = mlp(sizes, rng, activation), rng.normal(size=sizes[0])
    for p in net.parameters()[1::2]:
        p.data = rng.normal(size=p.shape)
    k = int(rng.integers(sizes[-1]))
    cross_entropy(net(Tensor(x[None])), [k]).backward()
    weights, biases = ([p.data for p in net.parameters()[i::2]] for i in (0, 1))
    out, dW, db = mlp_gradients(x, weights, biases, lambda z: softmax(z) - np.eye(len(z))[k], activation)
    np.testing.assert_allclose(out, predictions(net, x[None])[0], rtol=1e-13)
    for p, want in zip(net.parameters()[::2] + net.parameters()[1::2], dW + db, strict=True):
        np.testing.assert_allclose(p.grad, want, rtol=1e-10, atol=1e-13)


def test_the_worked_example():
    _, dW, _ = mlp_gradients([1, 2], [[[.5, .5], [1, -1]], [[2, 1]]], [[0, 0], [0]], lambda z: z - 2)
    np.testing.assert_array_equal(dW[0], [[2, 4], [0, 0]])
    np.testing.assert_array_equal(dW[1], [[1.5, 0]])


def test_equal_units_stay_equal_and_different_ones_do_not():
    X, y = data("classes")
    net = mlp([4, 5, 3], np.random.default_rng(0), "tanh")
    first, out = net.parameters()[0], net.parameters()[2]
    first.data, out.data = np.repeat(first.data[:1], 5, axis=0), np.repeat(out.data[:, :1], 5, axis=1)
    train(net, cross_entropy, X, y, epochs=10, size=30, step=0.01)
    np.testing.assert_allclose(first.data, np.repeat(first.data[:1], 5, axis=0), atol=1e-12)
    assert np.abs(first.data[0]).max() > 0.01
    other = mlp([4, 5, 3], np.random.default_rng(0), "tanh")
    train(other, cross_entropy, X, y, epochs=10, size=30, step=0.01)
    assert np.linalg.matrix_rank(other.parameters()[0].data) == 4


def test_early_stopping_keeps_the_best_weights():
    X, y = data("classes")
    noisy = np.where(np.random.default_rng(0).random(100) < 0.3, 0, y[:100])
    model = MLPClassifier((64,), epochs=200, step=0.02, patience=10).fit(X[:100], noisy, (X[100:], y[100:]))
    assert len(model.loss_curve_) == model.best_epoch_ + 11 < 200
    assert model._loss(model.network_, X[100:], y[100:]) == pytest.approx(min(model.valid_curve_))


def test_the_same_seed_gives_the_same_model_and_labels_may_be_words():
    X, y = data("classes")
    words = np.array(["a", "b", "c"])[y]
    one, two = (MLPClassifier((8,), epochs=30, step=0.01, dropout=0.1, seed=3).fit(X, words) for _ in range(2))
    np.testing.assert_array_equal(one.predict_proba(X), two.predict_proba(X))
    assert one.score(X, words) > 0.9 and set(one.predict(X)) <= set("abc")


def test_no_hidden_layer_is_logistic_regression():
    from sklearn.linear_model import LogisticRegression
    X, y = data("classes")
    model = MLPClassifier((), how="zero", epochs=400, size=150, step=0.3, optimiser="sgd", momentum=0.9, decay=0.1)
    ours = model.fit(X, y).predict_proba(X)
    theirs = LogisticRegression(C=1 / (0.1 * 150), tol=1e-10, max_iter=1000).fit(X, y).predict_proba(X)
    np.testing.assert_allclose(ours, theirs, atol=1e-5)


def test_the_regressor_keeps_the_shape_of_its_targets():
    X, Y = data("classes")[0][:, :2], data("classes")[0][:, 2:]
    assert MLPRegressor((4,), epochs=2).fit(X, Y).predict(X).shape == Y.shape
    assert MLPRegressor((4,), epochs=2).fit(X, Y[:, 0]).predict(X).shape == (150,)


@pytest.mark.parametrize(("act", "error"), [
    (lambda X, y: MLPClassifier(patience=3).fit(X, y), ValueError),
    (lambda X, y: MLPClassifier().fit(X, np.zeros(150)), ValueError),
    (lambda X, y: MLPClassifier().fit(X * np.nan, y), ValueError),
    (lambda X, y: MLPClassifier().fit(X, y[:-1]), ValueError),
    (lambda X, y: MLPClassifier(activation="bent").fit(X, y), ValueError),
    (lambda X, y: MLPClassifier(epochs=0).fit(X, y), ValueError),
    (lambda X, y: MLPClassifier(optimiser="best").fit(X, y), ValueError),
    (lambda X, y: MLPClassifier(decay=-1).fit(X, y), ValueError),
    (lambda X, y: MLPClassifier(epochs=2).fit(X, y, (X, y + 1)), ValueError),
    (lambda X, y: MLPRegressor(step=1e6, optimiser="sgd").fit(X, 1.0 * y), ArithmeticError),
    (lambda X, y: MLPRegressor().fit(X, np.full(150, "a")), TypeError),
    (lambda X, y: mlp_gradients([1.0], [[[1.0, 2.0]]], [[0.0]], lambda z: z), ValueError),
    (lambda X, y: mlp_gradients([1.0], [[[1.0]]], [[0.0]], lambda z: z, "bent"), ValueError)])
def test_refusals(act, error):
    with pytest.raises(error):
        act(*data("classes"))


def test_three_units_enclose_the_ring_and_two_do_not():
    X, y = ring()
    rights = {h: max(MLPClassifier((h,), activation="tanh", how="lecun", epochs=600, size=80, step=2.0, optimiser="sgd",
                                   seed=s).fit(X, y).score(X, y) for s in range(3)) for h in (2, 3)}
    assert rights[3] == 1 and rights[2] < 0.95
