"""Proofs on the site: the word set off, the idea in view, the steps of a long one folded."""

from docutils import nodes

from m4ds_book.nodes import register

WORD = "Proof. "


class proof_steps(nodes.General, nodes.Element):
    """What folds in a long proof: all that follows its idea."""


def compose(app, document, docname) -> None:
    if app.builder.format != "html":
        return
    proofs = [n for n in document.findall(nodes.admonition) if n["classes"].count("proof") == 2]
    for number, proof in enumerate(proofs, start=1):
        proof["ids"] = [f"proof-{number}"]
        _set_off_word(proof)
        if "dropdown" in proof["classes"]:
            _fold(proof)
        proof["classes"] = ["proof-text"]


def _set_off_word(proof) -> None:
    first = next(iter(proof.findall(nodes.Text)), None)
    if first is not None and first.startswith(WORD):
        at = first.parent.index(first)
        first.parent[at:at + 1] = [nodes.strong("", WORD.strip(), classes=["proof-word"]),
                                   nodes.Text(" " + first[len(WORD):])]


def _fold(proof) -> None:
    """Fold what follows the idea: the paragraphs up to the first that ends its sentence."""
    ends = [i for i, child in enumerate(proof.children, start=1) if child.astext().rstrip().endswith((".", "!", "?"))]
    idea = ends[0] if ends else len(proof.children)
    steps = proof_steps()
    steps += proof.children[idea:]
    proof.children = proof.children[:idea]
    if steps.children:
        proof += steps


def visit_steps(self, node):
    self.body.append('<details class="proof-steps"><summary>Show the steps</summary>')


def depart_steps(self, node):
    self.body.append("</details>")


def setup(app):
    register(app, proof_steps, html=(visit_steps, depart_steps))
    app.connect("doctree-resolved", compose)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
