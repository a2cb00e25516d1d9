"""Run chapters on all cores, once, into the cache that the site, the PDF and the notebooks share.

jupyter-cache keys on the cells and the kernelspec alone. So the digest of what a chapter imports is
stamped into its kernelspec, here before execution and at `source-read` when Sphinx reads the page.
"""

import asyncio
import os
import re
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import create_nb_reader
from myst_parser.config.main import MdParserConfig
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from m4ds_book.chapters import ROOT, Chapter, pages
from m4ds_book.dependencies import digest, page_digest

KERNEL = re.compile(r"^kernelspec: \{name: python3, display_name: Python 3\}$", re.M)
KERNEL_ENVIRONMENT = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
                      "SOURCE_DATE_EPOCH": "0"}
LAST_LINES = 3
STARTS = 3


class ChapterError(Exception):
    """A chapter that did not run; the message names file, line and cell, and says what happened."""


@dataclass(frozen=True)
class Run:
    """A chapter that ran."""

    chapter: Chapter
    seconds: float


def kernel_environment(root: Path) -> dict[str, str]:
    """Return the environment of a kernel: the library of this tree before any that is installed."""
    paths = [str(root / "code" / "src"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, **KERNEL_ENVIRONMENT, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def stamp(text: str, value: str) -> str:
    """Return the chapter's text with `value` in its kernelspec, no line added."""
    return KERNEL.sub(f"kernelspec: {{name: python3, display_name: Python 3, digest: {value}}}", text, count=1)


def read_notebook(chapter: Chapter, root: Path = ROOT):
    """Return the chapter as a notebook, just as myst-nb will read it."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf8"))
    markdown = MdParserConfig(enable_extensions=set(config["parse"]["myst_enable_extensions"]))
    text = stamp(chapter.text, digest(chapter, root))
    reader = create_nb_reader(str(chapter.path), markdown, NbParserConfig(), text)
    if reader is None:
        raise ChapterError(f"{chapter.path}:1: no kernelspec in the front matter, so its cells would not "
                           "run: begin the chapter as CONTRIBUTING.md shows")
    return reader.read(text)


async def execute(notebook, chapter: Chapter, timeout: int, root: Path) -> None:
    """Run the notebook in place, in a folder of its own; start again if another process took the kernel's port."""
    for _ in range(STARTS):
        began = []
        problem = await _attempt(notebook, timeout, root, began)
        if began:
            break
    if problem:
        raise ChapterError(_where(chapter, notebook, began[-1] if began else 0) + problem)
    _refuse_stderr(notebook, chapter)
    _shorten_errors(notebook)


async def _attempt(notebook, timeout: int, root: Path, began: list[int]) -> str:
    """Run the notebook; return what went wrong, and leave in `began` the cells that were reached."""
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=timeout, kernel_name="python3", record_timing=False,
                                extra_arguments=["--IPKernelApp.log_level=ERROR"],
                                resources={"metadata": {"path": folder}},
                                on_cell_execute=lambda cell, cell_index: began.append(cell_index))
        try:
            await client.async_execute(env=kernel_environment(root))
        except CellTimeoutError:
            return f"ran longer than {timeout} s: make it smaller"
        except DeadKernelError:
            return "ended the kernel"
        except CellExecutionError as error:
            return f"{error.ename}: {error.evalue}"
        except RuntimeError as error:
            return f"could not start: {error}"
    return ""


def _refuse_stderr(notebook, chapter: Chapter) -> None:
    for i, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", ()):
            if output.output_type == "stream" and output.name == "stderr":
                last = " | ".join(output.text.strip().splitlines()[-LAST_LINES:])
                raise ChapterError(_where(chapter, notebook, i) + f"wrote to stderr: {last}")


def _shorten_errors(notebook) -> None:
    """Leave of an expected error what it says: its frames name folders of this machine."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}"]


def _where(chapter: Chapter, notebook, index: int) -> str:
    number = sum(c.cell_type == "code" for c in notebook.cells[:index + 1])
    line = notebook.metadata["source_map"][index] + 1
    return f"{chapter.path}:{line}: cell {number} "


def execute_outdated(root: Path = ROOT, workers: int | None = None, report=print) -> list[Run]:
    """Run every chapter whose outputs are not in the cache, `workers` at a time.

    Raises
    ------
    ChapterError
        If any chapter fails; all failures are in the message, a line each.
    """
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf8"))["execute"]
    store = get_cache(str(root / config["cache"]))
    todo = [(c, nb) for c in pages(root) if c.is_executable for nb in [read_notebook(c, root)]
            if not _is_cached(store, nb)]
    work = _execute_all(todo, store, config["timeout"], root, workers or os.cpu_count(), report)
    with ThreadPoolExecutor(1) as apart:  # the caller may have an event loop of its own
        runs, failures = apart.submit(asyncio.run, work).result()
    if failures:
        raise ChapterError("\n".join(sorted(failures)))
    return runs


async def _execute_all(todo, store, timeout: int, root: Path, workers: int, report) -> tuple[list[Run], list[str]]:
    """Run the notebooks `workers` at a time; return what ran, and what was wrong with the others."""
    runs, failures, free = [], [], asyncio.Semaphore(workers)

    async def run(chapter: Chapter, notebook) -> None:
        async with free:
            start = time.perf_counter()
            try:
                await execute(notebook, chapter, timeout, root)
            except ChapterError as error:
                failures.append(str(error))
                return
            seconds = time.perf_counter() - start
        bundle = CacheBundleIn(notebook, str(chapter.path), data={"execution_seconds": seconds})
        store.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
        runs.append(Run(chapter, seconds))
        report(f"  ran {chapter.path.name} in {seconds:.1f} s ({len(runs)}/{len(todo)})")

    await asyncio.gather(*(run(*item) for item in todo))
    return runs, failures


def _is_cached(store, notebook) -> bool:
    try:
        store.match_cache_notebook(notebook)
    except KeyError:
        return False
    return True


def _by_document(env) -> dict[str, Chapter]:
    source = Path(env.srcdir)
    return {c.path.relative_to(source).with_suffix("").as_posix(): c for c in pages(source)}


def _stamp_on_read(app, docname, content) -> None:
    chapter = _by_document(app.env).get(docname)
    if chapter is None:
        return
    app.env.m4ds_digests = {**getattr(app.env, "m4ds_digests", {}),
                            docname: page_digest(chapter, Path(app.srcdir))}
    if chapter.is_executable:
        content[0] = stamp(content[0], digest(chapter, Path(app.srcdir)))


def _outdated(app, env, added, changed, removed) -> list[str]:
    known = getattr(env, "m4ds_digests", {})
    return [name for name, c in _by_document(env).items()
            if name in known and known[name] != page_digest(c, Path(app.srcdir))]


def setup(app):
    app.connect("source-read", _stamp_on_read)
    app.connect("env-get-outdated", _outdated)
    return {"version": "1", "parallel_read_safe": True}
