"""The formula sheet of a part holds what each of its chapters keeps, on the site and in print."""

import re
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from m4ds_book.chapters import ROOT, pages
from tests.site.conftest import SITE

SHEETS = sorted(p.parent.name for p in (ROOT / "book").glob("*/formulas.md"))


def words(tag) -> str:
    return " ".join(tag.get_text().split())


@pytest.mark.site
@pytest.mark.parametrize("part", SHEETS)
def test_a_sheet_holds_every_line_that_its_chapters_keep(part):
    def page(name):
        return BeautifulSoup((SITE / f"book/{part}/{name}.html").read_text(encoding="utf8"), "html.parser")

    sheet = page("formulas").select_one(".formula-sheet")
    titles = [words(link) for link in sheet.select("strong > a")]
    chapters = [p for p in pages() if p.path.parent.name == part and "\n## In one page\n" in p.text]
    assert len(titles) == len(chapters) > 0
    shown = words(sheet)
    for chapter, title in zip(chapters, titles, strict=True):
        whole = page(chapter.slug)
        assert title == re.sub(r"^[\d.\s]+|#$", "", words(whole.h1)).strip()
        kept = whole.select_one("section#in-one-page")
        assert all(words(line) in shown for line in kept.select("dt, dd, li, tr, :scope > p"))


@pytest.mark.site
@pytest.mark.parametrize("part", SHEETS)
def test_a_sheet_prints_on_two_pages_at_most(open_page, part):
    printed = open_page(f"book/{part}/formulas.html").pdf(format="A4")
    assert len(PdfReader(BytesIO(printed)).pages) <= 2
