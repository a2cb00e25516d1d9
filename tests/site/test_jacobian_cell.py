"""The dragged cell has the image area and the determinant that the library finds, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.calculus.gradients import jacobian_fd
from m4ds.calculus.multiple import simpson_2d
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "jacobian-cell"
MAPS = {"square": lambda p: np.array([(p[0] ** 2 - p[1] ** 2) / 4, p[0] * p[1] / 2]),
        "bend": lambda p: np.array([p[0], p[1] + p[0] ** 2 / 4]),
        "fold": lambda p: np.array([p[0] ** 2 / 2, p[1]]),
        "polar": lambda p: np.array([p[0] * np.cos(p[1]), p[0] * np.sin(p[1])])}


def holds(now):
    move, (u, v), h = MAPS[now["map"]], now["point"], now["side"] / 2

    def det(x, y):
        points = zip(x.ravel(), y.ravel(), strict=True)
        return np.reshape([np.linalg.det(jacobian_fd(move, p)) for p in points], x.shape)
    assert now["cell"] == pytest.approx(now["side"] ** 2)
    assert now["det"] == pytest.approx(float(det(np.array([u]), np.array([v]))[0]), abs=1e-8)
    assert now["image"] == pytest.approx(simpson_2d(det, u - h, u + h, v - h, v + h, 4, 4), abs=1e-4)
    assert now["ratio"] == pytest.approx(abs(now["image"]) / now["cell"])


def move(box, name, *values):
    box.locator(f"input[value={name}]").check()
    return fill(box, *values)


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("values", [(1, 0.5, 1), (-1.7, 1.8, 0.1), (0, 0, 0.5), (2, -1.8, 0.75), (0.2, 1, 1)])
def test_areas_and_determinants_are_those_of_the_library(figure, name, values):
    now = move(figure[1], name, *values)
    assert [*now["point"], now["side"]] == list(values) and now["map"] == name
    holds(now)


def test_the_question_has_the_answer_of_the_chapter(figure):
    _, box = figure
    gaps = [(now := move(box, "square", 1, 0.5, side))["ratio"] - abs(now["det"]) for side in (1, 0.5)]
    assert gaps[0] == pytest.approx(1 / 24, abs=1e-4) and gaps[1] == pytest.approx(1 / 96, abs=1e-4)
    assert move(box, "bend", 1.5, -1, 0.8)["ratio"] == pytest.approx(1, abs=1e-9)
    assert move(box, "fold", 0, 0, 1)["image"] == pytest.approx(0, abs=1e-9)


def test_the_words_name_the_special_positions(figure):
    page, box = figure
    for name, values, words in [("fold", (0, 0, 1), "crosses u = 0"), ("square", (0, 0, 1), "det J = 0"),
                                ("bend", (1, 1, 1), "They agree"), ("square", (1, 0.5, 1), "differ by 0.0417")]:
        move(box, name, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_cell_moves_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    cell = box.locator("svg [role=button]").first
    before = state(box)
    cell.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert state(box) != before
    holds(state(box))
    before = state(box)
    drag(page, cell, -50, 30)
    assert state(box) != before
    holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "polar", -1, -1, 0.3)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
