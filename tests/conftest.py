"""What a test needs beyond pip: without it the test is skipped loudly, and fails where CI=true.

Generated inputs are the same in each run; `pytest --hypothesis-profile=search` looks for new ones.
"""

import os
import shutil
from pathlib import Path

import matplotlib
import pytest
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, database=None)
settings.register_profile("search", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile("repeatable")
matplotlib.use("Agg")
ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = {"site": ("chromium",), "binder": ("chromium",), "pdf": ("xelatex", "pdftotext"),
            "sandbox": ("bwrap",)}
BUILT = {"site": "_build/html/index.html", "pdf": "_build/pdf", "notebooks": "_build/notebooks"}


def lack(marker: str) -> str:
    """Return what a test with this marker misses, and what to run; empty if nothing."""
    from m4ds_book import system
    absent = [p for p in PROGRAMS.get(marker, ()) if shutil.which(p) is None]
    if absent:
        return f"{', '.join(absent)} not installed; run: sudo sh -c '{system.command(absent)}'"
    if marker in BUILT and not (ROOT / BUILT[marker]).exists():
        return f"{BUILT[marker]} is not built; run: make {marker}"
    return ""


def pytest_runtest_setup(item):
    for marker in {*PROGRAMS, *BUILT} & {m.name for m in item.iter_markers()}:
        if reason := lack(marker):
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
