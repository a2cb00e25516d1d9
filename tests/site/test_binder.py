"""What Binder makes of the launch links, tried without Docker.

repo2docker's own detection says what it would install; a virtual environment from its lock file and from
`.binder/` alone then opens each link's path in JupyterLab, in a real browser.
"""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

from m4ds.exercises import find
from m4ds_book import links
from m4ds_book.binder import assemble
from m4ds_book.notebooks import address, chapters_of

pytestmark = [pytest.mark.binder, pytest.mark.notebooks]
ROOT = Path(__file__).resolve().parents[2]
REPO2DOCKER = "jupyter-repo2docker==2026.4.0"
SERVER = ("jupyterlab", "notebook", "jupyter_server", "jupyterhub", "ipywidgets", "jupyter-resource-usage",
          "jupyter-offlinenotebook")  # what its environment.yml asks for
CONDA = re.compile(r"/(?P<name>[A-Za-z0-9_.-]+?)-(?P<version>\d[^/-]*)-(?:pyh|py311)[^/-]*\.(?:conda|tar\.bz2)")
RENAMED = {"nbconvert-core": "nbconvert", "jupyterhub-base": "jupyterhub"}
TOKEN = "test"
PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)"


def run(*command, **options) -> str:
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout + done.stderr


def environment(name: str, key: str, fill) -> Path:
    """Return the virtual environment `_build/<name>`, made anew if `key` changed."""
    folder = ROOT / "_build" / name
    stamp = folder / ".key"
    if not stamp.exists() or stamp.read_text() != key:
        shutil.rmtree(folder, ignore_errors=True)
        run(sys.executable, "-m", "venv", folder)
        fill(folder / "bin" / "pip")
        stamp.write_text(key)
    return folder


@pytest.fixture(scope="module")
def repo2docker():
    return environment("repo2docker", REPO2DOCKER, lambda pip: run(pip, "install", "-q", REPO2DOCKER))


@pytest.fixture(scope="module")
def branch():
    """Return the folder that the publishing workflow pushes for Binder."""
    return assemble(ROOT / "_build" / "binder")


@pytest.fixture(scope="module")
def dockerfile(repo2docker, branch):
    return run(repo2docker / "bin/jupyter-repo2docker", "--no-build", "--debug", branch)


@pytest.fixture(scope="module")
def binder(repo2docker, branch):
    """Return an environment like Binder's: the server that repo2docker locks, then what `.binder/` asks for."""
    lock = next(repo2docker.rglob("environment.py-3.11-linux-64.lock")).read_text()
    pins = "\n".join(f"{RENAMED.get(m['name'], m['name'])}=={m['version']}" for m in CONDA.finditer(lock))
    asked = (branch / "requirements.txt").read_text() + (branch / "code/pyproject.toml").read_text()

    def fill(pip):
        constraints = branch.parent / "binder-constraints.txt"
        constraints.write_text(pins)
        run(pip, "install", "-q", "-c", constraints, *SERVER)
        run(pip, "install", "-q", "-r", ".binder/requirements.txt", cwd=branch)
        run(pip, "check")

    key = hashlib.sha256((pins + asked + sys.version).encode()).hexdigest()
    folder = environment("binder-env", key, fill)
    run(folder / "bin/pip", "install", "-q", "--no-deps", "--force-reinstall", "./code", cwd=branch)
    return folder


@pytest.fixture(scope="module")
def lab(binder, branch):
    """Return the address of JupyterLab, as Binder would start it in the branch's folder."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = branch.parent / "binder-home"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "JUPYTER", "MPL"))}
    with (branch.parent / "binder-lab.log").open("w") as log:
        server = subprocess.Popen(
            [binder / "bin/jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={branch}"], cwd=branch,
            env={**clean, "HOME": str(settings), "PATH": f"{binder / 'bin'}:{os.environ['PATH']}"},
            stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status?token={TOKEN}")
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            return urllib.request.urlopen(address).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.3)


@pytest.fixture
def page(chromium, lab):
    context = chromium.new_context(viewport={"width": 1300, "height": 1000})
    yield context.new_page()
    context.close()


def notebooks(branch) -> list[Path]:
    """Return the notebooks in the order of the book."""
    found = [branch / links.FOLDER / address(name) for name in chapters_of(ROOT)]
    assert found and all(f.is_file() for f in found)
    return found


def launch(page, lab: str, branch: Path, notebook: Path) -> None:
    """Open what Binder opens for the launch link of `notebook`."""
    link = links.parse("octo/maths").binder(notebook.relative_to(branch / links.FOLDER).as_posix())
    path = parse_qs(urlparse(link).query)["urlpath"][0]
    page.goto(f"{lab}{path}?token={TOKEN}&reset")
    page.wait_for_selector(f"{PANEL} .jp-MarkdownCell h1", timeout=60_000)
    assert page.locator(".jp-FileEditor").count() == 0


def stop_kernels(lab: str) -> None:
    with urllib.request.urlopen(f"{lab}api/sessions?token={TOKEN}") as answer:
        sessions = json.load(answer)
    for session in sessions:
        where = f"{lab}api/sessions/{session['id']}?token={TOKEN}"
        urllib.request.urlopen(urllib.request.Request(where, method="DELETE")).close()


def run_all(page, notebook: Path) -> list[dict]:
    """Run all cells from the menu, save, and return the code cells as they are on disk."""
    page.wait_for_selector(f"{PANEL} .jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator("li[data-command='runmenu:run-all']").click()
    end = time.monotonic() + 150
    while time.monotonic() < end:
        time.sleep(2)
        page.keyboard.press("Control+s")
        cells = code_cells(notebook)
        if cells and all(c["execution_count"] for c in cells):
            return cells
    raise AssertionError("not all cells ran in time")


def code_cells(notebook: Path) -> list[dict]:
    """Return the code cells on disk, none while JupyterLab is writing the file."""
    try:
        return [c for c in json.loads(notebook.read_text())["cells"] if c["cell_type"] == "code"]
    except json.JSONDecodeError:
        return []


def test_repo2docker_reads_our_files_and_python(dockerfile):
    assert 'pip install --no-cache-dir -r ".binder/requirements.txt"' in dockerfile
    assert "Building conda environment for python=3.11" in dockerfile
    assert "WORKDIR ${REPO_DIR}" in dockerfile


def test_every_launch_link_opens_a_notebook(page, lab, branch):
    for notebook in notebooks(branch):
        launch(page, lab, branch, notebook)
        title = "".join(json.loads(notebook.read_text())["cells"][0]["source"]).splitlines()[0]
        assert page.locator(f"{PANEL} h1").first.inner_text().partition(".")[0] in title
        stop_kernels(lab)


def test_a_chapter_runs_in_the_browser_and_a_solved_exercise_is_correct(page, lab, branch):
    notebook = next(n for n in notebooks(branch) if 'check(\\"ex-' in n.read_text())
    launch(page, lab, branch, notebook)
    label = first_number(notebook)
    answer = find(label).variant(0).answer
    cell = page.locator(f"{PANEL} .jp-CodeCell", has_text=f'check("{label}")').first
    page.mouse.move(700, 600)
    for _ in range(300):
        if cell.count() and cell.is_visible():
            break
        page.mouse.wheel(0, 600)
        time.sleep(0.05)
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(f'{find(label).name} = {answer!r}\n\ncheck("{label}")')
    cells = run_all(page, notebook)
    said = {"".join(c["source"]).splitlines()[-1]: c["outputs"] for c in cells}
    results = {k: v[-1]["data"]["text/plain"] for k, v in said.items() if k.startswith("check(")}
    assert "correct" in "".join(results.pop(f'check("{label}")'))
    assert all("not attempted" in "".join(r) for r in results.values())
    for c in cells:
        if "raises-exception" not in c["metadata"].get("tags", ()):
            assert not [o for o in c["outputs"] if o["output_type"] == "error" or o.get("name") == "stderr"]
    assert any("image/png" in o.get("data", {}) or "image/svg+xml" in o.get("data", {})
               for c in cells for o in c["outputs"])


def first_number(notebook: Path) -> str:
    labels = re.findall(r'check\(\\"(ex-[\w-]+)\\"\)', notebook.read_text())
    return next(x for x in labels if find(x).kind == "number")
