"""Make each page light and self-contained: what the theme brings and nothing here uses goes."""

import re
import shutil
from pathlib import Path

from m4ds_book.chrome import repair
from m4ds_book.lean import reduce, relink

VENDOR = "_build/vendor"
UNUSED = re.compile(
    r'\s*<script[^>]*src="[^"]*(?:sphinx-thebe|design-tabs|fontawesome|searchtools|language_data|searchindex)[^"]*\.js[^"]*"[^>]*></script>'
    r"|\s*<script>const THEBE_JS_URL.*?</script>"
    r'|\s*<script type="text/x-thebe-config">.*?</script>'
    r"|\s*<script>kernelName = .*?</script>"
    r'|\s*<link[^>]*href="[^"]*sphinx-thebe[^"]*"[^>]*/>'
    r'|\s*<meta name="viewport" content="width=device-width, initial-scale=1"/?\s*/?>', re.S)
UNUSED_ASSETS = ("_static/scripts/fontawesome.js*", "_static/vendor/fontawesome/webfonts/*",
                 "_static/sphinx-thebe.*", "_static/design-tabs.js", "_static/searchtools.js",
                 "_static/language_data.js")


def lighten(html: str) -> str:
    """Return the page without the scripts that nothing here uses, and without what is written twice."""
    html = UNUSED.sub("", html)
    return _once(html, "<script>var togglebuttonSelector")


def _once(html: str, start: str) -> str:
    """Keep the first of the equal script elements that begin with `start`."""
    element = re.compile(r"\s*" + re.escape(start) + r".*?</script>", re.S)
    first = element.search(html)
    return html if first is None else html[:first.end()] + element.sub("", html[first.end():])


def _finish(app, error) -> None:
    if error is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    shutil.copytree(Path(app.srcdir) / VENDOR, out / "vendor", dirs_exist_ok=True)
    reduce(out)
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf8")
        light = relink(repair(lighten(text)))
        if light != text:
            page.write_text(light, encoding="utf8")
    for pattern in UNUSED_ASSETS:
        for asset in out.glob(pattern):
            asset.unlink()


def setup(app):
    app.add_css_file("../vendor/katex/katex.min.css")
    app.connect("build-finished", _finish)
    return {"version": "1", "parallel_read_safe": True}
