"""The icon array agrees with Bayes' theorem: in the built page, moved by its own handles."""

import json

import numpy as np
import pytest

from m4ds.prob.bayes import predictive_values

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def figure(show_figure):
    return show_figure("book/probability/probability-and-bayes.html", "icon-array")


def move(figure, *values):
    for handle, value in zip(figure.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return json.loads(figure.get_attribute("data-state"))


@pytest.mark.parametrize("damaged, sensitivity, specificity", [
    (20, 90, 95), (1, 100, 99.5), (500, 0, 60), (53, 90, 95), (137, 41, 72.5)])
def test_the_predictive_values_are_those_of_the_library(figure, damaged, sensitivity, specificity):
    state = move(figure, damaged, sensitivity, specificity)
    ppv, npv = predictive_values(damaged / 1000, sensitivity / 100, specificity / 100)
    np.testing.assert_allclose([state["ppv"], state["npv"]], [ppv, npv], rtol=1e-12)


def test_every_machine_has_one_mark_and_the_words_count_them(figure):
    state = move(figure, 20, 90, 95)
    assert state["counts"] == [18, 49, 2, 931]
    marks = [path.get_attribute("d").count("M") for path in figure.locator(".plate path").all()]
    assert marks == state["counts"]
    figure.page.wait_for_timeout(250)
    words = figure.locator(".words").inner_text()
    assert "rings for 67: 18 damaged and 49 sound" in words and "26.9 %" in words


def test_a_monitor_that_never_rings_has_no_predictive_value(figure):
    assert move(figure, 20, 0, 100)["ppv"] is None
    figure.page.wait_for_timeout(250)
    assert "never rings" in figure.locator(".words").inner_text()


def test_the_arrow_keys_move_a_handle(figure):
    before = move(figure, 20, 90, 95)
    figure.locator("input[type=range]").first.press("ArrowRight")
    assert json.loads(figure.get_attribute("data-state"))["damaged"] == before["damaged"] + 1
