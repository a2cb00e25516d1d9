"""The rule that the reader chooses adds up what the library adds up: every rule, every function, several n."""

import numpy as np
import pytest

from m4ds.calculus.gauss import gauss_legendre
from m4ds.calculus.quadrature import midpoint, simpson, trapezoid
from tests.site.moving import fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "riemann-simpson"
FUNCTIONS = {"bump": lambda x: np.exp(-x**2), "wave": lambda x: np.exp(np.cos(np.pi * x) - 1),
             "kink": lambda x: np.abs(x - 0.7), "root": lambda x: np.sqrt(x / 2)}
RULES = {"left": lambda f, a, b, n: (b - a) / n * f(a + (b - a) / n * np.arange(n)).sum(), "midpoint": midpoint,
         "trapezoid": trapezoid, "simpson": simpson, "gauss": gauss_legendre}


def move(box, function, rule, n):
    for value in (function, rule):
        box.locator(f"input[type=radio][value={value}]").check()
    box.locator("input[type=range]").first.fill(str(n))
    return state(box)


def integral(function):
    if function in ("bump", "wave"):
        return gauss_legendre(FUNCTIONS[function], 0, 2, 60)
    return {"kink": (0.7**2 + 1.3**2) / 2, "root": 4 / 3}[function]


def holds(now):
    value = RULES[now["rule"]](FUNCTIONS[now["function"]], 0, 2, now["n"])
    truth = integral(now["function"])
    np.testing.assert_allclose([now["value"], now["truth"]], [value, truth], rtol=1e-12)
    np.testing.assert_allclose(now["error"], truth - value, atol=1e-13)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_sum_is_that_of_the_library(figure, function, rule):
    for n in (2, 4, 10, 64):
        now = move(figure[1], function, rule, n)
        assert (now["function"], now["rule"], now["n"]) == (function, rule, n)
        holds(now)
    assert figure[0].troubles == []


def test_the_questions_of_the_page_have_the_answers_that_the_page_gives(figure):
    _, box = figure

    def error(*where):
        return abs(move(box, *where)["error"])

    factor = {rule: error("bump", rule, 4) / error("bump", rule, 8) for rule in ("left", "trapezoid", "simpson")}
    assert 1.8 < factor["left"] < 2.2 and 3.8 < factor["trapezoid"] < 4.2 and factor["simpson"] > 10
    assert max(error("kink", "simpson", n) / error("kink", "simpson", 2 * n) for n in (4, 8, 16)) < 8
    errors = {rule: error("wave", rule, 16) for rule in RULES}
    assert min(errors, key=errors.get) in ("trapezoid", "midpoint", "left") and errors["trapezoid"] < 1e-14


def test_every_handle_moves_by_keyboard_and_start_again_brings_back_the_page(figure):
    page, box = figure
    before = state(box)
    handle = box.locator("input[type=range]").first
    for key in ("ArrowRight", "PageUp", "Home", "End", "ArrowLeft"):
        handle.press(key)
        holds(state(box))
    assert state(box)["n"] == 62
    box.locator("input[type=radio][value=gauss]").check()
    assert state(box)["rule"] == "gauss"
    page.wait_for_timeout(250)
    assert "Gauss, n = 62" in box.locator(".words").inner_text()
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert page.troubles == []


def test_it_fits_a_phone(figure):
    page, _box = figure
    assert fits_a_phone(page)
