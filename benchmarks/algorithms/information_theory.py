"""Information theory: entropies and divergences against SciPy, mutual information against scikit-learn."""

import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon
from sklearn.metrics import mutual_info_score

from m4ds.prob.information import entropy, js_divergence, kl_divergence
from m4ds.prob.mutual import mutual_information


def cases(n: int):
    rng = np.random.default_rng(n)
    p, q = rng.dirichlet(np.ones(n), 2)
    counts = rng.integers(1, 50, (n, 10))
    yield "entropy", lambda: entropy(p, np.e), "scipy.stats.entropy", lambda: stats.entropy(p)
    yield ("kl_divergence", lambda: kl_divergence(p, q, np.e), "scipy.stats.entropy, two laws",
           lambda: stats.entropy(p, q))
    yield ("js_divergence", lambda: js_divergence(p, q, 2), "scipy.spatial.distance.jensenshannon, squared",
           lambda: jensenshannon(p, q, base=2) ** 2)
    yield ("mutual_information", lambda: mutual_information(counts / counts.sum(), np.e),
           "sklearn.metrics.mutual_info_score", lambda: mutual_info_score(None, None, contingency=counts))
