"""Least squares with its uncertainty: standard errors, tests, intervals for coefficients, means and new rows.

Taught in the chapter "Linear-model inference and regularisation".
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from m4ds.linalg.least_squares import as_equations
from m4ds.linalg.triangular import back_sub
from m4ds.prob.student import fisher_f, student_t
from m4ds.stats.sandwich import hc_covariance
from m4ds.stats.thin_qr import inverse_gram_of, thin_qr
from m4ds.validation import as_matrix, as_vector

__all__ = ["FTest", "OLSFit", "f_test", "ols"]


class FTest(NamedTuple):
    """The statistic, its degrees of freedom above and below, and the p-value."""

    F: float
    above: int
    below: int
    p: float


@dataclass(frozen=True)
class OLSFit:
    """A fit of y = X beta + errors. n rows and p columns in `X`; `df` is n - p."""

    X: np.ndarray
    y: np.ndarray
    beta: np.ndarray
    gram_inverse: np.ndarray

    @property
    def residuals(self) -> np.ndarray:
        """y minus the fitted values, shape (n,)."""
        return self.y - self.X @ self.beta

    @property
    def df(self) -> int:
        """Degrees of freedom of the residuals: n - p."""
        return self.X.shape[0] - self.X.shape[1]

    @property
    def rss(self) -> float:
        """Residual sum of squares."""
        return float((self.residuals**2).sum())

    @property
    def s2(self) -> float:
        """RSS / (n - p), which is right on average for errors of equal variance."""
        return self.rss / self.df

    def covariance(self, kind: str = "classical") -> np.ndarray:
        """Return the estimated covariance of `beta`; `kind` is "classical" or one of "hc0" to "hc3"."""
        return self.s2 * self.gram_inverse if kind == "classical" else hc_covariance(self.X, self.residuals, kind)

    def se(self, kind: str = "classical") -> np.ndarray:
        """Return the standard errors of `beta`, shape (p,)."""
        return np.sqrt(np.diag(self.covariance(kind)))

    def p_values(self, kind: str = "classical") -> np.ndarray:
        """Return the two-sided p-values of "coefficient = 0", by Student's t with n - p degrees of freedom."""
        return 2 * student_t(self.df).sf(np.abs(self.beta / self.se(kind)))

    def intervals(self, level: float = 0.95, kind: str = "classical") -> np.ndarray:
        """Return an interval for each coefficient, shape (p, 2)."""
        return _around(self.beta, self._quantile(level) * self.se(kind))

    def mean_interval(self, rows, level: float = 0.95, kind: str = "classical") -> np.ndarray:
        """Return intervals for the expected values at new `rows` of shape (k, p); shape (k, 2)."""
        rows = self._rows(rows)
        variance = np.einsum("ij,jk,ik->i", rows, self.covariance(kind), rows)
        return _around(rows @ self.beta, self._quantile(level) * np.sqrt(variance))

    def predict_interval(self, rows, level: float = 0.95) -> np.ndarray:
        """Return intervals for single new observations, shape (k, 2); needs normal errors of equal variance."""
        rows = self._rows(rows)
        variance = self.s2 * (1 + np.einsum("ij,jk,ik->i", rows, self.gram_inverse, rows))
        return _around(rows @ self.beta, self._quantile(level) * np.sqrt(variance))

    def _quantile(self, level):
        if not 0 < level < 1:
            raise ValueError(f"level must lie between 0 and 1, but it is {level}")
        return float(student_t(self.df).quantile((1 + level) / 2))

    def _rows(self, rows):
        rows = as_matrix(rows, "rows")
        if rows.shape[1] != len(self.beta):
            raise ValueError(f"rows must have {len(self.beta)} columns like X, but it has {rows.shape[1]}")
        return rows


def ols(X, y) -> OLSFit:
    """Fit y = X beta + errors by least squares; a constant is a column of ones in `X`.

    Parameters
    ----------
    X : array_like, shape (n, p), with independent columns, n > p
    y : array_like, shape (n,)

    Returns
    -------
    OLSFit
        `beta` in units of y per unit of a column; methods for standard errors, p-values and intervals.

    Raises
    ------
    TypeError, ValueError
        If the arguments are not finite and of fitting shapes, there are not more rows than columns, or a column
        depends on the columns before it.

    See Also
    --------
    statsmodels.api.OLS

    References
    ----------
    G. A. F. Seber and A. J. Lee, Linear Regression Analysis, Wiley, 2003.

    Examples
    --------
    >>> fit = ols([[1, 1], [1, 2], [1, 3], [1, 4]], [1, 3, 2, 5])
    >>> fit.beta.round(12) + 0.0, fit.se().round(4), round(fit.s2, 12)
    (array([0. , 1.1]), array([1.423 , 0.5196]), 1.35)
    """
    X, y = as_equations(X, y)
    if X.shape[0] <= X.shape[1]:
        raise ValueError(f"X needs more rows than columns, but it has shape {X.shape}")
    Q, R = thin_qr(X)
    return OLSFit(X, y, back_sub(R, Q.T @ y), inverse_gram_of(R))


def f_test(small: OLSFit, large: OLSFit) -> FTest:
    """Test whether the columns that `large` has more than `small` do anything: the rise of RSS, per column, over s^2.

    Raises
    ------
    ValueError
        If the fits have different y, `large` has no more columns, the columns of `small` are not combinations of
        those of `large`, or `large` fits perfectly.

    See Also
    --------
    statsmodels.stats.anova.anova_lm

    Examples
    --------
    >>> y, ones = [1, 3, 2, 5], np.ones((4, 1))
    >>> f_test(ols(ones, y), ols([[1, 1], [1, 2], [1, 3], [1, 4]], y)).F.__round__(4)
    4.4815
    """
    q = small.df - large.df
    if small.y.shape != large.y.shape or (as_vector(small.y, "y") != large.y).any() or q < 1:
        raise ValueError("the fits must share y, and large must have more columns than small")
    outside = small.X - large.X @ (large.gram_inverse @ (large.X.T @ small.X))
    if np.abs(outside).max() > 1e-7 * np.abs(small.X).max():
        raise ValueError("the columns of small are not combinations of those of large: the models are not nested")
    if large.s2 == 0:
        raise ValueError("large fits perfectly: F is not defined")
    F = max(small.rss - large.rss, 0.0) / q / large.s2
    return FTest(F, q, large.df, float(fisher_f(q, large.df).sf(F)))


def _around(middle, half) -> np.ndarray:
    return np.column_stack([middle - half, middle + half])
