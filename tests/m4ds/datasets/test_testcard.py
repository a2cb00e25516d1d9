import numpy as np
import pytest

from m4ds.datasets.testcard import make_card


@pytest.mark.parametrize("n", [16, 64])
def test_each_part_has_the_rank_that_it_claims(n):
    card = make_card(n)
    for name, part in card.parts.items():
        assert part.shape == (n, n)
        assert np.linalg.matrix_rank(part) == card.ranks[name], name


def test_the_card_is_grey_and_the_same_for_the_same_seed():
    card = make_card(32)
    assert card.image.shape == (64, 96)
    assert card.image.min() >= 0 and card.image.max() <= 255
    assert np.array_equal(card.image, make_card(32).image)
    assert not np.array_equal(card.image, make_card(32, seed=1).image)


@pytest.mark.parametrize("n", [0, 8, 20])
def test_a_side_that_does_not_fit_is_refused(n):
    with pytest.raises(ValueError, match="multiple of 16"):
        make_card(n)
