"""The projection that the reader drags agrees with the library: in the built page, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.linalg.orthogonal import projector
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "projection-drag"


def holds(now):
    a, b = np.array(now["direction"]), np.array(now["point"])
    p = projector(a[:, None]) @ b if a.any() else np.zeros(2)
    np.testing.assert_allclose(now["projection"], p, atol=1e-9)
    np.testing.assert_allclose(now["residual"], b - p, atol=1e-9)
    np.testing.assert_allclose(now["lengths"], [np.linalg.norm(v) for v in (b, p, b - p)], atol=1e-9)
    assert (now["coefficient"] is None) == (not a.any())


@pytest.mark.parametrize("values", [(1, 2, 2, 1), (-2.3, 0.7, 0.1, -2.7), (3.6, 2.7, -3.6, 2.7), (0, 0, 1, 1),
                                    (1, 2, 0, 0), (2, 1, -2, 1), (2, 2, 1, 1)])
def test_the_projection_is_that_of_the_library(figure, values):
    now = fill(figure[1], *values)
    assert now["point"] + now["direction"] == list(values)
    holds(now)


def test_the_words_name_the_special_positions(figure):
    page, box = figure
    for values, words in [((2, -1, 1, 2), "perpendicular to the line"), ((2, 2, 1, 1), "its own projection"),
                          ((1, 2, 0, 0), "no line"), ((1, 2, 2, 1), "right angle")]:
        fill(box, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()


def test_the_points_move_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    for point in box.locator("svg [role=button]").all():
        before = state(box)
        point.focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowLeft")
        assert state(box) != before
        holds(state(box))
        before = state(box)
        drag(page, point, -50, 30)
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, -1, -1, 3, 0.5)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
