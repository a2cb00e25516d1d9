"""Lay out the branch that Binder opens: the notebooks, the library, and the exact versions that run them."""

import shutil
import sys
from pathlib import Path

from m4ds_book.chapters import ROOT
from m4ds_book.links import FOLDER

PARTS = (".binder", "requirements.txt", "code", "LICENSE", "LICENSE-CODE")
README = """# Notebooks of {title}

Made from the book's sources; open them in JupyterLab. To run them on your own computer you need Python 3.11:

    pip install -r requirements.txt jupyterlab
    jupyter lab notebooks
"""


def assemble(target: Path, notebooks: Path = ROOT / "_build" / "notebooks", root: Path = ROOT,
             title: str = "the book") -> Path:
    """Fill the folder `target` anew and return it."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(notebooks, target / FOLDER)
    for part in PARTS:
        source = root / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "build"))
        else:
            shutil.copy(source, target / part)
    (target / "README.md").write_text(README.format(title=title), encoding="utf8")
    return target


if __name__ == "__main__":
    print(assemble(Path(sys.argv[1]).resolve()))
