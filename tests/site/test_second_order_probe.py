"""The curvature that the reader sees around the probe agrees with the library, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.calculus.gradients import grad_fd
from m4ds.calculus.hessians import critical_kind, hessian_fd
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "second-order-probe"
FORMULAS = {"two": lambda v: v[0] ** 4 + v[1] ** 2 - 2 * v[0] * v[1],
            "trap": lambda v: (v[1] - v[0] ** 2) * (v[1] - 2 * v[0] ** 2),
            "land": lambda v: v[0] ** 3 / 3 - v[0] + 2 * (v[1] ** 3 / 3 - v[1])}


def holds(now):
    f, at = FORMULAS[now["function"]], np.array(now["point"])
    a, b, c = now["hessian"]
    H = np.array([[a, b], [b, c]])
    assert now["value"] == pytest.approx(f(at), abs=1e-9)
    np.testing.assert_allclose(now["gradient"], grad_fd(f, at), atol=1e-7)
    np.testing.assert_allclose(H, hessian_fd(f, at), atol=1e-5)
    np.testing.assert_allclose(now["eigenvalues"], np.linalg.eigvalsh(H), atol=1e-9)
    for value, axis in zip(now["eigenvalues"], now["axes"], strict=True):
        np.testing.assert_allclose(H @ axis, value * np.array(axis), atol=1e-9)
        assert np.linalg.norm(axis) == pytest.approx(1)
    assert now["kind"] == critical_kind(H)
    assert now["critical"] == (np.linalg.norm(now["gradient"]) < 0.03)


def move(box, function, *values):
    box.locator(f"input[value={function}]").check()
    return fill(box, *values)


@pytest.mark.parametrize("function", FORMULAS)
@pytest.mark.parametrize("values", [(0.7, 0.7), (0, 0), (1, -1), (-1, -1), (0.4, 0.1), (0.42, 0.1), (-1.6, 1.2)])
def test_the_curvature_is_that_of_the_library(figure, function, values):
    now = move(figure[1], function, *values)
    assert now["point"] == list(values) and now["function"] == function
    holds(now)


def test_the_words_name_the_special_positions(figure):
    page, box = figure
    for function, values, words in [("two", (0.71, 0.71), "a minimum is here"), ("two", (0, 0), "a saddle is here"),
                                    ("two", (0.4, 0.4), "like a pass"), ("two", (0.42, 0.42), "like a bowl"),
                                    ("two", (1, 0), "no critical point"), ("trap", (0, 0), "leave it undecided"),
                                    ("land", (-1, -1), "a maximum is here"), ("land", (1, 0), "One eigenvalue is 0")]:
        move(box, function, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_probe_moves_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    probe = box.locator("svg [role=button]").first
    before = state(box)
    probe.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert state(box) != before
    holds(state(box))
    before = state(box)
    drag(page, probe, -50, 30)
    assert state(box) != before
    holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "trap", -1, 1)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
