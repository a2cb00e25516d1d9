"""Time the build of the book in a copy of its sources, beside Jupyter Book's own build of the same sources."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import show

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("_build/vendor", "_build/vendor-src")


def copy(target: Path) -> Path:
    """Copy what git tracks, and the packages that npm brought, into `target`."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    for folder in KEPT:
        shutil.copytree(ROOT / folder, target / folder, symlinks=True)
    return target


def run(command: list[str], root: Path) -> float:
    """Return the seconds that `command` takes in `root`."""
    paths = os.pathsep.join([str(root / "code/src"), str(root / "book/_ext")])
    start = time.perf_counter()
    subprocess.run(command, cwd=root, env={**os.environ, "PYTHONPATH": paths}, check=True, capture_output=True)
    return time.perf_counter() - start


def ours(root: Path, what: str = "site") -> float:
    return run([sys.executable, "-m", "m4ds_book.build", what], root)


def peer(root: Path) -> float:
    return run([str(Path(sys.executable).parent / "jupyter-book"), "build", ".", "-q"], root)


def bytes_of(folder: Path) -> str:
    """Return a hash of every file of a built site."""
    found = hashlib.sha256()
    for file in sorted(f for f in folder.rglob("*") if f.is_file()):
        found.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return found.hexdigest()[:16]


def edit(root: Path, name: str, text: str) -> None:
    with (root / name).open("a") as file:
        file.write(text)


CHAPTER, MODULE = "book/linear-algebra/vectors.md", "code/src/m4ds/linalg/vectors.py"
EDITS = [("nothing changed", None, None), ("one chapter's prose", CHAPTER, "\nOne more sentence.\n"),
         ("one chapter's cell", CHAPTER, "\n```{code-cell} python\n1 + 1\n```\n"),
         ("one module", MODULE, "\n# one more comment\n")]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        first, second, stock = (copy(Path(folder) / name) for name in ("first", "second", "stock"))
        rows = [["cold site", ours(first), peer(stock)]]
        ours(second)
        same = bytes_of(first / "_build/html") == bytes_of(second / "_build/html")
        for name, file, text in EDITS:
            for root in (first, stock):
                if file:
                    edit(root, file, text)
            rows.append([name, ours(first), peer(stock)])
        rows.append(["PDF, after the site", ours(first, "pdf"), float("nan")])
        show(["build", "ours (s)", "jupyter-book build (s)", "ratio"], [[*r, r[1] / r[2]] for r in rows])
        print(f"\ntwo cold builds in different folders give the same bytes: {same}")
        print("a module's change: jupyter-book build keeps the old outputs; ours runs the chapters that import it")


if __name__ == "__main__":
    main()
