"""Checks of the exercises of "Case study: image compression"."""

import numpy as np

from m4ds.exercises.core import Variant, choice, expect, expression, function, number, vector
from m4ds.images.dct import dct2_blocks, dct_matrix, from_blocks, to_blocks
from m4ds.images.quality import psnr, ssim_map
from m4ds.linalg.svd import truncated_svd


@number("ex-image-compression-psnr", "decibels", seeded=True, unit="dB")
def decibels(rng):
    error, peak = int(rng.integers(20, 200)), int(rng.choice([255, 1023, 4095]))
    return Variant(10 * np.log10(peak**2 / error), given=f"mean squared error {error}, peak {peak}", mistakes=(
        (10 * np.log10(peak / error), "The peak is squared: both parts of the ratio are squared grey values."),
        (20 * np.log10(peak**2 / error), "The ratio is of squares already, so the factor is 10."),
        (10 * np.log(peak**2 / error), "That is the natural logarithm; decibels use base 10."),
    ))


@number("ex-image-compression-gain", "factor", seeded=True)
def factor(rng):
    gain = float(rng.integers(15, 95)) / 10
    return Variant(10 ** (gain / 10), given=f"gain {gain} dB", mistakes=(
        (10 ** (gain / 20), "That is the factor of the root mean squared error; square it."),
        (10 ** (-gain / 10), "That is new over old; the question asks how many times smaller the error is."),
        (np.exp(gain / 10), "Decibels use the base 10."),
    ))


@number("ex-image-compression-bits", "bits_per_pixel", seeded=True, unit="bits per pixel")
def bits_per_pixel(rng):
    m, n = 16 * int(rng.integers(10, 40)), 16 * int(rng.integers(41, 80))
    k = int(rng.integers(5, 30))
    return Variant(16 * k * (m + n + 1) / (m * n), given=f"{m} x {n} pixels, rank {k}", mistakes=(
        (k * (m + n + 1) / (m * n), "Those are numbers per pixel; each number takes 16 bits."),
        (2 * k * (m + n + 1) / (m * n), "Those are bytes per pixel."),
        (16 * k / min(m, n), "You counted one set of singular vectors; there are two."),
    ))


@number("ex-image-compression-rank", "k", seeded=True)
def k(rng):
    side, bpp = 64 * int(rng.integers(3, 17)), int(rng.integers(1, 4))
    exact = bpp * side * side / (16 * (2 * side + 1))
    best = int(exact)
    return Variant(best, given=f"{side} x {side} pixels, {bpp} bits per pixel", mistakes=(
        (best + 1, "That costs more than the budget: round down."),
        (int(16 * exact), "Each number takes 16 bits, not one."),
        (int(bpp * side / 16), "You counted one set of singular vectors; there are two."),
    ))


@vector("ex-image-compression-transform", "coefficients")
def coefficients(rng):
    B = np.array([[10.0, 6.0], [4.0, 8.0]])
    c = dct2_blocks(B, 2)[0, 0]
    return Variant(c, mistakes=(
        (2 * c, "Each of the two factors C contributes 1/√2: together 1/2."),
        (c.T, "Rows and columns are exchanged: entry (1, 0) compares the upper row with the lower."),
        (c / 2, "You divided by 4, as for averages; the orthonormal transform divides by 2."),
    ))


@number("ex-image-compression-dropped", "error", seeded=True)
def error(rng):
    c = np.sort(rng.choice(np.arange(3, 40), size=7, replace=False))[::-1] * rng.choice([-1, 1], size=7)
    c = np.concatenate([[400 + int(rng.integers(100))], c])
    kept = int(rng.integers(3, 6))
    dropped = np.sum(c[kept:].astype(float) ** 2)
    return Variant(dropped / 64, given=f"coefficients {rng.permutation(c).tolist()} and 56 zeros, keep {kept}",
                   mistakes=(
        (dropped, "That is the squared error of the block; the mean divides by its 64 pixels."),
        (dropped / (8 - kept), "Divide by the number of pixels, 64, not by the number of dropped coefficients."),
        (np.abs(c[kept:]).sum() / 64, "Square the dropped coefficients."),
        (np.sum(c[:kept].astype(float) ** 2) / 64, "That is what you kept."),
    ))


@number("ex-image-compression-zigzag", "position")
def position(rng):
    return Variant(8, mistakes=(
        (9, "That is row by row: 4 · 2 + 1. Go diagonal by diagonal."),
        (7, "On this diagonal the order runs downwards, from (0, 3) to (3, 0)."),
    ))


@choice("ex-image-compression-scope", "scope", options={
    "a": "No compressed picture of the same size in bits can have a smaller error.",
    "b": "No matrix of the same rank can have a smaller squared error.",
    "c": "No matrix of the same rank can have a higher SSIM.",
    "d": "No orthonormal basis can do better with as many coefficients."})
def scope(rng):
    return Variant("b", mistakes=(
        ("a", "The theorem compares matrices of one rank. Bits never enter it."),
        ("c", "The theorem is about the Frobenius norm alone."),
        ("d", "A fixed basis with adaptive positions is not a set of matrices of one rank."),
    ))


@number("ex-image-compression-sum-rank", "total_rank")
def total_rank(rng):
    return Variant(4, mistakes=(
        (5, "The two constant parts are one and the same rank-one matrix."),
        (3, "The check adds a direction that the wave does not have."),
        (2, "A diagonal wave is a product minus a product: two ranks by itself."),
    ))


@vector("ex-image-compression-update", "h")
def h(rng):
    return Variant(np.array([8 / 3, 5 / 2]), mistakes=(
        (np.array([3 / 8, 2 / 5]), "The ratio is upside down: Wᵀx stands above."),
        (np.array([8.0, 5.0]), "Divide by WᵀWh, entry by entry."),
        (np.array([3.0, 2.0]), "That is the solution of Wh = x. One update does not reach it."),
    ))


@number("ex-image-compression-average-count", "average", seeded=True)
def average(rng):
    bpp, value = int(rng.integers(1, 5)), int(rng.choice([8, 10, 12, 16]))
    return Variant((64 * bpp - 7) / (value + 6), given=f"{bpp} bits per pixel, {value} bits per value", mistakes=(
        (64 * bpp / value, "That leaves out positions and counts."),
        (64 * bpp / (value + 6), "Each block also says how many coefficients follow: 7 bits."),
        ((64 * bpp - 7) / value, "Each value needs its position: 6 bits."),
    ))


@number("ex-image-compression-brightness", "brighter", seeded=True, unit="dB")
def brighter(rng):
    c = int(rng.integers(5, 40))
    return Variant(20 * np.log10(255 / c), given=f"every pixel {c} grey values brighter", mistakes=(
        (10 * np.log10(255 / c), "The mean squared error is the square of the shift."),
        (10 * np.log10(255**2 / c), "The mean squared error is the square of the shift."),
    ))


@number("ex-image-compression-shift", "shifted", unit="dB")
def shifted(rng):
    return Variant(10 * np.log10(255**2 / (180**2 / 8)), mistakes=(
        (10 * np.log10(255**2 / 180**2), "Only one pixel in eight changes."),
        (10 * np.log10(255**2 / (180 / 8) ** 2), "Average the squared errors; do not square the average."),
        (10 * np.log10(255**2 / (90**2 / 8)), "A changed pixel goes from 38 to 218 or back."),
    ))


@choice("ex-image-compression-floor", "floor", options={
    "a": "NMF is the better factorisation at low rank.",
    "b": "Rounding down left the SVD a quarter of its budget unspent.",
    "c": "The Eckart-Young theorem needs non-negative matrices.",
    "d": "The NMF had more iterations."})
def floor(rng):
    return Variant("b", mistakes=(
        ("a", "At equal rank the SVD has the smaller error: that is proved."),
        ("c", "It holds for every real matrix."),
        ("d", "No number of iterations beats the best matrix of the same rank. Compare the ranks."),
    ))


@choice("ex-image-compression-unit", "unit", options={
    "a": "pixels", "b": "crops, pooled over pictures", "c": "pictures, then crops within them",
    "d": "bootstrap draws: more of them narrow the interval"})
def unit(rng):
    return Variant("c", mistakes=(
        ("a", "Neighbouring pixels are nearly copies; the interval would be far too narrow."),
        ("b", "Crops of one picture resemble each other; pooling pretends that they do not."),
        ("d", "More draws settle the quantiles of the bootstrap, not the question."),
    ))


@function("ex-image-compression-write-psnr", "my_psnr", starter='''
def my_psnr(X, Y, peak):
    """Return the PSNR of picture Y against picture X in decibels."""
    ...
''')
def my_psnr(s, rng):
    X = rng.uniform(0, 4, (5, 6))
    Y = X + rng.normal(0, 0.3, X.shape)
    total = np.sum((X - Y) ** 2)
    expect(s, "my_psnr", (X, Y, 4.0), psnr(X, Y, 4.0), mistakes=(
        (10 * np.log10(16 / total), "Use the mean of the squared errors, not their sum."),
        (psnr(X, Y), "Use the argument peak, not 255."),
        (10 * np.log10(4 / (total / 30)), "The peak is squared."),
    ))


@function("ex-image-compression-write-dct", "my_dct", starter='''
def my_dct(x):
    """Return the orthonormal DCT-II of the vector x."""
    ...
''')
def my_dct(s, rng):
    x = rng.normal(size=6)
    C = dct_matrix(6)
    first = C @ x * np.r_[np.sqrt(2), np.ones(5)]
    expect(s, "my_dct", (x,), C @ x, mistakes=(
        (first, "Row 0 has the factor sqrt(1/n), the others sqrt(2/n)."),
        (C.T @ x, "That is the inverse transform."),
        (first * np.sqrt(3), "Scale the rows to length 1."),
    ))


@function("ex-image-compression-energy", "energy_kept", starter='''
def energy_kept(c, count):
    """Return the share of the sum of squares of c that its count largest entries hold."""
    ...
''')
def energy_kept(s, rng):
    c = rng.normal(size=(4, 5)) * 10
    squares = np.sort(c.ravel() ** 2)[::-1]
    expect(s, "energy_kept", (c, 6), squares[:6].sum() / squares.sum(), mistakes=(
        (np.sum(np.sort(c.ravel())[::-1][:6] ** 2) / squares.sum(), "Sort by absolute value, or by square."),
        (np.sqrt(squares)[:6].sum() / np.sqrt(squares).sum(), "Energy is the sum of squares."),
        (np.sum(c.ravel()[:6] ** 2) / squares.sum(), "Those are the first six entries, not the largest."),
    ))


@function("ex-image-compression-target", "fewest", starter='''
def fewest(c, target, pixels, peak):
    """Return the smallest number of coefficients in the array c whose picture reaches target dB."""
    ...
''')
def fewest(s, rng):
    c = dct2_blocks(rng.uniform(0, 255, (8, 16)) * np.linspace(0, 1, 16))
    squares = np.sort(c.ravel() ** 2)[::-1]
    left = np.r_[np.cumsum(squares[::-1])[::-1], 0.0]          # left[k]: energy dropped if k are kept
    count = int(np.argmax(left <= 128 * 255**2 / 10**2.4))
    expect(s, "fewest", (c, 24.0, 128, 255.0), count, mistakes=(
        (count + 1, "One fewer would do: keeping k coefficients drops those from the k-th on, counted from 0."),
        (count - 1, "With one fewer the target is missed."),
    ))


@function("ex-image-compression-write-ssim", "patch_ssim", starter='''
def patch_ssim(x, y):
    """Return the SSIM of two patches of grey values from 0 to 255."""
    ...
''')
def patch_ssim(s, rng):
    x = rng.uniform(0, 255, (8, 8))
    y = x + rng.normal(0, 30, x.shape)
    right = ssim_map(x, y)[0, 0]
    c1 = 2.55**2
    light = (2 * x.mean() * y.mean() + c1) / (x.mean() ** 2 + y.mean() ** 2 + c1)
    correlation = np.corrcoef(x.ravel(), y.ravel())[0, 1]
    expect(s, "patch_ssim", (x, y), right, mistakes=(
        (right / light, "The factor that compares the means is missing."),
        (light * correlation, "That is the correlation; SSIM also compares the two variances."),
    ))


@function("ex-image-compression-write-patches", "learned_patches", starter='''
def learned_patches(X, k):
    """Return the approximation of X whose 8 x 8 blocks, as rows of a matrix, have rank k."""
    ...
''')
def learned_patches(s, rng):
    X = rng.uniform(0, 255, (24, 32))

    def low_rank(A):
        U, sv, Vt = truncated_svd(A, 3)
        return (U * sv) @ Vt

    B = to_blocks(X)
    answer = from_blocks(low_rank(B.reshape(-1, 64)).reshape(B.shape))
    expect(s, "learned_patches", (X, 3), answer, mistakes=(
        (low_rank(X), "That is the SVD of the picture. Make each block a row first."),
        (from_blocks(np.array([[low_rank(b) for b in row] for row in B])),
         "That truncates each block alone. Truncate the matrix of all blocks."),
    ))


@number("ex-image-compression-freedom", "saved", unit="per cent")
def saved(rng):
    m = n = 256
    return Variant(100 * 16 * 17 / (16 * (m + n + 1)), mistakes=(
        (16 * 17 / (16 * (m + n + 1)), "That is a share; the question asks for per cent."),
        (100 * 16 * 17 / (16 * (m + n - 16)), "Compare with what is stored now: k(m + n + 1) numbers."),
        (100 * 16 * 16 / (16 * (m + n + 1)), "The singular values count too: k more."),
    ))


@expression("ex-image-compression-quantise", "noise", variables=("q",))
def noise(rng):
    return Variant("q^2/12", mistakes=(
        ("q^2/4", "That is the largest squared error, not the mean."),
        ("q^2/3", "The error lies between -q/2 and q/2, not between -q and q."),
        ("q/sqrt(12)", "That is the root mean squared error."),
    ))
