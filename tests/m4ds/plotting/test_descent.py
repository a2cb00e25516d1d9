import matplotlib
import matplotlib.pyplot as plt
import numpy as np

from m4ds.plotting import new_figure
from m4ds.plotting.descent import plot_contours, plot_path

matplotlib.use("Agg")


def test_the_level_curves_lie_on_the_levels():
    _, ax = new_figure()
    drawn = plot_contours(ax, lambda x: float(x @ x), (-2, 2), (-2, 2), levels=[1.0])
    radii = np.linalg.norm(drawn.get_paths()[0].vertices, axis=1)
    np.testing.assert_allclose(radii, 1, atol=0.01)
    plt.close("all")


def test_a_path_shows_every_point_in_order():
    _, ax = new_figure()
    (line,) = plot_path(ax, [[4, 1], [2.4, -0.6], [1.44, 0.36]], label="steps")
    np.testing.assert_array_equal(line.get_xydata(), [[4, 1], [2.4, -0.6], [1.44, 0.36]])
    plt.close("all")
