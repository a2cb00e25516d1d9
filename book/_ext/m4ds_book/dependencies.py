"""What a chapter's outputs depend on: its cells, the library modules they import, the pinned versions."""

import ast
import hashlib
import sys
from functools import cache
from pathlib import Path

from m4ds_book.chapters import ROOT, Chapter

LIBRARY = "m4ds"


def module_file(name: str, source: Path) -> Path | None:
    """Return the file of library module `name` below the folder `source`, or None."""
    base = source.joinpath(*name.split("."))
    for candidate in (base / "__init__.py", base.with_suffix(".py")):
        if candidate.is_file():
            return candidate
    return None


def imported_names(code: str) -> set[str]:
    """Return every library name that `code` imports, as dotted names, with the packages above them."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    mine = {name for name in found if name.split(".")[0] == LIBRARY}
    return {".".join(parts[:i]) for name in mine for parts in [name.split(".")]
            for i in range(1, len(parts) + 1)}


def library_files(code: str, source: Path) -> set[Path]:
    """Return the library files that `code` imports, directly or through other library files."""
    files, queue = set(), imported_names(code)
    while queue:
        file = module_file(queue.pop(), source)
        if file and file not in files:
            files.add(file)
            queue |= imported_names(_read(file, file.stat().st_mtime_ns))
            if file.name == "__init__.py":  # data that a package carries
                files |= {f for f in file.parent.iterdir() if f.is_file() and f.suffix != ".py"}
    return files


@cache
def _read(file: Path, _modified: int) -> str:
    return file.read_text(encoding="utf8")


def digest(chapter: Chapter, root: Path = ROOT) -> str:
    """Return a hash that changes when the outputs of `chapter` could, apart from its own cells."""
    source = root / "code" / "src"
    code = "\n".join(cell.source for cell in chapter.cells)
    return digest_of(library_files(code + _check_module(chapter, code), source), root)


def page_digest(chapter: Chapter, root: Path = ROOT) -> str:
    """Return a hash that changes when the page could: its outputs, and the exercises it shows."""
    source = root / "code" / "src"
    exercises = library_files(_exercise_import(chapter), source) if "{exercise-start}" in chapter.text else set()
    return digest(chapter, root) + digest_of(exercises, root)


def digest_of(files: set[Path], root: Path = ROOT) -> str:
    """Return a hash of these files, the pinned versions and the Python version."""
    found = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for file in [root / "requirements.txt", *sorted(files)]:
        found.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _exercise_import(chapter: Chapter) -> str:
    return f"\nimport m4ds.exercises.{chapter.slug.replace('-', '_')}"


def _check_module(chapter: Chapter, code: str) -> str:
    """A chapter that calls `check` depends on its exercises, which are found by label at run time."""
    return _exercise_import(chapter) if "check(" in code else ""
