"""A tiny book in a folder of its own, for the tests that build or break one."""

import shutil
import sys
from pathlib import Path
from subprocess import run

import pytest

from m4ds_book import vendor

ROOT = Path(__file__).resolve().parents[2]
FRONT = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3}
---
"""
PARTS = ("_config.yml", "requirements.txt", "package.json", "package-lock.json", ".npmrc", "book/_ext",
         "book/_latex", "book/_static", "code/src/m4ds")


class TinyBook:
    """A book of a front page and the chapters that a test gives it."""

    def __init__(self, root: Path):
        self.root = root
        for part in PARTS:
            source, target = ROOT / part, root / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, target)
        (root / "book" / "references.bib").touch()
        self.chapters = []
        self.write("index", "# A tiny book\n", front="")

    def write(self, name: str, text: str, front: str = FRONT) -> None:
        """Add a chapter or replace it."""
        (self.root / "book" / f"{name}.md").write_text(front + text, encoding="utf8")
        if name != "index" and name not in self.chapters:
            self.chapters.append(name)
        rows = [f"      - file: book/{c}" for c in self.chapters]
        toc = ["format: jb-book", "root: book/index"]
        toc += ["parts:", "  - numbered: true", "    chapters:", *rows] if rows else []
        (self.root / "_toc.yml").write_text("\n".join(toc) + "\n", encoding="utf8")

    def module(self, name: str, text: str) -> None:
        """Add a library module or replace it."""
        (self.root / "code/src/m4ds" / f"{name}.py").write_text(text, encoding="utf8")

    def build(self, what: str = "site"):
        """Run the real command on this book; return the finished process."""
        paths = f"{self.root / 'code/src'}:{self.root / 'book/_ext'}"
        vendor.prepare(ROOT)
        for folder in ("vendor", "vendor-src"):
            shutil.copytree(ROOT / "_build" / folder, self.root / "_build" / folder, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns("node_modules"))
        packages = self.root / "_build/vendor-src/node_modules"
        if not packages.exists():
            packages.symlink_to(vendor.packages(ROOT))
        return run([sys.executable, "-m", "m4ds_book.build", what], cwd=self.root, capture_output=True, text=True,
                   env={"PYTHONPATH": paths, "PATH": "/usr/bin:/bin", "HOME": str(self.root)}, timeout=300)

    def page(self, name: str) -> str:
        return (self.root / "_build/html/book" / f"{name}.html").read_text(encoding="utf8")


@pytest.fixture
def tiny_book(tmp_path) -> TinyBook:
    return TinyBook(tmp_path / "a böok")


@pytest.fixture(scope="session")
def new_book():
    """Make a tiny book in a folder that the test names."""
    return TinyBook
