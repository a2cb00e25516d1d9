"""A quiz is not answered by the place of an option."""

import re

import numpy as np

from m4ds_book.chapters import pages

QUIZ = re.compile(r"^`{3,}\{quiz\}.*?^`{3,}[ \t]*$", re.M | re.S)
OPTION = re.compile(r"^\* \((.)\)", re.M)


def test_the_right_option_stands_in_each_place_about_equally_often():
    marks = [OPTION.findall(quiz) for page in pages() for quiz in QUIZ.findall(page.text)]
    places = [row.index("x") for row in marks if len(row) == 4 and row.count("x") == 1]
    counts = np.bincount(places, minlength=4)
    n = counts.sum()
    assert n > 300
    assert (np.abs(counts - n / 4) < 4 * np.sqrt(n * 3 / 16)).all(), counts
