"""The figure of floating-point numbers agrees with the library, in the built page, moved by its own handles."""

import json

import numpy as np
import pytest

from m4ds.foundations.floats import toy_floats

pytestmark = pytest.mark.site
FIGURE = ".interactive[data-script=float-spacing]"


@pytest.fixture
def figure(open_page, pages_with):
    found = pages_with('data-script="float-spacing"')
    if not found:
        pytest.skip("no page shows float-spacing")
    page = open_page(found[0])
    page.locator(FIGURE).first.scroll_into_view_if_needed()
    page.wait_for_selector(FIGURE + ".ready")
    return page.locator(FIGURE).first


def state(figure) -> dict:
    return json.loads(figure.get_attribute("data-state"))


def holds(now):
    numbers = toy_floats(now["precision"], now["emin"], now["emax"])
    assert now["numbers"] == numbers.tolist()
    x, rounded = now["x"], now["rounded"]
    nearest = abs(np.append(0.0, numbers) - x)
    assert abs(rounded - x) == nearest.min() and rounded in [0.0, *numbers]
    assert now["error"] == pytest.approx(abs(rounded - x) / x)
    assert x < numbers[0] or now["error"] <= now["u"] / (1 + now["u"]) * (1 + 1e-12)


def test_every_handle_moves_by_keyboard_and_the_numbers_are_those_of_the_library(figure):
    for handle in figure.locator("input[type=range]").all():
        figure.get_by_role("button", name="Start again").press("Enter")
        seen = [state(figure)]
        for key in ("ArrowRight", "PageUp", "Home", "ArrowRight", "End", "PageDown"):
            handle.press(key)
            holds(state(figure))
            seen.append(state(figure))
        assert any(now != seen[0] for now in seen)
    assert figure.page.troubles == []


def test_one_more_digit_doubles_the_numbers_and_halves_u(figure):
    digits = figure.locator("input[type=range]").first
    digits.fill("3")
    three = state(figure)
    digits.fill("4")
    four = state(figure)
    assert len(four["numbers"]) == 2 * len(three["numbers"]) and four["u"] == three["u"] / 2


def test_the_words_say_what_the_picture_shows(figure):
    figure.page.wait_for_timeout(400)
    assert "20 positive numbers, 4 in each octave, from 0.25 to 7" in figure.locator(".words").text_content()


def test_it_fits_a_phone(figure):
    figure.page.set_viewport_size({"width": 360, "height": 740})
    figure.page.wait_for_timeout(300)
    assert figure.page.evaluate("document.documentElement.scrollWidth") <= 361
