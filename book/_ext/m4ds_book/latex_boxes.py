"""One LaTeX environment a kind of box: statements, proofs, exercises, quizzes and what stands at the back.

The environments are defined in ``book/_latex/m4ds.sty``; colour is never their only difference.
"""

from docutils import nodes
from sphinx.locale import admonitionlabels
from sphinx_exercise.nodes import exercise_enumerable_node, exercise_latex_number_reference, exercise_node
from sphinx_proof.nodes import NODE_TYPES, proof_node, unenumerable_node

from m4ds_book import latex_tree
from m4ds_book.nodes import (
    answer_box,
    answer_option,
    interactive_node,
    progress_node,
    quiz_node,
    quiz_option,
    quiz_reason,
    quiz_text,
    skip,
)

STATEMENTS = {"definition": "mdsdefinition", "example": "mdsexample", "algorithm": "mdsalgorithm",
              "remark": "mdsremark", "notation": "mdsremark", "observation": "mdsremark"}
ADMONITIONS = {"warning": "mdswarning", "caution": "mdswarning", "danger": "mdswarning",
               "tip": "mdstip", "hint": "mdstip", "outcomes": "mdsoutcomes"}
TIERS = {"practise": 1, "apply": 2, "extend": 3}
INDEXED = {"theorem", "definition", "algorithm"}


def inline(self, node) -> str:
    """Return what the children of `node` are in LaTeX."""
    self.pushbody([])
    for child in node.children:
        child.walkabout(self)
    return "".join(self.popbody()).strip()


def labels(self, node) -> str:
    return r"\phantomsection" + "".join(self.hypertarget(i, anchor=False) for i in node["ids"])


def open_admonition(self, node):
    kind = next((ADMONITIONS[c] for c in [node.tagname, *node["classes"]] if c in ADMONITIONS), "mdsnote")
    if "proof" in node["classes"]:
        kind = "mdsproof"
        _drop_word(node, "Proof. ")
    title = admonitionlabels.get(node.tagname, "")
    if node.children and isinstance(node.children[0], nodes.title):
        title = inline(self, node.children.pop(0))
    self.body.append("\n" + rf"\begin{{{kind}}}{{{title}}}")
    self.context.append(rf"\end{{{kind}}}" + "\n")
    self.no_latex_floats += 1
    if self.table:
        self.table.has_problematic = True


def close_admonition(self, node):
    self.body.append(self.context.pop())
    self.no_latex_floats -= 1


def _drop_word(node, word: str) -> None:
    text = next(iter(node.findall(nodes.Text)), None)
    if text is not None and text.startswith(word.strip()):
        text.parent.replace(text, nodes.Text(text.removeprefix(word.strip()).lstrip()))


def open_statement(self, node):
    """Open a theorem, a definition and the like, with the number that the site prints."""
    kind, number = node["realtype"], self.number_of(node, node["countertype"])
    title = inline(self, node.children.pop(0)).removeprefix("(").removesuffix(")")
    environment = STATEMENTS.get(kind, "mdstheorem")
    self.body.append("\n" + rf"\begin{{{environment}}}{{{kind.title()}}}{{{number}}}{{{title}}}{{{labels(self, node)}")
    if kind in INDEXED and title and r"\(" not in title:
        self.body.append(rf"\index{{{_entry(self, title)}}}")
    self.body.append("}")
    self.context.append(rf"\end{{{environment}}}" + "\n")
    self.no_latex_floats += 1


def _entry(self, title: str) -> str:
    """Return the index entry of a title, spelt as in the glossary, so that the index has one line for both."""
    terms = {name.lower(): name for kind, name in self.builder.env.get_domain("std").objects if kind == "term"}
    name = terms.get(title.lower(), title)
    return rf"{name}@\spxentry{{{name}}}"


def open_exercise(self, node):
    tier = next((TIERS[c] for c in node["classes"] if c in TIERS), 0)
    title = inline(self, node.children.pop(0))
    number = self.number_of(node, "exercise")
    self.body.append("\n" + rf"\begin{{mdsexercise}}{{{number}}}{{{title}}}{{{tier}}}{{{labels(self, node)}}}")
    self.context.append(r"\end{mdsexercise}" + "\n")
    self.no_latex_floats += 1


def write_links(self, node):
    """Write where the hint, the answer and the solution of an exercise stand."""
    links = [rf"\mdsforward{{{self.curfilestack[-1]}:{target}}}{{{kind}}}"
             for kind, target in node["targets"].items()]
    if links:
        self.body.append("\n\\mdslinks{" + r" \enspace ".join(links) + "}\n")
    raise nodes.SkipNode


def write_box(self, node):
    """Write the numbers, the options or the starter that the site's answer box shows."""
    if node["given"]:
        self.body.append("\n" + rf"\mdsgiven{{{self.encode(node['given'])}}}" + "\n")
    if node.children:
        self.body.append("\n" + r"\begin{mdsoptions}" + "\n")
        for index, option in enumerate(node.children):
            key = option.get("key", "abcdefgh"[index])
            self.body.append(rf"\item[{self.encode(key)})] " + inline(self, option) + "\n")
        self.body.append(r"\end{mdsoptions}" + "\n")
    if node["starter"]:
        self.visit_literal_block(nodes.literal_block(node["starter"], node["starter"], language="python"))
    raise nodes.SkipNode


def open_quiz(self, node):
    several = r"\mdsseveral" if node["multiple"] else ""
    back = f"{self.curfilestack[-1]}:{node['label']}-back"
    self.body.append("\n" + rf"\begin{{mdsquiz}}{{{node['number']}}}{{{back}}}{{{several}}}{{{labels(self, node)}}}")
    self.context.append(r"\end{mdsquiz}" + "\n")
    self.no_latex_floats += 1


def write_option(self, node):
    """Write an option alone in the quiz; with its verdict and reason at the back."""
    at_back = isinstance(node.parent, latex_tree.back_matter)
    letter = "abcdefgh"[[c for c in node.parent.children if isinstance(c, quiz_option)].index(node)]
    text, reason = (inline(self, child) for child in node.children)
    if at_back:
        verdict = "mdsright" if node["correct"] else "mdswrong"
        self.body.append(rf"\mdsreason{{\{verdict}}}{{{letter}}}{{{reason}}}" + "\n")
    else:
        self.body.append(rf"\mdsoption{{{letter}}}{{{text}}}" + "\n")
    raise nodes.SkipNode


def open_back(self, node):
    """Open what stands at the back about one exercise or question, with the link to it."""
    here = self.curfilestack[-1]
    target = f"{here}:{node['target']}" if node["target"] else ""
    anchors = labels(self, node)
    if node["kind"] == "reference":  # the name by which sphinxcontrib-bibtex links to it
        anchors += "".join(rf"\hypertarget{{cite.{here}:{i}}}{{}}" for i in node["ids"])
    self.body.append("\n" + rf"\begin{{mdsback{node['kind']}}}{{{node['number']}}}{{{target}}}{{{anchors}}}")
    self.context.append(rf"\end{{mdsback{node['kind']}}}" + "\n")
    self.no_latex_floats += 1


def open_interactive(self, node):
    still = f"{self.curfilestack[-1]}:{node['still']}" if node["still"] else ""
    self.body.append("\n" + rf"\begin{{mdsinteractive}}{{{still}}}")
    self.context.append(r"\end{mdsinteractive}" + "\n")
    self.no_latex_floats += 1


def write_part(self, node):
    self.body.append("\n" + r"\mdsunnumbered" + "\n" + rf"\mdspart{{{self.encode(node['title'])}}}")
    self.body.extend(self.hypertarget(i) for i in node["ids"])
    self.body.append(r"\mdspartlist" + "\n")
    raise nodes.SkipNode


BOXES = {
    **{node: (open_statement, close_admonition) for node in [*NODE_TYPES.values(), unenumerable_node]},
    proof_node: (lambda self, node: None, lambda self, node: None),
    exercise_node: (open_exercise, close_admonition),
    exercise_enumerable_node: (open_exercise, close_admonition),
    exercise_latex_number_reference: (lambda self, node: self.visit_number_reference(node), None),
    answer_box: (write_box, None),
    answer_option: (lambda self, node: None, lambda self, node: None),
    quiz_node: (open_quiz, close_admonition),
    quiz_option: (write_option, None),
    quiz_text: (lambda self, node: None, lambda self, node: None),
    quiz_reason: (lambda self, node: None, lambda self, node: None),
    interactive_node: (open_interactive, close_admonition),
    progress_node: (skip, None),
    latex_tree.part_page: (write_part, None),
    latex_tree.back_matter: (open_back, close_admonition),
    latex_tree.answer_links: (write_links, None),
}
