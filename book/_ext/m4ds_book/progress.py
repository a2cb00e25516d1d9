"""The directive `progress`: a panel with what the reader has solved, kept on the reader's own device."""

import json
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from m4ds_book.nodes import answer_box, progress_node, quiz_node, register, skip

UNMARKED = ("function",)  # judged in the notebook, so the page cannot know


class Progress(SphinxDirective):
    """The panel with the reader's progress on this device."""

    def run(self):
        return [progress_node()]


def collect(app, document) -> None:
    """Note which questions and exercises of the page the reader can solve on it."""
    labels = [node["label"] for node in document.findall(lambda n: isinstance(n, quiz_node | answer_box))
              if node.get("kind") not in UNMARKED]
    everything(app.env)[app.env.docname] = labels


def everything(env) -> dict[str, list[str]]:
    if not hasattr(env, "m4ds_practice"):
        env.m4ds_practice = {}
    return env.m4ds_practice


def forget(app, env, docname) -> None:
    everything(env).pop(docname, None)


def merge(app, env, docnames, other) -> None:
    everything(env).update({name: everything(other)[name] for name in docnames if name in everything(other)})


def write_contents(app, error) -> None:
    """Write what the panel counts, as a script, since a page opened from a file cannot fetch JSON."""
    if error is not None or app.builder.format != "html":
        return
    found = everything(app.env)
    order = [name for name in app.env.toctree_includes.get(app.config.root_doc, [])]
    pages = sorted((name for name in found if found[name]), key=lambda n: (_place(app.env, n, order), n))
    rows = [{"page": app.builder.get_target_uri(name), "title": app.env.titles[name].astext(),
             "labels": found[name]} for name in pages]
    target = Path(app.outdir) / "_static" / "practice"
    target.mkdir(parents=True, exist_ok=True)
    script = f"m4ds.contents = {json.dumps(rows, ensure_ascii=False)};\n"
    (target / "contents.js").write_text(script, encoding="utf8")


def _place(env, name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)


def visit_progress(self, node):
    self.body.append('<div class="progress-panel" data-progress><noscript><p>With JavaScript on, your '
                     'progress shows here.</p></noscript></div>\n')
    raise nodes.SkipNode


def setup(app):
    others = {name: (skip, None) for name in ("latex", "text", "man", "texinfo")}
    register(app, progress_node, html=(visit_progress, None), **others)
    app.add_directive("progress", Progress)
    app.connect("doctree-read", collect)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("build-finished", write_contents)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
