"""Build the book: `python -m m4ds_book.build site`. The Makefile is the door; this is what is behind it."""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from m4ds_book import execution, links, lint, pdf as press, vendor
from m4ds_book.chapters import ROOT, pages

BUILD = ROOT / "_build"
WORK = BUILD / "work"
SITE = BUILD / "html"
BOOK = BUILD / "pdf" / f"{press.NAME}.pdf"
INPUTS = ("_config.yml", "_toc.yml", "requirements.txt", "requirements-build.txt", "package-lock.json",
          "book/**/*", "code/src/**/*")
NOISE = re.compile(r"\x1b\[[0-9;]*m")


class BuildError(Exception):
    """The build stopped; the message says where and what to do."""


@contextmanager
def step(name: str):
    """Print what is being done, and how long it took."""
    print(f"{name} ...", flush=True)
    start = time.perf_counter()
    yield
    print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)


def fingerprint(patterns=INPUTS, root: Path = ROOT) -> str:
    """Return a hash of everything that the site is made from."""
    found = hashlib.sha256()
    files = {f for p in patterns for f in root.glob(p) if f.is_file() and "__pycache__" not in f.parts}
    for file in sorted(files):
        found.update(f"{file.relative_to(root)}".encode() + b"\0" + file.read_bytes())
    return found.hexdigest()


def structure() -> str:
    """Return a hash of what every page's sidebar shows: order, titles and settings, and the extensions."""
    titles = "\n".join(re.findall(r"^# .*", c.text, re.M)[0] for c in pages() if "# " in c.text)
    settings = fingerprint(("_config.yml", "_toc.yml", "requirements-build.txt", "book/_ext/**/*.py"))
    return hashlib.sha256((titles + settings + home()).encode()).hexdigest()


def home() -> str:
    """Return what the links to the book's own repository and site follow from."""
    return f"{links.repository()} {links.site()}"


def environment() -> dict[str, str]:
    """Return the environment of a build: our modules, this Python's tools, one fixed date."""
    paths = os.pathsep.join([str(ROOT / "code" / "src"), str(ROOT / "book" / "_ext")])
    return {**os.environ, **execution.KERNEL_ENVIRONMENT, "PYTHONPATH": paths,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])}


def sphinx(builder: str, log: Path) -> None:
    """Run Jupyter Book with warnings as errors.

    Raises
    ------
    BuildError
        With the warnings, a line each, if there is any.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    unfinished = WORK / "unfinished"
    if unfinished.exists():  # a build that failed or was stopped leaves half-written indexes
        shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    unfinished.touch()
    command = [str(Path(sys.executable).parent / "jupyter-book"), "build", str(ROOT), "--path-output", str(WORK),
               "--builder", "custom", "--custom-builder", builder, "-n", "-W", "--keep-going", "-q"]
    with log.open("w") as out:
        status = subprocess.run(command, env=environment(), stdout=out, stderr=subprocess.STDOUT,
                                stdin=subprocess.DEVNULL, cwd=ROOT).returncode
    if status:
        raise BuildError(_problems(log))
    unfinished.unlink()


def _problems(log: Path) -> str:
    lines = [NOISE.sub("", row) for row in log.read_text(encoding="utf8", errors="replace").splitlines()]
    found = [row.replace(f"{ROOT}/", "") for row in lines if re.search(r"WARNING|ERROR|Error\b|error:", row)]
    return "\n".join(dict.fromkeys(found)) or f"Jupyter Book stopped; its output is in {log}"


def publish(source: Path, target: Path) -> None:
    """Replace `target` by a copy of `source` in one step, so that a stopped build leaves the last good one."""
    fresh, old = target.with_name(target.name + ".new"), target.with_name(target.name + ".old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, fresh)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def unless_done(name: str, make: Callable[[], None]) -> None:
    """Run `make` unless nothing that goes into the book has changed since it last succeeded."""
    stamp, now = BUILD / "stamps" / name, f"{fingerprint()} {home()}"
    if stamp.exists() and stamp.read_text() == now:
        print(f"{name}: nothing changed")
        return
    make()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now)


def prepare() -> None:
    """Check the sources, bring in what the site serves, run the chapters that changed."""
    problems = lint.problems()
    if problems:
        raise BuildError("\n".join(problems))
    vendor.prepare()
    forget_structure()
    with step("running chapters"):
        try:
            execution.execute_outdated()
        except execution.ChapterError as error:
            raise BuildError(str(error).replace(f"{ROOT}/", "")) from None


def forget_structure() -> None:
    """Read all pages anew when what each of them shows has changed."""
    stamp, now = BUILD / "stamps" / "structure", structure()
    if not stamp.exists() or stamp.read_text() != now:
        shutil.rmtree(WORK / "_build" / ".doctrees", ignore_errors=True)
        shutil.rmtree(WORK / "_build" / "html", ignore_errors=True)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(now)


def site() -> None:
    """Build the site into _build/html."""
    def make():
        prepare()
        with step("writing pages"):
            sphinx("html", BUILD / "logs" / "site.log")
        offer(WORK / "_build" / "html")
        publish(WORK / "_build" / "html", SITE)
    unless_done("site", make)
    print(f"open {(SITE / 'index.html').as_uri()}")


def live() -> None:
    """Build the site at each save, and serve it."""
    def build():
        try:
            site()
        except BuildError as error:
            print(error, file=sys.stderr)

    from m4ds_book.live import run
    build()
    run(build, SITE)


def pdf() -> None:
    """Build the book as PDF into _build/pdf, and lay a copy beside the site's pages."""
    def make():
        prepare()
        with step("writing LaTeX"):
            sphinx("latex", BUILD / "logs" / "pdf.log")
        with step("typesetting"):
            try:
                press.typeset(WORK / "_build" / "latex", BOOK)
            except press.PdfError as error:
                raise BuildError(str(error)) from None
        offer(WORK / "_build" / "html", SITE)
    unless_done("pdf", make)
    print(f"open {BOOK.as_uri()}")


def notebooks() -> None:
    """Build the site, and copy its notebooks into _build/notebooks."""
    site()
    publish(SITE / links.FOLDER, BUILD / "notebooks")


def offer(*sites: Path) -> None:
    """Offer the PDF, if there is one, for download on every page of `sites`."""
    for folder in sites:
        if BOOK.exists() and folder.exists():
            press.offer(BOOK, folder)


def linkcheck() -> None:
    """Check every link to another site."""
    prepare()
    with step("asking other sites"):
        sphinx("linkcheck", BUILD / "logs" / "links.log")


COMMANDS = {"site": site, "notebooks": notebooks, "pdf": pdf, "links": linkcheck, "live": live}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="m4ds_book.build", description=__doc__)
    parser.add_argument("what", nargs="+", choices=COMMANDS)
    start = time.perf_counter()
    try:
        for what in parser.parse_args(arguments).what:
            COMMANDS[what]()
    except BuildError as error:
        print(f"\nThe build stopped. The last good one is untouched.\n{error}", file=sys.stderr)
        return 1
    except PermissionError as error:
        print(f"cannot write {error.filename}: make the folder writable, or build elsewhere", file=sys.stderr)
        return 1
    print(f"total: {time.perf_counter() - start:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
