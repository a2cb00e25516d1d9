"""From one machine to many: merged moments and QR of blocks, against the routines that see or merge all rows."""

import dask
import dask.array as da
import numpy as np
from sklearn.preprocessing import StandardScaler

from m4ds.foundations.moments import block_moments, merge_moments
from m4ds.foundations.trees import tree_reduce
from m4ds.learn.blocks import ridge_from_moments
from m4ds.linalg.tsqr import tsqr_lstsq, tsqr_r


def cases(n: int):
    A = np.random.default_rng(0).normal(size=(100 * n, 8)) + 3
    blocks = np.array_split(A, 16)

    def merged():
        return tree_reduce([block_moments(B) for B in blocks], merge_moments)

    def dask_triangle():
        cut = da.from_array(A, chunks=(-(-len(A) // 16), 8))
        with dask.config.set(scheduler="synchronous"):
            R = da.linalg.tsqr(cut)[1].compute()
        return R * np.sign(np.diag(R))[:, None]

    def scaler():
        model = StandardScaler()
        for B in blocks:
            model.partial_fit(B)
        return model.var_

    yield ("merge_moments", lambda: np.diag(merged().scatter) / len(A), "StandardScaler.partial_fit", scaler)
    yield "merge_moments, scatter", lambda: merged().covariance(), "numpy.cov", lambda: np.cov(A.T)
    yield "tsqr_r", lambda: tsqr_r(blocks), "dask.array.linalg.tsqr", dask_triangle
    yield ("tsqr_lstsq", lambda: tsqr_lstsq(blocks)[0], "numpy.linalg.lstsq",
           lambda: np.linalg.lstsq(A[:, :7], A[:, 7], rcond=None)[0])
    yield ("ridge_from_moments", lambda: ridge_from_moments(merged())[1], "numpy.linalg.lstsq",
           lambda: np.linalg.lstsq(A[:, :7] - A[:, :7].mean(axis=0), A[:, 7] - A[:, 7].mean(), rcond=None)[0])
