"""Interactive figures: moved by keyboard, pointer and finger, and compared with NumPy."""

import json

import numpy as np
import pytest

from m4ds.plotting.style import COLORS

pytestmark = pytest.mark.site


def linear_map(state):
    """Compare what the figure shows of a matrix with NumPy."""
    A = np.array(state["matrix"])
    np.testing.assert_allclose(state["det"], np.linalg.det(A), atol=1e-9)
    np.testing.assert_allclose(state["singularValues"], np.linalg.svd(A)[1], atol=1e-9)
    for s, u, v in zip(state["singularValues"], state["u"], state["v"], strict=True):
        np.testing.assert_allclose(A @ v, s * np.array(u), atol=1e-9)
    np.testing.assert_allclose(np.array(state["v"]) @ np.array(state["v"]).T, np.eye(2), atol=1e-9)
    values = np.linalg.eigvals(A)
    if np.abs(values.imag).max() > 1e-6:
        assert state["eigenvalues"] == []
    for value, vector in zip(state["eigenvalues"], state["eigenvectors"], strict=True):
        np.testing.assert_allclose(A @ vector, value * np.array(vector), atol=1e-6)
        assert np.abs(values - value).min() < 1e-6


def gradient_descent(state):
    """Walk the same path in NumPy."""
    kappa, step, x = state["kappa"], state["step"], np.array(state["start"])
    for point in state["path"]:
        np.testing.assert_allclose(point, x, rtol=1e-9, atol=1e-12)
        x = x - step * np.array([1, kappa]) * x
    rate = max(abs(1 - step), abs(1 - step * kappa))
    np.testing.assert_allclose(state["rate"], rate)
    assert (state["state"] == "diverges") == (rate > 1 + 1e-9)
    assert (state["state"] == "zig-zags") == (rate < 1 - 1e-9 and step * kappa > 1 + 1e-12)


def unit_balls(state):
    """Measure the vector in NumPy."""
    p = np.inf if state["p"] == "inf" else state["p"]
    v = np.abs(state["point"])
    np.testing.assert_allclose(state["length"], v.max() if p == np.inf else (v**p).sum() ** (1 / p), rtol=1e-9)
    assert state["norm"] == (p >= 1)


def dct_block(state):
    """Parseval: the squared error of the block is the energy of the coefficients left out."""
    energy = np.square(state["coefficients"])
    assert energy.shape == (64,)
    np.testing.assert_allclose(state["mse"], state["dropped"], atol=1e-9)
    if state["order"] == "largest":
        np.testing.assert_allclose(state["dropped"], np.sort(energy)[:64 - state["kept"]].sum() / 64, atol=1e-9)
    if state["psnr"] is not None:
        np.testing.assert_allclose(state["psnr"], 10 * np.log10(255**2 / state["mse"]), rtol=1e-9)


def signed_area(state):
    """Compare the area of the shape with the determinant that NumPy finds."""
    a, b, c = np.array(state["matrix"])
    det = np.linalg.det(np.column_stack([b - a, c - a]))
    np.testing.assert_allclose(state["det"], det, atol=1e-9)
    np.testing.assert_allclose(state["area"], det / (2 if state["shape"] == "triangle" else 1), atol=1e-9)


FIGURES = {"linear-map": linear_map, "gradient-descent": gradient_descent, "unit-balls": unit_balls,
           "dct-block": dct_block,
           "signed-area": signed_area}
POINTED = ("linear-map", "gradient-descent")  # its points have handles, too


@pytest.fixture
def opened(open_page, pages_with):
    """Open the first figure of a kind on the site; return its page, itself, and what must hold of it."""
    def opened(name):
        page = open_page(pages_with(f'data-script="{name}"')[0])
        box = page.locator(f".interactive[data-script={name}]").first
        box.scroll_into_view_if_needed()
        page.wait_for_selector(f".interactive[data-script={name}].ready")
        return page, box, FIGURES[name]
    return opened


@pytest.fixture(params=FIGURES)
def figure(request, opened):
    return opened(request.param)


@pytest.fixture(params=POINTED)
def pointed(request, opened):
    return opened(request.param)


def state(box) -> dict:
    return json.loads(box.get_attribute("data-state"))


def test_every_handle_moves_by_keyboard_and_the_figure_agrees_with_numpy(figure):
    page, box, holds = figure
    for handle in box.locator("input[type=range]").all():
        box.get_by_role("button", name="Start again").press("Enter")
        seen = [state(box)]
        for key in ("ArrowRight", "PageUp", "Home", "ArrowRight", "End", "PageDown"):
            handle.press(key)
            holds(state(box))
            seen.append(state(box))
        assert any(now != seen[0] for now in seen)
    page.wait_for_timeout(250)
    assert len(box.locator(".words").inner_text()) > 40
    assert page.troubles == []


def test_a_point_moves_by_arrow_keys_and_its_handles_follow(pointed):
    page, box, holds = pointed
    point = box.locator("svg [role=button]").first
    point.focus()
    before = state(box)
    for key in ("ArrowUp", "ArrowUp", "ArrowLeft"):
        page.keyboard.press(key)
    assert state(box) != before
    holds(state(box))
    shown = [float(v) for v in box.locator("input[type=range]").evaluate_all("all => all.map((i) => i.value)")]
    numbers = np.ravel(state(box).get("matrix", state(box).get("start")))
    assert all(np.isclose(shown, x).any() for x in numbers)


def test_a_point_is_dragged_with_the_pointer(pointed):
    page, box, holds = pointed
    before = state(box)
    place = box.locator("svg [role=button]").first.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 40, steps=5)
    page.mouse.up()
    assert state(box) != before
    holds(state(box))


def test_start_again_brings_back_what_the_page_said(figure):
    _, box, _ = figure
    before = state(box)
    for handle in box.locator("input[type=range]").all():
        handle.press("End")
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before


def test_a_figure_fits_a_phone_and_its_handles_are_large_enough_for_a_finger(figure, open_page):
    page, box, _ = figure
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
    heights = box.locator(".handle, .handle-buttons button").evaluate_all("all => all.map((h) => h.offsetHeight)")
    assert min(heights) >= 36


def test_the_map_plays_at_once_for_readers_who_ask_for_less_motion(open_page, pages_with):
    found = pages_with('data-script="linear-map"')
    if not found:
        pytest.skip("no page shows linear-map")
    page = open_page(found[0], reduced_motion="reduce")
    box = page.locator(".interactive[data-script=linear-map]").first
    box.scroll_into_view_if_needed()
    page.wait_for_selector(".interactive[data-script=linear-map].ready")
    box.get_by_role("button", name="Play the map").press("Enter")
    linear_map(state(box))


def test_a_figure_that_cannot_load_says_so(open_page, chromium, site, pages_with):
    found = pages_with('class="interactive"')
    if not found:
        pytest.skip("no page has an interactive figure")
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/vendor/jsxgraph/**", lambda route: route.abort())
    page.goto(site + found[0])
    page.locator(".interactive").first.scroll_into_view_if_needed()
    page.wait_for_selector(".interactive.failed", timeout=10000)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_figure_lies_on_the_same_paper_in_light_and_dark(open_page, scheme, pages_with):
    found = pages_with("<figure")
    page = open_page(found[0], scheme=scheme)
    colour = page.locator("figure img").first.evaluate("i => getComputedStyle(i).backgroundColor")
    assert colour == f"rgb{tuple(int(COLORS['paper'][i : i + 2], 16) for i in (1, 3, 5))}"
    assert page.locator("html").get_attribute("data-theme") == scheme


def test_start_again_also_takes_back_what_was_chosen(opened):
    _page, box, _ = opened("dct-block")
    before = state(box)
    for group in box.locator("fieldset").all():
        group.locator("input:not(:checked)").first.check()
    assert state(box) != before
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
