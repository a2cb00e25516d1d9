"""Show a cell without what only carries its numbers into the prose: its calls of `glue`, and their import."""

import ast

from docutils import nodes


def carries_numbers(statement: ast.stmt) -> bool:
    """Return whether `statement` is a call of `glue`, or imports nothing else."""
    match statement:
        case ast.Expr(value=ast.Call(func=ast.Name(id="glue"))):
            return True
        case ast.ImportFrom(module="m4ds.glue"):
            return True
    return False


def hidden_lines(source: str) -> set[int]:
    """Return the lines, counted from 1, of these statements; none if `source` is not Python."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        return set()
    return {line for s in statements if carries_numbers(s) for line in range(s.lineno, s.end_lineno + 1)}


def without_glue(source: str) -> str:
    """Return `source` without these statements; what is not Python stays as it is."""
    hidden = hidden_lines(source)
    return "\n".join(row for i, row in enumerate(source.splitlines(), 1) if i not in hidden).strip("\n")


def _show(app, document) -> None:
    for cell in [n for n in document.findall(nodes.container) if n.get("nb_element") == "cell_code_source"]:
        for block in list(cell.findall(nodes.literal_block)):
            shown = without_glue(block.astext())
            if shown != block.astext():
                block.rawsource = shown
                block[:] = [nodes.Text(shown)]
        if not cell.astext().strip():
            empty = cell if len(cell.parent) > 1 else cell.parent
            empty.parent.remove(empty)


def setup(app):
    app.connect("doctree-read", _show)
    return {"version": "1", "parallel_read_safe": True}
