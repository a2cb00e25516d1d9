"""Readers see the computation, not what carries its numbers into the text."""

import pytest

from m4ds_book.unglue import without_glue


@pytest.mark.parametrize(("source", "shown"), [
    ("x = 1\nglue(a=x)\nx", "x = 1\nx"),
    ("glue(a=1,\n     b=2)", ""),
    ("from m4ds.glue import glue\nimport numpy as np", "import numpy as np"),
    ("from m4ds.course import check", "from m4ds.course import check"),
    ("if x:\n    glue(a=1)", "if x:\n    glue(a=1)"),
    ("%not python\nglue(a=1)", "%not python\nglue(a=1)"),
])
def test_only_whole_statements_of_glue_are_left_out(source, shown):
    assert without_glue(source) == shown
