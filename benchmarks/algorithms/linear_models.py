"""Linear models: the coefficients, their covariances and the paths are unique, so both must agree."""

import numpy as np
import statsmodels.api as sm
from sklearn.linear_model import Lasso, Ridge
from statsmodels.stats.outliers_influence import variance_inflation_factor

from m4ds.learn.lasso import lambda_max, lasso_cd
from m4ds.learn.ridge import ridge_path
from m4ds.stats.influence import cooks_distance, vif
from m4ds.stats.ols import ols


def cases(n: int):
    rng = np.random.default_rng(0)
    Z = rng.normal(size=(6 * n, n))
    X, y = np.column_stack([np.ones(6 * n), Z]), Z[:, 0] + rng.normal(size=6 * n)
    lams = np.array([1.0, 10.0, 100.0])
    prices = lambda_max(Z, y) * np.array([0.5, 0.2])
    yield "ols, hc3", lambda: ols(X, y).se("hc3"), "statsmodels OLS HC3", lambda: sm.OLS(y, X).fit(cov_type="HC3").bse
    yield ("cooks_distance", lambda: cooks_distance(X, y), "statsmodels",
           lambda: sm.OLS(y, X).fit().get_influence().cooks_distance[0])
    yield "vif", lambda: vif(Z), "statsmodels", lambda: np.array(
        [variance_inflation_factor(X, j) for j in range(1, n + 1)])
    yield "ridge_path", lambda: ridge_path(Z, y, lams).coefs, "sklearn Ridge, three times", lambda: np.array(
        [Ridge(alpha=lam).fit(Z, y).coef_ for lam in lams])
    yield "lasso_cd", lambda: lasso_cd(Z, y, prices).coefs, "sklearn Lasso, twice", lambda: np.array(
        [Lasso(alpha=lam, tol=1e-10, max_iter=10_000).fit(Z, y).coef_ for lam in prices])
