"""The elimination stepper agrees with the library: in the built page, moved by its own handles."""

import json

import numpy as np
import pytest

from m4ds.linalg.lu import elimination_steps

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def figure(show_figure):
    return show_figure("book/linear-algebra/linear-systems.html", "elimination-stepper")


def state(figure):
    return json.loads(figure.get_attribute("data-state"))


def choose(figure, system, pivoting, digits="all"):
    for value in (system, pivoting, digits):
        figure.locator(f'input[value="{value}"]').check()
    return walk(figure)


def walk(figure):
    """Press Next until the end; return every state on the way."""
    figure.locator("input[type=range]").fill("0")
    seen = [state(figure)]
    for _ in range(seen[0]["steps"]):
        figure.get_by_role("button", name="Next step").click()
        seen.append(state(figure))
    return seen


@pytest.mark.parametrize("system", ["example", "zero", "tiny", "doubling"])
@pytest.mark.parametrize("pivoting", ["yes", "no"])
def test_the_states_are_those_of_the_library_and_the_solution_that_of_numpy(figure, system, pivoting):
    seen = choose(figure, system, pivoting)
    start = np.array(seen[0]["W"])
    if (system, pivoting) == ("zero", "no"):
        assert seen[-1]["stuck"] and seen[-1]["solution"] is None
        return
    for W, perm in elimination_steps(start, pivoting == "yes"):
        assert any(np.allclose(s["W"], W, rtol=1e-12) and s["perm"] == perm.tolist() for s in seen)
    np.testing.assert_allclose(seen[-1]["W"], W, rtol=1e-12)
    np.testing.assert_allclose(seen[-1]["solution"], np.linalg.solve(start[:, :-1], start[:, -1]), rtol=1e-9)


def test_three_digits_without_exchanges_lose_the_second_equation_and_with_them_do_not(figure):
    assert choose(figure, "tiny", "no", "three")[-1]["solution"] == [0, 1.5, 0]
    assert choose(figure, "tiny", "yes", "three")[-1]["solution"] == [1, 1, 1]


def test_the_last_column_of_the_four_by_four_system_doubles(figure):
    seen = choose(figure, "doubling", "yes")
    assert [s["largest"] for s in (seen[0], seen[-1])] == [1, 8]
    assert [row[3] for row in seen[-1]["W"]] == [1, 2, 4, 8]


def test_the_words_say_each_step(figure):
    choose(figure, "example", "no")
    figure.locator("input[type=range]").fill("2")
    says(figure, "Row 3 minus −1 times row 1")
    figure.get_by_role("button", name="Next step").press("Enter")
    says(figure, "gives the solution (2, 3, −1)")


def says(figure, words):
    """Wait until the words under the figure hold these; they follow a short pause after the last move."""
    figure.locator(".words").filter(has_text=words).wait_for(timeout=10_000)


def test_one_can_go_back_and_start_again_by_keyboard(figure):
    choose(figure, "example", "no")
    figure.get_by_role("button", name="Previous step").press("Enter")
    assert state(figure)["step"] == 2
    figure.locator("input[type=range]").press("ArrowRight")
    assert state(figure)["step"] == 3
    figure.get_by_role("button", name="Start again").press("Enter")
    assert state(figure)["step"] == 0
    figure.get_by_role("button", name="Previous step").press("Enter")
    assert state(figure)["step"] == 0
