"""The diagnostic test covers the course: forty questions, every core chapter."""

import re

import pytest

from m4ds.course.curriculum import CHAPTERS
from m4ds_book.chapters import ROOT

TEXT = (ROOT / "book" / "start" / "diagnostic.md").read_text(encoding="utf8")


def test_forty_questions_lead_to_every_core_chapter_that_stands():
    path = re.search(r"```\{path\}\n(.*?)```", TEXT, re.S)[1]
    rows = [row.partition(":") for row in path.splitlines()]
    slugs = [slug.strip() for _, _, rest in rows for slug in rest.split(",")]
    assert len(rows) == 40
    assert slugs == sorted(set(slugs), key=slugs.index)
    assert {c.slug for c in CHAPTERS if c.slug and c.core} == set(slugs)


@pytest.mark.parametrize("question", re.findall(r"```\{quiz\} (\S+)\n.*?```", TEXT, re.S))
def test_each_question_has_one_right_option_of_four(question):
    body = re.search(rf"```\{{quiz\}} {question}\n(.*?)```", TEXT, re.S)[1]
    assert len(re.findall(r"^\* \(x\)", body, re.M)) == 1
    assert len(re.findall(r"^\* \([ x]\)", body, re.M)) == 4
