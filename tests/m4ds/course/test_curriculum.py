"""The map of the course."""

import re

import matplotlib.pyplot as plt
import yaml

from m4ds.course.curriculum import BESIDES, BRANCHES, CHAPTERS, NEEDS, SPINE, needed_by, part
from m4ds.plotting.course_map import course_map, part_map
from m4ds_book.chapters import ROOT, pages


def test_every_chapter_stands_once_in_the_spine_or_in_a_branch():
    placed = [n for block in SPINE for n in block] + [n for block, _ in BRANCHES for n in block]
    assert sorted(placed) == [chapter.number for chapter in CHAPTERS] == list(range(1, 51))


def test_every_chapter_needs_only_earlier_ones():
    assert all(n < chapter.number for chapter in CHAPTERS for n in needed_by(chapter.number))


def test_what_needs_more_than_its_block_says_so():
    assert set(BESIDES[49]) <= set(needed_by(49))
    assert needed_by(44) == (37,)


def test_forty_three_chapters_are_core():
    assert sum(chapter.core for chapter in CHAPTERS) == 43


def test_the_chapters_marked_as_standing_are_those_of_the_table_of_contents():
    parts = {"linear-algebra", "calculus", "optimization", "probability", "statistics", "learning", "foundations"}
    written = {page.slug for page in pages() if page.path.parent.name in parts} - {"index", "formulas", "which-method"}
    assert {chapter.slug for chapter in CHAPTERS if chapter.slug} == written


def test_the_table_of_contents_numbers_the_chapters_in_the_order_of_the_course():
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf8"))["parts"]
    blocks = [block["chapters"] for block in parts if block.get("numbered")]
    numbered = [entry["file"].rsplit("/", 1)[1] for block in blocks for entry in block]
    course = [chapter.slug for chapter in CHAPTERS if chapter.slug]
    assert [slug for slug in numbered if slug in course] == course


def test_the_index_of_each_part_names_what_is_planned():
    folders = {"Linear algebra": "linear-algebra", "Calculus": "calculus", "Optimisation": "optimization",
               "Probability": "probability", "Statistics": "statistics", "Learning": "learning"}
    for name, folder in folders.items():
        text = " ".join((ROOT / "book" / folder / "index.md").read_text(encoding="utf8").split())
        for chapter in CHAPTERS:
            if chapter.part == name and not chapter.slug:
                assert chapter.title in text, chapter.title


def test_the_map_draws_every_title():
    fig = course_map(CHAPTERS, SPINE, BRANCHES)
    drawn = {" ".join(text.get_text().split()) for text in fig.axes[0].texts}
    assert {chapter.title for chapter in CHAPTERS} <= drawn
    plt.close(fig)


def test_what_a_chapter_needs_is_what_its_head_names():
    slugs = {chapter.slug: chapter.number for chapter in CHAPTERS if chapter.slug}
    named = {}
    for page in pages():
        if page.slug in slugs:
            head = re.search(r"\{admonition\} Outcomes.*?\n```\n", page.text, re.S)[0]
            needs = re.split(r"You need|\*\*Needs:\*\*", head, maxsplit=1)[1]
            labels = re.findall(r"`(?:[^`<]*<)?(?:sec|thm|def)-([a-z0-9-]+)", needs)
            found = {n for slug, n in slugs.items() for label in labels if f"{label}-".startswith(f"{slug}-")}
            named[slugs[page.slug]] = tuple(sorted(n for n in found if n < slugs[page.slug]))
    assert named == NEEDS


def test_the_map_of_a_part_has_no_arrow_that_a_longer_way_replaces():
    chapters = part("Linear algebra")[:3]
    fig = part_map(chapters, {4: (3,), 5: (3, 4)})
    drawn = [" ".join(text.get_text().split()) for text in fig.axes[0].texts]
    assert {chapter.title for chapter in chapters} <= set(drawn)
    assert drawn.count("") == 2  # an arrow is a text without words
    plt.close(fig)
