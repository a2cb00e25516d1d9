"""What a page offers under its title follows from the repository alone."""

from m4ds_book import links
from m4ds_book.launch import items, line

REPOSITORY = links.parse("octo/maths")
PAGE = ("book/linear-algebra/vectors", "Vectors & data")
NOTEBOOK = "../../notebooks/linear-algebra/vectors.ipynb"


def test_a_chapter_can_be_run_taken_and_discussed():
    found = items(REPOSITORY, *PAGE, NOTEBOOK)
    words = [words for _, words, _ in found]
    assert words == ["Run this chapter in Binder", "Download its notebook", "Discuss this page"]
    assert found[0][0] == REPOSITORY.binder("linear-algebra/vectors.ipynb")
    assert found[2][0].startswith("https://github.com/octo/maths/issues/new?title=Vectors%20%26%20data")


def test_without_a_repository_only_the_notebook_is_offered():
    assert [target for target, _, _ in items(None, *PAGE, NOTEBOOK)] == [NOTEBOOK]
    assert items(None, *PAGE, "") == [] and line([]) == ""


def test_addresses_are_written_safely():
    assert 'href="a?b=1&amp;c=&quot;"' in line([('a?b=1&c="', "words", "")])
