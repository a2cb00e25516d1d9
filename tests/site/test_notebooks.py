"""Every chapter's notebook: complete, resolved, without solutions, and it runs as delivered."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from m4ds_book import links
from m4ds_book.chapters import SOLUTION, pages
from m4ds_book.macros import MACROS

pytestmark = pytest.mark.notebooks
ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / "_build" / "notebooks"
CHAPTERS = [c for c in pages() if c.is_executable and c.slug != "index"]


@pytest.fixture(params=CHAPTERS, ids=lambda c: c.slug)
def chapter(request):
    return request.param


@pytest.fixture
def notebook(chapter):
    return nbformat.read(MADE / chapter.path.relative_to(ROOT / "book").with_suffix(".ipynb"), 4)


@pytest.fixture
def prose(notebook):
    return "\n\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")


def test_there_is_one_for_each_chapter_here_and_on_the_site():
    made = {p.relative_to(MADE) for p in MADE.rglob("*.ipynb")}
    assert made == {c.path.relative_to(ROOT / "book").with_suffix(".ipynb") for c in CHAPTERS}
    served = ROOT / "_build" / "html" / links.FOLDER
    assert all((served / m).read_bytes() == (MADE / m).read_bytes() for m in made)


def test_it_is_valid_and_has_no_outputs(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert not any(c.get("outputs") or c.get("execution_count") for c in notebook.cells)


def test_no_role_directive_or_macro_is_left(prose):
    math = "".join(re.findall(r"\$\$?[^$]+\$\$?", prose))
    assert not re.search(r"\{[a-z:]+\}`|^[`:]{3,}\{", prose, re.M)
    assert not [m for m in MACROS if re.search(re.escape(m) + r"(?![A-Za-z])", math)]
    assert prose.count("<details>") == prose.count("</details>")


def test_every_reference_inside_leads_to_a_heading(prose):
    anchors = {re.sub(r"^#+ ", "", h).replace(" ", "-") for h in re.findall(r"^#+ .*$", prose, re.M)}
    from urllib.parse import unquote
    assert {unquote(f) for f in re.findall(r"\]\(#([^)]*)\)", prose)} <= anchors


def test_solutions_are_cut_and_every_checked_exercise_waits_for_an_answer(chapter, notebook):
    from m4ds.exercises import of_chapter
    sources = [c.source for c in notebook.cells if c.cell_type == "code"]
    solved = [c.source.strip() for c in chapter.cells if c.solves and len(c.source) > 40]
    assert not [s for s in solved if s in sources]
    if SOLUTION.search(chapter.text):
        for label, exercise in of_chapter(chapter.slug).items():
            cell = [s for s in sources if s.endswith(f'check("{label}")')]
            assert len(cell) == 1, label
            assert exercise.name in cell[0] and "..." in cell[0]


def test_it_runs_as_delivered(notebook, tmp_path):
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}},
                            extra_arguments=["--IPKernelApp.log_level=ERROR"])
    client.execute(env={**os.environ, "PYTHONPATH": str(ROOT / "code" / "src")})
    for cell in (c for c in notebook.cells if c.cell_type == "code"):
        said = json.dumps(cell.outputs)
        if "raises-exception" not in cell.metadata.get("tags", ()):
            assert '"output_type": "error"' not in said, cell.source
        if re.search(r'^check\("', cell.source, re.M):
            assert "not attempted." in said, cell.source


def test_the_page_offers_its_notebook(chapter):
    name = chapter.path.relative_to(ROOT).with_suffix(".html")
    page = (ROOT / "_build" / "html" / name).read_text(encoding="utf8")
    offered = re.search(r'<a href="([^"]+\.ipynb)" download>', page)
    assert ((ROOT / "_build" / "html" / name).parent / offered[1]).resolve().is_file()
