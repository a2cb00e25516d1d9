"""The whole course: fifty chapters in seven parts, what each needs, and which stand in this edition."""

from dataclasses import dataclass
from itertools import pairwise

__all__ = ["BRANCHES", "CHAPTERS", "NEEDS", "SPINE", "Chapter", "needed_by", "part"]


@dataclass(frozen=True)
class Chapter:
    """A chapter of the course; `slug` is its file if it stands in this edition, else empty."""

    number: int
    title: str
    part: str
    core: bool = True
    slug: str = ""


TITLES = {
    "Language and tools": """The language of mathematics and proof; Computing you can trust""",
    "Linear algebra": """Vectors and the geometry of data; Matrices as maps; Linear systems and LU;
        Vector spaces and the four subspaces; Determinants, volume, change of basis;
        Orthogonality, projections, QR; Least squares; Eigenvalues and dynamics;
        Symmetric and positive definite matrices; The singular value decomposition;
        PCA and random projections; Matrix factorisation; Linear algebra at scale;
        Graphs and spectral methods; Fourier, convolution and images""",
    "Calculus": """Derivatives and Taylor; Integrals and series; Gradients, Jacobians, chain rule;
        Hessians and matrix calculus; Multiple integrals, change of variables; Automatic differentiation""",
    "Optimisation": """Convexity; Gradient methods; Newton, quasi-Newton, nonlinear least squares;
        Stochastic gradients; Constraints, duality, sparsity""",
    "Probability": """Probability and Bayes; Discrete variables, expectation;
        Continuous variables, transformations; Joint laws and the multivariate normal;
        Inequalities and limit theorems; Markov chains and Poisson processes; Information theory;
        Monte Carlo and bootstrap""",
    "Statistics": """Estimation; Intervals and tests; Experiments, A/B tests, causation;
        Bayesian inference; Linear-model inference and regularisation; GLMs and logistic regression;
        Time series and state space; Reliability and survival""",
    "Learning": """Learning theory, model selection; Classification metrics, imbalance, decisions;
        Kernels, SVMs, Gaussian processes; Clustering and EM; Trees, ensembles, anomaly detectors;
        Neural networks from scratch""",
}
ADVANCED = {15, 16, 17, 34, 43, 47, 48}
STANDING = {
    1: "language-and-proof",
    2: "computing-you-can-trust",
    3: "vectors",
    4: "matrices-as-maps",
    5: "linear-systems",
    6: "four-subspaces",
    7: "determinants",
    8: "orthogonality",
    9: "least-squares",
    10: "eigenvalues",
    11: "symmetric-matrices",
    12: "singular-value-decomposition",
    13: "pca",
    14: "matrix-factorisation",
    18: "derivatives",
    19: "integrals",
    20: "gradients",
    21: "hessians",
    22: "multiple-integrals",
    23: "automatic-differentiation",
    24: "convexity",
    25: "gradient-methods",
    26: "newton",
    27: "stochastic-gradients",
    28: "constraints",
    29: "probability-and-bayes",
    30: "discrete-variables",
    31: "continuous-variables",
    32: "joint-laws",
    33: "limit-theorems",
    35: "information-theory",
    36: "monte-carlo",
    37: "estimation",
    38: "intervals-and-tests",
    39: "experiments",
    40: "bayesian-inference",
    41: "linear-models",
    42: "generalised-linear-models",
    44: "reliability",
    45: "learning-theory",
    46: "classification-metrics",
    49: "trees-and-ensembles",
}

# What the chapters that stand name as needed, at their heads.
NEEDS = {
    1: (),
    2: (1,),
    3: (),
    4: (3,),
    5: (3, 4),
    6: (3, 4, 5),
    7: (3, 4, 5, 6),
    8: (3, 4, 6),
    9: (5, 6, 8),
    10: (4, 6, 7, 8),
    11: (5, 7, 8, 10),
    12: (3, 4, 6, 8),
    13: (3, 8, 11, 12),
    14: (4, 6, 8, 12),
    18: (1, 2),
    19: (1, 8, 18),
    20: (3, 4, 18),
    21: (7, 11, 18, 20),
    22: (7, 19, 20),
    23: (2, 4, 18, 20),
    24: (3, 11, 18, 20),
    25: (3, 11, 19, 20, 24),
    26: (9, 11, 18, 20, 25),
    27: (24, 25),
    28: (6, 11, 20, 24, 25),
    29: (),
    30: (1, 18, 29),
    31: (18, 19, 30),
    32: (7, 9, 11, 13, 22, 30, 31),
    33: (18, 19, 20, 24, 30, 31, 32),
    35: (19, 24, 30),
    36: (10, 22, 30, 31, 32, 33),
    37: (21, 26, 30, 31, 32, 33, 35),
    38: (8, 29, 30, 31, 32, 33, 37),
    39: (29, 30, 32, 33, 38),
    40: (21, 22, 29, 30, 31, 32, 33, 37),
    41: (8, 9, 12, 28, 32, 38),
    42: (9, 21, 24, 26, 28, 29, 30, 32, 33, 37, 38),
    44: (24, 26, 30, 31, 32, 33, 37),
    45: (9, 12, 24, 32, 33, 36, 37),
    46: (19, 24, 25, 29, 32, 33, 35, 36),
    49: (24, 25, 32, 35, 36, 42),
}

# Each block of the spine needs the block before it; a branch needs the chapters named beside it.
SPINE = ((1, 2), tuple(range(3, 13)), tuple(range(18, 24)), tuple(range(24, 29)), tuple(range(29, 34)),
         tuple(range(37, 43)), tuple(range(45, 51)))
BRANCHES = ((tuple(range(13, 18)), (12,)), ((34, 35, 36), (33,)), ((43,), (32, 41)), ((44,), (37,)))
BESIDES = {46: (29, 42), 47: (28, 32), 48: (37,), 49: (35, 36), 50: (23, 27)}


def _chapters() -> tuple[Chapter, ...]:
    rows = [(part, " ".join(title.split())) for part, titles in TITLES.items() for title in titles.split(";")]
    return tuple(Chapter(n, title, part, n not in ADVANCED, STANDING.get(n, ""))
                 for n, (part, title) in enumerate(rows, start=1))


CHAPTERS = _chapters()


def part(name: str) -> list[Chapter]:
    """Return the chapters of a part that stand in this edition."""
    return [chapter for chapter in CHAPTERS if chapter.part == name and chapter.slug]


def needed_by(number: int) -> tuple[int, ...]:
    """Return the numbers of the chapters that chapter `number` builds on directly.

    Examples
    --------
    >>> needed_by(49)
    (35, 36, 37, 38, 39, 40, 41, 42)
    """
    before = [block for block, after in pairwise(SPINE) if number in after]
    branch = [needs for block, needs in BRANCHES if number in block]
    return tuple(sorted({*BESIDES.get(number, ()), *(n for group in before + branch for n in group)}))
