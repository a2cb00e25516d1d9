"""The measures that the figure shows are those of the library: in the built page."""

import numpy as np
import pytest

from m4ds.learn.ranking import average_precision, ndcg
from tests.site.moving import fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "rank-metrics"


def mark(box, places, wanted=None, k=10):
    for i, square in enumerate(box.locator("input[type=checkbox]").all()):
        square.set_checked(i + 1 in places)
    sliders = box.locator("input[type=range]").all()
    sliders[1].fill(str(k))
    sliders[0].fill(str(wanted or len(places)))
    return state(box)


@pytest.mark.parametrize("places, wanted, k", [((1, 9, 10), 3, 10), ((2, 3, 4), 3, 10), ((1,), 1, 10), ((5,), 1, 10),
                                               ((2, 7), 12, 10), ((1, 2, 9), 4, 5), ((4,), 2, 3), ((1, 2, 3), 3, 3)])
def test_the_four_measures_are_those_of_the_library(figure, places, wanted, k):
    now = mark(figure[1], places, wanted, k)
    y = np.isin(np.arange(1, k + 1), places)[None].astype(int)
    shown = [now[name] for name in ("precision", "recall", "ap", "ndcg")]
    right = [y.mean(), y.sum() / wanted, average_precision(y, [wanted])[0], ndcg(y, [wanted])[0]]
    np.testing.assert_allclose(shown, right, rtol=1e-12)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    upper, lower = mark(box, (1, 9, 10), 3), mark(box, (2, 3, 4), 3)
    assert (upper["precision"], upper["recall"]) == (lower["precision"], lower["recall"])
    assert upper["ap"] < lower["ap"] and upper["ndcg"] > lower["ndcg"]
    for i in range(2, 11):
        now = mark(box, (i,), 1)
        assert now["ap"] == pytest.approx(1 / i) and now["ndcg"] > now["ap"]
    few, many = mark(box, (1, 4), 2), mark(box, (1, 4), 8)
    assert few["precision"] == many["precision"] and few["recall"] > many["recall"]


def test_marks_cannot_outnumber_what_is_wanted(figure):
    now = mark(figure[1], (1, 2, 3, 4), 1)
    assert now["wanted"] == 4 and now["recall"] == 1


def test_a_tap_on_a_square_toggles_it_and_so_does_the_space_bar(figure):
    page, box = figure
    mark(box, (1, 9, 10), 3)
    box.locator(".board").scroll_into_view_if_needed()
    board = box.locator(".board").bounding_box()
    scale = board["width"] / 10
    page.mouse.click(board["x"] + scale * (5 - 4.75 + 0.95 * 4 + 0.4), board["y"] + scale * (2.6 - 2.3 + 0.4))
    assert state(box)["marks"] == [1, 5, 9, 10]
    box.locator("input[type=checkbox]").nth(4).press("Space")
    assert state(box)["marks"] == [1, 9, 10]
    page.wait_for_timeout(250)
    assert "Marks at 1, 9, 10" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    mark(box, (3,), 5, 4)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
