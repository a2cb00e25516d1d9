"""Precision, recall, euros and the best number of checks of the figure, from its list: in the built page."""

import json

import numpy as np
import pytest

from m4ds.learn.alerts import CardDays, savings
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "alert-budget"


def listed(box):
    params = json.loads(box.locator("script").first.text_content())
    return np.array(params["hits"]), np.array(params["lost"]), params["total"]


def exact(hits, lost, k, check, annoyed, worth):
    return (worth * lost - check - annoyed * (1 - hits))[:k].sum()


@pytest.mark.parametrize("k", [1, 20, 40, 60])
@pytest.mark.parametrize("check, annoyed, worth", [(5, 2, 1), (5, 15, 1), (1, 0, 2.5), (20, 30, 0.5)])
def test_numbers(figure, k, check, annoyed, worth):
    hits, lost, total = listed(figure[1])
    now = fill(figure[1], k, check, annoyed, worth)
    assert now["precision"] == pytest.approx(hits[:k].mean())
    assert now["recall"] == pytest.approx(hits[:k].sum() / total)
    assert now["euros"] == pytest.approx(exact(hits, lost, k, check, annoyed, worth))
    curve = [exact(hits, lost, j, check, annoyed, worth) for j in range(1, 61)]
    assert now["best"] == 1 + int(np.argmax(curve)) and now["most"] == pytest.approx(max(curve))


def test_a_whole_hit_counts_as_in_the_library(figure):
    table = CardDays(np.array([0, 0]), np.array([1, 2]), np.zeros(2), np.zeros(2), np.array([True, False]),
                     np.array([50.0, 0.0]))
    assert savings(table, [True, True], 5, 2)[0] == exact(np.array([1, 0]), table.loss, 2, 5, 2, 1)


def test_the_answer_of_the_chapter(figure):
    now = fill(figure[1], 40, 5, 15, 1)
    assert now["best"] == 7
    assert round(now["euros"]) == -61


def test_the_arrow_keys_move_it_and_it_starts_again_and_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["checks"] == before["checks"] + 1
    page.wait_for_timeout(250)
    assert "euros a day" in box.locator(".words").inner_text()
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert page.troubles == []
    assert fits_a_phone(page)
