"""Matrices as maps: four orders of the same sums, and a picture turned."""

import numpy as np
from scipy.ndimage import affine_transform

from m4ds.images.warp import affine_warp
from m4ds.linalg.affine import rotation
from m4ds.linalg.products import matmul_blocks, matmul_columns, matmul_dot, matmul_outer


def cases(n: int):
    rng = np.random.default_rng(0)
    A, B = rng.normal(size=(n, n)), rng.normal(size=(n, n))
    for name, ours in {"matmul_dot": matmul_dot, "matmul_columns": matmul_columns, "matmul_outer": matmul_outer,
                       "matmul_blocks, size 16": lambda A, B: matmul_blocks(A, B, 16)}.items():
        yield name, lambda ours=ours: ours(A, B), "numpy @", lambda: A @ B
    picture = rng.uniform(size=(4 * n, 4 * n))
    M = np.eye(3)
    M[:2, :2] = rotation(0.3)
    yield ("affine_warp, 4 n x 4 n", lambda: affine_warp(picture, M), "scipy affine_transform",
           lambda: affine_transform(picture, np.linalg.inv(M), order=1))
