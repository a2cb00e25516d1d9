"""The nodes of the practice components, and what they become where a builder knows nothing better.

A builder that has more to say about a node registers its own visitors:
``app.add_node(..., override=True)``.
"""

from docutils import nodes

__all__ = ["answer_box", "answer_option", "exercise_answer", "exercise_hint", "interactive_node",
           "pass_through", "progress_node", "quiz_node", "quiz_option", "quiz_reason", "quiz_text",
           "register", "skip"]

BUILDERS = ("html", "latex", "text", "man", "texinfo")


class quiz_node(nodes.General, nodes.Element):
    """A question: its body, then `quiz_option` nodes. Attributes: label, number, multiple."""


class quiz_option(nodes.Part, nodes.Element):
    """An option: a `quiz_text` and a `quiz_reason`. Attribute: correct."""


class quiz_text(nodes.Part, nodes.TextElement):
    """What an option says."""


class quiz_reason(nodes.Part, nodes.TextElement):
    """Why an option is right or wrong."""


class exercise_hint(nodes.General, nodes.Element):
    """A nudge. Attribute: label, of the exercise."""


class exercise_answer(nodes.General, nodes.Element):
    """The short answer. Attribute: label, of the exercise."""


class answer_box(nodes.General, nodes.Element):
    """Where the reader answers: label, kind, name, given, options, starter, seeded, and `answer_option`s."""


class answer_option(nodes.Part, nodes.TextElement):
    """One of the options of a choice. Attribute: key."""


class interactive_node(nodes.General, nodes.Element):
    """An interactive figure: the question as children. Attributes: script, still, params."""


class progress_node(nodes.General, nodes.Element):
    """The panel that shows the reader's progress."""


def register(app, node, **visitors) -> None:
    """Add `node`; builders without visitors of their own write its children and nothing else."""
    app.add_node(node, **{name: (pass_through, pass_through) for name in BUILDERS} | visitors)


def pass_through(translator, node) -> None:
    """Write the children alone."""


def skip(translator, node) -> None:
    """Leave the node and its children out."""
    raise nodes.SkipNode
