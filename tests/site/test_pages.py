"""Every page, in a real browser: self-contained, silent, readable on a phone and by a screen reader."""

import pytest

from m4ds_book.chapters import ROOT
from tests.site.conftest import opener

pytestmark = pytest.mark.site
AXE = ROOT / "_build" / "vendor-src" / "node_modules" / "axe-core" / "axe.min.js"
WALK = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 700) {
    scrollTo(0, y);
    await new Promise((done) => setTimeout(done, 30));
  }
  scrollTo(0, 0);
}"""
OUTSIDE = """() => document.documentElement.scrollWidth <= innerWidth + 1 ? [] :
  [...document.querySelectorAll('body *')].filter((box) => {
    if (box.getBoundingClientRect().right <= innerWidth + 1) return false;
    for (let up = box.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return false;
    return true;
  }).slice(0, 3).map((box) => box.outerHTML.slice(0, 200))"""


def axe(page, rules=()) -> list[str]:
    """Return what axe finds wrong, a line a rule; `rules` are those that a change of colours can break."""
    page.add_script_tag(path=AXE)
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = page.evaluate("(only) => axe.run(document, {resultTypes: ['violations'], ...only})", only)["violations"]
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:200]}" for v in found]


@pytest.fixture(scope="module")
def visited(chromium, site, path):
    """Open a page once for the tests below, and walk down it so that everything loads."""
    with opener(chromium, site) as opened:
        page = opened(path)
        page.evaluate(WALK)
        page.wait_for_timeout(300)
        yield page


def test_a_page_is_silent_self_contained_and_clear_to_a_screen_reader(visited):
    assert visited.troubles == []
    assert visited.eval_on_selector_all("img:not([alt]), img[alt='']", "all => all.map((i) => i.src)") == []
    assert visited.eval_on_selector_all("img", "all => all.filter((i) => !i.naturalWidth).map((i) => i.src)") == []
    assert visited.eval_on_selector_all(".katex-error", "all => all.map((e) => e.textContent)") == []
    assert axe(visited) == []


def test_a_page_is_clear_in_the_dark(visited):
    visited.evaluate("document.documentElement.dataset.theme = 'dark'")
    visited.wait_for_timeout(300)  # colours fade over
    assert axe(visited, rules=["color-contrast", "link-in-text-block"]) == []


def test_a_page_fits_a_phone(visited):
    visited.set_viewport_size({"width": 360, "height": 900})
    visited.evaluate(WALK)
    visited.wait_for_timeout(200)
    assert visited.evaluate(OUTSIDE) == []


def test_a_page_opens_from_a_folder_without_a_server(chromium):
    page = chromium.new_page()
    troubles = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto((ROOT / "_build" / "html" / "book" / "start" / "how-to-use.html").as_uri())
    page.wait_for_selector(".progress-rows li")
    assert page.locator(".progress-rows li a").count() >= 1
    assert troubles == []
    page.close()


def test_a_page_is_whole_without_javascript(open_page):
    page = open_page("book/linear-algebra/singular-value-decomposition.html", java_script_enabled=False)
    assert page.locator("article h1").is_visible()
    assert page.locator("article p .katex").first.is_visible()
    assert page.locator("details.fold summary").first.is_visible()
