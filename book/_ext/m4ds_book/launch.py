"""Under the title of each chapter: run it in Binder, take its notebook, discuss it. Nothing loads before a click."""

from html import escape

from m4ds_book import links
from m4ds_book.notebooks import address, chapters_of


def line(found: list[tuple[str, str, str]]) -> str:
    """Return the links as HTML; each item is an address, the words, and further attributes."""
    parts = [f'<a href="{escape(target)}"{more}>{words}</a>' for target, words, more in found]
    return f'\n<nav class="page-links d-print-none" aria-label="This page">{" · ".join(parts)}</nav>' if parts else ""


def items(repository, docname: str, title: str, notebook: str) -> list[tuple[str, str, str]]:
    """Return the links of a page; `notebook` is where its notebook is served, or nothing."""
    found = []
    if notebook and repository:
        found.append((repository.binder(address(docname)), "Run this chapter in Binder", ""))
    if notebook:
        found.append((notebook, "Download its notebook", " download"))
    if repository:
        found.append((repository.discuss(title, docname), "Discuss this page", ""))
    return found


def _offer(app, pagename, templatename, context, doctree) -> None:
    if doctree is None or pagename == app.config.root_doc:
        return
    notebook = ""
    if pagename in chapters_of(app.srcdir):
        notebook = context["pathto"](f"{links.FOLDER}/{address(pagename)}", 1)
    title = app.env.titles[pagename].astext()
    found = items(links.repository(root=app.srcdir), pagename, title, notebook)
    context["body"] = context["body"].replace("</h1>", "</h1>" + line(found), 1)


def _tell_theme(app, config) -> None:
    repository = links.repository(root=app.srcdir)
    if repository:
        config.html_theme_options = {**config.html_theme_options, "repository_url": repository.url,
                                     "repository_branch": links.BRANCH, "use_repository_button": True}


def setup(app):
    app.connect("config-inited", _tell_theme)
    app.connect("html-page-context", _offer)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
