"""What Jupyter Book would pass over in silence is named with its line."""

from pathlib import Path

import pytest

from m4ds_book.chapters import Chapter
from m4ds_book.lint import check, check_references, problems

FRONT = ("---\njupytext:\n  text_representation: {extension: .md, format_name: myst}\n"
         "kernelspec: {name: python3, display_name: Python 3}\n---\n")


def found(text: str, front: str = FRONT) -> list[tuple[int, str]]:
    return list(check(Chapter(Path("book/part/name.md"), front + text)))


def test_the_book_itself_has_no_problem():
    assert problems() == []


@pytest.mark.parametrize(("text", "line", "words"), [
    ("# T\n```{code-cell} python\n:tags: [hide-inptu]\n1\n```\n", 9, "unknown tag hide-inptu"),
    ("# T\n```{code-cell} python\n%matplotlib inline\n```\n", 8, "not plain Python"),
    ("# T\n```{code-cell} python\nfor check in range(3):\n    pass\n```\n", 8, "needs the name check"),
    ("# T\n```{code-cell} python\ndef check(x):\n    return x\n```\n", 8, "needs the name check"),
    ("# T\n```{code-cell} python\nimport requests\n```\n", 8, "do not import requests"),
    ("# T\n```{code-cell} python\nx = '" + 80 * "a" + "'\n```\n", 8, "does not fit the printed page"),
    ("# T\n```{code-cell} python\n" + 30 * "x = 1\n" + "```\n", 8, "a cell of 30 lines"),
    ("# T\n```{code-cell} python\n---\nmystnb:\n  figure:\n    name: fig-a\n---\n1\n```\n", 7, "alt text"),
    ("# T\n![](a.png)\n", 7, "alt text"),
    ("# T\n\n| $f\\mid g$ | where |\n|---|---|\n| 1 | 2 |\n", 8, "without a word at its head"),
    ("# T\n```{quiz} quiz-a\nWhich?\n\n* (x) $a = b$ :: Yes.\n* ( ) none :: No.\n```\n", 10, "option without a word"),
    ("# T\n\n| place | |\n|---|:-:|\n| 1 | 2 |\n", 8, "without a word at its head"),
    ("# T\n```{figure} a.png\n:name: fig-a\n```\n", 7, "alt text"),
    ("# T\n## In one page\n\nRate\n: about {glue:text}`t_a`.\n\n## Quiz\n", 10, "glued number under In one page"),
])
def test_each_problem_is_named_with_its_line(text, line, words):
    assert [(n, words in message) for n, message in found(text)] == [(line, True)]


def test_a_chapter_whose_cells_would_not_run_is_named():
    assert "front matter" in found("# T\n```{code-cell} python\n1\n```\n", front="")[0][1]


def test_a_sound_chapter_has_no_problem():
    assert found("# T\n```{code-cell} python\n:tags: [hide-input]\nimport numpy as np\nnp.pi\n```\n") == []


@pytest.mark.parametrize(("text", "line", "words"), [
    ("@book{a,\n  title = {A},\n}\n\n@book{b,\n  title = {B}\n  year = {2000}\n}\n", 7, "not BibTeX"),
    ("@book{a,\n  title = {A}\n\n@book{b,\n  title = {B}\n}\n", 4, "not BibTeX"),
    ("@book{a,\n  title = {A}\n}\n\n@book{A,\n  title = {B}\n}\n", 5, "a second entry"),
])
def test_a_broken_bibliography_is_named_with_its_line(text, line, words):
    assert [(n, words in message) for n, message in check_references(text)] == [(line, True)]
