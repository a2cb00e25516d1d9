import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from m4ds.images.quality import mse, psnr, ssim, ssim_map


def pictures(seed, shape=(20, 17)):
    rng = np.random.default_rng(seed)
    X = rng.uniform(0, 255, shape)
    return X, X + rng.normal(0, 20, shape)


def ssim_of_one_patch(x, y, peak=255.0):
    """The definition, straight from the two patches."""
    c1, c2 = (0.01 * peak) ** 2, (0.03 * peak) ** 2
    cov = np.cov(x.ravel(), y.ravel(), ddof=0)
    light = (2 * x.mean() * y.mean() + c1) / (x.mean() ** 2 + y.mean() ** 2 + c1)
    return light * (2 * cov[0, 1] + c2) / (cov[0, 0] + cov[1, 1] + c2)


@given(st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_ssim_is_the_mean_over_patches_of_the_definition(seed):
    X, Y = pictures(seed)
    direct = np.array([[ssim_of_one_patch(X[i:i + 8, j:j + 8], Y[i:i + 8, j:j + 8]) for j in range(10)]
                       for i in range(13)])
    assert np.allclose(ssim_map(X, Y), direct, rtol=1e-9, atol=1e-11)
    assert ssim(X, Y) == pytest.approx(direct.mean(), rel=1e-9)


@given(st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_ssim_is_symmetric_at_most_one_and_one_on_equal_pictures(seed):
    X, Y = pictures(seed)
    assert ssim(X, Y) == pytest.approx(ssim(Y, X))
    assert ssim_map(X, Y).max() <= 1 + 1e-12
    assert ssim(X, X) == pytest.approx(1)


def test_ssim_of_a_negative_is_below_zero():
    X, _ = pictures(0)
    assert ssim(X, 255 - X) < 0


def test_halving_the_error_gains_six_decibels():
    X, Y = pictures(1)
    assert psnr(X, (X + Y) / 2) - psnr(X, Y) == pytest.approx(20 * np.log10(2))
    assert psnr(X, Y) == pytest.approx(10 * np.log10(255**2 / mse(X, Y)))


def test_psnr_scales_with_the_peak_and_is_infinite_on_equal_pictures():
    X, Y = pictures(2)
    assert psnr(X / 255, Y / 255, peak=1) == pytest.approx(psnr(X, Y))
    assert psnr(X, X) == np.inf


@pytest.mark.parametrize("measure", [mse, psnr, ssim])
def test_bad_pictures_are_refused(measure):
    X, _ = pictures(3)
    with pytest.raises(ValueError, match="one shape"):
        measure(X, X[:-1])
    with pytest.raises(ValueError, match="Y holds NaN"):
        measure(X, np.where(X > 100, np.nan, X))
    with pytest.raises(ValueError, match="X must be a matrix"):
        measure(X[0], X[0])


def test_bad_options_are_refused():
    X, Y = pictures(4)
    with pytest.raises(ValueError, match="peak"):
        psnr(X, Y, peak=0)
    with pytest.raises(ValueError, match="window"):
        ssim(X, Y, window=18)
