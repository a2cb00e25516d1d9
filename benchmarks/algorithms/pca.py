"""Principal components, distances and random projections."""

import numpy as np
from sklearn.decomposition import PCA as SkPCA
from sklearn.random_projection import GaussianRandomProjection

from m4ds.learn.pca import PCA, covariance
from m4ds.linalg.random_projection import random_projection


def cases(n: int):
    X = np.random.default_rng(0).normal(size=(4 * n, n)) * 0.9 ** np.arange(n)
    k, half = min(5, n), max(1, n // 2)
    yield ("PCA, k = 5", lambda: PCA(k).fit(X).explained_variance_, "sklearn PCA",
           lambda: SkPCA(k, svd_solver="full").fit(X).explained_variance_)
    yield "covariance", lambda: covariance(X), "numpy.cov", lambda: np.cov(X.T)
    # different random numbers: compare what both promise, the mean squared length
    def lengths(Y):
        return np.round((Y**2).sum() / (X**2).sum())
    yield ("random_projection, k = n / 2", lambda: lengths(random_projection(X, half, np.random.default_rng(0))[0]),
           "sklearn GaussianRandomProjection",
           lambda: lengths(GaussianRandomProjection(half, random_state=0).fit_transform(X)))
