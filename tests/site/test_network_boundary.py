"""A step of the figure is a step against the gradient of m4ds; three units close the border, two do not."""

import numpy as np
import pytest

from m4ds.calculus.autodiff import Tensor
from m4ds.calculus.elementary import softplus, tanh
from m4ds.datasets.ring import ring
from m4ds.learn.nn.layers import Linear, Sequential
from m4ds.learn.nn.training import train
from tests.site.moving import fill, fits_a_phone, state

pytestmark = pytest.mark.site
SCRIPT = "network-boundary"
X, Y = ring(40)


def logistic(z, y):
    z = z.reshape(-1)
    return (softplus(z) - z * y).mean()


def network(now):
    rng = np.random.default_rng(0)
    net = Sequential(Linear(2, now["units"], rng), tanh, Linear(now["units"], 1, rng))
    for p, data in zip(net.parameters(), (now["W"], now["b"], [now["a"]], [now["c"]]), strict=True):
        p.data = data
    return net


def press(page, box, name):
    steps = state(box)["steps"]
    box.get_by_role("button", name=name).press("Enter")
    wanted = steps + (1 if name == "One step" else 300)
    page.wait_for_function("([box, n]) => JSON.parse(box.dataset.state).steps === n",
                           arg=[box.element_handle(), wanted])
    return state(box)


@pytest.mark.parametrize(("units", "rate"), [(1, 0.5), (3, 2), (8, 30)])
def test_one_step_is_a_step_of_gradient_descent(figure, units, rate):
    page, box = figure
    before = fill(box, units, rate)
    assert (before["steps"], before["units"], before["rate"]) == (0, units, rate)
    net = network(before)
    assert before["loss"] == pytest.approx(logistic(net(Tensor(X)), Y).item(), rel=1e-12)
    train(net, logistic, X, Y, epochs=1, size=80, step=rate, how="sgd")
    after = press(page, box, "One step")
    for p, data in zip(net.parameters(), (after["W"], after["b"], [after["a"]], [after["c"]]), strict=True):
        np.testing.assert_allclose(data, p.data, rtol=1e-10, atol=1e-12)
    assert after["loss"] == pytest.approx(logistic(net(Tensor(X)), Y).item(), rel=1e-10)
    assert after["right"] == ((net(Tensor(X)).data[:, 0] > 0) == Y).sum()


@pytest.mark.parametrize(("units", "encloses"), [(2, False), (3, True)])
def test_the_answer_of_the_chapter(figure, units, encloses):
    page, box = figure
    fill(box, units, 2)
    for _ in range(2):
        now = press(page, box, "Train 300 steps")
    assert (now["right"] == 80) is encloses
    assert now["loss"] < 0.05 if encloses else now["loss"] > 0.3
    page.wait_for_timeout(250)
    assert f"{now['right']} of 80" in box.locator(".words").inner_text()
    assert page.troubles == []


def test_a_large_rate_does_not_settle(figure):
    page, box = figure
    fill(box, 3, 30)
    assert press(page, box, "Train 300 steps")["right"] < 80 or state(box)["loss"] > 0.05


def test_the_arrow_keys_start_again_and_a_phone(figure):
    page, box = figure
    before = state(box)
    box.locator("input[type=range]").first.press("ArrowRight")
    assert (state(box)["units"], state(box)["steps"]) == (before["units"] + 1, 0)
    press(page, box, "One step")
    box.get_by_role("button", name="Start again").press("Enter")
    assert state(box) == before
    assert fits_a_phone(page)
