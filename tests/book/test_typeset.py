"""Formulas are typeset when the book is built, with MathML, and TeX errors are told."""

import shutil

import pytest
from sphinxcontrib.katex import KaTeXError

from m4ds_book import typeset
from m4ds_book.macros import MACROS, latex_preamble

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="node stands in the virtual environment's bin")


@pytest.fixture(autouse=True, scope="module")
def server():
    yield
    typeset._stop_server(None, None)


@pytest.mark.parametrize("macro", sorted(MACROS))
def test_every_macro_is_understood(macro):
    html = typeset.render(macro + "{x}", display=False)
    assert "<math" in html
    assert "katex-html" in html


def test_a_tex_error_is_raised():
    with pytest.raises(KaTeXError, match="undefined"):
        typeset.render(r"\undefined", display=True)


def test_a_refused_connection_is_tried_again(monkeypatch):
    answers = [ConnectionRefusedError, ConnectionRefusedError, None]

    def get():
        if (answer := answers.pop(0)) is not None:
            raise answer
    monkeypatch.setattr(typeset.KaTeXServer, "get", get)
    monkeypatch.setattr(typeset.time, "sleep", lambda _: None)
    typeset._start_server()
    assert answers == []


def test_latex_gets_the_same_macros():
    preamble = latex_preamble()
    assert all(f"{{{name}}}" in preamble for name in MACROS)
    assert r"\renewcommand{\norm}[1]" in preamble
