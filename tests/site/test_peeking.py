"""The boundaries are those of the library, the false alarms as frequent as computed: in the built page."""

import numpy as np
import pytest

from m4ds.stats.group_sequential import group_boundary, stopping_probabilities
from m4ds.stats.sequential import confidence_sequence
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "peeking"
RUNS, MOST = 1000, 50


def uniforms(count, seed=52):
    """Return the numbers of mulberry32."""
    found, whole = np.empty(count), 0xFFFFFFFF
    for i in range(count):
        seed = (seed + 0x6D2B79F5) & whole
        t = ((seed ^ (seed >> 15)) * (1 | seed)) & whole
        t = ((t + (((t ^ (t >> 7)) * (61 | t)) & whole)) & whole) ^ t
        found[i] = ((t ^ (t >> 14)) & whole) / 2**32
    return found


@pytest.fixture(scope="module")
def z():
    u = uniforms(2 * RUNS * MOST).reshape(RUNS, MOST, 2)
    steps = np.sqrt(-2 * np.log(1 - u[..., 0])) * np.cos(2 * np.pi * u[..., 1])
    return steps.cumsum(axis=1) / np.sqrt(np.arange(1, MOST + 1))


def always(looks):
    ses = 1 / np.sqrt(8.2 * np.arange(1, looks + 1) / looks)
    return confidence_sequence(np.zeros(looks), ses, 1.0)[1] / ses


BOUNDS = {"fixed": lambda looks: np.full(looks, 1.959964), "pocock": group_boundary,
          "obrien": lambda looks: group_boundary(looks, kind="obrien-fleming"), "always": always}


def move(box, rule, looks, run=1):
    box.locator(f"input[type=radio][value={rule}]").check()
    return fill(box, looks, run)


@pytest.mark.parametrize("rule", BOUNDS)
@pytest.mark.parametrize("looks", [1, 2, 5, 14, 33, 50])
def test_boundaries_and_alarms_are_those_of_the_library(figure, z, rule, looks):
    now = move(figure[1], rule, looks)
    bounds = BOUNDS[rule](looks)
    np.testing.assert_allclose(now["bounds"], bounds, rtol=6e-5)
    out = np.abs(z[:, :looks]) >= np.array(now["bounds"])
    assert now["alarms"] == out.any(axis=1).sum()
    expected = stopping_probabilities(bounds).sum()
    assert abs(now["alarms"] / RUNS - expected) < 4.5 * np.sqrt(expected * (1 - expected) / RUNS)


@pytest.mark.parametrize("run", [1, 7, 500, 1000])
def test_the_chosen_run_stops_where_it_leaves(figure, z, run):
    now = move(figure[1], "fixed", 50, run)
    out = np.abs(z[run - 1]) >= 1.959964
    assert now["stopped"] == (out.argmax() + 1 if out.any() else 0)
    np.testing.assert_allclose(now["last"], z[run - 1, -1], atol=1e-9)


def test_the_answers_of_the_chapter(figure):
    box = figure[1]
    alarms = [move(box, "fixed", looks)["alarms"] for looks in (1, 5, 14, 50)]
    assert alarms == sorted(alarms) and alarms[0] < 80 and alarms[2] > 170
    first, last = (dict((rule, move(box, rule, 14)["bounds"][i]) for rule in BOUNDS) for i in (0, -1))
    assert first["pocock"] < first["always"] < first["obrien"]
    assert last["obrien"] < last["pocock"] < last["always"]


def test_the_arrow_keys_move_looks_and_rule(figure):
    page, box = figure
    before = move(box, "fixed", 14)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert state(box)["looks"] == before["looks"] + 1
    box.locator("input[type=radio][value=fixed]").press("ArrowDown")
    assert state(box)["rule"] == "pocock"
    page.wait_for_timeout(250)
    assert "15 looks" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_start_again_and_the_figure_fits_a_phone(figure):
    page, box = figure
    before = state(box)
    move(box, "always", 40, 9)
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
