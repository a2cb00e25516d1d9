"""The grader: honest work earns its points, hostile work none that it did not earn, and nothing stops the run."""

import gzip
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from m4ds import cli
from m4ds.course import sandbox, wire
from m4ds.course.grade import Mark, Report, grade_class, secret_seed
from m4ds.course.notebook import Unreadable, read_notebook
from m4ds.course.report import write_reports
from m4ds.course.sandbox import Limits, NoSandbox
from m4ds.exercises import of_chapter
from m4ds_book.chapters import pages
from tests.course.hostile import CELLS, FUNCTIONS

pytestmark = pytest.mark.sandbox
SECRET = b"sixteen bytes or more"
CODE, VALUE = "ex-vectors-manhattan", "ex-vectors-perpendicular"
HONEST = """
import numpy as np
def manhattan(X, Y):
    return np.abs(X[:, None] - Y).sum(axis=2)
check("ex-vectors-manhattan")
"""
ANSWER = 't = -3.0\ncheck("ex-vectors-perpendicular")'
FIRST = "from m4ds.course import check"


def notebook(*cells, **extra):
    rows = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": c} for c in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": rows, **extra})


@pytest.fixture(scope="module")
def walls(tmp_path_factory):
    try:
        sandbox.prepare(tmp_path_factory.mktemp("room"))
    except NoSandbox as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def graded(walls, tmp_path_factory):
    """Every hostile notebook, and honest ones among them, in one run."""
    folder = tmp_path_factory.mktemp("class")
    for k, code in enumerate(FUNCTIONS.values()):
        (folder / f"function-{k:02}.ipynb").write_text(notebook(FIRST, f'{code}\ncheck("{CODE}")', ANSWER))
    for k, code in enumerate(CELLS.values()):
        (folder / f"cell-{k:02}.ipynb").write_text(notebook(FIRST, code, f'check("{CODE}")', ANSWER))
    (folder / "honest.ipynb").write_text(notebook(FIRST, HONEST, ANSWER))
    limits = Limits(seconds=12, question_seconds=3, memory=1_000_000_000)
    return {r.name: r for r in grade_class(folder, [CODE, VALUE], SECRET, limits=limits, workers=4)}


def test_honest_work_earns_its_points_beside_hostile_work(graded):
    assert graded["honest"].points == 2 and not graded["honest"].notes


@pytest.mark.parametrize("k", range(len(FUNCTIONS)), ids=list(FUNCTIONS))
def test_hostile_answer_earns_nothing_and_gets_a_sentence(graded, k):
    report = graded[f"function-{k:02}"]
    attacked, honest = report.marks
    assert not attacked.points
    assert attacked.message or report.notes or list(FUNCTIONS)[k] in HANDS_IN_NOTHING
    assert honest.points or list(FUNCTIONS)[k] in MAY_LOSE_ALL


# These define no function, or one that returns nothing: that is "not attempted", which says enough.
HANDS_IN_NOTHING = {"prints that it is right", "writes a result to standard output",
                    "writes results to every open file", "says that its question is closed", "replaces check",
                    "replaces the module's check", "replaces built-in functions"}

# These break the pipe that their own answers go through: they lose the honest answer, too.
MAY_LOSE_ALL = {"replaces the way messages are packed", "replaces built-in functions",
                "replaces the way values are sent", "writes to the pipe without end"}


@pytest.mark.parametrize("k", range(len(CELLS)), ids=list(CELLS))
def test_hostile_cell_earns_nothing_and_leaves_the_rest(graded, k):
    report = graded[f"cell-{k:02}"]
    assert not report.marks[0].points
    if list(CELLS)[k] != "ends the run by itself":
        assert report.marks[1].points
    if list(CELLS)[k] in ("loops before any question", "leaves before any question"):
        assert "Cell 2 was left out" in " ".join(report.notes)


def test_at_least_sixty_hostile_submissions_are_tried():
    assert len(FUNCTIONS) + len(CELLS) >= 60


def test_nothing_is_left_running(graded):
    left = [p for p in Path("/proc").glob("[0-9]*/cmdline") if b"m4ds-run" in _read(p)]
    assert not left


def _read(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.mark.parametrize(("data", "words"), [
    (b"PK\x03\x04" + bytes(100), "archive"), (gzip.compress(b"{}", mtime=0), "archive"), (b"\xff\xfe\x00", "not JSON"),
    (b"", "not JSON"), (b"[" * 100_000, "not JSON"), (b"[]", "not a notebook"), (b"null", "not a notebook"),
    (b'{"nbformat": 3, "worksheets": []}', "version 4"), (b'{"nbformat": 4, "cells": {}}', "version 4"),
    (json.dumps({"nbformat": 4, "cells": [{}] * 2001}).encode(), "more than 2000 cells"),
    (b" " * 20_000_001, "more than 20 MB"),
])
def test_files_that_are_no_notebook_are_named(tmp_path, data, words):
    path = tmp_path / "a.ipynb"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=words):
        read_notebook(path)


def test_a_link_and_a_zip_bomb_are_not_opened(tmp_path):
    (tmp_path / "link.ipynb").symlink_to("/etc/passwd")
    with pytest.raises(Unreadable, match="link"):
        read_notebook(tmp_path / "link.ipynb")
    with zipfile.ZipFile(tmp_path / "bomb.ipynb", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a", bytes(50_000_000))
    with pytest.raises(Unreadable, match="archive"):
        read_notebook(tmp_path / "bomb.ipynb")


def test_strange_cells_are_left_alone(tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": [
        1, {"cell_type": "code"}, {"cell_type": "code", "source": 5},
        {"cell_type": "code", "source": [1, "x = 1\n", None]},
        {"cell_type": "markdown", "source": f'check("{CODE}")'},
        {"cell_type": "code", "source": f'# check("{CODE}")\nx = 2'},
        {"cell_type": "code", "source": f"check('{CODE}', seed=0)"}]}))
    cells = read_notebook(path).cells
    assert [c.code for c in cells][:2] == ["x = 1\n", f'# check("{CODE}")\nx = 2']
    assert [c.questions for c in cells] == [(), (), (CODE,)]


def test_notebooks_of_vs_code_and_colab_and_with_magics_are_graded(walls, tmp_path):
    vscode = {"metadata": {"kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
                           "language_info": {"name": "python", "version": "3.11.9"}, "orig_nbformat": 4}}
    colab = {"metadata": {"colab": {"provenance": []}, "kernelspec": {"name": "python3"}}, "nbformat_minor": 0}
    (tmp_path / "vscode.ipynb").write_bytes(b"\xef\xbb\xbf" + notebook(FIRST, HONEST, ANSWER, **vscode).encode())
    magics = f"!pip install m4ds\n%matplotlib inline\n{FIRST}"
    (tmp_path / "colab.ipynb").write_text(notebook(magics, HONEST, "%%time\n1+", ANSWER, **colab))
    assert [r.points for r in grade_class(tmp_path, [CODE, VALUE], SECRET)] == [2, 2]


def test_altered_cells_are_judged_by_what_they_hand_in(walls, tmp_path):
    (tmp_path / "swapped.ipynb").write_text(notebook(FIRST, HONEST.replace(CODE, VALUE), ANSWER.replace(VALUE, CODE)))
    (tmp_path / "twice.ipynb").write_text(notebook(FIRST, ANSWER.replace("-3.0", "5"), ANSWER, HONEST))
    (tmp_path / "deleted.ipynb").write_text(notebook(FIRST, ANSWER))
    deleted, swapped, twice = grade_class(tmp_path, [CODE, VALUE], SECRET)
    assert [m.state for m in deleted.marks] == ["not attempted", "correct"]
    assert swapped.points == 1          # manhattan stands where t is asked; t is not there yet
    assert twice.points == 2            # the last cell of a question counts


def test_the_solutions_of_a_chapter_earn_every_point_through_the_pipe(walls, tmp_path):
    chapter = next(p for p in pages() if p.slug == "derivatives")
    checked = of_chapter("derivatives")
    cells = [c.source + (f'\ncheck("{c.solves}")' if c.solves in checked else "") for c in chapter.cells]
    (tmp_path / "ada.ipynb").write_text(notebook(FIRST, *cells))
    report = grade_class(tmp_path, list(checked), SECRET)[0]
    assert [m for m in report.marks if not m.points] == []


def test_the_secret_decides_the_inputs():
    assert secret_seed(SECRET, CODE) != secret_seed(SECRET, VALUE) != secret_seed(SECRET + b"x", VALUE)
    assert secret_seed(SECRET, CODE) == secret_seed(SECRET, CODE)


def test_without_a_sandbox_code_runs_only_if_it_is_trusted(tmp_path, monkeypatch):
    monkeypatch.setattr(sandbox, "_walls_stand", lambda: False)
    (tmp_path / "ada.ipynb").write_text(notebook(FIRST, HONEST, ANSWER))
    with pytest.raises(NoSandbox, match="Install bubblewrap"):
        grade_class(tmp_path, [CODE], SECRET)
    assert grade_class(tmp_path, [CODE, VALUE], SECRET, trusted=True)[0].points == 2


def test_reports_escape_what_learners_write(tmp_path):
    bad = '<script>alert(1)</script>'
    write_reports([Report("=cmd|calc", [Mark(CODE, "keep working", bad), Mark(VALUE, "correct")], [bad]),
                   Report("../../up", [Mark(CODE, "not attempted"), Mark(VALUE, "correct")])], tmp_path / "out")
    page = (tmp_path / "out" / "_cmd_calc.html").read_text()
    assert bad not in page and "&lt;script&gt;" in page
    rows = (tmp_path / "out" / "grades.csv").read_text().splitlines()
    assert rows[1] == "'=cmd|calc,1,2,0,1" and rows[2] == "../../up,1,2,,1"
    assert {p.name for p in tmp_path.iterdir()} == {"out"}
    content = json.loads((tmp_path / "out" / "grades.json").read_text())
    assert content[0]["points"] == 1 and content[0]["questions"][0]["message"] == bad


def test_the_command_marks_a_folder_and_says_what_is_wrong(walls, tmp_path, capsys):
    work, out, seed = tmp_path / "work", tmp_path / "out", tmp_path / "seed"
    work.mkdir()
    seed.write_bytes(SECRET)
    base = ["grade", str(work), "--out", str(out), "--questions"]
    assert cli.main([*base, CODE, "--seed-file", str(seed)]) == 2
    assert "there is no notebook" in capsys.readouterr().err
    (work / "ada.ipynb").write_text(notebook(FIRST, HONEST, ANSWER))
    assert cli.main([*base, CODE, VALUE, "--seed-file", str(seed)]) == 0
    assert "1 notebooks, 2 questions" in capsys.readouterr().out
    assert (out / "grades.csv").read_text().splitlines()[1] == "ada,2,2,1,1"
    for arguments, words in ((["ex-vectors-none", "--seed-file", str(seed)], "no exercise ex-vectors-none"),
                             ([CODE, "--seed-file", str(tmp_path / "none")], "No such file"),
                             ([CODE, "--seed-file", str(work / "ada.ipynb")], "lies among the notebooks")):
        assert cli.main([*base, *arguments]) == 2
        assert words in capsys.readouterr().err
    seed.write_bytes(b"short")
    assert cli.main([*base, CODE, "--seed-file", str(seed)]) == 2
    assert "16 bytes" in capsys.readouterr().err


@pytest.mark.parametrize("value", [None, True, 3, -2.5, 1 + 2j, "text", [1, [2.0, "a"]], (1, 2), {"a": [1], 2: None},
                                   {1, 2}])
def test_values_come_back_as_they_went(value):
    back = wire.decode(wire.unpack(wire.pack({"v": wire.encode(value)}))["v"])
    assert back == value and type(back) is type(value)


@pytest.mark.parametrize("value", [np.arange(6).reshape(2, 3), np.array([1 + 1j, 2]), np.array([True, False]),
                                   np.zeros((0, 3)), np.float32(1.5), np.int8(3), np.array([np.inf, -0.0])])
def test_arrays_come_back_as_they_went(value):
    back = wire.decode(wire.unpack(wire.pack({"v": wire.encode(value)}))["v"])
    np.testing.assert_array_equal(back, value)
    assert np.asarray(back).dtype.kind == value.dtype.kind


@pytest.mark.parametrize("message", [{"v": {}}, {"v": {"array": [1], "shape": [10**9], "kind": "f"}}, {"v": [1]},
                                     {"v": {"array": [[1], [2]], "shape": [2], "kind": "f"}},
                                     {"v": {"array": ["a"], "shape": [1], "kind": "f"}}, {"v": {"function": 0}}])
def test_messages_of_another_kind_are_refused(message):
    with pytest.raises((ValueError, TypeError)):
        wire.decode(message["v"])
