"""What print rearranges before it is written: parts, hidden cells, long outputs, answers gathered at the back."""

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import exercise_title, is_exercise_node, solution_node

from m4ds_book.nodes import answer_box, exercise_answer, exercise_hint, quiz_node, quiz_option

LONGEST_OUTPUT = 30  # lines
LONGEST_TABLE = 30  # rows; a longer one runs over several pages
HTML_ONLY = ("text/html", "application/javascript", "application/vnd")
NOTE = "This output is interactive; see it on the book's site."
HEADINGS = {"quiz": "Quiz", "hint": "Hints", "answer": "Short answers", "solution": "Worked solutions"}


class part_page(nodes.General, nodes.Element):
    """A part without a page of its own. Attribute: title."""


class back_matter(nodes.General, nodes.Element):
    """What stands at the back about one exercise or question. Attributes: kind, number, target, ids."""


class answer_links(nodes.General, nodes.Element):
    """Under an exercise: where its hint, answer and solution stand. Attribute: targets, {kind: id}."""


class TidyForPrint(SphinxPostTransform):
    """Drop what only a screen needs, before myst-nb chooses among the outputs."""

    default_priority = 3
    formats = ("latex",)

    def run(self, **kwargs):
        for node in [n for n in self.document.findall(nodes.Element) if _only_on_screen(n)]:
            node.parent.remove(node)
        for empty in [n for n in self.document.findall(nodes.definition_list) if not n.children]:
            empty.parent.remove(empty)
        for table in self.document.findall(nodes.table):
            _share_width(table)
        for cell in _elements(self.document, "cell_code"):
            _tidy_cell(cell)
        for title in list(self.document.findall(exercise_title)):
            own = title.children[1].children if len(title) > 1 else []
            title.replace_self(nodes.title("", "", *own))


def _share_width(table) -> None:
    """Give the columns of a table that runs over pages widths by what they hold: LaTeX would not break their lines."""
    rows = [[entry.astext() for entry in row.children] for row in table.findall(nodes.row)]
    columns = list(table.findall(nodes.colspec))
    if len(rows) <= LONGEST_TABLE or any(len(row) != len(columns) for row in rows):
        return
    table["classes"] = [c for c in table["classes"] if c != "colwidths-auto"] + ["colwidths-given"]
    for column, cells in zip(columns, zip(*rows, strict=True), strict=True):
        column["colwidth"] = min(max(max(map(len, cells)), 12), 48)


def _only_on_screen(node) -> bool:
    return not {"d-print-none", "footnotes"}.isdisjoint(node.get("classes", ())) and not (
        isinstance(node, nodes.section))


def _elements(tree, name: str) -> list:
    return [n for n in tree.findall(nodes.container) if n.get("nb_element") == name]


def _tidy_cell(cell) -> None:
    hidden = {c.removeprefix("tag_") for c in cell["classes"]}
    for name, tags in (("cell_code_source", {"hide-input", "hide-cell", "remove-input"}),
                       ("cell_code_output", {"hide-output", "hide-cell", "remove-output"})):
        if hidden & tags:
            for child in [c for c in cell.children if c.get("nb_element") == name]:
                cell.remove(child)
    for bundle in _elements(cell, "mime_bundle"):
        if all(c["mime_type"].startswith(HTML_ONLY) or "<IPython" in c.astext() for c in bundle.children):
            note = nodes.paragraph("", "", nodes.emphasis("", NOTE))
            bundle.children = [nodes.container("", note, mime_type="text/plain", nb_element="mime")]
    for output in (c for c in cell.children if c.get("nb_element") == "cell_code_output"):
        for block in output.findall(nodes.literal_block):
            _cut(block)


def _cut(block) -> None:
    lines = block.astext().splitlines()
    if len(lines) > LONGEST_OUTPUT:
        head, tail = lines[:LONGEST_OUTPUT - 8], lines[-4:]
        left_out = f"... {len(lines) - len(head) - len(tail)} more lines, printed on the site ..."
        text = "\n".join([*head, left_out, *tail])
        block.rawsource, block.children = text, [nodes.Text(text)]


class ArrangeTheBook(SphinxPostTransform):
    """Make parts of the table of contents, a preface of the front page, and the answers at the back."""

    default_priority = 500
    formats = ("latex",)

    def run(self, **kwargs):
        files = {f["docname"]: f for f in self.document.findall(addnodes.start_of_file)}
        if not files:
            return
        self._preface()
        self._parts(files)
        _settle_bibliography(self.document)
        chapters = [_answers(self.env, f) for f in files.values()]
        self._append([c for c in chapters if c is not None], files)

    def _preface(self) -> None:
        root = next(self.document.findall(nodes.section))
        own = [c for c in root.children[1:] if not any(c.findall(addnodes.start_of_file))]
        if not own:
            return
        for child in own:
            root.remove(child)
        preface = nodes.section("", nodes.title("", "Preface"), *own, ids=["preface"])
        root.insert(1, _file(self.document["docname"], preface))

    def _parts(self, files) -> None:
        site_map = self.env.external_site_map
        for tree in site_map.root.subtrees:
            first = str(tree.items[0]) if tree.items else ""
            if not tree.caption or first not in files:
                continue
            if first.endswith("/index"):
                next(files[first].findall(nodes.section))["part"] = True
            else:
                parent = files[first].parent
                parent.insert(parent.index(files[first]), part_page(title=tree.caption, ids=[]))

    def _append(self, chapters, files) -> None:
        numbered = [f for name, f in files.items() if self.env.toc_secnumbers.get(name)]
        if chapters and numbered:
            parent = numbered[-1].parent
            title = "Hints, answers and solutions"
            at = parent.index(numbered[-1]) + 1
            parent[at:at] = [part_page(title=title, ids=["answers"]), *chapters]


def _file(docname: str, *children):
    return addnodes.start_of_file("", *children, docname=docname)


def _answers(env, file):
    """Take the hints, answers, solutions and quiz reasons out of a chapter; return their chapter at the back."""
    docname, sections = file["docname"], []
    quizzes = [_quiz_answer(q) for q in file.findall(quiz_node)]
    found = {"quiz": quizzes, "hint": [], "answer": [], "solution": []}
    for exercise in list(file.findall(is_exercise_node)):
        number = ".".join(map(str, env.toc_fignumbers[docname]["exercise"][exercise["label"]]))
        targets = {}
        for kind, node in _belongings(file, exercise):
            content = node.children[1].children if kind == "solution" else node.children
            ids = [f"{exercise['label']}-{kind}-back", *(node["ids"] if kind == "solution" else ())]
            node.parent.remove(node)
            found[kind].append(back_matter("", *content, kind=kind, number=number,
                                           target=exercise["label"], ids=ids))
            targets[kind] = ids[0]
        exercise += answer_links(targets=targets)
    for kind, items in found.items():
        if items:
            slug = f"back-{docname.rpartition('/')[2]}-{kind}"
            sections.append(nodes.section("", nodes.title("", HEADINGS[kind]), *items, ids=[slug]))
    return _back_chapter(env, docname, sections) if sections else None


def _belongings(file, exercise):
    """Yield what stands apart from `exercise` and belongs to it; move its answer box inside."""
    label = exercise["label"]
    for box in [b for b in file.findall(answer_box) if b["label"] == label]:
        box.parent.remove(box)
        exercise += box
    for kind, cls in (("hint", exercise_hint), ("answer", exercise_answer), ("solution", solution_node)):
        for node in list(file.findall(cls)):
            if node.get("target_label", node["label"]) == label:
                yield kind, node


def _quiz_answer(quiz):
    options = [c.deepcopy() for c in quiz.children if isinstance(c, quiz_option)]
    return back_matter("", *options, kind="quiz", number=str(quiz["number"]), target=quiz["label"],
                       ids=[f"{quiz['label']}-back"])


def _back_chapter(env, docname, sections):
    number = env.toc_secnumbers.get(docname, {}).get("", ())
    title = nodes.title("", "", *env.titles[docname].deepcopy().children)
    if number:
        title.insert(0, nodes.Text(f"{number[0]}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"))
    slug = docname.rpartition("/")[2]
    return _file(docname, nodes.section("", title, *sections, ids=[f"back-{slug}"], back=True))


def _settle_bibliography(document) -> None:
    """Keep the references where their page puts them: Sphinx would move them behind everything."""
    for citation in list(document.findall(nodes.citation)):
        entry = back_matter("", *citation.children[1:], kind="reference", number="", target="",
                            ids=citation["ids"])
        citation.replace_self(entry)
