"""The exercises of the chapter "Neural networks from scratch"."""

from itertools import pairwise

import numpy as np

from m4ds.exercises.core import Variant, apart, choice, expect, function, number, vector


def _is_first(rng) -> bool:
    """Whether this generator was made from seed 0, whose numbers the book prints."""
    return rng.bit_generator.seed_seq.entropy == 0


@number("ex-neural-networks-count", "count", seeded=True)
def count(rng):
    n = [int(rng.choice(c)) for c in ([10, 40, 64], [16, 25, 32], [8, 12, 15], [3, 5, 10])]
    if _is_first(rng):
        n = [30, 20, 10, 4]
    weights = sum(p * q for p, q in pairwise(n))
    answer = weights + sum(n[1:])
    return Variant(answer, given=f"{n[0]} inputs, hidden layers of {n[1]} and {n[2]} units, {n[3]} outputs",
                   mistakes=apart(answer, (
                       (weights, "The biases are missing: one for each unit and each output."),
                       (weights + sum(n), "Inputs have no biases."),
                       (answer - n[-1], "The outputs have biases too."),
                       (sum(n[1:]), "Those are the biases alone."))))


@vector("ex-neural-networks-kinks", "places", seeded=True)
def bends(rng):
    w = rng.choice([1, 2, 4, 5], size=3) * rng.choice([-1, 1], size=3)
    at = rng.choice([-4, -3, -2, -1.5, -0.5, 0.5, 1, 2.5, 3, 5], size=3, replace=False)
    b = -w * at
    if _is_first(rng):
        w, b = np.array([2, -1, 4]), np.array([-6, -2, -2])
    answer = np.sort(-b / w)
    units = " + ".join(f"{c} max({k:g} t {'+' if s >= 0 else '-'} {abs(s):g}, 0)"
                       for c, k, s in zip((3, 2, 5), w, b, strict=True))
    return Variant(answer, given=f"f(t) = {units}", mistakes=apart(answer, (
        (np.sort(b / w), "Solve w t + b = 0: the sign is wrong."),
        (np.sort(-b), "Divide by the weight of the unit."),
        (-b / w, "Right places: put them into increasing order."))))


@vector("ex-neural-networks-back", "dW1", seeded=True)
def back(rng):
    x = rng.integers(1, 4, size=2).astype(float)
    W1 = np.array([rng.integers(1, 4, size=2), [1.0, -np.ceil((x[0] + 1) / x[1])]])
    W2, off = rng.choice([-3.0, -2, 2, 3, 4], size=2, replace=False), float(rng.choice([-2, 2, 3]))
    if _is_first(rng):
        x, W1, W2, off = np.array([2.0, 1]), np.array([[1.0, 1], [1, -3]]), np.array([2.0, 3]), 2.0
    z = W1 @ x
    y = W2 @ np.maximum(z, 0) - off
    delta = off * W2 * (z > 0)
    answer = np.outer(delta, x)
    return Variant(answer, given=f"x = ({x[0]:g}, {x[1]:g}), W1 = {W1.tolist()}, W2 = ({W2[0]:g}, {W2[1]:g}), "
                   f"target {y:g}", mistakes=apart(answer, (
                       (np.outer(off * W2, x), "The second unit is off: its slope is 0."),
                       (-answer, "The error is prediction minus truth."),
                       (answer / off, "Multiply by the error of the output."),
                       (np.outer(off * (z > 0), x), "The error crosses the weights W2."),
                       (np.outer(x, delta), "The rows of the table belong to the hidden units."))))


@vector("ex-neural-networks-softmax", "delta", seeded=True)
def softmax_error(rng):
    n = rng.permutation([[1, 3, 6], [2, 3, 5], [1, 4, 5], [1, 2, 7]][int(rng.integers(4))]).astype(float)
    k = int(rng.integers(3))
    if _is_first(rng):
        n, k = np.array([1.0, 3, 6]), 1
    p, truth = n / n.sum(), np.eye(3)[k]
    return Variant(p - truth, given=f"numbers {n[0]:g}, {n[1]:g}, {n[2]:g}; the true class is number {k + 1}",
                   mistakes=apart(p - truth, (
                       (truth - p, "That is truth minus prediction: a step would go uphill."),
                       (p, "Subtract 1 at the true class."),
                       (n - truth, "Divide by the sum first: probabilities add up to 1."),
                       (p * (1 - p), "That is the diagonal of the Jacobian of the softmax alone."))))


@number("ex-neural-networks-depth", "factor", seeded=True)
def depth(rng):
    n, s, k = int(rng.choice([50, 100, 300])), float(rng.choice([0.05, 0.08, 0.15, 0.2])), int(rng.choice([5, 8, 12]))
    if _is_first(rng):
        n, s, k = 200, 0.12, 10
    one = n * s**2 / 2
    answer = one**k
    return Variant(answer, given=f"width {n}, standard deviation {s:g}, {k} layers", mistakes=apart(answer, (
        ((2 * one) ** k, "The ReLU halves the mean square in each layer."),
        (one, "That is one layer."), (k * one, "Factors multiply; they do not add up."),
        ((n * s / 2) ** k, "The variance is the square of the standard deviation."))))


@vector("ex-neural-networks-filter", "out", seeded=True)
def filtered(rng):
    x, w = rng.integers(0, 7, size=6), rng.permutation([[1, 0, -1], [2, -1, 0], [1, 2, -1]][int(rng.integers(3))])
    if _is_first(rng):
        x, w = np.array([1, 4, 2, 0, 5, 3]), np.array([1, 0, -1])
    answer = np.correlate(x, w, mode="valid")
    if not answer.any():
        x[0] += 1
        answer = np.correlate(x, w, mode="valid")
    return Variant(answer.astype(float), given=f"signal {', '.join(map(str, x))}; filter ({', '.join(map(str, w))})",
                   mistakes=apart(answer, (
                       (np.convolve(x, w, mode="valid"), "That is the flipped filter: a layer does not flip."),
                       (np.correlate(x, w, mode="same")[:4], "That starts over the border: no padding here."))))


@number("ex-neural-networks-weights", "output")
def weights(rng):
    return Variant(30.0, mistakes=(
        ((np.log(2) * 10 + np.log(5) * 40) / np.log(10), "Take the exponential of the scores first."),
        (70 / 3, "That is the plain mean: weight the values."),
        (240.0, "Divide by the sum of the exponentials."), (40.0, "Attention does not take the largest: it averages.")))


@number("ex-neural-networks-dropout", "variance")
def dropout(rng):
    return Variant(14.0, mistakes=(
        (0.16 * 56, "The numbers that stay are divided by 0.8: the factor is p/(1 - p)."),
        (224.0, "p/(1 - p) with p = 0.2 is 1/4, not 4: p is the chance to be dropped."),
        (0.25 * (2 + 4 + 6) ** 2, "Square each product, then add: the chances are independent."),
        (0.25 * (2 - 4 + 6) ** 2, "Square each product, then add: the chances are independent.")))


@number("ex-neural-networks-promise", "units", seeded=True)
def promise(rng):
    L, b, e = int(rng.choice([2, 3, 6])), int(rng.choice([4, 5, 8])), float(rng.choice([0.1, 0.05, 0.02]))
    if _is_first(rng):
        L, b, e = 3, 5, 0.1
    answer = int(np.ceil(L * b / (2 * e) - 1e-9))
    return Variant(answer, given=f"interval [0, {b}], slope at most {L}, error at most {e:g}", mistakes=apart(answer, (
        (2 * answer, "The bound has a 2 in its denominator: the worst place is in the middle of a piece."),
        (L / (2 * e), "The length of the interval matters."),
        (np.ceil(np.sqrt(L * b**2 / (8 * e))), "That is the bound with a second derivative."))))


@function("ex-neural-networks-batch", "layer_back", starter='''
def layer_back(D, H, W, Z):
    """Return the gradient of W above the errors of the layer with outputs H = relu(Z)."""
    ...
''')
def batch(s, rng):
    for n, q, p in ((4, 2, 3), (1, 3, 2)):
        D, W = rng.normal(size=(n, q)).round(2), rng.normal(size=(q, p)).round(2)
        Z = rng.normal(size=(n, p)).round(2)
        Z.flat[0], Z.flat[1] = 0.5, -0.5
        H = np.maximum(Z, 0)
        expect(s, "layer_back", (D, H, W, Z), np.vstack([D.T @ H, D @ W * (Z > 0)]), mistakes=(
            (np.vstack([D.T @ H, D @ W]), "The slope of the ReLU is missing: 0 where Z is negative."),
            (np.vstack([D.T @ H, D @ W * H]), "Multiply by the slope of the ReLU, not by its value."),
            (np.vstack([D.T @ Z, D @ W * (Z > 0)]), "The weights multiply H, not Z."),
            (np.vstack([D @ W * (Z > 0), D.T @ H]), "The gradient of W comes first.")))


@function("ex-neural-networks-loss", "loss", starter='''
def loss(Z, y):
    """Return the mean cross-entropy of the rows of scores Z and the classes y."""
    ...
''')
def loss(s, rng):
    y = np.array([0, 2, 1, 1])
    for scale in (1.0, 10_000.0):
        Z = scale * rng.normal(size=(4, 3)).round(2)
        m = Z.max(axis=1)
        rows = np.log(np.exp(Z - m[:, None]).sum(axis=1)) + m - Z[np.arange(4), y]
        expect(s, "loss", (Z, y), rows.mean(), mistakes=(
            (rows.sum(), "Take the mean over the rows."), (-rows.mean(), "The loss is minus the logarithm."),
            (rows.mean() / np.log(2), "In nats: the natural logarithm.")))


@function("ex-neural-networks-conv-back", "conv_back", starter='''
def conv_back(w, g, n):
    """Return the adjoint of x, of length n, from the adjoint g of y[i] = sum of w[a] x[i + a]."""
    ...
''')
def conv_back(s, rng):
    for k, n in ((3, 6), (2, 5), (1, 3)):
        w, g = rng.normal(size=k).round(2), rng.normal(size=n - k + 1).round(2)
        wrong = [(np.convolve(w[::-1], g), "The filter is flipped on the way back: add w[a] * g[i] at place i + a.")]
        expect(s, "conv_back", (w, g, n), np.convolve(w, g), mistakes=wrong if k > 1 else ())


@function("ex-neural-networks-causal", "causal", starter='''
def causal(Q, K, V):
    """Return attention in which place i sees places up to i only."""
    ...
''')
def causal(s, rng):
    def attend(S, V):
        A = np.exp(S - S.max(axis=1, keepdims=True))
        return A / A.sum(axis=1, keepdims=True) @ V
    for t, d in ((4, 3), (2, 5)):
        Q, K, V = (rng.normal(size=(t, d)).round(2) for _ in range(3))
        S, see = Q @ K.T / np.sqrt(d), np.tri(t) > 0
        A = np.exp(S) / np.exp(S).sum(axis=1, keepdims=True)
        expect(s, "causal", (Q, K, V), attend(np.where(see, S, -np.inf), V), mistakes=(
            (attend(S, V), "Hide the later places."),
            (attend(np.where(see, S * np.sqrt(d), -np.inf), V), "Divide the scores by the root of d."),
            (attend(np.where(see, S, 0.0), V), "A score of 0 is not hidden: its exponential is 1."),
            (A * see @ V, "Mask before the softmax: the visible weights must add up to 1.")))


@function("ex-neural-networks-norm", "norm_back", starter='''
def norm_back(x, g):
    """Return the adjoint of x when y = (x - mean) / s has the adjoint g."""
    ...
''')
def norm_back(s, rng):
    for n in (3, 8):
        x, g = rng.normal(size=n).round(2) * 4, rng.normal(size=n).round(2)
        d, y = x.std(), (x - x.mean()) / x.std()
        expect(s, "norm_back", (x, g), (g - g.mean() - y * (y @ g) / n) / d, mistakes=(
            (g / d, "The mean and the deviation depend on x too."),
            ((g - g.mean()) / d, "The deviation depends on x too."),
            ((g - y * (y @ g) / n) / d, "The mean depends on x too."),
            (g - g.mean() - y * (y @ g) / n, "Divide by s.")))


@choice("ex-neural-networks-diagnose", "cause", options={
    "a": "the network overfits", "b": "all weights start at zero, or all hidden units are dead",
    "c": "the step is much too large", "d": "the classes are not balanced"})
def diagnose(rng):
    return Variant("b", mistakes=(
        ("a", "Overfitting lowers the training loss."),
        ("c", "A step that is too large makes the loss jump, unless it has killed the units."),
        ("d", "Then the last bias alone would push the loss below log 10.")))


@choice("ex-neural-networks-shifts", "network", options={
    "a": "a circular convolution with a bias and ReLU", "b": "two such convolutions with a residual connection",
    "c": "such a convolution, then max pooling in blocks of two", "d": "the identity"})
def shifts(rng):
    return Variant("c", mistakes=(
        ("a", "The bias is the same at every place, and ReLU acts on each alike."),
        ("b", "Sums and compositions of maps that commute with a shift commute with it."),
        ("d", "The identity commutes with everything.")))


@number("ex-neural-networks-length", "multiplications", seeded=True)
def length(rng):
    t, d = int(rng.choice([50, 200, 512])), int(rng.choice([8, 32, 64]))
    if _is_first(rng):
        t, d = 100, 16
    answer = 2 * t**2 * d
    return Variant(answer, given=f"T = {t}, width {d}", mistakes=apart(answer, (
        (t**2 * d, "That is one of the two products."),
        (2 * t * d**2, "Every place is compared with every place: T^2."),
        (2 * t**2, "Each score is a dot product of d entries."))))


@number("ex-neural-networks-smooth", "units_smooth")
def smooth(rng):
    return Variant(64, mistakes=((4000, "That is the Lipschitz bound: use the second derivative."),
                                 (63, "Round up: 63 units do not reach the error."),
                                 (90, "The bound has an 8 in its denominator.")))


@function("ex-neural-networks-early", "stopped", starter='''
def stopped(s, eta, k):
    """Return the factors by which k steps fill the directions with singular values s."""
    ...
''')
def early(s, rng):
    sigma = np.array([2.0, 1.0, 0.3, 0.05])
    for k in (1, 20):
        answer = 1 - (1 - 0.3 * sigma**2) ** k
        expect(s, "stopped", (sigma, 0.3, k), answer, mistakes=(
            (1 - answer, "That is what is still missing."),
            (1 - (1 - 0.3 * sigma) ** k, "The curvature of a direction is the square of the singular value.")))


@function("ex-neural-networks-turn", "turn", starter='''
def turn(omega, k):
    """Return the 2 by 2 matrix that maps (sin, cos) of omega t to those of omega (t + k)."""
    ...
''')
def turn(s, rng):
    for omega, k in ((1.0, 2), (0.1, 7), (0.3, -4)):
        c, d = np.cos(omega * k), np.sin(omega * k)
        expect(s, "turn", (omega, k), np.array([[c, d], [-d, c]]), mistakes=(
            (np.array([[c, -d], [d, c]]), "That turns back: the sine comes first in the pair."),))
