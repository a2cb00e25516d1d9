"""Impurity, leaves and errors that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.learn.impurity import gini, one_hot
from m4ds.learn.tree import grow_tree
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "tree-splits"


def machines():
    """Return readings and faults: 60 machines to learn from and 400 new ones."""
    state, draws = 7, []
    for _ in range(3 * 460):
        state = state * 16807 % (2**31 - 1)
        draws.append(state / (2**31 - 1))
    x, y, coin = np.reshape(draws, (460, 3)).T
    X = np.column_stack([4 * x - 2, 4 * y - 2])
    bad = (coin < np.where((X > 0.3).all(axis=1), 0.9, 0.1)).astype(int)
    return X[:60], bad[:60], X[60:], bad[60:]


X, BAD, NEW, NEW_BAD = machines()


def choose(box, who):
    box.locator(f"input[type=radio][value={who}]").check()


@pytest.mark.parametrize("depth", range(9))
def test_the_algorithm_grows_the_tree_of_the_library(figure, depth):
    box = figure[1]
    choose(box, "greedy")
    now = fill(box, 0, 0, 0, depth)
    tree = grow_tree(X, one_hot(BAD)[1], max_depth=depth)
    assert now["leaves"] == tree.leaves
    np.testing.assert_allclose(now["gini"], tree.risk[tree.feature < 0].sum() / 60, atol=1e-9)
    for shown, rows, bad in ((now["train"], X, BAD), (now["test"], NEW, NEW_BAD)):
        np.testing.assert_allclose(shown, (tree.predict(rows).argmax(axis=1) != bad).mean(), atol=1e-12)


@pytest.mark.parametrize("cuts", [(0.3, 1.9, 0.3), (-1, 0.5, -0.7), (1.9, 0, 0)])
def test_your_boxes_have_the_impurity_of_their_machines(figure, cuts):
    box = figure[1]
    choose(box, "you")
    now = fill(box, *cuts, 2)
    side = X[:, 0] > cuts[0]
    where = 2 * side + (X[:, 1] > np.where(side, cuts[2], cuts[1]))
    mixed = sum((where == k).sum() * gini(BAD[where == k]) for k in range(4) if (where == k).any()) / 60
    np.testing.assert_allclose(now["gini"], mixed, atol=1e-9)
    wrong = sum(min(BAD[where == k].sum(), (1 - BAD[where == k]).sum()) for k in range(4)) / 60
    np.testing.assert_allclose(now["train"], wrong, atol=1e-12)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    choose(box, "greedy")
    shown = [fill(box, 0, 0, 0, d) for d in range(9)]
    train, test = ([s[k] for s in shown] for k in ("train", "test"))
    assert train == sorted(train, reverse=True) and train[-1] < 0.02
    assert min(test) < test[-1] - 0.03 and int(np.argmin(test)) in (2, 3)
    choose(box, "you")
    assert fill(box, 0.3, 1.9, 0.3, 2)["test"] < 0.13


def test_the_arrow_keys_move_the_cut_and_the_choice(figure):
    page, box = figure
    choose(box, "you")
    before = fill(box, 1, 0, -1, 2)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert np.isclose(state(box)["first"], before["first"] + 0.1)
    box.locator("input[type=radio][value=you]").press("ArrowDown")
    assert state(box)["who"] == "greedy"
    page.wait_for_timeout(250)
    assert "Gini impurity" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    choose(box, "greedy")
    fill(box, 0.5, 0.5, 0.5, 5)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
