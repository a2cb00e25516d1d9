"""What the tests of the interactive figures do to them: read, set, drag, narrow."""

import json


def state(box) -> dict:
    """Return the mathematics that the figure shows."""
    return json.loads(box.get_attribute("data-state"))


def fill(box, *values) -> dict:
    """Set every slider, in order; return what the figure then shows."""
    for handle, value in zip(box.locator("input[type=range]").all(), values, strict=True):
        handle.fill(str(value))
    return state(box)


def drag(page, point, right: int, down: int) -> None:
    """Drag a point of the figure by so many pixels."""
    place = point.bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=5)
    page.mouse.up()


def fits_a_phone(page) -> bool:
    page.set_viewport_size({"width": 360, "height": 740})
    page.wait_for_timeout(300)
    return page.evaluate("document.documentElement.scrollWidth") <= 361
