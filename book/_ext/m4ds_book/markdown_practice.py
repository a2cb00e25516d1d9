"""What a reader practises with, as Markdown and cells of a notebook: exercises, hints, quizzes, moving figures."""

import json
from dataclasses import dataclass, field

from m4ds_book.nodes import exercise_answer, exercise_hint, quiz_option

FOLDED = "<details>\n<summary>{}</summary>\n\n{}\n\n</details>"


class Heading(str):
    """A piece of Markdown that begins a cell."""


@dataclass(frozen=True)
class Code:
    """A code cell."""

    source: str
    metadata: dict = field(default_factory=dict)


def joined(pieces) -> str:
    return "\n\n".join(pieces)


class Practice:
    """The part of a writer that knows these nodes; the rest is `m4ds_book.markdown.Writer`."""

    def exercise(self, node):
        tier = {"practise", "apply", "extend"} & set(node["classes"])
        return [Heading(f"#### {self.heading(node)}"), *(f"*{t.capitalize()}*" for t in tier),
                *self.blocks(node.children[1])]

    def block_answer_box(self, node):
        label = node["label"]
        pieces = [f"With the numbers `{node['given']}`"] if node["given"] else []
        options = [f'- `"{o["key"]}"`: {self.children(o)}' for o in node.children]
        pieces += ["Answer with one of these letters.", "\n".join(options)] if options else []
        if node["seeded"]:
            pieces.append(f'To practise again with other numbers: `numbers("{label}", 1)`, '
                          f'then `check("{label}", seed=1)`; the same with 2 to 7.')
        unit = json.loads(node["data"]).get("unit")
        starter = node["starter"].strip() or f"{node['name']} = ..." + (f"  # {unit}" if unit else "")
        folds = [f for cls in (exercise_hint, exercise_answer)
                 for f in self.fold(self.folds.pop((cls, label), None))]
        return [*pieces, *folds, Code(f'{starter}\n\ncheck("{label}")')]

    def fold(self, node):
        """Return a hint or an answer, folded; nothing if an answer box has taken it already."""
        if node is None:
            return []
        word = "Hint" if isinstance(node, exercise_hint) else "Short answer"
        return [FOLDED.format(word, joined(self.blocks(node)))]

    def block_exercise_hint(self, node):
        return self.fold(self.folds.pop((type(node), node["label"]), None))

    block_exercise_answer = block_exercise_hint

    def block_quiz_node(self, node):
        options = [c for c in node.children if isinstance(c, quiz_option)]
        body = [p for c in node.children if not isinstance(c, quiz_option) for p in self.block(c)]
        choices = "\n".join(f"- {self.children(o.children[0])}" for o in options)
        reasons = "\n".join(f"- **{'Right' if o['correct'] else 'Wrong'}:** {self.children(o.children[0])} "
                            f"{self.children(o.children[1])}" for o in options)
        several = ["Choose every option that is right."] if node["multiple"] else []
        return [f"**Question {node['number']}.** " + joined(body[:1]), *body[1:], *several, choices,
                FOLDED.format("Answer and reasons", reasons)]

    def block_interactive_node(self, node):
        where = self.link(f"site:#{node['ids'][0]}", self.anchor)
        here = f"[This figure moves on the site]({where})" if where else "This figure moves on the book's site"
        return [f"{here}. " + joined(self.blocks(node))]
