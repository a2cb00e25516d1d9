"""The printed book, tried on a small book that holds one of everything (`pdf_book`)."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from m4ds.plotting.style import COLORS
from m4ds_book import pdf
from m4ds_book.latex import colours
from m4ds_book.latex_boxes import BOXES

HERE = Path(__file__).parent
WRITE = "from m4ds_book import build; build.sphinx('latex', build.BUILD / 'log')"


@pytest.fixture(scope="module")
def folder(new_book, tmp_path_factory):
    """The folder into which Sphinx wrote the LaTeX of the small book."""
    book = new_book(tmp_path_factory.mktemp("print"))
    shutil.copytree(HERE / "pdf_book", book.root, dirs_exist_ok=True)
    (book.root / "book/_scripts/interactive").mkdir(parents=True)
    (book.root / "book/_scripts/interactive/linear-map.js").touch()
    done = subprocess.run([sys.executable, "-c", WRITE], cwd=book.root, capture_output=True, text=True,
                          env={"PYTHONPATH": f"{book.root / 'code/src'}:{book.root / 'book/_ext'}",
                               "PATH": "/usr/bin:/bin", "HOME": str(book.root)})
    assert done.returncode == 0, done.stderr
    return book.root / "_build/work/_build/latex"


@pytest.fixture(scope="module")
def tex(folder):
    return (folder / f"{pdf.NAME}.tex").read_text(encoding="utf8")


def between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def test_each_kind_of_statement_has_its_own_environment_and_the_number_of_the_site(tex):
    assert r"\begin{mdsdefinition}{Definition}{1.1}{Norm}" in tex
    assert r"\begin{mdstheorem}{Theorem}{1.1}{Pythagoras}" in tex
    assert r"\begin{mdstheorem}{Corollary}{1.1}{}" in tex
    assert r"\begin{mdsexample}{Example}{1.1}{Three, four, five}" in tex
    assert r"\begin{mdsalgorithm}{Algorithm}{1.1}{Gram and Schmidt}" in tex
    assert r"\begin{mdstheorem}{Theorem}{2.1}{Another}" in tex
    assert r"\mdsnumber{figure}{1.1}" in tex
    assert r"\mdsnumber{table}{1.1}" in tex


def test_equations_bear_the_numbers_of_the_site_even_outside_numbered_chapters(tex):
    assert re.findall(r"\\tag\{([\d.]+)\}\\label\{equation:[^}]*:(eq-[\w-]+)\}", tex) == [
        ("1", "eq-start"), ("1.1", "eq-sample-norm"), ("1.2", "eq-sample-expand")]


def test_an_environment_exists_for_every_box_that_is_written(tex):
    style = (HERE.parents[1] / "book/_latex/m4ds.sty").read_text(encoding="utf8")
    written = set(re.findall(r"\\begin\{(mds\w+)\}", tex))
    assert len(written) > 12
    assert written <= set(re.findall(r"\\newenvironment\{(mds\w+)\}", style))


def test_the_parts_and_the_preface_come_from_the_table_of_contents(tex):
    heads = re.findall(r"\\(mdspart|chapter)\{([^}]*)\}", tex)
    assert heads == [
        ("chapter", "Preface"), ("mdspart", "Start here"), ("chapter", "How to read it"), ("mdspart", "A part"),
        ("chapter", "Everything that a chapter may hold"), ("chapter", "The second chapter"),
        ("mdspart", "Hints, answers and solutions"), ("chapter", "1\xa0\xa0Everything that a chapter may hold"),
        ("mdspart", "Reference"), ("chapter", "Glossary"), ("chapter", "Bibliography")]


def test_what_only_a_screen_needs_is_left_out(tex):
    for secret in ("Only for the screen", "secret_setup", "ax.plot", "plotting style"):
        assert secret not in tex, secret
    assert "This output is interactive" in tex
    assert "34 more lines" in tex
    assert "row 59" in tex


def test_glued_numbers_keep_their_form(tex):
    assert r"The answer is \DUrole{pasted-text}{1.50}, not \DUrole{pasted-text}{65,536}" in tex


def test_answers_stand_at_the_back_alone(tex):
    front, back = tex.split(r"\mdspart{Hints, answers and solutions}")
    for words in ("Equal vectors give", "Expand.", "the middle term must vanish"):
        assert words in back, words
        assert words not in front, words
    assert "They are equal." in front


def test_each_answer_links_to_its_exercise_and_back(tex):
    for kind in ("hint", "answer", "solution"):
        target = f"book/part/sample:ex-sample-one-{kind}-back"
        assert rf"\mdsforward{{{target}}}{{{kind}}}" in tex
        assert tex.count(rf"\label{{\detokenize{{{target}}}}}") == 1
        assert rf"\begin{{mdsback{kind}}}{{1.1}}{{book/part/sample:ex-sample-one}}" in tex
    assert r"\label{\detokenize{book/part/sample:ex-sample-one}}" in tex


def test_quiz_answers_say_which_options_are_right_and_why(tex):
    assert r"\mdsreason{\mdsright}{b}{The cosine of their angle is zero.}" in tex
    assert r"\mdsreason{\mdswrong}{a}{Equal vectors give" in tex


def test_the_interactive_figure_leaves_its_question_and_names_its_still(tex):
    box = between(tex, r"\begin{mdsinteractive}", r"\end{mdsinteractive}")
    assert box.startswith("{book/part/sample:fig-sample-line}")
    assert "Which vectors keep their direction?" in box


def test_the_palette_is_that_of_the_figures(tex):
    for name, value in COLORS.items():
        assert rf"\definecolor{{m4ds{name}}}{{HTML}}{{{value[1:].upper()}}}" in colours()
    assert colours() in tex


def test_every_node_that_is_ours_has_a_visitor_for_print():
    from m4ds_book import nodes as ours
    kinds = {v for k, v in vars(ours).items() if isinstance(v, type) and v.__module__ == ours.__name__}
    left = {k.__name__ for k in kinds - set(BOXES)}
    assert left <= {"exercise_hint", "exercise_answer"}  # gathered at the back before anything is written


@pytest.mark.parametrize(("log", "complaint"), [
    ("./book.tex:4: Undefined control sequence.\n", "book/part/sample.md:12: TeX: Undefined control sequence."),
    ("! Emergency stop.\n<*> book.tex\nl.4 \\x\n", "book/part/sample.md:12: TeX: Emergency stop."),
    ("Overfull \\hbox (56.9pt too wide) in paragraph at lines 4--5\n",
     "book/part/sample.md:12: sticks out of the printed page by 2.0 cm"),
    ("Overfull \\vbox (56.9pt too high) has occurred while \\output is active []\n\n [53]\n",
     "page 53 of the PDF: something runs off its foot by 2.0 cm"),
    ("Missing character: There is no ∰ in font x\n", "book/part/sample.md:12: the fonts of the PDF have no '∰'"),
    ("LaTeX Warning: Hyper reference `a:b' on page 5 undefined on input line 4.\n",
     "book/part/sample.md:12: nothing in print is labelled a:b"),
])
def test_the_log_of_tex_is_read_strictly_and_names_the_source(log, complaint):
    tex = "\\begin{document}\n%\n% source: book/part/sample 12\nIt is ∰.\n"
    assert [p[:len(complaint)] for p in pdf.problems(tex, log)] == [complaint]


def test_a_log_without_faults_passes():
    assert pdf.problems("", "Overfull \\hbox (28.0pt too wide) in paragraph at lines 4--5\n") == []


def test_a_missing_program_is_named_with_the_one_command(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf.system, "ensure", lambda programs: programs)
    with pytest.raises(pdf.PdfError, match=r"apt-get install .*texlive-xetex"):
        pdf.typeset(tmp_path, tmp_path / "x.pdf")


def test_the_download_menu_offers_the_book_once(tmp_path):
    site, book = tmp_path / "site", tmp_path / "book.pdf"
    (site / "deep").mkdir(parents=True)
    book.write_bytes(b"%PDF")
    page = site / "deep/page.html"
    page.write_text('<div class="dropdown dropdown-download-buttons">\n<ul>\n<li></li>\n  </ul></div>')
    for _ in range(2):
        pdf.offer(book, site)
    assert page.read_text().count('<a href="../book.pdf"') == 1
    assert (site / "book.pdf").read_bytes() == b"%PDF"


PAGE = r"""\documentclass{article}
\usepackage{fontspec}
\begin{document}
% source: book/part/sample 12
FAULT
\end{document}
"""


@pytest.mark.pdf
@pytest.mark.parametrize(("fault", "complaint"), [
    (r"\noindent\hbox to 20cm{very wide\hfil}", "sticks out of the printed page by"),
    ("An unknown sign: ᚠ.", "the fonts of the PDF have no"),
    (r"\undefinedmacro", "TeX: Undefined control sequence"),
])
def test_a_fault_stops_the_build_and_names_its_source(tmp_path, fault, complaint):
    (tmp_path / f"{pdf.NAME}.tex").write_text(PAGE.replace("FAULT", fault), encoding="utf8")
    with pytest.raises(pdf.PdfError, match=rf"^book/part/sample\.md:12: {complaint}"):
        pdf.typeset(tmp_path, tmp_path / "broken" / "book.pdf")
    assert not (tmp_path / "broken").exists()


@pytest.mark.pdf
def test_everything_is_set_without_complaint_and_twice_the_same(folder, tmp_path):
    books = []
    for name in ("one", "two"):
        shutil.copytree(folder, tmp_path / name)
        books.append(pdf.typeset(tmp_path / name, tmp_path / f"{name}.pdf").read_bytes())
    assert books[0] == books[1]
