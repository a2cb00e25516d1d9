"""The Taylor polynomial that the reader moves agrees with mpmath and the library, and never breaks Lagrange's bound."""

import mpmath
import numpy as np
import pytest

from m4ds.calculus.taylor import taylor_polynomial
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "taylor-polynomial"
FORMULAS = {"exp": mpmath.exp, "sin": mpmath.sin, "log": lambda x: mpmath.log(1 + x), "bell": lambda x: 1 / (1 + x**2)}


def move(box, function, *values):
    box.locator(f"input[type=radio][value={function}]").check()
    return fill(box, *values)


def coefficients(function, a, n):
    """Taylor coefficients with 60 digits: mpmath differentiates numerically."""
    with mpmath.workdps(60):
        return np.array([float(c) for c in mpmath.taylor(FORMULAS[function], mpmath.mpf(str(a)), n)])


def holds(now):
    function, n, a, x = now["function"], now["degree"], now["centre"], now["x"]
    lowest = -1 if function == "log" else -np.inf
    assert (now["coefficients"] is None) == (a <= lowest)
    assert (now["error"] is None) == (now["bound"] is None) == (min(a, x) <= lowest)
    if a <= lowest:
        return
    c = coefficients(function, a, n)
    np.testing.assert_allclose(now["coefficients"], c, rtol=1e-8, atol=1e-8)
    approximation = taylor_polynomial(c * np.cumprod([1.0, *range(1, n + 1)]), a, x)
    np.testing.assert_allclose(now["approximation"], approximation, rtol=1e-7, atol=1e-8)
    if x <= lowest:
        return
    value = float(FORMULAS[function](x))
    np.testing.assert_allclose([now["value"], now["error"]], [value, value - approximation], rtol=1e-6, atol=1e-7)
    assert abs(now["error"]) <= now["bound"] * (1 + 1e-9) + 1e-12
    reached = max(abs(coefficients(function, t, n + 1)[-1]) for t in np.linspace(a, x, 7).round(3))
    assert reached * abs(x - a) ** (n + 1) <= now["bound"] * (1 + 1e-6) + 1e-12


@pytest.mark.parametrize("values", [
    ("exp", 2, 0, 1.5), ("exp", 0, -2, 3.5), ("exp", 14, 0.5, -3.5), ("sin", 5, 0, 2), ("sin", 6, 1.3, -2.2),
    ("sin", 3, 1, 1), ("log", 8, 0, 0.5), ("log", 10, 1, -0.9), ("log", 3, 0, -1.5), ("log", 3, -1.5, 1),
    ("bell", 7, 0, 1.5), ("bell", 8, 1.2, 1.5), ("bell", 4, -0.7, 1.1)])
def test_polynomial_error_and_bound_are_those_of_the_library(figure, values):
    now = move(figure[1], *values)
    assert (now["function"], now["degree"], now["centre"], now["x"]) == values
    holds(now)
    assert figure[0].troubles == []


def test_the_question_of_the_page_has_the_answer_that_the_page_gives(figure):
    _, box = figure
    bounds = [move(box, "exp", n, 0, -1.5)["bound"] for n in range(9)]
    assert next(n for n, b in enumerate(bounds) if b < 0.01) == 6
    errors = [abs(move(box, "bell", n, 0, -1.5)["error"]) for n in (2, 8, 12)]
    assert errors == sorted(errors) and errors[-1] > 50
    assert abs(move(box, "bell", 12, -1.2, -1.5)["error"]) < 1e-6


def test_every_handle_moves_by_keyboard_and_start_again_brings_back_the_page(figure):
    page, box = figure
    before = state(box)
    for handle in box.locator("input[type=range]").all():
        seen = [state(box)]
        for key in ("ArrowRight", "PageUp", "Home", "End", "ArrowLeft"):
            handle.press(key)
            holds(state(box))
            seen.append(state(box))
        assert any(now != seen[0] for now in seen)
    box.locator("input[type=radio][value=log]").check()
    holds(state(box))
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert page.troubles == []


def test_the_words_say_the_error_and_what_is_not_defined(figure):
    page, box = figure
    for values, words in [(("exp", 2, 0, 1.5), "Lagrange promises at most"),
                          (("log", 3, -1.5, 1), "not defined at the centre"),
                          (("log", 3, 0, -2), "is not defined there")]:
        move(box, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_it_fits_a_phone(figure):
    page, _box = figure
    assert fits_a_phone(page)
