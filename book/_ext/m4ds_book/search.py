"""Write what the search page searches: a row a section, with its headings, its named statements, its words.

`searchable.js` holds the rows. MiniSearch ranks them in the browser: with typing errors, offline, also from a folder.
"""

import json
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

WORD = re.compile(r"\d+\.\d+|[^\W_]+(?:['’][^\W_]+)*")
FILE = "searchable.js"
GLOSSARY = "book/appendices/glossary"
ASIDE = {"Quiz", "Exercises", "Review", "Further reading", "In one page"}  # these repeat what stands elsewhere
LISTS = re.compile(r"appendices/|/(?:index|formulas)$")
LEFT_OUT = (nodes.math, nodes.math_block, nodes.Invisible, nodes.raw, addnodes.index)
NAMED = (nodes.strong, nodes.caption, nodes.term)


def rows(env) -> list[dict]:
    """Return a row for each section of the book, in its order."""
    found, home = [], {}
    for name in _in_order(env):
        doctree = env.get_doctree(name)
        page = env.titles[name].astext()
        for section in doctree.findall(lambda n: isinstance(n, nodes.section) and isinstance(n[0], nodes.title)):
            row = _row(env, name, page, section)
            found.append(row)
            home.update({i: row for part in _own(section) for i in getattr(part, "attributes", {}).get("ids", ())})
    _spread_glossary(env, home)
    return [{**row, "names": " ".join(dict.fromkeys(row["names"])), "text": " ".join(sorted(row["text"]))}
            for row in found]


def _in_order(env) -> list[str]:
    root = env.config.root_doc
    listed = [root]
    for name in listed:
        listed += [n for n in env.toctree_includes.get(name, ()) if n not in listed]
    return listed


def _row(env, name: str, page: str, section) -> dict:
    title = section[0].astext()
    anchor = "" if isinstance(section.parent, nodes.document) else f"#{section['ids'][0]}"
    numbers = env.toc_secnumbers.get(name, {}).get(anchor, ())
    above = [section, *_parents(section)]
    row = {"url": f"{name}.html{anchor}", "title": title, "page": page if anchor else "",
           "number": ".".join(map(str, numbers)), "names": [], "text": set(),
           "aside": int(bool(LISTS.search(name)) or any(s[0].astext() in ASIDE for s in above))}
    for part in _own(section):
        if isinstance(part, NAMED):
            row["names"].append(part.astext())
        elif isinstance(part, nodes.Text):
            row["text"].update(w.lower() for w in WORD.findall(part) if len(w) > 1)
    return row


def _parents(section):
    while isinstance(section := section.parent, nodes.section):
        yield section


def _own(node):
    """Yield the node and what is in it, without the sections below it, formulas, outputs and worked solutions."""
    yield node
    for child in node.children:
        if not (isinstance(child, (nodes.section, *LEFT_OUT)) or _is_hidden(child)):
            yield from _own(child)


def _is_hidden(node) -> bool:
    """Say whether a node is a solution, an output of a cell, or the key of a source."""
    return isinstance(node, nodes.Element) and (node.get("refdomain") == "cite" or bool(
        {"solution", "cell_output"} & {*node.get("classes", ()), node.get("nb_element", "")}))


def _spread_glossary(env, home: dict) -> None:
    """Give each term of the glossary, if there is one, with its explanation, to the section that defines it."""
    if GLOSSARY not in env.all_docs:
        return
    for item in env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
        for link in item.findall(addnodes.pending_xref):
            row = home.get(nodes.make_id(link["reftarget"]))
            if row is not None:
                row["names"] += [term.astext() for term in item.findall(nodes.term)]
                row["names"] += [definition.astext() for definition in item.findall(nodes.definition)]


def _write(app, error) -> None:
    if error is None and app.builder.format == "html":
        data = json.dumps(rows(app.env), ensure_ascii=False, separators=(",", ":"))
        Path(app.outdir, FILE).write_text(f"m4ds.searchable={data};\n", encoding="utf8")


def _own_page(app):
    """Make the page of the results; Sphinx's own index, which it would load, is not written."""
    if app.builder.format == "html":
        yield "search", {}, "search.html"


def _no_index(app) -> None:
    app.builder.search = False


def setup(app):
    app.connect("builder-inited", _no_index)
    app.connect("html-collect-pages", _own_page)
    app.connect("build-finished", _write, priority=400)
    return {"version": "1", "parallel_read_safe": True}
