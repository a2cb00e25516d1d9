"""Joint laws: densities and draws against SciPy and NumPy, distances and shrinkage against scikit-learn."""

import numpy as np
from scipy import stats
from sklearn.covariance import EmpiricalCovariance, LedoitWolf

from m4ds.prob.multivariate import mahalanobis, mvn_logpdf, mvn_sample
from m4ds.stats.shrinkage import ledoit_wolf


def cases(n: int):
    rng = np.random.default_rng(0)
    A = rng.normal(size=(n, 2 * n))
    mean, cov = np.zeros(n), A @ A.T / (2 * n)
    X = rng.normal(size=(4 * n, n))
    yield ("mvn_logpdf", lambda: mvn_logpdf(X, mean, cov), "scipy.stats.multivariate_normal.logpdf",
           lambda: stats.multivariate_normal.logpdf(X, mean, cov))
    yield ("mvn_sample", lambda: mvn_sample(mean, cov, 4 * n, np.random.default_rng(1)),
           "numpy.random.Generator.multivariate_normal",
           lambda: np.random.default_rng(1).multivariate_normal(mean, cov, 4 * n, method="cholesky"))
    fitted = EmpiricalCovariance().fit(X)
    yield ("mahalanobis, squared", lambda: mahalanobis(X, fitted.location_, fitted.covariance_) ** 2,
           "sklearn.covariance.EmpiricalCovariance.mahalanobis", lambda: fitted.mahalanobis(X))
    yield ("ledoit_wolf", lambda: ledoit_wolf(X).cov, "sklearn.covariance.LedoitWolf",
           lambda: LedoitWolf().fit(X).covariance_)
