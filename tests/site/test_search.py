"""The search page: what a reader types, with a typing error too, finds the place in the first three; keyboard alone."""

import pytest

from m4ds_book.chapters import ROOT

pytestmark = pytest.mark.site
WANTED = """
svd | singular-value-decomposition
singular values of a picture | image-compression, singular-value-decomposition
base rate | probability-and-bayes
learning rate too large | gradient-methods
dot product | vectors
cosine similarity | vectors
nearest neighbours in high dimensions | vectors
curse of dimensionality | vectors, multiple-integrals
lu decomposition | linear-systems
why pivoting | linear-systems
condition number | linear-systems, computing-you-can-trust
gaussian elimination | linear-systems
gram schmidt | orthogonality
projection onto a subspace | orthogonality
householder reflection | orthogonality
qr factorisation | orthogonality
rank nullity | four-subspaces
null space basis | four-subspaces
dummy variable trap | four-subspaces
linearly independent | four-subspaces
determinant of a product | determinants
change of basis | determinants
rgb to ycbcr | determinants
eigenvector | eigenvalues
page rank | eigenvalues
power iteration | eigenvalues
dominant eigenvalue | eigenvalues
floating point | computing-you-can-trust
why is 0.1 + 0.2 not 0.3 | computing-you-can-trust
catastrophic cancellation | computing-you-can-trust
logsumexp | computing-you-can-trust
kahan sum | computing-you-can-trust
proof by induction | language-and-proof
negate for all | language-and-proof
proof by contradiction | language-and-proof
root 2 is irrational | language-and-proof
taylor polynomial | derivatives
chain rule | derivatives
finite differences step size | derivatives
mean value theorem | derivatives
network slopes backwards | neural-networks, automatic-differentiation
relu activation | derivatives, matrices-as-maps
momentum | gradient-methods
nesterov acceleration | gradient-methods
line search | gradient-methods
strongly convex | convexity, gradient-methods
jensen inequality | convexity
newsvendor | convexity
bayes theorem | probability-and-bayes
false alarm | probability-and-bayes, discrete-variables, joint-laws
conditional probability | probability-and-bayes
likelihood ratio | intervals-and-tests, probability-and-bayes
independent events | probability-and-bayes
image compression jpeg | image-compression
psnr | image-compression
rotate an image | matrices-as-maps
homogeneous coordinates | matrices-as-maps
neural network layer | matrices-as-maps
denoise | singular-value-decomposition
pseudoinverse | singular-value-decomposition
low rank approximation | singular-value-decomposition
run the notebooks in binder | how-to-use
least squares line | least-squares
ridge regression | linear-models, least-squares
cholesky | symmetric-matrices
positive definite | symmetric-matrices
pca | pca
principal components | pca
johnson lindenstrauss | pca
recommender ratings | matrix-factorisation
simpson rule | integrals
gradient of a function | gradients
jacobian matrix | gradients
backpropagation | neural-networks, automatic-differentiation
hessian | hessians
saddle point | hessians
convex function | convexity
jensen | convexity
lagrange multiplier | constraints
shadow price | constraints
newton method | newton
levenberg marquardt | newton
stochastic gradient | stochastic-gradients
adam optimizer | stochastic-gradients
poisson | discrete-variables
expected value | discrete-variables
exponential distribution | continuous-variables
bell curve | continuous-variables, joint-laws, multiple-integrals
mahalanobis distance | joint-laws, pca
central limit theorem | limit-theorems
hoeffding | limit-theorems
entropy | information-theory
kullback leibler divergence | information-theory
eigenvecter | eigenvalues
singuler value decompostion | singular-value-decomposition
bayse theorem | probability-and-bayes
orthoganal | orthogonality
gradiant descent | gradient-methods
determinent | determinants
factorization | orthogonality, linear-systems, matrix-factorisation
p-value | intervals-and-tests
confidence interval | intervals-and-tests, which-method
multiple testing | intervals-and-tests, ab-testing
false discovery rate | intervals-and-tests
sample size for an a/b test | experiments, ab-testing, intervals-and-tests
peeking at results | experiments, ab-testing, intervals-and-tests
simpsons paradox | experiments, probability-and-bayes
confounder | experiments
maximum likelihood | estimation
fisher information | estimation
unbiased estimator | estimation
prior | bayesian-inference
shrinkage across machines | bayesian-inference
heteroskedastic | linear-models
lasso | linear-models, constraints
logistic regression | generalised-linear-models
odds ratio | generalised-linear-models
perfect separation | generalised-linear-models
kaplan meier | reliability
weibull fit | reliability, continuous-variables
replacement age | reliability, predictive-maintenance
remaining useful life | predictive-maintenance, reliability
importance sampling | monte-carlo
bootstrap | monte-carlo
metropolis hastings | monte-carlo
value at risk | monte-carlo, portfolio-risk
overfitting | learning-theory
cross validation | learning-theory
vc dimension | learning-theory
data leakage | learning-theory, image-compression
roc curve | classification-metrics, integrals
precision recall | classification-metrics
imbalanced classes | classification-metrics
random forest | trees-and-ensembles
gradient boosting | trees-and-ensembles
anomaly detection | trees-and-ensembles, fraud-detection
attention | neural-networks
convolution layer | neural-networks
fraud alerts | fraud-detection, classification-metrics
recommender cold start | recommender
amdahl | one-machine-to-many
"""
QUERIES = [tuple(part.strip() for part in row.split("|")) for row in WANTED.strip().splitlines()]


@pytest.fixture(scope="module")
def answers(chromium, site):
    """Return a function that gives the addresses found for a query, the first three."""
    page = chromium.new_page()
    page.goto(site + "search.html")
    page.wait_for_selector("#search-results [role=status]:not(:empty)")
    page.evaluate("m4ds.index = m4ds.search.engine(m4ds.searchable)")
    yield lambda query: page.evaluate(
        "(query) => m4ds.search.search(m4ds.index, query).slice(0, 3).map((hit) => hit.url)", query)
    page.close()


@pytest.mark.parametrize(("query", "pages"), QUERIES)
def test_what_a_reader_types_finds_the_place_in_the_first_three(answers, query, pages):
    found = answers(query)
    assert any(f"/{page}.html" in url for url in found for page in pages.split(", ")), found


def test_there_are_sixty_queries_from_readers():
    assert len(QUERIES) >= 60


def test_results_follow_the_typing_and_name_section_and_chapter(open_page):
    page = open_page("search.html?q=rank+nullity")
    first = page.locator("#search-results li").first
    assert "Vector spaces and the four subspaces" in first.inner_text()
    field = page.get_by_role("searchbox", name="Search").last
    field.fill("grm schmidt")
    assert "orthogonality.html#" in first.locator("a").get_attribute("href")
    field.fill("zzzzqqqq")
    assert page.locator("#search-results li").count() == 0
    assert "Try fewer words" in page.locator("#search-results [role=status]").inner_text()
    assert page.troubles == []


def test_the_keyboard_alone_goes_from_a_chapter_to_a_result(open_page):
    page = open_page("book/linear-algebra/vectors.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("base rate")
    page.keyboard.press("Enter")
    page.wait_for_selector("#search-results li a")
    page.locator(".bd-search-container input").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/probability-and-bayes.html*")


def test_search_works_from_a_folder_and_runs_no_query_as_markup(chromium):
    page = chromium.new_page()
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((ROOT / "_build" / "html" / "search.html").as_uri() + "?q=%3Cimg+src=x+onerror=alert(1)%3E+determinant")
    page.wait_for_selector("#search-results li a")
    assert page.locator(".bd-search-container img").count() == 0
    assert troubles == []
    page.close()
