"""The PDF is the same book as the site: its numbers, its links, its text; and it is well made."""

import re
import subprocess
import unicodedata
from functools import cache

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from m4ds_book import pdf
from m4ds_book.chapters import ROOT, pages

pytestmark = pytest.mark.pdf
BOOK = ROOT / "_build" / "pdf" / f"{pdf.NAME}.pdf"
SITE = ROOT / "_build" / "html"
LATEX = ROOT / "_build" / "work" / "_build" / "latex"
RAW = re.compile(r"\{(?:prf:\w+|math|eq|ref|numref|term|cite:?\w*|glue:?\w*|code-cell|quiz|interactive|admonition|"
                 r"exercise[\w-]*|solution[\w-]*)\}|\$\$|^:(?:label|class|still|params|tags):|\\begin\b|^:::|^```|"
                 r"<IPython|\\mds|sphinx(?:code|style)", re.M)
PEOPLE = ("Theorem", "Lemma", "Proposition", "Corollary", "Definition", "Example", "Remark", "Algorithm", "Exercise",
          "Figure", "Table")


@cache
def text() -> str:
    """Return the text of the book, with single spaces."""
    done = subprocess.run(["pdftotext", "-layout", str(BOOK), "-"], capture_output=True, text=True, check=True)
    return done.stdout


@cache
def squeezed() -> str:
    return squeeze(text())


def squeeze(words: str) -> str:
    """Return the words without spaces, and with each ligature taken apart."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", words))


@cache
def reader() -> PdfReader:
    return PdfReader(BOOK)


@cache
def site_pages() -> list[BeautifulSoup]:
    found = [SITE / p.path.relative_to(ROOT).with_suffix(".html") for p in pages()]
    if not SITE.exists():
        pytest.skip("needs the site too: make site")
    return [BeautifulSoup(f.read_text(encoding="utf8"), "html.parser") for f in found]


def words(element) -> str:
    """Return the text before the first formula, without spaces."""
    copy = BeautifulSoup(str(element), "html.parser")
    for math in copy.select(".math"):
        for follower in list(math.find_all_next(string=True)):
            follower.extract()
        break
    return squeeze(copy.get_text()).rstrip("#")


def test_every_theorem_figure_table_and_exercise_of_the_site_has_its_number_in_the_pdf():
    captions = [c.parent for page in site_pages() for c in page.select(".caption-number")]
    titles = [words(c) for c in captions if words(c).startswith(PEOPLE)]
    assert len(titles) > 20
    # a title stands in brackets on the site and after the number in print; exercises bear the sign of their tier
    plain = re.sub(r"[●()]", "", squeezed())
    missing = [t for t in titles if re.sub(r"[()]", "", t) not in plain]
    assert not missing


def test_every_equation_of_the_site_has_its_number_in_the_pdf_in_the_same_order():
    on_site = [n.get_text().strip().rstrip("#") for page in site_pages() for n in page.select("article .eqno")]
    in_print = [m[1] for m in re.finditer(r"(?:\s{3,}|^)(\(\d+(?:\.\d+)?\))$", text(), re.M)]
    assert on_site
    rest = iter(in_print)
    missing = [n for n in on_site if n not in rest]
    assert not missing


def test_a_link_to_an_equation_leads_to_the_page_that_shows_its_number():
    targets, pages_text = reader().named_destinations, text().split("\f")
    numbers = {n.find_parent(id=True)["id"].removeprefix("equation-"): n.get_text().strip().rstrip("#")
               for page in site_pages() for n in page.select("article .eqno")}
    assert numbers
    for label, number in numbers.items():
        page = reader().get_destination_page_number(targets[f"equation.{label}"])
        assert re.search(re.escape(number) + "$", pages_text[page], re.M), (label, number, page)


def test_every_heading_of_the_site_has_its_number_in_the_pdf():
    heads = [words(h) for page in site_pages() for h in page.select("article h2, article h3")
             if h.select_one(".section-number")]
    assert heads
    plain = squeezed()
    missing = [h for h in heads if re.sub(r"^([\d.]+)\.", r"\1", h) not in plain]
    assert not missing


def test_nothing_raw_is_printed():
    assert not [m[0] for m in RAW.finditer(text())]


def test_tex_had_nothing_to_complain_of():
    tex = (LATEX / f"{pdf.NAME}.tex").read_text(encoding="utf8")
    log = (LATEX / f"{pdf.NAME}.log").read_text(encoding="utf8", errors="replace")
    assert "Output written on" in log
    assert pdf.problems(tex, log) == []
    assert "xdvipdfmx:warning" not in (LATEX / "latexmk.out").read_text(encoding="utf8", errors="replace")


def outline(items=None, depth=0):
    """Yield `(depth, title)` for every bookmark."""
    for item in reader().outline if items is None else items:
        if isinstance(item, list):
            yield from outline(item, depth + 1)
        else:
            yield depth, item.title


def test_the_bookmarks_hold_every_chapter_below_its_part():
    marks = list(outline())
    for page in pages()[1:]:
        title = re.search(r"^# (.*)$", page.text, re.M)[1]
        assert any(title in mark for _, mark in marks), title
    numbered = [(d, t) for d, t in marks if re.match(r"1 ", t.replace("\xa0", " "))]
    assert numbered
    assert all(d > 0 for d, _ in numbered)


def test_every_link_inside_the_book_leads_somewhere():
    targets = reader().named_destinations
    count, dead = 0, []
    for page in reader().pages:
        for note in page.get("/Annots") or ():
            note = note.get_object()
            action = note.get("/A", {})
            name = note.get("/Dest") or (action.get("/D") if action.get("/S") == "/GoTo" else None)
            if isinstance(name, str | bytes):
                count += 1
                dead += [name] if name not in targets else []
    assert count > 100
    assert not dead


def test_the_file_says_what_it_is():
    about = reader().metadata
    assert about.title == "Mathematics for Data Science and Machine Learning"
    assert about.author
    assert str(about.creation_date.year) == "2026"


def test_every_font_travels_with_the_file():
    rows = subprocess.run(["pdffonts", str(BOOK)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert len(rows) >= 5
    assert all(row.split()[-5] == "yes" for row in rows), [r for r in rows if r.split()[-5] != "yes"]


def test_the_book_has_a_sane_number_of_pages():
    executable = sum(p.is_executable for p in pages())
    assert 12 * executable < len(reader().pages) < 80 * executable + 40


def test_the_site_offers_the_same_file_on_every_page():
    assert (SITE / BOOK.name).read_bytes() == BOOK.read_bytes()
    links = [page.select_one("a.btn-download-book-button") for page in site_pages()]
    assert all(link is not None for link in links)
    assert all(link["href"].endswith(BOOK.name) for link in links)
