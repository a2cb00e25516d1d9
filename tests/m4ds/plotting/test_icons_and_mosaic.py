import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt

from m4ds.plotting.icons import icon_array
from m4ds.plotting.mosaic import mosaic


def test_an_icon_array_draws_one_mark_a_case_and_none_twice():
    _, ax = plt.subplots()
    icon_array(ax, [("found", 7, "blue", "s"), ("missed", 0, "grey", "o"), ("rest", 30, "light", "s")], columns=10)
    places = [tuple(p) for c in ax.collections for p in c.get_offsets().tolist()]
    assert [len(c.get_offsets()) for c in ax.collections] == [7, 0, 30]
    assert len(set(places)) == 37
    assert [t.get_text() for t in ax.get_legend().get_texts()] == ["7 found", "0 missed", "30 rest"]
    plt.close("all")


def test_the_shaded_areas_of_a_mosaic_are_the_joint_probabilities():
    _, ax = plt.subplots()
    mosaic(ax, "ab", [0.25, 0.75], [0.5, 0.1], ["blue", "orange"])
    shaded = [p for p in ax.patches if p.get_height() < 1]
    assert [p.get_width() * p.get_height() for p in shaded] == [0.125, 0.75 * 0.1]
    plt.close("all")
