"""Checks of the exercises of the chapter "The singular value decomposition"."""

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector

LABEL = "ex-singular-value-decomposition-"


def rows(A) -> str:
    """Write a matrix of integers as a list of its rows."""
    return str(np.asarray(A).astype(int).tolist())


@vector(LABEL + "values", "values", seeded=True)
def values(rng):
    p, q = [(3, 1), (5, 2), (4, 3), (7, 2), (6, 1), (5, 4), (8, 3), (9, 4)][int(rng.integers(8))]
    A = np.array([[p, q], [-q, -p]])
    return Variant([p + q, p - q], given=f"A = {rows(A)}", mistakes=(
        ([(p + q) ** 2, (p - q) ** 2], "Those are the eigenvalues of AᵀA: take the square roots."),
        ([p - q, p + q], "Right numbers; singular values are listed in decreasing order."),
        ([np.hypot(p, q)] * 2, "Those are the lengths of the columns. They are singular values only if the "
                               "columns are perpendicular.")))


@vector(LABEL + "direction", "v1", seeded=True, up_to_scale=True)
def direction(rng):
    a, b, c = (rng.permutation(6)[:3] + 1).tolist()
    A = np.array([[a, b], [0, c], [c, 0]])
    Vt = np.linalg.svd(A)[2]
    return Variant(Vt[0], given=f"A = {rows(A)}", mistakes=(
        (Vt[1], "That is the direction which A stretches least."),
        ([1.0, 0.0], "The first axis is stretched by the length of the first column, which is not the most.")))


@number(LABEL + "error", "error", seeded=True)
def error(rng):
    s = np.sort(rng.choice(np.arange(1, 13), size=5, replace=False))[::-1]
    k = int(rng.integers(1, 3))
    tail = s[k:]
    return Variant(np.sqrt((tail**2).sum()), given=f"singular values {s.tolist()}, k = {k}", mistakes=(
        (float(tail[0]), "That is the error in the spectral norm; the Frobenius norm takes all dropped values."),
        (float((tail**2).sum()), "Take the square root."),
        (float(tail.sum()), "The squares of the dropped values add up, not the values."),
        (np.sqrt((s[:k]**2).sum()), "That is the norm of what you keep.")))


@number(LABEL + "storage", "k", seeded=True, rtol=1e-9)
def storage(rng):
    m, n = (int(x) * 10 for x in rng.integers(40, 200, size=2))
    k = m * n // (4 * (m + n + 1))
    return Variant(k, given=f"m = {m}, n = {n}", mistakes=(
        (k + 1, "That rank needs more than a quarter: round down."),
        (m * n // (m + n + 1), "That rank needs as much as the whole matrix; the limit is a quarter of it."),
        (n // 4, "You counted one factor only. Both U and V must be stored.")))


@number(LABEL + "condition", "kappa")
def condition(rng):
    s = np.linalg.svd(np.array([[3.0, 1.0], [1.0, 1.0], [1.0, 3.0]]), compute_uv=False)
    return Variant(s[0] / s[1], mistakes=(
        ((s[0] / s[1]) ** 2, "That is the condition number of AᵀA, the square."),
        (s[0], "That is the largest singular value: divide by the smallest."),
        (s[1] / s[0], "The other way round: the condition number is at least 1.")))


@vector(LABEL + "shortest", "x")
def shortest(rng):
    return Variant([1.0, 2.0, 2.0], mistakes=(
        ([9.0, 0.0, 0.0], "It solves the equation, but it is longer than need be."),
        ([1.8, 1.8, 1.8], "It solves the equation with equal entries; the shortest is a multiple of (1, 2, 2)."),
        ([3.0, 6.0, 6.0], "Divide by σ₁² = 9: one factor σ₁ for the value, one for the length of the row.")))


@expression(LABEL + "shear", "sigma1", variables=("x",))
def shear(rng):
    return Variant("(x + sqrt(x^2 + 4))/2", mistakes=(
        ("(x^2 + 2 + x*sqrt(x^2 + 4))/2", "That is σ₁²: take the square root."),
        ("sqrt(1 + x^2)", "That is the length of the second column; some other direction is stretched more."),
        ("(sqrt(x^2 + 4) - x)/2", "That is σ₂, the smaller one.")))


@choice(LABEL + "orthogonal", "claim", options={
    "a": "only that they multiply to 1", "b": "that they are all equal to 1",
    "c": "that they are the eigenvalues of $Q$", "d": "nothing, without the entries"})
def orthogonal(rng):
    return Variant("b", mistakes=(
        ("a", "True, but you can say more: no vector changes its length."),
        ("c", "A rotation by 90° has eigenvalues that are not real, and singular values 1 and 1."),
        ("d", "QᵀQ = I settles it.")))


@function(LABEL + "reconstruct", "reconstruct", starter='''
def reconstruct(U, s, Vt, k):
    """Return the best approximation of rank k, from a thin SVD."""
    ...
''')
def reconstruct(s, rng):
    for shape in [(4, 4), (5, 3), (3, 5)]:
        U, sigma, Vt = np.linalg.svd(rng.normal(size=shape), full_matrices=False)
        k = 2
        mistakes = [(U[:, :k] @ Vt[:k], "You left out the singular values."),
                    ((U[:, :k] * sigma[:k] ** 2) @ Vt[:k], "The singular values enter once, not squared."),
                    ((U * sigma) @ Vt, "That is the whole matrix: keep k terms only.")]
        if shape == (4, 4):
            mistakes.append(((U[:, :k] * sigma[:k]) @ Vt[:, :k].T,
                             "Vt holds the right singular vectors as rows: take its first k rows."))
        expect(s, "reconstruct", (U, sigma, Vt, k), (U[:, :k] * sigma[:k]) @ Vt[:k], mistakes=mistakes)


@function(LABEL + "rank-for-error", "rank_for_error", starter='''
def rank_for_error(s, error):
    """Return the least k that is accurate enough, 0 <= k <= len(s)."""
    ...
''')
def rank_for_error(s, rng):
    cases = [(np.array([4.0, 3.0, 0.1]), 0.05), (np.array([12.0, 4.0, 3.0]), 5 / 13 + 1e-9),
             (np.sort(rng.uniform(1, 9, size=8))[::-1], 0.3), (np.array([1.0, 1.0]), 0.0)]
    for sigma, limit in cases:
        tail = np.sqrt(np.append(np.cumsum((sigma**2)[::-1])[::-1], 0.0) / (sigma**2).sum())
        plain = np.append(np.cumsum(sigma[::-1])[::-1], 0.0) / sigma.sum()
        k, wrong = int(np.argmax(tail <= limit)), int(np.argmax(plain <= limit))
        square = int(np.argmax(tail**2 <= limit))
        mistakes = [(w, why) for w, why in [
            (wrong, "You added singular values; add their squares."),
            (square, "You compared the squared error with the limit; take the root first."),
            (k - 1, "One too few: k counts the values that you keep.")] if w != k]
        expect(s, "rank_for_error", (sigma, limit), k, mistakes=mistakes)


@number(LABEL + "certain-rank", "certain", seeded=True, rtol=1e-9)
def certain_rank(rng):
    strong = np.sort(rng.uniform(6, 20, size=int(rng.integers(1, 5))))[::-1]
    weak = np.sort(rng.uniform(1, 4, size=3))[::-1]
    s = np.round(np.concatenate([strong, weak]), 1)
    k = len(strong)
    return Variant(k, given=f"singular values of Y: {s.tolist()}, noise of norm at most 4.5", mistakes=(
        (k + 3, "The rank of Y counts the noise. Values below the noise norm prove nothing about A."),
        (3, "You counted the values below the noise norm.") if k != 3 else (0, "Some values exceed the noise norm."),
    ))


@vector(LABEL + "interval", "interval")
def interval(rng):
    return Variant([4.4, 5.6], mistakes=(
        ([3.8, 6.2], "The bound is the norm of E, not the sum of its entries."),
        ([5.0, 5.6], "The noise may lower a singular value as well."),
        ([4.7, 5.3], "The bound is the norm of E, not its largest entry.")))


@function(LABEL + "solve", "solve", starter='''
def solve(A, b, rtol=1e-12):
    """Return the shortest least-squares solution."""
    ...
''')
def solve(s, rng):
    full = rng.normal(size=(6, 3))
    flat = full.copy()
    flat[:, 2] = flat[:, 0] + flat[:, 1]
    for A in (full, flat, flat.T, 1e-20 * flat):
        b = rng.normal(size=len(A))
        U, sigma, Vt = np.linalg.svd(A, full_matrices=False)
        r = int((sigma > 1e-12 * sigma[0]).sum())
        absolute = int((sigma > 1e-12).sum())
        x = Vt[:r].T @ ((U.T @ b)[:r] / sigma[:r])
        mistakes = [(Vt[:r].T @ ((U.T @ b)[:r] * sigma[:r]), "Divide by the singular values.")]
        if absolute == 0:
            mistakes.append((np.zeros(A.shape[1]), "A threshold that does not scale with A calls everything zero."))
        expect(s, "solve", (A, b), x, mistakes=mistakes)


@function(LABEL + "threshold", "keep_above", starter='''
def keep_above(Y, tau):
    """Return the sum of the terms with a singular value above tau."""
    ...
''')
def threshold(s, rng):
    for shape in [(6, 4), (4, 6), (5, 5)]:
        Y = rng.normal(size=shape)
        U, sigma, Vt = np.linalg.svd(Y, full_matrices=False)
        tau = sigma[1:3].mean()
        hard, soft = np.where(sigma > tau, sigma, 0), np.maximum(sigma - tau, 0)
        expect(s, "keep_above", (Y, tau), (U * hard) @ Vt, mistakes=(
            ((U * soft) @ Vt, "You shrank the kept values by tau; keep them as they are."),
            ((U * (sigma - hard)) @ Vt, "You kept the small ones."),
            (np.where(abs(Y) > tau, Y, 0), "The threshold is for the singular values, not for the entries.")))


@function(LABEL + "spectral-norm", "spectral_norm", starter='''
def spectral_norm(A, x, steps):
    """Return the length of A x after `steps` power steps."""
    ...
''')
def spectral_norm(s, rng):
    for steps in (0, 1, 3):
        A, x0 = rng.normal(size=(5, 4)), rng.normal(size=4)
        x = x0 / np.linalg.norm(x0)
        for _ in range(steps):
            x = A.T @ (A @ x)
            x /= np.linalg.norm(x)
        answer = np.linalg.norm(A @ x)
        expect(s, "spectral_norm", (A, x0, steps), answer, mistakes=(
            (answer**2, "That is an estimate of σ₁²."),
            (answer * np.linalg.norm(x0), "Divide the start by its length first.")))


@number(LABEL + "power", "ratio", seeded=True)
def power(rng):
    first, next_ = np.round(rng.uniform(4, 6), 1), np.round(rng.uniform(2, 3.5), 1)
    q = int(rng.integers(2, 5))
    r = next_ / first
    return Variant(r ** (2 * q + 1), given=f"σₖ = {first}, σₖ₊₁ = {next_}, q = {q}", mistakes=(
        (r ** (2 * q), "The product with A itself counts too: (AAᵀ)^q A has the exponent 2q + 1."),
        (r ** (q + 1), "Each power step multiplies by A and by Aᵀ."),
        (r, "That is the ratio before any power step.")))


@number(LABEL + "share", "share", seeded=True)
def share(rng):
    X = rng.integers(0, 4, size=(4, 2)) * [1, 2] + rng.integers(10, 20, size=2)
    while np.linalg.matrix_rank(X - X.mean(axis=0)) < 2:
        X = rng.integers(0, 4, size=(4, 2)) * [1, 2] + rng.integers(10, 20, size=2)
    s, raw = (np.linalg.svd(M, compute_uv=False) for M in (X - X.mean(axis=0), X))
    return Variant(s[0]**2 / (s**2).sum(), given=f"X = {rows(X)}", mistakes=(
        (raw[0]**2 / (raw**2).sum(), "You did not subtract the column means: the first direction points at the mean."),
        (s[0] / s.sum(), "The share is one of squares.")))


@choice(LABEL + "gram", "verdict", options={
    "a": "about ten digits are right by either way", "b": "about six digits on $A$, none by $A^\\mathsf{T}A$",
    "c": "about six digits by either way", "d": "none on $A$, about six by $A^\\mathsf{T}A$"})
def gram(rng):
    return Variant("b", mistakes=(
        ("a", "The error is relative to the largest singular value, not to each one."),
        ("c", "Rounding AᵀA moves its eigenvalues by about ε σ₁², and 10⁻¹⁶ is far above σₙ² = 10⁻²⁰."),
        ("d", "The other way round.")))


@number(LABEL + "latent", "cosine")
def latent(rng):
    T = np.array([[1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [1, 1, 0, 0, 0], [0, 0, 0, 1, 1], [0, 0, 1, 1, 1]])
    _, s, Vt = np.linalg.svd(T)
    pages = s[:2, None] * Vt[:2]

    def cosine(M):
        return M[:, 0] @ M[:, 2] / np.linalg.norm(M[:, 0]) / np.linalg.norm(M[:, 2])

    return Variant(cosine(pages), mistakes=(
        (cosine(T), "That is the plain cosine. Move to two dimensions first."),
        (cosine(Vt[:2]), "Multiply the rows of Vt by the singular values: pages are columns of Σ₂V₂ᵀ."),
        (pages[:, 0] @ pages[:, 2], "Divide by the two lengths.")))


@vector(LABEL + "singular", "B")
def singular(rng):
    A = np.array([[2.0, 2.0], [-1.0, 1.0]])
    return Variant([[2.0, 2.0], [0.0, 0.0]], mistakes=(
        ([[0.0, 0.0], [-1.0, 1.0]], "That drops the larger term; the distance is then σ₁."),
        (A, "That is A itself, which is not singular.")))


@function(LABEL + "procrustes", "best_rotation", starter='''
def best_rotation(X, Y):
    """Return the orthogonal Q for which X @ Q is nearest to Y."""
    ...
''')
def procrustes(s, rng):
    for d in (2, 3):
        X = rng.normal(size=(7, d))
        Y = X @ np.linalg.qr(rng.normal(size=(d, d)))[0] + 0.1 * rng.normal(size=(7, d))
        U, sigma, Vt = np.linalg.svd(X.T @ Y)
        expect(s, "best_rotation", (X, Y), U @ Vt, mistakes=(
            ((U @ Vt).T, "That turns Y onto X."),
            (np.linalg.lstsq(X, Y, rcond=None)[0], "That is least squares without the condition QᵀQ = I."),
            ((U * sigma) @ Vt, "Replace the singular values by 1.")))


@number(LABEL + "stable-rank", "stable_rank")
def stable_rank(rng):
    s = 1 / np.arange(1, 101)
    return Variant((s**2).sum(), mistakes=(
        (s.sum(), "Divide the squared norms: the squares of the singular values add up."),
        (np.sqrt((s**2).sum()), "The stable rank is the ratio of the squared norms."),
        (100.0, "That is the rank.")))
