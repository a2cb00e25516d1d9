"""The directive `path`: which chapters a reader of the diagnostic test should read, question by question.

On the page a script marks each line by the reader's first answer; on paper the list stands as it is.
"""

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from m4ds_book.nodes import quiz_node


class Path(SphinxDirective):
    """A line ``quiz-label: slug, slug`` for each quiz above it, in their order."""

    has_content = True

    def run(self):
        rows = [(label.strip(), [s.strip() for s in slugs.split(",")])
                for label, _, slugs in (row.partition(":") for row in self.content if row.strip())]
        asked = [node["label"] for node in self.state.document.findall(quiz_node)]
        if [label for label, _ in rows] != asked:
            odd = sorted({label for label, _ in rows} ^ set(asked)) or ["their order"]
            raise self.error(f"the path needs a line for each quiz above it, in their order; look at {', '.join(odd)}")
        lines = [f"- Question {n}: " + ", ".join(f"{{ref}}`sec-{slug}`" for slug in slugs)
                 for n, (_, slugs) in enumerate(rows, start=1)]
        box = nodes.container(classes=["path"])
        self.state.nested_parse(StringList(lines, source=self.get_source_info()[0]), self.content_offset, box)
        for item, (label, _) in zip(box.findall(nodes.list_item), rows, strict=True):
            item["classes"].append(f"for-{label}")
        return [box]


def setup(app):
    app.add_directive("path", Path)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
