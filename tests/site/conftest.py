"""The built site, served on this machine, and a browser for it."""

import functools
import http.server
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "_build" / "html"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serve files and say nothing."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def site():
    """Return the address of the built site."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=SITE))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def chromium():
    """Return one browser for the whole session."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opener(chromium, site):
    """Give a function that opens pages of the site, each in a fresh context; what went wrong is in `page.troubles`."""
    contexts = []

    def opened(path: str, width: int = 1280, scheme: str = "light", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda m: page.troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("request", lambda r: page.troubles.append(f"asks {r.url}") if not ours(r.url, site) else None)
        page.on("requestfailed", lambda r: page.troubles.append(f"did not get {r.url}"))
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(chromium, site):
    """Open pages for one test."""
    with opener(chromium, site) as opened:
        yield opened


@pytest.fixture(scope="module")
def show_figure(chromium, site):
    """Open a page and return its first interactive figure of a kind, once it can be moved."""
    pages = []

    def show(path: str, script: str):
        pages.append(chromium.new_page())
        figure = pages[-1].locator(f'.interactive[data-script="{script}"]').first
        pages[-1].goto(site + path)
        figure.scroll_into_view_if_needed()
        pages[-1].wait_for_selector(f'.interactive[data-script="{script}"].ready')
        return figure

    yield show
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def figure_page(request, chromium, site, pages_with):
    """Open, once for a module, the page of the interactive figure that the module calls `SCRIPT`."""
    script = request.module.SCRIPT
    with opener(chromium, site) as opened:
        page = opened(pages_with(f'data-script="{script}"')[0])
        box = page.locator(f'.interactive[data-script="{script}"]').first
        box.scroll_into_view_if_needed()
        page.wait_for_selector(f'.interactive[data-script="{script}"].ready')
        yield page, box


@pytest.fixture
def figure(figure_page):
    """Return the page and the figure, as they were when they were opened."""
    page, box = figure_page
    page.set_viewport_size({"width": 1280, "height": 900})
    box.get_by_role("button", name="Start again").press("Enter")
    return page, box


def ours(url: str, site: str) -> bool:
    return url.startswith((site, "data:", "blob:"))


def built_pages() -> list[str]:
    """Return the address of every page, below the site's root."""
    return sorted(str(p.relative_to(SITE)) for p in SITE.glob("book/**/*.html"))


def pytest_generate_tests(metafunc):
    """Run a test that takes a `path` on every page."""
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", built_pages() or ["index.html"], scope="module")


@pytest.fixture(scope="session")
def pages_with():
    """Return a function that lists the pages whose source holds a pattern."""
    sources = {page: (SITE / page).read_text(encoding="utf8") for page in built_pages()}
    return lambda pattern: [page for page, text in sources.items() if pattern in text]
