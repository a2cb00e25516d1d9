import pytest
from sklearn.feature_extraction.text import CountVectorizer

from m4ds.datasets.documents import NOTES, TOPICS, count_table, vocabulary


def test_there_are_twenty_notes_five_a_topic():
    assert len(NOTES) == len(set(NOTES)) == 20
    assert {TOPICS.count(t) for t in TOPICS} == {5}


def test_counts_agree_with_sklearn_on_the_same_words():
    terms = vocabulary(NOTES)
    theirs = CountVectorizer(vocabulary=terms, token_pattern="[a-z]+").fit_transform(NOTES).toarray()
    assert (count_table(NOTES, terms) == theirs).all()


def test_unknown_words_are_ignored():
    assert count_table(["lubricant escapes"], ["oil"]).tolist() == [[0]]


def test_a_single_text_is_refused():
    with pytest.raises(TypeError, match="sequence"):
        count_table("oil leak", ["oil"])
