"""Chapters run once, in parallel, again only when something they depend on changes, and fail with an address."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from jupyter_cache import get_cache

from m4ds_book.chapters import pages
from m4ds_book.dependencies import digest
from m4ds_book.execution import ChapterError, execute_outdated, stamp


def cell(source: str) -> str:
    return f"```{{code-cell}} python\n{source}\n```\n"


@pytest.fixture
def book(tiny_book):
    tiny_book.module("left", "from m4ds.base import ONE\nVALUE = ONE\n")
    tiny_book.module("right", "VALUE = 2\n")
    tiny_book.module("base", "ONE = 1\n")
    tiny_book.write("left", "# Left\n" + cell("1"))
    tiny_book.write("right", "# Right\n" + cell("2"))
    return tiny_book


def with_imports(book):
    book.write("left", "# Left\n" + cell("from m4ds import left\nleft.VALUE"))
    book.write("right", "# Right\n" + cell("import m4ds.right"))


def digests(book):
    return {c.slug: digest(c, book.root) for c in pages(book.root) if c.is_executable}


@pytest.mark.parametrize(("module", "changes"), [
    ("base", {"left"}), ("left", {"left"}), ("right", {"right"}), ("__init__", {"left", "right"}),
    ("validation", set())])
def test_a_module_concerns_exactly_the_chapters_that_import_it(book, module, changes):
    with_imports(book)
    before = digests(book)
    file = book.root / f"code/src/m4ds/{module}.py"
    file.write_text(file.read_text() + "\n# changed\n")
    after = digests(book)
    assert {slug for slug in after if after[slug] != before[slug]} == changes


def test_a_change_of_the_pins_concerns_every_chapter(book):
    before = digests(book)
    (book.root / "requirements.txt").write_text("numpy==0\n")
    assert all(digests(book)[slug] != before[slug] for slug in before)


def test_what_ran_is_not_run_again_until_it_changes(book):
    quiet = {"root": book.root, "report": lambda _: None}
    assert {r.chapter.slug for r in execute_outdated(**quiet)} == {"left", "right"}
    assert execute_outdated(**quiet) == []
    book.write("right", "# Right\nOther words.\n" + cell("2"))
    assert execute_outdated(**quiet) == []
    book.write("right", "# Right\n" + cell("3"))
    assert [r.chapter.slug for r in execute_outdated(**quiet)] == ["right"]


@pytest.mark.parametrize(("source", "words"), [
    ("1 / 0", "ZeroDivisionError: division by zero"),
    ("import sys\nsys.stderr.write('careful')", "wrote to stderr: careful"),
    ("import os\nos._exit(3)", "ended the kernel"),
    ("import time\ntime.sleep(30)", "ran longer than 2 s"),
])
def test_a_cell_that_fails_is_named_with_file_line_and_number(book, source, words):
    config = book.root / "_config.yml"
    config.write_text(config.read_text().replace("timeout: 60", "timeout: 2"))
    book.write("left", "# Left\n\n" + cell("1") + "\nText.\n\n" + cell(source))
    with pytest.raises(ChapterError) as error:
        execute_outdated(book.root, report=lambda _: None)
    first = (book.root / "book/left.md").read_text().splitlines().index(source.splitlines()[0]) + 1
    assert f"left.md:{first}: cell 2 " in str(error.value)
    assert words in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_chapters_run_where_an_event_loop_runs_already(book):
    async def inside():
        return execute_outdated(book.root, report=lambda _: None)

    with ThreadPoolExecutor(1) as apart:  # the browser of another test may have its loop in this thread
        runs = apart.submit(asyncio.run, inside()).result()
    assert {r.chapter.slug for r in runs} == {"left", "right"}


def test_the_stamp_adds_no_line():
    text = "---\nkernelspec: {name: python3, display_name: Python 3}\n---\n"
    assert stamp(text, "abc").count("\n") == text.count("\n")
    assert "digest: abc" in stamp(text, "abc")


def test_an_expected_error_shows_its_message_and_no_folder(book):
    book.write("left", "# Left\n```{code-cell} python\n:tags: [raises-exception]\nint('a')\n```\n")
    execute_outdated(book.root, report=lambda _: None)
    store = get_cache(str(book.root / "_build/cache"))
    outputs = [o for record in store.list_cache_records() for c in store.get_cache_bundle(record.pk).nb.cells
               for o in c.outputs if o.output_type == "error"]
    assert [o.traceback for o in outputs] == [["ValueError: invalid literal for int() with base 10: 'a'"]]
