"""Where the book lives on the web: everything follows from the repository that hosts it.

`BOOK_REPOSITORY` names it (owner/name, or its address); else `GITHUB_REPOSITORY`, which GitHub's workflows set;
else the remote `origin` of git. A fork's pages therefore link to the fork. Without any of these there is no link.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from m4ds_book.chapters import ROOT

BRANCH = "main"
NOTEBOOKS_BRANCH = "binder"  # what the publishing workflow makes: the notebooks and what runs them
FOLDER = "notebooks"         # where they stand in it, and on the site
ADDRESS = re.compile(r"^(?:\w+://(?:[^@/]*@)?|[^@/:]+@)(?P<host>[\w.-]+\.\w+)(?::\d+)?[:/](?P<path>[\w.~/-]+?)(?:\.git)?/?$")
SHORT = re.compile(r"^[A-Za-z0-9][\w-]*/[\w.-]+$")


@dataclass(frozen=True)
class Repository:
    """A repository on a host such as github.com, and the links that it gives."""

    host: str
    path: str

    @property
    def url(self) -> str:
        return f"https://{self.host}/{self.path}"

    @property
    def site(self) -> str:
        """The address that GitHub Pages gives to the site, with its last slash; empty elsewhere."""
        owner, _, name = self.path.partition("/")
        if self.host != "github.com":
            return ""
        home = f"https://{owner.lower()}.github.io/"
        return home if name.lower() == f"{owner.lower()}.github.io" else f"{home}{name}/"

    def binder(self, notebook: str) -> str:
        """Return the address that opens `notebook`, such as linear-algebra/vectors.ipynb, in JupyterLab."""
        where = f"gh/{self.path}" if self.host == "github.com" else f"git/{quote(self.url, safe='')}"
        path = quote(f"lab/tree/{FOLDER}/{notebook}", safe="/")
        return f"https://mybinder.org/v2/{where}/{NOTEBOOKS_BRANCH}?urlpath={path}"

    def discuss(self, title: str, page: str) -> str:
        """Return the address of a new issue about a page."""
        if self.host != "github.com":
            return f"{self.url}/issues"
        return f"{self.url}/issues/new?title={quote(title + ': ')}&body={quote(f'About {page}:')}"


def repository(environment: Mapping[str, str] = os.environ, root: Path = ROOT) -> Repository | None:
    """Return the repository that hosts the book, or None if nothing names one."""
    for name in ("BOOK_REPOSITORY", "GITHUB_REPOSITORY"):
        if environment.get(name, "").strip():
            return parse(environment[name].strip())
    return parse(_origin(root))


def parse(text: str) -> Repository | None:
    """Return the repository that `text` names: owner/name on GitHub, or an address of git."""
    if SHORT.match(text):
        return Repository("github.com", text.removesuffix(".git"))
    match = ADDRESS.match(text)
    if match is None or "/" not in match["path"]:
        return None
    return Repository(match["host"].lower(), match["path"])


def site(environment: Mapping[str, str] = os.environ, root: Path = ROOT) -> str:
    """Return the address of the published site, with its last slash, or nothing; `BOOK_SITE` overrides it."""
    own = environment.get("BOOK_SITE", "").strip()
    if own:
        return own.rstrip("/") + "/"
    found = repository(environment, root)
    return found.site if found else ""


def _origin(root: Path) -> str:
    try:
        found = subprocess.run(["git", "-C", str(root), "remote", "get-url", "origin"], capture_output=True,
                               text=True, check=False)
    except FileNotFoundError:
        return ""
    return found.stdout.strip()
