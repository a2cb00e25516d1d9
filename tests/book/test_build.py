"""One command makes the site; each kind of bad input stops it with a line that says where."""

import pytest

from m4ds_book.build import publish

PAGE = "(sec-{name})=\n# Page {name}\n\n```{{code-cell}} python\n{code}\n```\n\nSome $x^2$.\n"


def test_publish_replaces_the_old_site_whole(tmp_path):
    for name, file in (("old", "gone.html"), ("new", "here.html")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text(name)
    publish(tmp_path / "new", tmp_path / "old")
    assert [f.name for f in (tmp_path / "old").iterdir()] == ["here.html"]
    assert sorted(f.name for f in tmp_path.iterdir()) == ["new", "old"]


@pytest.fixture
def built(tiny_book):
    tiny_book.write("one", PAGE.format(name="one", code="print(6 * 7)"))
    tiny_book.write("two", PAGE.format(name="two", code="import m4ds.linalg\nprint(2)"))
    done = tiny_book.build()
    assert done.returncode == 0, done.stdout + done.stderr
    return tiny_book


def test_a_book_is_built_then_left_alone_then_mended_where_it_changed(built):
    assert "42" in built.page("one")
    assert 'class="katex"' in built.page("one")
    assert "unpkg" not in built.page("one")
    assert "nothing changed" in built.build().stdout
    built.module("linalg/__init__", "# changed\n")
    again = built.build()
    assert "ran two.md" in again.stdout
    assert "ran one.md" not in again.stdout


def test_a_failing_cell_stops_the_build_and_leaves_the_last_good_site(built):
    built.write("one", PAGE.format(name="one", code="1 / 0"))
    done = built.build()
    assert done.returncode == 1
    assert "book/one.md:10: cell 1 ZeroDivisionError" in done.stderr
    assert "42" in built.page("one")
    assert built.build().returncode == 1  # not forgotten the second time


BROKEN = r"""# Broken

See {ref}`sec-nowhere`, {numref}`fig-nowhere`, {prf:ref}`thm-nowhere` and [there](nowhere.md).

$\undefinedmacro{x}$

```{exercise-start} Alone
:label: ex-broken-alone
```
Statement.
```{exercise-end}
```

```{quiz} quiz-broken-none
Which?

* ( ) The first word. :: No.
* ( ) The second word. :: No.
```
"""


def test_every_broken_thing_on_a_page_is_named_with_its_line(built):
    built.write("one", BROKEN, front="")
    done = built.build()
    assert done.returncode == 1
    for line, words in [(3, "sec-nowhere"), (3, "fig-nowhere"), (3, "thm-nowhere"), (3, "nowhere.md"),
                        (5, "undefinedmacro"), (7, "solution-start"), (14, "quiz-broken-none")]:
        rows = [row for row in done.stderr.splitlines() if words in row]
        assert rows, f"{words} is not reported:\n{done.stderr}"
        assert any(f"book/one.md:{line}:" in row for row in rows), rows
    assert "42" in built.page("one")


def test_a_folder_that_cannot_be_written_is_named(built, monkeypatch):
    from m4ds_book import build

    def refuse():
        raise PermissionError(13, "Permission denied", "_build/html")
    monkeypatch.setitem(build.COMMANDS, "site", refuse)
    assert build.main(["site"]) == 1


def test_a_build_that_was_stopped_is_begun_anew(built):
    work = built.root / "_build" / "work"
    (work / "unfinished").touch()
    (work / "_build" / "html" / "searchindex.js").write_text("half of it")
    built.write("one", PAGE.format(name="one", code="print(6 * 8)"))
    done = built.build()
    assert done.returncode == 0, done.stderr
    assert "48" in built.page("one")
    assert not (work / "unfinished").exists()
