"""The figure's network is the one that the chapter trains, and its probabilities are those of m4ds."""

import re
from pathlib import Path

import numpy as np
import pytest
from sklearn.datasets import load_digits

from m4ds.calculus.softmax import softmax
from m4ds.datasets.digit_forms import digit_forms
from m4ds.learn.nn import cross_entropy, predictions, train
from m4ds.learn.nn.mlp import mlp
from m4ds.learn.temperature import fit_temperature
from tests.site.moving import fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "digit-reader"
SOURCE = (Path(__file__).resolve().parents[2] / "book/_static/interactive/digit-reader.js").read_text(encoding="utf-8")
PICTURES, DIGIT = load_digits(return_X_y=True)
FORM = digit_forms(DIGIT)


def hundredths(name):
    numbers = re.search(rf"const {name} = \[(.*?)\];", SOURCE, re.S)[1]
    return np.array([float(v) for v in numbers.split(",")]) / 100


def network():
    net = mlp([64, 12, 10], np.random.default_rng(0))
    for p, name in zip(net.parameters(), ("W1", "B1", "W2", "B2"), strict=True):
        p.data = hundredths(name).reshape(p.shape)
    return net


def reading(ink):
    factor = float(re.search(r"LIMIT, FACTOR\] = \[0\.95, ([\d.]+)\]", SOURCE)[1])
    return softmax(factor * predictions(network(), np.array([ink]) - hundredths("MIDDLE")))[0]


def press(box, name):
    box.get_by_role("button", name=name, exact=True).press("Enter")
    return state(box)


def agrees(now):
    p = reading(now["ink"])
    np.testing.assert_allclose(now["probabilities"], p, atol=1e-9)
    assert now["named"] == (p.argmax() if p.max() >= 0.95 else None)


def test_the_weights_are_those_that_the_chapter_trains():
    part = FORM % 7
    learn = (part != 0) & (part != 1)
    net, middle = mlp([64, 12, 10], np.random.default_rng(0)), (PICTURES[learn] / 16).mean(axis=0).round(2)
    train(net, cross_entropy, PICTURES[learn] / 16 - middle, DIGIT[learn], epochs=40, size=50, step=0.01,
          rng=np.random.default_rng(1), decay=1e-3)
    np.testing.assert_allclose(hundredths("MIDDLE"), middle, atol=1e-9)
    for p, kept in zip(net.parameters(), network().parameters(), strict=True):
        np.testing.assert_allclose(kept.data, p.data, atol=0.0051)
    held = predictions(network(), PICTURES[part == 1] / 16 - middle)
    factor = float(re.search(r"FACTOR\] = \[0\.95, ([\d.]+)\]", SOURCE)[1])
    assert factor == pytest.approx(fit_temperature(held, DIGIT[part == 1]).factor, abs=0.0051)


@pytest.mark.parametrize("k", [0, 3, 9])
def test_each_digit_is_that_of_the_first_sheet(figure, k):
    _, box = figure
    box.locator("input[type=range]").first.fill(str(k))
    now = state(box)
    np.testing.assert_allclose(now["ink"], PICTURES[np.flatnonzero(FORM == 0)[10 + k]] / 16)
    agrees(now)


def test_flips_and_moves_by_keyboard(figure):
    page, box = figure
    box.locator("input[type=range]").first.fill("3")
    row, column = box.locator("input[type=range]").all()[1:]
    before = state(box)
    row.fill("2")
    column.press("ArrowRight")
    now = press(box, "Flip the pixel")
    at = 8 + int(column.input_value()) - 1
    assert now["flips"] == 1
    assert now["ink"][at] == (1 if before["ink"][at] < 0.5 else 0)
    agrees(now)
    moved = press(box, "Right")
    want = np.zeros((8, 8))
    want[:, 1:] = np.reshape(now["ink"], (8, 8))[:, :-1]
    np.testing.assert_allclose(moved["ink"], want.ravel())
    agrees(moved)
    assert press(box, "Start again") == before
    assert page.troubles == []


def test_a_few_flips_change_its_mind(figure):
    _, box = figure
    box.locator("input[type=range]").first.fill("3")
    row, column = box.locator("input[type=range]").all()[1:]
    for _ in range(8):
        x = np.array(state(box)["ink"])
        tries = np.repeat(x[None], 64, axis=0)
        np.fill_diagonal(tries, np.where(x < 0.5, 1.0, 0.0))
        p = np.array([reading(t) for t in tries])
        best = int(np.delete(p, 3, axis=1).max(axis=1).argmax())
        row.fill(str(best // 8 + 1))
        column.fill(str(best % 8 + 1))
        now = press(box, "Flip the pixel")
        if now["named"] not in (None, 3):
            break
    assert now["named"] not in (None, 3)
    assert now["flips"] <= 6


def test_a_tap_flips_and_a_phone(figure):
    page, box = figure
    press(box, "Start again")
    before = state(box)
    box.locator(".board").scroll_into_view_if_needed()
    board = box.locator(".board").bounding_box()
    page.mouse.click(board["x"] + board["width"] * (1.5 / 20), board["y"] + board["height"] * (1.5 / 10))
    now = state(box)
    assert now["flips"] == 1
    assert now["ink"][0] != before["ink"][0]
    assert fits_a_phone(page)
