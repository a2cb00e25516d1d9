"""The line that follows the reader's points is that of the library: in the built page, by keyboard and by pointer."""

import numpy as np
import pytest

from m4ds.linalg.least_squares import lstsq_qr, r_squared
from tests.site.moving import drag, fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "least-squares-drag"


def holds(now):
    x, y = np.array(now["points"]).T
    assert now["tss"] == pytest.approx(((y - y.mean()) ** 2).sum(), abs=1e-9)
    A = np.column_stack([np.ones(4), x]) if now["kind"] == "any" else x[:, None]
    if np.linalg.matrix_rank(A) < A.shape[1]:
        assert now["slope"] is None and now["rss"] is None and now["r2"] is None
        return
    fitted = A @ lstsq_qr(A, y)
    np.testing.assert_allclose(now["intercept"] + now["slope"] * x, fitted, atol=1e-9)
    np.testing.assert_allclose(now["residuals"], y - fitted, atol=1e-9)
    assert now["rss"] == pytest.approx(((y - fitted) ** 2).sum(), abs=1e-9)
    if np.ptp(y) == 0:
        assert now["r2"] is None
    else:
        assert now["r2"] == pytest.approx(r_squared(y, fitted), abs=1e-9)


@pytest.mark.parametrize("line", ["with an intercept", "through the origin"])
@pytest.mark.parametrize("values", [(1, 1, 2, 3, 3, 2, 4, 5), (1, 1, 2, 3, 3, 2, -5, -5), (1, 1, 2, 3, 3, 2, -5, -1.5),
                                    (1, 1, 1, 2, 1, 3, 1, 4), (0, 1, 0, 2, 0, 3, 0, 4), (1, 2, 2, 2, 3, 2, 4, 2),
                                    (-4, 3, -1, -2.5, 0.5, 4, 5, -5)])
def test_the_line_is_that_of_the_library(figure, line, values):
    box = figure[1]
    box.get_by_label(line).check()
    now = fill(box, *values)
    assert [v for p in now["points"] for v in p] == list(values)
    holds(now)


def test_the_sum_of_squares_is_smallest_where_r_squared_is_not_largest(figure):
    box = figure[1]
    on_the_line = fill(box, 1, 1, 2, 3, 3, 2, 5, 3.5)
    corner = fill(box, 1, 1, 2, 3, 3, 2, -5, -5)
    assert on_the_line["rss"] == pytest.approx(1.5)
    assert corner["rss"] > 1.9 and corner["r2"] > 0.94 > 0.6 > on_the_line["r2"]


def test_the_words_name_the_special_positions(figure):
    page, box = figure
    for values, words in [((1, 1, 1, 2, 1, 3, 1, 4), "above one another"), ((1, 2, 2, 2, 3, 2, 4, 2), "no meaning"),
                          ((1, 1, 2, 3, 3, 2, 4, 5), "y = 1.1 x. Sum of squares 2.7")]:
        fill(box, *values)
        page.wait_for_timeout(250)
        assert words in box.locator(".words").inner_text()
    box.get_by_label("through the origin").check()
    fill(box, 1, 5, 2, 4, 3, 5, 4, 4)
    page.wait_for_timeout(250)
    assert "negative" in box.locator(".words").inner_text()


def test_the_points_move_by_arrow_keys_and_by_pointer(figure):
    page, box = figure
    for point in box.locator("svg [role=button]").all():
        before = state(box)
        point.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowLeft")
        assert state(box) != before
        holds(state(box))
        before = state(box)
        drag(page, point, -60, 40)
        assert state(box) != before
        holds(state(box))
    assert page.troubles == []


def test_start_again_brings_back_the_page_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    fill(box, -1, -1, 3, 0.5, 2, 2, 0, 0)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
