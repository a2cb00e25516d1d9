"""A chapter becomes a student's notebook: resolved, without solutions, the same bytes each time, and it runs."""

import json
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from m4ds_book import links
from m4ds_book.chapters import ROOT
from m4ds_book.macros import expand
from m4ds_book.notebooks import dump

CHAPTER = r"""---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {name: python3, display_name: Python 3}
---
(sec-one)=
# One and $x_1$

```{code-cell} python
from m4ds.glue import glue
```

```{code-cell} python
---
tags: [remove-cell]
---
hidden = 6
```

```{code-cell} python
---
tags: [hide-input]
mystnb:
  figure:
    name: fig-one-line
    caption: |
      A line of $\norm{\vx}$.
  image:
    alt: A line.
---
import matplotlib.pyplot as plt
glue(one_answer=hidden * 7)
fig, ax = plt.subplots()
fig;
```

The answer is {glue:text}`one_answer`, it costs \$5 and 2 * 3 * 4 > a_b_c.
See {numref}`fig-one-line`, {prf:ref}`thm-one-small`, {eq}`eq-one-sum`, {ref}`sec-other`, {ref}`sec-plain`.

## A section

```{prf:theorem} Small
:label: thm-one-small

For $\vx \in \R^n$

```{math}
:label: eq-one-sum
\norm{\vx} = 1,
\qquad \abs{x}N = 2 % a comment
```
```

```{prf:proof}
It is so. $A\T = A$.
```

| left | right |
|---|---|
| $\abs{a}$ | b |

```{quiz} quiz-one-what
What is it?

* (x) This word. :: Because.
* ( ) Another word. :: Not so.
```

```{exercise-start} Angle
:label: ex-vectors-angle
:class: practise
```
The statement.
```{exercise-end}
```

```{exercise-hint} ex-vectors-angle
The nudge.
```

```{exercise-answer} ex-vectors-angle
The short one.
```

```{solution-start} ex-vectors-angle
```
The secret.
```{code-cell} python
secret = 1
```
```{solution-end}
```

## The end
"""
OTHER = CHAPTER[:CHAPTER.index("(sec-one)=")] + "(sec-other)=\n# Other\n\n```{code-cell} python\n1\n```\n"


SETTINGS = """
extensions = ["myst_nb", "sphinx_proof", "sphinx_exercise", "m4ds_book.practice", "m4ds_book.unglue",
              "m4ds_book.notebooks"]
numfig = math_numfig = True
numfig_secnum_depth = 1
numfig_format = {"figure": "Figure %s"}
myst_enable_extensions = ["amsmath", "dollarmath"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
math_eqref_format = "({number})"
html_title = "The book"
master_doc = "book/index"
exclude_patterns = ["out", "again", "doctrees", "jupyter_execute"]
suppress_warnings = ["misc.highlighting_failure"]
"""


def build(folder, out="out"):
    """Build the notebooks of the book in `folder`, warnings as errors; return them by name."""
    (folder / "conf.py").write_text(SETTINGS)
    paths = os.pathsep.join([str(ROOT / "code/src"), str(ROOT / "book/_ext")])
    done = subprocess.run([sys.executable, "-m", "sphinx", "-b", "notebooks", "-qW", "--keep-going", "-d",
                           folder / "doctrees", folder, folder / out], capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": paths, "BOOK_REPOSITORY": "octo/maths"})
    assert done.returncode == 0, done.stderr
    return {p.stem: p.read_text(encoding="utf8") for p in sorted((folder / out).rglob("*.ipynb"))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("book")
    (folder / "book/part").mkdir(parents=True)
    pages = {"index": "# Index\n\n```{toctree}\n:numbered:\npart/one\npart/other\nplain\n```\n",
             "part/one": re.sub(r"```(\{prf:theorem\}.*?\n)```\n```\n", r"````\1```\n````\n", CHAPTER, flags=re.S),
             "part/other": OTHER, "plain": "(sec-plain)=\n# Plain\n"}
    for name, text in pages.items():
        (folder / f"book/{name}.md").write_text(text, encoding="utf8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: book/index\nchapters:\n"
                                     "- file: book/part/one\n- file: book/part/other\n- file: book/plain\n")
    return folder


@pytest.fixture(scope="module")
def built(folder):
    return build(folder)


@pytest.fixture
def cells(built):
    return json.loads(built["one"])["cells"]


@pytest.fixture
def text(cells):
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


def code(cells):
    return ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]


def test_a_page_without_cells_makes_no_notebook(built):
    assert sorted(built) == ["one", "other"]


def test_it_says_what_it_is_and_how_to_install_it(text):
    assert text.startswith("# 1. One and $x_1$")
    assert "*The book*" in text
    assert "pip install -r requirements.txt" in text
    assert "https://octo.github.io/maths/book/part/one.html" in text


def test_numbers_references_and_values_are_resolved(text):
    assert "The answer is 42, it costs \\$5 and 2 \\* 3 \\* 4 > a\\_b\\_c." in text.replace("\\>", ">")
    assert "[Theorem 1.1](#Theorem-1.1.-Small)" in text
    assert "#### Theorem 1.1. Small" in text
    assert "[Figure 1.1]" in text or "Figure 1.1, [Theorem" in text
    assert "[(1.1)](#Theorem-1.1.-Small)" in text
    assert "[Other](other.ipynb)" in text
    assert "[Plain](https://octo.github.io/maths/book/plain.html#sec-plain)" in text
    assert not re.search(r"\{[a-z:]+\}`", text)


def test_formulas_need_no_macro_and_stand_on_one_line(text):
    assert r"\left\lvert x \right\rvert N = 2 \tag{1.1} $$" in text
    assert r"$A^{\mathsf{T}} = A$" in text
    assert r"\vx" not in text
    assert "a comment" not in text


def test_the_figure_keeps_its_caption_and_loses_its_output(cells, text):
    assert "**Figure 1.1.** A line of" in text
    assert not any(c.get("outputs") for c in cells)
    figure = next(c for c in cells if "plt.subplots" in "".join(c["source"]))
    assert figure["metadata"]["jupyter"] == {"source_hidden": True}


def test_hidden_cells_stay_in_order_and_what_carries_numbers_goes(cells):
    found = code(cells)
    assert found.index("hidden = 6") == 1
    assert not any("glue" in c for c in found)


def test_solutions_are_cut_and_hints_folded(built, text):
    assert "secret" not in built["one"]
    assert "<summary>Hint</summary>\n\nThe nudge." in text
    assert "<summary>Short answer</summary>\n\nThe short one." in text


def test_a_checked_exercise_has_its_numbers_and_a_starter(cells, text):
    from m4ds.exercises import find
    exercise = find("ex-vectors-angle")
    assert f"`{exercise.variant(0).given}`" in text
    assert 'check("ex-vectors-angle", seed=1)' in text
    starter = next(c for c in code(cells) if c.endswith('check("ex-vectors-angle")'))
    assert starter.startswith(f"{exercise.name} = ...")


def test_a_quiz_is_a_question_with_folded_reasons(text):
    assert "**Question 1.** What is it?\n\n- This word.\n- Another word." in text
    assert "- **Right:** This word. Because." in text


def test_two_builds_give_the_same_bytes(folder, built):
    shutil.rmtree(folder / "doctrees")
    assert build(folder, "again") == built


def test_the_notebook_is_valid_and_runs_with_the_exercise_not_attempted(built):
    notebook = nbformat.reads(built["one"], 4)
    nbformat.validate(notebook)
    NotebookClient(notebook, timeout=60).execute()
    last = next(c for c in notebook.cells if "check(" in c.source and c.cell_type == "code"
                and "import" not in c.source)
    assert last.outputs[0]["data"]["text/plain"] == "ex-vectors-angle: not attempted."


@pytest.mark.parametrize(("tex", "plain"), [
    (r"\abs{a}N", r"\left\lvert a \right\rvert N"), (r"a\\R", r"a\\R"), (r"\R^n", r"\mathbb{R}^n"),
    (r"\abs\vx", r"\left\lvert \mathbf{x} \right\rvert"), (r"\abs{\{\abs{x}\}}", r"\left\lvert \{\left\lvert x "
     r"\right\rvert\} \right\rvert"), (r"\alpha\vv\T", r"\alpha\mathbf{v}^{\mathsf{T}}"), (r"\var", r"\var")])
def test_macros_are_written_out(tex, plain):
    assert expand(tex) == plain


def test_a_brace_that_is_not_closed_is_named():
    with pytest.raises(ValueError, match="brace"):
        expand(r"\norm{x")


@pytest.mark.parametrize(("text", "url"), [
    ("octo/maths", "https://github.com/octo/maths"), ("https://github.com/octo/maths.git", "https://github.com/octo/maths"),
    ("git@github.com:octo/maths.git", "https://github.com/octo/maths"),
    ("ssh://git@git.example.org:2222/a/b", "https://git.example.org/a/b"),
    ("https://user:secret@github.com/octo/maths/", "https://github.com/octo/maths"),
    ("/srv/maths", None), ("file:///srv/maths", None), ("../maths", None), ("", None)])
def test_a_repository_is_read_from_its_name_or_address(text, url):
    found = links.parse(text)
    assert (found.url if found else None) == url


def test_the_variable_goes_before_the_workflow_and_the_workflow_before_git(folder):
    both = {"BOOK_REPOSITORY": "own/book", "GITHUB_REPOSITORY": "octo/maths"}
    assert links.repository(both, folder).path == "own/book"
    assert links.repository({"GITHUB_REPOSITORY": "octo/maths"}, folder).path == "octo/maths"
    assert links.repository({}, folder) is None
    assert links.site({}, folder) == ""
    assert links.site({"BOOK_REPOSITORY": "Octo/octo.github.io"}, folder) == "https://octo.github.io/"
    assert links.site({"BOOK_SITE": "https://maths.example.org"}, folder) == "https://maths.example.org/"


def test_binder_opens_the_chapter_and_the_same_cells_give_the_same_file():
    address = links.parse("octo/maths").binder("linear-algebra/vectors.ipynb")
    assert address == ("https://mybinder.org/v2/gh/octo/maths/binder"
                       "?urlpath=lab/tree/notebooks/linear-algebra/vectors.ipynb")
    cells = [{"cell_type": "markdown", "metadata": {}, "source": "a\nb"}]
    assert dump(cells) == dump(cells)
