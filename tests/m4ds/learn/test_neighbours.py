import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from m4ds.datasets.species import measure_birds
from m4ds.learn.neighbours import knn_predict


@pytest.mark.parametrize("k", [1, 4, 15])
@pytest.mark.parametrize("p", [1, 2])
def test_votes_agree_with_sklearn(k, p):
    known, new = measure_birds(40, seed=0), measure_birds(40, seed=1)
    theirs = KNeighborsClassifier(n_neighbors=k, p=p).fit(known.X, known.y).predict(new.X)
    assert (knn_predict(known.X, known.y, new.X, k, p) == theirs).all()


def test_one_neighbour_reproduces_the_training_labels():
    known = measure_birds(20, seed=2)
    assert (knn_predict(known.X, known.y, known.X, 1) == known.y).all()


def test_all_neighbours_give_the_commonest_label():
    assert knn_predict([[0], [1], [9]], ["b", "b", "a"], [[9]], 3).tolist() == ["b"]


def test_a_tied_vote_goes_to_the_smallest_label():
    assert knn_predict([[0], [2]], ["b", "a"], [[0]], 2).tolist() == ["a"]


@pytest.mark.parametrize("k", [0, 3, -1, 1.5])
def test_an_impossible_k_is_refused(k):
    with pytest.raises(ValueError, match="k must be a whole number from 1 to 2"):
        knn_predict([[0], [1]], [0, 1], [[0]], k)


@pytest.mark.parametrize("X, y, new, name", [
    ([[0], [1]], [0], [[0]], "y_train"), ([[0], [1]], [0.0, np.nan], [[0]], "y_train"),
    ([[0], [np.inf]], [0, 1], [[0]], "X_train"), ([[0], [1]], [0, 1], [[0, 1]], "columns"),
    ([0, 1], [0, 1], [[0]], "X_train")])
def test_bad_tables_are_refused(X, y, new, name):
    with pytest.raises(ValueError, match=name):
        knn_predict(X, y, new, 1)
